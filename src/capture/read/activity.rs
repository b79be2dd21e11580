//! Tokens of a line about an activity that no other form has.

use super::Reader;
use super::controls::Heard;
use crate::campus::{Day, SPOT_WORDS_LIMIT, Spot, TAKING_LIMIT, Taking};
use crate::capture::date::{self, Parsed};
use crate::capture::line::{self, Token};
use crate::capture::place::{self, Found};
use crate::capture::{ChipKind, ChipState, Doubt, activity};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// Takes a token for the number of people, for somebody who is named, or for the community.
    pub(super) fn take_of_activity(&mut self, token: Token<'a>) -> bool {
        let word = line::view(token.raw).into_owned();
        if self.draft.activity.count.is_none()
            && let Some(count) = activity::count(&word)
        {
            self.draft.activity.count = Some(count);
            self.chip(ChipKind::Count(count), token.span(), ChipState::Understood);
            return true;
        }
        if let Some(taking) = activity::taking(&word, self.setting) {
            if self.draft.activity.taking.len() + taking.len() > TAKING_LIMIT
                || taking.iter().any(|it| it.name.chars().count() > SPOT_WORDS_LIMIT)
            {
                return false;
            }
            // One chip a token, however many it names.
            if let Some(first) = taking.first() {
                let names: Vec<&str> = taking.iter().map(|it| &*it.name).collect();
                let said = Taking { name: names.join("、").into(), ..first.clone() };
                self.chip(ChipKind::Taking(said), token.span(), ChipState::Understood);
            }
            self.draft.activity.taking.extend(taking);
            return true;
        }
        // The community stands before the words, without `@`.
        if self.first_word.is_none() && self.place.is_none() && place::is_place(&word) {
            let found = place::find(&word, self.setting);
            if matches!(found, Found::One(Spot::Community(_))) {
                self.place = Some((token.span(), word.into(), found));
                return true;
            }
        }
        false
    }

    /// `>照片`, `>照片,签到表`: what is to prove it.
    pub(super) fn promise(&mut self, body: &str, span: Range<usize>) -> Heard {
        // As a control is read: without punctuation at its end, and it says something.
        let parts = body.split([',', '、']).map(|it| it.trim().trim_end_matches([',', ';', '。', '、']));
        let found: Vec<&str> = parts.filter(|it| it.contains(char::is_alphanumeric)).collect();
        if self.draft.activity.promised.len() + found.len() > TAKING_LIMIT || found.iter().any(|it| it.chars().count() > SPOT_WORDS_LIMIT) {
            return Heard::Unknown;
        }
        let said = found.join("、");
        self.draft.activity.promised.extend(found.into_iter().map(Into::into));
        if said.is_empty() { Heard::Unknown } else { Heard::Understood(ChipKind::Promised(said.into()), span, ChipState::Understood) }
    }

    /// `=周五`, `=19:00`, `=12.1T19:00`: when it is, or was.
    pub(super) fn when(&mut self, body: &str, span: Range<usize>) -> Heard {
        if self.draft.activity.day.is_some() || self.draft.activity.minute.is_some() {
            return Heard::Wrong(Doubt::Twice { span });
        }
        let (day, clock) = match body.split_once(['T', 't']) {
            Some((day, clock)) if !day.is_empty() && !clock.is_empty() => (Some(day), Some(clock)),
            _ => match date::clock(body) {
                Parsed::Value(_) => (None, Some(body)),
                Parsed::Bad => return Heard::Wrong(Doubt::NoSuchTime { span }),
                Parsed::Unknown => (Some(body), None),
            },
        };
        let day = match day.map(|it| self.day_held(it)) {
            None => None,
            Some(Parsed::Value(day)) => Some(day),
            Some(Parsed::Bad) => return Heard::Wrong(Doubt::NoSuchDate { span }),
            Some(Parsed::Unknown) => return Heard::Unknown,
        };
        let minute = match clock.map(date::clock) {
            None => None,
            Some(Parsed::Value((hour, minute))) => Some((hour * 60 + minute) as u16),
            Some(Parsed::Bad) => return Heard::Wrong(Doubt::NoSuchTime { span }),
            Some(Parsed::Unknown) => return Heard::Unknown,
        };
        (self.draft.activity.day, self.draft.activity.minute) = (day, minute);
        let day = day.unwrap_or_else(|| self.setting.now.day(self.setting.campus.zone()));
        let term = self.setting.campus.terms().at(self.setting.now.day(self.setting.campus.zone()));
        let early = day < term.from;
        if early {
            self.draft.doubts.push(Doubt::BeforeTerm { span: span.clone(), day });
        }
        let state = if early { ChipState::Doubtful } else { ChipState::Understood };
        match minute {
            Some(minute) => {
                let at = day.at(self.setting.campus.zone(), u32::from(minute / 60), u32::from(minute % 60));
                Heard::Understood(ChipKind::Time(at), span, state)
            }
            None => Heard::Understood(ChipKind::Day(day), span, state),
        }
    }

    /// A day as it is written; one without a year is the nearest, behind as well as ahead.
    fn day_held(&self, words: &str) -> Parsed<Day> {
        let today = self.setting.now.day(self.setting.campus.zone());
        if ["昨天", "昨晚", "yesterday"].contains(&words) {
            return Parsed::Value(today.plus(-1));
        }
        if words == "前天" {
            return Parsed::Value(today.plus(-2));
        }
        match date::day(words, today) {
            Parsed::Value(day) if day.since(today) > 180 => {
                use chrono::Datelike as _;
                let it = day.date();
                let said_year = words.contains(&it.year().to_string());
                let before = Day::ymd(it.year() - 1, it.month(), it.day()).filter(|_| !said_year);
                Parsed::Value(before.unwrap_or(day))
            }
            other => other,
        }
    }
}
