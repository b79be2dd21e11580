//! Opening: the two copies are compared, and whichever is behind or broken is healed from the other.
//!
//! The database says how far it goes and where in the mirror that is, so only what stands behind that place has to be read. A broken copy is set
//! aside, never deleted. What was acknowledged is never dropped in silence: if neither copy has an entry, what is left is salvaged and the entry is
//! named as lost (see `salvage`).

use super::frame::{Frame, Parsed, SEGMENT_HEAD, parse};
use super::mirror::{self, Mirror, Place, WalkEnd, Walked};
use super::residue::{Record, open_front};
use super::rewrite::fill_fresh;
use super::salvage::{self, Elsewhere, highest, salvage};
use super::seal::{Keys, epoch_of};
use super::store::{self, NotOpened, Sealed, Store};
use super::writer::Mark;
use super::{Fault, Hash, Head, Notice, Part, files, pages};
use crate::campus::Seq;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

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
    /// It goes so far, and the last entry is sealed with the keys of this epoch.
    At(Mark, u8),
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
///
/// # Errors
/// [`Fault::Damaged`] if nothing at all can be read; [`Fault::NewerVersion`]; faults of the system.
pub(super) fn reconcile(
    home: &Path,
    keys: &Keys,
    opened: Result<Store, NotOpened>,
    had_store: bool,
    elsewhere: &Elsewhere,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Recovered, Fault> {
    // A new mirror beside the old one was never finished.
    let unfinished = new_mirror_dir(home);
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).map_err(Fault::io(Part::Mirror))?;
    }
    let (store, standing) = match opened {
        Ok(store) => {
            let standing = standing(&store, keys)?;
            (Some(store), standing)
        }
        Err(NotOpened::Broken) => (None, Standing::Broken),
        Err(NotOpened::Fault(fault)) => return Err(fault),
    };
    // What is known from outside plays no part here: copies that are whole and of one mind are an older home put back, which is said elsewhere and
    // needs no healing.
    let seen = store.as_ref().and_then(|it| pages::applied(it, keys)).unwrap_or_default().max(elsewhere.promised);
    let mut job = Job { home, keys, seen, progress };
    let stuck = match (store, standing) {
        (store, _) if salvage::is_wanted(home) => (store, Fault::damaged(Part::Mirror, None)),
        (Some(store), Standing::At(mark, epoch)) => match job.catch_up(&store, mark, epoch) {
            Ok((mirror, head, notices)) => return Ok(Recovered { store, mirror, head, notices }),
            Err(fault) => {
                job.seen = job.seen.max(mark.seq);
                (Some(store), fault)
            }
        },
        (store, standing) => match job.whole_mirror(store.as_ref(), elsewhere) {
            Ok(walked) => return job.rebuild_store(store.filter(|_| matches!(standing, Standing::Empty)), had_store, walked),
            Err(fault) => (store, fault),
        },
    };
    match stuck {
        // Entries that these keys cannot open are not damaged, and must not be given up.
        (store, Fault::Damaged { .. }) if is_later_than(home, keys, store.as_ref())? => Err(Fault::OldKeyring),
        (store, fault @ Fault::Damaged { .. }) => salvage(home, keys, store, job.seen, elsewhere, fault, job.progress),
        (_, fault) => Err(fault),
    }
}

