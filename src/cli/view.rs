//! The campus as scripts see it: one struct for each object of the contract. Fields are only ever added.

use crate::campus::{
    Act, Calendar, Campus, Concern, Day, Detail, Entry, IncidentAct, IncidentHead, Presence, RoomId, RoomUse, Seq, Sheet, Shift, ShiftId,
    Spot, Stamp, Student, StudentId, Subject, TalkAct, TalkHead, Tally, UserId,
};
use crate::finder::{Hit, Why};
use crate::logbook::Header;
use crate::text;
use serde::Serialize;
use serde_json::Value;

/// A moment, RFC 3339 with the offset of the college's zone.
pub(super) fn time(campus: &Campus, at: Stamp) -> String {
    at.local(campus.zone()).to_rfc3339()
}

/// A day, `2026-11-23`.
pub(super) fn date(day: Day) -> String {
    day.date().format("%Y-%m-%d").to_string()
}

/// A number that must not be read in full: `138****2071`.
pub(super) fn masked(number: &str) -> Option<String> {
    let signs: Vec<char> = number.chars().collect();
    match signs.len() {
        0 => None,
        1..8 => Some("****".to_owned()),
        count => Some(signs[..3].iter().chain(&['*'; 4]).chain(&signs[count - 4..]).collect()),
    }
}

/// A user's login.
pub(super) fn login(campus: &Campus, user: UserId) -> String {
    campus.staff().user(user).map_or_else(|| format!("#{}", user.0), |it| it.login.to_string())
}

/// A student's number.
pub(super) fn student_no(campus: &Campus, id: StudentId) -> String {
    campus.people().student(id).map_or_else(|| format!("#{}", id.0), |it| it.facts.no.to_string())
}

fn student_nos(campus: &Campus, ids: &[StudentId]) -> Vec<String> {
    ids.iter().map(|id| student_no(campus, *id)).collect()
}

/// Names, for people.
pub(super) fn names(campus: &Campus, ids: &[StudentId]) -> Vec<String> {
    ids.iter().filter_map(|id| campus.people().student(*id)).map(|it| it.facts.name.to_string()).collect()
}

/// A place as the college writes it.
pub(super) fn spot(campus: &Campus, spot: &Spot) -> String {
    let places = campus.places();
    match spot {
        Spot::Room(id) => campus.write_room(*id),
        Spot::Building(id) => places.building(*id).map(|it| it.number.to_string()).unwrap_or_default(),
        Spot::Community(id) => places.community(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Spot::Words(words) => words.to_string(),
    }
}

/// A student, in short: enough to tell namesakes apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Candidate {
    pub(super) student_no: String,
    pub(super) name: String,
    pub(super) class: Option<String>,
    pub(super) room: Option<String>,
}

impl Candidate {
    /// On one line, for people.
    pub(super) fn line(&self) -> String {
        let parts = [Some(&self.student_no), Some(&self.name), self.class.as_ref(), self.room.as_ref()];
        parts.into_iter().flatten().map(|it| text::clean(it)).collect::<Vec<_>>().join("  ")
    }
}

pub(super) fn candidate(campus: &Campus, id: StudentId) -> Option<Candidate> {
    let it = &campus.people().student(id)?.facts;
    Some(Candidate {
        student_no: it.no.to_string(),
        name: it.name.to_string(),
        class: it.class.and_then(|id| campus.people().class(id)).map(|it| it.name.to_string()),
        room: it.bed.map(|bed| campus.write_room(bed.room)),
    })
}

/// Several students who may be meant, as JSON.
pub(super) fn candidates(campus: &Campus, ids: &[StudentId]) -> Value {
    let found: Vec<_> = ids.iter().filter_map(|id| candidate(campus, *id)).collect();
    serde_json::to_value(found).unwrap_or_default()
}

/// An answer of `find`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Found {
    #[serde(flatten)]
    pub(super) student: Candidate,
    pub(super) why: &'static str,
    pub(super) left: bool,
}

pub(super) fn found(campus: &Campus, hit: &Hit) -> Option<Found> {
    Some(Found { student: candidate(campus, hit.student)?, why: why_key(hit.why), left: hit.left })
}

fn why_key(why: Why) -> &'static str {
    match why {
        Why::Number => "number",
        Why::NumberHead => "number_head",
        Why::NumberTail => "number_tail",
        Why::Name => "name",
        Why::Hanzi => "hanzi",
        Why::Pinyin => "pinyin",
        Why::Initials => "initials",
        Why::Room => "room",
    }
}

