//! Everything that can change the campus, and the entry that records it.
//!
//! `Act` and all it holds are written to disk. Variants are only ever added at the end, and a struct that has been written is never
//! changed: a new form of it is a new variant. The golden files in `tests/` keep this true.

use super::{
    ActivityAct, AwardAct, BuildingId, CareAct, ChangeAct, CommunityAct, CustodyAct, DraftAct, DutyAct, ErasureScope, HandoverAct,
    HygieneAct, IncidentAct, LeaveAct, MoodAct, NewsAct, PersonAct, PlaceAct, PresetAct, QueryAct, RequestAct, RoomId, RoundAct,
    RoundScope, SearchAct, SeatId, Seq, ServiceAct, ShiftAct, ShiftId, StaffAct, Stamp, StudentId, TalkAct, TermAct, UserId, VenueAct,
    Wanted,
};
use serde::{Deserialize, Serialize};

/// The college comes into being: always the first entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founded {
    /// Its name.
    pub college: Box<str>,
    /// Its time zone, as the IANA database names it: `Asia/Shanghai`.
    pub zone: Box<str>,
    /// How a room is written, with `{building}`, `{floor}` and `{room}`: `{building}#{room}`.
    pub room_template: Box<str>,
}

/// Something somebody does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// The college is founded.
    Founded(Founded),
    /// On places.
    Place(PlaceAct),
    /// On people.
    Person(PersonAct),
    /// On staff.
    Staff(StaffAct),
    /// On the schedule.
    Shift(ShiftAct),
    /// On rounds.
    Round(RoundAct),
    /// On talks.
    Talk(TalkAct),
    /// On incidents.
    Incident(IncidentAct),
    /// An earlier entry is taken back by its opposite.
    Undone {
        /// The entry taken back.
        of: Seq,
        /// What undoes it.
        by: Box<Act>,
    },
    /// On the logbook itself.
    Custody(CustodyAct),
    /// On searches for students who were not in their room.
    Search(SearchAct),
    /// On leaves.
    Leave(LeaveAct),
    /// On hygiene scores.
    Hygiene(HygieneAct),
    /// On the mood of the classes.
    Mood(MoodAct),
    /// On the service of the students' grid.
    Service(ServiceAct),
    /// On the college's own rules.
    Preset(PresetAct),
    /// On the terms of duty.
    Duty(DutyAct),
    /// On drafts of the schedule.
    Draft(DraftAct),
    /// On changes of the schedule that are asked for.
    Change(ChangeAct),
    /// On handovers.
    Handover(HandoverAct),
    /// On searches that somebody keeps.
    Query(QueryAct),
    /// On the care for single students.
    Care(CareAct),
    /// On requests, and on reception days.
    Request(RequestAct),
    /// On terms, and on what they demand.
    Term(TermAct),
    /// On activities.
    Activity(ActivityAct),
    /// On the people of the communities, and on tasks.
    Community(CommunityAct),
    /// On places, their bookings, and the catalogue.
    Venue(VenueAct),
    /// On awards.
    Award(AwardAct),
    /// On news of what was done.
    News(NewsAct),
}

/// An act as it stands in the logbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the order of all things.
    pub seq: Seq,
    /// What the clock said.
    pub at: Stamp,
    /// Who did it.
    pub by: UserId,
    /// At which seat.
    pub seat: SeatId,
    /// What was done.
    pub act: Act,
}

/// Something an entry is about, for the header: an id, nothing that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A student.
    Student(StudentId),
    /// A talk.
    Talk(Seq),
    /// An incident.
    Incident(Seq),
    /// A shift.
    Shift(ShiftId),
    /// A building.
    Building(BuildingId),
    /// A user.
    User(UserId),
    /// An earlier entry.
    Entry(Seq),
    /// A room.
    Room(RoomId),
    /// A leave.
    Leave(Seq),
}

/// Most subjects a header names; an import of thousands is found by its kind instead.
pub const SUBJECTS_LIMIT: usize = 32;

