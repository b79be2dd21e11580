//! The words of a rota that is taken in, in the seat's language.

use super::read::{RotaError, RotaReason, RotaRejected};
use crate::say;
use crate::text;
use crate::words::Words;

/// Why a turn was not taken, and what to do.
pub fn say_rota_reason(words: &Words, reason: RotaReason) -> String {
    match reason {
        RotaReason::DateMissing => say!(words, "export-rota-date-missing"),
        RotaReason::DateUnreadable => say!(words, "export-rota-date-unreadable"),
        RotaReason::YearMissing => say!(words, "export-rota-year-missing"),
        RotaReason::WeekdayDiffers => say!(words, "export-rota-weekday-differs"),
        RotaReason::PostMissing => say!(words, "export-rota-post-missing"),
        RotaReason::PostUnknown => say!(words, "export-rota-post-unknown"),
        RotaReason::PersonUnknown => say!(words, "export-rota-person-unknown"),
        RotaReason::PersonAmbiguous => say!(words, "export-rota-person-ambiguous"),
        RotaReason::PersonDisabled => say!(words, "export-rota-person-disabled"),
        RotaReason::CellError => say!(words, "export-rota-cell-error"),
        RotaReason::Twice => say!(words, "export-rota-twice"),
    }
}

/// One turn that was not taken: where, what, why, and who may be meant.
pub fn say_rota_rejected(words: &Words, it: &RotaRejected) -> String {
    let place = [it.sheet.as_deref(), it.column.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let reason = say_rota_reason(words, it.reason);
    let value = text::truncate(&it.value, 32).into_owned();
    let mut line = say!(words, "export-rota-row", row = it.row.to_string(), place = place, value = value, reason = reason);
    if !it.candidates.is_empty() {
        let candidates = it.candidates.join(say!(words, "import-comma").as_str());
        line.push_str(&say!(words, "export-rota-candidates", candidates = candidates));
    }
    if let Some(row) = it.other_row {
        line.push_str(&say!(words, "import-other-row", row = row));
    }
    text::clean(&line).into_owned()
}

/// Most headings that an error lists.
const LISTED: usize = 24;

/// Why nothing could be read, and what to do.
pub fn say_rota_error(words: &Words, error: &RotaError) -> String {
    let list = |found: &[String]| {
        let comma = say!(words, "import-comma");
        text::clean(&found.iter().take(LISTED).cloned().collect::<Vec<_>>().join(&comma)).into_owned()
    };
    match error {
        RotaError::NoRows => say!(words, "export-rota-no-rows"),
        RotaError::NoColumns { row, found } => say!(words, "export-rota-no-columns", row = row.to_string(), found = list(found)),
        RotaError::NoPost { row, found } => say!(words, "export-rota-no-post", row = row.to_string(), found = list(found)),
    }
}
