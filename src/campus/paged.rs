//! A table that knows which of its pages changed, so that a checkpoint rewrites only those.

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
