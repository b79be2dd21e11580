//! Students by pinyin, hanzi, number or room; rooms and buildings by what people call them; users by login or name.
//!
//! Knows the campus and the text, nothing of the one-line grammar. Never decides between namesakes: [`Finder::students`] gives all hits,
//! best first, and [`certain`] names one only where the query leaves no choice.

mod asker;
mod door;
mod echo;
mod query;
mod rank;
mod roll;
mod sound;
mod surname;
#[cfg(test)]
mod tests;

pub use asker::Asker;
pub use echo::{catchwords, missing};

use crate::campus::{BuildingId, Campus, ClassId, RoomId, Seq, StudentId, UserId};
use door::Fit;
use query::Query;
use rank::Ranking;
use roll::{Manner, NOT_AT_SURNAME, Roll};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Why a student was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The whole student number (学号).
    Number,
    /// The beginning of the student number.
    NumberHead,
    /// The last digits of the student number.
    NumberTail,
    /// The whole name as written.
    Name,
    /// Part of the name as written, perhaps with pinyin for the rest: `张s`.
    Hanzi,
    /// Pinyin with at least one syllable spelt out or begun.
    Pinyin,
    /// Initials only: `zsf`.
    Initials,
    /// Sleeps in the room.
    Room,
}

/// A student found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Who.
    pub student: StudentId,
    /// How far the query is from the plainest way to call them; 0 is exact.
    pub cost: u32,
    /// What in them was found.
    pub why: Why,
    /// The student has left (退学, 毕业 …). Such hits come last, unless the whole number was typed.
    pub left: bool,
}

/// Fewest digits that are looked for at either end of a student number.
const NUMBER_PART: usize = 3;
/// Most rooms whose residents are listed for one query: a floor and more.
const ROOMS_LISTED: usize = 64;

/// The index over all students and users. Holds no id of its own: rows are the rows of the campus.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    students: Roll,
    rows: Vec<Row>,
    /// The campus' people as they were taken in: the entry that last changed them, and how many there were.
    seen: Option<(Seq, usize)>,
    users: Roll,
    users_seen: Option<u64>,
}

/// What ranking asks of every student; kept here because the campus is too large to be walked through at each key.
#[derive(Debug, Clone, Copy)]
struct Row {
    class: Option<ClassId>,
    left: bool,
}

impl Finder {
    /// An index over the campus as it stands.
    pub fn new(campus: &Campus) -> Self {
        let mut finder = Self::default();
        finder.refresh(campus);
        finder
    }

    /// Takes in what changed since: nothing but a look at the users if no roster did, else the whole roll anew (a few milliseconds).
    /// Always with the campus of one and the same logbook.
    pub fn refresh(&mut self, campus: &Campus) {
        let people = campus.people();
        let seen = Some((campus.people_changed(), people.students().len()));
        if self.seen != seen {
            self.students = Roll::of(people.students().map(|(_, it)| (&*it.facts.name, &*it.facts.no)));
            self.rows = people.students().map(|(_, it)| Row { class: it.facts.class, left: it.facts.left }).collect();
            self.seen = seen;
        }
        let mut hasher = DefaultHasher::new();
        campus.staff().users().for_each(|(_, it)| (&it.name, &it.login).hash(&mut hasher));
        let users_seen = Some(hasher.finish());
        if self.users_seen != users_seen {
            self.users = Roll::of(campus.staff().users().map(|(_, it)| (&*it.name, &*it.login)));
            self.users_seen = users_seen;
        }
    }

    /// The students a query may mean, best first, at most `limit`.
    ///
    /// What names somebody beyond doubt (a whole number, a whole name, a named room) goes first; then the asker's own students, those they
    /// dealt with lately, and all others, each by cost. Those who left come last. A leading digit means a number or a room; letters or
    /// hanzi a name; digits behind a name (`zs412`, `张伟0112`) narrow it by room or number.
    pub fn students(&self, campus: &Campus, query: &str, asker: &Asker, limit: usize) -> Vec<Hit> {
        let mut ranking = Ranking::new(&self.rows, asker);
        let Some(wanted) = Query::new(query) else { return Vec::new() };
        let digit_first = wanted.chars.first().is_some_and(char::is_ascii_digit);
        let digits = wanted.chars.iter().position(char::is_ascii_digit);
        if digits.is_some() {
            self.by_number(query, &mut ranking);
            by_room(campus, query, asker, digit_first, &mut ranking);
        }
        if !digit_first {
            self.students.walk(&wanted, |row, walk| ranking.add_walk(row, walk));
            if let Some(at) = digits {
                self.by_name_and_digits(campus, &wanted, at, &mut ranking);
            }
        }
        ranking.best(limit)
    }

