//! The first roster: slot by slot to whom it costs least, days off first, as they are hardest to share.

use super::chance::Chance;
use super::sheet::Sheet;

/// Fills what can be filled without moving anything.
pub(super) fn greedy(sheet: &mut Sheet<'_>, chance: &mut Chance) {
    let n = sheet.n;
    let mut order: Vec<usize> = (0..n.slots()).filter(|slot| sheet.who[*slot] as usize == n.people && !sheet.pinned[*slot]).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, chance.below(at + 1));
    }
    order.sort_by_key(|slot| n.off[sheet.day[*slot] as usize] == 0);
    for slot in order {
        let of_site = &n.of_site[sheet.site[slot] as usize];
        let prices = of_site.iter().filter_map(|person| sheet.gain(*person as usize, slot).map(|cost| (cost, *person)));
        if let Some((cost, person)) = prices.min() {
            sheet.set(slot, person as usize);
            sheet.cost += cost;
        }
    }
}

/// Most tries of [`exhaustive`].
const TRIES: u32 = 5_000;
/// Most slots times people of a case for which it is tried.
const SMALL: usize = 4_000;

/// Fills everything from the beginning by trying in earnest, the slot with the fewest left to choose from first. What it leaves is either full
/// and keeps the rules, or as it was: for small cases it is the last word on whether there is such a roster.
pub(super) fn exhaustive(sheet: &mut Sheet<'_>) -> bool {
    if sheet.n.slots() * sheet.n.people > SMALL {
        return false;
    }
    let kept = (sheet.who.clone(), sheet.cost);
    let mut open: Vec<usize> = (0..sheet.n.slots()).filter(|slot| !sheet.pinned[*slot]).collect();
    let nobody = sheet.nobody();
    for slot in &open {
        let was = sheet.who[*slot] as usize;
        if was != nobody {
            sheet.cost += sheet.lose(was, *slot);
            sheet.set(*slot, nobody);
        }
    }
    let mut tries = TRIES;
    if deepen(sheet, &mut open, &mut tries) {
        return true;
    }
    sheet.restore(&kept.0, kept.1);
    false
}

fn deepen(sheet: &mut Sheet<'_>, open: &mut Vec<usize>, tries: &mut u32) -> bool {
    let takers = |sheet: &Sheet<'_>, slot: usize| {
        let of_site = &sheet.n.of_site[sheet.site[slot] as usize];
        let mut takers: Vec<(i64, u32)> = of_site.iter().filter_map(|it| sheet.gain(*it as usize, slot).map(|cost| (cost, *it))).collect();
        takers.sort_unstable();
        takers
    };
    let Some((at, _)) = open.iter().enumerate().min_by_key(|(_, slot)| takers(sheet, **slot).len()) else { return true };
    let slot = open.swap_remove(at);
    for (cost, person) in takers(sheet, slot) {
        if *tries == 0 {
            break;
        }
        *tries -= 1;
        sheet.set(slot, person as usize);
        sheet.cost += cost;
        if deepen(sheet, open, tries) {
            return true;
        }
        sheet.set(slot, sheet.nobody());
        sheet.cost -= cost;
    }
    open.push(slot);
    false
}
