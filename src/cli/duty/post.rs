//! `duty in`, `out`, `check`, `note`, `log`: signing in and out, the leader's look, lines of the duty log.

use super::super::args::PostCommand;
use super::super::choose::one_of;
use super::super::handover::{duty_log, shift_named};
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::write;
use crate::campus::{Act, Campus, DutyNote, PostCheck, Shift, ShiftAct, ShiftId, Stamp, UserId};
use crate::desk::Desk;
use crate::say;

/// How long before its beginning one may sign in to a shift without naming it, in minutes.
const EARLY_MINUTES: i64 = 120;

/// `duty …`.
pub(super) fn run(seat: &Seat, command: &PostCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let act = match command {
            PostCommand::Log(args) => return duty_log(seat, desk, args, out),
            PostCommand::In { shift } => {
                let shift = meant(seat, desk, shift.as_deref(), |it, now| it.signed_in.is_none() && it.ends > now)?;
                ShiftAct::SignedIn { shift, at: desk.now() }
            }
            PostCommand::Out { shift } => {
                let shift = meant(seat, desk, shift.as_deref(), |it, _| it.signed_in.is_some() && it.signed_out.is_none())?;
                ShiftAct::SignedOut { shift, at: desk.now() }
            }
            PostCommand::Check { shift, found, text } => {
                const ALL: [PostCheck; 3] = [PostCheck::Present, PostCheck::Away, PostCheck::Absent];
                let found = one_of(words, "FOUND", found, &ALL, PostCheck::key, |words, it| words.post_check(it))?;
                ShiftAct::Checked { shift: shift_named(seat, desk, shift)?, at: desk.now(), found, text: text.as_str().into() }
            }
            PostCommand::Note { what, text, shift } => {
                let what = one_of(words, "WHAT", what, &DutyNote::ALL, DutyNote::key, |words, it| words.duty_note(it))?;
                let shift = meant(seat, desk, shift.as_deref(), |_, _| true)?;
                ShiftAct::Noted { shift, what, text: text.as_str().into() }
            }
        };
        write(seat, desk, Act::Shift(act), None, out)
    })
}

/// The shift that is meant: the one named, else ours of now, of the next two hours, or the last one, as far as it fits.
fn meant(seat: &Seat, desk: &Desk, typed: Option<&str>, fits: impl Fn(&Shift, Stamp) -> bool) -> Result<ShiftId, Problem> {
    if let Some(typed) = typed {
        return shift_named(seat, desk, typed);
    }
    let campus = desk.campus();
    let found = ours(&campus, desk.user(), desk.now(), fits);
    found.ok_or_else(|| Problem::new(Exit::NotFound, "no_shift", say!(seat.words, "cli-no-shift")))
}

fn ours(campus: &Campus, user: UserId, now: Stamp, fits: impl Fn(&Shift, Stamp) -> bool) -> Option<ShiftId> {
    let begun = campus.shifts().of_person(user).filter(|(_, it)| it.starts <= now.plus_minutes(EARLY_MINUTES) && fits(it, now));
    begun.max_by_key(|(id, it)| (it.covers(now), it.starts, *id)).map(|(id, _)| id)
}
