//! Files of talks on the disk of this machine: read to be kept, written when they are taken out.

use crate::campus::{Refusal, TalkFile};
use crate::tui::msg::Why;
use crate::words::Words;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A file's name and what is in it; one byte more than the limit is enough to know that it is too large.
pub(super) fn read(path: &str, limit: usize) -> Result<(String, Vec<u8>), Why> {
    read_or(path, limit, |error| error.to_string())
}

/// The same; what is wrong is said in the seat's language.
pub(super) fn read_in(words: &Words, path: &str, limit: usize) -> Result<(String, Vec<u8>), Why> {
    read_or(path, limit, |error| words.io(error.kind()))
}

fn read_or(path: &str, limit: usize, said: impl Fn(&std::io::Error) -> String) -> Result<(String, Vec<u8>), Why> {
    let path = at_home(path);
    let failed = |error: std::io::Error| Why::Storage(format!("{}: {}", path.display(), said(&error)));
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let file = File::open(&path).map_err(failed)?;
    let long = file.metadata().map_err(failed)?.len();
    if long > limit as u64 {
        return Err(Why::Rule(Refusal::FileTooLarge { limit, got: usize::try_from(long).unwrap_or(usize::MAX) }));
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok((name, bytes))
}

/// Writes a file where nothing lies yet, for its owner's eyes alone.
pub(super) fn write(path: &str, file: &TalkFile) -> Result<(), Why> {
    let path = at_home(path);
    let path = if path.is_dir() { path.join(Path::new(&*file.name).file_name().unwrap_or_default()) } else { path };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&path).and_then(|mut it| it.write_all(&file.bytes).and_then(|()| it.sync_all()));
    written.map_err(|error| Why::Storage(format!("{}: {error}", path.display())))
}

fn at_home(path: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
