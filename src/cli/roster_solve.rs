//! `roster solve`: a duty roster for an instance in the text form of `shared/data/roster`. It needs no desk.

use super::args::{RosterCommand, RosterSolveArgs};
use super::out::{Out, Outcome, Stop};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::solver::{self, Work};
use crate::roster::{self, Case, Clash, Flaw, Instance, Misread, Order, Reason, Roster, Rule, Score};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The answer of `roster solve`.
#[derive(Serialize)]
struct Solved {
    z: f64,
    hard: usize,
    spread_units: f64,
    seconds: f64,
    unfilled: Vec<Empty>,
    /// The smallest set of nights and sites that cannot all be filled, if one was found.
    clash: Option<ClashView>,
    avoided_days_used: usize,
    wishes_missed: usize,
    away: usize,
}

/// A site that lacks people on a day.
#[derive(Serialize)]
struct Empty {
    /// Both from 0, as in the instance.
    day: usize,
    site: usize,
    date: String,
    missing: usize,
    /// What keeps how many people from it.
    reasons: BTreeMap<&'static str, usize>,
    #[serde(skip)]
    said: BTreeMap<Reason, usize>,
}

#[derive(Serialize)]
struct ClashView {
    days: Vec<usize>,
    sites: Vec<usize>,
    needed: usize,
    possible: usize,
    people: Vec<u32>,
    rule: &'static str,
}

/// `roster …`.
pub(super) fn run(seat: &Seat, command: &RosterCommand, out: &mut Out) -> Outcome {
    match command {
        RosterCommand::Solve(args) => solve(seat, args, out),
    }
}

fn solve(seat: &Seat, args: &RosterSolveArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let work = Work::asked(words, &args.work)?;
    let case = read(words, &args.instance)?;
    let instance = Instance::from(&case);
    let order = Order { seed: args.work.seed, budget: work.budget, pinned: None };
    let began = solver::cpu_seconds();
    let found = roster::solve(&instance, &order, &mut solver::watch(words, work, out));
    let seconds = solver::cpu_seconds() - began;
    write(words, &args.out, &found.write(&instance))?;
    let score = Score::of(&instance, &found);
    let clash = if score.unfilled == 0 { None } else { roster::clash(&instance) };
    let answer = Solved {
        z: solver::rounded(score.z(), 100.0),
        hard: score.hard(),
        spread_units: solver::rounded(score.spread_units(), 1000.0),
        seconds: solver::rounded(seconds, 1000.0),
        unfilled: empties(&instance, &found),
        clash: clash.as_ref().map(clash_view),
        avoided_days_used: score.avoided,
        wishes_missed: score.missed,
        away: score.away,
    };
    out.answer(words, &answer, |out| {
        let (z, spread) = (format!("{:.2}", score.z()), format!("{:.2}", score.spread_units()));
        let seconds = format!("{seconds:.1}");
        out.line(words, &say!(words, "cli-roster-solved", z = z, spread = spread, seconds = seconds))?;
        let (avoided, missed) = (score.avoided.to_string(), score.missed.to_string());
        out.line(words, &say!(words, "cli-roster-wishes", avoided = avoided, missed = missed, away = score.away.to_string()))
    })?;
    if score.unfilled == 0 {
        return Ok(Exit::Done);
    }
    out.note(&say!(words, "cli-roster-unfilled", count = score.unfilled));
    answer.unfilled.iter().for_each(|it| out.note(&format!("  {}", say_empty(words, it))));
    out.note(&clash.map_or_else(|| say!(words, "cli-roster-no-clash"), |it| say_clash(words, &instance, &case, &it)));
    Ok(Exit::Refused)
}

fn read(words: &Words, file: &Path) -> Result<Case, Stop> {
    let bytes = std::fs::read(file).map_err(|error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let (exit, code) = if missing { (Exit::NotFound, "no_such_file") } else { (Exit::Refused, "unreadable") };
        Problem::new(exit, code, say!(words, "cli-roster-unreadable", file = shown(file), what = words.io(error.kind())))
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::new(Exit::Refused, "not_text", say!(words, "cli-roster-not-text", file = shown(file))))?;
    Ok(Case::read(&text).map_err(|misread| misread_problem(words, file, &misread))?)
}

