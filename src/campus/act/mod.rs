//! Everything that can change the campus, and the entry that records it.
//!
//! `Act` and all it holds are written to disk. Variants are only ever added at the end, and a struct that has been written is never
//! changed: a new form of it is a new variant. The golden files in `tests/` keep this true.

mod subject;

pub use subject::{SUBJECTS_LIMIT, Subject};

use crate::campus::{
    ActivityAct, AwardAct, CareAct, ChangeAct, CommunityAct, CustodyAct, DraftAct, DutyAct, HandoverAct, HygieneAct, IncidentAct, LeaveAct,
    MoodAct, NewsAct, PersonAct, PlaceAct, PresetAct, QueryAct, RequestAct, RoundAct, SearchAct, SeatId, Seq, ServiceAct, ShiftAct,
    StaffAct, Stamp, TalkAct, TermAct, UserId, VenueAct,
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
            Self::Award(AwardAct::OpenedFor { .. }) => "award.opened_for",
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
