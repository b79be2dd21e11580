//! Passphrases and key pairs at an open desk: the next user, the locked screen, the recovery key. Whatever takes long is done outside the
//! thread that writes.

use super::session::Session;
use super::{Clock, Desk, DeskError, Refused, rights};
use crate::campus::{Act, CustodyAct, Refusal, StaffAct, UserId};
use crate::logbook::{Attempts, Fault, KdfCost, Keyring, RecoveryKey, Unlocked, UserSecret};
use std::sync::Arc;

impl Desk {
    /// Another user comes to the open desk, into a session of their own.
    ///
    /// # Errors
    /// Wrong passphrase or unknown user, tried too often, disabled user, one whose entry is lost; or the desk was closed.
    pub fn switch(&self, login: &str, passphrase: &str) -> Result<Self, DeskError> {
        let unlocked = self.try_passphrase(login, passphrase)?;
        let user = self.campus().staff().by_login(login).ok_or(DeskError::JoiningLost)?;
        if self.campus().staff().user(user).is_none_or(|it| !it.active) {
            return Err(DeskError::Disabled);
        }
        let session = Arc::new(Session::of(unlocked.secret().cloned()));
        let desk = Self { inner: Arc::clone(&self.inner), user, seat: self.seat, session, past: None };
        let whose = login.to_owned();
        self.with_logbook(move |logbook| logbook.adopt_slot(&whose, &unlocked))??;
        desk.arrive(login);
        Ok(desk)
    }

    /// Wipes the private key of this seat: what is sealed to its user stays closed until [`Desk::remember`].
    pub fn forget_keys(&self) {
        self.session.set(None);
    }

    /// Brings the private key of this seat back.
    ///
    /// # Errors
    /// Wrong passphrase, or tried too often.
    pub fn remember(&self, passphrase: &str) -> Result<(), DeskError> {
        let login = self.login()?;
        let unlocked = self.try_passphrase(&login, passphrase)?;
        self.session.set(unlocked.secret().cloned());
        self.tell_failed_unlocks(&login);
        Ok(())
    }

    /// Whether this is the passphrase of who sits here. Takes as long as opening does.
    ///
    /// # Errors
    /// It is not, or was tried too often.
    pub fn check_passphrase(&self, passphrase: &str) -> Result<(), DeskError> {
        self.try_passphrase(&self.login()?, passphrase).map(drop)
    }

    fn try_passphrase(&self, login: &str, passphrase: &str) -> Result<Unlocked, DeskError> {
        let ring = self.keyring()?;
        Ok(try_passphrase(&Attempts::of(self.home()), ring.tag_of(login), || ring.unlock(login, passphrase))?)
    }

    pub(super) fn keyring(&self) -> Result<Keyring, DeskError> {
        self.with_logbook(|logbook| logbook.keyring())
    }

    fn login(&self) -> Result<Box<str>, Fault> {
        self.campus().staff().user(self.user).map(|it| it.login.clone()).ok_or(Fault::NoSuchUser)
    }

    /// What is due when a user has come in: their public key is published if the campus has another or none, and they learn of those who tried
    /// before. The desk is theirs even if that cannot be written now; it is tried again when they come in the next time.
    pub(super) fn arrive(&self, login: &str) {
        if let Ok(secret) = self.session.secret() {
            drop(self.publish(self.user, &secret));
        }
        self.tell_failed_unlocks(login);
    }

    /// Publishes a user's public key unless it is the one that is known.
    pub(super) fn publish(&self, user: UserId, secret: &UserSecret) -> Result<(), Refused> {
        let key = secret.public();
        if self.campus().staff().key_of(user).is_some_and(|it| it.key == key) {
            return Ok(());
        }
        self.submit(Act::Staff(StaffAct::KeyPublished { user, key })).map(drop)
    }

    /// Failed tries are recorded when the user comes in, and forgotten only when that is on disk.
    fn tell_failed_unlocks(&self, login: &str) {
        let Ok(ring) = self.keyring() else { return };
        let (attempts, tag) = (Attempts::of(self.home()), ring.tag_of(login));
        let Some(failed) = attempts.failed(tag) else { return };
        let act = CustodyAct::UnlocksFailed { user: self.user, times: failed.times, last: failed.last };
        if self.submit(Act::Custody(act)).is_ok() {
            drop(attempts.clear(tag));
        }
    }

    /// Puts a user's slot on the keyring under a passphrase, with the pair given or a new one, and publishes its public key.
    pub(super) fn give_key(&self, login: &str, passphrase: &str, cost: KdfCost, pair: Option<UserSecret>) -> Result<(), DeskError> {
        let user = self.campus().staff().by_login(login).ok_or(Fault::NoSuchUser)?;
        let slot = self.keyring()?.make_slot(login, passphrase, cost, pair)?;
        let secret = slot.secret().clone();
        self.with_logbook(move |logbook| logbook.put_slot(&slot))??;
        Ok(self.publish(user, &secret)?)
    }

    /// Begins a new epoch of data keys and records it. Who was taken off the keyring before knows nothing of what comes.
    ///
    /// # Errors
    /// Not allowed; a login or the recovery key has no key pair yet; or the disk failed.
    pub fn rotate_keys(&self) -> Result<(), DeskError> {
        let act = |epoch| Act::Custody(CustodyAct::KeyRotated { epoch });
        if !rights::may_do(&self.campus(), self.user, &act(0)) {
            return Err(Refusal::NotAllowed.into());
        }
        let epoch = self.with_logbook(|logbook| logbook.rotate())??;
        self.submit(act(epoch))?;
        Ok(())
    }

    /// Makes a new recovery key; the old one opens nothing any more. With the old one at hand every user's private key is left with the new
    /// one at once; without it, that is done for each when they come in the next time. That it was made is recorded, and everybody is told.
    ///
    /// # Errors
    /// Not an administrator, wrong old key; or the disk failed.
    pub fn new_recovery_key(&self, old: Option<RecoveryKey>) -> Result<RecoveryKey, DeskError> {
        if !rights::may_renew_recovery_key(&self.campus(), self.user) {
            return Err(Refusal::NotAllowed.into());
        }
        if let Some(old) = &old {
            self.keyring()?.unlock_recovery(old)?;
        }
        // Recorded first: whoever holds a new key can in time open every private key, so none may be made that the others are not told of.
        self.submit(Act::Custody(CustodyAct::RecoveryRenewed))?;
        Ok(self.with_logbook(move |logbook| logbook.renew_recovery(old.as_ref()))??)
    }
}

/// Looks at a passphrase unless too many were wrong before, and counts it if it is.
pub(super) fn try_passphrase(
    attempts: &Attempts,
    tag: [u8; 16],
    unlock: impl FnOnce() -> Result<Unlocked, Fault>,
) -> Result<Unlocked, Fault> {
    // The machine's own clock, for the desk's may be set by whoever guesses.
    let now = Clock::System.now();
    attempts.check(tag, now)?;
    unlock().inspect_err(|fault| {
        if *fault == Fault::WrongPassphrase {
            // Where nothing can be written, each try costs its key derivation all the same.
            drop(attempts.count(tag, now));
        }
    })
}
