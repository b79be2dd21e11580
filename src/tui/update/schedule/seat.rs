//! Seats of a draft changed by hand: who is to have one, the best first; emptied; pinned.

use super::Turn;
use crate::campus::{Act, Conflict, DraftAct, DraftHead, DutySeat, SeatChange, Seated, UserId};
use crate::roster::{Plan, Rota, why};
use crate::say;
use crate::tui::field::Field;
use crate::tui::layer::{Candidate, Overlay, Seating};
use crate::tui::model::{Cursor, Tone};
use crate::tui::planning::spread_of;
use crate::tui::view::Drafted;
use pinyin::ToPinyin as _;

/// Most characters one looks for.
const QUERY_LIMIT: usize = 32;

impl Turn<'_> {
    /// The seat of the draft at hand; says so if none is shown.
    fn drafted_seat(&mut self) -> Option<(DutySeat, Option<Seated>)> {
        let (day, (post, seat), _) = self.seat_here()?;
        let seat = DutySeat { day, post, seat };
        match self.draft_here().map(|it| it.seated(seat)) {
            Some(held) => Some((seat, held)),
            None => {
                self.nothing(say!(self.world.words, "screen-toast-no-draft"));
                None
            }
        }
    }

    fn set_seat(&mut self, changes: Vec<SeatChange>, done: String) {
        // What is on its way changes what stands here before.
        if !self.model.pending.is_empty() {
            return;
        }
        let Some(draft) = self.draft_here().map(|it| it.seq) else { return };
        self.send_act(Act::Draft(DraftAct::Changed { draft, changes }), done);
    }

    pub(in crate::tui::update) fn empty_seat(&mut self) {
        let Some((seat, held)) = self.drafted_seat() else { return };
        if held.is_some() {
            let done = say!(self.world.words, "screen-toast-seat-emptied", night = self.night_name(seat.day, seat.post));
            self.set_seat(vec![SeatChange { seat, before: held, after: None }], done);
        }
    }

    pub(in crate::tui::update) fn pin_seat(&mut self) {
        let Some((seat, Some(held))) = self.drafted_seat() else { return };
        let after = Seated { pinned: !held.pinned, ..held };
        let night = self.night_name(seat.day, seat.post);
        let words = self.world.words;
        let done = if after.pinned {
            say!(words, "screen-toast-pinned", night = night)
        } else {
            say!(words, "screen-toast-unpinned", night = night)
        };
        self.set_seat(vec![SeatChange { seat, before: Some(held), after: Some(after) }], done);
    }

    /// Lets one choose who has the seat at hand.
    pub(super) fn choose_for_seat(&mut self) {
        let Some((seat, _)) = self.drafted_seat() else { return };
        let Some(head) = self.draft_here() else { return };
        let (draft, all) = (head.seq, self.candidates(head, seat));
        if all.is_empty() {
            return self.toast(Tone::Bad, say!(self.world.words, "screen-unplannable-nobody"));
        }
        let found = (0..all.len()).collect();
        let seating = Seating { draft, seat, line: Field::line(QUERY_LIMIT), all, found, cursor: Cursor::default() };
        self.model.overlays.push(Overlay::Seating(seating));
    }

    /// Everybody in the rota of a seat, with what it costs to give it to them or what speaks against it; the best first.
    fn candidates(&self, head: &DraftHead, seat: DutySeat) -> Vec<Candidate> {
        let campus = self.world.campus;
        let rota = if Rota::Leaders.holds(seat.post) { Rota::Leaders } else { Rota::Workrooms };
        let Ok(plan) = Plan::of(campus, rota, head.from, head.until, Some(head), self.model.now) else { return Vec::new() };
        let Some(slot) = plan.slot(seat) else { return Vec::new() };
        let roster = plan.roster_of_draft(head);
        let answer = why(&plan.instance, &roster, slot);
        let drafted = Drafted::new(campus, head);
        let priced =
            |price: crate::roster::Price| (price.cost.saturating_mul(100) / plan.instance.shares().max(1), spread_of(&plan, price.spread));
        let holder = answer.person.and_then(|it| plan.person(it)).map(|person| Candidate {
            person,
            holds: true,
            conflict: drafted.against(seat, person),
            price: None,
            exchange: None,
        });
        let others = answer.others.iter().filter_map(|it| {
            let person = plan.person(it.person)?;
            let exchange = it.exchanged.filter(|_| it.given.is_none());
            let conflict = if it.given.is_some() { None } else { drafted.against(seat, person) };
            // Where the plan says no without a word of ours, the other rota or a pin keeps them from it.
            let conflict = if it.given.is_none() && exchange.is_none() { conflict.or(Some(Conflict::TwiceThatNight)) } else { conflict };
            let price = it.given.or(exchange.map(|it| it.1)).map(priced);
            Some(Candidate { person, holds: false, conflict, price, exchange: exchange.map(|it| plan.seat(it.0)) })
        });
        let mut all: Vec<Candidate> = holder.into_iter().chain(others).collect();
        // Somebody whom it can simply be given to is priced so, although an exchange with them might be cheaper.
        all.sort_by_key(|it| (!it.holds, it.price.is_none(), it.price));
        all
    }

    /// What was typed picks out whom it fits.
    pub(in crate::tui::update) fn seating_changed(&mut self) {
        let Some(Overlay::Seating(it)) = self.model.overlays.last() else { return };
        let query = crate::text::fold(it.line.text()).trim().to_lowercase();
        let fits = |at: &usize| it.all.get(*at).is_some_and(|it| self.fits(it.person, &query));
        let found = (0..it.all.len()).filter(fits).collect();
        if let Some(Overlay::Seating(it)) = self.top() {
            (it.found, it.cursor) = (found, Cursor::default());
        }
    }

    /// Whether somebody's name, its pinyin initials or their login begins so or holds it.
    pub(in crate::tui::update) fn fits(&self, person: UserId, query: &str) -> bool {
        let Some(it) = self.world.campus.staff().user(person) else { return false };
        let initials: String = it.name.as_ref().to_pinyin().flatten().filter_map(|it| it.plain().chars().next()).collect();
        query.is_empty()
            || it.name.to_lowercase().contains(query)
            || initials.starts_with(query)
            || it.login.to_lowercase().starts_with(query)
    }

    /// Gives the seat to whom one chose; where only an exchange is possible, both seats change.
    pub(in crate::tui::update) fn take_seat(&mut self, nth: usize) {
        let Some(Overlay::Seating(it)) = self.model.overlays.last() else { return };
        let Some(chosen) = it.found.get(nth).and_then(|at| it.all.get(*at)).cloned() else { return };
        let (draft, seat) = (it.draft, it.seat);
        let Some(head) = self.world.campus.drafts().get(draft) else { return };
        let held = head.seated(seat);
        self.model.overlays.pop();
        if chosen.holds {
            return;
        }
        let mut changes = vec![SeatChange { seat, before: held, after: Some(Seated { person: chosen.person, pinned: true }) }];
        if let (Some(theirs), Some(held)) = (chosen.exchange, held) {
            let before = head.seated(theirs);
            changes.push(SeatChange { seat: theirs, before, after: Some(Seated { person: held.person, pinned: true }) });
        }
        let (name, night) = (self.user_name(chosen.person), self.night_name(seat.day, seat.post));
        self.set_seat(changes, say!(self.world.words, "screen-toast-seated", name = name, night = night));
    }
}
