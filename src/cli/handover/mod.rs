//! `handover`: drafted, given, written back, accepted; and its sheet.

mod give;
mod paper;
mod take;

pub(super) use paper::{duty_log, log_view, tell_log};

use super::args::{HandoverCommand, HandoverTextArgs};
use super::ask::short_time;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use crate::campus::{Act, Entry, HandoverAct, HandoverHead, HandoverState, Seq, ShiftId, Weight};
use crate::desk::Desk;
use crate::desk::handover::standing;
use crate::exchange::handover::{self, HandoverView};
use crate::exchange::rounds::Names;
use crate::say;
use crate::text;
use serde::Serialize;
use std::collections::HashMap;

/// The letter of a handover's id.
const LETTER: char = 'J';

/// `handover …`.
pub(super) fn run(seat: &Seat, command: &HandoverCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match command {
        HandoverCommand::Draft { shift } => give::draft(seat, desk, shift.as_deref(), out),
        HandoverCommand::Sign(args) if args.accept || !args.write_back.is_empty() => take::sign(seat, desk, args, out),
        HandoverCommand::Sign(args) => give::sign(seat, desk, args, out),
        HandoverCommand::Show { id } => {
            let seq = wanted(seat, desk, id.as_deref(), Which::Any)?;
            show(seat, desk, seq, out)
        }
        HandoverCommand::Ask(HandoverTextArgs { text, handover }) => {
            let of = wanted(seat, desk, handover.as_deref(), Which::ToTake)?;
            send(seat, desk, of, HandoverAct::Asked { handover: of, text: text.as_str().into() }, out)
        }
        HandoverCommand::Answer(HandoverTextArgs { text, handover }) => {
            let of = wanted(seat, desk, handover.as_deref(), Which::Given)?;
            send(seat, desk, of, HandoverAct::Answered { handover: of, text: text.as_str().into() }, out)
        }
        HandoverCommand::Bypass { reason, handover } => {
            let of = wanted(seat, desk, handover.as_deref(), Which::ToTake)?;
            send(seat, desk, of, HandoverAct::Bypassed { handover: of, text: reason.as_str().into() }, out)
        }
        HandoverCommand::Recall { id } => {
            let of = wanted(seat, desk, id.as_deref(), Which::Given)?;
            send(seat, desk, of, HandoverAct::Recalled { handover: of }, out)
        }
        HandoverCommand::List { waiting, limit } => list(seat, desk, *waiting, limit.count(), out),
        HandoverCommand::Sheet(args) => paper::sheet(seat, desk, args, out),
        HandoverCommand::Log(args) => paper::duty_log(seat, desk, args, out),
    })
}

/// Which handover is meant where none is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    ToTake,
    Given,
    Any,
}

/// The handover that is meant, if this user may read it.
fn wanted(seat: &Seat, desk: &Desk, typed: Option<&str>, which: Which) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    if let Some(typed) = typed {
        let seq = super::written::id(seat, typed, LETTER)?;
        let head = campus.handovers().get(seq).filter(|it| sight.reads_handover(it));
        return head.map(|it| it.seq).ok_or_else(|| Problem::not_found(&seat.words, typed));
    }
    let stands = standing(&campus, desk.user(), desk.now());
    let found = match which {
        Which::ToTake => stands.to_take,
        Which::Given => stands.given.or(stands.last.filter(|it| it.by == desk.user())),
        Which::Any => stands.to_take.or(stands.given).or(stands.last),
    };
    let none = || Problem::new(Exit::NotFound, "no_handover", say!(seat.words, "cli-no-handover"));
    found.map(|it| it.seq).ok_or_else(none)
}

/// The entries a handover's words stand in, as far as this user reads them. Asked before the campus is held, for each looks at it.
fn entries(seat: &Seat, desk: &Desk, wanted: impl IntoIterator<Item = Seq>) -> Result<HashMap<Seq, Entry>, Problem> {
    let mut found = HashMap::new();
    for seq in wanted {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(&seat.words, &fault))?;
        found.extend(entry.map(|it| (seq, it)));
    }
    Ok(found)
}

fn entries_of(head: &HandoverHead) -> Vec<Seq> {
    let written = head.written_back.iter().map(|(_, seq)| *seq);
    let settled = head.settled.map(|(_, _, seq)| seq);
    std::iter::once(head.seq).chain(written).chain(head.asked.iter().copied()).chain(settled).collect()
}

/// A handover as this user sees it.
fn seen(seat: &Seat, desk: &Desk, seq: Seq, names: Names) -> Result<HandoverView, Problem> {
    let gone = || Problem::not_found(&seat.words, &format!("{LETTER}{seq}"));
    let wanted = desk.campus().handovers().get(seq).map(entries_of).ok_or_else(gone)?;
    let texts = entries(seat, desk, wanted)?;
    let campus = desk.campus();
    let head = campus.handovers().get(seq).ok_or_else(gone)?;
    let text = |seq: Seq| texts.get(&seq).cloned();
    Ok(handover::view(&seat.words, &campus, desk.sight(&campus), head, &text, (names, desk.now())))
}

