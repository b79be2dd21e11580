//! Workbooks (xlsx, xls) as rows, by calamine: numbers written out as the sheet shows them, merged cells filled down.
//!
//! xlsx is read cell by cell, never as calamine's dense range: two cells at the far corners of a sheet would make that range take gigabytes.
//! calamine meets files it did not expect: what would exhaust memory is refused before ([`zipped`], [`compound`]), a panic is caught here and
//! said as damage.

use super::table::{CELLS_LIMIT, COLUMNS_LIMIT, Cell, ReadError, Row, SHEETS_LIMIT, Score, TEXT_LIMIT, Table, trim_end};
use super::{alien, compound, zipped};
use crate::campus::Day;
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xls, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// From here on a spreadsheet no longer keeps every digit of a whole number.
const PRECISE_BELOW: f64 = 1e15;

/// Reads the sheet asked for, or the one that looks most like a roster.
pub(super) fn read(bytes: Vec<u8>, kind: Kind, sheet: Option<&str>, score: Score) -> Result<Table, ReadError> {
    // Nothing outlives the closure but its result, so no broken state can be seen after a panic.
    catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => choose(XlsxFile::open(bytes)?, sheet, score),
        Kind::Xls => choose(XlsFile::open(bytes)?, sheet, score),
    }))
    .unwrap_or(Err(ReadError::Damaged))
}

/// What sort of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip of XML.
    Xlsx,
    /// The older compound file.
    Xls,
}

/// What a workbook can be asked, whichever sort it is.
trait Workbook {
    const NAME: &'static str;
    /// The worksheets and whether they are shown.
    fn sheets(&self) -> Vec<(String, bool)>;
    /// The rows of a sheet.
    fn rows(&mut self, sheet: &str, room: &mut Room) -> Result<Vec<Row>, ReadError>;
    /// Its merged cells.
    fn merged(&mut self, sheet: &str) -> Vec<Dimensions>;
}

fn choose(mut book: impl Workbook, asked: Option<&str>, score: Score) -> Result<Table, ReadError> {
    let sheets = book.sheets();
    let wanted: Vec<&String> = match asked {
        Some(asked) => {
            let named = sheets.iter().map(|it| &it.0).find(|it| it.trim() == asked.trim());
            vec![named.ok_or_else(|| no_such_sheet(asked, &sheets))?]
        }
        None => sheets.iter().filter(|it| it.1).map(|it| &it.0).collect(),
    };
    if wanted.len() > SHEETS_LIMIT {
        return Err(ReadError::TooManySheets { limit: SHEETS_LIMIT });
    }
    // Only the rows of the best one so far are kept: several sheets may each be as large as is allowed.
    let mut best: Option<(Look, Table)> = None;
    let mut looks: Vec<(Look, &String)> = Vec::new();
    for name in wanted {
        let mut room = Room::default();
        let mut rows = book.rows(name, &mut room)?;
        fill_down(&mut rows, &book.merged(name), &mut room)?;
        rows.retain_mut(|row| {
            trim_end(&mut row.cells);
            !row.cells.is_empty()
        });
        if rows.is_empty() {
            continue;
        }
        let look = Look::at(&rows, score);
        looks.push((look, name));
        // Of equals the first.
        if best.as_ref().is_none_or(|it| look > it.0) {
            let table = Table { sheet: Some(name.clone()), other_sheets: Vec::new(), encoding: type_name(&book).to_owned(), rows };
            best = Some((look, table));
        }
    }
    let (chosen, mut table) = best.ok_or(ReadError::Empty)?;
    // Worth telling: schools also spread one list over a sheet a class.
    let as_good = |(look, name): &(Look, &String)| {
        chosen.headers > 1 && look.headers == chosen.headers && look.is_filled && table.sheet.as_ref() != Some(*name)
    };
    table.other_sheets = looks.iter().filter(|it| as_good(it)).map(|it| it.1.clone()).collect();
    Ok(table)
}

/// How much a sheet looks like a roster, what counts most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    /// Something stands under its headers; else it is a form to fill in.
    is_filled: bool,
    /// How many headers of a roster it has.
    headers: usize,
    /// How many rows, if it has any.
    rows: usize,
}

impl Look {
    fn at(rows: &[Row], score: Score) -> Self {
        let headers = score(rows);
        Self { is_filled: rows.len() > 1, headers, rows: if headers > 0 { rows.len() } else { 0 } }
    }
}