fn standing(store: &Store, keys: &Keys) -> Result<Standing, Fault> {
    let Ok(mark) = store.mark() else { return Ok(Standing::Broken) };
    let Some(sealed) = mark else { return Ok(Standing::Empty) };
    let Some(mark) = Mark::open(keys, &sealed) else { return Ok(Standing::Broken) };
    let last = mark.seq.0;
    let mut epoch = None;
    for probe in 0..PROBES.min(last) {
        let seq = Seq(last - probe * (last - 1) / PROBES.min(last).saturating_sub(1).max(1));
        let found = store.records(seq..=seq).ok().and_then(|it| it.into_iter().next().flatten()).ok_or(Fault::damaged(Part::Store, seq));
        match found.and_then(|it| it.open_header(keys, seq)) {
            Ok(full) if seq == mark.seq && full.header.hash != mark.hash => return Ok(Standing::Broken),
            Ok(full) => epoch = epoch.or(full.epoch),
            Err(newer @ Fault::NewerVersion { .. }) => return Err(newer),
            Err(_) => return Ok(Standing::Broken),
        }
    }
    // Only a tail that somebody wrote with keys that were given up ends below the newest; so does one right after new keys were made.
    let epoch = epoch.unwrap_or_default();
    let forged = epoch < keys.newest() && store.headers(Seq(1)..=mark.seq)?.iter().filter_map(|(_, it)| epoch_of(it)).any(|it| it > epoch);
    Ok(if forged { Standing::Broken } else { Standing::At(mark, epoch) })
}

/// Whether entries are there that were sealed with a data key the keyring does not know. Whole frames count only, so that no bit that turned
/// says so.
fn is_later_than(home: &Path, keys: &Keys, store: Option<&Store>) -> Result<bool, Fault> {
    let is_later = |header: &[u8]| epoch_of(header).is_some_and(|it| it > keys.newest());
    for segment in mirror::segments(&mirror_dir(home))?.iter().rev() {
        if mirror::frames(&segment.bytes_from(SEGMENT_HEAD as u64)?).any(|it| is_later(it.header)) {
            return Ok(true);
        }
    }
    let last = store.and_then(|it| it.last_header().and_then(|seq| it.header(seq).ok().flatten()));
    Ok(last.is_some_and(|it| is_later(&it)))
}

/// Follows the chain along the frames of the mirror.
pub(super) struct Follower<'a> {
    keys: &'a Keys,
    pub head: Head,
    pub place: Option<Place>,
    /// The highest epoch of keys on the way: what was sealed with older ones behind it is forged.
    epoch: u8,
    newer: Option<Fault>,
}

impl<'a> Follower<'a> {
    pub(super) fn new(keys: &'a Keys, head: Head, epoch: u8) -> Self {
        Self { keys, head, place: None, epoch, newer: None }
    }

