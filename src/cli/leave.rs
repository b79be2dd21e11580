//! `leave`: asked for, decided, over.

use super::args::LeaveCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `leave …`.
pub(super) fn run(_seat: &Seat, _command: &LeaveCommand, _out: &mut Out) -> Outcome {
    Err(Problem::usage("not_yet", String::new()).into())
}