/// A student.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct StudentView {
    pub(super) student_no: String,
    pub(super) name: String,
    pub(super) sex: Option<&'static str>,
    pub(super) department: Option<String>,
    pub(super) class: Option<String>,
    pub(super) building: Option<String>,
    pub(super) room: Option<String>,
    pub(super) bed: Option<u8>,
    /// Building and room as the college writes them.
    pub(super) place: Option<String>,
    pub(super) level: u8,
    pub(super) level_since: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) guardian_phone: Option<String>,
    pub(super) identity_no: Option<String>,
    pub(super) left: bool,
}

pub(super) fn student(campus: &Campus, it: &Student) -> StudentView {
    let facts = &it.facts;
    let room = facts.bed.and_then(|bed| campus.places().room(bed.room));
    let identity = facts.more.iter().find(|(what, _)| *what == Detail::IdentityNo);
    StudentView {
        student_no: facts.no.to_string(),
        name: facts.name.to_string(),
        sex: facts.sex.map(|it| it.key()),
        department: facts.department.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
        class: facts.class.and_then(|id| campus.people().class(id)).map(|it| it.name.to_string()),
        building: room.and_then(|it| campus.places().building(it.building)).map(|it| it.number.to_string()),
        room: room.map(|it| it.number.to_string()),
        bed: facts.bed.map(|it| it.bed).filter(|it| *it > 0),
        place: facts.bed.map(|it| campus.write_room(it.room)),
        level: it.level.number(),
        level_since: it.level_since.map(date),
        phone: masked(&facts.phone),
        guardian_phone: masked(&facts.guardian_phone),
        identity_no: identity.and_then(|(_, number)| masked(number)),
        left: facts.left,
    }
}

/// A room.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RoomView {
    pub(super) building: String,
    pub(super) floor: i8,
    pub(super) room: String,
    pub(super) place: String,
    pub(super) r#use: &'static str,
    pub(super) beds: u8,
    pub(super) students: Vec<String>,
    pub(super) sign: Option<String>,
}

pub(super) fn room(campus: &Campus, id: RoomId, signs: &Signs) -> Option<RoomView> {
    let it = campus.places().room(id)?;
    Some(RoomView {
        building: campus.places().building(it.building).map(|it| it.number.to_string()).unwrap_or_default(),
        floor: it.floor,
        room: it.number.to_string(),
        place: campus.write_room(id),
        r#use: it.purpose.key(),
        beds: it.beds,
        students: student_nos(campus, campus.people().in_room(id)),
        sign: (it.purpose == RoomUse::Dwelling || signs.incidents.contains_key(&id)).then(|| signs.of(campus, id)).flatten(),
    })
}

/// What waits in the rooms, tonight.
pub(super) struct Signs {
    night: Day,
    today: Day,
    /// The gravest open incident that points at a room or at somebody who sleeps there.
    incidents: std::collections::HashMap<RoomId, u8>,
    /// Students whose follow-up is overdue.
    overdue: std::collections::HashSet<StudentId>,
}

impl Signs {
    pub(super) fn new(campus: &Campus, now: Stamp) -> Self {
        let (night, today) = (now.duty_day(campus.zone()), now.day(campus.zone()));
        let mut incidents = std::collections::HashMap::new();
        for it in campus.incidents().open() {
            let beds = it.students.iter().filter_map(|id| campus.people().student(*id)?.facts.bed).map(|bed| bed.room);
            let place = if let Some(Spot::Room(room)) = it.place { Some(room) } else { None };
            for room in beds.chain(place) {
                let gravest = incidents.entry(room).or_insert(u8::MAX);
                *gravest = (*gravest).min(it.severity.number());
            }
        }
        let overdue = campus.talks().awaiting().filter(|it| it.followup.is_some_and(|day| day < today));
        let overdue = overdue.flat_map(|it| it.students.iter().copied()).collect();
        Self { night, today, incidents, overdue }
    }

    /// The worst thing that waits in a room: `incident_1` … `incident_4`, `concern_1` … `concern_4`, `absent`, `late`, `finding`,
    /// `followup_overdue`; `None` if nothing does.
    fn of(&self, campus: &Campus, id: RoomId) -> Option<String> {
        let people = || campus.people().in_room(id).iter();
        let mark = campus.rounds().mark(campus.places(), self.night, id);
        let away = |how| mark.is_some_and(|it| it.away.iter().any(|(_, it)| *it == how));
        let incident = self.incidents.get(&id).copied();
        let levels = people().filter_map(|id| campus.people().student(*id)).map(|it| it.level).filter(|it| *it != Concern::None);
        let level = levels.map(Concern::number).min();
        let is_overdue = people().any(|id| self.overdue.contains(id));
        let ranked = [
            (incident.is_some_and(|it| it <= 2), incident.map(|it| format!("incident_{it}"))),
            (level == Some(1), Some("concern_1".to_owned())),
            (away(Presence::Absent), Some("absent".to_owned())),
            (incident.is_some(), incident.map(|it| format!("incident_{it}"))),
            (level == Some(2), Some("concern_2".to_owned())),
            (mark.is_some_and(|it| !it.findings.is_empty()), Some("finding".to_owned())),
            (is_overdue, Some("followup_overdue".to_owned())),
            (away(Presence::Late), Some("late".to_owned())),
            (level.is_some(), level.map(|it| format!("concern_{it}"))),
        ];
        ranked.into_iter().find(|(holds, _)| *holds).and_then(|(_, sign)| sign)
    }

