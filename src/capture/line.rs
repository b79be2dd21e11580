//! The line as tokens: parts between blanks, what sigil they begin with, and when a word must be escaped to stay a word.

use super::Form;
use super::vocabulary::{self, Fit, NAME_BYTES};
use crate::campus::{ActivityKind, Category, RequestKind, TalkRules, Topic};
use crate::text::{clean, fold, fold_char};
use std::borrow::Cow;
use std::ops::Range;

/// Puts a word before a sigil or a name beyond the grammar: `\#1 楼` is about building number one, not a tag.
pub(super) const ESCAPE: char = '\\';
/// What joins people: `zs,ls`.
pub(super) const JOINERS: [char; 7] = [',', '，', '、', '+', '＋', ';', '；'];

/// A part of the line between blanks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) raw: &'a str,
    pub(super) start: usize,
}

impl Token<'_> {
    pub(super) fn span(self) -> Range<usize> {
        self.start..self.start + self.raw.len()
    }
}

/// The tokens of a line, in order. Any Unicode blank parts them.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = line.get(rest..)?;
        let start = rest + tail.find(|c: char| !c.is_whitespace())?;
        let tail = line.get(start..)?;
        let raw = tail.get(..tail.find(char::is_whitespace).unwrap_or(tail.len()))?;
        rest = start + raw.len();
        Some(Token { raw, start })
    })
}

/// What the first character of a token makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sigil {
    Tag,
    Level,
    FollowUp,
    Place,
    Way,
    Visibility,
    Time,
}

impl Sigil {
    /// The sigil of a character. A Chinese keyboard gives `》` where a Latin one gives `>`.
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match fold_char(c) {
            '#' => Self::Tag,
            '!' => Self::Level,
            '>' | '》' => Self::FollowUp,
            '@' => Self::Place,
            '~' => Self::Way,
            '^' => Self::Visibility,
            '=' => Self::Time,
            _ => return None,
        })
    }

    pub(super) fn char(self) -> char {
        match self {
            Self::Tag => '#',
            Self::Level => '!',
            Self::FollowUp => '>',
            Self::Place => '@',
            Self::Way => '~',
            Self::Visibility => '^',
            Self::Time => '=',
        }
    }
}

/// A token that begins with a sigil and says something after it.
#[derive(Debug)]
pub(super) struct Control {
    pub(super) sigil: Sigil,
    /// The sigil is a full-width one, which Chinese prose uses as punctuation.
    pub(super) wide: bool,
    /// What comes after it, folded, without punctuation at the end.
    pub(super) body: String,
}

/// The control a token may be. `None` for words, and for a sigil that stands alone or among other signs (`>_<`, `!!!`).
pub(super) fn control(raw: &str) -> Option<Control> {
    if raw.starts_with(char::is_alphanumeric) {
        return None;
    }
    let shown = clean(raw);
    let mut chars = shown.chars();
    let first = chars.next()?;
    let sigil = Sigil::of(first)?;
    let body = fold(chars.as_str());
    let body = body.trim_end_matches([',', ';', '。', '、']);
    body.contains(char::is_alphanumeric).then(|| Control { sigil, wide: !first.is_ascii(), body: body.to_owned() })
}

/// A token as the tables know words: cleaned and folded to half width.
pub(super) fn view(raw: &str) -> Cow<'_, str> {
    match clean(raw) {
        Cow::Borrowed(shown) => fold(shown),
        Cow::Owned(shown) => Cow::Owned(fold(&shown).into_owned()),
    }
}

/// A topic, a category or what is wanted, whichever the form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Topic(Topic),
    Category(Category),
    Kind(RequestKind),
    Activity(ActivityKind),
}

/// What topic or category a whole token names.
pub(super) fn name(form: Form, raw: &str) -> Option<(Name, Fit)> {
    if raw.len() > NAME_BYTES {
        return None;
    }
    let word = view(raw);
    match form {
        Form::Talk | Form::Plan => vocabulary::topic(&word).map(|(it, fit)| (Name::Topic(it), fit)),
        Form::Incident => vocabulary::category(&word).map(|(it, fit)| (Name::Category(it), fit)),
        Form::Request => vocabulary::request_kind(&word).map(|(it, fit)| (Name::Kind(it), fit)),
        Form::Activity => vocabulary::activity_kind(&word).map(|(it, fit)| (Name::Activity(it), fit)),
    }
}

/// What a token stands for if it is a short form of the college's: `;lx`.
pub(super) fn short<'r>(raw: &str, rules: &'r TalkRules) -> Option<&'r str> {
    let shown = view(raw);
    let key = shown.strip_prefix(';')?.trim_end_matches([',', ';', '、']);
    rules.short.get(key).map(|it| &**it)
}

/// Whether a word of the text would be taken for something else, and so is written with [`ESCAPE`] before it.
pub(super) fn must_escape(form: Form, word: &str, rules: &TalkRules) -> bool {
    let word = word.trim_start_matches(ESCAPE);
    let is_sign = |c| Sigil::of(c).is_some() || matches!(c, '+' | '＋');
    word.chars().next().is_some_and(is_sign) || name(form, word).is_some() || (form.is_talk() && short(word, rules).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_blank_parts_tokens_and_spans_are_bytes() {
        let found: Vec<_> = tokens(" 张三\u{3000}a\t\nb ").map(|it| (it.raw, it.span())).collect();
        assert_eq!(found, [("张三", 1..7), ("a", 10..11), ("b", 13..14)]);
        assert_eq!(tokens(" \u{3000}").count(), 0);
    }

    #[test]
    fn a_sigil_needs_something_to_say() {
        assert!(["!2", "！２", "》3d", "\u{FEFF}#失眠", "～电话"].iter().all(|it| control(it).is_some()));
        assert!(["!", "！！", ">_<", "^_^", "zs", "a!2", "=====", "#", ""].iter().all(|it| control(it).is_none()));
        assert_eq!(control("＃失眠，").map(|it| (it.wide, it.body)), Some((true, "失眠".to_owned())));
    }

    #[test]
    fn what_would_be_taken_for_something_else_is_escaped() {
        let rules = TalkRules { short: [("lx".into(), "已联系家长".into())].into(), ..TalkRules::default() };
        let talk = |it: &&str| must_escape(Form::Talk, it, &rules);
        assert!(["!2", "#1", "\\!2", "+ls", "心理", "study", "！真的", ";lx"].iter().all(talk));
        assert!(["失眠", "a#b", "\\n", "打架", "（心理）", ";ls"].iter().all(|it| !talk(it)));
        assert!(must_escape(Form::Incident, "打架", &rules));
    }
}
