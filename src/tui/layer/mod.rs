//! The overlays (层): what lies on top of the panes, each with its own state. The top one gets every key first and owns the cursor.

mod capture;
mod form;

pub use capture::{Capture, CaptureForm, Long, LongRow};
pub use form::{Form, FormRow, FormValue, Offer, Purpose, SECRET_LIMIT, Secret};

use super::command::{CommandId, Context};
use super::field::Field;
use super::model::{Cursor, Target, Tone};
use super::querying::Querying;
use super::walking::Setting;
use crate::campus::{Act, Conflict, DutySeat, OfficerPost, Seq, ShiftId, StudentId, UserId};
use crate::finder::Why;

/// One overlay.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The capture line (记谈话、报事件).
    Capture(Box<Capture>),
    /// Find or go to a student or a room.
    Find(Find),
    /// The list of commands.
    Palette(Palette),
    /// What can be done here.
    Help(Help),
    /// A question.
    Confirm(Confirm),
    /// A small form.
    Form(Form),
    /// Something to be read and acknowledged.
    Sheet(Sheet),
    /// The copies of the logbook, and what to do about them.
    Copies(Cursor),
    /// Which round is to be begun.
    Walk(Setting),
    /// Which finding there is in the room at hand.
    Finding,
    /// Who is to have a seat of the draft.
    Seating(Seating),
    /// Something worked out that is done if one takes it.
    Proposal(Proposal),
    /// The solver is at work.
    Planning,
    /// A search of the texts.
    Query(Box<Querying>),
}

impl Overlay {
    /// Where the person is when this overlay is on top.
    pub fn context(&self) -> Context {
        match self {
            Self::Capture(it) if it.long.is_some() => Context::Long,
            Self::Capture(it) if it.in_note => Context::Note,
            Self::Capture(_) => Context::Capture,
            Self::Find(_) => Context::Find,
            Self::Palette(_) => Context::Palette,
            Self::Help(_) => Context::Help,
            Self::Confirm(_) => Context::Confirm,
            Self::Form(_) => Context::Form,
            Self::Sheet(_) | Self::Copies(_) => Context::Sheet,
            Self::Walk(_) => Context::Walk,
            Self::Finding => Context::Finding,
            Self::Seating(_) => Context::Seating,
            Self::Proposal(_) => Context::Proposal,
            Self::Planning => Context::Planning,
            Self::Query(_) => Context::Query,
        }
    }
}

/// Find a student or a room.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    /// It was opened to go somewhere by number: a full building and room number goes there at once.
    pub go: bool,
    /// What is typed.
    pub line: Field,
    /// What was found, best first.
    pub found: Vec<Found>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// Something found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Where it leads.
    pub target: Target,
    /// What in a student was found; `None` for a room.
    pub why: Option<Why>,
}

/// The list of commands.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    /// What is typed.
    pub line: Field,
    /// Where the person was when they asked.
    pub context: Context,
    /// The commands that fit, best first.
    pub found: Vec<CommandId>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// What can be done here.
#[derive(Debug, Clone, PartialEq)]
pub struct Help {
    /// Where the person was when they asked.
    pub context: Context,
    /// First row that is shown.
    pub cursor: Cursor,
}

/// Something to be read and acknowledged: it stays until somebody says that they have seen it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Its title, in words.
    pub title: String,
    /// What it says, one item after another.
    pub items: Vec<Item>,
    /// The first row that is shown.
    pub cursor: Cursor,
    /// It is news of the person's own: the desk is to know that it was seen.
    pub news: bool,
}

/// One thing a sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How it is meant.
    pub tone: Tone,
    /// What it says, in words.
    pub text: String,
    /// Particulars, each on a line of its own.
    pub more: Vec<String>,
}

impl Sheet {
    /// A sheet not read yet.
    pub fn new(title: String, items: Vec<Item>) -> Self {
        Self { title, items, cursor: Cursor::default(), news: false }
    }
}

/// Who is to have a seat of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Seating {
    /// The draft.
    pub draft: Seq,
    /// The seat.
    pub seat: DutySeat,
    /// What is typed to find somebody.
    pub line: Field,
    /// Everybody in the rota, the best first.
    pub all: Vec<Candidate>,
    /// Those whom what is typed fits, by their place in `all`.
    pub found: Vec<usize>,
    /// The highlighted one.
    pub cursor: Cursor,
}

/// Somebody who might have a seat.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: UserId,
    /// They have it now.
    pub holds: bool,
    /// What speaks against it.
    pub conflict: Option<Conflict>,
    /// What it costs, in hundredths of a point, and the spread it leaves, in hundredths of a workday's night.
    pub price: Option<(i64, i64)>,
    /// The seat of theirs that whoever has this one takes in return.
    pub exchange: Option<DutySeat>,
}

/// Something worked out that is done if one takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its title, in words.
    pub title: String,
    /// What it would do, one item after another.
    pub items: Vec<Item>,
    /// The first row that is shown.
    pub cursor: Cursor,
    /// The act.
    pub act: Box<Act>,
    /// What to say when it is durable, in words.
    pub done: String,
    /// Other ways to the same end.
    pub next: Vec<Proposal>,
}

/// A question to be answered yes or no.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// The question, in words.
    pub question: String,
    /// What yes does.
    pub then: Confirmed,
}

/// What a yes does.
#[derive(Debug, Clone, PartialEq)]
pub enum Confirmed {
    /// Leave the program.
    Quit,
    /// Throw away what is written in the capture line.
    Discard,
    /// Go off duty.
    SignOut(ShiftId),
    /// Take the head of the logbook as it stands for the right one.
    AcceptHead,
    /// Give a leave up.
    WithdrawLeave(Seq),
    /// Relieve a student of a post.
    Relieve(OfficerPost, StudentId),
    /// End a round with rooms that nobody looked at.
    EndRound(Seq),
    /// Give a draft of the schedule up.
    DropDraft(Seq),
    /// Withdraw a request about the schedule.
    WithdrawChange(Seq),
    /// Give the handover of a shift.
    GiveHandover(ShiftId),
    /// Take a handover back.
    RecallHandover(Seq),
    /// Say that news are published no longer.
    RecallNews(Seq),
    /// Send an act that stands ready; what to say when it is durable, in words.
    Send(Box<Act>, String),
}
