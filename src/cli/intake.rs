//! What became of a sheet that was taken in row by row (回收的表): counted, said, and how to take it back.

use super::ledger::listed;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::roster::{in_file, misnamed};
use crate::campus::Seq;
use crate::exchange::{SheetError, SheetPlan, SheetRemark, Table};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::path::Path;

/// The answer of an import.
#[derive(Serialize)]
pub(super) struct Imported<Why> {
    dry_run: bool,
    rows: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    /// The first and the last entry they became: what `undo FIRST --to LAST` takes back.
    first: Option<u64>,
    last: Option<u64>,
    header_row: u32,
    mapping: serde_json::Map<String, serde_json::Value>,
    rejected: Vec<SheetRemark<Why>>,
    /// Rows that the desk refused.
    refused: Vec<RefusedView>,
}

#[derive(Serialize)]
struct RefusedView {
    row: u32,
    message: String,
}

impl<Why: Copy + Serialize> Imported<Why> {
    /// Of a plan of which nothing is taken yet, and its rows.
    pub(super) fn of<Taken>(plan: SheetPlan<Taken, Why>, dry_run: bool) -> (Self, Vec<Taken>) {
        let it = Self {
            dry_run,
            rows: plan.rows.len() + plan.unchanged + plan.rejected.len(),
            added: 0,
            changed: 0,
            unchanged: plan.unchanged,
            first: None,
            last: None,
            header_row: plan.header_row,
            mapping: plan.mapping.into_iter().map(|(code, title)| (code.to_owned(), title.into())).collect(),
            rejected: plan.rejected,
            refused: Vec::new(),
        };
        (it, plan.rows)
    }

    /// An entry was written.
    pub(super) fn wrote(&mut self, seq: Seq) {
        self.first.get_or_insert(seq.0);
        self.last = Some(seq.0);
    }

    /// A row is done: it changes what stands or is new, unless the desk refused it with these words.
    pub(super) fn done(&mut self, row: u32, changes: bool, answer: Result<(), String>) {
        match answer {
            Ok(()) if changes => self.changed += 1,
            Ok(()) => self.added += 1,
            Err(message) => self.refused.push(RefusedView { row, message }),
        }
    }

    /// Says it; `reason` gives the words for why a row was not taken.
    pub(super) fn answer(&self, words: &Words, reason: fn(Why) -> &'static str, out: &mut Out) -> Outcome {
        out.answer(words, self, |out| {
            self.lines(words, reason).iter().try_for_each(|line| out.line(words, &text::clean(line)))?;
            match (self.first, self.last) {
                (Some(first), Some(last)) => {
                    let (first, last) = (first.to_string(), last.to_string());
                    out.line(words, &say!(words, "register-done", first = first, last = last))
                }
                _ if self.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                _ => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(if self.refused.is_empty() && self.rejected.is_empty() { Exit::Done } else { Exit::Refused })
    }

    fn lines(&self, words: &Words, reason: fn(Why) -> &'static str) -> Vec<String> {
        let rejected = self.rejected.len() + self.refused.len();
        let mut lines = vec![say!(
            words,
            "register-summary",
            rows = self.rows,
            added = self.added,
            changed = self.changed,
            unchanged = self.unchanged,
            rejected = rejected
        )];
        let rejected = self.rejected.iter().map(|it| {
            let reason = words.get(reason(it.reason));
            let reason = match it.value.as_deref().filter(|it| !it.is_empty()) {
                Some(value) => say!(words, "activities-value", value = value, reason = reason),
                None => reason,
            };
            let reason = match &it.column {
                Some(column) => say!(words, "register-column", column = column.as_str(), reason = reason),
                None => reason,
            };
            say!(words, "import-row", row = it.row, reason = reason)
        });
        let refused = self.refused.iter().map(|it| say!(words, "import-row", row = it.row, reason = it.message.as_str()));
        let all: Vec<String> = rejected.chain(refused).collect();
        listed(words, &mut lines, say!(words, "import-rejected", count = all.len()), all);
        lines
    }
}

/// Why no plan of a file could be made, and what to do.
pub(super) fn unplanned(words: &Words, (file, table): (&Path, &Table), error: &SheetError) -> Problem {
    let problem = match error {
        SheetError::NoRows => Problem::new(Exit::Refused, "no_rows", in_file(words, file, say!(words, "register-no-rows"))),
        SheetError::MissingColumns { missing, found } => {
            let list = missing.join(&say!(words, "import-comma"));
            let message = in_file(words, file, say!(words, "register-missing-columns", list = list));
            Problem::new(Exit::Refused, "missing_columns", message).with("missing", missing.clone()).with("headers", found.clone())
        }
    };
    misnamed(words, file, table, problem)
}
