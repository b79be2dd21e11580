//! Whether something that may be read is what a query wants beside its words.

use super::bits::Bits;
use super::view::{Readable, row_of};
use crate::campus::{Campus, Category, ClassId, Concern, IncidentState, RoomId, Spot, StudentFacts, StudentId, TalkState, Topic, UserId};
use crate::desk::Sight;
use crate::query::{Kind, Wanted};
use std::collections::HashSet;

/// What a query wants of a thing beside its words.
pub(super) struct Sieve<'a> {
    campus: &'a Campus,
    sight: Sight<'a>,
    wanted: &'a Wanted,
    talks: bool,
    incidents: bool,
    requests: bool,
    /// The students who sleep in the rooms of each filter.
    sleepers: Vec<Bits>,
    /// The students of the classes of each filter.
    members: Vec<Bits>,
}

/// What a query may ask of a thing. A field that is not seen has no value, so it passes no filter.
struct Fields<'a> {
    topic: Option<Topic>,
    level: Option<Concern>,
    talk: Option<TalkState>,
    category: Option<Category>,
    incident: Option<IncidentState>,
    by: UserId,
    students: &'a [StudentId],
    place: Option<&'a Spot>,
}

/// The part of a query that a sieve asks about: all but what is looked for in texts.
pub(super) fn beside_words(wanted: &Wanted) -> Wanted {
    Wanted { words: Vec::new(), without: Vec::new(), tags: Vec::new(), ..wanted.clone() }
}

impl<'a> Sieve<'a> {
    pub(super) fn new(campus: &'a Campus, user: UserId, wanted: &'a Wanted) -> Self {
        let people = campus.people();
        let sleepers = |rooms: &HashSet<RoomId>| rooms.iter().flat_map(|it| people.in_room(*it)).map(|it| it.index()).collect();
        let members = |classes: &Vec<ClassId>| {
            let of_class = |facts: &StudentFacts| facts.class.is_some_and(|it| classes.contains(&it));
            people.students().filter(|(_, it)| of_class(&it.facts)).map(|(id, _)| id.index()).collect()
        };
        Self {
            campus,
            sight: Sight::new(campus, user),
            wanted,
            talks: wanted.looks_through(Kind::Talks),
            incidents: wanted.looks_through(Kind::Incidents),
            requests: wanted.looks_through(Kind::Requests),
            sleepers: wanted.rooms.iter().map(sleepers).collect(),
            members: wanted.classes.iter().map(members).collect(),
        }
    }

    /// Whether a thing passes.
    pub(super) fn lets(&self, it: Readable) -> bool {
        if !self.wanted.holds(it.at) {
            return false;
        }
        match row_of(it.thing) {
            (Kind::Talks, row) => self.talks && self.lets_talk(row).unwrap_or(false),
            (Kind::Incidents, row) => self.incidents && self.lets_incident(row).unwrap_or(false),
            (Kind::Requests, row) => self.requests && self.lets_request(row).unwrap_or(false),
        }
    }

    // What is written is looked at first, since that is quick; of what fits, only what is seen counts.

    fn lets_talk(&self, row: usize) -> Option<bool> {
        let head = self.campus.talks().heads().get(row)?;
        let written = Fields {
            topic: Some(head.topic),
            level: head.level,
            talk: Some(head.state),
            category: None,
            incident: None,
            by: head.by,
            students: &head.students,
            place: head.place.as_ref(),
        };
        if !self.fits(&written) {
            return None;
        }
        let it = self.sight.talk(head).filter(|it| it.reads())?;
        let wanted = self.wanted;
        let seen = Fields {
            topic: if_asked(&wanted.topics, || it.topic()),
            level: if_asked(&wanted.levels, || it.level()),
            talk: if_asked(&wanted.states, || it.state()),
            by: it.by(),
            students: self.if_concerned(|| it.students()),
            place: if_asked(&wanted.rooms, || it.place()),
            ..written
        };
        Some(self.fits(&seen))
    }

    fn lets_incident(&self, row: usize) -> Option<bool> {
        let head = self.campus.incidents().heads().get(row)?;
        let written = Fields {
            topic: None,
            level: None,
            talk: None,
            category: Some(head.category),
            incident: Some(head.state),
            by: head.by,
            students: &head.students,
            place: head.place.as_ref(),
        };
        if !self.fits(&written) {
            return None;
        }
        let it = self.sight.incident(head).filter(|it| it.reads())?;
        let seen = Fields {
            category: if_asked(&self.wanted.categories, || it.category()),
            incident: Some(it.state()),
            by: it.by(),
            students: self.if_concerned(|| it.students()),
            place: if_asked(&self.wanted.rooms, || it.place()),
            ..written
        };
        Some(self.fits(&seen))
    }

    fn lets_request(&self, row: usize) -> Option<bool> {
        let head = self.campus.requests().heads().get(row)?;
        // What is written of a request is seen by whoever reads it.
        let it = self.sight.request(head).filter(|it| it.reads())?;
        let student = it.student();
        let seen = Fields {
            topic: None,
            level: None,
            talk: None,
            category: None,
            incident: None,
            by: it.by(),
            students: student.as_slice(),
            place: it.place(),
        };
        Some(self.fits(&seen))
    }

    /// Whom a thing concerns, where the query asks for it.
    fn if_concerned(&self, students: impl FnOnce() -> Option<&'a [StudentId]>) -> &'a [StudentId] {
        let wanted = self.wanted;
        let asked = !(wanted.students.is_empty() && wanted.classes.is_empty() && wanted.rooms.is_empty());
        if asked { students().unwrap_or_default() } else { &[] }
    }

    fn fits(&self, it: &Fields<'_>) -> bool {
        let wanted = self.wanted;
        let any = |among: &Bits| it.students.iter().any(|id| among.has(id.index()));
        let in_room = |rooms: &HashSet<RoomId>| matches!(it.place, Some(Spot::Room(id)) if rooms.contains(id));
        let stands = |wanted: &crate::query::Standing| {
            it.talk.is_some_and(|it| wanted.is_of_talk(it)) || it.incident.is_some_and(|it| wanted.is_of_incident(it))
        };
        wanted.topics.iter().all(|wanted| it.topic.is_some_and(|it| wanted.contains(&it)))
            && wanted.categories.iter().all(|wanted| it.category.is_some_and(|it| wanted.contains(&it)))
            && wanted.levels.iter().all(|wanted| it.level.is_some_and(|it| wanted.holds(it)))
            && wanted.states.iter().all(stands)
            && wanted.by.iter().all(|by| *by == it.by)
            && wanted.students.iter().all(|id| it.students.contains(id))
            && self.members.iter().all(any)
            && wanted.rooms.iter().zip(&self.sleepers).all(|(rooms, sleepers)| in_room(rooms) || any(sleepers))
    }
}

/// A field, where the query asks for it: each costs a look into the table of rights.
fn if_asked<W, V>(wanted: &[W], value: impl FnOnce() -> Option<V>) -> Option<V> {
    if wanted.is_empty() { None } else { value() }
}
