//! What a pane or a list holds, of what it could (范围): the choices `o` turns through.

use crate::campus::{BuildingId, CommunityId, Day, RoomId, Seq, Whom};

/// The dorm grid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dorm {
    /// The building shown.
    pub building: Option<BuildingId>,
    /// The room under the cursor.
    pub room: Option<RoomId>,
    /// What the cells say.
    pub view: GridView,
    /// First column that is shown.
    pub left: usize,
    /// First floor that is shown, counted from the top of the house.
    pub top: usize,
}

/// What the cells of the dorm grid say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum GridView {
    /// Tonight's round (今晚查寝).
    #[default]
    Round,
    /// The gravest concern level (关注).
    Concern,
    /// Open incidents (未结事件).
    Incidents,
    /// Requests to which an answer is owed (待答复诉求).
    Requests,
    /// Empty beds (空床).
    Vacancy,
    /// Days since the last talk with anybody there (多久没谈).
    LastTalk,
    /// The latest hygiene score in stars (卫生星级).
    Hygiene,
    /// The department most of its people belong to (院系).
    Department,
}

impl GridView {
    /// All views in the order `o` turns through them.
    pub const ALL: [Self; 8] =
        [Self::Round, Self::Concern, Self::Incidents, Self::Requests, Self::LastTalk, Self::Hygiene, Self::Department, Self::Vacancy];
}

/// What the talk list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum TalkScope {
    /// The latest, whoever held them.
    #[default]
    All,
    /// The latest of our own.
    Mine,
    /// Those whose follow-up is owed, the most urgent first.
    Due,
    /// Those that are planned, the next one first.
    Plans,
}

impl TalkScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 4] = [Self::All, Self::Mine, Self::Due, Self::Plans];
}

/// What the incident list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum IncidentScope {
    /// The open ones, the one that will hurt first on top.
    #[default]
    Open,
    /// The latest, whatever their state.
    All,
}

/// What the student list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum StudentScope {
    /// The students of our own classes.
    #[default]
    Own,
    /// Everybody with a concern level, the gravest first.
    Concern,
    /// Everybody enrolled.
    All,
}

/// What the list of leaves holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum LeaveScope {
    /// Those that wait for a decision, ours to make first (待批).
    #[default]
    Waiting,
    /// Who is away tonight (今晚不在).
    Away,
    /// Who is to be back today (今天返校).
    Today,
    /// Who should have reported back (逾期未销).
    Overdue,
    /// All, the latest first.
    All,
}

impl LeaveScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Away, Self::Today, Self::Overdue, Self::All];
}

/// What the list of hygiene scores holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HygieneScope {
    /// What is to be mended, the most overdue first, and appeals (待整改).
    #[default]
    Open,
    /// The model rooms of the term (文明寝室).
    Model,
    /// The latest scores.
    All,
}

impl HygieneScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Model, Self::All];
}

/// What the list of whom to talk to next holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum NextScope {
    /// The students one answers for.
    #[default]
    Mine,
    /// Those whom one has put off (暂缓).
    Snoozed,
    /// Everybody whose talks one may follow.
    All,
}

impl NextScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Snoozed, Self::All];
}

/// What the care list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CareScope {
    /// The students one answers for, those due for review first.
    #[default]
    Mine,
    /// Of them those due for review (待复核).
    Due,
    /// Everybody with a level.
    All,
}

impl CareScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Due, Self::All];
}

/// What the list of requests holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RequestScope {
    /// Those to which an answer is owed, the most overdue first (待答复).
    #[default]
    Open,
    /// Those that are answered and neither rated nor closed (待评价).
    Answered,
    /// All, the latest first.
    All,
    /// How the services did in the last seven days (服务监督).
    Services,
}

impl RequestScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::All, Self::Services];
}

/// What the list of activities holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ActivityScope {
    /// Those of the term, the latest first (本学期).
    #[default]
    Term,
    /// Those that are still to be held, the next first (待举办).
    Ahead,
    /// Those of the term that lack proof (缺佐证).
    Unproved,
    /// All, the latest first.
    All,
}

impl ActivityScope {
    /// All scopes in the order `o` turns through them.
    pub const ALL: [Self; 4] = [Self::Term, Self::Ahead, Self::Unproved, Self::All];
}

/// What the screens of the term show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermLook {
    /// What the list of activities holds.
    pub scope: ActivityScope,
    /// A cell of the board that was opened instead.
    pub opened: Option<OpenedCell>,
    /// The community that is looked at on the board; all where none is.
    pub community: Option<CommunityId>,
    /// As of which day the board is; today where none is said.
    pub on: Option<Day>,
    /// The person that is looked at on the board instead of a community.
    pub whom: Option<Whom>,
    /// The terms are shown instead of what they demand.
    pub terms: bool,
    /// A day of the term whose obligations are shown; today where none is said.
    pub of: Option<Day>,
}

/// A cell of the board, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedCell {
    /// What it is of.
    pub name: String,
    /// What counts in it: activities and reception days.
    pub things: Vec<Seq>,
    /// What is missing in it, in words.
    pub missing: Vec<String>,
}
