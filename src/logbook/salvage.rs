//! Both copies are damaged: everything readable is collected from wherever it may be, and what is missing is named.
//!
//! Sources are the mirror, the database as far as it opens and otherwise its raw bytes, second mirrors, and whatever was set aside before. An
//! entry counts only if its seals hold, and its header only where the chain has a place for it: the header before has the hash it names, or is
//! missing and bridged by it. Where there are several for a number, the path through the chain that holds most of the copies in use decides.
//! What cannot be had gets a residue that says so, in its place; an entry once given up as lost stays so, since what was written later was written
//! by somebody who saw the campus without it. Both old copies are set aside, never deleted.

use super::frame::remains;
use super::mirror::{self, Mirror};
use super::piece::{self, PieceKind};
use super::reader::{Reader, open_body, open_header};
use super::recover::{Recovered, end_of, mirror_dir, new_mirror_dir, write_mirror};
use super::residue::{KIND_UNKNOWN, Record, Residue, Rest, open_content};
use super::rewrite::{crash_point, fill_fresh};
use super::seal::{Keys, Kind, Unsealed};
use super::store::{self, Store};
use super::{EntryStanding, Fault, Hash, Head, Notice, Part, files};
use crate::campus::{Adds, Campus, Lost, Seq, Stamp};
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What is known of a logbook besides its two copies.
#[derive(Debug, Clone, Default)]
pub(super) struct Elsewhere {
    /// Directories of second mirrors.
    pub mirrors: Vec<PathBuf>,
    /// The highest entry that is known to have been acknowledged. Copies that are whole and of one mind may end before it: they are an older home.
    pub seen: Seq,
    /// The highest entry that the home itself says was acknowledged: copies that end before it have lost their end.
    pub promised: Seq,
}

impl Elsewhere {
    /// With more that is known.
    pub(super) fn and(mut self, mirrors: impl IntoIterator<Item = PathBuf>, seen: Seq) -> Self {
        self.mirrors.extend(mirrors);
        self.seen = self.seen.max(seen);
        self
    }
}

/// Raw bytes of a database looked at together.
const WINDOW: usize = 16 << 20;
/// How far windows overlap: more than the longest piece.
const OVERLAP: usize = 2 * store::CHUNK;

/// How much of the copies in use a path through the chain holds, and how much of those set aside.
type Score = (u64, u64);

/// A header whose seal holds, or the residue of an entry whose header was given up.
struct Candidate {
    bytes: Box<[u8]>,
    prev: Hash,
    hash: Hash,
    at: Stamp,
    weight: Score,
    /// With the keys of which epoch it was sealed.
    epoch: Option<u8>,
}

/// The best way on from a candidate.
#[derive(Clone, Copy)]
struct Way {
    score: Score,
    from: (u64, usize),
}

/// What a path from a candidate on holds, and the candidate it goes to next, by its number and its place there.
type Onward = (Score, Option<(u64, usize)>);

/// The pieces of a value that was cut, by their numbers.
type Pieces = BTreeMap<u16, Vec<u8>>;

/// Everything that was found.
struct Found<'a> {
    keys: &'a Keys,
    headers: BTreeMap<u64, Vec<Candidate>>,
    rests: HashMap<u64, Vec<Rest>>,
    /// The highest entry that anything speaks of.
    seen: u64,
    newer: Option<Fault>,
}

