//! Who comes first among the students found.

use super::roll::{Manner, Walk};
use super::{Asker, Hit, Row, Why};
use crate::campus::StudentId;
use std::collections::HashSet;

/// Where a hit stands in the list; the derived order of the fields is the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    left: bool,
    guess: bool,
    tier: Tier,
    cost: u32,
    recent: u32,
    student: StudentId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Own,
    Recent,
    Other,
}

/// The hits of one query as they come in.
pub(super) struct Ranking<'a> {
    rows: &'a [Row],
    /// Whether a class is the asker's, by its row.
    own: Vec<bool>,
    /// With their rank, by id: these are few, and every hit is looked up.
    recent: Vec<(StudentId, u32)>,
    found: Vec<(Place, Why)>,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(rows: &'a [Row], asker: &Asker) -> Self {
        let mut own = vec![false; asker.own.iter().map(|it| it.index() + 1).max().unwrap_or(0)];
        for class in &asker.own {
            own[class.index()] = true;
        }
        // The first mention is the latest, and it counts.
        let mut recent: Vec<(StudentId, u32)> = asker.recent.iter().copied().zip(0..).collect();
        recent.sort_unstable();
        recent.dedup_by_key(|it| it.0);
        Self { rows, own, recent, found: Vec::new() }
    }

    /// Adds a student found by name.
    pub(super) fn add_walk(&mut self, row: usize, walk: Walk) {
        self.add(row, walk.cost, walk.manner.into(), walk.manner == Manner::Whole);
    }

    /// Adds a student; `exact` if the query names them, or their room, beyond doubt. A row the campus does not have is passed over.
    pub(super) fn add(&mut self, row: usize, cost: u32, why: Why, exact: bool) {
        let Some(Row { class, left }) = self.rows.get(row).copied() else { return };
        let student = StudentId::of(row);
        let recent = self.recent.binary_search_by_key(&student, |it| it.0).ok().and_then(|at| self.recent.get(at)).map(|it| it.1);
        let tier = match recent {
            _ if class.and_then(|it| self.own.get(it.index())).is_some_and(|it| *it) => Tier::Own,
            Some(_) => Tier::Recent,
            None => Tier::Other,
        };
        let left = left && why != Why::Number;
        self.found.push((Place { left, guess: !exact, tier, cost, recent: recent.unwrap_or(u32::MAX), student }, why));
    }

    /// The best, each student once.
    pub(super) fn best(mut self, limit: usize) -> Vec<Hit> {
        // One student may have been found in several ways, so the cut comes after the sort unless there is far more than can be shown.
        let spare = limit.saturating_mul(4);
        if self.found.len() > spare && spare > 0 {
            self.found.select_nth_unstable(spare - 1);
            self.found.truncate(spare);
        }
        self.found.sort_unstable();
        let mut seen = HashSet::new();
        let once = self.found.iter().filter(|(place, _)| seen.insert(place.student)).take(limit);
        let left = |id: StudentId| self.rows.get(id.index()).is_some_and(|it| it.left);
        once.map(|(place, why)| Hit { student: place.student, cost: place.cost, why: *why, left: left(place.student) }).collect()
    }
}
