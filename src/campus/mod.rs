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
    TermRow, TermSpan, Terms, Whom, WrittenObligation, Wrong, board, counts, pace,
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

    /// Whether the trade allows `act`, done by `by` at `at`.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(&self, by: UserId, at: Stamp, act: &Act) -> Result<(), Refusal> {
        let users = self.staff.users.len();
        match act {
            Act::Founded(_) if self.college.is_some() => Err(Refusal::FoundedAlready),
            Act::Founded(it) if it.college.trim().is_empty() => Err(Refusal::EmptyName),
            Act::Founded(_) => Ok(()),
            Act::Place(act) => self.places.check(self.people.departments.len(), act),
            Act::Person(act) => self.people.check(&self.places, act),
            Act::Staff(act) => self.staff.check(&self.places, &self.people, act),
            Act::Shift(act) => self.check_shift(by, at, act),
            Act::Duty(act) => self.duty.check(users, self.places.communities.len(), act),
            Act::Draft(act) => self.drafts.check(users, self.places.communities.len(), act),
            Act::Change(act) => self.check_change(by, at, act),
            Act::Query(act) => {
                let most = i32::from(self.presets.rules().care.snooze_days);
                self.queries.check((by, at.day(self.zone), most), act)
            }
            Act::Handover(act) => self.handovers.check(&self.shifts, users, (by, at), act),
            Act::Round(act) => {
                self.check_unlocked(by, at)?;
                let least = usize::from(self.presets.rules().sample.rooms);
                self.rounds.check((&self.places, &self.people), least, (by, at.duty_day(self.zone), at.day(self.zone)), act)
            }
            Act::Search(act) => self.searches.check(at, act),
            Act::Leave(act) => self.leaves.check(&self.people, at, act),
            Act::Hygiene(act) => self.hygiene.check(&self.places, &self.presets.rules().hygiene, (by, at.day(self.zone)), act),
            Act::Mood(act) => self.moods.check(&self.people, &self.presets.rules().mood, at.day(self.zone), act),
            Act::Service(act) => self.services.check(&self.people, &self.staff, at.day(self.zone), act),
            Act::Preset(act) => self.presets.check(act),
            Act::Talk(act) => {
                check_spot(&self.places, act.spot())?;
                let rules = &self.presets.rules().talk;
                self.talks.check(&talk::TalkGround { people: &self.people, staff: &self.staff, rules, by, at, zone: self.zone }, act)
            }
            Act::Care(act) => self.care.check((&self.people, &self.staff), self.presets.rules(), (by, at, at.day(self.zone)), act),
            Act::Incident(act) => {
                if let IncidentAct::OpenedFrom { day, student, opened } = act {
                    let stands = |id: Seq| self.incidents.get(id).is_some_and(|it| it.state != IncidentState::Withdrawn);
                    self.searches.check_incident((*day, *student), opened, stands)?;
                }
                if let IncidentAct::Linked { link: Link::Talk(talk), holds: true, .. } = act
                    && self.talks.get(*talk).is_none()
                {
                    return Err(Refusal::NoSuchTalk(*talk));
                }
                let (places, people, applied, clock) = (&self.places, &self.people, self.applied, self.incident_clock());
                self.incidents.check(&incident::IncidentGround { places, people, users, by, applied, at, clock }, act)
            }
            Act::Request(act) => self.requests.check(&self.places, &self.people, (at, at.day(self.zone)), act),
            Act::Term(act) => self.check_term(act),
            Act::Activity(act) => {
                let (places, people, users, today) = (&self.places, &self.people, self.staff.users.len(), at.day(self.zone));
                let file_bytes = self.presets.rules().talk.file_bytes();
                self.activities.check(&term::ActivityGround { places, people, users, file_bytes, today }, act)
            }
            Act::Community(act) => self.communities.check((&self.people, &self.places, &self.venues), at.day(self.zone), act),
            Act::Venue(act) => {
                let (people, places, rules, zone) = (&self.people, &self.places, self.presets.rules(), self.zone);
                self.venues.check(&venue::VenueGround { people, places, rules, zone }, at, act)
            }
            Act::Award(act) => self.awards.check(&self.places, &self.people, (by, at.day(self.zone)), act),
            Act::News(act) => {
                let ground = news::NewsGround { places: &self.places, people: &self.people, activities: &self.activities };
                self.news.check(&ground, (by, at.day(self.zone)), act)
            }
            Act::Custody(act) => self.custody.check((&self.people, &self.talks), users, by, act),
            Act::Undone { of, by: inverse } => match &**inverse {
                Act::Undone { .. } => Err(Refusal::CannotUndo),
                _ if *of > self.applied || self.undone_by(*of).is_some() => Err(Refusal::CannotUndo),
                inverse => self.check(by, at, inverse),
            },
        }
    }

    fn check_term(&self, act: &TermAct) -> Result<(), Refusal> {
        match act {
            TermAct::Set { term, before, after } => self.terms.check_set(*term, before.as_ref(), after.as_ref()),
            TermAct::ObligationsSet { from, changes } => {
                let term = self.terms.at(*from);
                if term.from != *from {
                    return Err(Refusal::NotTermStart(*from));
                }
                self.obligations.check(term.until, changes)
            }
        }
    }

    /// Whether the words or the file of an act on a talk may be written, before they are sealed to their readers.
    ///
    /// # Errors
    /// Nothing is written, or too much; the file is too large.
    pub fn check_talk_words(&self, act: &TalkAct) -> Result<(), Refusal> {
        talk::check_words(&self.presets.rules().talk, act)
    }

    /// A handover that waits keeps from duty whoever is to take it, until it is accepted or bypassed. Emergencies are never kept from anybody.
    fn check_unlocked(&self, by: UserId, at: Stamp) -> Result<(), Refusal> {
        self.handovers.locks(&self.shifts, by, at).map_or(Ok(()), |it| Err(Refusal::HandoverWaits(it.seq)))
    }

    fn check_shift(&self, by: UserId, at: Stamp, act: &ShiftAct) -> Result<(), Refusal> {
        match act {
            ShiftAct::SignedIn { shift, .. } => {
                if let Some(waiting) = self.handovers.waiting_for_shift(*shift)
                    && Handovers::is_receiver(waiting, &self.shifts, by)
                {
                    return Err(Refusal::HandoverWaits(waiting.seq));
                }
            }
            ShiftAct::DraftPublished { draft, .. } => drop(self.drafts.check_open(*draft)?),
            ShiftAct::Reassigned { turns, emergency: false, .. } => self.check_conflicts(turns)?,
            _ => {}
        }
        self.shifts.check(self.staff.users.len(), self.places.communities.len(), at, act)
    }

    fn check_change(&self, by: UserId, at: Stamp, act: &ChangeAct) -> Result<(), Refusal> {
        let ground = change::Ground {
            shifts: &self.shifts,
            users: self.staff.users.len(),
            by,
            now: at,
            today: at.duty_day(self.zone),
            ahead: self.presets.rules().schedule.change_days.into(),
        };
        self.changes.check(&ground, act)?;
        let after = match act {
            ChangeAct::Accepted { change, person } => self.changes.with(*change, Some(*person)),
            ChangeAct::Approved { change } => self.changes.with(*change, None),
            _ => None,
        };
        after.filter(|it| !it.emergency).map_or(Ok(()), |it| self.check_conflicts(&it.turns()))
    }

    fn check_conflicts(&self, turns: &[TurnMoved]) -> Result<(), Refusal> {
        let refused = |(turn, conflict): (TurnMoved, Conflict)| {
            let day = self.shifts.get(turn.shift).map_or_else(Day::default, |it| it.day);
            Err(Refusal::DutyConflict { person: turn.to, day, conflict })
        };
        self.conflicts(turns).into_iter().next().map_or(Ok(()), refused)
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
            Act::Term(TermAct::Set { term, after, .. }) => self.terms.set((seq, by), *term, after.as_ref()),
            Act::Term(TermAct::ObligationsSet { from, changes }) => self.obligations.apply((seq, at, by), *from, changes),
            Act::Activity(act) => self.activities.apply((seq, at, by), act),
            Act::Community(act) => self.communities.apply(seq, by, act),
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

/// Something is written, and not too much.
fn check_text(text: &str) -> Result<(), Refusal> {
    check_text_up_to(text, TEXT_LIMIT)
}

/// Something is written, and not more than so many characters.
fn check_text_up_to(text: &str, limit: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::EmptyText) } else { check_len(text, limit) }
}

