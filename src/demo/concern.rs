//! Care for single students (关心关爱) of the last weeks: must-talk marks, levels looked at again, somebody put off.

use super::agenda::Todo;
use super::dice::Dice;
use super::night::phrase;
use super::staff::ZHANG;
use super::year::{Year, ZONE};
use crate::campus::{Act, CareAct, Concern, Day, LevelChange, Marked, Snoozed, StudentId, Trigger, UserId};
use std::collections::BTreeSet;

/// Days looked back over which students are marked, and one student in so many is.
const MARKED_DAYS: i64 = 50;
const ONE_MARKED_IN: usize = 60;
/// Every so many days a few levels are looked at again, over so many days.
const REVIEW_DAYS: i32 = 5;
const REVIEWED_DAYS: i32 = 60;
/// So many days ago one of 张敏's was looked at for the last time, until a day that has passed since.
const OVERDUE_DAYS: i32 = 18;
/// What is marked: with the list of phrases that tell of it.
const MARKS: [(Trigger, &str); 8] = [
    (Trigger::FallingMarks, "必谈成绩"),
    (Trigger::FailedCourse, "必谈挂科"),
    (Trigger::Sanction, "必谈处分"),
    (Trigger::Arrears, "必谈欠费"),
    (Trigger::Prize, "必谈获奖"),
    (Trigger::Poverty, "必谈困难"),
    (Trigger::Upheaval, "必谈变故"),
    (Trigger::Gaming, "必谈网络"),
];

impl Year {
    /// Marks over the whole college, and more in the classes of 张敏, whose desk this is.
    pub(super) fn put_marks(&mut self) {
        let mut dice = self.concern_dice.clone();
        let pupils = self.body.pupils.len();
        let mut marked = BTreeSet::new();
        for _ in 0..pupils / ONE_MARKED_IN {
            let row = dice.below(pupils);
            self.put_mark(row, &mut marked, &mut dice);
        }
        let own: Vec<usize> = self.body.zhang.iter().flat_map(|class| self.body.classes[*class].pupils.clone()).collect();
        for _ in 0..own.len() / 12 {
            let row = own[dice.below(own.len())];
            self.put_mark(row, &mut marked, &mut dice);
        }
        self.concern_dice = dice;
    }

    /// A student is marked at most once, so that no two marks are the same.
    fn put_mark(&mut self, row: usize, marked: &mut BTreeSet<usize>, dice: &mut Dice) {
        let back = dice.between(1, MARKED_DAYS) as i32;
        let day = self.now.day(ZONE).plus(-back);
        let there = if row < self.body.before_freshmen.0 { self.first_day } else { self.freshmen_come };
        let (trigger, list) = MARKS[dice.below(MARKS.len())];
        let reason = phrase(list, dice);
        let at = day.at(ZONE, 9, 30).plus_minutes(dice.between(0, 400));
        if day > there.plus(3) && !self.body.is_known(row) && marked.insert(row) {
            let by = self.crew.of_class[self.body.pupils[row].class];
            let mark = Marked { student: StudentId::of(row), trigger, day: day.plus(-(dice.below(3) as i32)), reason };
            self.agenda.put(at, Todo::Ready(by, Box::new(Act::Care(CareAct::Marked(mark)))));
        }
    }

    /// Every few days some levels are looked at again.
    pub(super) fn put_reviews(&mut self) {
        let today = self.now.day(ZONE);
        for back in (1..=REVIEWED_DAYS / REVIEW_DAYS).rev() {
            let day = today.plus(-back * REVIEW_DAYS);
            if day > self.first_day.plus(30) {
                let some = 1 + self.body.pupils.len() / 2_000;
                (0..some as i64).for_each(|nth| self.agenda.put(day.at(ZONE, 15, 40).plus_minutes(nth * 3), Todo::Review { own: false }));
            }
        }
        let overdue = today.plus(-OVERDUE_DAYS);
        if overdue > self.first_day.plus(30) {
            self.agenda.put(overdue.at(ZONE, 16, 20), Todo::Review { own: true });
        }
    }

    /// A level is looked at again: it stays, or eases by one.
    pub(super) fn review(&mut self, today: Day, own: bool) -> Option<(UserId, Act)> {
        let mut dice = self.concern_dice.clone();
        let of_zhang = |row: usize| self.body.zhang.contains(&self.body.pupils[row].class);
        let carriers: Vec<usize> = self.carriers.iter().copied().filter(|row| !own || of_zhang(*row)).collect();
        let row = dice.pick(&carriers).copied().filter(|row| !self.body.is_known(*row));
        let eases = !own && dice.chance(3_500);
        let days = [9, 20, 45, 80];
        let reason = phrase(if eases { "复核缓和" } else { "复核维持" }, &mut dice);
        self.concern_dice = dice;
        let row = row?;
        let before = self.levels[row].0;
        let after = match before {
            Concern::Red if eases => Concern::Orange,
            Concern::Orange if eases => Concern::Yellow,
            Concern::Yellow if eases => Concern::Blue,
            level => level,
        };
        let by = self.crew.of_class[self.body.pupils[row].class];
        let days = days.get(usize::from(after.number()).saturating_sub(1)).copied().unwrap_or(30);
        let days = if own { OVERDUE_DAYS - 4 } else { days };
        self.set_level(row, after, today);
        let student = StudentId::of(row);
        let change = LevelChange { student, before, after, until: Some(today.plus(days)), reviewer: Some(by), reason };
        Some((by, Act::Care(CareAct::LevelSet(change))))
    }

    /// 张敏 has put two of her students off.
    pub(super) fn put_snoozes(&mut self) {
        let mut dice = self.concern_dice.clone();
        let own: Vec<usize> = self.body.zhang.iter().flat_map(|class| self.body.classes[*class].pupils.clone()).collect();
        let today = self.now.day(ZONE);
        // Whoever came this morning is not put off yet.
        let there = |row: &usize| *row < self.body.before_freshmen.0 || today > self.freshmen_come.plus(3);
        let own: Vec<usize> = own.into_iter().filter(|row| there(row) && !self.body.is_known(*row)).collect();
        for nth in 0..2_i32 {
            let Some(row) = dice.pick(&own).copied() else { break };
            let reason = phrase("暂缓", &mut dice);
            let act = CareAct::Snoozed(Snoozed { student: StudentId::of(row), until: today.plus(4 + nth * 5), reason });
            let at = today.plus(-1 - nth).at(ZONE, 17, 20);
            self.agenda.put(at, Todo::Ready(ZHANG, Box::new(Act::Care(act))));
        }
        self.concern_dice = dice;
    }
}
