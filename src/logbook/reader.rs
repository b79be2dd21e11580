//! Reading entries, from any thread. What the database does not give is looked up in the mirror; what neither gives is damage, named.

use super::envelope::{self, FullHeader};
use super::lock::HomeLock;
use super::residue::{Content, KIND_UNKNOWN, Record, open_content, open_front};
use super::seal::{self, Keys, Kind, Unsealed};
use super::store::Store;
use super::{EntryStanding, Fault, Hash, Head, Header, Part, mirror};
use crate::campus::{Act, Campus, Entry, Seq};
use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// How many entries are fetched at once when many are read.
const BLOCK: u64 = 1024;

/// What the writer and all readers have in common.
pub(super) struct Shared {
    /// `None` only while the copies are exchanged for new ones, or if that failed: everything is then read from the mirror.
    store: RwLock<Option<Store>>,
    pub keys: Arc<Keys>,
    pub mirror_dir: PathBuf,
    head: Mutex<Head>,
    /// Which copy a reader had to do without: a bit for each.
    troubled: AtomicU8,
    /// How often the copies were exchanged for others.
    exchanged: AtomicU64,
    /// Held by whoever builds the campus of an earlier day.
    pub(super) looking_back: Mutex<()>,
    /// Last, so that nobody gets in before the database is closed.
    _lock: HomeLock,
}

const STORE_TROUBLED: u8 = 1;
const MIRROR_TROUBLED: u8 = 2;

/// Both copies, which stay as they are as long as this is held. A thread asks for it once at a time: a second time it may wait for a writer who
/// waits for the first.
pub(super) struct Copies<'a>(RwLockReadGuard<'a, Option<Store>>);

impl Copies<'_> {
    /// The database, if there is one.
    pub(super) fn store(&self) -> Result<&Store, Fault> {
        self.0.as_ref().ok_or(Fault::damaged(Part::Store, None))
    }
}

impl Shared {
    pub(super) fn new(store: Store, keys: Arc<Keys>, mirror_dir: PathBuf, head: Head, lock: HomeLock) -> Self {
        Self {
            store: RwLock::new(Some(store)),
            keys,
            mirror_dir,
            head: Mutex::new(head),
            troubled: AtomicU8::new(0),
            exchanged: AtomicU64::new(0),
            looking_back: Mutex::default(),
            _lock: lock,
        }
    }

    pub(super) fn copies(&self) -> Copies<'_> {
        // Nothing panics while the guard is held for writing but what a panic of sled would leave anyway: no database.
        Copies(self.store.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps all readers out, so that the copies can be exchanged.
    pub(super) fn exchange(&self) -> RwLockWriteGuard<'_, Option<Store>> {
        let store = self.store.write().unwrap_or_else(PoisonError::into_inner);
        self.exchanged.fetch_add(1, Ordering::Relaxed);
        store
    }

    /// How often that was done. Who holds the copies knows that they are those of this number.
    pub(super) fn exchanged(&self) -> u64 {
        self.exchanged.load(Ordering::Relaxed)
    }

    pub(super) fn head(&self) -> Head {
        // A head is copied in and out as a whole, so one left by a panicking thread is still right.
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_head(&self, head: Head) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
    }

    pub(super) fn set_troubled(&self, part: Part) {
        let bit = if part == Part::Mirror { MIRROR_TROUBLED } else { STORE_TROUBLED };
        self.troubled.fetch_or(bit, Ordering::Relaxed);
    }

    pub(super) fn clear_troubled(&self) {
        self.troubled.store(0, Ordering::Relaxed);
    }
}

/// Reads entries from any thread. As long as one lives, the home stays open.
#[derive(Clone)]
pub struct Reader {
    pub(super) shared: Arc<Shared>,
}

/// Opens a sealed header.
pub(super) fn open_header(keys: &Keys, seq: Seq, sealed: &[u8]) -> Result<FullHeader, Fault> {
    let plain = keys.open(Kind::Header, &seq.0.to_be_bytes(), sealed).map_err(|it| it.fault(Part::Store, seq))?;
    let bytes = envelope::unpad(&plain).ok_or(Fault::damaged(Part::Store, seq))?;
    let mut full = envelope::decode_header(bytes, [0; 32]).map_err(|it| at(it, seq))?;
    full.header.hash = keys.chain(&full.header.prev, seq.0, sealed);
    full.epoch = seal::epoch_of(sealed);
    if full.header.seq == seq { Ok(full) } else { Err(Fault::damaged(Part::Store, seq)) }
}

