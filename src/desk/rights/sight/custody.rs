//! Whether a user sees what was done to the logbook itself.

use super::{Sight, Tie};
use crate::campus::{CustodyAct, Seq, UserId};
use crate::desk::rights::Right;

impl Sight<'_> {
    /// Whether a record of custody that `by` made is seen.
    pub fn custody(self, by: UserId, act: &CustodyAct) -> bool {
        match act {
            CustodyAct::BackedUp { .. }
            | CustodyAct::Restored { .. }
            | CustodyAct::KeyRotated { .. }
            | CustodyAct::Salvaged { .. }
            | CustodyAct::RecoveryRenewed => self.may(Right::CustodySeen),
            CustodyAct::UnlocksFailed { user, .. } | CustodyAct::RecoveryUsed { user } => self.unlocks(*user),
            CustodyAct::GlassBroken { talk, .. } => self.glass(by, *talk),
            CustodyAct::Revealed { student, .. } => self.sees_reveal(by, *student),
            CustodyAct::Exported { .. } => self.reaches(Right::ExportsSeen, Tie::mine(by == self.user)),
            CustodyAct::ErasureProposed { .. } => self.erasure(by, None),
            CustodyAct::ErasureApproved { erasure } | CustodyAct::ErasureRejected { erasure, .. } | CustodyAct::Erased { erasure, .. } => {
                self.erasure(by, Some(*erasure))
            }
        }
    }

    /// Whether it is seen that somebody tried to come in as `user`.
    pub(in crate::desk::rights) fn unlocks(self, user: UserId) -> bool {
        self.reaches(Right::UnlocksSeen, Tie::mine(user == self.user))
    }

    /// Whether it is seen what `by` did about an erasure: whoever asked for it does.
    pub(in crate::desk::rights) fn erasure(self, by: UserId, erasure: Option<Seq>) -> bool {
        let asked = erasure.and_then(|id| self.campus.custody().erasure(id)).map(|(asked, _, _)| asked);
        self.reaches(Right::ErasuresSeen, Tie::mine(by == self.user || asked == Some(self.user)))
    }

    /// Whether it is seen that `by` broke the glass over a talk: its author does.
    pub(in crate::desk::rights) fn glass(self, by: UserId, talk: Seq) -> bool {
        let author = self.campus.talks().get(talk).map(|it| it.by);
        self.reaches(Right::GlassSeen, Tie::mine(by == self.user || author == Some(self.user)))
    }
}
