//! `duty`: signing in and out, the look at a post, the duty log; on what terms people serve, and what they want of which days.

mod post;
mod preference;
mod terms;

use super::args::DutyCommand;
use super::out::{Out, Outcome};
use super::seat::Seat;

/// `duty …`.
pub(super) fn run(seat: &Seat, command: &DutyCommand, out: &mut Out) -> Outcome {
    match command {
        DutyCommand::Post(command) => post::run(seat, command, out),
        DutyCommand::Terms(args) => terms::run(seat, args, out),
        DutyCommand::List => terms::list(seat, out),
        DutyCommand::Prefer { what, from, to, person } => preference::prefer(seat, what, (from, to.as_deref()), person.as_deref(), out),
        DutyCommand::Preferences { person } => preference::list(seat, person.as_deref(), out),
        DutyCommand::Withdraw { preference } => preference::withdraw(seat, preference, out),
    }
}
