//! What publishing a draft would do, and how lost duties of a published schedule are filled.

use super::plan::{NIGHTS_LIMIT, Plan, Rota, Unplannable};
use super::{Mended, repair_all};
use crate::campus::{Campus, Day, DraftHead, Shift, ShiftAct, ShiftId, Stamp, TurnMoved};

/// What publishing a draft would do (发布差异).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publication {
    /// Published shifts that the draft does not have.
    pub recalled: Vec<ShiftId>,
    /// Shifts that are new.
    pub added: Vec<Shift>,
    /// Published shifts that stay as they are.
    pub kept: Vec<ShiftId>,
    /// Seats of the draft that came too late: their nights have begun.
    pub past: usize,
}

impl Publication {
    /// The act that does it.
    pub fn act(&self, draft: &DraftHead) -> ShiftAct {
        ShiftAct::DraftPublished { draft: draft.seq, recalled: self.recalled.clone(), added: self.added.clone() }
    }
}

/// What publishing a draft at `now` would do. Shifts of the same person at the same post on the same night stay, with their ids, even where the hours
/// of the presets have changed meanwhile; what has begun is never touched.
pub fn publication(campus: &Campus, draft: &DraftHead, now: Stamp) -> Publication {
    let rules = &campus.presets().rules().schedule;
    let mut out = Publication::default();
    let within = |it: &Shift| draft.from <= it.day && it.day <= draft.until;
    let mut standing: Vec<(ShiftId, &Shift)> = campus.shifts().all().filter(|(_, it)| !it.cancelled && within(it)).collect();
    for (seat, it) in &draft.seats {
        let same = |(_, shift): &(ShiftId, &Shift)| (shift.day, shift.post, shift.person) == (seat.day, seat.post, it.person);
        if let Some(at) = standing.iter().position(same) {
            out.kept.push(standing.swap_remove(at).0);
            continue;
        }
        let (starts, ends) = rules.hours(seat.day, campus.zone());
        if starts <= now {
            out.past += 1;
            continue;
        }
        let (day, post, person) = (seat.day, seat.post, it.person);
        out.added.push(Shift { day, post, person, starts, ends, signed_in: None, signed_out: None, cancelled: false });
    }
    let (begun, open): (Vec<_>, Vec<_>) = standing.into_iter().partition(|(_, it)| it.starts <= now || it.signed_in.is_some());
    out.kept.extend(begun.into_iter().map(|(id, _)| id));
    out.recalled = open.into_iter().map(|(id, _)| id).collect();
    out.kept.sort_unstable();
    out.recalled.sort_unstable();
    out
}

/// How one lost duty would be filled, by one to three changes of hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftRepair {
    /// The lost duty.
    pub lost: ShiftId,
    /// What changes hands, the lost duty first.
    pub turns: Vec<TurnMoved>,
    /// It holds only if somebody rests less than the rules say, or has more days off taken.
    pub bends: bool,
}

/// Whether a repair may bend the rules of rest where nobody is left within them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// They are kept; what nobody can have then stays empty.
    Kept,
    /// They are bent as little as it takes: an emergency.
    Bent,
}

/// How lost duties would be filled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// In the order they are to be done; they only hold together.
    pub repairs: Vec<ShiftRepair>,
    /// Duties that nobody can have.
    pub unfilled: Vec<ShiftId>,
}

impl Repairs {
    /// All changes of hands as one, each duty from whom it is now to whom it is in the end.
    pub fn turns(&self) -> Vec<TurnMoved> {
        let mut turns: Vec<TurnMoved> = Vec::new();
        for it in self.repairs.iter().flat_map(|it| &it.turns) {
            match turns.iter_mut().find(|turn| turn.shift == it.shift) {
                Some(turn) => turn.to = it.to,
                None => turns.push(*it),
            }
        }
        turns.retain(|it| it.from != it.to);
        turns
    }
}

