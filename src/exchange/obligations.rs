//! The sheet of obligations (指标表): written by the program, filled in by people, read back in.

use super::rounds::{Document, Table as Sheet, Value};
use super::table::{self, Cell, ReadError, Row, Table};
use crate::campus::{InForce, OBLIGATION_COLUMNS, Obligation, ObligationChange, WrittenObligation};
use crate::say;
use crate::words::Words;
use std::path::Path;

/// What cannot be read of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationFault {
    /// The row, as the spreadsheet shows it; 0 for the sheet as a whole.
    pub row: u32,
    /// The column, by its name for scripts.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
}

/// What a sheet changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObligationPlan {
    /// What it changes, in its order.
    pub changes: Vec<ObligationChange>,
    /// How many rows say what is in force already.
    pub unchanged: usize,
    /// What cannot be read. With any of these nothing should be taken in.
    pub faults: Vec<ObligationFault>,
}

/// Reads any sheet, the one with the most rows.
///
/// # Errors
/// The file cannot be opened, or is none we can read.
pub fn table_of(path: &Path) -> Result<Table, ReadError> {
    table::read_bytes_by(table::read_file(path)?, None, <[Row]>::len)
}

/// What stands in a cell, as one would type it.
pub fn cell_words(cell: &Cell) -> String {
    match cell {
        Cell::Date(Some(day), _) => day.date().to_string(),
        it => it.text().trim().to_owned(),
    }
}

/// What a sheet changes of what is in force. A column is known by its name for scripts or by its heading in the seat's language.
pub fn plan_obligations(words: &Words, table: &Table, in_force: &[InForce<'_>]) -> ObligationPlan {
    let mut plan = ObligationPlan::default();
    let known = |text: &str| OBLIGATION_COLUMNS.into_iter().find(|it| *it == text || words.obligation_column(it) == text);
    let heads = |row: &Row| row.cells.iter().map(|it| known(it.text().trim())).collect::<Vec<_>>();
    let header = table.rows.iter().position(|row| heads(row).contains(&Some("code")));
    let Some(header) = header else {
        plan.faults.push(ObligationFault { row: 0, column: "code", value: String::new() });
        return plan;
    };
    let columns = heads(&table.rows[header]);
    let mut seen: Vec<Box<str>> = Vec::new();
    for row in &table.rows[header + 1..] {
        let filled = |mut written: WrittenObligation| {
            for (column, name) in columns.iter().enumerate() {
                if let Some(field) = name.and_then(|it| written.column(it)) {
                    *field = cell_words(row.cell(column));
                }
            }
            written
        };
        let mut written = filled(WrittenObligation::default());
        // What the sheet has no column for stays as it is in force: an obligation whose kinds went would count every activity.
        let stands = |code: &str| in_force.iter().map(|it| it.obligation).find(|it| *it.code == *code);
        if let Some(stands) = stands(written.code.trim()) {
            written = filled(WrittenObligation::from(stands));
        }
        // Remarks under the table begin with a sign.
        if written.code.is_empty() && written.name.is_empty() || written.code.starts_with('※') {
            continue;
        }
        let fault = |column, value| ObligationFault { row: row.number, column, value };
        match written.read() {
            Err(wrong) => plan.faults.push(fault(wrong.column, wrong.value)),
            Ok(after) if seen.contains(&after.code) => plan.faults.push(fault("code", after.code.to_string())),
            Ok(after) => {
                seen.push(after.code.clone());
                let before = stands(&after.code);
                if before == Some(&after) {
                    plan.unchanged += 1;
                } else {
                    plan.changes.push(ObligationChange { before: before.cloned(), after: Some(after) });
                }
            }
        }
    }
    plan
}

/// The sheet, filled with what is in force, and under it what may be written.
pub fn template(words: &Words, in_force: &[&Obligation]) -> Document {
    let rows = in_force.iter().map(|it| {
        let mut written = WrittenObligation::from(*it);
        let cells = OBLIGATION_COLUMNS.into_iter().map(|name| written.column(name).map(std::mem::take).unwrap_or_default());
        cells.map(Value::Text).collect::<Vec<_>>()
    });
    let headings = OBLIGATION_COLUMNS.map(|it| it.to_owned()).to_vec();
    Document {
        title: say!(words, "export-obligations-title"),
        notes: vec![
            say!(words, "export-obligations-scopes"),
            say!(words, "export-obligations-periods"),
            say!(words, "export-obligations-kinds"),
        ],
        tables: vec![Sheet { name: say!(words, "export-obligations-sheet"), headings, rows: rows.collect() }],
    }
}
