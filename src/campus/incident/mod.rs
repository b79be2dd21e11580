//! Incidents (事件): what happened, who has it in hand, what must be reported by when.

mod act;
mod head;
mod table;

pub use act::{IncidentAct, IncidentOpened};
pub use head::{Ack, IncidentHead, Tick};
pub(super) use table::IncidentGround;
pub use table::{HOLDS_LIMIT, Incidents, TIMELINE_LIMIT};

use crate::campus::Seq;
use serde::{Deserialize, Serialize};

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

    pub(super) fn bit(self) -> u16 {
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
