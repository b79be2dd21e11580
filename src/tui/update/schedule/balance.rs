//! A published month made fairer (调匀): what it costs in duties that change hands, the fewest first. Nothing of it is done by itself.

use super::Turn;
use super::draft::hundredths;
use crate::campus::{Act, ShiftAct, TurnMoved};
use crate::roster::{Offer, Plan, Rota, offers};
use crate::say;
use crate::tui::layer::{Item, Overlay, Proposal};
use crate::tui::model::{Cursor, Tone};
use crate::tui::planning::spread_of;
use crate::tui::scheduling::month_of;

/// Most duties that change hands for it.
const MOST: usize = 8;
/// Work on it, in units of about 50 ns: short enough to wait for.
const WORK: u64 = 3_000_000;

impl Turn<'_> {
    /// Offers ways to make the month shown fairer, in the rota of the post at hand.
    pub(in crate::tui::update) fn propose_balance(&mut self) {
        let (campus, words, now) = (self.world.campus, self.world.words, self.model.now);
        let Some((day, (post, _), _)) = self.seat_here() else { return };
        let rota = if Rota::Leaders.holds(post) { Rota::Leaders } else { Rota::Workrooms };
        let (from, until) = month_of(day);
        let plan = match Plan::of(campus, rota, from, until, None, now) {
            Ok(plan) => plan,
            Err(why) => return self.toast(Tone::Bad, self.unplannable(why)),
        };
        let shifts = plan.shifts(campus);
        // Neither what has begun nor what somebody already asks for.
        let movable = |slot| {
            let shift = shifts.get(&slot).and_then(|id| Some((*id, campus.shifts().get(*id)?)));
            shift.is_some_and(|(id, it)| it.starts > now && !campus.changes().open().any(|it| it.names(id)))
        };
        let found = offers(&plan.instance, &plan.roster_of_shifts(campus), &movable, MOST, WORK);
        let turns = |offer: &Offer| -> Vec<TurnMoved> {
            let turn = |it: &crate::roster::Change| {
                let from = plan.person(it.from?)?;
                Some(TurnMoved { shift: *shifts.get(&it.slot)?, from, to: plan.person(it.to)? })
            };
            offer.changes.iter().filter_map(turn).collect()
        };
        let mut proposals: Vec<Proposal> = found
            .iter()
            .map(|offer| {
                let turns = turns(offer);
                let spread = |it: i64| hundredths(spread_of(&plan, it));
                let (before, after) = (spread(offer.before.spread), spread(offer.after.spread));
                let text = say!(words, "screen-balance-offer", count = turns.len(), before = before, after = after);
                let more = turns.iter().map(|it| self.turn_said(it)).collect();
                let mut items = vec![Item { tone: Tone::Good, text, more }];
                items.extend(self.effects_said(&turns));
                let act = Act::Shift(ShiftAct::Reassigned { turns, emergency: false, text: say!(words, "screen-balance-text").into() });
                let done = say!(words, "screen-toast-balanced");
                let title = say!(words, "screen-balance");
                Proposal { title, items, cursor: Cursor::default(), act: Box::new(act), done, next: Vec::new() }
            })
            .filter(|it| self.refused_now(&it.act).is_none())
            .collect();
        if proposals.is_empty() {
            return self.nothing(say!(words, "screen-toast-fair-already"));
        }
        let mut first = proposals.remove(0);
        first.next = proposals;
        self.model.overlays.push(Overlay::Proposal(first));
    }

    /// Shows the next way of several.
    pub(in crate::tui::update) fn next_proposal(&mut self) {
        if let Some(Overlay::Proposal(it)) = self.top()
            && !it.next.is_empty()
        {
            let mut next = it.next.remove(0);
            let mut rest = std::mem::take(&mut it.next);
            let shown = std::mem::replace(it, next.clone());
            rest.push(shown);
            next.next = rest;
            *it = next;
        }
    }
}
