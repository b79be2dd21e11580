//! The college of the pictures with care for single students: marks, levels looked at again, somebody put off.

use super::{Sample, ZHANG, now, tonight};
use crate::campus::*;
use crate::desk::care::NetworkNode;
use crate::tui::model::{Model, NextScope, Place};
use crate::words::Lang;

impl Sample {
    /// Marks, levels, a snooze, all of `zhang` and about students of their classes.
    pub(in crate::tui) fn caring() -> Self {
        let mut it = Self::full();
        let zhang = it.in_room("412", 0);
        let mine = |it: &Self, id: StudentId| {
            let class = it.campus.people().student(id).and_then(|it| it.facts.class);
            let user = it.campus.staff().user(ZHANG);
            class.zip(user).is_some_and(|(class, user)| user.classes.contains(&class))
        };
        let own: Vec<StudentId> = it.campus.people().enrolled().map(|(id, _)| id).filter(|id| mine(&it, *id)).collect();
        it.by(1);
        let day = |back: i32| tonight().plus(-back);
        let mark = |student, trigger, back, reason: &str| {
            Act::Care(CareAct::Marked(Marked { student, trigger, day: day(back), reason: reason.into() }))
        };
        it.at(-9, 10, 0).act(mark(own[3], Trigger::FallingMarks, 9, "期中排名下滑三十多名"));
        it.at(-6, 10, 5).act(mark(own[8], Trigger::Arrears, 7, "学费尚欠三千元"));
        it.at(-5, 10, 5).act(mark(own[8], Trigger::FailedCourse, 5, "高数补考未过"));
        it.at(-2, 16, 0).act(mark(own[20], Trigger::Prize, 2, "技能大赛二等奖"));
        let set = |it: &Self, student: StudentId, after, until: i32, reason: &str| {
            let before = it.campus.people().student(student).map_or(Concern::None, |it| it.level);
            let (until, reviewer) = (Some(day(-until)), Some(ZHANG));
            Act::Care(CareAct::LevelSet(LevelChange { student, before, after, until, reviewer, reason: reason.into() }))
        };
        let acts = [
            (-20, own[5], Concern::Red, -6, "家庭变故后连续失眠，家长已知情"),
            (-12, own[5], Concern::Orange, -2, "近两次谈话平稳，下调一级继续观察"),
            (-15, own[30], Concern::Yellow, 60, "与室友矛盾，先分开住"),
            (-3, zhang, Concern::Orange, 9, "睡眠仍差，维持并两周内再看"),
        ];
        for (at, student, after, until, reason) in acts {
            let act = set(it.at(at, 15, 30), student, after, until, reason);
            it.act(act);
        }
        let snoozed = Snoozed { student: own[12], until: tonight().plus(6), reason: "外出实训".into() };
        it.at(-1, 17, 20).act(Act::Care(CareAct::Snoozed(snoozed)));
        it.at = now();
        it
    }

    /// Each of the screens of care.
    pub(in crate::tui) fn care_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |place: Place| {
            let mut model = self.seat(lang, size);
            model.place = place;
            self.settle(&mut model);
            model
        };
        let mut snoozed = at(Place::Next);
        snoozed.next_scope = NextScope::Snoozed;
        self.settle(&mut snoozed);
        let mut form = at(Place::Care);
        self.type_into(&mut form, "!2");
        let class = NetworkNode::Class(ClassId(0));
        vec![
            ("next", at(Place::Next)),
            ("next-snoozed", snoozed),
            ("care", at(Place::Care)),
            ("care-level", form),
            ("coverage", at(Place::Coverage)),
            ("network", at(Place::Network(NetworkNode::College))),
            ("network-class", at(Place::Network(class))),
        ]
    }
}
