//! The acts of a life read with nothing but loops, for whoever recounts.

use crate::campus::{
    Act, BuildingId, Campus, ChangeAct, Day, Entry, RoomId, RoundAct, Seq, Shift, ShiftAct, Stamp, TalkAct, TurnMoved, UserId,
};
use std::collections::{BTreeMap, BTreeSet};

/// An act with its number, its time and who did it.
pub(super) type Done<'a> = (Seq, Stamp, UserId, &'a Act);

/// The acts themselves, those inside an undo as well, one level deep as they are applied.
pub(super) fn plain(entries: &[Entry]) -> Vec<Done<'_>> {
    let inner = |it: &'_ Act| -> bool { !matches!(it, Act::Undone { .. }) };
    entries
        .iter()
        .filter_map(|it| match &it.act {
            Act::Undone { by, .. } => inner(by).then_some((it.seq, it.at, it.by, &**by)),
            act => Some((it.seq, it.at, it.by, act)),
        })
        .collect()
}

/// Rooms: the last hand on each that still stands.
pub(super) fn marks(acts: &[Done<'_>]) -> BTreeMap<(Day, BuildingId, i8, RoomId), UserId> {
    let mut marks = BTreeMap::new();
    for (_, _, by, act) in acts {
        let Act::Round(RoundAct::Marked { day, building, floor, changes, .. }) = act else { continue };
        for it in changes {
            let Some(room) = it.after.as_ref().or(it.before.as_ref()).map(|it| it.room) else { continue };
            let key = (*day, *building, *floor, room);
            match it.after {
                Some(_) => drop(marks.insert(key, *by)),
                None => drop(marks.remove(&key)),
            }
        }
    }
    marks
}

/// The shifts as they stand in the end. Which turns an approved change moves stands in its head.
pub(super) fn shifts(campus: &Campus, acts: &[Done<'_>]) -> Vec<Shift> {
    let mut all: Vec<Shift> = Vec::new();
    let moved = |all: &mut Vec<Shift>, turns: &[TurnMoved]| {
        for turn in turns {
            if let Some(it) = all.get_mut(turn.shift.index()) {
                (it.person, it.signed_in) = (turn.to, None);
            }
        }
    };
    for (_, _, _, act) in acts {
        match act {
            Act::Shift(ShiftAct::Published(added)) => all.extend(added.iter().cloned()),
            Act::Shift(ShiftAct::Recalled(ids)) => ids.iter().for_each(|id| all[id.index()].cancelled = true),
            Act::Shift(ShiftAct::DraftPublished { recalled, added, .. }) => {
                recalled.iter().for_each(|id| all[id.index()].cancelled = true);
                all.extend(added.iter().cloned());
            }
            Act::Shift(ShiftAct::SignedIn { shift, at }) => all[shift.index()].signed_in = Some(*at),
            Act::Shift(ShiftAct::Reassigned { turns, .. }) => moved(&mut all, turns),
            Act::Change(ChangeAct::Approved { change }) => {
                let turns = campus.changes().get(*change).map(|it| it.turns().to_vec()).unwrap_or_default();
                moved(&mut all, &turns);
            }
            _ => {}
        }
    }
    all
}

/// The rounds that were walked to their end, by night and whose they were.
pub(super) fn rounds(acts: &[Done<'_>]) -> Vec<(Day, UserId)> {
    let mut all = Vec::new();
    for (seq, _, by, act) in acts {
        let Act::Round(RoundAct::Begun(begun)) = act else { continue };
        let (mut ended, mut off) = (false, false);
        for (_, _, _, act) in acts {
            match act {
                Act::Round(RoundAct::Ended { round, .. }) if round == seq => ended = true,
                Act::Round(RoundAct::Resumed { round }) if round == seq => ended = false,
                Act::Round(RoundAct::CalledOff { round, .. }) if round == seq => off = true,
                _ => {}
            }
        }
        if ended && !off {
            all.push((begun.day, *by));
        }
    }
    all
}

/// The follow-ups somebody promised in talks that stand: of which talk, for which day, and when it was kept or given up.
pub(super) fn followups(acts: &[Done<'_>], whose: UserId) -> Vec<(Seq, Day, Option<Stamp>)> {
    let mut all = Vec::new();
    for (seq, _, _, act) in acts.iter().filter(|(_, _, by, _)| *by == whose) {
        let Act::Talk(act) = act else { continue };
        let Some(promised) = act.logged().and_then(|it| it.followup) else { continue };
        let (mut settled, mut stands, mut answering) = (None, true, BTreeSet::new());
        for (later, at, _, act) in acts.iter().filter(|(later, ..)| later > seq) {
            let Act::Talk(act) = act else { continue };
            if let Some(answer) = act.logged().filter(|it| it.answers == Some(*seq)) {
                settled = Some(answer.held);
                answering.insert(*later);
            }
            match act {
                TalkAct::Closed { talk, .. } | TalkAct::ClosedSealed { talk, .. } if talk == seq => settled = Some(*at),
                TalkAct::Reopened { talk } if talk == seq => settled = None,
                TalkAct::Withdrawn { talk, .. } if talk == seq => stands = false,
                // The promise stands again once the last talk that kept it is taken back.
                TalkAct::Withdrawn { talk, .. } if answering.remove(talk) && answering.is_empty() => settled = None,
                _ => {}
            }
        }
        if stands {
            all.push((*seq, promised, settled));
        }
    }
    all
}
