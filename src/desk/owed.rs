//! Losses that were found and are not on record yet. Until they are, nothing else may be written: what is written behind a gap counts only once
//! the gap is on record. A disk that does not take the record now does not keep the desk closed: what is there can be read, and the record is made
//! up for before the next act.

use super::{Desk, Refused, locked};
use crate::campus::{Act, CustodyAct, Lost};
use std::sync::Mutex;

/// What is still to be put on record.
#[derive(Debug, Default)]
pub(super) struct Owed(Mutex<Vec<Lost>>);

impl Desk {
    /// Puts losses on record, or remembers that it is to be done if the disk does not take it now.
    ///
    /// # Errors
    /// A rule forbids it, or the desk was closed.
    pub(super) fn owe(&self, lost: Vec<Lost>) -> Result<(), Refused> {
        *locked(self.inner.owed.0.lock()) = lost;
        match self.settle_owed() {
            Err(Refused::Storage(_)) => Ok(()),
            settled => settled,
        }
    }

    /// Puts on record what is owed. The lock is held meanwhile, so that no act of another seat gets in before.
    ///
    /// # Errors
    /// The disk still does not take it.
    pub(super) fn settle_owed(&self) -> Result<(), Refused> {
        let mut owed = locked(self.inner.owed.0.lock());
        if owed.is_empty() {
            return Ok(());
        }
        let act = Act::Custody(CustodyAct::Salvaged { lost: owed.clone() });
        self.send_one(act)?;
        owed.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Seq, StaffAct};
    use crate::desk::{Clock, Fault, Founding, KdfCost};

    #[test]
    fn a_full_disk_opens_the_desk_and_the_losses_are_recorded_before_the_next_act() {
        let dir = tempfile::tempdir().unwrap();
        let founding = Founding { college: "学院".into(), login: "min".into(), name: "张敏".into() };
        let (desk, _) = Desk::create(&dir.path().join("home"), founding, "夜灯", KdfCost::DEMO, Clock::System).unwrap();
        let before = desk.campus().applied();
        let lost = vec![Lost { first: Seq(2), last: Seq(2), at: None, kind: None }];
        desk.with_logbook(|it| it.fill_disk(true)).unwrap();
        desk.owe(lost.clone()).unwrap();
        assert_eq!(desk.stopped(), Some(Fault::Full), "it is open, can be read, and says why nothing is written");
        let act = Act::Staff(StaffAct::PassphraseChanged { user: desk.user() });
        assert!(matches!(desk.submit(act.clone()), Err(Refused::Storage(Fault::Full))));
        assert_eq!(desk.campus().applied(), before);
        desk.with_logbook(|it| it.fill_disk(false)).unwrap();
        desk.try_again().unwrap();
        let taken = desk.submit(act).unwrap();
        assert_eq!(taken.seq, Seq(before.0 + 2), "the record came first");
        assert!(desk.campus().custody().lost().eq(&lost));
    }
}
