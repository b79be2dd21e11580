//! What can go wrong on the way to the disk and back. Values, not sentences; none carries a secret, a name or a path of the user.

use crate::campus::Seq;
use std::io;

/// A piece of the home (数据目录) that a fault is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The directory itself and its format file.
    Home,
    /// The lock on it.
    Lock,
    /// The wrapped keys.
    Keyring,
    /// The append-only log.
    Mirror,
    /// The sled database.
    Store,
    /// The checkpoint of the campus.
    Pages,
    /// An unfinished line kept for later.
    Draft,
    /// A backup.
    Backup,
    /// A second mirror, on another disk.
    Second,
}

/// Storage said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no home where one was looked for.
    #[error("there is no home here")]
    NoHome,
    /// There is a home already where one was to be made.
    #[error("there is a home here already")]
    HomeExists,
    /// The directory holds something that is not ours.
    #[error("the directory is not empty and not a home")]
    NotAHome,
    /// The home cannot be written.
    #[error("the home cannot be written")]
    HomeNotWritable,
    /// Another program has it open.
    #[error("the home is open in another program (process {pid})")]
    LockedBy {
        /// The operating system's name of the user, if known.
        who: String,
        /// The machine, if known.
        host: String,
        /// The process; 0 if unknown.
        pid: u32,
        /// Since when, RFC 3339, if known.
        since: String,
    },
    /// What stands where a backup is to be written is no backup of this logbook.
    #[error("another file is in the way")]
    InTheWay,
    /// The file is no backup at all.
    #[error("not a backup")]
    NotABackup,
    /// Second mirrors of several homes lie in one directory, and it was not said which is meant.
    #[error("second mirrors of several homes: {}", .names.join(", "))]
    SeveralCopies {
        /// Their folders, which are named by numbers.
        names: Vec<String>,
    },
    /// Nobody of this login has a key.
    #[error("no key for this login")]
    NoSuchUser,
    /// The passphrase does not open the key.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The recovery key is not the one of this home.
    #[error("the recovery key is not the one of this home")]
    WrongRecoveryKey,
    /// Too many wrong passphrases: the next one is not looked at before this time has passed.
    #[error("wrong too often, the next try in {seconds} s")]
    TryLater {
        /// How long, in seconds.
        seconds: u32,
    },
    /// The private key of who sits here is not in memory: the seat is locked.
    #[error("the seat is locked")]
    SeatLocked,
    /// The data key cannot be changed yet: a login or the recovery key has no key pair, which the first version of the keyring did not know.
    #[error("a login or the recovery key has no key pair yet")]
    KeysNotReady,
    /// The data key was changed as often as it can be.
    #[error("no further epoch of data keys")]
    EpochsUsedUp,
    /// The keyring was made before the data key was last changed: somebody put an old one back. Nothing was touched; with the newest one (a
    /// second mirror has it, and every backup that of its time) the home opens.
    #[error("the keyring is an old one, from before the data key was changed")]
    OldKeyring,
    /// It was written by a newer program.
    #[error("written by a newer version: {found}, this program knows {ours}")]
    NewerVersion {
        /// What stands there.
        found: u32,
        /// The newest this program reads.
        ours: u32,
    },
    /// Something is not what was written.
    #[error("damaged: {part:?}, entry {seq:?}")]
    Damaged {
        /// Where.
        part: Part,
        /// At which entry, if it can be said.
        seq: Option<Seq>,
    },
    /// No copy holds the entry any more. That was found, recorded and said before.
    #[error("entry {seq} is lost")]
    Lost {
        /// Which entry.
        seq: Seq,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// An act is too large to be written.
    #[error("entry {seq} is too large: {bytes} bytes")]
    TooLarge {
        /// Which entry.
        seq: Seq,
        /// How large.
        bytes: u64,
    },
    /// Entries must follow one another without a gap.
    #[error("entry {got} where {expected} was due")]
    OutOfOrder {
        /// The entry that was due.
        expected: Seq,
        /// The entry that came.
        got: Seq,
    },
    /// The key could not be derived: too little memory, or impossible parameters.
    #[error("the key could not be derived")]
    KeyDerivation,
    /// The operating system gave no randomness.
    #[error("the system gave no random numbers")]
    NoRandomness,
    /// Anything else the operating system refused.
    #[error("{part:?}: {kind}")]
    Io {
        /// Where.
        part: Part,
        /// What.
        kind: io::ErrorKind,
    },
}

impl Fault {
    /// A fault of the operating system, sorted by what the user can do about it.
    pub fn io(part: Part) -> impl Fn(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::HomeNotWritable,
            kind => Self::Io { part, kind },
        }
    }

    /// Damage in a part, at an entry if it can be said.
    pub(super) fn damaged(part: Part, seq: impl Into<Option<Seq>>) -> Self {
        Self::Damaged { part, seq: seq.into() }
    }
}
