//! `missing`: the search for students who were not in their room.

use super::args::MissingCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `missing …`.
pub(super) fn run(_seat: &Seat, _command: &MissingCommand, _out: &mut Out) -> Outcome {
    Err(Problem::usage("not_yet", String::new()).into())
}
