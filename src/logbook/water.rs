//! The high-water mark (水位): how far entries were acknowledged, put down before the acknowledgement is given.
//!
//! Until the database is brought to its disk, what was written last stands in the mirror alone; a program that is killed then and loses the end of
//! that one copy would open as if nothing had ever been there. So each write to the mirror is followed by one of a few bytes to a file beside it, and
//! to one in the machine's state directory, without a sync: a kill does not take what the system has been given, and what a power cut takes of it
//! the mirror, which is synced, does not need. It is never ahead of the mirror, so that it cannot name a loss that there was none of.
//!
//! Two places in the file take turns, each with a keyed sum, so that a torn write leaves the one before. What cannot be read says nothing, and
//! what cannot be written is done without: the mirror is the promise.

use super::keyring::Name;
use super::seal::Keys;
use super::{Hash, Head, files};
use crate::campus::Seq;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) const FILE: &str = "high-water";
const MAGIC: &[u8; 8] = b"yedengHW";
/// Magic, entry and its chain hash.
const CONTENT: usize = 48;
/// No logbook comes as far. Who had the data key once can make a mark; naming what it speaks of must come to an end.
const LIMIT: u64 = 1 << 24;
/// Where the two places begin: in sectors of their own, so that a write cut short by the disk spoils one of them.
const PLACES: [usize; 2] = [0, 512];

/// A high-water mark, open for writing.
pub(super) struct Water {
    path: PathBuf,
    label: Label,
    keys: Arc<Keys>,
    /// Nothing if it could not be opened or written.
    file: Option<File>,
    /// Which of the places is written next.
    next: usize,
}

/// Where the mark in a home is.
pub(super) fn in_home(home: &Path) -> PathBuf {
    home.join(FILE)
}

/// What the keyed sum covers besides: which home it is.
struct Label(String);

impl Label {
    fn of(name: Name) -> Self {
        Self([FILE, &name.digits(16)].concat())
    }
}

/// The highest end of the logbook that a file speaks of; `None` if it says nothing that can be believed.
pub(super) fn read(path: &Path, name: Name, keys: &Keys) -> Option<Head> {
    let bytes = std::fs::read(path).ok()?;
    places(&bytes, &Label::of(name), keys).into_iter().flatten().max_by_key(|it| it.seq)
}

fn places(bytes: &[u8], label: &Label, keys: &Keys) -> [Option<Head>; 2] {
    PLACES.map(|at| open(bytes.get(at..)?, label, keys))
}

fn open(bytes: &[u8], label: &Label, keys: &Keys) -> Option<Head> {
    let (content, rest) = bytes.split_first_chunk::<CONTENT>()?;
    let told: &Hash = rest.first_chunk()?;
    if !content.starts_with(MAGIC) || *told != sum(content, label, keys) {
        return None;
    }
    let (front, hash) = content.split_last_chunk()?;
    let seq = u64::from_le_bytes(*front.last_chunk()?);
    if seq > LIMIT {
        return None;
    }
    Some(Head { seq: Seq(seq), hash: *hash })
}

/// With keys that no change of the keyring changes, so that an older keyring does not make the mark say nothing.
fn sum(content: &[u8], label: &Label, keys: &Keys) -> Hash {
    keys.page(label.0.as_bytes(), content)
}

fn written(head: Head, label: &Label, keys: &Keys) -> Vec<u8> {
    let mut bytes = [&MAGIC[..], &head.seq.0.to_le_bytes(), &head.hash].concat();
    let sum = sum(&bytes, label, keys);
    bytes.extend_from_slice(&sum);
    bytes
}

impl Water {
    /// The mark of a logbook in a file, which is made with the first write.
    pub(super) fn new(path: PathBuf, name: Name, keys: Arc<Keys>) -> Self {
        let mut it = Self { path, label: Label::of(name), keys, file: None, next: 0 };
        it.look_again();
        it
    }

    /// Opens the file again if the disk did not allow that before.
    pub(super) fn look_again(&mut self) {
        if self.file.is_some() {
            return;
        }
        if let Some(dir) = self.path.parent() {
            // What that leads to is met right below.
            let _ = files::make_dir(dir);
        }
        let opened = files::private().write(true).create(true).truncate(false).open(&self.path);
        self.file = opened.ok();
        // The place with the higher mark is kept.
        let found = std::fs::read(&self.path).map(|it| places(&it, &self.label, &self.keys)).unwrap_or_default();
        self.next = usize::from(found[0].map(|it| it.seq) > found[1].map(|it| it.seq));
    }

    /// Puts down how far entries are acknowledged. Not synced.
    pub(super) fn note(&mut self, head: Head) {
        let bytes = written(head, &self.label, &self.keys);
        let Some(file) = &mut self.file else { return };
        if put(file, PLACES[self.next], &bytes).is_ok() {
            self.next = 1 - self.next;
        } else {
            // Not tried again in the way of every act.
            self.file = None;
        }
    }

    /// Puts an end down although a later one may stand there.
    pub(super) fn accept(&mut self, head: Head) {
        self.look_again();
        PLACES.iter().for_each(|_| self.note(head));
    }
}

fn put(file: &mut File, at: usize, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at as u64))?;
    file.write_all(bytes)
}
