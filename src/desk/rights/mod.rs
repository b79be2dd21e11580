//! Who may do and read what. The one place that decides; screen, command line, search, counts, signs and log all ask here.
//!
//! [`Right`] is the table; [`Sight`] asks it for one user about one thing; the functions here ask it about acts. Rules of the trade ("it awaits
//! no follow-up") are the campus's.

mod activity;
mod community;
mod header;
mod seen;
mod sight;
mod table;
#[cfg(test)]
mod tests;

pub use activity::ActivitySight;
pub use community::{BookingSight, FellowSight};
pub use header::HIDDEN;
pub use seen::{IncidentSight, LevelSight, PlanSight, RequestSight, StudentSight, TalkSight};
pub use sight::Sight;
pub use table::{Grant, Right, TalkField, Watch, role_on_return, watches};

use crate::campus::{
    Act, ActivityAct, ActivityState, Approver, AwardAct, Campus, CareAct, ChangeAct, CommunityAct, CustodyAct, Day, DutyAct, Entry,
    HandoverAct, Handovers, IncidentAct, IncidentState, LeaveAct, LeaveHead, LeaveState, Link, NewsAct, NumberKind, PersonAct, PlaceAct,
    READERS_LIMIT, Refusal, RequestAct, RequestState, SearchAct, Seq, ShiftAct, ShiftId, StaffAct, StudentId, TalkAct, TalkHead, UserId,
    VenueAct, Visibility,
};
use sight::Tie;

/// Whether a user may do an act. Of an act that takes another back, whether they may do its opposite; see [`may_take_back`].
pub fn may_do(campus: &Campus, user: UserId, act: &Act) -> bool {
    let sight = Sight::new(campus, user);
    let may = |right| sight.may(right);
    let own = |right, mine| sight.reaches(right, Tie::mine(mine));
    match act {
        Act::Founded(_) => may(Right::Found),
        Act::Place(PlaceAct::SponsorSet { .. }) => may(Right::SponsorSet),
        Act::Place(_) => may(Right::PlacesSet),
        Act::Staff(StaffAct::PassphraseChanged { user: whose }) => own(Right::PassphraseSet, *whose == user),
        Act::Staff(StaffAct::KeyPublished { user: whose, .. }) => own(Right::KeyPublish, *whose == user),
        Act::Staff(StaffAct::OfficersNamed(_) | StaffAct::OfficerRelieved { .. }) => may(Right::OfficersSet),
        Act::Staff(StaffAct::Joined(_) | StaffAct::Changed { .. }) => may(Right::UsersSet),
        Act::Person(PersonAct::Imported(_) | PersonAct::ImportReverted { .. }) => may(Right::RosterImport),
        Act::Shift(ShiftAct::Published(_) | ShiftAct::Recalled(_)) => may(Right::SchedulePublish),
        Act::Shift(ShiftAct::SignedIn { shift, .. } | ShiftAct::SignedOut { shift, .. }) => own(Right::ShiftSign, has_shift(sight, *shift)),
        Act::Shift(ShiftAct::DraftPublished { .. }) => may(Right::SchedulePublish),
        Act::Shift(ShiftAct::Reassigned { .. }) => may(Right::ShiftReassign),
        Act::Shift(ShiftAct::Checked { .. }) => may(Right::ShiftCheck),
        Act::Shift(ShiftAct::Noted { shift, .. }) => own(Right::ShiftNote, has_shift(sight, *shift)),
        Act::Duty(act) => may_do_duty(sight, act),
        Act::Draft(_) => may(Right::ScheduleDraft),
        Act::Change(act) => may_do_change(sight, act),
        Act::Query(_) => may(Right::QueryKeep),
        Act::Handover(act) => may_do_handover(sight, act),
        Act::Round(_) => may(Right::RoundMark),
        Act::Person(PersonAct::Moved(_)) => may(Right::RoomMove),
        Act::Search(
            SearchAct::Stepped { day, student, .. } | SearchAct::Found { day, student, .. } | SearchAct::Resumed { day, student },
        ) => may_handle_search(sight, *day, *student),
        Act::Leave(act) => may_do_leave(sight, act),
        Act::Hygiene(_) => may(Right::HygieneScore),
        Act::Mood(_) => may(Right::MoodReport),
        Act::Service(_) => may(Right::ServiceRecord),
        Act::Preset(_) => may(Right::PresetSet),
        Act::Talk(act) => may_do_talk(sight, act),
        Act::Incident(act) => may_do_incident(sight, act),
        Act::Custody(act) => may_do_custody(sight, act),
        Act::Care(act) => may_do_care(sight, act),
        Act::Request(act) => may_do_request(sight, act),
        Act::Term(_) => may(Right::TermSet),
        Act::Activity(act) => may_do_activity(sight, act),
        // Whoever puts a plate up says that it is up.
        Act::Community(CommunityAct::TaskSet { before: Some(before), after: Some(after), .. })
            if crate::campus::Task { done: after.done, ..(**before).clone() } == **after =>
        {
            sight.may(Right::CommunityRecord) || sight.may(Right::CommunitySet)
        }
        Act::Community(CommunityAct::TaskSet { .. }) => sight.may(Right::CommunitySet),
        Act::Community(_) => sight.may(Right::CommunityRecord),
        Act::Venue(act) => may_do_venue(sight, act),
        Act::Award(AwardAct::Pointed { .. }) => may(Right::JuryPoint),
        Act::Award(_) => may(Right::AwardSet),
        Act::News(act) => may_do_news(sight, act),
        Act::Undone { by, .. } => !matches!(**by, Act::Undone { .. }) && may_do(campus, user, by),
    }
}

