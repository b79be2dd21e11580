//! The sled database: the copy that finds an entry by its number, and the pages of the checkpoint.
//!
//! Two trees, each written in batches that are atomic within it. Sled may panic on damaged files, so every call is guarded: a panic of sled is
//! damage like any other. It knows no keys; all values come sealed.

use super::flush::Pulse;
use super::piece::{self, PieceKind};
use super::residue::{Record, Rest};
use super::{EntryStanding, Fault, Part, files, lock};
use crate::campus::Seq;
use sled::{Batch, IVec, Tree};
use std::fs::{self, File};
use std::io;
use std::ops::{Deref, RangeInclusive};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Longest value. Sled puts whole leaves of more than 128 KiB into files that never go away, and splits a leaf by the number of its values,
/// of which there may be 17; so it is the sum of so many that must stay below.
pub(super) const CHUNK: usize = 7_000;
/// What sled may keep in memory, in bytes. It uses about three times as much.
const CACHE: u64 = 8 << 20;
const MARK: [u8; 1] = [0];

/// The open database.
pub(super) struct Store {
    entries: Quiet<Tree>,
    pages: Quiet<Tree>,
    db: Quiet<sled::Db>,
    /// The file sled writes, opened once more so that it can be synced in earnest.
    log: File,
    pulse: Pulse,
    /// The tree of pages as it was read on opening.
    ahead: Option<Vec<(IVec, IVec)>>,
}

/// A handle of sled's, which panics when it is let go on a disk that fails. What it wanted to write then the mirror has.
struct Quiet<T>(Option<T>);

impl<T> Quiet<T> {
    fn new(handle: T) -> Self {
        Self(Some(handle))
    }
}

impl<T> Deref for Quiet<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(handle) => handle,
            None => unreachable!("it is taken out only when it is dropped"),
        }
    }
}

impl<T> Drop for Quiet<T> {
    fn drop(&mut self) {
        let handle = self.0.take();
        drop(catch_unwind(AssertUnwindSafe(|| drop(handle))));
    }
}

/// Values of one kind, each with the entry it belongs to.
type Values = Vec<(Seq, Box<[u8]>)>;

/// A value with its kind and the entry it belongs to.
pub(super) type Value = (PieceKind, Seq, Box<[u8]>);

/// Why the database did not open.
#[derive(Debug)]
pub(super) enum NotOpened {
    /// The system refused, or another program has it: leave it alone.
    Fault(Fault),
    /// It is damaged.
    Broken,
}

/// A sealed entry as it is put in.
pub(super) struct Sealed<'a> {
    pub seq: Seq,
    pub standing: EntryStanding,
    /// Empty only for a lost entry of which not even the header is left.
    pub header: &'a [u8],
    /// The body, or the residue.
    pub body: &'a [u8],
}

fn guarded<T>(part: Part, call: impl FnOnce() -> sled::Result<T>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(sled::Error::Io(error))) => Err(Fault::io(part)(error)),
        Ok(Err(_)) | Err(_) => Err(Fault::damaged(part, None)),
    }
}

fn header_key(seq: Seq) -> [u8; 9] {
    let mut key = [PieceKind::Header as u8; 9];
    key[1..].copy_from_slice(&seq.0.to_be_bytes());
    key
}

/// The key of a piece of a body or residue.
fn piece_key(kind: PieceKind, seq: Seq, piece: u16) -> [u8; 11] {
    let mut key = [kind as u8; 11];
    key[1..9].copy_from_slice(&seq.0.to_be_bytes());
    key[9..].copy_from_slice(&piece.to_be_bytes());
    key
}

/// The kind of piece that holds the rest of an entry.
fn kind_of(standing: EntryStanding) -> PieceKind {
    match standing {
        EntryStanding::Whole => PieceKind::Body,
        EntryStanding::Erased => PieceKind::Erased,
        EntryStanding::Lost => PieceKind::Lost,
    }
}

