//! Incidents (事件): what happened, who has it in hand, what must be reported by when.

mod table;

use super::{Day, Deadline, Fired, Paper, ReportField, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

pub(super) use table::IncidentGround;
pub use table::{HOLDS_LIMIT, Incidents, TIMELINE_LIMIT};

/// Severity (级别), the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// I 特别重大.
    Extreme,
    /// II 重大.
    Major,
    /// III 较大.
    Serious,
    /// IV 一般.
    Ordinary,
}

impl Severity {
    /// As the number people write, 1 to 4.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// From the number people write.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Extreme, Self::Major, Self::Serious, Self::Ordinary].get(usize::from(number).checked_sub(1)?).copied()
    }

    /// As the Roman numeral of the reports.
    pub fn roman(self) -> &'static str {
        ["I", "II", "III", "IV"][self as usize]
    }
}

/// What kind of incident (类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Category {
    /// 群体聚集、打架斗殴.
    Fight,
    /// 人身安全.
    Injury,
    /// 心理危机.
    Distress,
    /// 突发疾病.
    Illness,
    /// 人员失联.
    Missing,
    /// 案件纠纷.
    Crime,
    /// 消防用电.
    Fire,
    /// 诈骗与校园贷.
    Fraud,
    /// 舆情.
    Opinion,
    /// 设施故障.
    Facility,
    /// 其他.
    Other,
}

impl Category {
    /// All categories in the order a form lists them.
    pub const ALL: [Self; 11] = [
        Self::Fight,
        Self::Injury,
        Self::Distress,
        Self::Illness,
        Self::Missing,
        Self::Crime,
        Self::Fire,
        Self::Fraud,
        Self::Opinion,
        Self::Facility,
        Self::Other,
    ];
}

/// Where an incident stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IncidentState {
    /// 新报.
    New,
    /// 已受理.
    Acknowledged,
    /// 处置中.
    InHand,
    /// 已上报.
    Escalated,
    /// 待结案.
    Resolved,
    /// 已结案.
    Closed,
    /// Taken back.
    Withdrawn,
}

impl IncidentState {
    /// Whether it still wants somebody.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }

    /// The state that usually comes after this one.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::New => Some(Self::Acknowledged),
            Self::Acknowledged => Some(Self::InHand),
            Self::InHand | Self::Escalated => Some(Self::Resolved),
            Self::Resolved => Some(Self::Closed),
            Self::Closed | Self::Withdrawn => None,
        }
    }
}

/// A report that is owed (上报).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Department told (院系).
    TellDepartment,
    /// Security told (保卫处).
    TellSecurity,
    /// Student office told (学工处).
    TellStudentOffice,
    /// Spoken report (口头报告).
    SpokenReport,
    /// Written report (书面首报).
    WrittenReport,
    /// Written account (书面总结).
    Account,
    /// Counselling centre told (心理中心).
    TellCounselling,
    /// Parents told (家长).
    TellParents,
    /// College leader told (校领导).
    TellLeader,
}

impl Step {
    /// All steps in the order a form lists them.
    pub const ALL: [Self; 9] = [
        Self::TellDepartment,
        Self::TellSecurity,
        Self::TellStudentOffice,
        Self::SpokenReport,
        Self::WrittenReport,
        Self::Account,
        Self::TellCounselling,
        Self::TellParents,
        Self::TellLeader,
    ];

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Which report on paper (报告).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReportKind {
    /// 首报, the first.
    First,
    /// 续报, while it is open.
    Further,
    /// 终报, the last.
    Final,
}

impl ReportKind {
    /// All kinds in their order.
    pub const ALL: [Self; 3] = [Self::First, Self::Further, Self::Final];
}

/// Something an incident has to do with (关联).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Link {
    /// A talk.
    Talk(Seq),
    /// A round.
    Round(Seq),
    /// A request.
    Request(Seq),
}

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
    pub(super) done: u16,
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
