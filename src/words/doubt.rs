//! What a line leaves in doubt, in words.

use super::Words;
use crate::capture::Doubt;
use crate::say;

impl Words {
    /// A doubt about `line`, as a person should read it.
    pub fn doubt(&self, doubt: &Doubt, line: &str) -> String {
        let typed = doubt.span().and_then(|it| line.get(it)).unwrap_or_default();
        let typed = crate::text::truncate(&crate::text::clean(typed), 40).into_owned();
        match *doubt {
            Doubt::NobodyNamed => say!(self, "capture-doubt-nobody-named"),
            Doubt::NobodyFound { .. } => say!(self, "capture-doubt-nobody-found", typed = typed),
            Doubt::Ambiguous { ref candidates, .. } => say!(self, "capture-doubt-ambiguous", typed = typed, count = candidates.len()),
            Doubt::Left { .. } => say!(self, "capture-doubt-left", typed = typed),
            Doubt::StudentTwice { .. } => say!(self, "capture-doubt-student-twice", typed = typed),
            Doubt::TooManyStudents { limit, got } => say!(self, "capture-doubt-too-many-students", limit = limit, got = got),
            Doubt::AmbiguousRoom { ref candidates, .. } => {
                say!(self, "capture-doubt-ambiguous-room", typed = typed, count = candidates.len())
            }
            Doubt::NoSuchDate { .. } => say!(self, "capture-doubt-no-such-date", typed = typed),
            Doubt::DateInPast { .. } => say!(self, "capture-doubt-date-in-past", typed = typed),
            Doubt::NoSuchLevel { .. } => say!(self, "capture-doubt-no-such-level", typed = typed),
            Doubt::NoSuchTime { .. } => say!(self, "capture-doubt-no-such-time", typed = typed),
            Doubt::TimeInFuture { .. } => say!(self, "capture-doubt-time-in-future", typed = typed),
            Doubt::Twice { .. } => say!(self, "capture-doubt-twice", typed = typed),
            Doubt::TagTooLong { limit, got, .. } => say!(self, "capture-doubt-tag-too-long", limit = limit, got = got),
            Doubt::TooManyTags { limit, .. } => say!(self, "capture-doubt-too-many-tags", limit = limit, typed = typed),
            Doubt::NotUnderstood { .. } => say!(self, "capture-doubt-not-understood", typed = typed),
            Doubt::EmptyText => say!(self, "capture-doubt-empty-text"),
            Doubt::TooLong { limit, got } => say!(self, "capture-doubt-too-long", limit = limit, got = got),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn the_word_in_doubt_is_quoted_and_made_safe() {
        let doubt = Doubt::NobodyFound { span: 0..3 };
        assert!(Words::new(Lang::Zh).doubt(&doubt, "xq\u{1b} 心理").contains("xq"));
        assert!(!Words::new(Lang::Zh).doubt(&doubt, "xq\u{1b} 心理").contains('\u{1b}'));
        let _ = Words::new(Lang::En).doubt(&Doubt::NobodyFound { span: 1..90 }, "张");
    }
}
