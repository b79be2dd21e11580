//! How one looks at what was done: the appraisal (考核) and the statistics (统计).

use crate::campus::{Campus, Day};
use crate::desk::count::{By, Kind, Per, Scale, Span};
use crate::tui::model::Place;

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

/// A number with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What the file with it is called; nobody is named in it.
    pub name: String,
    /// Whose number it is, of what and when, in words.
    pub title: String,
    /// Its entries, the latest first.
    pub rows: Vec<FigureRow>,
}

/// An entry behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// On which day it counts.
    pub day: Day,
    /// What it is, in words.
    pub text: String,
    /// Where it leads, where it has a screen. That screen asks again what may be seen.
    pub place: Option<Place>,
}

impl Counting {
    /// The term that is looked at.
    pub fn span(self, campus: &Campus, today: Day) -> Span {
        (0..self.terms).fold(Span::term(campus, today), |it, _| Span::term(campus, it.from.plus(-1)))
    }
}
