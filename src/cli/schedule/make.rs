//! `schedule make` and `schedule remake`: a draft planned, and one planned anew around its pins.

use super::super::args::WorkArgs;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::solver::Work;
use super::super::view;
use super::known;
use super::planning::{self, ClashView, Order, Planned, Unfilled};
use crate::campus::{Act, Campus, Day, DraftAct, DutySeat, Refusal, SeatChange, Seated};
use crate::desk::Desk;
use crate::desk::rights::Right;
use crate::say;
use crate::words::Words;
use chrono::Datelike as _;
use serde::Serialize;
use std::collections::HashMap;

/// The answer.
#[derive(Serialize)]
struct Made {
    /// The number of the draft; none where nothing is written.
    draft: Option<u64>,
    dry_run: bool,
    from: String,
    to: String,
    seed: u64,
    seats: usize,
    /// Seats that changed hands, for a draft that was there before.
    changed: Option<usize>,
    unfilled: Vec<Unfilled>,
    z: f64,
    spread_units: f64,
    seconds: f64,
    clash: Option<ClashView>,
    /// Rotas that cannot be planned at all.
    not_planned: Vec<NotPlanned>,
    /// Years whose public holidays nobody knows yet: their nights are told by weekday alone.
    unknown_years: Vec<i32>,
}

#[derive(Serialize)]
struct NotPlanned {
    rota: &'static str,
    reason: &'static str,
}

/// `schedule make`.
pub(super) fn make(seat: &Seat, (from, to): (&str, &str), args: &WorkArgs, dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let work = Work::asked(words, args)?;
    seat.at_desk(out, |desk, out| {
        may_draft(seat, desk)?;
        let campus = desk.campus();
        let now = desk.now();
        let nights = known::span(seat, &campus, now, (Some(from), Some(to)), (Day::default(), Day::default()))?;
        let order = Order { nights, draft: None, seed: args.seed, work, now };
        let planned = planning::plan(words, &campus, &order, out);
        let (unfilled, clashes) = looked_at(&planned, &campus, &order);
        if let Some(problem) = planned.nothing(words, &campus, &unfilled, &clashes) {
            return Err(problem.into());
        }
        let mut made = Made::of(&campus, &planned, &order, unfilled, &clashes, dry_run);
        drop(campus);
        if !dry_run {
            let act = DraftAct::Made { from: nights.0, until: nights.1, seed: args.seed, seats: planned.seats.clone() };
            made.draft = Some(seat.receipt(desk, desk.submit(Act::Draft(act)))?.seq.0);
        }
        tell(seat, desk, &planned, &made, &clashes, out)
    })
}

/// `schedule remake`.
pub(super) fn remake(seat: &Seat, typed: &str, args: &WorkArgs, dry_run: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let work = Work::asked(words, args)?;
    seat.at_desk(out, |desk, out| {
        may_draft(seat, desk)?;
        let campus = desk.campus();
        let draft = known::draft(words, &campus, typed)?;
        if draft.state != crate::campus::DraftState::Open {
            return Err(Problem::refusal(words, &campus, &Refusal::DraftClosed(draft.seq)).into());
        }
        let order = Order { nights: (draft.from, draft.until), draft: Some(draft), seed: args.seed, work, now: desk.now() };
        let planned = planning::plan(words, &campus, &order, out);
        let (unfilled, clashes) = looked_at(&planned, &campus, &order);
        if let Some(problem) = planned.nothing(words, &campus, &unfilled, &clashes) {
            return Err(problem.into());
        }
        let changes = changes(&draft.seats, &planned.seats);
        let mut made = Made::of(&campus, &planned, &order, unfilled, &clashes, dry_run);
        (made.draft, made.changed) = (Some(draft.seq.0), Some(changes.len()));
        let draft = draft.seq;
        drop(campus);
        if !dry_run && !changes.is_empty() {
            seat.receipt(desk, desk.submit(Act::Draft(DraftAct::Changed { draft, changes })))?;
        }
        tell(seat, desk, &planned, &made, &clashes, out)
    })
}

/// What one may not write down one need not plan either.
fn may_draft(seat: &Seat, desk: &Desk) -> Result<(), Problem> {
    if desk.sight(&desk.campus()).may(Right::ScheduleDraft) { Ok(()) } else { Err(seat.refusal(desk, &Refusal::NotAllowed)) }
}

fn looked_at(planned: &Planned, campus: &Campus, order: &Order<'_>) -> (Vec<Unfilled>, Vec<ClashView>) {
    let unfilled = planned.unfilled(campus, order.now);
    let clashes = planned.clashes(campus, &unfilled);
    (unfilled, clashes)
}

