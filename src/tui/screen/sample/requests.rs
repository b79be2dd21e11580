//! The college of the pictures with a request desk: answered, rated, overdue, and one a leader was told of.

use super::{Sample, now, tonight};
use crate::campus::*;
use crate::tui::model::{GridView, Model, Pane, Place, RequestScope};
use crate::words::Lang;

impl Sample {
    /// Requests of the last days.
    pub(in crate::tui) fn asking() -> Self {
        let mut it = Self::full();
        it.by(1);
        let opened = |it: &Self, kind, student: StudentId, office: &str, minutes: i64, text: &str, reception: Option<Seq>| {
            let bed = it.campus.people().student(student).and_then(|it| it.facts.bed);
            Act::Request(RequestAct::Opened(Box::new(RequestOpened {
                kind,
                place: bed.map(|bed| Spot::Room(bed.room)).filter(|_| kind == RequestKind::Repair),
                student: Some(student),
                office: office.into(),
                due: it.at.plus_minutes(minutes),
                reception,
                tags: Vec::new(),
                text: text.into(),
                promise: if reception.is_some() { "本月内给时间表".into() } else { "".into() },
            })))
        };
        let (zhang, other, third) = (it.in_room("412", 0), it.in_room("305", 1), it.in_room("308", 0));
        use RequestKind as K;
        use RequestState as S;
        let act = opened(it.at(-5, 15, 0), K::Paperwork, other, "教务处", 2_880, "办在读证明，实习单位下周要", None);
        let request = it.act(act);
        it.at(-4, 9, 30).act(Act::Request(RequestAct::Answered { request, from: S::New, text: "已开具，可到大厅领取".into() }));
        it.at(-4, 12, 0).act(Act::Request(RequestAct::Rated { request, from: S::Answered, stars: 5, text: "很快".into() }));
        let (leader, text) = ("刘副校长".into(), "一站式服务中心".into());
        let held = ReceptionHeld { day: tonight().plus(-3), leader, rank: LeaderRank::College, community: None, text };
        let reception = it.at(-3, 16, 0).act(Act::Request(RequestAct::ReceptionHeld(held)));
        let act = opened(&it, K::Advice, third, "学工处", 7 * 1_440, "希望图书馆周末开到晚上十点", Some(reception));
        it.act(act);
        let act = opened(it.at(-2, 20, 0), K::Repair, third, "后勤处", 1_440, "阳台灯坏了两天", None);
        let request = it.act(act);
        let moved = |from, to| Act::Request(RequestAct::Moved { request, from, to, text: "".into() });
        it.at(-2, 20, 20).act(moved(S::New, S::Accepted));
        it.at(-1, 9, 0).act(moved(S::Accepted, S::InHand));
        let act = opened(it.at(-1, 12, 30), K::Complaint, other, "学工处", 4_320, "楼下施工太吵，午休睡不了", None);
        it.act(act);
        let act = opened(it.at(0, 23, 20), K::Repair, zhang, "后勤处", 30, "卫生间漏水，地上一直有水", None);
        it.act(act);
        it.at = now();
        it
    }

    /// Each of the screens of the request desk.
    pub(in crate::tui) fn request_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |place: Place, scope| {
            let mut model = self.seat(lang, size);
            (model.place, model.request_scope) = (place, scope);
            self.settle(&mut model);
            model
        };
        let heads = self.campus.requests().heads();
        let [answered, worked_on] = [heads[0].seq, heads[2].seq];
        let mut line = at(Place::Home, RequestScope::Open);
        self.type_into(&mut line, "r2023010412 宿舍断网,四个人都连不上");
        let mut form = at(Place::Request(worked_on), RequestScope::Open);
        self.type_into(&mut form, "a已换灯管");
        let mut grid = at(Place::Home, RequestScope::Open);
        (grid.place, grid.dorm.view) = (Place::Zoom(Pane::Dorm), GridView::Requests);
        self.settle(&mut grid);
        vec![
            ("grid", grid),
            ("list", at(Place::Requests, RequestScope::Open)),
            ("all", at(Place::Requests, RequestScope::All)),
            ("services", at(Place::Requests, RequestScope::Services)),
            ("sheet", at(Place::Request(worked_on), RequestScope::Open)),
            ("rated", at(Place::Request(answered), RequestScope::Open)),
            ("line", line),
            ("answer", form),
        ]
    }
}