/// Whoever takes something off that they do not see would learn that it is there.
fn may_do_care(sight: Sight<'_>, act: &CareAct) -> bool {
    let about = |right, student: StudentId| sight.reaches(right, Tie { students: &[student], ..Tie::default() });
    match act {
        CareAct::LevelSet(it) => about(Right::LevelSet, it.student),
        CareAct::Marked(it) => about(Right::MarkSet, it.student),
        CareAct::Snoozed(it) => about(Right::SnoozeSet, it.student),
        // Of what does not exist the campus says so.
        CareAct::LevelWithdrawn { change } => {
            sight.campus().people().levels().of_care(*change).is_none_or(|it| about(Right::LevelSet, it.student))
        }
        CareAct::MarkWithdrawn { mark } => {
            sight.campus().care().mark(*mark).is_none_or(|it| about(Right::MarkSet, it.student) && sight.sees_mark(it))
        }
        CareAct::SnoozeWithdrawn { snooze } => sight.campus().care().snooze(*snooze).is_none_or(|it| about(Right::SnoozeSet, it.student)),
    }
}

/// Drafting is for many, reviewing for who answers for it, publishing for who may speak for the college.
fn may_do_news(sight: Sight<'_>, act: &NewsAct) -> bool {
    let wrote = |news: Seq| sight.campus().news().get(news).is_none_or(|it| it.by == sight.user() || it.words.1 == sight.user());
    match act {
        NewsAct::Drafted(_) => sight.may(Right::NewsDraft),
        NewsAct::Rewritten { .. } | NewsAct::Pictured { .. } => sight.may(Right::NewsDraft),
        NewsAct::Reviewed { .. } | NewsAct::SentBack { .. } => sight.may(Right::NewsReview),
        NewsAct::Published { .. } | NewsAct::Recalled { .. } => sight.may(Right::NewsPublish),
        NewsAct::Withdrawn { news, .. } | NewsAct::Restored { news, .. } => sight.reaches(Right::NewsWithdraw, Tie::mine(wrote(*news))),
    }
}

/// Whoever may not read a request must not answer it, nor learn by trying whether it is answered.
fn may_do_request(sight: Sight<'_>, act: &RequestAct) -> bool {
    let head = act.request().and_then(|it| sight.campus().requests().get(it));
    let tie = |mine| Tie { mine, shared: false, students: head.map_or(&[][..], |it| it.student.as_slice()) };
    match act {
        RequestAct::Opened(_) => sight.may(Right::RequestOpen),
        RequestAct::ReceptionHeld(_) | RequestAct::ReceptionWithdrawn { .. } | RequestAct::ReceptionAmended { .. } => {
            sight.may(Right::ReceptionHold)
        }
        // Of a request that does not exist the campus says so.
        RequestAct::Moved { to: RequestState::Withdrawn, .. } => {
            head.is_none_or(|it| sight.reaches(Right::RequestWithdraw, tie(it.by == sight.user())))
        }
        _ => head.is_none_or(|it| {
            let reads = sight.request(it).is_some_and(|it| it.reads());
            reads && sight.reaches(Right::RequestHandle, tie(it.by == sight.user()))
        }),
    }
}

