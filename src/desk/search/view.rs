//! What a user may read of talks, incidents and requests as the campus stands, the newest first. `Sight` decides; it is asked afresh whenever the campus has
//! changed.

use super::arena::Thing;
use crate::campus::{Campus, CustodyAct, IncidentState, RequestState, Seq, Stamp, TalkState, User, UserId};
use crate::desk::Sight;
use crate::query::Kind;

/// The bits that part incidents and requests from talks.
const INCIDENT: Thing = 1 << 31;
const REQUEST: Thing = 1 << 30;

/// The kind of a thing and its row in the table of the campus.
pub(super) fn row_of(thing: Thing) -> (Kind, usize) {
    match (thing & INCIDENT, thing & REQUEST) {
        (0, 0) => (Kind::Talks, thing as usize),
        (0, _) => (Kind::Requests, (thing & !REQUEST) as usize),
        _ => (Kind::Incidents, (thing & !INCIDENT) as usize),
    }
}

fn thing_of(kind: Kind, row: usize) -> Thing {
    match kind {
        Kind::Talks => row as Thing,
        Kind::Incidents => row as Thing | INCIDENT,
        Kind::Requests => row as Thing | REQUEST,
    }
}

/// Something that may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Readable {
    /// When the talk was held or the incident opened.
    pub(super) at: Stamp,
    pub(super) thing: Thing,
}

/// Who looks, and how often something was erased: where either changes, nothing that was read before is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::desk) struct Grounds {
    user: Option<User>,
    erasures: usize,
}

impl Grounds {
    pub(in crate::desk) fn of(campus: &Campus, user: UserId) -> Self {
        let erased = |it: &&crate::campus::CustodyRow| matches!(it.what, CustodyAct::Erased { .. });
        Self { user: campus.staff().user(user).cloned(), erasures: campus.custody().rows().iter().filter(erased).count() }
    }
}

/// All that may be read.
#[derive(Debug, Default)]
pub(super) struct View {
    /// For which state of the campus.
    pub(super) applied: Option<Seq>,
    pub(super) grounds: Grounds,
    /// The newest first.
    pub(super) order: Vec<Readable>,
}

impl View {
    /// Looks anew.
    pub(super) fn of(campus: &Campus, user: UserId) -> Self {
        let sight = Sight::new(campus, user);
        let mut order = Vec::new();
        for (row, head) in campus.talks().heads().iter().enumerate() {
            if head.state != TalkState::Withdrawn && sight.talk(head).is_some_and(|it| it.reads()) {
                order.push((head.held, head.seq, thing_of(Kind::Talks, row)));
            }
        }
        for (row, head) in campus.incidents().heads().iter().enumerate() {
            if head.state != IncidentState::Withdrawn && sight.incident(head).is_some_and(|it| it.reads()) {
                order.push((head.opened, head.seq, thing_of(Kind::Incidents, row)));
            }
        }
        for (row, head) in campus.requests().heads().iter().enumerate() {
            if head.state != RequestState::Withdrawn && sight.request(head).is_some_and(|it| it.reads()) {
                order.push((head.at, head.seq, thing_of(Kind::Requests, row)));
            }
        }
        // They are logged nearly in the order they happened, so this is nearly sorted.
        order.sort_by_key(|(at, seq, _)| (*at, *seq));
        let order = order.into_iter().rev().map(|(at, _, thing)| Readable { at, thing }).collect();
        Self { applied: Some(campus.applied()), grounds: Grounds::of(campus, user), order }
    }
}

/// The id of a thing.
pub(super) fn seq_of(campus: &Campus, thing: Thing) -> Option<Seq> {
    match row_of(thing) {
        (Kind::Talks, row) => campus.talks().heads().get(row).map(|it| it.seq),
        (Kind::Incidents, row) => campus.incidents().heads().get(row).map(|it| it.seq),
        (Kind::Requests, row) => campus.requests().heads().get(row).map(|it| it.seq),
    }
}

/// How many entries of a thing there are.
pub(super) fn entries_of(campus: &Campus, thing: Thing) -> usize {
    match row_of(thing) {
        (Kind::Talks, row) => campus.talks().heads().get(row).map_or(0, |it| 1 + it.more.len()),
        (Kind::Incidents, row) => campus.incidents().heads().get(row).map_or(0, |it| 1 + it.timeline.len()),
        (Kind::Requests, row) => campus.requests().heads().get(row).map_or(0, |it| 1 + it.timeline.len()),
    }
}

/// One of its entries, counted from 0, which is the one it is known by.
pub(super) fn entry_of(campus: &Campus, thing: Thing, nth: usize) -> Option<Seq> {
    let of = |first: Seq, more: &[Seq]| nth.checked_sub(1).map_or(Some(first), |at| more.get(at).copied());
    match row_of(thing) {
        (Kind::Talks, row) => campus.talks().heads().get(row).and_then(|it| of(it.seq, &it.more)),
        (Kind::Incidents, row) => campus.incidents().heads().get(row).and_then(|it| of(it.seq, &it.timeline)),
        (Kind::Requests, row) => campus.requests().heads().get(row).and_then(|it| of(it.seq, &it.timeline)),
    }
}
