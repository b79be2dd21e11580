//! Files that prove an activity, from and to the disk of this machine.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use crate::campus::{Act, ActivityAct, Refusal, Seq, TalkFile};
use crate::desk::Desk;
use crate::say;
use crate::text;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

fn unreadable(seat: &Seat, path: &Path, error: &io::Error) -> Problem {
    let exit = if error.kind() == io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Refused };
    let why = super::super::roster::in_file(&seat.words, path, seat.words.io(error.kind()));
    Problem::new(exit, "file", say!(seat.words, "cli-talk-file-failed", why = why))
}

/// Keeps a file with an activity. One that is too large is refused before it is read.
pub(super) fn attach(seat: &Seat, desk: &Desk, activity: Seq, path: &Path) -> Result<(), Problem> {
    let limit = desk.campus().presets().rules().talk.file_bytes();
    let file = File::open(path).map_err(|error| unreadable(seat, path, &error))?;
    let about = file.metadata().map_err(|error| unreadable(seat, path, &error))?;
    if about.is_dir() {
        return Err(unreadable(seat, path, &io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if about.len() > limit as u64 {
        let got = usize::try_from(about.len()).unwrap_or(usize::MAX);
        return Err(seat.refusal(desk, &Refusal::FileTooLarge { limit, got }).with("limit", limit));
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(seat, path, &error))?;
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let file = Box::new(TalkFile { name: name.into(), bytes: bytes.into() });
    seat.receipt(desk, desk.submit(Act::Activity(ActivityAct::Attached { activity, file })))?;
    Ok(())
}

/// `activity files`.
pub(super) fn list(seat: &Seat, desk: &Desk, activity: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let files = desk.evidence(activity).map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
    let views: Vec<_> = files.into_iter().map(|(id, name, bytes)| json!({ "id": id.0, "name": name, "bytes": bytes })).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([say!(words, "cli-head-id"), say!(words, "cli-head-name"), say!(words, "cli-head-bytes")]);
        for it in views {
            let name = it["name"].as_str().unwrap_or_default().to_owned();
            table.row([it["id"].to_string(), text::clean(&name).into_owned(), it["bytes"].to_string()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// `activity save`: by its name, or its number. Nothing is overwritten, and that it was taken is on record.
pub(super) fn save(seat: &Seat, desk: &Desk, activity: Seq, name: &str, to: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let files = desk.evidence(activity).map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
    let meant = files.iter().find(|it| it.0.0.to_string() == name).or_else(|| files.iter().find(|it| *it.1 == *name));
    let Some((file, ..)) = meant else { return Err(Problem::not_found(words, name).into()) };
    let to = if to.is_dir() { to.join(Path::new(name).file_name().unwrap_or_default()) } else { to.to_owned() };
    if to.exists() {
        return Err(unreadable(seat, &to, &io::Error::from(io::ErrorKind::AlreadyExists)).into());
    }
    let file = desk.take_evidence(activity, *file).map_err(|it| Problem::refused(words, &desk.campus(), &it))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&to).and_then(|mut it| it.write_all(&file.bytes).and_then(|()| it.sync_all()));
    written.map_err(|error| unreadable(seat, &to, &error))?;
    let done = json!({ "id": format!("A{activity}"), "name": file.name, "bytes": file.bytes.len(), "file": to.display().to_string() });
    out.answer(words, &done, |out| out.line(words, &text::clean(&to.display().to_string())))?;
    Ok(Exit::Done)
}
