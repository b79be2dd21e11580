//! The handover in words and on paper (交接班单、值班日志): one view of it, from which the shell, the screen and pages are made.
//!
//! A view is made for one user: words about what they do not see are not in it. Without names (脱敏) a student is `张*` and neither number nor
//! room is there.

mod fact;
mod item;
mod log;
mod sheet;
#[cfg(test)]
mod tests;
mod view;

pub use fact::facts;
pub use item::{Item, item};
pub use log::{CheckView, DutyLogView, DutyNoteView, SignatureView, duty_document, duty_note_rows, duty_rows, duty_view};
pub use sheet::{ChainHead, sheet};
pub use view::{FactView, HandoverView, LineView, SaidView, view};

use crate::campus::HandoverLine;
use crate::desk::handover::DraftLine;
use crate::words::Words;

/// A proposed line with its sentences.
pub fn propose(words: &Words, it: &DraftLine) -> HandoverLine {
    HandoverLine {
        item: Some(it.item),
        weight: it.weight,
        action: it.next.map(|next| words.next_action(next)).unwrap_or_default().into(),
        owner: it.owner,
        due: it.due,
        contingency: words.contingency(it.item).into(),
    }
}
