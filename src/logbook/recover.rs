//! Opening: the two copies are compared, and whichever is behind or broken is healed from the other.
//!
//! The database says how far it goes and where in the mirror that is, so only what stands behind that place has to be read. A broken copy is set
//! aside, never deleted. What was acknowledged is never dropped in silence: if neither copy has an entry, opening is refused.

use super::frame::{Frame, Parsed, SEGMENT_HEAD, parse};
use super::mirror::{self, Mirror, Place, SealedEntry, WalkEnd, Walked};
use super::reader::{open_entry, open_header};
use super::seal::Keys;
use super::store::{self, NotOpened, Sealed, Store};
use super::writer::Mark;
use super::{Fault, Hash, Head, Notice, Part, files};
use crate::campus::Seq;
use std::path::{Path, PathBuf};

/// Entries put into the database at once.
const BATCH: usize = 512;
/// Headers looked up to see whether the database has lost a stretch of them.
const PROBES: u64 = 32;

/// Both copies, whole and of one mind.
pub(super) struct Recovered {
    pub store: Store,
    pub mirror: Mirror,
    pub head: Head,
    pub notices: Vec<Notice>,
}

/// How the database stands.
enum Standing {
    /// It goes so far.
    At(Mark),
    /// It holds nothing.
    Empty,
    /// It opened, but something is not right.
    Broken,
}

/// Where the mirror of a home is.
pub(super) fn mirror_dir(home: &Path) -> PathBuf {
    home.join("mirror")
}

/// Compares and heals. `had_store` says whether there was a database before it was opened.
pub(super) fn reconcile(
    home: &Path,
    keys: &Keys,
    opened: Result<Store, NotOpened>,
    had_store: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Recovered, Fault> {
    let unfinished = new_mirror_dir(home);
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).map_err(Fault::io(Part::Mirror))?;
    }
    let standing = match &opened {
        Ok(store) => standing(store, keys)?,
        Err(NotOpened::Broken) => Standing::Broken,
        Err(NotOpened::Fault(fault)) => return Err(fault.clone()),
    };
    match (opened, standing) {
        (Ok(store), Standing::At(mark)) => catch_up(home, keys, store, mark, progress),
        (Ok(store), Standing::Empty) => rebuild_store(home, keys, Some(store), had_store, progress),
        (opened, _) => {
            drop(opened);
            rebuild_store(home, keys, None, had_store, progress)
        }
    }
}

fn standing(store: &Store, keys: &Keys) -> Result<Standing, Fault> {
    let Ok(mark) = store.mark() else { return Ok(Standing::Broken) };
    let Some(sealed) = mark else { return Ok(Standing::Empty) };
    let Some(mark) = Mark::open(keys, &sealed) else { return Ok(Standing::Broken) };
    let last = mark.seq.0;
    for probe in 0..PROBES.min(last) {
        let seq = Seq(last - probe * (last - 1) / PROBES.min(last).saturating_sub(1).max(1));
        let found = store.header(seq).ok().flatten().ok_or(Fault::damaged(Part::Store, seq));
        match found.and_then(|it| open_header(keys, seq, &it)) {
            Ok(full) if seq == mark.seq && full.header.hash != mark.hash => return Ok(Standing::Broken),
            Ok(_) => {}
            Err(newer @ Fault::NewerVersion { .. }) => return Err(newer),
            Err(_) => return Ok(Standing::Broken),
        }
    }
    Ok(Standing::At(mark))
}

/// Follows the chain along the frames of the mirror.
struct Follower<'a> {
    keys: &'a Keys,
    head: Head,
    place: Option<Place>,
    newer: Option<Fault>,
}

impl Follower<'_> {
    /// Whether the frame is the next entry; if so it becomes the head.
    fn follow(&mut self, place: Place, frame: &Frame<'_>) -> bool {
        let seq = Seq(frame.seq);
        match open_header(self.keys, seq, frame.header) {
            Ok(full) if seq == self.head.seq.next() && full.header.prev == self.head.hash => {
                self.head = Head { seq, hash: full.header.hash };
                self.place = Some(place);
                true
            }
            Err(newer @ Fault::NewerVersion { .. }) => {
                self.newer = Some(newer);
                false
            }
            _ => false,
        }
    }

    /// What is to be said if the walk ended as broken.
    fn broken(self) -> Fault {
        self.newer.unwrap_or(Fault::damaged(Part::Mirror, self.head.seq.next()))
    }
}

