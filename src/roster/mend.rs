//! Several duties are lost at once, as when somebody falls ill for two weeks.

use super::instance::{Instance, Slot};
use super::repair::{Repair, best};
use super::score::Roster;
use super::sheet::Sheet;

/// How far lost duties can be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The repairs in the order in which they were found; a later one may move what an earlier one moved, so they only hold together.
    pub repairs: Vec<Repair>,
    /// What nobody can have, in order.
    pub unfilled: Vec<Slot>,
    /// The roster after all of it.
    pub roster: Roster,
}

/// Fills lost duties one after another, always the one with the fewest left to take it. `without` is to have no part in it, `fixed` says which other
/// slots may not be touched. Somebody who is only away for some days is better left out by a leave in the instance than by `without`.
#[must_use]
pub fn repair_all(instance: &Instance, roster: &Roster, lost: &[Slot], without: Option<u32>, fixed: &dyn Fn(Slot) -> bool) -> Mended {
    let mut sheet = Sheet::of(instance, roster);
    let nobody = sheet.nobody();
    let mut open: Vec<usize> = lost.iter().filter(|slot| instance.is_open(**slot)).map(|slot| slot.0 as usize).collect();
    open.sort_unstable();
    open.dedup();
    for slot in &open {
        let was = sheet.who[*slot] as usize;
        if was != nobody {
            sheet.cost += sheet.lose(was, *slot);
            sheet.set(*slot, nobody);
        }
    }
    for (index, pinned) in sheet.pinned.iter_mut().enumerate() {
        *pinned |= fixed(Slot(index as u32));
    }
    let mut repairs = Vec::new();
    let takers = |sheet: &Sheet<'_>, slot: usize| {
        let of_site = instance.of_site[sheet.site[slot] as usize].iter();
        of_site.filter(|person| Some(**person) != without && sheet.gain(**person as usize, slot).is_some()).count()
    };
    let mut unfilled = Vec::new();
    while let Some((at, _)) = open.iter().enumerate().min_by_key(|(_, slot)| (takers(&sheet, **slot), **slot)) {
        let slot = open.swap_remove(at);
        match best(&sheet, slot, without) {
            Some(repair) => {
                sheet.cost += repair.cost;
                repair.changes.iter().for_each(|change| sheet.set(change.slot.0 as usize, change.to as usize));
                repairs.push(repair.from(roster));
                // What could not be filled before may be possible now.
                open.append(&mut unfilled);
            }
            None => unfilled.push(slot),
        }
    }
    unfilled.sort_unstable();
    Mended { repairs, unfilled: unfilled.into_iter().map(|slot| Slot(slot as u32)).collect(), roster: sheet.roster() }
}
