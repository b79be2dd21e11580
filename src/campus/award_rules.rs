//! By which rule the candidates of an award are computed (评优细则), as the college's presets give it.

use super::{AwardKind, Category};
use serde::Deserialize;

/// The rules of all awards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardRules {
    /// The kinds of incident that count against a room, by their names for scripts. A crisis or an illness is nobody's fault.
    pub incidents: Vec<Box<str>>,
    /// 文明宿舍.
    pub room: AwardRule,
    /// 文明班级.
    pub class: AwardRule,
    /// 宿舍美化.
    pub decor: AwardRule,
    /// 舍标设计.
    pub sign: AwardRule,
}

/// The rule of one. Points go off from the average of the hygiene scores.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardRule {
    /// Least average of the hygiene scores.
    pub least: u8,
    /// Least number of them.
    pub scores: u16,
    /// Points off for each student who came late; of a class, by student.
    pub late: u8,
    /// For each who was absent.
    pub absent: u8,
    /// For each forbidden appliance.
    pub appliance: u8,
    /// For each incident that counts.
    pub incident: u8,
    /// How much of the sum the jury gives, in hundredths.
    pub jury: u8,
}

impl AwardRules {
    /// The rule of a kind.
    pub fn of(&self, kind: AwardKind) -> AwardRule {
        match kind {
            AwardKind::Room => self.room,
            AwardKind::Class => self.class,
            AwardKind::Decor => self.decor,
            AwardKind::Sign => self.sign,
        }
    }

    /// Whether an incident of this kind counts.
    pub fn counts(&self, category: Category) -> bool {
        self.incidents.iter().any(|it| Category::from_key(it) == Some(category))
    }

    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        if self.incidents.iter().any(|it| Category::from_key(it).is_none()) {
            Some("awards.incidents")
        } else if AwardKind::ALL.iter().any(|it| self.of(*it).jury > 100 || self.of(*it).least > 100) {
            Some("awards")
        } else {
            None
        }
    }
}
