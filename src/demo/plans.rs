//! What 张敏 means to do (计划谈话): talks planned and booked, and a word added to one of tonight's.

use super::agenda::Todo;
use super::people::Known;
use super::staff::ZHANG;
use super::year::{Year, ZONE};
use crate::campus::{Act, PlanTime, Seq, Spot, StudentId, TalkAct, TalkDetail, TalkPlan, Topic, Visibility, Way};

/// The row of the scripted talk to which a word is added, and of the one that was written in the long form.
const AMENDED: usize = 2;
const LONG: usize = 4;

impl Year {
    pub(super) fn put_plans(&mut self) {
        let today = self.now.day(ZONE);
        let plan = |who: Known, topic, way, days: i32, clock: Option<(u32, u32)>, place: Option<&str>, text: &str| {
            let row = self.body.known(who)?;
            let day = today.plus(days);
            let bed = self.body.pupils[row].bed.map(|bed| Spot::Room(bed.room));
            let place = place.map(|it| Spot::Words(it.into())).or_else(|| bed.filter(|_| clock.is_some()));
            Some(TalkPlan {
                students: std::iter::once(StudentId::of(row)).collect(),
                when: PlanTime { day, at: clock.map(|(hour, minute)| day.at(ZONE, hour, minute)), place },
                topic,
                way,
                visibility: Visibility::Normal,
                answers: None,
                tags: Vec::new(),
                text: text.into(),
            })
        };
        let plans = [
            (190, plan(Known::LiYutong, Topic::Study, Way::InPerson, 1, Some((19, 30)), None, "看这周的出勤和高数作业")),
            (150, plan(Known::ShanXueqing, Topic::Family, Way::Phone, 0, None, None, "问父亲的手术情况,补助材料还差什么")),
            (
                75,
                plan(Known::ZhangSan, Topic::Relations, Way::InPerson, 3, Some((14, 0)), Some("社区工作室"), "和寝室长一起谈熄灯后的约定"),
            ),
            (40, plan(Known::ChenHao, Topic::Career, Way::InPerson, 0, Some((21, 0)), Some("社区工作室"), "三方协议的去留")),
        ];
        for (minutes_ago, plan) in plans {
            if let Some(plan) = plan {
                let act = Act::Talk(TalkAct::Planned(Box::new(plan)));
                self.agenda.put(self.now.plus_minutes(-minutes_ago), Todo::Ready(ZHANG, Box::new(act)));
            }
        }
        self.agenda.put(self.now.plus_minutes(-64), Todo::Amend);
    }

    /// A word more about a talk of tonight, if it was logged.
    pub(super) fn amend(&self) -> Option<Act> {
        let talk: Seq = self.scripted.get(AMENDED).copied().flatten()?;
        let text = "学习委员来说,今晚已经带着做了两页题,约好周四继续。".into();
        Some(Act::Talk(TalkAct::Amended { talk, text }))
    }

    /// What the long form added to a scripted talk; nothing for most.
    pub(super) fn detail_of(&self, row: usize) -> TalkDetail {
        if row != LONG {
            return TalkDetail::default();
        }
        TalkDetail {
            minutes: Some(35),
            until: Some(self.now.day(ZONE).plus(30)),
            reason: "家庭突发变故,照料与学业两头牵扯".into(),
            judgement: "情绪稳定,能说清打算;风险在经济和缺课,不在情绪。".into(),
            measures: "批假两天;缓考申请先填好;临时补助材料当面交代;每三天通一次电话,直到返校。".into(),
            ..TalkDetail::default()
        }
    }
}
