//! One open logbook, its campus, and who may do what: the only door through which anything changes.
//!
//! A [`Desk`] is a handle that can be cloned and sent anywhere; behind it one thread writes (`writer`), everybody reads. It knows nothing of
//! screens or shells.

pub mod award;
mod backup;
pub mod care;
mod clock;
mod copies;
pub mod count;
mod erasure;
mod evidence;
mod files;
pub mod handover;
mod keys;
mod news;
mod notes;
mod open;
mod owed;
mod past;
mod patrol;
mod rejoin;
mod reveal;
pub mod rights;
pub mod rotation;
pub mod search;
mod session;
mod story;
mod users;
pub mod watch;
mod writer;

pub use crate::logbook::{Added, Copy, CopyState, Fault, Header, KdfCost, Notice, Part, RecoveryKey, RecoveryKeyTypo, Standing};
pub use backup::{BackupStatus, Restored};
pub use clock::Clock;
use clock::WallClock;
pub use erasure::{Certificate, ErasurePlan, HandMade, RETENTION_YEARS};
pub use news::{News, NewsKind};
pub use open::{DeskError, Founding, Opening, Progress};
pub use patrol::Pace;
pub use rights::Sight;
pub use search::{Around, Found, Gathered, Look, Snippet, Sought};
pub use story::Chapter;

use crate::campus::{Act, Campus, Entry, Refusal, SeatId, Seq, ShiftAct, Stamp, UserId};
use crate::finder::Finder;
use crate::logbook::{CopyWatch, Drafts, Logbook, Reader};
use session::Session;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, LockResult, Mutex, PoisonError, RwLock, RwLockReadGuard};
use writer::{Job, Waiting};

/// Called with the newest entry after each change; it stays as long as it answers `true`.
pub type Listener = Box<dyn Fn(Seq) -> bool + Send>;

/// An act is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Its place in the logbook.
    pub seq: Seq,
    /// The time it was given.
    pub at: Stamp,
}

/// An act was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refused {
    /// A rule of the trade, or of the roles, forbids it.
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// The disk did not take it.
    #[error(transparent)]
    Storage(#[from] Fault),
    /// The desk was closed.
    #[error("the desk was closed")]
    Closed,
}

/// What `verify` found.
#[derive(Debug)]
pub struct Verified {
    /// What the logbook says of itself: chain, seals, mirror.
    pub report: crate::logbook::VerifyReport,
    /// Whether applying every entry again gives the campus as it stands.
    pub replay_matches: bool,
    /// Whether the keyring is older than one that was in this home, and nobody has accepted that.
    pub keyring_is_old: bool,
}

struct Inner {
    home: PathBuf,
    campus: Arc<RwLock<Campus>>,
    finder: Arc<RwLock<Finder>>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    reader: Reader,
    drafts: Drafts,
    clock: Arc<WallClock>,
    notices: Vec<Notice>,
    keeper: backup::Keeper,
    owed: owed::Owed,
    watch: patrol::Watch,
    copies: CopyWatch,
    jobs: Sender<Job>,
}

/// A seat's handle on the open desk.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
    user: UserId,
    seat: SeatId,
    session: Arc<Session>,
    /// At a desk that looks back: the campus of then.
    past: Option<Arc<past::Past>>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("user", &self.user).field("seat", &self.seat).finish_non_exhaustive()
    }
}

