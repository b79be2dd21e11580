//! The language in which texts are looked for (检索语言): words, and filters that say in what.
//!
//! ```text
//! 失眠 室友 "睡 不好" -考试 topic:心理 level:<=2 since:上月 until:昨天 by:me room:3-4 class:软件 student:张三 tag:复学 state:open in:talks
//! ```
//!
//! A word is found anywhere in a text, large and small letters being the same; of several words each has to be found; `-word` must not be.
//! Filters stand anywhere in the line, in English or Chinese (`主题:心理`), and all of them have to fit. What is not understood is told, with what
//! may be written there, and never passed over in silence. Pure: the same line read on the same day gives the same [`Query`], and
//! [`Query::written`] gives a line that reads as the same query again. It knows nothing of screens, shells, disks or rights; the sentences for
//! what it says are made elsewhere.

mod complete;
mod key;
mod levels;
mod line;
mod read;
mod resolve;
#[cfg(test)]
mod tests;

pub use complete::{Completion, complete};
pub use key::{Key, Kind, Standing};
pub use levels::Levels;
pub use read::{Part, Reading, read};
pub use resolve::{Ground, Wanted, resolve};

use crate::campus::{Category, Topic};
use std::fmt;
use std::ops::Range;

/// What somebody looks for, as they wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must be there.
    pub words: Vec<Box<str>>,
    /// Words that must not.
    pub without: Vec<Box<str>>,
    /// What else must be so.
    pub filters: Vec<Filter>,
}

/// Something that must be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// A talk about one of these.
    Topic(Vec<Topic>),
    /// An incident of one of these kinds.
    Category(Vec<Category>),
    /// A talk that set such a level.
    Level(Levels),
    /// Not before the first of these days, as they were written.
    Since(Box<str>),
    /// Not after the last of these days, as they were written.
    Until(Box<str>),
    /// Written by somebody.
    By(Author),
    /// Concerning a room, or somebody who sleeps in it.
    Room(Box<str>),
    /// Concerning somebody of a class.
    Class(Box<str>),
    /// Concerning a student.
    Student(Box<str>),
    /// With a tag, without its `#`.
    Tag(Box<str>),
    /// That stands so.
    State(Standing),
    /// One of these.
    In(Vec<Kind>),
}

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Who looks.
    Me,
    /// Somebody by login, name or pinyin.
    Named(Box<str>),
}

/// What keeps a part of the line from being understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Where it stands in the line, in bytes.
    pub span: Range<usize>,
    /// Of which filter; `None` where there is no such filter.
    pub key: Option<Key>,
    /// What was written: the value, or the name of a filter that does not exist.
    pub typed: Box<str>,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong with a part of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is no filter of this name.
    NoSuchFilter,
    /// Nothing stands behind the colon yet.
    NoValue,
    /// This is no value of the filter.
    NoSuchValue,
    /// Nobody, or nothing, is called that.
    NotFound,
    /// Several may be meant: these, each as it can be written.
    Several(Vec<String>),
    /// Only words can be left out.
    NotExcludable,
}

impl Query {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.without.is_empty() && self.filters.is_empty()
    }

    /// A line that reads as this query.
    pub fn written(&self) -> String {
        let words = self.words.iter().map(|it| line::word(it));
        let filters = self.filters.iter().map(Filter::to_string);
        let without = self.without.iter().map(|it| format!("-{}", line::excluded(it)));
        words.chain(filters).chain(without).collect::<Vec<_>>().join(" ")
    }
}

impl Filter {
    /// Which filter it is.
    pub fn key(&self) -> Key {
        match self {
            Self::Topic(_) => Key::Topic,
            Self::Category(_) => Key::Category,
            Self::Level(_) => Key::Level,
            Self::Since(_) => Key::Since,
            Self::Until(_) => Key::Until,
            Self::By(_) => Key::By,
            Self::Room(_) => Key::Room,
            Self::Class(_) => Key::Class,
            Self::Student(_) => Key::Student,
            Self::Tag(_) => Key::Tag,
            Self::State(_) => Key::State,
            Self::In(_) => Key::In,
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Topic(topics) => list(topics.iter().map(|it| crate::capture::word_of_topic(*it))),
            Self::Category(categories) => list(categories.iter().map(|it| crate::capture::word_of_category(*it))),
            Self::Level(levels) => levels.to_string(),
            Self::By(Author::Me) => "me".to_owned(),
            Self::State(state) => state.key().to_owned(),
            Self::In(kinds) => list(kinds.iter().map(|it| it.key())),
            Self::Since(text)
            | Self::Until(text)
            | Self::By(Author::Named(text))
            | Self::Room(text)
            | Self::Class(text)
            | Self::Student(text)
            | Self::Tag(text) => line::value(text),
        }
    }
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(",")
}

/// As it is written in a line.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.key().name(), self.value())
    }
}
