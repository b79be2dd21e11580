//! Everything a seat knows about itself: who sits there, what is shown, where the cursor stands, what lies on top.

use super::alarm::{Alarm, AlarmBook, FLASHES, QuietHours};
use super::command::Context;
use super::counting::Counting;
pub use super::frame::{Area, FrameInfo, Hit};
use super::handing::{Edits, HandoverView};
use super::input::{Input, Key};
use super::keymap::Keymap;
use super::layer::{Capture, Overlay, Sheet};
use super::msg::Fetched;
use super::prompt::Prompt;
use super::querying::PutAside;
use super::scheduling::Scheduling;
use super::upkeep::Upkeep;
use super::view::Board;
use super::walking::Walking;
use crate::campus::{
    Branch, BuildingId, Campus, CommunityId, Day, Entry, NumberKind, ReportKind, RoomId, Seq, ShiftId, Stamp, StudentId, UserId, Whom,
};
use crate::desk::care::NetworkNode;
use crate::words::Lang;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A seat.
#[derive(Debug)]
pub struct Model {
    /// Who sits here.
    pub seat: Seat,
    /// What the clock said last.
    pub now: Stamp,
    /// What fills the screen.
    pub place: Place,
    /// Where one came from, the last on top.
    pub trail: Vec<Place>,
    /// The pane of the home screen that has the keys.
    pub focus: Pane,
    /// The dorm grid.
    pub dorm: Dorm,
    /// What the talk list holds.
    pub talk_scope: TalkScope,
    /// What the incident list holds.
    pub incident_scope: IncidentScope,
    /// What the student list holds.
    pub student_scope: StudentScope,
    /// What the list of leaves holds.
    pub leave_scope: LeaveScope,
    /// What the list of hygiene scores holds.
    pub hygiene_scope: HygieneScope,
    /// What the list of whom to talk to next holds.
    pub next_scope: NextScope,
    /// What the care list holds.
    pub care_scope: CareScope,
    /// What the list of requests holds.
    pub request_scope: RequestScope,
    /// What the screens of the term show.
    pub term: TermLook,
    /// How one looks at what was done.
    pub counting: Counting,
    /// A cursor for each list, at [`List`] as index.
    pub cursors: [Cursor; List::COUNT],
    /// Everything derived from the campus that is drawn, worked out afresh when the campus or the minute changes.
    pub board: Board,
    /// What lies on top, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Messages that go away by themselves, the newest last.
    pub toasts: Vec<Toast>,
    /// The seat is locked: nothing else may be drawn.
    pub lock: Option<Lock>,
    /// Nobody touched the seat for so many milliseconds: it locks itself. 0 is never.
    pub lock_after: i64,
    /// How long before a shift of ours begins or is to be handed over we are reminded, in milliseconds; 0 is never, and of nothing else either.
    pub remind_ahead: i64,
    /// What we were reminded of already.
    pub reminded: BTreeSet<Reminder>,
    /// When somebody touched it last.
    pub touched: Stamp,
    /// The clock is one set for a demonstration, not the machine's.
    pub demo_clock: bool,
    /// The time this screen looks back to; nothing is written on it then.
    pub past: Option<Stamp>,
    /// There is a gate to go back to, where the recovery key opens.
    pub has_gate: bool,
    /// How the home stands, as far as the seat was told.
    pub upkeep: Upkeep,
    /// What the person must be told as soon as no overlay is open.
    pub untold: Vec<Sheet>,
    /// A talk whose glass was broken: read this once, while one stays at it.
    pub glass: Option<Arc<Entry>>,
    /// What is personal in the news shown.
    pub checked: Option<super::view::Checked>,
    /// The side of the handover that was chosen; the one that is due where none was.
    pub handover_view: Option<HandoverView>,
    /// What was changed in the handover that is drafted.
    pub edits: Edits,
    /// The round being walked.
    pub round: Walking,
    /// The duty schedule as it is looked at.
    pub schedule: Scheduling,
    /// Numbers shown in full, each while one stays where it was asked for.
    pub revealed: Vec<Revealed>,
    /// Something of ours is on the clipboard, until then.
    pub copied: Option<Stamp>,
    /// Entries fetched to be read.
    pub texts: Texts,
    /// Acts on their way to the disk.
    pub pending: Vec<(Token, Pending)>,
    /// Our own acts that can be taken back, the last on top.
    pub undoable: Vec<Undoable>,
    /// The keys of a chord begun.
    pub chord: Vec<Key>,
    /// The keys of every command at this seat.
    pub keymap: Keymap,
    /// What the last picture said about itself.
    pub frame: FrameInfo,
    /// The seat is to be left.
    pub quit: bool,
    /// Captures put aside with Esc, the last on top; `t` or `i` takes them up again.
    pub shelf: Vec<Capture>,
    /// A search of the texts put aside while one looks at something it found.
    pub queried: Option<PutAside>,
    /// What was typed while a capture was on its way to the disk.
    pub held: Vec<Input>,
    /// Tags used of late at this seat, the latest first.
    pub tags: Vec<Box<str>>,
    pub(super) tokens: u64,
    pub(super) swallow_enter: bool,
    /// Searches this seat has asked to become an incident.
    pub(super) escalated: HashSet<(Day, StudentId)>,
    /// What was called out of incidents, and what waits for the next call.
    pub alarms: AlarmBook,
    /// What stands across the screen until somebody is there.
    pub alarm: Option<Alarm>,
    /// Hours in which only grave things are loud.
    pub quiet_hours: Option<QuietHours>,
    /// The incident shown says who knew what when, instead of its timeline.
    pub who_knew: bool,
    /// Which report about an incident is looked at.
    pub paper_kind: ReportKind,
    /// For which state of the campus and which minute the home was looked at.
    pub(super) looked: Option<(Seq, i64)>,
}

