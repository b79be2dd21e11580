//! Reading entries, from any thread. What the database does not give is looked up in the mirror; what neither gives is damage, named.

use super::envelope::{self, FullHeader};
use super::lock::HomeLock;
use super::seal::{Keys, Kind, Unsealed};
use super::store::Store;
use super::{Fault, Head, Header, Part, mirror};
use crate::campus::{Entry, Seq};
use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// How many entries are fetched at once when many are read.
const BLOCK: u64 = 1024;

/// What the writer and all readers have in common.
pub(super) struct Shared {
    pub store: Store,
    pub keys: Arc<Keys>,
    pub mirror_dir: PathBuf,
    head: Mutex<Head>,
    /// Last, so that nobody gets in before the database is closed.
    _lock: HomeLock,
}

impl Shared {
    pub(super) fn new(store: Store, keys: Arc<Keys>, mirror_dir: PathBuf, head: Head, lock: HomeLock) -> Self {
        Self { store, keys, mirror_dir, head: Mutex::new(head), _lock: lock }
    }

    pub(super) fn head(&self) -> Head {
        // A head is copied in and out as a whole, so one left by a panicking thread is still right.
        *self.head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_head(&self, head: Head) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = head;
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
    if full.header.seq == seq { Ok(full) } else { Err(Fault::damaged(Part::Store, seq)) }
}

/// Opens a sealed body and makes the entry of it.
pub(super) fn open_entry(keys: &Keys, full: &FullHeader, sealed: &[u8]) -> Result<Entry, Fault> {
    let Header { seq, at: time, by, seat, digest, .. } = full.header;
    let plain = keys.open(Kind::Body, &seq.0.to_be_bytes(), sealed).map_err(|it: Unsealed| it.fault(Part::Store, seq))?;
    if keys.digest(&plain) != digest {
        return Err(Fault::damaged(Part::Store, seq));
    }
    let act = envelope::unpad(&plain).ok_or(Fault::damaged(Part::Store, seq)).and_then(envelope::decode_act);
    match act {
        Ok(act) => Ok(Entry { seq, at: time, by, seat, act }),
        Err(Fault::Damaged { .. }) if full.vocabulary > envelope::VOCABULARY => {
            Err(Fault::NewerVersion { found: full.vocabulary.into(), ours: envelope::VOCABULARY.into() })
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

    /// One entry; `None` past the end.
    ///
    /// # Errors
    /// [`Fault::Damaged`] naming the entry, if neither copy gives it; [`Fault::NewerVersion`].
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Fault> {
        if !self.holds(seq) {
            return Ok(None);
        }
        let Shared { store, keys, .. } = &*self.shared;
        let from_store = || {
            let full = open_header(keys, seq, &store.header(seq)?.ok_or(Fault::damaged(Part::Store, seq))?)?;
            let body = store.body(seq, full.body)?.ok_or(Fault::damaged(Part::Store, seq))?;
            open_entry(keys, &full, &body)
        };
        from_store().or_else(|fault| self.entry_from_mirror(seq, fault)).map(Some)
    }

    /// One header; `None` past the end.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub fn header(&self, seq: Seq) -> Result<Option<Header>, Fault> {
        if !self.holds(seq) {
            return Ok(None);
        }
        let Shared { store, keys, .. } = &*self.shared;
        let from_store = || open_header(keys, seq, &store.header(seq)?.ok_or(Fault::damaged(Part::Store, seq))?);
        let full = from_store().or_else(|fault| self.header_from_mirror(seq, fault).map(|(full, _)| full))?;
        Ok(Some(full.header))
    }

    /// Headers from `from` on, at most `limit`.
    ///
    /// # Errors
    /// As [`Reader::entry`].
    pub fn headers(&self, from: Seq, limit: usize) -> Result<Vec<Header>, Fault> {
        let first = from.0.max(1);
        let last = first.saturating_add(limit as u64).saturating_sub(1).min(self.head().seq.0);
        if last < first {
            return Ok(Vec::new());
        }
        let Shared { store, keys, .. } = &*self.shared;
        let mut listed: VecDeque<_> = store.headers(Seq(first)..=Seq(last)).unwrap_or_default().into();
        let open = |seq| {
            let there = listed.front().is_some_and(|(it, _)| *it == seq);
            let sealed = if there { listed.pop_front() } else { None };
            let opened = sealed.ok_or(Fault::damaged(Part::Store, seq)).and_then(|(_, sealed)| open_header(keys, seq, &sealed));
            opened.or_else(|fault| self.header_from_mirror(seq, fault).map(|(full, _)| full)).map(|full| full.header)
        };
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

    /// The header from the mirror, and the sealed body; `fault` is what the database said, and stands if the mirror has no more.
    fn header_from_mirror(&self, seq: Seq, fault: Fault) -> Result<(FullHeader, Vec<u8>), Fault> {
        if matches!(fault, Fault::NewerVersion { .. }) {
            return Err(fault);
        }
        let found = mirror::find(&self.shared.mirror_dir, seq).ok().flatten();
        let (header, body) = found.ok_or(Fault::damaged(Part::Store, seq))?;
        Ok((open_header(&self.shared.keys, seq, &header)?, body))
    }

    fn entry_from_mirror(&self, seq: Seq, fault: Fault) -> Result<Entry, Fault> {
        let (full, body) = self.header_from_mirror(seq, fault)?;
        open_entry(&self.shared.keys, &full, &body)
    }

    /// Entries of a short range, fetched together.
    fn block(&self, range: RangeInclusive<Seq>) -> VecDeque<Result<Entry, Fault>> {
        let Shared { store, keys, .. } = &*self.shared;
        let mut headers: VecDeque<_> = store.headers(range.clone()).unwrap_or_default().into();
        let mut bodies: VecDeque<_> = store.bodies(range.clone()).unwrap_or_default().into();
        let read = |seq| {
            let header = if headers.front().is_some_and(|(it, _)| *it == seq) { headers.pop_front() } else { None };
            let body = if bodies.front().is_some_and(|(it, _)| *it == seq) { bodies.pop_front() } else { None };
            let (Some((_, header)), Some((_, body))) = (header, body) else { return Err(Fault::damaged(Part::Store, seq)) };
            open_entry(keys, &open_header(keys, seq, &header)?, &body)
        };
        let read: Vec<_> = (range.start().0..=range.end().0).map(Seq).map(read).collect();
        let seqs = (range.start().0..=range.end().0).map(Seq);
        read.into_iter().zip(seqs).map(|(it, seq)| it.or_else(|fault| self.entry_from_mirror(seq, fault))).collect()
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
