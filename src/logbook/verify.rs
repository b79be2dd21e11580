//! Looking at every entry in both copies: seals, digests, chain, sameness; and replaying them, so that the campus can be compared.

use super::frame::SEGMENT_HEAD;
use super::reader::{Reader, open_entry, open_header};
use super::{Fault, Hash, Head, mirror};
use crate::campus::{Campus, Entry, Seq};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

/// Entries looked at between two words about progress.
const BLOCK: u64 = 1024;

/// What [`Reader::verify`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifyReport {
    /// How many entries were looked at.
    pub entries: u64,
    /// Where the logbook ends.
    pub head: Head,
    /// What is wrong, by entry; empty if nothing is.
    pub problems: Vec<Problem>,
    /// How long it took.
    pub seconds: f64,
}

/// One thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// At which entry.
    pub seq: Seq,
    /// What.
    pub what: Wrong,
}

/// What can be wrong with an entry on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// The mirror does not have it, or not whole.
    MissingInMirror,
    /// The database does not have it, or not whole.
    MissingInStore,
    /// The two copies differ.
    CopiesDiffer,
    /// It does not follow from the entry before.
    Chain,
    /// In neither copy a seal holds, or the body is not the one the header names: it was changed or moved.
    Seal,
    /// It was sealed rightly, by a newer program.
    Newer,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }
}

/// A sealed entry: header and body.
type Sealed = (Box<[u8]>, Box<[u8]>);

/// One copy of the entries of a block, each in its place.
type Column = Vec<Option<Sealed>>;

/// What was found out about an entry by itself.
struct Looked {
    problems: Vec<Wrong>,
    /// The chain hashes before and after, and the entry.
    entry: Option<(Hash, Hash, Entry)>,
}

impl Reader {
    /// Looks at every entry in both copies and replays them. The campus that comes of it is to be compared with a live one that has applied as
    /// many entries. `progress` is told entries done and to do.
    ///
    /// # Errors
    /// Faults of the system only; what is wrong with the entries stands in the report.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<(VerifyReport, Campus), Fault> {
        self.verify_until(self.head().seq, progress)
    }

    /// As [`Reader::verify`], up to an entry: what is written behind it meanwhile plays no part.
    ///
    /// # Errors
    /// As [`Reader::verify`].
    pub fn verify_until(&self, last: Seq, progress: &mut dyn FnMut(u64, u64)) -> Result<(VerifyReport, Campus), Fault> {
        let begun = Instant::now();
        let head = self.head_at(last)?;
        let mut check = Check { reader: self, at: Head::default(), known: true, problems: Vec::new(), campus: Campus::default() };
        // One thread reads each copy, while the entries read before are looked at.
        std::thread::scope(|scope| {
            let (to_mirror, from_mirror) = sync_channel(1);
            let (to_store, from_store) = sync_channel(1);
            scope.spawn(move || self.read_mirror(head.seq, &to_mirror));
            scope.spawn(move || self.read_store(head.seq, &to_store));
            for range in blocks(head.seq) {
                let (mirror, store) = (next(&from_mirror)??, next(&from_store)?);
                check.take(Seq(range.0), &mirror, &store);
                progress(range.1, head.seq.0);
            }
            Ok(())
        })?;
        if check.known && check.at.hash != head.hash {
            check.problems.push(Problem { seq: head.seq, what: Wrong::Chain });
        }
        let Check { problems, campus, .. } = check;
        Ok((VerifyReport { entries: head.seq.0, head, problems, seconds: begun.elapsed().as_secs_f64() }, campus))
    }

    /// The end of the logbook as it was when an entry was the last.
    fn head_at(&self, last: Seq) -> Result<Head, Fault> {
        let head = self.head();
        if last >= head.seq {
            return Ok(head);
        }
        Ok(self.header(last)?.map_or_else(Head::default, |it| Head { seq: last, hash: it.hash }))
    }

    /// Sends what the mirror has, block by block.
    fn read_mirror(&self, last: Seq, to: &SyncSender<Result<Column, Fault>>) {
        let mut blocks = blocks(last);
        let Some(mut block) = blocks.next() else { return };
        let mut column = empty(block);
        let mut read = || -> Result<(), Fault> {
            for segment in mirror::segments(&self.shared.mirror_dir)? {
                for frame in mirror::frames(&segment.bytes_from(SEGMENT_HEAD as u64)?) {
                    while frame.seq > block.1 && frame.seq <= last.0 {
                        let Some(later) = blocks.next() else { return Ok(()) };
                        // Nobody takes it any more if the looking has ended early.
                        let _ = to.send(Ok(std::mem::replace(&mut column, empty(later))));
                        block = later;
                    }
                    if let Some(place) = frame.seq.checked_sub(block.0).and_then(|at| column.get_mut(at as usize)) {
                        *place = Some((frame.header.into(), frame.body.into()));
                    }
                }
            }
            Ok(())
        };
        let ended = read();
        let _ = to.send(ended.map(|()| column));
        blocks.for_each(|block| {
            let _ = to.send(Ok(empty(block)));
        });
    }

    /// Sends what the database has, block by block. Where it panics or reports damage it has lost the block.
    fn read_store(&self, last: Seq, to: &SyncSender<Column>) {
        let store = &self.shared.store;
        for (first, end) in blocks(last) {
            let headers = store.headers(Seq(first)..=Seq(end)).unwrap_or_default();
            let bodies = store.bodies(Seq(first)..=Seq(end)).unwrap_or_default();
            let (mut headers, mut bodies) = (headers.into_iter().peekable(), bodies.into_iter().peekable());
            let both = (first..=end).map(|n| {
                let header = headers.next_if(|(seq, _)| seq.0 == n).map(|(_, it)| Box::from(&*it));
                let body = bodies.next_if(|(seq, _)| seq.0 == n).map(|(_, it)| it.into_boxed_slice());
                header.zip(body)
            });
            if to.send(both.collect()).is_err() {
                return;
            }
        }
    }

    fn look(&self, seq: Seq, mirror: Option<&Sealed>, store: Option<&Sealed>) -> Looked {
        let keys = &self.shared.keys;
        let mut problems = Vec::new();
        match (mirror, store) {
            (None, None) => problems.extend([Wrong::MissingInMirror, Wrong::MissingInStore]),
            (None, Some(_)) => problems.push(Wrong::MissingInMirror),
            (Some(_), None) => problems.push(Wrong::MissingInStore),
            (Some(a), Some(b)) if a != b => problems.push(Wrong::CopiesDiffer),
            _ => {}
        }
        let open = |(header, body): &Sealed| {
            let full = open_header(keys, seq, header)?;
            let entry = open_entry(keys, &full, body)?;
            Ok::<_, Fault>((full.header.prev, full.header.hash, entry))
        };
        // Where the copies are the same there is no need to open both.
        let second = store.filter(|_| mirror != store);
        let mut entry = None;
        for copy in [mirror, second].into_iter().flatten() {
            match open(copy) {
                Ok(opened) => entry = entry.or(Some(opened)),
                Err(Fault::NewerVersion { .. }) => problems.push(Wrong::Newer),
                Err(_) => problems.push(Wrong::Seal),
            }
        }
        Looked { problems, entry }
    }
}