/// Who sits here, and how they like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub user: UserId,
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: ThemeChoice,
    /// Draw borders and signs in ASCII: the terminal is not sure of their width.
    pub ascii: bool,
    /// The window, in columns and rows.
    pub size: (u16, u16),
}

/// Which theme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the terminal seems to be.
    #[default]
    Auto,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// Without colour.
    Mono,
}

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

/// A number of a student shown in full (查看号码), once the look is on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Revealed {
    /// Where it was asked for; it goes when one leaves there.
    pub place: Place,
    /// Whose.
    pub student: StudentId,
    /// Which.
    pub what: NumberKind,
    /// The number.
    pub number: Zeroizing<String>,
}

impl std::fmt::Debug for Revealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Revealed")
    }
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
}

/// Where something found leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a student.
    Student(StudentId),
    /// To a room.
    Room(RoomId),
}

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
    pub const ALL: [Self; 7] =
        [Self::Round, Self::Concern, Self::Incidents, Self::LastTalk, Self::Hygiene, Self::Department, Self::Vacancy];
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

/// A list with a cursor of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the list of the pane or screen of that name")]
pub enum List {
    Duty,
    Talks,
    Incidents,
    Students,
    /// The talks and incidents of the student shown.
    Student,
    /// The people of the room shown.
    Room,
    /// The text of the talk shown, by line.
    Talk,
    /// The timeline of the incident shown.
    Incident,
    Handover,
    Communities,
    Leaves,
    Hygiene,
    Moods,
    Officers,
    /// The list of the topmost overlay.
    Overlay,
    Rounds,
    Missing,
    /// The steps of the search shown.
    Search,
    /// Who serves how much.
    Ledger,
    /// Requests about the schedule.
    Changes,
    DutyLog,
    /// Whom to talk to next.
    Next,
    Care,
    Coverage,
    Network,
    /// A student's story, by line.
    Story,
    Requests,
    /// The timeline of the request shown.
    Request,
    Watch,
    /// The fields of the report shown.
    Paper,
    Activities,
    /// The timeline of the activity shown.
    Activity,
    TermBoard,
    Obligations,
    Community,
    Appraisal,
    Stats,
    Newsroom,
    Awards,
    /// The candidates of the award shown.
    Award,
    /// The words of the news shown, by line.
    News,
}

impl List {
    /// How many lists there are.
    pub const COUNT: usize = Self::ALL.len();

