//! What can happen to a seat.

use super::input::Input;
use super::model::Token;
use crate::campus::{Entry, Refusal, Seq, Stamp};
use std::sync::Arc;

/// Something happened, and what the clock said then.
#[derive(Debug, Clone)]
pub struct Msg {
    /// When.
    pub at: Stamp,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// The person at the seat did something.
    Input(Input),
    /// The moment the model asked to be woken at has come.
    Tick,
    /// The campus changed, here or at another seat.
    Changed,
    /// An act is durable.
    Submitted {
        /// Which of our acts.
        token: Token,
        /// The entry it became.
        seq: Seq,
    },
    /// An act was not accepted.
    Refused {
        /// Which of our acts.
        token: Token,
        /// Why.
        why: Why,
    },
    /// Entries that were asked for, to be read.
    Texts(Vec<(Seq, Fetched)>),
    /// A draft of an earlier run was found.
    DraftFound(Vec<u8>),
    /// The passphrase was right.
    Unlocked,
    /// The passphrase was wrong.
    UnlockFailed,
    /// Something the person should be told, already in words.
    Notice(String),
    /// The terminal or the machine wants us gone.
    Terminate,
}

/// Why an act was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A rule of the trade.
    Rule(Refusal),
    /// The disk, already in words.
    Storage(String),
}

/// An entry that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// Here it is.
    Entry(Arc<Entry>),
    /// Not for this person's eyes.
    Hidden,
    /// Erased, or never there.
    Gone,
}
