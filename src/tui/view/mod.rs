//! What the panes show, worked out from the campus: who is on duty, what is due, which cells of the grid say what.
//!
//! Pure questions. They are asked again only when the campus, the minute or what is looked at changed, never for every frame.

mod beside;
mod branch;
mod care;
mod community;
mod count;
mod duty;
mod grid;
mod handover;
mod house;
mod hygiene;
mod leads;
mod leave;
mod ledger;
mod mood;
mod officer;
mod press;
mod request;
mod room;
mod round;
mod schedule;
mod search;
mod society;
mod talks;
mod term;
mod watch;

pub use crate::desk::handover::Since;
pub use beside::{Beside, WIDE};
pub use care::{CareBoard, CareLine, CoverageRow};
pub use community::{CommunityCard, cards_across};
pub use count::CountBoard;
pub use duty::{DutyBoard, DutyRow, duty_board};
pub use grid::{Cell, Grid, GridFloor, Upkeep as CellUpkeep, grid_of};
pub use handover::{HandoverBoard, HandoverRow, since_rows};
pub use house::House;
pub use hygiene::ScoreRow;
pub use leads::{leads_to, reception, talked_with};
pub use ledger::{LedgerRow, ledger_rows};
pub use mood::{MOOD_PERIODS, MoodRow};
pub use officer::OfficerRow;
pub use press::{Checked, award_order, award_rows, news_rows, written};
pub use request::{RequestBoard, ServiceLine};
pub use room::{BedRow, NightSign, bed_rows, free_beds, nights};
pub use round::{NightRow, Nights, OwnRound, RoundBoard, nights_of, own_round, round_board};
pub use schedule::{
    Drafted, Duty, DutyCell, DutyDay, ScheduleBoard, against, change_rows, draft_shown, duties, seat_columns, waiting_for, waits_for,
};
pub use search::{Sought, ripe, sought};
pub use society::{CommunityBoard, CommunityRow, WEEK_DAYS};
pub use talks::{Due, Month, Ought, OughtWhy, due_followups, month_of, ought_to_talk};
pub use term::{TermBoard, TermCell, TermLine, term_rows, term_shown};
pub use watch::{WatchBoard, WatchRow};

use super::counting::Counting;
use super::handing::HandoverView;
use super::model::{CareScope, HygieneScope, IncidentScope, LeaveScope, Model, NextScope, Place, RequestScope, StudentScope, TalkScope};
use super::scheduling::ScheduleView;
use crate::campus::{
    BuildingId, Campus, Concern, Day, Deadline, IncidentState, LadderStep, PlanState, SearchState, Seq, Severity, ShiftId, ShiftState,
    Stamp, StudentId, TalkState, UserId,
};
use crate::desk::Sight;
use crate::desk::rights::TalkSight;

/// Most rows a list of the log holds; whoever looks for something older finds it by student or by text.
const LOG_ROWS: usize = 20_000;

/// Everything derived from the campus that is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Board {
    /// The duty pane.
    pub duty: DutyBoard,
    /// The talk list in its present scope; what is planned and due by today stands on top, among the talks, each by its entry.
    pub talks: Vec<Seq>,
    /// Planned talks of ours that are due by today.
    pub planned: usize,
    /// Talks held since midnight, and in the night since the noon before.
    pub talks_today: usize,
    /// Follow-ups due by today, the most overdue first.
    pub due: Vec<Due>,
    /// Whom one ought to talk to (今天该谈): follow-ups due and rhythms overrun, the most urgent first.
    pub ought: Vec<Ought>,
    /// This month's talks of ours.
    pub month: Month,
    /// The incident list in its present scope, with the next report owed.
    pub incidents: Vec<IncidentRow>,
    /// How many incidents are open.
    pub open_incidents: usize,
    /// Drills that are under way; they count nowhere else.
    pub drills: usize,
    /// Requests to which an answer should have been given.
    pub requests_overdue: usize,
    /// The gravest open incident's severity and how many have it.
    pub gravest: Option<(Severity, usize)>,
    /// The dorm grid.
    pub grid: Grid,
    /// The screens of the house.
    pub house: House,
    /// The student list in its present scope.
    pub students: Vec<StudentId>,
    /// The talks and incidents of the student shown, the latest first.
    pub student: Vec<StudentRow>,
    /// Everything that is open: incidents, follow-ups due, shifts unsigned.
    pub open_items: usize,
    /// The next thing that will fall due.
    pub timer: Option<Timer>,
    /// Reports that are overdue.
    pub overdue: usize,
    /// Who is looked for.
    pub sought: Vec<Sought>,
    /// The round shown.
    pub round: Option<RoundBoard>,
    /// Our round that is not ended.
    pub own_round: Option<OwnRound>,
    /// Tonight's rounds, where they are shown.
    pub nights: Nights,
    /// The duty schedule, where it is shown.
    pub schedule: ScheduleBoard,
    /// Requests about the schedule that wait for us.
    pub waiting: usize,
    /// The requests about the schedule, where they are shown: those that wait for us first, then the open ones, then the latest.
    pub changes: Vec<Seq>,
    /// The handover and the duty log, where they are shown.
    pub handover: HandoverBoard,
    /// Care for single students, where it is shown.
    pub care: CareBoard,
    /// Requests, where they are shown.
    pub requests: RequestBoard,
    /// The safety watch, where it is shown.
    pub watch: WatchBoard,
    /// The term, where it is shown.
    pub term: TermBoard,
    /// The communities, where they are shown.
    pub community: CommunityBoard,
    /// What was done, counted, where it is shown.
    pub count: CountBoard,
    key: Option<Key>,
    /// What is not on the screen while a round is walked was left as it stood.
    stale: bool,
    /// For which state of the campus and which scope the students were listed.
    listed: Option<(Seq, StudentScope)>,
}

