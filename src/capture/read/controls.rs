//! Tokens that begin with a sigil.

use super::Reader;
use crate::campus::{Day, TAG_LIMITS};
use crate::capture::date::{self, Parsed};
use crate::capture::line::{self, Control, Sigil, Token};
use crate::capture::{ChipKind, ChipState, Doubt, Form, place, vocabulary};
use crate::text::clean;
use std::ops::Range;

/// What became of a control token.
pub(super) enum Heard {
    /// It was understood.
    Understood(ChipKind, Range<usize>, ChipState),
    /// It was understood, and its chips are set.
    Done,
    /// It has the right form, and something is wrong with it.
    Wrong(Doubt),
    /// It says nothing we know.
    Unknown,
}

impl<'a> Reader<'a> {
    pub(super) fn control(&mut self, token: Token<'a>, control: &Control) {
        let span = token.span();
        let heard = match (control.sigil, self.draft.form) {
            (Sigil::Tag, _) => self.tags(token),
            (Sigil::Level, Form::Talk) => self.level(token, &control.body),
            (Sigil::Level, Form::Incident) => self.graveness(&control.body, span.clone()),
            (Sigil::Place, _) => self.spot(&control.body, span.clone()),
            (Sigil::Level | Sigil::Time, Form::Request) => Heard::Unknown,
            (Sigil::Time, Form::Activity) => self.when(&control.body, span.clone()),
            (Sigil::FollowUp, Form::Activity) => self.promise(&control.body, span.clone()),
            (Sigil::Level | Sigil::Way | Sigil::Visibility, Form::Activity) => Heard::Unknown,
            (Sigil::Time, Form::Plan) => self.booking(&control.body, span.clone()),
            (Sigil::Time, form) => self.time(form, &control.body, span.clone()),
            (Sigil::FollowUp, Form::Talk | Form::Plan) => self.followup(&control.body, span.clone()),
            (Sigil::Way, Form::Talk | Form::Plan) => self.how(&control.body, span.clone()),
            (Sigil::Visibility, Form::Talk | Form::Plan) => self.readers(&control.body, span.clone()),
            (Sigil::FollowUp | Sigil::Way | Sigil::Visibility, Form::Incident | Form::Request) | (Sigil::Level, Form::Plan) => {
                Heard::Unknown
            }
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
            if self.draft.tags.len() > most {
                self.draft.tags.truncate(before);
                return Heard::Wrong(Doubt::TooManyTags { span: token.span(), limit: most });
            }
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

    /// `!2`, `!2..12.31`, `!1(连续缺课)`, `!2到月底(原因)`.
    fn level(&mut self, token: Token<'a>, body: &str) -> Heard {
        let span = token.span();
        let (head, reason) = match body.find('(') {
            // The reason is kept as it was typed, the rest read as all else is, folded.
            Some(at) => (body.get(..at).unwrap_or_default(), reason_of(token.raw)),
            None => (body, Box::default()),
        };
        let until = ["..", "到", "至", "until"].iter().find_map(|mark| head.split_once(mark));
        let (head, until) = until.map_or((head, None), |(head, until)| (head, Some(until)));
        let level = match vocabulary::level(head) {
            Parsed::Value(_) if self.draft.level.is_some() => return Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(level) => level,
            Parsed::Bad => return Heard::Wrong(Doubt::NoSuchLevel { span }),
            Parsed::Unknown => return Heard::Unknown,
        };
        let until = match until.map(|it| self.day(it)) {
            None => None,
            Some(Parsed::Value(day)) => Some(day),
            Some(Parsed::Bad) => return Heard::Wrong(Doubt::NoSuchDate { span }),
            Some(Parsed::Unknown) => return Heard::Unknown,
        };
        let mut doubtful = false;
        if let Some(day) = until.filter(|it| *it < self.today()) {
            self.draft.doubts.push(Doubt::UntilPast { span: span.clone(), day });
            doubtful = true;
        }
        if reason.is_empty() && self.setting.campus.presets().rules().talk.wants_reason(level) {
            self.draft.doubts.push(Doubt::ReasonNeeded { span: span.clone() });
            doubtful = true;
        }
        self.draft.level = Some(level);
        self.draft.detail.until = until;
        self.draft.detail.reason = reason.clone();
        let kind = if until.is_none() && reason.is_empty() { ChipKind::Level(level) } else { ChipKind::LevelMore(level, until, reason) };
        Heard::Understood(kind, span, state(doubtful))
    }

    fn today(&self) -> Day {
        self.setting.now.day(self.setting.campus.zone())
    }

    /// A day, by a name the college gave it or as everybody writes it.
    fn day(&self, words: &str) -> Parsed<Day> {
        let today = self.today();
        let named = self.setting.campus.presets().rules().talk.named_day(&words.to_ascii_lowercase(), today);
        named.map_or_else(|| date::day(words, today), Parsed::Value)
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
        let today = self.today();
        match self.day(body) {
            Parsed::Value(_) if self.draft.followup.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(day) => {
                self.draft.followup = Some(day);
                let past = day < today;
                if past {
                    self.draft.doubts.push(Doubt::DateInPast { span: span.clone(), day });
                }
                let kind = if self.draft.form == Form::Plan { ChipKind::Day(day) } else { ChipKind::FollowUp(day) };
                Heard::Understood(kind, span, state(past))
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchDate { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    fn time(&mut self, form: Form, body: &str, span: Range<usize>) -> Heard {
        match date::span(body, self.setting.now, self.setting.campus.zone()) {
            Parsed::Value(_) if self.draft.held.is_some() => Heard::Wrong(Doubt::Twice { span }),
            // Only of a talk is it asked how long it took.
            Parsed::Value((_, Some(_))) if form == Form::Incident => Heard::Unknown,
            Parsed::Value((at, minutes)) => {
                self.draft.held = Some(at);
                self.draft.detail.minutes = minutes;
                let future = at > self.setting.now;
                if future {
                    self.draft.doubts.push(Doubt::TimeInFuture { span: span.clone(), at });
                }
                let kind = minutes.map_or(ChipKind::Time(at), |minutes| ChipKind::Span(at, minutes));
                Heard::Understood(kind, span, state(future))
            }
            Parsed::Bad => Heard::Wrong(Doubt::NoSuchTime { span }),
            Parsed::Unknown => Heard::Unknown,
        }
    }

    /// The time that was agreed; its chip is set at the end, when the day is known.
    fn booking(&mut self, body: &str, span: Range<usize>) -> Heard {
        match date::clock(body) {
            Parsed::Value(_) if self.booked.is_some() => Heard::Wrong(Doubt::Twice { span }),
            Parsed::Value(clock) => {
                self.booked = Some((span, clock));
                Heard::Done
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
}

/// What stands between the brackets of a token, as it was typed.
fn reason_of(raw: &str) -> Box<str> {
    let shown = clean(raw);
    let shown = shown.trim_end_matches([',', ';', '，', '；', '。', '、']);
    let Some(at) = shown.find(['(', '（']) else { return Box::default() };
    let mut inside = shown.get(at..).unwrap_or_default().chars();
    inside.next();
    let inside = inside.as_str();
    inside.strip_suffix([')', '）']).unwrap_or(inside).into()
}

fn state(doubtful: bool) -> ChipState {
    if doubtful { ChipState::Doubtful } else { ChipState::Understood }
}
