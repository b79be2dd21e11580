//! `appraisal` and `stats`: what was done, counted from the logbook alone.

mod appraisal;
mod stats;

pub(super) use appraisal::appraisal;
pub(super) use stats::{asked, stats};

use super::args::TermArgs;
use super::choose::one_of;
use super::problem::Problem;
use super::seat::Seat;
use super::written::day_of;
use crate::campus::Campus;
use crate::desk::Desk;
use crate::desk::count::{Per, Span};
use crate::say;

/// The period that is meant: a term by any day in it, from day to day, or the term that runs.
pub(super) fn span(seat: &Seat, desk: &Desk, campus: &Campus, args: &TermArgs) -> Result<Span, Problem> {
    let today = desk.now().day(campus.zone());
    if args.period.since.is_none() && args.period.until.is_none() {
        return Ok(Span::term(campus, day_of(seat, campus, args.term.as_deref(), today)?));
    }
    let until = day_of(seat, campus, args.period.until.as_deref(), today)?;
    let from = match &args.period.since {
        Some(typed) => day_of(seat, campus, Some(typed), today)?,
        None => Span::term(campus, until).from,
    };
    if from > until {
        return Err(Problem::usage("bad_period", say!(seat.words, "cli-bad-period")));
    }
    Ok(Span { from, until })
}

/// By what the appraisal is counted.
pub(super) fn per(seat: &Seat, typed: &str) -> Result<Per, Problem> {
    one_of(&seat.words, "--by", typed, &Per::ALL, Per::key, |words, it| words.get(&format!("count-per-{}", it.key())))
}
