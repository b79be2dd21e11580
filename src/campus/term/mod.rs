//! The term (学期): what it demands in each community and of each person, what was held, and what is still missing.
//!
//! Nobody counts by hand: activities are entered where they happen, and the [`board()`] is made of them and of the reception days whenever it is
//! looked at.

mod activity;
mod activity_rules;
mod board;
mod obligation;
mod pace;
mod school;
mod written;

pub use activity::{
    Activities, ActivityAct, ActivityEntered, ActivityFacts, ActivityHead, ActivityKind, ActivityState, Branch, Standing, Taking,
    TakingPart,
};
pub(super) use activity_rules::ActivityGround;
pub use activity_rules::{ATTENDANCE_LIMIT, TAKING_LIMIT, TITLE_LIMIT, attendance};
pub use board::{Board, BoardRow, Cell, CountedThing, CountsBy, Whom, board, counts, met_already, quarter};
pub use obligation::{InForce, OBLIGATIONS_LIMIT, Obligation, ObligationChange, ObligationRow, Obligations, Period, Scope, Source};
pub use pace::{CellState, Pace, pace};
pub use school::{TermAct, TermFacts, TermRow, TermSpan, Terms};
pub use written::{OBLIGATION_COLUMNS, WrittenObligation, Wrong};
