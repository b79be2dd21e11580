//! What a user may read of talks and incidents as the campus stands, the newest first, and whether it is what a query wants. `Sight` decides; it is
//! asked afresh whenever the campus has changed.

use super::arena::Thing;
use crate::campus::{Campus, ClassId, CustodyAct, IncidentState, RoomId, Seq, Spot, Stamp, StudentId, TalkState, User, UserId};
use crate::desk::Sight;
use crate::query::{Kind, Wanted};
use std::collections::HashSet;

/// The bit that parts incidents from talks.
const INCIDENT: Thing = 1 << 31;

/// The kind of a thing and its row in the table of the campus.
pub(super) fn row_of(thing: Thing) -> (Kind, usize) {
    if thing & INCIDENT == 0 { (Kind::Talks, thing as usize) } else { (Kind::Incidents, (thing & !INCIDENT) as usize) }
}

fn thing_of(kind: Kind, row: usize) -> Thing {
    match kind {
        Kind::Talks => row as Thing,
        Kind::Incidents => row as Thing | INCIDENT,
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
    }
}

/// How many entries of a thing there are.
pub(super) fn entries_of(campus: &Campus, thing: Thing) -> usize {
    match row_of(thing) {
        (Kind::Talks, row) => campus.talks().heads().get(row).map_or(0, |it| 1 + it.more.len()),
        (Kind::Incidents, row) => campus.incidents().heads().get(row).map_or(0, |it| 1 + it.timeline.len()),
    }
}

/// One of its entries, counted from 0, which is the one it is known by.
pub(super) fn entry_of(campus: &Campus, thing: Thing, nth: usize) -> Option<Seq> {
    let of = |first: Seq, more: &[Seq]| nth.checked_sub(1).map_or(Some(first), |at| more.get(at).copied());
    match row_of(thing) {
        (Kind::Talks, row) => campus.talks().heads().get(row).and_then(|it| of(it.seq, &it.more)),
        (Kind::Incidents, row) => campus.incidents().heads().get(row).and_then(|it| of(it.seq, &it.timeline)),
    }
}

/// What a query wants of a thing beside its words.
pub(super) struct Sieve<'a> {
    campus: &'a Campus,
    sight: Sight<'a>,
    wanted: &'a Wanted,
    talks: bool,
    incidents: bool,
    /// The students who sleep in the rooms of each filter.
    sleepers: Vec<HashSet<StudentId>>,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(campus: &'a Campus, user: UserId, wanted: &'a Wanted) -> Self {
        let sleeps = |rooms: &HashSet<RoomId>| rooms.iter().flat_map(|it| campus.people().in_room(*it)).copied().collect();
        let (talks, incidents) = (wanted.looks_through(Kind::Talks), wanted.looks_through(Kind::Incidents));
        Self { campus, sight: Sight::new(campus, user), wanted, talks, incidents, sleepers: wanted.rooms.iter().map(sleeps).collect() }
    }

    /// Whether nothing is asked but what the texts say.
    pub(super) fn lets_all(&self) -> bool {
        let wanted = self.wanted;
        let words = Wanted { words: wanted.words.clone(), without: wanted.without.clone(), tags: wanted.tags.clone(), ..Wanted::default() };
        *wanted == words
    }

    /// Whether a thing passes. A field that this user does not see has no value, so it passes no filter.
    pub(super) fn lets(&self, it: Readable) -> bool {
        let wanted = self.wanted;
        if !wanted.holds(it.at) {
            return false;
        }
        match row_of(it.thing) {
            (Kind::Talks, row) => self.talks && self.lets_talk(row),
            (Kind::Incidents, row) => self.incidents && self.lets_incident(row),
        }
    }

    fn lets_talk(&self, row: usize) -> bool {
        let (wanted, head) = (self.wanted, self.campus.talks().heads().get(row));
        let Some(it) = head.and_then(|it| self.sight.talk(it)).filter(|it| it.reads()) else { return false };
        wanted.topics.iter().all(|wanted| it.topic().is_some_and(|it| wanted.contains(&it)))
            && wanted.levels.iter().all(|wanted| it.level().is_some_and(|it| wanted.holds(it)))
            && wanted.states.iter().all(|wanted| it.state().is_some_and(|it| wanted.is_of_talk(it)))
            && self.lets_people(it.by(), it.students(), it.place())
    }

    fn lets_incident(&self, row: usize) -> bool {
        let (wanted, head) = (self.wanted, self.campus.incidents().heads().get(row));
        let Some(it) = head.and_then(|it| self.sight.incident(it)).filter(|it| it.reads()) else { return false };
        wanted.categories.iter().all(|wanted| it.category().is_some_and(|it| wanted.contains(&it)))
            && wanted.states.iter().all(|wanted| wanted.is_of_incident(it.state()))
            && self.lets_people(it.by(), it.students(), it.place())
    }

    fn lets_people(&self, by: UserId, students: Option<&[StudentId]>, place: Option<&Spot>) -> bool {
        let (wanted, students) = (self.wanted, students.unwrap_or_default());
        let in_room = |rooms: &HashSet<RoomId>, sleepers: &HashSet<StudentId>| {
            matches!(place, Some(Spot::Room(id)) if rooms.contains(id)) || students.iter().any(|id| sleepers.contains(id))
        };
        wanted.by.iter().all(|it| *it == by)
            && wanted.students.iter().all(|it| students.contains(it))
            && wanted.classes.iter().all(|classes| students.iter().any(|id| self.is_of_class(*id, classes)))
            && wanted.rooms.iter().zip(&self.sleepers).all(|(rooms, sleepers)| in_room(rooms, sleepers))
    }

    fn is_of_class(&self, student: StudentId, classes: &[ClassId]) -> bool {
        self.campus.people().student(student).and_then(|it| it.facts.class).is_some_and(|it| classes.contains(&it))
    }
}
