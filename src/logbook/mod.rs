//! Entries sealed, chained and kept on disk in two copies (值班日志).
//!
//! The [`Logbook`] is the single writer: an entry is sealed, chained to the one before, appended to the mirror and synced there, then put
//! into sled. Opening compares the two copies and heals whichever is behind or broken. It must not know who may do what, nor show
//! anything: rules are `campus`, rights are `desk`.

mod fault;

pub use fault::{Fault, Part};

use crate::campus::{Campus, Entry, SeatId, Seq, Stamp, Subject, UserId};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A chain hash.
pub type Hash = [u8; 32];

/// What stands above an entry: everything but the words. Stays when the body is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its place in the order of all things.
    pub seq: Seq,
    /// What the clock said.
    pub at: Stamp,
    /// Who did it.
    pub by: UserId,
    /// At which seat.
    pub seat: SeatId,
    /// What kind of act, as [`crate::campus::Act::kind`] names it.
    pub kind: Box<str>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// Keyed digest of the body.
    pub digest: Hash,
    /// The chain hash before this entry.
    pub prev: Hash,
    /// The chain hash after it.
    pub hash: Hash,
}

/// Where the logbook ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Head {
    /// The last entry; `Seq(0)` if there is none.
    pub seq: Seq,
    /// The chain hash after it.
    pub hash: Hash,
}

/// How dear a guess at a passphrase is made (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KdfCost {
    /// Memory, in MiB.
    pub mib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl KdfCost {
    /// What a new key gets: about 0.6 s.
    pub const STANDARD: Self = Self { mib: 256, passes: 3, lanes: 4 };
    /// The least for real data.
    pub const FLOOR: Self = Self { mib: 64, passes: 3, lanes: 4 };
    /// For the made-up college and for tests only: it protects nothing.
    pub const DEMO: Self = Self { mib: 8, passes: 1, lanes: 1 };
}

/// The key everything is sealed with. Lives in memory only while the home is open.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

/// The printed key that opens the home when passphrases are lost (恢复密钥).
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 20]);

/// What was healed or found on opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An unfinished last write, never acknowledged, was cut off: what a crash leaves behind.
    TornTailCut {
        /// How much.
        bytes: u64,
    },
    /// The database lacked the last entries and got them from the mirror: what a crash leaves behind.
    StoreCaughtUp {
        /// How many.
        entries: u64,
    },
    /// The database was missing or broken and was built again from the mirror.
    StoreRebuilt {
        /// With how many entries.
        entries: u64,
        /// Where the broken one was put, if there was one.
        aside: Option<PathBuf>,
    },
    /// The mirror was missing or broken and was built again from the database.
    MirrorRebuilt {
        /// With how many entries.
        entries: u64,
        /// Where the broken one was put, if there was one.
        aside: Option<PathBuf>,
    },
    /// The checkpoint was of another version or broken; the campus was built from all entries.
    CampusReplayed {
        /// How many.
        entries: u64,
    },
    /// One copy of the keyring was missing or broken and was written again.
    KeyringHealed,
    /// The file that names the format was missing and was written again.
    FormatRestored,
}

/// A home with its lock taken, its keyring read and its database opening in the background.
pub struct Prepared(());

/// The single writer.
pub struct Logbook(());

/// Reads entries from any thread.
#[derive(Clone)]
pub struct Reader(());

/// Sealed small files that survive a crash: unfinished lines (草稿).
#[derive(Clone)]
pub struct Drafts(());

/// The changed pages of a campus, taken out to be written without holding it.
pub struct Checkpoint(());

/// What [`Reader::verify`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifyReport {
    /// How many entries were looked at.
    pub entries: u64,
    /// Where the logbook ends.
    pub head: Head,
    /// What is wrong; empty if nothing is.
    pub problems: Vec<Problem>,
    /// How long it took.
    pub seconds: f64,
}

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// At which entry.
    pub seq: Seq,
    /// What.
    pub what: Wrong,
}

