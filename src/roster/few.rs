//! Some duties of a few people shared out anew among them, exactly, by branch and bound.

use super::chance::Chance;
use super::instance::{PER_LOAD, PER_OFF};
use super::sheet::Sheet;

/// Most people at once.
pub(super) const MOST: usize = 4;
/// Most branches of one search; what is best until then is taken.
const BRANCHES: u64 = 1000;
/// The price of what may not be.
const NEVER: i64 = i64::MAX / 64;

type Each = [i64; MOST];

/// Kept from one group to the next, so that memory is asked for once.
#[derive(Default)]
pub(super) struct Few {
    /// Day, slot, and whose it is.
    list: Vec<(u32, u32, u8)>,
    /// The price of each duty for each person, and the least that all from here on can cost.
    prices: Vec<Each>,
    least: Vec<i64>,
    /// By person and month: days off that are still allowed.
    offs_left: Vec<i32>,
    now: Vec<u8>,
    best: Vec<u8>,
    best_cost: i64,
    branches: u64,
}

/// Load and days off of each person without the duties that are shared out (times `shares`, less the fair ones), and the least that sharing them out can cost.
struct Loads {
    people: usize,
    shares: i64,
    load: Each,
    off: Each,
    /// Free nights that each needs.
    gap: Each,
    least: i64,
}

impl Loads {
    /// What so much more on top of `base` costs.
    fn cost(&self, per: i64, base: i64, more: i64) -> i64 {
        per * more * (2 * base + self.shares * more)
    }

    fn total(&self, weight: &Each, off: &Each) -> i64 {
        (0..self.people).map(|i| self.cost(PER_LOAD, self.load[i], weight[i]) + self.cost(PER_OFF, self.off[i], off[i])).sum()
    }

    /// The least cost of units shared out freely, from how they are shared now: units move one by one while that gains.
    fn floor(&self, per: i64, base: &Each, mut units: Each) -> i64 {
        let step = |i: usize, units: &Each, by: i64| self.cost(per, base[i], units[i] + by) - self.cost(per, base[i], units[i]);
        loop {
            let less = (0..self.people).filter(|i| units[*i] > 0).min_by_key(|i| step(*i, &units, -1));
            let more = (0..self.people).min_by_key(|i| step(*i, &units, 1));
            match (less, more) {
                (Some(less), Some(more)) if less != more && step(less, &units, -1) + step(more, &units, 1) < 0 => {
                    units[less] -= 1;
                    units[more] += 1;
                }
                _ => return (0..self.people).map(|i| self.cost(per, base[i], units[i])).sum(),
            }
        }
    }
}

/// Where a branch stands.
#[derive(Clone, Copy)]
struct Branch {
    cost: i64,
    last: [i32; MOST],
    weight: Each,
    off: Each,
}

impl Few {
    /// Shares out anew at most `most` duties (a stretch of them) of these people, at its best under costs with noise, unless that is dearer than before
    /// by more than `limit`. Returns the work it was.
    pub(super) fn share_out(
        &mut self,
        sheet: &mut Sheet<'_>,
        group: &[usize],
        most: usize,
        (noise, limit): (i64, i64),
        chance: &mut Chance,
    ) -> u64 {
        let n = sheet.n;
        self.list.clear();
        for (index, person) in group.iter().enumerate() {
            let free = sheet.of_person(*person).filter(|slot| !sheet.pinned[*slot as usize]);
            self.list.extend(free.map(|slot| (sheet.day[slot as usize], slot, index as u8)));
        }
        self.list.sort_unstable();
        if self.list.len() > most {
            let from = chance.below(self.list.len() - most + 1);
            self.list.drain(..from);
            self.list.truncate(most);
        }
        let count = self.list.len();
        let setup = 20 + 4 * count as u64;
        let (mut weight, mut off) = ([0; MOST], [0; MOST]);
        let mut loads = Loads { people: group.len(), shares: n.shares, load: [0; MOST], off: [0; MOST], gap: [0; MOST], least: 0 };
        self.offs_left.clear();
        for person in group {
            let months = person * n.months..(person + 1) * n.months;
            self.offs_left.extend(sheet.off_in[months.clone()].iter().zip(&n.cap[months]).map(|(count, cap)| cap - count));
        }
        for (day, _, index) in &self.list {
            let (day, index) = (*day as usize, usize::from(*index));
            weight[index] += n.weight[day];
            off[index] += n.off[day];
            self.offs_left[index * n.months + n.month[day]] += n.off[day] as i32;
        }
        for (index, person) in group.iter().enumerate() {
            loads.load[index] = sheet.load[*person] - n.shares * weight[index];
            loads.off[index] = sheet.off[*person] - n.shares * off[index];
            loads.gap[index] = i64::try_from(n.gap[*person]).unwrap_or(i64::MAX);
        }
        let before = loads.total(&weight, &off);
        loads.least = loads.floor(PER_LOAD, &loads.load, weight) + loads.floor(PER_OFF, &loads.off, off);
        let Some((liked, noisy)) = self.price(sheet, group, noise, chance) else { return setup };
        self.best.clear();
        self.best.extend(self.list.iter().map(|it| it.2));
        self.now.clear();
        self.now.resize(count, 0);
        self.best_cost = before + noisy;
        self.branches = 0;
        if self.least[0] + loads.least < self.best_cost {
            let root = Branch { cost: 0, last: [i32::MIN / 2; MOST], weight: [0; MOST], off: [0; MOST] };
            self.branch(sheet, &loads, 0, root);
        }
        let (mut weight, mut off, mut after) = ([0; MOST], [0; MOST], 0);
        for ((day, slot, _), index) in self.list.iter().zip(&self.best) {
            let index = usize::from(*index);
            after += sheet.liking(group[index], *slot as usize);
            weight[index] += n.weight[*day as usize];
            off[index] += n.off[*day as usize];
        }
        let cost = after + loads.total(&weight, &off) - liked - before;
        if cost <= limit {
            for ((_, slot, _), index) in self.list.iter().zip(&self.best) {
                sheet.set(*slot as usize, group[usize::from(*index)]);
            }
            sheet.cost += cost;
        }
        setup + self.branches
    }

