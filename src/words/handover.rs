//! What a handover proposes, in fixed sentences: what is to be done next, and what if it goes wrong.

use super::Words;
use crate::campus::{FactKind, HandoverItem, NextAction};

impl Words {
    /// What is to be done next: `30 分钟内口头报告`.
    pub fn next_action(&self, next: NextAction) -> String {
        match next {
            NextAction::Report(step) => self.step(step),
            NextAction::Handle => self.get("campus-next-handle"),
            NextAction::Ring(step) => self.ladder_step(step),
            NextAction::Escalate => self.get("campus-next-escalate"),
            NextAction::FinishRound => self.get("campus-next-round"),
            NextAction::FollowUp => self.get("campus-next-follow-up"),
            NextAction::DecideLeave => self.get("campus-next-decide-leave"),
            NextAction::ReportBack => self.get("campus-next-report-back"),
            NextAction::AnswerChange => self.get("campus-next-answer-change"),
            NextAction::DecideChange => self.get("campus-next-decide-change"),
            NextAction::Watch => self.get("campus-next-watch"),
        }
    }

    /// What may go wrong with an item of a handover, and what then.
    pub fn contingency(&self, item: HandoverItem) -> String {
        self.get(match item {
            HandoverItem::Incident(_) => "campus-then-incident",
            HandoverItem::Search { .. } => "campus-then-search",
            HandoverItem::Round(_) => "campus-then-round",
            HandoverItem::FollowUp(_) => "campus-then-follow-up",
            HandoverItem::Leave(_) => "campus-then-leave",
            HandoverItem::Change(_) => "campus-then-change",
            HandoverItem::Student(_) => "campus-then-student",
        })
    }

    /// What a fact of a line is about: `由谁`.
    pub fn fact_kind(&self, kind: FactKind) -> String {
        self.get(match kind {
            FactKind::Who => "campus-fact-who",
            FactKind::What => "campus-fact-what",
            FactKind::Action => "campus-fact-action",
            FactKind::Owner => "campus-fact-owner",
            FactKind::When => "campus-fact-when",
        })
    }
}
