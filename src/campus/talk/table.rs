//! All talks (谈心谈话) by student and by what still awaits something.

use super::{SealedNote, TalkAct, TalkDetail, TalkHead, TalkLogged, TalkState};
use crate::campus::paged::ByStudent;
use crate::campus::{Day, LevelRow, Paged, People, Plans, Seq, Spot, Stamp, StudentId, UserId};
use smallvec::SmallVec;

/// All talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talks {
    pub(in crate::campus) heads: Paged<TalkHead>,
    pub(in crate::campus) plans: Plans,
    /// The rows of each student's talks, in the order they were held.
    of_student: ByStudent,
    awaiting: Vec<u32>,
}

impl Default for Talks {
    fn default() -> Self {
        Self { heads: Paged::new(128), plans: Plans::default(), of_student: ByStudent::default(), awaiting: Vec::new() }
    }
}

impl Talks {
    /// Planned talks.
    pub fn plans(&self) -> &Plans {
        &self.plans
    }

    /// All talks in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[TalkHead] {
        self.heads.rows()
    }

    /// One talk by its id.
    pub fn get(&self, seq: Seq) -> Option<&TalkHead> {
        self.heads.by_seq(seq)
    }

    /// Puts the readers of today over those of an earlier day.
    pub(in crate::campus) fn carry_readers(&mut self, today: &Self) {
        self.heads.carry_readers(&today.heads);
        self.plans.carry_readers(&today.plans);
    }

    /// A student's talks in the order they were held, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &TalkHead> {
        let rows = self.of_student.rows(id);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != TalkState::Withdrawn)
    }

    /// The talks whose follow-up is owed, in the order they were logged.
    pub fn awaiting(&self) -> impl Iterator<Item = &TalkHead> {
        self.awaiting.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// `now` is the entry, when it was written, by whom, and which day that was.
    pub(in crate::campus) fn apply(&mut self, people: &mut People, now: (Seq, Stamp, UserId, Day), act: &TalkAct) {
        let (seq, at, by, _) = now;
        match act {
            TalkAct::Logged(it) => self.log(people, now, it, &TalkDetail::default(), None),
            TalkAct::Recorded(it) => self.log(people, now, &it.talk, &it.detail, None),
            TalkAct::LoggedSealed(it) => {
                self.log(people, now, &it.talk, &TalkDetail::default(), Some(readers_of(&it.note)));
            }
            TalkAct::RecordedSealed(it) => {
                self.log(people, now, &it.record.talk, &it.record.detail, Some(readers_of(&it.note)));
            }
            TalkAct::Planned(it) => self.plans.add(seq, by, it, None, people.students.len()),
            TalkAct::PlannedSealed(it) => self.plans.add(seq, by, &it.plan, Some(readers_of(&it.note)), people.students.len()),
            TalkAct::PlanMoved { plan, to, .. } => self.plans.set_time(seq, *plan, to),
            TalkAct::PlanCancelled { plan, .. } | TalkAct::PlanCancelledSealed { plan, .. } => self.plans.cancel(*plan, seq),
            TalkAct::PlanRestored { plan } => self.plans.restore(*plan),
            TalkAct::PlanWithdrawn { plan } => self.plans.withdraw(*plan),
            TalkAct::Amended { talk, .. } | TalkAct::AmendedSealed { talk, .. } => self.change(*talk, |head| {
                head.amended.push(seq);
                head.more.push(seq);
            }),
            TalkAct::Attached { talk, .. } => self.change(*talk, |head| head.files.push(seq)),
            TalkAct::AttachedSealed { talk, .. } => self.change(*talk, |head| {
                head.files.push(seq);
                head.more.push(seq);
            }),
            TalkAct::FileTaken { .. } => {}
            TalkAct::ReaderAdded { talk, reader, .. } => self.change(*talk, |head| {
                head.more.push(seq);
                if let Some(readers) = head.readers.as_mut().filter(|it| !it.contains(reader)) {
                    readers.push(*reader);
                }
            }),
            TalkAct::ReaderRemoved { talk, reader } => self.change(*talk, |head| {
                if let Some(readers) = &mut head.readers {
                    readers.retain(|it| it != reader);
                }
            }),
            TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. } => {
                self.change(*talk, |head| {
                    head.more.push(seq);
                    head.closed = Some(seq);
                    head.settled = Some(at);
                });
                self.set_state(*talk, TalkState::Closed);
            }
            TalkAct::Reopened { talk } => {
                self.change(*talk, |head| (head.closed, head.settled) = (None, None));
                self.set_state(*talk, TalkState::Awaiting);
            }
            TalkAct::Withdrawn { talk, .. } => {
                let Some(head) = self.get(*talk).cloned() else { return };
                people.withdraw_levels(|it| it.talk == Some(*talk));
                self.set_state(*talk, TalkState::Withdrawn);
                if let Some(plan) = head.plan {
                    self.plans.unhold(plan, *talk);
                }
                // The promise stands again, unless the talk that made it was taken back too, or another has kept it meanwhile.
                let kept = |earlier| self.heads.rows().iter().any(|it| it.answers == Some(earlier) && it.state != TalkState::Withdrawn);
                let closed = |earlier| self.get(earlier).is_some_and(|it| it.state == TalkState::Closed && it.followup.is_some());
                if let Some(earlier) = head.answers.filter(|earlier| closed(*earlier) && !kept(*earlier)) {
                    self.change(earlier, |head| head.settled = None);
                    self.set_state(earlier, TalkState::Awaiting);
                }
            }
        }
    }

    fn log(
        &mut self,
        people: &mut People,
        (seq, at, by, day): (Seq, Stamp, UserId, Day),
        it: &TalkLogged,
        detail: &TalkDetail,
        readers: Option<SmallVec<[UserId; 4]>>,
    ) {
        let state = if it.followup.is_some() { TalkState::Awaiting } else { TalkState::Closed };
        let row = self.heads.push(TalkHead {
            seq,
            by,
            students: it.students.clone(),
            held: it.held,
            topic: it.topic,
            way: it.way,
            place: it.place.clone(),
            level: it.level,
            followup: it.followup,
            visibility: it.visibility,
            answers: it.answers,
            state,
            readers,
            more: SmallVec::new(),
            minutes: detail.minutes,
            until: detail.until.filter(|_| it.level.is_some()),
            plan: detail.plan,
            amended: SmallVec::new(),
            files: SmallVec::new(),
            closed: None,
            settled: None,
        });
        if let Some(level) = it.level {
            for student in it.students.iter().copied() {
                let (talk, until, reviewer) = (Some(seq), detail.until, None);
                people.set_level(LevelRow { seq, at, day, by, student, level, talk, until, reviewer, withdrawn: false });
            }
        }
        self.index(row, people.students.len());
        if let Some(earlier) = it.answers {
            self.change(earlier, |head| head.settled = Some(it.held));
            self.set_state(earlier, TalkState::Closed);
        }
        if let Some(plan) = detail.plan {
            self.plans.hold(plan, seq);
        }
    }

    /// A place in words goes with the words of the talk.
    pub(in crate::campus) fn erase(&mut self, talk: Seq) {
        self.change(talk, |head| head.place = head.place.take().filter(|it| !matches!(it, Spot::Words(_))));
        self.plans.erase(talk);
    }

    /// Nobody can be talked to any more whom `gone` says is gone: follow-ups promised to none but them are no longer owed.
    pub(in crate::campus) fn release(&mut self, student: StudentId, gone: impl Fn(&StudentId) -> bool) {
        let owed = self.awaiting().filter(|it| it.students.contains(&student) && it.students.iter().all(&gone));
        let owed: Vec<Seq> = owed.map(|it| it.seq).collect();
        owed.into_iter().for_each(|talk| self.set_state(talk, TalkState::Closed));
        self.plans.release(student, gone);
    }

    fn change(&mut self, talk: Seq, change: impl FnOnce(&mut TalkHead)) {
        if let Some(head) = self.heads.by_seq_mut(talk) {
            change(head);
        }
    }

    fn set_state(&mut self, talk: Seq, state: TalkState) {
        let Some(row) = self.heads.row_of(talk) else { return };
        if let Some(it) = self.heads.get_mut(row) {
            it.state = state;
        }
        self.awaiting.retain(|it| *it as usize != row);
        if state == TalkState::Awaiting {
            let at = self.awaiting.partition_point(|it| (*it as usize) < row);
            self.awaiting.insert(at, row as u32);
        }
    }

    fn index(&mut self, row: usize, students: usize) {
        let Some(head) = self.heads.get(row) else { return };
        for id in &head.students {
            let Some(rows) = self.of_student.rows_mut(*id, students) else { continue };
            let is_before = |other: &u32| self.heads.get(*other as usize).is_some_and(|it| it.held <= head.held);
            // A talk is mostly logged after those before it; one of an old ledger finds its place among them.
            let at = if rows.last().is_none_or(is_before) { rows.len() } else { rows.partition_point(is_before) };
            rows.insert(at, row as u32);
        }
        if head.state == TalkState::Awaiting {
            self.awaiting.push(row as u32);
        }
    }

    pub(in crate::campus) fn reindex(&mut self, students: usize) {
        (self.of_student, self.awaiting) = (ByStudent::default(), Vec::new());
        (0..self.heads.len()).for_each(|row| self.index(row, students));
        self.plans.reindex(students);
    }
}

fn readers_of(note: &SealedNote) -> SmallVec<[UserId; 4]> {
    note.keys.iter().filter(|key| !key.glass).map(|key| key.reader).collect()
}
