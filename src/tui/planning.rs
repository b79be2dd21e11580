//! A draft of the schedule worked out: both rotas, one after the other. Pure; the thread that runs it decides how long, and tells how far it is.

use super::scheduling::PlanProgress;
use crate::campus::{Campus, Day, DutySeat, Seated, Seq, Stamp};
use crate::roster::{Drafted, Drafting, Pace, Plan, Roster, Rota, Score, Unplannable};

/// What is to be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanOrder {
    /// First night.
    pub from: Day,
    /// Last.
    pub until: Day,
    /// The same seed and budget give the same schedule.
    pub seed: u64,
    /// Work on each rota, in units of about 50 ns.
    pub budget: u64,
    /// The draft whose pins stay; a new one if none is named.
    pub draft: Option<Seq>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Who has which seat; seats of nobody are left out.
    pub seats: Vec<(DutySeat, Seated)>,
    /// Seats that nobody has.
    pub unfilled: usize,
    /// Most less least load of the counselors, in hundredths of a workday's night.
    pub spread: i64,
}

/// What a spread, in half units times the shares, comes to in hundredths of a workday's night.
pub fn spread_of(plan: &Plan, spread: i64) -> i64 {
    spread.saturating_mul(50) / plan.instance.shares().max(1)
}

/// How far a run is, from the best roster so far.
pub fn progress_of(plan: &Plan, share: u32, best: &Roster) -> PlanProgress {
    let score = Score::of(&plan.instance, best);
    PlanProgress {
        leaders: plan.rota == Rota::Leaders,
        percent: u8::try_from(u64::from(share) * 100 / 65_536).unwrap_or(100),
        unfilled: score.unfilled,
        spread: spread_of(plan, score.spread),
    }
}

/// Plans. `watch` is asked some hundred times a second how to go on.
///
/// # Errors
/// [`Unplannable`] if neither rota can be planned; one that alone cannot stays empty.
pub fn plan_draft(
    campus: &Campus,
    order: &PlanOrder,
    now: Stamp,
    watch: &mut dyn FnMut(&Plan, &crate::roster::Progress<'_>) -> Pace,
) -> Result<Planned, Unplannable> {
    let standing = order.draft.and_then(|seq| campus.drafts().get(seq));
    let mut drafting = Drafting::new(campus, (order.from, order.until), standing, order.seed, now);
    let mut planned = Planned { seats: Vec::new(), unfilled: 0, spread: 0 };
    let mut failed = Vec::new();
    for rota in Rota::ALL {
        let plan = match drafting.plan(rota) {
            Ok(plan) => plan,
            Err(why) => {
                failed.push(why);
                continue;
            }
        };
        let Drafted { plan, roster, seats } = drafting.solve(plan, order.budget, watch, &|_, _| true);
        let score = Score::of(&plan.instance, &roster);
        planned.unfilled += score.unfilled;
        if rota == Rota::Workrooms {
            planned.spread = spread_of(&plan, score.spread);
        }
        planned.seats.extend(seats);
    }
    match failed.first() {
        Some(why) if failed.len() == Rota::ALL.len() => Err(*why),
        _ => Ok(planned),
    }
}
