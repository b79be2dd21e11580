//! `obligation`: what the terms demand, changed, imported and taken back by term; and the terms themselves.

mod import;
mod terms;

pub(super) use import::import;

use super::activity::on;
use super::args::ObligationCommand;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{
    Act, Day, OBLIGATION_COLUMNS, Obligation, ObligationChange, Obligations, TermAct, TermSpan, WrittenObligation, met_already,
};
use crate::desk::Desk;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// `obligation …`.
pub(super) fn run(seat: &Seat, command: &ObligationCommand, out: &mut Out) -> Outcome {
    use ObligationCommand as C;
    seat.at_desk(out, |desk, out| match command {
        C::List { on: day } => list(seat, desk, on(seat, desk, day.as_deref())?, out),
        C::History { code } => history(seat, desk, code, out),
        C::Set { code, fields, on: day } => set(seat, desk, code, fields, on(seat, desk, day.as_deref())?, out),
        C::Drop { code, on: day } => {
            let day = on(seat, desk, day.as_deref())?;
            let (term, before) = standing(seat, desk, code, day)?;
            change(seat, desk, &term, vec![ObligationChange { before: Some(before), after: None }], out)
        }
        C::Term { command } => terms::run(seat, desk, command, out),
    })
}

/// An obligation as scripts see it.
#[derive(Serialize)]
struct ObligationView {
    #[serde(flatten)]
    it: WrittenObligation,
    /// The entry its version was made in; `None` for as it ships.
    version: Option<u64>,
}

#[derive(Serialize)]
struct ListView {
    term: String,
    from: String,
    until: String,
    obligations: Vec<ObligationView>,
}

fn list(seat: &Seat, desk: &Desk, day: Day, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (view, span) = {
        let campus = desk.campus();
        let term = campus.terms().at(day);
        let all = campus.obligations().in_force(term.middle());
        let obligations = all.iter().map(|it| ObligationView { it: it.obligation.into(), version: it.version.map(|it| it.seq.0) });
        let view = ListView {
            term: term.name.to_string(),
            from: view::date(term.from),
            until: view::date(term.until),
            obligations: obligations.collect(),
        };
        (view, words.term_span(&term))
    };
    out.hand(words, view, |out, view| {
        out.line(words, &span)?;
        let columns = ["code", "name", "system", "scope", "period", "target", "lead", "deadline"];
        let mut table = Table::new(columns.map(|it| words.obligation_column(it)));
        for mut it in view.obligations {
            let said = it.it.read().ok();
            table.row(columns.map(|column| match (column, &said) {
                ("scope", Some(said)) => words.scope(said.scope),
                ("period", Some(said)) => words.period(said.period),
                _ => it.it.column(column).map(|it| it.clone()).unwrap_or_default(),
            }));
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct VersionView {
    seq: u64,
    at: String,
    by: String,
    /// The first day of the term from which on it holds.
    from: String,
    /// As it is from then on; `None` for not demanded any more.
    after: Option<WrittenObligation>,
}

fn history(seat: &Seat, desk: &Desk, code: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let views: Vec<VersionView> = {
        let campus = desk.campus();
        let shipped = Obligations::shipped().iter().any(|it| *it.code == *code);
        let all = campus.obligations().versions(code).map(|it| VersionView {
            seq: it.seq.0,
            at: view::time(&campus, it.at),
            by: view::login(&campus, it.by),
            from: view::date(it.from),
            after: it.after.as_ref().map(Into::into),
        });
        let all: Vec<VersionView> = all.collect();
        if all.is_empty() && !shipped {
            return Err(Problem::not_found(words, code).into());
        }
        all
    };
    out.hand(words, views, |out, views| {
        let heads = ["code", "target", "deadline"].map(|it| words.obligation_column(it));
        let [code, target, deadline] = heads;
        let mut table =
            Table::new([say!(words, "cli-head-id"), say!(words, "cli-head-time"), say!(words, "cli-head-by"), code, target, deadline]);
        for it in views {
            let after = it.after.unwrap_or_default();
            table.row([it.seq.to_string(), super::ask::short_time(&it.at), it.by, after.code, after.target, after.deadline]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// What is in force of a code in the term a day lies in.
fn standing(seat: &Seat, desk: &Desk, code: &str, day: Day) -> Result<(TermSpan, Obligation), Problem> {
    let campus = desk.campus();
    let term = campus.terms().at(day);
    let found = campus.obligations().one(term.middle(), code).map(|it| it.obligation.clone());
    found.map(|it| (term, it)).ok_or_else(|| Problem::not_found(&seat.words, code))
}

/// `obligation set CODE FIELD=VALUE…`: changes one, or brings one in.
fn set(seat: &Seat, desk: &Desk, code: &str, fields: &[String], day: Day, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (term, before) = match standing(seat, desk, code, day) {
        Ok((term, before)) => (term, Some(before)),
        Err(_) => (desk.campus().terms().at(day), None),
    };
    let mut written = before.as_ref().map_or_else(WrittenObligation::default, WrittenObligation::from);
    written.code = code.trim().to_owned();
    for typed in fields {
        let parted = typed.split_once('=').and_then(|(name, value)| Some((written.column(name.trim())?, value)));
        let Some((field, value)) = parted else {
            let typed = text::clean(typed);
            let message = say!(words, "cli-bad-value", what = "FIELD", typed = typed.as_ref(), keys = OBLIGATION_COLUMNS.join(" "));
            return Err(Problem::usage("bad_value", message).with("allowed", OBLIGATION_COLUMNS.to_vec()).into());
        };
        *field = value.trim().to_owned();
    }
    let after = written.read().map_err(|wrong| {
        let column = words.obligation_column(wrong.column);
        Problem::usage("bad_value", say!(words, "cli-obligation-wrong", column = column, value = text::clean(&wrong.value).into_owned()))
            .with("column", wrong.column)
    })?;
    change(seat, desk, &term, vec![ObligationChange { before, after: Some(after) }], out)
}

/// What was done.
#[derive(Serialize)]
pub(super) struct Changed {
    seq: u64,
    term: String,
    from: String,
    changed: usize,
    /// Of these, the codes of what was done already when it was changed.
    met_before: Vec<String>,
}

fn change(seat: &Seat, desk: &Desk, term: &TermSpan, changes: Vec<ObligationChange>, out: &mut Out) -> Outcome {
    let changed = submit(seat, desk, term, changes)?;
    let words = &seat.words;
    out.answer(words, &changed, |out| tell_changed(words, &changed, out))?;
    Ok(Exit::Done)
}

pub(super) fn submit(seat: &Seat, desk: &Desk, term: &TermSpan, changes: Vec<ObligationChange>) -> Result<Changed, Problem> {
    let met_before = {
        let campus = desk.campus();
        met_already(&campus, term, desk.now().day(campus.zone()), &changes)
    };
    let changed = changes.len();
    let act = Act::Term(TermAct::ObligationsSet { from: term.from, changes });
    let receipt = seat.receipt(desk, desk.submit(act))?;
    Ok(Changed { seq: receipt.seq.0, term: term.name.to_string(), from: view::date(term.from), changed, met_before })
}

pub(super) fn tell_changed(words: &Words, it: &Changed, out: &mut Out) -> Outcome<()> {
    let (term, from, seq) = (it.term.clone(), it.from.clone(), it.seq.to_string());
    out.line(words, &say!(words, "cli-obligation-changed", count = it.changed, term = term, from = from, seq = seq))?;
    if !it.met_before.is_empty() {
        out.line(words, &say!(words, "cli-obligation-met", codes = it.met_before.join(" ")))?;
    }
    Ok(())
}
