//! A handover (交接) given, written back and asked about.

use super::*;

impl Sample {
    /// Last night's counselor has given a handover to Zhang, who has written back one line of it; their colleague's was accepted.
    pub(in crate::tui) fn handing() -> Self {
        let mut it = Self::full();
        let (zhang, missing) = (it.in_room("412", 0), it.in_room("305", 2));
        let crisis = it.campus.incidents().open().find(|it| it.severity == Severity::Major).unwrap().seq;
        let line = |item, weight, action: &str, owner: u16, due: Option<Stamp>, contingency: &str| HandoverLine {
            item,
            weight,
            action: action.into(),
            owner: Some(UserId(owner)),
            due,
            contingency: contingency.into(),
        };
        let due = |hour, minute| Some(tonight().at(ZONE, hour, minute));
        let shift = |back: i32, person: u16| Shift {
            day: tonight().plus(back),
            post: Post::Workroom(CommunityId(2)),
            person: UserId(person),
            starts: tonight().plus(back).at(ZONE, 17, 0),
            ends: tonight().plus(back + 1).at(ZONE, 8, 0),
            signed_in: None,
            signed_out: None,
            cancelled: false,
        };
        let next = ShiftId::of(it.campus.shifts().all().len());
        it.by(2).at(-3, 9, 0).act(Act::Shift(ShiftAct::Published(vec![shift(-1, 7)])));
        it.by(7).at(-1, 17, 22).act(Act::Shift(ShiftAct::SignedIn { shift: next, at: tonight().plus(-1).at(ZONE, 17, 22) }));
        for (what, text) in [
            (DutyNote::Weather, "晴，北风三级"),
            (DutyNote::Visitor, "21:10 家长送被褥，已登记"),
            (DutyNote::Repair, "4 楼水房漏水，已报修"),
        ] {
            it.at(-1, 21, 15).act(Act::Shift(ShiftAct::Noted { shift: next, what, text: text.into() }));
        }
        it.by(2).at(-1, 22, 10).act(Act::Shift(ShiftAct::Checked {
            shift: next,
            at: tonight().plus(-1).at(ZONE, 22, 10),
            found: PostCheck::Present,
            text: "".into(),
        }));
        let lines = vec![
            line(Some(HandoverItem::Incident(crisis)), Weight::Severe, "陪到心理老师来，不离人", 1, due(23, 50), "说到想不开就报心理中心"),
            line(
                Some(HandoverItem::Search { day: tonight(), student: missing }),
                Weight::Severe,
                "给家长打电话",
                1,
                due(23, 40),
                "还联系不上就报保卫处",
            ),
            line(Some(HandoverItem::Student(zhang)), Weight::Watch, "留意情绪和去向", 1, None, "有变化就上报"),
            line(None, Weight::Routine, "值班室热水壶坏了，先用隔壁的", 1, None, ""),
        ];
        let given = HandoverGiven {
            shift: next,
            next: Some(ShiftId(4)),
            to: ZHANG,
            summary: "总体平稳，412 一人情绪不稳".into(),
            lines,
            things: "值班室钥匙 2 把、对讲机 1 台".into(),
        };
        let handover = it.by(7).at(0, 8, 2).act(Act::Handover(HandoverAct::Given(given)));
        it.by(1).at(0, 23, 30);
        let text = "412 张三心理问题，我陪到心理老师来，23:50 前".into();
        it.act(Act::Handover(HandoverAct::WrittenBack { handover, line: 0, text }));
        it.act(Act::Handover(HandoverAct::WrittenBack { handover, line: 1, text: "有个同学没回来，我打电话".into() }));
        it.act(Act::Handover(HandoverAct::Asked { handover, text: "家长电话打过几次？".into() }));
        it.by(7).at(0, 23, 33).act(Act::Handover(HandoverAct::Answered { handover, text: "两次，都没接".into() }));
        it.by(1);
        it
    }

    /// The sides of the handover, each at a seat of this size.
    pub(in crate::tui) fn handover_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let scene = |name: &str, keys: &str| {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, keys);
            (format!("handover-{name}"), model)
        };
        vec![
            scene("take", "H"),
            scene("take-form", "He没回来"),
            scene("give", "Ho"),
            scene("give-form", "Hoe"),
            scene("give-ask", "Hoa"),
            scene("log", "Hd"),
            scene("duty", "2z"),
        ]
    }
}
