//! Why her, why not him: for a slot, what keeps each person from it and what it would cost to have another one.

use super::instance::{Instance, Slot};
use super::score::Roster;
use super::sheet::Sheet;
use std::collections::BTreeMap;

/// What keeps somebody from a slot; of several the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// May not serve at this site.
    NotOfSite,
    /// On leave that day.
    OnLeave,
    /// Serves that night, here or elsewhere.
    ServesThatNight,
    /// Serves too soon before or after.
    Rest,
    /// Has as many days off in that month as are allowed.
    OffCap,
    /// Nothing: could serve.
    Nothing,
}

/// What a change comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price {
    /// In points of Z times [`Instance::shares`]; negative would be better than now.
    pub cost: i64,
    /// The spread afterwards, most less least load, in half units times [`Instance::shares`].
    pub spread: i64,
}

/// Somebody else for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub person: u32,
    /// What keeps them from it as things stand.
    pub reason: Reason,
    /// What it would cost to give it to them and change nothing else; only if nothing keeps them from it.
    pub given: Option<Price>,
    /// The best exchange: the duty of theirs that whoever has the slot would take in return. An exchange may be possible where giving is not.
    pub exchanged: Option<(Slot, Price)>,
}

impl Other {
    /// The cheaper of the two ways.
    #[must_use]
    pub fn best(&self) -> Option<Price> {
        self.given.into_iter().chain(self.exchanged.map(|it| it.1)).min()
    }
}

/// The answer to "why?" about a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Who has it.
    pub person: Option<u32>,
    /// The spread as it is, in half units times [`Instance::shares`].
    pub spread: i64,
    /// Everybody else: first those who could have it, the cheapest first, then the others by reason.
    pub others: Vec<Other>,
}

impl Why {
    /// How many others are kept from it by what.
    #[must_use]
    pub fn reasons(&self) -> BTreeMap<Reason, usize> {
        counted(self.others.iter().map(|it| it.reason))
    }
}

fn counted(reasons: impl Iterator<Item = Reason>) -> BTreeMap<Reason, usize> {
    let mut counts = BTreeMap::new();
    reasons.for_each(|reason| *counts.entry(reason).or_insert(0) += 1);
    counts
}

fn reason(sheet: &Sheet<'_>, person: usize, slot: usize) -> Reason {
    let (n, day) = (sheet.n, sheet.day[slot] as usize);
    let serves =
        |days: usize| sheet.of_person(person).any(|own| own as usize != slot && (sheet.day[own as usize] as usize).abs_diff(day) <= days);
    if !sheet.may_at(person, slot) {
        Reason::NotOfSite
    } else if n.leave[person * n.days + day] {
        Reason::OnLeave
    } else if serves(0) {
        Reason::ServesThatNight
    } else if n.away[person * n.days + day] || serves(n.gap[person]) {
        Reason::Rest
    } else if n.off[day] != 0 && sheet.off_in[person * n.months + n.month[day]] >= n.cap[person * n.months + n.month[day]] {
        Reason::OffCap
    } else {
        Reason::Nothing
    }
}

/// What keeps all others from a slot, by count.
#[must_use]
pub fn reasons(instance: &Instance, roster: &Roster, slot: Slot) -> BTreeMap<Reason, usize> {
    let sheet = Sheet::of(instance, roster);
    let Some(holder) = sheet.who.get(slot.0 as usize) else { return BTreeMap::new() };
    let others = (0..instance.people).filter(|person| person != &(*holder as usize));
    counted(others.map(|person| reason(&sheet, person, slot.0 as usize)))
}

/// Why a slot is filled as it is, or empty; with everybody else's reason or price. A slot that does not exist has nobody.
#[must_use]
pub fn why(instance: &Instance, roster: &Roster, slot: Slot) -> Why {
    let sheet = Sheet::of(instance, roster);
    let at = slot.0 as usize;
    let Some(holder) = sheet.who.get(at).map(|who| *who as usize) else {
        return Why { person: None, spread: sheet.spread(&[]), others: Vec::new() };
    };
    let held = (holder != sheet.nobody()).then_some(holder);
    let mut others: Vec<Other> = (0..instance.people).filter(|it| *it != holder).map(|it| other(&sheet, it, at, held)).collect();
    others.sort_by_key(|it| (it.best().is_none(), it.best(), it.reason, it.person));
    Why { person: held.map(|it| it as u32), spread: sheet.spread(&[]), others }
}

fn other(sheet: &Sheet<'_>, person: usize, slot: usize, holder: Option<usize>) -> Other {
    let n = sheet.n;
    let weight = |slot: usize| n.weight[sheet.day[slot] as usize];
    let spread = |more: i64| match holder {
        Some(holder) => sheet.spread(&[(person, more), (holder, -more)]),
        None => sheet.spread(&[(person, more)]),
    };
    let open = !n.closed[slot];
    let given = sheet.gain(person, slot).filter(|_| open).map(|cost| {
        let cost = cost + holder.map_or(0, |holder| sheet.lose(holder, slot));
        Price { cost, spread: spread(weight(slot)) }
    });
    let exchange = |own: usize| {
        let holder = holder?;
        let cost = sheet.exchange(person, own, slot)? + sheet.exchange(holder, slot, own)?;
        Some((Price { cost, spread: spread(weight(slot) - weight(own)) }, Slot(own as u32)))
    };
    let exchanged = sheet.of_person(person).filter_map(|own| exchange(own as usize)).min();
    Other { person: person as u32, reason: reason(sheet, person, slot), given, exchanged: exchanged.map(|(price, own)| (own, price)) }
}
