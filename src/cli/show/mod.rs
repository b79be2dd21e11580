//! `show`: one thing with its whole history.

mod activity;
mod history;
mod people;
mod request;
mod things;
mod walk;

use super::choose::Finding;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{RoomId, Seq, ShiftId, StudentId};
use crate::desk::Desk;
use crate::say;
use crate::text;
use history::Event;
use serde::Serialize;

/// What is to be shown.
enum Thing {
    Student(StudentId),
    Room(RoomId),
    Talk(Seq),
    Plan(Seq),
    Incident(Seq),
    Request(Seq),
    Shift(ShiftId),
    Handover(Seq),
    Round(Seq),
    Walk(Seq),
    Entry(Seq),
    Activity(Seq),
}

/// A thing as scripts see it: its kind, its own fields, its history.
#[derive(Serialize)]
struct Shown<T> {
    kind: &'static str,
    #[serde(flatten)]
    it: T,
    history: Vec<Event>,
}

/// `show`. With a reason a talk is read in need.
pub(super) fn run(seat: &Seat, id: &str, glass: Option<&str>, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| {
        match thing(seat, desk, id)? {
            Thing::Talk(seq) if glass.is_some() => {
                let entry = desk.break_glass(seq, glass.unwrap_or_default());
                let entry = entry.map_err(|refused| Problem::refused(&seat.words, &desk.campus(), &refused))?;
                things::talk(seat, desk, seq, Some(entry), out)?;
            }
            _ if glass.is_some() => return Err(Problem::usage("glass", say!(seat.words, "cli-glass-talk")).into()),
            Thing::Student(id) => people::student(seat, desk, id, out)?,
            Thing::Room(id) => people::room(seat, desk, id, out)?,
            Thing::Talk(seq) => things::talk(seat, desk, seq, None, out)?,
            Thing::Plan(seq) => things::plan(seat, desk, seq, out)?,
            Thing::Request(seq) => request::request(seat, desk, seq, out)?,
            Thing::Incident(seq) => things::incident(seat, desk, seq, out)?,
            Thing::Shift(id) => things::shift(seat, desk, id, out)?,
            Thing::Handover(seq) => return super::handover::show(seat, desk, seq, out),
            Thing::Round(seq) => things::round(seat, desk, seq, out)?,
            Thing::Walk(seq) => walk::walk(seat, desk, seq, out)?,
            Thing::Entry(seq) => things::entry(seat, desk, seq, out)?,
            Thing::Activity(seq) => activity::activity(seat, desk, seq, out)?,
        }
        Ok(Exit::Done)
    })
}

/// What an id means: a whole student number before all else; then the ids of things and entries; then a room or a student by any other
/// name, if there is but one.
fn thing(seat: &Seat, desk: &Desk, typed: &str) -> Result<Thing, Problem> {
    let words = &seat.words;
    let id = text::fold(typed);
    let id = id.trim();
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    if let Some(student) = campus.people().by_no(id) {
        return Ok(Thing::Student(student));
    }
    if let Some(seq) = view::numbered(id, 'T').filter(|seq| campus.talks().get(*seq).is_some_and(|it| sight.talk(it).is_some())) {
        return Ok(Thing::Talk(seq));
    }
    let plans = campus.talks().plans();
    if let Some(seq) = view::numbered(id, 'P').filter(|seq| plans.get(*seq).is_some_and(|it| sight.plan(it).is_some())) {
        return Ok(Thing::Plan(seq));
    }
    if let Some(seq) = view::numbered(id, 'I').filter(|seq| campus.incidents().get(*seq).is_some_and(|it| sight.incident(it).is_some())) {
        return Ok(Thing::Incident(seq));
    }
    if let Some(seq) = view::numbered(id, 'Q').filter(|seq| campus.requests().get(*seq).is_some_and(|it| sight.request(it).is_some())) {
        return Ok(Thing::Request(seq));
    }
    if let Some(seq) = view::numbered(id, 'A').filter(|seq| campus.activities().get(*seq).is_some()) {
        return Ok(Thing::Activity(seq));
    }
    let shift = view::numbered(id, 'S').and_then(|it| u32::try_from(it.0).ok()).map(ShiftId);
    if let Some(shift) = shift.filter(|id| campus.shifts().get(*id).is_some()) {
        return Ok(Thing::Shift(shift));
    }
    let handover = view::numbered(id, 'J').and_then(|seq| campus.handovers().get(seq)).filter(|it| sight.reads_handover(it));
    if let Some(head) = handover {
        return Ok(Thing::Handover(head.seq));
    }
    if let Some(seq) = view::numbered(id, 'R').filter(|seq| campus.rounds().walk(*seq).is_some()) {
        return Ok(Thing::Walk(seq));
    }
    if let Some(seq) = view::numbered(id, 'R').filter(|seq| campus.rounds().sheets().iter().any(|it| it.seq == *seq)) {
        return Ok(Thing::Round(seq));
    }
    if id.bytes().all(|it| it.is_ascii_digit()) {
        let seq = id.parse().ok().map(Seq).filter(|seq| Seq(0) < *seq && *seq <= campus.applied());
        return seq.map(Thing::Entry).ok_or_else(|| Problem::not_found(words, typed));
    }
    let finder = desk.finder();
    let finding = Finding::new(words, &campus, &finder, desk.user());
    if id.starts_with(|it: char| it.is_ascii_digit()) || id.contains('#') {
        return finding.room(id).map(Thing::Room);
    }
    match finding.student(id) {
        Ok(student) => Ok(Thing::Student(student)),
        // A building may have letters in its number: `M7-115`.
        Err(problem) => finding.room(id).map(Thing::Room).map_err(|_| problem),
    }
}
