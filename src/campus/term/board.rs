//! The board (指标看板): what is demanded against what was done, of each community and each person, as of any day.
//!
//! Made anew of the activities and the reception days whenever it is asked for; nothing is kept, so nothing can differ from what was entered.

use super::super::{Campus, CommunityId, Day, DepartmentId, LeaderRank, ReceptionHead, Seq, User, UserId};
use super::obligation::communities;
use super::{
    ActivityFacts, ActivityHead, ActivityKind, ActivityState, CellState, InForce, Obligation, ObligationChange, Pace, Period, Scope,
    Source, Standing, TermSpan, pace,
};
use chrono::Datelike as _;
use std::collections::HashMap;

/// Of whom a cell is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whom {
    /// The college.
    College,
    /// A community.
    Community(CommunityId),
    /// A department.
    Department(DepartmentId),
    /// A leader, by name.
    Leader(Box<str>),
    /// A user.
    User(UserId),
    /// Leaders of whom nobody has said who they are.
    Nobody,
}

/// Why something counts (计入理由).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CountsBy {
    /// Its kind is one of those that count.
    Kind(ActivityKind),
    /// Its kind, or any, and this word in its tags or its title.
    Theme(Box<str>),
    /// It is an activity, and any counts.
    Any,
    /// It is a reception day.
    Reception(LeaderRank),
}

/// Something that counts in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedThing {
    /// The activity or the reception day, by its entry.
    pub seq: Seq,
    /// On which day.
    pub day: Day,
    /// Whether it is done; otherwise it is planned.
    pub done: bool,
    /// Whether there is proof of it.
    pub proved: bool,
    /// Why it counts.
    pub why: CountsBy,
}

/// One of whom something is demanded, and how that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Of whom.
    pub whom: Whom,
    /// How many are done.
    pub done: u32,
    /// Of these, how many lack proof.
    pub unproved: u32,
    /// How many more are planned within the period.
    pub planned: u32,
    /// How it goes.
    pub pace: Pace,
    /// What counts, by day.
    pub things: Vec<CountedThing>,
}

/// One obligation on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow<'a> {
    /// What is demanded.
    pub it: InForce<'a>,
    /// The first day that counts.
    pub from: Day,
    /// The day by which it is to be done.
    pub due: Day,
    /// Of each of whom it is demanded.
    pub cells: Vec<Cell>,
}

/// The board of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board<'a> {
    /// As of the evening of which day.
    pub on: Day,
    /// The term that day lies in.
    pub term: TermSpan,
    /// What is demanded.
    pub rows: Vec<BoardRow<'a>>,
    /// Activities planned for the next fortnight, by day.
    pub ahead: Vec<Seq>,
    /// Activities of the term that lack proof, by day.
    pub unproved: Vec<Seq>,
    /// Activities whose day has passed without anybody saying whether they were held, by day.
    pub unsaid: Vec<Seq>,
}

/// What is due "this fortnight": so many days ahead.
const FORTNIGHT: i32 = 14;

impl<'a> Board<'a> {
    /// One row by the code of its obligation.
    pub fn row(&self, code: &str) -> Option<&BoardRow<'a>> {
        self.rows.iter().find(|it| *it.it.obligation.code == *code)
    }

    /// The cells that are not done and whose day is within the next fortnight, or has passed.
    pub fn due(&self) -> impl Iterator<Item = (&BoardRow<'a>, &Cell)> {
        let soon = self.rows.iter().filter(|it| it.due < self.on.plus(FORTNIGHT));
        soon.flat_map(|row| row.cells.iter().map(move |cell| (row, cell))).filter(|(_, cell)| cell.pace.state != CellState::Met)
    }

    /// The persons who have not done yet what is demanded of them (人员缺口).
    pub fn gaps(&self) -> impl Iterator<Item = (&BoardRow<'a>, &Cell)> {
        let of_people = |it: &&BoardRow<'_>| matches!(it.it.obligation.scope, Scope::Leaders(_) | Scope::Users(_));
        let cells = self.rows.iter().filter(of_people).flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
        cells.filter(|(_, cell)| cell.pace.state != CellState::Met)
    }
}

/// Whether an activity counts for an obligation, wherever it was held, and why.
pub fn counts(it: &Obligation, facts: &ActivityFacts) -> Option<CountsBy> {
    if it.source != Source::Activities || !(it.kinds.is_empty() || it.kinds.contains(&facts.kind)) {
        return None;
    }
    if it.themes.is_empty() {
        return Some(if it.kinds.is_empty() { CountsBy::Any } else { CountsBy::Kind(facts.kind) });
    }
    let said = |theme: &str| facts.tags.iter().any(|tag| tag.contains(theme)) || facts.title.contains(theme);
    it.themes.iter().find(|theme| said(theme)).map(|theme| CountsBy::Theme(theme.clone()))
}

