//! What can happen to a seat.

use super::input::Input;
use super::layer::Sheet;
use super::model::Token;
use super::planning::Planned;
use super::scheduling::PlanProgress;
use super::upkeep::Upkeep;
use crate::campus::{Entry, NumberKind, Refusal, Seq, Stamp, StudentId};
use crate::desk::Sought;
use crate::roster::Unplannable;
use std::sync::Arc;
use zeroize::Zeroizing;

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
    /// The keys of the locked seat are forgotten; what was being written is on disk, or not and why, in words.
    Locked(Result<(), String>),
    /// The passphrase was right, and it is the same person; their draft, if one was kept.
    Unlocked(Option<Vec<u8>>),
    /// The seat is to be locked at once.
    Lock,
    /// Nobody came in; why, in words.
    UnlockFailed(String),
    /// The glass was broken over a talk; this is what it holds.
    GlassBroken {
        /// By which the act is known.
        token: Token,
        /// The talk as who may read it sees it.
        entry: Arc<Entry>,
    },
    /// The sheet of a handover is written, and where; or why not, in words.
    SheetMade(Result<String, String>),
    /// A number drawn by chance.
    Seed(u64),
    /// A number may be shown in full: the look is on record.
    Revealed {
        /// By which it was asked for.
        token: Token,
        /// Whose.
        student: StudentId,
        /// Which.
        what: NumberKind,
        /// The number.
        number: Zeroizing<String>,
    },
    /// How far the solver is.
    Planning {
        /// By which it was asked.
        token: Token,
        /// How far.
        progress: PlanProgress,
    },
    /// The solver is done.
    Planned {
        /// By which it was asked.
        token: Token,
        /// What came of it.
        planned: Result<Box<Planned>, Unplannable>,
    },
    /// What was found in the texts so far, or why nothing is, in words.
    Sought {
        /// By which it was asked for.
        number: u64,
        /// What.
        sought: Result<Sought, String>,
    },
    /// How the home stands.
    Upkeep(Box<Upkeep>),
    /// Something the person must have seen, already in words.
    Tell(Sheet),
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
    /// Not for this person's eyes, unless they break the glass.
    UnderGlass,
    /// Erased, or never there.
    Gone,
    /// The disk failed just now; it is asked again.
    Unreadable,
}
