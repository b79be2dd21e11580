//! One duty is lost, everything else is published: somebody takes it, or hands on a duty of theirs for it, or two do.

use super::instance::{Instance, Slot};
use super::score::Roster;
use super::sheet::Sheet;

/// A duty that changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The duty.
    pub slot: Slot,
    /// Whose it was.
    pub from: Option<u32>,
    /// Whose it is to be.
    pub to: u32,
}

/// How a lost duty can be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// One to three changes, the lost duty's first.
    pub changes: Vec<Change>,
    /// What it costs over the roster with that duty empty, in points of Z times [`Instance::shares`].
    pub cost: i64,
}

impl Repair {
    /// The lost duty as it stands in a roster: taken from whoever had it.
    pub(super) fn from(mut self, roster: &Roster) -> Self {
        if let Some(first) = self.changes.first_mut() {
            first.from = roster.0.get(first.slot.0 as usize).copied().flatten();
        }
        self
    }
}

/// The cheapest way to fill a slot with the fewest changes, three at most. `without` is to have no part in it, `fixed` says which other slots may
/// not be touched. `None` if there is no such way.
#[must_use]
pub fn repair(instance: &Instance, roster: &Roster, slot: Slot, without: Option<u32>, fixed: &dyn Fn(Slot) -> bool) -> Option<Repair> {
    let mut sheet = Sheet::of(instance, roster);
    if !instance.is_open(slot) {
        return None;
    }
    let at = slot.0 as usize;
    let before = sheet.who[at] as usize;
    if before != sheet.nobody() {
        sheet.cost += sheet.lose(before, at);
        sheet.set(at, sheet.nobody());
    }
    for (index, pinned) in sheet.pinned.iter_mut().enumerate() {
        *pinned |= fixed(Slot(index as u32));
    }
    best(&sheet, at, without).map(|it| it.from(roster))
}

/// As [`repair`], on a sheet with that slot empty and everything fixed marked.
pub(super) fn best(sheet: &Sheet<'_>, slot: usize, without: Option<u32>) -> Option<Repair> {
    let (cost, moves) = Chains::new(sheet, without).best(slot)?;
    let from = |slot: usize| Some(sheet.who[slot]).filter(|who| *who as usize != sheet.nobody());
    let change = |(slot, to): &(usize, u32)| Change { slot: Slot(*slot as u32), from: from(*slot), to: *to };
    Some(Repair { changes: moves.iter().map(change).collect(), cost })
}

/// Most slots that [`fill`] tries.
const TRIED: usize = 64;

/// Fills what can be filled by chains.
pub(super) fn fill(sheet: &mut Sheet<'_>) {
    let nobody = sheet.nobody();
    let empty: Vec<usize> = sheet.of_person(nobody).map(|slot| slot as usize).filter(|slot| !sheet.pinned[*slot]).take(TRIED).collect();
    for slot in empty {
        let found = Chains::new(sheet, None).best(slot);
        if let Some((cost, moves)) = found {
            sheet.cost += cost;
            moves.iter().for_each(|(slot, person)| sheet.set(*slot, *person as usize));
        }
    }
}

type Found = (i64, Vec<(usize, u32)>);

/// The search for chains on a sheet that stays as it is.
struct Chains<'s, 'a> {
    sheet: &'s Sheet<'a>,
    without: Option<u32>,
    /// The three cheapest takers of each slot, looked up once: of three, one has no part in a chain yet.
    takers: Vec<Option<Vec<(i64, u32)>>>,
}

impl<'s, 'a> Chains<'s, 'a> {
    fn new(sheet: &'s Sheet<'a>, without: Option<u32>) -> Self {
        Self { sheet, without, takers: vec![None; sheet.who.len()] }
    }

    /// The cheapest of the shortest chains.
    fn best(&mut self, slot: usize) -> Option<Found> {
        if let Some((cost, person)) = self.taker(slot, &[]) {
            return Some((cost, vec![(slot, person)]));
        }
        let mut best: Option<Found> = None;
        let first = self.handed_on(slot);
        for (cost, person, second) in &first {
            if let Some((gain, taker)) = self.taker(*second, &[*person]) {
                keep(&mut best, cost + gain, || vec![(slot, *person), (*second, taker)]);
            }
        }
        if best.is_some() {
            return best;
        }
        for (cost, person, second) in first {
            for (more, other, third) in self.handed_on(second).into_iter().filter(|it| it.1 != person) {
                if let Some((gain, taker)) = self.taker(third, &[person, other]) {
                    keep(&mut best, cost + more + gain, || vec![(slot, person), (second, other), (third, taker)]);
                }
            }
        }
        best
    }

    /// Who could take a slot if they were rid of one of theirs: cost, who, which.
    fn handed_on(&self, slot: usize) -> Vec<(i64, u32, usize)> {
        let sheet = self.sheet;
        let (n, day) = (sheet.n, sheet.day[slot] as usize);
        let mut found = Vec::new();
        // Who is away, or has two duties too close, is not helped by being rid of one: this leaves very few, and the search short.
        for person in self.people(slot).filter(|person| sheet.near[*person as usize * n.days + day] <= 1) {
            let own = sheet.of_person(person as usize).map(|own| own as usize).filter(|own| *own != slot && !sheet.pinned[*own]);
            found.extend(own.filter_map(|own| sheet.exchange(person as usize, own, slot).map(|cost| (cost, person, own))));
        }
        found
    }

    fn people(&self, slot: usize) -> impl Iterator<Item = u32> + use<'s, 'a> {
        let without = self.without;
        let n: &'a Instance = self.sheet.n;
        n.of_site[self.sheet.site[slot] as usize].iter().copied().filter(move |person| Some(*person) != without)
    }

    fn taker(&mut self, slot: usize, busy: &[u32]) -> Option<(i64, u32)> {
        if self.takers[slot].is_none() {
            let mut takers: Vec<(i64, u32)> =
                self.people(slot).filter_map(|it| self.sheet.gain(it as usize, slot).map(|cost| (cost, it))).collect();
            takers.sort_unstable();
            takers.truncate(3);
            self.takers[slot] = Some(takers);
        }
        self.takers[slot].iter().flatten().find(|it| !busy.contains(&it.1)).copied()
    }
}

fn keep(best: &mut Option<Found>, cost: i64, moves: impl FnOnce() -> Vec<(usize, u32)>) {
    if best.as_ref().is_none_or(|it| cost < it.0) {
        *best = Some((cost, moves()));
    }
}
