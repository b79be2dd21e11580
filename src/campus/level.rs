//! The concern levels of the students (关注等级) with what set each: the one place that knows a level and its cause. [`super::Student::level`] is
//! what stands last here.
//!
//! A level is set by a talk or by an act of care of its own. What set it is never torn out, only taken back; then the level falls back to what
//! stood before.

use super::{CareRules, Concern, Day, Paged, Seq, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A level that was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRow {
    /// The entry that set it.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// The day on which it was set, in the college's zone.
    pub day: Day,
    /// Who set it.
    pub by: UserId,
    /// Whose.
    pub student: StudentId,
    /// To what.
    pub level: Concern,
    /// The talk that set it; `None` where an act of care did.
    pub talk: Option<Seq>,
    /// Until when it holds, as it was said.
    pub until: Option<Day>,
    /// Who looks at it again then.
    pub reviewer: Option<UserId>,
    /// Taken back.
    pub withdrawn: bool,
}

impl LevelRow {
    /// The day from which on it is due for review (到期复核): as it was said, else as the presets have it. `None` for no level at all.
    pub fn review_on(&self, rules: &CareRules) -> Option<Day> {
        let days = rules.review_days(self.level)?;
        Some(self.until.unwrap_or_else(|| self.day.plus(days)))
    }
}

/// Every level ever set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    pub(super) rows: Paged<LevelRow>,
    of_student: HashMap<StudentId, Vec<u32>>,
}

impl Default for Levels {
    fn default() -> Self {
        Self { rows: Paged::new(128), of_student: HashMap::new() }
    }
}

impl Levels {
    /// All of them in the order of the logbook, those taken back included.
    pub fn rows(&self) -> &[LevelRow] {
        self.rows.rows()
    }

    /// What set a student's level, oldest first, those taken back left out. The last one stands.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &LevelRow> {
        let rows = self.of_student.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.rows.get(*row as usize)).filter(|it| !it.withdrawn)
    }

    /// What set the level that a student has now; `None` where nothing ever did.
    pub fn standing(&self, id: StudentId) -> Option<&LevelRow> {
        self.of_student(id).next_back()
    }

    /// What an act of care set, by its entry.
    pub fn of_care(&self, seq: Seq) -> Option<&LevelRow> {
        let first = self.rows().partition_point(|it| it.seq < seq);
        self.rows.get(first).filter(|it| it.seq == seq && it.talk.is_none())
    }

    pub(super) fn push(&mut self, row: LevelRow) {
        let at = self.rows.push(row);
        self.of_student.entry(row.student).or_default().push(at as u32);
    }

    /// Takes back what `which` says of the levels that an entry set, and names the students whose level that may change.
    pub(super) fn withdraw(&mut self, which: impl Fn(&LevelRow) -> bool) -> Vec<StudentId> {
        let found: Vec<usize> = (0..self.rows.len()).filter(|at| self.rows.get(*at).is_some_and(|it| !it.withdrawn && which(it))).collect();
        let mut students = Vec::new();
        for at in found {
            if let Some(it) = self.rows.get_mut(at) {
                it.withdrawn = true;
                students.push(it.student);
            }
        }
        students
    }

    pub(super) fn reindex(&mut self) {
        self.of_student.clear();
        for (row, it) in self.rows.rows().iter().enumerate() {
            self.of_student.entry(it.student).or_default().push(row as u32);
        }
    }
}
