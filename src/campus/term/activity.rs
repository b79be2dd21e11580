//! Activities (活动): what is held in a community, by whom, with how many, and what proves it.

use super::super::{CommunityId, Day, DepartmentId, Paged, Seq, Spot, Stamp, StudentId, TalkFile, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Of what kind an activity is (类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActivityKind {
    /// 志愿服务.
    Volunteer,
    /// 思政教育.
    Ideology,
    /// 社区文化: festivals, culture.
    Culture,
    /// 主题党日.
    PartyDay,
    /// 心理健康: group activities of the post.
    MentalHealth,
    /// 安全教育.
    Safety,
    /// 先进典型: role models come in.
    RoleModel,
    /// 导师进社区: mentors.
    Mentor,
    /// 领导进社区: leaders come in, other than reception days.
    LeaderVisit,
    /// 后勤服务.
    Logistics,
    /// 学生自律会.
    SelfGovernment,
    /// 评比竞赛: contests and awards.
    Contest,
    /// 会议与培训.
    Meeting,
    /// 场地与标牌: the building tasks of the plan.
    Building,
    /// 其他.
    Other,
}

impl ActivityKind {
    /// All of them in the order a form lists them.
    pub const ALL: [Self; 15] = [
        Self::Volunteer,
        Self::Ideology,
        Self::Culture,
        Self::PartyDay,
        Self::MentalHealth,
        Self::Safety,
        Self::RoleModel,
        Self::Mentor,
        Self::LeaderVisit,
        Self::Logistics,
        Self::SelfGovernment,
        Self::Contest,
        Self::Meeting,
        Self::Building,
        Self::Other,
    ];

    /// The branch that usually holds it.
    pub fn branch(self) -> Option<Branch> {
        Some(match self {
            Self::Ideology | Self::PartyDay | Self::RoleModel => Branch::Ideology,
            Self::Safety => Branch::Safety,
            Self::Mentor => Branch::Innovation,
            Self::MentalHealth => Branch::Psych,
            Self::Culture | Self::Contest => Branch::Arts,
            Self::Volunteer | Self::SelfGovernment => Branch::Labour,
            Self::LeaderVisit | Self::Logistics | Self::Meeting | Self::Building | Self::Other => return None,
        })
    }
}

/// Which of the six branches of a community (功能型党支部).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Branch {
    /// 思政教育.
    Ideology,
    /// 安全教育.
    Safety,
    /// 创新创业.
    Innovation,
    /// 心理健康.
    Psych,
    /// 文体文艺.
    Arts,
    /// 劳动实践.
    Labour,
}

impl Branch {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Ideology, Self::Safety, Self::Innovation, Self::Psych, Self::Arts, Self::Labour];
}

/// How an activity stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActivityState {
    /// 计划中.
    Planned,
    /// 已预告.
    Announced,
    /// 已举办; what proves it is still missing.
    Held,
    /// 已佐证.
    Proved,
    /// 已发布.
    Published,
    /// 已取消.
    Cancelled,
    /// Taken back as a mistake.
    Withdrawn,
}

impl ActivityState {
    /// All of them in their order.
    pub const ALL: [Self; 7] =
        [Self::Planned, Self::Announced, Self::Held, Self::Proved, Self::Published, Self::Cancelled, Self::Withdrawn];

    /// Whether it took place.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Held | Self::Proved | Self::Published)
    }

    /// Whether it is still to take place.
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Announced)
    }

    /// Whether there is proof of it.
    pub fn is_proved(self) -> bool {
        matches!(self, Self::Proved | Self::Published)
    }
}

/// As what somebody takes part who is named (身份).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// 校领导.
    CollegeLeader,
    /// 院系领导.
    DepartmentLeader,
    /// 导师.
    Mentor,
    /// 先进典型.
    RoleModel,
    /// 工作人员.
    Staff,
    /// Anybody else.
    Other,
}

impl Standing {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::CollegeLeader, Self::DepartmentLeader, Self::Mentor, Self::RoleModel, Self::Staff, Self::Other];
}