fn send(seat: &Seat, desk: &Desk, of: Seq, act: HandoverAct, out: &mut Out) -> Outcome {
    seat.receipt(desk, desk.submit(Act::Handover(act)))?;
    show(seat, desk, of, out)
}

/// Tells a handover.
pub(super) fn show(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let view = seen(seat, desk, seq, Names::Full)?;
    let shown = Shown { kind: "handover", it: &view };
    out.answer(words, &shown, |out| tell(seat, &view, out))?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Shown<'a> {
    kind: &'static str,
    #[serde(flatten)]
    it: &'a HandoverView,
}

fn tell(seat: &Seat, view: &HandoverView, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let state = HandoverState::from_key(view.state).map(|it| words.handover_state(it)).unwrap_or_default();
    let own = |it: &Option<String>| it.as_deref().map(short_time).unwrap_or_default();
    let fields = [
        (say!(words, "cli-head-id"), view.id.clone()),
        (say!(words, "cli-head-state"), state),
        (say!(words, "cli-head-day"), view.duty_date.clone().unwrap_or_default()),
        (say!(words, "report-handover-given"), format!("{} {}", view.from_name, short_time(&view.given_at))),
        (
            say!(words, "report-handover-taken"),
            format!("{} {}", view.settled_name.as_ref().unwrap_or(&view.to_name), own(&view.settled_at)),
        ),
        (say!(words, "cli-head-reason"), view.reason.clone().unwrap_or_default()),
        (say!(words, "report-handover-summary"), view.summary.clone().unwrap_or_default()),
        (say!(words, "report-handover-things"), view.things.clone().unwrap_or_default()),
    ];
    fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
    for it in &view.lines {
        let weight = Weight::from_key(it.weight).map(|it| words.weight(it)).unwrap_or_default();
        let about = if it.hidden { say!(words, "cli-hidden") } else { it.about.clone().unwrap_or_default() };
        let parts = [Some(about), it.action.clone(), it.owner_name.clone(), it.due.as_deref().map(short_time)];
        let said = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let sign = if it.owed { "!" } else { " " };
        out.line(words, &text::clean(&format!("{sign}{:>3} {weight}  {said}", it.line)))?;
        if let Some(then) = it.contingency.as_deref().filter(|it| !it.is_empty()) {
            out.line(words, &text::clean(&format!("      → {then}")))?;
        }
        if let Some(written) = &it.written_back {
            out.line(words, &text::clean(&format!("      “{written}”")))?;
        }
        if !it.missing.is_empty() {
            out.line(words, &text::clean(&format!("      {}", say!(words, "report-handover-lacks", what = it.missing.join(" · ")))))?;
        }
    }
    for it in &view.asked {
        out.line(words, &text::clean(&format!("  {} {}：{}", short_time(&it.at), it.name, it.text)))?;
    }
    Ok(())
}

fn list(seat: &Seat, desk: &Desk, waiting: bool, limit: usize, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let found: Vec<Seq> = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let heads = campus.handovers().heads().iter().rev().filter(|it| sight.reads_handover(it));
        heads.filter(|it| !waiting || it.state == HandoverState::Given).take(limit).map(|it| it.seq).collect()
    };
    let views = found.into_iter().map(|seq| seen(seat, desk, seq, Names::Full)).collect::<Result<Vec<_>, _>>()?;
    out.hand(words, views, |out, views| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-site"),
            say!(words, "report-handover-given"),
            say!(words, "report-handover-taken"),
            say!(words, "cli-head-state"),
            say!(words, "report-handover-lines"),
        ]);
        for it in views {
            let state = HandoverState::from_key(it.state).map(|it| words.handover_state(it)).unwrap_or_default();
            let given = format!("{} {}", it.from_name, short_time(&it.given_at));
            let taken = it.settled_name.clone().unwrap_or(it.to_name);
            let day = it.duty_date.unwrap_or_default();
            table.row([it.id, day, it.site.unwrap_or_default(), given, taken, state, it.lines.len().to_string()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// A shift by its id, if there is one.
pub(super) fn shift_named(seat: &Seat, desk: &Desk, typed: &str) -> Result<ShiftId, Problem> {
    let seq = super::written::id(seat, typed, 'S')?;
    let id = u32::try_from(seq.0).ok().map(ShiftId);
    let found = id.filter(|id| desk.campus().shifts().get(*id).is_some());
    found.ok_or_else(|| Problem::not_found(&seat.words, typed))
}
