//! Who sits at a seat, as far as keys and what they open go: the private key and the texts that are looked through are here while the seat is
//! unlocked, and nowhere else.

use super::locked;
use super::search::{Grounds, Texts};
use crate::logbook::{Fault, UserSecret};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock};

/// The private key of whoever sits at a seat, nothing while the seat is locked; and the texts they have searched. Wiped when it is dropped.
#[derive(Default)]
pub(super) struct Session {
    secret: RwLock<Option<UserSecret>>,
    pub(super) texts: Mutex<Texts>,
    /// On what grounds the texts were read, as the writer saw it last.
    pub(super) grounds: Mutex<Option<Grounds>>,
    watched: AtomicBool,
}

impl Session {
    pub(super) fn of(secret: Option<UserSecret>) -> Self {
        Self { secret: RwLock::new(secret), ..Self::default() }
    }

    /// The key, for a moment's use.
    ///
    /// # Errors
    /// [`Fault::SeatLocked`].
    pub(super) fn secret(&self) -> Result<UserSecret, Fault> {
        locked(self.secret.read()).clone().ok_or(Fault::SeatLocked)
    }

    /// Gives the key, or takes it away and the texts with it.
    pub(super) fn set(&self, secret: Option<UserSecret>) {
        let shut = secret.is_none();
        *locked(self.secret.write()) = secret;
        locked(self.texts.lock()).shut(shut);
    }

    /// Whether nobody has asked this before.
    pub(super) fn watch(&self) -> bool {
        !self.watched.swap(true, Ordering::Relaxed)
    }
}
