//! Students by pinyin, hanzi, number or room; rooms and buildings by what people call them; users by login or name.
//!
//! Knows the campus and the text, nothing of the one-line grammar. Never decides between namesakes: [`Finder::students`] gives all hits,
//! best first, and [`certain`] names one only where the query leaves no choice.

mod asker;

pub use asker::Asker;

use crate::campus::{BuildingId, Campus, RoomId, StudentId, UserId};

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
    /// Pinyin with at least one syllable spelt out.
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
    /// The student has left (退学, 毕业 …); such hits come last.
    pub left: bool,
}

/// The index over all students and users.
#[derive(Debug, Clone, Default)]
pub struct Finder {}

impl Finder {
    /// An index over the campus as it stands.
    pub fn new(campus: &Campus) -> Self {
        let mut finder = Self::default();
        finder.refresh(campus);
        finder
    }

    /// Takes in what changed since; cheap if no student or user did. Call it after each act.
    pub fn refresh(&mut self, _campus: &Campus) {}

    /// The students a query may mean, best first, at most `limit`.
    pub fn students(&self, _campus: &Campus, _query: &str, _asker: &Asker, _limit: usize) -> Vec<Hit> {
        Vec::new()
    }

    /// The rooms a query may mean, those of `building` first, at most `limit`: `3-412`, `3#412`, `3栋412`, `3号楼412`, `3412`, `412`.
    pub fn rooms(&self, _campus: &Campus, _query: &str, _building: Option<BuildingId>, _limit: usize) -> Vec<RoomId> {
        Vec::new()
    }

    /// The buildings a query may mean: `3`, `3#`, `3号楼`, `M7栋`.
    pub fn buildings(&self, _campus: &Campus, _query: &str) -> Vec<BuildingId> {
        Vec::new()
    }

    /// The users a query may mean, best first: by login, name or pinyin. The disabled come last.
    pub fn users(&self, _campus: &Campus, _query: &str) -> Vec<UserId> {
        Vec::new()
    }

    /// All students not gone who bear the same name as this one, this one included.
    pub fn namesakes(&self, _campus: &Campus, _student: StudentId) -> Vec<StudentId> {
        Vec::new()
    }
}

/// The one student a query determines: by the whole number, or by a whole name that nobody else bears. `None` where there is a choice.
pub fn certain(_hits: &[Hit]) -> Option<StudentId> {
    None
}
