//! Published duties that cannot stay as they are (补班): one, or all that something speaks against, filled with the fewest changes.

use super::Turn;
use crate::campus::{Act, Campus, Conflict, Day, Effect, ShiftAct, ShiftId, TurnMoved, UserId};
use crate::roster::{Repairs, Rest, repair_shifts};
use crate::say;
use crate::tui::layer::Item;
use crate::tui::model::Tone;
use crate::tui::view::against;

/// Nights ahead that are looked through for duties to be filled.
const AHEAD: i32 = 62;

impl Turn<'_> {
    /// Works out how the duty at hand is filled by others, or all duties that their people cannot have.
    pub(in crate::tui::update) fn propose_repair(&mut self, all: bool) {
        let (campus, words, now) = (self.world.campus, self.world.words, self.model.now);
        let lost = if all { self.lost() } else { self.seat_here().and_then(|(_, _, cell)| cell.shift).into_iter().collect() };
        if lost.is_empty() {
            let text = if all { say!(words, "screen-toast-nothing-lost") } else { say!(words, "screen-toast-no-duty-here") };
            return self.nothing(text);
        }
        if let Some(begun) = lost.iter().find(|id| campus.shifts().get(**id).is_some_and(|it| it.starts <= now)) {
            let why = words.refusal(campus, &crate::campus::Refusal::ShiftBegun(*begun));
            return self.toast(Tone::Bad, why);
        }
        let repairs = match repair_shifts(campus, &lost, now, Rest::Bent) {
            Ok(repairs) => repairs,
            Err(why) => return self.toast(Tone::Bad, self.unplannable(why)),
        };
        let turns = repairs.turns();
        if turns.is_empty() {
            return self.toast(Tone::Bad, say!(words, "screen-toast-nobody-can"));
        }
        let mut items = self.repairs_said(&repairs);
        // Nothing is bent behind anybody's back: it is said, and recorded as an emergency.
        let bent = self.conflicts_said(&turns);
        let emergency = !bent.is_empty();
        if emergency {
            items.push(Item { tone: Tone::Bad, text: say!(words, "screen-repair-bends"), more: bent });
        }
        items.extend(self.effects_said(&turns));
        let people: Vec<String> = holders(campus, &lost).into_iter().map(|it| self.user_name(it)).collect();
        let title = say!(words, "screen-repair", count = lost.len(), names = people.join("、"));
        let done = say!(words, "screen-toast-repaired", count = turns.len());
        let text = say!(words, "screen-repair-text", names = people.join("、"));
        let act = Act::Shift(ShiftAct::Reassigned { turns, emergency, text: text.into() });
        self.propose(title, items, act, done);
    }

    /// Duties ahead that whoever has them cannot serve; only if there are none, those that break a rule of rest.
    fn lost(&self) -> Vec<ShiftId> {
        let (campus, now) = (self.world.campus, self.model.now);
        let last = now.duty_day(campus.zone()).plus(AHEAD);
        let ahead = campus.shifts().all().filter(|(_, it)| !it.cancelled && it.starts > now && it.day <= last);
        let found: Vec<(ShiftId, Conflict)> = ahead.filter_map(|(id, it)| Some((id, against(campus, id, it.person)?))).collect();
        let soft = |why: &Conflict| matches!(why, Conflict::TooLittleRest { .. } | Conflict::OffCap { .. });
        let hard: Vec<ShiftId> = found.iter().filter(|(_, why)| !soft(why)).map(|(id, _)| *id).collect();
        if !hard.is_empty() {
            return hard;
        }
        // Of two nights too near to each other one is enough.
        let later = |(id, why): &(ShiftId, Conflict)| match why {
            Conflict::TooLittleRest { other } => campus.shifts().get(*id).is_some_and(|it| it.day > *other),
            _ => true,
        };
        found.iter().filter(|it| later(it)).map(|(id, _)| *id).collect()
    }

    /// Each lost duty with who takes it, and who then takes what.
    fn repairs_said(&self, repairs: &Repairs) -> Vec<Item> {
        let (campus, words) = (self.world.campus, self.world.words);
        let night = |id: ShiftId| campus.shifts().get(id).map(|it| self.night_name(it.day, it.post)).unwrap_or_default();
        let filled = repairs.repairs.iter().map(|it| {
            let how = match it.turns.len() {
                1 => say!(words, "screen-repair-direct"),
                count => say!(words, "screen-repair-chain", count = count),
            };
            let mut turns = it.turns.iter().map(|it| self.turn_said(it));
            let first = turns.next().unwrap_or_default();
            let tone = if it.bends { Tone::Bad } else { Tone::Good };
            Item { tone, text: format!("{first} · {how}"), more: turns.collect() }
        });
        let empty = repairs.unfilled.iter().map(|id| Item {
            tone: Tone::Bad,
            text: say!(words, "screen-repair-nobody", night = night(*id)),
            more: Vec::new(),
        });
        filled.chain(empty).collect()
    }

    /// A duty that changes hands: `11月25日 周三 三社区: 张敏 → 李航`.
    pub(super) fn turn_said(&self, it: &TurnMoved) -> String {
        let night = self.world.campus.shifts().get(it.shift).map(|it| self.night_name(it.day, it.post)).unwrap_or_default();
        format!("{night}: {} → {}", self.user_name(it.from), self.user_name(it.to))
    }

    /// What a change does to everybody it touches: load, days off, rest.
    pub(super) fn effects_said(&self, turns: &[TurnMoved]) -> Option<Item> {
        let more = self.effect_lines(turns);
        (!more.is_empty()).then(|| Item { tone: Tone::Plain, text: say!(self.world.words, "screen-effects"), more })
    }

    pub(in crate::tui::update) fn effect_lines(&self, turns: &[TurnMoved]) -> Vec<String> {
        let campus = self.world.campus;
        let days = || turns.iter().filter_map(|it| campus.shifts().get(it.shift)).map(|it| it.day);
        let Some(first) = days().min() else { return Vec::new() };
        campus.effects(turns, campus.terms().days(first)).iter().map(|it| self.effect_said(it)).collect()
    }

    fn effect_said(&self, it: &Effect) -> String {
        let nights = |half: i64| if half % 2 == 0 { (half / 2).to_string() } else { format!("{}.5", half / 2) };
        let rest = |it: Option<i32>| it.map_or_else(|| "—".to_owned(), |it| it.to_string());
        say!(
            self.world.words,
            "screen-effect",
            name = self.user_name(it.person),
            load = format!("{} → {}", nights(it.load.0), nights(it.load.1)),
            off = format!("{} → {}", it.off.0, it.off.1),
            rest = format!("{} → {}", rest(it.rest.0), rest(it.rest.1))
        )
    }

    /// What would speak against a change, one line each.
    pub(in crate::tui::update) fn conflicts_said(&self, turns: &[TurnMoved]) -> Vec<String> {
        let campus = self.world.campus;
        let day = |id| campus.shifts().get(id).map_or_else(Day::default, |it| it.day);
        let said = |(turn, why): (TurnMoved, Conflict)| {
            format!("{} {}: {}", self.world.words.day(day(turn.shift)), self.user_name(turn.to), self.conflict_said(turn.to, why))
        };
        campus.conflicts(turns).into_iter().map(said).collect()
    }
}

/// Whose duties these are, each once.
fn holders(campus: &Campus, lost: &[ShiftId]) -> Vec<UserId> {
    let mut people: Vec<UserId> = lost.iter().filter_map(|id| campus.shifts().get(*id)).map(|it| it.person).collect();
    people.sort_unstable();
    people.dedup();
    people
}