/// Opens a sealed body and makes the entry of it.
pub(super) fn open_entry(keys: &Keys, full: &FullHeader, sealed: &[u8]) -> Result<Entry, Fault> {
    let Header { seq, at: time, by, seat, digest, .. } = full.header;
    let (act, found) = open_body(keys, seq, sealed, full.vocabulary)?;
    if found == digest { Ok(Entry { seq, at: time, by, seat, act }) } else { Err(Fault::damaged(Part::Store, seq)) }
}

/// Opens a sealed body by itself: the act, and the digest that its header has to name.
pub(super) fn open_body(keys: &Keys, seq: Seq, sealed: &[u8], vocabulary: u16) -> Result<(Act, Hash), Fault> {
    let plain = keys.open(Kind::Body, &seq.0.to_be_bytes(), sealed).map_err(|it: Unsealed| it.fault(Part::Store, seq))?;
    let act = envelope::unpad(&plain).ok_or(Fault::damaged(Part::Store, seq)).and_then(envelope::decode_act);
    match act {
        Ok(act) => Ok((act, keys.digest(&plain))),
        Err(Fault::Damaged { .. }) if vocabulary > envelope::VOCABULARY => {
            Err(Fault::NewerVersion { found: vocabulary.into(), ours: envelope::VOCABULARY.into() })
        }
        Err(fault) => Err(at(fault, seq)),
    }
}

/// Says at which entry the damage is.
fn at(fault: Fault, seq: Seq) -> Fault {
    match fault {
        Fault::Damaged { part, .. } => Fault::damaged(part, seq),
        other => other,
    }
}

impl Reader {
    /// Where the logbook ends.
    pub fn head(&self) -> Head {
        self.shared.head()
    }

    /// The copy that could not be read where the other could, if that has happened since the home was opened or healed.
    pub fn troubled(&self) -> Option<Part> {
        match self.shared.troubled.load(Ordering::Relaxed) {
            0 => None,
            bits if bits & STORE_TROUBLED != 0 => Some(Part::Store),
            _ => Some(Part::Mirror),
        }
    }

    /// One entry; `None` past the end. Of an erased entry, what is left of it: [`Reader::standing`] tells.
    ///
    /// # Errors
    /// [`Fault::Damaged`] naming the entry, if neither copy gives it; [`Fault::Lost`]; [`Fault::NewerVersion`].
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Fault> {
        let Some((full, content)) = self.content(seq)? else { return Ok(None) };
        let Header { at, by, seat, .. } = full.header;
        let act = content.act().ok_or(Fault::Lost { seq })?;
        Ok(Some(Entry { seq, at, by, seat, act }))
    }

    /// What of an entry is still there; `None` past the end.
    ///
    /// # Errors
    /// As [`Reader::entry`], but for [`Fault::Lost`].
    pub fn standing(&self, seq: Seq) -> Result<Option<EntryStanding>, Fault> {
        Ok(self.content(seq)?.map(|(_, content)| content.standing()))
    }

    /// Header and content; `None` past the end.
    pub(super) fn content(&self, seq: Seq) -> Result<Option<(FullHeader, Content)>, Fault> {
        if !self.holds(seq) {
            return Ok(None);
        }
        let copies = self.shared.copies();
        let from_store = || {
            let store = copies.store()?;
            let header = store.header(seq)?.unwrap_or_default();
            if !header.is_empty() {
                let full = open_header(&self.shared.keys, seq, &header)?;
                if let Some(body) = store.body(seq, full.body)? {
                    let content = open_content(&self.shared.keys, &full, EntryStanding::Whole, &body)?;
                    return Ok((full, content));
                }
            }
            let (standing, body) = store.residue(seq)?.ok_or(Fault::damaged(Part::Store, seq))?;
            Record { standing, header, body }.open(&self.shared.keys, seq)
        };
        from_store().or_else(|fault| self.of_mirror(&copies, seq, fault)).map(Some)
    }

    /// One header; `None` past the end.
    ///
    /// # Errors
    /// As [`Reader::standing`].
    pub fn header(&self, seq: Seq) -> Result<Option<Header>, Fault> {
        if !self.holds(seq) {
            return Ok(None);
        }
        self.header_in(&self.shared.copies(), seq, None).map(Some)
    }

