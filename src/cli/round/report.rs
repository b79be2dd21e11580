//! `round report`: what a night or a period of rounds came to.

use super::super::args::NightsArgs;
use super::super::choose::Finding;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::{choose, day_of};
use crate::campus::{Campus, Day, RoundFilter, RoundReport, report};
use crate::desk::Desk;
use crate::exchange::rounds::{self, Names, Value};
use crate::say;
use crate::text;

/// Most rows of a table that people are shown; scripts get all of them.
const ROWS_TOLD: usize = 30;
/// Nights of a period of which only the end was said.
const PERIOD: i32 = 30;

/// What was asked for: the nights, and what it is about where it is not about all.
pub(in crate::cli) struct Asked {
    pub(in crate::cli) from: Day,
    pub(in crate::cli) until: Day,
    filter: RoundFilter,
    pub(in crate::cli) only: Option<String>,
}

impl Asked {
    /// Tonight, where nothing is said.
    pub(in crate::cli) fn read(seat: &Seat, desk: &Desk, args: &NightsArgs) -> Result<Self, Problem> {
        choose(seat, desk, |finding| {
            let campus = finding.campus;
            let tonight = desk.now().duty_day(campus.zone());
            let day = |typed: &Option<String>| day_of(seat, campus, typed.as_deref(), tonight);
            let (from, until) = match (&args.day, &args.period.since, &args.period.until) {
                (one @ Some(_), ..) => (day(one)?, day(one)?),
                (None, None, None) => (tonight, tonight),
                (None, since @ Some(_), until) => (day(since)?, day(until)?),
                (None, None, until) => (day(until)?.plus(1 - PERIOD), day(until)?),
            };
            if from > until {
                return Err(Problem::usage("bad_period", say!(seat.words, "cli-bad-period")));
            }
            let (filter, only) = only(seat, finding, args)?;
            Ok(Self { from, until, filter, only })
        })
    }

    pub(in crate::cli) fn report(&self, campus: &Campus) -> RoundReport {
        report(campus, self.from, self.until, &self.filter)
    }
}

fn only(seat: &Seat, finding: &Finding<'_>, args: &NightsArgs) -> Result<(RoundFilter, Option<String>), Problem> {
    let places = finding.campus.places();
    let building = args.building.as_deref().map(|it| finding.building(it)).transpose()?;
    let community = args.community.as_deref().map(|it| finding.community(it)).transpose()?;
    let number =
        building.and_then(|id| places.building(id)).map(|it| say!(seat.words, "report-of-building", number = it.number.to_string()));
    let name = community.and_then(|id| places.community(id)).map(|it| it.name.to_string());
    Ok((RoundFilter { building, community }, number.or(name)))
}

/// `round report`.
pub(super) fn run(seat: &Seat, args: &NightsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let asked = Asked::read(seat, desk, args)?;
        let campus = desk.campus();
        let view = rounds::view(&campus, desk.sight(&campus), &asked.report(&campus), asked.only.clone(), Names::Full);
        out.answer(words, &view, |out| {
            let document = rounds::document(words, &view);
            out.line(words, &text::clean(&document.title))?;
            // The first note speaks of the names in it, which whoever sits here sees anyhow.
            document.notes.iter().skip(1).try_for_each(|it| out.line(words, &text::clean(it)))?;
            for it in &document.tables {
                out.line(words, "")?;
                out.line(words, &text::clean(&it.name))?;
                let mut table = Table::new(it.headings.iter().cloned());
                it.rows.iter().take(ROWS_TOLD).for_each(|row| table.row(row.iter().map(Value::text)));
                out.table(words, &table)?;
                let more = it.rows.len().saturating_sub(ROWS_TOLD);
                if more > 0 {
                    out.line(words, &say!(words, "cli-more-rows", count = more))?;
                }
            }
            Ok(())
        })?;
        Ok(Exit::Done)
    })
}