impl Campus {
    /// The obligations an activity counts for in its term, of whom, and why.
    pub fn counts_for(&self, head: &ActivityHead) -> Vec<(InForce<'_>, Vec<Whom>, CountsBy)> {
        let term = self.terms().at(head.facts.day);
        let all = self.obligations().in_force(term.middle()).into_iter();
        let found = all.filter_map(|it| {
            let why = counts(it.obligation, &head.facts)?;
            let whom = self.whom(it.obligation.scope, &head.facts);
            (!whom.is_empty()).then_some((it, whom, why))
        });
        found.collect()
    }

    /// In whose cells of an obligation an activity stands.
    fn whom(&self, scope: Scope, facts: &ActivityFacts) -> Vec<Whom> {
        match scope {
            Scope::College => vec![Whom::College],
            Scope::Community => facts.community.map(Whom::Community).into_iter().collect(),
            Scope::Department => facts.department.map(Whom::Department).into_iter().collect(),
            Scope::Leaders(rank) => {
                let theirs = facts.taking.iter().filter(|it| it.standing == standing(rank));
                distinct(theirs.map(|it| Whom::Leader(it.name.clone())))
            }
            Scope::Users(role) => {
                let of_role = |id: &UserId| self.staff().user(*id).is_some_and(|it| it.role == role);
                distinct(facts.taking.iter().filter_map(|it| it.user).filter(of_role).map(Whom::User))
            }
        }
    }
}

fn distinct(all: impl Iterator<Item = Whom>) -> Vec<Whom> {
    let mut once: Vec<Whom> = Vec::new();
    for it in all {
        if !once.contains(&it) {
            once.push(it);
        }
    }
    once
}

fn standing(rank: LeaderRank) -> Standing {
    match rank {
        LeaderRank::College => Standing::CollegeLeader,
        LeaderRank::Department => Standing::DepartmentLeader,
    }
}

/// A row while it is filled.
struct Filling<'a> {
    it: InForce<'a>,
    /// The days that count.
    from: Day,
    until: Day,
    due: Day,
    /// Which kinds count, one bit each: most activities are sorted out by it.
    kinds: u32,
    cells: Vec<(Whom, Vec<CountedThing>)>,
    at: HashMap<Whom, usize>,
}

impl<'a> Filling<'a> {
    fn new(campus: &'a Campus, term: &TermSpan, on: Day, it: InForce<'a>) -> Option<Self> {
        let wanted = it.obligation;
        let (from, until) = match wanted.period {
            Period::Quarter => quarter(on),
            Period::Term if term.is_between() => return None,
            Period::Term => (term.from, term.until),
            Period::Year => campus.terms().year(term),
            Period::Once => {
                let by = wanted.deadline?;
                let (year, _) = campus.terms().year(term);
                // A task of long ago, or of a year to come, is on no board of this term.
                if by < year || by.plus(-365) > term.until {
                    return None;
                }
                (by.plus(-365), by.plus(365))
            }
        };
        let due = wanted.deadline.filter(|it| from <= *it && *it <= until).unwrap_or(until);
        let kinds = if wanted.kinds.is_empty() { u32::MAX } else { wanted.kinds.iter().fold(0, |all, it| all | 1 << (*it as u32)) };
        let mut row = Self { it, from, until, due, kinds, cells: Vec::new(), at: HashMap::new() };
        let staff = |role| campus.staff().users().filter(move |(_, it): &(UserId, &User)| it.active && it.role == role).map(|(id, _)| id);
        match wanted.scope {
            Scope::College => row.touch(Whom::College),
            Scope::Community => communities(campus.places().communities().len()).for_each(|id| row.touch(Whom::Community(id))),
            Scope::Department => {
                (0..campus.people().departments().len()).for_each(|at| row.touch(Whom::Department(DepartmentId::of(at))));
            }
            Scope::Leaders(_) => wanted.people.iter().for_each(|it| row.touch(Whom::Leader(it.clone()))),
            Scope::Users(role) => staff(role).for_each(|id| row.touch(Whom::User(id))),
        }
        Some(row)
    }

    /// There is a cell, whatever stands in it.
    fn touch(&mut self, whom: Whom) {
        self.cell(whom);
    }

    fn cell(&mut self, whom: Whom) -> &mut Vec<CountedThing> {
        let next = self.cells.len();
        let at = *self.at.entry(whom.clone()).or_insert(next);
        if at == next {
            self.cells.push((whom, Vec::new()));
        }
        &mut self.cells[at].1
    }

    fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    fn done(mut self, on: Day) -> BoardRow<'a> {
        if self.cells.is_empty() && matches!(self.it.obligation.scope, Scope::Leaders(_)) {
            self.touch(Whom::Nobody);
        }
        let (from, due, target) = (self.from, self.due, u32::from(self.it.obligation.target));
        let cells = self.cells.into_iter().map(|(whom, mut things)| {
            things.sort_by_key(|it| (it.day, it.seq));
            let done = things.iter().filter(|it| it.done).count() as u32;
            let unproved = things.iter().filter(|it| it.done && !it.proved).count() as u32;
            let planned = things.iter().filter(|it| !it.done && it.day <= due).count() as u32;
            Cell { whom, done, unproved, planned, pace: pace((from, due), on, (done, planned), target), things }
        });
        BoardRow { it: self.it, from, due, cells: cells.collect() }
    }
}