/// What is published is said in the college's name. Who was there is changed only by whoever sees it.
fn may_do_activity(sight: Sight<'_>, act: &ActivityAct) -> bool {
    let mine = act.activity().and_then(|it| sight.campus().activities().get(it)).is_none_or(|it| it.by == sight.user());
    let own = |right| sight.reaches(right, Tie::mine(mine));
    match act {
        ActivityAct::Entered(_) => sight.may(Right::ActivityEnter),
        ActivityAct::Moved { from, to, .. } => match (from, to) {
            (ActivityState::Withdrawn, _) | (_, ActivityState::Withdrawn) => own(Right::ActivityWithdraw),
            (ActivityState::Published, _) | (_, ActivityState::Published) => own(Right::ActivityPublish),
            _ => own(Right::ActivityHandle),
        },
        ActivityAct::Attended { added, removed, .. } => {
            own(Right::ActivityHandle)
                && added.iter().chain(removed).all(|id| sight.reaches(Right::AttendanceSeen, Tie { mine, shared: false, students: &[*id] }))
        }
        ActivityAct::FileTaken { .. } => own(Right::ActivityFiles),
        ActivityAct::Amended { .. } | ActivityAct::Noted { .. } | ActivityAct::Attached { .. } => own(Right::ActivityHandle),
    }
}

fn may_do_venue(sight: Sight<'_>, act: &VenueAct) -> bool {
    match act {
        VenueAct::Set { .. } | VenueAct::ItemSet { .. } => sight.may(Right::CommunitySet),
        VenueAct::Booked(_) | VenueAct::Used { .. } | VenueAct::UseWithdrawn { .. } => sight.may(Right::VenueUse),
        VenueAct::BookingWithdrawn { booking, .. } | VenueAct::BookingRestored { booking } => {
            // Of a booking that does not exist the campus says so.
            let head = sight.campus().venues().booking(*booking);
            head.is_none_or(|it| sight.reaches(Right::BookingWithdraw, Tie::mine(it.by == sight.user())))
        }
    }
}

/// Whoever may not see that somebody is missing must not learn it from what they are let do.
fn may_handle_search(sight: Sight<'_>, day: Day, student: StudentId) -> bool {
    let mine = sight.campus().searches().get(day, student).is_some_and(|it| it.by == sight.user());
    sight.reaches(Right::SearchHandle, Tie { mine, students: &[student], ..Tie::default() })
}

fn may_do_leave(sight: Sight<'_>, act: &LeaveAct) -> bool {
    let of = |right, student: StudentId, by: Option<UserId>| {
        sight.reaches(right, Tie { mine: by == Some(sight.user()), students: &[student], ..Tie::default() })
    };
    let leave = match act {
        LeaveAct::Asked(it) => return of(Right::LeaveAsk, it.student, None),
        LeaveAct::Approved { leave }
        | LeaveAct::Declined { leave, .. }
        | LeaveAct::Withdrawn { leave }
        | LeaveAct::Returned { leave, .. }
        | LeaveAct::Restored { leave, .. } => *leave,
    };
    // Of a leave that does not exist the campus says so.
    let Some(head) = sight.campus().leaves().get(leave) else { return true };
    match act {
        // To take a decision back is to decide.
        LeaveAct::Approved { .. } | LeaveAct::Declined { .. } | LeaveAct::Restored { to: LeaveState::Asked, .. } => {
            may_decide_leave(sight.campus(), sight.user(), head)
        }
        _ => of(Right::LeaveAsk, head.student, Some(head.by)),
    }
}

/// Whether a user may decide about a leave of this length.
pub fn may_decide_leave(campus: &Campus, user: UserId, leave: &LeaveHead) -> bool {
    let right = match leave.approver(&campus.presets().rules().leave) {
        Approver::Counselor => Right::LeaveDecideShort,
        Approver::Department => Right::LeaveDecideMiddle,
        Approver::StudentOffice => Right::LeaveDecideLong,
        Approver::College => Right::LeaveDecideCollege,
    };
    Sight::new(campus, user).reaches(right, Tie { students: &[leave.student], ..Tie::default() })
}

/// Whether a user may have a number of a student shown in full, which is recorded.
pub fn may_reveal(campus: &Campus, user: UserId, student: StudentId, what: NumberKind) -> bool {
    let right = match what {
        NumberKind::Phone => Right::RevealPhone,
        NumberKind::Guardian => Right::RevealGuardian,
        NumberKind::Identity => Right::RevealIdentity,
    };
    Sight::new(campus, user).reaches(right, Tie { students: &[student], ..Tie::default() })
}

