//! The ledger of activities (活动台账): a template goes out, what was filled in comes back, one row an activity.
//!
//! A row is known again by its day, its title and its community, so a second import of the same file changes nothing. What a row says of an
//! activity that stands already changes it; what was said there is written down only when it is entered, for the desk does not compare words.

mod column;
mod plan;
mod present;
mod rows;
mod template;
#[cfg(test)]
mod tests;

pub use column::ActivityColumn;
pub use plan::{ActivityPlan, ActivityReason, ActivityRow, EarlierTerms};
pub use present::{Absent, present};
pub use rows::{plan_activities, read_activities_file};
pub use template::template_document;
