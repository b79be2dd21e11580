//! What is wrong with desk or disk, in words for a person in front of the screen.

use crate::desk::{DeskError, Fault};
use crate::say;
use crate::words::Words;

/// Why a desk cannot be had.
pub(super) fn desk(words: &Words, error: &DeskError) -> String {
    match error {
        DeskError::Storage(it) => fault(words, it),
        DeskError::Rule(refusal) => words.refusal(&crate::campus::Campus::default(), refusal),
        DeskError::Disabled => say!(words, "screen-fault-disabled"),
        DeskError::JoiningLost => say!(words, "screen-fault-joining-lost"),
        DeskError::Closed => say!(words, "screen-fault-closed"),
    }
}

/// What storage says.
pub(super) fn fault(words: &Words, fault: &Fault) -> String {
    match *fault {
        Fault::NotAHome | Fault::HomeExists => say!(words, "screen-fault-not-empty"),
        Fault::HomeNotWritable => say!(words, "screen-fault-not-writable"),
        Fault::Full => say!(words, "screen-fault-full"),
        Fault::WrongPassphrase | Fault::NoSuchUser => say!(words, "screen-unlock-wrong"),
        Fault::TryLater { seconds } => say!(words, "screen-fault-later", seconds = seconds),
        Fault::SeatLocked => say!(words, "screen-fault-seat-locked"),
        Fault::OldKeyring => say!(words, "screen-fault-old-keyring"),
        Fault::WrongRecoveryKey => say!(words, "screen-fault-recovery-key"),
        ref other => say!(words, "screen-fault-other", what = other.to_string()),
    }
}
