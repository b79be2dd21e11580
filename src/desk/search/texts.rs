//! The texts of a session: what is read of them, what is still to be read, and which things hold what is looked for.

use super::Gathered;
use super::arena::{Arena, Thing};
use super::bits::Bits;
use super::said_in;
use super::sieve::{Sieve, beside_words};
use super::view::{Readable, View, entries_of, entry_of, row_of, seq_of};
use crate::campus::{Campus, Entry, Seq, Stamp, UserId};
use crate::logbook::Fault;
use crate::query::{Kind, Wanted};
use std::collections::HashMap;

/// How many kinds of things there are.
const KINDS: usize = Kind::ALL.len();

/// The texts in memory, with what may be read as it was when they were last brought up to date.
#[derive(Default)]
pub(in crate::desk) struct Texts {
    arena: Arena,
    view: View,
    /// What passed the filters of the last query, in this view.
    passed: Option<Passed>,
    /// How many entries of each thing are in, by kind.
    taken: [Vec<u16>; KINDS],
    /// Everything before this place of the view is in.
    next: usize,
    done: usize,
    pub(super) unreadable: usize,
    /// The seat is locked: nothing is read.
    shut: bool,
}

/// What of a view is as a query wants it, whatever its texts say: while words are typed behind a filter, it stays the same.
struct Passed {
    /// The query without its words.
    wanted: Wanted,
    /// The things of each kind by their rows.
    things: [Bits; KINDS],
}

/// An entry to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToRead {
    thing: Thing,
    nth: usize,
    pub(super) entry: Seq,
}

/// The things whose texts hold what is looked for.
pub(super) struct Holding {
    /// The things of each kind by their rows; `None` where nothing is looked for in texts.
    things: Option<[Bits; KINDS]>,
    /// The first word, to show where it stands.
    first: Option<Vec<u8>>,
}

/// A thing that holds what is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) seq: Seq,
    pub(super) entry: Seq,
    pub(super) at: Stamp,
}

impl Passed {
    fn of((campus, user): (&Campus, UserId), view: &View, wanted: Wanted) -> Self {
        let (sieve, mut things) = (Sieve::new(campus, user, &wanted), <[Bits; KINDS]>::default());
        for it in view.order.iter().filter(|it| sieve.lets(**it)) {
            let (kind, row) = row_of(it.thing);
            things[kind as usize].set(row);
        }
        Self { wanted, things }
    }
}

impl ToRead {
    pub(super) fn thing(&self) -> Thing {
        self.thing
    }
}

impl Texts {
    /// Whether a query has to be looked for in texts at all.
    pub(super) fn are_needed(wanted: &Wanted) -> bool {
        !(wanted.words.is_empty() && wanted.without.is_empty() && wanted.tags.is_empty())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.arena.size().0 == 0
    }

    pub(super) fn size(&self) -> (usize, usize) {
        let tables = self.view.order.capacity() * size_of::<Readable>() + self.taken.iter().map(|it| it.capacity() * 2).sum::<usize>();
        let (texts, memory) = self.arena.size();
        (texts, memory + tables)
    }

    /// # Errors
    /// [`Fault::SeatLocked`].
    pub(super) fn open_or_locked(&self) -> Result<(), Fault> {
        if self.shut { Err(Fault::SeatLocked) } else { Ok(()) }
    }

    /// Overwrites everything.
    pub(in crate::desk) fn wipe(&mut self) {
        let shut = self.shut;
        self.arena.wipe();
        *self = Self { shut, ..Self::default() };
    }

    /// Overwrites everything, and reads nothing until the seat is open again.
    pub(in crate::desk) fn shut(&mut self, shut: bool) {
        if shut {
            self.wipe();
        }
        self.shut = shut;
    }

