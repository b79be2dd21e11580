//! The campus as it stands: places, people, shifts, rounds, talks, incidents.
//!
//! Pure: no clock, no disk, no screen, no randomness. Everything that changes comes in as an [`Act`]; [`Campus::check`] says whether the
//! trade allows it, [`Campus::apply`] makes it so. Applying never fails and never panics, whatever the entry: what refers to nothing does
//! nothing. One file a subject; each holds its types, its acts, its rules, how it changes the campus, and its questions.

mod act;
pub mod appraisal;
mod award;
mod award_rules;
mod bed;
pub mod calendar;
mod care;
mod care_rules;
mod change;
mod check;
mod community;
mod conflict;
mod custody;
mod draft;
mod duty;
mod erasure;
mod fact;
mod gap;
mod grid;
mod handover;
mod hygiene;
mod id;
mod incident;
mod incident_clock;
mod incident_draft;
mod incident_handling;
mod incident_report;
mod incident_rules;
mod keys;
mod leave;
mod level;
mod mood;
mod news;
mod next;
mod page;
mod paged;
mod past;
mod pending;
mod person;
mod place;
mod plan;
mod preset;
mod put_off;
mod query;
mod refusal;
mod report;
mod request;
mod request_rules;
mod round;
mod schedule_rules;
mod search;
mod service;
mod shift;
mod staff;
mod supervise;
mod talk;
mod term;
#[cfg(test)]
pub(crate) mod tests;
mod time;
mod undo;
mod venue;
mod walk;
mod watch;
mod why;

