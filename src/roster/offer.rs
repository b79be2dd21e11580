//! A published roster made fairer, offered with its price: how much nearer the loads come for one duty that changes hands, for two, for four. Nothing of
//! it is done by itself.

use super::chance::{Chance, cooled, part};
use super::diff::Diff;
use super::instance::{Instance, Slot};
use super::repair::Change;
use super::score::{Roster, Score};
use super::sheet::Sheet;

/// Points of Z at which the search begins, and how often that is halved.
const HEAT: i64 = 6;
const HALVINGS: u32 = 4;
/// Pairs looked at that count as one unit of work.
const PAIRS: u64 = 8;
/// Of 8 tries, those that begin at a duty that has changed hands already.
const AGAIN: u64 = 3;

/// One way to make a roster fairer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The duties that would change hands, in order.
    pub changes: Vec<Change>,
    /// The roster as it is.
    pub before: Score,
    /// The roster as it would be: its spread is less, its Z no more.
    pub after: Score,
}

/// Ways to make a roster fairer, the one with the fewest changes first: each further one has more changes (at most 1, 2, 4, 8 … and `most_changes`)
/// and a smaller spread; of the same spread the one with fewer changes. `movable` says which duties may change hands: not the past, nothing that
/// somebody relies on. `budget` is work in units of about 50 ns. The same question has the same answer on every machine.
#[must_use]
pub fn offers(instance: &Instance, roster: &Roster, movable: &dyn Fn(Slot) -> bool, most_changes: usize, budget: u64) -> Vec<Offer> {
    let mut search = Search::new(instance, roster, movable);
    let start = search.sheet.roster();
    let before = Score::of(instance, &start);
    let mut found: Vec<Offer> = Vec::new();
    let levels: Vec<usize> = (0..usize::BITS).map(|bit| 1 << bit).take_while(|limit| *limit < most_changes).chain([most_changes]).collect();
    for (at, limit) in levels.iter().enumerate().filter(|it| *it.1 > 0) {
        search.until = budget / levels.len() as u64 * (at as u64 + 1);
        search.descend(*limit);
        search.wander(*limit);
        search.sheet.restore(&search.best.clone(), search.best_key.2);
        search.recount();
        let after = search.sheet.roster();
        let diff = Diff::between(instance, &start, &after);
        let change = |it: &super::diff::Moved| it.after.map(|to| Change { slot: it.slot, from: it.before, to });
        let offer = Offer { changes: diff.moved.iter().filter_map(change).collect(), before, after: Score::of(instance, &after) };
        if offer.after.spread < found.last().map_or(before.spread, |it| it.after.spread) {
            found.push(offer);
        }
    }
    found
}

/// What is better: spread, then duties that changed hands, then cost.
type Key = (i64, usize, i64);

struct Search<'a> {
    sheet: Sheet<'a>,
    base: Vec<u32>,
    base_cost: i64,
    /// Duties that may change hands, and those that have.
    free: Vec<usize>,
    changed: Vec<usize>,
    best: Vec<u32>,
    best_key: Key,
    worked: u64,
    until: u64,
    chance: Chance,
}

/// Duties and who is to have them.
type Step = [Option<(usize, usize)>; 2];

impl<'a> Search<'a> {
    fn new(n: &'a Instance, roster: &Roster, movable: &dyn Fn(Slot) -> bool) -> Self {
        let sheet = Sheet::of(n, roster);
        let may = |slot: &usize| sheet.who[*slot] as usize != n.people && movable(Slot(*slot as u32));
        let free: Vec<usize> = (0..n.slots()).filter(may).collect();
        let best_key = (sheet.spread(&[]), 0, sheet.cost);
        let (base, base_cost) = (sheet.who.clone(), sheet.cost);
        let best = base.clone();
        Self { sheet, base, base_cost, free, changed: Vec::new(), best, best_key, worked: 0, until: 0, chance: Chance::new(1) }
    }

    fn recount(&mut self) {
        let (base, who) = (&self.base, &self.sheet.who);
        self.changed = self.free.iter().copied().filter(|slot| base[*slot] != who[*slot]).collect();
    }

    /// How many duties will have changed hands after a step.
    fn after(&self, step: &Step) -> usize {
        let mut count = self.changed.len();
        for (slot, person) in step.iter().flatten() {
            let (was, will) = (self.sheet.who[*slot] != self.base[*slot], *person as u32 != self.base[*slot]);
            count = count + usize::from(will) - usize::from(was);
        }
        count
    }

