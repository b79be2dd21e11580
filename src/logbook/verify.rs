//! Looking at every entry in both copies: seals, digests, chain, sameness; and replaying them, so that the campus can be compared.

use super::reader::{Reader, open_entry, open_header};
use super::{Fault, Hash, Head, mirror};
use crate::campus::{Campus, Entry, Seq};
use std::collections::HashMap;
use std::time::Instant;

/// Entries looked at between two words about progress.
const BLOCK: u64 = 8192;

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

/// The two copies of an entry, sealed.
struct Copies<'a> {
    seq: Seq,
    mirror: Option<(&'a [u8], &'a [u8])>,
    store: Option<(&'a [u8], &'a [u8])>,
}

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
        let begun = Instant::now();
        let head = self.head();
        let mut check = Check { reader: self, head, at: Head::default(), known: true, problems: Vec::new(), campus: Campus::default() };
        for segment in mirror::segments(&self.shared.mirror_dir)? {
            let bytes = segment.bytes_from(super::frame::SEGMENT_HEAD as u64)?;
            let frames: HashMap<u64, (&[u8], &[u8])> = mirror::frames(&bytes).map(|it| (it.seq, (it.header, it.body))).collect();
            let last = frames.keys().copied().filter(|it| *it <= head.seq.0).max().unwrap_or(0);
            check.upto(last, &frames, progress)?;
        }
        check.upto(head.seq.0, &HashMap::new(), progress)?;
        if check.known && check.at.hash != head.hash {
            check.problems.push(Problem { seq: head.seq, what: Wrong::Chain });
        }
        let Check { problems, campus, .. } = check;
        Ok((VerifyReport { entries: head.seq.0, head, problems, seconds: begun.elapsed().as_secs_f64() }, campus))
    }

    fn look(&self, copies: &Copies<'_>) -> Looked {
        let Copies { seq, mirror, store } = *copies;
        let keys = &self.shared.keys;
        let mut problems = Vec::new();
        match (mirror, store) {
            (None, None) => problems.extend([Wrong::MissingInMirror, Wrong::MissingInStore]),
            (None, Some(_)) => problems.push(Wrong::MissingInMirror),
            (Some(_), None) => problems.push(Wrong::MissingInStore),
            (Some(a), Some(b)) if a != b => problems.push(Wrong::CopiesDiffer),
            _ => {}
        }
        let open = |(header, body): (&[u8], &[u8])| {
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

/// A check under way.
struct Check<'a> {
    reader: &'a Reader,
    head: Head,
    at: Head,
    /// Whether the hash before the next entry is known; it is not behind one that could not be read.
    known: bool,
    problems: Vec<Problem>,
    campus: Campus,
}

impl Check<'_> {
    /// Goes on up to entry `last`, whose copies in the mirror are among `frames`.
    fn upto(&mut self, last: u64, frames: &HashMap<u64, (&[u8], &[u8])>, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        while self.at.seq.0 < last {
            let (begin, end) = (self.at.seq.0 + 1, last.min(self.at.seq.0 + BLOCK));
            let store = &self.reader.shared.store;
            // A store that panics or reports damage has lost the block; the report then says so of each entry.
            let headers = store.headers(Seq(begin)..=Seq(end)).unwrap_or_default();
            let bodies = store.bodies(Seq(begin)..=Seq(end)).unwrap_or_default();
            let (mut headers, mut bodies) = (headers.iter().peekable(), bodies.iter().peekable());
            let copies: Vec<Copies<'_>> = (begin..=end)
                .map(|n| {
                    let header = headers.next_if(|(seq, _)| seq.0 == n).map(|(_, it)| &**it);
                    let body = bodies.next_if(|(seq, _)| seq.0 == n).map(|(_, it)| &**it);
                    Copies { seq: Seq(n), mirror: frames.get(&n).copied(), store: header.zip(body) }
                })
                .collect();
            self.take(&copies);
            progress(end, self.head.seq.0);
        }
        Ok(())
    }

    /// Looks at entries with all hands, then follows the chain through them.
    fn take(&mut self, copies: &[Copies<'_>]) {
        let reader = self.reader;
        let hands = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let share = copies.len().div_ceil(hands).max(1);
        let looked: Vec<Vec<Looked>> = std::thread::scope(|scope| {
            let look = |part: &[Copies<'_>]| part.iter().map(|it| reader.look(it)).collect();
            let shares: Vec<_> = copies.chunks(share).map(|part| scope.spawn(move || look(part))).collect();
            // A thread that is lost leaves its entries unread, which the report then says.
            shares.into_iter().map(|it| it.join().unwrap_or_default()).collect()
        });
        let mut looked = looked.into_iter().flatten();
        for copy in copies {
            let seq = copy.seq;
            let unread = Looked { problems: vec![Wrong::Seal], entry: None };
            let Looked { problems, entry } = looked.next().unwrap_or(unread);
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
