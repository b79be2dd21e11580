//! `mood`: the barometer of the classes (心理晴雨表).

use super::args::MoodCommand;
use super::choose::one_of;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view::{date, login};
use super::written::{choose, day, id, take_back, write};
use crate::campus::{Act, ClassId, Day, MoodAct, MoodReported, Seq, UserId, Weather};
use crate::desk::Desk;
use crate::say;
use serde::Serialize;
use std::collections::BTreeSet;

/// The letter of a report's id.
const LETTER: char = 'M';
/// Nobody: a class that was not reported was reported by no one.
const NOBODY: UserId = UserId(u16::MAX);

/// `mood …`.
pub(super) fn run(seat: &Seat, command: &MoodCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        MoodCommand::Report { class, weather, low, text, day: typed } => {
            let weather = one_of(words, "weather", weather, &Weather::ALL, Weather::key, |words, it| words.weather(it))?;
            let day = day(seat, desk, typed.as_deref())?;
            let class = choose(seat, desk, |finding| finding.class(class))?;
            let reported = MoodReported { class, day, weather, low: *low, text: text.as_str().into() };
            write(seat, desk, Act::Mood(MoodAct::Reported(reported)), Some(LETTER), out)
        }
        MoodCommand::Undo { id: of } => {
            let report = id(seat, of, LETTER)?;
            if desk.campus().moods().get(report).is_none() {
                return Err(Problem::not_found(words, of).into());
            }
            take_back(seat, desk, report, out)
        }
        MoodCommand::List { day: typed } => list(seat, desk, typed.as_deref(), out),
    })
}

/// A report, for scripts.
#[derive(Serialize)]
struct MoodView {
    id: String,
    seq: u64,
    class: String,
    department: Option<String>,
    day: String,
    by: String,
    weather: &'static str,
    /// How it was in the period before.
    before: Option<&'static str>,
    low: u8,
    text: Option<String>,
    #[serde(skip)]
    said: Weather,
}

/// The answer of `mood list`.
#[derive(Serialize)]
struct Barometer {
    from: String,
    until: String,
    reports: Vec<MoodView>,
    missing: Vec<String>,
}

fn list(seat: &Seat, desk: &Desk, typed: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let of = day(seat, desk, typed)?;
    let mut found = barometer(desk, of);
    // The words are fetched when the campus is let go.
    for it in &mut found.reports {
        it.text = text_of(desk, Seq(it.seq)).map_err(|fault| Problem::fault(words, &fault))?;
    }
    out.answer(words, &found, |out| {
        out.line(words, &say!(words, "cli-mood-period", from = found.from.as_str(), until = found.until.as_str()))?;
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-class"),
            say!(words, "cli-head-weather"),
            say!(words, "cli-head-low"),
            say!(words, "cli-head-day"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-text"),
        ]);
        for it in &found.reports {
            let weather = match it.before.and_then(Weather::from_key) {
                Some(before) if before != it.said => format!("{} → {}", words.weather(before), words.weather(it.said)),
                _ => words.weather(it.said),
            };
            let (low, text) = (it.low.to_string(), it.text.clone().unwrap_or_default());
            table.row([it.id.clone(), it.class.clone(), weather, low, it.day.clone(), it.by.clone(), text]);
        }
        out.table(words, &table)?;
        let missing = crate::text::clean(&found.missing.join(" ")).into_owned();
        out.line(words, &say!(words, "cli-mood-missing", count = found.missing.len(), classes = missing))
    })?;
    Ok(Exit::Done)
}

/// The period of a day, as far as this user sees it: the heaviest weather first, then the classes nobody has reported.
fn barometer(desk: &Desk, of: Day) -> Barometer {
    let campus = desk.campus();
    let sight = desk.sight(&campus);
    let rules = &campus.presets().rules().mood;
    let (from, days) = (rules.period(of), i32::from(rules.days.max(1)));
    let enrolled: BTreeSet<ClassId> = campus.people().enrolled().filter_map(|(_, it)| it.facts.class).collect();
    let (mut reports, mut missing) = (Vec::new(), Vec::new());
    for class in enrolled {
        let Some(known) = campus.people().class(class) else { continue };
        let Some(head) = campus.moods().in_period(class, of, rules) else {
            missing.extend(sight.sees_mood(NOBODY, class).then(|| known.name.to_string()));
            continue;
        };
        let Some(head) = sight.mood(head) else { continue };
        let before = campus.moods().in_period(class, from.plus(-1), rules).and_then(|it| sight.mood(it));
        reports.push(MoodView {
            id: format!("{LETTER}{}", head.seq),
            seq: head.seq.0,
            class: known.name.to_string(),
            department: known.department.and_then(|id| campus.people().department(id)).map(|it| it.name.to_string()),
            day: date(head.day),
            by: login(&campus, head.by),
            weather: head.weather.key(),
            before: before.map(|it| it.weather.key()),
            low: head.low,
            text: None,
            said: head.weather,
        });
    }
    reports.sort_by_key(|it| std::cmp::Reverse((it.said, it.low)));
    Barometer { from: date(from), until: date(from.plus(days - 1)), reports, missing }
}

fn text_of(desk: &Desk, seq: Seq) -> Result<Option<String>, crate::logbook::Fault> {
    if !desk.may_read(seq)? {
        return Ok(None);
    }
    Ok(desk.entry(seq)?.and_then(|it| match it.act {
        Act::Mood(MoodAct::Reported(it)) => Some(it.text.to_string()),
        _ => None,
    }))
}