/// What the board was worked out for.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    applied: Seq,
    minute: i64,
    /// The moment that was to come next has come; it lies anywhere within the minute.
    passed: Option<Timer>,
    place: Place,
    user: UserId,
    building: Option<BuildingId>,
    scopes: (TalkScope, IncidentScope, StudentScope),
    house: (LeaveScope, HygieneScope),
    schedule: (ScheduleView, (Day, Day), Option<Seq>),
    handover: Option<HandoverView>,
    care: (NextScope, CareScope),
    requests: RequestScope,
    term: super::model::TermLook,
    counting: Counting,
}

/// An incident in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentRow {
    /// Which.
    pub seq: Seq,
    /// What it owes next and when.
    pub next: Option<(Deadline, Stamp)>,
}

/// A talk or an incident of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudentRow {
    /// A talk.
    Talk(Seq),
    /// A talk that is planned, or was called off.
    Plan(Seq),
    /// An incident.
    Incident(Seq),
    /// A leave.
    Leave(Seq),
    /// A search for them, by the night and the entry that began it.
    Search(Day, Seq),
    /// They moved, in this entry.
    Moved(Seq),
    /// Service of theirs, or a commendation.
    Service(Seq),
    /// Their level was set by an act of care, in this entry.
    Level(Seq),
    /// A must-talk mark.
    Mark(Seq),
    /// A request of theirs.
    Request(Seq),
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
    /// Something an incident owes.
    Incident(Seq, Deadline),
    /// Our shift ends.
    ShiftEnds(ShiftId),
    /// Our shift begins.
    ShiftStarts(ShiftId),
    /// A step of the search for a student.
    Rung(Day, StudentId, LadderStep),
    /// A search becomes an incident.
    SearchDue(Day, StudentId),
}

