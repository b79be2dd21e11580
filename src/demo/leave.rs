//! Leaves (请假) of the last weeks: asked for, approved by whoever may, most of them over; some not reported back, some asked for today.

use super::agenda::Todo;
use super::dice::{Dice, For};
use super::night::phrase;
use super::people::Body;
use super::staff::{CHEN, Crew};
use super::year::{Year, ZONE};
use crate::campus::{Act, Day, DepartmentId, LeaveAct, LeaveAsked, LeaveKind, Role, Stamp, StudentId, UserId};
use chrono::{Datelike as _, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Nights looked back.
const NIGHTS: i32 = 30;
/// One leave to so many students, and so many of them asked for today.
const STUDENTS_A_LEAVE: usize = 12;
const ASKED_TODAY: usize = 9;

/// A leave as planned.
#[derive(Debug, Clone)]
pub(super) struct PlannedLeave {
    student: usize,
    asked: Stamp,
    from: Stamp,
    until: Stamp,
    kind: LeaveKind,
    /// When it is decided, and by whom; still waiting where it is not.
    decided: Option<(Stamp, UserId)>,
    declined: bool,
    /// When the student reports back; not at all, or not yet.
    back: Option<Stamp>,
}

/// All of them, each student's in a row.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    planned: Vec<PlannedLeave>,
    of_student: BTreeMap<usize, Vec<usize>>,
}

impl Leaves {
    /// Whether a student is away with leave over the midnight of a night, as the campus will have it.
    pub(super) fn cover(&self, student: usize, day: Day) -> bool {
        let midnight = day.plus(1).at(ZONE, 0, 0);
        self.of_student.get(&student).into_iter().flatten().map(|at| &self.planned[*at]).any(|it| {
            let back = it.back.map_or(it.until, |back| back.min(it.until));
            it.decided.is_some() && !it.declined && it.from <= midnight && midnight < back
        })
    }

    pub(super) fn plan(seed: u64, body: &Body, crew: &Crew, now: Stamp) -> Self {
        let mut dice = Dice::new(seed, For::Leaves);
        let (today, mut leaves, mut taken) = (now.day(ZONE), Self::default(), BTreeSet::new());
        // Those who came with the freshmen may not be there yet.
        let old = body.before_freshmen.0;
        let count = if old == 0 { 0 } else { (old / STUDENTS_A_LEAVE).max(1) };
        for nth in 0..count + ASKED_TODAY.min(old) {
            let student = dice.below(old);
            if body.is_known(student) || !taken.insert(student) {
                continue;
            }
            let it = if nth < count { past(body, crew, student, today, now, &mut dice) } else { waiting(student, today, now, &mut dice) };
            leaves.of_student.entry(student).or_default().push(leaves.planned.len());
            leaves.planned.push(it);
        }
        leaves
    }
}

/// A leave of the last weeks, most often over a weekend.
fn past(body: &Body, crew: &Crew, student: usize, today: Day, now: Stamp, dice: &mut Dice) -> PlannedLeave {
    let mut first = today.plus(-dice.between(1, i64::from(NIGHTS)) as i32);
    if dice.chance(5_500) {
        // Back to the Friday before.
        let past_friday = (first.date().weekday().num_days_from_monday() + 7 - Weekday::Fri.num_days_from_monday()) % 7;
        first = first.plus(-(past_friday as i32));
    }
    let nights = match dice.below(100) {
        0..45 => 1,
        45..82 => 2,
        82..94 => dice.between(3, 6),
        _ => dice.between(7, 20),
    };
    let kind = match (nights, dice.below(100)) {
        (7.., _) => LeaveKind::Internship,
        (_, 0..40) => LeaveKind::Home,
        (_, 40..70) => LeaveKind::Personal,
        (_, 70..90) => LeaveKind::Sick,
        _ => LeaveKind::Official,
    };
    let from = first.at(ZONE, 17, 0);
    let until = first.plus(nights as i32).at(ZONE, 21, 0);
    let asked = from.plus_minutes(-dice.between(60, 8 * 60));
    let decided = asked.plus_minutes(dice.between(5, 55));
    let class = &body.classes[body.pupils[student].class];
    let by = approver(crew, body.pupils[student].class, class.department, from, until);
    let reports = !dice.chance(700);
    let back = until.plus_minutes(dice.between(-180, 20));
    PlannedLeave {
        student,
        asked,
        from,
        until,
        kind,
        decided: Some((decided, by)),
        declined: dice.chance(200),
        back: (reports && back <= now).then_some(back),
    }
}

/// Asked for today, from tomorrow on, and not decided yet.
fn waiting(student: usize, today: Day, now: Stamp, dice: &mut Dice) -> PlannedLeave {
    let first = today.plus(1 + dice.between(0, 3) as i32);
    let nights = dice.between(1, 9) as i32;
    let asked = now.plus_minutes(-dice.between(3, 400));
    PlannedLeave {
        student,
        asked,
        from: first.at(ZONE, 8, 0),
        until: first.plus(nights).at(ZONE, 20, 0),
        kind: LeaveKind::ALL[dice.below(LeaveKind::ALL.len())],
        decided: None,
        declined: false,
        back: None,
    }
}

/// Who decides about a leave of this length, by the rules that ship.
fn approver(crew: &Crew, class: usize, department: usize, from: Stamp, until: Stamp) -> UserId {
    let with = |wanted: &dyn Fn(&crate::campus::User) -> bool| crew.users.iter().position(wanted).map(UserId::of);
    let days = (until.minutes_since(from) + 24 * 60 - 1) / (24 * 60);
    match days {
        0..=1 => crew.of_class.get(class).copied(),
        2..=3 => with(&|it| it.role == Role::Department && it.department == Some(DepartmentId::of(department))),
        4..=7 => with(&|it| it.role == Role::StudentOffice),
        _ => None,
    }
    .unwrap_or(CHEN)
}

impl Year {
    pub(super) fn put_leaves(&mut self) {
        // What was asked for before the college was founded is not in its books.
        let founded = self.first_day.plus(3).at(ZONE, 0, 0);
        let asked = self.leaves.planned.iter().enumerate().filter(|(_, it)| it.asked > founded);
        for (row, at) in asked.map(|(row, it)| (row, it.asked)) {
            self.agenda.put(at, Todo::AskLeave(row));
        }
    }

    /// A leave as it is asked for; what becomes of it is put on the agenda.
    pub(super) fn ask_leave(&mut self, row: usize) -> Option<(UserId, Act)> {
        let it = self.leaves.planned.get(row)?.clone();
        let leave = self.seq;
        let counselor = self.crew.of_class.get(self.body.pupils[it.student].class).copied().unwrap_or(CHEN);
        let text = phrase("请假事由", &mut self.search_dice);
        if let Some((at, by)) = it.decided {
            let act = if it.declined {
                LeaveAct::Declined { leave, text: "请补充家长确认后再报。".into() }
            } else {
                LeaveAct::Approved { leave }
            };
            self.agenda.put(at, Todo::Ready(by, Box::new(Act::Leave(act))));
        }
        if let Some(at) = it.back.filter(|_| !it.declined) {
            self.agenda.put(at, Todo::Ready(counselor, Box::new(Act::Leave(LeaveAct::Returned { leave, at }))));
        }
        let student = StudentId::of(it.student);
        let asked = LeaveAsked { student, from: it.from, until: it.until, kind: it.kind, text };
        Some((counselor, Act::Leave(LeaveAct::Asked(asked))))
    }
}
