//! `reveal`: a number in full, once it is on record that somebody looked.

use super::args::RevealArgs;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;

/// `reveal …`.
pub(super) fn run(_seat: &Seat, _args: &RevealArgs, _out: &mut Out) -> Outcome {
    Err(Problem::usage("not_yet", String::new()).into())
}
