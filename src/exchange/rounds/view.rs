//! A report as one user may see it. Its fields are what scripts read; they are only ever added to.

use crate::campus::{
    Campus, ClassId, Counted, Day, DepartmentId, Finding, Nights, Presence, Repeat, RepeatKind, RoundReport, SearchState, Stamp, StudentId,
    UserId,
};
use crate::desk::Sight;
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether students are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// `张*`, with the class, without number and room.
    Masked,
    /// In full.
    Full,
}

/// Sums.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SumsView {
    pub rooms: u32,
    pub checked: u32,
    pub expected: u32,
    pub present: u32,
    pub leave: u32,
    pub late: u32,
    pub absent: u32,
    pub elsewhere: u32,
    pub findings: u32,
    /// The findings by kind, those that were found.
    pub kinds: BTreeMap<&'static str, u32>,
}

/// A row of sums: of a building, or of a night.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SumsRow {
    /// The building's number, in the sums by building.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub building: Option<String>,
    /// The night, in the sums by night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty_date: Option<String>,
    /// The sums.
    #[serde(flatten)]
    pub sums: SumsView,
}

/// A class or a department.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NightsRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    pub department: Option<String>,
    pub nights: u32,
    pub late: u32,
    pub absent: u32,
    pub leave: u32,
    pub elsewhere: u32,
}

/// A student, as far as the report names them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonView {
    /// Student number; none without names.
    pub student_no: Option<String>,
    /// Name, or `张*`.
    pub name: String,
    /// Class.
    pub class: Option<String>,
    /// Room; none without names.
    pub room: Option<String>,
}

/// A night in which somebody was late, absent or elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AwayView {
    /// Duty date.
    pub duty_date: String,
    /// Who.
    #[serde(flatten)]
    pub person: PersonView,
    /// How, for scripts.
    pub how: &'static str,
    /// How, for words.
    #[serde(skip)]
    pub presence: Presence,
}

/// A student who was late or absent again and again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepeatView {
    /// Who.
    #[serde(flatten)]
    pub person: PersonView,
    /// What for: `late`, `absent`.
    pub what: &'static str,
    /// How often.
    pub times: u16,
    /// The last night.
    pub last: String,
}

/// A room in which appliances were found again and again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepeatRoomView {
    /// The room as the college writes it.
    pub place: String,
    /// How often.
    pub times: u16,
    /// The last night.
    pub last: String,
}

/// A search for a student.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchView {
    /// Duty date.
    pub duty_date: String,
    /// Whom.
    #[serde(flatten)]
    pub person: PersonView,
    /// When it began.
    pub since: String,
    /// `open`, `found`, `dropped`.
    pub state: &'static str,
    /// When they were found.
    pub found_at: Option<String>,
    /// Steps of the ladder taken.
    pub steps: usize,
    /// The incident it became.
    pub incident: Option<String>,
    /// How it stands, for words.
    #[serde(skip)]
    pub stands: SearchState,
}

/// A sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleView {
    /// The round's id.
    pub id: String,
    /// Duty date.
    pub duty_date: String,
    /// Who walked.
    pub by: String,
    /// From which anybody can draw it again.
    pub seed: u64,
    /// The buildings it was drawn from.
    pub pool: Vec<String>,
    /// Rooms drawn.
    pub rooms: u32,
    /// Rooms checked.
    pub checked: u32,
    /// Walked to its end.
    pub ended: bool,
}

/// A report as one user may see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoundView {
    /// First night.
    pub from: String,
    /// Last night.
    pub until: String,
    /// The college.
    #[serde(skip)]
    pub college: String,
    /// The building or the community it is about; none for all.
    pub only: Option<String>,
    /// Students are named in full.
    pub identified: bool,
    /// All together.
    pub total: SumsView,
    /// By building.
    pub buildings: Vec<SumsRow>,
    /// By night.
    pub days: Vec<SumsRow>,
    /// Late and absent of every night from the first to the last; none where nothing was checked.
    pub trend: Vec<Option<u32>>,
    /// By class.
    pub classes: Vec<NightsRow>,
    /// By department.
    pub departments: Vec<NightsRow>,
    /// Repeat offenders.
    pub repeat_students: Vec<RepeatView>,
    /// Rooms with appliances again and again.
    pub repeat_rooms: Vec<RepeatRoomView>,
    /// Who was late, absent or elsewhere, night by night.
    pub away: Vec<AwayView>,
    /// Searches.
    pub searches: Vec<SearchView>,
    /// Samples.
    pub samples: Vec<SampleView>,
    /// How many rows about students are left out because this user may not see them.
    pub hidden: usize,
}