    fn by_number(&self, query: &str, ranking: &mut Ranking<'_>) {
        let Some(wanted) = door::as_number(query) else { return };
        for (row, number) in self.students.codes().enumerate() {
            if number == wanted {
                ranking.add(row, 0, Why::Number, true);
            } else if wanted.len() >= NUMBER_PART {
                if number.ends_with(&*wanted) {
                    ranking.add(row, 8, Why::NumberTail, false);
                } else if number.starts_with(&*wanted) {
                    ranking.add(row, 40, Why::NumberHead, false);
                }
            }
        }
    }

    /// `zs412`: those whom the name finds and whose room or number the digits fit.
    fn by_name_and_digits(&self, campus: &Campus, wanted: &Query, at: usize, ranking: &mut Ranking<'_>) {
        let digits: String = wanted.chars[at..].iter().collect();
        let name: String = wanted.chars[..at].iter().collect();
        let Some(name) = Query::new(&name).filter(|_| digits.bytes().all(|it| it.is_ascii_digit())) else { return };
        self.students.walk(&name, |row, walk| {
            let tail = digits.len() > 1 && self.students.code(row).ends_with(&*digits);
            if tail || lives_at(campus, StudentId::of(row), &digits) {
                ranking.add_walk(row, walk);
            }
        });
    }

    /// The rooms a query may mean, those of `building` first, at most `limit`: `3-412`, `3#412`, `3栋412`, `3号楼412`, `3412`, `412`.
    pub fn rooms(&self, campus: &Campus, query: &str, building: Option<BuildingId>, limit: usize) -> Vec<RoomId> {
        door::rooms(campus.places(), query, building).into_iter().take(limit).map(|it| it.room).collect()
    }

    /// The one room a query determines: building and room are named, or the room is in `building`, or there is no other of that number.
    /// `None` where there is a choice, and for a number that is only begun.
    pub fn room(&self, campus: &Campus, query: &str, building: Option<BuildingId>) -> Option<RoomId> {
        self.bed(campus, query, building).map(|(room, _)| room)
    }

    /// As [`Finder::room`], with the bed if one is named behind the room: `3-412-2`.
    pub fn bed(&self, campus: &Campus, query: &str, building: Option<BuildingId>) -> Option<(RoomId, Option<u8>)> {
        let doors = door::rooms(campus.places(), query, building);
        let rivals = match doors.first()?.fit {
            Fit::Named => Fit::Named,
            Fit::Here => Fit::Parted,
            _ => Fit::Elsewhere,
        };
        let mut fitting = doors.iter().filter(|it| it.fit <= rivals);
        fitting.next().filter(|_| fitting.next().is_none()).map(|it| (it.room, it.bed))
    }

    /// The buildings a query may mean, the one of exactly that number first: `3`, `3#`, `3号楼`, `三栋`, `M7`.
    pub fn buildings(&self, campus: &Campus, query: &str) -> Vec<BuildingId> {
        door::buildings(campus.places(), query)
    }

