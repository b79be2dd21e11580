//! `as-of TIME …`: any question put to the desk as it stood at an earlier time.

use super::args::Command;
use super::out::{Out, Outcome};
use super::problem::Problem;
use super::seat::Seat;
use crate::capture::past_moment_of;
use crate::desk::Desk;
use crate::say;
use std::ffi::OsString;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// The options before a command that take a value.
const WITH_VALUE: [&str; 5] = ["--home", "--user", "--passphrase-file", "--lang", "--now"];
/// How long it takes before it is said how far it has come.
const PATIENCE: Duration = Duration::from_secs(1);

/// Takes `as-of TIME` out of the arguments if that is the command, and gives the time. Without a time and a question behind it, it is left to be
/// told as a mistake.
pub(super) fn take(arguments: &mut Vec<OsString>) -> Option<String> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let argument = argument.to_string_lossy();
        if argument == "as-of" {
            break;
        }
        if !argument.starts_with('-') {
            return None;
        }
        at += if WITH_VALUE.contains(&&*argument) { 2 } else { 1 };
    }
    let is_word = |it: &OsString| !it.to_string_lossy().starts_with('-');
    let time = arguments.get(at + 1).filter(|it| is_word(it))?.to_string_lossy().into_owned();
    // Options of the whole program may stand here as well.
    arguments.get(at + 2)?;
    arguments.drain(at..at + 2);
    Some(time)
}

/// Whether a command can be asked about the past. What it would change is refused by the desk; these are answered, or work, without asking the
/// campus.
pub(super) fn is_question(command: &Command) -> bool {
    !matches!(
        command,
        Command::AsOf { .. }
            | Command::Demo(_)
            | Command::Init(_)
            | Command::User { .. }
            | Command::Import { .. }
            | Command::Roster { .. }
            | Command::Reader { .. }
            | Command::Recover(_)
            | Command::Reveal(_)
            | Command::Undo { .. }
            | Command::Verify(_)
            | Command::Backup(_)
            | Command::Restore { .. }
            | Command::Erase { .. }
            | Command::Mirror { .. }
            | Command::Completions { .. }
            | Command::Man { .. }
    )
}

/// The desk as it stood at the time that was typed.
pub(super) fn look_back(seat: &Seat, desk: &Desk, typed: &str, out: &mut Out) -> Outcome<Desk> {
    let words = &seat.words;
    let at = past_moment_of(typed, &desk.campus(), desk.now());
    let at = at.ok_or_else(|| Problem::usage("bad_time", say!(words, "cli-as-of-time", typed = crate::text::clean(typed).into_owned())))?;
    let mut said = Instant::now();
    let past = desk.as_of(at, &mut |done, all| {
        if said.elapsed() >= PATIENCE {
            said = Instant::now();
            out.note(&say!(words, "cli-as-of-progress", done = done.to_string(), all = all.to_string()));
        }
        ControlFlow::Continue(())
    });
    let past = past.map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
    // It was never told to stop.
    past.ok_or_else(|| Problem::desk(words, &desk.campus(), &crate::desk::DeskError::Closed).into())
}

/// What cannot be asked about the past.
pub(super) fn no_question(seat: &Seat) -> Problem {
    Problem::usage("no_question", say!(seat.words, "cli-as-of-no-question"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(arguments: &[&str]) -> (Option<String>, Vec<String>) {
        let mut all: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let time = take(&mut all);
        (time, all.iter().map(|it| it.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn the_time_is_taken_out_and_the_question_is_left() {
        let left = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (time, rest) = taken(&["yedeng", "--home", "as-of", "--json", "as-of", "2026-03-05", "list", "talks"]);
        assert_eq!((time.as_deref(), rest), (Some("2026-03-05"), left(&["yedeng", "--home", "as-of", "--json", "list", "talks"])));
        for whole in
            [&["yedeng", "find", "as-of"][..], &["yedeng", "as-of"], &["yedeng", "as-of", "--help"], &["yedeng", "as-of", "2026-03-05"]]
        {
            assert_eq!(taken(whole), (None, left(whole)));
        }
    }
}
