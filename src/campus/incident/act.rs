//! Acts on incidents (事件).

use super::{Category, IncidentState, Link, ReportKind, Severity, Step};
use crate::campus::{Day, Deadline, ReportField, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// An incident as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentOpened {
    /// How grave.
    pub severity: Severity,
    /// What kind.
    pub category: Category,
    /// When it happened or was noticed.
    pub happened: Stamp,
    /// Where.
    pub place: Option<Spot>,
    /// Whom it concerns; may be nobody.
    pub students: SmallVec<[StudentId; 2]>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What happened.
    pub text: Box<str>,
}

/// Acts on incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IncidentAct {
    /// An incident is opened; its id is the number of this entry.
    Opened(IncidentOpened),
    /// A line of the timeline: a call, a measure.
    Noted {
        /// Which incident.
        incident: Seq,
        /// When it was.
        at: Stamp,
        /// What.
        text: Box<str>,
    },
    /// A report is made, or its tick is taken back.
    Stepped {
        /// Which incident.
        incident: Seq,
        /// Which report.
        step: Step,
        /// Whether it is done now.
        done: bool,
        /// To whom, and what they said; may be empty.
        text: Box<str>,
    },
    /// It changes its state.
    Moved {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: IncidentState,
        /// As it is from now on.
        to: IncidentState,
        /// Why; demanded for reopening and closing with open steps.
        text: Box<str>,
    },
    /// Somebody takes it on, or gives it back.
    Owned {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: Option<UserId>,
        /// As it is from now on.
        to: Option<UserId>,
    },
    /// It turns out graver or lighter.
    Weighed {
        /// Which incident.
        incident: Seq,
        /// As it was.
        from: Severity,
        /// As it is from now on.
        to: Severity,
        /// Why.
        text: Box<str>,
    },
    /// A student who was not found by the set hour becomes an incident; its id is the number of this entry.
    OpenedFrom {
        /// The night.
        day: Day,
        /// Who is looked for.
        student: StudentId,
        /// The incident, with everything done so far in its words.
        opened: IncidentOpened,
    },
    /// A drill is opened (演练): it runs like an incident and counts as none. Its id is the number of this entry.
    Drilled(IncidentOpened),
    /// Somebody acknowledges it, or says again that it is not forgotten (受理).
    Acknowledged {
        /// Which incident.
        incident: Seq,
        /// The last sign of life before, so that of two who acknowledge at once one is told.
        before: Option<Seq>,
    },
    /// A line of the checklist is done, or its tick is taken back.
    Ticked {
        /// Which incident.
        incident: Seq,
        /// The line, by its code in the presets.
        item: Box<str>,
        /// Whether it is done now.
        done: bool,
        /// What came of it; may be empty.
        text: Box<str>,
    },
    /// Deadlines passed (超时). Written by the program at the seat of whoever is there.
    Fired {
        /// Which incident.
        incident: Seq,
        /// What passed, and when it was due.
        passed: Vec<(Deadline, Stamp)>,
    },
    /// Somebody helps, or helps no longer (协办).
    Helped {
        /// Which incident.
        incident: Seq,
        /// Who.
        helper: UserId,
        /// Whether they help from now on.
        joins: bool,
    },
    /// It has to do with something else, or has not after all.
    Linked {
        /// Which incident.
        incident: Seq,
        /// With what.
        link: Link,
        /// Whether it has.
        holds: bool,
    },
    /// It is the same as another (并案): its report goes into that one, with everything it holds.
    Merged {
        /// Which incident goes.
        incident: Seq,
        /// Into which.
        into: Seq,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// It is not the same after all (拆案), and goes on by itself.
    Split {
        /// Which incident.
        incident: Seq,
        /// Out of which.
        from: Seq,
        /// Why.
        text: Box<str>,
    },
    /// A report on paper is sent (报送).
    Sent {
        /// Which incident.
        incident: Seq,
        /// Which report.
        report: ReportKind,
        /// To whom.
        to: Box<str>,
        /// When.
        at: Stamp,
        /// How, and what they said; may be empty.
        text: Box<str>,
    },
    /// A report on paper is made (拟稿); its id is the number of this entry. It tells what stands in the timeline up to here.
    Reported {
        /// Which incident.
        incident: Seq,
        /// Which report.
        report: ReportKind,
        /// Words for what the timeline does not have, by field.
        words: Vec<(ReportField, Box<str>)>,
    },
    /// Somebody else than its author counter-signs a report (会签).
    Countersigned {
        /// Which incident.
        incident: Seq,
        /// Which report.
        paper: Seq,
        /// A remark; may be empty.
        text: Box<str>,
    },
    /// A report that nobody has signed or sent is taken back.
    ReportWithdrawn {
        /// Which incident.
        incident: Seq,
        /// Which report.
        paper: Seq,
    },
    /// A counter-signature is taken back before the report is sent.
    SignatureWithdrawn {
        /// Which incident.
        incident: Seq,
        /// Which report.
        paper: Seq,
    },
}

impl IncidentAct {
    /// What an incident is opened with, if this opens one.
    pub fn opened(&self) -> Option<&IncidentOpened> {
        match self {
            Self::Opened(it) | Self::OpenedFrom { opened: it, .. } | Self::Drilled(it) => Some(it),
            _ => None,
        }
    }

    /// Which incident it is about; `None` if it opens one.
    pub fn incident(&self) -> Option<Seq> {
        match self {
            Self::Opened(_) | Self::OpenedFrom { .. } | Self::Drilled(_) => None,
            Self::Noted { incident, .. }
            | Self::Stepped { incident, .. }
            | Self::Moved { incident, .. }
            | Self::Owned { incident, .. }
            | Self::Weighed { incident, .. }
            | Self::Acknowledged { incident, .. }
            | Self::Ticked { incident, .. }
            | Self::Fired { incident, .. }
            | Self::Helped { incident, .. }
            | Self::Linked { incident, .. }
            | Self::Merged { incident, .. }
            | Self::Split { incident, .. }
            | Self::Sent { incident, .. }
            | Self::Reported { incident, .. }
            | Self::Countersigned { incident, .. }
            | Self::ReportWithdrawn { incident, .. }
            | Self::SignatureWithdrawn { incident, .. } => Some(*incident),
        }
    }
}
