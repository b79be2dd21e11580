//! The checkpoint: the campus in sealed pages, so that opening need not replay everything.
//!
//! A manifest written in the same batch says how far the pages go, how many there are and what their fingerprints sum up to; a page that is
//! missing, old or moved makes the checkpoint void, and the campus is then replayed. Nothing here is a promise: the entries are.

use super::seal::{Keys, Kind};
use super::store::{Store, chunks};
use super::{Fault, Hash, Head, Part, envelope};
use crate::campus::{Campus, PAGES_VERSION, Page, PageId, Seq};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const MANIFEST: [u8; 1] = [0xFF];

#[derive(Serialize, Deserialize)]
enum Stored {
    V1(Manifest),
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    pages_version: u32,
    applied: Seq,
    hash: Hash,
    pages: u32,
    sum: Hash,
}

/// The changed pages of a campus, taken out so that they can be written while the campus is in use.
#[must_use = "pages taken out are written or given back; the campus no longer counts them as changed"]
pub struct Checkpoint {
    applied: Seq,
    pages: Vec<(PageId, Page)>,
}

impl Checkpoint {
    /// Takes the changed pages out of the campus. Quick: it copies rows.
    pub fn take(campus: &mut Campus) -> Self {
        Self { applied: campus.applied(), pages: campus.take_dirty() }
    }

    /// The last entry the pages hold.
    pub fn applied(&self) -> Seq {
        self.applied
    }

    /// How many pages changed.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether none did.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}

/// What is known of the pages on disk.
#[derive(Default)]
pub(super) struct PageBook {
    known: BTreeMap<PageId, Known>,
    /// Pages that a failed checkpoint did not bring to disk; the next one takes them along.
    pending: BTreeMap<PageId, Page>,
    /// Pages on disk are void and have to go before new ones come.
    void: bool,
    /// Nothing is written until a campus comes that was built anew: one whose pages are all changed.
    closed: bool,
}

struct Known {
    fingerprint: Hash,
    /// How many pieces may be there.
    chunks: u16,
}

fn page_key(id: PageId) -> [u8; 5] {
    let mut key = [id.table; 5];
    key[1..].copy_from_slice(&id.index.to_be_bytes());
    key
}

fn chunk_key(id: PageId, chunk: u16) -> [u8; 7] {
    let mut key = [0; 7];
    key[..5].copy_from_slice(&page_key(id));
    key[5..].copy_from_slice(&chunk.to_be_bytes());
    key
}

fn id_of(key: &[u8]) -> Option<PageId> {
    let [table, a, b, c, d, _, _] = *key else { return None };
    Some(PageId { table, index: u32::from_be_bytes([a, b, c, d]) })
}

fn sum<'a>(fingerprints: impl Iterator<Item = &'a Hash>) -> Hash {
    fingerprints.fold([0; 32], |mut sum, it| {
        sum.iter_mut().zip(it).for_each(|(a, b)| *a ^= b);
        sum
    })
}

impl PageBook {
    /// A book of pages that are not to be trusted: the first checkpoint throws them away.
    pub(super) fn void() -> Self {
        Self { void: true, ..Self::default() }
    }

    /// A book for a database that holds no pages, while the campus in use counts its own as written: nothing is written until
    /// [`PageBook::void`] takes its place.
    pub(super) fn closed() -> Self {
        Self { closed: true, ..Self::default() }
    }

    /// Takes pages in that are to be written. They stay until a checkpoint has succeeded.
    pub(super) fn keep(&mut self, checkpoint: Checkpoint) {
        self.pending.extend(checkpoint.pages);
    }

