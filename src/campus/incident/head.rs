//! What the campus keeps of an incident (事件).

use super::{Category, IncidentState, Link, ReportKind, Severity, Step};
use crate::campus::{Fired, Paper, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What the campus keeps of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentHead {
    /// The entry it was opened in: its id.
    pub seq: Seq,
    /// Who opened it.
    pub by: UserId,
    /// When the clock began to run.
    pub opened: Stamp,
    /// How grave.
    pub severity: Severity,
    /// What kind.
    pub category: Category,
    /// How it stands.
    pub state: IncidentState,
    /// Where.
    pub place: Option<Spot>,
    /// Whom it concerns.
    pub students: SmallVec<[StudentId; 2]>,
    /// Who has it in hand.
    pub owner: Option<UserId>,
    /// The entries of its timeline after the first.
    pub timeline: SmallVec<[Seq; 4]>,
    /// From when its deadlines run: when it was opened, or the first of the reports that went into it.
    pub since: Stamp,
    /// Since which entry, and when, somebody is to acknowledge it.
    pub asked: (Seq, Stamp),
    /// Who has acknowledged it, and the last sign of life since.
    pub acked: Option<Ack>,
    /// The lines of the checklist that are done.
    pub ticks: Vec<Tick>,
    /// Who helps.
    pub helpers: SmallVec<[UserId; 2]>,
    /// What it has to do with.
    pub links: Vec<Link>,
    /// The incident it went into.
    pub merged: Option<Seq>,
    /// The incidents that went into it.
    pub holds: Vec<Seq>,
    /// Whether it is a drill.
    pub drill: bool,
    /// The deadlines that passed, as they were put on record.
    pub fired: Vec<Fired>,
    /// The reports on paper that were sent: which, in which entry, when.
    pub sent: Vec<(ReportKind, Seq, Stamp)>,
    /// The reports that were made, in their order.
    pub papers: Vec<Paper>,
    /// Who answered it first, and when.
    pub answered: Option<(UserId, Stamp)>,
    pub(in crate::campus) done: u16,
}

/// An acknowledgement (受理), as far as it still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// Who acknowledged it.
    pub by: UserId,
    /// The entry of the last sign of life.
    pub seq: Seq,
    /// When that was.
    pub at: Stamp,
}

/// A line of the checklist that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// The line, by its code.
    pub item: Box<str>,
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// Who.
    pub by: UserId,
}

impl IncidentHead {
    /// Whether a report is made.
    pub fn is_done(&self, step: Step) -> bool {
        self.done & step.bit() != 0
    }

    /// Whether it still wants somebody: what went into another does not.
    pub fn is_open(&self) -> bool {
        self.state.is_open() && self.merged.is_none()
    }

    /// The tick of a line of the checklist, if it is done.
    pub fn tick(&self, item: &str) -> Option<&Tick> {
        self.ticks.iter().find(|it| &*it.item == item)
    }
}
