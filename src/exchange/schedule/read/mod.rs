//! The rota that a school keeps (值班表.xlsx) → shifts to be published, with a preview a person can act on.
//!
//! Nothing is written here. Every turn of the file is in exactly one place afterwards: it is new, published already, over, clashing with somebody else who
//! is published, or rejected with the row, the column and the reason. Nobody is guessed: two people of one name are asked, with both of them named.

mod date;
mod forms;
mod heads;
mod people;

pub(super) use people::name_key;

use super::super::table::{self, ReadError, Table};
use crate::campus::{Campus, Day, Post, Shift, Stamp, UserId};
use forms::Entry;
use people::Roll;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

/// Most sheets of one file that are read: the months of two years, and then some.
const SHEETS_LIMIT: usize = 32;
/// Most signs of a cell that are shown.
const VALUE_LIMIT: usize = 64;

/// The shape of a rota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RotaForm {
    /// A row a day, a column a post.
    Door,
    /// A row a turn.
    List,
    /// A row a week.
    Grid,
}

/// Why a turn was not taken. The code is stable: scripts read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RotaReason {
    /// No date in the row.
    DateMissing,
    /// What stands there is no date.
    DateUnreadable,
    /// The date does not say its year or its month, and neither does the title.
    YearMissing,
    /// The day of the week is another: is the year wrong?
    WeekdayDiffers,
    /// No post in the row.
    PostMissing,
    /// There is no such post.
    PostUnknown,
    /// Nobody is called so.
    PersonUnknown,
    /// Several are called so.
    PersonAmbiguous,
    /// They do not come in any more.
    PersonDisabled,
    /// The spreadsheet holds an error or a date there.
    CellError,
    /// The same turn stands in another row.
    Twice,
}

/// A turn that was not taken.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RotaRejected {
    /// The sheet; `None` for a text file.
    pub sheet: Option<String>,
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// The heading of the column at fault.
    pub column: Option<String>,
    /// What stands there, without phones.
    pub value: String,
    /// Why.
    pub reason: RotaReason,
    /// Who or what may be meant.
    pub candidates: Vec<String>,
    /// The other row it collides with.
    pub other_row: Option<u32>,
}

/// Names stand in it for the person who owns the file; `Debug` leaves them out, so that none reaches a log.
impl fmt::Debug for RotaRejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RotaRejected").field("row", &self.row).field("reason", &self.reason).finish_non_exhaustive()
    }
}

/// A turn for which somebody else is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The sheet; `None` for a text file.
    pub sheet: Option<String>,
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// The turn as the file has it.
    pub shift: Shift,
    /// Who is published.
    pub published: Vec<UserId>,
}

/// What a rota holds, held against what is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRota {
    /// Its shape.
    pub form: RotaForm,
    /// The sheets that were read; none for a text file.
    pub sheets: Vec<String>,
    /// How the file is written.
    pub encoding: String,
    /// The row of the headings, on the first sheet.
    pub header_row: u32,
    /// Rows with somebody in them.
    pub rows: usize,
    /// What is new, to be published.
    pub shifts: Vec<Shift>,
    /// What would be new, but is over: nobody can sign in to it any more.
    pub past: Vec<Shift>,
    /// What is published the same.
    pub kept: Vec<Shift>,
    /// Where somebody else is published.
    pub clashes: Vec<Clash>,
    /// What was not taken.
    pub rejected: Vec<RotaRejected>,
    /// Rows that are no turns: notes, sums.
    pub skipped: Vec<u32>,
    /// Headings that mean nothing to us.
    pub unbound: Vec<String>,
}

/// Why nothing could be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum RotaError {
    #[error("no rows")]
    NoRows,
    #[error("no column of dates and people")]
    NoColumns { row: u32, found: Vec<String> },
    #[error("no column and no title says which post")]
    NoPost { row: u32, found: Vec<String> },
}

/// Reads all sheets of a file that look like a rota, or the one named.
///
/// # Errors
/// As [`read_table`](crate::exchange::read_table).
pub fn read_rota_file(path: &Path, sheet: Option<&str>) -> Result<Vec<Table>, ReadError> {
    read_rota_bytes(&table::read_file(path)?, sheet)
}

