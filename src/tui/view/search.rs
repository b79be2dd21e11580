//! Who is looked for (未归处置): each search with the step that is next, and those whose hour has come to become an incident.

use super::{Timer, TimerKind};
use crate::campus::{Campus, Day, LadderStep, RoomId, SearchHead, Seq, Stamp, StudentId, UserId};
use crate::desk::Sight;

/// For how many nights a search stays in the list. What was left open longer than that is a matter of the record, not of tonight.
const SOUGHT_DAYS: i32 = 30;
/// How many nights back a search still becomes an incident by itself, should the program not have run at its hour.
const ESCALATED_DAYS: i32 = 2;

/// Somebody who is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sought {
    /// The night.
    pub day: Day,
    /// Who.
    pub student: StudentId,
    /// The room they were not in.
    pub room: RoomId,
    /// Since when.
    pub since: Stamp,
    /// The step that is next, and when it is due.
    pub next: Option<(LadderStep, Stamp)>,
    /// When it becomes an incident, unless it is one.
    pub incident_due: Option<Stamp>,
    /// The incident it became.
    pub incident: Option<Seq>,
}

/// The searches of the last nights that go on. They begin in the order of the nights, but for what was written down later.
fn open(campus: &Campus, now: Stamp, nights: i32) -> impl Iterator<Item = &SearchHead> {
    let first = now.duty_day(campus.zone()).plus(-nights);
    let late = first.plus(-nights);
    campus.searches().open().rev().take_while(move |it| it.day >= late).filter(move |it| it.day >= first)
}

/// The searches that go on, as far as `user` sees them: the latest night first, in it the longest missing first.
pub fn sought(campus: &Campus, now: Stamp, user: UserId) -> Vec<Sought> {
    let sight = Sight::new(campus, user);
    let ladder = &campus.presets().rules().ladder;
    let seen = open(campus, now, SOUGHT_DAYS).filter(|it| sight.sees_whereabouts(it.by, it.student));
    let mut sought: Vec<Sought> = seen
        .map(|it| Sought {
            day: it.day,
            student: it.student,
            room: it.room,
            since: it.since,
            next: it.next_step(ladder),
            incident_due: it.incident.is_none().then(|| ladder.incident_due(it.day, it.since, campus.zone())),
            incident: it.incident,
        })
        .collect();
    sought.sort_by_key(|it| (std::cmp::Reverse(it.day), it.since));
    sought
}

/// The searches whose hour has come. Each becomes an incident by itself, once; the campus refuses a second.
pub fn ripe(campus: &Campus, now: Stamp) -> Vec<(Day, StudentId)> {
    let ladder = &campus.presets().rules().ladder;
    let due = |it: &&SearchHead| it.incident.is_none() && ladder.incident_due(it.day, it.since, campus.zone()) <= now;
    open(campus, now, ESCALATED_DAYS).filter(due).map(|it| (it.day, it.student)).collect()
}

/// What falls due of the searches after `now`.
pub(super) fn timers(sought: &[Sought], now: Stamp) -> impl Iterator<Item = Timer> {
    let steps = sought.iter().filter_map(|it| it.next.map(|(step, at)| Timer { at, kind: TimerKind::Rung(it.day, it.student, step) }));
    let ends = sought.iter().filter_map(|it| it.incident_due.map(|at| Timer { at, kind: TimerKind::SearchDue(it.day, it.student) }));
    steps.chain(ends).filter(move |it| it.at > now)
}
