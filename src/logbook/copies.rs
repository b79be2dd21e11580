//! How the copies of the logbook stand, so that a screen can say at once when one is missing, behind, full or broken.
//!
//! The writer and the thread that follows put down what they see; anybody may look, and whoever asked is called when something has changed.

use super::Fault;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Free space below which a copy is said to be low, in MiB: with it a desk still writes for weeks, so there is time to do something.
pub const LOW_MIB: u64 = 200;

/// One of the places where the entries lie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Copy {
    /// The database.
    Store,
    /// The append-only log in the home: what an acknowledgement promises.
    Mirror,
    /// A second mirror below this directory, on another disk.
    Second(PathBuf),
}

/// How a copy stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It has everything.
    Good,
    /// It has everything, and its disk is nearly full.
    Low {
        /// What is left, in MiB.
        free_mib: u64,
    },
    /// It lacks the last entries.
    Behind {
        /// How many.
        entries: u64,
    },
    /// It holds entries that the home does not have; they are taken over when the home is opened next.
    Ahead {
        /// How many.
        entries: u64,
    },
    /// It is not there: the stick was pulled out.
    Missing,
    /// Its disk is full.
    Full,
    /// It cannot be written.
    ReadOnly,
    /// It does not take what is written, or is damaged.
    Broken,
}

impl Standing {
    /// What a fault of a copy makes of it.
    pub(super) fn after(fault: &Fault) -> Self {
        match fault {
            Fault::Full => Self::Full,
            Fault::HomeNotWritable => Self::ReadOnly,
            _ => Self::Broken,
        }
    }

    /// Whether nobody need be told.
    pub fn is_good(&self) -> bool {
        *self == Self::Good
    }
}

/// A copy and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyState {
    /// Which.
    pub which: Copy,
    /// How.
    pub standing: Standing,
}

/// Tells from any thread how the copies stand. Looking never waits for whoever writes.
#[derive(Clone)]
pub struct CopyWatch {
    pub(super) board: Arc<Board>,
}

impl CopyWatch {
    /// All copies: the database, the mirror, second mirrors.
    pub fn states(&self) -> Vec<CopyState> {
        self.board.seen().states()
    }

    /// Why nothing can be written any more, if that is so.
    pub fn stopped(&self) -> Option<Fault> {
        self.board.seen().stopped.clone()
    }

    /// Waits until `done` is content with the states, at most `patience`. Whether it was.
    pub fn wait_until(&self, patience: Duration, done: impl FnMut(&[CopyState]) -> bool) -> bool {
        self.board.wait_until(patience, done)
    }
}

/// Called when a copy stands otherwise than before.
pub(super) type Told = Box<dyn Fn() + Send>;

/// Where the standings are put down.
#[derive(Default)]
pub(super) struct Board {
    seen: Mutex<Seen>,
    changed: Condvar,
    told: Mutex<Option<Told>>,
}

#[derive(Default)]
struct Seen {
    rows: Vec<Row>,
    stopped: Option<Fault>,
}

struct Row {
    which: Copy,
    standing: Standing,
    low: Option<u64>,
}

impl Row {
    fn state(&self) -> CopyState {
        let standing = match self.low {
            Some(free_mib) if self.standing == Standing::Good => Standing::Low { free_mib },
            _ => self.standing.clone(),
        };
        CopyState { which: self.which.clone(), standing }
    }
}

impl Seen {
    fn row(&mut self, which: &Copy) -> &mut Row {
        let at = self.rows.binary_search_by(|it| it.which.cmp(which)).unwrap_or_else(|at| {
            self.rows.insert(at, Row { which: which.clone(), standing: Standing::Good, low: None });
            at
        });
        &mut self.rows[at]
    }

    fn states(&self) -> Vec<CopyState> {
        self.rows.iter().map(Row::state).collect()
    }
}

