//! The shell: the same acts and questions as at the screen, with `--json`, for scripts, tests and bulk work.
//!
//! [`main`] parses, does what was asked and says how to go on; it knows nothing of the screen. One file for each group of commands; `args`
//! is what can be typed, `out` where answers go, `view` what scripts see of the campus, `problem` what can go wrong.

mod activity;
mod args;
mod ask;
mod award;
mod backup;
mod board;
mod capture;
mod care;
mod choose;
mod community;
mod count;
mod coverage;
mod demo;
mod doubt;
mod duty;
mod erase;
mod export;
mod filter;
mod found;
mod handover;
mod help;
mod hygiene;
mod incident;
mod incident_report;
mod intake;
mod leave;
mod ledger;
mod lines;
mod list;
mod log;
mod mirror;
mod missing;
mod mood;
mod next;
mod obligation;
mod officer;
mod out;
mod overview;
mod paper;
mod past;
mod preset;
mod problem;
mod publish;
mod reader;
mod reception;
mod recovery;
mod report;
mod request;
mod reveal;
mod room;
mod roster;
mod roster_solve;
mod round;
mod schedule;
mod search;
mod seat;
mod shell;
mod show;
mod solver;
mod sponsor;
mod talk;
mod view;
mod watch;
mod written;

pub use problem::Exit;

use crate::desk::{Clock, Desk, DeskError};
use crate::exchange::register::Register;
use crate::words::{Lang, Words};
use args::{Cli, Command, ImportCommand};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{CommandFactory as _, FromArgMatches as _};
use out::{Form, Out, Outcome, Stop};
use problem::Problem;
use seat::Seat;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// How to go on when the command line has done its part.
#[derive(Debug)]
pub enum Next {
    /// Not at all: the program ends.
    Done(Exit),
    /// The screen is to be opened.
    Screen(Box<ScreenRequest>),
}

/// What the screen is opened with.
pub struct ScreenRequest {
    /// The home; it may not exist yet.
    pub home: PathBuf,
    /// The desk, open already, where a file gave the passphrase.
    pub desk: Option<Desk>,
    /// The clock.
    pub clock: Clock,
    /// Who comes in, if that was said.
    pub login: Option<String>,
    /// The language, if one was asked for.
    pub lang: Option<Lang>,
    /// Where this machine keeps what it has seen of its homes.
    pub state: Option<PathBuf>,
    words: Words,
    /// A folder around the home that goes away with this value: the demo college's.
    _temporary: Option<TempDir>,
}

impl std::fmt::Debug for ScreenRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScreenRequest").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl ScreenRequest {
    /// The desk could not be had, or not be let go: says so, and with which code the program ends.
    pub fn desk_failed(&self, error: &DeskError) -> Exit {
        self.tell(seat::trouble(&self.words, &self.home, error))
    }

    /// There is no terminal to draw on: says so, and with which code the program ends.
    pub fn terminal_failed(&self, error: &std::io::Error) -> Exit {
        self.tell(Problem::usage("no_terminal", crate::say!(self.words, "cli-no-terminal", what = error.kind().to_string())))
    }

    fn tell(&self, problem: Problem) -> Exit {
        drop(Out::stdio(Form::Table).problem(&self.words, &problem));
        problem.exit
    }
}

/// Parses the arguments (the program's name first) and does what they ask.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Next {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let words = Words::new(language(&arguments));
    let mut out = Out::stdio(if wants_json(&arguments) { Form::Json } else { Form::Table });
    let outcome = run(&words, arguments, &mut out);
    let outcome = outcome.and_then(|next| out.flush(&words).map(|()| next));
    match outcome {
        Ok(next) => next,
        Err(Stop::ReaderGone) => Next::Done(Exit::Done),
        Err(Stop::Problem(problem)) => {
            // If the answer cannot be written either, the exit code still says it.
            drop(out.problem(&words, &problem).and_then(|()| out.flush(&words)));
            Next::Done(problem.exit)
        }
    }
}

/// Says that we made a mistake and where, and nothing of what was being worked on: the message of a panic may hold names or words.
/// `answered` says that stdout has its answer already.
pub fn tell_bug(place: &str, answered: bool) {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let words = Words::new(language(&arguments));
    let mut out = Out::stdio(if wants_json(&arguments) && !answered { Form::Json } else { Form::Table });
    let problem = Problem::new(Exit::Bug, "bug", crate::say!(words, "cli-bug", place = place)).with("place", place);
    drop(out.problem(&words, &problem).and_then(|()| out.flush(&words)));
}

