//! The search of the texts (检索), and a home in trouble (资料副本).

use super::*;

impl Sample {
    /// The search of the texts: nothing typed yet, something found while the texts are still read, something that is not understood.
    pub(in crate::tui) fn query_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        use crate::desk::{Found, Gathered, Snippet, Sought};
        use crate::query::Kind;
        use crate::tui::layer::Overlay;
        let typed = |text: &str| {
            let mut model = self.seat(lang, size);
            self.type_into(&mut model, "\\");
            self.type_into(&mut model, text);
            model
        };
        let answer = |model: &mut Model, sought: Sought| {
            let number = model.overlays.iter().find_map(|it| if let Overlay::Query(it) = it { it.asked } else { None });
            self.tell(model, Event::Sought { number: number.unwrap_or(0), sought: Ok(sought) });
        };
        let found = |kind, seq: Seq, at: Stamp, before: &str, word: &str, behind: &str| {
            let marks = std::iter::once(before.len()..before.len() + word.len()).collect();
            let snippet = Snippet { text: format!("{before}{word}{behind}"), marks, more: (true, false) };
            Found { kind, seq, entry: seq, at, snippet }
        };
        let mut blank = typed("");
        let (done, all) = (12_032, 40_210);
        answer(&mut blank, Sought { read: Gathered { done, all, unreadable: 0 }, ..Sought::default() });
        let mut some = typed("室友 since:上月 in:");
        let behind = "作息冲突,近两周睡不好,情绪低落;已约心理中心老师,下周二复谈,并请寝室长多留意夜间情况,有事马上联系。";
        let talks =
            self.campus.talks().heads().iter().rev().take(9).map(|it| found(Kind::Talks, it.seq, it.held, "学生反映与", "室友", behind));
        let incidents = self.campus.incidents().heads().iter().rev().take(3);
        let incidents = incidents.map(|it| found(Kind::Incidents, it.seq, it.opened, "报警的是他", "室友", ",人已送校医院"));
        let all_found: Vec<Found> = talks.chain(incidents).collect();
        answer(&mut some, Sought { count: 318, found: all_found, read: Gathered { done, all, unreadable: 2 } });
        let wrong = typed("失眠 topic:心情");
        [("query", blank), ("query-found", some), ("query-wrong", wrong)].map(|(name, model)| (name.to_owned(), model)).into()
    }

    /// A home in trouble, seen from home, in the list of copies and on the handover sheet; and something that must be read.
    pub(super) fn upkeep_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(String, Model)> {
        let seat = || {
            let mut model = self.seat(lang, size);
            model.upkeep = ailing();
            model
        };
        let mut copies = seat();
        self.type_into(&mut copies, "C");
        let mut handover = seat();
        handover.place = Place::Handover;
        handover.upkeep.stopped = None;
        self.settle(&mut handover);
        let mut sheet = self.seat(lang, size);
        let lost = (20..60).map(|seq| format!("{seq} · 2026-11-22 01:{seq} · talk.logged")).collect();
        let items = vec![
            Item { tone: Tone::Bad, text: "两份副本都有损坏,找回 12,001 条,缺 40 条:".into(), more: lost },
            Item { tone: Tone::Plain, text: "钥匙文件有一份坏了,已补好".into(), more: Vec::new() },
        ];
        self.tell(&mut sheet, Event::Tell(Sheet::new("打开时发现的".into(), items)));
        let scenes = [("stopped", seat()), ("copies", copies), ("handover-head", handover), ("sheet", sheet)];
        scenes.into_iter().map(|(name, model)| (name.to_owned(), model)).collect()
    }
}
