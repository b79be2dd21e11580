//! From a line to a query, with what is not understood.

use super::line::{self, Token};
use super::{Author, Filter, Key, Kind, Levels, Query, Standing, Trouble, Wrong};
use crate::campus::{Day, Terms};
use crate::capture;
use crate::text::fold;
use std::ops::Range;

/// A line as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What is looked for, as far as it is understood.
    pub query: Query,
    /// The parts of the line that are understood, and where they stand, in bytes.
    pub parts: Vec<(Range<usize>, Part)>,
    /// What is not.
    pub troubles: Vec<Trouble>,
}

/// What a part of the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A word.
    Word,
    /// A word that must not be there.
    Without,
    /// A filter.
    Filter(Key),
}

/// Most parts of a line that are taken.
const PARTS_LIMIT: usize = 64;

/// Reads a line on a day.
pub fn read(typed: &str, today: Day) -> Reading {
    let mut reading = Reading::default();
    for token in line::cut(typed).into_iter().take(PARTS_LIMIT) {
        let Token { span, excluded, key, text, quoted } = token;
        let text = one_line(&text);
        let Some((name, _)) = key else {
            reading.take_word(span, excluded, text);
            continue;
        };
        let plain = fold(&name);
        match (Key::from_name(plain.trim()), excluded) {
            (Some(key), true) => reading.trouble(span, Some(key), &text, Wrong::NotExcludable),
            (Some(key), false) if text.trim().is_empty() => reading.trouble(span, Some(key), "", Wrong::NoValue),
            (Some(key), false) => match filter(key, text.trim(), today) {
                Some(filter) => {
                    reading.parts.push((span, Part::Filter(key)));
                    if !reading.query.filters.contains(&filter) {
                        reading.query.filters.push(filter);
                    }
                }
                None => reading.trouble(span, Some(key), &text, Wrong::NoSuchValue),
            },
            // `https://…`, `22:30` and `原因:…` are words with a colon in them; `tpoic:心理` is a slip of the fingers.
            (None, false) if is_like_a_name(&plain) && !text.starts_with("//") && !quoted => {
                reading.trouble(span, None, &name, Wrong::NoSuchFilter);
            }
            (None, _) => {
                let whole: String = typed.get(span.clone()).unwrap_or_default().chars().skip(usize::from(excluded)).collect();
                reading.take_word(span, excluded, one_line(&whole));
            }
        }
    }
    reading
}

/// Signs that nobody sees are blanks, as they are when the line is written.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Letters alone, so that it was probably meant for the name of a filter.
fn is_like_a_name(plain: &str) -> bool {
    plain.len() > 1 && plain.bytes().all(|it| it.is_ascii_alphabetic())
}

impl Reading {
    fn take_word(&mut self, span: Range<usize>, excluded: bool, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let (words, part) = if excluded { (&mut self.query.without, Part::Without) } else { (&mut self.query.words, Part::Word) };
        let text = text.into_boxed_str();
        if !words.contains(&text) {
            words.push(text);
        }
        self.parts.push((span, part));
    }

    fn trouble(&mut self, span: Range<usize>, key: Option<Key>, typed: &str, what: Wrong) {
        self.troubles.push(Trouble { span, key, typed: typed.into(), what });
    }
}

fn filter(key: Key, typed: &str, today: Day) -> Option<Filter> {
    let plain = fold(typed);
    let plain = plain.trim();
    // Whether words mean days hangs on no college; which days they mean is found when they are asked for.
    let day = || capture::past_days_of(plain, today, &Terms::default()).map(|_| Box::<str>::from(plain));
    Some(match key {
        Key::Topic => Filter::Topic(several(plain, capture::topic_of)?),
        Key::Category => Filter::Category(several(plain, capture::category_of)?),
        Key::Level => Filter::Level(Levels::read(plain)?),
        Key::Since => Filter::Since(day()?),
        Key::Until => Filter::Until(day()?),
        Key::By => Filter::By(match plain {
            "me" | "我" | "自己" | "本人" => Author::Me,
            _ => Author::Named(typed.into()),
        }),
        Key::Room => Filter::Room(typed.into()),
        Key::Class => Filter::Class(typed.into()),
        Key::Student => Filter::Student(typed.into()),
        Key::Tag => {
            let tag = typed.trim_start_matches(|c: char| matches!(c, '#' | '＃') || c.is_whitespace());
            Filter::Tag(Some(tag).filter(|it| !it.is_empty())?.into())
        }
        Key::State => Filter::State(Standing::from_key(plain)?),
        Key::In => Filter::In(several(plain, Kind::from_key)?),
    })
}

/// Several values with commas between, each once.
fn several<T: PartialEq>(plain: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let mut all = Vec::new();
    for word in plain.split([',', '、', '|']).map(str::trim).filter(|it| !it.is_empty()) {
        let value = read(word)?;
        if !all.contains(&value) {
            all.push(value);
        }
    }
    (!all.is_empty()).then_some(all)
}
