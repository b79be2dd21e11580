//! What a user sees of the campus: the table, asked about one talk, one incident, one student at a time.
//!
//! Whatever shows, lists, filters, counts or signs something of a person takes it from here and never from the campus itself.

use super::seen::{IncidentSight, LevelSight, PlanSight, RequestSight, StudentSight, TalkSight};
use super::{Grant, Right, TalkField};
use crate::campus::{
    Act, Campus, CareAct, ChangeAct, ChangeHead, ClassId, CommunityAct, Concern, CustodyAct, DutyAct, HandoverAct, HandoverHead,
    HandoverItem, Handovers, HygieneAct, IncidentHead, LeaveAct, LeaveHead, LevelRow, MarkHead, MoodAct, MoodHead, NewsHead, NewsState,
    Pattern, PersonAct, PlanHead, Presence, PutOff, RequestAct, RequestHead, RequestState, RoomMark, RoundAct, SearchAct, Seq, ShiftAct,
    ShiftId, SnoozeHead, StaffAct, StudentId, TalkAct, TalkHead, TalkState, User, UserId, VenueAct,
};

/// What one user may see and do.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    campus: &'a Campus,
    user: UserId,
    /// `None` for somebody who is unknown or was shut out: they see nothing.
    who: Option<&'a User>,
}

impl std::fmt::Debug for Sight<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sight").field("user", &self.user).finish_non_exhaustive()
    }
}

/// How a user stands to what they ask about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tie<'a> {
    /// They wrote it, have it in hand, or are it.
    pub(super) mine: bool,
    /// One of its readers shared it with them.
    pub(super) shared: bool,
    /// Whom it concerns.
    pub(super) students: &'a [StudentId],
}

impl Tie<'_> {
    pub(super) fn mine(mine: bool) -> Self {
        Self { mine, ..Self::default() }
    }
}

impl<'a> Sight<'a> {
    /// What `user` sees of `campus`.
    pub fn new(campus: &'a Campus, user: UserId) -> Self {
        Self { campus, user, who: campus.staff().user(user).filter(|it| it.active) }
    }

    /// What somebody sees who is shut out: nothing.
    pub fn of_nobody(campus: &'a Campus, user: UserId) -> Self {
        Self { campus, user, who: None }
    }

    /// The campus that is looked at.
    pub(super) fn campus(&self) -> &'a Campus {
        self.campus
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> crate::campus::Tz {
        self.campus.zone()
    }

    /// Who looks.
    pub(super) fn user(&self) -> UserId {
        self.user
    }

    /// The cell of the table.
    pub fn grant(&self, right: Right) -> Grant {
        self.who.map_or(Grant::No, |it| right.grant(it.role))
    }

    /// Whether a right is given without any condition.
    pub fn may(&self, right: Right) -> bool {
        self.grant(right) == Grant::Yes
    }

    /// Whether a right reaches what a user stands so to.
    pub(super) fn reaches(&self, right: Right, it: Tie<'_>) -> bool {
        let read = it.mine || it.shared;
        match self.grant(right) {
            Grant::No => false,
            Grant::Mine => it.mine,
            Grant::Reader | Grant::Glass => read,
            Grant::Own => read || it.students.iter().any(|id| self.leads(*id)),
            Grant::Department => {
                read || it.students.is_empty() || it.students.iter().any(|id| self.leads(*id) || self.is_of_department(*id))
            }
            Grant::Yes => true,
        }
    }

    fn leads(&self, student: StudentId) -> bool {
        let class = self.campus.people().student(student).and_then(|it| it.facts.class);
        self.who.zip(class).is_some_and(|(user, class)| user.classes.contains(&class))
    }

    fn is_of_department(&self, student: StudentId) -> bool {
        let people = self.campus.people();
        let Some(facts) = people.student(student).map(|it| &it.facts) else { return false };
        let of_class = || facts.class.and_then(|id| people.class(id)).and_then(|it| it.department);
        let theirs = facts.department.or_else(of_class);
        theirs.is_some() && theirs == self.who.and_then(|it| it.department)
    }