/// What the rows of a sheet have taken of the room there is. Counted before anything is made: a few bytes of a file can ask for terabytes.
#[derive(Debug, Default)]
struct Room {
    cells: usize,
    bytes: u64,
}

impl Room {
    /// Takes room for so many more cells, of which one holds a text.
    fn take(&mut self, cells: usize, text: &str) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(cells);
        self.bytes = self.bytes.saturating_add(text.len() as u64);
        if self.cells > CELLS_LIMIT {
            return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
        }
        if self.bytes > TEXT_LIMIT {
            return Err(ReadError::TooLarge { limit: TEXT_LIMIT });
        }
        Ok(())
    }
}

fn type_name<B: Workbook>(_: &B) -> &'static str {
    B::NAME
}

fn no_such_sheet(asked: &str, sheets: &[(String, bool)]) -> ReadError {
    ReadError::NoSuchSheet { asked: asked.to_owned(), sheets: sheets.iter().map(|it| it.0.clone()).collect() }
}

/// Gives every row of a merged block what stands in its first cell. Only downward: a title merged across columns is one title.
fn fill_down(rows: &mut [Row], merged: &[Dimensions], room: &mut Room) -> Result<(), ReadError> {
    // A cell belongs to one block, so all of them together cover no more cells than a sheet may have.
    let mut covered = 0;
    for block in merged.iter().filter(|it| it.end.0 > it.start.0) {
        let column = block.start.1 as usize;
        let first = rows.partition_point(|row| row.number <= block.start.0);
        let end = rows.partition_point(|row| row.number <= block.end.0.saturating_add(1));
        let Some(rows) = rows.get_mut(first..end) else { continue };
        let Some((top, below)) = rows.split_first_mut().filter(|(top, _)| top.number == block.start.0 + 1) else { continue };
        let value = top.cell(column);
        covered += below.len();
        if covered > CELLS_LIMIT {
            return Err(ReadError::Damaged);
        }
        if value.is_blank() {
            continue;
        }
        for row in below {
            if !row.cell(column).is_blank() {
                continue;
            }
            room.take((column + 1).saturating_sub(row.cells.len()), value.text())?;
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = value.clone();
        }
    }
    Ok(())
}

struct XlsxFile(Xlsx<Cursor<Vec<u8>>>);

impl XlsxFile {
    fn open(bytes: Vec<u8>) -> Result<Self, ReadError> {
        // A zip that holds no such part is some other kind of document.
        let is_workbook =
            ["xl/workbook", "xl/worksheets", "xl/styles"].iter().any(|it| memchr::memmem::find(&bytes, it.as_bytes()).is_some());
        if !is_workbook {
            return Err(alien::of_zip(&bytes));
        }
        zipped::check(&bytes)?;
        Xlsx::new(Cursor::new(bytes)).map(Self).map_err(|error| match error {
            XlsxError::Password => ReadError::Protected,
            _ => ReadError::Damaged,
        })
    }
}

impl Workbook for XlsxFile {
    const NAME: &'static str = "xlsx";

    fn sheets(&self) -> Vec<(String, bool)> {
        worksheets(self.0.sheets_metadata())
    }

    fn rows(&mut self, sheet: &str, room: &mut Room) -> Result<Vec<Row>, ReadError> {
        let mut reader = self.0.worksheet_cells_reader(sheet).map_err(|_| ReadError::Damaged)?;
        let zeros: Vec<usize> =
            reader.styles().iter().map(|it| it.number_format.as_ref().map_or(0, |it| leading_zeros(&it.format_code))).collect();
        let mut rows = Rows { rows: BTreeMap::new(), room };
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| ReadError::Damaged)? {
            let value = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::Int(it) => Cell::Number(it.to_string().into()),
                DataRef::Float(it) => number(*it, zeros.get(style).copied().unwrap_or(0)),
                DataRef::String(it) => Cell::Text(it.as_str().into()),
                DataRef::SharedString(it) => Cell::Text((*it).into()),
                DataRef::Bool(it) => Cell::Text(if *it { "TRUE" } else { "FALSE" }.into()),
                DataRef::DateTime(it) => Cell::Date(day_of(it), clock_of(it)),
                DataRef::DateTimeIso(it) => Cell::Date(day_of_iso(it), clock_of_iso(it)),
                DataRef::DurationIso(_) => Cell::Date(None, None),
                DataRef::Error(_) => Cell::Error,
            };
            rows.put(cell.get_position(), value)?;
        }
        Ok(rows.finish())
    }

    fn merged(&mut self, sheet: &str) -> Vec<Dimensions> {
        self.0.merge_cells_by_sheet_name(sheet).unwrap_or_default()
    }
}

