//! `schedule`: the duty schedule from the shell.

mod import;

use super::args::ScheduleCommand;
use super::out::{Out, Outcome};
use super::seat::Seat;

/// `schedule …`.
pub(super) fn run(seat: &Seat, command: &ScheduleCommand, out: &mut Out) -> Outcome {
    match command {
        ScheduleCommand::Import(args) => import::run(seat, args, out),
    }
}
