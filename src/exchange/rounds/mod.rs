//! The report of rounds on paper and for scripts (查寝报告): one view of it, from which JSON, spreadsheets and pages are made.
//!
//! A view is made for one user: of whom they may not see a night nothing stands in it. Without names (脱敏) a student is `张*` with their class, and
//! neither room nor number; with names it is for whoever needs them, and the desk records that it left the house.

mod csv;
mod document;
mod html;
mod markdown;
mod trend;
mod view;
mod xlsx;

pub use self::csv::csv;
pub(in crate::exchange) use self::csv::guarded;
pub use document::{Document, Table, Value, document};
pub(in crate::exchange) use html::escaped;
pub use html::{html, html_with};
pub use markdown::markdown;
pub use trend::sparkline;
pub use view::{Names, RoundView, view};
pub use xlsx::xlsx;

#[cfg(test)]
mod tests;