/// The blocks of entries 1 to `last`, each by its first and its last.
fn blocks(last: Seq) -> impl Iterator<Item = (u64, u64)> {
    (0..last.0.div_ceil(BLOCK)).map(move |n| (n * BLOCK + 1, last.0.min((n + 1) * BLOCK)))
}

fn empty(block: (u64, u64)) -> Column {
    vec![None; (block.1 - block.0 + 1) as usize]
}

fn next<T>(from: &Receiver<T>) -> Result<T, Fault> {
    // A thread that reads sends every block and only then ends, so this fails only if it panicked.
    from.recv().map_err(|_| Fault::damaged(super::Part::Store, None))
}

/// A check under way.
struct Check<'a> {
    reader: &'a Reader,
    at: Head,
    /// Whether the hash before the next entry is known; it is not behind one that could not be read.
    known: bool,
    problems: Vec<Problem>,
    campus: Campus,
}

impl Check<'_> {
    /// Looks at the entries of a block and follows the chain through them.
    fn take(&mut self, first: Seq, mirror: &[Option<Sealed>], store: &[Option<Sealed>]) {
        for (seq, (mirror, store)) in (first.0..).map(Seq).zip(mirror.iter().zip(store)) {
            let Looked { problems, entry } = self.reader.look(seq, mirror.as_ref(), store.as_ref());
            self.problems.extend(problems.into_iter().map(|what| Problem { seq, what }));
            self.known = match entry {
                Some((prev, hash, entry)) => {
                    if self.known && prev != self.at.hash {
                        self.problems.push(Problem { seq, what: Wrong::Chain });
                    }
                    self.at.hash = hash;
                    self.campus.apply(&entry);
                    true
                }
                None => false,
            };
            self.at.seq = seq;
        }
    }
}
