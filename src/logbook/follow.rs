//! The thread that keeps second mirrors up to date and watches the free space, out of everybody's way.
//!
//! It copies bytes: a second mirror is the mirror's segments up to the last acknowledged entry. What it does not have it gets, what was torn
//! when a stick was pulled is cut off, what does not fit is set aside there and made anew. Afterwards it holds the older part against ours,
//! piece by piece, so that rot is found. Nothing it meets stops the desk: it is put on the board.

use super::copies::{Board, Copy, Standing};
use super::frame::SEGMENT_HEAD;
use super::keyring::Keyring;
use super::mirror::{self, Segment};
use super::second::Folder;
use super::{Fault, Part, files, recover};
use crate::campus::Seq;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it looks for sticks that were put in, and at the free space.
const LOOK: Duration = Duration::from_secs(3);
/// How long it waits between pieces that it holds against ours.
const BREATH: Duration = Duration::from_millis(5);
/// How much is copied or compared at once.
const PIECE: u64 = 1 << 20;
/// How much is still copied when the desk is left.
const FAREWELL: u64 = 16 << 20;
/// How long the desk waits for that.
const GOODBYE: Duration = Duration::from_secs(3);
/// How much at the end of a copy has to be ours before it is gone on with.
const TAIL: u64 = 64 << 10;
const LOCK: &str = "follow.lock";

/// A place in the mirror: the segment, and how far in it.
type At = (u32, u64);

/// What the desk wants to be there.
#[derive(Debug, Clone, Default)]
pub(super) struct Goal {
    /// How far the acknowledged frames go.
    pub end: At,
    /// The last entry.
    pub seq: Seq,
    /// How often entries were erased.
    pub generation: u64,
    /// The directories of the second mirrors.
    pub dirs: Vec<PathBuf>,
    turn: u64,
    stop: bool,
}

impl Goal {
    /// That everything up to here is there, once directories are named.
    pub(super) fn at(end: At, seq: Seq) -> Self {
        Self { end, seq, ..Self::default() }
    }
}

#[derive(Default)]
struct Wanted {
    goal: Mutex<Goal>,
    changed: Condvar,
}