impl Board {
    /// A board on which database and mirror are good.
    pub(super) fn new() -> Self {
        let board = Self::default();
        board.set(&Copy::Store, Standing::Good);
        board.set(&Copy::Mirror, Standing::Good);
        board
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Rows are changed as a whole, so what a panicking thread left is still right.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is to be called from now on.
    pub(super) fn tell(&self, told: Told) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
    }

    pub(super) fn set(&self, which: &Copy, standing: Standing) {
        self.change(|seen| seen.row(which).standing = standing);
    }

    /// Puts down how much space is free for a copy, in MiB, if that is known.
    pub(super) fn set_free(&self, which: &Copy, free_mib: Option<u64>) {
        let low = free_mib.filter(|it| *it < LOW_MIB);
        self.change(|seen| seen.rows.iter_mut().filter(|it| it.which == *which).for_each(|it| it.low = low));
    }

    pub(super) fn set_stopped(&self, fault: Option<Fault>) {
        self.change(|seen| seen.stopped = fault);
    }

    /// Puts second mirrors on, those that are new as lacking so many entries until somebody has looked, and takes all others off.
    pub(super) fn follow(&self, dirs: &[PathBuf], entries: u64) {
        self.change(|seen| {
            seen.rows.retain(|it| !matches!(&it.which, Copy::Second(dir) if !dirs.contains(dir)));
            for which in dirs.iter().cloned().map(Copy::Second) {
                if !seen.rows.iter().any(|it| it.which == which) {
                    seen.row(&which).standing = Standing::Behind { entries };
                }
            }
        });
    }

    /// Puts down how a second mirror stands, if it is still followed.
    pub(super) fn set_second(&self, dir: &Path, standing: Standing) {
        let which = Copy::Second(dir.to_owned());
        self.change(|seen| seen.rows.iter_mut().filter(|it| it.which == which).for_each(|it| it.standing = standing.clone()));
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        let mut seen = self.seen();
        let before = (seen.states(), seen.stopped.clone());
        change(&mut seen);
        let same = before == (seen.states(), seen.stopped.clone());
        drop(seen);
        if !same {
            self.changed.notify_all();
            if let Some(told) = &*self.told.lock().unwrap_or_else(PoisonError::into_inner) {
                told();
            }
        }
    }

    fn wait_until(&self, patience: Duration, mut done: impl FnMut(&[CopyState]) -> bool) -> bool {
        let begun = Instant::now();
        let mut seen = self.seen();
        loop {
            if done(&seen.states()) {
                return true;
            }
            let Some(rest) = patience.checked_sub(begun.elapsed()) else { return false };
            seen = self.changed.wait_timeout(seen, rest).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn only_a_change_is_told() {
        let board = Board::new();
        let calls = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&calls);
        board.tell(Box::new(move || {
            counted.fetch_add(1, Ordering::Relaxed);
        }));
        board.set(&Copy::Mirror, Standing::Good);
        assert_eq!(calls.load(Ordering::Relaxed), 0);
        board.set(&Copy::Mirror, Standing::Full);
        board.set(&Copy::Mirror, Standing::Full);
        assert_eq!(calls.load(Ordering::Relaxed), 1);
        board.set_stopped(Some(Fault::Full));
        assert_eq!((calls.load(Ordering::Relaxed), board.seen().stopped.clone()), (2, Some(Fault::Full)));
    }

    #[test]
    fn little_space_is_said_of_a_copy_that_is_good_otherwise() {
        let board = Board::new();
        board.set_free(&Copy::Store, Some(LOW_MIB));
        board.set_free(&Copy::Mirror, Some(LOW_MIB - 1));
        let of = |board: &Board| board.seen().states().into_iter().map(|it| it.standing).collect::<Vec<_>>();
        assert_eq!(of(&board), [Standing::Good, Standing::Low { free_mib: LOW_MIB - 1 }]);
        board.set(&Copy::Mirror, Standing::Full);
        assert_eq!(of(&board)[1], Standing::Full);
    }
}
