//! Leave (请假) and reporting back (销假): asked for, approved by whoever may approve so many days, over when the student is back.

use super::{Calendar, Day, LeaveRules, Paged, People, Refusal, Seq, Stamp, StudentId, Tz, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Why somebody is away (请假类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LeaveKind {
    /// 事假.
    Personal,
    /// 病假.
    Sick,
    /// 公假.
    Official,
    /// 回家、节假日离校.
    Home,
    /// 实习.
    Internship,
}

impl LeaveKind {
    /// All kinds in the order a form lists them.
    pub const ALL: [Self; 5] = [Self::Personal, Self::Sick, Self::Official, Self::Home, Self::Internship];
}

/// Who approves a leave of a certain length (审批权限).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approver {
    /// A counselor.
    Counselor,
    /// The department.
    Department,
    /// The student office.
    StudentOffice,
    /// The college.
    College,
}

/// A leave as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveAsked {
    /// Who.
    pub student: StudentId,
    /// From.
    pub from: Stamp,
    /// Until.
    pub until: Stamp,
    /// Why, in kind.
    pub kind: LeaveKind,
    /// Why and where to, in words.
    pub text: Box<str>,
}

/// Acts on leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeaveAct {
    /// A leave is asked for; its id is the number of this entry.
    Asked(LeaveAsked),
    /// It is approved.
    Approved {
        /// Which.
        leave: Seq,
    },
    /// It is declined.
    Declined {
        /// Which.
        leave: Seq,
        /// Why.
        text: Box<str>,
    },
    /// It is asked for no longer, or was given up.
    Withdrawn {
        /// Which.
        leave: Seq,
    },
    /// The student is back (销假).
    Returned {
        /// Which.
        leave: Seq,
        /// Since when.
        at: Stamp,
    },
    /// It stands again as it did before: what takes one of the others back.
    Restored {
        /// Which.
        leave: Seq,
        /// How it stands from now on.
        to: LeaveState,
    },
}

/// How a leave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LeaveState {
    /// 待批.
    Asked,
    /// 已批.
    Approved,
    /// 未批.
    Declined,
    /// 已撤.
    Withdrawn,
    /// 已销假, when.
    Returned(Stamp),
}

/// What the campus keeps of a leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveHead {
    /// The entry it was asked for in: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// Who goes.
    pub student: StudentId,
    /// From.
    pub from: Stamp,
    /// Until.
    pub until: Stamp,
    /// Why, in kind.
    pub kind: LeaveKind,
    /// How it stands.
    pub state: LeaveState,
    /// Who decided, and in which entry.
    pub decided: Option<(UserId, Seq)>,
}

/// All leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaves {
    pub(super) heads: Paged<LeaveHead>,
    of_student: HashMap<StudentId, Vec<u32>>,
    /// Asked for or approved and not yet over.
    standing: Vec<u32>,
}

/// Longest leave, in days.
pub const LEAVE_LIMIT_DAYS: i64 = 366;

impl Default for Leaves {
    fn default() -> Self {
        Self { heads: Paged::new(256), of_student: HashMap::new(), standing: Vec::new() }
    }
}

/// Days of a leave: begun ones count.
fn days(from: Stamp, until: Stamp) -> i64 {
    (until.minutes_since(from) + 24 * 60 - 1).div_euclid(24 * 60)
}

impl LeaveHead {
    /// How many days it lasts; begun ones count.
    pub fn days(&self) -> i64 {
        days(self.from, self.until)
    }

    /// Who approves it.
    pub fn approver(&self, rules: &LeaveRules) -> Approver {
        match self.days() {
            it if it <= i64::from(rules.counselor) => Approver::Counselor,
            it if it <= i64::from(rules.department) => Approver::Department,
            it if it <= i64::from(rules.student_office) => Approver::StudentOffice,
            _ => Approver::College,
        }
    }

    /// Whether the student is away, with leave, in the night of a duty date: over midnight.
    pub fn covers(&self, day: Day, zone: Tz) -> bool {
        let midnight = day.plus(1).at(zone, 0, 0);
        let back = match self.state {
            LeaveState::Approved => self.until,
            LeaveState::Returned(at) => at.min(self.until),
            LeaveState::Asked | LeaveState::Declined | LeaveState::Withdrawn => return false,
        };
        self.from <= midnight && midnight < back
    }

    /// The last day on which the student is to report back, once it is over.
    pub fn report_by(&self, rules: &LeaveRules, zone: Tz, calendar: &Calendar) -> Day {
        calendar.workdays_after(self.until.day(zone), rules.report_back.into())
    }
}

impl Leaves {
    /// All leaves in the order of the logbook.
    pub fn heads(&self) -> &[LeaveHead] {
        self.heads.rows()
    }

    /// One leave by its id.
    pub fn get(&self, seq: Seq) -> Option<&LeaveHead> {
        self.heads.by_seq(seq)
    }