    fn apply(&mut self, step: &Step, cost: i64) {
        for (slot, person) in step.iter().flatten() {
            self.sheet.set(*slot, *person);
            self.changed.retain(|it| it != slot);
            if *person as u32 != self.base[*slot] {
                self.changed.push(*slot);
            }
        }
        self.sheet.cost += cost;
        if self.sheet.cost > self.base_cost || self.changed.is_empty() {
            return;
        }
        let key = (self.sheet.spread(&[]), self.changed.len(), self.sheet.cost);
        if key < self.best_key {
            self.best_key = key;
            self.best.copy_from_slice(&self.sheet.who);
        }
    }

    /// What it costs to give a duty to somebody, if it may be.
    fn given(&self, slot: usize, to: usize) -> Option<(i64, Step)> {
        let cost = self.sheet.gain(to, slot)? + self.sheet.lose(self.sheet.who[slot] as usize, slot);
        Some((cost, [Some((slot, to)), None]))
    }

    /// What it costs to exchange two duties, if it may be.
    fn exchanged(&self, one: usize, two: usize) -> Option<(i64, Step)> {
        let (p, q) = (self.sheet.who[one] as usize, self.sheet.who[two] as usize);
        if p == q {
            return None;
        }
        let cost = self.sheet.exchange(p, one, two)? + self.sheet.exchange(q, two, one)?;
        Some((cost, [Some((one, q)), Some((two, p))]))
    }

    /// What it costs to give a duty to somebody who hands one of theirs on to a third, if it may be.
    fn handed_on(&self, slot: usize, own: usize, third: usize) -> Option<(i64, Step)> {
        let (giver, taker) = (self.sheet.who[slot] as usize, self.sheet.who[own] as usize);
        if third == giver || third == taker || giver == taker {
            return None;
        }
        let cost = self.sheet.exchange(taker, own, slot)? + self.sheet.gain(third, own)? + self.sheet.lose(giver, slot);
        Some((cost, [Some((slot, taker)), Some((own, third))]))
    }

    /// The best single step again and again, as long as there is one and work is left.
    fn descend(&mut self, limit: usize) {
        while self.worked < self.until {
            let Some((cost, step)) = self.best_step(limit).filter(|it| it.0 < 0) else { return };
            self.apply(&step, cost);
        }
    }

    fn best_step(&mut self, limit: usize) -> Option<(i64, Step)> {
        let n = self.sheet.n;
        let mut best: Option<(i64, Step)> = None;
        let mut pairs = 0;
        let mut keep = |found: Option<(i64, Step)>| {
            pairs += 1;
            if let Some(found) = found.filter(|it| best.is_none_or(|best| it.0 < best.0) && self.after(&it.1) <= limit) {
                best = Some(found);
            }
        };
        for (at, slot) in self.free.iter().enumerate() {
            let of_site = n.of_site[self.sheet.site[*slot] as usize].iter().map(|person| *person as usize);
            of_site.for_each(|person| keep(self.given(*slot, person)));
            if limit > 1 {
                // Duties that weigh the same make nobody's load another.
                let weight = |slot: usize| n.weight[self.sheet.day[slot] as usize];
                let others = self.free[at + 1..].iter().filter(|other| weight(**other) != weight(*slot));
                others.for_each(|other| keep(self.exchanged(*slot, *other)));
            }
        }
        self.worked += 1 + pairs / PAIRS;
        best
    }

    /// Single steps by chance, the dearer ones ever more seldom.
    fn wander(&mut self, limit: usize) {
        let (n, from) = (self.sheet.n, self.worked);
        if self.free.is_empty() {
            return;
        }
        while self.worked < self.until {
            let share = (self.worked - from) * 65_536 / (self.until - from);
            self.worked += 1;
            let word = self.chance.next();
            let again = word & 7 < AGAIN && !self.changed.is_empty();
            let list = if again { &self.changed } else { &self.free };
            let slot = list[part((word >> 32) as u32, list.len())];
            let of_site = &n.of_site[self.sheet.site[slot] as usize];
            let Some(taker) = of_site.get(self.chance.below(of_site.len())).map(|it| *it as usize) else { continue };
            // A duty that may not change hands is not free; `free` is in order.
            let own = self.sheet.any_of(taker, (word >> 5) as u32).filter(|own| self.free.binary_search(own).is_ok());
            let found = match (word >> 3 & 3, own) {
                (0, _) => self.given(slot, taker),
                (1, Some(own)) => self.exchanged(slot, own),
                (_, Some(own)) => {
                    let of_site = &n.of_site[self.sheet.site[own] as usize];
                    let third = of_site.get(self.chance.below(of_site.len()));
                    third.and_then(|third| self.handed_on(slot, own, *third as usize))
                }
                (_, None) => None,
            };
            let limit_cost = self.chance.patience(cooled(HEAT * n.shares, HALVINGS, share as u32));
            if let Some((cost, step)) = found.filter(|it| it.0 <= limit_cost && self.after(&it.1) <= limit) {
                self.apply(&step, cost);
            }
        }
    }
}
