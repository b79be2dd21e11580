//! A draft of the schedule worked out: both rotas, one after the other, for whoever has a seat in one is busy for the other that night. How long, and
//! who is told how far it is, says whoever has it done.

use super::{Pace, Plan, Progress, Roster, Rota, Unplannable, solve};
use crate::campus::{Campus, Day, DraftHead, DraftState, DutySeat, Seated, Seq, Stamp, UserId};

/// A draft that is being worked out.
#[derive(Debug, Clone)]
pub struct Drafting<'a> {
    campus: &'a Campus,
    /// What stands so far: pins, and the rotas that are done.
    standing: DraftHead,
    pinned: Vec<DutySeat>,
    now: Stamp,
}

/// A rota of it, done.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// What was asked.
    pub plan: Plan,
    /// What came of it.
    pub roster: Roster,
    /// Who has which seat; seats of nobody are left out.
    pub seats: Vec<(DutySeat, Seated)>,
}

impl<'a> Drafting<'a> {
    /// For nights from the first to the last, both included. The pins of `draft` stay; the same seed and budget give the same schedule.
    pub fn new(campus: &'a Campus, (from, until): (Day, Day), draft: Option<&DraftHead>, seed: u64, now: Stamp) -> Self {
        let seats: Vec<_> = draft.into_iter().flat_map(|it| &it.seats).filter(|(_, it)| it.pinned).copied().collect();
        let pinned = seats.iter().map(|(seat, _)| *seat).collect();
        let (seq, by) = draft.map_or((Seq(0), UserId(0)), |it| (it.seq, it.by));
        Self { campus, standing: DraftHead { seq, by, from, until, seed, state: DraftState::Open, seats }, pinned, now }
    }

    /// What has begun stands whatever is planned, and keeps people busy in the other rota, too.
    pub fn keep_begun(&mut self) {
        for plan in Rota::ALL.into_iter().filter_map(|rota| self.plan(rota).ok()).collect::<Vec<_>>() {
            let past = plan.seated(&plan.pinned, &|_| true);
            self.standing.seats.retain(|(seat, _)| !past.iter().any(|(it, _)| it == seat));
            self.standing.seats.extend(past);
        }
    }

    /// A rota as it is to be planned, with what stands so far.
    ///
    /// # Errors
    /// As [`Plan::of`].
    pub fn plan(&self, rota: Rota) -> Result<Plan, Unplannable> {
        Plan::of(self.campus, rota, self.standing.from, self.standing.until, Some(&self.standing), self.now)
    }

    /// Works a rota out, with so much work in units of about 50 ns; `watch` is asked some hundred times a second how to go on, `keep` whether
    /// a seat that was found goes into the draft.
    pub fn solve(
        &mut self,
        plan: Plan,
        budget: u64,
        watch: &mut dyn FnMut(&Plan, &Progress<'_>) -> Pace,
        keep: &dyn Fn(&Plan, DutySeat) -> bool,
    ) -> Drafted {
        let roster = solve(&plan.instance, &plan.order(self.standing.seed, budget), &mut |progress| watch(&plan, progress));
        let mut seats = plan.seated(&roster, &|seat| self.pinned.contains(&seat));
        seats.retain(|(seat, _)| keep(&plan, *seat));
        self.standing.seats.retain(|(seat, _)| !plan.rota.holds(seat.post));
        self.standing.seats.extend(&seats);
        Drafted { plan, roster, seats }
    }
}
