//! `room`: who sleeps where, from now on.

mod file;

use super::args::RoomCommand;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `room …`.
pub(super) fn run(seat: &Seat, command: &RoomCommand, out: &mut Out) -> Outcome {
    match command {
        RoomCommand::File(args) => file::run(seat, args, out),
        _ => Err(Problem::usage("not_yet", String::new()).into()),
    }
}
