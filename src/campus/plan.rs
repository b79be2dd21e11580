//! Talks that are meant to be held (计划谈话): for a day, then for a time and place that were agreed (预约), until they are held or called off.

use super::paged::ByStudent;
use super::{Day, Paged, Refusal, Seq, Spot, Stamp, StudentId, Topic, UserId, Visibility, Way};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// For when, and where, a talk is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTime {
    /// The day.
    pub day: Day,
    /// The time that was agreed with the students; `None` while only the day is meant.
    pub at: Option<Stamp>,
    /// Where.
    pub place: Option<Spot>,
}

impl PlanTime {
    /// Without a place in words.
    pub(super) fn wordless(&self) -> Self {
        Self { place: self.place.clone().filter(|it| !matches!(it, Spot::Words(_))), ..self.clone() }
    }
}

/// A talk as it is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkPlan {
    /// With whom; at least one.
    pub students: SmallVec<[StudentId; 2]>,
    /// For when, and where.
    pub when: PlanTime,
    /// About what.
    pub topic: Topic,
    /// How.
    pub way: Way,
    /// Who may read what it is to be about.
    pub visibility: Visibility,
    /// The talk whose follow-up it is to be.
    pub answers: Option<Seq>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What it is to be about; may be empty.
    pub text: Box<str>,
}

/// How a planned talk stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlanState {
    /// Meant for a day (已计划).
    Planned,
    /// The time is agreed (已预约).
    Booked,
    /// It took place (已谈).
    Held,
    /// Called off, with a reason (已取消).
    Cancelled,
    /// Taken back as a mistake.
    Withdrawn,
}

impl PlanState {
    /// Whether the talk is still to be held.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Booked)
    }

    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Booked => "booked",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What the campus keeps of a planned talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHead {
    /// The entry it was planned in: its id.
    pub seq: Seq,
    /// Who planned it.
    pub by: UserId,
    /// With whom.
    pub students: SmallVec<[StudentId; 2]>,
    /// For when, and where.
    pub when: PlanTime,
    /// The entry that said so last.
    pub set_in: Seq,
    /// About what.
    pub topic: Topic,
    /// How.
    pub way: Way,
    /// Who may read what it is to be about.
    pub visibility: Visibility,
    /// The talk whose follow-up it is to be.
    pub answers: Option<Seq>,
    /// How it stands.
    pub state: PlanState,
    /// The talk it became.
    pub held: Option<Seq>,
    /// The entry that called it off.
    pub cancelled: Option<Seq>,
    /// Where its words are sealed to readers: who they are.
    pub readers: Option<SmallVec<[UserId; 4]>>,
}

impl PlanHead {
    /// Whether its words are sealed to readers.
    pub fn is_sealed(&self) -> bool {
        self.readers.is_some()
    }

    /// Whether a user is among those its words are sealed to.
    pub fn has_reader(&self, user: UserId) -> bool {
        self.readers.as_ref().is_some_and(|it| it.contains(&user))
    }

    /// How it stands while it is open.
    fn open_state(&self) -> PlanState {
        if self.when.at.is_some() { PlanState::Booked } else { PlanState::Planned }
    }
}

/// How far ahead a talk may be planned, in days.
pub const PLAN_LIMIT_DAYS: i32 = 400;

/// All planned talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plans {
    pub(super) heads: Paged<PlanHead>,
    of_student: ByStudent,
    open: Vec<u32>,
}

impl Default for Plans {
    fn default() -> Self {
        Self { heads: Paged::new(128), of_student: ByStudent::default(), open: Vec::new() }
    }
}

impl Plans {
    /// Puts the readers of today over those of an earlier day.
    pub(super) fn carry_readers(&mut self, today: &Self) {
        self.heads.carry_readers(&today.heads);
    }