    /// A header, of which the database may have given the sealed bytes already.
    fn header_in(&self, copies: &Copies<'_>, seq: Seq, given: Option<Box<[u8]>>) -> Result<Header, Fault> {
        let keys = &self.shared.keys;
        let from_store = || {
            let store = copies.store()?;
            if let Some(header) = given.map_or_else(|| store.header(seq), |it| Ok(Some(it)))? {
                return open_header(keys, seq, &header);
            }
            let (standing, body) = store.residue(seq)?.ok_or(Fault::damaged(Part::Store, seq))?;
            open_front(keys, seq, standing, &[], &body)
        };
        from_store().or_else(|fault| self.of_mirror(copies, seq, fault).map(|(full, _)| full)).map(|it| it.header)
    }

    /// Headers from `from` on, at most `limit`.
    ///
    /// # Errors
    /// As [`Reader::standing`].
    pub fn headers(&self, from: Seq, limit: usize) -> Result<Vec<Header>, Fault> {
        let first = from.0.max(1);
        let last = first.saturating_add(limit as u64).saturating_sub(1).min(self.head().seq.0);
        if last < first {
            return Ok(Vec::new());
        }
        let copies = self.shared.copies();
        let listed = copies.store().and_then(|store| store.headers(Seq(first)..=Seq(last)));
        let mut listed = listed.unwrap_or_default().into_iter().peekable();
        let open = |seq| self.header_in(&copies, seq, listed.next_if(|(it, _)| *it == seq).map(|(_, sealed)| sealed));
        (first..=last).map(Seq).map(open).collect()
    }

    /// Entries in order, those past the end left out. An entry that cannot be read is an error in its place.
    pub fn entries(&self, range: RangeInclusive<Seq>) -> Entries {
        let last = (*range.end()).min(self.head().seq);
        Entries { reader: self.clone(), next: (*range.start()).max(Seq(1)), last, fetched: VecDeque::new() }
    }

    fn holds(&self, seq: Seq) -> bool {
        (1..=self.head().seq.0).contains(&seq.0)
    }

    /// An entry from the mirror; `fault` is what the database said, and stands if the mirror has no more. Where the mirror has it, the database is
    /// known to be troubled.
    fn of_mirror(&self, _: &Copies<'_>, seq: Seq, fault: Fault) -> Result<(FullHeader, Content), Fault> {
        if matches!(fault, Fault::NewerVersion { .. }) {
            return Err(fault);
        }
        let found = mirror::find(&self.shared.mirror_dir, seq).ok().flatten();
        let opened = found.ok_or(Fault::damaged(Part::Store, seq))?.open(&self.shared.keys, seq)?;
        self.shared.set_troubled(Part::Store);
        Ok(opened)
    }

    /// Header and content of the entries of a range, fetched in blocks. What cannot be read is an error in its place.
    pub(super) fn contents(&self, range: RangeInclusive<Seq>) -> VecDeque<Result<(FullHeader, Content), Fault>> {
        let copies = self.shared.copies();
        let (first, last) = (range.start().0, range.end().0);
        let read = copies.store().and_then(|store| store.records(range));
        let read = read.unwrap_or_else(|_| vec![None; (last - first + 1) as usize]);
        let open = |(seq, record): (Seq, Option<Record>)| {
            let opened = record.ok_or(Fault::damaged(Part::Store, seq)).and_then(|it| it.open(&self.shared.keys, seq));
            opened.or_else(|fault| self.of_mirror(&copies, seq, fault))
        };
        (first..).map(Seq).zip(read).map(open).collect()
    }