/// What somebody does there (角色).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TakingPart {
    /// 负责.
    Leads,
    /// 主讲.
    Speaks,
    /// 出席.
    Attends,
}

impl TakingPart {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Leads, Self::Speaks, Self::Attends];
}

/// Somebody who takes part by name and is not counted among the students.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taking {
    /// Their name.
    pub name: Box<str>,
    /// Which user that is, if one.
    pub user: Option<UserId>,
    /// As what.
    pub standing: Standing,
    /// What they do there.
    pub part: TakingPart,
}

/// What is known of an activity beforehand and stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityFacts {
    /// Of what kind.
    pub kind: ActivityKind,
    /// Which of the six branches holds it.
    pub branch: Option<Branch>,
    /// In which community; none for one of the whole college.
    pub community: Option<CommunityId>,
    /// Which department holds it.
    pub department: Option<DepartmentId>,
    /// On which day.
    pub day: Day,
    /// At what time, in minutes of the day.
    pub minute: Option<u16>,
    /// Where.
    pub place: Option<Spot>,
    /// What it is.
    pub title: Box<str>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// Who leads, speaks, attends.
    pub taking: Vec<Taking>,
    /// What is to prove it (`照片`, `签到表`).
    pub promised: Vec<Box<str>>,
}

/// An activity as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityEntered {
    /// What is known of it.
    pub facts: ActivityFacts,
    /// Planned, announced or held.
    pub state: ActivityState,
    /// How many were there, or are expected.
    pub count: u32,
    /// What was said and decided; may be empty.
    pub text: Box<str>,
}

/// Acts on activities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActivityAct {
    /// It is entered; its id is the number of this entry.
    Entered(Box<ActivityEntered>),
    /// It is announced, held, proved, published, cancelled, taken back; or one of these is taken back.
    Moved {
        /// Which.
        activity: Seq,
        /// As it stood.
        from: ActivityState,
        /// As it stands from now on.
        to: ActivityState,
        /// Why, or where it is published; may be empty.
        text: Box<str>,
    },
    /// What is known of it changes.
    Amended {
        /// Which.
        activity: Seq,
        /// As it was.
        before: Box<ActivityFacts>,
        /// As it is from now on.
        after: Box<ActivityFacts>,
    },
    /// Who was there (签到).
    Attended {
        /// Which.
        activity: Seq,
        /// Students who were there.
        added: Vec<StudentId>,
        /// Students who were not, though it was said.
        removed: Vec<StudentId>,
        /// How many were there, as it was said before.
        before: u32,
        /// How many were there, with and without names.
        count: u32,
    },
    /// What was said and decided (纪要).
    Noted {
        /// Which.
        activity: Seq,
        /// What.
        text: Box<str>,
    },
    /// A file that proves it (佐证材料).
    Attached {
        /// Which.
        activity: Seq,
        /// The file.
        file: Box<TalkFile>,
    },
    /// Somebody took a file out; that is on record.
    FileTaken {
        /// Which.
        activity: Seq,
        /// The entry that holds the file.
        file: Seq,
    },
}

impl ActivityAct {
    /// The activity it is about; `None` for one that is entered.
    pub fn activity(&self) -> Option<Seq> {
        match self {
            Self::Entered(_) => None,
            Self::Moved { activity, .. }
            | Self::Amended { activity, .. }
            | Self::Attended { activity, .. }
            | Self::Noted { activity, .. }
            | Self::Attached { activity, .. }
            | Self::FileTaken { activity, .. } => Some(*activity),
        }
    }
}

/// What the campus keeps of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityHead {
    /// The entry it was entered in: its id.
    pub seq: Seq,
    /// Who entered it.
    pub by: UserId,
    /// When.
    pub at: Stamp,
    /// How it stands.
    pub state: ActivityState,
    /// What is known of it.
    pub facts: ActivityFacts,
    /// The entry that is known from.
    pub(in crate::campus) facts_of: Seq,
    /// Who changed what is known of it or how many were there last, and when.
    pub changed: (UserId, Stamp),
    /// How many were there, or are expected.
    pub count: u32,
    /// When there was proof of it, while there is.
    pub proved: Option<Stamp>,
    /// The entry that published it, while it is.
    pub published: Option<Seq>,
    /// The entries that hold files.
    pub files: SmallVec<[Seq; 2]>,
    /// The entries after the first.
    pub timeline: SmallVec<[Seq; 4]>,
}

