//! A round as it was walked: its sums, and room by room what was not as it should be.

use super::super::out::{Out, Outcome};
use super::super::seat::Seat;
use super::super::view;
use super::history::{self, Event};
use super::{Problem, Shown};
use crate::campus::{Finding, Presence, Seq, Subject};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;

/// A round with its marks.
#[derive(Serialize)]
struct Walked {
    #[serde(flatten)]
    round: view::WalkView,
    /// In the order of the walk.
    marks: Vec<MarkOfRoom>,
}

/// What was written down of a room.
#[derive(Serialize)]
struct MarkOfRoom {
    place: String,
    #[serde(flatten)]
    mark: view::MarkView,
}

/// A round.
pub(super) fn walk(seat: &Seat, desk: &Desk, seq: Seq, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let about = history::scan(seat, desk, seq, |it| it.seq == seq || it.subjects.contains(&Subject::Entry(seq)))?;
    let events: Vec<Event> = history::events(seat, desk, &about)?;
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let Some(it) = campus.rounds().walk(seq) else { return Err(Problem::not_found(words, &format!("R{seq}")).into()) };
    let marks = it.rooms(campus.places(), campus.people()).into_iter().filter_map(|id| {
        let room = campus.places().room(id)?;
        let sheet = campus.rounds().sheet(it.begun.day, room.building, room.floor)?;
        let mark = sheet.marks.iter().find(|it| it.room == id)?;
        Some(MarkOfRoom { place: campus.write_room(id), mark: view::mark(&campus, sight, sheet.author(), mark) })
    });
    let walked = Walked { round: view::walk(&campus, it), marks: marks.collect() };
    let shown = Shown { kind: "round", it: walked, history: history::in_order(events) };
    out.answer(words, &shown, |out| {
        let Walked { round, marks } = &shown.it;
        let fields = [
            (say!(words, "cli-head-id"), round.id.clone()),
            (say!(words, "cli-head-day"), words.day_long(it.begun.day)),
            (say!(words, "cli-head-place"), round.place.clone()),
            (say!(words, "cli-head-seed"), round.seed.map(|it| it.to_string()).unwrap_or_default()),
            (say!(words, "cli-head-by"), round.by.clone()),
            (say!(words, "cli-head-checked"), format!("{}/{}", round.checked, round.rooms)),
            (say!(words, "cli-head-expected"), round.expected.to_string()),
            (say!(words, "cli-head-present"), round.present.to_string()),
            (say!(words, "cli-head-leave"), round.leave.to_string()),
            (say!(words, "cli-head-late"), round.late.to_string()),
            (say!(words, "cli-head-absent"), round.absent.to_string()),
        ];
        fields.into_iter().try_for_each(|(name, value)| out.field(words, name, &value))?;
        for it in marks {
            let away = it.mark.away.iter().map(|it| format!("{} {}", it.name, words.presence(Presence::from_key(it.presence))));
            let found = it.mark.findings.iter().filter_map(|it| Finding::from_key(it)).map(|it| words.finding(it));
            let said: Vec<String> = away.chain(found).collect();
            if !said.is_empty() {
                out.line(words, &crate::text::clean(&format!("  {}  {}", it.place, said.join("  "))))?;
            }
        }
        history::tell(words, &shown.history, out)
    })
}