fn has_shift(sight: Sight<'_>, shift: ShiftId) -> bool {
    sight.campus().shifts().get(shift).is_some_and(|it| it.person == sight.user())
}

fn may_do_duty(sight: Sight<'_>, act: &DutyAct) -> bool {
    match act {
        DutyAct::TermsSet { .. } => sight.may(Right::DutyTermsSet),
        DutyAct::Preferred { user, .. } => sight.reaches(Right::PreferenceSet, Tie::mine(*user == sight.user())),
        DutyAct::PreferenceWithdrawn { preference } => {
            let head = sight.campus().duty().preference(*preference);
            head.is_none_or(|it| sight.reaches(Right::PreferenceSet, Tie::mine(it.user == sight.user())))
        }
    }
}

/// To ask and to agree is for those it is about; to say no, for the colleague as well as for whoever approves.
fn may_do_change(sight: Sight<'_>, act: &ChangeAct) -> bool {
    let own = |user| sight.reaches(Right::ChangeAsk, Tie::mine(user == sight.user()));
    // Of a request that does not exist the campus says so.
    let head = |seq: Seq| sight.campus().changes().get(seq);
    match act {
        ChangeAct::Asked { user, .. } => own(*user),
        ChangeAct::Accepted { person, .. } => own(*person),
        ChangeAct::Approved { .. } => sight.may(Right::ChangeDecide),
        ChangeAct::Declined { change, .. } => {
            sight.may(Right::ChangeDecide) || head(*change).is_none_or(|it| it.other == Some(sight.user()))
        }
        ChangeAct::Withdrawn { change } => head(*change).is_none_or(|it| own(it.user)),
    }
}

fn may_do_handover(sight: Sight<'_>, act: &HandoverAct) -> bool {
    let head = |seq: Seq| sight.campus().handovers().get(seq);
    let gave = |seq| head(seq).is_none_or(|it| sight.reaches(Right::HandoverGive, Tie::mine(it.by == sight.user())));
    let takes = |right, seq| {
        let receives = |it| Handovers::is_receiver(it, sight.campus().shifts(), sight.user());
        head(seq).is_none_or(|it| sight.reaches(right, Tie::mine(receives(it))))
    };
    match act {
        HandoverAct::Given(it) => sight.reaches(Right::HandoverGive, Tie::mine(has_shift(sight, it.shift))),
        HandoverAct::Answered { handover, .. } | HandoverAct::Recalled { handover } => gave(*handover),
        HandoverAct::WrittenBack { handover, .. } | HandoverAct::Asked { handover, .. } | HandoverAct::Accepted { handover } => {
            takes(Right::HandoverTake, *handover)
        }
        HandoverAct::Bypassed { handover, .. } => takes(Right::HandoverBypass, *handover),
    }
}

fn may_do_talk(sight: Sight<'_>, act: &TalkAct) -> bool {
    let head = |talk: Seq| sight.campus().talks().get(talk);
    // Of a talk that does not exist the campus says so.
    let settles = |talk: Seq| head(talk).is_none_or(|it| may_settle(sight, it));
    match act {
        TalkAct::Logged(it) => sight.may(Right::TalkLog) && it.answers.is_none_or(settles),
        TalkAct::LoggedSealed(it) => sight.may(Right::TalkLog) && it.talk.answers.is_none_or(settles),
        TalkAct::Recorded(_) | TalkAct::RecordedSealed(_) => {
            let (Some(talk), Some(detail)) = (act.logged(), act.detail()) else { return false };
            let readable = || detail.readers.iter().all(|it| may_become_reader(sight.campus(), *it, talk.visibility));
            let held = detail.plan.is_none_or(|it| may_settle_plan(sight, it));
            sight.may(Right::TalkLog) && talk.answers.is_none_or(settles) && held && readable()
        }
        TalkAct::Planned(_) | TalkAct::PlannedSealed(_) => {
            sight.may(Right::TalkLog) && act.planned().and_then(|it| it.answers).is_none_or(settles)
        }
        TalkAct::PlanMoved { plan, .. }
        | TalkAct::PlanCancelled { plan, .. }
        | TalkAct::PlanCancelledSealed { plan, .. }
        | TalkAct::PlanRestored { plan } => may_settle_plan(sight, *plan),
        TalkAct::PlanWithdrawn { plan } => {
            let head = sight.campus().talks().plans().get(*plan);
            head.is_none_or(|it| sight.reaches(Right::TalkWithdraw, Tie::mine(it.by == sight.user())))
        }
        TalkAct::Amended { talk, .. }
        | TalkAct::AmendedSealed { talk, .. }
        | TalkAct::Attached { talk, .. }
        | TalkAct::AttachedSealed { talk, .. } => {
            head(*talk).is_none_or(|it| sight.reaches(Right::TalkAmend, Tie::mine(it.by == sight.user())))
        }
        TalkAct::FileTaken { talk, .. } => head(*talk).is_none_or(|it| may_read_talk(sight.campus(), sight.user(), it)),
        TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. } | TalkAct::Reopened { talk } => settles(*talk),
        TalkAct::Withdrawn { talk, .. } => {
            head(*talk).is_none_or(|it| sight.reaches(Right::TalkWithdraw, Tie::mine(it.by == sight.user())))
        }
        TalkAct::ReaderAdded { talk, reader, .. } => {
            head(*talk).is_none_or(|it| may_share(sight, it) && may_become_reader(sight.campus(), *reader, it.visibility))
        }
        TalkAct::ReaderRemoved { talk, .. } => head(*talk).is_none_or(|it| may_share(sight, it)),
    }
}

