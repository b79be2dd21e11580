//! A home made of a backup (恢复). It is built beside the place where it is to be, in a folder that says of itself that it is unfinished, and takes
//! its name in one step at the end: whatever is cut short can be done again.

use super::backup::{Backup, BackupKeys};
use super::frame::Frame;
use super::keyring::Keyring;
use super::mirror::{self, Mirror};
use super::prepared::write_format;
use super::recover::mirror_dir;
use super::residue::Record;
use super::seal::{Keys, Kind};
use super::{Fault, Hash, Head, Logbook, Part, envelope, files};
use crate::campus::Seq;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Entries written with one sync.
const BATCH: u64 = 512;
/// Says of a folder that it is ours and unfinished.
const MARKER: &str = "restore.unfinished";

fn io(error: std::io::Error) -> Fault {
    Fault::io(Part::Home)(error)
}

/// A home being restored.
#[derive(Debug)]
pub struct Restoring {
    home: PathBuf,
    beside: PathBuf,
}

impl Restoring {
    /// Looks whether a home may be made here, and throws away what an earlier try has left.
    ///
    /// # Errors
    /// [`Fault::HomeExists`] if a home is there, [`Fault::NotAHome`] if the folder is not empty, or something that is not ours stands where it is to be built; faults of the system.
    pub fn begin(home: &Path) -> Result<Self, Fault> {
        match fs::read_dir(home) {
            Ok(mut files) => {
                if files.next().is_some() {
                    return Err(if Keyring::exists(home) { Fault::HomeExists } else { Fault::NotAHome });
                }
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(Fault::NotAHome),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(io(error)),
        }
        let mut name = home.file_name().ok_or(Fault::NotAHome)?.to_owned();
        name.push(".restoring");
        let beside = home.with_file_name(name);
        if beside.exists() {
            if !beside.join(MARKER).exists() {
                return Err(Fault::NotAHome);
            }
            fs::remove_dir_all(&beside).map_err(io)?;
        }
        files::make_dir(&beside).map_err(io)?;
        files::replace(&beside.join(MARKER), b"", Part::Home)?;
        Ok(Self { home: home.to_owned(), beside })
    }

    /// The folder in which the home is being built.
    pub fn folder(&self) -> &Path {
        &self.beside
    }

    /// Writes mirror and keyring; the database is built of them when the folder is opened as a home. `progress` is told entries done, and 0 for
    /// how many there are to do, since the end is known last.
    ///
    /// # Errors
    /// [`Fault::Damaged`] at the first entry of the backup that is not right; [`Fault::Full`] and others of the system.
    pub fn fill(&self, backup: &mut Backup, keys: &BackupKeys, progress: &mut dyn FnMut(u64)) -> Result<Head, Fault> {
        let BackupKeys(keys) = keys;
        let mut mirror = Mirror::create(&mirror_dir(&self.beside), 1, Head::default().hash)?;
        let mut batch = Batch { frames: Vec::new(), length: 0, begin: Head::default(), waiting: None };
        let mut at = Head::default();
        let head = backup.read(keys, &mut |seq, record| {
            let (full, _) = record.open(keys, seq).map_err(|_| Fault::damaged(Part::Backup, seq))?;
            if full.header.prev != at.hash {
                return Err(Fault::damaged(Part::Backup, seq));
            }
            at = Head { seq, hash: full.header.hash };
            batch.push(record, seq);
            if seq.0.is_multiple_of(BATCH) {
                batch.write(&mut mirror, at)?;
                progress(seq.0);
            }
            Ok(())
        })?;
        batch.write(&mut mirror, at)?;
        if head != at {
            return Err(Fault::damaged(Part::Backup, head.seq));
        }
        Keyring::put_back(&self.beside, backup.keyring())?;
        write_format(&self.beside)?;
        progress(head.seq.0);
        Ok(head)
    }

    /// Gives the home its name. It must not be open.
    ///
    /// # Errors
    /// Faults of the system; it can be done again from the beginning.
    pub fn finish(self) -> Result<(), Fault> {
        // Only an empty folder can be here; not every system renames over one.
        match fs::remove_dir(&self.home) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        fs::rename(&self.beside, &self.home).map_err(io)?;
        if let Some(parent) = self.home.parent().filter(|it| !it.as_os_str().is_empty()) {
            files::sync_dir(parent).map_err(io)?;
        }
        // It is a home from here on; the marker means nothing in it.
        fs::remove_file(self.home.join(MARKER)).map_err(io)
    }

    /// Throws away what was built.
    pub fn abandon(self) {
        // What cannot be taken away now is taken away by the next try.
        let _ = fs::remove_dir_all(&self.beside);
    }
}

/// Where a restored logbook parted from its origin; sealed, so that only who has the keys can say so.
#[derive(Serialize, Deserialize)]
enum Parting {
    V1 { seq: Seq, hash: Hash },
}

const PARTING: &str = "restored";
/// The files that say it. A home without any is taken for one that never parted, so there are two.
const PARTINGS: [&str; 2] = [PARTING, "restored.b"];

impl Logbook {
    /// Puts down that the present head is where this logbook parted from the one it was restored from. Both know the keys of what was before, so
    /// entries of the other would open here; they are told apart by this.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn part_ways(&self) -> Result<(), Fault> {
        let Head { seq, hash } = self.head();
        let plain = envelope::encode(&Parting::V1 { seq, hash }).map_err(|_| Fault::damaged(Part::Home, None))?;
        let sealed = self.shared.keys.seal(Kind::Mark, PARTING.as_bytes(), &plain)?;
        put_parting(&self.home, &sealed)
    }
}

