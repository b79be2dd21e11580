//! `room`: who sleeps where, from now on.

use super::args::RoomCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `room …`.
pub(super) fn run(_seat: &Seat, _command: &RoomCommand, _out: &mut Out) -> Outcome {
    Err(Problem::usage("not_yet", String::new()).into())
}
