//! `round`: the night round from the shell.

mod report;

pub(super) use report::Asked;

use super::args::RoundCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `round …`.
pub(super) fn run(seat: &Seat, command: &RoundCommand, out: &mut Out) -> Outcome {
    match command {
        RoundCommand::Report(args) => report::run(seat, args, out),
        _ => Err(Problem::usage("not_yet", String::new()).into()),
    }
}
