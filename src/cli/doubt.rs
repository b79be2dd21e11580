//! A doubt of a captured line, said to whoever typed it.

use crate::capture::Doubt;
use crate::text;
use crate::words::Words;
use std::collections::HashMap;

/// Says what is not clear, and about which part of the line.
pub(super) fn say(words: &Words, line: &str, doubt: &Doubt) -> String {
    let typed = doubt.span().and_then(|span| line.get(span)).unwrap_or_default();
    let typed = text::clean(typed).into_owned();
    let (limit, got) = match doubt {
        Doubt::TooManyStudents { limit, got } | Doubt::TagTooLong { limit, got, .. } | Doubt::TooLong { limit, got } => (*limit, *got),
        Doubt::TooManyTags { limit, .. } => (*limit, 0),
        _ => (0, 0),
    };
    let count = match doubt {
        Doubt::Ambiguous { candidates, .. } => candidates.len(),
        Doubt::AmbiguousRoom { candidates, .. } => candidates.len(),
        _ => 0,
    };
    let values = [("typed", typed.clone()), ("limit", limit.to_string()), ("got", got.to_string()), ("count", count.to_string())];
    let message = words
        .loader()
        .get_args_concrete(&message_id(doubt), values.map(|(name, value)| (name, value.into())).into_iter().collect::<HashMap<_, _>>());
    if typed.is_empty() || message.contains(&typed) { message } else { crate::say!(words, "cli-field", name = typed, value = message) }
}

fn message_id(doubt: &Doubt) -> String {
    format!("capture-doubt-{}", doubt.key().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Day, Stamp, StudentId};
    use crate::words::Lang;

    #[test]
    fn every_doubt_is_said_in_both_languages() {
        let (span, day, at, student) = (0..2, Day(0), Stamp(0), StudentId(0));
        let doubts = [
            Doubt::NobodyNamed,
            Doubt::NobodyFound { span: span.clone() },
            Doubt::Ambiguous { span: span.clone(), candidates: Vec::new() },
            Doubt::Left { span: span.clone(), student },
            Doubt::StudentTwice { span: span.clone(), student },
            Doubt::TooManyStudents { limit: 1, got: 2 },
            Doubt::AmbiguousRoom { span: span.clone(), candidates: Vec::new() },
            Doubt::NoSuchRoom { span: span.clone() },
            Doubt::NoSuchDate { span: span.clone() },
            Doubt::DateInPast { span: span.clone(), day },
            Doubt::NoSuchLevel { span: span.clone() },
            Doubt::NoSuchTime { span: span.clone() },
            Doubt::TimeInFuture { span: span.clone(), at },
            Doubt::Twice { span: span.clone() },
            Doubt::TagTooLong { span: span.clone(), limit: 1, got: 2 },
            Doubt::TooManyTags { span: span.clone(), limit: 1 },
            Doubt::NotUnderstood { span },
            Doubt::EmptyText,
            Doubt::TooLong { limit: 1, got: 2 },
        ];
        for words in [Words::new(Lang::Zh), Words::new(Lang::En)] {
            for doubt in &doubts {
                assert!(words.loader().has(&message_id(doubt)), "{doubt:?}");
                assert!(doubt.span().is_none() || say(&words, "zs", doubt).contains("zs"));
            }
        }
    }
}
