//! What a line leaves in doubt. Values with spans and ids, never names or words of the line, so that they may be logged.

use crate::campus::{Day, RoomId, Stamp, StudentId};
use std::ops::Range;

/// Something in a line that was not clear, or that forbids making an act of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// A talk needs somebody, and nobody is named.
    #[error("nobody is named")]
    NobodyNamed,
    /// Nobody is found by this word.
    #[error("nobody is found")]
    NobodyFound {
        /// The word in the line.
        span: Range<usize>,
    },
    /// Several students may be meant, and none was picked.
    #[error("several students may be meant")]
    Ambiguous {
        /// The word in the line.
        span: Range<usize>,
        /// Who may be meant, best first.
        candidates: Vec<StudentId>,
    },
    /// The student is no longer enrolled.
    #[error("the student has left")]
    Left {
        /// The word in the line.
        span: Range<usize>,
        /// Who it is.
        student: StudentId,
    },
    /// The student is named twice; the second time counts for nothing.
    #[error("the student is named twice")]
    StudentTwice {
        /// The word in the line.
        span: Range<usize>,
        /// Who it is.
        student: StudentId,
    },
    /// More people than one act may hold.
    #[error("too many students: {got}, at most {limit}")]
    TooManyStudents {
        /// How many are allowed.
        limit: usize,
        /// How many were named.
        got: usize,
    },
    /// Several rooms may be meant.
    #[error("several rooms may be meant")]
    AmbiguousRoom {
        /// The token in the line.
        span: Range<usize>,
        /// Which rooms, best first.
        candidates: Vec<RoomId>,
    },
    /// It is written like a room or a building, and there is none with that number.
    #[error("no such room")]
    NoSuchRoom {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The calendar has no such day; the token stayed in the text. A promise is not to be lost by a slip of the fingers, so it blocks.
    #[error("no such date")]
    NoSuchDate {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The follow-up lies in the past. It is kept; the rule of the campus will refuse it.
    #[error("the follow-up lies in the past")]
    DateInPast {
        /// The token in the line.
        span: Range<usize>,
        /// The day that was read.
        day: Day,
    },
    /// There is no such level or severity; the token stayed in the text.
    #[error("no such level")]
    NoSuchLevel {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The clock has no such time; the token stayed in the text.
    #[error("no such time")]
    NoSuchTime {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The time lies in the future. It is kept; the rule of the campus will refuse it.
    #[error("the time lies in the future")]
    TimeInFuture {
        /// The token in the line.
        span: Range<usize>,
        /// The instant that was read.
        at: Stamp,
    },
    /// A second level, date, place, way, time or visibility; the first counts, this one stayed in the text.
    #[error("said twice")]
    Twice {
        /// The token in the line.
        span: Range<usize>,
    },
    /// A tag is too long; it stayed in the text.
    #[error("a tag is too long: {got}, at most {limit} characters")]
    TagTooLong {
        /// The token in the line.
        span: Range<usize>,
        /// Characters allowed.
        limit: usize,
        /// Characters typed.
        got: usize,
    },
    /// One tag too many; it stayed in the text.
    #[error("too many tags, at most {limit}")]
    TooManyTags {
        /// The token in the line.
        span: Range<usize>,
        /// How many are allowed.
        limit: usize,
    },
    /// A token with a sigil that says nothing we know; it stayed in the text.
    #[error("not understood")]
    NotUnderstood {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The level is set without the reason that the college wants.
    #[error("the level needs a reason")]
    ReasonNeeded {
        /// The token in the line.
        span: Range<usize>,
    },
    /// The level would end in the past. It is kept; the rule of the campus will refuse it.
    #[error("the level would end in the past")]
    UntilPast {
        /// The token in the line.
        span: Range<usize>,
        /// The day that was read.
        day: Day,
    },
    /// An activity of before the term began: it counts for the term before.
    #[error("before the term began")]
    BeforeTerm {
        /// The token in the line.
        span: Range<usize>,
        /// The day that was read.
        day: Day,
    },
    /// A plan is for some day, and none is said.
    #[error("no day is said")]
    NoDay,
    /// Nothing is written.
    #[error("nothing is written")]
    EmptyText,
    /// Too much is written.
    #[error("too long: {got}, at most {limit} characters")]
    TooLong {
        /// Characters allowed.
        limit: usize,
        /// Characters typed.
        got: usize,
    },
}

impl Doubt {
    /// Whether no act can be made of the draft while this stands. The others are shown, and the line may be logged as it is.
    pub fn blocks(&self) -> bool {
        match self {
            Self::NobodyNamed
            | Self::NobodyFound { .. }
            | Self::Ambiguous { .. }
            | Self::Left { .. }
            | Self::TooManyStudents { .. }
            | Self::AmbiguousRoom { .. }
            | Self::NoSuchRoom { .. }
            | Self::NoSuchDate { .. }
            | Self::ReasonNeeded { .. }
            | Self::NoDay
            | Self::EmptyText
            | Self::TooLong { .. } => true,
            Self::StudentTwice { .. }
            | Self::DateInPast { .. }
            | Self::UntilPast { .. }
            | Self::NoSuchLevel { .. }
            | Self::NoSuchTime { .. }
            | Self::TimeInFuture { .. }
            | Self::Twice { .. }
            | Self::TagTooLong { .. }
            | Self::TooManyTags { .. }
            | Self::BeforeTerm { .. }
            | Self::NotUnderstood { .. } => false,
        }
    }

    /// The part of the line it is about, if it is about one part.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::NobodyFound { span }
            | Self::Ambiguous { span, .. }
            | Self::Left { span, .. }
            | Self::StudentTwice { span, .. }
            | Self::AmbiguousRoom { span, .. }
            | Self::NoSuchRoom { span }
            | Self::NoSuchDate { span }
            | Self::DateInPast { span, .. }
            | Self::NoSuchLevel { span }
            | Self::NoSuchTime { span }
            | Self::TimeInFuture { span, .. }
            | Self::Twice { span }
            | Self::TagTooLong { span, .. }
            | Self::TooManyTags { span, .. }
            | Self::ReasonNeeded { span }
            | Self::UntilPast { span, .. }
            | Self::BeforeTerm { span, .. }
            | Self::NotUnderstood { span } => Some(span.clone()),
            Self::NobodyNamed | Self::TooManyStudents { .. } | Self::NoDay | Self::EmptyText | Self::TooLong { .. } => None,
        }
    }

    /// Its name for scripts. With `_` as `-` and `capture-doubt-` before it, the id of its message, which needs no arguments: the word it is
    /// about is in the line, at [`span`](Self::span).
    pub fn key(&self) -> &'static str {
        match self {
            Self::NobodyNamed => "nobody_named",
            Self::NobodyFound { .. } => "nobody_found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Left { .. } => "left",
            Self::StudentTwice { .. } => "student_twice",
            Self::TooManyStudents { .. } => "too_many_students",
            Self::AmbiguousRoom { .. } => "ambiguous_room",
            Self::NoSuchRoom { .. } => "no_such_room",
            Self::NoSuchDate { .. } => "no_such_date",
            Self::DateInPast { .. } => "date_in_past",
            Self::NoSuchLevel { .. } => "no_such_level",
            Self::NoSuchTime { .. } => "no_such_time",
            Self::TimeInFuture { .. } => "time_in_future",
            Self::Twice { .. } => "twice",
            Self::TagTooLong { .. } => "tag_too_long",
            Self::TooManyTags { .. } => "too_many_tags",
            Self::NotUnderstood { .. } => "not_understood",
            Self::ReasonNeeded { .. } => "reason_needed",
            Self::UntilPast { .. } => "until_past",
            Self::BeforeTerm { .. } => "before_term",
            Self::NoDay => "no_day",
            Self::EmptyText => "empty_text",
            Self::TooLong { .. } => "too_long",
        }
    }
}
