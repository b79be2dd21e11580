//! What somebody keeps for themselves: searches (存好的搜索), a line of the search language under a name, for whoever wrote it and nobody else; and the
//! hints of the watch they put off.
//!
//! The line is kept as it is written, so the language may grow and no form of it ever has to be frozen. A line that speaks of last month speaks
//! of another month next time.

use super::{Day, Paged, Pattern, PutOff, PutOffs, Refusal, UserId};
use serde::{Deserialize, Serialize};

/// Longest name of a kept search, in characters.
pub const QUERY_NAME_LIMIT: usize = 40;
/// Longest line of one, in characters.
pub const QUERY_LINE_LIMIT: usize = 500;
/// Most searches one person keeps.
pub const QUERIES_LIMIT: usize = 64;

/// Acts on what somebody keeps for themselves; each is on what is kept by who does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum QueryAct {
    /// A search is kept under a name, in place of the one that was kept under it.
    Saved {
        /// Under which name.
        name: Box<str>,
        /// The line as it was before, if there was one.
        before: Option<Box<str>>,
        /// The line.
        line: Box<str>,
    },
    /// A search is kept no longer.
    Dropped {
        /// Under which name.
        name: Box<str>,
        /// The line it was.
        line: Box<str>,
    },
    /// A hint of the safety watch is put off, put off otherwise, or taken up again.
    HintPutOff {
        /// Which.
        pattern: Box<Pattern>,
        /// As it was.
        before: Option<PutOff>,
        /// From now on.
        after: Option<PutOff>,
    },
}

/// A kept search as the campus has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedQuery {
    /// Whose.
    pub by: UserId,
    /// Its name.
    pub name: Box<str>,
    /// Its line; `None` once it is dropped.
    pub line: Option<Box<str>>,
}

/// All kept searches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queries {
    pub(super) rows: Paged<SavedQuery>,
    pub(super) put_offs: PutOffs,
}

impl Default for Queries {
    fn default() -> Self {
        Self { rows: Paged::new(64), put_offs: PutOffs::default() }
    }
}

impl Queries {
    /// What somebody keeps, name and line, in the order the names came up.
    pub fn of(&self, user: UserId) -> impl Iterator<Item = (&str, &str)> {
        let own = self.rows.rows().iter().filter(move |it| it.by == user);
        own.filter_map(|it| Some((&*it.name, it.line.as_deref()?)))
    }

    /// The line somebody keeps under a name.
    pub fn get(&self, user: UserId, name: &str) -> Option<&str> {
        self.of(user).find(|(it, _)| *it == name).map(|(_, line)| line)
    }

    /// The hints that were put off.
    pub fn put_offs(&self) -> &PutOffs {
        &self.put_offs
    }

    /// Somebody acts on a day; a hint may be put off so many days at most.
    pub(super) fn check(&self, (by, today, most): (UserId, Day, i32), act: &QueryAct) -> Result<(), Refusal> {
        match act {
            QueryAct::HintPutOff { pattern, before, after } => {
                self.put_offs.check((by, today, most), pattern, (before.as_ref(), after.as_ref()))
            }
            QueryAct::Saved { name, before, line } => {
                if name.trim().is_empty() {
                    return Err(Refusal::EmptyName);
                }
                super::check_len(name, QUERY_NAME_LIMIT)?;
                super::check_text_up_to(line, QUERY_LINE_LIMIT)?;
                if self.get(by, name) != before.as_deref() {
                    return Err(Refusal::ChangedMeanwhile);
                }
                let got = self.of(by).count() + 1;
                if before.is_none() && got > QUERIES_LIMIT { Err(Refusal::TooLong { limit: QUERIES_LIMIT, got }) } else { Ok(()) }
            }
            QueryAct::Dropped { name, line } => {
                if self.get(by, name) == Some(line) {
                    Ok(())
                } else {
                    Err(Refusal::ChangedMeanwhile)
                }
            }
        }
    }

    pub(super) fn apply(&mut self, by: UserId, act: &QueryAct) {
        let (name, line) = match act {
            QueryAct::HintPutOff { pattern, after, .. } => return self.put_offs.apply(by, pattern, after.as_ref()),
            QueryAct::Saved { name, line, .. } => (name, Some(line)),
            QueryAct::Dropped { name, .. } => (name, None),
        };
        let row = self.rows.rows().iter().position(|it| it.by == by && it.name == *name);
        match (row.and_then(|row| self.rows.get_mut(row)), line) {
            (Some(it), line) => it.line = line.cloned(),
            (None, Some(line)) => {
                self.rows.push(SavedQuery { by, name: name.clone(), line: Some(line.clone()) });
            }
            (None, None) => {}
        }
    }
}

impl QueryAct {
    /// The act that takes this one back.
    pub(super) fn inverse(&self) -> Self {
        match self {
            Self::Saved { name, before: Some(before), line } => {
                Self::Saved { name: name.clone(), before: Some(line.clone()), line: before.clone() }
            }
            Self::Saved { name, before: None, line } => Self::Dropped { name: name.clone(), line: line.clone() },
            Self::HintPutOff { pattern, before, after } => {
                Self::HintPutOff { pattern: pattern.clone(), before: after.clone(), after: before.clone() }
            }
            Self::Dropped { name, line } => Self::Saved { name: name.clone(), before: None, line: line.clone() },
        }
    }
}
