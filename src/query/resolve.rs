//! From a query to what it means in this college today: names become ids, days become moments.

use super::{Author, Filter, Key, Kind, Levels, Query, Reading, Standing, Trouble, Wrong};
use crate::campus::{Campus, Category, ClassId, Day, RoomId, Stamp, StudentId, Topic, UserId};
use crate::capture;
use crate::finder::{self, Asker, Finder};
use std::collections::HashSet;

/// All that a query is understood against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The college.
    pub campus: &'a Campus,
    /// How people and rooms are found.
    pub finder: &'a Finder,
    /// Who looks.
    pub user: UserId,
    /// The day it is.
    pub today: Day,
}

impl std::fmt::Debug for Ground<'_> {
    /// Says nothing of the campus, whose names belong in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ground").field("user", &self.user).field("today", &self.today).finish_non_exhaustive()
    }
}

/// What is looked for, in ids and moments. Every list of a filter that was given holds at least one; an empty one was not given. A filter that
/// was given twice stands there twice, and both have to fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that must be there.
    pub words: Vec<Box<str>>,
    /// Words that must not.
    pub without: Vec<Box<str>>,
    /// What is looked through; nothing means everything.
    pub kinds: Vec<Vec<Kind>>,
    /// Talks about one of these.
    pub topics: Vec<Vec<Topic>>,
    /// Incidents of one of these kinds.
    pub categories: Vec<Vec<Category>>,
    /// Talks that set such a level.
    pub levels: Vec<Levels>,
    /// Held or opened from then on.
    pub since: Option<Stamp>,
    /// Held or opened before that.
    pub until: Option<Stamp>,
    /// Written by them.
    pub by: Vec<UserId>,
    /// Concerning one of these rooms, or somebody who sleeps there.
    pub rooms: Vec<HashSet<RoomId>>,
    /// Concerning somebody of one of these classes.
    pub classes: Vec<Vec<ClassId>>,
    /// Concerning them.
    pub students: Vec<StudentId>,
    /// With these tags.
    pub tags: Vec<Box<str>>,
    /// That stand so.
    pub states: Vec<Standing>,
}

/// Most candidates that are looked at to tell whether a name is clear, and most that are named where it is not.
const CANDIDATES: (usize, usize) = (100, 8);

/// What a reading means in this college. What cannot be found is added to the troubles of the reading.
pub fn resolve(reading: &Reading, ground: Ground<'_>) -> (Wanted, Vec<Trouble>) {
    let Query { words, without, filters } = &reading.query;
    let mut wanted = Wanted { words: words.clone(), without: without.clone(), ..Wanted::default() };
    let mut troubles = reading.troubles.clone();
    for filter in filters {
        if let Err((typed, what)) = take(&mut wanted, filter, ground) {
            let key = filter.key();
            let of_this = |(_, part): &&(_, super::Part)| *part == super::Part::Filter(key);
            let span = reading.parts.iter().find(of_this).map_or(0..0, |(span, _)| span.clone());
            troubles.push(Trouble { span, key: Some(key), typed: typed.into(), what });
        }
    }
    troubles.sort_by_key(|it| it.span.start);
    (wanted, troubles)
}