pub use act::{Act, Entry, Founded, SUBJECTS_LIMIT, Subject};
pub use appraisal::AppraisalRules;
pub use award::{
    AWARD_TITLE_LIMIT, AwardAct, AwardHead, AwardKind, AwardOpened, AwardWhy, Awards, JURY_LIMIT, NOMINEES_LIMIT, Nominated, Nominee,
    Ranked,
};
pub use award_rules::{AwardRule, AwardRules};
pub use bed::{BedChange, Move, Moved, Moves};
pub use calendar::{Calendar, DayKind};
pub use care::{CARE_REASON_LIMIT, Care, CareAct, LEVEL_LIMIT_DAYS, LevelChange, MarkHead, Marked, SnoozeHead, Snoozed, Trigger};
pub use care_rules::{CareRules, MarkRules, NextRules, Rising};
pub use change::{ChangeAct, ChangeHead, ChangeState, Changes, Wanted};
pub use community::{
    Communities, CommunityAct, FELLOW_TEXT_LIMIT, Fellow, FellowHead, FellowKind, MeetingHead, Met, SYSTEMS, TASK_LIMIT, Task, TaskHead,
    TaskKind,
};
pub use conflict::{Conflict, Effect};
pub use custody::{Custody, CustodyAct, CustodyRow, ErasureScope, ErasureState, Lost, NumberKind};
pub use draft::{DRAFT_LIMIT_DAYS, DRAFT_LIMIT_SEATS, DraftAct, DraftHead, DraftState, Drafts, DutySeat, SeatChange, Seated};
pub use duty::{CARRIED_LIMIT, Duty, DutyAct, DutyTerms, Exemption, PREFERENCE_LIMIT_DAYS, Preference, PreferenceHead, TermsOf};
pub use fact::{Fact, FactKind};
pub use gap::Adds;
pub use grid::{GridGap, Merit, can_hold, gaps, merits};
pub use handover::{
    HANDOVER_LINE_LIMIT, HANDOVER_LINES_LIMIT, HandoverAct, HandoverGiven, HandoverHead, HandoverItem, HandoverLine, HandoverState,
    Handovers, Weight,
};
pub use hygiene::{AppealState, HYGIENE_BASE, Hygiene, HygieneAct, ScoreHead, Scored};
pub use id::{BuildingId, ClassId, CommunityId, DepartmentId, RoomId, SeatId, Seq, ShiftId, StudentId, UserId};
pub use incident::{
    Ack, Category, HOLDS_LIMIT, IncidentAct, IncidentHead, IncidentOpened, IncidentState, Incidents, Link, ReportKind, Severity, Step,
    TIMELINE_LIMIT, Tick,
};
pub use incident_clock::{ClockRules, Deadline, Deadlines, FIRED_LATE_MINUTES, Fired};
pub use incident_draft::{ChainLink, ChainPost, DraftLine, ReportDraft, Told};
pub use incident_handling::{HELPERS_LIMIT, LINKS_LIMIT};
pub use incident_report::{PAPERS_LIMIT, Paper, ReportField};
pub use incident_rules::{CHECKLIST_LIMIT, CheckItem, Contact, IncidentRules, ReportRule};
pub use leave::{Approver, LEAVE_LIMIT_DAYS, LeaveAct, LeaveAsked, LeaveHead, LeaveKind, LeaveState, Leaves};
pub use level::{LevelRow, Levels};
pub use mood::{MoodAct, MoodHead, MoodReported, Moods, Weather};
pub use news::{
    NEWS_LINK_LIMIT, NEWS_PICTURES_LIMIT, NEWS_TITLE_LIMIT, NewsAbout, NewsAct, NewsDrafted, NewsHead, NewsHouse, NewsState, Newsroom,
};
pub use next::NextAction;
pub use page::{PAGES_VERSION, Page, PageId, PageOutOfPlace};
pub use paged::Paged;
pub use pending::Pending;
pub use person::{Bed, Class, Department, Detail, Import, PERSON_TEXT_LIMIT, People, PersonAct, Sex, Student, StudentChange, StudentFacts};
pub use place::{Building, Community, Laid, PLACE_NAME_LIMIT, PlaceAct, Places, Room, RoomUse, SPOT_WORDS_LIMIT, Sponsor, Spot};
pub use plan::{PLAN_LIMIT_DAYS, PlanHead, PlanState, PlanTime, Plans, TalkPlan};
pub use preset::{
    Duties, HygieneItem, HygieneRules, Ladder, LeaveRules, ModelRoomRules, MoodRules, PRESETS_LIMIT, PresetAct, Presets, RepeatRules,
    Rules, Rung, SampleRules, TalkRules,
};
pub use put_off::{PutOff, PutOffRow, PutOffs};
pub use query::{QUERIES_LIMIT, QUERY_LINE_LIMIT, QUERY_NAME_LIMIT, Queries, QueryAct, SavedQuery};
pub use refusal::Refusal;
pub use report::{Counted, Nights, Repeat, RepeatKind, RoundFilter, RoundReport, Sampled, report};
pub use request::{
    LeaderRank, OFFICE_LIMIT, ReceptionHead, ReceptionHeld, RequestAct, RequestHead, RequestKind, RequestOpened, RequestState, Requests,
    STARS,
};
pub use request_rules::{RequestRules, Route, Routed, RoutedRequest};
pub use round::{Finding, MarkChange, Presence, RoomMark, RoundAct, Rounds, Sheet, Tally};
pub use schedule_rules::{DutyKind, KindRules, OwnDay, PostRules, SEATS_LIMIT, ScheduleRules, SeatNeed, Vacation};
pub use search::{CallOutcome, LadderStep, SEARCH_STEPS_LIMIT, SearchAct, SearchHead, SearchState, Searches, StepTaken};
pub use service::{Served, ServiceAct, ServiceHead, Services};
pub use shift::{
    DUTY_NOTE_LIMIT, DutyNote, NoteHead, Post, PostCheck, SHIFT_LIMIT_MINUTES, SIGN_SLACK_MINUTES, Shift, ShiftAct, ShiftRow, ShiftState,
    Shifts, TurnMoved,
};
pub use staff::{LOGIN_LIMIT, Officer, OfficerPost, Role, Staff, StaffAct, User, UserKey};
pub use supervise::{Case, ServiceRecord, supervise};
pub use talk::{
    AMENDMENTS_LIMIT, Concern, DETAIL_LIMIT, FILE_BYTES_LIMIT, FILE_NAME_LIMIT, FILES_LIMIT, MINUTES_LIMIT, NOTE_LIMIT, NoteKey,
    READERS_LIMIT, STUDENTS_LIMIT, SealedNote, TAG_LIMITS, TEXT_LIMIT, TalkAct, TalkDetail, TalkFile, TalkHead, TalkLogged, TalkPlanSealed,
    TalkRecorded, TalkRecordedSealed, TalkSealed, TalkState, Talks, Topic, Visibility, Way,
};
pub use term::{
    ATTENDANCE_LIMIT, Activities, ActivityAct, ActivityEntered, ActivityFacts, ActivityHead, ActivityKind, ActivityState, Board, BoardRow,
    Branch, Cell, CellState, CountedThing, CountsBy, InForce, OBLIGATION_COLUMNS, OBLIGATIONS_LIMIT, Obligation, ObligationChange,
    ObligationRow, Obligations, Pace, Period, Scope, Source, Standing, TAKING_LIMIT, TITLE_LIMIT, Taking, TakingPart, TermAct, TermFacts,
    TermRow, TermSpan, Terms, Whom, WrittenObligation, Wrong, board, counts, met_already, pace, quarter,
};
pub use time::{Day, Stamp, Tz, term_of};
pub use venue::{
    BOOKING_AHEAD_DAYS, BOOKING_WHO_LIMIT, Booking, BookingHead, DAY_MINUTES, HOURS_LIMIT, ITEM_TEXT_LIMIT, ItemHead, ItemRule, OpenHours,
    ServiceItem, ServiceRules, Venue, VenueAct, VenueHead, VenueKind, Venues, clock_of, free_of, moment, open_on, read_hours, read_times,
    read_within,
};
pub use walk::{RoundBegun, RoundHead, RoundScope, sample};
pub use watch::{Hint, Pattern, Threshold, WatchEntry, WatchFact, WatchRules, watch, watch_reach};
pub use why::Why;

