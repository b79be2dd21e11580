//! Simulated annealing with small moves: one duty given away, two exchanged, three in a ring, or one handed on. It makes the greedy roster
//! full and roughly fair; the fine work is that of [`super::exact`].

use super::chance::{Chance, cooled, part};
use super::run::Run;
use super::sheet::Sheet;

/// Points of Z at which it begins, and how often that is halved until the end.
const HEAT: i64 = 8;
const HALVINGS: u32 = 3;
/// What it gains to fill a slot: more than anything else can cost.
const FILLED: i64 = 1 << 55;
/// Moves between two looks at the budget.
const STRETCH: u64 = 10_000;

/// Of 1024 moves, those that give a duty away; then rings of three; then duties handed on. The rest exchange two.
const GIVEN: u64 = 100;
const RING: u64 = 300;
const HANDED_ON: u64 = 400;
/// Of 256 moves, those that stay within a class of days; those that may leave home.
const SAME_CLASS: u64 = 205;
const AWAY: u64 = 77;

/// The share of the budget, of 65,536, for getting the roster full where that is hard.
const PATIENT: u32 = 24_000;

/// Works until this share (of 65,536) of the budget is used; longer, and hot, while there are empty slots.
pub(super) fn anneal(run: &mut Run<'_>, sheet: &mut Sheet<'_>, chance: &mut Chance, until: u32) {
    let shares = sheet.n.shares;
    run.note(sheet);
    let mut filled = false;
    while let Some(share) = run.share().filter(|it| *it < until || !filled && *it < PATIENT) {
        let halvings = if share < until { HALVINGS } else { 0 };
        let heat = cooled(HEAT * shares, halvings, (u64::from(share) * 65_536 / u64::from(until)).min(65_536) as u32);
        for _ in 0..STRETCH {
            if step(sheet, chance, heat) {
                run.note(sheet);
            }
        }
        run.work(STRETCH);
        filled |= sheet.unfilled == 0;
    }
}

/// One move; whether anything changed.
fn step(sheet: &mut Sheet<'_>, chance: &mut Chance, heat: i64) -> bool {
    let nobody = sheet.nobody();
    let word = chance.next();
    let kind = word & 1023;
    let (may_leave, same) = (word >> 10 & 255 < AWAY, word >> 18 & 255 < SAME_CLASS);
    let mut slot = part((word >> 32) as u32, sheet.who.len());
    if sheet.unfilled > 0 && word >> 26 & 7 == 0 {
        slot = sheet.any_of(nobody, chance.next() as u32).unwrap_or(slot);
    }
    if sheet.pinned[slot] {
        return false;
    }
    let person = sheet.who[slot] as usize;
    let words = chance.next();
    let Some(taker) = pick(sheet, slot, may_leave, words as u32) else { return false };
    if taker == person {
        return false;
    }
    let limit = chance.patience(heat);
    // What it costs the one who has the slot to be without it.
    let rid = |sheet: &Sheet<'_>| if person == nobody { -FILLED } else { sheet.lose(person, slot) };
    let apply = |sheet: &mut Sheet<'_>, cost: i64, moves: &[(usize, usize)]| {
        if cost > limit {
            return false;
        }
        sheet.cost += if person == nobody { cost + FILLED } else { cost };
        moves.iter().for_each(|(slot, person)| sheet.set(*slot, *person));
        true
    };
    if kind < GIVEN || person == nobody && kind < 512 {
        let Some(gained) = sheet.gain(taker, slot) else { return false };
        let cost = gained + rid(sheet);
        return apply(sheet, cost, &[(slot, taker)]);
    }
    let class = sheet.n.class[sheet.day[slot] as usize];
    let choose = |sheet: &Sheet<'_>, of: usize, word: u32| {
        let chosen = if same { sheet.any_of_class(of, class, word) } else { sheet.any_of(of, word) };
        chosen.filter(|it| !sheet.pinned[*it])
    };
    let Some(second) = choose(sheet, taker, (words >> 32) as u32) else { return false };
    let Some(first_cost) = sheet.exchange(taker, second, slot) else { return false };
    if kind >= HANDED_ON && person != nobody {
        let Some(cost) = sheet.exchange(person, slot, second) else { return false };
        return apply(sheet, first_cost + cost, &[(slot, taker), (second, person)]);
    }
    let words = chance.next();
    let Some(third) = pick(sheet, second, may_leave, words as u32) else { return false };
    if third == person || third == taker {
        return false;
    }
    if kind >= RING || person == nobody {
        let Some(gained) = sheet.gain(third, second) else { return false };
        let cost = first_cost + gained + rid(sheet);
        return apply(sheet, cost, &[(slot, taker), (second, third)]);
    }
    let Some(last) = choose(sheet, third, (words >> 32) as u32) else { return false };
    let Some(second_cost) = sheet.exchange(third, last, second) else { return false };
    let Some(last_cost) = sheet.exchange(person, slot, last) else { return false };
    apply(sheet, first_cost + second_cost + last_cost, &[(slot, taker), (second, third), (last, person)])
}

/// Somebody who may serve at the site of a slot, mostly of those who belong there.
#[inline]
fn pick(sheet: &Sheet<'_>, slot: usize, may_leave: bool, word: u32) -> Option<usize> {
    let site = sheet.site[slot] as usize;
    let home = &sheet.n.at_home[site];
    let list = if may_leave || home.is_empty() { &sheet.n.of_site[site] } else { home };
    list.get(part(word, list.len())).map(|it| *it as usize)
}
