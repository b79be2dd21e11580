//! A table that knows which of its pages changed, so that a checkpoint rewrites only those.

use super::{Seq, StudentId, UserId};
use smallvec::SmallVec;

/// Rows in the order they were added; a row is never taken out, it is only marked as gone by its own fields.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    rows: Vec<T>,
    dirty: Vec<bool>,
    per_page: usize,
}

/// Equal by what they hold; what a checkpoint has still to write is another matter.
impl<T: PartialEq> PartialEq for Paged<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Eq> Eq for Paged<T> {}

impl<T: Clone> Paged<T> {
    /// An empty table with so many rows to a page.
    pub fn new(per_page: usize) -> Self {
        Self { rows: Vec::new(), dirty: Vec::new(), per_page: per_page.max(1) }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All rows.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// One row.
    pub fn get(&self, row: usize) -> Option<&T> {
        self.rows.get(row)
    }

    /// One row to change; its page counts as changed from now on.
    pub fn get_mut(&mut self, row: usize) -> Option<&mut T> {
        let found = self.rows.get_mut(row)?;
        self.dirty[row / self.per_page] = true;
        Some(found)
    }

    /// Adds a row and says where it stands.
    pub fn push(&mut self, value: T) -> usize {
        let row = self.rows.len();
        self.rows.push(value);
        self.dirty.resize(row / self.per_page + 1, false);
        self.dirty[row / self.per_page] = true;
        row
    }

    /// The changed pages with a copy of their rows; afterwards none counts as changed.
    pub fn take_dirty(&mut self) -> Vec<(u32, Vec<T>)> {
        let pages = self.rows.chunks(self.per_page).zip(&mut self.dirty).enumerate();
        pages.filter_map(|(page, (rows, dirty))| std::mem::take(dirty).then(|| (page as u32, rows.to_vec()))).collect()
    }

    /// Puts a stored page behind the ones already there. Pages come in order and only the last may be short; `false` if not.
    pub fn load(&mut self, page: u32, rows: Vec<T>) -> bool {
        let fits = page as usize == self.dirty.len()
            && self.rows.len() == self.dirty.len() * self.per_page
            && (1..=self.per_page).contains(&rows.len());
        if fits {
            self.rows.extend(rows);
            self.dirty.push(false);
        }
        fits
    }
}

/// A row that is known by the entry that brought it.
pub trait Numbered {
    /// The number of that entry.
    fn seq(&self) -> Seq;
}

macro_rules! numbered {
    ($($row:ident),+ $(,)?) => {$(
        impl Numbered for super::$row {
            fn seq(&self) -> Seq {
                self.seq
            }
        }
    )+};
}

numbered!(
    ChangeHead,
    DraftHead,
    FellowHead,
    HandoverHead,
    IncidentHead,
    LeaveHead,
    MarkHead,
    MeetingHead,
    MoodHead,
    PlanHead,
    PreferenceHead,
    ReceptionHead,
    RequestHead,
    RoundHead,
    ScoreHead,
    ServiceHead,
    SnoozeHead,
    TalkHead,
    TaskHead,
);

/// Rows are added as their entries are applied, so they stand in the order of their numbers.
impl<T: Clone + Numbered> Paged<T> {
    /// Where the row of an entry stands.
    pub fn row_of(&self, seq: Seq) -> Option<usize> {
        self.rows.binary_search_by_key(&seq, T::seq).ok()
    }

    /// The row of an entry.
    pub fn by_seq(&self, seq: Seq) -> Option<&T> {
        self.row_of(seq).and_then(|row| self.get(row))
    }

    /// The row of an entry, to change.
    pub fn by_seq_mut(&mut self, seq: Seq) -> Option<&mut T> {
        self.row_of(seq).and_then(|row| self.get_mut(row))
    }
}

/// A row whose words are sealed to readers.
pub trait Sealed: Numbered {
    /// Who they are; `None` where the words lie under the desk's own seal.
    fn readers(&self) -> Option<&SmallVec<[UserId; 4]>>;

    /// Other readers from now on.
    fn set_readers(&mut self, readers: SmallVec<[UserId; 4]>);
}

macro_rules! sealed {
    ($($row:ident),+) => {$(
        impl Sealed for super::$row {
            fn readers(&self) -> Option<&SmallVec<[UserId; 4]>> {
                self.readers.as_ref()
            }

            fn set_readers(&mut self, readers: SmallVec<[UserId; 4]>) {
                self.readers = Some(readers);
            }
        }
    )+};
}

sealed!(TalkHead, PlanHead);

impl<T: Clone + Sealed> Paged<T> {
    /// Puts the readers of today over those of an earlier day.
    pub(super) fn carry_readers(&mut self, today: &Self) {
        for (row, now) in today.rows.iter().enumerate().take(self.rows.len()) {
            if let Some(readers) = now.readers()
                && let Some(then) = self.get_mut(row).filter(|it| it.seq() == now.seq())
            {
                then.set_readers(readers.clone());
            }
        }
    }
}

/// The rows that concern each student.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ByStudent(Vec<Vec<u32>>);

impl ByStudent {
    /// A student's rows.
    pub(super) fn rows(&self, id: StudentId) -> &[u32] {
        self.0.get(id.index()).map_or(&[], Vec::as_slice)
    }

    /// A student's rows, to add to; of so many students there are.
    pub(super) fn rows_mut(&mut self, id: StudentId, students: usize) -> Option<&mut Vec<u32>> {
        // A hostile entry may name a student who does not exist; such an id must not make us allocate without bound.
        if id.index() >= students {
            return None;
        }
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, Vec::new());
        }
        self.0.get_mut(id.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_pages_are_taken_and_they_load_back() {
        let mut table = Paged::new(3);
        (0..8).for_each(|n| {
            table.push(n);
        });
        assert_eq!(table.take_dirty().len(), 3);
        *table.get_mut(4).unwrap() = 40;
        assert_eq!(table.take_dirty(), vec![(1, vec![3, 40, 5])]);

        let mut again = Paged::new(3);
        assert!(again.load(0, vec![0, 1, 2]) && again.load(1, vec![3, 40, 5]) && again.load(2, vec![6, 7]));
        assert_eq!(again.rows(), table.rows());
        assert!(!again.load(3, vec![9]), "a page after a short one is out of place");
    }
}
