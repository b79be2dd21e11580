//! Care for single students (关心关爱): their concern level as an act of its own, what one must talk about with them (必谈), and who is put off
//! for a while (暂缓).

use super::{Concern, Day, LevelRow, Paged, People, Refusal, Rules, Seq, Staff, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What makes a talk a must (必谈情形).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trigger {
    /// 成绩下滑.
    FallingMarks,
    /// 获奖.
    Prize,
    /// 经济困难.
    Poverty,
    /// 家庭变故.
    Upheaval,
    /// 处分.
    Sanction,
    /// 沉迷网络.
    Gaming,
    /// 心理困扰.
    Distress,
    /// 少数民族.
    Minority,
    /// 党员.
    Party,
    /// 欠费.
    Arrears,
    /// 学生干部.
    Officer,
    /// 挂科.
    FailedCourse,
}

impl Trigger {
    /// All of them in the order a form lists them: those that are marked most come first.
    pub const ALL: [Self; 12] = [
        Self::FallingMarks,
        Self::FailedCourse,
        Self::Sanction,
        Self::Arrears,
        Self::Prize,
        Self::Poverty,
        Self::Upheaval,
        Self::Gaming,
        Self::Distress,
        Self::Minority,
        Self::Party,
        Self::Officer,
    ];

    /// Whether it speaks of the student's soul, so that only readers of psychological talks see it.
    pub fn is_psychological(self) -> bool {
        self == Self::Distress
    }

    /// Whether it comes from the roster's columns that only few see (民族、政治面貌).
    pub fn is_background(self) -> bool {
        matches!(self, Self::Minority | Self::Party)
    }
}

/// A change of a student's concern level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelChange {
    /// Whose.
    pub student: StudentId,
    /// As it was.
    pub before: Concern,
    /// As it is from now on; the same again where it was looked at and stays.
    pub after: Concern,
    /// Until when; as the presets have it where nothing is said.
    pub until: Option<Day>,
    /// Who looks at it again then.
    pub reviewer: Option<UserId>,
    /// Why.
    pub reason: Box<str>,
}

/// A mark that one must talk to a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// To whom.
    pub student: StudentId,
    /// About what.
    pub trigger: Trigger,
    /// The day it happened.
    pub day: Day,
    /// What there is to know; may be empty.
    pub reason: Box<str>,
}

/// A student who is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snoozed {
    /// Who.
    pub student: StudentId,
    /// The day on which they are in the list again.
    pub until: Day,
    /// Why.
    pub reason: Box<str>,
}

/// Acts of care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CareAct {
    /// A concern level is set, or looked at again and left.
    LevelSet(LevelChange),
    /// A level that an act of care set is taken back.
    LevelWithdrawn {
        /// The entry that set it.
        change: Seq,
    },
    /// A student is marked; the mark is known by the number of this entry.
    Marked(Marked),
    /// A mark holds no longer, or was a mistake.
    MarkWithdrawn {
        /// Which.
        mark: Seq,
    },
    /// Whoever acts puts a student off in their own list.
    Snoozed(Snoozed),
    /// And takes them up again.
    SnoozeWithdrawn {
        /// Which.
        snooze: Seq,
    },
}

/// What the campus keeps of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkHead {
    /// The entry: its id.
    pub seq: Seq,
    /// When it was set.
    pub at: Stamp,
    /// Who set it.
    pub by: UserId,
    /// Who is marked.
    pub student: StudentId,
    /// What for.
    pub trigger: Trigger,
    /// The day it happened.
    pub day: Day,
    /// It holds no longer.
    pub withdrawn: bool,
}

/// What the campus keeps of a student put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnoozeHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who put them off, in their own list.
    pub by: UserId,
    /// Who is put off.
    pub student: StudentId,
    /// The day on which they are in the list again.
    pub until: Day,
    /// Taken up again.
    pub withdrawn: bool,
}

/// All marks, and everybody who was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    pub(super) marks: Paged<MarkHead>,
    pub(super) snoozes: Paged<SnoozeHead>,
    of_student: HashMap<StudentId, Vec<u32>>,
}

/// Longest reason of an act of care, in characters.
pub const CARE_REASON_LIMIT: usize = 500;
/// Farthest day up to which a level may hold, in days.
pub const LEVEL_LIMIT_DAYS: i32 = 366;

impl Default for Care {
    fn default() -> Self {
        Self { marks: Paged::new(128), snoozes: Paged::new(128), of_student: HashMap::new() }
    }
}

impl Care {
    /// One mark by its id, those that hold no longer included.
    pub fn mark(&self, seq: Seq) -> Option<&MarkHead> {
        self.marks.by_seq(seq)
    }

    /// All marks in the order of the logbook, those that hold no longer included.
    pub fn marks(&self) -> &[MarkHead] {
        self.marks.rows()
    }

    /// The marks of a student that hold, oldest first. Whether a talk has answered one is for who asks to find out.
    pub fn marks_of(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &MarkHead> {
        let rows = self.of_student.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.marks.get(*row as usize)).filter(|it| !it.withdrawn)
    }

    /// One student put off, by its id, those taken up again included.
    pub fn snooze(&self, seq: Seq) -> Option<&SnoozeHead> {
        self.snoozes.by_seq(seq)
    }