    /// A student's leaves, oldest first.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &LeaveHead> {
        self.of_student.get(&id).into_iter().flatten().filter_map(|row| self.heads.get(*row as usize))
    }

    /// The leaves that wait for something: a decision, or the student's return.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &LeaveHead> {
        self.standing.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// Whether a student is away with leave in the night of a duty date.
    pub fn is_away(&self, id: StudentId, day: Day, zone: Tz) -> bool {
        self.of_student(id).any(|it| it.covers(day, zone))
    }

    /// Who should be back by `now` and has not said so: approved, over, not reported back; the longest overdue first.
    pub fn overdue(&self, now: Stamp) -> Vec<&LeaveHead> {
        let mut over: Vec<_> = self.standing().filter(|it| it.state == LeaveState::Approved && it.until <= now).collect();
        over.sort_by_key(|it| it.until);
        over
    }

    /// Who is to be back on a day.
    pub fn due_on(&self, day: Day, zone: Tz) -> impl Iterator<Item = &LeaveHead> {
        self.standing().filter(move |it| it.state == LeaveState::Approved && it.until.day(zone) == day)
    }

    pub(super) fn check(&self, people: &People, now: Stamp, act: &LeaveAct) -> Result<(), Refusal> {
        let known = |leave: &Seq| self.get(*leave).ok_or(Refusal::NoSuchLeave(*leave));
        let standing = |leave: &Seq, due: LeaveState| match known(leave)?.state {
            state if state == due => Ok(()),
            _ => Err(Refusal::LeaveSettled(*leave)),
        };
        match act {
            LeaveAct::Asked(it) => {
                super::check_students(people, &[it.student])?;
                super::check_text_len(&it.text)?;
                let days = days(it.from, it.until);
                if days <= 0 || days > LEAVE_LIMIT_DAYS {
                    return Err(Refusal::LeaveDays { days });
                }
                self.check_apart(it.student, it.from, it.until, None)
            }
            LeaveAct::Approved { leave } => standing(leave, LeaveState::Asked),
            LeaveAct::Declined { leave, text } => {
                standing(leave, LeaveState::Asked)?;
                super::check_text_len(text)?;
                if text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(()) }
            }
            LeaveAct::Withdrawn { leave } => match known(leave)?.state {
                LeaveState::Asked | LeaveState::Approved => Ok(()),
                _ => Err(Refusal::LeaveSettled(*leave)),
            },
            LeaveAct::Returned { leave, at } => {
                standing(leave, LeaveState::Approved)?;
                if *at > now.plus_minutes(5) {
                    return Err(Refusal::InFuture);
                }
                if *at < known(leave)?.from { Err(Refusal::LeaveDays { days: 0 }) } else { Ok(()) }
            }
            LeaveAct::Restored { leave, to } => {
                let it = known(leave)?;
                // Back to where a decision or a return had led from: nothing is approved in this way that was not approved before.
                let again = match to {
                    LeaveState::Asked => matches!(it.state, LeaveState::Approved | LeaveState::Declined),
                    LeaveState::Approved => matches!(it.state, LeaveState::Returned(_)),
                    LeaveState::Declined | LeaveState::Withdrawn | LeaveState::Returned(_) => false,
                };
                if !again {
                    return Err(Refusal::ChangedMeanwhile);
                }
                self.check_apart(it.student, it.from, it.until, Some(it.seq))
            }
        }
    }

    /// Nobody is away twice at once.
    fn check_apart(&self, student: StudentId, from: Stamp, until: Stamp, but: Option<Seq>) -> Result<(), Refusal> {
        let stands = |it: &&LeaveHead| matches!(it.state, LeaveState::Asked | LeaveState::Approved) && Some(it.seq) != but;
        let other = self.of_student(student).filter(stands).find(|it| from < it.until && it.from < until);
        other.map_or(Ok(()), |it| Err(Refusal::LeaveOverlaps(it.seq)))
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &LeaveAct) {
        let (leave, state) = match act {
            LeaveAct::Asked(it) => {
                let LeaveAsked { student, from, until, kind, .. } = *it;
                let row = self.heads.push(LeaveHead { seq, by, student, from, until, kind, state: LeaveState::Asked, decided: None });
                return self.index(row);
            }
            LeaveAct::Approved { leave } => (*leave, LeaveState::Approved),
            LeaveAct::Declined { leave, .. } => (*leave, LeaveState::Declined),
            LeaveAct::Withdrawn { leave } => (*leave, LeaveState::Withdrawn),
            LeaveAct::Returned { leave, at } => (*leave, LeaveState::Returned(*at)),
            LeaveAct::Restored { leave, to } => (*leave, *to),
        };
        let Some(row) = self.heads.row_of(leave) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        it.state = state;
        match state {
            LeaveState::Asked => it.decided = None,
            LeaveState::Approved | LeaveState::Declined if !matches!(act, LeaveAct::Restored { .. }) => it.decided = Some((by, seq)),
            _ => {}
        }
        let waits = matches!(state, LeaveState::Asked | LeaveState::Approved);
        match (waits, self.standing.binary_search(&(row as u32))) {
            (true, Err(at)) => self.standing.insert(at, row as u32),
            (false, Ok(at)) => {
                self.standing.remove(at);
            }
            _ => {}
        }
    }

    fn index(&mut self, row: usize) {
        let Some(it) = self.heads.get(row) else { return };
        if matches!(it.state, LeaveState::Asked | LeaveState::Approved) {
            self.standing.push(row as u32);
        }
        self.of_student.entry(it.student).or_default().push(row as u32);
    }

    pub(super) fn reindex(&mut self) {
        self.standing.clear();
        self.of_student.clear();
        (0..self.heads.len()).for_each(|row| self.index(row));
    }
}
