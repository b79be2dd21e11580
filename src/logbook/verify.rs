//! Looking at every entry in both copies: seals, digests, chain, sameness; and replaying them, so that the campus can be compared.

use super::envelope::FullHeader;
use super::frame::SEGMENT_HEAD;
use super::reader::{Copies, Reader, apply};
use super::residue::{Content, Record};
use super::{EntryStanding, Fault, Head, Part, mirror};
use crate::campus::{Act, Campus, CustodyAct, Seq};
use std::collections::BTreeMap;
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
    /// How many of them were erased.
    pub erased: u64,
    /// How many of them are lost, as was recorded.
    pub lost: u64,
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
    /// It does not follow from the entry before, or was sealed with keys that had been given up by then.
    Chain,
    /// In neither copy a seal holds, or the body is not the one the header names: it was changed or moved.
    Seal,
    /// It was sealed rightly, by a newer program.
    Newer,
    /// Its words are gone, but no later entry says that they were erased.
    NotErased,
    /// It is lost, and no later entry says so.
    Lost,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn ok(&self) -> bool {
        self.problems.is_empty()
    }
}

/// What the database has of the entries of a block, each in its place.
type Column = Vec<Option<Record>>;

/// What the mirror has of the entries of a block, each in its place and opened: the thread that reads it has the least to do, so it opens as well.
type OpenColumn = Vec<Option<(Record, Opened)>>;

/// What an entry says, if its seals are whole.
type Opened = Result<(FullHeader, Content), Fault>;

/// What was found out about an entry by itself.
struct Looked {
    problems: Vec<Wrong>,
    entry: Option<(FullHeader, Content)>,
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
        let mut check = Check {
            reader: self,
            at: Head::default(),
            known: true,
            problems: Vec::new(),
            epoch: 0,
            campus: Campus::default(),
            gone: BTreeMap::new(),
            erased: 0,
            lost: 0,
        };
        let copies = self.shared.copies();
        // One thread reads each copy, while the entries read before are looked at.
        std::thread::scope(|scope| {
            let (to_mirror, from_mirror) = sync_channel(1);
            let (to_store, from_store) = sync_channel(1);
            scope.spawn(move || self.read_mirror(head.seq, &to_mirror));
            let copies = &copies;
            scope.spawn(move || read_store(copies, head.seq, &to_store));
            for range in blocks(head.seq) {
                let (mirror, store) = (next(&from_mirror)??, next(&from_store)?);
                check.take(Seq(range.0), mirror, &store);
                progress(range.1, head.seq.0);
            }
            Ok(())
        })?;
        if check.known && check.at.hash != head.hash {
            check.problems.push(Problem { seq: head.seq, what: Wrong::Chain });
        }
        let Check { mut problems, campus, gone, erased, lost, .. } = check;
        for problem in &problems {
            match problem.what {
                Wrong::MissingInMirror => self.shared.set_troubled(Part::Mirror),
                Wrong::MissingInStore => self.shared.set_troubled(Part::Store),
                _ => {}
            }
        }
        // What a later entry named was taken out; these nobody accounts for.
        problems.extend(gone.into_iter().map(|(seq, what)| Problem { seq, what }));
        problems.sort_by_key(|it| it.seq);
        Ok((VerifyReport { entries: head.seq.0, head, erased, lost, problems, seconds: begun.elapsed().as_secs_f64() }, campus))
    }

    /// The end of the logbook as it was when an entry was the last.
    fn head_at(&self, last: Seq) -> Result<Head, Fault> {
        let head = self.head();
        if last >= head.seq {
            return Ok(head);
        }
        Ok(self.header(last)?.map_or_else(Head::default, |it| Head { seq: last, hash: it.hash }))
    }

    /// Sends what the mirror has, block by block, opened.
    fn read_mirror(&self, last: Seq, to: &SyncSender<Result<OpenColumn, Fault>>) {
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
                        let record = Record::of(&frame);
                        let opened = record.open(&self.shared.keys, Seq(frame.seq));
                        *place = Some((record, opened));
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

    fn look(&self, seq: Seq, mirror: Option<(Record, Opened)>, store: Option<&Record>) -> Looked {
        let mut problems = Vec::new();
        match (mirror.as_ref().map(|(it, _)| it), store) {
            (None, None) => problems.extend([Wrong::MissingInMirror, Wrong::MissingInStore]),
            (None, Some(_)) => problems.push(Wrong::MissingInMirror),
            (Some(_), None) => problems.push(Wrong::MissingInStore),
            (Some(a), Some(b)) if a != b => problems.push(Wrong::CopiesDiffer),
            _ => {}
        }
        // Where the copies are the same there is no need to open both.
        let second = store.filter(|it| mirror.as_ref().is_none_or(|(other, _)| other != *it));
        let second = second.map(|it| it.open(&self.shared.keys, seq));
        let mut entry = None;
        for opened in mirror.map(|(_, it)| it).into_iter().chain(second) {
            match opened {
                Ok(it) => entry = entry.or(Some(it)),
                Err(Fault::NewerVersion { .. }) => problems.push(Wrong::Newer),
                Err(_) => problems.push(Wrong::Seal),
            }
        }
        Looked { problems, entry }
    }
}

