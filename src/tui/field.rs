//! A piece of text being typed, one line or many: the buffer behind every field, and nothing about how it is drawn.
//!
//! The cursor stands between two grapheme clusters, as a byte offset. Nothing typed is lost silently: what does not fit is counted and
//! given back to the caller.

/// A text with a cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
    chars: usize,
    limit: usize,
    lines: bool,
}

impl Field {
    /// An empty field of one line that takes so many characters.
    pub fn line(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// An empty field of many lines that takes so many characters.
    pub fn note(limit: usize) -> Self {
        Self { limit, lines: true, ..Self::default() }
    }

    /// What stands in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes; always on a boundary of characters.
    pub fn cursor(&self) -> usize {
        self.cursor
    }
}