fn seq_of(key: &[u8]) -> Option<Seq> {
    key.get(1..)?.first_chunk().map(|it| Seq(u64::from_be_bytes(*it)))
}

/// A value cut into pieces that sled keeps well, with the number of each. Values are at most 64 MiB, so the numbers fit.
pub(super) fn chunks(value: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    value.chunks(CHUNK).enumerate().map(|(at, chunk)| (at as u16, chunk))
}

/// Opens the database in a directory, which is made if need be, and reads the pages. Run it on a thread of its own.
pub(super) fn open(dir: &Path) -> Result<Store, NotOpened> {
    let system = |error| NotOpened::Fault(Fault::io(Part::Store)(error));
    files::make_dir(dir).map_err(system)?;
    // A half-written snapshot keeps sled from ever opening again; it is only a cache.
    for file in fs::read_dir(dir).map_err(system)? {
        let path = file.map_err(system)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(&path).map_err(system)?;
        }
    }
    let begun = Instant::now();
    let db = loop {
        let config = sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None);
        match catch_unwind(AssertUnwindSafe(|| config.open())) {
            Ok(Ok(db)) => break db,
            // Sled says this in words only.
            Ok(Err(sled::Error::Io(error))) if error.to_string().contains("could not acquire lock") => {
                if begun.elapsed() > lock::PATIENCE {
                    return Err(NotOpened::Fault(Fault::Io { part: Part::Store, kind: io::ErrorKind::WouldBlock }));
                }
                std::thread::sleep(lock::PAUSE);
            }
            Ok(Err(sled::Error::Io(error))) if is_system(&error) => return Err(system(error)),
            Ok(Err(_)) | Err(_) => return Err(NotOpened::Broken),
        }
    };
    let tree = |name| guarded(Part::Store, || db.open_tree(name)).map_err(|_| NotOpened::Broken);
    let (entries, pages) = (tree("1")?, tree("2")?);
    let log = fs::OpenOptions::new().write(true).open(dir.join("db")).map_err(system)?;
    let (entries, pages, db) = (Quiet::new(entries), Quiet::new(pages), Quiet::new(db));
    let mut store = Store { entries, pages, db, log, pulse: Pulse::default(), ahead: None };
    // They will be wanted as soon as the passphrase is typed; if they cannot be read now, that is said then.
    store.ahead = store.pages().ok();
    Ok(store)
}

/// Whether an error comes from the system rather than from what stands in the files.
fn is_system(error: &io::Error) -> bool {
    use io::ErrorKind::{OutOfMemory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StorageFull};
    matches!(error.kind(), OutOfMemory | PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | ResourceBusy | StorageFull)
        || error.raw_os_error().is_some_and(|code| cfg!(unix) && matches!(code, 23 | 24))
}

