//! The thread that keeps second mirrors up to date and watches the free space, out of everybody's way.
//!
//! It copies bytes: a second mirror is the mirror's segments up to the last acknowledged entry. What it does not have it gets, what was torn
//! when a stick was pulled is cut off, what does not fit is set aside there and made anew. Afterwards it holds the older part against ours,
//! piece by piece, so that rot is found. Nothing it meets stops the desk: it is put on the board.

use super::copies::{Board, Copy, Standing};
use super::fit::{At, Fit, PIECE, compare, content, copy_segment, fit, is_whole, last_before};
use super::keyring::Keyring;
use super::second::Folder;
use super::{Fault, Part, files, recover};
use crate::campus::Seq;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How often it looks for sticks that were put in, and at the free space.
const LOOK: Duration = Duration::from_secs(3);
/// How long it waits between pieces that it holds against ours.
const BREATH: Duration = Duration::from_millis(5);
/// How much is still copied when the desk is left.
const FAREWELL: u64 = 16 << 20;
/// How long the desk waits for that.
const GOODBYE: Duration = Duration::from_secs(3);
const LOCK: &str = "follow.lock";

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
            folder.write_keys(&self.home, &keyring)?;
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
        let Some(at) = track.at else { return false };
        let done = compare(&ours, &folder.mirror(), at, &mut track.compared, goal.end);
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