    /// A talk, as far as it is seen. `None` if not even that it took place.
    pub fn talk(self, head: &'a TalkHead) -> Option<TalkSight<'a>> {
        let it = TalkSight { sight: self, head };
        it.sees(TalkField::Happened).then_some(it)
    }

    /// The talks that are seen and stand, in the order of the logbook.
    pub fn talks(self) -> impl DoubleEndedIterator<Item = TalkSight<'a>> {
        let standing = self.campus.talks().heads().iter().filter(|it| it.state != TalkState::Withdrawn);
        standing.filter_map(move |it| self.talk(it))
    }

    /// A student's talks in the order they were held, as far as it is seen that they were with this student.
    pub fn talks_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = TalkSight<'a>> {
        self.campus.talks().of_student(student).filter_map(move |it| self.talk(it)).filter(|it| it.students().is_some())
    }

    /// The talks whose follow-up is owed, as far as that is seen, in the order they were logged.
    pub fn awaiting(self) -> impl Iterator<Item = TalkSight<'a>> {
        self.campus.talks().awaiting().filter_map(move |it| self.talk(it)).filter(|it| it.state().is_some())
    }

    /// A planned talk, as far as it is seen. `None` where it is not seen whom it is with and what is owed to them.
    pub fn plan(self, head: &'a PlanHead) -> Option<PlanSight<'a>> {
        let it = PlanSight { sight: self, head };
        (it.sees(TalkField::Students) && it.sees(TalkField::FollowUp)).then_some(it)
    }

    /// The talks that are still to be held, as far as they are seen, the next one first.
    pub fn open_plans(self) -> Vec<PlanSight<'a>> {
        let mut plans: Vec<_> = self.campus.talks().plans().open().filter_map(|it| self.plan(it)).collect();
        plans.sort_by_key(|it| (it.day(), it.when().at.is_none(), it.when().at, it.seq()));
        plans
    }

    /// A student's planned talks in the order they were planned, those taken back left out, as far as they are seen.
    pub fn plans_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = PlanSight<'a>> {
        self.campus.talks().plans().of_student(student).filter_map(move |it| self.plan(it))
    }

    /// An incident, as far as it is seen. `None` if not even that there is one.
    pub fn incident(self, head: &'a IncidentHead) -> Option<IncidentSight<'a>> {
        let it = IncidentSight { sight: self, head };
        it.reaches(Right::IncidentHappened).then_some(it)
    }

    /// The incidents that want somebody, as far as they are seen, in the order they were opened.
    pub fn open_incidents(self) -> impl DoubleEndedIterator<Item = IncidentSight<'a>> {
        self.campus.incidents().open().filter_map(move |it| self.incident(it))
    }

    /// Of those, what is no drill: what is counted, and what weighs in lists of people and places.
    pub fn real_incidents(self) -> impl DoubleEndedIterator<Item = IncidentSight<'a>> {
        self.open_incidents().filter(|it| !it.is_drill())
    }

    /// A student's incidents, oldest first, as far as it is seen that they concern this student.
    pub fn incidents_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = IncidentSight<'a>> {
        self.campus.incidents().of_student(student).filter_map(move |it| self.incident(it)).filter(|it| it.students().is_some())
    }

    /// A request, as far as it is seen. `None` if not even that there is one.
    pub fn request(self, head: &'a RequestHead) -> Option<RequestSight<'a>> {
        let it = RequestSight { sight: self, head };
        it.reaches(Right::RequestHappened).then_some(it)
    }

    /// The requests that are seen and stand, in the order of the logbook.
    pub fn requests(self) -> impl DoubleEndedIterator<Item = RequestSight<'a>> {
        let standing = self.campus.requests().heads().iter().filter(|it| it.state != RequestState::Withdrawn);
        standing.filter_map(move |it| self.request(it))
    }

    /// The requests to which an answer is owed, as far as they are seen, in the order they were opened.
    pub fn open_requests(self) -> impl DoubleEndedIterator<Item = RequestSight<'a>> {
        self.campus.requests().open().filter_map(move |it| self.request(it))
    }

    /// A student's requests, oldest first, as far as it is seen that they are theirs.
    pub fn requests_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = RequestSight<'a>> {
        self.campus.requests().of_student(student).filter_map(move |it| self.request(it)).filter(|it| it.reads())
    }

    /// A student.
    pub fn student(self, id: StudentId) -> Option<StudentSight<'a>> {
        Some(StudentSight { sight: self, id, it: self.campus.people().student(id)? })
    }

    /// A student's concern level as it stands; none where it is not seen.
    pub fn level(self, id: StudentId) -> Concern {
        self.student(id).and_then(|it| it.level()).unwrap_or_default()
    }

    /// What set a student's level, oldest first, as far as it is seen. The last one stands.
    pub fn levels_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = LevelSight<'a>> {
        let rows = self.campus.people().levels().of_student(student);
        rows.filter(move |it| self.sees_level_set(it)).map(move |row| LevelSight { sight: self, row })
    }

    /// What set the level that stands, as far as it is seen.
    pub fn standing_level(self, student: StudentId) -> Option<LevelSight<'a>> {
        let row = self.campus.people().levels().standing(student)?;
        self.sees_level_set(row).then_some(LevelSight { sight: self, row })
    }

    /// Whether it is seen that and when a level was set, beyond what it is now: of others' students that may point at a talk.
    pub fn sees_level_set(self, row: &LevelRow) -> bool {
        let mine = row.talk.is_none() && row.by == self.user;
        self.student(row.student).is_some_and(|it| it.level().is_some())
            && self.reaches(Right::StudentLevelSince, Tie { mine, students: &[row.student], ..Tie::default() })
    }

    /// Whether it is read why.
    pub(super) fn reads_level(self, row: &LevelRow) -> bool {
        self.sees_level_set(row)
            && self.reaches(Right::LevelWords, Tie { mine: row.by == self.user, students: &[row.student], ..Tie::default() })
    }

    /// Whether a must-talk mark is seen, and what was written about it.
    pub fn sees_mark(self, mark: &MarkHead) -> bool {
        let right = if mark.trigger.is_psychological() { Right::PsychMarkSeen } else { Right::MarkSeen };
        self.reaches(right, Tie { mine: mark.by == self.user, students: &[mark.student], ..Tie::default() })
    }

    /// The marks of a student that hold and are seen, oldest first.
    pub fn marks_of(self, student: StudentId) -> impl DoubleEndedIterator<Item = &'a MarkHead> {
        self.campus.care().marks_of(student).filter(move |it| self.sees_mark(it))
    }

    /// Whether it is seen that a student is put off, and why.
    pub fn sees_snooze(self, snooze: &SnoozeHead) -> bool {
        self.reaches(Right::SnoozeSeen, Tie { mine: snooze.by == self.user, ..Tie::default() })
    }

    /// Whether it is seen, of every normal talk with a student, that it was with them: what counts talks by student asks.
    pub fn follows(self, student: StudentId) -> bool {
        self.reaches(Right::NormalStudents, Tie { students: &[student], ..Tie::default() })
    }

    /// Whether a student is in one of one's own classes.
    pub fn leads_student(self, student: StudentId) -> bool {
        self.leads(student)
    }

    /// How a student was found in a night, as far as it is seen; `by` wrote it down. Present, or not to be seen, is `None`.
    pub fn whereabouts(self, by: UserId, mark: &RoomMark, student: StudentId) -> Option<Presence> {
        let (_, how) = mark.away.iter().find(|(id, _)| *id == student)?;
        self.sees_whereabouts(by, student).then_some(*how)
    }

    /// Whether it is seen where a student was in a night of which `by` wrote something down.
    pub fn sees_whereabouts(self, by: UserId, student: StudentId) -> bool {
        self.reaches(Right::Whereabouts, Tie { mine: by == self.user, students: &[student], ..Tie::default() })
    }

    /// Whether it is seen where a student was in any night, whoever wrote it down: what sums over many nights asks.
    pub fn sees_nights_of(self, student: StudentId) -> bool {
        self.reaches(Right::Whereabouts, Tie { students: &[student], ..Tie::default() })
    }

    /// Whether it is seen that a student is, or asked to be, on leave.
    pub fn sees_leave(self, leave: &LeaveHead) -> bool {
        self.sees_whereabouts(leave.by, leave.student)
    }

    /// Whether it is seen why.
    pub fn reads_leave(self, leave: &LeaveHead) -> bool {
        self.reaches(Right::LeaveWords, Tie { mine: leave.by == self.user, students: &[leave.student], ..Tie::default() })
    }

    /// Whether a search that `by` keeps is seen.
    pub fn sees_query(self, by: UserId) -> bool {
        self.reaches(Right::QueriesSeen, Tie::mine(by == self.user))
    }

    /// The searches this user keeps, name and line.
    pub fn queries(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let user = self.sees_query(self.user).then_some(self.user);
        user.into_iter().flat_map(move |user| self.campus.queries().of(user))
    }

    /// How this user put a hint of the watch off.
    pub fn put_off(self, pattern: &Pattern) -> Option<&'a PutOff> {
        let user = self.sees_query(self.user).then_some(self.user)?;
        self.campus.queries().put_offs().of(user, pattern)
    }

    /// Whether the mood of a class is seen, as `by` wrote it down.
    pub fn sees_mood(self, by: UserId, class: ClassId) -> bool {
        let mine = by == self.user || self.who.is_some_and(|it| it.classes.contains(&class));
        match self.grant(Right::MoodSeen) {
            // Of a class there are no students to ask about, only who leads it.
            Grant::Own => mine,
            Grant::Mine => by == self.user,
            grant => grant == Grant::Yes,
        }
    }

    /// A report of the mood of a class, if it is seen.
    pub fn mood(self, head: &'a MoodHead) -> Option<&'a MoodHead> {
        self.sees_mood(head.by, head.class).then_some(head)
    }

    /// Whether it is seen that `by` had a number of a student shown in full.
    pub fn sees_reveal(self, by: UserId, student: StudentId) -> bool {
        self.reaches(Right::RevealsSeen, Tie { mine: by == self.user, students: &[student], ..Tie::default() })
    }

    /// Whether the words of a piece of news are read.
    pub fn reads_news(self, head: &NewsHead) -> bool {
        head.state == NewsState::Published || self.reaches(Right::NewsWords, Tie::mine(head.by == self.user))
    }

    /// Whether it is seen what is counted of a user's work (考核).
    pub fn appraises(self, whose: UserId) -> bool {
        let mine = whose == self.user;
        match self.grant(Right::AppraisalSeen) {
            // Of a counselor there are no students to ask about, only which department is theirs.
            Grant::Department => {
                let theirs = self.campus.staff().user(whose).and_then(|it| it.department);
                mine || theirs.is_some() && theirs == self.who.and_then(|it| it.department)
            }
            Grant::Yes => true,
            grant => mine && grant != Grant::No,
        }
    }

    /// A user's phone, still to be masked.
    pub fn user_phone(self, id: UserId) -> Option<&'a str> {
        let phone = self.campus.staff().user(id).map(|it| &*it.phone)?;
        self.reaches(Right::UserPhone, Tie::mine(id == self.user)).then_some(phone)
    }

    /// Whether words are seen whose incident no copy holds any more, so that nobody knows whose it was: by who wrote them, and by who may read all.
    fn orphan(self, incident: Seq, by: UserId) -> bool {
        let is_lost = || self.campus.custody().lost().any(|it| (it.first..=it.last).contains(&incident));
        let reads_all = self.may(Right::IncidentWords) && self.may(Right::DistressWords);
        (by == self.user || reads_all) && is_lost()
    }

    /// Whether it is seen on what terms somebody serves.
    pub fn sees_terms(self, user: UserId) -> bool {
        self.reaches(Right::DutyTermsSeen, Tie::mine(user == self.user))
    }

    /// Whether it is seen why a change of the schedule is asked for, and of what kind a leave is. That it is asked for, everybody sees.
    pub fn reads_change(self, head: &ChangeHead) -> bool {
        let mine = [head.user, head.by].contains(&self.user) || head.other == Some(self.user);
        self.reaches(Right::ChangeWords, Tie::mine(mine))
    }

    /// Whether the duty log of a shift is read.
    pub fn reads_duty_log(self, shift: ShiftId) -> bool {
        let mine = self.campus.shifts().get(shift).is_some_and(|it| it.person == self.user);
        self.reaches(Right::DutyLogWords, Tie::mine(mine))
    }

    /// Whether a handover is read: by who gave it, who is to take it, and whom it concerns by their role.
    pub fn reads_handover(self, head: &HandoverHead) -> bool {
        let mine = head.by == self.user || Handovers::is_receiver(head, self.campus.shifts(), self.user);
        let took = head.settled.is_some_and(|(who, ..)| who == self.user);
        self.reaches(Right::HandoverWords, Tie::mine(mine || took))
    }

    /// Whether an item of a handover is seen, with whom it is about. Words about an item that is not seen are not shown either.
    pub fn sees_item(self, item: HandoverItem) -> bool {
        match item {
            HandoverItem::Incident(seq) => {
                let head = self.campus.incidents().get(seq);
                head.and_then(|it| self.incident(it)).is_some_and(|it| it.students().is_some())
            }
            HandoverItem::Search { day, student } => {
                self.campus.searches().get(day, student).is_some_and(|it| self.sees_whereabouts(it.by, student))
            }
            HandoverItem::FollowUp(seq) => {
                let head = self.campus.talks().get(seq);
                head.and_then(|it| self.talk(it)).is_some_and(|it| it.students().is_some() && it.followup().is_some())
            }
            HandoverItem::Leave(seq) => self.campus.leaves().get(seq).is_some_and(|it| self.sees_leave(it)),
            HandoverItem::Student(student) => self.student(student).is_some_and(|it| it.level().is_some()),
            HandoverItem::Round(_) | HandoverItem::Change(_) => true,
        }
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
    fn round_entry(self, by: UserId, act: &RoundAct) -> bool {
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

    /// Whether a record of custody that `by` made is seen.
    pub fn custody(self, by: UserId, act: &CustodyAct) -> bool {
        match act {
            CustodyAct::BackedUp { .. }
            | CustodyAct::Restored { .. }
            | CustodyAct::KeyRotated { .. }
            | CustodyAct::Salvaged { .. }
            | CustodyAct::RecoveryRenewed => self.may(Right::CustodySeen),
            CustodyAct::UnlocksFailed { user, .. } | CustodyAct::RecoveryUsed { user } => self.unlocks(*user),
            CustodyAct::GlassBroken { talk, .. } => self.glass(by, *talk),
            CustodyAct::Revealed { student, .. } => self.sees_reveal(by, *student),
            CustodyAct::Exported { .. } => self.reaches(Right::ExportsSeen, Tie::mine(by == self.user)),
            CustodyAct::ErasureProposed { .. } => self.erasure(by, None),
            CustodyAct::ErasureApproved { erasure } | CustodyAct::ErasureRejected { erasure, .. } | CustodyAct::Erased { erasure, .. } => {
                self.erasure(by, Some(*erasure))
            }
        }
    }

    /// Whether it is seen that somebody tried to come in as `user`.
    pub(super) fn unlocks(self, user: UserId) -> bool {
        self.reaches(Right::UnlocksSeen, Tie::mine(user == self.user))
    }

    /// Whether it is seen what `by` did about an erasure: whoever asked for it does.
    pub(super) fn erasure(self, by: UserId, erasure: Option<Seq>) -> bool {
        let asked = erasure.and_then(|id| self.campus.custody().erasure(id)).map(|(asked, _, _)| asked);
        self.reaches(Right::ErasuresSeen, Tie::mine(by == self.user || asked == Some(self.user)))
    }

    /// Whether it is seen that `by` broke the glass over a talk: its author does.
    pub(super) fn glass(self, by: UserId, talk: Seq) -> bool {
        let author = self.campus.talks().get(talk).map(|it| it.by);
        self.reaches(Right::GlassSeen, Tie::mine(by == self.user || author == Some(self.user)))
    }
}
