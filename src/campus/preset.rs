//! The rules that differ from college to college (预设): a page of TOML that the college may edit. What ships stands in `assets/presets.toml`.
//!
//! The page is kept as it was written, so that no form of it ever has to be frozen; a key that is left out is as it ships.

use super::{
    AppraisalRules, AwardRules, CareRules, Concern, Day, FILE_BYTES_LIMIT, IncidentRules, LadderStep, NextRules, OfficerPost, Refusal,
    RequestRules, ScheduleRules, ServiceRules, Stamp, Topic, Tz, WatchRules,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Acts on presets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PresetAct {
    /// A new page of presets.
    Set {
        /// As it was; empty for what ships.
        before: Box<str>,
        /// As it is from now on; empty for what ships.
        after: Box<str>,
    },
}

/// The page in force, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presets {
    pub(super) page: Box<str>,
    rules: Rules,
}

/// All rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Whom to ring when a student is missing.
    pub ladder: Ladder,
    /// Who approves a leave.
    pub leave: LeaveRules,
    /// The random spot check.
    pub sample: SampleRules,
    /// Who is a repeat offender.
    pub repeat: RepeatRules,
    /// Hygiene scores.
    pub hygiene: HygieneRules,
    /// Model rooms.
    pub model_room: ModelRoomRules,
    /// The class mood barometer.
    pub mood: MoodRules,
    /// What the posts of the students' grid are there for.
    pub duties: Duties,
    /// The duty schedule.
    pub schedule: ScheduleRules,
    /// How often one talks to whom, and how concern levels are kept.
    pub care: CareRules,
    /// What makes somebody more urgent than somebody else.
    pub next: NextRules,
    /// Talks.
    pub talk: TalkRules,
    /// Requests.
    pub request: RequestRules,
    /// Incidents.
    pub incident: IncidentRules,
    /// The safety watch.
    pub watch: WatchRules,
    /// What can be done at the service centre.
    pub service: ServiceRules,
    /// What is asked of a counselor in a term.
    pub appraisal: AppraisalRules,
    /// Awards.
    pub awards: AwardRules,
}

/// How talks are logged (谈话).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkRules {
    /// A level of this number or graver is set with a reason; 0 wants none.
    #[serde(default)]
    pub reason_from: u8,
    /// Largest file kept with a talk, in megabytes.
    #[serde(default = "file_megabytes")]
    pub file_megabytes: u8,
    /// Days with a name (期中后), each with the month and day, `MM-DD`, it has in every year; the next of them is meant.
    #[serde(default)]
    pub days: BTreeMap<Box<str>, Vec<Box<str>>>,
    /// Short forms, and what they stand for: `;lx` on the line.
    #[serde(default)]
    pub short: BTreeMap<Box<str>, Box<str>>,
    /// What the note of a talk may begin with, by the key of its topic.
    #[serde(default)]
    pub templates: BTreeMap<Box<str>, Box<str>>,
}

fn file_megabytes() -> u8 {
    5
}

impl TalkRules {
    /// Whether a level is set with a reason.
    pub fn wants_reason(&self, level: Concern) -> bool {
        level != Concern::None && level.number() <= self.reason_from
    }

    /// Largest file kept with a talk, in bytes.
    pub fn file_bytes(&self) -> usize {
        (usize::from(self.file_megabytes) * 1_000_000).min(FILE_BYTES_LIMIT)
    }

    /// The next day on or after `today` that has a name.
    pub fn named_day(&self, name: &str, today: Day) -> Option<Day> {
        let dates = self.days.get(name)?;
        let year = chrono::Datelike::year(&today.date());
        let all =
            dates.iter().filter_map(|it| month_and_day(it)).flat_map(|(month, day)| [year, year + 1].map(|it| Day::ymd(it, month, day)));
        all.flatten().filter(|it| *it >= today).min()
    }

    fn unreasonable(&self) -> Option<&'static str> {
        let short_enough = |it: &str, most: usize| !it.trim().is_empty() && it.chars().count() <= most && !it.contains(char::is_whitespace);
        if self.reason_from > 4 {
            Some("talk.reason_from")
        } else if self.file_megabytes == 0 || usize::from(self.file_megabytes) * 1_000_000 > FILE_BYTES_LIMIT {
            Some("talk.file_megabytes")
        } else if self.days.iter().any(|(name, dates)| !short_enough(name, 16) || dates.iter().any(|it| month_and_day(it).is_none())) {
            Some("talk.days")
        } else if self.short.iter().any(|(key, text)| !short_enough(key, 16) || text.trim().is_empty() || text.chars().count() > 200) {
            Some("talk.short")
        } else if self.templates.keys().any(|it| Topic::from_key(it).is_none()) {
            Some("talk.templates")
        } else {
            None
        }
    }
}

