//! The duty schedule (值班表) solved: who serves where on which night, fairly, and why.
//!
//! Pure: no clock, no disk, no chance but the seed. All costs are whole numbers, so a seed and a budget give the same roster on every machine.
//!
//! ```text
//! Case (read or made) → Instance → build → anneal → exact (pair, few) → Roster → Score
//! ```
//!
//! [`solve`] plans; [`why`], [`reasons`], [`relax`] and [`clash`] explain; [`repair`] fills one lost duty while all else stays, [`repair_all`] several;
//! [`offers`] makes a published roster fairer for as few changes as may be; [`Diff`] holds two rosters against each other; the [`Ledger`] says what
//! everybody served and what goes on into the next term. The objective is that of `shared/data/roster/score.py`, and the prices of turns beside it.

mod anneal;
mod build;
mod case;
mod chance;
mod clash;
mod diff;
mod drafting;
mod exact;
mod explain;
mod few;
mod file;
mod instance;
mod ledger;
mod mend;
mod offer;
mod pair;
mod plan;
mod publish;
mod relax;
mod repair;
mod run;
mod score;
mod sheet;
#[cfg(test)]
mod tests;

pub use case::{Case, Day, MOST_PRICE, Server};
pub use clash::{Clash, Rule, clash};
pub use diff::{Affected, Diff, Moved};
pub use drafting::{Drafted, Drafting};
pub use explain::{Other, Price, Reason, Why, reasons, why};
pub use file::{Flaw, Misread};
pub use instance::{Instance, Slot};
pub use ledger::{Carried, Ledger, Line};
pub use mend::{Mended, repair_all};
pub use offer::{Offer, offers};
pub use plan::{NIGHTS_LIMIT, Plan, Rota, Unplannable};
pub use publish::{Publication, Repairs, Rest, ShiftRepair, publication, repair_shifts};
pub use relax::{Bend, Relax, relax};
pub use repair::{Change, Repair, repair};
pub use run::{Pace, Progress};
pub use score::{Roster, Score};

use chance::Chance;
use run::Run;
use sheet::Sheet;

/// Work that takes about two seconds of CPU.
pub const BUDGET: u64 = 45_000_000;
/// The share of the budget, of 65,536, for the annealing.
const ANNEALING: u32 = 2000;

/// What a run is given.
#[derive(Debug, Clone)]
pub struct Order {
    /// The same seed, budget and start give the same roster.
    pub seed: u64,
    /// How much work, in units of about 50 ns.
    pub budget: u64,
    /// What is fixed already; these slots are not touched.
    pub pinned: Option<Roster>,
}

impl Default for Order {
    fn default() -> Self {
        Self { seed: 1, budget: BUDGET, pinned: None }
    }
}

/// Plans. `watch` is asked some hundred times a second how to go on, and sees the best roster so far.
///
/// A slot that nobody can have stays empty; no other rule is ever broken, unless what is pinned breaks it. Told to stop, it returns the best roster so
/// far within milliseconds, what is pinned in it included.
#[must_use]
pub fn solve(instance: &Instance, order: &Order, watch: &mut dyn FnMut(&Progress<'_>) -> Pace) -> Roster {
    let mut sheet = order.pinned.as_ref().map_or_else(|| Sheet::new(instance), |pinned| Sheet::of(instance, pinned));
    for slot in order.pinned.iter().flat_map(Roster::filled).map(|(slot, _)| slot.0 as usize).filter(|slot| *slot < instance.slots()) {
        sheet.pinned[slot] = true;
    }
    let mut chance = Chance::new(order.seed);
    build::greedy(&mut sheet, &mut chance);
    let mut run = Run::new(&sheet, order.budget, watch);
    anneal::anneal(&mut run, &mut sheet, &mut chance, ANNEALING);
    run.back_to_best(&mut sheet);
    if !run.stopped() {
        fill(&mut sheet, &mut chance);
        if sheet.unfilled > 0 {
            build::exhaustive(&mut sheet);
        }
        run.note(&sheet);
        exact::refine(&mut run, &mut sheet, &mut chance, ANNEALING);
        run.back_to_best(&mut sheet);
    }
    if run.stopped() {
        // At once: only what one look finds.
        repair::fill(&mut sheet);
    } else {
        fill(&mut sheet, &mut chance);
    }
    sheet.roster()
}

/// Fills what can be filled by one change or a chain of three.
fn fill(sheet: &mut Sheet<'_>, chance: &mut Chance) {
    let mut before = usize::MAX;
    while sheet.unfilled > 0 && sheet.unfilled < before {
        before = sheet.unfilled;
        repair::fill(sheet);
        build::greedy(sheet, chance);
    }
}
