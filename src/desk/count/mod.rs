//! What was done, counted as one user sees it: the appraisal (考核) and the statistics (统计).
//!
//! Pure: every deed is asked of the campus through the [`Sight`](super::Sight) of whoever asks, and only then added up. What they do not see is in
//! no sum of theirs; drills and what was taken back are in nobody's.

mod appraisal;
mod deeds;
mod society;
mod stats;
#[cfg(test)]
mod tests;

pub use appraisal::{Appraisal, AppraisalRow, Behind, Per, Source, Who, appraisal, behind};
pub use deeds::{Span, deeds};
pub use society::{PostSum, posts, services};
pub use stats::{By, Grid, GridRow, Key, Kind, Point, Scale, grid, points};
