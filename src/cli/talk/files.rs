//! Files that are kept with a talk, from and to the disk of this machine.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::talk_named;
use crate::campus::Refusal;
use crate::desk::{Desk, Refused};
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// A file of a talk.
#[derive(Serialize)]
struct FileView {
    id: u64,
    name: String,
    bytes: usize,
}

fn unreadable(seat: &Seat, error: &io::Error) -> Problem {
    let exit = if error.kind() == io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Refused };
    Problem::new(exit, "file", say!(seat.words, "cli-talk-file-failed", why = seat.words.io(error.kind())))
}

fn refused(seat: &Seat, desk: &Desk, refused: &Refused) -> Problem {
    Problem::refused(&seat.words, &desk.campus(), refused)
}

/// `talk attach`. A file that is too large is refused before it is read.
pub(super) fn attach(seat: &Seat, desk: &Desk, talk: &str, path: &Path, out: &mut Out) -> Outcome {
    let seq = talk_named(seat, desk, talk)?;
    let limit = desk.campus().presets().rules().talk.file_bytes();
    let file = File::open(path).map_err(|error| unreadable(seat, &error))?;
    let long = file.metadata().map_err(|error| unreadable(seat, &error))?.len();
    if long > limit as u64 {
        let got = usize::try_from(long).unwrap_or(usize::MAX);
        return Err(seat.refusal(desk, &Refusal::FileTooLarge { limit, got }).with("limit", limit).into());
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(seat, &error))?;
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let kept = bytes.len();
    let receipt = seat.receipt(desk, desk.attach(seq, &name, bytes))?;
    let done = json!({ "seq": receipt.seq.0, "id": format!("T{seq}"), "name": name, "bytes": kept });
    out.answer(&seat.words, &done, |out| out.line(&seat.words, &text::clean(&format!("T{seq} · {name} · {kept}"))))?;
    Ok(Exit::Done)
}

/// `talk files`.
pub(super) fn list(seat: &Seat, desk: &Desk, talk: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let seq = talk_named(seat, desk, talk)?;
    let files = desk.files(seq).map_err(|it| refused(seat, desk, &it))?;
    let views: Vec<FileView> = files.into_iter().map(|(id, name, bytes)| FileView { id: id.0, name: name.into(), bytes }).collect();
    out.hand(words, views, |out, views| {
        let mut table = Table::new([say!(words, "cli-head-id"), say!(words, "cli-head-name"), say!(words, "cli-head-bytes")]);
        views.into_iter().for_each(|it| table.row([it.id.to_string(), text::clean(&it.name).into_owned(), it.bytes.to_string()]));
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// `talk save`: by its name, or its number where two have one name. Nothing is overwritten.
pub(super) fn save(seat: &Seat, desk: &Desk, talk: &str, name: &str, to: &Path, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let seq = talk_named(seat, desk, talk)?;
    let files = desk.files(seq).map_err(|it| refused(seat, desk, &it))?;
    let wanted = |it: &&(crate::campus::Seq, Box<str>, usize)| *it.1 == *name || it.0.0.to_string() == name;
    let meant: Vec<_> = files.iter().filter(wanted).collect();
    let file = match meant[..] {
        [it] => it.0,
        [] => return Err(Problem::not_found(words, name).into()),
        [..] => {
            let ids: Vec<String> = meant.iter().map(|it| it.0.to_string()).collect();
            return Err(Problem::new(Exit::NotFound, "ambiguous", say!(words, "cli-talk-file-several", ids = ids.join(" "))).into());
        }
    };
    let to = if to.is_dir() { to.join(Path::new(name).file_name().unwrap_or_default()) } else { to.to_owned() };
    if to.exists() {
        return Err(unreadable(seat, &io::Error::from(io::ErrorKind::AlreadyExists)).into());
    }
    let file = desk.take_file(seq, file).map_err(|it| refused(seat, desk, &it))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&to).and_then(|mut it| it.write_all(&file.bytes).and_then(|()| it.sync_all()));
    written.map_err(|error| unreadable(seat, &error))?;
    let done = json!({ "id": format!("T{seq}"), "name": file.name, "bytes": file.bytes.len(), "file": to.display().to_string() });
    out.answer(words, &done, |out| out.line(words, &text::clean(&to.display().to_string())))?;
    Ok(Exit::Done)
}