impl RoundView {
    /// How many rows name somebody.
    pub fn named_rows(&self) -> usize {
        self.away.len() + self.repeat_students.len() + self.searches.len()
    }
}

/// Longest period whose trend is written night by night.
const TREND_LIMIT: i32 = 3_660;

fn date(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

fn sums(it: &Counted) -> SumsView {
    let t = &it.tally;
    let kinds = Finding::ALL.iter().zip(it.kinds).filter(|(_, count)| *count > 0).map(|(kind, count)| (kind.key(), count));
    SumsView {
        rooms: t.rooms,
        checked: t.checked,
        expected: t.expected,
        present: t.present,
        leave: t.leave,
        late: t.late,
        absent: t.absent,
        elsewhere: t.elsewhere,
        findings: t.findings,
        kinds: kinds.collect(),
    }
}

/// Names, as far as one may.
struct Scribe<'a> {
    campus: &'a Campus,
    sight: Sight<'a>,
    names: Names,
}

impl Scribe<'_> {
    fn person(&self, id: StudentId) -> PersonView {
        let facts = self.campus.people().student(id).map(|it| &it.facts);
        let full = self.names == Names::Full;
        let name = facts.map(|it| it.name.to_string()).unwrap_or_default();
        let masked = name.chars().next().map(|it| format!("{it}*")).unwrap_or_default();
        PersonView {
            student_no: facts.filter(|_| full).map(|it| it.no.to_string()),
            name: if full { name } else { masked },
            class: facts.and_then(|it| it.class).and_then(|id| self.campus.people().class(id)).map(|it| it.name.to_string()),
            room: facts.filter(|_| full).and_then(|it| it.bed).map(|bed| self.campus.write_room(bed.room)),
        }
    }

    fn building(&self, id: crate::campus::BuildingId) -> String {
        self.campus.places().building(id).map(|it| it.number.to_string()).unwrap_or_default()
    }

    fn login(&self, id: UserId) -> String {
        self.campus.staff().user(id).map(|it| it.login.to_string()).unwrap_or_default()
    }

    fn department(&self, id: DepartmentId) -> Option<String> {
        self.campus.people().department(id).map(|it| it.name.to_string())
    }

    fn time(&self, at: Stamp) -> String {
        at.local(self.campus.zone()).to_rfc3339()
    }

    fn of_class(&self, (id, it): &(ClassId, Nights)) -> NightsRow {
        let class = self.campus.people().class(*id);
        NightsRow {
            class: class.map(|it| it.name.to_string()),
            department: class.and_then(|it| it.department).and_then(|id| self.department(id)),
            nights: it.nights,
            late: it.late,
            absent: it.absent,
            leave: it.leave,
            elsewhere: it.elsewhere,
        }
    }

    fn repeat(&self, it: &Repeat<StudentId>) -> RepeatView {
        let what = match it.what {
            RepeatKind::Late => Presence::Late.key(),
            RepeatKind::Absent => Presence::Absent.key(),
            RepeatKind::Appliance => Finding::Appliance.key(),
        };
        RepeatView { person: self.person(it.who), what, times: it.times, last: date(it.last) }
    }

    /// Everybody who was late, absent or elsewhere, and how many of them are not seen. Leaves are counted, not listed.
    fn away(&self, report: &RoundReport) -> (Vec<AwayView>, usize) {
        let counted: std::collections::HashSet<_> = report.buildings.iter().map(|it| it.0).collect();
        let mut sheets: Vec<_> = self.campus.rounds().sheets().iter().collect();
        sheets.retain(|it| report.from <= it.day && it.day <= report.until && counted.contains(&it.building));
        sheets.sort_by_key(|it| (it.day, it.building, it.floor));
        let (mut found, mut hidden) = (Vec::new(), 0);
        for sheet in sheets {
            for (student, how) in sheet.marks.iter().flat_map(|it| &it.away).filter(|(_, how)| *how != Presence::Leave) {
                if self.sight.sees_whereabouts(sheet.author(), *student) {
                    found.push(AwayView { duty_date: date(sheet.day), person: self.person(*student), how: how.key(), presence: *how });
                } else {
                    hidden += 1;
                }
            }
        }
        (found, hidden)
    }

    /// The searches of which this user sees where the student was.
    fn searches(&self, report: &RoundReport) -> (Vec<SearchView>, usize) {
        let heads: Vec<_> = report.searches.iter().filter_map(|(day, student)| self.campus.searches().get(*day, *student)).collect();
        let seen: Vec<_> = heads.iter().filter(|it| self.sight.sees_whereabouts(it.by, it.student)).collect();
        let hidden = heads.len() - seen.len();
        let view = |it: &&&crate::campus::SearchHead| SearchView {
            duty_date: date(it.day),
            person: self.person(it.student),
            since: self.time(it.since),
            state: it.state.key(),
            found_at: if let SearchState::Found(at) = it.state { Some(self.time(at)) } else { None },
            steps: it.steps.len(),
            incident: it.incident.map(|seq| format!("I{seq}")),
            stands: it.state,
        };
        (seen.iter().map(view).collect(), hidden)
    }
}

