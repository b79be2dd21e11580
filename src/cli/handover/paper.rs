//! The sheet of a handover and the duty log, on paper.

use super::super::args::{DutyLogArgs, HandoverSheetArgs};
use super::super::out::{Out, Outcome};
use super::super::paper::{Paper, Sheet};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::{Which, entries, seen, shift_named, wanted};
use crate::campus::{Seq, ShiftId};
use crate::desk::Desk;
use crate::desk::handover::duty_log as log_of;
use crate::exchange::handover::{ChainHead, DutyLogView, duty_document, duty_note_rows, duty_rows, duty_view, sheet as sheet_of};
use crate::exchange::rounds::{self, Names};
use crate::logbook::head::groups;
use crate::say;
use crate::text;
use std::path::Path;

/// `handover sheet`.
pub(super) fn sheet(seat: &Seat, desk: &Desk, args: &HandoverSheetArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    is_html(seat, &args.paper.file)?;
    let of = wanted(seat, desk, args.handover.as_deref(), Which::Any)?;
    let names = args.paper.names();
    let view = seen(seat, desk, of, names)?;
    let shift = desk.campus().handovers().get(of).map(|it| it.shift);
    let log = shift.map(|shift| log_view(seat, desk, shift, names)).transpose()?;
    let head = desk.head();
    let chain = ChainHead { seq: head.seq.0, groups: groups(&head.hash) };
    let page = rounds::html(&sheet_of(words, &desk.campus(), &view, log.as_ref(), Some(&chain)), words.lang().tag());
    write((seat, desk), args.paper.paper(), "handover", (&page, view.lines.len()), out)
}

/// `duty log`, `handover log`.
pub(in crate::cli) fn duty_log(seat: &Seat, desk: &Desk, args: &DutyLogArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let shift = match args.shift.as_deref() {
        Some(typed) => shift_named(seat, desk, typed)?,
        None => latest(seat, desk)?,
    };
    let names = if args.html.is_some() && !args.identified { Names::Masked } else { Names::Full };
    let view = log_view(seat, desk, shift, names)?;
    if let Some(file) = &args.html {
        is_html(seat, file)?;
        let page = rounds::html(&duty_document(words, &desk.campus(), &view, args.identified), words.lang().tag());
        let reason = args.reason.as_deref().filter(|_| args.identified);
        let paper = Paper { file, reason, replace: args.replace };
        return write((seat, desk), paper, "duty_log", (&page, view.incidents.len()), out);
    }
    out.answer(words, &view, |out| tell_log(seat, desk, &view, out))?;
    Ok(Exit::Done)
}

/// Tells a duty log, field by field.
pub(in crate::cli) fn tell_log(seat: &Seat, desk: &Desk, view: &DutyLogView, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let campus = desk.campus();
    duty_rows(words, &campus, view).into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
    duty_note_rows(words, &campus, view).iter().try_for_each(|row| out.line(words, &text::clean(&format!("  {}", row.join("  ")))))
}

/// The duty log of a shift as this user sees it.
pub(in crate::cli) fn log_view(seat: &Seat, desk: &Desk, shift: ShiftId, names: Names) -> Result<DutyLogView, Problem> {
    let words = &seat.words;
    let gone = || Problem::not_found(words, &format!("S{}", shift.0));
    let log = log_of(&desk.campus(), desk.user(), shift, desk.now()).ok_or_else(gone)?;
    let texts = entries(seat, desk, log.notes.iter().map(|it| it.seq))?;
    let campus = desk.campus();
    let text_of = |seq: Seq| texts.get(&seq).cloned();
    duty_view(words, &campus, desk.sight(&campus), &log, &text_of, (names, desk.now())).ok_or_else(gone)
}

/// Our shift that runs, else the last one.
fn latest(seat: &Seat, desk: &Desk) -> Result<ShiftId, Problem> {
    let campus = desk.campus();
    let (user, now) = (desk.user(), desk.now());
    let on = campus.shifts().covering(now).find(|(_, it)| it.person == user);
    let found = on.or_else(|| campus.shifts().last_of(user, now)).map(|(id, _)| id);
    found.ok_or_else(|| Problem::new(Exit::NotFound, "no_shift", say!(seat.words, "cli-no-shift")))
}

fn is_html(seat: &Seat, file: &Path) -> Result<(), Problem> {
    let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm") => Ok(()),
        _ => Err(Problem::usage("bad_value", say!(seat.words, "cli-export-ending", endings = "html")).with("allowed", ["html"])),
    }
}

/// Writes a page.
fn write((seat, desk): (&Seat, &Desk), paper: Paper<'_>, what: &'static str, (page, rows): (&str, usize), out: &mut Out) -> Outcome {
    let words = &seat.words;
    let sheet = Sheet { what, bytes: page.as_bytes(), rows };
    paper.deliver((seat, desk), &sheet, &[], |file| say!(words, "cli-exported", file = file, rows = rows), out)
}
