//! What a seat shows for a while: messages, numbers in full, texts that were read, the lock.

use super::Place;
use crate::campus::{NumberKind, Seq, ShiftId, Stamp, StudentId};
use crate::tui::msg::Fetched;
use crate::tui::prompt::Prompt;
use std::collections::HashMap;
use zeroize::Zeroizing;

/// A number of a student shown in full (查看号码), once the look is on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Revealed {
    /// Where it was asked for; it goes when one leaves there.
    pub place: Place,
    /// Whose.
    pub student: StudentId,
    /// Which.
    pub what: NumberKind,
    /// The number.
    pub number: Zeroizing<String>,
}

impl std::fmt::Debug for Revealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Revealed")
    }
}

/// What one is reminded of ahead of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// A shift of ours begins.
    Begins(ShiftId),
    /// A shift of ours is to be handed over.
    HandOver(ShiftId),
}

/// A message that goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// When it goes away.
    pub until: Stamp,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Good,
    /// It is worth knowing.
    Plain,
    /// It did not work.
    Bad,
}

/// A locked seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    /// Who comes in, and the passphrase being typed.
    pub prompt: Prompt,
    /// What became of what was being written.
    pub unsaved: Unsaved,
}

/// What became of what was being written when the seat was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsaved {
    /// An act is still on its way to the disk; the keys are needed until it is there.
    Pending,
    /// It is on its way to the disk, sealed, and the keys are being forgotten.
    Saving,
    /// There was nothing, or it lies on disk, sealed: nothing of it is left in memory.
    Safe,
    /// The disk did not take it, in words: it stays in memory and waits for who wrote it.
    AtRisk(String),
}

/// Entries fetched to be read, the least used given up first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub(in crate::tui) entries: HashMap<Seq, (u64, Fetched)>,
    pub(in crate::tui) asked: Vec<Seq>,
    pub(in crate::tui) clock: u64,
}

impl Texts {
    /// An entry, if it was fetched.
    pub fn get(&self, seq: Seq) -> Option<&Fetched> {
        self.entries.get(&seq).map(|(_, it)| it)
    }
}
