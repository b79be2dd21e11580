//! Whether a user sees what an entry of the logbook holds.

use super::{Sight, Tie};
use crate::campus::{
    Act, CareAct, ChangeAct, CommunityAct, DutyAct, HandoverAct, HygieneAct, LeaveAct, MoodAct, PersonAct, RequestAct, RoundAct, SearchAct,
    Seq, ShiftAct, StaffAct, TalkAct, UserId, VenueAct,
};
use crate::desk::rights::Right;

impl Sight<'_> {
    /// Whether words are seen whose incident no copy holds any more, so that nobody knows whose it was: by who wrote them, and by who may read all.
    fn orphan(self, incident: Seq, by: UserId) -> bool {
        let is_lost = || self.campus.custody().lost().any(|it| (it.first..=it.last).contains(&incident));
        let reads_all = self.may(Right::IncidentWords) && self.may(Right::DistressWords);
        (by == self.user || reads_all) && is_lost()
    }

    /// Whether what an entry holds is seen. An entry is on disk a moment before the campus knows of it; what is not known yet is not shown.
    pub fn entry(self, seq: Seq, by: UserId, act: &Act) -> bool {
        let talk = |of| self.campus.talks().get(of).and_then(|it| self.talk(it)).is_some_and(|it| it.reads());
        let incident = |of| self.campus.incidents().get(of).and_then(|it| self.incident(it)).is_some_and(|it| it.reads());
        match act {
            Act::Talk(TalkAct::Logged(_) | TalkAct::LoggedSealed(_) | TalkAct::Recorded(_) | TalkAct::RecordedSealed(_)) => talk(seq),
            Act::Talk(TalkAct::Planned(_) | TalkAct::PlannedSealed(_)) => self.reads_plan(seq),
            Act::Talk(
                TalkAct::PlanMoved { plan, .. }
                | TalkAct::PlanCancelled { plan, .. }
                | TalkAct::PlanCancelledSealed { plan, .. }
                | TalkAct::PlanRestored { plan }
                | TalkAct::PlanWithdrawn { plan },
            ) => self.reads_plan(*plan),
            Act::Talk(
                TalkAct::Amended { talk: of, .. }
                | TalkAct::AmendedSealed { talk: of, .. }
                | TalkAct::Attached { talk: of, .. }
                | TalkAct::AttachedSealed { talk: of, .. }
                | TalkAct::FileTaken { talk: of, .. }
                | TalkAct::Closed { talk: of, .. }
                | TalkAct::ClosedSealed { talk: of, .. }
                | TalkAct::Reopened { talk: of }
                | TalkAct::Withdrawn { talk: of, .. }
                | TalkAct::ReaderAdded { talk: of, .. }
                | TalkAct::ReaderRemoved { talk: of, .. },
            ) => talk(*of),
            Act::Incident(act) => act.incident().map_or_else(|| incident(seq), |of| incident(of) || self.orphan(of, by)),
            Act::Person(PersonAct::Imported(_) | PersonAct::ImportReverted { .. }) => self.may(Right::RosterChanges),
            Act::Staff(StaffAct::Joined(_)) => self.may(Right::UserPhone),
            Act::Staff(StaffAct::Changed { user, .. }) => self.reaches(Right::UserPhone, Tie::mine(*user == self.user)),
            Act::Custody(act) => self.custody(by, act),
            // One level only, as the campus applies it.
            Act::Undone { by: inner, .. } if matches!(**inner, Act::Undone { .. }) => false,
            Act::Undone { of, by: inner } => self.entry(*of, by, inner),
            Act::Round(act) => self.round_entry(by, act),
            Act::Search(SearchAct::Stepped { student, .. } | SearchAct::Found { student, .. } | SearchAct::Resumed { student, .. }) => {
                self.sees_whereabouts(by, *student)
            }
            Act::Leave(LeaveAct::Asked(_)) => self.campus.leaves().get(seq).is_some_and(|it| self.reads_leave(it)),
            Act::Leave(LeaveAct::Declined { leave, .. }) => self.campus.leaves().get(*leave).is_some_and(|it| self.reads_leave(it)),
            Act::Leave(
                LeaveAct::Approved { leave }
                | LeaveAct::Withdrawn { leave }
                | LeaveAct::Returned { leave, .. }
                | LeaveAct::Restored { leave, .. },
            ) => self.campus.leaves().get(*leave).is_some_and(|it| self.sees_leave(it)),
            Act::Mood(MoodAct::Reported(it)) => self.sees_mood(by, it.class),
            Act::Mood(MoodAct::Withdrawn { report }) => self.campus.moods().get(*report).is_some_and(|it| self.sees_mood(it.by, it.class)),
            Act::Person(PersonAct::Moved(_)) => true,
            Act::Hygiene(
                HygieneAct::Scored(_)
                | HygieneAct::Appealed { .. }
                | HygieneAct::Decided { .. }
                | HygieneAct::Mended { .. }
                | HygieneAct::Withdrawn { .. },
            )
            | Act::Service(_)
            | Act::Preset(_) => true,
            Act::Shift(ShiftAct::Noted { shift, .. }) => by == self.user || self.reads_duty_log(*shift),
            Act::Duty(DutyAct::TermsSet { user, .. }) => self.sees_terms(*user),
            Act::Change(ChangeAct::Asked { .. }) => self.campus.changes().get(seq).is_some_and(|it| self.reads_change(it)),
            Act::Change(ChangeAct::Declined { change, .. }) => self.campus.changes().get(*change).is_some_and(|it| self.reads_change(it)),
            Act::Handover(HandoverAct::Given(_)) => self.campus.handovers().get(seq).is_some_and(|it| self.reads_handover(it)),
            Act::Handover(
                HandoverAct::WrittenBack { handover, .. }
                | HandoverAct::Asked { handover, .. }
                | HandoverAct::Answered { handover, .. }
                | HandoverAct::Accepted { handover }
                | HandoverAct::Recalled { handover }
                | HandoverAct::Bypassed { handover, .. },
            ) => self.campus.handovers().get(*handover).is_some_and(|it| self.reads_handover(it)),
            Act::Query(_) => self.sees_query(by),
            Act::Care(CareAct::LevelSet(_)) => self.campus.people().levels().of_care(seq).is_some_and(|it| self.reads_level(it)),
            Act::Care(CareAct::LevelWithdrawn { change }) => {
                self.campus.people().levels().of_care(*change).is_some_and(|it| self.sees_level_set(it))
            }
            Act::Care(CareAct::Marked(_)) => self.campus.care().mark(seq).is_some_and(|it| self.sees_mark(it)),
            Act::Care(CareAct::MarkWithdrawn { mark }) => self.campus.care().mark(*mark).is_some_and(|it| self.sees_mark(it)),
            Act::Care(CareAct::Snoozed(_)) => self.campus.care().snooze(seq).is_some_and(|it| self.sees_snooze(it)),
            Act::Care(CareAct::SnoozeWithdrawn { snooze }) => self.campus.care().snooze(*snooze).is_some_and(|it| self.sees_snooze(it)),
            Act::Request(RequestAct::ReceptionHeld(_) | RequestAct::ReceptionWithdrawn { .. } | RequestAct::ReceptionAmended { .. })
            | Act::Term(_) => true,
            Act::Activity(act) => self.activity_entry(act),
            Act::Community(CommunityAct::FellowSet { before, after, .. }) => {
                let students = before.iter().chain(after).flat_map(|it| it.everybody());
                students.into_iter().all(|id| self.sees_in_community(by, id))
            }
            Act::Community(CommunityAct::Met(_)) => self.campus.communities().meeting(seq).is_some_and(|it| self.reads_meeting(it)),
            Act::Community(CommunityAct::MeetingWithdrawn { .. } | CommunityAct::TaskSet { .. }) => true,
            Act::Venue(VenueAct::Set { .. } | VenueAct::ItemSet { .. }) => true,
            Act::Venue(act) => {
                let head = self.campus.venues().booking(act.booking().unwrap_or(seq));
                head.is_some_and(|it| self.booking(it).reads())
            }
            Act::Request(act) => {
                let head = self.campus.requests().get(act.request().unwrap_or(seq));
                head.and_then(|it| self.request(it)).is_some_and(|it| it.reads())
            }
            Act::Award(_) => true,
            Act::News(act) => self.campus.news().get(act.news().unwrap_or(seq)).is_some_and(|it| self.reads_news(it)),
            Act::Duty(DutyAct::Preferred { .. } | DutyAct::PreferenceWithdrawn { .. }) | Act::Draft(_) => true,
            Act::Change(ChangeAct::Accepted { .. } | ChangeAct::Approved { .. } | ChangeAct::Withdrawn { .. }) => true,
            Act::Founded(_) | Act::Place(_) | Act::Staff(_) | Act::Shift(_) => true,
        }
    }

    fn reads_plan(self, plan: Seq) -> bool {
        self.campus.talks().plans().get(plan).and_then(|it| self.plan(it)).is_some_and(|it| it.reads())
    }

    /// What was found in a round names who was not there, and what was written about a room may.
    pub(super) fn round_entry(self, by: UserId, act: &RoundAct) -> bool {
        match act {
            RoundAct::Marked { changes, .. } => {
                let marks = changes.iter().flat_map(|it| it.before.iter().chain(&it.after));
                marks.flat_map(|it| &it.away).all(|(student, _)| self.sees_whereabouts(by, *student))
            }
            RoundAct::Remarked { room, .. } => {
                self.campus.people().in_room(*room).iter().all(|student| self.sees_whereabouts(by, *student))
            }
            RoundAct::Begun(_) | RoundAct::Ended { .. } | RoundAct::Resumed { .. } | RoundAct::CalledOff { .. } => true,
        }
    }
}
