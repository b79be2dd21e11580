//! Looking back with the rights of today (回看的权限).

use super::{Campus, UserId};

impl Campus {
    /// Gives an earlier campus the rights that `user` has in `today`: their role, classes and department, and the readers of what is sealed.
    /// Who was shut out since, or taken off a talk, does not get in by way of the past; who came since may look.
    pub fn carry_rights(&mut self, today: &Campus, user: UserId) {
        let known = self.staff.users.len();
        for (id, later) in today.staff.users().skip(known) {
            // Whoever came later is not there yet; their row only keeps the place of `user`'s own.
            let mut later = later.clone();
            later.active &= id == user;
            self.staff.users.push(later);
        }
        if let (Some(row), Some(now)) = (self.staff.users.get_mut(user.index()), today.staff.user(user)) {
            *row = now.clone();
        }
        self.talks.carry_readers(&today.talks);
    }
}
