//! One act from the shell: chosen against the campus, written, acknowledged.

use super::choose::{Finding, When};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, Campus, Day, Seq};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde_json::json;

/// Chooses something against the campus. The campus is let go before anything is written, for the writer wants it.
pub(super) fn choose<T>(seat: &Seat, desk: &Desk, choice: impl FnOnce(&Finding<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
    let campus = desk.campus();
    let finder = desk.finder();
    choice(&Finding::new(&seat.words, &campus, &finder, desk.user()))
}

/// Writes an act and says so; what it brought is known by the number of its entry behind `letter`.
pub(super) fn write(seat: &Seat, desk: &Desk, act: Act, letter: Option<char>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let receipt = seat.receipt(desk, desk.submit(act))?;
    let id = letter.map(|it| format!("{it}{}", receipt.seq));
    let at = view::time(&desk.campus(), receipt.at);
    out.answer(words, &json!({ "seq": receipt.seq.0, "at": at, "id": id }), |out| match &id {
        Some(id) => out.line(words, &say!(words, "cli-written-as", id = id.as_str())),
        None => out.line(words, &say!(words, "cli-written", seq = receipt.seq.to_string())),
    })?;
    Ok(Exit::Done)
}

/// Takes back the entry behind an id.
pub(super) fn take_back(seat: &Seat, desk: &Desk, of: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let receipt = seat.receipt(desk, desk.undo(of))?;
    let at = view::time(&desk.campus(), receipt.at);
    out.answer(words, &json!({ "seq": receipt.seq.0, "at": at, "undid": of.0 }), |out| {
        out.line(words, &say!(words, "cli-undone", undid = of.to_string(), seq = receipt.seq.to_string()))
    })?;
    Ok(Exit::Done)
}

/// Writes an act by which what `of` brought holds no longer, and says so.
pub(super) fn take_off(seat: &Seat, desk: &Desk, act: Act, of: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let receipt = seat.receipt(desk, desk.submit(act))?;
    let at = view::time(&desk.campus(), receipt.at);
    out.answer(words, &json!({ "seq": receipt.seq.0, "at": at, "undid": of.0 }), |out| {
        out.line(words, &say!(words, "cli-undone", undid = of.to_string(), seq = receipt.seq.to_string()))
    })?;
    Ok(Exit::Done)
}

/// A day that is to come, as the capture line reads them: `3d`, `下周三`, `2026-12-01`.
pub(super) fn coming_day(seat: &Seat, desk: &Desk, typed: &str) -> Result<Day, Problem> {
    let today = desk.now().day(desk.campus().zone());
    let day = crate::capture::day_of(typed, today);
    let typed = text::clean(typed);
    day.ok_or_else(|| Problem::usage("bad_time", say!(seat.words, "cli-bad-coming-day", typed = typed.as_ref())))
}

/// The entry behind an id such as `H123`, or its bare number.
pub(super) fn id(seat: &Seat, typed: &str, letter: char) -> Result<Seq, Problem> {
    let plain = text::fold(typed);
    let plain = plain.trim();
    view::numbered(plain, letter).or_else(|| plain.parse().ok().map(Seq)).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// A calendar day; today where nothing was typed.
pub(super) fn day(seat: &Seat, desk: &Desk, typed: Option<&str>) -> Result<Day, Problem> {
    let campus = desk.campus();
    day_of(seat, &campus, typed, desk.now().day(campus.zone()))
}

/// A day, `today` being what `today` means here.
pub(super) fn day_of(seat: &Seat, campus: &Campus, typed: Option<&str>, today: Day) -> Result<Day, Problem> {
    let Some(typed) = typed else { return Ok(today) };
    Ok(match When::read(&seat.words, typed, today)? {
        When::Day(day) => day,
        When::Moment(at) => at.day(campus.zone()),
    })
}

/// A period, by default so many days back from today.
pub(super) fn period(seat: &Seat, desk: &Desk, (since, until): (Option<&str>, Option<&str>), back: i32) -> Result<(Day, Day), Problem> {
    let until = day(seat, desk, until)?;
    let from = match since {
        Some(_) => day(seat, desk, since)?,
        None => until.plus(1 - back),
    };
    if from > until {
        return Err(Problem::usage("bad_period", say!(seat.words, "cli-bad-period")));
    }
    Ok((from, until))
}

/// The days of a question; where it does not say since when, those since the term of its last day began.
pub(super) fn term_so_far(seat: &Seat, desk: &Desk, (since, until): (Option<&str>, Option<&str>)) -> Result<(Day, Day), Problem> {
    let last = day(seat, desk, until)?;
    let back = last.since(desk.campus().terms().days(last).0) + 1;
    period(seat, desk, (since, until), back)
}