    /// All of them in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[PlanHead] {
        self.heads.rows()
    }

    /// One by its id.
    pub fn get(&self, seq: Seq) -> Option<&PlanHead> {
        self.heads.by_seq(seq)
    }

    /// A student's planned talks, in the order they were planned, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &PlanHead> {
        let rows = self.of_student.rows(id);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != PlanState::Withdrawn)
    }

    /// Those still to be held, in the order they were planned.
    pub fn open(&self) -> impl Iterator<Item = &PlanHead> {
        self.open.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// One that is still to be held.
    pub(super) fn check_open(&self, plan: Seq) -> Result<&PlanHead, Refusal> {
        let head = self.get(plan).filter(|it| it.state != PlanState::Withdrawn).ok_or(Refusal::NoSuchPlan(plan))?;
        if head.state.is_open() { Ok(head) } else { Err(Refusal::PlanSettled(plan)) }
    }

    pub(super) fn check_moved(&self, plan: Seq, from: &PlanTime, to: &PlanTime, today: Day, zone: super::Tz) -> Result<(), Refusal> {
        let head = self.check_open(plan)?;
        if head.when != *from {
            return Err(Refusal::ChangedMeanwhile);
        }
        check_time(to, today, zone)
    }

    pub(super) fn add(&mut self, seq: Seq, by: UserId, it: &TalkPlan, readers: Option<SmallVec<[UserId; 4]>>, students: usize) {
        let TalkPlan { students: with, when, topic, way, visibility, answers, .. } = it.clone();
        let state = if when.at.is_some() { PlanState::Booked } else { PlanState::Planned };
        let row = self.heads.push(PlanHead {
            seq,
            by,
            students: with,
            when,
            set_in: seq,
            topic,
            way,
            visibility,
            answers,
            state,
            held: None,
            cancelled: None,
            readers,
        });
        self.index(row, students);
    }

    pub(super) fn set_time(&mut self, seq: Seq, plan: Seq, to: &PlanTime) {
        self.change(plan, |head| {
            head.when = to.clone();
            head.set_in = seq;
            if head.state.is_open() {
                head.state = head.open_state();
            }
        });
    }

    /// It was held: this talk came of it.
    pub(super) fn hold(&mut self, plan: Seq, talk: Seq) {
        self.change(plan, |head| (head.state, head.held) = (PlanState::Held, Some(talk)));
    }

    /// It was not held after all, unless another talk came of it.
    pub(super) fn unhold(&mut self, plan: Seq, talk: Seq) {
        self.change(plan, |head| {
            if head.held == Some(talk) {
                (head.state, head.held) = (head.open_state(), None);
            }
        });
    }

    pub(super) fn cancel(&mut self, plan: Seq, seq: Seq) {
        self.change(plan, |head| (head.state, head.cancelled) = (PlanState::Cancelled, Some(seq)));
    }

    pub(super) fn restore(&mut self, plan: Seq) {
        self.change(plan, |head| {
            if head.state == PlanState::Cancelled {
                (head.state, head.cancelled) = (head.open_state(), None);
            }
        });
    }

    pub(super) fn withdraw(&mut self, plan: Seq) {
        self.change(plan, |head| head.state = PlanState::Withdrawn);
    }

    /// A place in words goes with the words of the entry that said it.
    pub(super) fn erase(&mut self, entry: Seq) {
        let rows: Vec<Seq> = self.heads.rows().iter().filter(|it| it.set_in == entry).map(|it| it.seq).collect();
        rows.into_iter().for_each(|plan| self.change(plan, |head| head.when = head.when.wordless()));
    }

    /// What was planned with none but people who are gone will not be held.
    pub(super) fn release(&mut self, student: StudentId, gone: impl Fn(&StudentId) -> bool) {
        let theirs = self.open().filter(|it| it.students.contains(&student) && it.students.iter().all(&gone));
        let theirs: Vec<Seq> = theirs.map(|it| it.seq).collect();
        theirs.into_iter().for_each(|plan| self.withdraw(plan));
    }

    fn change(&mut self, plan: Seq, change: impl FnOnce(&mut PlanHead)) {
        let Some(row) = self.heads.row_of(plan) else { return };
        let Some(head) = self.heads.get_mut(row) else { return };
        change(head);
        let open = head.state.is_open();
        self.open.retain(|it| *it as usize != row);
        if open {
            let at = self.open.partition_point(|it| (*it as usize) < row);
            self.open.insert(at, row as u32);
        }
    }

    fn index(&mut self, row: usize, students: usize) {
        let Some(head) = self.heads.get(row) else { return };
        for id in &head.students {
            if let Some(rows) = self.of_student.rows_mut(*id, students) {
                rows.push(row as u32);
            }
        }
        if head.state.is_open() {
            self.open.push(row as u32);
        }
    }

    pub(super) fn reindex(&mut self, students: usize) {
        (self.of_student, self.open) = (ByStudent::default(), Vec::new());
        (0..self.heads.len()).for_each(|row| self.index(row, students));
    }
}

/// A plan lies ahead, not too far, and its time on its day.
pub(super) fn check_time(when: &PlanTime, today: Day, zone: super::Tz) -> Result<(), Refusal> {
    if when.day < today {
        return Err(Refusal::PlanInPast { day: when.day, today });
    }
    if when.at.is_some_and(|at| at.day(zone) != when.day) || today.plus(PLAN_LIMIT_DAYS) < when.day {
        return Err(Refusal::PlanDay(when.day));
    }
    Ok(())
}
