//! The duty schedule (值班表) out and in: as the sheet on the door, as a page, as rows for scripts, as a calendar; and from the rota a school keeps.
//!
//! ```text
//! published shifts → rows that one user may see → door (words) → xlsx, html
//!                                               → csv, json
//!                  → calendar shifts            → ics
//! file → table → heads bound to posts → dates, names → new, same, clashing, rejected
//! ```
//!
//! Who has duty when is for everybody; a phone is asked of [`Sight`](crate::desk::Sight), and is masked unless it is said why it must be read.

mod calendar;
mod csv;
mod door;
mod html;
mod read;
mod rows;
mod say;
mod xlsx;

pub use self::csv::csv;
pub use calendar::{AHEAD_MINUTES, CalendarOf, CalendarShift, EVENING_HOUR, HomeName, calendar, calendar_shifts};
pub use door::{Door, DoorDay, DoorMonth, DoorPerson, door};
pub use html::html;
pub use read::{Clash, ReadRota, RotaError, RotaForm, RotaReason, RotaRejected, read_rota, read_rota_bytes, read_rota_file};
pub use rows::{LEADER_SITE, Phones, ScheduleFilter, ScheduleRow, rows};
pub use say::{say_rota_error, say_rota_reason, say_rota_rejected};
pub use xlsx::xlsx;

#[cfg(test)]
mod tests;
