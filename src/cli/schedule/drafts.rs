//! Drafts listed and changed by hand: `schedule drafts`, `set`, `clear`, `pin`, `unpin`, `drop`.

use super::super::args::DraftSeatArgs;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::super::written;
use super::known;
use crate::campus::{Act, Campus, DraftAct, DraftHead, DraftState, DutySeat, Refusal, SeatChange, Seated, UserId};
use crate::desk::Desk;
use crate::roster::{self, Plan, Reason, Rota};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// A draft.
#[derive(Serialize)]
struct DraftView {
    draft: u64,
    from: String,
    to: String,
    state: &'static str,
    by: String,
    seed: u64,
    seats: usize,
    pinned: usize,
}

/// `schedule drafts`.
pub(super) fn list(seat: &Seat, all: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let found: Vec<&DraftHead> = campus.drafts().heads().iter().rev().filter(|it| all || it.state == DraftState::Open).collect();
        let view = |it: &&DraftHead| DraftView {
            draft: it.seq.0,
            from: view::date(it.from),
            to: view::date(it.until),
            state: it.state.key(),
            by: view::login(&campus, it.by),
            seed: it.seed,
            seats: it.seats.len(),
            pinned: it.seats.iter().filter(|(_, it)| it.pinned).count(),
        };
        let views: Vec<DraftView> = found.iter().map(view).collect();
        out.answer(words, &views, |out| {
            let mut table = Table::new([
                say!(words, "cli-head-id"),
                say!(words, "cli-head-from"),
                say!(words, "cli-head-to"),
                say!(words, "cli-head-state"),
                say!(words, "cli-head-by"),
                say!(words, "cli-head-shifts"),
                say!(words, "cli-head-pinned"),
            ]);
            for (it, head) in views.iter().zip(&found) {
                let state = say_state(words, head.state);
                let (seats, pinned) = (it.seats.to_string(), it.pinned.to_string());
                table.row([it.draft.to_string(), it.from.clone(), it.to.clone(), state, it.by.clone(), seats, pinned]);
            }
            out.table(words, &table)
        })?;
        Ok(Exit::Done)
    })
}

fn say_state(words: &Words, state: DraftState) -> String {
    match state {
        DraftState::Open => say!(words, "cli-draft-open"),
        DraftState::Published => say!(words, "cli-draft-published"),
        DraftState::Dropped => say!(words, "cli-draft-dropped"),
    }
}

/// What is done to a seat.
pub(super) enum Touch<'a> {
    Set { person: &'a str, pin: bool },
    Clear,
    Pin(bool),
}

/// A seat after it was touched.
#[derive(Serialize)]
struct Touched {
    seq: u64,
    draft: u64,
    #[serde(flatten)]
    place: known::PlaceView,
    seat: u8,
    person: Option<String>,
    name: Option<String>,
    pinned: bool,
    /// What speaks against it; it is done all the same.
    against: Option<&'static str>,
}

