//! `round`: the night round from the shell.

use super::args::RoundCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `round …`.
pub(super) fn run(_seat: &Seat, _command: &RoundCommand, _out: &mut Out) -> Outcome {
    Err(Problem::usage("not_yet", String::new()).into())
}
