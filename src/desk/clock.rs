//! The clock of a desk. Nothing else in the house asks the machine what time it is.

use crate::campus::Stamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always the same instant, for tests and demonstrations (`--now`).
    Fixed(Stamp),
    /// The machine's clock set back or forward by so many milliseconds: in the demo college it is always the middle of the night.
    Shifted(i64),
}

impl Clock {
    /// The time by this clock.
    pub fn now(self) -> Stamp {
        match self {
            Self::System => Stamp::from(chrono::Utc::now()),
            Self::Fixed(at) => at,
            Self::Shifted(by) => Stamp(Self::System.now().0.saturating_add(by)),
        }
    }

    /// A clock that runs on from `at`, starting now.
    pub fn running_from(at: Stamp) -> Self {
        Self::Shifted(at.0.saturating_sub(Self::System.now().0))
    }
}

/// The clock on the wall of one open desk, which remembers the latest time it has shown: a clock that is set back does not make what was
/// noted before a thing of the future.
pub(super) struct WallClock {
    clock: Clock,
    latest: AtomicI64,
}

impl WallClock {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, latest: AtomicI64::new(clock.now().0) }
    }

    pub(super) fn now(&self) -> Stamp {
        let now = self.clock.now();
        self.latest.fetch_max(now.0, Ordering::Relaxed);
        now
    }

    /// Whether it is the machine's own.
    pub(super) fn is_real(&self) -> bool {
        self.clock == Clock::System
    }

    /// The latest time that was shown here.
    pub(super) fn latest(&self) -> Stamp {
        Stamp(self.latest.load(Ordering::Relaxed))
    }
}