/// A month and a day, written `MM-DD`, that at least some years have.
fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Day::ymd(2024, month, day).map(|_| (month, day))
}

/// What each post of the students' grid is there for (职责), in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// 楼栋长.
    pub building_head: Box<str>,
    /// 楼层长.
    pub floor_head: Box<str>,
    /// 寝室长.
    pub room_head: Box<str>,
    /// 心理委员.
    pub psych_watcher: Box<str>,
    /// 党员责任寝室.
    pub party_room: Box<str>,
}

impl Duties {
    /// What a post is there for.
    pub fn of(&self, post: OfficerPost) -> &str {
        match post {
            OfficerPost::BuildingHead(_) => &self.building_head,
            OfficerPost::FloorHead(..) => &self.floor_head,
            OfficerPost::RoomHead(_) => &self.room_head,
            OfficerPost::PsychWatcher(_) => &self.psych_watcher,
            OfficerPost::PartyRoom(_) => &self.party_room,
        }
    }
}

/// Whom to ring when a student was not in their room (未归处置).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The hour of the night, `HH:MM`, at which a student who was not found becomes an incident.
    pub incident_at: Box<str>,
    /// But not sooner after it was noticed than so many minutes.
    pub incident_after: u16,
    /// The steps in their order.
    pub steps: Vec<Rung>,
}

/// A step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Whom to ring.
    pub call: LadderStep,
    /// Minutes after it was noticed.
    pub after: u16,
}

/// Up to how many days who approves a leave (请假审批).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaveRules {
    /// Days a counselor approves.
    pub counselor: u16,
    /// Days a department approves.
    pub department: u16,
    /// Days the student office approves; more is for the college.
    pub student_office: u16,
    /// Workdays within which a student reports back.
    pub report_back: u16,
}

/// The random spot check (抽查).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleRules {
    /// Least rooms.
    pub rooms: u16,
}

/// How often within how many days makes a repeat offender (屡次).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatRules {
    /// Days looked back.
    pub days: u16,
    /// Times late.
    pub late: u16,
    /// Times absent.
    pub absent: u16,
    /// Times a forbidden appliance was found in a room.
    pub appliance: u16,
}

/// How hygiene is scored (文明寝室评分).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HygieneRules {
    /// Least points of two, three, four and five stars.
    pub stars: [u8; 4],
    /// Days within which a score may be appealed.
    pub appeal_days: u16,
    /// Days within which what was found is to be mended.
    pub mend_days: u16,
    /// What is looked at.
    pub items: Vec<HygieneItem>,
}

/// Something that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HygieneItem {
    /// Its short name in acts and on the command line.
    pub code: Box<str>,
    /// What it is called.
    pub name: Box<str>,
    /// Most points off.
    pub most: u8,
}

/// What makes a model room (文明寝室).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelRoomRules {
    /// Least average.
    pub average: u8,
    /// No score below.
    pub least: u8,
    /// Least scores.
    pub scores: u16,
}

/// The class mood barometer (心理晴雨表).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoodRules {
    /// Days from one to the next.
    pub days: u16,
}

/// Longest page of presets, in characters.
pub const PRESETS_LIMIT: usize = 24_000;

const SHIPPED: &str = include_str!("../../assets/presets.toml");

/// A page as it is read: what it leaves out is as it ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    ladder: Option<Ladder>,
    leave: Option<LeaveRules>,
    sample: Option<SampleRules>,
    repeat: Option<RepeatRules>,
    hygiene: Option<HygieneRules>,
    model_room: Option<ModelRoomRules>,
    mood: Option<MoodRules>,
    duties: Option<Duties>,
    schedule: Option<ScheduleRules>,
    care: Option<CareRules>,
    next: Option<NextRules>,
    talk: Option<TalkRules>,
    request: Option<RequestRules>,
    incident: Option<IncidentRules>,
    watch: Option<WatchRules>,
    service: Option<ServiceRules>,
    appraisal: Option<AppraisalRules>,
    awards: Option<AwardRules>,
}

