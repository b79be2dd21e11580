//! Two rosters of one instance held against each other: what changes when a draft is published, or a repair is made.

use super::instance::{Instance, Slot};
use super::score::Roster;

/// A slot that changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The slot.
    pub slot: Slot,
    /// Who had it.
    pub before: Option<u32>,
    /// Who has it now.
    pub after: Option<u32>,
}

/// What it is for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// Who.
    pub person: u32,
    /// Slots that are new to them, in order.
    pub gained: Vec<Slot>,
    /// Slots that are no longer theirs, in order.
    pub lost: Vec<Slot>,
}

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// By slot, in order.
    pub moved: Vec<Moved>,
    /// By person, in order; whom nothing changes for is not there.
    pub people: Vec<Affected>,
}

impl Diff {
    /// From one roster to another. Posts of one site on one day are the same duty: who only stands at another of them has nothing changed.
    #[must_use]
    pub fn between(instance: &Instance, before: &Roster, after: &Roster) -> Self {
        let at = |roster: &Roster, slot: usize| roster.0.get(slot).copied().flatten();
        let mut moved = Vec::new();
        let starts = (0..instance.slots()).step_by(instance.posts.max(1));
        for start in starts {
            let (mut old, mut new) = (Vec::new(), Vec::new());
            let slots = start..start + instance.posts;
            slots.clone().for_each(|slot| old.push(at(before, slot)));
            slots.for_each(|slot| new.push(at(after, slot)));
            moved.extend(changed(start, &old, new));
        }
        let mut people: Vec<Affected> = Vec::new();
        let mut whose: Vec<u32> = moved.iter().flat_map(|it: &Moved| it.before.into_iter().chain(it.after)).collect();
        whose.sort_unstable();
        whose.dedup();
        for person in whose {
            let those = |of: fn(&Moved) -> Option<u32>| moved.iter().filter(|it| of(it) == Some(person)).map(|it| it.slot).collect();
            people.push(Affected { person, gained: those(|it| it.after), lost: those(|it| it.before) });
        }
        Self { moved, people }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty()
    }
}

/// The posts of one site on one day: whoever is there before and after is left out, the others are put where somebody has gone.
fn changed(start: usize, old: &[Option<u32>], mut new: Vec<Option<u32>>) -> Vec<Moved> {
    let mut open = Vec::new();
    for (post, before) in old.iter().enumerate() {
        match new.iter().position(|after| after == before) {
            Some(same) => drop(new.swap_remove(same)),
            None => open.push((post, *before)),
        }
    }
    new.sort_unstable();
    let moved = open.into_iter().zip(new);
    moved.map(|((post, before), after)| Moved { slot: Slot((start + post) as u32), before, after }).collect()
}
