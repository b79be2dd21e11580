//! A backup (备份): the whole logbook in one sealed file.
//!
//! It begins in clear with `magic 8 ‖ version 4 ‖ id 16 ‖ keyring length 4 ‖ keyring ‖ checksum 16`, numbers little-endian; the keyring stands as in the
//! home, with wrapped keys only. Then come the frames of all entries, cut into chunks of 64 KiB and sealed one by one; the last chunk holds
//! nothing but the trailer, `magic 8 ‖ entries 8 ‖ head 32 ‖ BLAKE3 of the frames 32`. What a chunk's seal covers names the backup, the chunk's number
//! and whether it is the last, so a chunk that is missing, moved or of another backup does not open. The file shows its size and no more.

use super::frame::{Frame, Parsed, frame_length, parse};
use super::keyring::Keyring;
use super::reader::Reader;
use super::residue::{Content, Record};
use super::seal::{Keys, Kind, OVERHEAD, Unsealed};
use super::{Fault, Hash, Head, Part, envelope, files};
use crate::campus::{Act, Campus, CustodyAct, Entry, Seq};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

const MAGIC: &[u8; 8] = b"yedengBK";
const TRAILER_MAGIC: &[u8; 8] = b"yedengBT";
const VERSION: u32 = 1;
const FRONT: usize = 32;
const SUM: usize = 16;
const CHUNK: usize = 64 << 10;
const TRAILER: usize = 80;
/// A keyring is some hundred bytes for each user.
const KEYRING_LIMIT: u32 = 1 << 20;
/// Entries read at once.
const BLOCK: u64 = 256;

/// A backup's own number.
pub type BackupId = [u8; 16];

/// How far a backup has come: entries done and to do. It is given up where the answer is to break.
pub type BackupProgress<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// A backup was written, read back and found whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BackupReport {
    /// Its number.
    pub id: BackupId,
    /// Where the logbook in it ends.
    pub head: Head,
    /// Length of the file.
    pub bytes: u64,
    /// How long it took.
    pub seconds: f64,
}

/// What a rehearsal of restoring found.
#[derive(Debug)]
pub struct BackupCheck {
    /// The backup's number.
    pub id: BackupId,
    /// How far its entries are whole.
    pub head: Head,
    /// The campus they lead to.
    pub campus: Campus,
    /// What is wrong behind that place; `None` if all is well.
    pub wrong: Option<Fault>,
}

/// What stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Trailer {
    head: Head,
    sum: Hash,
}

impl Trailer {
    fn bytes(&self) -> [u8; TRAILER] {
        let mut out = [0; TRAILER];
        out[..8].copy_from_slice(TRAILER_MAGIC);
        out[8..16].copy_from_slice(&self.head.seq.0.to_le_bytes());
        out[16..48].copy_from_slice(&self.head.hash);
        out[48..].copy_from_slice(&self.sum);
        out
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (magic, rest) = bytes.split_first_chunk::<8>()?;
        let (seq, rest) = rest.split_first_chunk::<8>()?;
        let (hash, rest) = rest.split_first_chunk::<32>()?;
        let sum = <Hash>::try_from(rest).ok()?;
        (magic == TRAILER_MAGIC).then_some(Self { head: Head { seq: Seq(u64::from_le_bytes(*seq)), hash: *hash }, sum })
    }
}

fn io(error: std::io::Error) -> Fault {
    Fault::io(Part::Backup)(error)
}

fn damaged(seq: impl Into<Option<Seq>>) -> Fault {
    Fault::damaged(Part::Backup, seq)
}

/// What the seal of a chunk covers.
fn place(id: &BackupId, number: u64, last: bool) -> [u8; 25] {
    let mut out = [u8::from(last); 25];
    out[..16].copy_from_slice(id);
    out[16..24].copy_from_slice(&number.to_be_bytes());
    out
}

fn checksum(front: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    blake3::Hasher::new().update(front).finalize_xof().fill(&mut sum);
    sum
}

/// The file a backup is written to before it takes its name.
pub fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    file.with_file_name(name)
}

/// Cuts what is written into chunks and seals them.
struct Chunks<'a> {
    file: File,
    keys: &'a Keys,
    id: BackupId,
    number: u64,
    waiting: Vec<u8>,
    sum: blake3::Hasher,
}

