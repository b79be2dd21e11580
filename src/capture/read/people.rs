//! The people a line names, at its beginning.

use super::{People, Reader};
use crate::campus::STUDENTS_LIMIT;
use crate::capture::line::{JOINERS, Token};
use crate::capture::{ChipKind, ChipState, Doubt, How, Who, who};
use std::ops::Range;

impl<'a> Reader<'a> {
    pub(super) fn take_people(&mut self, token: Token<'a>) -> bool {
        let form = self.draft.form;
        let expected = self.people != People::Open || form.is_talk();
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
