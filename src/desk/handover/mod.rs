//! The handover drafted from live data (交接草稿): what the giver sees of what is open, the duty log, and what happened since somebody was last
//! on duty.
//!
//! Pure: everything is asked of the campus through the [`Sight`] of whoever sits there.

mod log;
mod since;
#[cfg(test)]
mod tests;

pub use crate::finder::{catchwords, missing};
pub use log::{DutyLog, DutyNoteRow, duty_log};
pub use since::{Since, since};

use super::Sight;
use crate::campus::{Campus, Day, HandoverHead, HandoverItem, HandoverState, Handovers, NextAction, Post, ShiftId, Stamp, UserId, Weight};

/// A line that is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftLine {
    /// What it is about.
    pub item: HandoverItem,
    /// How much it weighs.
    pub weight: Weight,
    /// What is to be done next; nothing where nothing is left to be done.
    pub next: Option<NextAction>,
    /// Who is to do it.
    pub owner: Option<UserId>,
    /// By when.
    pub due: Option<Stamp>,
}

/// A handover as it would be given now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoverDraft {
    /// The shift that ends.
    pub shift: ShiftId,
    /// The shift that takes over, if one is published.
    pub next: Option<ShiftId>,
    /// Who has that.
    pub to: Option<UserId>,
    /// What falls due by this day is named.
    pub until: Day,
    /// Item by item, the grave ones first.
    pub lines: Vec<DraftLine>,
    /// What the shift came to.
    pub log: DutyLog,
    /// What happened since the giver was last on duty before this shift.
    pub since: Since,
}

/// The handover of a shift as `user` would give it at `now`; `None` if there is no such shift.
pub fn draft(campus: &Campus, user: UserId, shift: ShiftId, now: Stamp) -> Option<HandoverDraft> {
    let it = campus.shifts().get(shift)?;
    let next = campus.shifts().after(shift);
    let to = next.map(|(_, it)| it.person);
    let until = next.map_or_else(|| it.day.plus(1), |(_, it)| it.day);
    Some(HandoverDraft {
        shift,
        next: next.map(|(id, _)| id),
        to,
        until,
        lines: draft_lines(campus, user, shift, until, now),
        log: duty_log(campus, user, shift, now)?,
        since: since(campus, now, user),
    })
}

/// The lines alone: everything open that concerns the post and that `user` sees.
fn draft_lines(campus: &Campus, user: UserId, shift: ShiftId, until: Day, now: Stamp) -> Vec<DraftLine> {
    let Some(it) = campus.shifts().get(shift) else { return Vec::new() };
    let community = match it.post {
        Post::Workroom(id) => Some(id),
        Post::Leader => None,
    };
    let to = campus.shifts().after(shift).map(|(_, it)| it.person);
    let sight = Sight::new(campus, user);
    let seen = campus.pending(now, until, community).into_iter().filter(|it| sight.sees_item(it.item));
    let lines = seen.map(|pending| {
        // What belongs to the night goes on to whoever comes; a promise to talk, a leave, a request stay with whose they are.
        let goes_on = match pending.item {
            HandoverItem::Incident(_) | HandoverItem::Search { .. } | HandoverItem::Round(_) | HandoverItem::Student(_) => true,
            HandoverItem::FollowUp(_) | HandoverItem::Leave(_) | HandoverItem::Change(_) => false,
        };
        let leaves = goes_on && pending.owner.is_none_or(|owner| owner == it.person);
        DraftLine {
            item: pending.item,
            weight: pending.weight,
            next: campus.next_action(pending.item),
            owner: if leaves { to.or(pending.owner) } else { pending.owner },
            due: pending.due,
        }
    });
    lines.collect()
}

/// How somebody stands to handovers at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The handover that waits for them, the one that locks their duty first.
    pub to_take: Option<&'a HandoverHead>,
    /// Their shift that is still to be handed over: signed in to, not given, the latest.
    pub to_give: Option<ShiftId>,
    /// What they gave and nobody has taken yet, the latest.
    pub given: Option<&'a HandoverHead>,
    /// The last one they gave or took that is settled.
    pub last: Option<&'a HandoverHead>,
}

/// How far back a shift that nobody handed over is still offered, in minutes.
const GIVE_WITHIN_MINUTES: i64 = 36 * 60;

/// How `user` stands to handovers at `now`.
pub fn standing(campus: &Campus, user: UserId, now: Stamp) -> Standing<'_> {
    let (handovers, shifts) = (campus.handovers(), campus.shifts());
    let receives = |it: &&HandoverHead| Handovers::is_receiver(it, shifts, user);
    let mine = shifts.all().rev().filter(|(_, it)| {
        let recent = it.starts <= now && now.minutes_since(it.ends) <= GIVE_WITHIN_MINUTES;
        it.person == user && !it.cancelled && it.signed_in.is_some() && recent
    });
    let settled = |it: &&HandoverHead| {
        let took = it.settled.is_some_and(|(who, ..)| who == user);
        matches!(it.state, HandoverState::Accepted | HandoverState::Bypassed) && (it.by == user || took)
    };
    Standing {
        to_take: handovers.locks(shifts, user, now).or_else(|| handovers.waiting().rev().find(receives)),
        // Whoever goes on themselves hands nothing over.
        to_give: mine.map(|(id, _)| id).find(|id| {
            let goes_on = shifts.after(*id).is_some_and(|(_, it)| it.person == user);
            !goes_on && handovers.of_shift(*id).is_none()
        }),
        given: handovers.waiting().rev().find(|it| it.by == user),
        last: handovers.heads().iter().rev().find(settled),
    }
}
