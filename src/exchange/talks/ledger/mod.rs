//! Rows of a school's ledger against the campus: which talks are new, which are logged already, and why a row is not taken.
//!
//! - Every row is a talk the importer held; a row that names another counselor is not taken unless they say that all are theirs.
//! - Rows one below the other that say the same of the same minute, or of a talk held as a group, are one talk with several students.
//! - A level sets the student's level only where none was set since; a follow-up that is past is no longer owed. Both are kept as words.

mod read;
mod report;

pub use report::{LedgerError, LedgerReason, LedgerRemark, LedgerReport};

use read::{Line, Reader};

use crate::campus::{Act, Campus, Seq, Stamp, StudentId, TalkAct, TalkDetail, TalkLogged, TalkRecorded, TalkState, UserId};
use crate::desk::Sight;
use crate::exchange::table::{self, ReadError, Table};
use crate::exchange::talks::column::{self, Column, Head};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A talk of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerTalk {
    /// The rows it stands in.
    pub rows: Vec<u32>,
    /// Talks in the logbook that may be the same one: it is if one of them says the same.
    pub alike: Vec<Seq>,
    /// The talk.
    pub talk: TalkLogged,
    /// What the long form adds.
    pub detail: TalkDetail,
}

impl LedgerTalk {
    /// The act that logs it.
    pub fn act(self) -> Act {
        Act::Talk(if self.detail.is_empty() {
            TalkAct::Logged(self.talk)
        } else {
            TalkAct::Recorded(Box::new(TalkRecorded { talk: self.talk, detail: self.detail }))
        })
    }
}

/// An import, planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPlan {
    /// The talks, the oldest first.
    pub talks: Vec<LedgerTalk>,
    /// What there is to tell of the rows.
    pub report: LedgerReport,
}

/// For whom a ledger is read, and when.
#[derive(Debug, Clone, Copy)]
pub struct LedgerFor {
    /// Whose talks they are.
    pub user: UserId,
    /// The time.
    pub now: Stamp,
    /// Every row is theirs, whatever the ledger says of who held it.
    pub all_mine: bool,
}

/// Reads the sheet that looks most like a ledger, or the one named.
///
/// # Errors
/// As [`crate::exchange::read_table`].
pub fn read_ledger_file(path: &Path, sheet: Option<&str>) -> Result<Table, ReadError> {
    table::read_bytes_by(table::read_file(path)?, sheet, column::score)
}

/// Plans the import of a ledger: `overrides` binds columns to headers by hand (`--map FIELD=HEADER`).
///
/// # Errors
/// A column that every ledger needs is not found, or an override names none.
pub fn plan_ledger(
    table: &Table,
    overrides: &[(Column, String)],
    campus: &Campus,
    sight: Sight<'_>,
    of: LedgerFor,
) -> Result<LedgerPlan, LedgerError> {
    let head = head(table, overrides)?;
    let mut reader = Reader { head: &head, campus, sight, of, by_name: names(campus), report: LedgerReport::default() };
    let mut lines: Vec<Line> = Vec::new();
    for row in table.rows.get(head.below..).unwrap_or_default() {
        match reader.read(row) {
            Ok(Some(line)) => reader.take(&mut lines, line),
            Ok(None) => reader.report.skipped.push(row.number),
            Err((column, reason)) => reader.reject(row.number, column, reason),
        }
    }
    let mut report = reader.report;
    report.rows = lines.iter().map(|it| it.rows.len()).sum::<usize>() + report.rejected.len();
    if report.rows == 0 {
        return Err(LedgerError::NoRows);
    }
    report.sheet.clone_from(&table.sheet);
    report.encoding.clone_from(&table.encoding);
    report.header_row = head.row;
    report.mapping = head.bound.iter().map(|(column, _)| (*column, head.title(*column).to_owned())).collect();
    report.unbound = head.unbound();
    let mut talks: Vec<LedgerTalk> = Vec::with_capacity(lines.len());
    let mut seen = HashSet::new();
    lines.sort_by_key(|it| (it.talk.held, it.rows.first().copied()));
    for line in lines {
        if seen.insert((line.talk.students.clone(), line.talk.held, line.talk.topic, line.talk.text.clone())) {
            let alike = alike(campus, sight, of, &line);
            talks.push(LedgerTalk { rows: line.rows, alike, talk: line.talk, detail: line.detail });
        } else {
            let again = line.rows.iter().map(|row| LedgerRemark { row: *row, column: None, reason: LedgerReason::Duplicate });
            report.rejected.extend(again);
        }
    }
    report.rejected.sort_by_key(|it| it.row);
    report.warnings.sort_by_key(|it| it.row);
    Ok(LedgerPlan { talks, report })
}

fn head(table: &Table, overrides: &[(Column, String)]) -> Result<Head, LedgerError> {
    let mut head = column::find(&table.rows, overrides).ok_or(LedgerError::NoRows)?;
    let found = || head.titles.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>();
    for (column, asked) in overrides {
        if crate::exchange::field::plain(head.title(*column)) != crate::exchange::field::plain(asked) {
            return Err(LedgerError::NoSuchHeader { column: *column, asked: asked.clone(), found: found() });
        }
    }
    let has = |it: Column| head.column(it).is_some();
    let mut missing = Vec::new();
    if !has(Column::StudentNo) && !has(Column::Name) {
        missing.extend([Column::StudentNo, Column::Name]);
    }
    // Many ledgers have one column 谈话时间 in which the day stands.
    let day_in_time = !has(Column::Date) && has(Column::Time);
    if !has(Column::Date) && !day_in_time {
        missing.push(Column::Date);
    }
    if !has(Column::Text) && !has(Column::Topic) {
        missing.push(Column::Text);
    }
    if !missing.is_empty() {
        return Err(LedgerError::MissingColumns { header_row: head.row, missing, found: found() });
    }
    if day_in_time && let Some(bound) = head.bound.iter_mut().find(|it| it.0 == Column::Time) {
        bound.0 = Column::Date;
    }
    Ok(head)
}

/// Everybody who is still here, by name.
fn names(campus: &Campus) -> HashMap<&str, Vec<StudentId>> {
    let mut names: HashMap<&str, Vec<StudentId>> = HashMap::new();
    for (id, it) in campus.people().enrolled() {
        names.entry(&*it.facts.name).or_default().push(id);
    }
    names
}

/// Talks in the logbook with the same people at the same time about the same.
fn alike(campus: &Campus, sight: Sight<'_>, of: LedgerFor, line: &Line) -> Vec<Seq> {
    let Some(first) = line.talk.students.first() else { return Vec::new() };
    let zone = campus.zone();
    let people: HashSet<StudentId> = line.talk.students.iter().copied().collect();
    // A ledger knows no seconds.
    let same_minute = |held: Stamp| held.minutes_since(line.talk.held) == 0;
    let same_time = |held: Stamp| if line.has_clock { same_minute(held) } else { held.day(zone) == line.talk.held.day(zone) };
    let same_people = |them: &[StudentId]| them.len() == people.len() && them.iter().all(|id| people.contains(id));
    let mine = sight.talks_of(*first).filter(|it| it.by() == of.user && it.reads() && it.state() != Some(TalkState::Withdrawn));
    let same = mine.filter(|it| it.topic() == Some(line.talk.topic) && same_time(it.held()) && it.students().is_some_and(same_people));
    same.map(|it| it.seq()).collect()
}
