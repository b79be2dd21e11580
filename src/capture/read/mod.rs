//! Reading a line, token by token from left to right: words here, people, what begins with a sigil, and the end each in a file of their own.

mod activity;
mod controls;
mod people;
mod settle;

use super::line::{self, ESCAPE, Name, Token};
use super::place::{self, Found};
use super::vocabulary::Fit;
use super::who;
use super::{ActivityDraft, Chip, ChipKind, ChipState, Draft, Form, Setting};
use crate::campus::{Category, RequestKind, Severity, TalkDetail, Topic, Visibility, Way};
use crate::text::clean;
use std::ops::Range;

/// Reads a line. Never fails: what is not understood stays in the text, and what is missing is a doubt of the draft.
pub fn read(form: Form, line: &str, setting: &Setting<'_>) -> Draft {
    read_to_words(form, line, setting).0
}

/// As [`read`], and where the first word of the text begins.
pub(super) fn read_to_words(form: Form, line: &str, setting: &Setting<'_>) -> (Draft, Option<usize>) {
    let mut reader = Reader::new(form, line, setting);
    for token in line::tokens(line) {
        match line::control(token.raw) {
            Some(control) => reader.control(token, &control),
            None => reader.plain(token),
        }
    }
    reader.finish()
}

/// How much of the text is looked at for a guess, in bytes; what it is about is said early.
const GUESS_BYTES: usize = 6_000;

/// Whether the next plain token may name people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum People {
    /// Nobody is named yet: it may.
    Open,
    /// The token before ended with a joiner: it does.
    Joined,
    /// People were named: it does if it begins with `+`.
    Named,
    /// The words have begun.
    Closed,
}

struct Reader<'a> {
    setting: &'a Setting<'a>,
    line: &'a str,
    draft: Draft,
    text: String,
    people: People,
    /// Where the first word of the text begins.
    first_word: Option<usize>,
    /// The parts of the line in which to look for a guess.
    telling: Vec<Range<usize>>,
    telling_bytes: usize,
    /// Where the topic or category was said.
    name: Option<Range<usize>>,
    severity: Option<Severity>,
    way: Option<Way>,
    visibility: Option<Visibility>,
    place: Option<(Range<usize>, Box<str>, Found)>,
    /// The time on the clock that was agreed for a planned talk.
    booked: Option<(Range<usize>, (u32, u32))>,
    /// People beyond the limit, who are only counted.
    beyond: usize,
}

impl<'a> Reader<'a> {
    fn new(form: Form, line: &'a str, setting: &'a Setting<'a>) -> Self {
        let draft = Draft {
            form,
            who: Vec::new(),
            topic: Topic::Other,
            category: Category::Other,
            kind: RequestKind::Advice,
            activity: ActivityDraft::default(),
            office: Box::default(),
            due: None,
            level: None,
            severity: Severity::Ordinary,
            followup: None,
            place: None,
            way: Way::InPerson,
            tags: Vec::new(),
            visibility: Visibility::Normal,
            held: None,
            detail: TalkDetail::default(),
            text: "".into(),
            rest: Vec::new(),
            chips: Vec::new(),
            doubts: Vec::new(),
        };
        Self {
            setting,
            line,
            draft,
            text: String::new(),
            // Whom an activity names it names with what they do; who was there is said apart.
            people: if form == Form::Activity { People::Closed } else { People::Open },
            first_word: None,
            telling: Vec::new(),
            telling_bytes: 0,
            name: None,
            severity: None,
            way: None,
            visibility: None,
            place: None,
            booked: None,
            beyond: 0,
        }
    }

    fn chip(&mut self, kind: ChipKind, span: Range<usize>, state: ChipState) {
        self.draft.chips.push(Chip { kind, span, state });
    }