    /// Fills in the prices; returns what is paid now, without noise and with it. `None` if a rule is broken now, as pinned duties may do.
    fn price(&mut self, sheet: &Sheet<'_>, group: &[usize], noise: i64, chance: &mut Chance) -> Option<(i64, i64)> {
        let n = sheet.n;
        let (mut liked, mut noisy) = (0, 0);
        self.prices.clear();
        for (day, slot, owner) in &self.list {
            let (day, slot) = (*day as usize, *slot as usize);
            let mut prices = [NEVER; MOST];
            for (index, person) in group.iter().enumerate() {
                if !sheet.may_at(*person, slot) {
                    continue;
                }
                let near = sheet.near[person * n.days + day];
                if near != 0 {
                    // Only their duties that are shared out may be in the way.
                    let close = |it: &&(u32, u32, u8)| usize::from(it.2) == index && (it.0 as usize).abs_diff(day) <= n.gap[*person];
                    if usize::from(near) != self.list.iter().filter(close).count() {
                        continue;
                    }
                }
                let liking = sheet.liking(*person, slot);
                prices[index] = liking + chance.cost_below(noise);
                if index == usize::from(*owner) {
                    liked += liking;
                    noisy += prices[index];
                }
            }
            if prices[usize::from(*owner)] >= NEVER {
                return None;
            }
            self.prices.push(prices);
        }
        self.least.clear();
        self.least.resize(self.list.len() + 1, 0);
        for at in (0..self.list.len()).rev() {
            self.least[at] = self.least[at + 1] + self.prices[at].iter().min().copied().unwrap_or(0);
        }
        Some((liked, noisy))
    }

    fn branch(&mut self, sheet: &Sheet<'_>, loads: &Loads, at: usize, branch: Branch) {
        let n = sheet.n;
        let Some((day, _, owner)) = self.list.get(at).copied() else {
            let cost = branch.cost + loads.total(&branch.weight, &branch.off);
            if cost < self.best_cost {
                self.best_cost = cost;
                self.best.copy_from_slice(&self.now);
            }
            return;
        };
        if self.branches >= BRANCHES {
            return;
        }
        self.branches += 1;
        let (day, owner, prices) = (day as usize, usize::from(owner), self.prices[at]);
        let is_off = n.off[day] != 0;
        // Whose it is comes first.
        for turn in 0..loads.people {
            let index = if turn == 0 { owner } else { turn - usize::from(turn <= owner) };
            let cost = branch.cost.saturating_add(prices[index]);
            if prices[index] >= NEVER || i64::from(day as i32 - branch.last[index]) <= loads.gap[index] {
                continue;
            }
            if cost + self.least[at + 1] + loads.least >= self.best_cost {
                continue;
            }
            let left = index * n.months + n.month[day];
            if is_off && self.offs_left[left] <= 0 {
                continue;
            }
            let mut next = Branch { cost, ..branch };
            next.last[index] = day as i32;
            next.weight[index] += n.weight[day];
            next.off[index] += n.off[day];
            self.now[at] = index as u8;
            self.offs_left[left] -= n.off[day] as i32;
            self.branch(sheet, loads, at + 1, next);
            self.offs_left[left] += n.off[day] as i32;
        }
    }
}