fn tie_to<'h>(sight: Sight<'_>, head: &'h TalkHead) -> Tie<'h> {
    Tie { mine: head.by == sight.user(), shared: head.has_reader(sight.user()), students: &head.students }
}

fn may_settle(sight: Sight<'_>, head: &TalkHead) -> bool {
    sight.reaches(Right::TalkSettle, tie_to(sight, head)) && may_read_talk(sight.campus(), sight.user(), head)
}

/// To book, hold and call off a planned talk is for those who see of it whom it is with and what is owed.
fn may_settle_plan(sight: Sight<'_>, plan: Seq) -> bool {
    let Some(head) = sight.campus().talks().plans().get(plan) else { return true };
    let tie = Tie { mine: head.by == sight.user(), shared: head.has_reader(sight.user()), students: &head.students };
    sight.reaches(Right::TalkSettle, tie) && sight.plan(head).is_some()
}

fn may_share(sight: Sight<'_>, head: &TalkHead) -> bool {
    sight.reaches(Right::TalkShare, tie_to(sight, head))
}

fn may_do_incident(sight: Sight<'_>, act: &IncidentAct) -> bool {
    let incident = match act {
        IncidentAct::OpenedFrom { day, student, .. } => {
            return sight.may(Right::IncidentOpen) && may_handle_search(sight, *day, *student);
        }
        act => act.incident(),
    };
    let Some(incident) = incident else { return sight.may(Right::IncidentOpen) };
    let other = match act {
        IncidentAct::Merged { into: other, .. } | IncidentAct::Split { from: other, .. } => Some(*other),
        _ => None,
    };
    // Whoever puts two together must be let near both; a talk is linked by those who see that there is one.
    let handles = |seq: Seq| {
        let head = sight.campus().incidents().get(seq);
        head.is_none_or(|it| {
            let mine = it.by == sight.user() || it.owner == Some(sight.user());
            sight.reaches(Right::IncidentHandle, Tie { mine, shared: false, students: &it.students })
        })
    };
    if other.is_some_and(|it| !handles(it)) {
        return false;
    }
    if let IncidentAct::Linked { link: Link::Talk(talk), .. } = act
        && sight.campus().talks().get(*talk).is_some_and(|it| sight.talk(it).is_none())
    {
        return false;
    }
    let Some(head) = sight.campus().incidents().get(incident) else { return true };
    let opened = head.by == sight.user();
    let tie = Tie { mine: opened || head.owner == Some(sight.user()), shared: false, students: &head.students };
    match act {
        // Whoever merely has it in hand cannot make it vanish.
        IncidentAct::Moved { to: IncidentState::Withdrawn, .. } => sight.reaches(Right::IncidentWithdraw, Tie::mine(opened)),
        IncidentAct::Weighed { from, to, .. } if to > from => sight.reaches(Right::IncidentLighten, tie),
        IncidentAct::Countersigned { .. } | IncidentAct::SignatureWithdrawn { .. } => {
            sight.reaches(Right::ReportSign, tie) && sight.incident(head).is_some_and(|it| it.reads())
        }
        // A report says what the timeline says.
        IncidentAct::Reported { .. } => sight.reaches(Right::IncidentHandle, tie) && sight.incident(head).is_some_and(|it| it.reads()),
        _ => sight.reaches(Right::IncidentHandle, tie),
    }
}

