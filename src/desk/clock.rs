//! The clock of a desk. Nothing else in the house asks the machine what time it is.

use crate::campus::Stamp;

/// Where the time comes from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always the same instant, for tests and demonstrations (`--now`).
    Fixed(Stamp),
}

impl Clock {
    /// The time by this clock.
    pub fn now(self) -> Stamp {
        match self {
            Self::System => Stamp::from(chrono::Utc::now()),
            Self::Fixed(at) => at,
        }
    }
}
