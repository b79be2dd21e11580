//! Tokens that begin with a sigil.

use super::Reader;
use crate::campus::TAG_LIMITS;
use crate::capture::date::{self, Parsed};
use crate::capture::line::{self, Control, Sigil, Token};
use crate::capture::{ChipKind, ChipState, Doubt, Form, place, vocabulary};
use crate::text::clean;
use std::ops::Range;

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

impl<'a> Reader<'a> {
    pub(super) fn control(&mut self, token: Token<'a>, control: &Control) {
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
}

fn state(doubtful: bool) -> ChipState {
    if doubtful { ChipState::Doubtful } else { ChipState::Understood }
}
