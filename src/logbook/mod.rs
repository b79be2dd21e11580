//! Entries sealed, chained and kept on disk in two copies (值班日志).
//!
//! The [`Logbook`] is the single writer: an entry is sealed, chained to the one before, appended to the mirror and synced there, then put
//! into sled. Opening compares the two copies and heals whichever is behind or broken. It must not know who may do what, nor show
//! anything: rules are `campus`, rights are `desk`.

mod attempts;
mod backup;
mod copies;
mod draft;
pub mod envelope;
mod erasing;
mod fault;
mod files;
mod fit;
mod flush;
mod follow;
mod frame;
#[doc(hidden)]
pub mod fuzzing;
pub mod head;
mod heal;
mod keyring;
mod lock;
mod mirror;
mod note;
mod pages;
mod pair;
mod past;
mod patrol;
mod piece;
mod prepared;
mod reader;
mod recover;
mod recovery;
mod residue;
mod restore;
mod rewrite;
mod ring_file;
mod ring_seen;
mod salvage;
mod seal;
mod second;
mod settle;
mod slot;
mod store;
mod takeover;
#[cfg(test)]
mod tests;
mod verify;
mod water;
mod witness;
mod writer;

pub use attempts::{Attempts, Failed};
pub use backup::{Backup, BackupCheck, BackupId, BackupKeys, BackupProgress, BackupReport, unfinished};
pub use copies::{Copy, CopyState, CopyWatch, LOW_MIB, Standing};
pub use draft::Drafts;
pub use erasing::Residues;
pub use fault::{Fault, Part};
pub use files::{replace, shred};
pub use keyring::{DataKey, DataKeys, Keyring, NewSlot, Unlocked};
pub use note::{Note, NotePlace, NoteReader};
pub use pages::Checkpoint;
pub use pair::UserSecret;
pub use patrol::{Patrol, Walked};
pub use prepared::Prepared;
pub use reader::{Entries, Reader};
pub use recovery::{RecoveryKey, RecoveryKeyTypo};
pub use residue::{EntryStanding, KIND_UNKNOWN};
pub use restore::Restoring;
pub use second::{Added, Restored, restore_from};
pub use verify::{Problem, VerifyReport, Wrong};
pub use writer::Logbook;

use crate::campus::{Lost, SeatId, Seq, Stamp, Subject, UserId};
use std::path::PathBuf;

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
    /// Both copies were damaged; everything readable was kept. What is missing is to be put on record as [`crate::campus::CustodyAct::Salvaged`];
    /// until it is, this is said at every opening.
    Salvaged {
        /// How many entries the logbook holds.
        entries: u64,
        /// What is missing, and what cannot be applied for want of it.
        lost: Vec<Lost>,
        /// Where the damaged copies were put.
        aside: Vec<PathBuf>,
    },
    /// The checkpoint was of another version or broken; the campus was built from all entries.
    CampusReplayed {
        /// How many.
        entries: u64,
    },
    /// One copy of the keyring was missing or broken and was written again.
    KeyringHealed,
    /// The keyring is older than one that was in this home: passphrases changed since are the old ones again, and who came since has no key. Said
    /// until somebody accepts it.
    KeyringOld {
        /// How often the newest one that was here had been changed.
        seen: u64,
        /// How often this one was.
        has: u64,
    },
    /// The file that names the format was missing or garbled and was written again.
    FormatRestored,
    /// A second mirror knew more than the home, which is an older copy or has lost its end; the entries were taken over from there.
    CaughtUpFromSecond {
        /// How many.
        entries: u64,
    },
    /// A second mirror has another history. Nothing was taken over; what is there is kept aside there.
    SecondDiffers {
        /// The directory it is in.
        dir: PathBuf,
    },
    /// The list of second mirrors was damaged and was set aside: they have to be named again.
    SecondsForgotten,
    /// This machine has seen a later end of the logbook: an older copy of the home was put back, or its end was cut off.
    RolledBack {
        /// The last entry that was seen.
        seen: Seq,
        /// The last entry that is there.
        has: Seq,
    },
    /// The logbook is not the one this machine has seen: since some entry before this one it has another history.
    Forked {
        /// The entry that is another than was seen.
        at: Seq,
    },
    /// What this machine has seen of the logbook cannot be read, so nobody can say whether the home is an older copy.
    WitnessUnreadable,
}
