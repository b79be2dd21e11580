//! Rosters in: a school's own spreadsheet → one act that adds and changes students, and a report a person can act on.
//!
//! ```text
//! file → Table (rows of cells) → headers bound to fields → rows cleaned and checked → against the campus → Plan { act, report }
//! ```
//!
//! Nothing is written here: the act goes through the desk like any other, and is taken back like any other. Must not know the clock,
//! the logbook, the screen.

pub mod activities;
mod alien;
mod beds;
mod clean;
mod columns;
mod compound;
pub mod count;
mod dorm;
mod field;
mod growth;
pub mod handover;
pub mod hanger;
mod header;
mod home;
pub mod incident_report;
mod intake;
mod line;
mod moves;
pub mod news;
mod obligations;
pub mod register;
mod report;
mod roster;
pub mod rounds;
mod say;
pub mod schedule;
mod shared;
mod table;
pub mod talks;
mod text_file;
mod workbook;
mod zipped;

pub use alien::Alien;
pub use field::Field;
pub use intake::{SheetError, SheetPlan, SheetRemark};
pub use moves::{MovePlan, MoveReport, plan_moves};
pub use obligations::{ObligationFault, ObligationPlan, cell_words, plan_obligations, table_of, template};
pub use report::{Reason, Rejected, Report, Warning};
pub use roster::{Plan, PlanError, plan};
pub use say::{say_field, say_plan_error, say_read_error, say_reason, say_rejected, say_report};
pub use table::{CELLS_LIMIT, Cell, FILE_LIMIT, ReadError, Row, Table, read_bytes, read_table};