/// Sends what the database has, block by block. Where it panics or reports damage it has lost the block.
fn read_store(copies: &Copies<'_>, last: Seq, to: &SyncSender<Column>) {
    for block in blocks(last) {
        let read = copies.store().and_then(|store| store.records(Seq(block.0)..=Seq(block.1)));
        if to.send(read.unwrap_or_else(|_| empty(block))).is_err() {
            return;
        }
    }
}

/// The blocks of entries 1 to `last`, each by its first and its last.
fn blocks(last: Seq) -> impl Iterator<Item = (u64, u64)> {
    (0..last.0.div_ceil(BLOCK)).map(move |n| (n * BLOCK + 1, last.0.min((n + 1) * BLOCK)))
}

fn empty<T>(block: (u64, u64)) -> Vec<Option<T>> {
    (block.0..=block.1).map(|_| None).collect()
}

fn next<T>(from: &Receiver<T>) -> Result<T, Fault> {
    // A thread that reads sends every block and only then ends, so this fails only if it panicked.
    from.recv().map_err(|_| Fault::damaged(Part::Store, None))
}

/// A check under way.
struct Check<'a> {
    reader: &'a Reader,
    at: Head,
    /// Whether the hash before the next entry is known; it is not behind one that could not be read.
    known: bool,
    problems: Vec<Problem>,
    /// The highest epoch of keys so far.
    epoch: u8,
    campus: Campus,
    /// Entries whose words are gone, until a later entry says why; and what is wrong if none does.
    gone: BTreeMap<Seq, Wrong>,
    erased: u64,
    lost: u64,
}

impl Check<'_> {
    /// Looks at the entries of a block and follows the chain through them.
    fn take(&mut self, first: Seq, mirror: OpenColumn, store: &[Option<Record>]) {
        for (seq, (mirror, store)) in (first.0..).map(Seq).zip(mirror.into_iter().zip(store)) {
            let Looked { problems, entry } = self.reader.look(seq, mirror, store.as_ref());
            self.problems.extend(problems.into_iter().map(|what| Problem { seq, what }));
            self.known = match entry {
                Some((full, content)) => {
                    let (prev, hash) = (full.header.prev, full.header.hash);
                    let sealed_late = !full.may_follow(self.epoch);
                    self.epoch = self.epoch.max(full.epoch.unwrap_or_default());
                    if (self.known && prev != self.at.hash) || sealed_late {
                        self.problems.push(Problem { seq, what: Wrong::Chain });
                    }
                    self.at.hash = hash;
                    self.apply(full, content);
                    true
                }
                None => false,
            };
            self.at.seq = seq;
        }
    }

    fn apply(&mut self, full: FullHeader, content: Content) {
        let seq = full.header.seq;
        match content.standing() {
            EntryStanding::Whole => {}
            EntryStanding::Erased => {
                self.erased += 1;
                self.gone.insert(seq, Wrong::NotErased);
            }
            EntryStanding::Lost => {
                self.lost += 1;
                self.gone.insert(seq, Wrong::Lost);
            }
        }
        if let Content::Whole(Act::Custody(act)) = &content {
            self.account(act);
        }
        apply(&mut self.campus, full, content);
    }

    /// Takes out what an entry accounts for.
    fn account(&mut self, act: &CustodyAct) {
        match act {
            CustodyAct::Erased { entries, .. } => {
                for seq in entries {
                    if self.gone.get(seq) == Some(&Wrong::NotErased) {
                        self.gone.remove(seq);
                    }
                }
            }
            CustodyAct::Salvaged { lost } => {
                let named = |seq: &Seq| lost.iter().any(|it| (it.first..=it.last).contains(seq));
                self.gone.retain(|seq, what| *what != Wrong::Lost || !named(seq));
            }
            _ => {}
        }
    }
}
