//! A look at a number in full (查看完整号码): recorded first, shown then.

use super::{Desk, Refused, rights};
use crate::campus::{Act, CustodyAct, Detail, NumberKind, Refusal, StudentId};

impl Desk {
    /// A number of a student in full, once it is on record that this user looked at it. `reason` may be empty where the work at hand says it.
    ///
    /// # Errors
    /// The user may not look at it, there is no such number ([`Refusal::EmptyName`]), or the disk failed; nothing is shown then.
    pub fn reveal(&self, student: StudentId, what: NumberKind, reason: &str) -> Result<String, Refused> {
        let number = {
            let campus = self.campus();
            // Asked first: whether there is a number at all is not for everybody.
            if !rights::may_reveal(&campus, self.user(), student, what) {
                return Err(Refusal::NotAllowed.into());
            }
            let facts = &campus.people().student(student).ok_or(Refusal::NoSuchStudent(student))?.facts;
            let identity = || facts.more.iter().find(|(it, _)| *it == Detail::IdentityNo).map(|(_, text)| &**text);
            match what {
                NumberKind::Phone => facts.phone.to_string(),
                NumberKind::Guardian => facts.guardian_phone.to_string(),
                NumberKind::Identity => identity().unwrap_or_default().to_owned(),
            }
        };
        if number.is_empty() {
            return Err(Refusal::EmptyName.into());
        }
        self.submit(Act::Custody(CustodyAct::Revealed { student, what, reason: reason.into() }))?;
        Ok(number)
    }
}
