//! All duties of two people shared out anew between them, exactly.
//!
//! Two duties closer than the rest must be of different people, and each of the two keeps the rest now: so the duties fall into chains, in each of
//! which they alternate, and a chain can only stay as it is or be turned over as a whole. (Where the two need different rests, chains are tied by the
//! longer one, and one that the more tired of them could not do as it is does not turn.) What is best is then a knapsack over the chains by
//! the load and the days off that change hands.

use super::chance::Chance;
use super::sheet::Sheet;

/// Most half units and most days off that may change hands.
const MOST_WEIGHT: i64 = 6;
const MOST_OFF: i64 = 3;
/// No way to get there.
const NONE: i64 = i64::MAX / 4;

/// A chain: a part of the list, and what turning it over gives the first person.
struct Chain {
    from: usize,
    to: usize,
    weight: i64,
    off: i64,
    /// What it costs, load aside; and the same with noise.
    cost: i64,
    noisy: i64,
}

/// Kept from one pair to the next, so that memory is asked for once.
#[derive(Default)]
pub(super) struct Pair {
    /// Day, slot, whether it is the second person's.
    list: Vec<(u32, u32, bool)>,
    chains: Vec<Chain>,
    /// After each chain: the least cost by weight and off that changed hands, and whether the chain was turned for it.
    least: Vec<Vec<i64>>,
    turned: Vec<Vec<bool>>,
    flips: Vec<u32>,
}

impl Pair {
    /// Shares the duties of two people out anew, at its best under costs with noise, unless that is dearer than before by more than
    /// `limit`. Returns the work it was.
    pub(super) fn share_out(&mut self, sheet: &mut Sheet<'_>, (p, q): (usize, usize), noise: i64, limit: i64, chance: &mut Chance) -> u64 {
        self.list.clear();
        self.list.extend(sheet.of_person(p).map(|slot| (sheet.day[slot as usize], slot, false)));
        self.list.extend(sheet.of_person(q).map(|slot| (sheet.day[slot as usize], slot, true)));
        self.list.sort_unstable();
        let (most_weight, most_off) = self.find_chains(sheet, (p, q), noise, chance);
        let cells = (2 * most_weight + 1) * (2 * most_off + 1);
        let work = 10 + 3 * self.list.len() as u64 + self.chains.len() as u64 * cells as u64 / 20;
        if self.chains.is_empty() {
            return work;
        }
        let cost = self.knapsack(sheet, (p, q), most_weight, most_off);
        if self.flips.is_empty() || cost > limit {
            return work;
        }
        self.flip(sheet, p, q);
        let n = sheet.n;
        let over = |person: usize| {
            let months = person * n.months..(person + 1) * n.months;
            sheet.off_in[months.clone()].iter().zip(&n.cap[months]).any(|(count, cap)| count > cap)
        };
        if over(p) || over(q) {
            self.flip(sheet, p, q);
        } else {
            sheet.cost += cost;
        }
        work
    }

    fn flip(&self, sheet: &mut Sheet<'_>, p: usize, q: usize) {
        for slot in &self.flips {
            let slot = *slot as usize;
            sheet.set(slot, if sheet.who[slot] as usize == p { q } else { p });
        }
    }

    /// The chains that may be turned over; how much weight and how many days off can change hands.
    fn find_chains(&mut self, sheet: &Sheet<'_>, (p, q): (usize, usize), noise: i64, chance: &mut Chance) -> (i64, i64) {
        let n = sheet.n;
        let gaps = [p, q].map(|person| i64::try_from(n.gap[person]).unwrap_or(i64::MAX));
        let gap = gaps[0].max(gaps[1]);
        let (mut weights, mut offs) = (0, 0);
        self.chains.clear();
        let mut from = 0;
        while from < self.list.len() {
            let mut last = [i64::MIN / 2; 2];
            let (mut to, mut rested) = (from, true);
            while let Some((day, _, second)) = self.list.get(to) {
                let day = i64::from(*day);
                if to > from && day - last[0].max(last[1]) > gap {
                    break;
                }
                rested &= day - last[usize::from(*second)] > gaps[usize::from(!second)];
                last[usize::from(*second)] = day;
                to += 1;
            }
            let mut chain = Chain { from, to, weight: 0, off: 0, cost: 0, noisy: 0 };
            let may = rested
                && self.list[from..to].iter().all(|(day, slot, second)| {
                    let (day, slot) = (*day as usize, *slot as usize);
                    let (giver, taker, sign) = if *second { (q, p, 1) } else { (p, q, -1) };
                    chain.cost += sheet.liking(taker, slot) - sheet.liking(giver, slot);
                    chain.weight += sign * n.weight[day];
                    chain.off += sign * n.off[day];
                    !sheet.pinned[slot] && sheet.may_at(taker, slot) && !n.away[taker * n.days + day]
                });
            if may {
                chain.noisy = chain.cost + chance.cost_below(2 * noise + 1) - noise;
                weights += chain.weight.abs();
                offs += chain.off.abs();
                self.chains.push(chain);
            }
            from = to;
        }
        (weights.min(MOST_WEIGHT), offs.min(MOST_OFF))
    }

    /// Finds what to turn over, leaves it in `flips`, and returns what it costs without noise.
    fn knapsack(&mut self, sheet: &Sheet<'_>, (p, q): (usize, usize), most_weight: i64, most_off: i64) -> i64 {
        let (rows, columns) = (2 * most_weight + 1, 2 * most_off + 1);
        let at = |weight: i64, off: i64| (weight * columns + off) as usize;
        let cells = (rows * columns) as usize;
        let count = self.chains.len();
        if self.least.len() <= count {
            self.least.resize_with(count + 1, Vec::new);
            self.turned.resize_with(count + 1, Vec::new);
        }
        self.least[0].clear();
        self.least[0].resize(cells, NONE);
        self.least[0][at(most_weight, most_off)] = 0;
        for (index, chain) in self.chains.iter().enumerate() {
            let (before, after) = self.least.split_at_mut(index + 1);
            let (before, after) = (&before[index], &mut after[0]);
            after.clear();
            after.extend_from_slice(before);
            let turned = &mut self.turned[index];
            turned.clear();
            turned.resize(cells, false);
            for weight in (-chain.weight).max(0)..rows - chain.weight.max(0) {
                for off in (-chain.off).max(0)..columns - chain.off.max(0) {
                    let cost = before[at(weight, off)] + chain.noisy;
                    let to = at(weight + chain.weight, off + chain.off);
                    if cost < after[to] && before[at(weight, off)] < NONE {
                        after[to] = cost;
                        turned[to] = true;
                    }
                }
            }
        }
        let (mut best, mut end, mut load) = (NONE, 0, 0);
        for weight in 0..rows {
            for off in 0..columns {
                let cost = self.least[count][at(weight, off)];
                if cost >= NONE {
                    continue;
                }
                let (more, more_off) = (weight - most_weight, off - most_off);
                let shift = sheet.shifted(p, more, more_off) + sheet.shifted(q, -more, -more_off);
                if cost + shift < best {
                    (best, end, load) = (cost + shift, at(weight, off), shift);
                }
            }
        }
        self.flips.clear();
        let mut cost = load;
        for (index, chain) in self.chains.iter().enumerate().rev() {
            if self.turned[index][end] {
                cost += chain.cost;
                self.flips.extend(self.list[chain.from..chain.to].iter().map(|(_, slot, _)| *slot));
                end = (end as i64 - chain.weight * columns - chain.off) as usize;
            }
        }
        cost
    }
}
