//! The ledger (值班台账): what everybody's share was, what they served, and what is carried into the next term.

use super::case::MOST_PRICE;
use super::instance::Instance;
use super::score::Roster;
use crate::campus::DutyKind;

/// What a duty of a kind too many costs in the next term, in points of Z: two people one duty apart in both directions differ by more than a day that
/// one of them asked to be spared.
const PER_TURN: i64 = 6;
/// Parts of a duty in which turns are carried.
const PARTS: i64 = 100;

/// One person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Their share: 2 full, 1 half.
    pub share: i64,
    /// Half units carried in: too much served before (positive) or too little.
    pub carried: i64,
    /// What they should have served, in half units times [`Ledger::shares`]; their carried balance is set off.
    pub target: i64,
    /// What they served, in half units.
    pub served: i64,
    /// Duties by [`DutyKind`], at its number.
    pub kinds: [usize; 4],
    /// Their part of all duties of each kind, times [`Ledger::shares`].
    pub kind_targets: [i64; 4],
    /// Duties on days off, and their part of these times [`Ledger::shares`].
    pub offs: usize,
    /// See `offs`.
    pub off_target: i64,
    /// Served less target, in half units times [`Ledger::shares`]: the balance that goes on.
    pub deviation: i64,
}

/// What is carried into the next term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carried {
    /// Half units too much (positive) or too little: [`super::Server::carried`].
    pub load: i64,
    /// Duties of each kind too many or too few, in hundredths of a duty.
    pub kinds: [i64; 4],
}

impl Carried {
    /// What one more duty of each kind costs them next time, in points of Z: [`super::Server::kind_price`].
    #[must_use]
    pub fn kind_price(&self) -> [i64; 4] {
        self.kinds.map(|parts| (PER_TURN.saturating_mul(parts) / PARTS).clamp(-MOST_PRICE, MOST_PRICE))
    }
}

/// The account of everybody, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// A line for each person.
    pub lines: Vec<Line>,
    /// The sum of all shares (1 if there are none): what targets are multiplied by, so that they are whole.
    pub shares: i64,
}

impl Ledger {
    /// Of a roster.
    #[must_use]
    pub fn of(instance: &Instance, roster: &Roster) -> Self {
        let n = instance;
        let mut needed = [0_i64; 4];
        for slot in (0..n.slots()).filter(|slot| !n.closed[*slot]) {
            needed[n.kind[slot / (n.sites * n.posts)] as usize] += 1;
        }
        let line = |person: usize| Line {
            share: n.share[person],
            carried: n.carried[person],
            target: n.target[person],
            served: 0,
            kinds: [0; 4],
            kind_targets: needed.map(|it| it * n.share[person]),
            offs: 0,
            off_target: n.off_target[person],
            deviation: -n.target[person],
        };
        let mut lines: Vec<Line> = (0..n.people).map(line).collect();
        for (slot, who) in roster.filled().filter(|(slot, _)| n.is_open(*slot)) {
            let (Some(line), day) = (lines.get_mut(who as usize), n.day_of(slot)) else { continue };
            line.served += n.weight[day];
            line.deviation += n.weight[day] * n.shares;
            line.kinds[n.kind[day] as usize] += 1;
            line.offs += usize::from(n.off[day] != 0);
        }
        Self { lines, shares: n.shares }
    }

    /// What goes on into the next term, with the turns that were carried into this one (none are 0). Loads are rounded so that their sum stays what it
    /// is, and nobody's by a whole half unit.
    #[must_use]
    pub fn carry(&self, turns_before: &[[i64; 4]]) -> Vec<Carried> {
        let mut carried: Vec<Carried> = Vec::with_capacity(self.lines.len());
        for (person, line) in self.lines.iter().enumerate() {
            let before = turns_before.get(person).copied().unwrap_or_default();
            let turn = |kind: DutyKind| {
                let at = kind as usize;
                let deviation = self.shares * i64::try_from(line.kinds[at]).unwrap_or(0) - line.kind_targets[at];
                before[at].saturating_add((PARTS * deviation).div_euclid(self.shares))
            };
            carried.push(Carried { load: line.deviation.div_euclid(self.shares), kinds: DutyKind::ALL.map(turn) });
        }
        let rest = |line: &Line| line.deviation.rem_euclid(self.shares);
        let more = self.lines.iter().map(rest).sum::<i64>() / self.shares;
        let mut order: Vec<usize> = (0..self.lines.len()).collect();
        order.sort_by_key(|person| (std::cmp::Reverse(rest(&self.lines[*person])), *person));
        order.iter().take(usize::try_from(more).unwrap_or(0)).for_each(|person| carried[*person].load += 1);
        carried
    }
}
