//! What personal data a text would show (个人信息检查): names and numbers of students, rooms, phones, identity numbers.

use crate::campus::{Campus, StudentId};
use std::collections::BTreeSet;

/// Of what kind it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// A student's name.
    Name,
    /// A student number.
    StudentNo,
    /// A room.
    Room,
    /// A phone number.
    Phone,
    /// An identity number.
    Identity,
}

impl PersonalKind {
    /// Its name for scripts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::StudentNo => "student_no",
            Self::Room => "room",
            Self::Phone => "phone",
            Self::Identity => "identity",
        }
    }
}

/// Something personal in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Personal {
    /// Of what kind.
    pub kind: PersonalKind,
    /// As it stands in the text.
    pub text: String,
    /// Whose name or number it is; the first who is called so.
    pub student: Option<StudentId>,
}

/// Everything personal in a text, each once.
pub fn personal(campus: &Campus, text: &str) -> Vec<Personal> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let plain = crate::text::fold(text);
    for (id, it) in campus.people().enrolled() {
        // A single sign is no name that anybody could be told by.
        if it.facts.name.chars().count() > 1 && text.contains(&*it.facts.name) && seen.insert(it.facts.name.clone()) {
            found.insert(Personal { kind: PersonalKind::Name, text: it.facts.name.to_string(), student: Some(id) });
        }
        if !it.facts.no.is_empty() && plain.contains(&*it.facts.no) {
            found.insert(Personal { kind: PersonalKind::StudentNo, text: it.facts.no.to_string(), student: Some(id) });
        }
    }
    for room in (0..campus.places().rooms().len()).map(crate::campus::RoomId::of) {
        let written = campus.write_room(room);
        if !written.is_empty() && whole(&plain, &written) {
            found.insert(Personal { kind: PersonalKind::Room, text: written, student: None });
        }
    }
    let digits = plain.split(|c: char| !(c.is_ascii_digit() || c == 'X' || c == 'x'));
    for run in digits {
        let kind = match run.len() {
            11 if run.starts_with('1') && run.bytes().all(|it| it.is_ascii_digit()) => PersonalKind::Phone,
            18 => PersonalKind::Identity,
            _ => continue,
        };
        if !found.iter().any(|it: &Personal| it.text == run) {
            found.insert(Personal { kind, text: run.to_owned(), student: None });
        }
    }
    found.into_iter().collect()
}

/// Whether `what` stands in a text with no digit before or behind it.
fn whole(text: &str, what: &str) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(what).any(|(at, _)| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + what.len()..].chars().next());
        !is_digit(before) && !is_digit(behind)
    })
}