    /// Today, by the college's calendar.
    pub(super) fn today(&self) -> Day {
        self.today
    }
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TalkView {
    pub(super) id: String,
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) students: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) topic: &'static str,
    pub(super) level: Option<u8>,
    pub(super) followup: Option<String>,
    pub(super) status: &'static str,
    pub(super) visibility: &'static str,
    pub(super) way: &'static str,
    pub(super) place: Option<String>,
    pub(super) answers: Option<String>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) text: Option<String>,
}

/// A talk; `entry` is `None` where this user may not read it.
pub(super) fn talk(campus: &Campus, it: &TalkHead, entry: Option<&Entry>) -> TalkView {
    let logged = entry.and_then(|entry| if let Act::Talk(TalkAct::Logged(it)) = &entry.act { Some(it) } else { None });
    TalkView {
        id: format!("T{}", it.seq),
        seq: it.seq.0,
        at: time(campus, it.held),
        by: login(campus, it.by),
        students: student_nos(campus, &it.students),
        names: names(campus, &it.students),
        topic: it.topic.key(),
        level: it.level.map(Concern::number),
        followup: it.followup.map(date),
        status: it.state.key(),
        visibility: it.visibility.key(),
        way: it.way.key(),
        place: it.place.as_ref().map(|it| spot(campus, it)),
        answers: it.answers.map(|it| format!("T{it}")),
        tags: logged.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: logged.map(|it| it.text.to_string()),
    }
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct IncidentView {
    pub(super) id: String,
    pub(super) seq: u64,
    pub(super) opened_at: String,
    pub(super) by: String,
    pub(super) severity: &'static str,
    pub(super) category: &'static str,
    pub(super) state: &'static str,
    pub(super) place: Option<String>,
    pub(super) students: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) owner: Option<String>,
    pub(super) next_step: Option<&'static str>,
    pub(super) next_deadline: Option<String>,
    pub(super) happened: Option<String>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) text: Option<String>,
}

/// An incident; `entry` is `None` where this user may not read it.
pub(super) fn incident(campus: &Campus, it: &IncidentHead, entry: Option<&Entry>) -> IncidentView {
    let opened = entry.and_then(|entry| if let Act::Incident(IncidentAct::Opened(it)) = &entry.act { Some(it) } else { None });
    let next = it.owed(campus.zone(), Calendar::shipped()).first().copied();
    IncidentView {
        id: format!("I{}", it.seq),
        seq: it.seq.0,
        opened_at: time(campus, it.opened),
        by: login(campus, it.by),
        severity: it.severity.key(),
        category: it.category.key(),
        state: it.state.key(),
        place: it.place.as_ref().map(|it| spot(campus, it)),
        students: student_nos(campus, &it.students),
        names: names(campus, &it.students),
        owner: it.owner.map(|id| login(campus, id)),
        next_step: next.map(|(step, _)| step.key()),
        next_deadline: next.map(|(_, due)| time(campus, due)),
        happened: opened.map(|it| time(campus, it.happened)),
        tags: opened.map(|it| it.tags.iter().map(|it| it.to_string()).collect()),
        text: opened.map(|it| it.text.to_string()),
    }
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ShiftView {
    pub(super) id: String,
    pub(super) duty_date: String,
    pub(super) site: String,
    pub(super) person: String,
    pub(super) name: Option<String>,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) state: &'static str,
    pub(super) signed_in: Option<String>,
    pub(super) signed_out: Option<String>,
}

/// The site of the duty leader, in scripts.
pub(super) const LEADER_SITE: &str = "leader";

pub(super) fn shift(campus: &Campus, id: ShiftId, it: &Shift, now: Stamp) -> ShiftView {
    ShiftView {
        id: format!("S{}", id.0),
        duty_date: date(it.day),
        site: site(campus, it).unwrap_or_else(|| LEADER_SITE.to_owned()),
        person: login(campus, it.person),
        name: campus.staff().user(it.person).map(|it| it.name.to_string()),
        starts: time(campus, it.starts),
        ends: time(campus, it.ends),
        state: it.state(now).key(),
        signed_in: it.signed_in.map(|at| time(campus, at)),
        signed_out: it.signed_out.map(|at| time(campus, at)),
    }
}

