//! From what was typed to shifts, drafts, requests, posts and days of the schedule; and how these are written back.

use super::super::choose::{Finding, When};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{Campus, ChangeHead, Day, DraftHead, Post, Refusal, Seq, ShiftId, Stamp, UserId};
use crate::desk::Desk;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// The number behind a letter, or bare.
fn number(typed: &str, letter: char) -> Option<Seq> {
    let plain = text::fold(typed);
    let plain = plain.trim();
    view::numbered(plain, letter).or_else(|| plain.parse().ok().map(Seq))
}

/// A draft by its number.
pub(super) fn draft<'a>(words: &Words, campus: &'a Campus, typed: &str) -> Result<&'a DraftHead, Problem> {
    let seq = number(typed, 'D').ok_or_else(|| Problem::not_found(words, typed))?;
    campus.drafts().get(seq).ok_or_else(|| Problem::refusal(words, campus, &Refusal::NoSuchDraft(seq)))
}

/// A request by its number.
pub(super) fn change(words: &Words, campus: &Campus, typed: &str) -> Result<ChangeHead, Problem> {
    let seq = number(typed, 'C').ok_or_else(|| Problem::not_found(words, typed))?;
    campus.changes().get(seq).copied().ok_or_else(|| Problem::refusal(words, campus, &Refusal::NoSuchChange(seq)))
}

/// A shift by its id.
pub(super) fn shift(words: &Words, campus: &Campus, typed: &str) -> Result<ShiftId, Problem> {
    let id = number(typed, 'S').and_then(|it| u32::try_from(it.0).ok()).map(ShiftId);
    id.filter(|id| campus.shifts().get(*id).is_some()).ok_or_else(|| Problem::not_found(words, typed))
}

/// A post: a community, or the duty leader's.
pub(super) fn post(finding: &Finding<'_>, typed: &str) -> Result<Post, Problem> {
    let plain = text::fold(typed);
    if plain.trim().eq_ignore_ascii_case(view::LEADER_SITE) || plain.trim() == say!(finding.words, "cli-leader") {
        return Ok(Post::Leader);
    }
    finding.community(typed).map(Post::Workroom)
}

/// A day.
pub(super) fn day(seat: &Seat, campus: &Campus, now: Stamp, typed: &str) -> Result<Day, Problem> {
    Ok(match When::read(&seat.words, typed, now.duty_day(campus.zone()))? {
        When::Day(day) => day,
        When::Moment(at) => at.duty_day(campus.zone()),
    })
}

/// Nights from one to another, where they are given in this order.
pub(super) fn span(
    seat: &Seat,
    campus: &Campus,
    now: Stamp,
    (from, to): (Option<&str>, Option<&str>),
    usual: (Day, Day),
) -> Result<(Day, Day), Problem> {
    let read = |typed: Option<&str>| typed.map(|it| day(seat, campus, now, it)).transpose();
    let (from, to) = (read(from)?, read(to)?);
    let (first, last) = (from.unwrap_or(usual.0), to.unwrap_or(usual.1));
    // One end alone moves the other along.
    let last = if to.is_none() { last.max(first) } else { last };
    let first = if from.is_none() { first.min(last) } else { first };
    if first > last {
        return Err(Problem::usage("bad_period", say!(seat.words, "cli-bad-period")));
    }
    Ok((first, last))
}

/// A post, for scripts.
pub(super) fn site(campus: &Campus, post: Post) -> String {
    match post {
        Post::Leader => view::LEADER_SITE.to_owned(),
        Post::Workroom(id) => campus.places().community(id).map(|it| it.name.to_string()).unwrap_or_default(),
    }
}

/// A post, for people.
pub(super) fn said_site(words: &Words, campus: &Campus, post: Post) -> String {
    if post == Post::Leader { say!(words, "cli-leader") } else { site(campus, post) }
}

/// Somebody's name.
pub(super) fn name(campus: &Campus, user: UserId) -> String {
    campus.staff().user(user).map(|it| it.name.to_string()).unwrap_or_default()
}

/// Somebody, for scripts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PersonView {
    pub(super) person: String,
    pub(super) name: String,
}

pub(super) fn person(campus: &Campus, user: UserId) -> PersonView {
    PersonView { person: view::login(campus, user), name: name(campus, user) }
}

/// A night and a post, for scripts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct PlaceView {
    pub(super) day: String,
    pub(super) site: String,
}

pub(super) fn place(campus: &Campus, day: Day, post: Post) -> PlaceView {
    PlaceView { day: view::date(day), site: site(campus, post) }
}

/// Half units as duties, one workday's night being one.
pub(super) fn units(half: i64) -> f64 {
    half as f64 / 2.0
}

/// The nights for which something is published, if anything is.
pub(super) fn published(campus: &Campus) -> Option<(Day, Day)> {
    let days = || campus.shifts().all().filter(|(_, it)| !it.cancelled).map(|(_, it)| it.day);
    days().min().zip(days().max())
}

/// The term so far published around a day.
pub(super) fn term(campus: &Campus, day: Day) -> (Day, Day) {
    let term = campus.terms().at(day);
    // Of a term that is only counted nobody knows the end: half a year and a little is as long as one gets.
    let until = if term.id.is_some() { term.until } else { term.from.plus(200) };
    let (first, last) = published(campus).unwrap_or((day, day));
    (term.from.max(first).min(day), last.max(day).min(until))
}

/// The desk's user and clock beside the campus, which most commands want together.
pub(super) fn now(desk: &Desk, campus: &Campus) -> (Stamp, Day) {
    let now = desk.now();
    (now, now.duty_day(campus.zone()))
}
