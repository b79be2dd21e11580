//! What an act is about, for the header of its entry (条目关联).

use super::Act;
use crate::campus::{
    ActivityAct, BuildingId, CareAct, ChangeAct, CommunityAct, CustodyAct, DraftAct, DutyAct, ErasureScope, HandoverAct, HygieneAct,
    IncidentAct, LeaveAct, MoodAct, NewsAct, PersonAct, PlaceAct, RequestAct, RoomId, RoundAct, RoundScope, SearchAct, Seq, ServiceAct,
    ShiftAct, ShiftId, StaffAct, StudentId, TalkAct, TermAct, UserId, VenueAct, Wanted,
};
use serde::{Deserialize, Serialize};

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
}
