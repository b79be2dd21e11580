//! What may stand where the cursor is.

use super::{ChipKind, Form, Setting};
use std::ops::Range;

/// Something that may be put in place of the token under the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The part of the line to replace, in bytes.
    pub replace: Range<usize>,
    /// What to put there.
    pub with: String,
    /// What it would say.
    pub kind: ChipKind,
}

/// What may stand where the cursor (a byte offset) is, best first; empty if nothing comes to mind.
pub fn complete(_form: Form, _line: &str, _cursor: usize, _setting: &Setting<'_>) -> Vec<Suggestion> {
    Vec::new()
}
