//! `watch`: patterns across rooms and weeks, each with what was counted and what it is held against.

use super::out::{Out, Outcome};
use super::problem::Exit;
use super::seat::Seat;
use super::view;
use crate::campus::{Campus, Hint, Pattern, WatchEntry};
use crate::desk::watch;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// What was counted once.
#[derive(Serialize)]
struct EntryView {
    day: String,
    /// A room, or the id of an incident or a request; of a mood the weather.
    what: String,
}

/// A hint.
#[derive(Serialize)]
struct HintView {
    pattern: &'static str,
    building: Option<String>,
    floor: Option<i8>,
    finding: Option<&'static str>,
    class: Option<String>,
    department: Option<String>,
    room: Option<String>,
    days: u16,
    least: u16,
    count: usize,
    before: usize,
    first: String,
    last: String,
    entries: Vec<EntryView>,
    #[serde(skip)]
    said: [String; 2],
}

fn hint_view(words: &Words, campus: &Campus, it: &Hint) -> HintView {
    let building = |id| campus.places().building(id).map(|it: &crate::campus::Building| it.number.to_string());
    let entry = |entry: WatchEntry| match entry {
        WatchEntry::Mood(_, weather) => weather.key().to_owned(),
        entry => words.hint_entry(campus, entry),
    };
    HintView {
        pattern: it.pattern.key(),
        building: match &it.pattern {
            Pattern::Appliance { building: id, .. } | Pattern::Repair { building: id, .. } => building(*id),
            _ => None,
        },
        floor: if let Pattern::Appliance { floor, .. } = &it.pattern { Some(*floor) } else { None },
        finding: it.pattern.finding().map(|it| it.key()),
        class: if let Pattern::Mood(id) = &it.pattern { campus.people().class(*id).map(|it| it.name.to_string()) } else { None },
        department: if let Pattern::Repair { office, .. } = &it.pattern { Some(office.to_string()) } else { None },
        room: if let Pattern::Late(room) = &it.pattern { Some(campus.write_room(*room)) } else { None },
        days: it.threshold.days,
        least: it.threshold.least,
        count: it.count,
        before: it.before,
        first: view::date(it.first),
        last: view::date(it.last),
        entries: it.entries.iter().map(|(day, it)| EntryView { day: view::date(*day), what: entry(*it) }).collect(),
        said: [words.hint(campus, it), words.hint_why(it)],
    }
}

/// `watch`.
pub(super) fn run(seat: &Seat, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let views: Vec<HintView> = {
            let campus = desk.campus();
            let hints = watch::hints(&campus, desk.user(), desk.now());
            hints.iter().map(|it| hint_view(words, &campus, it)).collect()
        };
        out.answer(words, &views, |out| {
            if views.is_empty() {
                return out.line(words, &say!(words, "cli-watch-nothing"));
            }
            for it in &views {
                let [said, why] = &it.said;
                out.line(words, &text::clean(&format!("! {said}")))?;
                out.line(words, &text::clean(&format!("  {why}")))?;
                let entries: Vec<String> = it.entries.iter().map(|it| format!("{} {}", it.day, it.what)).collect();
                out.line(words, &text::clean(&format!("  {}", entries.join(" · "))))?;
            }
            Ok(())
        })?;
        Ok(Exit::Done)
    })
}
