//! Users come, change their passphrase, and go. What a user *is* stands in the logbook; what opens the desk for them, in the keyring.

use super::{Desk, DeskError};
use crate::campus::{Act, Refusal, Role, StaffAct, User, UserId};
use crate::logbook::{Fault, KdfCost};
use zeroize::Zeroizing;

impl Desk {
    /// A new user with a passphrase of their own.
    ///
    /// # Errors
    /// Not an administrator, login taken, or the disk failed.
    pub fn add_user(&self, user: User, passphrase: &str, cost: KdfCost) -> Result<(), DeskError> {
        let login = user.login.clone();
        self.submit(Act::Staff(StaffAct::Joined(user)))?;
        self.give_key(&login, passphrase, cost)
    }

    /// Gives a user, or oneself, a new passphrase.
    ///
    /// # Errors
    /// Somebody else's, and not an administrator; or the disk failed.
    pub fn set_passphrase(&self, login: &str, passphrase: &str, cost: KdfCost) -> Result<(), DeskError> {
        let user = self.campus().staff().by_login(login).ok_or(Fault::NoSuchUser)?;
        self.submit(Act::Staff(StaffAct::PassphraseChanged { user }))?;
        self.give_key(login, passphrase, cost)
    }

    /// Changes a user's role.
    ///
    /// # Errors
    /// Not an administrator, or the last one; or the disk failed.
    pub fn set_role(&self, user: UserId, role: Role) -> Result<(), DeskError> {
        self.change_user(user, |it| it.role = role)
    }

    /// Shuts a user out: marked in the logbook, and taken off the keyring.
    ///
    /// # Errors
    /// Not an administrator, or the last one; or the disk failed.
    pub fn disable_user(&self, user: UserId) -> Result<(), DeskError> {
        let login = self.campus().staff().user(user).map(|it| it.login.clone()).ok_or(Refusal::NoSuchUser(user))?;
        self.change_user(user, |it| it.active = false)?;
        self.with_logbook(move |logbook| logbook.remove_slot(&login))??;
        Ok(())
    }

    fn change_user(&self, user: UserId, change: impl FnOnce(&mut User)) -> Result<(), DeskError> {
        let before = self.campus().staff().user(user).cloned().ok_or(Refusal::NoSuchUser(user))?;
        let mut after = before.clone();
        change(&mut after);
        self.submit(Act::Staff(StaffAct::Changed { user, before: Box::new(before), after: Box::new(after) }))?;
        Ok(())
    }

    /// Whether this is the passphrase of who sits here, for unlocking a hidden screen. Takes as long as opening does.
    ///
    /// # Errors
    /// It is not.
    pub fn check_passphrase(&self, passphrase: &str) -> Result<(), DeskError> {
        let login = self.campus().staff().user(self.user).map(|it| it.login.clone()).ok_or(Fault::NoSuchUser)?;
        let passphrase = Zeroizing::new(passphrase.to_owned());
        Ok(self.with_logbook(move |logbook| logbook.check_passphrase(&login, &passphrase))??)
    }

    fn give_key(&self, login: &str, passphrase: &str, cost: KdfCost) -> Result<(), DeskError> {
        let (login, passphrase) = (login.to_owned(), Zeroizing::new(passphrase.to_owned()));
        Ok(self.with_logbook(move |logbook| logbook.add_slot(&login, &passphrase, cost))??)
    }
}
