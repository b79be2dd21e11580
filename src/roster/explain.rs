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

/// Somebody else for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// Who.
    pub person: u32,
    /// The duty of theirs that would be taken in return, if it is an exchange.
    pub for_duty: Option<Slot>,
    /// What it would cost, in points of Z times [`Instance::shares`]; negative would be better than now.
    pub cost: i64,
}

/// The answer to "why?" about a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Who has it.
    pub person: Option<u32>,
    /// How many others are kept from it by what.
    pub reasons: BTreeMap<Reason, usize>,
    /// The cheapest other ways, each person once, the best first.
    pub alternatives: Vec<Alternative>,
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
    } else if n.off[day] != 0 && sheet.off_in[person * n.months + n.month[day]] >= n.cap[person] {
        Reason::OffCap
    } else {
        Reason::Nothing
    }
}

/// What keeps all others from a slot, by count.
#[must_use]
pub fn reasons(instance: &Instance, roster: &Roster, slot: Slot) -> BTreeMap<Reason, usize> {
    counted(&Sheet::of(instance, roster), slot.0 as usize)
}

fn counted(sheet: &Sheet<'_>, slot: usize) -> BTreeMap<Reason, usize> {
    let mut counts = BTreeMap::new();
    for person in (0..sheet.n.people).filter(|person| *person != sheet.who[slot] as usize) {
        *counts.entry(reason(sheet, person, slot)).or_insert(0) += 1;
    }
    counts
}

/// Why a slot is filled as it is, with at most so many alternatives.
#[must_use]
pub fn why(instance: &Instance, roster: &Roster, slot: Slot, most: usize) -> Why {
    let sheet = Sheet::of(instance, roster);
    let at = slot.0 as usize;
    let holder = sheet.who[at] as usize;
    let filled = holder != sheet.nobody();
    let mut alternatives = Vec::new();
    for person in instance.of_site[sheet.site[at] as usize].iter().copied().filter(|it| *it as usize != holder) {
        let given = sheet.gain(person as usize, at).map(|cost| cost + if filled { sheet.lose(holder, at) } else { 0 });
        let given = given.map(|cost| Alternative { person, for_duty: None, cost });
        let exchanged = sheet.of_person(person as usize).filter(|_| filled).filter_map(|own| {
            let cost = sheet.exchange(person as usize, own as usize, at)? + sheet.exchange(holder, at, own as usize)?;
            Some(Alternative { person, for_duty: Some(Slot(own)), cost })
        });
        alternatives.extend(given.into_iter().chain(exchanged).min_by_key(|it| (it.cost, it.for_duty)));
    }
    alternatives.sort_by_key(|it| (it.cost, it.person));
    alternatives.truncate(most);
    Why { person: roster.0[at], reasons: counted(&sheet, at), alternatives }
}
