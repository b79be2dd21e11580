//! `duty`: on what terms people serve, what they want of which days, and what they do at their post.

mod preference;
mod shift;
mod terms;

use super::args::DutyCommand;
use super::out::{Out, Outcome};
use super::seat::Seat;

/// `duty …`.
pub(super) fn run(seat: &Seat, command: &DutyCommand, out: &mut Out) -> Outcome {
    match command {
        DutyCommand::Terms(args) => terms::run(seat, args, out),
        DutyCommand::List => terms::list(seat, out),
        DutyCommand::Prefer { what, from, to, person } => preference::prefer(seat, what, (from, to.as_deref()), person.as_deref(), out),
        DutyCommand::Preferences { person } => preference::list(seat, person.as_deref(), out),
        DutyCommand::Withdraw { preference } => preference::withdraw(seat, preference, out),
        DutyCommand::Post(command) => shift::run(seat, command, out),
    }
}