/// What can be wrong with an entry on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// The mirror does not have it, or not whole.
    MissingInMirror,
    /// The database does not have it, or not whole.
    MissingInStore,
    /// The two copies differ.
    CopiesDiffer,
    /// It does not follow from the entry before.
    Chain,
    /// A seal is broken: it was changed or moved.
    Seal,
    /// The body is not the one the header names.
    Digest,
    /// It was sealed rightly but cannot be read.
    Unreadable,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Prepared {
    /// Takes the lock, reads the keyring, checks the format and begins to open the database.
    ///
    /// # Errors
    /// [`Fault::NoHome`], [`Fault::LockedBy`], [`Fault::NewerVersion`], [`Fault::HomeNotWritable`], damage to both keyring copies.
    pub fn begin(_home: &Path) -> Result<Self, Fault> {
        Err(Fault::NoHome)
    }

    /// Makes a new home with one login.
    ///
    /// # Errors
    /// [`Fault::HomeExists`], [`Fault::NotAHome`], [`Fault::HomeNotWritable`], [`Fault::Full`].
    pub fn create(_home: &Path, _login: &str, _passphrase: &str, _cost: KdfCost) -> Result<(Logbook, RecoveryKey), Fault> {
        Err(Fault::NoHome)
    }

    /// The data key, by login and passphrase. May be tried again.
    ///
    /// # Errors
    /// [`Fault::NoSuchUser`], [`Fault::WrongPassphrase`].
    pub fn unlock(&self, _login: &str, _passphrase: &str) -> Result<DataKey, Fault> {
        Err(Fault::NoSuchUser)
    }

    /// The data key, by the printed recovery key.
    ///
    /// # Errors
    /// [`Fault::WrongRecoveryKey`].
    pub fn unlock_recovery(&self, _key: &RecoveryKey) -> Result<DataKey, Fault> {
        Err(Fault::WrongRecoveryKey)
    }

    /// Opens the logbook, heals what needs it and loads the campus. `progress` is told entries done and to do when that takes long.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if both copies are broken at the same entry; faults of the operating system.
    pub fn open(self, _key: DataKey, _progress: &mut dyn FnMut(u64, u64)) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        Err(Fault::NoHome)
    }
}

impl Logbook {
    /// The number the next entry must have.
    pub fn next_seq(&self) -> Seq {
        Seq(1)
    }

    /// Where the logbook ends.
    pub fn head(&self) -> Head {
        Head::default()
    }

    /// Writes entries, all or none; they are durable when this returns. After a failure every later call returns the same fault.
    ///
    /// # Errors
    /// [`Fault::OutOfOrder`], [`Fault::TooLarge`] (nothing happened, the logbook stays usable); [`Fault::Full`] and others of the system.
    pub fn append(&mut self, _entries: &[Entry]) -> Result<(), Fault> {
        Ok(())
    }

    /// Writes the changed pages of the campus, so that the next opening need not replay. Same as [`Checkpoint::take`] and
    /// [`Logbook::write_checkpoint`].
    ///
    /// # Errors
    /// Faults of the system. Nothing is lost: the pages are kept and written with the next checkpoint.
    pub fn checkpoint(&mut self, campus: &mut Campus) -> Result<(), Fault> {
        self.write_checkpoint(Checkpoint::take(campus))
    }

    /// Writes pages taken out before.
    ///
    /// # Errors
    /// As [`Logbook::checkpoint`].
    pub fn write_checkpoint(&mut self, _checkpoint: Checkpoint) -> Result<(), Fault> {
        Ok(())
    }

    /// A reader, for any thread.
    pub fn reader(&self) -> Reader {
        Reader(())
    }

    /// The sealed small files of this home.
    pub fn drafts(&self) -> Drafts {
        Drafts(())
    }

    /// Whether a login has a key.
    pub fn has_slot(&self, _login: &str) -> bool {
        false
    }