    /// Whether the frame is the next entry; if so it becomes the head.
    fn follow(&mut self, place: Place, frame: &Frame<'_>) -> bool {
        let seq = Seq(frame.seq);
        match open_front(self.keys, seq, frame.standing, frame.header, frame.body) {
            Ok(full) if seq == self.head.seq.next() && full.header.prev == self.head.hash && full.may_follow(self.epoch) => {
                self.epoch = full.epoch.unwrap_or(self.epoch);
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
    pub(super) fn broken(self) -> Fault {
        self.newer.unwrap_or(Fault::damaged(Part::Mirror, self.head.seq.next()))
    }
}

/// Entries on their way into the database, and the mark that goes with them.
type Load = (Vec<(Seq, Record)>, Vec<u8>);

/// Puts what comes into the database; the walk along the mirror goes on meanwhile.
fn put_all(store: &Store, loads: &Receiver<Load>) -> Result<(), Fault> {
    for (records, mark) in loads {
        let sealed = records.iter().map(|(seq, it)| Sealed { seq: *seq, standing: it.standing, header: &it.header, body: &it.body });
        store.put(sealed, &mark)?;
    }
    Ok(())
}

/// Puts all frames from a place on into the database.
pub(super) fn fill(
    keys: &Keys,
    store: &Store,
    dir: &Path,
    from: (u32, u64),
    follower: &mut Follower<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<(Walked, u64), Fault> {
    std::thread::scope(|scope| {
        let (to, loads) = sync_channel(2);
        let putting = scope.spawn(move || put_all(store, &loads));
        let mut waiting = Vec::new();
        let mut filled = 0;
        let send = |waiting: &mut Vec<(Seq, Record)>, follower: &Follower<'_>| {
            let Some(place) = follower.place.filter(|_| !waiting.is_empty()) else { return Ok(true) };
            let mark = Mark { seq: follower.head.seq, hash: follower.head.hash, place }.seal(keys)?;
            // Nobody takes it any more if the database has failed; that is said below.
            Ok::<_, Fault>(to.send((std::mem::take(waiting), mark)).is_ok())
        };
        let walked = mirror::walk(dir, from, &mut |place, frame| {
            let next = follower.follow(place, &frame);
            if next {
                waiting.push((Seq(frame.seq), Record::of(&frame)));
                filled += 1;
                // A mark stands only where a write ends: whoever goes on from it expects the beginning of one there.
                if frame.last && waiting.len() >= BATCH {
                    progress(filled);
                    return send(&mut waiting, follower);
                }
            }
            Ok(next)
        });
        let sent = send(&mut waiting, follower);
        drop(to);
        let put = putting.join().unwrap_or(Err(Fault::damaged(Part::Store, None)));
        put.and(sent)?;
        Ok((walked?, filled))
    })
}

/// Healing under way.
struct Job<'a> {
    home: &'a Path,
    keys: &'a Keys,
    /// The highest entry that is known to have been acknowledged; where no copy reaches it, something is lost.
    seen: Seq,
    progress: &'a mut dyn FnMut(u64, u64),
}

impl Job<'_> {
    fn reaches(&self, head: Head) -> Result<(), Fault> {
        if head.seq < self.seen { Err(Fault::damaged(Part::Mirror, head.seq.next())) } else { Ok(()) }
    }

    /// The usual case: the database is good, and what the mirror has beyond it is put in.
    fn catch_up(&mut self, store: &Store, mark: Mark, epoch: u8) -> Result<(Mirror, Head, Vec<Notice>), Fault> {
        let dir = mirror_dir(self.home);
        let mut notices = Vec::new();
        let whole = anchored(&dir, self.keys, &mark)?;
        let mut follower = Follower::new(self.keys, Head { seq: mark.seq, hash: mark.hash }, epoch);
        let (walked, filled) = fill(self.keys, store, &dir, (mark.place.segment, mark.place.end), &mut follower, &mut |_| {})?;
        if walked.end == WalkEnd::Broken {
            return Err(follower.broken());
        }
        self.reaches(follower.head)?;
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
            let (mirror, aside) = rebuild_mirror(self.home, self.keys, store, head, self.progress)?;
            notices.push(Notice::MirrorRebuilt { entries: head.seq.0, aside });
            mirror
        };
        Ok((mirror, head, notices))
    }

    /// Where the mirror ends and how many entries it has, if it is whole: before a database is built from it, nothing is touched. A broken
    /// database may show that the mirror was cut short.
    fn whole_mirror(&mut self, store: Option<&Store>, elsewhere: &Elsewhere) -> Result<(Walked, u64), Fault> {
        let begin = (1, SEGMENT_HEAD as u64);
        let mut follower = Follower::new(self.keys, Head::default(), 0);
        let walked = mirror::walk(&mirror_dir(self.home), begin, &mut |place, frame| Ok(follower.follow(place, &frame)))?;
        if matches!(walked.end, WalkEnd::Broken | WalkEnd::Missing) {
            return Err(follower.broken());
        }
        // Nor does anybody in the home say any more how far it went, so what is known from outside counts as well.
        self.seen = self.seen.max(highest(self.home, self.keys, store, follower.head.seq)).max(elsewhere.seen);
        self.reaches(follower.head)?;
        Ok((walked, follower.head.seq.0))
    }

    /// Builds the database again from the mirror. `empty` is one that opened and holds nothing; without it the old one is set aside first.
    fn rebuild_store(&mut self, empty: Option<Store>, had_store: bool, (walked, total): (Walked, u64)) -> Result<Recovered, Fault> {
        let db = store::dir(self.home);
        let set_aside = empty.is_none();
        drop(empty);
        let aside = if set_aside { files::set_aside(&db, Part::Store)? } else { None };
        let (store, head, _) = fill_fresh(self.keys, self.home, Seq(total), self.progress)?;
        let mut notices = Vec::new();
        if set_aside || (!had_store && total > 0) {
            notices.push(Notice::StoreRebuilt { entries: total, aside });
        } else if total > 0 {
            notices.push(Notice::StoreCaughtUp { entries: total });
        }
        if let WalkEnd::Torn(bytes) = walked.end {
            notices.push(Notice::TornTailCut { bytes });
        }
        Ok(Recovered { store, mirror: Mirror::open(&mirror_dir(self.home), walked)?, head, notices })
    }
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
    let header = open_front(keys, mark.seq, frame.standing, frame.header, frame.body);
    Ok(frame.seq == mark.seq.0 && header.is_ok_and(|it| it.header.hash == mark.hash))
}

