//! What is to be done next about something open (待办): the report that is owed, the person to ring, the follow-up. A handover proposes it.

use super::{Campus, ChangeState, HandoverItem, LadderStep, LeaveState, Step, TalkState};
use serde::{Deserialize, Serialize};

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NextAction {
    /// A report of an incident is owed.
    Report(Step),
    /// An incident whose reports are made is to be seen through.
    Handle,
    /// Somebody is to be rung about a missing student.
    Ring(LadderStep),
    /// Everybody was rung: it is to become an incident, or is one.
    Escalate,
    /// A round is to be walked to its end.
    FinishRound,
    /// A talk is to be followed up.
    FollowUp,
    /// A leave waits for a decision.
    DecideLeave,
    /// A student on leave is to report back.
    ReportBack,
    /// A colleague is to answer a request about the schedule.
    AnswerChange,
    /// A leader is to decide about a request about the schedule.
    DecideChange,
    /// A student is to be kept an eye on.
    Watch,
}

impl Campus {
    /// What is to be done next about an item; `None` if there is nothing such, or nothing is left to be done.
    pub fn next_action(&self, item: HandoverItem) -> Option<NextAction> {
        match item {
            HandoverItem::Incident(seq) => {
                let head = self.incidents.get(seq).filter(|it| it.is_open())?;
                let owed = head.owed(self.incident_clock()).first().map(|(step, _)| NextAction::Report(*step));
                Some(owed.unwrap_or(NextAction::Handle))
            }
            HandoverItem::Search { day, student } => {
                let head = self.searches.get(day, student).filter(|it| it.is_open())?;
                let ladder = &self.presets.rules().ladder;
                Some(head.next_step(ladder).map_or(NextAction::Escalate, |(step, _)| NextAction::Ring(step)))
            }
            HandoverItem::Round(seq) => self.rounds.walk(seq).filter(|it| it.is_open()).map(|_| NextAction::FinishRound),
            HandoverItem::FollowUp(seq) => self.talks.get(seq).filter(|it| it.state == TalkState::Awaiting).map(|_| NextAction::FollowUp),
            HandoverItem::Leave(seq) => match self.leaves.get(seq)?.state {
                LeaveState::Asked => Some(NextAction::DecideLeave),
                LeaveState::Approved => Some(NextAction::ReportBack),
                LeaveState::Declined | LeaveState::Withdrawn | LeaveState::Returned(_) => None,
            },
            HandoverItem::Change(seq) => {
                let head = self.changes.get(seq).filter(|it| it.is_open())?;
                let asked = head.state == ChangeState::Proposed;
                Some(if asked { NextAction::AnswerChange } else { NextAction::DecideChange })
            }
            HandoverItem::Student(student) => self.people.student(student).map(|_| NextAction::Watch),
        }
    }
}