    /// Gives a login a key under a passphrase, in place of the one it had.
    ///
    /// # Errors
    /// [`Fault::KeyDerivation`]; faults of the system.
    pub fn add_slot(&mut self, _login: &str, _passphrase: &str, _cost: KdfCost) -> Result<(), Fault> {
        Ok(())
    }

    /// Takes a login's key away. `false` if it had none.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn remove_slot(&mut self, _login: &str) -> Result<bool, Fault> {
        Ok(false)
    }

    /// Makes a new recovery key; the old one opens nothing any more.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn renew_recovery(&mut self) -> Result<RecoveryKey, Fault> {
        Err(Fault::NoRandomness)
    }
}

impl Checkpoint {
    /// Takes the changed pages out of the campus.
    pub fn take(_campus: &mut Campus) -> Self {
        Self(())
    }
}

impl Reader {
    /// Where the logbook ends.
    pub fn head(&self) -> Head {
        Head::default()
    }

    /// One entry; `None` past the end.
    ///
    /// # Errors
    /// [`Fault::Damaged`] naming the entry, if neither copy gives it.
    pub fn entry(&self, _seq: Seq) -> Result<Option<Entry>, Fault> {
        Ok(None)
    }

    /// One header; `None` past the end.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub fn header(&self, _seq: Seq) -> Result<Option<Header>, Fault> {
        Ok(None)
    }

    /// Headers from `from` on, at most `limit`.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub fn headers(&self, _from: Seq, _limit: usize) -> Result<Vec<Header>, Fault> {
        Ok(Vec::new())
    }

    /// Entries in order.
    pub fn entries(&self, _range: RangeInclusive<Seq>) -> impl Iterator<Item = Result<Entry, Fault>> + '_ {
        std::iter::empty()
    }

    /// Looks at every entry in both copies: seals, digests, chain, sameness. Gives the campus that comes of replaying them, to be compared
    /// with the live one (up to the `head` of the report).
    ///
    /// # Errors
    /// Faults of the system only; what is wrong stands in the report.
    pub fn verify(&self, _progress: &mut dyn FnMut(u64, u64)) -> Result<(VerifyReport, Campus), Fault> {
        Ok((VerifyReport { entries: 0, head: Head::default(), problems: Vec::new(), seconds: 0.0 }, Campus::default()))
    }
}

impl Drafts {
    /// Keeps `bytes` under `slot`, in place of what was there.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn save(&self, _slot: &str, _bytes: &[u8]) -> Result<(), Fault> {
        Ok(())
    }

    /// What is kept under `slot`.
    ///
    /// # Errors
    /// [`Fault::Damaged`]; faults of the system.
    pub fn load(&self, _slot: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(None)
    }

    /// Throws away what is kept under `slot`.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn remove(&self, _slot: &str) -> Result<(), Fault> {
        Ok(())
    }
}

impl RecoveryKey {
    /// Reads a printed key as somebody typed it: case, dashes and blanks do not matter.
    ///
    /// # Errors
    /// [`RecoveryKeyTypo`].
    pub fn parse(_text: &str) -> Result<Self, RecoveryKeyTypo> {
        Err(RecoveryKeyTypo::Checksum)
    }
}

impl std::fmt::Display for RecoveryKey {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

/// A recovery key was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyTypo {
    /// Too short or too long.
    #[error("{got} letters, a recovery key has {wanted}")]
    Length {
        /// How many letters were typed.
        got: usize,
        /// How many there must be.
        wanted: usize,
    },
    /// A letter that never occurs in a key.
    #[error("letter {at} cannot stand in a recovery key")]
    Letter {
        /// Which, from 1, blanks and dashes not counted.
        at: usize,
    },
    /// Some letter is another than printed.
    #[error("some letter is not as printed")]
    Checksum,
}

impl Logbook {
    /// Whether a passphrase is the one of a login. Takes as long as unlocking does.
    ///
    /// # Errors
    /// [`Fault::WrongPassphrase`], [`Fault::NoSuchUser`].
    pub fn check_passphrase(&self, _login: &str, _passphrase: &str) -> Result<(), Fault> {
        Ok(())
    }
}