pub(super) fn new_mirror_dir(home: &Path) -> PathBuf {
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
    let mut source = |range: RangeInclusive<Seq>| store.records(range).unwrap_or_default();
    let built = write_mirror(&new, keys, head, &mut source, &mut |seq| mirror::find(&dir, seq).ok().flatten(), progress)?;
    let aside = files::set_aside(&dir, Part::Mirror)?;
    std::fs::rename(&new, &dir).and_then(|()| files::sync_dir(home)).map_err(Fault::io(Part::Mirror))?;
    if let Some(place) = built {
        store.put([], &Mark { seq: head.seq, hash: head.hash, place }.seal(keys)?)?;
        store.sync()?;
    }
    Ok((Mirror::open(&dir, end_of(built))?, aside))
}

/// Where a mirror written anew ends.
pub(super) fn end_of(built: Option<Place>) -> Walked {
    let (segment, offset) = built.map_or((1, SEGMENT_HEAD as u64), |it| (it.segment, it.end));
    Walked { segment, offset, end: WalkEnd::Clean }
}

/// Writes all entries up to `head` into a new mirror at `dir`, and gives the place of the last. What `source` does not give whole and in its place
/// in the chain is asked of `other`.
///
/// # Errors
/// [`Fault::Damaged`] at the first entry that neither has; faults of the system.
pub(super) fn write_mirror(
    dir: &Path,
    keys: &Keys,
    head: Head,
    source: &mut dyn FnMut(RangeInclusive<Seq>) -> Vec<Option<Record>>,
    other: &mut dyn FnMut(Seq) -> Option<Record>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Option<Place>, Fault> {
    if dir.exists() {
        std::fs::remove_dir_all(dir).map_err(Fault::io(Part::Mirror))?;
    }
    let mut mirror = Mirror::create(dir, 1, Hash::default())?;
    let mut at = Head::default();
    let mut place = None;
    while at.seq < head.seq {
        let (begin, before) = (at.seq.0 + 1, at.hash);
        let mut frames = Vec::new();
        let mut length = 0;
        let end = head.seq.0.min(at.seq.0 + BATCH as u64);
        let mut records = source(Seq(begin)..=Seq(end)).into_iter();
        for seq in (begin..=end).map(Seq) {
            let given = good(keys, seq, at.hash, records.next().flatten());
            let found = given.or_else(|| good(keys, seq, at.hash, other(seq)));
            let (hash, record) = found.ok_or(Fault::damaged(Part::Store, seq))?;
            let Record { standing, header, body } = &record;
            let before = frames.len();
            Frame { seq: seq.0, first: seq.0 == begin, last: seq.0 == end, standing: *standing, header, body }.write(&mut frames);
            length = frames.len() - before;
            at = Head { seq, hash };
        }
        place = Some(mirror.append(&mut frames, length, begin, before).map_err(|it| it.fault)?);
        progress(at.seq.0, head.seq.0);
    }
    if at == head { Ok(place) } else { Err(Fault::damaged(Part::Store, head.seq)) }
}

/// The sealed entry with its chain hash, if its seals hold and it follows on `prev`.
fn good(keys: &Keys, seq: Seq, prev: Hash, found: Option<Record>) -> Option<(Hash, Record)> {
    let record = found?;
    let (full, _) = record.open(keys, seq).ok()?;
    (full.header.prev == prev).then_some((full.header.hash, record))
}
