//! A run of the solver: how much work is left, the best roster so far, and whoever watches.

use super::score::Roster;
use super::sheet::Sheet;

/// How to go on, from whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As the budget has it.
    Budget,
    /// So much of the time (of 65,536) is used up, whatever the budget says. The result then depends on the machine.
    Used(u32),
    /// Stop now; the best so far is the result.
    Stop,
}

/// How far a run has come.
#[derive(Debug)]
pub struct Progress<'a> {
    /// How much of the budget is used, of 65,536.
    pub share: u32,
    /// Slots that the best roster so far leaves empty.
    pub unfilled: usize,
    people: usize,
    best: &'a [u32],
}

impl Progress<'_> {
    /// The best roster so far.
    #[must_use]
    pub fn best(&self) -> Roster {
        Roster(self.best.iter().map(|who| ((*who as usize) < self.people).then_some(*who)).collect())
    }
}

/// See the module.
pub(super) struct Run<'w> {
    budget: u64,
    worked: u64,
    watch: &'w mut dyn FnMut(&Progress<'_>) -> Pace,
    people: usize,
    best: (usize, i64),
    who: Vec<u32>,
    /// Once said, it holds: whoever watches is not asked again.
    stopped: bool,
}

impl<'w> Run<'w> {
    pub(super) fn new(sheet: &Sheet<'_>, budget: u64, watch: &'w mut dyn FnMut(&Progress<'_>) -> Pace) -> Self {
        let best = (sheet.unfilled, sheet.cost);
        Self { budget: budget.max(1), worked: 0, watch, people: sheet.n.people, best, who: sheet.who.clone(), stopped: false }
    }

    /// So much work more is done; a unit is a move of the annealing, about 50 ns.
    pub(super) fn work(&mut self, units: u64) {
        self.worked += units;
    }

    /// How much of the budget is used, of 65,536; `None` when it is time to end.
    pub(super) fn share(&mut self) -> Option<u32> {
        if self.stopped {
            return None;
        }
        let share = (u128::from(self.worked) * 65_536 / u128::from(self.budget)).min(65_536) as u32;
        let progress = Progress { share, unfilled: self.best.0, people: self.people, best: &self.who };
        let share = match (self.watch)(&progress) {
            Pace::Budget => share,
            Pace::Used(used) => used,
            Pace::Stop => {
                self.stopped = true;
                return None;
            }
        };
        (share < 65_536).then_some(share)
    }

    /// Whether the watcher wants it to end.
    pub(super) fn stopped(&self) -> bool {
        self.stopped
    }

    /// Keeps the sheet if it is the best so far.
    #[inline]
    pub(super) fn note(&mut self, sheet: &Sheet<'_>) {
        if (sheet.unfilled, sheet.cost) < self.best {
            self.best = (sheet.unfilled, sheet.cost);
            self.who.copy_from_slice(&sheet.who);
        }
    }

    /// Back to the best so far.
    pub(super) fn back_to_best(&self, sheet: &mut Sheet<'_>) {
        sheet.restore(&self.who, self.best.1);
    }
}