/// Entries on their way into the database.
struct Filler<'a> {
    store: &'a Store,
    waiting: Vec<(Seq, Vec<u8>, Vec<u8>)>,
    filled: u64,
}

impl Filler<'_> {
    fn add(&mut self, frame: &Frame<'_>) {
        self.waiting.push((Seq(frame.seq), frame.header.to_vec(), frame.body.to_vec()));
        self.filled += 1;
    }

    fn put(&mut self, keys: &Keys, head: Head, place: Option<Place>) -> Result<(), Fault> {
        let Some(place) = place.filter(|_| !self.waiting.is_empty()) else { return Ok(()) };
        let mark = Mark { seq: head.seq, hash: head.hash, place }.seal(keys)?;
        self.store.put(self.waiting.iter().map(|(seq, header, body)| Sealed { seq: *seq, header, body }), &mark)?;
        self.waiting.clear();
        Ok(())
    }
}

/// Puts all frames from a place on into the database.
fn fill(
    keys: &Keys,
    store: &Store,
    dir: &Path,
    from: (u32, u64),
    follower: &mut Follower<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<(Walked, u64), Fault> {
    let mut filler = Filler { store, waiting: Vec::new(), filled: 0 };
    let walked = mirror::walk(dir, from, &mut |place, frame| {
        let next = follower.follow(place, &frame);
        if next {
            filler.add(&frame);
            // A mark may stand in the middle of a write: all of it is there, and was acknowledged or may be.
            if filler.waiting.len() >= BATCH {
                filler.put(keys, follower.head, follower.place)?;
                progress(filler.filled);
            }
        }
        Ok(next)
    })?;
    filler.put(keys, follower.head, follower.place)?;
    Ok((walked, filler.filled))
}

/// The usual case: the database is good, and what the mirror has beyond it is put in.
fn catch_up(home: &Path, keys: &Keys, store: Store, mark: Mark, progress: &mut dyn FnMut(u64, u64)) -> Result<Recovered, Fault> {
    let dir = mirror_dir(home);
    let mut notices = Vec::new();
    let whole = anchored(&dir, keys, &mark)?;
    let head = Head { seq: mark.seq, hash: mark.hash };
    let mut follower = Follower { keys, head, place: None, newer: None };
    let (walked, filled) = fill(keys, &store, &dir, (mark.place.segment, mark.place.end), &mut follower, &mut |_| {})?;
    if walked.end == WalkEnd::Broken {
        return Err(follower.broken());
    }
    if filled > 0 {
        store.sync()?;
        notices.push(Notice::StoreCaughtUp { entries: filled });
    }
    let head = follower.head;
    let mirror = if whole && walked.end != WalkEnd::Missing {
        if let WalkEnd::Torn(bytes) = walked.end {
            notices.push(Notice::TornTailCut { bytes });
        }
        Mirror::open(&dir, walked)?
    } else {
        let (mirror, aside) = rebuild_mirror(home, keys, &store, head, progress)?;
        notices.push(Notice::MirrorRebuilt { entries: head.seq.0, aside });
        mirror
    };
    Ok(Recovered { store, mirror, head, notices })
}

/// Whether all segments up to the mark are there in their length, and the frame at the mark is the entry the mark names.
fn anchored(dir: &Path, keys: &Keys, mark: &Mark) -> Result<bool, Fault> {
    let segments = mirror::segments(dir)?;
    let numbers = segments.iter().map(|it| it.number).take_while(|it| *it <= mark.place.segment);
    if !numbers.eq(1..=mark.place.segment) {
        return Ok(false);
    }
    let mut before = 0;
    for segment in segments.iter().take_while(|it| it.number <= mark.place.segment) {
        match segment.head()? {
            Some(head) if head.before <= before => before = segment.length()?,
            _ => return Ok(false),
        }
    }
    let Some(bytes) = mirror::bytes_at(dir, mark.place)? else { return Ok(false) };
    let Parsed::Frame(frame, _) = parse(&bytes) else { return Ok(false) };
    let header = open_header(keys, mark.seq, frame.header);
    Ok(frame.seq == mark.seq.0 && header.is_ok_and(|it| it.header.hash == mark.hash))
}

/// Builds the database again from the mirror. `empty` is one that opened and holds nothing; without it the old one is set aside first.
fn rebuild_store(
    home: &Path,
    keys: &Keys,
    empty: Option<Store>,
    had_store: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Recovered, Fault> {
    let dir = mirror_dir(home);
    let begin = (1, SEGMENT_HEAD as u64);
    // Before anything is touched the mirror has to show that it is whole.
    let mut follower = Follower { keys, head: Head::default(), place: None, newer: None };
    let walked = mirror::walk(&dir, begin, &mut |place, frame| Ok(follower.follow(place, &frame)))?;
    if matches!(walked.end, WalkEnd::Broken | WalkEnd::Missing) {
        return Err(follower.broken());
    }
    let total = follower.head.seq.0;
    let was_broken = empty.is_none();
    let (store, aside) = match empty {
        Some(store) => (store, None),
        None => {
            let aside = files::set_aside(&store::dir(home), Part::Store)?;
            let opened = store::open(&store::dir(home)).map_err(|it| match it {
                NotOpened::Fault(fault) => fault,
                NotOpened::Broken => Fault::damaged(Part::Store, None),
            })?;
            (opened, aside)
        }
    };
    let mut follower = Follower { keys, head: Head::default(), place: None, newer: None };
    fill(keys, &store, &dir, begin, &mut follower, &mut |done| progress(done, total))?;
    store.sync()?;
    let mut notices = Vec::new();
    if was_broken || (!had_store && total > 0) {
        notices.push(Notice::StoreRebuilt { entries: total, aside });
    } else if total > 0 {
        notices.push(Notice::StoreCaughtUp { entries: total });
    }
    if let WalkEnd::Torn(bytes) = walked.end {
        notices.push(Notice::TornTailCut { bytes });
    }
    Ok(Recovered { store, mirror: Mirror::open(&dir, walked)?, head: follower.head, notices })
}

fn new_mirror_dir(home: &Path) -> PathBuf {
    home.join("mirror.new")
}

/// Builds the mirror again from the database, which has to be whole up to `head`; single entries it lacks are taken from the old mirror.
fn rebuild_mirror(
    home: &Path,
    keys: &Keys,
    store: &Store,
    head: Head,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Mirror, Option<PathBuf>), Fault> {
    let (dir, new) = (mirror_dir(home), new_mirror_dir(home));
    let mut mirror = Mirror::create(&new, 1, Hash::default())?;
    let mut at = Head::default();
    let mut place = None;
    while at.seq < head.seq {
        let (begin, before) = (at.seq.0 + 1, at.hash);
        let mut frames = Vec::new();
        let mut length = 0;
        let end = head.seq.0.min(at.seq.0 + BATCH as u64);
        for seq in (begin..=end).map(Seq) {
            let from_store = good(keys, seq, at.hash, entry_of(keys, store, seq));
            let found = from_store.or_else(|| good(keys, seq, at.hash, mirror::find(&dir, seq).ok().flatten()));
            let (hash, header, body) = found.ok_or(Fault::damaged(Part::Store, seq))?;
            let before = frames.len();
            Frame { seq: seq.0, first: seq.0 == begin, last: seq.0 == end, header: &header, body: &body }.write(&mut frames);
            length = frames.len() - before;
            at = Head { seq, hash };
        }
        place = Some(mirror.append(&mut frames, length, begin, before).map_err(|it| it.fault)?);
        progress(at.seq.0, head.seq.0);
    }
    if at != head {
        return Err(Fault::damaged(Part::Store, head.seq));
    }
    let aside = files::set_aside(&dir, Part::Mirror)?;
    drop(mirror);
    std::fs::rename(&new, &dir).and_then(|()| files::sync_dir(home)).map_err(Fault::io(Part::Mirror))?;
    let walked = match place {
        Some(place) => {
            store.put([], &Mark { seq: head.seq, hash: head.hash, place }.seal(keys)?)?;
            store.sync()?;
            Walked { segment: place.segment, offset: place.end, end: WalkEnd::Clean }
        }
        None => Walked { segment: 1, offset: SEGMENT_HEAD as u64, end: WalkEnd::Clean },
    };
    Ok((Mirror::open(&dir, walked)?, aside))
}

fn entry_of(keys: &Keys, store: &Store, seq: Seq) -> Option<SealedEntry> {
    let header = store.header(seq).ok()??;
    let full = open_header(keys, seq, &header).ok()?;
    Some((header.to_vec(), store.body(seq, full.body).ok()??))
}

/// The sealed entry with its chain hash, if its seals hold and it follows on `prev`.
fn good(keys: &Keys, seq: Seq, prev: Hash, found: Option<SealedEntry>) -> Option<(Hash, Vec<u8>, Vec<u8>)> {
    let (header, body) = found?;
    let full = open_header(keys, seq, &header).ok()?;
    open_entry(keys, &full, &body).ok()?;
    (full.header.prev == prev).then_some((full.header.hash, header, body))
}