/// Not too much is written; nothing at all is fine.
fn check_text_len(text: &str) -> Result<(), Refusal> {
    check_len(text, TEXT_LIMIT)
}

fn check_len(text: &str, limit: usize) -> Result<(), Refusal> {
    let got = text.chars().count();
    if got > limit { Err(Refusal::TooLong { limit, got }) } else { Ok(()) }
}

/// Not too many tags, and none too long.
fn check_tags(tags: &[Box<str>]) -> Result<(), Refusal> {
    let (most, longest) = TAG_LIMITS;
    if tags.len() > most {
        return Err(Refusal::TooLong { limit: most, got: tags.len() });
    }
    let too_long = tags.iter().map(|tag| tag.chars().count()).find(|got| *got > longest);
    too_long.map_or(Ok(()), |got| Err(Refusal::TooLong { limit: longest, got }))
}

/// A place that is pointed at exists; one in words is not a text of its own.
fn check_spot(places: &Places, spot: Option<&Spot>) -> Result<(), Refusal> {
    match spot {
        None => Ok(()),
        Some(Spot::Room(id)) => places.room(*id).map(|_| ()).ok_or(Refusal::NoSuchRoom(*id)),
        Some(Spot::Building(id)) => places.building(*id).map(|_| ()).ok_or(Refusal::NoSuchBuilding(*id)),
        Some(Spot::Community(id)) => places.community(*id).map(|_| ()).ok_or(Refusal::NoSuchCommunity(*id)),
        Some(Spot::Words(words)) => {
            let got = words.chars().count();
            if got > SPOT_WORDS_LIMIT { Err(Refusal::TooLong { limit: SPOT_WORDS_LIMIT, got }) } else { Ok(()) }
        }
    }
}

/// Every student exists, is named once and has not left.
fn check_students(people: &People, students: &[StudentId]) -> Result<(), Refusal> {
    if students.len() > STUDENTS_LIMIT {
        return Err(Refusal::TooLong { limit: STUDENTS_LIMIT, got: students.len() });
    }
    for (at, id) in students.iter().enumerate() {
        let it = people.student(*id).ok_or(Refusal::NoSuchStudent(*id))?;
        if it.facts.left {
            return Err(Refusal::StudentLeft(*id));
        }
        if students[..at].contains(id) {
            return Err(Refusal::StudentTwice);
        }
    }
    Ok(())
}
