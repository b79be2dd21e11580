//! Backups (备份): by hand to a file, by themselves at the end of a shift; looked through, and made a home again.

use super::rotation::{self, Named};
use super::{Clock, Desk, DeskError, locked};
use crate::campus::{Act, CustodyAct, Entry, SeatId, Seq, Stamp, UserId};
use crate::logbook::head::HeadText;
use crate::logbook::{
    Backup, BackupCheck, BackupId, BackupReport, Fault, Head, Header, Logbook, Part, Prepared, Restoring, replace, shred, unfinished,
};
use std::fs;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long closing waits for a backup under way before it is given up.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long closing waits for one that was given up: it stops between two blocks of entries.
const GIVEN_UP: Duration = Duration::from_secs(2);
/// The folder in the home where automatic backups lie unless another was named.
const FOLDER: &str = "backups";
/// The file in the home that names another folder, on its first line.
const SETTING: &str = "backups.dir";

/// How the last backup came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupStatus {
    /// One is being made.
    Running,
    /// It is whole.
    Made {
        /// When.
        at: Stamp,
        /// How many entries it holds.
        entries: u64,
    },
    /// It could not be made.
    Failed {
        /// When.
        at: Stamp,
        /// Why.
        fault: Fault,
    },
}

/// A home was made of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// The backup's number.
    pub id: BackupId,
    /// Where the logbook in the backup ended.
    pub from: Head,
    /// Where the restored one ends now: behind the entry that says so.
    pub head: Head,
    /// The epoch of keys that began.
    pub epoch: u8,
}

/// Makes backups behind everybody's back, one at a time.
#[derive(Default)]
pub(super) struct Keeper {
    state: Mutex<State>,
    changed: Condvar,
    given_up: AtomicBool,
}

#[derive(Default)]
struct State {
    running: bool,
    /// Another one was asked for while one is being made.
    again: bool,
    last: Option<BackupStatus>,
}

impl Keeper {
    /// Waits for the backup under way, and gives it up if that takes too long.
    pub(super) fn settle(&self) {
        if self.wait(PATIENCE) {
            return;
        }
        self.given_up.store(true, Ordering::Relaxed);
        self.wait(GIVEN_UP);
    }

