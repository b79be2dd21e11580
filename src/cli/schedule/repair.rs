//! `schedule repair` and `schedule offers`: lost duties filled with the fewest changes, and a published schedule made fairer for a price.

use super::super::args::RepairArgs;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::solver;
use super::super::view;
use super::super::written;
use super::effects::{self, Preview, TurnView};
use super::known;
use super::planning::{self, Unfilled};
use crate::campus::{Act, Campus, Day, Refusal, ShiftAct, ShiftId, Stamp, TurnMoved};
use crate::desk::Desk;
use crate::desk::rights::Right;
use crate::roster::{self, Plan, Repairs, Rest, Rota};
use crate::say;
use serde::Serialize;

/// The answer of `schedule repair`.
#[derive(Serialize)]
struct Repaired {
    /// The entry it became; none where nothing is written.
    seq: Option<u64>,
    dry_run: bool,
    lost: Vec<String>,
    repairs: Vec<Chain>,
    unfilled: Vec<Empty>,
    #[serde(flatten)]
    preview: Preview,
}

/// How one lost duty is filled, by one to three changes of hands.
#[derive(Serialize)]
struct Chain {
    shift: String,
    turns: Vec<TurnView>,
    /// Somebody rests less than the rules say.
    bends: bool,
}

/// A lost duty that nobody can have.
#[derive(Serialize)]
struct Empty {
    shift: String,
    #[serde(flatten)]
    why: Unfilled,
}

/// `schedule repair`.
pub(super) fn run(seat: &Seat, args: &RepairArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        may_reassign(seat, desk)?;
        let lost = lost(seat, desk, args)?;
        let campus = desk.campus();
        let now = desk.now();
        // A shift that is over, or was given away by somebody else's repair, is not lost.
        for id in &lost {
            let it = campus
                .shifts()
                .get(*id)
                .filter(|it| !it.cancelled)
                .ok_or_else(|| Problem::refusal(words, &campus, &Refusal::NoSuchShift(*id)))?;
            let refusal = if it.ends <= now { Some(Refusal::ShiftOver(*id)) } else { None };
            let begun = !args.asking.emergency && (it.starts <= now || it.signed_in.is_some());
            if let Some(refusal) = refusal.or(begun.then_some(Refusal::ShiftBegun(*id))) {
                return Err(Problem::refusal(words, &campus, &refusal).line(say!(words, "cli-repair-emergency")).into());
            }
        }
        let rest = if args.asking.emergency { Rest::Bent } else { Rest::Kept };
        let found = roster::repair_shifts(&campus, &lost, now, rest).map_err(|why| {
            let rota = campus
                .shifts()
                .get(lost[0])
                .map_or(Rota::Workrooms, |it| if Rota::Leaders.holds(it.post) { Rota::Leaders } else { Rota::Workrooms });
            planning::unplannable(words, rota, why)
        })?;
        let turns = found.turns();
        let empty = empty(&campus, &found, now);
        let mut repaired = Repaired {
            seq: None,
            dry_run: args.asking.dry_run,
            lost: lost.iter().map(|it| format!("S{}", it.0)).collect(),
            repairs: found
                .repairs
                .iter()
                .map(|it| Chain {
                    shift: format!("S{}", it.lost.0),
                    turns: it.turns.iter().map(|it| effects::turn(&campus, it)).collect(),
                    bends: it.bends,
                })
                .collect(),
            unfilled: empty,
            preview: effects::preview(&campus, &turns),
        };
        let text = args.asking.reason.clone().unwrap_or_else(|| say!(words, "cli-repair-reason"));
        let act = Act::Shift(ShiftAct::Reassigned { turns: turns.clone(), emergency: args.asking.emergency, text: text.into() });
        if !turns.is_empty() {
            effects::checked(words, desk, &campus, &act)?;
        }
        drop(campus);
        if !args.asking.dry_run && !turns.is_empty() {
            repaired.seq = Some(seat.receipt(desk, desk.submit(act))?.seq.0);
        }
        let campus = desk.campus();
        out.answer(words, &repaired, |out| {
            out.line(words, &say!(words, "cli-repair-summary", lost = lost.len(), filled = repaired.repairs.len(), turns = turns.len()))?;
            repaired.preview.tell(words, &campus, out)?;
            match repaired.seq {
                Some(seq) => out.line(words, &say!(words, "cli-written", seq = seq.to_string())),
                None if args.asking.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                None => Ok(()),
            }
        })?;
        if repaired.unfilled.is_empty() {
            return Ok(Exit::Done);
        }
        out.note(&say!(words, "cli-roster-unfilled", count = repaired.unfilled.len()));
        repaired.unfilled.iter().for_each(|it| out.note(&format!("  {} {}", it.shift, it.why.said(words, &campus))));
        if rest == Rest::Kept {
            out.note(&say!(words, "cli-repair-may-bend"));
        }
        // Nothing could be done at all.
        Ok(if turns.is_empty() { Exit::Refused } else { Exit::Done })
    })
}