struct XlsFile(Xls<Cursor<Vec<u8>>>);

impl XlsFile {
    fn open(bytes: Vec<u8>) -> Result<Self, ReadError> {
        // An xlsx with a password is wrapped in the same kind of compound file.
        if memchr::memmem::find(&bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0").is_some() {
            return Err(ReadError::Protected);
        }
        if let Some(what) = alien::of_compound(&bytes) {
            return Err(ReadError::Alien { what });
        }
        compound::check(&bytes)?;
        Xls::new(Cursor::new(bytes)).map(Self).map_err(|error| match error {
            calamine::XlsError::Password => ReadError::Protected,
            _ => ReadError::Damaged,
        })
    }
}

impl Workbook for XlsFile {
    const NAME: &'static str = "xls";

    fn sheets(&self) -> Vec<(String, bool)> {
        worksheets(self.0.sheets_metadata())
    }

    fn rows(&mut self, sheet: &str, room: &mut Room) -> Result<Vec<Row>, ReadError> {
        let range = self.0.worksheet_range(sheet).map_err(|_| ReadError::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows { rows: BTreeMap::new(), room };
        for (row, column, value) in range.used_cells() {
            let value = match value {
                Data::Empty => continue,
                Data::Int(it) => Cell::Number(it.to_string().into()),
                Data::Float(it) => number(*it, 0),
                Data::String(it) => Cell::Text(it.as_str().into()),
                Data::Bool(it) => Cell::Text(if *it { "TRUE" } else { "FALSE" }.into()),
                Data::DateTime(it) => Cell::Date(day_of(it), clock_of(it)),
                Data::DateTimeIso(it) => Cell::Date(day_of_iso(it), clock_of_iso(it)),
                Data::DurationIso(_) => Cell::Date(None, None),
                Data::Error(_) => Cell::Error,
            };
            rows.put((top.saturating_add(row as u32), left.saturating_add(column as u32)), value)?;
        }
        Ok(rows.finish())
    }

    fn merged(&mut self, sheet: &str) -> Vec<Dimensions> {
        self.0.merge_cells_by_sheet_name(sheet).unwrap_or_default()
    }
}

fn worksheets(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let sheets = sheets.iter().filter(|it| it.typ == SheetType::WorkSheet);
    sheets.map(|it| (it.name.clone(), it.visible == SheetVisible::Visible)).collect()
}

/// The day of a date; a time of day alone, which a spreadsheet counts from the beginning of 1900, has none.
fn day_of(at: &ExcelDateTime) -> Option<Day> {
    if !at.is_datetime() || at.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    Day::ymd(i32::from(year), u32::from(month), u32::from(day))
}

/// The time of day to the nearest minute, where there is one: a spreadsheet keeps days, and the time as their fraction.
fn clock_of(at: &ExcelDateTime) -> Option<(u32, u32)> {
    let fraction = at.as_f64().rem_euclid(1.0);
    if !at.is_datetime() || !fraction.is_finite() || (fraction == 0.0 && at.as_f64() >= 1.0) {
        return None;
    }
    // Thirty seconds before midnight are still of that day.
    let minutes = ((fraction * 1_440.0).round() as u32).min(1_439);
    Some((minutes / 60, minutes % 60))
}

/// The time of `2026-12-01T19:30:00`; midnight is what a date alone has.
fn clock_of_iso(text: &str) -> Option<(u32, u32)> {
    let time = text.split_once('T').map_or(text, |(_, time)| time);
    let (hour, minute): (u32, u32) = (time.get(..2)?.parse().ok()?, time.get(3..5)?.parse().ok()?);
    (hour < 24 && minute < 60 && (hour, minute) != (0, 0)).then_some((hour, minute))
}

/// The day of `2026-12-01T00:00:00`.
fn day_of_iso(text: &str) -> Option<Day> {
    text.get(..10)?.parse::<chrono::NaiveDate>().ok().map(Day::from)
}

/// A number as the sheet shows it: whole numbers without exponent or `.0`, with the leading zeros its format asks for.
fn number(value: f64, zeros: usize) -> Cell {
    if !value.is_finite() {
        Cell::Error
    } else if value.abs() >= PRECISE_BELOW {
        Cell::Imprecise(format!("{value:e}").into())
    } else if value.fract() == 0.0 {
        Cell::Number(format!("{:0zeros$}", value as i64).into())
    } else {
        Cell::Number(value.to_string().into())
    }
}

/// How many digits a number format made of zeros only (`0000000000`) fills up to.
fn leading_zeros(format: &str) -> usize {
    if !format.is_empty() && format.len() <= 32 && format.bytes().all(|it| it == b'0') { format.len() } else { 0 }
}

/// Rows put together cell by cell, in whatever order they come.
struct Rows<'a> {
    rows: BTreeMap<u32, Vec<Cell>>,
    room: &'a mut Room,
}

