//! The safety watch (安全研判): each hint with what was counted under it.

use crate::campus::{Campus, Hint, Stamp, UserId};
use crate::desk::watch;
use crate::tui::model::Place;

/// Most entries that stand under a hint.
const ENTRIES: usize = 12;

/// The hints, where they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchBoard {
    /// The hints, the most striking first.
    pub hints: Vec<Hint>,
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
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, now: Stamp, user: UserId) -> Self {
        if place != Place::Watch {
            return Self::default();
        }
        let hints = watch::hints(campus, user, now);
        let entries = |(at, it): (usize, &Hint)| {
            let under = (0..it.entries.len().min(ENTRIES)).map(move |nth| WatchRow::Entry(at, nth));
            std::iter::once(WatchRow::Hint(at)).chain(under)
        };
        let rows = hints.iter().enumerate().flat_map(entries).collect();
        Self { hints, rows }
    }
}