/// What a lock guards stays usable after a panic elsewhere: the campus is changed only by `apply`, which does not panic.
fn locked<G>(guard: LockResult<G>) -> G {
    guard.unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// The campus as it stands. The writer waits while this is held: look, and let go; and do not ask twice at once in one thread.
    pub fn campus(&self) -> RwLockReadGuard<'_, Campus> {
        locked(self.past.as_ref().map_or(&*self.inner.campus, |it| &it.campus).read())
    }

    /// The finder over it. The same care is due as with [`Desk::campus`].
    pub fn finder(&self) -> RwLockReadGuard<'_, Finder> {
        locked(self.past.as_ref().map_or(&*self.inner.finder, |it| it.finder()).read())
    }

    /// Who sits here.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The time by the desk's clock; at a desk that looks back, the time it looks back to.
    pub fn now(&self) -> Stamp {
        self.looks_back_to().unwrap_or_else(|| self.inner.clock.now())
    }

    /// Whether the desk goes by the machine's own clock, and not by one set for a demonstration or a test.
    pub fn has_real_clock(&self) -> bool {
        self.inner.clock.is_real()
    }

    /// The folder of this desk.
    pub fn home(&self) -> &std::path::Path {
        &self.inner.home
    }

    /// What was found and mended when the desk was opened.
    pub fn notices(&self) -> &[Notice] {
        &self.inner.notices
    }

    /// Does something. It is durable when this returns.
    ///
    /// # Errors
    /// A rule forbids it, or the disk failed.
    pub fn submit(&self, act: Act) -> Result<Receipt, Refused> {
        self.submit_many(vec![act]).pop().unwrap_or(Err(Refused::Closed))
    }

    /// Does several things, each on its own; those that cannot contradict each other share a sync. One answer for each act, in order.
    ///
    /// An [`Act::Undone`] is refused: only [`Desk::undo`], which reads the entry, can tell that it is the opposite of it.
    pub fn submit_many(&self, acts: Vec<Act>) -> Vec<Result<Receipt, Refused>> {
        let forged: Vec<bool> = acts.iter().map(|act| matches!(act, Act::Undone { .. })).collect();
        let mut answers = self.send(acts.into_iter().filter(|act| !matches!(act, Act::Undone { .. })).collect()).into_iter();
        let refused = || Err(Refused::Rule(Refusal::CannotUndo));
        forged.into_iter().map(|forged| if forged { refused() } else { answers.next().unwrap_or(Err(Refused::Closed)) }).collect()
    }

    fn send(&self, acts: Vec<Act>) -> Vec<Result<Receipt, Refused>> {
        if self.past.is_some() {
            return acts.iter().map(|_| Err(Refusal::ThePast.into())).collect();
        }
        if let Err(refused) = self.settle_owed() {
            return acts.iter().map(|_| Err(refused.clone())).collect();
        }
        self.send_now(acts)
    }

    fn send_one(&self, act: Act) -> Result<Receipt, Refused> {
        if self.past.is_some() {
            return Err(Refusal::ThePast.into());
        }
        self.send_now(vec![act]).pop().unwrap_or(Err(Refused::Closed))
    }

    fn send_now(&self, acts: Vec<Act>) -> Vec<Result<Receipt, Refused>> {
        let (reply, answers) = channel();
        let mut results: Vec<_> = acts.iter().map(|_| Err(Refused::Closed)).collect();
        let ends_shift: Vec<bool> = acts.iter().map(|act| matches!(act, Act::Shift(ShiftAct::SignedOut { .. }))).collect();
        for (index, act) in acts.into_iter().enumerate() {
            let act = match self.sealed(act) {
                Ok(act) => act,
                Err(refused) => {
                    results[index] = Err(refused);
                    continue;
                }
            };
            let waiting = Waiting { act, by: self.user, seat: self.seat, index, reply: reply.clone() };
            if self.inner.jobs.send(Job::Submit(Box::new(waiting))).is_err() {
                break;
            }
        }
        drop(reply);
        for (index, answer) in answers {
            if let Some(slot) = results.get_mut(index) {
                *slot = answer;
            }
        }
        if results.iter().zip(ends_shift).any(|(it, ends_shift)| ends_shift && it.is_ok()) {
            // Who goes off duty leaves nothing readable behind.
            self.forget_texts();
            self.backup_behind();
        }
        results
    }

    /// Takes an earlier entry back by its opposite.
    ///
    /// # Errors
    /// There is no opposite, somebody built on it meanwhile, it is somebody else's, or the disk failed.
    pub fn undo(&self, seq: Seq) -> Result<Receipt, Refused> {
        let entry = self.inner.reader.entry(seq)?.ok_or(Refusal::CannotUndo)?;
        let act = {
            let campus = self.campus();
            rights::may_take_back(&campus, self.user, &entry)?;
            campus.inverse(&entry)?
        };
        self.send(vec![act]).pop().unwrap_or(Err(Refused::Closed))
    }

    /// An entry with all it holds. `None` if there is none, or if it is not for this user's eyes; [`Desk::may_read`] tells which.
    ///
    /// # Errors
    /// The logbook cannot be read.
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Fault> {
        let entry = self.stored(seq)?;
        let visible = entry.filter(|entry| self.sight(&self.campus()).entry(seq, entry.by, &entry.act));
        visible.map_or(Ok(None), |entry| self.opened(entry))
    }

    /// An entry as it was written, if it was by the time of this desk.
    fn stored(&self, seq: Seq) -> Result<Option<Entry>, Fault> {
        if self.past.as_ref().is_some_and(|it| seq > it.until) { Ok(None) } else { self.inner.reader.entry(seq) }
    }

    /// Whether this user may read what an entry holds. `true` for an entry that does not exist: there is nothing to hide.
    ///
    /// # Errors
    /// The logbook cannot be read.
    pub fn may_read(&self, seq: Seq) -> Result<bool, Fault> {
        let Some(entry) = self.stored(seq)? else { return Ok(true) };
        let visible = self.sight(&self.campus()).entry(seq, entry.by, &entry.act);
        Ok(visible && self.opened(entry)?.is_some())
    }

    /// What this user sees of the campus: whatever shows something of a person asks it.
    pub fn sight<'a>(&self, campus: &'a Campus) -> Sight<'a> {
        if self.past_is_over() { Sight::of_nobody(campus, self.user) } else { Sight::new(campus, self.user) }
    }

    /// The headers of up to `limit` entries from `from` on: who, when, what kind, about what; not what was written. Of those whose kind
    /// or subjects are not for this user's eyes, only that they were written; their kind is then [`rights::HIDDEN`].
    ///
    /// # Errors
    /// The logbook cannot be read.
    pub fn headers(&self, from: Seq, limit: usize) -> Result<Vec<Header>, Fault> {
        let mut headers = self.inner.reader.headers(from, limit)?;
        if let Some(past) = &self.past {
            headers.retain(|it| it.seq <= past.until);
        }
        let campus = self.campus();
        Ok(headers.into_iter().map(|it| self.sight(&campus).header(it)).collect())
    }

    /// Checks chain, seals, both copies and replay; `progress` hears entries done and entries in all.
    ///
    /// # Errors
    /// The logbook cannot be read at all; whatever else is wrong stands in the answer.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Verified, Fault> {
        // Of an act that is written meanwhile, neither side knows.
        let campus = locked(self.inner.campus.read()).clone();
        let (report, replayed) = self.inner.reader.verify_until(campus.applied(), progress)?;
        // A desk that was closed under us has nothing to say of its keyring.
        let keyring_is_old = self.with_logbook(|logbook| logbook.keyring_is_old()).unwrap_or_default();
        Ok(Verified { replay_matches: replayed == campus, keyring_is_old, report })
    }

    /// Builds a bad copy of the logbook again from the good one, and gives which were; the bad ones are set aside. Readers wait meanwhile.
    ///
    /// # Errors
    /// An entry is good in neither copy, so that nothing was touched; or the disk failed.
    pub fn heal(&self) -> Result<Vec<Part>, DeskError> {
        Ok(self.with_logbook(|logbook| logbook.heal(&mut |_, _| {}))??)
    }

    /// Writes the campus down so that the next opening is quick. Nothing is lost without it.
    ///
    /// # Errors
    /// The disk failed.
    pub fn checkpoint(&self) -> Result<(), DeskError> {
        Ok(self.ask(Job::Checkpoint)??)
    }

    /// Checkpoints and stops writing: every further act is refused. The home itself is let go with the last handle on the desk. A backup under
    /// way is waited for a few seconds and then given up.
    ///
    /// # Errors
    /// The disk failed; the entries are safe all the same.
    pub fn close(&self) -> Result<(), DeskError> {
        self.forget_texts();
        self.inner.keeper.settle();
        Ok(self.ask(Job::Close)??)
    }

    /// Asks the writer thread for something and waits for its answer.
    fn ask<T>(&self, job: impl FnOnce(Sender<T>) -> Job) -> Result<T, DeskError> {
        let (reply, answer) = channel();
        self.inner.jobs.send(job(reply)).map_err(|_| DeskError::Closed)?;
        answer.recv().map_err(|_| DeskError::Closed)
    }

    /// Does something with the logbook in the thread that writes it.
    fn with_logbook<T: Send + 'static>(&self, work: impl FnOnce(&mut Logbook) -> T + Send + 'static) -> Result<T, DeskError> {
        if self.past.is_some() {
            return Err(Refusal::ThePast.into());
        }
        // An answer nobody waits for any more is no fault of ours.
        self.ask(|reply| Job::Work(Box::new(move |logbook| drop(reply.send(work(logbook))))))
    }

    /// Asks to be told of every change from now on.
    pub fn subscribe(&self, listener: Listener) {
        locked(self.inner.listeners.lock()).push(listener);
    }

    /// Keeps what somebody was typing, sealed under their own key, until it is saved or thrown away. Each user has their own slots.
    ///
    /// # Errors
    /// The seat is locked, or the disk failed.
    pub fn save_draft(&self, slot: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.inner.drafts.save(&self.session.secret()?, &self.draft_slot(slot), bytes)
    }

    /// What was kept in a slot.
    ///
    /// # Errors
    /// The seat is locked, the disk failed, or the draft was damaged.
    pub fn load_draft(&self, slot: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.inner.drafts.load(&self.session.secret()?, &self.draft_slot(slot))
    }

    /// Throws away what was kept in a slot.
    ///
    /// # Errors
    /// The disk failed.
    pub fn clear_draft(&self, slot: &str) -> Result<(), Fault> {
        self.inner.drafts.remove(&self.draft_slot(slot))
    }

    fn draft_slot(&self, slot: &str) -> String {
        format!("{}/{slot}", self.user.0)
    }
}