    /// Looks anew at what may be read, if the campus has changed. What may be read no longer is overwritten.
    pub(super) fn bring_up(&mut self, campus: &Campus, user: UserId) {
        if self.view.applied == Some(campus.applied()) {
            return;
        }
        let view = View::of(campus, user);
        let rows = [campus.talks().heads().len(), campus.incidents().heads().len(), campus.requests().heads().len()];
        let shrunk = self.taken.iter().zip(rows).any(|(taken, rows)| taken.len() > rows);
        if self.view.applied.is_some() && (view.grounds != self.view.grounds || shrunk) {
            self.wipe();
        }
        self.taken.iter_mut().zip(rows).for_each(|(taken, rows)| taken.resize(rows, 0));
        let mut kept = rows.map(Bits::none);
        for it in &view.order {
            let (kind, row) = row_of(it.thing);
            if usize::from(self.taken[kind as usize][row]) <= entries_of(campus, it.thing) {
                kept[kind as usize].set(row);
            }
        }
        let is_out = |taken: &[u16], kept: &Bits, row: usize| taken.get(row).is_some_and(|it| *it > 0) && !kept.has(row);
        let out = |texts: &Self, thing: Thing| {
            let (kind, row) = row_of(thing);
            is_out(&texts.taken[kind as usize], &kept[kind as usize], row)
        };
        let any = (0..KINDS).any(|kind| (0..rows[kind]).any(|row| is_out(&self.taken[kind], &kept[kind], row)));
        if any {
            let mut arena = std::mem::take(&mut self.arena);
            arena.take_out(|thing| out(self, thing));
            self.arena = arena;
            for (taken, kept) in self.taken.iter_mut().zip(&kept) {
                taken.iter_mut().enumerate().filter(|(row, _)| !kept.has(*row)).for_each(|(_, it)| *it = 0);
            }
        }
        self.view = view;
        self.passed = None;
        self.next = 0;
        self.done = self.view.order.iter().filter(|it| self.is_in(campus, it.thing)).count();
    }

    fn is_in(&self, campus: &Campus, thing: Thing) -> bool {
        let (kind, row) = row_of(thing);
        usize::from(self.taken[kind as usize][row]) >= entries_of(campus, thing).min(usize::from(u16::MAX))
    }

    pub(super) fn gathered(&self) -> Gathered {
        Gathered { done: self.done, all: self.view.order.len(), unreadable: self.unreadable }
    }

    /// The entries of the next things, the newest first.
    pub(super) fn next_batch(&mut self, campus: &Campus, things: usize) -> Vec<ToRead> {
        let (mut batch, mut count) = (Vec::new(), 0);
        while count < things
            && let Some(it) = self.view.order.get(self.next)
        {
            self.next += 1;
            let (kind, row) = row_of(it.thing);
            let taken = usize::from(self.taken[kind as usize][row]);
            let entries = entries_of(campus, it.thing).min(usize::from(u16::MAX));
            if taken < entries {
                count += 1;
                self.done += 1;
                self.taken[kind as usize][row] = entries as u16;
                // Files hold no words, and may be large.
                let is_file =
                    |entry: &Seq| kind == Kind::Talks && campus.talks().heads().get(row).is_some_and(|it| it.files.contains(entry));
                let entry = |nth| entry_of(campus, it.thing, nth).filter(|it| !is_file(it));
                let to_read = |nth| entry(nth).map(|entry| ToRead { thing: it.thing, nth, entry });
                batch.extend((taken..entries).filter_map(to_read));
            }
        }
        batch
    }

