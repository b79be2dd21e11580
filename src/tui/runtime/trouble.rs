//! What is wrong with desk or disk, in words for a person in front of the screen.

use crate::desk::{DeskError, Fault, Notice};
use crate::say;
use crate::words::Words;

/// Why a desk cannot be had.
pub(super) fn desk(words: &Words, error: &DeskError) -> String {
    match error {
        DeskError::Storage(it) => fault(words, it),
        DeskError::Rule(refusal) => words.refusal(&crate::campus::Campus::default(), refusal),
        DeskError::Disabled => say!(words, "screen-fault-disabled"),
        DeskError::Closed => say!(words, "screen-fault-closed"),
    }
}

/// What storage says.
pub(super) fn fault(words: &Words, fault: &Fault) -> String {
    match fault {
        Fault::NotAHome | Fault::HomeExists => say!(words, "screen-fault-not-empty"),
        Fault::HomeNotWritable => say!(words, "screen-fault-not-writable"),
        Fault::Full => say!(words, "screen-fault-full"),
        Fault::WrongPassphrase | Fault::NoSuchUser => say!(words, "screen-unlock-wrong"),
        other => say!(words, "screen-fault-other", what = other.to_string()),
    }
}

/// What was mended on opening, where a person ought to know; what every crash leaves behind is mended without a word.
pub(super) fn notice(words: &Words, notice: &Notice) -> Option<String> {
    match *notice {
        Notice::TornTailCut { .. } | Notice::StoreCaughtUp { .. } | Notice::CampusReplayed { .. } | Notice::FormatRestored => None,
        Notice::StoreRebuilt { entries, .. } => Some(say!(words, "screen-notice-store-rebuilt", entries = entries)),
        Notice::MirrorRebuilt { entries, .. } => Some(say!(words, "screen-notice-mirror-rebuilt", entries = entries)),
        Notice::Salvaged { entries, ref lost, .. } => {
            let missing: u64 = lost.iter().map(|it| it.last.0 - it.first.0 + 1).sum();
            Some(say!(words, "screen-notice-salvaged", entries = entries, lost = missing))
        }
        Notice::KeyringHealed => Some(say!(words, "screen-notice-keyring-healed")),
    }
}