/// The community whose workroom a shift staffs; `None` for the duty leader.
pub(super) fn site(campus: &Campus, it: &Shift) -> Option<String> {
    match it.post {
        crate::campus::Post::Leader => None,
        crate::campus::Post::Workroom(id) => campus.places().community(id).map(|it| it.name.to_string()),
    }
}

/// A sheet of a round: one floor in one night.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct RoundView {
    pub(super) id: String,
    pub(super) seq: u64,
    pub(super) duty_date: String,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) building: String,
    pub(super) floor: i8,
    /// Building and floor: `3#4F`.
    pub(super) place: String,
    pub(super) rooms: u32,
    pub(super) expected: u32,
    pub(super) present: u32,
    pub(super) leave: u32,
    pub(super) late: u32,
    pub(super) absent: u32,
    pub(super) elsewhere: u32,
    pub(super) findings: u32,
}

pub(super) fn round(campus: &Campus, it: &Sheet) -> RoundView {
    let mut tally = Tally::default();
    it.marks.iter().for_each(|mark| mark.add_to(&mut tally));
    let building = campus.places().building(it.building).map(|it| it.number.to_string()).unwrap_or_default();
    RoundView {
        id: format!("R{}", it.seq),
        seq: it.seq.0,
        duty_date: date(it.day),
        at: time(campus, it.at),
        by: login(campus, it.by),
        place: format!("{building}#{}F", it.floor),
        building,
        floor: it.floor,
        rooms: tally.checked,
        expected: it.marks.iter().map(|mark| u32::from(mark.expected)).sum(),
        present: tally.present,
        leave: tally.leave,
        late: tally.late,
        absent: tally.absent,
        elsewhere: tally.elsewhere,
        findings: tally.findings,
    }
}

/// A line of `log`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct HeaderView {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) kind: String,
    pub(super) subjects: Vec<String>,
    pub(super) hash: String,
}

pub(super) fn header(campus: &Campus, it: &Header) -> HeaderView {
    HeaderView {
        seq: it.seq.0,
        at: time(campus, it.at),
        by: login(campus, it.by),
        kind: it.kind.to_string(),
        subjects: it.subjects.iter().map(|it| subject(campus, *it)).collect(),
        hash: hex(&it.hash),
    }
}

/// What an entry is about: `student:2024010101`, `talk:T12`.
pub(super) fn subject(campus: &Campus, subject: Subject) -> String {
    match subject {
        Subject::Student(id) => format!("student:{}", student_no(campus, id)),
        Subject::Talk(seq) => format!("talk:T{seq}"),
        Subject::Incident(seq) => format!("incident:I{seq}"),
        Subject::Shift(id) => format!("shift:S{}", id.0),
        Subject::Building(id) => format!("building:{}", campus.places().building(id).map_or("", |it| &it.number)),
        Subject::User(id) => format!("user:{}", login(campus, id)),
        Subject::Entry(seq) => format!("entry:{seq}"),
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

/// The number of an entry behind a letter, such as `T123`; large and small letters are the same.
pub(super) fn numbered(id: &str, letter: char) -> Option<Seq> {
    let mut signs = id.chars();
    let first = signs.next()?;
    let digits = signs.as_str();
    let all_digits = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
    (first.eq_ignore_ascii_case(&letter) && all_digits).then(|| digits.parse().ok().map(Seq)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_masked_number_keeps_its_ends() {
        assert_eq!(masked("13812342071").as_deref(), Some("138****2071"));
        assert_eq!(masked("110101200601011234").as_deref(), Some("110****1234"));
        assert_eq!(masked("1234567").as_deref(), Some("****"));
        assert_eq!(masked(""), None);
    }

    #[test]
    fn ids_are_a_letter_and_digits() {
        assert_eq!(numbered("T12", 'T'), Some(Seq(12)));
        assert_eq!(numbered("t12", 'T'), Some(Seq(12)));
        assert_eq!(numbered("T", 'T'), None);
        assert_eq!(numbered("T+1", 'T'), None);
        assert_eq!(numbered("谈1", 'T'), None);
        assert_eq!(numbered("T99999999999999999999999", 'T'), None);
    }

    proptest! {
        #[test]
        fn no_more_than_seven_signs_of_a_number_are_shown(number in "\\PC{0,30}") {
            if let Some(masked) = masked(&number) {
                prop_assert!(masked.chars().count() <= 11);
                prop_assert!(masked.contains("****"));
            }
        }
    }
}
