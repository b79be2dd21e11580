//! Users come, change their passphrase, and go. What a user *is* stands in the logbook; what opens the desk for them, in the keyring.

use super::{Desk, DeskError, rejoin};
use crate::campus::{Act, Refusal, Role, StaffAct, User, UserId};
use crate::logbook::{Fault, KdfCost};

impl Desk {
    /// A new user with a passphrase of their own; or one whose entry was lost, who gets their place back. The key pair is a new one: by the recovery
    /// key they would keep theirs.
    ///
    /// # Errors
    /// Not an administrator, login taken, or the disk failed.
    pub fn add_user(&self, user: User, passphrase: &str, cost: KdfCost) -> Result<(), DeskError> {
        let login = user.login.clone();
        // Asked before the campus is looked at: the thread that writes gives the answer, and waits while somebody looks.
        let key = self.keyring()?.public_of(&login);
        let act = rejoin::joining(&self.campus(), key, user);
        self.submit(act)?;
        self.give_key(&login, passphrase, cost, None)
    }

    /// Gives a user, or oneself, a new passphrase. Oneself, one keeps one's key pair. Somebody else gets a new pair, for nobody but they can
    /// open the old one: notes that are sealed to them stay closed until the recovery key is used, or a reader adds them again. They are told.
    ///
    /// # Errors
    /// Somebody else's, and not an administrator; one's own, and the seat is locked; or the disk failed.
    pub fn set_passphrase(&self, login: &str, passphrase: &str, cost: KdfCost) -> Result<(), DeskError> {
        let user = self.campus().staff().by_login(login).ok_or(Fault::NoSuchUser)?;
        let pair = if user == self.user { Some(self.session.secret()?) } else { None };
        self.submit(Act::Staff(StaffAct::PassphraseChanged { user }))?;
        self.give_key(login, passphrase, cost, pair)
    }

    /// Changes a user's role.
    ///
    /// # Errors
    /// Not an administrator, or the last one; or the disk failed.
    pub fn set_role(&self, user: UserId, role: Role) -> Result<(), DeskError> {
        self.change_user(user, |it| it.role = role)
    }

    /// Shuts a user out: marked in the logbook, taken off the keyring, and the data key changed, so that who kept a copy of everything reads
    /// nothing of what comes. May be repeated if the last of these failed.
    ///
    /// # Errors
    /// Not an administrator, or the last one; [`Fault::KeysNotReady`] if only the data key could not be changed; or the disk failed.
    pub fn disable_user(&self, user: UserId) -> Result<(), DeskError> {
        let login = self.campus().staff().user(user).map(|it| it.login.clone()).ok_or(Refusal::NoSuchUser(user))?;
        self.change_user(user, |it| it.active = false)?;
        self.with_logbook(move |logbook| logbook.remove_slot(&login))??;
        self.rotate_keys()
    }

    fn change_user(&self, user: UserId, change: impl FnOnce(&mut User)) -> Result<(), DeskError> {
        let before = self.campus().staff().user(user).cloned().ok_or(Refusal::NoSuchUser(user))?;
        let mut after = before.clone();
        change(&mut after);
        self.submit(Act::Staff(StaffAct::Changed { user, before: Box::new(before), after: Box::new(after) }))?;
        Ok(())
    }
}
