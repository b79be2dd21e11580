//! The capture line (快速登记) as it lies on top, and the long form of a talk.

use crate::campus::{Seq, Stamp, StudentId, UserId};
use crate::capture::{Draft, Pick, Suggestion};
use crate::tui::field::Field;

/// The capture line.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    /// What is captured.
    pub form: CaptureForm,
    /// The line as typed.
    pub line: Field,
    /// The long text that follows the words of the line; empty unless the note editor was used.
    pub note: Field,
    /// The note editor is open and has the cursor.
    pub in_note: bool,
    /// First row of the note that is shown.
    pub note_top: usize,
    /// Choices made between namesakes.
    pub picks: Vec<Pick>,
    /// The talk this one answers (回访).
    pub answers: Option<Seq>,
    /// The planned talk that is held.
    pub holds: Option<Seq>,
    /// The long form, while it is used instead of the line.
    pub long: Option<Box<Long>>,
    /// How many amendments the talk had when this one was begun.
    pub seen: usize,
    /// Who had changed the activity last, and when, as its line was filled.
    pub stood: Option<(UserId, Stamp)>,
    /// How the line is understood as it stands; `None` for a timeline line, which has no grammar.
    pub draft: Option<Draft>,
    /// Namesakes to choose from, best first, for the first name that is not certain.
    pub namesakes: Vec<StudentId>,
    /// What may stand at the cursor, best first; empty while there are namesakes to choose from.
    pub suggestions: Vec<Suggestion>,
    /// The highlighted one of `namesakes`, or else of `suggestions`.
    pub choice: usize,
    /// What keeps it from being saved, in words, after Enter was refused.
    pub trouble: Option<String>,
    /// It is on its way to the disk.
    pub sending: bool,
}

/// What is captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptureForm {
    /// A talk.
    Talk,
    /// An incident.
    Incident,
    /// A line in the timeline of an incident: plain words, no grammar.
    Line(Seq),
    /// A talk that is meant to be held.
    Plan,
    /// What is added to a talk: plain words, no grammar.
    Amend(Seq),
    /// A request.
    Request,
    /// An activity.
    Activity,
    /// What is known of an activity, changed: the line is filled with what stands.
    AmendActivity(Seq),
    /// News written anew: the headline on the line, the words in the note. Which, and the entry whose words they replace.
    RewriteNews(Seq, Seq),
}

/// The long form of a talk (长表单): every field on a row of its own, and three texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Long {
    /// Its rows, each at the index of its [`LongRow`]; what was said is the note of the capture.
    pub rows: Vec<Field>,
    /// The row that has the cursor.
    pub at: LongRow,
}

/// A row of the long form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "each is the field of a talk of that name")]
pub enum LongRow {
    Who,
    Topic,
    Way,
    /// When it began, and how long it took.
    Time,
    Place,
    Level,
    /// Until when the level stands.
    Until,
    /// Why that level.
    Reason,
    FollowUp,
    Visibility,
    /// Who reads a sealed talk besides those whom its visibility names.
    Readers,
    Tags,
    /// What was said.
    Said,
    /// What to think of it.
    Judgement,
    /// What is done about it.
    Measures,
}

impl LongRow {
    /// All rows in their order.
    pub const ALL: [Self; 15] = [
        Self::Who,
        Self::Topic,
        Self::Way,
        Self::Time,
        Self::Place,
        Self::Level,
        Self::Until,
        Self::Reason,
        Self::FollowUp,
        Self::Visibility,
        Self::Readers,
        Self::Tags,
        Self::Said,
        Self::Judgement,
        Self::Measures,
    ];

    /// Whether it is a text of many lines.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Said | Self::Judgement | Self::Measures)
    }

    /// Its name in the locales, behind `screen-long-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Topic => "topic",
            Self::Way => "way",
            Self::Time => "time",
            Self::Place => "place",
            Self::Level => "level",
            Self::Until => "until",
            Self::Reason => "reason",
            Self::FollowUp => "followup",
            Self::Visibility => "visibility",
            Self::Readers => "readers",
            Self::Tags => "tags",
            Self::Said => "said",
            Self::Judgement => "judgement",
            Self::Measures => "measures",
        }
    }
}