/// `schedule set`, `clear`, `pin`, `unpin`.
pub(super) fn touch(seat: &Seat, args: &DraftSeatArgs, touch: &Touch<'_>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let (draft, change, against) = written::choose(seat, desk, |finding| {
            let campus = finding.campus;
            let draft = known::draft(words, campus, &args.draft)?;
            if draft.state != DraftState::Open {
                return Err(Problem::refusal(words, campus, &Refusal::DraftClosed(draft.seq)));
            }
            let (day, post) = (known::day(seat, campus, desk.now(), &args.day)?, known::post(finding, &args.site)?);
            let at = DutySeat { day, post, seat: args.seat - 1 };
            if usize::from(at.seat) >= campus.seats_of(post).len() || day < draft.from || day > draft.until {
                return Err(Problem::refusal(words, campus, &Refusal::NoSuchSeat(day)));
            }
            let before = draft.seated(at);
            let after = match touch {
                Touch::Set { person, pin } => Some(Seated { person: finding.user(person)?, pinned: *pin }),
                Touch::Clear => None,
                Touch::Pin(pinned) => Some(Seated { pinned: *pinned, ..before.ok_or_else(|| nobody(words, campus, at))? }),
            };
            let against = after.and_then(|it| against(campus, draft, at, it.person, desk));
            Ok((draft.seq, SeatChange { seat: at, before, after }, against))
        })?;
        let act = Act::Draft(DraftAct::Changed { draft, changes: vec![change] });
        let seq = seat.receipt(desk, desk.submit(act))?.seq;
        let campus = desk.campus();
        let who = change.after.map(|it| known::person(&campus, it.person));
        let touched = Touched {
            seq: seq.0,
            draft: draft.0,
            place: known::place(&campus, change.seat.day, change.seat.post),
            seat: change.seat.seat + 1,
            person: who.as_ref().map(|it| it.person.clone()),
            name: who.map(|it| it.name),
            pinned: change.after.is_some_and(|it| it.pinned),
            against: against.map(|(code, _)| code),
        };
        out.answer(words, &touched, |out| {
            let (day, site) = (words.day_long(change.seat.day), known::said_site(words, &campus, change.seat.post));
            let name = touched.name.clone().unwrap_or_else(|| say!(words, "cli-draft-nobody"));
            let pinned = if touched.pinned { say!(words, "cli-draft-pinned") } else { String::new() };
            out.line(words, &say!(words, "cli-draft-touched", day = day, site = site, name = name, pinned = pinned))
        })?;
        if let Some((_, said)) = against {
            out.note(&say!(words, "cli-draft-against", why = words_of(words, said)));
        }
        Ok(Exit::Done)
    })
}

fn nobody(words: &Words, campus: &Campus, at: DutySeat) -> Problem {
    let (day, site) = (words.day_long(at.day), known::said_site(words, campus, at.post));
    Problem::new(Exit::NotFound, "seat_empty", say!(words, "cli-draft-seat-empty", day = day, site = site))
}

/// What speaks against somebody.
#[derive(Clone, Copy)]
enum Against {
    /// They cannot have the post at all.
    Unfit(crate::campus::Conflict),
    /// As things stand in the draft.
    Standing(Reason),
}

fn words_of(words: &Words, against: Against) -> String {
    match against {
        Against::Unfit(conflict) => words.conflict(conflict),
        Against::Standing(reason) => super::why::say_reason(words, reason),
    }
}

/// What speaks against somebody having a seat of a draft.
fn against(campus: &Campus, draft: &DraftHead, at: DutySeat, person: UserId, desk: &Desk) -> Option<(&'static str, Against)> {
    if let Some(conflict) = campus.unfit(person, at.post) {
        return Some((conflict.key(), Against::Unfit(conflict)));
    }
    let rota = Rota::ALL.into_iter().find(|it| it.holds(at.post))?;
    let plan = Plan::of(campus, rota, draft.from, draft.until, Some(draft), desk.now()).ok()?;
    let (slot, number) = (plan.slot(at)?, plan.number(person)?);
    let mut roster = plan.roster_of_draft(draft);
    *roster.0.get_mut(slot.0 as usize)? = None;
    let reason = roster::why(&plan.instance, &roster, slot).others.into_iter().find(|it| it.person == number)?.reason;
    (reason != Reason::Nothing).then(|| (super::super::solver::reason_code(reason), Against::Standing(reason)))
}

/// `schedule drop`.
pub(super) fn drop_draft(seat: &Seat, typed: &str, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        let (draft, from) = written::choose(seat, desk, |finding| {
            let draft = known::draft(&seat.words, finding.campus, typed)?;
            Ok((draft.seq, draft.state))
        })?;
        let act = Act::Draft(DraftAct::Moved { draft, from, to: DraftState::Dropped });
        written::write(seat, desk, act, None, out)
    })
}
