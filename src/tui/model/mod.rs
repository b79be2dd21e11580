//! Everything a seat knows about itself: who sits there, what is shown, where the cursor stands, what lies on top.

mod list;
mod pending;
mod place;
mod scope;
mod shown;

pub use super::frame::{Area, FrameInfo, Hit};
pub use list::{Cursor, List};
pub use pending::{Pending, Token, Undoable, Waits};
pub use place::{CommunityPlace, CommunityView, Pane, Place, Target};
pub use scope::{
    ActivityScope, CareScope, Dorm, GridView, HygieneScope, IncidentScope, LeaveScope, NextScope, OpenedCell, RequestScope, StudentScope,
    TalkScope, TermLook,
};
pub use shown::{Lock, Reminder, Revealed, Texts, Toast, Tone, Unsaved};

use super::alarm::{Alarm, AlarmBook, FLASHES, QuietHours};
use super::command::Context;
use super::counting::{Counting, Figure};
use super::handing::{Edits, HandoverView};
use super::input::{Input, Key};
use super::keymap::Keymap;
use super::layer::{Capture, Overlay, Sheet};
use super::querying::PutAside;
use super::scheduling::Scheduling;
use super::upkeep::Upkeep;
use super::view::{Beside, Board};
use super::walking::Walking;
use crate::campus::{Campus, Day, Entry, Nominee, ReportKind, Seq, Stamp, StudentId, UserId};
use crate::words::Lang;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// A seat.
#[derive(Debug)]
pub struct Model {
    /// Who sits here.
    pub seat: Seat,
    /// What the clock said last.
    pub now: Stamp,
    /// What fills the screen.
    pub place: Place,
    /// Where one came from, and where the cursor stood there, the last on top.
    pub trail: Vec<(Place, Cursor)>,
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
    /// What stands behind the number that was opened last.
    pub figure: Option<Figure>,
    /// What stands beside the list that is shown, where the window is wide enough.
    pub beside: Option<Beside>,
    /// An award whose candidates are put in another order by hand before it is decided, and that order.
    pub arranged: Option<(Seq, Vec<Nominee>)>,
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
            figure: None,
            beside: None,
            arranged: None,
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
        self.place.context(self.focus)
    }

    /// A list's cursor.
    pub fn cursor(&self, list: List) -> Cursor {
        self.cursors[list as usize]
    }
}