impl Rows<'_> {
    fn put(&mut self, (row, column): (u32, u32), value: Cell) -> Result<(), ReadError> {
        let cells = self.rows.entry(row).or_default();
        let column = column as usize;
        if column >= COLUMNS_LIMIT {
            return Err(ReadError::Damaged);
        }
        // The empty cells before it count too: they take as much room.
        self.room.take((column + 1).saturating_sub(cells.len()), value.text())?;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = value;
        Ok(())
    }

    fn finish(self) -> Vec<Row> {
        self.rows.into_iter().map(|(row, cells)| Row { number: row.saturating_add(1), cells }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out() {
        for (value, zeros, text) in
            [(2.024e9, 0, "2024000000"), (2_024_010_101.0, 0, "2024010101"), (412.0, 8, "00000412"), (1.5, 0, "1.5"), (-3.0, 0, "-3")]
        {
            assert_eq!(number(value, zeros), Cell::Number(text.into()));
        }
        assert_eq!(number(999_999_999_999_999.0, 0), Cell::Number("999999999999999".into()));
        assert!(matches!(number(1e15, 0), Cell::Imprecise(_)));
        assert_eq!(number(f64::NAN, 0), Cell::Error);
        assert_eq!([leading_zeros("0000"), leading_zeros("0.00"), leading_zeros("General")], [4, 0, 0]);
    }

    #[test]
    fn a_far_cell_is_refused_before_it_takes_memory() {
        let mut room = Room::default();
        let mut rows = Rows { rows: BTreeMap::new(), room: &mut room };
        assert!(matches!(rows.put((0, 16_384), Cell::Date(None, None)), Err(ReadError::Damaged)), "no sheet has such a column");
        let far = (0..).try_for_each(|row| rows.put((row, 16_383), Cell::Date(None, None)));
        assert!(matches!(far, Err(ReadError::TooManyCells { .. })));
    }

    #[test]
    fn a_text_that_stands_in_a_million_cells_takes_room_in_each() {
        let mut room = Room::default();
        let mut rows = Rows { rows: BTreeMap::new(), room: &mut room };
        let long = "x".repeat(1 << 20);
        let all = (0..300).try_for_each(|row| rows.put((row, 0), Cell::Text(long.as_str().into())));
        assert!(matches!(all, Err(ReadError::TooLarge { limit: TEXT_LIMIT })));
    }

    #[test]
    fn a_merged_block_makes_no_more_cells_than_a_sheet_may_have() {
        // One cell a row, and the last column of all rows merged: written out it would be a thousand times as much.
        let cell = || Cell::Text("x".into());
        let mut rows: Vec<Row> = (1..=1_000).map(|number| Row { number, cells: vec![cell()] }).collect();
        rows[0].cells.resize(COLUMNS_LIMIT, cell());
        let block = Dimensions { start: (0, COLUMNS_LIMIT as u32 - 1), end: (999, COLUMNS_LIMIT as u32 - 1) };
        assert!(matches!(fill_down(&mut rows, &[block], &mut Room::default()), Err(ReadError::TooManyCells { .. })));
        assert!(rows.iter().map(|it| it.cells.len()).sum::<usize>() <= CELLS_LIMIT + COLUMNS_LIMIT);
    }

    #[test]
    fn merged_blocks_over_one_another_are_no_work_without_end() {
        let mut rows: Vec<Row> = (1..=1_000).map(|number| Row { number, cells: vec![Cell::Text("x".into())] }).collect();
        let block = Dimensions { start: (0, 0), end: (999, 0) };
        assert!(matches!(fill_down(&mut rows, &vec![block; 5_000], &mut Room::default()), Err(ReadError::Damaged)));
    }
}