static SHIPPED_RULES: LazyLock<Rules> = LazyLock::new(|| {
    let page = toml::from_str(SHIPPED).ok();
    // Invariant: what ships is read by a test, and leaves nothing out; an empty page of rules is never seen.
    page.and_then(whole).unwrap_or_else(|| Rules {
        ladder: Ladder { incident_at: "01:00".into(), incident_after: 60, steps: Vec::new() },
        leave: LeaveRules { counselor: 1, department: 3, student_office: 7, report_back: 2 },
        sample: SampleRules { rooms: 30 },
        repeat: RepeatRules { days: 30, late: 3, absent: 2, appliance: 2 },
        hygiene: HygieneRules { stars: [60, 70, 80, 90], appeal_days: 7, mend_days: 3, items: Vec::new() },
        model_room: ModelRoomRules { average: 90, least: 80, scores: 2 },
        mood: MoodRules { days: 14 },
        duties: Duties::default(),
        schedule: ScheduleRules::default(),
        care: CareRules::default(),
        next: NextRules::default(),
        talk: TalkRules::default(),
        request: RequestRules::default(),
        incident: IncidentRules::default(),
        watch: WatchRules::default(),
        service: ServiceRules::default(),
        appraisal: AppraisalRules::default(),
        awards: AwardRules::default(),
    })
});

fn whole(page: Page) -> Option<Rules> {
    Some(Rules {
        ladder: page.ladder?,
        leave: page.leave?,
        sample: page.sample?,
        repeat: page.repeat?,
        hygiene: page.hygiene?,
        model_room: page.model_room?,
        mood: page.mood?,
        duties: page.duties?,
        schedule: page.schedule?,
        care: page.care?,
        next: page.next?,
        talk: page.talk?,
        request: page.request?,
        incident: page.incident?,
        watch: page.watch?,
        service: page.service?,
        appraisal: page.appraisal?,
        awards: page.awards?,
    })
}

impl Default for Presets {
    fn default() -> Self {
        Self { page: Box::default(), rules: SHIPPED_RULES.clone() }
    }
}

impl Presets {
    /// The page as the college wrote it; what ships where it wrote none.
    pub fn page(&self) -> &str {
        if self.page.is_empty() { SHIPPED } else { &self.page }
    }

    /// The page as an act names it: empty for what ships.
    pub fn written(&self) -> &str {
        &self.page
    }

    /// The rules in force.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    pub(super) fn read(page: &str) -> Self {
        Self { page: page.into(), rules: parse(page).unwrap_or_else(|_| SHIPPED_RULES.clone()) }
    }

    pub(super) fn check(&self, act: &PresetAct) -> Result<(), Refusal> {
        let PresetAct::Set { before, after } = act;
        if **before != *self.page {
            return Err(Refusal::ChangedMeanwhile);
        }
        parse(after).map(|_| ())
    }

    pub(super) fn apply(&mut self, act: &PresetAct) {
        let PresetAct::Set { after, .. } = act;
        *self = Self::read(after);
    }
}

/// Reads a page and holds it against reason.
fn parse(page: &str) -> Result<Rules, Refusal> {
    let got = page.chars().count();
    if got > PRESETS_LIMIT {
        return Err(Refusal::TooLong { limit: PRESETS_LIMIT, got });
    }
    let shipped = SHIPPED_RULES.clone();
    if page.trim().is_empty() {
        return Ok(shipped);
    }
    let page: Page = toml::from_str(page).map_err(|error| {
        let line = error.span().and_then(|span| page.get(..span.start)).map_or(0, |before| before.matches('\n').count() + 1);
        Refusal::PresetsUnreadable { line, what: error.message().into() }
    })?;
    let rules = Rules {
        ladder: page.ladder.unwrap_or(shipped.ladder),
        leave: page.leave.unwrap_or(shipped.leave),
        sample: page.sample.unwrap_or(shipped.sample),
        repeat: page.repeat.unwrap_or(shipped.repeat),
        hygiene: page.hygiene.unwrap_or(shipped.hygiene),
        model_room: page.model_room.unwrap_or(shipped.model_room),
        mood: page.mood.unwrap_or(shipped.mood),
        duties: page.duties.unwrap_or(shipped.duties),
        schedule: page.schedule.unwrap_or(shipped.schedule),
        care: page.care.unwrap_or(shipped.care),
        next: page.next.unwrap_or(shipped.next),
        talk: page.talk.unwrap_or(shipped.talk),
        request: page.request.unwrap_or(shipped.request),
        incident: page.incident.unwrap_or(shipped.incident),
        watch: page.watch.unwrap_or(shipped.watch),
        service: page.service.unwrap_or(shipped.service),
        appraisal: page.appraisal.unwrap_or(shipped.appraisal),
        awards: page.awards.unwrap_or(shipped.awards),
    };
    rules.unreasonable().map_or(Ok(rules), |what| Err(Refusal::PresetsUnreadable { line: 0, what: what.into() }))
}