fn may_reassign(seat: &Seat, desk: &Desk) -> Result<(), Problem> {
    if desk.sight(&desk.campus()).may(Right::ShiftReassign) { Ok(()) } else { Err(seat.refusal(desk, &Refusal::NotAllowed)) }
}

/// The duties that are lost: those named, or all of a person's in a span that are not over.
fn lost(seat: &Seat, desk: &Desk, args: &RepairArgs) -> Result<Vec<ShiftId>, Problem> {
    let words = &seat.words;
    let now = desk.now();
    written::choose(seat, desk, |finding| {
        let campus = finding.campus;
        let Some(person) = &args.person else {
            let mut lost = args.shifts.iter().map(|it| known::shift(words, campus, it)).collect::<Result<Vec<_>, _>>()?;
            lost.sort_unstable();
            lost.dedup();
            return Ok(lost);
        };
        let (person, today) = (finding.user(person)?, now.duty_day(campus.zone()));
        let usual = (today, known::term(campus, today).1);
        let (from, to) = known::span(seat, campus, now, (args.from.as_deref(), args.to.as_deref()), usual)?;
        let open =
            |it: &crate::campus::Shift| if args.asking.emergency { it.ends > now } else { it.starts > now && it.signed_in.is_none() };
        let theirs = campus.shifts().of_person(person).filter(|(_, it)| from <= it.day && it.day <= to && open(it));
        let lost: Vec<ShiftId> = theirs.map(|(id, _)| id).collect();
        if lost.is_empty() {
            let name = known::name(campus, person);
            let (from, to) = (view::date(from), view::date(to));
            return Err(Problem::new(Exit::NotFound, "no_shifts", say!(words, "cli-repair-none", name = name, from = from, to = to)));
        }
        Ok(lost)
    })
}

/// Why nobody can have what stays empty.
fn empty(campus: &Campus, found: &Repairs, now: Stamp) -> Vec<Empty> {
    let mut empty = Vec::new();
    for id in &found.unfilled {
        let Some(shift) = campus.shifts().get(*id) else { continue };
        let Some(rota) = Rota::ALL.into_iter().find(|it| it.holds(shift.post)) else { continue };
        let Ok(plan) = Plan::of(campus, rota, shift.day.plus(-31), shift.day.plus(31), None, now) else { continue };
        let Some(slot) = plan.shifts(campus).into_iter().find(|(_, it)| it == id).map(|it| it.0) else { continue };
        // Seen as it will be once everything else has changed hands.
        let mut roster = plan.roster_of_shifts(campus);
        for (of, turn) in
            plan.shifts(campus).into_iter().filter_map(|(slot, id)| Some((slot, found.turns().into_iter().find(|it| it.shift == id)?)))
        {
            if let Some(place) = roster.0.get_mut(of.0 as usize) {
                *place = plan.number(turn.to);
            }
        }
        if let Some(place) = roster.0.get_mut(slot.0 as usize) {
            *place = None;
        }
        let at = plan.seat(slot);
        let why = planning::unfilled(campus, &plan, &roster, Stamp(i64::MIN)).into_iter().find(|it| it.at == at);
        empty.extend(why.map(|why| Empty { shift: format!("S{}", id.0), why }));
    }
    empty
}

/// What `schedule offers` is asked.
pub(super) struct Asked<'a> {
    pub(super) span: (Option<&'a str>, Option<&'a str>),
    pub(super) changes: usize,
    pub(super) take: Option<usize>,
    pub(super) reason: Option<&'a str>,
}

/// An offer: a fairer schedule for so many changes.
#[derive(Serialize)]
struct OfferView {
    /// What `--take` is given.
    offer: usize,
    rota: &'static str,
    changes: usize,
    /// Before and after, in duties.
    spread_units: [f64; 2],
    z: [f64; 2],
    #[serde(flatten)]
    preview: Preview,
    #[serde(skip)]
    moved: Vec<TurnMoved>,
}

