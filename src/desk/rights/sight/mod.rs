//! What a user sees of the campus: the table, asked about one talk, one incident, one student at a time.
//!
//! Whatever shows, lists, filters, counts or signs something of a person takes it from here and never from the campus itself.

mod custody;
mod entry;
mod people;

use crate::campus::{
    Campus, ChangeHead, HandoverHead, HandoverItem, Handovers, IncidentHead, PlanHead, RequestHead, RequestState, ShiftId, StudentId,
    TalkHead, TalkState, User, UserId,
};
use crate::desk::rights::seen::{IncidentSight, PlanSight, RequestSight, TalkSight};
use crate::desk::rights::{Grant, Right, TalkField};

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
pub(in crate::desk::rights) struct Tie<'a> {
    /// They wrote it, have it in hand, or are it.
    pub(in crate::desk::rights) mine: bool,
    /// One of its readers shared it with them.
    pub(in crate::desk::rights) shared: bool,
    /// Whom it concerns.
    pub(in crate::desk::rights) students: &'a [StudentId],
}

impl Tie<'_> {
    pub(in crate::desk::rights) fn mine(mine: bool) -> Self {
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
    pub(in crate::desk::rights) fn campus(&self) -> &'a Campus {
        self.campus
    }

    /// The zone in which times are shown.
    pub fn zone(&self) -> crate::campus::Tz {
        self.campus.zone()
    }

    /// Who looks.
    pub(in crate::desk::rights) fn user(&self) -> UserId {
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
    pub(in crate::desk::rights) fn reaches(&self, right: Right, it: Tie<'_>) -> bool {
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
}