fn may_do_custody(sight: Sight<'_>, act: &CustodyAct) -> bool {
    match act {
        CustodyAct::BackedUp { .. } => sight.may(Right::BackupMake),
        CustodyAct::KeyRotated { .. } => sight.may(Right::KeysRotate),
        CustodyAct::Restored { .. } | CustodyAct::UnlocksFailed { .. } | CustodyAct::RecoveryUsed { .. } | CustodyAct::Salvaged { .. } => {
            sight.may(Right::CustodyRecord)
        }
        CustodyAct::GlassBroken { talk, .. } => {
            sight.campus().talks().get(*talk).is_none_or(|it| may_break_glass(sight.campus(), sight.user(), it))
        }
        CustodyAct::Exported { .. } => sight.may(Right::ExportIdentified),
        CustodyAct::Revealed { student, what, .. } => may_reveal(sight.campus(), sight.user(), *student, *what),
        CustodyAct::ErasureProposed { .. } => sight.may(Right::ErasePropose),
        CustodyAct::ErasureApproved { .. } | CustodyAct::ErasureRejected { .. } => sight.may(Right::EraseApprove),
        CustodyAct::Erased { .. } => sight.may(Right::EraseRun),
        CustodyAct::RecoveryRenewed => sight.may(Right::RecoveryRenew),
    }
}

/// Whether a user may take an entry back, as far as it matters whose it is. Whether they may do what takes it back, [`may_do`] says.
///
/// # Errors
/// [`Refusal::NotYours`].
pub fn may_take_back(campus: &Campus, user: UserId, entry: &Entry) -> Result<(), Refusal> {
    let right = match &entry.act {
        Act::Place(_) | Act::Staff(_) | Act::Shift(_) | Act::Preset(_) | Act::Duty(DutyAct::TermsSet { .. }) | Act::Draft(_) => {
            Right::TakeBackSetting
        }
        _ => Right::TakeBack,
    };
    if Sight::new(campus, user).reaches(right, Tie::mine(entry.by == user)) { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Whether a user may read what was said in a talk.
pub fn may_read_talk(campus: &Campus, user: UserId, talk: &TalkHead) -> bool {
    Sight::new(campus, user).talk(talk).is_some_and(|it| it.reads())
}

/// Whether a user may break the glass over a talk: read it in need, with a reason that its author sees.
pub fn may_break_glass(campus: &Campus, user: UserId, talk: &TalkHead) -> bool {
    Sight::new(campus, user).talk(talk).is_some_and(|it| it.may_break_glass())
}

/// Whether somebody can be made a reader of a talk of this visibility.
pub fn may_become_reader(campus: &Campus, reader: UserId, visibility: Visibility) -> bool {
    let students: [StudentId; 0] = [];
    let tie = Tie { mine: false, shared: true, students: &students };
    Sight::new(campus, reader).reaches(Right::of_talk(visibility, TalkField::Words), tie)
}

/// Whether a user may add and remove second copies of the logbook, and accept one that is older than this machine has seen.
pub fn may_tend_copies(campus: &Campus, user: UserId) -> bool {
    Sight::new(campus, user).may(Right::MirrorSet)
}

/// Whether a user may have a new recovery key made.
pub fn may_renew_recovery_key(campus: &Campus, user: UserId) -> bool {
    Sight::new(campus, user).may(Right::RecoveryRenew)
}

/// To whom a note is sealed; `true` for those who may only break the glass. The author comes first. Nobody for a normal talk, which lies under
/// the desk's own seal.
pub fn note_readers(campus: &Campus, author: UserId, visibility: Visibility) -> Vec<(UserId, bool)> {
    if visibility == Visibility::Normal {
        return Vec::new();
    }
    let words = Right::of_talk(visibility, TalkField::Words);
    let with = |grant| {
        let others = campus.staff().users().filter(move |(id, _)| *id != author);
        others.filter(move |(id, _)| Sight::new(campus, *id).grant(words) == grant).map(move |(id, _)| (id, grant == Grant::Glass))
    };
    std::iter::once((author, false)).chain(with(Grant::Yes)).chain(with(Grant::Glass)).take(READERS_LIMIT).collect()
}