/// What `sight` sees of a report; `only` is what it is about, where it is not about all.
pub fn view(campus: &Campus, sight: Sight<'_>, report: &RoundReport, only: Option<String>, names: Names) -> RoundView {
    let scribe = Scribe { campus, sight, names };
    let (away, mut hidden) = scribe.away(report);
    let (searches, unseen) = scribe.searches(report);
    let repeat: Vec<_> = report.students.iter().filter(|it| sight.sees_nights_of(it.who)).map(|it| scribe.repeat(it)).collect();
    hidden += unseen + report.students.len() - repeat.len();
    let by_day: BTreeMap<Day, u32> = report.days.iter().map(|(day, it)| (*day, it.tally.late + it.tally.absent)).collect();
    let nights = report.until.since(report.from).saturating_add(1).clamp(0, TREND_LIMIT);
    let row = |building, duty_date, it| SumsRow { building, duty_date, sums: sums(it) };
    let rooms = report.rooms.iter().map(|it| RepeatRoomView { place: campus.write_room(it.who), times: it.times, last: date(it.last) });
    let samples = report.samples.iter().map(|it| SampleView {
        id: format!("R{}", it.round),
        duty_date: date(it.day),
        by: scribe.login(it.by),
        seed: it.seed,
        pool: it.pool.iter().map(|id| scribe.building(*id)).collect(),
        rooms: it.rooms,
        checked: it.checked,
        ended: it.ended,
    });
    let departments = report.departments.iter().map(|(id, it)| NightsRow {
        class: None,
        department: scribe.department(*id),
        nights: it.nights,
        late: it.late,
        absent: it.absent,
        leave: it.leave,
        elsewhere: it.elsewhere,
    });
    RoundView {
        from: date(report.from),
        until: date(report.until),
        college: campus.college().map(|it| it.name.to_string()).unwrap_or_default(),
        only,
        identified: names == Names::Full,
        total: sums(&report.total),
        buildings: report.buildings.iter().map(|(id, it)| row(Some(scribe.building(*id)), None, it)).collect(),
        days: report.days.iter().map(|(day, it)| row(None, Some(date(*day)), it)).collect(),
        trend: (0..nights).map(|nth| by_day.get(&report.from.plus(nth)).copied()).collect(),
        classes: report.classes.iter().map(|it| scribe.of_class(it)).collect(),
        departments: departments.collect(),
        repeat_students: repeat,
        repeat_rooms: rooms.collect(),
        away,
        searches,
        samples: samples.collect(),
        hidden,
    }
}
