//! How one looks at what was done: the appraisal (考核) and the statistics (统计).

use crate::campus::{Campus, Day};
use crate::desk::count::{By, Kind, Per, Scale, Span};

/// How both are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counting {
    /// By what the appraisal is counted.
    pub per: Per,
    /// The measure under the cursor, its place in `Measure::ALL`.
    pub measure: usize,
    /// What the statistics count.
    pub kind: Kind,
    /// By what.
    pub by: By,
    /// How long a column is.
    pub scale: Scale,
    /// The column under the cursor, counted back from the last.
    pub back: usize,
    /// How many terms ago.
    pub terms: u8,
}

impl Counting {
    /// The term that is looked at.
    pub fn span(self, campus: &Campus, today: Day) -> Span {
        (0..self.terms).fold(Span::term(campus, today), |it, _| Span::term(campus, it.from.plus(-1)))
    }
}
