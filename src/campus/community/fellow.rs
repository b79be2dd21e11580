//! Somebody who belongs to a community besides counselors and students' officers: mentors, role models, party members, logistics staff.

use super::super::{Branch, CommunityId, OFFICE_LIMIT, People, Places, Refusal, STUDENTS_LIMIT, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};

/// As what somebody comes into the community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FellowKind {
    /// 领导小组成员.
    LeadingGroup,
    /// 学业导师.
    StudyMentor,
    /// 社团导师.
    ClubMentor,
    /// 技能竞赛导师.
    SkillsMentor,
    /// 创新创业导师.
    VentureMentor,
    /// 劳动技能导师.
    LabourMentor,
    /// 先进典型.
    RoleModel,
    /// 党员.
    PartyMember,
    /// 入党积极分子.
    Activist,
    /// 后勤人员.
    Logistics,
}

impl FellowKind {
    /// All of them in the order lists have them.
    pub const ALL: [Self; 10] = [
        Self::LeadingGroup,
        Self::StudyMentor,
        Self::ClubMentor,
        Self::SkillsMentor,
        Self::VentureMentor,
        Self::LabourMentor,
        Self::RoleModel,
        Self::PartyMember,
        Self::Activist,
        Self::Logistics,
    ];

    /// Whether they look after students of their own.
    pub fn is_mentor(self) -> bool {
        matches!(self, Self::StudyMentor | Self::ClubMentor | Self::SkillsMentor | Self::VentureMentor | Self::LabourMentor)
    }

    /// Whether meetings with students are written down of them.
    pub fn meets(self) -> bool {
        self.is_mentor() || self == Self::RoleModel
    }
}

/// Longest text about somebody, in characters.
pub const FELLOW_TEXT_LIMIT: usize = 200;

/// Somebody of a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fellow {
    /// As what.
    pub kind: FellowKind,
    /// Their name; empty for a student, whose name the roster has.
    pub name: Box<str>,
    /// Which student they are, if they are one.
    pub student: Option<StudentId>,
    /// In which community; `None` for all of them.
    pub community: Option<CommunityId>,
    /// To which branch they belong.
    pub branch: Option<Branch>,
    /// They lead that branch (支部书记).
    pub secretary: bool,
    /// Where they come from: a department, a firm; of logistics staff the service as requests name it.
    pub office: Box<str>,
    /// What they are good for, what they did; may be empty.
    pub text: Box<str>,
    /// The students they look after.
    pub students: Vec<StudentId>,
}

impl Fellow {
    /// Whether the same person stands there as the same for the same community.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.kind, &self.name, self.student, self.community) == (other.kind, &other.name, other.student, other.community)
    }

    /// Everybody in it who is a student.
    pub fn everybody(&self) -> impl Iterator<Item = StudentId> {
        self.student.into_iter().chain(self.students.iter().copied())
    }

    /// Without what was written about them.
    pub(in crate::campus) fn wordless(&self) -> Self {
        Self { text: Box::default(), ..self.clone() }
    }

    pub(super) fn check(&self, people: &People, places: &Places, before: Option<&Self>) -> Result<(), Refusal> {
        match self.student {
            Some(_) if !self.name.is_empty() => return Err(Refusal::FellowNamed),
            None if self.name.trim().is_empty() => return Err(Refusal::EmptyName),
            _ => {}
        }
        super::super::check_len(&self.name, OFFICE_LIMIT)?;
        super::super::check_len(&self.office, OFFICE_LIMIT)?;
        super::super::check_len(&self.text, FELLOW_TEXT_LIMIT)?;
        super::super::check_spot(places, self.community.map(Spot::Community).as_ref())?;
        if self.secretary && self.branch.is_none() {
            return Err(Refusal::BranchNeeded);
        }
        if !self.kind.is_mentor() && !self.students.is_empty() {
            return Err(Refusal::NotAMentor);
        }
        if self.students.len() > STUDENTS_LIMIT {
            return Err(Refusal::TooLong { limit: STUDENTS_LIMIT, got: self.students.len() });
        }
        if self.students.iter().enumerate().any(|(at, id)| self.students[..at].contains(id)) {
            return Err(Refusal::StudentTwice);
        }
        // Who left since is not asked after again.
        let new = |id: &StudentId| before.is_none_or(|it| !it.everybody().any(|known| known == *id));
        let new: Vec<StudentId> = self.everybody().filter(new).collect();
        new.iter().try_for_each(|id| super::super::check_students(people, &[*id]))
    }
}

/// What the campus keeps of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FellowHead {
    /// The entry they came in: their id.
    pub seq: Seq,
    /// Who entered them.
    pub by: UserId,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// The entry that says how they stand.
    pub set: Seq,
    /// How they stand; `None` for who left.
    pub it: Option<Fellow>,
}
