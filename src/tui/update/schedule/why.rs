//! Why her, why not him (为什么): what keeps the others from a seat, what another would cost, and which rule would have to give way.

use super::Turn;
use super::draft::hundredths;
use crate::campus::{Act, Conflict, DraftAct, DutySeat, Seq, UserId};
use crate::desk::rights::may_do;
use crate::roster::{Bend, Plan, Reason, Rota, relax, why};
use crate::say;
use crate::tui::layer::{Item, Overlay, Sheet};
use crate::tui::model::Tone;
use crate::tui::planning::spread_of;
use crate::tui::scheduling::month_of;

/// Most alternatives that are named.
const ALTERNATIVES: usize = 8;
/// Most ways to bend a rule that are named.
const BENDS: usize = 5;

impl Turn<'_> {
    /// What speaks against somebody, in words; that somebody is exempt only to who may know.
    pub(super) fn conflict_said(&self, person: UserId, why: Conflict) -> String {
        match why {
            Conflict::Exempt if !self.sight().sees_terms(person) => say!(self.world.words, "screen-schedule-cannot"),
            why => self.world.words.conflict(why),
        }
    }

    /// Explains the seat at hand.
    pub(in crate::tui::update) fn why_seat(&mut self) {
        let (campus, words, now) = (self.world.campus, self.world.words, self.model.now);
        let Some((day, (post, nth), cell)) = self.seat_here() else { return };
        let rota = if Rota::Leaders.holds(post) { Rota::Leaders } else { Rota::Workrooms };
        let draft = self.draft_here();
        let (from, until) = draft.map_or_else(|| month_of(day), |it| (it.from, it.until));
        let plan = match Plan::of(campus, rota, from, until, draft, now) {
            Ok(plan) => plan,
            Err(why) => return self.toast(Tone::Bad, self.unplannable(why)),
        };
        let roster = draft.map_or_else(|| plan.roster_of_shifts(campus), |it| plan.roster_of_draft(it));
        let by_shift = cell.shift.and_then(|id| plan.shifts(campus).into_iter().find(|(_, it)| *it == id)).map(|(slot, _)| slot);
        let Some(slot) = by_shift.or_else(|| plan.slot(DutySeat { day, post, seat: nth })) else { return };
        let answer = why(&plan.instance, &roster, slot);
        let mut items = Vec::new();
        let mut add = |tone, text: String, more: Vec<String>| items.push(Item { tone, text, more });
        match cell.person {
            Some(person) => {
                let tone = if cell.conflict.is_some() { Tone::Bad } else { Tone::Good };
                let why = cell.conflict.map(|it| self.conflict_said(person, it));
                let spread = hundredths(spread_of(&plan, answer.spread));
                let text = say!(words, "screen-why-held", name = self.user_name(person), spread = spread);
                add(tone, text, why.into_iter().chain(self.told_of(cell.shift)).collect());
            }
            None => add(Tone::Bad, say!(words, "screen-schedule-nobody"), Vec::new()),
        }
        let reasons = answer.reasons();
        let kept: Vec<String> = reasons
            .iter()
            .filter(|(reason, _)| **reason != Reason::Nothing)
            .map(|(reason, count)| (*reason, *count))
            .map(|(reason, count)| say!(words, "screen-why-count", count = count, reason = self.reason_said(reason)))
            .collect();
        let free = reasons.get(&Reason::Nothing).copied().unwrap_or(0);
        add(Tone::Plain, say!(words, "screen-why-others", count = answer.others.len(), free = free), kept);
        // Whose load is how heavy speaks of terms that not everybody may see.
        let plans = may_do(campus, self.model.seat.user, &Act::Draft(DraftAct::Changed { draft: Seq(0), changes: Vec::new() }));
        if plans {
            let others = answer.others.iter().filter_map(|it| {
                let (price, name) = (it.best()?, self.user_name(plan.person(it.person)?));
                let shares = plan.instance.shares().max(1);
                let cost = format!("{:+}", (price.cost + shares / 2).div_euclid(shares));
                let spread = hundredths(spread_of(&plan, price.spread));
                let exchange = it.exchanged;
                Some(match exchange.filter(|_| it.given.is_none()) {
                    Some((slot, _)) => {
                        let seat = plan.seat(slot);
                        say!(
                            words,
                            "screen-why-exchange",
                            name = name,
                            night = self.night_name(seat.day, seat.post),
                            cost = cost,
                            spread = spread
                        )
                    }
                    None => say!(words, "screen-why-instead", name = name, cost = cost, spread = spread),
                })
            });
            let others: Vec<String> = others.take(ALTERNATIVES).collect();
            if !others.is_empty() {
                add(Tone::Plain, say!(words, "screen-why-alternatives"), others);
            }
        }
        if cell.person.is_none() || cell.conflict.is_some() {
            let needs = campus.seats_of(post).get(usize::from(nth)).copied();
            let sex = |number: u32| plan.person(number).and_then(|it| campus.staff().user(it)).and_then(|it| it.sex);
            let may_lend = |number: u32| needs.is_some_and(|it| it.admits(sex(number)));
            let ways = relax(&plan.instance, &roster, slot, &may_lend);
            let said: Vec<String> = ways
                .iter()
                .filter(|it| !it.bends.is_empty())
                .take(BENDS)
                .filter_map(|it| {
                    let bends: Vec<String> = it.bends.iter().map(|it| self.bend_said(*it)).collect();
                    Some(format!("{}: {}", self.user_name(plan.person(it.person)?), bends.join(" · ")))
                })
                .collect();
            if !said.is_empty() {
                add(Tone::Plain, say!(words, "screen-why-bend"), said);
            }
        }
        let title = say!(words, "screen-why", night = self.night_name(day, post));
        self.model.overlays.push(Overlay::Sheet(Sheet::new(title, items)));
    }

    /// Who had a published duty before.
    fn told_of(&self, shift: Option<crate::campus::ShiftId>) -> Vec<String> {
        let (campus, words) = (self.world.campus, self.world.words);
        let Some(row) = shift.and_then(|id| campus.shifts().row(id)) else { return Vec::new() };
        row.had
            .iter()
            .map(|(person, at)| {
                say!(words, "screen-why-had", name = self.user_name(*person), at = words.moment(*at, self.model.now, campus.zone()))
            })
            .collect()
    }

    fn reason_said(&self, reason: Reason) -> String {
        let words = self.world.words;
        match reason {
            Reason::NotOfSite => say!(words, "screen-reason-site"),
            Reason::OnLeave => say!(words, "screen-reason-leave"),
            Reason::ServesThatNight => say!(words, "screen-reason-that-night"),
            Reason::Rest => say!(words, "screen-reason-rest"),
            Reason::OffCap => say!(words, "screen-reason-off-cap"),
            Reason::Nothing => say!(words, "screen-reason-nothing"),
        }
    }

    fn bend_said(&self, bend: Bend) -> String {
        let words = self.world.words;
        match bend {
            Bend::Rest { left, needed } => say!(words, "screen-bend-rest", left = left, needed = needed),
            Bend::OffCap { count, cap } => say!(words, "screen-bend-off-cap", count = count, cap = cap),
            Bend::Site => say!(words, "screen-bend-site"),
            Bend::Leave => say!(words, "screen-bend-leave"),
        }
    }
}
