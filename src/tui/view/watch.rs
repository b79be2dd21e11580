//! The safety watch (安全研判): each hint with what was counted under it.

use crate::campus::{Campus, Hint, PutOff, Stamp, UserId};
use crate::desk::watch;
use crate::tui::model::Place;

/// Most entries that stand under a hint.
const ENTRIES: usize = 12;

/// The hints, where they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchBoard {
    /// The hints, those that stand first, the most striking first.
    pub hints: Vec<Hint>,
    /// How each of them is put off.
    pub off: Vec<Option<PutOff>>,
    /// The rows of the list.
    pub rows: Vec<WatchRow>,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchRow {
    /// A hint, by its place.
    Hint(usize),
    /// One of its entries, by their places.
    Entry(usize, usize),
}

impl WatchBoard {
    /// How many stand.
    pub fn standing(&self) -> usize {
        self.off.iter().filter(|it| it.is_none()).count()
    }

    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, now: Stamp, user: UserId) -> Self {
        if place != Place::Watch {
            return Self::default();
        }
        let (hints, off): (Vec<Hint>, Vec<Option<PutOff>>) = watch::sorted(campus, user, now).into_iter().unzip();
        let entries = |(at, it): (usize, &Hint)| {
            // What is put off is one line.
            let shown = if off.get(at).is_some_and(Option::is_some) { 0 } else { it.entries.len().min(ENTRIES) };
            let under = (0..shown).map(move |nth| WatchRow::Entry(at, nth));
            std::iter::once(WatchRow::Hint(at)).chain(under)
        };
        let rows = hints.iter().enumerate().flat_map(entries).collect::<Vec<_>>();
        Self { hints, off, rows }
    }
}
