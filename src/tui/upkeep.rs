//! How the home stands (保管): its copies, what keeps it from being written, its head, its last backup. As the seat was told it, in plain
//! values; it asks nobody.

use crate::campus::{Seq, Stamp};
use crate::say;
use crate::words::Words;

/// What a seat knows of its home.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upkeep {
    /// All copies of the logbook, the nearest first.
    pub copies: Vec<CopyRow>,
    /// Why nothing can be written any more, in words.
    pub stopped: Option<String>,
    /// The end of the chain.
    pub head: Option<Head>,
    /// Another end of the chain was seen outside of the home: an old copy was put back, or two have parted.
    pub head_doubted: bool,
    /// The last backup.
    pub backup: Backup,
}

/// A copy of the logbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Which, and for one on another disk where.
    pub which: Which,
    /// How it stands.
    pub standing: Standing,
}

/// Which copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The database.
    Store,
    /// The mirror beside it.
    Mirror,
    /// A second mirror, at a path.
    Second(String),
}

/// How a copy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds everything.
    Good,
    /// It holds everything, and its disk is nearly full: so many MiB are left.
    Low(u64),
    /// It lacks so many entries and is catching up.
    Behind(u64),
    /// It holds so many entries that the home has not.
    Ahead(u64),
    /// It is not there.
    Missing,
    /// Its disk is full.
    Full,
    /// Its disk cannot be written.
    ReadOnly,
    /// It is damaged.
    Broken,
}

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The last entry.
    pub seq: Seq,
    /// The hash of the chain there, in the groups in which it is copied onto paper and read aloud.
    pub groups: String,
}

/// How the last backup came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Backup {
    /// There never was one.
    #[default]
    None,
    /// One is being made.
    Running,
    /// It is whole.
    Made {
        /// When.
        at: Stamp,
        /// How many entries it holds.
        entries: u64,
    },
    /// It could not be made.
    Failed {
        /// When.
        at: Stamp,
        /// Why, in words.
        why: String,
    },
}

impl Upkeep {
    /// The copies that are not as they should be.
    pub fn ailing(&self) -> impl Iterator<Item = &CopyRow> {
        self.copies.iter().filter(|it| it.standing != Standing::Good)
    }

    /// How a copy stood, if it was known.
    pub fn standing_of(&self, which: &Which) -> Option<Standing> {
        self.copies.iter().find(|it| it.which == *which).map(|it| it.standing)
    }
}

impl Which {
    /// What it is called.
    pub fn said(&self, words: &Words) -> String {
        match self {
            Self::Store => say!(words, "screen-copy-store"),
            Self::Mirror => say!(words, "screen-copy-mirror"),
            Self::Second(path) => say!(words, "screen-copy-second", path = path.as_str()),
        }
    }
}

impl Standing {
    /// Whether it mends itself, so that nobody need do anything now.
    pub fn is_passing(self) -> bool {
        matches!(self, Self::Behind(_))
    }

    /// How it stands, in words; never by colour alone.
    pub fn said(self, words: &Words) -> String {
        match self {
            Self::Good => say!(words, "screen-standing-good"),
            Self::Low(mib) => say!(words, "screen-standing-low", mib = mib),
            Self::Ahead(entries) => say!(words, "screen-standing-ahead", entries = entries),
            Self::Behind(0) => say!(words, "screen-standing-catching-up"),
            Self::Behind(entries) => say!(words, "screen-standing-behind", entries = entries),
            Self::Missing => say!(words, "screen-standing-missing"),
            Self::Full => say!(words, "screen-standing-full"),
            Self::ReadOnly => say!(words, "screen-standing-read-only"),
            Self::Broken => say!(words, "screen-standing-broken"),
        }
    }

    /// What to do about it; nothing where nothing need be done.
    pub fn advice(self, words: &Words) -> Option<String> {
        match self {
            Self::Good => None,
            Self::Low(_) => Some(say!(words, "screen-advice-low")),
            Self::Ahead(_) => Some(say!(words, "screen-advice-ahead")),
            Self::Behind(_) => Some(say!(words, "screen-advice-behind")),
            Self::Missing => Some(say!(words, "screen-advice-missing")),
            Self::Full => Some(say!(words, "screen-advice-full")),
            Self::ReadOnly => Some(say!(words, "screen-advice-read-only")),
            Self::Broken => Some(say!(words, "screen-advice-broken")),
        }
    }
}