    /// The users a query may mean, best first: by login, name or pinyin. The disabled come last.
    pub fn users(&self, campus: &Campus, query: &str) -> Vec<UserId> {
        let Some(wanted) = Query::new(query) else { return Vec::new() };
        let mut costs: Vec<Option<u32>> = vec![None; self.users.len()];
        self.users.walk(&wanted, |row, walk| costs[row] = Some(1 + walk.cost));
        let login: String = wanted.chars.iter().collect();
        for (cost, code) in costs.iter_mut().zip(self.users.codes()) {
            let by_login = if code == login { Some(0) } else { code.starts_with(&*login).then_some(2) };
            *cost = cost.iter().copied().chain(by_login).min();
        }
        let gone = |id: UserId| campus.staff().user(id).is_none_or(|it| !it.active);
        let mut found: Vec<_> = costs.into_iter().enumerate().filter_map(|(row, cost)| Some((cost?, UserId::of(row)))).collect();
        found.sort_by_key(|(cost, id)| (gone(*id), *cost, *id));
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// All students not gone who bear the same name as this one, this one included, by id. Empty for an unknown student.
    pub fn namesakes(&self, campus: &Campus, student: StudentId) -> Vec<StudentId> {
        let people = campus.people();
        if people.student(student).is_none() {
            return Vec::new();
        }
        let name = self.students.name(student.index());
        let same = |id: StudentId| id == student || self.students.name(id.index()) == name;
        people.students().filter(|(id, it)| (!it.facts.left || *id == student) && same(*id)).map(|(id, _)| id).collect()
    }
}

/// Those who sleep in the rooms a query may mean. Where it does not begin with a digit the building must be named: `M7-115`.
fn by_room(campus: &Campus, query: &str, asker: &Asker, digit_first: bool, ranking: &mut Ranking<'_>) {
    let doors = door::rooms(campus.places(), query, asker.building);
    for door in doors.into_iter().filter(|it| digit_first || it.fit == Fit::Named).take(ROOMS_LISTED) {
        let cost = match door.fit {
            Fit::Named | Fit::Here => 0,
            Fit::Parted => 5,
            Fit::Elsewhere => 10,
            Fit::NamedHead => 40,
            Fit::HereHead => 45,
            // Too many to mean anybody.
            Fit::PartedHead | Fit::ElsewhereHead => continue,
        };
        for student in campus.people().in_room(door.room) {
            let bed = campus.people().student(*student).and_then(|it| it.facts.bed).map(|it| it.bed);
            let other_bed = door.bed.is_some() && door.bed != bed;
            ranking.add(student.index(), cost + u32::from(other_bed), Why::Room, door.fit.is_exact());
        }
    }
}

/// Whether a student's room begins with the digits, with or without its building before it.
fn lives_at(campus: &Campus, student: StudentId, digits: &str) -> bool {
    let bed = campus.people().student(student).and_then(|it| it.facts.bed);
    let Some(room) = bed.and_then(|it| campus.places().room(it.room)) else { return false };
    let parted = |building: &str| digits.strip_prefix(building).is_some_and(|rest| !rest.is_empty() && room.number.starts_with(rest));
    room.number.starts_with(digits) || campus.places().building(room.building).is_some_and(|it| parted(&it.number))
}

/// The one student a query determines: by the whole number, by a whole name that nobody else here bears, or because nobody else at all is
/// found and the match is no guess. `None` where there is a choice. The hits must have been asked for with a limit of 2 or more.
///
/// A room never determines anybody, nor does a name a student who has left.
pub fn certain(hits: &[Hit]) -> Option<StudentId> {
    let numbers = || hits.iter().filter(|it| it.why == Why::Number);
    let names = || hits.iter().filter(|it| it.why == Why::Name && !it.left);
    match (numbers().next(), names().next()) {
        (Some(_), _) => only(numbers()),
        (None, Some(_)) => only(names()),
        (None, None) => only(hits.iter()).filter(|_| hits.iter().all(is_no_guess)),
    }
}

fn only<'a>(mut hits: impl Iterator<Item = &'a Hit>) -> Option<StudentId> {
    hits.next().filter(|_| hits.next().is_none()).map(|it| it.student)
}

fn is_no_guess(hit: &Hit) -> bool {
    !hit.left && hit.why != Why::Room && hit.cost < NOT_AT_SURNAME
}

impl From<Manner> for Why {
    fn from(manner: Manner) -> Self {
        match manner {
            Manner::Initials => Self::Initials,
            Manner::Spelt => Self::Pinyin,
            Manner::Written => Self::Hanzi,
            Manner::Whole => Self::Name,
        }
    }
}
