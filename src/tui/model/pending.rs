//! Acts on their way to the disk, what waits for each, and what can be taken back.

use crate::campus::{RoomId, Seq};

/// By which the answer to an act is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token(pub u64);

/// What an act on its way is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// What to say when it is done, in words.
    pub done: String,
    /// What waits for it.
    pub waits: Waits,
    /// It can be taken back afterwards.
    pub undoable: bool,
}

/// What waits for an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// The capture line: it closes when the act is durable, and stays with the reason when it is refused.
    Capture,
    /// The form on top, likewise.
    Form,
    /// The form on top; what was read comes with the answer.
    Glass(Seq),
    /// Nothing; something is taken back.
    Undo(Seq),
    /// A round that is to be walked once it is begun; what is typed meanwhile waits for it.
    Round,
    /// The mark of a room in a round.
    Mark(RoomId),
    /// A round to be ended.
    RoundEnd,
    /// A draft of the schedule: it is shown once it is there.
    Drafted,
    /// A handover to be given: what was changed in its draft goes once it is.
    Given,
    /// An amendment begun when the talk had so many: what came from another seat meanwhile is told.
    Amended(Seq, usize),
    /// A step of a search: the cursor goes on to the next.
    Step,
    /// A file that is to prove an activity: it is proved once the file is there.
    Evidence(Seq),
    /// The form on top, and the news that are shown once they are drafted.
    News,
    /// A search that is to become an incident; whether somebody asked for it, or the hour has come.
    Escalation {
        /// Somebody asked for it.
        asked: bool,
    },
    /// The form on top, for an award: it is shown once it is open.
    Award,
    /// Nothing.
    Nobody,
}

/// An act of ours and whether it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// The entry.
    pub seq: Seq,
    /// What was done, in words.
    pub label: String,
    /// It has an opposite.
    pub possible: bool,
    /// The room of a round it was about.
    pub room: Option<RoomId>,
}