    /// All lists, each at its own index.
    pub const ALL: [Self; 41] = [
        Self::Duty,
        Self::Talks,
        Self::Incidents,
        Self::Students,
        Self::Student,
        Self::Room,
        Self::Talk,
        Self::Incident,
        Self::Handover,
        Self::Communities,
        Self::Leaves,
        Self::Hygiene,
        Self::Moods,
        Self::Officers,
        Self::Overlay,
        Self::Rounds,
        Self::Missing,
        Self::Search,
        Self::Ledger,
        Self::Changes,
        Self::DutyLog,
        Self::Next,
        Self::Care,
        Self::Coverage,
        Self::Network,
        Self::Story,
        Self::Requests,
        Self::Request,
        Self::Watch,
        Self::Paper,
        Self::Activities,
        Self::Activity,
        Self::TermBoard,
        Self::Obligations,
        Self::Community,
        Self::Appraisal,
        Self::Stats,
        Self::Newsroom,
        Self::Awards,
        Self::Award,
        Self::News,
    ];
}

/// Where one stands in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row under the cursor.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

/// What one is reminded of ahead of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// A shift of ours begins.
    Begins(ShiftId),
    /// A shift of ours is to be handed over.
    HandOver(ShiftId),
}

/// A message that goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// When it goes away.
    pub until: Stamp,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// It is worth knowing.
    Plain,
    /// It did not work.
    Bad,
}

/// A locked seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    /// Who comes in, and the passphrase being typed.
    pub prompt: Prompt,
    /// What became of what was being written.
    pub unsaved: Unsaved,
}

/// What became of what was being written when the seat was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsaved {
    /// An act is still on its way to the disk; the keys are needed until it is there.
    Pending,
    /// It is on its way to the disk, sealed, and the keys are being forgotten.
    Saving,
    /// There was nothing, or it lies on disk, sealed: nothing of it is left in memory.
    Safe,
    /// The disk did not take it, in words: it stays in memory and waits for who wrote it.
    AtRisk(String),
}

/// By which the answer to an act is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token(pub u64);

/// What an act on its way is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// What to say when it is done, in words.
    pub done: String,
    /// What waits for it.
    pub waits: Waits,
    /// It can be taken back afterwards.
    pub undoable: bool,
}

/// What waits for an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// The capture line: it closes when the act is durable, and stays with the reason when it is refused.
    Capture,
    /// The form on top, likewise.
    Form,
    /// The form on top; what was read comes with the answer.
    Glass(Seq),
    /// Nothing; something is taken back.
    Undo(Seq),
    /// A round that is to be walked once it is begun; what is typed meanwhile waits for it.
    Round,
    /// The mark of a room in a round.
    Mark(RoomId),
    /// A round to be ended.
    RoundEnd,
    /// A draft of the schedule: it is shown once it is there.
    Drafted,
    /// A handover to be given: what was changed in its draft goes once it is.
    Given,
    /// An amendment begun when the talk had so many: what came from another seat meanwhile is told.
    Amended(Seq, usize),
    /// A step of a search: the cursor goes on to the next.
    Step,
    /// A file that is to prove an activity: it is proved once the file is there.
    Evidence(Seq),
    /// The form on top, and the news that are shown once they are drafted.
    News,
    /// A search that is to become an incident; whether somebody asked for it, or the hour has come.
    Escalation {
        /// Somebody asked for it.
        asked: bool,
    },
    /// The form on top, for an award: it is shown once it is open.
    Award,
    /// Nothing.
    Nobody,
}

/// An act of ours and whether it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// The entry.
    pub seq: Seq,
    /// What was done, in words.
    pub label: String,
    /// It has an opposite.
    pub possible: bool,
    /// The room of a round it was about.
    pub room: Option<RoomId>,
}

/// Entries fetched to be read, the least used given up first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub(super) entries: HashMap<Seq, (u64, Fetched)>,
    pub(super) asked: Vec<Seq>,
    pub(super) clock: u64,
}

impl Texts {
    /// An entry, if it was fetched.
    pub fn get(&self, seq: Seq) -> Option<&Fetched> {
        self.entries.get(&seq).map(|(_, it)| it)
    }
}

