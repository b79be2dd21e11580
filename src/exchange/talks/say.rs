//! What an import of a ledger has to tell, in words.

use super::TalkField as F;
use super::column::Column;
use super::ledger::{LedgerError, LedgerReason, LedgerRemark};
use crate::say;
use crate::words::Words;

/// What a column means.
pub fn say_column(words: &Words, column: Column) -> String {
    let field = match column {
        Column::StudentNo => F::StudentNo,
        Column::Name => F::Name,
        Column::Class => F::Class,
        Column::Date => F::Date,
        Column::Time => F::Time,
        Column::Minutes => F::Minutes,
        Column::Topic => F::Topic,
        Column::Way => F::Way,
        Column::Place => F::Place,
        Column::Text => F::Text,
        Column::Judgement => F::Judgement,
        Column::Measures => F::Measures,
        Column::Level => F::Level,
        Column::Reason => F::Reason,
        Column::Followup => F::Followup,
        Column::Visibility => return say!(words, "talks-field-visibility"),
        Column::Tags => F::Tags,
        Column::By => F::By,
    };
    field.label(words)
}

/// Why a row is not taken, or what was left aside.
pub fn say_ledger_reason(words: &Words, reason: LedgerReason) -> String {
    match reason {
        LedgerReason::StudentMissing => say!(words, "talks-reason-student-missing"),
        LedgerReason::StudentUnknown => say!(words, "talks-reason-student-unknown"),
        LedgerReason::StudentLeft => say!(words, "talks-reason-student-left"),
        LedgerReason::NameDiffers => say!(words, "talks-reason-name-differs"),
        LedgerReason::Namesakes => say!(words, "talks-reason-namesakes"),
        LedgerReason::TooManyStudents => say!(words, "talks-reason-too-many-students"),
        LedgerReason::DateMissing => say!(words, "talks-reason-date-missing"),
        LedgerReason::DateUnreadable => say!(words, "talks-reason-date-unreadable"),
        LedgerReason::InFuture => say!(words, "talks-reason-in-future"),
        LedgerReason::TextMissing => say!(words, "talks-reason-text-missing"),
        LedgerReason::TooLong => say!(words, "talks-reason-too-long"),
        LedgerReason::OtherCounselor => say!(words, "talks-reason-other-counselor"),
        LedgerReason::Duplicate => say!(words, "talks-reason-duplicate"),
        LedgerReason::TimeUnreadable => say!(words, "talks-reason-time-unreadable"),
        LedgerReason::TopicUnknown => say!(words, "talks-reason-topic-unknown"),
        LedgerReason::WayUnknown => say!(words, "talks-reason-way-unknown"),
        LedgerReason::LevelUnreadable => say!(words, "talks-reason-level-unreadable"),
        LedgerReason::LevelKeptAsWords => say!(words, "talks-reason-level-kept-as-words"),
        LedgerReason::FollowupUnreadable => say!(words, "talks-reason-followup-unreadable"),
        LedgerReason::FollowupPast => say!(words, "talks-reason-followup-past"),
    }
}

/// A row and why.
pub fn say_ledger_remark(words: &Words, it: &LedgerRemark) -> String {
    let reason = say_ledger_reason(words, it.reason);
    match &it.column {
        Some(column) => say!(words, "import-row-column", row = it.row, column = column.as_str(), reason = reason),
        None => say!(words, "import-row", row = it.row, reason = reason),
    }
}

/// Why no plan could be made, and what to do.
pub fn say_ledger_error(words: &Words, error: &LedgerError) -> String {
    let comma = say!(words, "import-comma");
    match error {
        LedgerError::NoRows => say!(words, "talks-plan-no-rows"),
        LedgerError::MissingColumns { header_row, missing, found } => {
            let header_row = *header_row;
            let example = missing.first().map_or("", |it| it.code());
            let missing: Vec<String> = missing.iter().map(|it| say_column(words, *it)).collect();
            say!(
                words,
                "import-plan-missing-columns",
                row = header_row,
                missing = missing.join(&comma),
                found = found.join(&comma),
                example = example
            )
        }
        LedgerError::NoSuchHeader { column, asked, found } => {
            let field = say_column(words, *column);
            say!(words, "import-plan-no-such-header", field = field, asked = asked.as_str(), found = found.join(&comma))
        }
    }
}