    fn plain(&mut self, token: Token<'a>) {
        let shown = clean(token.raw);
        if let Some(escaped) = shown.strip_prefix(ESCAPE).filter(|it| !it.is_empty()) {
            let rules = &self.setting.campus.presets().rules().talk;
            let first = self.draft.form == Form::Activity && self.first_word.is_none();
            let stripped =
                first || matches!(self.people, People::Open | People::Joined) || line::must_escape(self.draft.form, escaped, rules);
            self.words(token.span(), if stripped { escaped } else { &shown });
            return;
        }
        if self.draft.form.is_talk() && self.take_short(token) {
            return;
        }
        if self.draft.form == Form::Activity && self.take_of_activity(token) {
            return;
        }
        let may_be_people = match self.people {
            People::Open | People::Joined => true,
            People::Named => token.raw.starts_with(['+', '＋']),
            People::Closed => false,
        };
        let taken = if may_be_people {
            (self.may_precede_people(token.raw) && self.take_name(token.span())) || self.take_bare_place(token) || self.take_people(token)
        } else {
            self.take_name(token.span())
        };
        if !taken {
            self.words(token.span(), &shown);
        }
    }

    /// Takes the token for a short form of the college's: what it stands for goes into the text.
    fn take_short(&mut self, token: Token<'a>) -> bool {
        let Some(text) = line::short(token.raw, &self.setting.campus.presets().rules().talk) else { return false };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.people = People::Closed;
        self.first_word.get_or_insert(token.start);
        self.push_text(&text);
        self.chip(ChipKind::Short(text.into()), token.span(), ChipState::Understood);
        true
    }

    fn words(&mut self, span: Range<usize>, raw: &str) {
        let shown = &*clean(raw);
        if shown.is_empty() {
            return;
        }
        self.people = People::Closed;
        self.first_word.get_or_insert(span.start);
        self.push_text(shown);
        let left = GUESS_BYTES.saturating_sub(self.telling_bytes);
        if left > 0 {
            let end = self.line.floor_char_boundary(span.end.min(span.start + left));
            self.telling_bytes += span.len();
            self.telling.push(span.start..end);
        }
    }

    fn push_text(&mut self, shown: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(shown);
    }

    /// Whether a topic or category may be taken where people are expected: not if somebody is called so, and before the people of a talk
    /// only by its own Chinese word, for short Latin words are pinyin there.
    fn may_precede_people(&self, raw: &str) -> bool {
        let before_all = self.people == People::Open && self.draft.form.is_talk();
        line::name(self.draft.form, raw).is_some_and(|(_, fit)| fit == Fit::Own || !before_all)
            && !who::is_name_of_somebody(raw, self.setting)
    }

    /// Takes the token for the topic or category, if it names one and none was named before.
    fn take_name(&mut self, span: Range<usize>) -> bool {
        if self.name.is_some() {
            return false;
        }
        let Some((name, fit)) = self.line.get(span.clone()).and_then(|raw| line::name(self.draft.form, raw)) else { return false };
        if fit == Fit::Other && self.first_word.is_some() {
            return false;
        }
        let kind = match name {
            Name::Topic(topic) => {
                self.draft.topic = topic;
                ChipKind::Topic(topic)
            }
            Name::Category(category) => {
                self.draft.category = category;
                ChipKind::Category(category)
            }
            Name::Kind(kind) => {
                self.draft.kind = kind;
                ChipKind::Kind(kind)
            }
            Name::Activity(kind) => {
                self.draft.activity.kind = kind;
                ChipKind::Activity(kind)
            }
        };
        self.chip(kind, span.clone(), ChipState::Understood);
        self.name = Some(span);
        true
    }

    /// An incident and a request may begin with a room or building without `@`: `3-412 zs 打架`.
    fn take_bare_place(&mut self, token: Token<'a>) -> bool {
        if self.draft.form.is_talk() || self.people != People::Open || self.place.is_some() {
            return false;
        }
        let word = line::view(token.raw);
        let word = word.trim_end_matches([',', ';', '。', '、']);
        if !place::looks_like_a_place(word) || self.setting.campus.people().by_no(word).is_some() {
            return false;
        }
        let found = place::find(word, self.setting);
        if found == Found::Nothing {
            return false;
        }
        self.place = Some((token.span(), word.into(), found));
        true
    }
}