/// From one set of seats to another.
fn changes(before: &[(DutySeat, Seated)], after: &[(DutySeat, Seated)]) -> Vec<SeatChange> {
    let [old, new] = [before, after].map(|it| it.iter().copied().collect::<HashMap<DutySeat, Seated>>());
    let gone = before.iter().filter(|(seat, _)| !new.contains_key(seat)).map(|(seat, it)| SeatChange {
        seat: *seat,
        before: Some(*it),
        after: None,
    });
    let come = after.iter().filter(|(seat, it)| old.get(seat) != Some(it));
    let come = come.map(|(seat, it)| SeatChange { seat: *seat, before: old.get(seat).copied(), after: Some(*it) });
    gone.chain(come).collect()
}

impl Made {
    fn of(campus: &Campus, planned: &Planned, order: &Order<'_>, unfilled: Vec<Unfilled>, clashes: &[ClashView], dry_run: bool) -> Self {
        let (from, to) = order.nights;
        let none = planned.none.iter();
        Self {
            draft: None,
            dry_run,
            from: view::date(from),
            to: view::date(to),
            seed: order.seed,
            seats: planned.seats.len(),
            changed: None,
            unfilled,
            z: planned.z(),
            spread_units: planned.spread(),
            seconds: planned.seconds,
            clash: clashes.first().cloned(),
            not_planned: none
                .map(|(rota, why)| NotPlanned { rota: planning::rota_key(*rota), reason: planning::unplannable_code(*why) })
                .collect(),
            unknown_years: unknown_years(campus, order.nights),
        }
    }
}

/// Years of a span whose holidays are not known.
fn unknown_years(campus: &Campus, (from, to): (Day, Day)) -> Vec<i32> {
    let rules = &campus.presets().rules().schedule;
    let first = |year: i32| Day::ymd(year, 1, 1).map_or(from, |it| it.max(from));
    (from.date().year()..=to.date().year()).filter(|year| !rules.knows_year(first(*year))).collect()
}

fn tell(seat: &Seat, desk: &Desk, planned: &Planned, made: &Made, clashes: &[ClashView], out: &mut Out) -> Outcome {
    let words: &Words = &seat.words;
    let campus = desk.campus();
    out.answer(words, made, |out| {
        match made.draft {
            Some(draft) => {
                let draft = draft.to_string();
                out.line(
                    words,
                    &match made.changed {
                        None => say!(
                            words,
                            "cli-plan-made",
                            draft = draft,
                            from = made.from.as_str(),
                            to = made.to.as_str(),
                            seats = made.seats
                        ),
                        Some(count) => say!(words, "cli-plan-remade", draft = draft, count = count, seats = made.seats),
                    },
                )?;
            }
            None => {
                out.line(words, &say!(words, "cli-plan-would", from = made.from.as_str(), to = made.to.as_str(), seats = made.seats))?
            }
        }
        let (z, spread, seconds) = (format!("{:.2}", made.z), format!("{:.2}", made.spread_units), format!("{:.1}", made.seconds));
        out.line(words, &say!(words, "cli-roster-solved", z = z, spread = spread, seconds = seconds))?;
        match made.draft {
            _ if made.dry_run => out.line(words, &say!(words, "cli-dry-run")),
            Some(draft) => out.line(words, &say!(words, "cli-plan-next", draft = draft.to_string())),
            None => Ok(()),
        }
    })?;
    planned.none.iter().for_each(|(rota, why)| out.note(&planning::say_unplannable(words, *rota, *why)));
    for year in &made.unknown_years {
        out.note(&say!(words, "cli-plan-unknown-year", year = year.to_string()));
    }
    if !made.unfilled.is_empty() {
        out.note(&say!(words, "cli-roster-unfilled", count = made.unfilled.len()));
        made.unfilled.iter().take(TOLD).for_each(|it| out.note(&format!("  {}", it.said(words, &campus))));
        let more = made.unfilled.len().saturating_sub(TOLD);
        if more > 0 {
            out.note(&format!("  {}", say!(words, "cli-schedule-more", count = more)));
        }
        clashes.iter().for_each(|it| out.note(&it.said(words, &campus)));
        if clashes.is_empty() {
            out.note(&say!(words, "cli-roster-no-clash"));
        }
    }
    Ok(Exit::Done)
}

/// Empty seats that people are told; scripts get all of them.
const TOLD: usize = 20;