use check::{check_len, check_spot, check_students, check_tags, check_text, check_text_len, check_text_up_to};
use serde::{Deserialize, Serialize};

/// The college itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct College {
    /// Its name.
    pub name: Box<str>,
    /// Its time zone, as the IANA database names it.
    pub zone: Box<str>,
    /// How a room is written.
    pub room_template: Box<str>,
}

/// An entry that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The entry taken back.
    pub of: Seq,
    /// The entry that did it.
    pub by: Seq,
}

/// Something the campus carries for those who keep an index or a checkpoint of it, which is not a fact about it: two campuses that agree
/// in everything else are equal, whichever way they were built.
#[derive(Debug, Clone, Copy, Default)]
struct Aside<T>(T);

impl<T> PartialEq for Aside<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Aside<T> {}

/// The world as it stands: all entries applied in order.
#[derive(Clone, PartialEq, Eq)]
pub struct Campus {
    applied: Seq,
    college: Option<College>,
    college_dirty: Aside<bool>,
    zone: Tz,
    places: Places,
    people: People,
    people_changed: Aside<Seq>,
    staff: Staff,
    shifts: Shifts,
    rounds: Rounds,
    talks: Talks,
    incidents: Incidents,
    undone: Paged<Undone>,
    custody: Custody,
    searches: Searches,
    leaves: Leaves,
    hygiene: Hygiene,
    moods: Moods,
    services: Services,
    presets: Presets,
    presets_dirty: Aside<bool>,
    duty: Duty,
    drafts: Drafts,
    changes: Changes,
    handovers: Handovers,
    queries: Queries,
    care: Care,
    requests: Requests,
    terms: Terms,
    obligations: Obligations,
    activities: Activities,
    communities: Communities,
    venues: Venues,
    awards: Awards,
    news: Newsroom,
    gap: Option<Seq>,
    gap_dirty: Aside<bool>,
}

/// Counts only: names and numbers must not come into a log or a panic by way of a campus.
impl std::fmt::Debug for Campus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Campus")
            .field("applied", &self.applied)
            .field("students", &self.people.students.len())
            .field("talks", &self.talks.heads.len())
            .field("incidents", &self.incidents.heads.len())
            .finish_non_exhaustive()
    }
}

/// The zone of a college that has not said otherwise.
pub const DEFAULT_ZONE: Tz = Tz::Asia__Shanghai;
/// How a room is written unless the college says otherwise.
pub const DEFAULT_ROOM_TEMPLATE: &str = "{building}#{room}";

impl Default for Campus {
    fn default() -> Self {
        Self {
            applied: Seq(0),
            college: None,
            college_dirty: Aside(true),
            zone: DEFAULT_ZONE,
            places: Places::default(),
            people: People::default(),
            people_changed: Aside::default(),
            staff: Staff::default(),
            shifts: Shifts::default(),
            rounds: Rounds::default(),
            talks: Talks::default(),
            incidents: Incidents::default(),
            undone: Paged::new(512),
            custody: Custody::default(),
            searches: Searches::default(),
            leaves: Leaves::default(),
            hygiene: Hygiene::default(),
            moods: Moods::default(),
            services: Services::default(),
            presets: Presets::default(),
            presets_dirty: Aside::default(),
            duty: Duty::default(),
            drafts: Drafts::default(),
            changes: Changes::default(),
            handovers: Handovers::default(),
            queries: Queries::default(),
            care: Care::default(),
            requests: Requests::default(),
            terms: Terms::default(),
            obligations: Obligations::default(),
            activities: Activities::default(),
            communities: Communities::default(),
            venues: Venues::default(),
            awards: Awards::default(),
            news: Newsroom::default(),
            gap: None,
            gap_dirty: Aside::default(),
        }
    }
}

impl Campus {
    /// The last entry applied.
    pub fn applied(&self) -> Seq {
        self.applied
    }

