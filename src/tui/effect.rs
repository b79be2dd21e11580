//! What a seat asks the world to do. Results come back as messages.

use super::model::{ThemeChoice, Token};
use crate::campus::{Act, Seq};
use crate::words::Lang;
use zeroize::Zeroizing;

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write an act into the logbook.
    Submit {
        /// By which the answer is known.
        token: Token,
        /// The act.
        act: Box<Act>,
    },
    /// Take an entry back.
    Undo {
        /// By which the answer is known.
        token: Token,
        /// Which entry.
        seq: Seq,
    },
    /// Fetch entries to be read.
    FetchTexts(Vec<Seq>),
    /// Keep what is being typed, sealed, so that a crash does not lose it.
    SaveDraft(Vec<u8>),
    /// What was typed is saved or thrown away.
    ClearDraft,
    /// The seat is locked: forget what was decrypted for reading.
    Lock,
    /// Try a passphrase against the locked seat.
    Unlock(Zeroizing<String>),
    /// Speak another language from now on.
    Language(Lang),
    /// Wear another theme from now on.
    Theme(ThemeChoice),
    /// Paint everything afresh.
    Redraw,
    /// Leave.
    Quit,
}