/// The smallest window, in columns and rows, in which anything but its size is shown.
pub const SMALLEST: (u16, u16) = (40, 10);

/// The last hour before a deadline, in milliseconds.
const HOUR: i64 = 3_600_000;

impl Model {
    /// The window is too small to show what a key would do.
    pub fn is_too_small(&self) -> bool {
        self.seat.size.0 < SMALLEST.0 || self.seat.size.1 < SMALLEST.1
    }

    /// A seat as it is when somebody sits down: home screen, the building of their workroom.
    pub fn new(seat: Seat, keymap: Keymap, campus: &Campus, now: Stamp) -> Self {
        let community = campus.staff().user(seat.user).and_then(|it| it.community);
        let buildings = || campus.places().buildings();
        let near = buildings().find(|(_, it)| community.is_some() && it.community == community);
        let building = near.or_else(|| buildings().next()).map(|(id, _)| id);
        let has_classes = campus.staff().user(seat.user).is_some_and(|it| !it.classes.is_empty());
        let mut model = Self {
            seat,
            now,
            place: Place::Home,
            trail: Vec::new(),
            focus: Pane::Dorm,
            dorm: Dorm { building, ..Dorm::default() },
            talk_scope: TalkScope::default(),
            incident_scope: IncidentScope::default(),
            student_scope: if has_classes { StudentScope::Own } else { StudentScope::All },
            leave_scope: LeaveScope::default(),
            hygiene_scope: HygieneScope::default(),
            next_scope: NextScope::default(),
            care_scope: CareScope::default(),
            request_scope: RequestScope::default(),
            term: TermLook::default(),
            counting: Counting::default(),
            cursors: [Cursor::default(); List::COUNT],
            board: Board::default(),
            overlays: Vec::new(),
            toasts: Vec::new(),
            lock: None,
            lock_after: 0,
            remind_ahead: 0,
            reminded: BTreeSet::new(),
            touched: now,
            demo_clock: false,
            past: None,
            has_gate: false,
            upkeep: Upkeep::default(),
            untold: Vec::new(),
            glass: None,
            checked: None,
            handover_view: None,
            edits: Edits::default(),
            round: Walking::default(),
            schedule: Scheduling::new(now.duty_day(campus.zone())),
            revealed: Vec::new(),
            copied: None,
            texts: Texts::default(),
            pending: Vec::new(),
            undoable: Vec::new(),
            chord: Vec::new(),
            keymap,
            frame: FrameInfo::default(),
            quit: false,
            shelf: Vec::new(),
            queried: None,
            held: Vec::new(),
            tags: Vec::new(),
            tokens: 0,
            swallow_enter: false,
            escalated: HashSet::new(),
            alarms: AlarmBook::default(),
            alarm: None,
            quiet_hours: None,
            who_knew: false,
            paper_kind: ReportKind::First,
            looked: None,
        };
        Board::refresh(&mut model, campus);
        model.dorm.room = model.board.grid.floors.last().and_then(|it| it.cells.first()).map(|it| it.room);
        model
    }

    /// When the seat wants to be woken although nothing happened: for the clock on the top line, a report that
    /// falls due, a message that is to go, a clipboard to be emptied, a seat nobody touches, a lock that opens.
    pub fn wake_at(&self) -> Stamp {
        let minute = Stamp((self.now.0.div_euclid(60_000) + 1) * 60_000);
        let lock = match &self.lock {
            Some(lock) => lock.prompt.wake_at(self.now),
            None => self.locks_at(),
        };
        let timer = self.board.timer.map(|it| it.at).filter(|at| *at > self.now);
        // Seconds are counted, and a line flashes, only while there is something to count or to see.
        let second = Stamp((self.now.0.div_euclid(1_000) + 1) * 1_000);
        let last_minute = timer.is_some_and(|at| at.0 - self.now.0 <= 60_000);
        let counts = self.lock.is_none() && (self.flashes() || last_minute || self.counts_down());
        let ticks = counts.then_some(second);
        let calls = self.alarms.due(self.now).filter(|at| *at > self.now);
        let all = self.toasts.iter().map(|it| it.until).chain(lock).chain(timer).chain(ticks).chain(calls);
        all.chain(self.copied).fold(minute, Stamp::min)
    }