    /// The college, once it is founded.
    pub fn college(&self) -> Option<&College> {
        self.college.as_ref()
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Places.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Students, classes, departments.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The last entry that may have changed who the students are or where they belong: an index made since then still holds. Levels set by
    /// talks do not count.
    pub fn people_changed(&self) -> Seq {
        self.people_changed.0
    }

    /// Users and officers.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The schedule.
    pub fn shifts(&self) -> &Shifts {
        &self.shifts
    }

    /// Rounds.
    pub fn rounds(&self) -> &Rounds {
        &self.rounds
    }

    /// Talks.
    pub fn talks(&self) -> &Talks {
        &self.talks
    }

    /// Incidents.
    pub fn incidents(&self) -> &Incidents {
        &self.incidents
    }

    /// Searches for students who were not in their room.
    pub fn searches(&self) -> &Searches {
        &self.searches
    }

    /// Leaves.
    pub fn leaves(&self) -> &Leaves {
        &self.leaves
    }

    /// Hygiene scores.
    pub fn hygiene(&self) -> &Hygiene {
        &self.hygiene
    }

    /// Moods of the classes.
    pub fn moods(&self) -> &Moods {
        &self.moods
    }

    /// Service and commendations of the students' grid.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// On what terms people serve.
    pub fn duty(&self) -> &Duty {
        &self.duty
    }

    /// Schedules that are drafted.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Changes of the schedule that are asked for.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Handovers.
    pub fn handovers(&self) -> &Handovers {
        &self.handovers
    }

    /// Searches that people keep, each their own.
    pub fn queries(&self) -> &Queries {
        &self.queries
    }

    /// Must-talk marks, and who is put off.
    pub fn care(&self) -> &Care {
        &self.care
    }

    /// Requests of students, and the leaders' reception days.
    pub fn requests(&self) -> &Requests {
        &self.requests
    }

    /// The terms the college has entered.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What the terms demand.
    pub fn obligations(&self) -> &Obligations {
        &self.obligations
    }

    /// Activities.
    pub fn activities(&self) -> &Activities {
        &self.activities
    }

    /// The people of the communities, their meetings, and the tasks.
    pub fn communities(&self) -> &Communities {
        &self.communities
    }

    /// Places that can be used, their bookings, and the catalogue of the service centre.
    pub fn venues(&self) -> &Venues {
        &self.venues
    }

    /// Where a request goes that says this: by the item of the catalogue that is named in it, else by the table of routes.
    pub fn route_request(&self, said: Option<RequestKind>, text: &str) -> RoutedRequest {
        let rules = self.presets.rules();
        let named =
            self.venues.catalogue(rules).into_iter().filter(|it| said.is_none_or(|said| said == it.kind) && text.contains(&*it.name));
        // Of `补办学生证` and `学生证` the longer one is meant.
        match named.max_by_key(|it| it.name.len()) {
            Some(it) => {
                let promised = (it.minutes > 0).then_some(i64::from(it.minutes));
                let minutes = promised.unwrap_or_else(|| rules.request.minutes_of(it.kind, &it.office));
                RoutedRequest { kind: it.kind, office: it.office, minutes, word: Some(it.name) }
            }
            None => {
                let it = rules.request.route(said, text);
                RoutedRequest { kind: it.kind, office: it.office.into(), minutes: it.minutes, word: it.word.map(Into::into) }
            }
        }
    }

    /// Awards.
    pub fn awards(&self) -> &Awards {
        &self.awards
    }

    /// News of what was done.
    pub fn news(&self) -> &Newsroom {
        &self.news
    }

    /// The college's own rules.
    pub fn presets(&self) -> &Presets {
        &self.presets
    }

    /// The mark of a room in which everybody is there but those who are on leave in the night of `day`.
    pub fn mark_of_all_present(&self, day: Day, room: RoomId) -> RoomMark {
        let sleepers = self.people.in_room(room);
        let away = sleepers.iter().filter(|id| self.leaves.is_away(**id, day, self.zone)).map(|id| (*id, Presence::Leave));
        RoomMark { room, expected: sleepers.len().min(255) as u8, away: away.collect(), findings: Default::default() }
    }

    /// What happened to the logbook itself.
    pub fn custody(&self) -> &Custody {
        &self.custody
    }

    /// The entry that took `seq` back, if one did.
    pub fn undone_by(&self, seq: Seq) -> Option<Seq> {
        self.undone.rows().iter().find(|it| it.of == seq).map(|it| it.by)
    }

    /// A room as the college writes it: `3#412`.
    pub fn write_room(&self, room: RoomId) -> String {
        let template = self.college.as_ref().map_or(DEFAULT_ROOM_TEMPLATE, |it| &it.room_template);
        self.places.write_room(room, template)
    }

    /// Makes an entry so. Total: an entry that refers to nothing changes nothing but the count of entries.
    pub fn apply(&mut self, entry: &Entry) {
        if self.passes_gap(&entry.act) {
            self.apply_act(entry, &entry.act);
        }
        self.applied = entry.seq;
    }

    fn apply_act(&mut self, entry: &Entry, act: &Act) {
        let Entry { seq, at, by, .. } = *entry;
        match act {
            Act::Founded(it) => {
                let Founded { college, zone, room_template } = it.clone();
                self.set_college(Some(College { name: college, zone, room_template }));
            }
            Act::Place(act) => self.places.apply(act),
            Act::Person(act) => {
                self.people.apply(&mut self.places, seq, at.day(self.zone), act);
                self.people_changed = Aside(seq);
            }
            Act::Staff(act) => self.staff.apply(seq, by, act),
            Act::Shift(act) => {
                self.shifts.apply((seq, at, by), act);
                if let ShiftAct::DraftPublished { draft, .. } = act {
                    self.drafts.published(*draft);
                }
            }
            Act::Duty(act) => self.duty.apply(seq, act),
            Act::Draft(act) => self.drafts.apply(seq, by, act),
            Act::Change(act) => self.changes.apply(&mut self.shifts, (seq, at, by), act),
            Act::Query(act) => self.queries.apply(by, act),
            Act::Handover(act) => self.handovers.apply((seq, at, by), act),
            Act::Round(act) => {
                self.rounds.apply(&self.places, (seq, at, by), act);
                self.searches.marked(seq, at, by, act);
            }
            Act::Search(act) => self.searches.apply(seq, by, act),
            Act::Leave(act) => self.leaves.apply(seq, by, act),
            Act::Hygiene(act) => self.hygiene.apply(seq, by, act),
            Act::Mood(act) => self.moods.apply(seq, by, act),
            Act::Service(act) => self.services.apply(seq, by, act),
            Act::Preset(act) => {
                self.presets.apply(act);
                self.presets_dirty = Aside(true);
            }
            Act::Talk(act) => self.talks.apply(&mut self.people, (seq, at, by, at.day(self.zone)), act),
            Act::Care(act) => self.care.apply(&mut self.people, (seq, at, by, at.day(self.zone)), act),
            Act::Incident(act) => {
                self.incidents.apply(seq, at, by, act);
                if let IncidentAct::OpenedFrom { day, student, .. } = act {
                    self.searches.became(*day, *student, seq);
                }
            }
            Act::Request(act) => self.requests.apply((seq, at, by), act),
            Act::Term(TermAct::Set { term, after, .. }) => self.terms.set((seq, at, by), *term, after.as_ref()),
            Act::Term(TermAct::ObligationsSet { from, changes }) => self.obligations.apply((seq, at, by), *from, changes),
            Act::Activity(act) => self.activities.apply((seq, at, by), act),
            Act::Community(act) => self.communities.apply((seq, at, by), act),
            Act::Venue(act) => self.venues.apply((seq, at, by), act),
            Act::Award(act) => self.awards.apply((seq, by), act),
            Act::News(act) => self.news.apply((seq, at, by), act),
            Act::Custody(act) => {
                self.custody.apply(seq, at, by, act);
                if let CustodyAct::Erased { erasure, entries } = act {
                    self.erase(seq, *erasure, entries);
                }
            }
            // One level only: an undo inside an undo is refused by `check`, and must not let a hostile entry recurse here.
            Act::Undone { of, by: inverse } => {
                self.undone.push(Undone { of: *of, by: seq });
                if !matches!(**inverse, Act::Undone { .. }) {
                    self.apply_act(entry, inverse);
                }
            }
        }
    }

    fn set_college(&mut self, college: Option<College>) {
        self.zone = college.as_ref().and_then(|it| it.zone.parse().ok()).unwrap_or(DEFAULT_ZONE);
        self.college = college;
        self.college_dirty = Aside(true);
    }

    fn reindex_people(&mut self) {
        self.places.reindex();
        self.people.reindex();
    }

    fn reindex(&mut self) {
        self.reindex_people();
        self.people.moves.reindex();
        self.people.levels.reindex();
        self.care.reindex();
        self.rounds.reindex();
        self.searches.reindex();
        self.leaves.reindex();
        self.hygiene.reindex();
        self.moods.reindex();
        self.talks.reindex(self.people.students.len());
        self.incidents.reindex();
        self.requests.reindex();
        self.venues.reindex();
    }
}
