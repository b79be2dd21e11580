//! `demo`: a believable college, made from a seed.

use super::args::DemoArgs;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use crate::campus::{DEFAULT_ZONE, Stamp};
use crate::demo;
use crate::desk::{Clock, Desk, KdfCost};
use crate::say;
use crate::text;
use serde::Serialize;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tempfile::TempDir;

/// Who sits at the screen of the demo college unless somebody is named.
const SITTER: &str = "zhang";

/// The answer of `demo --no-screen`.
#[derive(Serialize)]
struct Made {
    home: String,
    students: usize,
    rooms: usize,
    talks: usize,
    incidents: usize,
    buildings: usize,
    users: usize,
    shifts: usize,
    rounds: usize,
    entries: u64,
    seed: u64,
    seconds: f64,
}

/// `demo`. `home` is the one given as an option: the one of the environment is somebody's own and is left alone.
///
/// Gives back the seat at which its screen is to be opened, and the folder that goes away afterwards.
pub(super) fn run(seat: &Seat, args: &DemoArgs, home: Option<PathBuf>, out: &mut Out) -> Outcome<Option<(Seat, Option<TempDir>)>> {
    let words = &seat.words;
    let (home, temporary) = match home {
        Some(home) => (std::path::absolute(&home).unwrap_or(home), None),
        None => {
            let made = tempfile::Builder::new().prefix("yedeng-demo-").tempdir();
            let made =
                made.map_err(|error| Problem::new(Exit::Refused, "io", say!(words, "cli-demo-no-temp", what = words.io(error.kind()))))?;
            (made.path().join("desk"), Some(made))
        }
    };
    let mut seat = seat.elsewhere(home.clone(), seat.login().unwrap_or(SITTER), demo::PASSPHRASE);
    if !args.no_screen && seat.clock == Clock::System {
        seat.clock = Clock::running_from(last_night(Clock::System.now()));
    }
    let made = make(&seat, args, &home, out)?;
    if args.no_screen {
        // Whoever asked only to have it made wants to find it.
        drop(temporary.map(TempDir::keep));
        out.answer(words, &made, |out| {
            let home = text::clean(&made.home);
            out.line(words, &say!(words, "cli-demo-made", home = home.as_ref(), seconds = format!("{:.1}", made.seconds)))?;
            let (students, rooms, talks, incidents) = (made.students, made.rooms, made.talks, made.incidents);
            out.line(words, &say!(words, "cli-demo-holds", students = students, rooms = rooms, talks = talks, incidents = incidents))?;
            let users = demo::facts().iter().map(|it| it.login).collect::<Vec<_>>().join(" ");
            out.line(words, &say!(words, "cli-demo-users", users = users, passphrase = demo::PASSPHRASE))
        })?;
        return Ok(None);
    }
    Ok(Some((seat, temporary)))
}

/// The last time it was 23:36. A college that opens in the forenoon has nobody on duty and nothing going on.
fn last_night(now: Stamp) -> Stamp {
    let tonight = now.day(DEFAULT_ZONE).at(DEFAULT_ZONE, 23, 36);
    if tonight <= now { tonight } else { now.day(DEFAULT_ZONE).plus(-1).at(DEFAULT_ZONE, 23, 36) }
}

fn make(seat: &Seat, args: &DemoArgs, home: &Path, out: &mut Out) -> Outcome<Made> {
    let words = &seat.words;
    let begun = Instant::now();
    let size = demo::Size::default();
    let size = demo::Size {
        students: args.students.unwrap_or(size.students),
        talks: args.talks.unwrap_or(size.talks),
        incidents: args.incidents.unwrap_or(size.incidents),
    };
    let watched = std::io::stderr().is_terminal();
    let acts = demo::college(args.seed, size, seat.clock.now());
    let logins: Vec<&str> = demo::facts().iter().map(|it| it.login).collect();
    let mut progress = |count: usize| {
        if watched {
            out.progress(&say!(words, "cli-demo-progress", count = count), false);
        }
    };
    let built = Desk::build(home, &logins, demo::PASSPHRASE, KdfCost::DEMO, seat.clock, acts, &mut progress);
    if watched {
        out.progress("", true);
    }
    let (desk, _) = built.map_err(|error| seat.trouble(home, &error))?;
    let made = {
        let campus = desk.campus();
        Made {
            home: home.display().to_string(),
            students: campus.people().enrolled().count(),
            rooms: campus.places().rooms().len(),
            talks: campus.talks().heads().len(),
            incidents: campus.incidents().heads().len(),
            buildings: campus.places().buildings().len(),
            users: campus.staff().users().len(),
            shifts: campus.shifts().all().len(),
            rounds: campus.rounds().sheets().len(),
            entries: campus.applied().0,
            seed: args.seed,
            seconds: 0.0,
        }
    };
    desk.close().map_err(|error| seat.trouble(home, &error))?;
    Ok(Made { seconds: begun.elapsed().as_secs_f64(), ..made })
}