    /// Whom `user` has put off beyond `today`, oldest first; of a student put off twice the last one counts.
    pub fn snoozes_of(&self, user: UserId, today: Day) -> impl Iterator<Item = &SnoozeHead> {
        self.snoozes.rows().iter().filter(move |it| it.by == user && !it.withdrawn && it.until > today)
    }

    /// `now` is who acts, when, and which day that is.
    pub(super) fn check(
        &self,
        (people, staff): (&People, &Staff),
        rules: &Rules,
        now: (UserId, Stamp, Day),
        act: &CareAct,
    ) -> Result<(), Refusal> {
        let (by, _, today) = now;
        let known = |id: StudentId| super::check_students(people, &[id]);
        match act {
            CareAct::LevelSet(it) => {
                known(it.student)?;
                super::check_len(&it.reason, CARE_REASON_LIMIT)?;
                check_level(people, staff, rules, today, it)
            }
            CareAct::LevelWithdrawn { change } => {
                let row = people.levels().of_care(*change).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchLevel(*change))?;
                if row.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
            CareAct::Marked(it) => {
                known(it.student)?;
                super::check_len(&it.reason, CARE_REASON_LIMIT)?;
                if it.day > today {
                    return Err(Refusal::InFuture);
                }
                let again = self.marks_of(it.student).any(|mark| (mark.trigger, mark.day) == (it.trigger, it.day));
                if again { Err(Refusal::MarkedAlready(it.student)) } else { Ok(()) }
            }
            CareAct::MarkWithdrawn { mark } => self.mark(*mark).filter(|it| !it.withdrawn).map(|_| ()).ok_or(Refusal::NoSuchMark(*mark)),
            CareAct::Snoozed(it) => {
                known(it.student)?;
                super::check_len(&it.reason, CARE_REASON_LIMIT)?;
                if it.reason.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                if it.until <= today {
                    return Err(Refusal::UntilPast { day: it.until, today });
                }
                let most = i32::from(rules.care.snooze_days);
                if it.until.since(today) > most { Err(Refusal::SnoozeTooLong { most }) } else { Ok(()) }
            }
            CareAct::SnoozeWithdrawn { snooze } => {
                let it = self.snooze(*snooze).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchSnooze(*snooze))?;
                if it.by == by { Ok(()) } else { Err(Refusal::NotYours) }
            }
        }
    }

    /// `now` is the entry, when it was written, by whom, and which day that was.
    pub(super) fn apply(&mut self, people: &mut People, now: (Seq, Stamp, UserId, Day), act: &CareAct) {
        let (seq, at, by, today) = now;
        let exists = |id: StudentId| people.student(id).is_some();
        match act {
            CareAct::LevelSet(it) => {
                let LevelChange { student, after: level, until, reviewer, .. } = *it;
                people.set_level(LevelRow { seq, at, day: today, by, student, level, talk: None, until, reviewer, withdrawn: false });
            }
            CareAct::LevelWithdrawn { change } => people.withdraw_levels(|it| it.seq == *change && it.talk.is_none()),
            CareAct::Marked(it) => {
                let Marked { student, trigger, day, .. } = *it;
                // A hostile entry may mark nobody; such a mark is of no use to anybody.
                if exists(student) {
                    let row = self.marks.push(MarkHead { seq, at, by, student, trigger, day, withdrawn: false });
                    self.of_student.entry(student).or_default().push(row as u32);
                }
            }
            CareAct::MarkWithdrawn { mark } => {
                if let Some(it) = self.marks.by_seq_mut(*mark) {
                    it.withdrawn = true;
                }
            }
            CareAct::Snoozed(it) => {
                let Snoozed { student, until, .. } = *it;
                if exists(student) {
                    self.snoozes.push(SnoozeHead { seq, by, student, until, withdrawn: false });
                }
            }
            CareAct::SnoozeWithdrawn { snooze } => {
                if let Some(it) = self.snoozes.by_seq_mut(*snooze) {
                    it.withdrawn = true;
                }
            }
        }
    }

    pub(super) fn reindex(&mut self) {
        self.of_student.clear();
        for (row, it) in self.marks.rows().iter().enumerate() {
            self.of_student.entry(it.student).or_default().push(row as u32);
        }
    }
}

/// A level is as it stands, holds for a reasonable time, and where the presets ask for it says why, until when and who looks at it again.
fn check_level(people: &People, staff: &Staff, rules: &Rules, today: Day, it: &LevelChange) -> Result<(), Refusal> {
    let standing = people.student(it.student).map_or(Concern::None, |it| it.level);
    if standing != it.before {
        return Err(Refusal::ChangedMeanwhile);
    }
    if standing == Concern::None && it.after == Concern::None {
        return Err(Refusal::NoLevel(it.student));
    }
    if let Some(day) = it.until {
        if day < today {
            return Err(Refusal::UntilPast { day, today });
        }
        if day.since(today) > LEVEL_LIMIT_DAYS {
            return Err(Refusal::DaysSpan { days: day.since(today) });
        }
    }
    if let Some(reviewer) = it.reviewer {
        staff.user(reviewer).filter(|it| it.active).ok_or(Refusal::NoSuchUser(reviewer))?;
    }
    let demands = |level| rules.care.demands(level);
    if it.reason.trim().is_empty() && (demands(it.before) || demands(it.after)) {
        return Err(Refusal::ReasonNeeded);
    }
    if demands(it.after) && (it.until.is_none() || it.reviewer.is_none()) { Err(Refusal::ReviewNeeded) } else { Ok(()) }
}