/// What says where a home parted from another, as it stands in the first file that is there; `None` if it never did.
pub(super) fn parting(home: &Path) -> Result<Option<Vec<u8>>, Fault> {
    for name in PARTINGS {
        if let Some(sealed) = files::read(&home.join(name), Part::Home)? {
            return Ok(Some(sealed));
        }
    }
    Ok(None)
}

/// Puts that into a home, in both files.
pub(super) fn put_parting(home: &Path, sealed: &[u8]) -> Result<(), Fault> {
    PARTINGS.iter().try_for_each(|name| files::replace(&home.join(name), sealed, Part::Home))
}

/// Where a home parted, from whichever file is whole; the other is written again. Homes of the first form have one.
fn read_parting(home: &Path, keys: &Keys) -> Result<Option<Head>, Fault> {
    let mut fault = None;
    let mut found = None;
    let mut alike = true;
    for name in PARTINGS {
        let Some(sealed) = files::read(&home.join(name), Part::Home)? else {
            alike = false;
            continue;
        };
        let plain = keys.open(Kind::Mark, PARTING.as_bytes(), &sealed).map_err(|it| it.fault(Part::Home, None));
        match plain.map(|it| envelope::decode(&it)) {
            Ok(Some(Parting::V1 { seq, hash })) => {
                alike &= found.as_ref().is_none_or(|(_, first)| *first == sealed);
                found.get_or_insert((Head { seq, hash }, sealed));
            }
            Ok(None) => fault = Some(Fault::damaged(Part::Home, None)),
            Err(broken) => fault = Some(broken),
        }
    }
    let Some((head, sealed)) = found else { return fault.map_or(Ok(None), Err) };
    if fault.is_some() || !alike {
        // Whole again if the disk takes it; one is enough to go on.
        let _ = put_parting(home, &sealed);
    }
    Ok(Some(head))
}

/// Where the logbook of a home parted from another, if it did. A mirror that went the other way is no mirror of this home and is set aside.
pub(super) fn own_past(home: &Path, keys: &Keys) -> Result<Option<Head>, Fault> {
    let Some(Head { seq, hash }) = read_parting(home, keys)? else { return Ok(None) };
    let dir = mirror_dir(home);
    let there = mirror::find(&dir, seq)?.and_then(|it| it.open_header(keys, seq).ok());
    if there.is_some_and(|it| it.header.hash != hash) {
        files::set_aside(&dir, Part::Mirror)?;
    }
    Ok(Some(Head { seq, hash }))
}

/// Frames that wait to be written together.
struct Batch {
    frames: Vec<u8>,
    /// Length of the last of them.
    length: usize,
    /// What was written before.
    begin: Head,
    /// The newest entry, of which it is not known yet whether it is the last of its batch.
    waiting: Option<(Seq, Record)>,
}

impl Batch {
    fn push(&mut self, record: Record, seq: Seq) {
        self.flush(false);
        self.waiting = Some((seq, record));
    }

    fn flush(&mut self, last: bool) {
        let Some((seq, Record { standing, header, body })) = self.waiting.take() else { return };
        let before = self.frames.len();
        let first = before == 0;
        Frame { seq: seq.0, first, last, standing, header: &header, body: &body }.write(&mut self.frames);
        self.length = self.frames.len() - before;
    }

    fn write(&mut self, mirror: &mut Mirror, at: Head) -> Result<(), Fault> {
        self.flush(true);
        if !self.frames.is_empty() {
            mirror.append(&mut self.frames, self.length, self.begin.seq.0 + 1, self.begin.hash).map_err(|it| it.fault)?;
            self.frames.clear();
        }
        self.begin = at;
        Ok(())
    }
}
