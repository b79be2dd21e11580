//! `list`: students, rooms, talks, incidents, shifts, rounds, filtered by `key:value` words.

mod activities;
mod duty;
mod notes;
mod people;
mod requests;

pub(super) use people::say_sign;

use super::args::{ListArgs, ListWhat};
use super::choose::{When, one_of};
use super::community;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use crate::campus::{Campus, Concern, Stamp};
use crate::say;
use crate::words::Words;

/// The span of time that is asked for; open at both ends where nothing was said.
struct Span {
    from: Stamp,
    before: Stamp,
    said: bool,
}

impl Span {
    fn read(words: &Words, campus: &Campus, args: &ListArgs, now: Stamp) -> Result<Self, Problem> {
        let today = now.day(campus.zone());
        let read = |typed: &Option<String>| typed.as_deref().map(|it| When::read(words, it, today)).transpose();
        let (since, until) = (read(&args.since)?, read(&args.until)?);
        Ok(Self {
            from: since.map_or(Stamp(i64::MIN), |it| it.first(campus)),
            before: until.map_or(Stamp(i64::MAX), |it| it.end(campus)),
            said: since.is_some() || until.is_some(),
        })
    }

    fn holds(&self, at: Stamp) -> bool {
        self.from <= at && at < self.before
    }

    /// For what has no time.
    fn must_be_open(&self, words: &Words) -> Result<(), Problem> {
        if self.said { Err(Problem::usage("no_time", say!(words, "cli-no-time"))) } else { Ok(()) }
    }
}

/// `list`.
pub(super) fn run(seat: &Seat, args: &ListArgs, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        match args.what {
            ListWhat::Students => people::students(seat, desk, args, out)?,
            ListWhat::Rooms => people::rooms(seat, desk, args, out)?,
            ListWhat::Talks => notes::talks(seat, desk, args, out)?,
            ListWhat::Incidents => notes::incidents(seat, desk, args, out)?,
            ListWhat::Requests => requests::requests(seat, desk, args, out)?,
            ListWhat::Shifts => duty::shifts(seat, desk, args, out)?,
            ListWhat::Rounds => duty::rounds(seat, desk, args, out)?,
            ListWhat::Activities => activities::activities(seat, desk, args, out)?,
            ListWhat::People => community::list_people(seat, desk, args, false, out)?,
            ListWhat::Mentors => community::list_people(seat, desk, args, true, out)?,
            ListWhat::Places => community::list_places(seat, desk, args, out)?,
            ListWhat::Bookings => community::list_bookings(seat, desk, args, out)?,
            ListWhat::Catalogue => community::list_catalogue(seat, desk, args, out)?,
        }
        Ok(Exit::Done)
    })
}

/// Everything a list is asked against; held only while ids are chosen, for texts are fetched without it.
macro_rules! asking {
    ($seat:ident, $desk:ident, $args:ident => $campus:ident, $finding:ident, $span:ident, $filters:ident) => {
        let $campus = $desk.campus();
        let finder = $desk.finder();
        let $finding = $crate::cli::choose::Finding::new(&$seat.words, &$campus, &finder, $desk.user());
        let $span = $crate::cli::list::Span::read(&$seat.words, &$campus, $args, $desk.now())?;
        let mut $filters = $crate::cli::filter::Filters::read(&$seat.words, &$args.filters)?;
    };
}
use asking;

fn is<T: PartialEq>(wanted: Option<T>, got: T) -> bool {
    wanted.is_none_or(|it| it == got)
}

fn number(words: &Words, what: &str, typed: &str) -> Result<i64, Problem> {
    let typed_clean = crate::text::clean(typed);
    typed.parse().map_err(|_| Problem::usage("bad_value", say!(words, "cli-bad-number", what = what, typed = typed_clean.as_ref())))
}

pub(in crate::cli) fn level(words: &Words, typed: &str) -> Result<Concern, Problem> {
    const ALL: [(&str, Concern); 5] =
        [("0", Concern::None), ("1", Concern::Red), ("2", Concern::Orange), ("3", Concern::Yellow), ("4", Concern::Blue)];
    one_of(words, "level", typed, &ALL, |it| it.0, |words, it| words.concern(it.1)).map(|it| it.1)
}

fn yes(words: &Words, what: &str, typed: &str) -> Result<bool, Problem> {
    one_of(words, what, typed, &[true, false], |it| if it { "yes" } else { "no" }, |_, it| if it { "true".into() } else { "false".into() })
}