impl Chunks<'_> {
    fn write(&mut self, frames: &[u8]) -> Result<(), Fault> {
        self.sum.update(frames);
        self.waiting.extend_from_slice(frames);
        let mut at = 0;
        while self.waiting.len() - at >= CHUNK {
            let chunk = self.keys.seal(Kind::Backup, &place(&self.id, self.number, false), &self.waiting[at..at + CHUNK])?;
            self.file.write_all(&chunk).map_err(io)?;
            self.number += 1;
            at += CHUNK;
        }
        self.waiting.drain(..at);
        Ok(())
    }

    fn finish(mut self, head: Head) -> Result<(), Fault> {
        if !self.waiting.is_empty() {
            let chunk = self.keys.seal(Kind::Backup, &place(&self.id, self.number, false), &self.waiting)?;
            self.file.write_all(&chunk).map_err(io)?;
            self.number += 1;
        }
        let trailer = Trailer { head, sum: self.sum.finalize().into() };
        let chunk = self.keys.seal(Kind::Backup, &place(&self.id, self.number, true), &trailer.bytes())?;
        self.file.write_all(&chunk).and_then(|()| self.file.sync_all()).map_err(io)
    }
}

impl Reader {
    /// Writes everything up to the present head into one sealed file, reads it back, and only then gives it its name. Others may write meanwhile.
    /// A backup of this same logbook is replaced; any other file is left alone.
    ///
    /// # Errors
    /// [`Fault::InTheWay`]; [`Fault::Damaged`] naming the entry that neither copy has; [`Fault::Full`] and others of the system, after which no
    /// part of the new file is left; an interruption if `progress` broke it off.
    pub fn backup(&self, file: &Path, progress: BackupProgress<'_>) -> Result<BackupReport, Fault> {
        let begun = Instant::now();
        if file.exists() && !self.is_ours(file) {
            return Err(Fault::InTheWay);
        }
        let new = unfinished(file);
        let written = self.write_backup(&new, progress).and_then(|(id, head)| {
            fs::rename(&new, file).map_err(io)?;
            let dir = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
            files::sync_dir(dir).map_err(io)?;
            let bytes = fs::metadata(file).map_err(io)?.len();
            Ok(BackupReport { id, head, bytes, seconds: begun.elapsed().as_secs_f64() })
        });
        if written.is_err() {
            // What is left of it is of no use to anybody; if it cannot be taken away, the next try writes over it.
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// Whether a file is a backup of this logbook and of this past: one of the home it was restored from, or of a copy of it, is not.
    pub fn is_ours(&self, file: &Path) -> bool {
        let trailer = Backup::open(file).and_then(|mut it| it.trailer(&self.shared.keys));
        trailer.is_ok_and(|it| match it.head.seq {
            Seq(0) => true,
            seq => self.header(seq).is_ok_and(|own| own.is_some_and(|own| own.hash == it.head.hash)),
        })
    }

    fn write_backup(&self, new: &Path, progress: BackupProgress<'_>) -> Result<(BackupId, Head), Fault> {
        let (keys, head) = (&self.shared.keys, self.head());
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|_| Fault::NoRandomness)?;
        let keyring = Keyring::newest(self.home())?;
        let mut file = files::private().write(true).create(true).truncate(true).open(new).map_err(io)?;
        let front = front(&id, &keyring);
        file.write_all(&front).map_err(io)?;
        let mut chunks = Chunks { file, keys, id, number: 0, waiting: Vec::new(), sum: blake3::Hasher::new() };
        let (mut next, mut at) = (Seq(1), Head::default());
        while next <= head.seq {
            let last = Seq(next.0 + BLOCK - 1).min(head.seq);
            for (seq, record) in (next.0..).map(Seq).zip(self.records(next..=last)) {
                let record = record?;
                let full = record.open_header(keys, seq)?;
                if full.header.prev != at.hash {
                    return Err(Fault::damaged(Part::Store, seq));
                }
                at = Head { seq, hash: full.header.hash };
                let Record { standing, header, body } = &record;
                let mut frame = Vec::new();
                Frame { seq: seq.0, first: true, last: true, standing: *standing, header, body }.write(&mut frame);
                chunks.write(&frame)?;
            }
            next = last.next();
            // Half of the way: the other half is reading it back.
            if progress(last.0 / 2, head.seq.0).is_break() {
                return Err(io(std::io::ErrorKind::Interrupted.into()));
            }
        }
        chunks.finish(head)?;
        let half = head.seq.0 / 2;
        let mut last = Head::default();
        Backup::open(new)?.read(keys, &mut |seq, record| {
            let (full, _) = record.open(keys, seq).map_err(|_| damaged(seq))?;
            last = Head { seq, hash: full.header.hash };
            let goes_on = !seq.0.is_multiple_of(BLOCK) || progress(half + seq.0 / 2, head.seq.0).is_continue();
            if goes_on { Ok(()) } else { Err(io(std::io::ErrorKind::Interrupted.into())) }
        })?;
        let _ = progress(head.seq.0, head.seq.0);
        if last == head { Ok((id, head)) } else { Err(damaged(last.seq.next())) }
    }
}

fn front(id: &BackupId, keyring: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(FRONT + keyring.len() + SUM);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(id);
    out.extend_from_slice(&(keyring.len() as u32).to_le_bytes());
    out.extend_from_slice(keyring);
    let sum = checksum(&out);
    out.extend_from_slice(&sum);
    out
}

/// What opens a backup.
pub struct BackupKeys(pub(super) Keys);

/// A backup's file, open for reading.
pub struct Backup {
    file: File,
    id: BackupId,
    keyring: Vec<u8>,
    ring: Keyring,
    /// Bytes of all sealed chunks but the last.
    sealed: u64,
}

impl Backup {
    /// Opens a file and reads what stands in clear.
    ///
    /// # Errors
    /// [`Fault::NotABackup`], [`Fault::NewerVersion`], [`Fault::Damaged`]; faults of the system.
    pub fn open(file: &Path) -> Result<Self, Fault> {
        let mut file = File::open(file).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let mut front = Vec::with_capacity(FRONT);
        Read::by_ref(&mut file).take(FRONT as u64).read_to_end(&mut front).map_err(io)?;
        if !front.starts_with(MAGIC) {
            return Err(Fault::NotABackup);
        }
        let number = |at: usize| front.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it));
        let version = number(8).ok_or_else(|| damaged(None))?;
        if version > VERSION {
            return Err(Fault::NewerVersion { found: version, ours: VERSION });
        }
        let id = *front.get(12..).and_then(<[u8]>::first_chunk).ok_or_else(|| damaged(None))?;
        let ring_length = number(28).filter(|it| *it <= KEYRING_LIMIT).ok_or_else(|| damaged(None))?;
        let mut rest = Vec::new();
        Read::by_ref(&mut file).take(u64::from(ring_length) + SUM as u64).read_to_end(&mut rest).map_err(io)?;
        let (keyring, sum) = rest.split_at_checked(ring_length as usize).ok_or_else(|| damaged(None))?;
        front.extend_from_slice(keyring);
        let begin = (front.len() + SUM) as u64;
        let sealed = length.checked_sub(begin + (TRAILER + OVERHEAD) as u64);
        match sealed {
            Some(sealed) if checksum(&front) == *sum => {
                let ring = Keyring::parse(keyring)?;
                Ok(Self { file, id, keyring: keyring.to_vec(), ring, sealed })
            }
            _ => Err(damaged(None)),
        }
    }

    /// The backup's number.
    pub fn id(&self) -> BackupId {
        self.id
    }

    /// The keyring in it, as it stood in the home.
    pub(super) fn keyring(&self) -> &[u8] {
        &self.keyring
    }

    fn chunk(&mut self, keys: &Keys, number: u64, last: bool, length: u64) -> Result<Vec<u8>, Fault> {
        let mut sealed = Vec::with_capacity(length as usize);
        Read::by_ref(&mut self.file).take(length).read_to_end(&mut sealed).map_err(io)?;
        let opened = keys.open(Kind::Backup, &place(&self.id, number, last), &sealed);
        opened.map_err(|it: Unsealed| it.fault(Part::Backup, None))
    }

    /// How many chunks there are before the last, and where the first begins.
    fn layout(&self) -> (u64, u64) {
        (self.sealed.div_ceil((CHUNK + OVERHEAD) as u64), (FRONT + self.keyring.len() + SUM) as u64)
    }

    fn trailer(&mut self, keys: &Keys) -> Result<Trailer, Fault> {
        let (chunks, begin) = self.layout();
        self.file.seek(SeekFrom::Start(begin + self.sealed)).map_err(io)?;
        let bytes = self.chunk(keys, chunks, true, (TRAILER + OVERHEAD) as u64)?;
        Trailer::parse(&bytes).ok_or_else(|| damaged(None))
    }

    /// Reads all entries in order. That nothing was left out, added or moved is known only when it has come back.
    pub(super) fn read(&mut self, keys: &Keys, each: &mut dyn FnMut(Seq, Record) -> Result<(), Fault>) -> Result<Head, Fault> {
        let trailer = self.trailer(keys)?;
        let (chunks, begin) = self.layout();
        self.file.seek(SeekFrom::Start(begin)).map_err(io)?;
        let (mut left, mut sum, mut next) = (self.sealed, blake3::Hasher::new(), Seq(1));
        let mut waiting = Vec::new();
        for number in 0..chunks {
            let length = left.min((CHUNK + OVERHEAD) as u64);
            left -= length;
            let plain = self.chunk(keys, number, false, length).map_err(|it| at(it, next))?;
            sum.update(&plain);
            waiting.extend_from_slice(&plain);
            let mut done = 0;
            while let Some(length) = frame_length(&waiting[done..]) {
                if length > LONGEST {
                    return Err(damaged(next));
                }
                let Some(bytes) = waiting.get(done..done + length) else { break };
                match parse(bytes) {
                    Parsed::Frame(frame, _) if frame.seq == next.0 => each(next, Record::of(&frame))?,
                    Parsed::Newer => return Err(Unsealed::Newer(u8::MAX).fault(Part::Backup, next)),
                    _ => return Err(damaged(next)),
                }
                done += length;
                next = next.next();
            }
            waiting.drain(..done);
        }
        let whole = waiting.is_empty() && next == trailer.head.seq.next() && trailer.sum == *sum.finalize().as_bytes();
        if whole { Ok(trailer.head) } else { Err(damaged(next)) }
    }

    /// The data keys, by a login and passphrase of the time when the backup was made.
    ///
    /// # Errors
    /// [`Fault::WrongPassphrase`], [`Fault::KeyDerivation`]; [`Fault::Damaged`] if the keyring in it was tampered with.
    pub fn unlock(&self, login: &str, passphrase: &str) -> Result<BackupKeys, Fault> {
        Ok(BackupKeys(Keys::derive(&self.ring.unlock(login, passphrase)?.keys)))
    }

    /// Rehearses restoring without writing anything: every seal is opened, the chain followed, the campus built. `progress` is told entries done
    /// and to do.
    ///
    /// # Errors
    /// Faults of the system; what is wrong with the backup stands in the answer.
    pub fn check(mut self, keys: &BackupKeys, progress: &mut dyn FnMut(u64, u64)) -> Result<BackupCheck, Fault> {
        let BackupKeys(keys) = keys;
        let mut check = BackupCheck { id: self.id, head: Head::default(), campus: Campus::default(), wrong: None };
        let all = match self.trailer(keys) {
            Ok(trailer) => trailer.head.seq.0,
            Err(fault) => return found(check, fault),
        };
        // Bodies that are gone have to be named by a later entry that says so.
        let mut unsaid = BTreeSet::new();
        let read = self.read(keys, &mut |seq, record| {
            let entry = check.follow(keys, seq, &record)?;
            if let Some(Entry { act: Act::Custody(CustodyAct::Erased { entries, .. }), .. }) = &entry {
                unsaid.retain(|it| !entries.contains(it));
            }
            if record.standing == super::EntryStanding::Erased {
                unsaid.insert(seq);
            }
            if seq.0.is_multiple_of(4096) {
                progress(seq.0, all);
            }
            Ok(())
        });
        match read {
            Ok(head) if head == check.head => check.wrong = unsaid.first().map(|seq| damaged(*seq)),
            Ok(head) => check.wrong = Some(damaged(head.seq)),
            Err(fault) => return found(check, fault),
        }
        progress(all, all);
        Ok(check)
    }
}