    /// Some entries, given in order; those that stand close together are fetched at once. What cannot be read is an error in its place.
    pub fn some(&self, seqs: &[Seq]) -> Vec<Result<Entry, Fault>> {
        /// Entries so far apart are fetched each by itself.
        const NEAR: u64 = 8;
        let mut found = Vec::with_capacity(seqs.len());
        for run in seqs.chunk_by(|a, b| b.0.saturating_sub(a.0) <= NEAR).flat_map(|run| run.chunks(BLOCK as usize / NEAR as usize)) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let one = |seq: &Seq| self.entry(*seq).and_then(|it| it.ok_or(Fault::Lost { seq: *seq }));
            if run.len() == 1 || !self.holds(*first) || !self.holds(*last) {
                found.extend(run.iter().map(one));
                continue;
            }
            let copies = self.shared.copies();
            let read = copies.store().and_then(|store| store.records(*first..=*last));
            let mut read = read.unwrap_or_else(|_| vec![None; (last.0 - first.0 + 1) as usize]);
            for seq in run {
                let record = read.get_mut((seq.0 - first.0) as usize).and_then(Option::take);
                let opened = record.ok_or(Fault::damaged(Part::Store, *seq)).and_then(|it| it.open(&self.shared.keys, *seq));
                let opened = opened.or_else(|fault| self.of_mirror(&copies, *seq, fault));
                found.push(opened.and_then(|(full, content)| {
                    let Header { at, by, seat, .. } = full.header;
                    let act = content.act().ok_or(Fault::Lost { seq: *seq })?;
                    Ok(Entry { seq: *seq, at, by, seat, act })
                }));
            }
        }
        found
    }

    /// The sealed records of a range as they stand on disk, each of them opened once to see that it is right. What neither copy has whole is an
    /// error in its place.
    pub(super) fn records(&self, range: RangeInclusive<Seq>) -> Vec<Result<Record, Fault>> {
        let copies = self.shared.copies();
        let (first, last) = (range.start().0, range.end().0);
        let read = copies.store().and_then(|store| store.records(range));
        let read = read.unwrap_or_else(|_| vec![None; (last - first + 1) as usize]);
        let good = |seq: Seq, record: Record| record.open(&self.shared.keys, seq).map(|_| record);
        let each = |(seq, record): (Seq, Option<Record>)| {
            let from_store = record.ok_or(Fault::damaged(Part::Store, seq)).and_then(|it| good(seq, it));
            from_store.or_else(|fault| match mirror::find(&self.shared.mirror_dir, seq).ok().flatten() {
                Some(found) if !matches!(fault, Fault::NewerVersion { .. }) => good(seq, found),
                _ => Err(fault),
            })
        };
        (first..).map(Seq).zip(read).map(each).collect()
    }

    /// The folder of this logbook.
    pub(super) fn home(&self) -> &std::path::Path {
        // The mirror stands in the home by its name alone.
        self.shared.mirror_dir.parent().unwrap_or(&self.shared.mirror_dir)
    }

    /// Applies to a campus all entries it has not applied; `progress` is told entries done and to do.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub(super) fn replay(&self, campus: &mut Campus, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        let (begin, head) = (campus.applied().next(), self.head().seq);
        for first in (begin.0..=head.0).step_by(BLOCK as usize) {
            let last = head.0.min(first + BLOCK - 1);
            for opened in self.contents(Seq(first)..=Seq(last)) {
                let (full, content) = opened?;
                apply(campus, full, content);
            }
            progress(last - begin.0 + 1, head.0 - begin.0 + 1);
        }
        Ok(())
    }

    fn block(&self, range: RangeInclusive<Seq>) -> VecDeque<Result<Entry, Fault>> {
        let entry = |opened: Result<(FullHeader, Content), Fault>| {
            let (full, content) = opened?;
            let Header { seq, at, by, seat, .. } = full.header;
            Ok(Entry { seq, at, by, seat, act: content.act().ok_or(Fault::Lost { seq })? })
        };
        self.contents(range).into_iter().map(entry).collect()
    }
}

/// Applies an entry, or what is left of it, to a campus.
pub(super) fn apply(campus: &mut Campus, full: FullHeader, content: Content) {
    let Header { seq, at, by, seat, kind, .. } = full.header;
    match content.act() {
        Some(act) => campus.apply(&Entry { seq, at, by, seat, act }),
        None => campus.apply_lost(seq, Some(&*kind).filter(|it| *it != KIND_UNKNOWN), full.adds),
    }
}

/// Entries in order; see [`Reader::entries`].
pub struct Entries {
    reader: Reader,
    next: Seq,
    last: Seq,
    fetched: VecDeque<Result<Entry, Fault>>,
}

impl Iterator for Entries {
    type Item = Result<Entry, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.fetched.is_empty() && self.next <= self.last {
            let end = Seq(self.next.0.saturating_add(BLOCK - 1)).min(self.last);
            self.fetched = self.reader.block(self.next..=end);
            self.next = end.next();
        }
        self.fetched.pop_front()
    }
}
