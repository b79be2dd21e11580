//! `people task`: tasks of the organisation, of setting places up, of sign-plates; who leads them and until when.

use super::super::args::TaskCommand;
use super::super::choose::one_of;
use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::written::{choose, coming_day, day, id, take_off, write};
use super::view::{self, TaskView};
use super::{TASK, known_venue};
use crate::campus::{Act, CommunityAct, CommunityId, Seq, Task, TaskKind};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;

pub(super) fn run(seat: &Seat, desk: &Desk, command: &TaskCommand, out: &mut Out) -> Outcome {
    use TaskCommand as C;
    let words = &seat.words;
    match command {
        C::List { open, community } => {
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            let views = views(desk, community, *open);
            out.hand(words, views, |out, views| tell(words, &views, out))?;
            Ok(Exit::Done)
        }
        C::Add { what, lead, due, kind, with, system, community, place } => {
            let kind = one_of(words, "--kind", kind, &TaskKind::ALL, TaskKind::key, |words, it| words.task_kind(it))?;
            let due = coming_day(seat, desk, due)?;
            let task = choose(seat, desk, |finding| {
                Ok(Task {
                    kind,
                    what: what.trim().into(),
                    system: *system,
                    community: community.as_deref().map(|it| finding.community(it)).transpose()?,
                    venue: place.as_deref().map(|it| known_venue(finding, it)).transpose()?,
                    lead: lead.trim().into(),
                    with: with.trim().into(),
                    due,
                    done: None,
                })
            })?;
            let act = CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(task)) };
            write(seat, desk, Act::Community(act), Some(TASK), out)
        }
        C::Done { id: typed, day: when } => {
            let task = id(seat, typed, TASK)?;
            let done = day(seat, desk, when.as_deref())?;
            let act = set(desk, task, |it| Some(Task { done: Some(done), ..it })).ok_or_else(|| Problem::not_found(words, typed))?;
            write(seat, desk, act, None, out)
        }
        C::Drop { id: typed } => {
            let task = id(seat, typed, TASK)?;
            let act = set(desk, task, |_| None).ok_or_else(|| Problem::not_found(words, typed))?;
            take_off(seat, desk, act, task, out)
        }
    }
}

fn set(desk: &Desk, task: Seq, change: impl FnOnce(Task) -> Option<Task>) -> Option<Act> {
    let before = desk.campus().communities().task(task)?.it.clone()?;
    let after = change(before.clone()).map(Box::new);
    Some(Act::Community(CommunityAct::TaskSet { task: Some(task), before: Some(Box::new(before)), after }))
}

/// Tasks by when they are due; of a community also those for all.
pub(super) fn views(desk: &Desk, community: Option<CommunityId>, open: bool) -> Vec<TaskView> {
    let campus = desk.campus();
    let today = desk.now().day(campus.zone());
    let wanted = |it: &Task| (!open || it.done.is_none()) && community.is_none_or(|id| it.community.is_none_or(|of| of == id));
    let mut all: Vec<_> = campus.communities().tasks().filter(|(_, it)| wanted(it)).collect();
    all.sort_by_key(|(head, it)| (it.done.is_some(), it.due, head.seq));
    all.into_iter().map(|(head, it)| view::task(&campus, head.seq, it, today)).collect()
}

pub(super) fn tell(words: &Words, views: &[TaskView], out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-what"),
        say!(words, "cli-head-system"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-place"),
        say!(words, "cli-head-lead"),
        say!(words, "cli-head-with"),
        say!(words, "cli-head-due"),
        say!(words, "cli-head-done"),
    ]);
    for it in views {
        let kind = TaskKind::from_key(it.kind).map(|it| words.task_kind(it)).unwrap_or_default();
        let due = if it.overdue { say!(words, "cli-request-overdue", due = it.due.as_str()) } else { it.due.clone() };
        table.row([
            it.id.clone(),
            kind,
            it.what.clone(),
            it.system.map(|it| it.to_string()).unwrap_or_default(),
            it.community.clone().unwrap_or_default(),
            it.place.clone().unwrap_or_default(),
            it.lead.clone(),
            it.with.clone(),
            due,
            it.done.clone().unwrap_or_default(),
        ]);
    }
    out.table(words, &table)
}