impl Act {
    /// What kind of act it is, for the log and for scripts: `talk.logged`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Founded(_) => "founded",
            Self::Place(PlaceAct::Laid(_)) => "place.laid",
            Self::Place(PlaceAct::BuildingSet { .. }) => "place.building_set",
            Self::Person(PersonAct::Imported(_)) => "person.imported",
            Self::Person(PersonAct::ImportReverted { .. }) => "person.import_reverted",
            Self::Staff(StaffAct::Joined(_)) => "staff.joined",
            Self::Staff(StaffAct::Changed { .. }) => "staff.changed",
            Self::Staff(StaffAct::PassphraseChanged { .. }) => "staff.passphrase_changed",
            Self::Staff(StaffAct::OfficersNamed(_)) => "staff.officers_named",
            Self::Staff(StaffAct::OfficerRelieved { .. }) => "staff.officer_relieved",
            Self::Shift(ShiftAct::Published(_)) => "shift.published",
            Self::Shift(ShiftAct::Recalled(_)) => "shift.recalled",
            Self::Shift(ShiftAct::SignedIn { .. }) => "shift.signed_in",
            Self::Shift(ShiftAct::SignedOut { .. }) => "shift.signed_out",
            Self::Round(RoundAct::Marked { .. }) => "round.marked",
            Self::Talk(TalkAct::Logged(_)) => "talk.logged",
            Self::Talk(TalkAct::Closed { .. }) => "talk.closed",
            Self::Talk(TalkAct::Reopened { .. }) => "talk.reopened",
            Self::Talk(TalkAct::Withdrawn { .. }) => "talk.withdrawn",
            Self::Incident(IncidentAct::Opened(_)) => "incident.opened",
            Self::Incident(IncidentAct::Noted { .. }) => "incident.noted",
            Self::Incident(IncidentAct::Stepped { .. }) => "incident.stepped",
            Self::Incident(IncidentAct::Moved { .. }) => "incident.moved",
            Self::Incident(IncidentAct::Owned { .. }) => "incident.owned",
            Self::Incident(IncidentAct::Weighed { .. }) => "incident.weighed",
            Self::Undone { .. } => "undone",
            Self::Staff(StaffAct::KeyPublished { .. }) => "staff.key_published",
            // The same kinds as those in clear: that a talk is sealed shows in its head.
            Self::Talk(TalkAct::LoggedSealed(_)) => "talk.logged",
            Self::Talk(TalkAct::ClosedSealed { .. }) => "talk.closed",
            Self::Talk(TalkAct::ReaderAdded { .. }) => "talk.reader_added",
            Self::Talk(TalkAct::ReaderRemoved { .. }) => "talk.reader_removed",
            // A talk with more to it is a talk.
            Self::Talk(TalkAct::Recorded(_) | TalkAct::RecordedSealed(_)) => "talk.logged",
            Self::Talk(TalkAct::Planned(_) | TalkAct::PlannedSealed(_)) => "talk.planned",
            Self::Talk(TalkAct::PlanMoved { .. }) => "talk.plan_moved",
            Self::Talk(TalkAct::PlanCancelled { .. } | TalkAct::PlanCancelledSealed { .. }) => "talk.plan_cancelled",
            Self::Talk(TalkAct::PlanRestored { .. }) => "talk.plan_restored",
            Self::Talk(TalkAct::PlanWithdrawn { .. }) => "talk.plan_withdrawn",
            Self::Talk(TalkAct::Amended { .. } | TalkAct::AmendedSealed { .. }) => "talk.amended",
            Self::Talk(TalkAct::Attached { .. } | TalkAct::AttachedSealed { .. }) => "talk.attached",
            Self::Talk(TalkAct::FileTaken { .. }) => "talk.file_taken",
            Self::Custody(CustodyAct::BackedUp { .. }) => "custody.backed_up",
            Self::Custody(CustodyAct::Restored { .. }) => "custody.restored",
            Self::Custody(CustodyAct::KeyRotated { .. }) => "custody.key_rotated",
            Self::Custody(CustodyAct::UnlocksFailed { .. }) => "custody.unlocks_failed",
            Self::Custody(CustodyAct::RecoveryUsed { .. }) => "custody.recovery_used",
            Self::Custody(CustodyAct::GlassBroken { .. }) => "custody.glass_broken",
            Self::Custody(CustodyAct::ErasureProposed { .. }) => "custody.erasure_proposed",
            Self::Custody(CustodyAct::ErasureApproved { .. }) => "custody.erasure_approved",
            Self::Custody(CustodyAct::ErasureRejected { .. }) => "custody.erasure_rejected",
            Self::Custody(CustodyAct::Erased { .. }) => "custody.erased",
            Self::Custody(CustodyAct::Salvaged { .. }) => "custody.salvaged",
            Self::Custody(CustodyAct::RecoveryRenewed) => "custody.recovery_renewed",
            Self::Custody(CustodyAct::Revealed { .. }) => "custody.revealed",
            Self::Custody(CustodyAct::Exported { .. }) => "custody.exported",
            Self::Place(PlaceAct::SponsorSet { .. }) => "place.sponsor_set",
            Self::Person(PersonAct::Moved(_)) => "person.moved",
            Self::Round(RoundAct::Begun(_)) => "round.begun",
            Self::Round(RoundAct::Ended { .. }) => "round.ended",
            Self::Round(RoundAct::Resumed { .. }) => "round.resumed",
            Self::Round(RoundAct::CalledOff { .. }) => "round.called_off",
            Self::Round(RoundAct::Remarked { .. }) => "round.remarked",
            // An incident like any other, for whoever looks at its head.
            Self::Incident(IncidentAct::OpenedFrom { .. }) => "incident.opened",
            // So is a drill.
            Self::Incident(IncidentAct::Drilled(_)) => "incident.opened",
            Self::Incident(IncidentAct::Acknowledged { .. }) => "incident.acknowledged",
            Self::Incident(IncidentAct::Ticked { .. }) => "incident.ticked",
            Self::Incident(IncidentAct::Fired { .. }) => "incident.fired",
            Self::Incident(IncidentAct::Helped { .. }) => "incident.helped",
            Self::Incident(IncidentAct::Linked { .. }) => "incident.linked",
            Self::Incident(IncidentAct::Merged { .. }) => "incident.merged",
            Self::Incident(IncidentAct::Split { .. }) => "incident.split",
            Self::Incident(IncidentAct::Sent { .. }) => "incident.sent",
            Self::Incident(IncidentAct::Reported { .. }) => "incident.reported",
            Self::Incident(IncidentAct::Countersigned { .. }) => "incident.countersigned",
            Self::Incident(IncidentAct::ReportWithdrawn { .. }) => "incident.report_withdrawn",
            Self::Incident(IncidentAct::SignatureWithdrawn { .. }) => "incident.signature_withdrawn",
            Self::Search(SearchAct::Stepped { .. }) => "search.stepped",
            Self::Search(SearchAct::Found { .. }) => "search.found",
            Self::Search(SearchAct::Resumed { .. }) => "search.resumed",
            Self::Leave(LeaveAct::Asked(_)) => "leave.asked",
            Self::Leave(LeaveAct::Approved { .. }) => "leave.approved",
            Self::Leave(LeaveAct::Declined { .. }) => "leave.declined",
            Self::Leave(LeaveAct::Withdrawn { .. }) => "leave.withdrawn",
            Self::Leave(LeaveAct::Returned { .. }) => "leave.returned",
            Self::Leave(LeaveAct::Restored { .. }) => "leave.restored",
            Self::Hygiene(HygieneAct::Scored(_)) => "hygiene.scored",
            Self::Hygiene(HygieneAct::Appealed { .. }) => "hygiene.appealed",
            Self::Hygiene(HygieneAct::Decided { .. }) => "hygiene.decided",
            Self::Hygiene(HygieneAct::Mended { .. }) => "hygiene.mended",
            Self::Hygiene(HygieneAct::Withdrawn { .. }) => "hygiene.withdrawn",
            Self::Mood(MoodAct::Reported(_)) => "mood.reported",
            Self::Mood(MoodAct::Withdrawn { .. }) => "mood.withdrawn",
            Self::Service(ServiceAct::Served(_)) => "service.served",
            Self::Service(ServiceAct::Commended { .. }) => "service.commended",
            Self::Service(ServiceAct::Withdrawn { .. }) => "service.withdrawn",
            Self::Preset(PresetAct::Set { .. }) => "preset.set",
            Self::Shift(ShiftAct::DraftPublished { .. }) => "shift.draft_published",
            Self::Shift(ShiftAct::Reassigned { .. }) => "shift.reassigned",
            Self::Shift(ShiftAct::Checked { .. }) => "shift.checked",
            Self::Shift(ShiftAct::Noted { .. }) => "shift.noted",
            Self::Duty(DutyAct::TermsSet { .. }) => "duty.terms_set",
            Self::Duty(DutyAct::Preferred { .. }) => "duty.preferred",
            Self::Duty(DutyAct::PreferenceWithdrawn { .. }) => "duty.preference_withdrawn",
            Self::Draft(DraftAct::Made { .. }) => "draft.made",
            Self::Draft(DraftAct::Changed { .. }) => "draft.changed",
            Self::Draft(DraftAct::Moved { .. }) => "draft.moved",
            Self::Change(ChangeAct::Asked { .. }) => "change.asked",
            Self::Change(ChangeAct::Accepted { .. }) => "change.accepted",
            Self::Change(ChangeAct::Approved { .. }) => "change.approved",
            Self::Change(ChangeAct::Declined { .. }) => "change.declined",
            Self::Change(ChangeAct::Withdrawn { .. }) => "change.withdrawn",
            Self::Handover(HandoverAct::Given(_)) => "handover.given",
            Self::Handover(HandoverAct::WrittenBack { .. }) => "handover.written_back",
            Self::Handover(HandoverAct::Asked { .. }) => "handover.asked",
            Self::Handover(HandoverAct::Answered { .. }) => "handover.answered",
            Self::Handover(HandoverAct::Accepted { .. }) => "handover.accepted",
            Self::Handover(HandoverAct::Recalled { .. }) => "handover.recalled",
            Self::Handover(HandoverAct::Bypassed { .. }) => "handover.bypassed",
            Self::Query(QueryAct::Saved { .. }) => "query.saved",
            Self::Query(QueryAct::Dropped { .. }) => "query.dropped",
            Self::Query(QueryAct::HintPutOff { .. }) => "query.hint_put_off",
            Self::Care(CareAct::LevelSet(_)) => "care.level_set",
            Self::Care(CareAct::LevelWithdrawn { .. }) => "care.level_withdrawn",
            Self::Care(CareAct::Marked(_)) => "care.marked",
            Self::Care(CareAct::MarkWithdrawn { .. }) => "care.mark_withdrawn",
            Self::Care(CareAct::Snoozed(_)) => "care.snoozed",
            Self::Care(CareAct::SnoozeWithdrawn { .. }) => "care.snooze_withdrawn",
            Self::Request(RequestAct::Opened(_)) => "request.opened",
            Self::Request(RequestAct::Moved { .. }) => "request.moved",
            Self::Request(RequestAct::Assigned { .. }) => "request.assigned",
            Self::Request(RequestAct::Answered { .. }) => "request.answered",
            Self::Request(RequestAct::Reopened { .. }) => "request.reopened",
            Self::Request(RequestAct::Rated { .. }) => "request.rated",
            Self::Request(RequestAct::Noted { .. }) => "request.noted",
            Self::Request(RequestAct::Restored { .. }) => "request.restored",
            Self::Request(RequestAct::ReceptionHeld(_)) => "reception.held",
            Self::Request(RequestAct::ReceptionWithdrawn { .. }) => "reception.withdrawn",
            Self::Request(RequestAct::ReceptionAmended { .. }) => "reception.amended",
            Self::Term(TermAct::Set { .. }) => "term.set",
            Self::Term(TermAct::ObligationsSet { .. }) => "term.obligations_set",
            Self::Activity(ActivityAct::Entered(_)) => "activity.entered",
            Self::Activity(ActivityAct::Moved { .. }) => "activity.moved",
            Self::Activity(ActivityAct::Amended { .. }) => "activity.amended",
            Self::Activity(ActivityAct::Attended { .. }) => "activity.attended",
            Self::Activity(ActivityAct::Noted { .. }) => "activity.noted",
            Self::Activity(ActivityAct::Attached { .. }) => "activity.attached",
            Self::Activity(ActivityAct::FileTaken { .. }) => "activity.file_taken",
            Self::Community(CommunityAct::FellowSet { .. }) => "community.fellow_set",
            Self::Community(CommunityAct::Met(_)) => "community.met",
            Self::Community(CommunityAct::MeetingWithdrawn { .. }) => "community.meeting_withdrawn",
            Self::Community(CommunityAct::TaskSet { .. }) => "community.task_set",
            Self::Venue(VenueAct::Set { .. }) => "venue.set",
            Self::Venue(VenueAct::Booked(_)) => "venue.booked",
            Self::Venue(VenueAct::BookingWithdrawn { .. }) => "venue.booking_withdrawn",
            Self::Venue(VenueAct::BookingRestored { .. }) => "venue.booking_restored",
            Self::Venue(VenueAct::Used { .. }) => "venue.used",
            Self::Venue(VenueAct::UseWithdrawn { .. }) => "venue.use_withdrawn",
            Self::Venue(VenueAct::ItemSet { .. }) => "venue.item_set",
            Self::Award(AwardAct::Opened(_)) => "award.opened",
            Self::Award(AwardAct::Pointed { .. }) => "award.pointed",
            Self::Award(AwardAct::Decided { .. }) => "award.decided",
            Self::Award(AwardAct::Reopened { .. }) => "award.reopened",
            Self::Award(AwardAct::Withdrawn { .. }) => "award.withdrawn",
            Self::Award(AwardAct::Restored { .. }) => "award.restored",
            Self::News(NewsAct::Drafted(_)) => "news.drafted",
            Self::News(NewsAct::Rewritten { .. }) => "news.rewritten",
            Self::News(NewsAct::Reviewed { .. }) => "news.reviewed",
            Self::News(NewsAct::SentBack { .. }) => "news.sent_back",
            Self::News(NewsAct::Published { .. }) => "news.published",
            Self::News(NewsAct::Recalled { .. }) => "news.recalled",
            Self::News(NewsAct::Withdrawn { .. }) => "news.withdrawn",
            Self::News(NewsAct::Restored { .. }) => "news.restored",
            Self::News(NewsAct::Pictured { .. }) => "news.pictured",
        }
    }

    /// What it is about, as far as it existed before: the header names these so that "everything about X" needs no body.
    /// At most [`SUBJECTS_LIMIT`].
    pub fn subjects(&self) -> Vec<Subject> {
        let mut subjects: Vec<Subject> = match self {
            Self::Founded(_) | Self::Place(PlaceAct::Laid(_)) | Self::Preset(_) | Self::Mood(MoodAct::Reported(_)) => Vec::new(),
            Self::Person(PersonAct::Moved(it)) => it.changes.iter().map(|it| Subject::Student(it.student)).collect(),
            Self::Person(_) => Vec::new(),
            Self::Place(PlaceAct::BuildingSet { building, .. } | PlaceAct::SponsorSet { building, .. })
            | Self::Round(RoundAct::Marked { building, .. }) => vec![Subject::Building(*building)],
            Self::Round(RoundAct::Begun(it)) => match &it.scope {
                RoundScope::Building(building) | RoundScope::Floor(building, _) => vec![Subject::Building(*building)],
                RoundScope::Sample { pool, .. } => pool.iter().copied().map(Subject::Building).collect(),
            },
            Self::Round(RoundAct::Ended { round, .. } | RoundAct::Resumed { round } | RoundAct::CalledOff { round }) => {
                vec![Subject::Entry(*round)]
            }
            Self::Round(RoundAct::Remarked { room, .. }) => vec![Subject::Room(*room)],
            Self::Search(SearchAct::Stepped { student, .. } | SearchAct::Found { student, .. } | SearchAct::Resumed { student, .. }) => {
                vec![Subject::Student(*student)]
            }
            Self::Leave(LeaveAct::Asked(it)) => vec![Subject::Student(it.student)],
            Self::Leave(
                LeaveAct::Approved { leave }
                | LeaveAct::Declined { leave, .. }
                | LeaveAct::Withdrawn { leave }
                | LeaveAct::Returned { leave, .. }
                | LeaveAct::Restored { leave, .. },
            ) => vec![Subject::Leave(*leave)],
            Self::Hygiene(HygieneAct::Scored(it)) => vec![Subject::Room(it.room)],
            Self::Hygiene(
                HygieneAct::Appealed { score, .. }
                | HygieneAct::Decided { score, .. }
                | HygieneAct::Mended { score, .. }
                | HygieneAct::Withdrawn { score },
            ) => vec![Subject::Entry(*score)],
            Self::Mood(MoodAct::Withdrawn { report: of }) | Self::Service(ServiceAct::Withdrawn { record: of }) => {
                vec![Subject::Entry(*of)]
            }
            Self::Service(ServiceAct::Served(it)) => vec![Subject::Student(it.student)],
            Self::Service(ServiceAct::Commended { student, .. }) | Self::Custody(CustodyAct::Revealed { student, .. }) => {
                vec![Subject::Student(*student)]
            }
            Self::Staff(StaffAct::Joined(_)) => Vec::new(),
            Self::Staff(StaffAct::Changed { user, .. } | StaffAct::PassphraseChanged { user } | StaffAct::KeyPublished { user, .. }) => {
                vec![Subject::User(*user)]
            }
            Self::Staff(StaffAct::OfficersNamed(officers)) => officers.iter().map(|it| Subject::Student(it.student)).collect(),
            Self::Staff(StaffAct::OfficerRelieved { student, .. }) => vec![Subject::Student(*student)],
            Self::Shift(ShiftAct::Published(_)) => Vec::new(),
            Self::Shift(ShiftAct::Recalled(shifts)) => shifts.iter().copied().map(Subject::Shift).collect(),
            Self::Shift(
                ShiftAct::SignedIn { shift, .. }
                | ShiftAct::SignedOut { shift, .. }
                | ShiftAct::Checked { shift, .. }
                | ShiftAct::Noted { shift, .. },
            ) => vec![Subject::Shift(*shift)],
            Self::Shift(ShiftAct::DraftPublished { draft, recalled, .. }) => {
                std::iter::once(Subject::Entry(*draft)).chain(recalled.iter().copied().map(Subject::Shift)).collect()
            }
            Self::Shift(ShiftAct::Reassigned { turns, .. }) => turns.iter().map(|it| Subject::Shift(it.shift)).collect(),
            Self::Duty(DutyAct::TermsSet { user, .. } | DutyAct::Preferred { user, .. }) => vec![Subject::User(*user)],
            Self::Duty(DutyAct::PreferenceWithdrawn { preference }) => vec![Subject::Entry(*preference)],
            Self::Draft(DraftAct::Made { .. }) => Vec::new(),
            Self::Draft(DraftAct::Changed { draft, .. } | DraftAct::Moved { draft, .. }) => vec![Subject::Entry(*draft)],
            Self::Change(ChangeAct::Asked { user, wanted, .. }) => {
                let shifts = match *wanted {
                    Wanted::Swap { mine, theirs } => [Some(mine), Some(theirs)],
                    Wanted::Cover { shift, .. } | Wanted::GiveAway { shift } => [Some(shift), None],
                    Wanted::Leave { .. } => [None, None],
                };
                std::iter::once(Subject::User(*user)).chain(shifts.into_iter().flatten().map(Subject::Shift)).collect()
            }
            Self::Change(
                ChangeAct::Accepted { change, .. }
                | ChangeAct::Approved { change }
                | ChangeAct::Declined { change, .. }
                | ChangeAct::Withdrawn { change },
            ) => vec![Subject::Entry(*change)],
            Self::Handover(HandoverAct::Given(it)) => std::iter::once(it.shift).chain(it.next).map(Subject::Shift).collect(),
            Self::Handover(
                HandoverAct::WrittenBack { handover, .. }
                | HandoverAct::Asked { handover, .. }
                | HandoverAct::Answered { handover, .. }
                | HandoverAct::Accepted { handover }
                | HandoverAct::Recalled { handover }
                | HandoverAct::Bypassed { handover, .. },
            ) => vec![Subject::Entry(*handover)],
            // What somebody looks for concerns nobody else.
            Self::Query(_) => Vec::new(),
            Self::Care(CareAct::LevelSet(it)) => vec![Subject::Student(it.student)],
            Self::Care(CareAct::Marked(it)) => vec![Subject::Student(it.student)],
            Self::Care(CareAct::Snoozed(it)) => vec![Subject::Student(it.student)],
            Self::Care(
                CareAct::LevelWithdrawn { change: of } | CareAct::MarkWithdrawn { mark: of } | CareAct::SnoozeWithdrawn { snooze: of },
            ) => vec![Subject::Entry(*of)],
            Self::Talk(act @ (TalkAct::Logged(_) | TalkAct::LoggedSealed(_) | TalkAct::Recorded(_) | TalkAct::RecordedSealed(_))) => {
                let talk = act.logged().into_iter();
                let of_talk = talk.flat_map(|it| it.students.iter().copied().map(Subject::Student).chain(it.answers.map(Subject::Talk)));
                of_talk.chain(act.detail().and_then(|it| it.plan).map(Subject::Entry)).collect()
            }
            Self::Talk(act @ (TalkAct::Planned(_) | TalkAct::PlannedSealed(_))) => {
                let plan = act.planned().into_iter();
                plan.flat_map(|it| it.students.iter().copied().map(Subject::Student).chain(it.answers.map(Subject::Talk))).collect()
            }
            Self::Talk(
                TalkAct::PlanMoved { plan, .. }
                | TalkAct::PlanCancelled { plan, .. }
                | TalkAct::PlanCancelledSealed { plan, .. }
                | TalkAct::PlanRestored { plan }
                | TalkAct::PlanWithdrawn { plan },
            ) => vec![Subject::Entry(*plan)],
            Self::Talk(TalkAct::FileTaken { talk, file }) => vec![Subject::Talk(*talk), Subject::Entry(*file)],
            Self::Talk(
                TalkAct::Closed { talk, .. }
                | TalkAct::ClosedSealed { talk, .. }
                | TalkAct::Reopened { talk }
                | TalkAct::Withdrawn { talk, .. }
                | TalkAct::Amended { talk, .. }
                | TalkAct::AmendedSealed { talk, .. }
                | TalkAct::Attached { talk, .. }
                | TalkAct::AttachedSealed { talk, .. },
            ) => vec![Subject::Talk(*talk)],
            Self::Talk(TalkAct::ReaderAdded { talk, reader, .. } | TalkAct::ReaderRemoved { talk, reader }) => {
                vec![Subject::Talk(*talk), Subject::User(*reader)]
            }
            Self::Custody(CustodyAct::UnlocksFailed { user, .. } | CustodyAct::RecoveryUsed { user }) => vec![Subject::User(*user)],
            Self::Custody(CustodyAct::GlassBroken { talk, .. }) => vec![Subject::Talk(*talk)],
            Self::Custody(CustodyAct::ErasureProposed { scope: ErasureScope::Student(student), .. }) => vec![Subject::Student(*student)],
            Self::Custody(
                CustodyAct::ErasureApproved { erasure } | CustodyAct::ErasureRejected { erasure, .. } | CustodyAct::Erased { erasure, .. },
            ) => vec![Subject::Entry(*erasure)],
            Self::Custody(_) => Vec::new(),
            Self::Incident(IncidentAct::Merged { incident, into: other, .. } | IncidentAct::Split { incident, from: other, .. }) => {
                vec![Subject::Incident(*incident), Subject::Incident(*other)]
            }
            Self::Incident(IncidentAct::Helped { incident, helper, .. }) => vec![Subject::Incident(*incident), Subject::User(*helper)],
            Self::Incident(act) => match (act.incident(), act.opened()) {
                (Some(incident), _) => vec![Subject::Incident(incident)],
                (None, opened) => opened.into_iter().flat_map(|it| &it.students).copied().map(Subject::Student).collect(),
            },
            Self::Request(RequestAct::Opened(it)) => {
                let student = it.student.map(Subject::Student);
                student.into_iter().chain(it.reception.map(Subject::Entry)).collect()
            }
            Self::Request(RequestAct::ReceptionHeld(_)) => Vec::new(),
            Self::Request(RequestAct::ReceptionWithdrawn { reception } | RequestAct::ReceptionAmended { reception, .. }) => {
                vec![Subject::Entry(*reception)]
            }
            Self::Request(act) => act.request().map(Subject::Entry).into_iter().collect(),
            Self::Term(TermAct::Set { term, .. }) => term.map(Subject::Entry).into_iter().collect(),
            Self::Term(TermAct::ObligationsSet { .. }) | Self::Activity(ActivityAct::Entered(_)) => Vec::new(),
            // Who was there is found by the activity, not the other way round: a header keeps what an erasure takes away.
            Self::Activity(act) => act.activity().map(Subject::Entry).into_iter().collect(),
            Self::Community(CommunityAct::FellowSet { fellow, before, after }) => {
                // Whom it names is in its body: as many students as a mentor has say more than a header should.
                let student = after.as_ref().or(before.as_ref()).and_then(|it| it.student).map(Subject::Student);
                fellow.map(Subject::Entry).into_iter().chain(student).collect()
            }
            Self::Community(CommunityAct::Met(it)) => {
                std::iter::once(Subject::Entry(it.fellow)).chain(it.students.iter().copied().map(Subject::Student)).collect()
            }
            Self::Community(CommunityAct::MeetingWithdrawn { meeting }) => vec![Subject::Entry(*meeting)],
            Self::Community(CommunityAct::TaskSet { task, .. }) => task.map(Subject::Entry).into_iter().collect(),
            Self::Venue(VenueAct::Set { venue, .. }) => venue.map(Subject::Entry).into_iter().collect(),
            Self::Venue(VenueAct::Booked(it)) => {
                std::iter::once(Subject::Entry(it.venue)).chain(it.student.map(Subject::Student)).collect()
            }
            Self::Venue(VenueAct::ItemSet { .. }) => Vec::new(),
            Self::Venue(act) => act.booking().map(Subject::Entry).into_iter().collect(),
            Self::Award(act) => act.award().map(Subject::Entry).into_iter().collect(),
            Self::News(NewsAct::Drafted(it)) => it.students.iter().copied().map(Subject::Student).collect(),
            Self::News(NewsAct::Rewritten { news, students, .. }) => {
                std::iter::once(Subject::Entry(*news)).chain(students.iter().copied().map(Subject::Student)).collect()
            }
            Self::News(act) => act.news().map(Subject::Entry).into_iter().collect(),
            Self::Undone { of, by } => std::iter::once(Subject::Entry(*of)).chain(by.subjects()).collect(),
        };
        subjects.truncate(SUBJECTS_LIMIT);
        subjects
    }

    /// Whether it may be checked against the campus before other waiting acts of this sort are applied: it only adds something
    /// that no other waiting act can refer to. Such acts share one sync; any other act has a sync of its own.
    pub fn commutes(&self) -> bool {
        match self {
            Self::Talk(TalkAct::Planned(_) | TalkAct::PlannedSealed(_)) => true,
            Self::Talk(act) => {
                let plan = act.detail().and_then(|it| it.plan);
                act.logged().is_some_and(|it| it.answers.is_none() && it.level.is_none() && plan.is_none())
            }
            Self::Incident(IncidentAct::Opened(_) | IncidentAct::Drilled(_) | IncidentAct::Noted { .. }) => true,
            Self::Request(RequestAct::Opened(it)) => it.reception.is_none(),
            Self::Activity(ActivityAct::Entered(_)) => true,
            _ => false,
        }
    }
}