    /// Writes the pages kept, which make up the campus as of `at` together with those on disk.
    pub(super) fn write(&mut self, store: &Store, keys: &Keys, at: Head) -> Result<(), Fault> {
        if self.closed {
            self.pending.clear();
            return Ok(());
        }
        let mut batch = sled::Batch::default();
        if self.void {
            store.pages()?.into_iter().for_each(|(key, _)| batch.remove(key));
        }
        let mut written = Vec::with_capacity(self.pending.len());
        for (id, page) in &self.pending {
            let plain = envelope::encode(page).map_err(|_| Fault::TooLarge { seq: at.seq, bytes: envelope::RECORD_LIMIT })?;
            let sealed = keys.seal(Kind::Page, &page_key(*id), &plain)?;
            let mut count = 0;
            for (at, chunk) in chunks(&sealed) {
                batch.insert(&chunk_key(*id, at), chunk);
                count = at + 1;
            }
            let before = self.known.get(id).map_or(0, |it| it.chunks);
            (count..before).for_each(|at| batch.remove(&chunk_key(*id, at)));
            written.push((*id, Known { fingerprint: keys.page(&page_key(*id), &sealed), chunks: count }));
        }
        // From here on either form of a page may be on disk, so the longer one has to be taken out the next time.
        let mut exact = Vec::with_capacity(written.len());
        for (id, mut page) in written {
            exact.push((id, page.chunks));
            page.chunks = page.chunks.max(self.known.get(&id).map_or(0, |it| it.chunks));
            self.known.insert(id, page);
        }
        let manifest = Manifest {
            pages_version: PAGES_VERSION,
            applied: at.seq,
            hash: at.hash,
            pages: self.known.len() as u32,
            sum: sum(self.known.values().map(|it| &it.fingerprint)),
        };
        let plain = envelope::encode(&Stored::V1(manifest)).map_err(|_| Fault::damaged(Part::Pages, None))?;
        batch.insert(&MANIFEST, keys.seal(Kind::Manifest, &MANIFEST, &plain)?);
        store.put_pages(batch)?;
        store.sync()?;
        for (id, count) in exact {
            if let Some(it) = self.known.get_mut(&id) {
                it.chunks = count;
            }
        }
        self.pending.clear();
        self.void = false;
        Ok(())
    }
}

/// How far the checkpoint goes, whatever its pages are worth: every entry up to there was acknowledged.
pub(super) fn applied(store: &Store, keys: &Keys) -> Option<Seq> {
    let sealed = store.page(&MANIFEST).ok()??;
    let Stored::V1(manifest) = envelope::decode(&keys.open(Kind::Manifest, &MANIFEST, &sealed).ok()?)?;
    Some(manifest.applied)
}

/// Loads the checkpoint: the campus, the chain hash at its last entry, and the book to go on with. `None` if there is none, or it is of another
/// version, or anything about it is not right.
pub(super) fn load(store: &mut Store, keys: &Keys) -> Option<(Campus, Head, PageBook)> {
    let mut records = store.pages_on_opening()?;
    let (key, manifest) = records.pop()?;
    let plain = (*key == MANIFEST).then(|| keys.open(Kind::Manifest, &MANIFEST, &manifest).ok())??;
    let Stored::V1(manifest) = envelope::decode(&plain)?;
    if manifest.pages_version != PAGES_VERSION {
        return None;
    }
    let mut sealed: Vec<(PageId, Vec<u8>, u16)> = Vec::new();
    for (key, value) in &records {
        let id = id_of(key)?;
        match sealed.last_mut() {
            Some((last, bytes, count)) if *last == id => {
                bytes.extend_from_slice(value);
                *count += 1;
            }
            _ => sealed.push((id, value.to_vec(), 1)),
        }
    }
    drop(records);
    // Opening seals and reading rows is most of the work, so all cores share it.
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = sealed.len().div_ceil(hands).max(1);
    let opened: Option<Vec<Vec<(PageId, Page, Known)>>> = std::thread::scope(|scope| {
        let shares: Vec<_> = sealed.chunks(share).map(|part| scope.spawn(move || open_pages(keys, part))).collect();
        shares.into_iter().map(|it| it.join().ok().flatten()).collect()
    });
    let (mut pages, mut known) = (Vec::with_capacity(sealed.len()), BTreeMap::new());
    for (id, page, about) in opened?.into_iter().flatten() {
        pages.push((id, page));
        known.insert(id, about);
    }
    if known.len() as u32 != manifest.pages || sum(known.values().map(|it| &it.fingerprint)) != manifest.sum {
        return None;
    }
    let campus = Campus::from_pages(manifest.applied, pages).ok()?;
    let book = PageBook { known, ..PageBook::default() };
    Some((campus, Head { seq: manifest.applied, hash: manifest.hash }, book))
}

fn open_pages(keys: &Keys, sealed: &[(PageId, Vec<u8>, u16)]) -> Option<Vec<(PageId, Page, Known)>> {
    let open = |(id, bytes, chunks): &(PageId, Vec<u8>, u16)| {
        let plain = keys.open(Kind::Page, &page_key(*id), bytes).ok()?;
        let known = Known { fingerprint: keys.page(&page_key(*id), bytes), chunks: *chunks };
        Some((*id, envelope::decode(&plain)?, known))
    };
    sealed.iter().map(open).collect()
}