/// Nights before and after the lost duties that are looked at for chains and for what is fair.
const MARGIN: i32 = 31;

/// How published duties that are lost are filled with the fewest changes: directly, else by a chain of two, else of three. What has begun is not
/// touched; whoever has a lost duty now has no part in filling it. Where the rules of rest leave nobody, `rest` says whether they may be bent: a night
/// of rest less, two less and so on, and at last the limit of days off.
///
/// # Errors
/// [`Unplannable`] if the rota of a lost duty cannot be planned at all.
pub fn repair_shifts(campus: &Campus, lost: &[ShiftId], now: Stamp, rest: Rest) -> Result<Repairs, Unplannable> {
    let mut out = Repairs::default();
    for rota in Rota::ALL {
        let of_rota = |id: &&ShiftId| campus.shifts().get(**id).is_some_and(|it| !it.cancelled && rota.holds(it.post));
        let lost: Vec<ShiftId> = lost.iter().filter(of_rota).copied().collect();
        let days = || lost.iter().filter_map(|id| campus.shifts().get(*id)).map(|it| it.day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else { continue };
        repair_rota(campus, rota, &lost, (first, last), (now, rest), &mut out)?;
    }
    Ok(out)
}

fn repair_rota(
    campus: &Campus,
    rota: Rota,
    lost: &[ShiftId],
    (first, last): (Day, Day),
    (now, rest): (Stamp, Rest),
    out: &mut Repairs,
) -> Result<(), Unplannable> {
    let until = last.plus(MARGIN).min(first.plus(NIGHTS_LIMIT - MARGIN - 1));
    let plan = Plan::of(campus, rota, first.plus(-MARGIN), until, None, now)?;
    let shifts = plan.shifts(campus);
    let slot_of = |id: ShiftId| shifts.iter().find(|(_, it)| **it == id).map(|(slot, _)| *slot);
    // Of several people's duties each is mended for itself, so that nobody is left out of another's.
    let mut holders: Vec<_> = lost.iter().filter_map(|id| campus.shifts().get(*id)).map(|it| it.person).collect();
    holders.sort_unstable();
    holders.dedup();
    let mut roster = plan.roster_of_shifts(campus);
    let mut rules = vec![(plan.instance.clone(), false)];
    if rest == Rest::Bent {
        rules.extend((0..plan.instance.most_rest()).rev().map(|rest| (plan.instance.bent(rest, false), true)));
        rules.push((plan.instance.bent(0, true), true));
    }
    for holder in holders {
        let mine = |id: &&ShiftId| campus.shifts().get(**id).is_some_and(|it| it.person == holder);
        let slots: Vec<_> = lost.iter().filter(mine).filter_map(|id| slot_of(*id)).collect();
        let fixed = |slot| {
            let shift = shifts.get(&slot).and_then(|id| campus.shifts().get(*id));
            shift.is_none_or(|it| it.starts <= now || it.signed_in.is_some())
        };
        let mut left = slots;
        for (instance, bends) in &rules {
            if left.is_empty() {
                break;
            }
            let Mended { repairs, unfilled, roster: after } = repair_all(instance, &roster, &left, plan.number(holder), &fixed);
            for repair in repairs {
                let turn = |change: &super::Change| {
                    let shift = *shifts.get(&change.slot)?;
                    let from = change.from.and_then(|it| plan.person(it)).unwrap_or(holder);
                    Some(TurnMoved { shift, from, to: plan.person(change.to)? })
                };
                let turns: Vec<TurnMoved> = repair.changes.iter().filter_map(turn).collect();
                if let Some(first) = turns.first() {
                    out.repairs.push(ShiftRepair { lost: first.shift, turns, bends: *bends });
                }
            }
            left = unfilled;
            roster = after;
        }
        out.unfilled.extend(left.into_iter().filter_map(|slot| shifts.get(&slot).copied()));
    }
    Ok(())
}
