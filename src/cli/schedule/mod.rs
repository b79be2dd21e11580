//! `schedule`: the duty schedule from the shell: drafted, explained, published, repaired, swapped.

mod drafts;
mod effects;
mod import;
mod known;
mod ledger;
mod make;
mod planning;
mod publish;
mod repair;
mod request;
mod show;
mod why;

use super::args::ScheduleCommand;
use super::out::{Out, Outcome};
use super::seat::Seat;
use drafts::Touch;
use request::{Answer, Ask};

/// `schedule …`.
pub(super) fn run(seat: &Seat, command: &ScheduleCommand, out: &mut Out) -> Outcome {
    use ScheduleCommand as C;
    match command {
        C::Make { from, to, work, dry_run } => make::make(seat, (from, to), work, *dry_run, out),
        C::Remake { draft, work, dry_run } => make::remake(seat, draft, work, *dry_run, out),
        C::Drafts { all } => drafts::list(seat, *all, out),
        C::Show(args) => show::run(seat, args, out),
        C::Set { seat: at, person, pin } => drafts::touch(seat, at, &Touch::Set { person, pin: *pin }, out),
        C::Clear(at) => drafts::touch(seat, at, &Touch::Clear, out),
        C::Pin(at) => drafts::touch(seat, at, &Touch::Pin(true), out),
        C::Unpin(at) => drafts::touch(seat, at, &Touch::Pin(false), out),
        C::Diff { draft } => publish::run(seat, draft, false, out),
        C::Publish { draft, dry_run } => publish::run(seat, draft, !dry_run, out),
        C::Drop { draft } => drafts::drop_draft(seat, draft, out),
        C::Why { day, site, seat: at, draft, limit } => {
            let asked = why::Question { day, site, seat: *at, draft: draft.as_deref(), limit: limit.count() };
            why::run(seat, &asked, out)
        }
        C::Ledger { from, to } => ledger::run(seat, (from.as_deref(), to.as_deref()), out),
        C::Repair(args) => repair::run(seat, args, out),
        C::Offers { from, to, changes, take, reason } => {
            let span = (from.as_deref(), to.as_deref());
            let asked = repair::Asked { span, changes: *changes, take: *take, reason: reason.as_deref() };
            repair::offers(seat, &asked, out)
        }
        C::Swap { mine, theirs, asking } => request::ask(seat, &Ask::Swap { mine, theirs }, asking, out),
        C::Cover { shift, login, asking } => request::ask(seat, &Ask::Cover { shift, by: login }, asking, out),
        C::Give { shift, asking } => request::ask(seat, &Ask::Give { shift }, asking, out),
        C::Leave { from, to, kind, person, asking } => {
            request::ask(seat, &Ask::Leave { from, to: to.as_deref(), kind, person: person.as_deref() }, asking, out)
        }
        C::Requests { open, person, limit } => request::list(seat, *open, person.as_deref(), limit.count(), out),
        C::Accept { request, person, dry_run } => {
            request::answer(seat, request, &Answer::Accept { person: person.as_deref() }, *dry_run, out)
        }
        C::Approve { request, dry_run } => request::answer(seat, request, &Answer::Approve, *dry_run, out),
        C::Decline { request, reason } => request::answer(seat, request, &Answer::Decline { reason }, false, out),
        C::Withdraw { request } => request::answer(seat, request, &Answer::Withdraw, false, out),
        C::Import(args) => import::run(seat, args, out),
    }
}
