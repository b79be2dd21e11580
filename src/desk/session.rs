//! Who sits at a seat, as far as keys go: the private key is here while the seat is unlocked, and nowhere else.

use super::locked;
use crate::logbook::{Fault, UserSecret};
use std::sync::RwLock;

/// The private key of whoever sits at a seat; nothing while the seat is locked. Wiped when it is dropped.
#[derive(Default)]
pub(super) struct Session(RwLock<Option<UserSecret>>);

impl Session {
    pub(super) fn of(secret: Option<UserSecret>) -> Self {
        Self(RwLock::new(secret))
    }

    /// The key, for a moment's use.
    ///
    /// # Errors
    /// [`Fault::SeatLocked`].
    pub(super) fn secret(&self) -> Result<UserSecret, Fault> {
        locked(self.0.read()).clone().ok_or(Fault::SeatLocked)
    }

    pub(super) fn set(&self, secret: Option<UserSecret>) {
        *locked(self.0.write()) = secret;
    }
}
