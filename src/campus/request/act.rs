//! Acts on requests (诉求), and on the reception days they are brought to.

use super::{ReceptionHeld, RequestKind, RequestState};
use crate::campus::{Seq, Spot, Stamp, StudentId};
use serde::{Deserialize, Serialize};

/// A request as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestOpened {
    /// What is wanted.
    pub kind: RequestKind,
    /// Where.
    pub place: Option<Spot>,
    /// Who asks, if that is known.
    pub student: Option<StudentId>,
    /// Which service has it (责任部门), as the college's routes name it.
    pub office: Box<str>,
    /// Until when an answer is promised.
    pub due: Stamp,
    /// The reception day it was brought to.
    pub reception: Option<Seq>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What is wanted, in words.
    pub text: Box<str>,
    /// What was promised on the reception day; may be empty.
    pub promise: Box<str>,
}

/// Acts on requests, and on the reception days they are brought to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestAct {
    /// A request is opened; its id is the number of this entry.
    Opened(Box<RequestOpened>),
    /// It is accepted, taken in hand, closed, taken back; or one of these is taken back.
    Moved {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// As it stands from now on.
        to: RequestState,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// Another service has it from now on (转办).
    Assigned {
        /// Which request.
        request: Seq,
        /// Who had it.
        from: Box<str>,
        /// Who has it.
        to: Box<str>,
        /// Until when an answer was promised.
        due_before: Stamp,
        /// Until when it is promised from now on.
        due: Stamp,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// It is answered (答复).
    Answered {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// The answer.
        text: Box<str>,
    },
    /// The answer does not do: an answer is owed again (重办).
    Reopened {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// Until when an answer was promised.
        due_before: Stamp,
        /// Until when it is promised from now on.
        due: Stamp,
        /// Why.
        text: Box<str>,
    },
    /// The student says how it was done (评价).
    Rated {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// From 1, bad, to 5, good.
        stars: u8,
        /// In words; may be empty.
        text: Box<str>,
    },
    /// A line of its timeline.
    Noted {
        /// Which request.
        request: Seq,
        /// When it was.
        at: Stamp,
        /// What.
        text: Box<str>,
    },
    /// An answer, a rating or a reopening is taken back.
    Restored {
        /// Which request.
        request: Seq,
        /// The entry that is taken back.
        gone: Seq,
        /// As it stood.
        from: RequestState,
        /// As it stands again.
        to: RequestState,
        /// Until when an answer is promised again.
        due: Stamp,
    },
    /// A leader received students; the day is known by the number of this entry.
    ReceptionHeld(ReceptionHeld),
    /// It was a mistake.
    ReceptionWithdrawn {
        /// Which.
        reception: Seq,
    },
    /// What is known of a reception day changes.
    ReceptionAmended {
        /// Which.
        reception: Seq,
        /// The entry that says how it stood.
        words: Seq,
        /// As it stood.
        before: Box<ReceptionHeld>,
        /// As it stands from now on.
        after: Box<ReceptionHeld>,
    },
}

impl RequestAct {
    /// The request it is about; `None` for one that is opened, and for reception days.
    pub fn request(&self) -> Option<Seq> {
        match self {
            Self::Moved { request, .. }
            | Self::Assigned { request, .. }
            | Self::Answered { request, .. }
            | Self::Reopened { request, .. }
            | Self::Rated { request, .. }
            | Self::Noted { request, .. }
            | Self::Restored { request, .. } => Some(*request),
            Self::Opened(_) | Self::ReceptionHeld(_) | Self::ReceptionWithdrawn { .. } | Self::ReceptionAmended { .. } => None,
        }
    }
}