impl Found<'_> {
    fn add_header(&mut self, seq: u64, bytes: &[u8], weight: Score) {
        let known = self.headers.entry(seq).or_default();
        if let Some(same) = known.iter_mut().find(|it| *it.bytes == *bytes) {
            same.weight = same.weight.max(weight);
            return;
        }
        match open_header(self.keys, Seq(seq), bytes) {
            // Nothing comes before the first.
            Ok(full) if seq > 1 || full.header.prev == Hash::default() => {
                let (prev, hash, at) = (full.header.prev, full.header.hash, full.header.at);
                known.push(Candidate { bytes: bytes.into(), prev, hash, at, weight, epoch: full.epoch });
            }
            Err(newer @ Fault::NewerVersion { .. }) => self.newer = Some(newer),
            _ => {}
        }
    }

    fn add_rest(&mut self, seq: u64, standing: EntryStanding, bytes: &[u8]) {
        let known = self.rests.entry(seq).or_default();
        if known.iter().any(|(of, it)| *of == standing && **it == *bytes) {
            return;
        }
        // Only what was sealed here is kept, so that nobody can fill the memory with what was not.
        let kind = if standing == EntryStanding::Whole { Kind::Body } else { Kind::Residue };
        match self.keys.open(kind, &seq.to_be_bytes(), bytes) {
            Ok(_) => known.push((standing, bytes.into())),
            Err(newer @ Unsealed::Newer(_)) => self.newer = Some(newer.fault(Part::Store, Seq(seq))),
            Err(Unsealed::Broken) => {}
        }
    }

    fn add(&mut self, seq: u64, standing: EntryStanding, header: &[u8], body: &[u8], weight: Score) {
        if seq == 0 {
            return;
        }
        if header.is_empty() {
            self.add_given_up(seq, body, weight);
        } else {
            self.add_header(seq, header, weight);
        }
        self.add_rest(seq, standing, body);
    }

    /// The residue of an entry of which not even the header was left.
    fn add_given_up(&mut self, seq: u64, residue: &[u8], weight: Score) {
        let Ok(Residue::Lost { prev, after, at, .. }) = Residue::open(self.keys, Seq(seq), residue) else { return };
        let known = self.headers.entry(seq).or_default();
        if !known.iter().any(|it| it.bytes.is_empty() && it.hash == after) {
            known.push(Candidate { bytes: Box::default(), prev, hash: after, at, weight, epoch: None });
        }
    }

    /// All frames of a mirror, with damage stepped over. A mirror that cannot be read gives nothing.
    fn read_mirror(&mut self, dir: &Path, weight: Score) {
        for segment in mirror::segments(dir).unwrap_or_default() {
            if let Err(newer @ Fault::NewerVersion { .. }) = segment.head() {
                self.newer = Some(newer);
            }
            let Ok(bytes) = segment.bytes_from(0) else { continue };
            self.read_frames(&bytes, weight);
        }
    }

    fn read_frames(&mut self, bytes: &[u8], weight: Score) {
        mirror::frames(bytes).for_each(|it| self.add(it.seq, it.standing, it.header, it.body, weight));
        // A frame is broken as a whole if any of its bytes is; its header or its body may still be what was sealed.
        self.unsummed(|found| remains(bytes).iter().for_each(|it| found.add(it.seq, it.standing, it.header, it.body, weight)));
    }

    /// Takes in what no sum stands for. A bit that turned passes for a newer version there, so nothing of it says that a newer program wrote it.
    fn unsummed(&mut self, take_in: impl FnOnce(&mut Self)) {
        let newer = self.newer.take();
        take_in(self);
        self.newer = newer;
    }

    /// Files that stand in each other's place: the mirror is read as a database, and the database as a mirror.
    fn read_crosswise(&mut self, home: &Path, weight: Score) {
        mirror::segments(&mirror_dir(home)).unwrap_or_default().iter().for_each(|it| self.read_raw(&it.path, weight));
        // A file that cannot be read gives nothing.
        self.read_frames(&fs::read(store::dir(home).join("db")).unwrap_or_default(), weight);
    }

    fn is_empty(&self) -> bool {
        self.headers.values().all(Vec::is_empty)
    }

    /// All that a database gives that opened.
    fn read_store(&mut self, store: &Store, weight: Score) {
        const BLOCK: u64 = 256;
        let last = self.seen.max(store.last_header().map_or(0, |it| it.0));
        for first in (1..=last).step_by(BLOCK as usize) {
            let end = last.min(first + BLOCK - 1);
            // Where a block cannot be read, each of its entries may be.
            let parts = store.parts(Seq(first)..=Seq(end)).ok();
            let parts = parts.unwrap_or_else(|| (first..=end).filter_map(|n| store.parts(Seq(n)..=Seq(n)).ok()).flatten().collect());
            for (kind, seq, bytes) in parts {
                self.add_part(kind, seq.0, &bytes, weight);
            }
        }
    }

    fn add_part(&mut self, kind: PieceKind, seq: u64, bytes: &[u8], weight: Score) {
        if seq == 0 {
            return;
        }
        let standing = match kind {
            PieceKind::Header => return self.add_header(seq, bytes, weight),
            PieceKind::Body => EntryStanding::Whole,
            PieceKind::Erased => EntryStanding::Erased,
            PieceKind::Lost => {
                self.add_given_up(seq, bytes, weight);
                EntryStanding::Lost
            }
        };
        self.add_rest(seq, standing, bytes);
    }

    /// The values that stand in the raw bytes of a database's log. A file that cannot be read gives nothing, or what was read of it.
    fn read_raw(&mut self, file: &Path, weight: Score) {
        self.unsummed(|found| found.read_pieces(file, weight));
    }

    fn read_pieces(&mut self, file: &Path, weight: Score) {
        let mut cut: BTreeMap<(u64, PieceKind, u16), Pieces> = BTreeMap::new();
        let _ = scan(file, &mut |it| {
            if it.pieces == 1 {
                self.add_part(it.kind, it.seq.0, it.bytes, weight);
            } else if it.piece < it.pieces {
                cut.entry((it.seq.0, it.kind, it.pieces)).or_default().insert(it.piece, it.bytes.to_vec());
            }
        });
        for ((seq, kind, count), found) in cut {
            if found.len() == usize::from(count) {
                self.add_part(kind, seq, &found.into_values().flatten().collect::<Vec<_>>(), weight);
            }
        }
    }

    /// The path through the chain that holds most: the candidate for each number that has one.
    fn choose(&self) -> BTreeMap<u64, usize> {
        let mut ways: BTreeMap<u64, Vec<Onward>> = BTreeMap::new();
        // The best path that begins at the number looked at last or later, and the best that begins after that number.
        let (mut best, mut best_after): (Option<Way>, Option<Way>) = (None, None);
        let mut last = None;
        for (seq, candidates) in self.headers.iter().rev().filter(|(_, it)| !it.is_empty()) {
            let next = last.filter(|it| *it == seq + 1);
            // A number may be passed over only if nothing at it follows from here.
            let jump = if next.is_some() { best_after } else { best };
            let mut here = best;
            let mut on = Vec::with_capacity(candidates.len());
            for (index, it) in candidates.iter().enumerate() {
                let mut way = jump;
                let followers = next.and_then(|next| Some((next, self.headers.get(&next)?, ways.get(&next)?)));
                if let Some((next, headers, scores)) = followers {
                    for (at, (header, (score, _))) in headers.iter().zip(scores).enumerate() {
                        let in_order = header.epoch.is_none_or(|epoch| it.epoch.is_none_or(|before| epoch >= before));
                        if header.prev == it.hash && in_order && way.is_none_or(|way| *score >= way.score) {
                            way = Some(Way { score: *score, from: (next, at) });
                        }
                    }
                }
                let behind = way.map_or((0, 0), |it| it.score);
                let score = (it.weight.0 + behind.0, it.weight.1 + behind.1);
                on.push((score, way.map(|it| it.from)));
                if here.is_none_or(|here| score > here.score) {
                    here = Some(Way { score, from: (*seq, index) });
                }
            }
            ways.insert(*seq, on);
            (best_after, best, last) = (best, here, Some(*seq));
        }
        let mut chosen = BTreeMap::new();
        let mut at = best.map(|it| it.from);
        let mut epoch = 0;
        while let Some((seq, index)) = at {
            let sealed = self.headers.get(&seq).and_then(|it| it.get(index)?.epoch);
            // What was sealed with keys that had been given up by then was put there by somebody who has left.
            if sealed.is_none_or(|it| it >= epoch) {
                chosen.insert(seq, index);
                epoch = sealed.unwrap_or(epoch);
            }
            at = ways.get(&seq).and_then(|it| it.get(index)).and_then(|(_, next)| *next);
        }
        chosen
    }

    /// What stands behind a header, if any of what was found is it.
    fn rest_of(&self, seq: u64, header: &[u8]) -> Option<Record> {
        let full = open_header(self.keys, Seq(seq), header).ok()?;
        let rests = self.rests.get(&seq)?;
        // What was erased or given up does not come back from a copy that was set aside before.
        [EntryStanding::Erased, EntryStanding::Lost, EntryStanding::Whole].into_iter().find_map(|wanted| {
            let mut of = rests.iter().filter(|(standing, _)| *standing == wanted);
            let (standing, body) = of.find(|(standing, body)| open_content(self.keys, &full, *standing, body).is_ok())?;
            Some(Record { standing: *standing, header: header.into(), body: body.clone() })
        })
    }

    /// What is known of the act of an entry whose header is gone: what was given up before says it again, and otherwise the body, if it is left.
    /// Only a seal speaks for it, so no more than this is taken from it.
    fn act_of(&self, seq: u64) -> Option<(Box<str>, Adds)> {
        let rests = self.rests.get(&seq)?;
        let given_up = rests.iter().filter(|(standing, _)| *standing == EntryStanding::Lost);
        let mut before = given_up.filter_map(|(_, it)| Residue::open(self.keys, Seq(seq), it).ok());
        if let Some(Residue::Lost { act, .. }) = before.next() {
            return act;
        }
        let mut bodies = rests.iter().filter(|(standing, _)| *standing == EntryStanding::Whole);
        let (act, _) = bodies.find_map(|(_, it)| open_body(self.keys, Seq(seq), it, 0).ok())?;
        Some((act.kind().into(), act.adds()))
    }

    /// The logbook as it will be: a record for each number, and the head.
    fn put_together(&self) -> Result<(Vec<Record>, Head), Fault> {
        let chosen = self.choose();
        let last = chosen.last_key_value().map_or(0, |(seq, _)| *seq).max(self.seen);
        let candidate = |seq: u64| chosen.get(&seq).and_then(|index| self.headers.get(&seq)?.get(*index));
        let mut records = Vec::with_capacity(chosen.len());
        let (mut head, mut at) = (Head::default(), Stamp(0));
        for seq in 1..=last {
            let prev = head.hash;
            let (hash, header) = match candidate(seq) {
                Some(it) => {
                    at = it.at;
                    (it.hash, &*it.bytes)
                }
                None => (candidate(seq + 1).map_or_else(|| self.keys.chain(&prev, seq, b"lost"), |it| it.prev), &[][..]),
            };
            let found = if header.is_empty() { None } else { self.rest_of(seq, header) };
            let lost = || {
                let act = if header.is_empty() { self.act_of(seq) } else { None };
                let body = Residue::Lost { prev, after: hash, at, act }.seal(self.keys, Seq(seq))?.into();
                Ok(Record { standing: EntryStanding::Lost, header: header.into(), body })
            };
            records.push(found.map_or_else(lost, Ok)?);
            head = Head { seq: Seq(seq), hash };
        }
        Ok((records, head))
    }
}

