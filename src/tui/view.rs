//! What the panes show, worked out from the campus: who is on duty, what is due, which cells of the grid say what.
//!
//! Pure questions. They are asked again only when the campus or the minute changed, never for every frame.

use super::model::GridView;
use crate::campus::{BuildingId, Concern, Day, Presence, RoomId, Seq, ShiftId, ShiftState, Stamp, Step, StudentId, Tally};

/// Everything derived from the campus that is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// The duty pane.
    pub duty: DutyBoard,
    /// The talk list in its present scope.
    pub talks: Vec<Seq>,
    /// Talks logged today (on this duty date).
    pub talks_today: usize,
    /// Follow-ups due by today, the most overdue first.
    pub due: Vec<Due>,
    /// Whom one ought to talk to (今天该谈): follow-ups due and rhythms overrun, the most urgent first.
    pub ought: Vec<Ought>,
    /// Talks of ours this month, and persons reached of those in our classes, and how many those are.
    pub month: Month,
    /// The incident list in its present scope, with the next report owed.
    pub incidents: Vec<IncidentRow>,
    /// How many incidents are open.
    pub open_incidents: usize,
    /// The gravest open incident's severity and how many have it.
    pub gravest: Option<(crate::campus::Severity, usize)>,
    /// The dorm grid.
    pub grid: Grid,
    /// The student list in its present scope.
    pub students: Vec<StudentId>,
    /// The talks and incidents of the student shown, the latest first.
    pub student: Vec<StudentRow>,
    /// Everything that is open: incidents, follow-ups due, shifts unsigned.
    pub open_items: usize,
    /// The next thing that will fall due.
    pub timer: Option<Timer>,
}

/// The duty pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DutyBoard {
    /// The duty date shown as tonight.
    pub day: Day,
    /// The shifts of tonight: the leader first, then by community.
    pub tonight: Vec<DutyRow>,
    /// The shifts of the day after.
    pub tomorrow: Vec<ShiftId>,
    /// Our own shift that covers now, if there is one.
    pub mine: Option<ShiftId>,
    /// Our next shift.
    pub my_next: Option<ShiftId>,
    /// What happened since we were last on duty.
    pub since: Since,
}

/// A shift of tonight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRow {
    /// Which.
    pub shift: ShiftId,
    /// How it stands now.
    pub state: ShiftState,
    /// It is ours.
    pub mine: bool,
}

/// What happened since we were last on duty (交接摘要).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// When our last shift ended; `None` if there was none, then the last 24 hours count.
    pub ended: Option<Stamp>,
    /// From when it is counted.
    pub from: Stamp,
    /// Incidents opened, the latest first.
    pub incidents: Vec<Seq>,
    /// Talks logged, the latest first.
    pub talks: Vec<Seq>,
    /// Students who were absent or late in a round, the latest first.
    pub away: Vec<(StudentId, Presence, Day)>,
}

/// A follow-up that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The talk in which it was promised.
    pub talk: Seq,
    /// The day promised.
    pub day: Day,
    /// Days past it; 0 today.
    pub overdue: i32,
}

/// Somebody one ought to talk to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ought {
    /// Whom.
    pub student: StudentId,
    /// Why.
    pub why: OughtWhy,
}

/// Why one ought to talk to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OughtWhy {
    /// A follow-up is due: the talk, and days past its day.
    FollowUp(Seq, i32),
    /// The rhythm of the concern level: the level, and days since the last talk (`None`: never).
    Rhythm(Concern, Option<i32>),
    /// Absent or late in tonight's round.
    Away(Presence),
}

/// This month's talks of ours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// Talks, one for each student spoken with.
    pub talks: usize,
    /// Students of our classes spoken with.
    pub reached: usize,
    /// Students of our classes.
    pub own: usize,
    /// The day on which all will be reached at this pace.
    pub full_on: Option<Day>,
}

/// An incident in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentRow {
    /// Which.
    pub seq: Seq,
    /// The next report owed and when.
    pub next: Option<(Step, Stamp)>,
}

/// A talk or an incident of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudentRow {
    /// A talk.
    Talk(Seq),
    /// An incident.
    Incident(Seq),
}

/// The dorm grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// The building.
    pub building: Option<BuildingId>,
    /// The floors from the top of the house down.
    pub floors: Vec<GridFloor>,
    /// Sums of tonight's round.
    pub tally: Tally,
}

/// A floor of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridFloor {
    /// Which floor.
    pub floor: i8,
    /// Its rooms by number.
    pub cells: Vec<Cell>,
}

/// A room of the grid, with everything any view of it may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which room.
    pub room: RoomId,
    /// How many sleep there.
    pub people: u8,
    /// How many beds stand in it.
    pub beds: u8,
    /// How many were present tonight, once it was checked.
    pub present: Option<u8>,
    /// Absent, late, on leave or elsewhere tonight: the gravest.
    pub away: Option<Presence>,
    /// Something was found in it tonight.
    pub findings: u8,
    /// The gravest concern level of those who sleep there.
    pub level: Concern,
    /// Open incidents that point at the room or at somebody who sleeps there.
    pub incidents: u8,
    /// Days since the last talk with anybody who sleeps there; `None`: never.
    pub last_talk: Option<u16>,
}

/// The next thing that will fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// When.
    pub at: Stamp,
    /// What.
    pub kind: TimerKind,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimerKind {
    /// A report of an incident.
    Report(Seq, Step),
    /// Our shift ends.
    ShiftEnds(ShiftId),
    /// Our shift begins.
    ShiftStarts(ShiftId),
}

impl Cell {
    /// Whether the cell says anything in this view.
    pub fn speaks(&self, view: GridView) -> bool {
        match view {
            GridView::Round => self.away.is_some() || self.findings > 0,
            GridView::Concern => self.level != Concern::None,
            GridView::Incidents => self.incidents > 0,
            GridView::Vacancy => self.people < self.beds,
            GridView::LastTalk => true,
        }
    }
}
