//! The campus as it stood after an earlier entry (回看).
//!
//! Applying a long logbook from its start takes seconds, so whoever does it leaves a milestone every [`STRIDE`] entries: the pages that changed
//! since the one before, sealed, in a file of their own. A milestone together with those before it is the campus as of its entry; only what
//! stands behind it has to be applied. Nothing here is a promise: whatever does not open, or is of another past or another form, counts as not
//! there and is written anew on the way. An erasure destroys them all, for they hold what was erased.

use super::reader::{Reader, apply};
use super::seal::{Keys, Kind};
use super::{Fault, Hash, Part, envelope, files};
use crate::campus::{Campus, PAGES_VERSION, Page, PageId, Seq, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Entries between two milestones. Applying so many takes a few tenths of a second, and a college writes them in about ten weeks.
#[cfg(not(test))]
const STRIDE: u64 = 32_768;
#[cfg(test)]
const STRIDE: u64 = 64;
/// Entries read at once.
const BLOCK: u64 = 1024;
/// How many neighbours on each side say what the time was at an entry: a clock that was wrong for a moment does not lead astray.
const NEIGHBOURS: u64 = 4;

/// What stands at the head of a milestone's file.
#[derive(Serialize, Deserialize)]
enum StoredFront {
    V1(Front),
}

#[derive(Serialize, Deserialize)]
struct Front {
    pages_version: u32,
    seq: Seq,
    hash: Hash,
    pages: Vec<Kept>,
}

/// A page in a milestone: which one, and how long it is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    table: u8,
    index: u32,
    bytes: u32,
}

/// Where a page stands.
struct Spot {
    milestone: usize,
    at: u64,
    bytes: u32,
}

fn dir(home: &Path) -> PathBuf {
    home.join("past")
}

fn file(home: &Path, seq: Seq) -> PathBuf {
    dir(home).join(format!("{:012}", seq.0))
}

/// Destroys all milestones.
///
/// # Errors
/// Faults of the system.
pub(super) fn destroy(home: &Path) -> Result<(), Fault> {
    files::shred(&dir(home), Part::Pages)
}

/// What the seal of a page covers: which page it is, and of which milestone.
fn page_key(id: PageId, seq: Seq) -> Vec<u8> {
    [&[id.table][..], &id.index.to_be_bytes(), &seq.0.to_be_bytes()].concat()
}

fn front_key(seq: Seq) -> Vec<u8> {
    [&b"past"[..], &seq.0.to_be_bytes()].concat()
}