/// Asked for by hand, because a mistake in the arguments is to be told as JSON, too.
fn wants_json(arguments: &[OsString]) -> bool {
    arguments.iter().take_while(|it| *it != "--").any(|it| it == "--json")
}

/// The seat's language: `--lang`, else `YEDENG_LANG`, else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; Chinese if it is
/// neither of ours. Found before anything is parsed, because help and mistakes are said in it, too.
fn language(arguments: &[OsString]) -> Lang {
    let mut arguments = arguments.iter().map(|it| it.to_string_lossy()).take_while(|it| it != "--");
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.next().map(|it| it.into_owned());
        } else if let Some(tag) = argument.strip_prefix("--lang=") {
            asked = Some(tag.to_owned());
        }
    }
    let variable = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
    let from_locale = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    let tag = asked.or_else(|| variable("YEDENG_LANG")).or_else(from_locale).unwrap_or_default();
    Lang::from_tag(&tag).unwrap_or(Lang::Zh)
}

fn run(words: &Words, mut arguments: Vec<OsString>, out: &mut Out) -> Outcome<Next> {
    let as_of = past::take(&mut arguments);
    let command = help::localised(words, Cli::command());
    let matches = match command.clone().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            out.bytes(words, error.render().to_string().as_bytes())?;
            return Ok(Next::Done(Exit::Done));
        }
        Err(error) => return Err(help::usage_problem(words, &error).into()),
    };
    let cli = Cli::from_arg_matches(&matches).map_err(|error| help::usage_problem(words, &error))?;
    if let Some(tag) = cli.global.lang.as_deref().filter(|it| !it.is_empty() && Lang::from_tag(it).is_none()) {
        let typed = crate::text::clean(tag);
        let message = crate::say!(words, "cli-bad-value", what = "--lang", typed = typed.as_ref(), keys = "zh-CN en");
        return Err(Problem::usage("bad_value", message).into());
    }
    out.set_form(match (cli.global.json, cli.global.plain) {
        (true, _) => Form::Json,
        (false, true) => Form::Plain,
        (false, false) => Form::Table,
    });
    let mut seat = Seat::new(Words::new(words.lang()), &cli.global)?;
    if as_of.is_some() {
        let is_question = cli.command.as_ref().map_or(seat.is_plain || out.is_json(), past::is_question);
        if !is_question {
            return Err(past::no_question(&seat).into());
        }
        seat.as_of = as_of;
    }
    let Some(asked) = &cli.command else {
        return if seat.is_plain || out.is_json() { overview::run(&seat, out).map(Next::Done) } else { screen(&seat, None, out) };
    };
    let exit = match asked {
        Command::Demo(args) => {
            let on_line = matches.value_source("home") == Some(ValueSource::CommandLine);
            let below = matches.subcommand().is_some_and(|(_, it)| it.value_source("home") == Some(ValueSource::CommandLine));
            let home = cli.global.home.clone().filter(|it| (on_line || below) && it.as_os_str() != OsStr::new(""));
            return match demo::run(&seat, args, home, out)? {
                Some((seat, temporary)) => screen(&seat, temporary, out),
                None => Ok(Next::Done(Exit::Done)),
            };
        }
        Command::Init(args) => found::init(&seat, args, out),
        Command::User { command } => found::user(&seat, command, out),
        Command::Import { command: ImportCommand::Students(args) } => roster::import(&seat, args, out),
        Command::Import { command: ImportCommand::Talks(args) } => ledger::import(&seat, args, out),
        Command::Import { command: ImportCommand::Obligations(args) } => obligation::import(&seat, args, out),
        Command::Import { command: ImportCommand::Places(args) } => community::import(&seat, Register::Places, args, out),
        Command::Import { command: ImportCommand::Mentors(args) } => community::import(&seat, Register::Mentors, args, out),
        Command::Import { command: ImportCommand::Catalogue(args) } => community::import(&seat, Register::Catalogue, args, out),
        Command::Import { command: ImportCommand::Activities(args) } => activity::import(&seat, args, out),
        Command::Roster { command } => roster_solve::run(&seat, command, out),
        Command::Schedule { command } => schedule::run(&seat, command, out),
        Command::Talk(args) => talk::run(&seat, args, out),
        Command::Incident(args) => incident::run(&seat, args, out),
        Command::Request(args) => request::run(&seat, args, out),
        Command::Reception { command } => reception::run(&seat, command, out),
        Command::Round { command } => round::run(&seat, command, out),
        Command::Missing { command } => missing::run(&seat, command, out),
        Command::Room { command } => room::run(&seat, command, out),
        Command::Leave { command } => leave::run(&seat, command, out),
        Command::Handover { command } => handover::run(&seat, command, out),
        Command::Duty { command } => duty::run(&seat, command, out),
        Command::Reveal(args) => reveal::run(&seat, args, out),
        Command::Hygiene { command } => hygiene::run(&seat, command, out),
        Command::Mood { command } => mood::run(&seat, command, out),
        Command::Officer { command } => officer::run(&seat, command, out),
        Command::Sponsor { command } => sponsor::run(&seat, command, out),
        Command::Preset { command } => preset::run(&seat, command, out),
        Command::Export { command } => export::run(&seat, command, out),
        Command::Next(args) => next::run(&seat, args, out),
        Command::Care { command } => care::run(&seat, command, out),
        Command::Watch(args) => watch::run(&seat, args, out),
        Command::Coverage(args) => coverage::run(&seat, args, out),
        Command::AsOf { .. } => return Err(past::no_question(&seat).into()),
        Command::Find(args) => ask::find(&seat, args, out),
        Command::Search(args) => search::search(&seat, args, out),
        Command::List(args) => list::run(&seat, args, out),
        Command::Show { id, glass } => show::run(&seat, id, glass.as_deref(), out),
        Command::Reader { command } => reader::run(&seat, command, out),
        Command::Recover(args) => recovery::recover(&seat, args, out),
        Command::Log(args) => log::log(&seat, args, out),
        Command::Undo { seq, to: Some(to) } => ledger::undo(&seat, *seq, *to, out),
        Command::Undo { seq, to: None } => log::undo(&seat, *seq, out),
        Command::Verify(args) => log::verify(&seat, args, out),
        Command::Backup(args) => backup::backup(&seat, args, out),
        Command::Restore { file } => backup::restore(&seat, file, out),
        Command::Erase { command } => erase::run(&seat, command, out),
        Command::Mirror { command } => mirror::run(&seat, command, out),
        Command::Activity(args) => activity::run(&seat, args, out),
        Command::Obligation { command } => obligation::run(&seat, command, out),
        Command::Board(args) => board::run(&seat, args, out),
        Command::Completions { shell } => shell::completions(words, command, *shell, out),
        Command::People { command } => community::people(&seat, command, out),
        Command::Branch { command } => community::branch(&seat, command, out),
        Command::Place { command } => community::place(&seat, command, out),
        Command::Catalogue { command } => community::catalogue(&seat, command, out),
        Command::Man { command: wanted } => shell::man(words, command, wanted.as_deref(), out),
        Command::Appraisal(args) => count::appraisal(&seat, args, out),
        Command::Stats(args) => count::stats(&seat, args, out),
        Command::Report { command } => report::run(&seat, command, out),
        Command::Publish { command } => publish::run(&seat, command, out),
        Command::Award { command } => award::run(&seat, command, out),
    };
    exit.map(Next::Done)
}

/// The screen. With a passphrase at hand the desk is opened here; otherwise the screen asks for it, or sets a new home up.
fn screen(seat: &Seat, temporary: Option<TempDir>, out: &mut Out) -> Outcome<Next> {
    let home = seat.home()?;
    let desk = if seat.has_passphrase() && seat.login().is_some() && home.exists() { Some(seat.open(out)?) } else { None };
    let login = seat.login().map(str::to_owned);
    let state = seat.state().map(Path::to_owned);
    let (clock, lang, words) = (seat.clock, seat.lang, Words::new(seat.words.lang()));
    Ok(Next::Screen(Box::new(ScreenRequest { home, desk, clock, login, lang, state, words, _temporary: temporary })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_names_the_language_before_all_else() {
        let of = |arguments: &[&str]| language(&arguments.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["yedeng", "--lang", "en", "list"]), Lang::En);
        assert_eq!(of(&["yedeng", "list", "--lang=zh-CN"]), Lang::Zh);
        assert_eq!(of(&["yedeng", "--lang", "fr"]), Lang::Zh);
        assert_eq!(of(&["yedeng", "--lang"]), of(&["yedeng"]));
    }
}
