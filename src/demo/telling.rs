//! News of what was held (宣传): one published with its activity, one reviewed, one a draft. Entered last of all, so that nothing else in the college gets
//! another number by it.

use super::agenda::Todo;
use super::staff::{CHEN, ZHANG};
use super::year::{Year, ZONE};
use crate::campus::{Act, ActivityAct, ActivityState, NewsAbout, NewsAct, NewsDrafted, NewsHouse, NewsState, Seq, UserId};

/// Which of the activities held, for which house, headline, words, how far it is.
type Told = (usize, NewsHouse, &'static str, &'static str, NewsState);

const TOLD: [Told; 3] = [
    (
        14,
        NewsHouse::Cloud,
        "社区开展“我为社区办实事”主题党日活动",
        "近日，社区功能型党支部开展“我为社区办实事”主题党日活动，活动情况如下：\n\n- 校领导出席并与学生座谈。\n- 党员和入党积极分子分组清理公共区域，登记报修事项。\n- \
         现场收集的意见当天转交后勤部门。\n\n社区将继续把主题党日办在学生身边。\n",
        NewsState::Published,
    ),
    (
        17,
        NewsHouse::Story,
        "一间寝室能有多好看？",
        "推开门，是一面贴满四年计划的墙。\n\n- 入围的寝室，各有各的样子。\n- \
         评委说，最打动人的不是装饰，是谁都愿意早点回来。\n\n决赛落幕了，灯还亮着。\n",
        NewsState::Reviewed,
    ),
    (
        12,
        NewsHouse::Cloud,
        "社区举办国家奖学金获得者经验分享会",
        "社区举办先进典型经验分享会，活动情况如下：\n\n- 国家奖学金获得者介绍学习方法和时间安排。\n- 提问持续到门禁之前。\n",
        NewsState::Drafted,
    ),
];

impl Year {
    pub(super) fn put_news(&mut self) {
        for nth in 0..TOLD.len() {
            self.agenda.put(self.now, Todo::Tell(nth));
        }
    }

    /// A piece, with what became of it right behind it; `None` where its activity was not held.
    pub(super) fn tell(&mut self, nth: usize) -> Option<(UserId, Act)> {
        let (held, house, title, text, state) = TOLD.get(nth)?;
        let activity = self.held.iter().find(|it| it.0 == *held)?.1;
        let news = self.seq;
        let mut put = |by: UserId, act: Act| self.agenda.put(self.now, Todo::Ready(by, Box::new(act)));
        if *state != NewsState::Drafted {
            put(CHEN, Act::News(NewsAct::Reviewed { news, words: news }));
        }
        if *state == NewsState::Published {
            let link: Box<str> = "https://yzs.example.edu.cn/news/1".into();
            let (day, from, to) = (self.now.day(ZONE), ActivityState::Proved, ActivityState::Published);
            put(CHEN, Act::News(NewsAct::Published { news, day, link: link.clone() }));
            put(CHEN, Act::Activity(ActivityAct::Moved { activity, from, to, text: link }));
        }
        let about = NewsAbout::Activity(activity);
        let (title, text, house) = ((*title).into(), (*text).into(), *house);
        let drafted = NewsDrafted { about, house, title, text, pictures: Vec::new(), students: Vec::new() };
        Some((ZHANG, Act::News(NewsAct::Drafted(Box::new(drafted)))))
    }

    /// An activity of the first community was held: news may tell of it.
    pub(super) fn keep_held(&mut self, nth: usize, activity: Seq) {
        self.held.push((nth, activity));
    }
}
