//! A search of the texts while it is typed (全文检索): the line, how it is understood, what came of it so far.

use super::field::Field;
use super::model::{Cursor, Place};
use crate::campus::QUERY_LINE_LIMIT;
use crate::desk::{Found, Sought};
use crate::query::{Completion, Reading, Trouble, Wrong};

/// A search being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Querying {
    /// What is typed.
    pub line: Field,
    /// How the line reads.
    pub reading: Reading,
    /// What of it is not understood.
    pub troubles: Vec<Trouble>,
    /// What may stand at the cursor, the likeliest first.
    pub offers: Vec<Completion>,
    /// By which the answer to the line as it stands is known; `None` while nothing is looked for.
    pub asked: Option<u64>,
    /// What came last, and to which question.
    pub shown: Option<(u64, Sought)>,
    /// The highlighted row: of what was found, or of the kept searches while the line is empty.
    pub cursor: Cursor,
    /// Enter was pressed before the answer was there.
    pub go: bool,
    /// The disk failed, in words.
    pub fault: Option<String>,
}

/// A search put aside while one looks at something it found: it is there again when one comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct PutAside {
    /// Where one was.
    pub place: Place,
    /// How long the way back was.
    pub depth: usize,
    /// The search.
    pub query: Box<Querying>,
}

impl Default for Querying {
    fn default() -> Self {
        Self {
            line: Field::line(QUERY_LINE_LIMIT),
            reading: Reading::default(),
            troubles: Vec::new(),
            offers: Vec::new(),
            asked: None,
            shown: None,
            cursor: Cursor::default(),
            go: false,
            fault: None,
        }
    }
}

impl Querying {
    /// Nothing is typed, so the kept searches are listed.
    pub fn is_blank(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// What keeps the line from being looked for; a filter that is still being typed does not.
    pub fn trouble(&self) -> Option<&Trouble> {
        let is_begun = |it: &Trouble| self.offers.first().is_some_and(|offer| offer.span.end == it.span.end);
        self.troubles.iter().find(|it| it.what != Wrong::NoValue && !is_begun(it))
    }

    /// What was found, as far as it is there; nothing while the line is empty.
    pub fn found(&self) -> &[Found] {
        let shown = self.shown.as_ref().filter(|_| !self.is_blank());
        shown.map_or(&[], |(_, sought)| &sought.found)
    }

    /// Whether what is shown is the answer to the line as it stands.
    pub fn is_answered(&self) -> bool {
        self.asked.is_some() && self.shown.as_ref().map(|(number, _)| *number) == self.asked
    }
}