impl Board {
    /// Works out afresh whatever may have changed since it was last worked out. Says whether anything did.
    pub fn refresh(model: &mut Model, campus: &Campus) -> bool {
        let key = Key {
            applied: campus.applied(),
            minute: model.now.0.div_euclid(60_000),
            passed: model.board.passed(model.now),
            place: model.place,
            user: model.seat.user,
            building: model.dorm.building,
            scopes: (model.talk_scope, model.incident_scope, model.student_scope),
            house: (model.leave_scope, model.hygiene_scope),
            schedule: (model.schedule.view, model.schedule.span(campus.terms()), model.schedule.draft),
            handover: model.handover_view,
            care: (model.next_scope, model.care_scope),
            requests: model.request_scope,
            term: model.term.clone(),
            counting: model.counting,
        };
        let before = model.board.key.take();
        if before.as_ref() == Some(&key) {
            model.board.key = before;
            return false;
        }
        let (now, user) = (model.now, key.user);
        let board = &mut model.board;
        let same = |part: fn(&Key, &Key) -> bool| before.as_ref().is_some_and(|it| it.applied == key.applied && part(it, &key));
        // While a round is walked every key changes the campus; what is not on the screen then waits for the next minute, or until one leaves.
        let walks = |it: &Key| matches!(it.place, Place::Round(_));
        let on_time = before.as_ref().is_some_and(|it| it.minute == key.minute && it.user == key.user) && key.passed.is_none();
        let waits = walks(&key) && on_time;
        let stale = std::mem::replace(&mut board.stale, waits);
        let due = |is_same: bool| !waits && (stale || !is_same);
        let timely = same(|a, b| a.minute == b.minute && b.passed.is_none() && a.user == b.user);
        if due(timely) {
            board.lists(campus, now, user);
        }
        if !timely || stale {
            board.time(campus, now, user);
        }
        if due(same(|a, b| a.scopes.0 == b.scopes.0 && a.minute == b.minute)) {
            let planned = plans_due(campus, now, user);
            board.planned = planned.len();
            board.talks = talk_rows(campus, key.scopes.0, user, &board.due, planned);
        }
        if due(same(|a, b| a.scopes.1 == b.scopes.1 && a.minute == b.minute)) {
            board.incidents = incident_rows(campus, key.scopes.1, user);
        }
        // Sorting thousands of students is only worth it where they are listed.
        let listed = (key.applied, key.scopes.2);
        if key.place == Place::Students && board.listed != Some(listed) {
            board.students = student_list(campus, key.scopes.2, user);
            board.listed = Some(listed);
        }
        if due(same(|a, b| a.building == b.building && a.minute == b.minute)) {
            board.grid = grid_of(campus, key.building, now, user);
        }
        if !same(|a, b| (a.place, a.building, a.house, a.minute) == (b.place, b.building, b.house, b.minute)) {
            let look = house::Look { place: key.place, building: key.building, leaves: key.house.0, scores: key.house.1 };
            board.house = House::of(campus, look, now, user);
        }
        if !same(|a, b| a.place == b.place) {
            board.round = match key.place {
                Place::Round(seq) => round_board(campus, seq),
                _ => None,
            };
            board.student = match key.place {
                Place::Student(id) => student_rows(campus, id, user),
                _ => Vec::new(),
            };
        }
        if key.place == Place::Rounds && !same(|a, b| a.place == b.place && a.minute == b.minute) {
            board.nights = nights_of(campus, now, user);
        }
        if key.place == Place::Schedule && !same(|a, b| a.place == b.place && a.schedule == b.schedule && a.minute == b.minute) {
            board.schedule = ScheduleBoard::of(campus, &model.schedule, now, user);
        }
        if key.place == Place::Changes && !same(|a, b| a.place == b.place && a.minute == b.minute) {
            board.changes = change_rows(campus, user);
        }
        if !same(|a, b| (a.place, a.handover, a.minute) == (b.place, b.handover, b.minute)) {
            board.handover = HandoverBoard::of(campus, key.place, key.handover, now, user);
        }
        if !same(|a, b| (a.place, a.care, a.minute) == (b.place, b.care, b.minute)) {
            board.care = CareBoard::of(campus, key.place, key.care, now, user);
        }
        if !same(|a, b| (a.place, a.requests, a.minute) == (b.place, b.requests, b.minute)) {
            board.requests = RequestBoard::of(campus, key.place, key.requests, now, user);
        }
        if !same(|a, b| (a.place, a.minute) == (b.place, b.minute)) {
            board.watch = WatchBoard::of(campus, key.place, now, user);
        }
        if !same(|a, b| a.place == b.place && a.term == b.term && a.minute == b.minute) {
            board.term = TermBoard::of(campus, key.place, &key.term, now, user);
            board.community = CommunityBoard::of(campus, key.place, now, user);
        }
        if !same(|a, b| (a.place, a.minute) == (b.place, b.minute) && counted_alike(a, b)) {
            board.count = CountBoard::of(campus, key.place, key.counting, now, user);
        }
        board.key = Some(Key { passed: None, ..key });
        true
    }

    /// The next moment that was to come, if it has come.
    pub fn passed(&self, now: Stamp) -> Option<Timer> {
        self.timer.filter(|it| it.at <= now)
    }

