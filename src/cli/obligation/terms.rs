//! `obligation term`: when terms begin and end.

use super::super::activity::day;
use super::super::args::TermCommand;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{Act, TermAct, TermFacts, TermSpan};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde::Serialize;

/// A term as scripts see it.
#[derive(Serialize)]
struct TermView {
    name: String,
    year: String,
    from: String,
    until: String,
    /// The entry it was entered in; `None` for one that is counted from August and February.
    id: Option<u64>,
    current: bool,
}

pub(super) fn run(seat: &Seat, desk: &Desk, command: &TermCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    match command {
        TermCommand::List => {}
        TermCommand::Set { name, from, until, year } => {
            let (from, until) = (day(seat, desk, from)?, day(seat, desk, until)?);
            let name = text::clean(name).trim().to_owned();
            let (term, before) = known(desk, &name);
            let campus_year = { desk.campus().terms().at(from).year };
            let year = year.as_deref().map(|it| text::clean(it).trim().into());
            let year = year.or_else(|| before.as_ref().map(|it| it.year.clone())).unwrap_or(campus_year);
            let after = TermFacts { name: name.into(), year, from, until };
            if before.as_ref() != Some(&after) {
                submit(seat, desk, TermAct::Set { term, before, after: Some(after) })?;
            }
        }
        TermCommand::Drop { name } => {
            let (term, before) = known(desk, name.trim());
            if term.is_none() {
                return Err(Problem::not_found(words, name).into());
            }
            submit(seat, desk, TermAct::Set { term, before, after: None })?;
        }
    }
    let views: Vec<TermView> = {
        let campus = desk.campus();
        let now = campus.terms().at(desk.now().day(campus.zone()));
        let mut all = campus.terms().standing();
        if now.id.is_none() {
            all.push(now.clone());
            all.sort_by_key(|it| it.from);
        }
        all.iter().map(|it| shown(it, *it == now)).collect()
    };
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-term"),
            say!(words, "cli-head-year"),
            say!(words, "cli-head-first-day"),
            say!(words, "cli-head-last-day"),
            String::new(),
        ]);
        for it in views {
            let note = match (it.current, it.id) {
                (true, Some(_)) => say!(words, "cli-term-now"),
                (true, None) => say!(words, "cli-term-counted"),
                _ => String::new(),
            };
            table.row([it.name, it.year, it.from, it.until, note]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn known(desk: &Desk, name: &str) -> (Option<crate::campus::Seq>, Option<TermFacts>) {
    let campus = desk.campus();
    let term = campus.terms().named(name).and_then(|it| it.id);
    let before = term.and_then(|it| campus.terms().get(it)).and_then(|it| it.facts.clone());
    (term, before)
}

fn submit(seat: &Seat, desk: &Desk, act: TermAct) -> Result<(), Problem> {
    seat.receipt(desk, desk.submit(Act::Term(act))).map(|_| ())
}

fn shown(it: &TermSpan, current: bool) -> TermView {
    TermView {
        name: it.name.to_string(),
        year: it.year.to_string(),
        from: view::date(it.from),
        until: view::date(it.until),
        id: it.id.map(|it| it.0),
        current,
    }
}