impl Wanted {
    fn goal(&self) -> MutexGuard<'_, Goal> {
        self.goal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread, as the logbook holds it. Dropping it ends the thread, after a last look.
pub(super) struct Follower {
    wanted: Arc<Wanted>,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl Follower {
    /// Begins to follow. Without a thread the desk goes on, and its copies are told as they were.
    pub(super) fn start(home: &Path, name: String, board: Arc<Board>, goal: Goal) -> Self {
        let wanted = Arc::new(Wanted { goal: Mutex::new(goal), changed: Condvar::new() });
        let (ending, ended) = channel();
        let worker = Worker { home: home.to_owned(), name, board, wanted: Arc::clone(&wanted), tracks: BTreeMap::new() };
        let work = move || {
            // Sent when the thread ends, however it does.
            let _ending = ending;
            worker.run();
        };
        let thread = std::thread::Builder::new().name("copies".to_owned()).spawn(work).ok();
        Self { wanted, ended, thread }
    }

    /// Changes what is wanted. Quick: it only wakes the thread, and only where somebody waits for it.
    pub(super) fn want(&self, change: impl FnOnce(&mut Goal)) {
        let mut goal = self.wanted.goal();
        let had = !goal.dirs.is_empty();
        change(&mut goal);
        goal.turn += 1;
        if had || !goal.dirs.is_empty() {
            self.wanted.changed.notify_one();
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.wanted.goal().stop = true;
        self.wanted.changed.notify_one();
        // A disk that hangs must not keep the desk from being left; the thread then ends when the disk lets it.
        let hangs = self.ended.recv_timeout(GOODBYE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout);
        if let Some(thread) = self.thread.take().filter(|_| !hangs) {
            drop(thread.join());
        }
    }
}

/// What is known of a second mirror while it is there.
#[derive(Default)]
struct Track {
    /// Held so that no other program writes there.
    lock: Option<File>,
    at: Option<At>,
    /// It goes on past our end, with so many entries. Left alone until the home is opened again, which takes them over.
    ahead: Option<u64>,
    /// How far it was held against ours.
    compared: At,
    keyring: Vec<u8>,
}

struct Worker {
    home: PathBuf,
    name: String,
    board: Arc<Board>,
    wanted: Arc<Wanted>,
    tracks: BTreeMap<PathBuf, Track>,
}

fn fault(error: std::io::Error) -> Fault {
    Fault::io(Part::Second)(error)
}

impl Worker {
    fn run(mut self) {
        let mut looked: Option<Instant> = None;
        let mut turn = None;
        loop {
            let goal = self.wanted.goal().clone();
            if turn != Some(goal.turn) || goal.stop || looked.is_none_or(|it| it.elapsed() >= LOOK) {
                self.follow_all(&goal);
                turn = Some(goal.turn);
            }
            if goal.stop {
                return;
            }
            if looked.is_none_or(|it| it.elapsed() >= LOOK) {
                self.measure(&goal);
                looked = Some(Instant::now());
            }
            let patience = if self.compare_some(&goal) { BREATH } else { LOOK };
            let wanted = self.wanted.goal();
            if Some(wanted.turn) == turn && !wanted.stop {
                drop(self.wanted.changed.wait_timeout(wanted, patience));
            }
        }
    }

    fn follow_all(&mut self, goal: &Goal) {
        self.tracks.retain(|dir, _| goal.dirs.contains(dir));
        for dir in &goal.dirs {
            let mut track = self.tracks.remove(dir).unwrap_or_default();
            let folder = Folder::below(dir, &self.name);
            let standing = self.follow(dir, &folder, &mut track, goal).unwrap_or_else(|it| {
                track = Track::default();
                if folder.0.is_dir() { Standing::after(&it) } else { Standing::Missing }
            });
            self.tracks.insert(dir.clone(), track);
            self.board.set_second(dir, standing);
        }
    }

    /// Brings one second mirror up to date.
    fn follow(&self, dir: &Path, folder: &Folder, track: &mut Track, goal: &Goal) -> Result<Standing, Fault> {
        // The folder, not the directory: where a stick was, there may be an empty directory of the system's own disk.
        if !folder.0.is_dir() {
            *track = Track::default();
            return Ok(Standing::Missing);
        }
        if track.lock.is_none() {
            let file = files::private().create(true).truncate(false).write(true).open(folder.0.join(LOCK)).map_err(fault)?;
            if file.try_lock().is_err() {
                return Ok(Standing::Behind { entries: 0 });
            }
            *track = Track { lock: Some(file), ..Track::default() };
        }
        let ours = recover::mirror_dir(&self.home);
        if let Some(entries) = track.ahead {
            return Ok(Standing::Ahead { entries });
        }
        let keyring = Keyring::newest(&self.home)?;
        if track.keyring != keyring {
            folder.write_keys(&keyring)?;
            track.keyring = keyring;
        }
        if folder.generation()? < goal.generation {
            track.at = None;
            folder.renew(goal.generation)?;
        }
        let at = match track.at {
            Some(at) => at,
            None => match fit(&ours, &folder.mirror(), goal.end)? {
                Fit::At(at) => at,
                Fit::Ahead(entries) => {
                    track.ahead = Some(entries);
                    return Ok(Standing::Ahead { entries });
                }
                // Which of the two is right, the frames of ours tell.
                Fit::Differs if !(1..=goal.end.0).all(|number| is_whole(&ours, number, goal.end)) => {
                    self.board.set(&Copy::Mirror, Standing::Broken);
                    return Ok(Standing::Behind { entries: 0 });
                }
                Fit::Differs => {
                    files::set_aside(&folder.mirror(), Part::Second)?;
                    (1, 0)
                }
            },
        };
        track.at = Some(at);
        self.copy(dir, folder, track, goal)
    }

    /// Copies what is missing behind the place of the track.
    fn copy(&self, dir: &Path, folder: &Folder, track: &mut Track, goal: &Goal) -> Result<Standing, Fault> {
        let ours = recover::mirror_dir(&self.home);
        files::make_dir(&folder.mirror()).map_err(fault)?;
        let Some(mut at) = track.at else { return Ok(Standing::Good) };
        let mut copied = 0;
        while at < goal.end {
            let length = content(&ours, at.0, goal.end)?;
            if at.1 >= length {
                at = (at.0 + 1, 0);
                continue;
            }
            let entries = goal.seq.0.saturating_sub(last_before(&ours, at));
            if copied > FAREWELL && self.wanted.goal().stop {
                return Ok(Standing::Behind { entries });
            }
            if length - at.1 > PIECE {
                self.board.set_second(dir, Standing::Behind { entries });
            }
            copied += copy_segment(&ours, &folder.mirror(), at, length)?;
            at.1 = length;
            track.at = Some(at);
        }
        Ok(Standing::Good)
    }

    /// Holds the next piece of one second mirror against ours. Whether there is more to do.
    fn compare_some(&mut self, goal: &Goal) -> bool {
        let ours = recover::mirror_dir(&self.home);
        let Some((dir, track)) = self.tracks.iter_mut().find(|(_, it)| it.at.is_some_and(|at| it.compared < at)) else { return false };
        let folder = Folder::below(dir, &self.name);
        let done = compare(&ours, &folder.mirror(), track, goal.end);
        match done {
            Ok(true) => {}
            // Which of the two is right, the frames of ours tell.
            Ok(false) if is_whole(&ours, track.compared.0, goal.end) => {
                *track = Track { lock: track.lock.take(), ..Track::default() };
                if files::set_aside(&folder.mirror(), Part::Second).is_err() {
                    self.board.set_second(dir, Standing::Broken);
                }
                self.wanted.goal().turn += 1;
            }
            Ok(false) => {
                track.compared = goal.end;
                self.board.set(&Copy::Mirror, Standing::Broken);
            }
            // It is looked for again soon, and said then.
            Err(_) => track.compared = goal.end,
        }
        true
    }

    fn measure(&self, goal: &Goal) {
        let free = |path: &Path| fs4::available_space(path).ok().map(|it| it >> 20);
        let of_home = free(&self.home);
        self.board.set_free(&Copy::Store, of_home);
        self.board.set_free(&Copy::Mirror, of_home);
        for dir in &goal.dirs {
            let folder = Folder::below(dir, &self.name);
            self.board.set_free(&Copy::Second(dir.clone()), free(&folder.0));
        }
    }
}

/// How a copy fits ours.
enum Fit {
    /// It is ours up to here.
    At(At),
    /// It is ours, and goes on with so many entries.
    Ahead(u64),
    /// It is something else.
    Differs,
}

fn segment(dir: &Path, number: u32) -> Result<Option<Segment>, Fault> {
    Ok(mirror::segments(dir)?.into_iter().find(|it| it.number == number))
}

/// How much of one of our segments counts.
fn content(ours: &Path, number: u32, end: At) -> Result<u64, Fault> {
    if number >= end.0 {
        return Ok(if number == end.0 { end.1 } else { 0 });
    }
    let next = segment(ours, number + 1)?.map(|it| it.head()).transpose()?.flatten();
    next.map(|it| it.before).ok_or(Fault::damaged(Part::Mirror, None))
}

/// The last entry before a segment of ours, for saying about how many are missing.
fn last_before(ours: &Path, at: At) -> u64 {
    let head = segment(ours, at.0).ok().flatten().and_then(|it| it.head().ok().flatten());
    head.map_or(0, |it| it.first.saturating_sub(1))
}

/// Finds how far a copy is ours. What was torn when the stick was pulled is cut off.
fn fit(ours: &Path, theirs: &Path, end: At) -> Result<Fit, Fault> {
    let copies = mirror::segments(theirs)?;
    let Some(last) = copies.last() else { return Ok(Fit::At((1, 0))) };
    if !copies.iter().map(|it| it.number).eq(1..=last.number) {
        return Ok(Fit::Differs);
    }
    for copy in copies.iter().take_while(|it| it.number < last.number.min(end.0)) {
        let same = segment(ours, copy.number)?.is_some_and(|it| matches!((it.head(), copy.head()), (Ok(Some(a)), Ok(Some(b))) if a == b));
        if !same || copy.length()? != content(ours, copy.number, end)? {
            return Ok(Fit::Differs);
        }
    }
    let number = last.number.min(end.0);
    let (Some(our), Some(their)) = (segment(ours, number)?, copies.iter().find(|it| it.number == number)) else {
        return Ok(Fit::Differs);
    };
    let (ends, length) = (content(ours, number, end)?, their.length()?);
    if last.number == number && length <= ends && same_bytes(&our, their, length.saturating_sub(TAIL), length)? {
        return Ok(Fit::At((number, length)));
    }
    let (mut a, b) = (our.bytes_from(0)?, their.bytes_from(0)?);
    a.truncate(ends as usize);
    let common = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // What follows on the last frame that is the same, if that is whole, is another history or one that is longer; if not, it is torn.
    let frames = a.get(SEGMENT_HEAD..).unwrap_or_default();
    let kept = mirror::whole_frames(frames, common.saturating_sub(SEGMENT_HEAD));
    let beyond = mirror::frames(b.get(SEGMENT_HEAD + kept..).unwrap_or_default()).count() as u64;
    let later = last.number > number;
    if beyond == 0 && !later {
        let kept = if common < SEGMENT_HEAD { 0 } else { common as u64 };
        files::private().write(true).open(&their.path).and_then(|it| it.set_len(kept)).map_err(fault)?;
        return Ok(Fit::At((number, kept)));
    }
    if common == a.len() && number == end.0 {
        let mut entries = beyond;
        for copy in copies.iter().filter(|it| it.number > number) {
            entries += mirror::frames(&copy.bytes_from(SEGMENT_HEAD as u64)?).count() as u64;
        }
        return Ok(Fit::Ahead(entries));
    }
    Ok(Fit::Differs)
}

fn read_piece(segment: &Segment, from: u64, to: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut file = File::open(&segment.path).map_err(fault)?;
    file.seek(SeekFrom::Start(from)).map_err(fault)?;
    file.take(to.saturating_sub(from)).read_to_end(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

fn same_bytes(a: &Segment, b: &Segment, from: u64, to: u64) -> Result<bool, Fault> {
    Ok(read_piece(a, from, to)? == read_piece(b, from, to)?)
}

/// Copies the rest of a segment and has it on the disk when it returns. How much that was.
fn copy_segment(ours: &Path, theirs: &Path, at: At, length: u64) -> Result<u64, Fault> {
    let our = segment(ours, at.0)?.ok_or(Fault::damaged(Part::Mirror, None))?;
    let path = theirs.join(our.path.file_name().unwrap_or_default());
    let mut file = files::private().write(true).create(true).truncate(false).open(&path).map_err(fault)?;
    file.seek(SeekFrom::Start(at.1)).map_err(fault)?;
    let mut from = at.1;
    while from < length {
        let to = length.min(from + PIECE);
        let piece = read_piece(&our, from, to)?;
        if piece.len() as u64 != to - from {
            return Err(Fault::damaged(Part::Mirror, None));
        }
        file.write_all(&piece).map_err(fault)?;
        from = to;
    }
    file.sync_data().map_err(fault)?;
    if at.1 == 0 {
        files::sync_dir(theirs).map_err(fault)?;
    }
    Ok(length - at.1)
}

/// Holds the next piece against ours; `false` if it is another.
fn compare(ours: &Path, theirs: &Path, track: &mut Track, end: At) -> Result<bool, Fault> {
    let Some(at) = track.at else { return Ok(true) };
    let (number, from) = (track.compared.0.max(1), track.compared.1);
    let length = if number == at.0 { at.1 } else { content(ours, number, end)? };
    if from >= length {
        track.compared = (number + 1, 0);
        return Ok(true);
    }
    let to = length.min(from + PIECE);
    let (Some(our), Some(their)) = (segment(ours, number)?, segment(theirs, number)?) else { return Ok(false) };
    track.compared = (number, from);
    let same = same_bytes(&our, &their, from, to)?;
    if same {
        track.compared.1 = to;
    }
    Ok(same)
}

/// Whether all frames of one of our segments are whole.
fn is_whole(ours: &Path, number: u32, end: At) -> bool {
    let look = || {
        let Some(our) = segment(ours, number)? else { return Ok::<_, Fault>(false) };
        let length = content(ours, number, end)? as usize;
        let bytes = our.bytes_from(SEGMENT_HEAD as u64)?;
        let bytes = bytes.get(..length.saturating_sub(SEGMENT_HEAD)).unwrap_or_default();
        Ok(our.head()?.is_some() && mirror::whole_frames(bytes, bytes.len()) == bytes.len())
    };
    look().unwrap_or(false)
}