/// The answer of `schedule offers`.
#[derive(Serialize)]
struct Offered {
    from: String,
    to: String,
    offers: Vec<OfferView>,
    taken: Option<usize>,
    seq: Option<u64>,
}

/// Work for the offers of a rota, about half a second.
const WORK: u64 = 10_000_000;

/// `schedule offers`.
pub(super) fn offers(seat: &Seat, asked: &Asked<'_>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        may_reassign(seat, desk)?;
        let campus = desk.campus();
        let (now, today) = known::now(desk, &campus);
        let span = known::span(seat, &campus, now, asked.span, known::term(&campus, today))?;
        let mut offers = Vec::new();
        for rota in Rota::ALL {
            of_rota(&campus, rota, span, asked.changes, now, &mut offers);
        }
        let (from, to) = (view::date(span.0), view::date(span.1));
        let mut offered = Offered { from, to, offers, taken: asked.take, seq: None };
        let act = match asked.take {
            None => None,
            Some(take) => {
                let chosen = take
                    .checked_sub(1)
                    .and_then(|at| offered.offers.get(at))
                    .ok_or_else(|| Problem::not_found(words, &take.to_string()))?;
                let text = asked.reason.map_or_else(|| say!(words, "cli-offer-reason"), str::to_owned);
                Some(Act::Shift(ShiftAct::Reassigned { turns: chosen.moved.clone(), emergency: false, text: text.into() }))
            }
        };
        drop(campus);
        if let Some(act) = act {
            offered.seq = Some(seat.receipt(desk, desk.submit(act))?.seq.0);
        }
        let campus = desk.campus();
        out.answer(words, &offered, |out| {
            if offered.offers.is_empty() {
                return out.line(words, &say!(words, "cli-offer-none"));
            }
            for it in offered.offers.iter().filter(|it| asked.take.is_none_or(|take| take == it.offer)) {
                let (before, after) = (format!("{:.2}", it.spread_units[0]), format!("{:.2}", it.spread_units[1]));
                out.line(
                    words,
                    &say!(words, "cli-offer", offer = it.offer.to_string(), changes = it.changes, before = before, after = after),
                )?;
                it.preview.tell(words, &campus, out)?;
            }
            match offered.seq {
                Some(seq) => out.line(words, &say!(words, "cli-written", seq = seq.to_string())),
                None => out.line(words, &say!(words, "cli-offer-take")),
            }
        })?;
        Ok(Exit::Done)
    })
}

fn of_rota(campus: &Campus, rota: Rota, (from, to): (Day, Day), changes: usize, now: Stamp, offers: &mut Vec<OfferView>) {
    let days = || {
        campus
            .shifts()
            .all()
            .map(|it| it.1)
            .filter(|it| !it.cancelled && rota.holds(it.post) && from <= it.day && it.day <= to)
            .map(|it| it.day)
    };
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return };
    let Ok(plan) = Plan::of(campus, rota, first, last, None, now) else { return };
    let shifts = plan.shifts(campus);
    let movable = |slot| {
        let shift = shifts.get(&slot).and_then(|id| campus.shifts().get(*id).map(|it| (*id, it)));
        // What a request is about is not moved under its feet.
        shift.is_some_and(|(id, it)| it.starts > now && it.signed_in.is_none() && !campus.changes().open().any(|it| it.names(id)))
    };
    for it in roster::offers(&plan.instance, &plan.roster_of_shifts(campus), &movable, changes, WORK) {
        let turn = |change: &roster::Change| {
            let shift = *shifts.get(&change.slot)?;
            Some(TurnMoved { shift, from: campus.shifts().get(shift)?.person, to: plan.person(change.to)? })
        };
        let moved: Vec<TurnMoved> = it.changes.iter().filter_map(turn).filter(|it| it.from != it.to).collect();
        let of = |score: &roster::Score| (solver::rounded(score.spread_units(), 100.0), solver::rounded(score.z(), 100.0));
        let (before, after) = (of(&it.before), of(&it.after));
        offers.push(OfferView {
            offer: offers.len() + 1,
            rota: planning::rota_key(rota),
            changes: moved.len(),
            spread_units: [before.0, after.0],
            z: [before.1, after.1],
            preview: effects::preview(campus, &moved),
            moved,
        });
    }
}
