//! The one-line grammar: a line of text becomes a [`Draft`] of an act, and every part of it is explained.
//!
//! ```text
//! who … topic? words … #tag !level >follow-up @place ~way ^visibility =time
//! ```
//!
//! `!2..12.31(缺课)` sets a level until a day with a reason, `=21:30+40m` or `=21:30-22:10` says how long it took, `;lx` stands for the words the
//! college's presets give it. In a plan `>` is the day it is meant for and `=` the time that was agreed.
//!
//! After the people the order is free. What is not understood stays in the text, and the draft says so. Pure: the same line and the same
//! [`Setting`] give the same draft. It knows the campus and nothing of screens, shells, languages, clocks or disks; how students and rooms
//! are found comes in as [`Resolve`], and the sentences for what a draft says are made elsewhere.

mod activity;
mod booking;
mod complete;
mod date;
mod doubt;
mod draft;
mod line;
mod past;
mod place;
mod read;
mod vocabulary;
mod who;
mod write;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod tests;

pub use activity::{ActivityDraft, amended_facts, line_of_activity};
pub use booking::{BookingDoubt, BookingDraft};
pub use complete::{Suggestion, complete};
pub use doubt::Doubt;
pub use draft::{Chip, ChipKind, ChipState, DRILL_TAGS, Draft, How, Named, Understood, Who};
pub use read::read;

use crate::campus::{
    ActivityKind, BuildingId, Campus, Category, Concern, Day, RequestKind, RoomId, Seq, Spot, Stamp, StudentId, Terms, Topic, Tz, UserId,
    Visibility, Way,
};

/// The day that words mean today: `3d`, `下周三`, `12月1日`. `None` where they mean none.
pub fn day_of(words: &str, today: Day) -> Option<Day> {
    match date::day(crate::text::fold(words).trim(), today) {
        date::Parsed::Value(day) => Some(day),
        date::Parsed::Bad | date::Parsed::Unknown => None,
    }
}

/// The moment that words mean today: a day as [`day_of`] reads it, and behind it the clock (`周五 18:30`); `clock` where none is said.
pub fn moment_of(words: &str, today: Day, zone: Tz, clock: (u32, u32)) -> Option<Stamp> {
    date::moment(&crate::text::fold(words), today, zone, clock)
}

/// The days that words mean when something is looked for that lies behind, the first and the last: `上月`, `7d`, `5.12`; `本学期` is the college's.
/// `None` where they mean none.
pub fn past_days_of(words: &str, today: Day, terms: &Terms) -> Option<(Day, Day)> {
    match past::days(crate::text::fold(words).trim(), today, terms) {
        date::Parsed::Value(days) => Some(days),
        date::Parsed::Bad | date::Parsed::Unknown => None,
    }
}

/// The moment behind us that words mean when somebody looks back: `2026-03-05T23:40:00+08:00`, `昨晚 23:40`, `3.5`. `None` where they mean none.
pub fn past_moment_of(words: &str, campus: &Campus, now: Stamp) -> Option<Stamp> {
    past::moment(&crate::text::fold(words), now, campus.zone(), campus.terms())
}

/// The topic a word names, in either language.
pub fn topic_of(word: &str) -> Option<Topic> {
    vocabulary::topic(&crate::text::fold(word)).map(|(it, _)| it)
}

/// The category a word names, in either language.
pub fn category_of(word: &str) -> Option<Category> {
    vocabulary::category(&crate::text::fold(word)).map(|(it, _)| it)
}

/// What a word says is wanted, in either language.
pub fn request_kind_of(word: &str) -> Option<RequestKind> {
    vocabulary::request_kind(&crate::text::fold(word)).map(|(it, _)| it)
}

/// The kind of activity a word names, in either language.
pub fn activity_kind_of(word: &str) -> Option<ActivityKind> {
    vocabulary::activity_kind(&crate::text::fold(word)).map(|(it, _)| it)
}

/// The word a topic is written with on a line.
pub fn word_of_topic(topic: Topic) -> &'static str {
    vocabulary::topic_word(topic)
}

/// The word a category is written with on a line.
pub fn word_of_category(category: Category) -> &'static str {
    vocabulary::category_word(category)
}

/// The concern level a word names: `2`, `二级`, `橙`.
pub fn level_of(word: &str) -> Option<Concern> {
    match vocabulary::level(&crate::text::fold(word)) {
        date::Parsed::Value(level) => Some(level),
        date::Parsed::Bad | date::Parsed::Unknown => None,
    }
}

/// The word by which a topic is written on the line.
pub fn topic_word(topic: Topic) -> &'static str {
    vocabulary::topic_word(topic)
}

/// The words by which the talk that holds a plan says the same as the plan: topic, place, way, visibility; what goes without saying is left out.
pub fn words_of_plan(campus: &Campus, (topic, way, visibility): (Topic, Way, Visibility), place: Option<&Spot>, students: usize) -> String {
    let mut parts = vec![vocabulary::topic_word(topic).to_owned()];
    if let Some(word) = place.map(|it| place::write(it, campus)).filter(|it| !it.is_empty()) {
        parts.push(format!("{}{word}", line::Sigil::Place.char()));
    }
    if way != vocabulary::usual_way(students) {
        parts.push(format!("{}{}", line::Sigil::Way.char(), vocabulary::way_word(way)));
    }
    if visibility != vocabulary::usual_visibility(topic) {
        parts.push(format!("{}{}", line::Sigil::Visibility.char(), vocabulary::visibility_word(visibility)));
    }
    parts.join(" ")
}

/// How students and rooms are found from what somebody typed. The finder does it; capture does not know the finder.
pub trait Resolve {
    /// The students these words may mean, best first: pinyin, initials, hanzi, number.
    fn students(&self, words: &str) -> Vec<StudentId>;
    /// The rooms these words may mean, best first.
    fn rooms(&self, words: &str) -> Vec<RoomId>;
}

/// What the line is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A talk (谈话).
    Talk,
    /// An incident (事件).
    Incident,
    /// A talk that is meant to be held (计划谈话): `>` says for which day, `=` for what time.
    Plan,
    /// A request (诉求): what is wanted, by one student or by nobody in particular.
    Request,
    /// An activity (活动): `>` says what is to prove it, `=` when it is.
    Activity,
}

impl Form {
    /// Whether it is about a talk, held or planned.
    pub fn is_talk(self) -> bool {
        matches!(self, Self::Talk | Self::Plan)
    }
}

/// A choice made in the picker between several students that one typed word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The word as it stands in the line ([`Who::typed`]). Where it stands there several times, the first pick is for the first.
    pub typed: Box<str>,
    /// Who is meant.
    pub student: StudentId,
}

/// All that a line is read against.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The world as it stands.
    pub campus: &'a Campus,
    /// How students and rooms are found.
    pub resolve: &'a dyn Resolve,
    /// The time.
    pub now: Stamp,
    /// Who writes.
    pub user: UserId,
    /// The building a bare room number is meant in.
    pub building: Option<BuildingId>,
    /// Choices made so far between people of one name.
    pub picks: &'a [Pick],
    /// The talk whose follow-up this one is.
    pub answers: Option<Seq>,
    /// The planned talk that is held.
    pub holds: Option<Seq>,
    /// Tags used of late, the latest first, without the `#`; only [`complete`] asks for them.
    pub tags: &'a [Box<str>],
}

impl std::fmt::Debug for Setting<'_> {
    /// Says nothing of the campus, whose names belong in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setting")
            .field("now", &self.now)
            .field("user", &self.user)
            .field("building", &self.building)
            .finish_non_exhaustive()
    }
}