    /// Whether the clock of an incident that is shown counts the seconds of its last hour.
    fn counts_down(&self) -> bool {
        let within = |it: &crate::tui::view::IncidentRow| it.next.is_some_and(|(_, due)| (0..=HOUR).contains(&(due.0 - self.now.0)));
        let rows = &self.board.incidents;
        let four = self.seat.size.0 >= crate::tui::screen::FOUR_PANES.0 && self.seat.size.1 >= crate::tui::screen::FOUR_PANES.1;
        match self.place {
            Place::Incident(seq) => rows.iter().any(|it| it.seq == seq && within(it)),
            Place::Home if !four && self.focus != Pane::Incidents => false,
            Place::Zoom(pane) if pane != Pane::Incidents => false,
            Place::Home | Place::Zoom(_) => {
                let (top, high) = (self.cursor(List::Incidents).top, self.frame.heights[List::Incidents as usize]);
                rows.iter().skip(top).take(usize::from(high.max(1))).any(within)
            }
            _ => false,
        }
    }

    /// Whether the line of an alarm flashes.
    pub fn flashes(&self) -> bool {
        self.alarm.as_ref().is_some_and(|it| (0..FLASHES).contains(&(self.now.0 - it.since.0)))
    }

    /// When the seat locks itself if nobody touches it.
    pub fn locks_at(&self) -> Option<Stamp> {
        (self.lock_after > 0).then(|| Stamp(self.touched.0.saturating_add(self.lock_after)))
    }

    /// Where the person is: the topmost overlay, else the pane or screen.
    pub fn context(&self) -> Context {
        if self.lock.is_some() {
            return Context::Locked;
        }
        self.overlays.last().map_or_else(|| self.place_context(), Overlay::context)
    }

    /// Where the person is beneath all overlays.
    pub fn place_context(&self) -> Context {
        match self.place {
            Place::Home => self.focus.context(),
            Place::Zoom(pane) => pane.context(),
            Place::Students => Context::Students,
            Place::Student(_) => Context::Student,
            Place::Room(_) => Context::Room,
            Place::Talk(_) => Context::Talk,
            Place::Incident(_) => Context::Incident,
            Place::Handover => Context::Handover,
            Place::DutyLog(_) => Context::DutyLog,
            Place::Communities => Context::Communities,
            Place::Leaves => Context::Leaves,
            Place::Hygiene => Context::Hygiene,
            Place::Moods => Context::Moods,
            Place::Officers => Context::Officers,
            Place::Round(_) => Context::Round,
            Place::Rounds => Context::Rounds,
            Place::Missing => Context::Missing,
            Place::Search(..) => Context::Search,
            Place::Schedule => Context::Schedule,
            Place::Changes => Context::Changes,
            Place::Next => Context::Next,
            Place::Care => Context::Care,
            Place::Coverage => Context::Coverage,
            Place::Network(_) => Context::Network,
            Place::Story(_) => Context::Story,
            Place::Requests => Context::Requests,
            Place::Request(_) => Context::Request,
            Place::Watch => Context::Watch,
            Place::Paper(_) => Context::Paper,
            Place::Activities => Context::Activities,
            Place::Activity(_) => Context::Activity,
            Place::TermBoard => Context::TermBoard,
            Place::Obligations => Context::Obligations,
            Place::Community(_) => Context::Community,
            Place::Appraisal => Context::Appraisal,
            Place::Stats => Context::Stats,
            Place::Newsroom => Context::Newsroom,
            Place::News(_) => Context::News,
            Place::Awards => Context::Awards,
            Place::Award(_) => Context::Award,
        }
    }

    /// A list's cursor.
    pub fn cursor(&self, list: List) -> Cursor {
        self.cursors[list as usize]
    }
}

impl Pane {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_stands_at_its_own_index() {
        assert!(List::ALL.into_iter().enumerate().all(|(at, list)| list as usize == at));
    }
}
