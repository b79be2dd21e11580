//! A file as a table: rows of cells, each row with the number the spreadsheet shows, whatever the file was written in.
//!
//! Which kind of file it is, its bytes say, not its name: schools' systems export text and web pages as `.xls`. Knows nothing of students.

use super::alien::{self, Alien};
use super::workbook::{self, Kind};
use super::{header, text_file};
use crate::campus::Day;
use std::fmt;
use std::io::Read as _;
use std::path::Path;

/// Largest file that is read, in bytes. A roster of 50,000 students is under 10 MB.
pub const FILE_LIMIT: u64 = 64 << 20;

/// Most cells that are read.
pub const CELLS_LIMIT: usize = 4_000_000;

/// Most columns of a row, as many as a spreadsheet has.
pub(super) const COLUMNS_LIMIT: usize = 16_384;

/// Most bytes of text that are taken out of a workbook: there one text may stand in a million cells.
pub(super) const TEXT_LIMIT: u64 = 256 << 20;

/// Most sheets that are looked at for the one that is a roster. Schools spread a list over a sheet a class.
pub(super) const SHEETS_LIMIT: usize = 256;

/// One cell.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, as it stands.
    Text(Box<str>),
    /// A number of the spreadsheet, written out without exponent and without a needless `.0`.
    Number(Box<str>),
    /// A number too long for the spreadsheet to have kept all its digits.
    Imprecise(Box<str>),
    /// A date or time of the spreadsheet: which day, and which hour and minute, as far as it has them.
    Date(Option<Day>, Option<(u32, u32)>),
    /// An error of the spreadsheet: `#N/A`.
    Error,
}

impl Cell {
    /// What stands there.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(it) | Self::Number(it) | Self::Imprecise(it) => it,
            Self::Empty | Self::Date(..) | Self::Error => "",
        }
    }

    /// Nothing, or blanks only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Date(..) | Self::Error => false,
            it => it.text().chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}')),
        }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Imprecise(_) => "Imprecise(…)",
            Self::Date(..) => "Date",
            Self::Error => "Error",
        })
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as the spreadsheet shows it, from 1.
    pub number: u32,
    /// Its cells from the first column on; blank ones at the end are left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell; empty where the row has ended.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name; `None` for a text file.
    pub sheet: Option<String>,
    /// Other sheets that look as much like a roster and were not read.
    pub other_sheets: Vec<String>,
    /// How the file is written: `utf-8`, `gb18030` …, or `xlsx`, `xls`.
    pub encoding: String,
    /// The rows that hold anything, in order.
    pub rows: Vec<Row>,
}

/// Why a file could not be read. Names sheets and lines, never what stands in a cell.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum ReadError {
    #[error("cannot read the file: {0}")]
    Io(#[from] std::io::Error),
    #[error("the file is empty")]
    Empty,
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("more than {limit} cells")]
    TooManyCells { limit: usize },
    #[error("more than {limit} sheets")]
    TooManySheets { limit: usize },
    #[error("neither a workbook nor a text file")]
    UnknownKind,
    #[error("another kind of file")]
    Alien { what: Alien },
    #[error("a web page, whatever its name says")]
    WebPage,
    #[error("the workbook is protected by a password")]
    Protected,
    #[error("the workbook is damaged")]
    Damaged,
    #[error("no such sheet")]
    NoSuchSheet { asked: String, sheets: Vec<String> },
    #[error("a text file has no sheets")]
    NoSheets,
    #[error("a quotation mark of line {line} is not closed")]
    OpenQuote { line: u32 },
}

/// Reads the sheet that looks most like a roster, or the one named.
///
/// # Errors
/// The file cannot be opened or is no roster in any form we know.
pub fn read_table(path: &Path, sheet: Option<&str>) -> Result<Table, ReadError> {
    read_bytes(read_file(path)?, sheet)
}

/// The bytes of a file, one more than is read where it is too large.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(FILE_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// As [`read_table`], of a file already in memory.
///
/// # Errors
/// As [`read_table`].
pub fn read_bytes(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, ReadError> {
    read_bytes_by(bytes, sheet, header::score)
}

/// How much rows look like what is sought; 0 where they do not.
pub(super) type Score = fn(&[Row]) -> usize;

/// As [`read_bytes`], of which sheets and encodings the one that `score` likes best is taken.
pub(super) fn read_bytes_by(bytes: Vec<u8>, sheet: Option<&str>, score: Score) -> Result<Table, ReadError> {
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(ReadError::TooLarge { limit: FILE_LIMIT });
    }
    if let Some(what) = alien::look(&bytes) {
        return Err(ReadError::Alien { what });
    }
    match workbook_kind(&bytes) {
        Some(kind) => workbook::read(bytes, kind, sheet, score),
        None if sheet.is_some() => text_file::read(&bytes, score).and(Err(ReadError::NoSheets)),
        None => text_file::read(&bytes, score),
    }
}

fn workbook_kind(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        Some(Kind::Xlsx)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Some(Kind::Xls)
    } else {
        None
    }
}

/// Drops the blank cells at the end of a row.
pub(super) fn trim_end(cells: &mut Vec<Cell>) {
    let length = cells.iter().rposition(|it| !it.is_blank()).map_or(0, |last| last + 1);
    cells.truncate(length);
}