    /// What the panes list of talks and duty.
    fn lists(&mut self, campus: &Campus, now: Stamp, user: UserId) {
        let zone = campus.zone();
        self.duty = duty_board(campus, now, user);
        self.due = due_followups(campus, now, user);
        self.ought = ought_to_talk(campus, now, user);
        self.month = month_of(campus, now, user);
        self.waiting = waiting_for(campus, user);
        // In the small hours the evening before still counts; in the afternoon what was said this morning does not stop to.
        let start = now.duty_day(zone).at(zone, 12, 0).min(now.day(zone).at(zone, 0, 0));
        let latest = campus.talks().heads().iter().rev().take(talks::LOOKED_BACK);
        let latest = latest.filter(|it| it.held >= start && it.state != TalkState::Withdrawn);
        let sight = Sight::new(campus, user);
        self.talks_today = latest.filter(|it| sight.talk(it).is_some()).count();
    }

    /// What the top line says.
    fn time(&mut self, campus: &Campus, now: Stamp, user: UserId) {
        let sight = Sight::new(campus, user);
        self.open_incidents = sight.real_incidents().count();
        self.drills = sight.open_incidents().filter(|it| it.is_drill()).count();
        let severities = || sight.real_incidents().map(|it| it.severity());
        self.gravest = severities().min().map(|gravest| (gravest, severities().filter(|it| *it == gravest).count()));
        let unsigned = usize::from(self.duty.tonight.iter().any(|it| it.mine && it.state == ShiftState::Missing));
        self.sought = sought(campus, now, user);
        self.own_round = own_round(campus, now, user);
        self.open_items = self.open_incidents + self.due.len() + unsigned + self.sought.len() + usize::from(self.own_round.is_some());
        self.overdue = sight.real_incidents().flat_map(|it| it.deadlines()).filter(|(_, due)| *due <= now).count();
        self.requests_overdue = sight.open_requests().filter(|it| it.is_overdue(now)).count();
        self.timer = next_timer(campus, now, user, &self.sought);
    }
}

/// Whether the same is counted; where the cursor stands is no part of it.
fn counted_alike(a: &Key, b: &Key) -> bool {
    let counted = |it: Counting| Counting { measure: 0, back: 0, ..it };
    counted(a.counting) == counted(b.counting)
}

/// The planned talks of a user that are due by today, the next one first.
fn plans_due(campus: &Campus, now: Stamp, user: UserId) -> Vec<Seq> {
    let today = now.day(campus.zone());
    let plans = Sight::new(campus, user).open_plans().into_iter();
    plans.filter(|it| it.by() == user && it.day() <= today).map(|it| it.seq()).collect()
}

/// The talk list: what is planned for today, then the latest first, or those whose follow-up is due; or all that is planned.
fn talk_rows(campus: &Campus, scope: TalkScope, user: UserId, due: &[Due], planned: Vec<Seq>) -> Vec<Seq> {
    let standing = Sight::new(campus, user).talks().rev();
    // They are logged soon after they are held, but not in that order; what is shown is when they were held.
    let by_time = |mut rows: Vec<TalkSight<'_>>| {
        rows.sort_by_key(|it| std::cmp::Reverse((it.held(), it.seq())));
        planned.iter().copied().chain(rows.into_iter().map(|it| it.seq())).collect()
    };
    match scope {
        TalkScope::All => by_time(standing.take(LOG_ROWS).collect()),
        TalkScope::Mine => by_time(standing.filter(|it| it.by() == user).take(LOG_ROWS).collect()),
        TalkScope::Due => planned.iter().copied().chain(due.iter().map(|it| it.talk)).collect(),
        TalkScope::Plans => Sight::new(campus, user).open_plans().iter().map(|it| it.seq()).collect(),
    }
}

/// The incident list: the open ones as a queue, or the latest first.
fn incident_rows(campus: &Campus, scope: IncidentScope, user: UserId) -> Vec<IncidentRow> {
    let (incidents, sight) = (campus.incidents(), Sight::new(campus, user));
    match scope {
        IncidentScope::Open => {
            let mut queue: Vec<_> =
                incidents.open().filter_map(|it| Some((it, sight.incident(it)?.deadlines().first().copied()))).collect();
            queue.sort_by_key(|(it, next)| it.urgency(next.map(|(_, due)| due)));
            queue.into_iter().map(|(it, next)| IncidentRow { seq: it.seq, next }).collect()
        }
        IncidentScope::All => {
            let standing = incidents.heads().iter().rev().filter(|it| it.state != IncidentState::Withdrawn);
            let seen = standing.filter_map(|it| sight.incident(it)).take(LOG_ROWS);
            seen.map(|it| IncidentRow { seq: it.seq(), next: it.deadlines().first().copied() }).collect()
        }
    }
}

