//! Rosters as schools write them, from file to campus and back: each test is one trap.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod beds;
mod fields;
mod text;
mod whatever_comes;
mod whole;
mod workbooks;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::path::{Path, PathBuf};
use yedeng::campus::{
    Act, Building, BuildingId, Campus, Detail, Entry, Laid, PersonAct, PlaceAct, Room, RoomUse, SeatId, Seq, Sex, Stamp, Student,
    StudentFacts, UserId,
};
use yedeng::exchange::{Alien, Field, Plan, PlanError, ReadError, Reason, Report, Table, plan, read_bytes, read_table};

/// A roster in which nothing is odd.
const PLAIN: &str = "学号,姓名,性别\n20240101,张三,男\n20240102,李四,女\n";

/// Applies an act as the desk would, and insists that the rules allow it.
fn live(campus: &mut Campus, act: Act) -> Entry {
    let (by, at) = (UserId(0), Stamp(1_700_000_000_000));
    assert_eq!(campus.check(by, at, &act), Ok(()));
    let entry = Entry { seq: Seq(campus.applied().0 + 1), at, by, seat: SeatId(0), act };
    campus.apply(&entry);
    entry
}

fn csv(text: &str) -> Table {
    read_bytes(text.as_bytes().to_vec(), None).expect("the text is a table")
}

fn planned(text: &str, campus: &Campus) -> Plan {
    plan(&csv(text), &[], campus).expect("the table is a roster")
}

/// Imports a csv into a campus; importing it again must then change nothing.
fn import(campus: &mut Campus, text: &str) -> Report {
    import_table(campus, &csv(text))
}

fn import_table(campus: &mut Campus, table: &Table) -> Report {
    let Plan { act, report } = plan(table, &[], campus).expect("the table is a roster");
    assert_eq!(report.rows, report.added + report.changed + report.unchanged + report.rejected.len(), "every row is accounted for");
    if let Some(act) = act {
        live(campus, act);
    }
    let again = plan(table, &[], campus).expect("what was a roster still is one");
    assert_eq!(again.act, None, "the same file twice changes nothing: {:?}", again.report);
    report
}

fn student<'a>(campus: &'a Campus, no: &str) -> &'a Student {
    let id = campus.people().by_no(no).unwrap_or_else(|| panic!("no student {no}"));
    campus.people().student(id).expect("an id from the index")
}

/// `building#room-bed` of a student, empty for one without a bed.
fn home(campus: &Campus, no: &str) -> String {
    student(campus, no).facts.bed.map(|it| format!("{}-{}", campus.write_room(it.room), it.bed)).unwrap_or_default()
}

fn reasons(report: &Report) -> Vec<(u32, Reason)> {
    report.rejected.iter().map(|it| (it.row, it.reason)).collect()
}

fn warnings(report: &Report) -> Vec<(u32, Reason)> {
    report.warnings.iter().map(|it| (it.row, it.reason)).collect()
}

/// A workbook built by `fill`, read back through a file.
fn workbook(fill: impl FnOnce(&mut Workbook)) -> Result<Table, ReadError> {
    workbook_sheet(fill, None)
}

fn workbook_sheet(fill: impl FnOnce(&mut Workbook), sheet: Option<&str>) -> Result<Table, ReadError> {
    let mut book = Workbook::new();
    fill(&mut book);
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("roster.xlsx");
    book.save(&path).unwrap();
    read_table(&path, sheet)
}

fn write_rows(sheet: &mut Worksheet, from: u32, rows: &[&[&str]]) {
    for (row, cells) in (from..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters").join(name)
}
