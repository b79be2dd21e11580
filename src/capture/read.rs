//! Reading a line, token by token from left to right.

use super::date::{self, Parsed};
use super::line::{self, Control, ESCAPE, JOINERS, Name, Sigil, Token};
use super::place::{self, Found};
use super::vocabulary::{self, Fit};
use super::who;
use super::{Chip, ChipKind, ChipState, Doubt, Draft, Form, How, Setting, Who};
use crate::campus::{Category, STUDENTS_LIMIT, Severity, Spot, TAG_LIMITS, TEXT_LIMIT, Topic, Visibility, Way};
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

/// What became of a control token.
enum Heard {
    /// It was understood.
    Understood(ChipKind, Range<usize>, ChipState),
    /// It was understood, and its chips are set.
    Done,
    /// It has the right form, and something is wrong with it.
    Wrong(Doubt),
    /// It says nothing we know.
    Unknown,
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
            level: None,
            severity: Severity::Ordinary,
            followup: None,
            place: None,
            way: Way::InPerson,
            tags: Vec::new(),
            visibility: Visibility::Normal,
            held: None,
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
            people: People::Open,
            first_word: None,
            telling: Vec::new(),
            telling_bytes: 0,
            name: None,
            severity: None,
            way: None,
            visibility: None,
            place: None,
            beyond: 0,
        }
    }

    fn chip(&mut self, kind: ChipKind, span: Range<usize>, state: ChipState) {
        self.draft.chips.push(Chip { kind, span, state });
    }

    // Plain tokens: people, the topic, words.

    fn plain(&mut self, token: Token<'a>) {
        let shown = clean(token.raw);
        if let Some(escaped) = shown.strip_prefix(ESCAPE).filter(|it| !it.is_empty()) {
            let stripped = matches!(self.people, People::Open | People::Joined) || line::must_escape(self.draft.form, escaped);
            self.words(token.span(), if stripped { escaped } else { &shown });
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
        let before_all = self.people == People::Open && self.draft.form == Form::Talk;
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
        };
        self.chip(kind, span.clone(), ChipState::Understood);
        self.name = Some(span);
        true
    }

    /// An incident may begin with a room or building without `@`: `3-412 zs 打架`.
    fn take_bare_place(&mut self, token: Token<'a>) -> bool {
        if self.draft.form != Form::Incident || self.people != People::Open || self.place.is_some() {
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

    fn take_people(&mut self, token: Token<'a>) -> bool {
        let form = self.draft.form;
        let expected = self.people != People::Open || form == Form::Talk;
        let mut pieces = 0;
        for span in pieces_of(token) {
            let raw = self.line.get(span.clone()).unwrap_or_default();
            if pieces > 0 && self.take_name(span.clone()) {
                // `张三，心理，与室友矛盾`: what comes after the topic are words.
                return self.words_from(span.end, token.span().end);
            }
            if self.draft.who.len() >= STUDENTS_LIMIT {
                self.beyond += 1;
                pieces += 1;
                continue;
            }
            let nth = self.draft.who.iter().filter(|it| *it.typed == *raw).count();
            let (who, doubt) = who::seek(form, raw, span.clone(), nth, self.setting);
            if matches!(doubt, Some(Doubt::NobodyFound { .. })) {
                let slip = who::looks_like_a_name(raw);
                if pieces == 0 && !(expected && (slip || self.people == People::Open)) {
                    return false;
                }
                if pieces > 0 && !slip {
                    return self.words_from(span.start, token.span().end);
                }
                self.add_who(who, doubt);
                if !slip {
                    return self.words_from(span.end, token.span().end);
                }
            } else {
                self.add_who(who, doubt);
            }
            pieces += 1;
        }
        if pieces == 0 && self.people == People::Open {
            return false;
        }
        self.people = if token.raw.ends_with(JOINERS) { People::Joined } else { People::Named };
        true
    }

    /// The part of a token after the people in it are words.
    fn words_from(&mut self, start: usize, end: usize) -> bool {
        let tail = self.line.get(start..end).unwrap_or_default();
        let words = tail.trim_start_matches(JOINERS);
        let start = end - words.len();
        self.words(start..end, words);
        self.people = People::Closed;
        true
    }

    fn add_who(&mut self, who: Who, doubt: Option<Doubt>) {
        let twice = who.settled().filter(|id| self.draft.who.iter().any(|it| it.settled() == Some(*id)));
        let doubt = doubt.or_else(|| twice.map(|student| Doubt::StudentTwice { span: who.span.clone(), student }));
        let state = if doubt.is_some() || who.how == How::Top { ChipState::Doubtful } else { ChipState::Understood };
        self.chip(ChipKind::Who(who.chosen), who.span.clone(), state);
        self.draft.doubts.extend(doubt);
        self.draft.who.push(who);
    }

    // Tokens that begin with a sigil.

    fn control(&mut self, token: Token<'a>, control: &Control) {
        let span = token.span();
        let heard = match (control.sigil, self.draft.form) {
            (Sigil::Tag, _) => self.tags(token),
            (Sigil::Level, Form::Talk) => self.level(&control.body, span.clone()),
            (Sigil::Level, Form::Incident) => self.graveness(&control.body, span.clone()),
            (Sigil::Place, _) => self.spot(&control.body, span.clone()),
            (Sigil::Time, _) => self.time(&control.body, span.clone()),
            (Sigil::FollowUp, Form::Talk) => self.followup(&control.body, span.clone()),
            (Sigil::Way, Form::Talk) => self.how(&control.body, span.clone()),
            (Sigil::Visibility, Form::Talk) => self.readers(&control.body, span.clone()),
            (Sigil::FollowUp | Sigil::Way | Sigil::Visibility, Form::Incident) => Heard::Unknown,
        };
        let doubt = match heard {
            Heard::Understood(kind, span, state) => return self.chip(kind, span, state),
            Heard::Done => return,
            // Chinese prose may begin a sentence with such a sign.
            Heard::Unknown if control.wide => return self.plain(token),
            Heard::Unknown => Doubt::NotUnderstood { span: span.clone() },
            Heard::Wrong(doubt) => doubt,
        };
        let shown = clean(token.raw);
        self.push_text(&shown);
        self.draft.doubts.push(doubt);
        self.chip(ChipKind::Rest(shown.as_ref().into()), span, ChipState::Doubtful);
        self.draft.rest.push(shown.into());
    }

    /// `#失眠`, and several in one: `#失眠#焦虑`.
    fn tags(&mut self, token: Token<'a>) -> Heard {
        let (most, longest) = TAG_LIMITS;
        let mut found: Vec<(Box<str>, Range<usize>)> = Vec::new();
        let is_sigil = |c| Sigil::of(c) == Some(Sigil::Tag);
        let mut next = token.start;
        for part in token.raw.split_inclusive(is_sigil) {
            let (raw, start) = (part.trim_end_matches(is_sigil), next);
            next += part.len();
            let tag = line::view(raw);
            let tag = tag.trim_end_matches([',', ';', '。', '、']);
            if tag.is_empty() {
                continue;
            }
            if !tag.contains(char::is_alphanumeric) || !tag.chars().all(|c| c.is_alphanumeric() || "-_·/.+".contains(c)) {
                return Heard::Unknown;
            }
            let got = tag.chars().count();
            if got > longest {
                return Heard::Wrong(Doubt::TagTooLong { span: token.span(), limit: longest, got });
            }
            found.push((tag.into(), start..start + raw.len()));
        }
        let before = self.draft.tags.len();
        for (tag, _) in &found {
            if !self.draft.tags.contains(tag) {
                self.draft.tags.push(tag.clone());
            }
        }
        if self.draft.tags.len() > most {
            self.draft.tags.truncate(before);
            return Heard::Wrong(Doubt::TooManyTags { span: token.span(), limit: most });
        }
        // The first tag takes its sigil along, the last what closes the token.
        if let Some((_, span)) = found.first_mut() {
            span.start = token.start;
        }
        if let Some((_, span)) = found.last_mut() {
            span.end = token.span().end;
        }
        for (tag, span) in found {
            self.chip(ChipKind::Tag(tag), span, ChipState::Understood);
        }
        Heard::Done
    }

    fn level(&mut self, body: &str, span: Range<usize>) -> Heard {
        match vocabulary::level(body) {
            Parsed::Value(_) if self.draft.level.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(level) => {
                self.draft.level = Some(level);
                Heard::Understood(ChipKind::Level(level), span, ChipState::Understood)
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchLevel { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    fn graveness(&mut self, body: &str, span: Range<usize>) -> Heard {
        match vocabulary::severity(body) {
            Parsed::Value(_) if self.severity.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(severity) => {
                self.severity = Some(severity);
                Heard::Understood(ChipKind::Severity(severity), span, ChipState::Understood)
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchLevel { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    fn followup(&mut self, body: &str, span: Range<usize>) -> Heard {
        let today = self.setting.now.day(self.setting.campus.zone());
        match date::day(body, today) {
            Parsed::Value(_) if self.draft.followup.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(day) => {
                self.draft.followup = Some(day);
                let past = day < today;
                if past {
                    self.draft.doubts.push(Doubt::DateInPast { span: span.clone(), day });
                }
                Heard::Understood(ChipKind::FollowUp(day), span, state(past))
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchDate { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    fn time(&mut self, body: &str, span: Range<usize>) -> Heard {
        match date::time(body, self.setting.now, self.setting.campus.zone()) {
            Parsed::Value(_) if self.draft.held.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(at) => {
                self.draft.held = Some(at);
                let future = at > self.setting.now;
                if future {
                    self.draft.doubts.push(Doubt::TimeInFuture { span: span.clone(), at });
                }
                Heard::Understood(ChipKind::Time(at), span, state(future))
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchTime { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    fn how(&mut self, body: &str, span: Range<usize>) -> Heard {
        match vocabulary::way(body) {
            Some(_) if self.way.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Some(way) => {
                self.way = Some(way);
                Heard::Understood(ChipKind::Way(way), span, ChipState::Understood)
            }
            None => Heard::Unknown,
        }
    }

    fn readers(&mut self, body: &str, span: Range<usize>) -> Heard {
        match vocabulary::visibility(body) {
            Some(_) if self.visibility.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Some(visibility) => {
                self.visibility = Some(visibility);
                Heard::Understood(ChipKind::Visibility(visibility), span, ChipState::Understood)
            }
            None => Heard::Unknown,
        }
    }

    /// The chip is set at the end, when it is known who is named: a bare room number may be theirs.
    fn spot(&mut self, body: &str, span: Range<usize>) -> Heard {
        if !place::is_place(body) {
            return Heard::Unknown;
        }
        if self.place.is_some() {
            return Heard::Wrong(Doubt::Twice { span });
        }
        self.place = Some((span, body.into(), place::find(body, self.setting)));
        Heard::Done
    }

    // The end of the line.

    fn finish(mut self) -> (Draft, Option<usize>) {
        self.settle_place();
        self.settle_name();
        self.settle_defaults();
        self.draft.text = std::mem::take(&mut self.text).into();
        let got = self.draft.text.chars().count();
        let doubts = &mut self.draft.doubts;
        if self.draft.form == Form::Talk && self.draft.who.is_empty() {
            doubts.push(Doubt::NobodyNamed);
        }
        if self.beyond > 0 {
            doubts.push(Doubt::TooManyStudents { limit: STUDENTS_LIMIT, got: STUDENTS_LIMIT + self.beyond });
        }
        if got == 0 {
            doubts.push(Doubt::EmptyText);
        } else if got > TEXT_LIMIT {
            doubts.push(Doubt::TooLong { limit: TEXT_LIMIT, got });
        }
        self.draft.chips.sort_by_key(|it| (it.span.start, it.span.end));
        (self.draft, self.first_word)
    }

    fn settle_place(&mut self) {
        let Some((span, word, found)) = self.place.take() else { return };
        let (spot, state) = match found {
            Found::One(spot) => (spot, ChipState::Understood),
            Found::Nothing => (Spot::Words(word), ChipState::Understood),
            Found::Rooms(rooms) => {
                let people = self.setting.campus.people();
                let students = self.draft.students();
                let theirs = students.iter().filter_map(|id| people.student(*id)?.facts.bed).map(|bed| bed.room);
                let mut theirs: Vec<_> = theirs.filter(|room| rooms.contains(room)).collect();
                theirs.dedup();
                match (theirs[..].first(), rooms.first()) {
                    (Some(room), _) if theirs.len() == 1 => (Spot::Room(*room), ChipState::Guessed),
                    (_, Some(room)) => {
                        let room = *room;
                        self.draft.doubts.push(Doubt::AmbiguousRoom { span: span.clone(), candidates: rooms });
                        (Spot::Room(room), ChipState::Doubtful)
                    }
                    (_, None) => (Spot::Words(word), ChipState::Understood),
                }
            }
        };
        self.draft.place = Some(spot.clone());
        self.chip(ChipKind::Place(spot), span, state);
    }

    fn settle_name(&mut self) {
        let end = self.line.len()..self.line.len();
        match (self.name.clone(), self.draft.form) {
            (Some(span), Form::Incident) if self.text.is_empty() => {
                // `3-412 打架 !2` is a whole report at night: the word that names the category is then also what happened.
                self.text = self.line.get(span).map(|it| clean(it).into_owned()).unwrap_or_default();
            }
            (Some(_), _) => {}
            (None, Form::Talk) => {
                let (topic, span) = vocabulary::guess_topic(self.line, &self.telling).unwrap_or((Topic::Other, end));
                self.draft.topic = topic;
                self.chip(ChipKind::Topic(topic), span, ChipState::Guessed);
            }
            (None, Form::Incident) => {
                let (category, span) = vocabulary::guess_category(self.line, &self.telling).unwrap_or((Category::Other, end));
                self.draft.category = category;
                self.chip(ChipKind::Category(category), span, ChipState::Guessed);
            }
        }
    }

    fn settle_defaults(&mut self) {
        let end = self.line.len()..self.line.len();
        match self.draft.form {
            Form::Talk => {
                self.draft.way = self.way.unwrap_or(Way::InPerson);
                if self.way.is_none() {
                    self.chip(ChipKind::Way(Way::InPerson), end.clone(), ChipState::Guessed);
                }
                let usual = usual_visibility(self.draft.topic);
                self.draft.visibility = self.visibility.unwrap_or(usual);
                if self.visibility.is_none() && usual != Visibility::Normal {
                    self.chip(ChipKind::Visibility(usual), end, ChipState::Guessed);
                }
            }
            Form::Incident => {
                self.draft.severity = self.severity.unwrap_or(Severity::Ordinary);
                if self.severity.is_none() {
                    self.chip(ChipKind::Severity(Severity::Ordinary), end, ChipState::Guessed);
                }
            }
        }
    }
}

/// Who may read a talk on a topic where the line does not say.
pub(super) fn usual_visibility(topic: Topic) -> Visibility {
    if topic == Topic::Psych { Visibility::Psych } else { Visibility::Normal }
}

fn state(doubtful: bool) -> ChipState {
    if doubtful { ChipState::Doubtful } else { ChipState::Understood }
}

/// The parts of a token between joiners, the empty ones left out.
fn pieces_of(token: Token<'_>) -> impl Iterator<Item = Range<usize>> {
    let mut start = token.start;
    token.raw.split_inclusive(JOINERS).filter_map(move |part| {
        let piece = part.trim_end_matches(JOINERS);
        let span = start..start + piece.len();
        start += part.len();
        (!span.is_empty()).then_some(span)
    })
}