/// All activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activities {
    pub(in crate::campus) heads: Paged<ActivityHead>,
    /// Who was there, row for row.
    pub(in crate::campus) present: Paged<Vec<StudentId>>,
}

impl Default for Activities {
    fn default() -> Self {
        Self { heads: Paged::new(32), present: Paged::new(16) }
    }
}

impl Activities {
    /// All in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[ActivityHead] {
        self.heads.rows()
    }

    /// One by its id.
    pub fn get(&self, seq: Seq) -> Option<&ActivityHead> {
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    pub(super) fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
    }

    /// The students who were there by name, in the order of their ids.
    pub fn present(&self, seq: Seq) -> &[StudentId] {
        self.row(seq).and_then(|row| self.present.get(row)).map_or(&[], Vec::as_slice)
    }

    /// The activities a student was at, oldest entry first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl Iterator<Item = &ActivityHead> {
        let both = self.heads.rows().iter().zip(self.present.rows());
        both.filter(move |(it, present)| it.state != ActivityState::Withdrawn && present.binary_search(&id).is_ok()).map(|(it, _)| it)
    }

    pub(in crate::campus) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &ActivityAct) {
        if let ActivityAct::Entered(it) = act {
            self.heads.push(ActivityHead {
                seq,
                by,
                at,
                state: it.state,
                facts: it.facts.clone(),
                facts_of: seq,
                changed: (by, at),
                count: it.count,
                proved: None,
                published: None,
                files: SmallVec::new(),
                timeline: SmallVec::new(),
            });
            self.present.push(Vec::new());
            return;
        }
        let Some(row) = act.activity().and_then(|it| self.row(it)) else { return };
        if let (ActivityAct::Attended { added, removed, .. }, Some(present)) = (act, self.present.get_mut(row)) {
            present.retain(|it| !removed.contains(it));
            present.extend(added);
            present.sort_unstable();
            present.dedup();
        }
        let Some(it) = self.heads.get_mut(row) else { return };
        it.timeline.push(seq);
        if matches!(act, ActivityAct::Amended { .. } | ActivityAct::Attended { .. }) {
            it.changed = (by, at);
        }
        match act {
            ActivityAct::Moved { to, .. } => {
                it.state = *to;
                it.proved = if to.is_proved() { it.proved.or(Some(at)) } else { None };
                it.published = (*to == ActivityState::Published).then_some(seq);
            }
            ActivityAct::Amended { after, .. } => (it.facts, it.facts_of) = ((**after).clone(), seq),
            ActivityAct::Attended { count, .. } => it.count = *count,
            ActivityAct::Attached { .. } => it.files.push(seq),
            ActivityAct::Entered(_) | ActivityAct::Noted { .. } | ActivityAct::FileTaken { .. } => {}
        }
    }

    /// What an entry said of an activity in free words goes with the words of the entry.
    pub(in crate::campus) fn erase(&mut self, entry: Seq) {
        let row = self.heads.rows().iter().position(|it| it.facts_of == entry);
        if let Some(it) = row.and_then(|row| self.heads.get_mut(row)) {
            it.facts.forget();
        }
    }

    /// A student was at no activity any more; how many were there stays.
    pub(in crate::campus) fn release(&mut self, id: StudentId) {
        for row in 0..self.present.len() {
            let Some(at) = self.present.get(row).and_then(|it| it.binary_search(&id).ok()) else { continue };
            if let Some(present) = self.present.get_mut(row) {
                present.remove(at);
            }
        }
    }
}

impl ActivityFacts {
    /// Takes the free words out. Its kind, where, when and with which tags it was stays, for it is counted.
    pub(in crate::campus) fn forget(&mut self) {
        self.title = Box::default();
        self.place = self.place.take().filter(|it| !matches!(it, Spot::Words(_)));
    }
}