/// As [`read_rota_file`], of a file already in memory.
///
/// # Errors
/// As [`read_rota_file`].
pub fn read_rota_bytes(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Table>, ReadError> {
    let first = table::read_bytes_by(bytes.to_vec(), sheet, heads::score)?;
    let others = if sheet.is_some() { Vec::new() } else { first.other_sheets.clone() };
    if others.len() >= SHEETS_LIMIT {
        return Err(ReadError::TooManySheets { limit: SHEETS_LIMIT });
    }
    let mut tables = vec![first];
    for name in others {
        tables.push(table::read_bytes_by(bytes.to_vec(), Some(&name), heads::score)?);
    }
    Ok(tables)
}

/// Reads a rota and holds it against the campus. `year` is for dates that do not say theirs, `hours` gives those of a duty date.
///
/// # Errors
/// The first sheet has no columns that a rota needs; of others such a one is only named as not used.
pub fn read_rota(
    tables: &[Table],
    campus: &Campus,
    year: Option<i32>,
    now: Stamp,
    hours: &dyn Fn(Day) -> (Stamp, Stamp),
) -> Result<ReadRota, RotaError> {
    let mut rota: Option<ReadRota> = None;
    let mut entries = Vec::new();
    for table in tables {
        let sheet = match (forms::read(table, campus, year), &rota) {
            (Ok(it), _) => it,
            (Err(error), None) => return Err(error),
            (Err(_), Some(_)) => continue,
        };
        let rota = rota.get_or_insert_with(|| ReadRota {
            form: sheet.form,
            sheets: Vec::new(),
            encoding: table.encoding.clone(),
            header_row: sheet.header_row,
            rows: 0,
            shifts: Vec::new(),
            past: Vec::new(),
            kept: Vec::new(),
            clashes: Vec::new(),
            rejected: Vec::new(),
            skipped: Vec::new(),
            unbound: Vec::new(),
        });
        rota.sheets.extend(table.sheet.clone());
        rota.rows += sheet.rows;
        rota.rejected.extend(sheet.rejected);
        rota.skipped.extend(sheet.skipped);
        rota.unbound.extend(sheet.unbound);
        entries.extend(sheet.entries);
    }
    let mut rota = rota.ok_or(RotaError::NoRows)?;
    if entries.is_empty() && rota.rejected.is_empty() {
        return Err(RotaError::NoRows);
    }
    rota.unbound.sort();
    rota.unbound.dedup();
    Settling::new(campus, now, hours).settle(&entries, &mut rota);
    rota.rejected.sort_by(|a, b| (&a.sheet, a.row).cmp(&(&b.sheet, b.row)));
    Ok(rota)
}

/// What a cell says, short and without phones, as a report may show it.
pub(super) fn shown(value: &str) -> String {
    let mut hidden = String::new();
    let mut run = String::new();
    for c in crate::text::clean(value).chars().take(VALUE_LIMIT).chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        // Nine digits and more are a number somebody has; a date has eight at most.
        hidden.push_str(&if run.len() > 8 { super::super::clean::masked(&run) } else { std::mem::take(&mut run) });
        run.clear();
        hidden.push(c);
    }
    hidden.trim_end_matches('\0').trim().to_owned()
}

/// What becomes of each turn.
struct Settling<'a> {
    campus: &'a Campus,
    now: Stamp,
    hours: &'a dyn Fn(Day) -> (Stamp, Stamp),
    published: HashMap<(Day, Post), Vec<UserId>>,
    seen: HashMap<(Day, Post, UserId), u32>,
}

impl<'a> Settling<'a> {
    fn new(campus: &'a Campus, now: Stamp, hours: &'a dyn Fn(Day) -> (Stamp, Stamp)) -> Self {
        let mut published: HashMap<(Day, Post), Vec<UserId>> = HashMap::new();
        let standing = campus.shifts().all().map(|(_, it)| it).filter(|it| !it.cancelled);
        standing.for_each(|it| published.entry((it.day, it.post)).or_default().push(it.person));
        Self { campus, now, hours, published, seen: HashMap::new() }
    }

    fn settle(&mut self, entries: &[Entry], rota: &mut ReadRota) {
        let roll = Roll::new(self.campus);
        for entry in entries {
            for named in roll.read(&entry.who, &entry.login, &entry.phone) {
                let rejected = |reason, candidates, other_row| RotaRejected {
                    sheet: entry.sheet.clone(),
                    row: entry.row,
                    column: Some(entry.column.clone()).filter(|it| !it.is_empty()),
                    value: shown(&named.shown),
                    reason,
                    candidates,
                    other_row,
                };
                match &named.found {
                    Err((reason, candidates)) => rota.rejected.push(rejected(*reason, candidates.clone(), None)),
                    Ok(person) => match self.seen.insert((entry.day, entry.post, *person), entry.row) {
                        Some(first) => rota.rejected.push(rejected(RotaReason::Twice, Vec::new(), Some(first))),
                        None => self.take(entry, *person, rota),
                    },
                }
            }
        }
    }

    fn take(&self, entry: &Entry, person: UserId, rota: &mut ReadRota) {
        let (starts, ends) = (self.hours)(entry.day);
        let (day, post) = (entry.day, entry.post);
        let shift = Shift { day, post, person, starts, ends, signed_in: None, signed_out: None, cancelled: false };
        match self.published.get(&(day, post)) {
            Some(people) if people.contains(&person) => rota.kept.push(shift),
            Some(people) => {
                rota.clashes.push(Clash { sheet: entry.sheet.clone(), row: entry.row, shift, published: people.clone() });
            }
            None if ends <= self.now => rota.past.push(shift),
            None => rota.shifts.push(shift),
        }
    }
}
