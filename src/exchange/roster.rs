//! Rows of a roster against the campus: who is new, of whom something changes, who moves, and the one act that makes it so.

use super::{Field, Report, Table};
use crate::campus::{Act, Campus};

/// An import, planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What makes it so; `None` when nothing changes.
    pub act: Option<Act>,
    /// What it does, row by row.
    pub report: Report,
}

/// Why no plan could be made.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum PlanError {
    #[error("no rows under the headers")]
    NoRows,
    #[error("a column is missing that every roster needs")]
    MissingColumns { header_row: u32, missing: Vec<Field>, found: Vec<String> },
    #[error("no column has the header named for {}", .field.code())]
    NoSuchHeader { field: Field, asked: String, found: Vec<String> },
    #[error("more different values of {} than a college has", .field.code())]
    TooMany { field: Field, limit: usize },
}

impl std::fmt::Debug for PlanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// Plans the import of a table: `overrides` binds fields to headers by hand (`--map FIELD=HEADER`).
///
/// # Errors
/// No student numbers are to be found, or an override names no column.
pub fn plan(table: &Table, overrides: &[(Field, String)], campus: &Campus) -> Result<Plan, PlanError> {
    let _ = (table, overrides, campus);
    Err(PlanError::NoRows)
}
