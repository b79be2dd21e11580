//! A sheet that comes back filled in (回收的表): headers bound by name, what becomes of its rows, and why some are not taken. What a row means, each
//! list says itself.

use super::clean::tidy_hanzi;
use super::table::Row;
use crate::words::Words;
use serde::Serialize;

/// How many rows may stand above the headers.
const ROWS_LOOKED_AT: usize = 20;

/// Where the headers are and what they mean.
#[derive(Debug, Clone)]
pub(super) struct Head<C> {
    /// The number of the row.
    pub(super) row: u32,
    /// Index of the first row below it.
    pub(super) below: usize,
    /// All headers, by column.
    titles: Vec<String>,
    /// Which column is where.
    pub(super) bound: Vec<(C, usize)>,
}

impl<C: Copy + PartialEq> Head<C> {
    /// The row among the first that binds the most headers.
    pub(super) fn find(rows: &[Row], columns: &[C], headers: impl Fn(C) -> &'static [&'static str]) -> Self {
        let looked_at = rows.get(..ROWS_LOOKED_AT).unwrap_or(rows);
        let heads = looked_at.iter().enumerate().map(|(at, row)| {
            let titles: Vec<String> = row.cells.iter().map(|it| tidy_hanzi(it.text()).chars().take(64).collect()).collect();
            Self { row: row.number, below: at + 1, bound: bind(&titles, columns, &headers), titles }
        });
        // `max_by_key` takes the last of equals.
        let best = heads.rev().max_by_key(|it| it.bound.len());
        best.unwrap_or(Self { row: 0, below: 0, titles: Vec::new(), bound: Vec::new() })
    }

    pub(super) fn at(&self, column: C) -> Option<usize> {
        self.bound.iter().find(|it| it.0 == column).map(|it| it.1)
    }

    pub(super) fn title(&self, column: C) -> Option<String> {
        self.at(column).and_then(|at| self.titles.get(at)).cloned()
    }

    /// A plan of nothing yet.
    ///
    /// # Errors
    /// One of the columns that have to be there is not; each is called as our template writes it.
    pub(super) fn plan<Taken, Why>(
        &self,
        required: &[C],
        headers: impl Fn(C) -> &'static [&'static str],
        code: impl Fn(C) -> &'static str,
    ) -> Result<SheetPlan<Taken, Why>, SheetError> {
        let missing: Vec<&'static str> =
            required.iter().filter(|it| self.at(**it).is_none()).filter_map(|it| headers(*it).first().copied()).collect();
        if !missing.is_empty() {
            let found = self.titles.iter().filter(|it| !it.is_empty()).cloned().collect();
            return Err(SheetError::MissingColumns { missing, found });
        }
        let mapping = self.bound.iter().filter_map(|(column, _)| Some((code(*column), self.title(*column)?))).collect();
        Ok(SheetPlan { header_row: self.row, mapping, rows: Vec::new(), unchanged: 0, rejected: Vec::new() })
    }
}

fn bind<C: Copy>(titles: &[String], columns: &[C], headers: impl Fn(C) -> &'static [&'static str]) -> Vec<(C, usize)> {
    let mut bound: Vec<(C, usize)> = Vec::new();
    for column in columns {
        let free = |at: &usize| !bound.iter().any(|it| it.1 == *at);
        let named = |name: &&str| (0..titles.len()).filter(free).find(|at| titles.get(*at).is_some_and(|it| it.eq_ignore_ascii_case(name)));
        if let Some(at) = headers(*column).iter().find_map(named) {
            bound.push((*column, at));
        }
    }
    bound
}

/// A value by its name in any of these languages, or by its key.
pub(super) fn one_of<T: Copy>(
    languages: &[Words],
    typed: &str,
    all: &[T],
    key: fn(T) -> &'static str,
    label: fn(&Words, T) -> String,
) -> Option<T> {
    let fits = |it: T| key(it).eq_ignore_ascii_case(typed) || languages.iter().any(|words| label(words, it) == typed);
    all.iter().copied().find(|it| fits(*it))
}

/// A row that is not taken: the header of the column it is about, what stands there, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetRemark<Why> {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The header of the column.
    pub column: Option<String>,
    /// The part of the cell that is not understood, where the list tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Why.
    pub reason: Why,
}

/// An import, planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlan<Taken, Why> {
    /// The row of headers.
    pub header_row: u32,
    /// What is bound to which header.
    pub mapping: Vec<(&'static str, String)>,
    /// Rows that are new or change something.
    pub rows: Vec<Taken>,
    /// Rows that say what stands already.
    pub unchanged: usize,
    /// Rows that are not taken.
    pub rejected: Vec<SheetRemark<Why>>,
}

impl<Taken, Why> SheetPlan<Taken, Why> {
    /// The plan, when all rows were looked at.
    ///
    /// # Errors
    /// Nothing stands under the headers.
    pub(super) fn made(self) -> Result<Self, SheetError> {
        if self.rows.is_empty() && self.rejected.is_empty() && self.unchanged == 0 { Err(SheetError::NoRows) } else { Ok(self) }
    }
}

/// Why no plan could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum SheetError {
    #[error("no rows under the headers")]
    NoRows,
    #[error("a column is missing")]
    MissingColumns { missing: Vec<&'static str>, found: Vec<String> },
}
