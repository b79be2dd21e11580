//! The college of the pictures with reports about an incident, a drill, and a pattern that the safety watch points at.

use super::{Sample, now, tonight};
use crate::campus::*;
use crate::tui::model::{Model, Place};
use crate::words::Lang;

impl Sample {
    /// The crisis of tonight is reported; three students were defrauded in a week; a drill is under way.
    pub(in crate::tui) fn papers() -> Self {
        let mut it = Self::full();
        let incident = it.campus.incidents().open().find(|it| it.severity == Severity::Major).unwrap().seq;
        let opened = |it: &Self, category, text: &str| IncidentOpened {
            severity: Severity::Ordinary,
            category,
            happened: it.at,
            place: Some(Spot::Words("一社区".into())),
            students: Default::default(),
            tags: Vec::new(),
            text: text.into(),
        };
        for (back, text) in [(-6, "刷单被骗 4600 元"), (-4, "冒充客服退款被骗"), (-1, "游戏账号交易被骗")] {
            let act = IncidentAct::Opened(opened(it.by(3).at(back, 14, 0), Category::Fraud, text));
            it.act(Act::Incident(act));
        }
        let words = vec![(ReportField::Cause, "与室友争吵".into()), (ReportField::Contact, "三社区值班室 8412".into())];
        let paper = it.by(1).at(0, 23, 20).act(Act::Incident(IncidentAct::Reported { incident, report: ReportKind::First, words }));
        it.by(2).at(0, 23, 24).act(Act::Incident(IncidentAct::Countersigned { incident, paper, text: "属实".into() }));
        let sent = IncidentAct::Sent { incident, report: ReportKind::First, to: "学工处".into(), at: it.at, text: "邮件".into() };
        it.by(1).at(0, 23, 25).act(Act::Incident(sent));
        let text = "心理老师已到寝室，面谈中".into();
        let at = it.at;
        it.at(0, 23, 30).act(Act::Incident(IncidentAct::Noted { incident, at, text }));
        let drill = IncidentAct::Drilled(opened(it.at(0, 23, 31), Category::Fire, "疏散演练"));
        it.act(Act::Incident(drill));
        it.at = now();
        debug_assert_eq!(tonight(), it.at.duty_day(super::ZONE));
        it
    }

    /// Each of the screens of reports and of the safety watch.
    pub(in crate::tui) fn paper_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let crisis = self.campus.incidents().open().find(|it| it.severity == Severity::Major).unwrap().seq;
        let at = |place: Place, kind: ReportKind| {
            let mut model = self.seat(lang, size);
            (model.place, model.paper_kind) = (place, kind);
            self.settle(&mut model);
            model
        };
        let mut link = at(Place::Incident(crisis), ReportKind::First);
        self.type_into(&mut link, "b");
        vec![
            ("first", at(Place::Paper(crisis), ReportKind::First)),
            ("further", at(Place::Paper(crisis), ReportKind::Further)),
            ("final", at(Place::Paper(crisis), ReportKind::Final)),
            ("incident", at(Place::Incident(crisis), ReportKind::First)),
            ("link", link),
            ("watch", at(Place::Watch, ReportKind::First)),
            ("queue", at(Place::Zoom(crate::tui::model::Pane::Incidents), ReportKind::First)),
        ]
    }
}
