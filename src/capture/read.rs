//! Reading a line.

use super::{Draft, Form, Setting};
use crate::campus::{Category, Severity, Topic, Visibility, Way};

/// Reads a line. Never fails: what is not understood stays in the text, and what is missing is a doubt of the draft.
pub fn read(form: Form, line: &str, _setting: &Setting<'_>) -> Draft {
    Draft {
        form,
        who: Vec::new(),
        topic: Topic::Other,
        category: Category::Other,
        level: None,
        severity: Severity::Ordinary,
        followup: None,
        place: None,
        way: Way::InPerson,
        tags: Vec::new(),
        visibility: Visibility::Normal,
        held: None,
        text: line.into(),
        rest: Vec::new(),
        chips: Vec::new(),
        doubts: Vec::new(),
    }
}