/// Beside the copies while it is known that neither holds every entry: the next opening salvages, although their ends look well.
const WANTED: &str = "salvage";

/// Whether the opening has to salvage.
pub(super) fn is_wanted(home: &Path) -> bool {
    home.join(WANTED).exists()
}

/// Has the next opening salvage.
pub(super) fn want(home: &Path) -> Result<(), Fault> {
    files::replace(&home.join(WANTED), b"", Part::Home)
}

/// It was salvaged.
fn is_served(home: &Path) -> Result<(), Fault> {
    match fs::remove_file(home.join(WANTED)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.and_then(|()| files::sync_dir(home)).map_err(Fault::io(Part::Home)),
    }
}

/// The highest entry above a number of which a broken database still holds a header.
pub(super) fn highest(home: &Path, keys: &Keys, store: Option<&Store>, above: Seq) -> Seq {
    let mut highest = above;
    let mut look = |kind: PieceKind, seq: Seq, bytes: &[u8]| {
        if kind == PieceKind::Header && seq > highest && open_header(keys, seq, bytes).is_ok() {
            highest = seq;
        }
    };
    if let Some((store, last)) = store.and_then(|it| Some((it, it.last_header()?))) {
        let headers = store.headers(above.next()..=last).unwrap_or_default();
        headers.iter().for_each(|(seq, bytes)| look(PieceKind::Header, *seq, bytes));
    }
    // A file that cannot be read shows nothing.
    let _ = scan(&store::dir(home).join("db"), &mut |it| look(it.kind, it.seq, it.bytes));
    highest
}