fn take<'q>(wanted: &mut Wanted, filter: &'q Filter, ground: Ground<'_>) -> Result<(), (&'q str, Wrong)> {
    let Ground { campus, finder, user, today } = ground;
    // What was read on another day may name no day today: the 29th of February.
    let days = |typed: &'q str| capture::past_days_of(typed, today, campus.terms()).ok_or((typed, Wrong::NoSuchValue));
    match filter {
        Filter::Topic(topics) => wanted.topics.push(topics.clone()),
        Filter::Category(categories) => wanted.categories.push(categories.clone()),
        Filter::Level(levels) => wanted.levels.push(*levels),
        Filter::State(state) => wanted.states.push(*state),
        Filter::Tag(tag) => wanted.tags.push(tag.clone()),
        Filter::In(kinds) => wanted.kinds.push(kinds.clone()),
        Filter::Since(typed) => {
            let from = days(typed)?.0.at(campus.zone(), 0, 0);
            wanted.since = wanted.since.max(Some(from));
        }
        Filter::Until(typed) => {
            let end = days(typed)?.1.plus(1).at(campus.zone(), 0, 0);
            wanted.until = Some(wanted.until.map_or(end, |it| it.min(end)));
        }
        Filter::By(Author::Me) => wanted.by.push(user),
        Filter::By(Author::Named(typed)) => wanted.by.push(author(campus, finder, typed).map_err(|what| (&**typed, what))?),
        Filter::Student(typed) => {
            let asker = Asker::of(campus, user, None);
            wanted.students.push(student(campus, finder, &asker, typed).map_err(|what| (&**typed, what))?);
        }
        Filter::Class(typed) => {
            let plain = crate::text::fold(typed);
            let named: Vec<ClassId> = campus.people().classes().filter(|(_, it)| *it.name == *plain).map(|(id, _)| id).collect();
            let found = || campus.people().classes().filter(|(_, it)| it.name.contains(&*plain)).map(|(id, _)| id);
            let classes: Vec<ClassId> = if named.is_empty() { found().collect() } else { named };
            wanted.classes.push(Some(classes).filter(|it| !it.is_empty()).ok_or((&**typed, Wrong::NotFound))?);
        }
        Filter::Room(typed) => {
            let rooms = rooms(campus, finder, typed);
            wanted.rooms.push(Some(rooms).filter(|it| !it.is_empty()).ok_or((&**typed, Wrong::NotFound))?);
        }
    }
    Ok(())
}

fn author(campus: &Campus, finder: &Finder, typed: &str) -> Result<UserId, Wrong> {
    if let Some(id) = campus.staff().by_login(typed) {
        return Ok(id);
    }
    let named = |it: &UserId| campus.staff().user(*it).is_some_and(|it| *it.name == *typed);
    let found = finder.users(campus, typed);
    let exact: Vec<UserId> = found.iter().copied().filter(named).collect();
    match (&exact[..], &found[..]) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(Wrong::NotFound),
        (several, all) => {
            let several = if several.is_empty() { all } else { several };
            let logins = several.iter().filter_map(|id| campus.staff().user(*id)).map(|it| format!("{} {}", it.login, it.name));
            Err(Wrong::Several(logins.take(CANDIDATES.1).collect()))
        }
    }
}

fn student(campus: &Campus, finder: &Finder, asker: &Asker, typed: &str) -> Result<StudentId, Wrong> {
    if let Some(id) = campus.people().by_no(typed) {
        return Ok(id);
    }
    let hits = finder.students(campus, typed, asker, CANDIDATES.0);
    match finder::certain(&hits) {
        Some(id) => Ok(id),
        None if hits.is_empty() => Err(Wrong::NotFound),
        None => {
            let several = hits.iter().filter_map(|it| campus.people().student(it.student));
            Err(Wrong::Several(several.take(CANDIDATES.1).map(|it| format!("{} {}", it.facts.no, it.facts.name)).collect()))
        }
    }
}

/// The rooms a word names: one, those of a floor or a house that it begins (`3-4`), those of a building.
fn rooms(campus: &Campus, finder: &Finder, typed: &str) -> HashSet<RoomId> {
    let places = campus.places();
    if let Some(room) = finder.room(campus, typed, None) {
        return [room].into();
    }
    let buildings = finder.buildings(campus, typed);
    let buildings = places.building_by_number(typed).map_or(buildings, |it| vec![it]);
    if !buildings.is_empty() {
        return buildings.into_iter().flat_map(|it| places.rooms_of(it).iter().copied()).collect();
    }
    finder.rooms(campus, typed, None, usize::MAX).into_iter().collect()
}

impl Wanted {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a kind is looked through at all.
    pub fn looks_through(&self, kind: Kind) -> bool {
        let of_talks = !self.topics.is_empty() || !self.levels.is_empty();
        let of_incidents = !self.categories.is_empty();
        let fits = match kind {
            Kind::Talks => !of_incidents,
            Kind::Incidents => !of_talks,
            Kind::Requests => !of_talks && !of_incidents && self.states.is_empty(),
        };
        fits && self.kinds.iter().all(|it| it.contains(&kind))
    }

    /// Whether a moment is within the days that are looked at.
    pub fn holds(&self, at: Stamp) -> bool {
        self.since.is_none_or(|it| at >= it) && self.until.is_none_or(|it| at < it)
    }
}

impl Key {
    /// Whether the value of this filter names somebody or some place of the college.
    pub fn is_of_campus(self) -> bool {
        matches!(self, Self::By | Self::Student | Self::Class | Self::Room)
    }
}
