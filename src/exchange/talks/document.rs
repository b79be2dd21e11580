//! The ledger (谈话台账): a row a talk, for spreadsheets and pages.

use super::super::rounds::{Document, Names, Table, Value};
use super::TalkField as F;
use super::row::TalkRow;
use crate::say;
use crate::words::Words;

/// The columns everybody gets.
const COLUMNS: &[F] =
    &[F::Id, F::Date, F::Time, F::Name, F::Class, F::People, F::Topic, F::Way, F::Level, F::Until, F::Followup, F::Status, F::Files, F::By];

/// Those that stand there only with names.
const NAMED: &[F] = &[F::StudentNo, F::Department, F::Place, F::Text, F::Judgement, F::Measures, F::Reason, F::Amended, F::Tags];

/// What has to be said at the head of whatever is exported of talks.
pub(super) fn note(words: &Words, names: Names) -> String {
    if names == Names::Full { say!(words, "talks-note-named") } else { say!(words, "talks-note-masked") }
}

/// The ledger of these talks: `college` and `period` stand in its title.
pub fn ledger(words: &Words, college: &str, period: &str, rows: &[TalkRow], names: Names) -> Document {
    let columns: Vec<F> = if names == Names::Full { COLUMNS.iter().chain(NAMED).copied().collect() } else { COLUMNS.to_vec() };
    let value = |field: F, it: &TalkRow| match field {
        F::People => Value::Number(it.students.len() as u64),
        F::Files => Value::Number(it.files as u64),
        F::Minutes => it.minutes.map_or(Value::Text(String::new()), |it| Value::Number(it.into())),
        field => Value::Text(field.value(words, it)),
    };
    let table = Table {
        name: say!(words, "talks-ledger"),
        headings: columns.iter().map(|it| it.label(words)).collect(),
        rows: rows.iter().map(|it| columns.iter().map(|field| value(*field, it)).collect()).collect(),
    };
    Document {
        title: say!(words, "talks-ledger-title", college = college, period = period),
        notes: vec![note(words, names), say!(words, "talks-count", count = rows.len())],
        tables: if rows.is_empty() { Vec::new() } else { vec![table] },
    }
}