/// Looks at all pieces in the raw bytes of a database's log.
fn scan(file: &Path, each: &mut dyn FnMut(piece::Piece<'_>)) -> std::io::Result<()> {
    let mut file = File::open(file)?;
    let mut at = 0;
    loop {
        let mut window = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        Read::by_ref(&mut file).take(WINDOW as u64).read_to_end(&mut window)?;
        piece::scan(&window).for_each(&mut *each);
        if window.len() < WINDOW {
            return Ok(());
        }
        at += (WINDOW - OVERLAP) as u64;
    }
}

/// The directories in a home that were set aside or left over.
fn asides(home: &Path, of: &str) -> Vec<PathBuf> {
    let listed = fs::read_dir(home).into_iter().flatten().flatten().map(|it| it.path());
    let left = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.strip_prefix(of).is_some_and(|it| it.starts_with(".broken-") || it == ".new" || it == ".old")
    };
    listed.filter(left).collect()
}

/// Collects what is left, writes both copies anew and sets the old ones aside. `opened` is the database, if it opened.
///
/// # Errors
/// `fault`, what the caller found, if nothing at all can be read; [`Fault::NewerVersion`]; faults of the system.
pub(super) fn salvage(
    home: &Path,
    keys: &Keys,
    opened: Option<Store>,
    seen: Seq,
    elsewhere: &Elsewhere,
    fault: Fault,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Recovered, Fault> {
    const IN_USE: Score = (1, 0);
    const ASIDE: Score = (0, 1);
    let seen = seen.max(elsewhere.seen).0;
    let mut found = Found { keys, headers: BTreeMap::new(), rests: HashMap::new(), seen, newer: None };
    found.read_mirror(&mirror_dir(home), IN_USE);
    elsewhere.mirrors.iter().for_each(|dir| found.read_mirror(dir, IN_USE));
    asides(home, "mirror").iter().for_each(|dir| found.read_mirror(dir, ASIDE));
    if let Some(store) = &opened {
        found.read_store(store, IN_USE);
    }
    drop(opened);
    found.read_raw(&store::dir(home).join("db"), IN_USE);
    asides(home, "db").iter().for_each(|dir| found.read_raw(&dir.join("db"), ASIDE));
    if found.is_empty() {
        found.read_crosswise(home, IN_USE);
    }
    if let Some(newer) = found.newer {
        return Err(newer);
    }
    if found.is_empty() {
        return Err(fault);
    }
    let (records, head) = found.put_together()?;
    drop(found);
    write_copies(home, keys, &records, head, progress)
}

/// Writes both copies. The database goes aside before the mirror: one that is left beside a new mirror would be believed.
fn write_copies(home: &Path, keys: &Keys, records: &[Record], head: Head, progress: &mut dyn FnMut(u64, u64)) -> Result<Recovered, Fault> {
    let (dir, new) = (mirror_dir(home), new_mirror_dir(home));
    let mut source = |range: std::ops::RangeInclusive<Seq>| {
        let (first, last) = (range.start().0 as usize - 1, range.end().0 as usize);
        records.get(first..last).unwrap_or_default().iter().cloned().map(Some).collect()
    };
    let place = write_mirror(&new, keys, head, &mut source, &mut |_| None, progress)?;
    crash_point()?;
    let aside_store = files::set_aside(&store::dir(home), Part::Store)?;
    crash_point()?;
    let aside_mirror = files::set_aside(&dir, Part::Mirror)?;
    crash_point()?;
    fs::rename(&new, &dir).and_then(|()| files::sync_dir(home)).map_err(Fault::io(Part::Mirror))?;
    crash_point()?;
    let (store, head, _) = fill_fresh(keys, home, head.seq, progress)?;
    crash_point()?;
    is_served(home)?;
    let kept = records.iter().filter(|it| it.standing != EntryStanding::Lost).count() as u64;
    let aside = aside_mirror.into_iter().chain(aside_store).collect();
    let notices = vec![Notice::Salvaged { entries: kept, lost: Vec::new(), aside }];
    Ok(Recovered { store, mirror: Mirror::open(&dir, end_of(place))?, head, notices })
}

/// Names what is missing and not yet on record: entries that are lost, and those that cannot be applied behind them.
pub(super) fn name_lost(reader: &Reader, campus: &Campus, notices: &mut Vec<Notice>) -> Result<(), Fault> {
    let on_record = |seq: Seq| campus.custody().lost().any(|it| (it.first..=it.last).contains(&seq));
    let lost = reader.shared.copies().store()?.lost()?;
    let mut missing: Vec<Seq> = lost.into_iter().filter(|seq| !on_record(*seq)).collect();
    if let Some(gap) = campus.gap() {
        missing.extend((gap.0..=reader.head().seq.0).map(Seq));
    }
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    let mut lost: Vec<Lost> = Vec::new();
    for seq in missing {
        let header = reader.header(seq)?.ok_or(Fault::damaged(Part::Store, seq))?;
        let kind = Some(header.kind).filter(|it| **it != *KIND_UNKNOWN);
        match lost.last_mut() {
            // Of a stretch without headers there is nothing to say of each.
            Some(before) if before.kind.is_none() && kind.is_none() && before.last.next() == seq => before.last = seq,
            _ => lost.push(Lost { first: seq, last: seq, at: Some(header.at), kind }),
        }
    }
    match notices.iter_mut().find_map(|it| if let Notice::Salvaged { lost, .. } = it { Some(lost) } else { None }) {
        Some(named) => *named = lost,
        None => notices.push(Notice::Salvaged { entries: reader.head().seq.0, lost, aside: Vec::new() }),
    }
    Ok(())
}
