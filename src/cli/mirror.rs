//! `mirror`: second mirrors on other disks, how the copies stand, and a home made from one.

use super::args::{MirrorArgs, MirrorCommand};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::desk::{Copy, CopyState, Desk, Standing};
use crate::logbook;
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use serde_json::json;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long `mirror add` waits for the copy to be made: a large logbook on a slow stick takes minutes.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long `mirror list` waits for the copies to be looked at.
const LOOK: Duration = Duration::from_secs(2);

/// A copy, for scripts.
#[derive(Serialize)]
struct CopyView {
    which: &'static str,
    /// Of a second mirror.
    dir: Option<String>,
    standing: &'static str,
    /// How many entries it lacks, or has beyond the home.
    entries: Option<u64>,
    free_mib: Option<u64>,
    #[serde(skip)]
    said: String,
}

/// `mirror …`.
pub(super) fn run(seat: &Seat, command: &MirrorCommand, out: &mut Out) -> Outcome {
    match command {
        MirrorCommand::Restore(args) => restore(seat, args, out),
        MirrorCommand::List => seat.at_desk(out, |desk, out| {
            desk.await_second_mirrors(LOOK, &mut |_| {});
            list(seat, desk, out)
        }),
        MirrorCommand::Add(args) => seat.at_desk(out, |desk, out| add(seat, desk, &absolute(&args.dir), out)),
        MirrorCommand::Remove(args) => seat.at_desk(out, |desk, out| remove(seat, desk, &absolute(&args.dir), out)),
    }
}

fn absolute(dir: &Path) -> PathBuf {
    std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned())
}

fn add(seat: &Seat, desk: &Desk, dir: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    if !dir.is_dir() {
        // Made here it would lie on the wrong disk whenever the right one is not attached.
        let shown = text::clean(&dir.display().to_string()).into_owned();
        return Err(Problem::new(Exit::NotFound, "no_directory", say!(words, "cli-mirror-no-directory", dir = shown)).into());
    }
    let added = desk.add_second_mirror(dir).map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
    if added.same_disk {
        out.note(&say!(words, "cli-mirror-same-disk"));
    }
    let watched = std::io::stderr().is_terminal();
    let mut progress = |missing: u64| {
        if watched {
            out.progress(&say!(words, "cli-mirror-progress", entries = missing.to_string()), false);
        }
    };
    desk.await_second_mirrors(PATIENCE, &mut progress);
    if watched {
        out.progress("", true);
    }
    list(seat, desk, out)
}

fn remove(seat: &Seat, desk: &Desk, dir: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    if !desk.remove_second_mirror(dir).map_err(|error| Problem::desk(words, &desk.campus(), &error))? {
        return Err(Problem::not_found(words, &dir.display().to_string()).into());
    }
    out.note(&say!(words, "cli-mirror-removed"));
    list(seat, desk, out)
}

fn list(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let views: Vec<CopyView> = desk.copies().iter().map(|it| copy_view(words, it)).collect();
    out.answer(words, &views, |out| {
        let mut table = Table::new([say!(words, "cli-head-copy"), say!(words, "cli-head-standing")]);
        for it in &views {
            let name = match it.which {
                "store" => say!(words, "cli-part-store"),
                "mirror" => say!(words, "cli-part-mirror"),
                _ => it.dir.clone().unwrap_or_default(),
            };
            table.row([name, it.said.clone()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn copy_view(words: &Words, state: &CopyState) -> CopyView {
    let (which, dir) = match &state.which {
        Copy::Store => ("store", None),
        Copy::Mirror => ("mirror", None),
        Copy::Second(dir) => ("second", Some(dir.display().to_string())),
    };
    let (standing, said) = standing(words, &state.standing);
    let entries = match state.standing {
        Standing::Behind { entries } | Standing::Ahead { entries } => Some(entries),
        _ => None,
    };
    let free_mib = if let Standing::Low { free_mib } = state.standing { Some(free_mib) } else { None };
    CopyView { which, dir, standing, entries, free_mib, said }
}

fn standing(words: &Words, standing: &Standing) -> (&'static str, String) {
    match standing {
        Standing::Good => ("good", say!(words, "cli-standing-good")),
        Standing::Low { free_mib } => ("low", say!(words, "cli-standing-low", free = free_mib.to_string())),
        Standing::Behind { entries } => ("behind", say!(words, "cli-standing-behind", entries = entries.to_string())),
        Standing::Ahead { entries } => ("ahead", say!(words, "cli-standing-ahead", entries = entries.to_string())),
        Standing::Missing => ("missing", say!(words, "cli-standing-missing")),
        Standing::Full => ("full", say!(words, "cli-standing-full")),
        Standing::ReadOnly => ("read_only", say!(words, "cli-standing-read-only")),
        Standing::Broken => ("broken", say!(words, "cli-standing-broken")),
    }
}

/// Makes the home, and opens it: only then is it known that everything is there and whole.
fn restore(seat: &Seat, args: &MirrorArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let home = seat.home()?;
    seat.login_needed()?;
    let restored = logbook::restore_from(&args.dir, &home).map_err(|fault| seat.trouble(&home, &fault.into()))?;
    let place = home.display().to_string();
    seat.at_desk(out, |desk, out| {
        let head = desk.headers(desk.campus().applied(), 1).map_err(|fault| Problem::fault(words, &fault))?;
        let entries = desk.campus().applied().0;
        let head = head.first().map(|it| view::hex(&it.hash));
        let answer = json!({ "home": place, "entries": entries, "head": head, "bytes": restored.bytes });
        out.answer(words, &answer, |out| {
            let place = text::clean(&place);
            out.line(words, &say!(words, "cli-mirror-restored", home = place.as_ref(), entries = entries.to_string()))
        })?;
        Ok(Exit::Done)
    })
}

/// How a copy stands, where somebody ought to do something about it.
pub(super) fn warning(words: &Words, state: &CopyState) -> Option<String> {
    let dir = if let Copy::Second(dir) = &state.which { dir.display().to_string() } else { String::new() };
    let name = match &state.which {
        Copy::Store => say!(words, "cli-part-store"),
        Copy::Mirror => say!(words, "cli-part-mirror"),
        Copy::Second(_) => text::clean(&dir).into_owned(),
    };
    let told = !matches!(state.standing, Standing::Good | Standing::Behind { .. });
    told.then(|| say!(words, "cli-copy-warning", copy = name, standing = standing(words, &state.standing).1))
}