    /// Whether none is being made, waiting for that so long.
    fn wait(&self, patience: Duration) -> bool {
        let begun = Instant::now();
        let mut state = locked(self.state.lock());
        while state.running {
            let Some(left) = patience.checked_sub(begun.elapsed()) else { return false };
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Whether one may begin now; if not, the one under way is followed by another.
    fn begin(&self) -> bool {
        let mut state = locked(self.state.lock());
        state.again |= state.running;
        !std::mem::replace(&mut state.running, true)
    }

    /// Whether another is to follow.
    fn end(&self, status: BackupStatus) -> bool {
        let mut state = locked(self.state.lock());
        state.last = Some(status);
        state.running = std::mem::take(&mut state.again) && !self.given_up.load(Ordering::Relaxed);
        let again = state.running;
        drop(state);
        self.changed.notify_all();
        again
    }
}

impl Desk {
    /// Where the logbook ends: what is printed, so that it can be proved later that nothing up to there was changed.
    pub fn head(&self) -> Head {
        self.inner.reader.head()
    }

    /// The entries whose chain hash begins as somebody typed it from paper.
    ///
    /// # Errors
    /// The logbook cannot be read.
    pub fn find_head(&self, wanted: &HeadText) -> Result<Vec<Header>, Fault> {
        self.inner.reader.find_head(wanted)
    }

    /// The entry with which this logbook parted from the one it was restored from, if it was.
    pub fn restored_at(&self) -> Option<Seq> {
        let campus = self.campus();
        campus.custody().rows().iter().rev().find(|it| matches!(it.what, CustodyAct::Restored { .. })).map(|it| it.seq)
    }

    /// Writes everything into one sealed file, reads it back, and records that. `progress` hears entries done and to do.
    ///
    /// # Errors
    /// Another file is in the way, an entry cannot be read, the disk is full or failed: no half file is left. Or it was made, and could not be
    /// recorded.
    pub fn backup(&self, file: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<BackupReport, DeskError> {
        let mut going_on = |done, all| {
            progress(done, all);
            ControlFlow::Continue(())
        };
        let report = self.inner.reader.backup(file, &mut going_on)?;
        self.submit(recorded(&report, false))?;
        Ok(report)
    }

    /// How the last backup came out; `None` if there never was one.
    pub fn last_backup(&self) -> Option<BackupStatus> {
        let state = locked(self.inner.keeper.state.lock());
        if state.running {
            return Some(BackupStatus::Running);
        }
        let last = state.last.clone();
        drop(state);
        last.or_else(|| {
            let campus = self.campus();
            let made = |it: &crate::campus::CustodyRow| match it.what {
                CustodyAct::BackedUp { upto, .. } => Some(BackupStatus::Made { at: it.at, entries: upto.0 }),
                _ => None,
            };
            campus.custody().rows().iter().rev().find_map(made)
        })
    }

    /// Where automatic backups go: what [`Desk::set_backup_dir`] wrote into the file `backups.dir` of the home, else `backups` in the home.
    pub fn backup_dir(&self) -> PathBuf {
        self.backup_dirs().swap_remove(0)
    }

    /// All folders that automatic backups ever went to, the present one first: what is erased has to go from each.
    pub(super) fn backup_dirs(&self) -> Vec<PathBuf> {
        let in_home = self.inner.home.join(FOLDER);
        let told = fs::read_to_string(self.inner.home.join(SETTING)).unwrap_or_default();
        let named = told.lines().map(|it| if it.is_empty() { in_home.clone() } else { PathBuf::from(it) });
        let mut dirs: Vec<PathBuf> = Vec::new();
        for dir in named.chain([in_home.clone()]) {
            if !dirs.contains(&dir) {
                dirs.push(dir);
            }
        }
        dirs
    }

    /// Sends automatic backups to another folder from now on; `None` brings them back into the home. Those made before stay where they are,
    /// and the folder stays on the list of those that an erasure looks through.
    ///
    /// # Errors
    /// The folder cannot be made, or the disk failed.
    pub fn set_backup_dir(&self, dir: Option<&Path>) -> Result<(), Fault> {
        let io = Fault::io(Part::Backup);
        let dir = dir.map_or_else(|| Ok(self.inner.home.join(FOLDER)), std::path::absolute).map_err(&io)?;
        let mut dirs = self.backup_dirs();
        dirs.retain(|it| *it != dir);
        dirs.insert(0, dir.clone());
        // The folder in the home is an empty line, since the home may be moved.
        let in_home = self.inner.home.join(FOLDER);
        let named = |it: &PathBuf| if *it == in_home { Some(String::new()) } else { it.to_str().map(str::to_owned) };
        let line = |it: &PathBuf| named(it).filter(|it| !it.contains('\n')).map(|it| it + "\n");
        let lines = dirs.iter().map(line).collect::<Option<String>>();
        let lines = lines.ok_or(Fault::Io { part: Part::Backup, kind: ErrorKind::InvalidFilename })?;
        fs::create_dir_all(&dir).map_err(&io)?;
        replace(&self.inner.home.join(SETTING), lines.as_bytes(), Part::Backup)
    }

    /// Makes a backup in the background, as at the end of a shift; what becomes of it is told by [`Desk::last_backup`].
    pub fn backup_behind(&self) {
        if !self.inner.keeper.begin() {
            return;
        }
        let desk = self.clone();
        let spawned = std::thread::Builder::new().name("backup".to_owned()).spawn(move || while desk.backup_once() {});
        if let Err(error) = spawned {
            let fault = Fault::io(Part::Backup)(error);
            self.inner.keeper.end(BackupStatus::Failed { at: self.now(), fault });
        }
    }

    /// Whether another is to follow.
    fn backup_once(&self) -> bool {
        let made = self.backup_automatically();
        let at = self.now();
        let again = self.inner.keeper.end(match made {
            Ok(report) => BackupStatus::Made { at, entries: report.head.seq.0 },
            Err(fault) => BackupStatus::Failed { at, fault },
        });
        let last = self.head().seq;
        locked(self.inner.listeners.lock()).retain(|listener| listener(last));
        again
    }

    /// Makes one backup in the folder for them, records it, and takes away those that are out of date.
    pub(super) fn backup_automatically(&self) -> Result<BackupReport, Fault> {
        let dir = self.backup_dir();
        fs::create_dir_all(&dir).map_err(Fault::io(Part::Backup))?;
        let zone = self.campus().zone();
        let named = Named::new(self.now(), zone, self.head().seq);
        let keeper = &self.inner.keeper;
        let mut going_on = |_, _| if keeper.given_up.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        let report = self.inner.reader.backup(&dir.join(named.file()), &mut going_on)?;
        // The desk may have been closed meanwhile; the backup is good all the same.
        let _ = self.submit(recorded(&report, true));
        for old in rotation::outdated(self.own_backups(&dir).into_iter().map(|(named, _)| named).collect()) {
            // Whatever cannot be taken away now is out of date the next time as well.
            let _ = fs::remove_file(dir.join(old.file()));
        }
        Ok(report)
    }

    /// The automatic backups of this logbook in a folder. Files of other names, of other homes and of another past are left alone.
    pub(super) fn own_backups(&self, dir: &Path) -> Vec<(Named, PathBuf)> {
        let files = fs::read_dir(dir).into_iter().flatten().flatten().map(|it| it.path());
        let named = files.filter_map(|path| Some((Named::parse(path.file_name()?.to_str()?)?, path)));
        named.filter(|(_, path)| self.inner.reader.is_ours(path)).collect()
    }

    /// Takes away what a backup that was cut short has left.
    pub(super) fn clear_unfinished_backups(&self) {
        for dir in self.backup_dirs() {
            for path in fs::read_dir(&dir).into_iter().flatten().flatten().map(|it| it.path()) {
                let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
                let named = name.strip_suffix(".new").and_then(Named::parse);
                if named.is_some_and(|it| unfinished(&dir.join(it.file())) == path) {
                    // It is of no use, but may hold what was erased since. The next opening tries again.
                    let _ = shred(&path, Part::Backup);
                }
            }
        }
    }

    /// Looks through a backup without writing anything, as a rehearsal of restoring. It is unlocked as the home was when it was made.
    ///
    /// # Errors
    /// Not a backup, a wrong passphrase, the system failed; what is wrong with its entries stands in the answer.
    pub fn check_backup(file: &Path, login: &str, passphrase: &str, progress: &mut dyn FnMut(u64, u64)) -> Result<BackupCheck, DeskError> {
        let backup = Backup::open(file)?;
        let keys = backup.unlock(login, passphrase)?;
        Ok(backup.check(&keys, progress)?)
    }

    /// Makes a home of a backup. It begins a new epoch of keys and says in its first own entry where it comes from, so that it and the desk the
    /// backup was made of can both live on and never be mistaken for each other.
    ///
    /// # Errors
    /// The folder is not empty, the backup is damaged, the passphrase wrong, or the disk failed: there is no home then, and it can be done again.
    pub fn restore(
        file: &Path,
        home: &Path,
        (login, passphrase): (&str, &str),
        clock: Clock,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Restored, DeskError> {
        let mut backup = Backup::open(file)?;
        let keys = backup.unlock(login, passphrase)?;
        let restoring = Restoring::begin(home)?;
        let built = restoring.fill(&mut backup, &keys, progress).map_err(DeskError::from).and_then(|from| {
            let prepared = Prepared::begin(restoring.folder())?;
            let key = prepared.unlock(login, passphrase)?;
            let (mut logbook, mut campus, _) = prepared.open(key, &mut |_, _| {})?;
            let by = campus.staff().by_login(login).ok_or(Fault::NoSuchUser)?;
            let epoch = match logbook.rotate() {
                // Some login of the first form has no key pair yet, to which a new key could be handed. Nobody can then have begun an epoch
                // before, and the chain alone keeps the two apart.
                Err(Fault::KeysNotReady) => 0,
                epoch => epoch?,
            };
            let act = CustodyAct::Restored { id: backup.id(), upto: from.seq, head: from.hash, epoch };
            begin_anew(&mut logbook, by, clock.now(), act).map(|entry| campus.apply(&entry))?;
            logbook.part_ways()?;
            logbook.checkpoint(&mut campus)?;
            Ok(Restored { id: backup.id(), from, head: logbook.head(), epoch })
        });
        match built {
            Ok(restored) => {
                restoring.finish()?;
                Ok(restored)
            }
            Err(error) => {
                restoring.abandon();
                Err(error)
            }
        }
    }
}

fn begin_anew(logbook: &mut Logbook, by: UserId, at: Stamp, act: CustodyAct) -> Result<Entry, Fault> {
    let entry = Entry { seq: logbook.next_seq(), at, by, seat: SeatId(0), act: Act::Custody(act) };
    logbook.append(std::slice::from_ref(&entry))?;
    Ok(entry)
}

fn recorded(report: &BackupReport, automatic: bool) -> Act {
    Act::Custody(CustodyAct::BackedUp { id: report.id, upto: report.head.seq, automatic })
}
