//! News in each of its states, and awards with and without a decision.

use super::{Sample, now, tonight};
use crate::campus::*;
use crate::tui::model::{Model, Place};
use crate::words::Lang;

impl Sample {
    /// News and awards of the last weeks.
    pub(in crate::tui) fn pressing() -> Self {
        let mut it = Self::holding();
        let activity = it.campus.activities().heads()[0].seq;
        let drafted = |about, house, title: &str, text: &str| {
            let (title, text) = (title.into(), text.into());
            Act::News(NewsAct::Drafted(Box::new(NewsDrafted { about, house, title, text, pictures: Vec::new(), students: Vec::new() })))
        };
        let told = "星期三，明德社区组织开展志愿服务活动“清扫楼道和自习室”，活动情况如下：\n\n- 参加学生 18 人。\n- 由劳动实践功能型党支部承办。\n";
        it.by(1).at(-3, 10, 0);
        let first = it.act(drafted(NewsAbout::Activity(activity), NewsHouse::Cloud, "明德社区开展“清扫楼道和自习室”活动", told));
        it.by(0).at(-3, 11, 0).act(Act::News(NewsAct::Reviewed { news: first, words: first }));
        let day = tonight().plus(-3);
        for act in it.campus.publishing(first, day, "https://yzs.example.edu.cn/a/1") {
            it.act(act);
        }
        let month = NewsAbout::Period { from: tonight().plus(-30), until: tonight(), community: None };
        let second = it.by(1).at(-2, 10, 0).act(drafted(
            month,
            NewsHouse::Story,
            "明德社区的11月：灯一直亮着",
            "灯又亮了一夜又一夜。\n\n- 3 场活动\n",
        ));
        it.by(0).act(Act::News(NewsAct::Reviewed { news: second, words: second }));
        let name = it.campus.people().student(it.in_room("412", 0)).map(|it| it.facts.name.to_string()).unwrap_or_default();
        let text = format!("感谢{name}同学一直留到最后，联系电话 13800002071。\n");
        it.by(1).at(-1, 10, 0).act(drafted(NewsAbout::Activity(activity), NewsHouse::Story, "谁在扫楼道", &text));
        let rooms = ["412", "413", "414", "415"].map(|it_is| it.room(it_is));
        let nominees = || {
            let why = |at: i32| vec![(AwardWhy::Hygiene, 4, 9_600 - at * 250), (AwardWhy::Late, at as u16, -200 * at)];
            rooms.iter().zip(0..).map(|(room, at)| Nominated { nominee: Nominee::Room(*room), why: why(at) }).collect::<Vec<_>>()
        };
        let opened = |title: &str, from: i32, until: i32| {
            let (from, until) = (tonight().plus(from), tonight().plus(until));
            let (kind, title, nominees) = (AwardKind::Room, title.into(), nominees());
            Act::Award(AwardAct::Opened(Box::new(AwardOpened { kind, title, from, until, places: 2, jury: 40, nominees })))
        };
        for (title, from, until, decided) in [("10月文明宿舍", -50, -21, true), ("11月文明宿舍", -20, 0, false)] {
            let award = it.by(0).at(-1, 14, 0).act(opened(title, from, until));
            let point = |room: usize, points| {
                Act::Award(AwardAct::Pointed { award, nominee: Nominee::Room(rooms[room]), before: None, after: Some(points) })
            };
            it.act(point(0, 80));
            it.act(point(1, 95));
            it.by(1).act(point(1, 90));
            if decided {
                let winners = it.campus.awards().get(award).map(AwardHead::standings).unwrap_or_default();
                let winners = winners.iter().take(2).map(|it| it.nominee).collect();
                it.by(0).act(Act::Award(AwardAct::Decided { award, winners, text: "".into() }));
            }
        }
        it.pictured(activity);
        it.by(1).at = now();
        it
    }

    /// A long piece with a picture.
    fn pictured(&mut self, activity: Seq) {
        let file = Box::new(TalkFile { name: "楼道.jpg".into(), bytes: b"\xff\xd8\xff\xe0".as_slice().into() });
        let photo = self.by(1).at(-1, 16, 0).act(Act::Activity(ActivityAct::Attached { activity, file }));
        let points: String = (1..=40).map(|nth| format!("- 第 {nth} 组：清扫一层楼道，整理鞋架和雨伞\n")).collect();
        let (about, house, title) = (NewsAbout::Activity(activity), NewsHouse::Cloud, "四十组同学清扫楼道".into());
        let text = format!("活动情况如下：\n\n{points}").into();
        let drafted = NewsDrafted { about, house, title, text, pictures: vec![photo], students: Vec::new() };
        self.act(Act::News(NewsAct::Drafted(Box::new(drafted))));
    }

    /// Each of the screens of news and awards.
    pub(in crate::tui) fn press_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |place: Place| {
            let mut model = self.seat(lang, size);
            model.place = place;
            self.settle(&mut model);
            model
        };
        let (news, awards) = (self.campus.news().heads(), self.campus.awards().heads());
        vec![
            ("newsroom", at(Place::Newsroom)),
            ("published", at(Place::News(news[0].seq))),
            ("personal", at(Place::News(news[2].seq))),
            ("pictured", at(Place::News(news[3].seq))),
            ("awards", at(Place::Awards)),
            ("decided", at(Place::Award(awards[0].seq))),
            ("open", at(Place::Award(awards[1].seq))),
        ]
    }
}
