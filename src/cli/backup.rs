//! `backup`, `restore`: the whole logbook in one sealed file, looked through, and made a home again.

use super::args::BackupArgs;
use super::ask::short_time;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::Campus;
use crate::desk::{BackupStatus, Desk};
use crate::logbook::head::groups;
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::json;
use std::io::IsTerminal as _;
use std::path::Path;

/// Says how far something has come, about a hundred times, each over the one before; to a terminal only.
fn progress<'a>(words: &'a Words, out: &'a mut Out) -> impl FnMut(u64, u64) + 'a {
    let watched = std::io::stderr().is_terminal();
    let mut told = 0;
    move |done, all| {
        if watched && (done == all || done > told + all / 100) {
            told = done;
            out.progress(&say!(words, "cli-backup-progress", done = done.to_string(), all = all.to_string()), done == all);
        }
    }
}

/// `backup`.
pub(super) fn backup(seat: &Seat, args: &BackupArgs, out: &mut Out) -> Outcome {
    match (&args.file, &args.dir) {
        (Some(file), _) if args.check => check(seat, file, out),
        (Some(file), _) => make(seat, file, out),
        (None, dir) => seat.at_desk(out, |desk, out| {
            if let Some(dir) = dir {
                desk.set_backup_dir(Some(dir)).map_err(|fault| Problem::fault(&seat.words, &fault))?;
            }
            status(seat, desk, out)
        }),
    }
}

fn make(seat: &Seat, file: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        // Only a backup of this same logbook is ever replaced.
        let replaced = file.exists();
        let made = desk.backup(file, &mut progress(words, out));
        let made = made.map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
        let (entries, head) = (made.head.seq.0, view::hex(&made.head.hash));
        let answer = json!({ "entries": entries, "head": head, "bytes": made.bytes, "id": view::hex(&made.id), "seconds": made.seconds, "replaced": replaced });
        out.answer(words, &answer, |out| {
            let (entries, bytes) = (entries.to_string(), made.bytes.to_string());
            out.line(words, &say!(words, "cli-backup-made", entries = entries, bytes = bytes, id = view::hex(&made.id)))?;
            if replaced {
                out.line(words, &say!(words, "cli-backup-replaced"))?;
            }
            out.field(words, say!(words, "cli-head-printed"), &groups(&made.head.hash))
        })?;
        Ok(Exit::Done)
    })
}

/// Where automatic backups go, and how the last one came out.
fn status(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let dir = desk.backup_dir().display().to_string();
    let campus = desk.campus();
    let (state, at, entries) = match desk.last_backup() {
        None => ("never", None, None),
        Some(BackupStatus::Running) => ("running", None, None),
        Some(BackupStatus::Made { at, entries }) => ("made", Some(view::time(&campus, at)), Some(entries)),
        Some(BackupStatus::Failed { at, .. }) => ("failed", Some(view::time(&campus, at)), None),
    };
    out.answer(words, &json!({ "dir": dir, "last": { "state": state, "at": at, "entries": entries } }), |out| {
        let shown = text::clean(&dir);
        out.line(words, &say!(words, "cli-backup-dir", dir = shown.as_ref()))?;
        match (&at, entries) {
            (Some(at), Some(entries)) => {
                out.line(words, &say!(words, "cli-backup-last", at = short_time(at), entries = entries.to_string()))
            }
            _ => out.line(words, &say!(words, "cli-backup-never")),
        }
    })?;
    Ok(Exit::Done)
}

/// `backup --check`.
fn check(seat: &Seat, file: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (login, passphrase) = (seat.login_needed()?, seat.passphrase(out)?);
    let checked = Desk::check_backup(file, login, &passphrase, &mut progress(words, out));
    let checked = checked.map_err(|error| Problem::desk(words, &Campus::default(), &error))?;
    let campus = &checked.campus;
    let wrong = checked.wrong.as_ref().map(|fault| Problem::fault(words, fault));
    let answer = json!({
        "entries": checked.head.seq.0,
        "head": view::hex(&checked.head.hash),
        "id": view::hex(&checked.id),
        "ok": wrong.is_none(),
        "problem": wrong.as_ref().map(|it| it.json()["error"].clone()),
        "students": campus.people().students().len(),
        "talks": campus.talks().heads().len(),
        "incidents": campus.incidents().heads().len(),
        "users": campus.staff().users().len(),
    });
    out.answer(words, &answer, |out| {
        let entries = checked.head.seq.to_string();
        match &wrong {
            None => out.line(words, &say!(words, "cli-backup-good", entries = entries))?,
            Some(problem) => {
                out.line(words, &say!(words, "cli-backup-bad", entries = entries))?;
                out.line(words, &format!("  {}", problem.message))?;
            }
        }
        let [students, talks, incidents] =
            [campus.people().students().len(), campus.talks().heads().len(), campus.incidents().heads().len()].map(|it| it.to_string());
        out.line(words, &say!(words, "cli-backup-holds", students = students, talks = talks, incidents = incidents))?;
        out.field(words, say!(words, "cli-head-printed"), &groups(&checked.head.hash))
    })?;
    Ok(if wrong.is_none() { Exit::Done } else { Exit::Damaged })
}

/// `restore`.
pub(super) fn restore(seat: &Seat, file: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let home = seat.home()?;
    let (login, passphrase) = (seat.login_needed()?, seat.passphrase(out)?);
    let watched = std::io::stderr().is_terminal();
    let mut told = |done: u64| {
        if watched {
            out.progress(&say!(words, "cli-restore-progress", done = done.to_string()), false);
        }
    };
    let restored = Desk::restore(file, &home, (login, &passphrase), seat.clock, &mut told);
    let restored = restored.map_err(|error| seat.trouble(&home, &error))?;
    let place = home.display().to_string();
    let answer = json!({
        "home": place,
        "entries": restored.from.seq.0,
        "head": view::hex(&restored.head.hash),
        "id": view::hex(&restored.id),
        "epoch": restored.epoch,
    });
    out.answer(words, &answer, |out| {
        let shown = text::clean(&place);
        let (entries, seq) = (restored.from.seq.to_string(), restored.head.seq.to_string());
        out.line(words, &say!(words, "cli-restore-done", home = shown.as_ref(), entries = entries))?;
        out.line(words, &say!(words, "cli-restore-own", seq = seq))?;
        out.field(words, say!(words, "cli-head-printed"), &groups(&restored.head.hash))
    })?;
    Ok(Exit::Done)
}