/// The longest frame: header and body of the longest record, sealed.
const LONGEST: usize = 2 * (envelope::RECORD_LIMIT as usize + 4096);

/// Says at which entry the damage is.
fn at(fault: Fault, seq: Seq) -> Fault {
    if matches!(fault, Fault::Damaged { .. }) { damaged(seq) } else { fault }
}

/// Damage is an answer; a fault of the system is none.
fn found(check: BackupCheck, fault: Fault) -> Result<BackupCheck, Fault> {
    match fault {
        Fault::Damaged { .. } | Fault::NewerVersion { .. } => Ok(BackupCheck { wrong: Some(fault), ..check }),
        other => Err(other),
    }
}

impl BackupCheck {
    /// Opens the next entry, follows the chain and applies it; `None` for a lost one.
    fn follow(&mut self, keys: &Keys, seq: Seq, record: &Record) -> Result<Option<Entry>, Fault> {
        let (full, content) = record.open(keys, seq).map_err(|it| at(it, seq))?;
        if full.header.prev != self.head.hash {
            return Err(damaged(seq));
        }
        self.head = Head { seq, hash: full.header.hash };
        let super::Header { at, by, seat, .. } = full.header;
        let entry = Content::act(content).map(|act| Entry { seq, at, by, seat, act });
        if let Some(entry) = &entry {
            self.campus.apply(entry);
        }
        Ok(entry)
    }
}
