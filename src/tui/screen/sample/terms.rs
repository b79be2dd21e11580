//! The college of the pictures in the middle of its term: held, proved, short, without proof, ahead.

use super::{Sample, now, tonight};
use crate::campus::*;
use crate::tui::model::{List, Model, Place};
use crate::words::Lang;

impl Sample {
    /// What was held in the last weeks.
    pub(in crate::tui) fn holding() -> Self {
        let mut it = Self::full();
        it.by(1);
        let entered = |kind: ActivityKind, title: &str, ago: i32, count: u32, taking: Vec<Taking>| {
            let facts = ActivityFacts {
                kind,
                branch: kind.branch(),
                community: Some(CommunityId(0)),
                department: None,
                day: tonight().plus(-ago),
                minute: Some(19 * 60 + 30),
                place: None,
                title: title.into(),
                tags: vec!["劳动".into()],
                taking,
                promised: vec!["照片".into(), "签到表".into()],
            };
            let state = if ago < 0 { ActivityState::Planned } else { ActivityState::Held };
            Act::Activity(ActivityAct::Entered(Box::new(ActivityEntered {
                facts, state, count, text: "分三组，先公共区域".into()
            })))
        };
        let president = Taking { name: "刘副校长".into(), user: None, standing: Standing::CollegeLeader, part: TakingPart::Attends };
        let cleaned = it.at(-5, 20, 0).act(entered(ActivityKind::Volunteer, "清扫楼道和自习室", 5, 18, Vec::new()));
        let student = it.in_room("412", 0);
        let attended = ActivityAct::Attended { activity: cleaned, added: vec![student], removed: Vec::new(), before: 18, count: 18 };
        it.at(-5, 20, 10).act(Act::Activity(attended));
        let moved = |from, to, text: &str| Act::Activity(ActivityAct::Moved { activity: cleaned, from, to, text: text.into() });
        it.at(-4, 9, 0).act(moved(ActivityState::Held, ActivityState::Proved, "照片和签到表在文件柜"));
        it.at(-3, 20, 0).act(entered(ActivityKind::Safety, "反诈讲座：刷单与校园贷", 3, 130, Vec::new()));
        it.at(-2, 20, 0).act(entered(ActivityKind::PartyDay, "“我为社区办实事”主题党日", 2, 32, vec![president]));
        it.at(-1, 20, 0).act(entered(ActivityKind::MentalHealth, "考前减压团体辅导", -6, 0, Vec::new()));
        it.at = now();
        it
    }

    /// Each of the screens of the term.
    pub(in crate::tui) fn term_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |place: Place| {
            let mut model = self.seat(lang, size);
            model.place = place;
            self.settle(&mut model);
            model
        };
        let first = self.campus.activities().heads()[0].seq;
        let mut line = at(Place::Home);
        self.type_into(&mut line, "0A志愿服务 12人 清扫楼道 #劳动 >照片");
        let mut terms = at(Place::Obligations);
        terms.term.terms = true;
        self.settle(&mut terms);
        let mut change = at(Place::Obligations);
        self.type_into(&mut change, "e");
        // The cell of a leader who attended a party day.
        let mut cell = at(Place::TermBoard);
        cell.term.whom = Some(Whom::Leader("刘副校长".into()));
        let row = cell.board.term.lines.iter().position(|it| it.code == "party_day_college");
        cell.cursors[List::TermBoard as usize].at = row.unwrap_or(0);
        self.settle(&mut cell);
        let mut cell_community = at(Place::TermBoard);
        cell_community.term.community = Some(CommunityId(0));
        cell_community.cursors[List::TermBoard as usize].at = 1;
        self.settle(&mut cell_community);
        vec![
            ("activities", at(Place::Activities)),
            ("activity", at(Place::Activity(first))),
            ("board", at(Place::TermBoard)),
            ("obligations", at(Place::Obligations)),
            ("line", line),
            ("terms", terms),
            ("change", change),
            ("cell", cell),
            ("cell-community", cell_community),
        ]
    }
}
