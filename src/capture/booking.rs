//! A booking in one line (预约): `三社区活动室 周五 14:00-16:00 30人 数学社 例会 @张三`. Parts come in any order; what is no part is first who, then what for.

use crate::campus::{Booking, Campus, Day, Seq, Stamp, read_times};
use crate::text;

/// What a line says of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingDraft {
    /// The places that may be meant; exactly one is a choice.
    pub venues: Vec<Seq>,
    /// For which day; today where nothing is said.
    pub day: Day,
    /// From which minute of the day until which.
    pub times: Option<(u16, u16)>,
    /// How many come; 0 where nothing is said.
    pub count: u16,
    /// For whom.
    pub who: String,
    /// What for.
    pub text: String,
    /// The student who answers for it, as typed behind an `@`.
    pub student: Option<String>,
}

/// What keeps a line from being a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingDoubt {
    /// No place is named.
    NoVenue,
    /// Several places may be meant.
    ManyVenues(Vec<Seq>),
    /// No times are said.
    NoTimes,
    /// It is not said for whom.
    NoWho,
}

impl BookingDraft {
    /// Reads a line; `here` is the place that is meant where none is named.
    pub fn read(line: &str, campus: &Campus, now: Stamp, here: Option<Seq>) -> Self {
        let today = now.day(campus.zone());
        let folded = text::fold(line);
        let mut draft =
            Self { venues: Vec::new(), day: today, times: None, count: 0, who: String::new(), text: String::new(), student: None };
        let (mut day_said, mut rest) = (false, Vec::new());
        // Which word names the place: one that is its id or whole name, wherever it stands, before one that its name only holds.
        let words = || folded.split_whitespace();
        let names_one = words().find(|it| !venues_called(campus, it).is_empty());
        for word in words() {
            if let Some(student) = word.strip_prefix('@').filter(|_| draft.student.is_none()) {
                draft.student = Some(student.to_owned());
            } else if draft.times.is_none()
                && let Some(times) = read_times(word)
            {
                draft.times = Some(times);
            } else if draft.count == 0
                && let Some(count) = count_of(word)
            {
                draft.count = count;
            } else if !day_said && let Some(day) = super::day_of(word, today) {
                (draft.day, day_said) = (day, true);
            } else {
                let named = match names_one {
                    _ if !draft.venues.is_empty() => Vec::new(),
                    Some(it) => {
                        if it == word {
                            venues_called(campus, word)
                        } else {
                            Vec::new()
                        }
                    }
                    None => venues_holding(campus, word),
                };
                if named.is_empty() { rest.push(word) } else { draft.venues = named }
            }
        }
        // `一社区 活动室`: which of the rooms of that name, by the community it stands in.
        if draft.venues.len() > 1 {
            let community_of =
                |seq: Seq| campus.venues().venue(seq).and_then(|it| campus.places().community(it.community?)).map(|it| &*it.name);
            let said = rest.iter().position(|word| draft.venues.iter().any(|seq| community_of(*seq) == Some(*word)));
            if let Some(at) = said {
                let word = rest.remove(at);
                draft.venues.retain(|seq| community_of(*seq) == Some(word));
            }
        }
        if draft.venues.is_empty() {
            draft.venues = here.into_iter().collect();
        }
        draft.who = rest.first().copied().unwrap_or_default().to_owned();
        draft.text = rest.get(1..).unwrap_or_default().join(" ");
        draft
    }

    /// The booking, if the line is clear.
    ///
    /// # Errors
    /// What is missing or not clear.
    pub fn booking(&self) -> Result<Booking, BookingDoubt> {
        let venue = match *self.venues.as_slice() {
            [] => return Err(BookingDoubt::NoVenue),
            [one] => one,
            _ => return Err(BookingDoubt::ManyVenues(self.venues.clone())),
        };
        let (from, until) = self.times.ok_or(BookingDoubt::NoTimes)?;
        if self.who.is_empty() {
            return Err(BookingDoubt::NoWho);
        }
        let (who, text) = (self.who.as_str().into(), self.text.as_str().into());
        Ok(Booking { venue, day: self.day, from, until, who, student: None, count: self.count, text })
    }
}

/// `30人`, `30p`.
fn count_of(word: &str) -> Option<u16> {
    let digits = word.strip_suffix('人').or_else(|| word.strip_suffix('p'))?;
    digits.parse().ok().filter(|it| *it > 0)
}

/// The places a word calls by id, by the whole name, or by community and name.
fn venues_called(campus: &Campus, word: &str) -> Vec<Seq> {
    let venues = || campus.venues().venues();
    let number = word.strip_prefix(['Y', 'y']).and_then(|it| it.parse().ok()).map(Seq);
    if let Some(seq) = number.filter(|seq| campus.venues().venue(*seq).is_some()) {
        return vec![seq];
    }
    let whole: Vec<Seq> = venues().filter(|(_, it)| *it.name == *word).map(|it| it.0).collect();
    if !whole.is_empty() {
        return whole;
    }
    // `三社区活动室` where the room is called `活动室` and stands in `三社区`.
    let of_community = |it: &crate::campus::Venue| {
        let community = it.community.and_then(|id| campus.places().community(id)).map_or("", |it| &*it.name);
        word.strip_prefix(community).is_some_and(|rest| !community.is_empty() && !rest.is_empty() && it.name.contains(rest))
    };
    venues().filter(|(_, it)| of_community(it)).map(|it| it.0).collect()
}

/// The places whose names hold a word. A single hanzi or letter means none.
fn venues_holding(campus: &Campus, word: &str) -> Vec<Seq> {
    if word.chars().count() < 2 {
        return Vec::new();
    }
    campus.venues().venues().filter(|(_, it)| it.name.contains(word)).map(|it| it.0).collect()
}
