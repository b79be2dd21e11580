//! The glue between the capture line and the finder, which do not know each other.

use crate::campus::{BuildingId, Campus, RoomId, StudentId, UserId};
use crate::capture::Resolve;
use crate::finder::{Asker, Finder};

/// Most students or rooms a word is taken to mean.
const CANDIDATES: usize = 9;

/// Finds for one asker in one building.
#[derive(Debug)]
pub struct Seeker<'a> {
    campus: &'a Campus,
    finder: &'a Finder,
    asker: Asker,
}

impl<'a> Seeker<'a> {
    /// For a user who looks at a building.
    pub fn new(campus: &'a Campus, finder: &'a Finder, user: UserId, building: Option<BuildingId>) -> Self {
        Self { campus, finder, asker: Asker::of(campus, user, building) }
    }
}

impl Resolve for Seeker<'_> {
    fn students(&self, words: &str) -> Vec<StudentId> {
        self.finder.students(self.campus, words, &self.asker, CANDIDATES).into_iter().map(|it| it.student).collect()
    }

    fn rooms(&self, words: &str) -> Vec<RoomId> {
        self.finder.rooms(self.campus, words, self.asker.building, CANDIDATES)
    }
}
