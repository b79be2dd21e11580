//! The copies of the logbook as a seat sees and tends them: how each stands, second mirrors, a disk that is full, the head this machine saw.

use super::{Added, CopyState, Desk, DeskError, Fault, Standing, rights};
use crate::campus::Refusal;
use crate::logbook::Copy;
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Desk {
    /// How the copies stand: the database, the mirror, second mirrors. Listeners are called when that changes. Waits for nobody.
    pub fn copies(&self) -> Vec<CopyState> {
        self.inner.copies.states()
    }

    /// Why nothing can be written any more, if that is so. [`Desk::try_again`] may mend it.
    pub fn stopped(&self) -> Option<Fault> {
        self.inner.copies.stopped()
    }

    /// Goes on after the disk had refused a write, for instance because it was full. What was acknowledged is there in any case.
    ///
    /// # Errors
    /// It still refuses; or its sync had failed, and then only closing and opening again tells what it has kept.
    pub fn try_again(&self) -> Result<(), DeskError> {
        self.with_logbook(|logbook| logbook.try_again())??;
        Ok(self.settle_owed()?)
    }

    /// The directories below which second mirrors are kept.
    pub fn second_mirrors(&self) -> Vec<PathBuf> {
        let seconds = self.copies().into_iter().filter_map(|it| if let Copy::Second(dir) = it.which { Some(dir) } else { None });
        seconds.collect()
    }

    /// Has a second mirror kept below a directory; it is made in the background.
    ///
    /// # Errors
    /// Neither administrator nor student office; there is no such directory, it lies in the home, it cannot be written; or the disk failed.
    pub fn add_second_mirror(&self, dir: &Path) -> Result<Added, DeskError> {
        self.may_tend_copies()?;
        let dir = dir.to_owned();
        Ok(self.with_logbook(move |logbook| logbook.add_second(&dir))??)
    }

    /// Keeps a second mirror no longer. What lies there stays. `false` if there was none.
    ///
    /// # Errors
    /// Neither administrator nor student office; or the disk failed.
    pub fn remove_second_mirror(&self, dir: &Path) -> Result<bool, DeskError> {
        self.may_tend_copies()?;
        let dir = dir.to_owned();
        Ok(self.with_logbook(move |logbook| logbook.remove_second(&dir))??)
    }

    /// Waits until no second mirror is being made or caught up any more, at most `patience`; `progress` hears how many entries are missing.
    /// Whether it came to that.
    pub fn await_second_mirrors(&self, patience: Duration, progress: &mut dyn FnMut(u64)) -> bool {
        let named = self.second_mirrors();
        self.inner.copies.wait_until(patience, |states| {
            let seconds = states.iter().filter(|it| matches!(&it.which, Copy::Second(dir) if named.contains(dir)));
            let missing = seconds.map(|it| if let Standing::Behind { entries } = it.standing { Some(entries) } else { None });
            let missing: Vec<u64> = missing.flatten().collect();
            missing.iter().for_each(|it| progress(*it));
            missing.is_empty()
        })
    }

    /// Takes the logbook as it stands, although this machine has seen a later or another end of it.
    ///
    /// # Errors
    /// Neither administrator nor student office; or what was seen cannot be put down anew.
    pub fn accept_head(&self) -> Result<(), DeskError> {
        self.may_tend_copies()?;
        Ok(self.with_logbook(|logbook| logbook.accept_head())??)
    }

    fn may_tend_copies(&self) -> Result<(), Refusal> {
        if rights::may_tend_copies(&self.campus(), self.user) { Ok(()) } else { Err(Refusal::NotAllowed) }
    }
}
