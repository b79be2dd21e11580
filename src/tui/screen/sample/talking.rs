//! The story of a student (谈话) and the scenes of a talk's life.

use super::*;

impl Sample {
    /// The story of a student: a talk of the long form with an amendment, its answer, what is planned and what was called off.
    pub(in crate::tui) fn talking() -> Self {
        let mut it = Self::full();
        let zhang = it.in_room("412", 0);
        let talk = |held: Stamp, text: &str, level, followup, answers| TalkLogged {
            students: smallvec![zhang],
            held,
            topic: Topic::Relations,
            way: Way::InPerson,
            place: Some(Spot::Words("社区工作室".into())),
            level,
            followup,
            visibility: Visibility::Normal,
            answers,
            tags: vec!["寝室关系".into()],
            text: text.into(),
            levels_before: smallvec![(Concern::None, None)],
        };
        let day = |back: i32| tonight().plus(back);
        let detail = TalkDetail {
            minutes: Some(40),
            until: Some(day(20)),
            reason: "室友矛盾持续两周,夜里睡不好".into(),
            judgement: "双方都愿意谈,缺一个说开的机会。".into(),
            measures: "寝室长在场再谈一次;熄灯后戴耳机,两周后看。".into(),
            ..TalkDetail::default()
        };
        let text =
            "寝室因为熄灯后打游戏的声音闹了几次,寝室长来说的。学生说自己睡得浅,提过两回,对方嘴上答应。愿意先试一周,约好熄灯后戴耳机。";
        let logged = talk(day(-12).at(ZONE, 20, 10), text, Some(Concern::Yellow), Some(day(-2)), None);
        let record = TalkRecorded { talk: logged, detail };
        let first = it.by(1).at(-12, 21, 0).act(Act::Talk(TalkAct::Recorded(Box::new(record))));
        it.at(-11, 8, 20)
            .act(Act::Talk(TalkAct::Amended { talk: first, text: "早上寝室长来电话:昨晚安静,都睡了。".into() }));
        let answer = talk(day(-2).at(ZONE, 20, 30), "这一周只吵过一次,当场说开了。睡得好些,白天上课有精神。", None, None, Some(first));
        it.at(-2, 20, 45).act(Act::Talk(TalkAct::Logged(answer)));
        let plan = |days: i32, clock: Option<u32>, text: &str| TalkPlan {
            students: smallvec![zhang],
            when: PlanTime {
                day: day(days),
                at: clock.map(|hour| day(days).at(ZONE, hour, 30)),
                place: Some(Spot::Words("社区工作室".into())),
            },
            topic: Topic::Study,
            way: Way::InPerson,
            visibility: Visibility::Normal,
            answers: None,
            tags: Vec::new(),
            text: text.into(),
        };
        let off = it.at(-2, 21, 0).act(Act::Talk(TalkAct::Planned(Box::new(plan(-1, None, "看看作业")))));
        it.at(-1, 18, 0).act(Act::Talk(TalkAct::PlanCancelled { plan: off, text: "学生请假回家".into() }));
        it.at(0, 22, 20).act(Act::Talk(TalkAct::Planned(Box::new(plan(0, Some(23), "期中以后的打算,补考要不要报")))));
        it
    }

    /// Scenes of the life of a talk: pane, plan, how it is booked and held, the talk with all that belongs to it, the story, the long form.
    pub(in crate::tui) fn talk_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let zhang = self.in_room("412", 0);
        let plan = self.campus.talks().plans().open().last().unwrap().seq;
        let first = self.campus.talks().heads().iter().find(|it| !it.amended.is_empty()).unwrap().seq;
        let at = |place: Place, typed: &str| {
            let mut model = self.seat(lang, size);
            model.place = place;
            if place == Place::Home {
                model.focus = Pane::Talks;
            }
            self.settle(&mut model);
            self.type_into(&mut model, typed);
            model
        };
        let long = "t张三 学业 高数缺课三次,说早八起不来 !2..12.31(连续缺课) >3d @办公室 =20:00-20:40 #缺课\u{f}";
        let scenes = [
            ("pane", at(Place::Home, "")),
            ("plan", at(Place::Talk(plan), "")),
            ("plan-book", at(Place::Talk(plan), "b")),
            ("plan-hold", at(Place::Talk(plan), "f")),
            ("more", at(Place::Talk(first), "")),
            ("story", at(Place::Story(zhang), "")),
            ("plan-line", at(Place::Home, "Y")),
            ("long", at(Place::Home, long)),
        ];
        scenes.into_iter().map(|(name, model)| (format!("talk-{name}"), model)).collect()
    }
}
