//! The bad disk (`disk.c`) seen from outside: how it is compiled, and what its journal says.

use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCE: &str = include_str!("disk.c");

/// Compiles the bad disk into a folder. `None`, with a word on stderr, where that is impossible: it needs Linux and a C compiler.
pub(super) fn compile(folder: &Path) -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        eprintln!("no bad disk on this system: power cuts, full disks and jumping clocks are left out");
        return None;
    }
    let (source, shim) = (folder.join("disk.c"), folder.join("disk.so"));
    std::fs::write(&source, SOURCE).expect("there is room");
    let compiled = Command::new("cc").args(["-O2", "-shared", "-fPIC", "-o"]).arg(&shim).arg(&source).args(["-ldl", "-lpthread"]).status();
    if compiled.is_ok_and(|it| it.success()) {
        return Some(shim);
    }
    eprintln!("no C compiler: power cuts, full disks and jumping clocks are left out");
    None
}

/// One change of the disk. Paths are below the disk's root and begin with a slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change<'a> {
    /// A new file.
    Create { ino: u64, path: &'a str },
    /// A file that was there is opened: this is its number.
    Bind { ino: u64, path: &'a str },
    /// A new folder.
    MakeDir { path: &'a str },
    /// A file gets another length.
    Truncate { ino: u64, length: u64 },
    /// Bytes are written.
    Write { ino: u64, at: u64, bytes: &'a [u8] },
    /// What was written to a file is promised.
    Sync { ino: u64 },
    /// The names in a folder are promised.
    SyncDir { path: &'a str },
    /// A file or folder is renamed.
    Rename { from: &'a str, to: &'a str },
    /// A file is taken away.
    Unlink { path: &'a str },
    /// A folder is taken away.
    RemoveDir { path: &'a str },
}

/// Reads a journal. A last line that was never finished does not count.
///
/// # Errors
/// What the program did that the journal cannot follow.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Change<'_>>, String> {
    let mut changes = Vec::new();
    let mut rest = bytes;
    while let Some((front, behind)) = rest.split_first_chunk::<21>() {
        let long = |at: usize| u64::from_le_bytes(*front[at..].first_chunk().expect("21 bytes hold two numbers"));
        let length = u32::from_le_bytes(*front[17..].first_chunk().expect("and a length"));
        let Some((data, behind)) = behind.split_at_checked(length as usize) else { break };
        rest = behind;
        let path = || std::str::from_utf8(data).expect("paths of a home are text");
        let (ino, number) = (long(1), long(9));
        changes.push(match front[0] {
            1 => Change::Create { ino, path: path() },
            2 => Change::Bind { ino, path: path() },
            3 => Change::MakeDir { path: path() },
            4 => Change::Truncate { ino, length: number },
            5 => Change::Write { ino, at: number, bytes: data },
            6 => Change::Sync { ino },
            7 => Change::SyncDir { path: path() },
            8 => {
                let (from, to) = path().split_once('\0').expect("two paths");
                Change::Rename { from, to }
            }
            9 => Change::Unlink { path: path() },
            10 => Change::RemoveDir { path: path() },
            _ => return Err(format!("the journal cannot follow: {}", path())),
        });
    }
    Ok(changes)
}
