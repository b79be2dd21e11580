//! Wrong passphrases, counted in a small file beside the logbook, so that guessing gets slower, whichever process guesses.
//!
//! The file holds no names, only the tags of slots. It protects nothing against somebody who can write to the home; the dear key derivation
//! does that. One that is missing or garbled counts as empty.

use super::{Fault, Part, envelope, files};
use crate::campus::Stamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const FILE: &str = "attempts";
/// Most logins that are counted; who was wrong least often is forgotten first.
const LIMIT: usize = 64;
/// Largest file that is looked at.
const BYTES_LIMIT: u64 = 16 * 1024;
/// So many slips of the finger cost nothing.
const FREE: u32 = 2;
/// Longest wait, in seconds.
const LONGEST_WAIT: u32 = 60;

/// How often a login was tried in vain since its user last came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    tag: [u8; 16],
    /// How often.
    pub times: u32,
    /// The last time.
    pub last: Stamp,
}

#[derive(Serialize, Deserialize)]
enum Stored {
    V1(Vec<Failed>),
}

/// The failed tries of a home.
#[derive(Debug, Clone)]
pub struct Attempts {
    path: PathBuf,
}

/// How long one waits after so many wrong passphrases, in seconds: nothing twice, then 1, 2, 4 … 60.
fn wait_after(times: u32) -> u32 {
    match times.checked_sub(FREE + 1) {
        None => 0,
        Some(doublings) => 1u32.checked_shl(doublings).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
    }
}

impl Attempts {
    /// Those of a home.
    pub fn of(home: &Path) -> Self {
        Self { path: home.join(FILE) }
    }

    /// What is counted for a slot.
    pub fn failed(&self, tag: [u8; 16]) -> Option<Failed> {
        self.read().into_iter().find(|it| it.tag == tag)
    }

    /// Whether the next try may be looked at.
    ///
    /// # Errors
    /// [`Fault::TryLater`] with the time to wait.
    pub fn check(&self, tag: [u8; 16], now: Stamp) -> Result<(), Fault> {
        let Some(failed) = self.failed(tag) else { return Ok(()) };
        let wait = i64::from(wait_after(failed.times));
        // The clock was put back since. The last try counts as if it were now, or nobody would come in until the clock is there again; where
        // that cannot be written, nothing can be counted either.
        if failed.last > now && wait > 0 && self.put_back(tag, now).is_err() {
            return Ok(());
        }
        let passed = (now.0.saturating_sub(failed.last.0) / 1_000).max(0);
        match u32::try_from(wait.saturating_sub(passed)) {
            Ok(seconds) if seconds > 0 => Err(Fault::TryLater { seconds }),
            _ => Ok(()),
        }
    }

    /// Counts a wrong passphrase.
    ///
    /// # Errors
    /// Faults of the system; it is not counted then.
    pub fn count(&self, tag: [u8; 16], now: Stamp) -> Result<(), Fault> {
        let mut all = self.read();
        match all.iter_mut().find(|it| it.tag == tag) {
            Some(it) => (it.times, it.last) = (it.times.saturating_add(1), now),
            None => all.push(Failed { tag, times: 1, last: now }),
        }
        all.sort_by_key(|it| std::cmp::Reverse((it.last == now && it.tag == tag, it.times)));
        all.truncate(LIMIT);
        self.write(all)
    }

    /// Has the last try of a slot be now.
    fn put_back(&self, tag: [u8; 16], now: Stamp) -> Result<(), Fault> {
        let mut all = self.read();
        all.iter_mut().filter(|it| it.tag == tag).for_each(|it| it.last = now);
        self.write(all)
    }

    /// Forgets a slot's failed tries, once they stand in the logbook.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn clear(&self, tag: [u8; 16]) -> Result<(), Fault> {
        let mut all = self.read();
        let before = all.len();
        all.retain(|it| it.tag != tag);
        if all.len() == before { Ok(()) } else { self.write(all) }
    }

    fn read(&self) -> Vec<Failed> {
        if std::fs::metadata(&self.path).is_ok_and(|it| it.len() > BYTES_LIMIT) {
            return Vec::new();
        }
        let bytes = files::read(&self.path, Part::Home).ok().flatten();
        let stored = bytes.and_then(|it| envelope::decode(&it));
        stored.map_or_else(Vec::new, |Stored::V1(all)| all)
    }

    fn write(&self, all: Vec<Failed>) -> Result<(), Fault> {
        let bytes = envelope::encode(&Stored::V1(all)).map_err(|_| Fault::damaged(Part::Home, None))?;
        files::replace(&self.path, &bytes, Part::Home)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZHANG: [u8; 16] = [1; 16];

    fn at(seconds: i64) -> Stamp {
        Stamp(seconds * 1_000)
    }

    #[test]
    fn the_wait_doubles_up_to_a_minute() {
        let waits: Vec<u32> = [0, 1, 2, 3, 4, 5, 8, 9, 40, u32::MAX].into_iter().map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 32, 60, 60, 60]);
    }

    #[test]
    fn wrong_tries_are_counted_across_processes_and_forgotten_when_told() {
        let home = tempfile::tempdir().unwrap();
        (0..4).for_each(|n| Attempts::of(home.path()).count(ZHANG, at(n)).unwrap());
        let again = Attempts::of(home.path());
        assert_eq!(again.check(ZHANG, at(3)), Err(Fault::TryLater { seconds: 2 }));
        assert_eq!(again.check(ZHANG, at(4)), Err(Fault::TryLater { seconds: 1 }));
        assert_eq!(again.check(ZHANG, at(5)), Ok(()));
        assert_eq!(again.check(ZHANG, at(-90_000)), Err(Fault::TryLater { seconds: 2 }), "a clock put back");
        assert_eq!(again.check(ZHANG, at(-89_999)), Err(Fault::TryLater { seconds: 1 }), "and waited by");
        assert_eq!(again.check(ZHANG, at(-89_998)), Ok(()), "nobody waits until a wrong clock is reached again");
        assert_eq!(again.check([2; 16], at(3)), Ok(()), "somebody else");
        assert_eq!(again.failed(ZHANG).map(|it| (it.times, it.last)), Some((4, at(-90_000))));
        again.clear(ZHANG).unwrap();
        assert_eq!(again.failed(ZHANG), None);
    }

    #[test]
    fn a_garbled_file_counts_as_empty_and_many_logins_stay_few() {
        let home = tempfile::tempdir().unwrap();
        let attempts = Attempts::of(home.path());
        std::fs::write(home.path().join(FILE), [0, 255, 255, 255]).unwrap();
        assert_eq!(attempts.check(ZHANG, at(0)), Ok(()));
        (0..3).for_each(|_| attempts.count(ZHANG, at(0)).unwrap());
        (2..=255).for_each(|n| attempts.count([n; 16], at(1)).unwrap());
        assert_eq!(attempts.read().len(), LIMIT);
        assert!(attempts.check(ZHANG, at(0)).is_err(), "who was tried most is not forgotten");
        std::fs::write(home.path().join(FILE), vec![0; BYTES_LIMIT as usize + 1]).unwrap();
        assert_eq!(attempts.read().len(), 0);
    }
}