/// The student list, by room and bed; those with a concern level by level.
fn student_list(campus: &Campus, scope: StudentScope, user: UserId) -> Vec<StudentId> {
    let (people, sight) = (campus.people(), Sight::new(campus, user));
    let own = campus.staff().user(user).map(|it| it.classes.clone()).unwrap_or_default();
    let mut students: Vec<_> = people
        .enrolled()
        .filter(|(id, it)| match scope {
            StudentScope::Own => it.facts.class.is_some_and(|class| own.contains(&class)),
            StudentScope::Concern => it.level != Concern::None && sight.level(*id) != Concern::None,
            StudentScope::All => true,
        })
        .collect();
    let place = |bed: Option<crate::campus::Bed>| {
        let room = bed.and_then(|it| campus.places().room(it.room).map(|room| (room.building, room.floor, it.room, it.bed)));
        (room.is_none(), room)
    };
    students.sort_by_cached_key(|(id, it)| {
        let level = if scope == StudentScope::Concern { it.level.number() } else { 0 };
        (level, place(it.facts.bed), *id)
    });
    students.into_iter().map(|(id, _)| id).collect()
}

/// Everything of a student that has a date, as far as it is seen, the latest first.
fn student_rows(campus: &Campus, id: StudentId, user: UserId) -> Vec<StudentRow> {
    let sight = Sight::new(campus, user);
    let talks = sight.talks_of(id).map(|it| StudentRow::Talk(it.seq()));
    let plans = sight.plans_of(id).filter(|it| it.state() != PlanState::Held).map(|it| StudentRow::Plan(it.seq()));
    let incidents = sight.incidents_of(id).map(|it| StudentRow::Incident(it.seq()));
    let leaves = campus.leaves().of_student(id).filter(|it| sight.sees_leave(it)).map(|it| StudentRow::Leave(it.seq));
    let searches = campus.searches().heads().iter().filter(|it| it.student == id && it.state != SearchState::Dropped);
    let searches = searches.filter(|it| sight.sees_whereabouts(it.by, id)).map(|it| StudentRow::Search(it.day, it.seq));
    let moves = campus.people().moves().of_student(id).map(|it| StudentRow::Moved(it.seq));
    let services = campus.services().of_student(id).map(|it| StudentRow::Service(it.seq));
    // A level that a talk set stands with the talk.
    let levels = sight.levels_of(id).filter(|it| !it.is_of_talk()).map(|it| StudentRow::Level(it.seq()));
    let marks = sight.marks_of(id).map(|it| StudentRow::Mark(it.seq));
    let requests = sight.requests_of(id).map(|it| StudentRow::Request(it.seq()));
    let mut rows: Vec<_> =
        talks.chain(plans).chain(incidents).chain(leaves).chain(searches).chain(moves).chain(services).chain(levels).chain(marks).collect();
    rows.extend(requests);
    rows.sort_by_key(|it| std::cmp::Reverse(it.seq()));
    rows
}

/// The next thing that will fall due after `now`: a report of an open incident, a step of a search, the end or beginning of a shift of ours.
pub fn next_timer(campus: &Campus, now: Stamp, user: UserId, sought: &[Sought]) -> Option<Timer> {
    let reports = Sight::new(campus, user).open_incidents();
    let reports =
        reports.flat_map(|it| it.deadlines().into_iter().map(move |(what, at)| Timer { at, kind: TimerKind::Incident(it.seq(), what) }));
    let shifts = campus.shifts().all().filter(|(_, it)| it.person == user && !it.cancelled && it.ends > now);
    let turns = shifts.map(|(id, it)| {
        if it.starts > now {
            Timer { at: it.starts, kind: TimerKind::ShiftStarts(id) }
        } else {
            Timer { at: it.ends, kind: TimerKind::ShiftEnds(id) }
        }
    });
    reports.chain(turns).filter(|it| it.at > now).chain(search::timers(sought, now)).min_by_key(|it| it.at)
}

impl StudentRow {
    /// Whether what it says stands in its entry, to be fetched.
    pub fn has_words(self) -> bool {
        !matches!(self, Self::Search(..))
    }

    /// The entry it leads to.
    pub fn seq(self) -> Seq {
        match self {
            Self::Talk(seq)
            | Self::Plan(seq)
            | Self::Incident(seq)
            | Self::Leave(seq)
            | Self::Search(_, seq)
            | Self::Moved(seq)
            | Self::Service(seq) => seq,
            Self::Level(seq) | Self::Mark(seq) | Self::Request(seq) => seq,
        }
    }
}
