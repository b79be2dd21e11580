//! What an erasure leaves of acts on handovers (交接班).

use crate::campus::{Campus, Entry, ErasureScope, HandoverAct, HandoverGiven, HandoverItem, HandoverLine, Seq};

impl Entry {
    /// Of a handover that names somebody to be erased all words go: nobody can say which of them are about whom.
    pub(super) fn left_of_handover(&self, act: &HandoverAct, campus: &Campus, scope: ErasureScope) -> Option<HandoverAct> {
        let of_period = scope.holds_day(self.at.day(campus.zone()));
        let names = |item: &HandoverItem| match item {
            HandoverItem::Incident(seq) => campus.incidents().get(*seq).is_some_and(|it| scope.holds_incident(campus, it)),
            HandoverItem::Search { student, .. } | HandoverItem::Student(student) => scope.holds_one_of(&[*student]),
            HandoverItem::FollowUp(seq) => campus.talks().get(*seq).is_some_and(|it| scope.holds_talk(campus, it)),
            HandoverItem::Leave(seq) => campus.leaves().get(*seq).is_some_and(|it| scope.holds_one_of(&[it.student])),
            HandoverItem::Round(_) | HandoverItem::Change(_) => false,
        };
        let about = |seq: Seq| {
            let head = campus.handovers().get(seq)?;
            (of_period || head.lines.iter().filter_map(|(item, _)| item.as_ref()).any(names)).then_some(seq)
        };
        let text = Box::default();
        Some(match act {
            HandoverAct::Given(it) => {
                let concerned = of_period || it.lines.iter().filter_map(|line| line.item.as_ref()).any(names);
                let bare = |line: &HandoverLine| HandoverLine { action: Box::default(), contingency: Box::default(), ..line.clone() };
                let left = HandoverGiven {
                    summary: Box::default(),
                    things: Box::default(),
                    lines: it.lines.iter().map(bare).collect(),
                    ..it.clone()
                };
                concerned.then_some(HandoverAct::Given(left))?
            }
            HandoverAct::WrittenBack { handover, line, .. } => HandoverAct::WrittenBack { handover: about(*handover)?, line: *line, text },
            HandoverAct::Asked { handover, .. } => HandoverAct::Asked { handover: about(*handover)?, text },
            HandoverAct::Answered { handover, .. } => HandoverAct::Answered { handover: about(*handover)?, text },
            HandoverAct::Bypassed { handover, .. } => HandoverAct::Bypassed { handover: about(*handover)?, text },
            HandoverAct::Accepted { .. } | HandoverAct::Recalled { .. } => return None,
        })
    }
}