pub(super) fn shown(file: &Path) -> String {
    text::clean(&file.display().to_string()).into_owned()
}

fn misread_problem(words: &Words, file: &Path, misread: &Misread) -> Problem {
    let what = match &misread.flaw {
        Flaw::Missing(what) => say!(words, "cli-roster-flaw-missing", what = (*what).to_owned()),
        Flaw::NotANumber(word) => say!(words, "cli-roster-flaw-number", word = text::clean(word).into_owned()),
        Flaw::OutOfRange { what, found, least, most } => {
            let (found, least, most) = (found.to_string(), least.to_string(), most.to_string());
            say!(words, "cli-roster-flaw-range", what = (*what).to_owned(), found = found, least = least, most = most)
        }
        Flaw::NoLetter => say!(words, "cli-roster-flaw-letter"),
        Flaw::TooMuch => say!(words, "cli-roster-flaw-too-much"),
        Flaw::NoShare => say!(words, "cli-roster-flaw-share"),
    };
    let (line, column) = (misread.line.to_string(), misread.column.to_string());
    let message = say!(words, "cli-roster-misread", file = shown(file), line = line, column = column, what = what);
    Problem::new(Exit::Refused, "misread", message).with("line", misread.line).with("column", misread.column)
}

fn write(words: &Words, file: &Path, text: &str) -> Result<(), Stop> {
    let failed =
        |error: std::io::Error| Problem::new(Exit::Refused, "output", say!(words, "cli-output-failed", what = words.io(error.kind())));
    Ok(std::fs::write(file, text).map_err(failed)?)
}

/// The empty slots, those of a site on a day together.
fn empties(instance: &Instance, found: &Roster) -> Vec<Empty> {
    let mut empties: Vec<Empty> = Vec::new();
    for slot in found.unfilled() {
        let (day, site) = (instance.day_of(slot), instance.site_of(slot));
        if let Some(last) = empties.last_mut().filter(|it| (it.day, it.site) == (day, site)) {
            last.missing += 1;
            continue;
        }
        let counts = roster::reasons(instance, found, slot);
        let reasons = solver::reason_codes(&counts);
        let date = instance.date(day).to_owned();
        empties.push(Empty { day, site, date, missing: 1, reasons, said: counts });
    }
    empties
}

fn say_empty(words: &Words, empty: &Empty) -> String {
    let date = text::clean(&empty.date).into_owned();
    let (site, missing) = (empty.site.to_string(), empty.missing.to_string());
    say!(words, "cli-roster-empty", date = date, site = site, missing = missing, reasons = solver::say_reasons(words, &empty.said))
}

/// What stands between the members of a list.
fn words_comma(words: &Words) -> String {
    say!(words, "cli-roster-comma")
}

fn clash_view(clash: &Clash) -> ClashView {
    let rule = match clash.rule {
        Rule::Presence => "presence",
        Rule::Rest => "rest",
        Rule::OffCap => "off_cap",
    };
    let Clash { days, sites, needed, possible, people, .. } = clash.clone();
    ClashView { days, sites, needed, possible, people, rule }
}

fn say_clash(words: &Words, instance: &Instance, case: &Case, clash: &Clash) -> String {
    /// Most nights named.
    const NAMED: usize = 8;
    let comma = words_comma(words);
    let mut days: Vec<String> = clash.days.iter().take(NAMED).map(|day| text::clean(instance.date(*day)).into_owned()).collect();
    if clash.days.len() > NAMED {
        days.push("…".to_owned());
    }
    let sites: Vec<String> = clash.sites.iter().map(ToString::to_string).collect();
    let rule = match clash.rule {
        Rule::Presence => say!(words, "cli-roster-rule-presence"),
        Rule::Rest => say!(words, "cli-roster-rule-rest", nights = case.rest_gap.to_string()),
        Rule::OffCap => say!(words, "cli-roster-rule-off-cap", cap = case.off_cap.to_string()),
    };
    let (needed, possible, people) = (clash.needed.to_string(), clash.possible.to_string(), clash.people.len().to_string());
    let (days, sites) = (days.join(&comma), sites.join(&comma));
    say!(words, "cli-roster-clash", days = days, sites = sites, needed = needed, possible = possible, people = people, rule = rule)
}