impl Store {
    /// Puts entries in, with the mark that says how far they go: all or none.
    pub(super) fn put<'a>(&self, entries: impl IntoIterator<Item = Sealed<'a>>, mark: &[u8]) -> Result<(), Fault> {
        self.pulse.check()?;
        let mut batch = Batch::default();
        for Sealed { seq, standing, header, body } in entries {
            if !header.is_empty() {
                batch.insert(&header_key(seq), piece::wrap(PieceKind::Header, seq, 0, 1, header));
            }
            let (kind, pieces) = (kind_of(standing), body.len().div_ceil(CHUNK) as u16);
            chunks(body).for_each(|(at, chunk)| batch.insert(&piece_key(kind, seq, at), piece::wrap(kind, seq, at, pieces, chunk)));
        }
        batch.insert(&MARK, mark);
        let _turn = self.pulse.turn()?;
        guarded(Part::Store, || self.entries.apply_batch(batch))
    }

    /// The mark that says how far the entries go.
    pub(super) fn mark(&self) -> Result<Option<IVec>, Fault> {
        guarded(Part::Store, || self.entries.get(MARK))
    }

    /// A sealed header.
    pub(super) fn header(&self, seq: Seq) -> Result<Option<Box<[u8]>>, Fault> {
        let found = guarded(Part::Store, || self.entries.get(header_key(seq)))?;
        Ok(found.map(|it| piece::unwrap(&it).into()))
    }

    /// A sealed body of `length` bytes; `None` if it is not there as a whole.
    pub(super) fn body(&self, seq: Seq, length: u32) -> Result<Option<Box<[u8]>>, Fault> {
        let length = length as usize;
        let mut body = Vec::with_capacity(length.min(CHUNK));
        for chunk in 0..length.div_ceil(CHUNK) {
            let found = guarded(Part::Store, || self.entries.get(piece_key(PieceKind::Body, seq, chunk as u16)))?;
            let Some(piece) = found else { return Ok(None) };
            body.extend_from_slice(piece::unwrap(&piece));
        }
        Ok((body.len() == length).then(|| body.into()))
    }

    /// The residue that stands in place of a body, and what it says of the entry; only its seal tells whether it is whole.
    pub(super) fn residue(&self, seq: Seq) -> Result<Option<Rest>, Fault> {
        for standing in [EntryStanding::Erased, EntryStanding::Lost] {
            if let Some((_, residue)) = self.pieces(kind_of(standing), seq..=seq)?.pop() {
                return Ok(Some((standing, residue)));
            }
        }
        Ok(None)
    }

    /// The entries of which only a residue says that they are lost.
    pub(super) fn lost(&self) -> Result<Vec<Seq>, Fault> {
        Ok(self.pieces(PieceKind::Lost, Seq(0)..=Seq(u64::MAX))?.into_iter().map(|(seq, _)| seq).collect())
    }

    /// The sealed headers of a range, those that are there, in order.
    pub(super) fn headers(&self, range: RangeInclusive<Seq>) -> Result<Values, Fault> {
        let keys = header_key(*range.start())..=header_key(*range.end());
        let unwrapped = |(key, value): (IVec, IVec)| seq_of(&key).map(|seq| (seq, Box::from(piece::unwrap(&value))));
        let found: Vec<Option<_>> = guarded(Part::Store, || self.entries.range(keys).map(|it| it.map(unwrapped)).collect())?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The last entry of which there is a header.
    pub(super) fn last_header(&self) -> Option<Seq> {
        let keys = header_key(Seq(0))..=header_key(Seq(u64::MAX));
        let last = guarded(Part::Store, || self.entries.range(keys).next_back().transpose()).ok()??;
        seq_of(&last.0)
    }

    /// All that is there of the entries of a range, part by part.
    pub(super) fn parts(&self, range: RangeInclusive<Seq>) -> Result<Vec<Value>, Fault> {
        let headers = self.headers(range.clone())?.into_iter().map(|(seq, it)| (PieceKind::Header, seq, it));
        let mut parts: Vec<_> = headers.collect();
        for kind in [PieceKind::Body, PieceKind::Erased, PieceKind::Lost] {
            parts.extend(self.pieces(kind, range.clone())?.into_iter().map(|(seq, it)| (kind, seq, it)));
        }
        Ok(parts)
    }

    /// All that is there of the entries of a range, each in its place; whether one is whole only its seals tell.
    pub(super) fn records(&self, range: RangeInclusive<Seq>) -> Result<Vec<Option<Record>>, Fault> {
        let mut headers = self.headers(range.clone())?.into_iter().peekable();
        let mut bodies = self.pieces(PieceKind::Body, range.clone())?.into_iter().peekable();
        let mut erased = self.pieces(PieceKind::Erased, range.clone())?.into_iter().peekable();
        let mut lost = self.pieces(PieceKind::Lost, range.clone())?.into_iter().peekable();
        let record = |seq| {
            let header = headers.next_if(|(it, _)| *it == seq).map(|(_, it)| it);
            let body = bodies.next_if(|(it, _)| *it == seq).map(|(_, it)| (EntryStanding::Whole, it));
            let erased = erased.next_if(|(it, _)| *it == seq).map(|(_, it)| (EntryStanding::Erased, it));
            let lost = lost.next_if(|(it, _)| *it == seq).map(|(_, it)| (EntryStanding::Lost, it));
            let (standing, body) = body.or(erased).or(lost)?;
            let header = if standing == EntryStanding::Lost { header.unwrap_or_default() } else { header? };
            Some(Record { standing, header, body })
        };
        Ok((range.start().0..=range.end().0).map(Seq).map(record).collect())
    }

    /// The values of a kind that are cut into pieces, put together again.
    fn pieces(&self, kind: PieceKind, range: RangeInclusive<Seq>) -> Result<Values, Fault> {
        let keys = piece_key(kind, *range.start(), 0)..=piece_key(kind, *range.end(), u16::MAX);
        let list = || {
            let mut found: Vec<(Seq, Vec<u8>)> = Vec::new();
            for record in self.entries.range(keys) {
                let (key, value) = record?;
                let Some(seq) = seq_of(&key) else { continue };
                match found.last_mut() {
                    Some((last, body)) if *last == seq => body.extend_from_slice(piece::unwrap(&value)),
                    _ => found.push((seq, piece::unwrap(&value).to_vec())),
                }
            }
            Ok(found)
        };
        Ok(guarded(Part::Store, list)?.into_iter().map(|(seq, body)| (seq, body.into_boxed_slice())).collect())
    }

    /// Writes pages, and takes others out: all or none.
    pub(super) fn put_pages(&self, batch: Batch) -> Result<(), Fault> {
        let _turn = self.pulse.turn()?;
        guarded(Part::Pages, || self.pages.apply_batch(batch))
    }

    /// Everything in the tree of pages as it was on opening. Only the first call gives it.
    pub(super) fn pages_on_opening(&mut self) -> Option<Vec<(IVec, IVec)>> {
        self.ahead.take()
    }

    /// One record of the tree of pages.
    pub(super) fn page(&self, key: &[u8]) -> Result<Option<IVec>, Fault> {
        guarded(Part::Pages, || self.pages.get(key))
    }

    /// Everything in the tree of pages, in order.
    pub(super) fn pages(&self) -> Result<Vec<(IVec, IVec)>, Fault> {
        guarded(Part::Pages, || self.pages.iter().collect())
    }

    /// Gives all that was put in to the system, so that it survives the end of this program, however that comes.
    pub(super) fn flush(&self) -> Result<(), Fault> {
        let db = Quiet::new(self.db.clone());
        self.pulse.within_reason(move || guarded(Part::Store, || db.flush()).map(drop))
    }

    /// Makes all that was put in survive a power cut. Sled's own flush does not.
    pub(super) fn sync(&self) -> Result<(), Fault> {
        self.flush()?;
        self.log.sync_data().map_err(Fault::io(Part::Store))
    }
}

/// Where the database of a home is.
pub(super) fn dir(home: &Path) -> PathBuf {
    home.join("db")
}

#[cfg(test)]
impl Store {
    /// Takes a header out behind the logbook's back, or puts another in.
    pub(super) fn forge_header(&self, seq: Seq, header: Option<&[u8]>) {
        match header {
            Some(bytes) => self.entries.insert(header_key(seq), bytes).unwrap(),
            None => self.entries.remove(header_key(seq)).unwrap(),
        };
    }

    /// Puts another first piece of a body in.
    pub(super) fn forge_body(&self, seq: Seq, body: &[u8]) {
        self.entries.insert(piece_key(PieceKind::Body, seq, 0), body).unwrap();
    }

    /// Changes something in the tree of pages.
    pub(super) fn forge_page(&self, key: &[u8], value: Option<&[u8]>) {
        match value {
            Some(bytes) => self.pages.insert(key, bytes).unwrap(),
            None => self.pages.remove(key).unwrap(),
        };
    }
}