    /// Takes in what was read.
    pub(super) fn take_in<'e>(&mut self, batch: &[ToRead], entry: impl Fn(Seq) -> Option<&'e Entry>) {
        for it in batch {
            if let Some((text, tags)) = entry(it.entry).and_then(said_in) {
                self.arena.add(it.thing, it.nth as u32, &text, tags);
            }
        }
    }

    /// The things whose texts hold what is looked for. `None` if `go_on` said no meanwhile. Takes no notice of the campus, so nobody waits for it.
    pub(super) fn holding(&mut self, wanted: &Wanted, go_on: &(dyn Fn() -> bool + Sync)) -> Option<Holding> {
        let words = wanted.words.iter().map(|it| Arena::word(it));
        let must: Vec<Vec<u8>> = words.chain(wanted.tags.iter().map(|it| Arena::tag(it))).collect();
        let mut holding: Option<[Bits; KINDS]> = None;
        for word in &must {
            let things = self.things(word, go_on)?;
            match &mut holding {
                None => holding = Some(things),
                Some(holding) => holding.iter_mut().zip(&things).for_each(|(all, these)| all.and(these)),
            }
        }
        for word in &wanted.without {
            let things = self.things(&Arena::word(word), go_on)?;
            // Where nothing but what must not be there is said, everything that is read is looked through.
            let holding = holding.get_or_insert_with(|| self.all_in());
            holding.iter_mut().zip(&things).for_each(|(all, these)| all.and_not(these));
        }
        Some(Holding { things: holding, first: must.into_iter().next() })
    }

    /// Of the things whose texts hold what is looked for, those that this user may read and that are as the query wants, the newest first: the
    /// first `limit` of them, and how many there are.
    pub(super) fn sift(
        &mut self,
        (campus, user): (&Campus, UserId),
        wanted: &Wanted,
        Holding { things, first: word }: Holding,
        limit: usize,
    ) -> (Vec<Hit>, usize) {
        if things.as_ref().is_some_and(|it| it.iter().all(Bits::is_empty)) {
            return (Vec::new(), 0);
        }
        let (mut first, mut count) = (Vec::new(), 0);
        let mut take = |it: Readable| {
            count += 1;
            if first.len() < limit {
                first.push(it);
            }
        };
        let holds = |it: &Readable| {
            let (kind, row) = row_of(it.thing);
            things.as_ref().is_none_or(|it| it[kind as usize].has(row))
        };
        if self.view.applied == Some(campus.applied()) {
            // What is in view is what `Sight` says of this very campus, and so is what passed in it.
            let wanted = beside_words(wanted);
            if self.passed.as_ref().is_none_or(|it| it.wanted != wanted) {
                self.passed = (wanted != Wanted::default()).then(|| Passed::of((campus, user), &self.view, wanted));
            }
            let passed = self.passed.as_ref();
            let passes = |it: &Readable| {
                let (kind, row) = row_of(it.thing);
                passed.is_none_or(|it| it.things[kind as usize].has(row))
            };
            self.view.order.iter().filter(|it| holds(it) && passes(it)).for_each(|it| take(*it));
        } else {
            let sieve = Sieve::new(campus, user, wanted);
            self.view.order.iter().filter(|it| holds(it) && sieve.lets(**it)).for_each(|it| take(*it));
        }
        let places = word.map(|word| self.places(&word, &first)).unwrap_or_default();
        let hit = |it: &Readable| {
            let nth = places.get(&it.thing).copied().unwrap_or(0);
            let (seq, entry) = (seq_of(campus, it.thing)?, entry_of(campus, it.thing, nth as usize)?);
            Some(Hit { kind: row_of(it.thing).0, seq, entry, at: it.at })
        };
        (first.iter().filter_map(hit).collect(), count)
    }

    /// Forgets what was looked for lately.
    pub(super) fn forget_words(&mut self) {
        self.arena.forget_words();
        self.passed = None;
    }

    /// The things that hold a word.
    fn things(&mut self, word: &[u8], go_on: &(dyn Fn() -> bool + Sync)) -> Option<[Bits; KINDS]> {
        let texts = self.arena.find(word, go_on)?.clone();
        let mut things: [Bits; KINDS] = std::array::from_fn(|kind| Bits::none(self.taken[kind].len()));
        for (thing, _) in self.arena.things(&texts) {
            let (kind, row) = row_of(thing);
            things[kind as usize].set(row);
        }
        Some(things)
    }

    /// All things that are read.
    fn all_in(&self) -> [Bits; KINDS] {
        std::array::from_fn(|kind| {
            let mut all = Bits::none(self.taken[kind].len());
            self.taken[kind].iter().enumerate().filter(|(_, it)| **it > 0).for_each(|(row, _)| all.set(row));
            all
        })
    }

    /// In which of its entries each of these things holds a word.
    fn places(&mut self, word: &[u8], things: &[Readable]) -> HashMap<Thing, u32> {
        let mut places: HashMap<Thing, Option<u32>> = things.iter().map(|it| (it.thing, None)).collect();
        let Some(texts) = self.arena.find(word, &|| true).cloned() else { return HashMap::new() };
        let mut left = places.len();
        for (thing, nth) in self.arena.things(&texts) {
            if left == 0 {
                break;
            }
            if let Some(place @ None) = places.get_mut(&thing) {
                *place = Some(nth);
                left -= 1;
            }
        }
        places.into_iter().filter_map(|(thing, nth)| Some((thing, nth?))).collect()
    }
}
