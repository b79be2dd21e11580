//! The campus as it stands: places, people, shifts, rounds, talks, incidents.
//!
//! Pure: no clock, no disk, no screen, no randomness. Everything that changes comes in as an [`Act`]; [`Campus::check`] says whether the
//! trade allows it, [`Campus::apply`] makes it so. Applying never fails and never panics, whatever the entry: what refers to nothing does
//! nothing. One file a subject; each holds its types, its acts, its rules, how it changes the campus, and its questions.

mod act;
mod apply;
pub mod appraisal;
mod ask;
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
pub use paged::{Numbered, Paged};
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
    TermRow, TermSpan, Terms, Whom, WrittenObligation, Wrong, attendance, board, counts, met_already, pace, quarter,
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
