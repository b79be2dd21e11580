//! Files as the logbook needs them: private, replaced atomically, their directory synced.

use super::{Fault, Part};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a directory that only its owner may enter. One that exists is left as it is.
pub(super) fn make_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// Options for a file that only its owner may read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes sure that names made or changed in a directory survive a power cut. Systems other than Unix have no such call.
pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Replaces a file as a whole: after a crash it is the old one or the new one. A temporary file that a crash left is overwritten.
///
/// # Errors
/// Faults of the system.
pub fn replace(path: &Path, bytes: &[u8], part: Part) -> Result<(), Fault> {
    let write = || {
        let beside = beside(path);
        let mut file: File = private().write(true).create(true).truncate(true).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, path)?;
        path.parent().map_or(Ok(()), sync_dir)
    };
    write().map_err(Fault::io(part))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// Reads a file; `None` if there is none.
pub(super) fn read(path: &Path, part: Part) -> Result<Option<Vec<u8>>, Fault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::io(part)(error)),
    }
}

/// Renames a broken file or directory to `name.broken-N`, which is never deleted. `None` if there is nothing to rename.
pub(super) fn set_aside(path: &Path, part: Part) -> Result<Option<PathBuf>, Fault> {
    if !path.exists() {
        return Ok(None);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free = (1..=u32::MAX).map(|n| path.with_file_name(format!("{name}.broken-{n}"))).find(|it| !it.exists());
    let Some(aside) = free else { return Err(Fault::Io { part, kind: io::ErrorKind::AlreadyExists }) };
    fs::rename(path, &aside).map_err(Fault::io(part))?;
    path.parent().map_or(Ok(()), sync_dir).map_err(Fault::io(part))?;
    Ok(Some(aside))
}

/// Overwrites a file, or every file in a directory, with zeros and takes it away, so that no file holds what stood there. What the disk itself
/// keeps of the old blocks is out of reach. Nothing there is fine.
///
/// # Errors
/// Faults of the system.
pub fn shred(path: &Path, part: Part) -> Result<(), Fault> {
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Fault::io(part)(error)),
    };
    if about.is_dir() {
        for file in fs::read_dir(path).map_err(Fault::io(part))? {
            shred(&file.map_err(Fault::io(part))?.path(), part)?;
        }
        return fs::remove_dir(path).map_err(Fault::io(part));
    }
    if about.is_file() {
        let zero = || {
            let mut file = OpenOptions::new().write(true).open(path)?;
            io::copy(&mut io::Read::take(io::repeat(0), about.len()), &mut file)?;
            file.sync_all()
        };
        zero().map_err(Fault::io(part))?;
    }
    fs::remove_file(path).map_err(Fault::io(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whatever_a_crash_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keyring.a");
        fs::write(beside(&path), b"half a wri").unwrap();
        replace(&path, b"one", Part::Keyring).unwrap();
        replace(&path, b"two", Part::Keyring).unwrap();
        assert_eq!(read(&path, Part::Keyring).unwrap().unwrap(), b"two");
        assert!(!beside(&path).exists());
    }

    #[test]
    fn what_is_set_aside_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("db");
        for n in 1..=3 {
            fs::write(&path, [n]).unwrap();
            set_aside(&path, Part::Store).unwrap();
        }
        assert_eq!(set_aside(&path, Part::Store), Ok(None));
        assert_eq!(fs::read(dir.path().join("db.broken-2")).unwrap(), [2]);
    }
}
