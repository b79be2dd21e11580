//! What is told of a ledger that is to be imported, and why it cannot be.

use crate::exchange::talks::column::Column;
use serde::Serialize;

/// Why a row is not taken, or taken with something left aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum LedgerReason {
    StudentMissing,
    StudentUnknown,
    StudentLeft,
    NameDiffers,
    Namesakes,
    TooManyStudents,
    DateMissing,
    DateUnreadable,
    InFuture,
    TextMissing,
    TooLong,
    OtherCounselor,
    Duplicate,
    TimeUnreadable,
    TopicUnknown,
    WayUnknown,
    LevelUnreadable,
    LevelKeptAsWords,
    FollowupUnreadable,
    FollowupPast,
}

/// A row and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LedgerRemark {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The header of the column it is about.
    pub column: Option<String>,
    /// Why.
    pub reason: LedgerReason,
}

/// What the preview tells. Holds nothing of what stands in the cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LedgerReport {
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// How the file is written.
    pub encoding: String,
    /// The row of headers.
    pub header_row: u32,
    /// What is bound to which header.
    pub mapping: Vec<(Column, String)>,
    /// Headers that mean nothing here.
    pub unbound: Vec<String>,
    /// Rows that hold anything, skipped ones aside.
    pub rows: usize,
    /// Rows that are no talks: sums, notes.
    pub skipped: Vec<u32>,
    /// Rows that are not taken.
    pub rejected: Vec<LedgerRemark>,
    /// Rows that are taken, with something left aside.
    pub warnings: Vec<LedgerRemark>,
}

/// Why no plan could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum LedgerError {
    #[error("no rows under the headers")]
    NoRows,
    #[error("a column is missing that every ledger needs")]
    MissingColumns { header_row: u32, missing: Vec<Column>, found: Vec<String> },
    #[error("no column has the header named for {}", .column.code())]
    NoSuchHeader { column: Column, asked: String, found: Vec<String> },
}
