//! `watch`: patterns across rooms and weeks, each with what was counted and what it is held against; and putting one off.

use super::args::{WatchArgs, WatchCommand};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use super::written::{coming_day, write};
use crate::campus::{Act, Campus, Hint, Pattern, PutOff, QueryAct, WatchEntry};
use crate::desk::Desk;
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
    id: String,
    put_off_until: Option<String>,
    put_off_reason: Option<String>,
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

/// By what a hint is known: `W` and the front of its tag.
fn id_of(it: &Hint) -> String {
    format!("W{:08x}", it.pattern.tag() >> 32)
}

fn hint_view(words: &Words, campus: &Campus, it: &Hint, off: Option<&PutOff>) -> HintView {
    let building = |id| campus.places().building(id).map(|it: &crate::campus::Building| it.number.to_string());
    let entry = |entry: WatchEntry| match entry {
        WatchEntry::Mood(_, weather) => weather.key().to_owned(),
        entry => words.hint_entry(campus, entry),
    };
    HintView {
        id: id_of(it),
        put_off_until: off.map(|it| view::date(it.until)),
        put_off_reason: off.map(|it| it.reason.to_string()),
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

/// `watch …`.
pub(super) fn run(seat: &Seat, args: &WatchArgs, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match &args.command {
        None => list(seat, desk, args.all, out),
        Some(WatchCommand::PutOff { hint, until, reason }) => {
            let until = coming_day(seat, desk, until)?;
            let act = {
                let campus = desk.campus();
                let hint = known(seat, desk, &campus, hint)?;
                let count = u32::try_from(hint.count).unwrap_or(u32::MAX);
                let before = desk.sight(&campus).put_off(&hint.pattern).cloned();
                QueryAct::HintPutOff {
                    pattern: Box::new(hint.pattern),
                    before,
                    after: Some(PutOff { until, count, reason: reason.trim().into() }),
                }
            };
            write(seat, desk, Act::Query(act), None, out)
        }
        Some(WatchCommand::TakeUp { hint }) => {
            let act = {
                let campus = desk.campus();
                let hint = known(seat, desk, &campus, hint)?;
                let before = desk.sight(&campus).put_off(&hint.pattern).cloned();
                if before.is_none() {
                    let message = say!(seat.words, "cli-watch-not-put-off", id = id_of(&hint));
                    return Err(Problem::new(Exit::NotFound, "not_put_off", message).into());
                }
                QueryAct::HintPutOff { pattern: Box::new(hint.pattern), before, after: None }
            };
            write(seat, desk, Act::Query(act), None, out)
        }
    })
}

/// A hint by its id, whether it stands or is put off.
fn known(seat: &Seat, desk: &Desk, campus: &Campus, typed: &str) -> Result<Hint, Problem> {
    let plain = text::fold(typed);
    let found = watch::hints(campus, desk.user(), desk.now()).into_iter().find(|it| id_of(it).eq_ignore_ascii_case(plain.trim()));
    found.ok_or_else(|| Problem::not_found(&seat.words, typed))
}

fn list(seat: &Seat, desk: &Desk, all: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let views: Vec<HintView> = {
        let campus = desk.campus();
        let hints = watch::sorted(&campus, desk.user(), desk.now());
        let shown = hints.iter().filter(|(_, off)| all || off.is_none());
        shown.map(|(it, off)| hint_view(words, &campus, it, off.as_ref())).collect()
    };
    out.answer(words, &views, |out| {
        if views.is_empty() {
            return out.line(words, &say!(words, "cli-watch-nothing"));
        }
        for it in &views {
            let [said, why] = &it.said;
            out.line(words, &text::clean(&format!("! {}  {said}", it.id)))?;
            out.line(words, &text::clean(&format!("  {why}")))?;
            if let (Some(day), Some(reason)) = (&it.put_off_until, &it.put_off_reason) {
                out.line(words, &text::clean(&format!("  {}", say!(words, "screen-watch-off", day = day, reason = reason))))?;
            }
            let entries: Vec<String> = it.entries.iter().map(|it| format!("{} {}", it.day, it.what)).collect();
            out.line(words, &text::clean(&format!("  {}", entries.join(" · "))))?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
