//! Where one may be (所在): every screen and pane, and whose commands hold there.

use crate::campus::{Branch, CommunityId, Day, RoomId, Seq, ShiftId, StudentId};
use crate::desk::care::NetworkNode;
use crate::tui::command::Context;

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The four panes; below 120×36 the focused one alone.
    Home,
    /// One pane over the whole screen.
    Zoom(Pane),
    /// All students.
    Students,
    /// A student.
    Student(StudentId),
    /// A room.
    Room(RoomId),
    /// A talk.
    Talk(Seq),
    /// An incident.
    Incident(Seq),
    /// What happened since one was last on duty, what is taken over and given (交接).
    Handover,
    /// The duty log of a shift (值班日志).
    DutyLog(ShiftId),
    /// The communities side by side (社区).
    Communities,
    /// Leaves (请假).
    Leaves,
    /// Hygiene scores: what is to be mended, appeals, model rooms (卫生).
    Hygiene,
    /// The mood barometer of the classes (心理晴雨表).
    Moods,
    /// The students' own grid of a building (楼栋长、楼层长、寝室长).
    Officers,
    /// A round of ours (查寝).
    Round(Seq),
    /// Tonight's rounds, and the nights before (查寝情况).
    Rounds,
    /// Who is looked for (未归).
    Missing,
    /// The search for a student in a night (未归处置).
    Search(Day, StudentId),
    /// The duty schedule (排班).
    Schedule,
    /// Requests about it (调班申请).
    Changes,
    /// Whom to talk to next (该和谁谈).
    Next,
    /// Who has a concern level (关注名单).
    Care,
    /// How far everybody was talked to (谈话覆盖).
    Coverage,
    /// The network of care around a place (四级网络).
    Network(NetworkNode),
    /// A student's talks as one story (谈话脉络).
    Story(StudentId),
    /// Requests of students (诉求).
    Requests,
    /// A request.
    Request(Seq),
    /// Patterns across rooms and weeks (安全研判).
    Watch,
    /// A report about an incident (首报、续报、终报).
    Paper(Seq),
    /// Activities (活动).
    Activities,
    /// An activity.
    Activity(Seq),
    /// The board of the term (指标看板).
    TermBoard,
    /// What the term demands (学期指标).
    Obligations,
    /// A part of the communities (社区).
    Community(CommunityPlace),
    /// What was done, by person (考核).
    Appraisal,
    /// What happened, over time (统计).
    Stats,
    /// News of what was done (宣传).
    Newsroom,
    /// A piece of news.
    News(Seq),
    /// Awards (评优).
    Awards,
    /// An award.
    Award(Seq),
    /// What stands behind a number of the appraisal or the statistics (明细).
    Figure,
}

/// Which part of the communities is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CommunityPlace {
    /// Which part.
    pub view: CommunityView,
    /// Of one community only.
    pub community: Option<CommunityId>,
    /// So many days from today on.
    pub days: i16,
    /// Of one place only.
    pub venue: Option<Seq>,
    /// The members of one branch.
    pub branch: Option<Branch>,
    /// Somebody with their students and meetings, or a reception day with who came, by their entry.
    pub opened: Option<Seq>,
}

impl Place {
    /// Whether it is the sheet of somebody of a community, or of a reception day.
    pub fn opens(self, seq: Seq) -> bool {
        matches!(self, Self::Community(at) if at.opened == Some(seq))
    }

    /// Whose commands hold there; on the home screen, those of the pane that has the keys.
    pub fn context(self, focus: Pane) -> Context {
        match self {
            Self::Home => focus.context(),
            Self::Zoom(pane) => pane.context(),
            Self::Students => Context::Students,
            Self::Student(_) => Context::Student,
            Self::Room(_) => Context::Room,
            Self::Talk(_) => Context::Talk,
            Self::Incident(_) => Context::Incident,
            Self::Handover => Context::Handover,
            Self::DutyLog(_) => Context::DutyLog,
            Self::Communities => Context::Communities,
            Self::Leaves => Context::Leaves,
            Self::Hygiene => Context::Hygiene,
            Self::Moods => Context::Moods,
            Self::Officers => Context::Officers,
            Self::Round(_) => Context::Round,
            Self::Rounds => Context::Rounds,
            Self::Missing => Context::Missing,
            Self::Search(..) => Context::Search,
            Self::Schedule => Context::Schedule,
            Self::Changes => Context::Changes,
            Self::Next => Context::Next,
            Self::Care => Context::Care,
            Self::Coverage => Context::Coverage,
            Self::Network(_) => Context::Network,
            Self::Story(_) => Context::Story,
            Self::Requests => Context::Requests,
            Self::Request(_) => Context::Request,
            Self::Watch => Context::Watch,
            Self::Paper(_) => Context::Paper,
            Self::Activities => Context::Activities,
            Self::Activity(_) => Context::Activity,
            Self::TermBoard => Context::TermBoard,
            Self::Obligations => Context::Obligations,
            Self::Community(_) => Context::Community,
            Self::Appraisal => Context::Appraisal,
            Self::Stats => Context::Stats,
            Self::Newsroom => Context::Newsroom,
            Self::News(_) => Context::News,
            Self::Awards => Context::Awards,
            Self::Award(_) => Context::Award,
            Self::Figure => Context::Figure,
        }
    }
}

/// A part of the communities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommunityView {
    /// The places (场地).
    Places,
    /// What is booked on a day.
    Day,
    /// What is booked in a week.
    Week,
    /// Tasks, setting up, sign-plates (任务与标识牌).
    Tasks,
    /// Everybody of a community (社区队伍).
    People,
    /// Mentors and role models alone.
    Mentors,
    /// The six branches (功能型党支部).
    Branches,
    /// What the service centre does (服务事项).
    Catalogue,
}

/// A pane of the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The dorm grid (宿舍).
    Dorm,
    /// Schedule and handover (值班).
    Duty,
    /// Talks (谈话).
    Talks,
    /// Incidents (事件).
    Incidents,
}

impl Pane {
    /// All panes in the order of their numbers, which is also that of `Tab`.
    pub const ALL: [Self; 4] = [Self::Dorm, Self::Duty, Self::Talks, Self::Incidents];

    /// The context of its commands.
    pub fn context(self) -> Context {
        match self {
            Self::Dorm => Context::Dorm,
            Self::Duty => Context::Duty,
            Self::Talks => Context::Talks,
            Self::Incidents => Context::Incidents,
        }
    }
}

/// Where something found leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a student.
    Student(StudentId),
    /// To a room.
    Room(RoomId),
}