impl Rules {
    /// The key whose value makes no sense, if one does.
    fn unreasonable(&self) -> Option<&'static str> {
        let Self { ladder, leave, sample, repeat, hygiene, mood, .. } = self;
        let codes = || hygiene.items.iter().map(|it| &it.code);
        let doubled = |at: usize| codes().skip(at + 1).any(|it| Some(it) == codes().nth(at));
        if clock(&ladder.incident_at).is_none() {
            Some("ladder.incident_at")
        } else if ladder.steps.is_empty() || ladder.steps.len() > 16 || !ladder.steps.is_sorted_by_key(|it| it.after) {
            Some("ladder.steps")
        } else if !(leave.counselor <= leave.department && leave.department <= leave.student_office) {
            Some("leave")
        } else if sample.rooms == 0 {
            Some("sample.rooms")
        } else if repeat.days == 0 || repeat.late == 0 || repeat.absent == 0 || repeat.appliance == 0 {
            Some("repeat")
        } else if !hygiene.stars.is_sorted() || hygiene.stars[3] > 100 {
            Some("hygiene.stars")
        } else if hygiene.items.len() > 64 || (0..hygiene.items.len()).any(doubled) || codes().any(|it| it.is_empty() || it.len() > 16) {
            Some("hygiene.items")
        } else if mood.days == 0 {
            Some("mood.days")
        } else {
            let more = self.care.unreasonable().or_else(|| self.next.unreasonable()).or_else(|| self.talk.unreasonable());
            let more = more.or_else(|| self.request.unreasonable());
            let more = more.or_else(|| self.incident.unreasonable()).or_else(|| self.watch.unreasonable());
            let more = more.or_else(|| self.incident.unreasonable());
            let more = more.or_else(|| self.service.unreasonable());
            let more = more.or_else(|| self.appraisal.unreasonable());
            let more = more.or_else(|| self.awards.unreasonable());
            self.schedule.unreasonable().or(more)
        }
    }
}

impl Ladder {
    /// When a student who was noticed missing at `since`, in the night of `day`, becomes an incident.
    pub fn incident_due(&self, day: Day, since: Stamp, zone: Tz) -> Stamp {
        let (hour, minute) = clock(&self.incident_at).unwrap_or((1, 0));
        // Before noon it is the next calendar day: the night has crossed midnight.
        let at = if hour < 12 { day.plus(1) } else { day }.at(zone, hour, minute);
        at.max(since.plus_minutes(self.incident_after.into()))
    }
}

/// An hour and minute written `HH:MM`.
pub(super) fn clock(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_read_whole() {
        assert_eq!(toml::from_str::<Page>(SHIPPED).map(|it| whole(it).is_some()), Ok(true));
        assert_eq!(parse(SHIPPED).as_ref(), Ok(&*SHIPPED_RULES));
        assert_eq!(SHIPPED_RULES.ladder.steps.len(), 6);
        assert_eq!((&SHIPPED_RULES.care, &SHIPPED_RULES.next), (&CareRules::default(), &NextRules::default()));
    }

    #[test]
    fn a_page_may_leave_things_out_but_not_be_wrong() {
        let rules = parse("[mood]\ndays = 7\n").unwrap();
        assert_eq!((rules.mood.days, rules.leave), (7, SHIPPED_RULES.leave));
        assert!(
            matches!(parse("\n[mood]\nday = 7\n"), Err(Refusal::PresetsUnreadable { line: 3, .. })),
            "{:?}",
            parse("\n[mood]\nday = 7\n")
        );
        assert!(matches!(parse("[mood]\ndays = 0\n"), Err(Refusal::PresetsUnreadable { line: 0, .. })));
    }

    #[test]
    fn whoever_is_noticed_late_is_given_time() {
        let (ladder, zone) = (&SHIPPED_RULES.ladder, Tz::Asia__Shanghai);
        let day = Day::ymd(2026, 11, 5).unwrap();
        assert_eq!(ladder.incident_due(day, day.at(zone, 23, 10), zone), day.plus(1).at(zone, 1, 0));
        assert_eq!(ladder.incident_due(day, day.plus(1).at(zone, 0, 40), zone), day.plus(1).at(zone, 1, 40));
    }
}
