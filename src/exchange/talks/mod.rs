//! Talks on paper and read back in (谈话台账、谈心谈话记录表): the ledger, the official form, a month's summary, and a school's own ledger as acts.
//!
//! Rows are made for one user: a talk whose words they may not read stands in none and is counted in none. Without names (脱敏) a student is
//! `张*` with their class, of a private or psychological talk not even that, and no word of anybody's stands there.

pub(in crate::exchange) mod cell;
mod column;
mod document;
mod docx;
mod fetch;
mod field;
mod form;
mod ledger;
mod media;
mod row;
mod say;
mod summary;

pub use column::Column;
pub use document::ledger;
pub use docx::{document as docx_document, forms as docx_forms, hanger as docx_hanger, pictured as docx_pictured};
pub use fetch::fetch;
pub use field::TalkField;
pub use form::{FormTemplate, TEMPLATE_LIMIT, TemplateError};
pub use ledger::{LedgerError, LedgerFor, LedgerPlan, LedgerReason, LedgerRemark, LedgerReport, LedgerTalk, plan_ledger, read_ledger_file};
pub use row::{PersonRow, TalkRow, TalkWords, row};
pub use say::{say_column, say_ledger_error, say_ledger_reason, say_ledger_remark};
pub use summary::{FollowupSums, SumRow, SummaryOf, SummaryView, summary, summary_document};

#[cfg(test)]
mod tests;