/// How an activity stood on the evening of a day, by what is known of it now.
fn stood(campus: &Campus, it: &ActivityHead, on: Day) -> Option<(bool, bool)> {
    let zone = campus.zone();
    match it.state {
        state if state.is_held() && it.facts.day <= on => Some((true, it.proved.is_some_and(|at| at.day(zone) <= on))),
        // What was held later was ahead then, if anybody had written it down.
        state if state.is_held() => (it.at.day(zone) <= on).then_some((false, false)),
        state if state.is_ahead() && it.facts.day >= on => Some((false, false)),
        _ => None,
    }
}

/// The board as of the evening of a day. Pure.
pub fn board(campus: &Campus, on: Day) -> Board<'_> {
    let term = campus.terms().at(on);
    let in_force = campus.obligations().in_force(term.middle());
    let mut rows: Vec<Filling<'_>> = in_force.into_iter().filter_map(|it| Filling::new(campus, &term, on, it)).collect();
    let from = rows.iter().map(|it| it.from).min().unwrap_or(term.from).min(term.from);
    let until = rows.iter().map(|it| it.until).max().unwrap_or(term.until).max(on.plus(FORTNIGHT));
    let (mut ahead, mut unproved, mut unsaid) = (Vec::new(), Vec::new(), Vec::new());
    for head in campus.activities().heads() {
        let day = head.facts.day;
        if day < from || day > until || matches!(head.state, ActivityState::Withdrawn | ActivityState::Cancelled) {
            continue;
        }
        let Some((done, proved)) = stood(campus, head, on) else {
            if head.state.is_ahead() && term.holds(day) {
                unsaid.push((day, head.seq));
            }
            continue;
        };
        if !done && day < on.plus(FORTNIGHT) {
            ahead.push((day, head.seq));
        }
        if done && !proved && term.holds(day) {
            unproved.push((day, head.seq));
        }
        for row in rows.iter_mut().filter(|it| it.kinds & 1 << (head.facts.kind as u32) != 0 && it.holds(day)) {
            let Some(why) = counts(row.it.obligation, &head.facts) else { continue };
            for whom in campus.whom(row.it.obligation.scope, &head.facts) {
                row.cell(whom).push(CountedThing { seq: head.seq, day, done, proved, why: why.clone() });
            }
        }
    }
    for it in campus.requests().receptions().iter().filter(|it| !it.withdrawn && it.day <= on) {
        for row in rows.iter_mut().filter(|row| row.it.obligation.source == Source::Receptions(it.rank) && row.holds(it.day)) {
            if let Some(whom) = received(row.it.obligation.scope, it) {
                let why = CountsBy::Reception(it.rank);
                row.cell(whom).push(CountedThing { seq: it.seq, day: it.day, done: true, proved: true, why });
            }
        }
    }
    let by_day = |mut all: Vec<(Day, Seq)>| {
        all.sort_unstable();
        all.into_iter().map(|(_, seq)| seq).collect()
    };
    let rows = rows.into_iter().map(|it| it.done(on)).collect();
    Board { on, term, rows, ahead: by_day(ahead), unproved: by_day(unproved), unsaid: by_day(unsaid) }
}

/// The codes of those changed obligations that somebody has done already in a term, as of a day: whoever did it should hear that it is
/// another thing now.
pub fn met_already(campus: &Campus, term: &TermSpan, today: Day, changes: &[ObligationChange]) -> Vec<String> {
    let on = if term.holds(today) { today } else { term.until.min(today) };
    if on < term.from {
        return Vec::new();
    }
    let board = board(campus, on);
    let met =
        changes.iter().filter(|it| board.row(it.code()).is_some_and(|row| row.cells.iter().any(|cell| cell.pace.state == CellState::Met)));
    met.map(|it| it.code().to_owned()).collect()
}

fn received(scope: Scope, it: &ReceptionHead) -> Option<Whom> {
    match scope {
        Scope::College => Some(Whom::College),
        Scope::Community => it.community.map(Whom::Community),
        Scope::Leaders(rank) if rank == it.rank => Some(Whom::Leader(it.leader.clone())),
        Scope::Leaders(_) | Scope::Department | Scope::Users(_) => None,
    }
}

/// First and last day of the quarter of the calendar year a day lies in (季度).
pub fn quarter(day: Day) -> (Day, Day) {
    let (year, month) = (day.date().year(), day.date().month());
    let first = (month - 1) / 3 * 3 + 1;
    let from = Day::ymd(year, first, 1).unwrap_or(day);
    let next = if first == 10 { Day::ymd(year.saturating_add(1), 1, 1) } else { Day::ymd(year, first + 3, 1) };
    (from, next.map_or(day, |it| it.plus(-1)))
}