impl Reader {
    /// The campus as it stood after entry `seq`; after `Seq(0)` there was none. What was erased since is erased in it. `progress` is told entries
    /// applied and to be applied, and says whether to go on; `None` if not.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub fn campus_at(&self, seq: Seq, progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<Option<Campus>, Fault> {
        // One at a time: two would write the same files.
        let _turn = self.shared.looking_back.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let exchanged = self.shared.exchanged();
            let mut campus = self.milestone_before(seq).unwrap_or_default();
            let ControlFlow::Continue(()) = self.apply_until(&mut campus, seq, exchanged, progress)? else { return Ok(None) };
            // Something was erased meanwhile: what was applied before that still holds it.
            if self.shared.exchanged() == exchanged {
                return Ok(Some(campus));
            }
        }
    }

    fn apply_until(
        &self,
        campus: &mut Campus,
        seq: Seq,
        exchanged: u64,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Fault> {
        let (begin, last) = (campus.applied().0, seq.min(self.head().seq).0);
        // A milestone holds what changed since the last: once one could not be written, none can be written after it.
        let mut keeping = true;
        let mut next = begin + 1;
        while next <= last {
            let end = last.min(next + BLOCK - 1).min(next.next_multiple_of(STRIDE));
            let mut hash = [0; 32];
            for opened in self.contents(Seq(next)..=Seq(end)) {
                let (full, content) = opened?;
                hash = full.header.hash;
                apply(campus, full, content);
            }
            if end.is_multiple_of(STRIDE) {
                keeping = keeping && self.keep(campus, hash, exchanged).is_ok();
            }
            if progress(end - begin, last - begin).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            next = end + 1;
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Writes the milestone of a campus whose changed pages are those since the one before.
    fn keep(&self, campus: &mut Campus, hash: Hash, exchanged: u64) -> Result<(), Fault> {
        let (seq, keys, home) = (campus.applied(), &self.shared.keys, self.home());
        let too_large = |_| Fault::TooLarge { seq, bytes: envelope::RECORD_LIMIT };
        let (mut pages, mut sealed) = (Vec::new(), Vec::new());
        for (id, page) in campus.take_dirty() {
            let plain = envelope::encode(&page).map_err(too_large)?;
            let bytes = keys.seal(Kind::Page, &page_key(id, seq), &plain)?;
            pages.push(Kept { table: id.table, index: id.index, bytes: bytes.len() as u32 });
            sealed.extend_from_slice(&bytes);
        }
        let front = StoredFront::V1(Front { pages_version: PAGES_VERSION, seq, hash, pages });
        let front = keys.seal(Kind::Manifest, &front_key(seq), &envelope::encode(&front).map_err(too_large)?)?;
        let bytes = [&(front.len() as u32).to_le_bytes()[..], &front, &sealed].concat();
        // While the copies are held nothing is erased, so this is written before an erasure destroys what is here, or not at all.
        let _copies = self.shared.copies();
        if self.shared.exchanged() != exchanged {
            return Err(Fault::damaged(Part::Pages, seq));
        }
        files::make_dir(&dir(home)).map_err(Fault::io(Part::Pages))?;
        files::replace(&file(home, seq), &bytes, Part::Pages)
    }

    /// The campus of the last milestone at or before `seq`, as far as they stand in a row from the first on.
    fn milestone_before(&self, seq: Seq) -> Option<Campus> {
        let (keys, home) = (&self.shared.keys, self.home());
        let (mut fronts, mut newest) = (Vec::new(), BTreeMap::new());
        for at in (STRIDE..=seq.min(self.head().seq).0).step_by(STRIDE as usize).map(Seq) {
            let Some((front, begin)) = read_front(keys, &file(home, at), at) else { break };
            if self.header(at).ok().flatten().is_none_or(|it| it.hash != front.hash) {
                break;
            }
            let mut place = begin;
            for Kept { table, index, bytes } in &front.pages {
                let spot = Spot { milestone: fronts.len(), at: place, bytes: *bytes };
                newest.insert(PageId { table: *table, index: *index }, spot);
                place += u64::from(*bytes);
            }
            fronts.push(front.seq);
        }
        let applied = *fronts.last()?;
        let mut spots: Vec<(PageId, Spot)> = newest.into_iter().collect();
        spots.sort_by_key(|(_, it)| (it.milestone, it.at));
        let mut sealed = Vec::with_capacity(spots.len());
        for of_one in spots.chunk_by(|(_, a), (_, b)| a.milestone == b.milestone) {
            let seq = fronts[of_one[0].1.milestone];
            let mut reader = BufReader::new(File::open(file(home, seq)).ok()?);
            for (id, spot) in of_one {
                let here = reader.stream_position().ok()?;
                reader.seek_relative(i64::try_from(spot.at).ok()? - i64::try_from(here).ok()?).ok()?;
                let mut bytes = vec![0; spot.bytes as usize];
                reader.read_exact(&mut bytes).ok()?;
                sealed.push((*id, seq, bytes));
            }
        }
        // Opening seals and reading rows is most of the work, so all cores share it.
        let hands = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let share = sealed.len().div_ceil(hands).max(1);
        let opened: Option<Vec<Vec<(PageId, Page)>>> = std::thread::scope(|scope| {
            let shares: Vec<_> = sealed.chunks(share).map(|part| scope.spawn(move || open_pages(keys, part))).collect();
            shares.into_iter().map(|it| it.join().ok().flatten()).collect()
        });
        let mut pages: Vec<(PageId, Page)> = opened?.into_iter().flatten().collect();
        pages.sort_by_key(|(id, _)| *id);
        Campus::from_pages(applied, pages).ok()
    }

    /// The last entry written until `at`. The clock of an entry is held against its neighbours: one that was wrong for a moment stands where it
    /// was written. `Seq(0)` if nothing was written by then.
    ///
    /// # Errors
    /// As [`Reader::header`].
    pub fn last_until(&self, at: Stamp) -> Result<Seq, Fault> {
        let (mut before, mut after) = (0, self.head().seq.0 + 1);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if self.clock_at(middle)? <= at { before = middle } else { after = middle }
        }
        Ok(Seq(before))
    }

    /// What the clock showed at an entry: the middle one of its own time and its neighbours'. As long as no clock was wrong that is its own.
    fn clock_at(&self, seq: u64) -> Result<Stamp, Fault> {
        let around = NEIGHBOURS.min(seq - 1).min(self.head().seq.0 - seq);
        let mut times: Vec<Stamp> = self.headers(Seq(seq - around), 2 * around as usize + 1)?.iter().map(|it| it.at).collect();
        let half = times.len() / 2;
        Ok(*times.select_nth_unstable(half).1)
    }
}

/// The head of a milestone's file and where its pages begin; `None` if it is not there or not what it should be.
fn read_front(keys: &Keys, path: &Path, seq: Seq) -> Option<(Front, u64)> {
    let mut file = File::open(path).ok()?;
    let mut length = [0; 4];
    file.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let whole = file.metadata().ok()?.len();
    if length > whole {
        return None;
    }
    file.seek(SeekFrom::Start(4)).ok()?;
    let mut sealed = vec![0; length as usize];
    file.read_exact(&mut sealed).ok()?;
    let plain = keys.open(Kind::Manifest, &front_key(seq), &sealed).ok()?;
    let StoredFront::V1(front) = envelope::decode(&plain)?;
    let pages: u64 = front.pages.iter().map(|it| u64::from(it.bytes)).sum();
    (front.pages_version == PAGES_VERSION && front.seq == seq && 4 + length + pages == whole).then_some((front, 4 + length))
}

fn open_pages(keys: &Keys, sealed: &[(PageId, Seq, Vec<u8>)]) -> Option<Vec<(PageId, Page)>> {
    let open = |(id, seq, bytes): &(PageId, Seq, Vec<u8>)| {
        let plain = keys.open(Kind::Page, &page_key(*id, *seq), bytes).ok()?;
        Some((*id, envelope::decode(&plain)?))
    };
    sealed.iter().map(open).collect()
}
