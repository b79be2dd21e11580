//! The one thread that writes. Seats hand it acts; it asks the rules, makes entries of what is allowed, has them put on disk,
//! and only then applies and acknowledges them.
//!
//! Waiting acts that cannot contradict each other ([`Act::commutes`]) share one sync to disk; any other act is checked against the
//! campus with everything before it applied, and has a sync of its own.

use super::clock::WallClock;
use super::notes::{Sealing, check_in_clear};
use super::{Listener, Receipt, Refused, locked, rights};
use crate::campus::{Act, Campus, CustodyAct, Entry, Refusal, SeatId, Seq, Stamp, UserId};
use crate::finder::Finder;
use crate::logbook::{Checkpoint, Fault, Hash, Logbook, Part};
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

/// Most acts that share one sync.
const GROUP_LIMIT: usize = 1_000;
/// After so many entries the campus is checkpointed, so that an opening after a crash replays no more than these.
const CHECKPOINT_EVERY: u64 = 4_096;
/// After so long without an act the database is brought to its disk.
const QUIET: Duration = Duration::from_secs(1);

/// An act waiting to be written.
pub(super) struct Waiting {
    pub(super) act: Act,
    pub(super) by: UserId,
    pub(super) seat: SeatId,
    /// Which answer this is, for a caller who waits for several.
    pub(super) index: usize,
    pub(super) reply: Sender<(usize, Result<Receipt, Refused>)>,
}

/// An act with its own time and author, for building a college from generated history.
pub(super) type Dated = (Stamp, UserId, Act);

/// An erasure to be carried out.
pub(super) struct Erasing {
    pub(super) erasure: Seq,
    pub(super) by: UserId,
    pub(super) seat: SeatId,
    /// Is told entries done and to do, for each of the steps anew.
    pub(super) progress: Box<dyn FnMut(u64, u64) + Send>,
    pub(super) reply: Sender<Result<Receipt, Refused>>,
}
/// The public keys of a college that is being built, by login: they are published only when it stands.
pub(super) type KnownKeys = HashMap<Box<str>, Hash>;

/// What the writer is asked to do.
pub(super) enum Job {
    Submit(Box<Waiting>),
    Feed(Vec<Dated>, Arc<KnownKeys>, Sender<Result<(), Refused>>),
    Checkpoint(Sender<Result<(), Fault>>),
    Close(Sender<Result<(), Fault>>),
    Work(Box<dyn FnOnce(&mut Logbook) + Send>),
    Erase(Box<Erasing>),
    /// These copies were found damaged; they are to be built again once nobody has asked for anything for so long.
    Mend(Vec<Part>, Duration),
}

pub(super) struct Writer {
    logbook: Logbook,
    campus: Arc<RwLock<Campus>>,
    finder: Arc<RwLock<Finder>>,
    listeners: Arc<Mutex<Vec<Listener>>>,
    clock: Arc<WallClock>,
    /// Entries since the last checkpoint.
    unsaved: u64,
    /// Something was written that the database's disk may not have yet.
    unsettled: bool,
    /// Copies that are to be built again when it is quiet, and for how long it has to be.
    ailing: Option<(Vec<Part>, Duration)>,
    /// With how many of them the next one is due: one that failed is not tried again after every act.
    due: u64,
}

/// Calls whoever wants to know of changes, and forgets those who do so no longer.
pub(super) fn tell(listeners: &Mutex<Vec<Listener>>, last: Seq) {
    locked(listeners.lock()).retain(|listener| listener(last));
}

impl Writer {
    pub(super) fn new(
        logbook: Logbook,
        campus: Arc<RwLock<Campus>>,
        finder: Arc<RwLock<Finder>>,
        listeners: Arc<Mutex<Vec<Listener>>>,
        clock: Arc<WallClock>,
    ) -> Self {
        Self { logbook, campus, finder, listeners, clock, unsaved: 0, unsettled: false, ailing: None, due: CHECKPOINT_EVERY }
    }

    /// Works until it is told to close or nobody is left to ask.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        let mut queue = VecDeque::new();
        while let Some(job) = self.next(jobs) {
            queue.push_back(job);
            queue.extend(jobs.try_iter().take(GROUP_LIMIT));
            while let Some(job) = queue.pop_front() {
                match job {
                    Job::Submit(first) => {
                        let mut group = vec![*first];
                        while group.len() < GROUP_LIMIT && group[0].act.commutes() {
                            match queue.pop_front() {
                                Some(Job::Submit(next)) if next.act.commutes() => group.push(*next),
                                Some(other) => {
                                    queue.push_front(other);
                                    break;
                                }
                                None => break,
                            }
                        }
                        self.commit(group);
                    }
                    // An answer nobody waits for any more is no fault of ours.
                    Job::Feed(acts, known, reply) => drop(reply.send(self.feed(acts, &known))),
                    Job::Checkpoint(reply) => drop(reply.send(self.checkpoint())),
                    Job::Work(work) => work(&mut self.logbook),
                    Job::Erase(erasing) => {
                        let Erasing { erasure, by, seat, mut progress, reply } = *erasing;
                        drop(reply.send(self.erase(erasure, (by, seat), &mut progress)));
                    }
                    Job::Mend(parts, quiet) => {
                        self.logbook.found_bad(&parts);
                        self.ailing = Some((parts, quiet));
                    }
                    Job::Close(reply) => {
                        let done = self.checkpoint();
                        // Let go before the answer, so that nothing but the seats' own handles keeps the home from being opened again.
                        drop(self.logbook);
                        drop(reply.send(done));
                        return;
                    }
                }
                if self.unsaved >= self.due {
                    // The acts are safe in the logbook either way; a checkpoint that failed shows in how the database stands, and is
                    // tried again later and on closing.
                    let _ = self.checkpoint();
                    self.due = self.unsaved + CHECKPOINT_EVERY;
                }
            }
        }
        let _ = self.checkpoint();
    }

    /// The next thing to do; `None` if nobody is left to ask. When nothing was asked for a while, what stands in the mirror alone comes to the
    /// database's disk as well, so that a program that is killed leaves two good copies.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        if self.unsettled {
            match jobs.recv_timeout(QUIET) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                // The acts are safe in the mirror either way.
                Err(RecvTimeoutError::Timeout) => drop(self.logbook.settle()),
            }
            self.unsettled = false;
        }
        if let Some((_, quiet)) = &self.ailing {
            match jobs.recv_timeout(*quiet) {
                Ok(job) => return Some(job),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.mend(),
            }
        }
        jobs.recv().ok()
    }

    /// Builds the copies again that were found damaged. Where that does not succeed it stands on the board that they are, and the next round, or
    /// the next opening, finds it again.
    fn mend(&mut self) {
        let Some((parts, _)) = self.ailing.take() else { return };
        let healed = self.logbook.heal_found(&parts).unwrap_or_default();
        if healed.contains(&Part::Store)
            && let Ok(campus) = self.logbook.replay(&mut |_, _| {})
        {
            // It is the same as before, but for its pages: all of them are written, so that the next opening need not replay.
            *locked(self.campus.write()) = campus;
            self.unsaved += 1;
            let _ = self.checkpoint();
        }
    }

    fn commit(&mut self, group: Vec<Waiting>) {
        let mut entries = Vec::with_capacity(group.len());
        let mut allowed = Vec::with_capacity(group.len());
        {
            let campus = locked(self.campus.read());
            let mut seq = self.logbook.next_seq();
            for Waiting { act, by, seat, index, reply } in group {
                let at = self.clock.now();
                match check(&campus, by, (at, self.clock.latest()), &act) {
                    Ok(()) => {
                        entries.push(Entry { seq, at, by, seat, act });
                        allowed.push((index, reply));
                        seq = seq.next();
                    }
                    Err(refusal) => drop(reply.send((index, Err(Refused::Rule(refusal))))),
                }
            }
        }
        if entries.is_empty() {
            return;
        }
        let written = self.logbook.append(&entries);
        if written.is_ok() {
            self.apply(&entries);
        }
        for (entry, (index, reply)) in entries.iter().zip(allowed) {
            let receipt = Receipt { seq: entry.seq, at: entry.at };
            let answer = written.clone().map(|()| receipt).map_err(Refused::Storage);
            drop(reply.send((index, answer)));
        }
        if written.is_ok() {
            tell(&self.listeners, entries.last().map_or(Seq(0), |it| it.seq));
        }
    }

    /// Applies what is on disk, and brings the finder up to date.
    fn apply(&mut self, entries: &[Entry]) {
        let mut campus = locked(self.campus.write());
        entries.iter().for_each(|entry| campus.apply(entry));
        self.unsaved += entries.len() as u64;
        self.unsettled = true;
        drop(campus);
        if entries.iter().any(|entry| touches_people(&entry.act)) {
            let campus = locked(self.campus.read());
            locked(self.finder.write()).refresh(&campus);
        }
    }

    /// Writes generated history in one group. Each act is checked with those before it applied, so the campus runs ahead of the disk
    /// here; that is allowed because nobody else is at the desk yet, and a failed write ends it.
    fn feed(&mut self, acts: Vec<Dated>, known: &KnownKeys) -> Result<(), Refused> {
        let mut campus = locked(self.campus.write());
        let mut entries = Vec::with_capacity(acts.len());
        let mut seq = self.logbook.next_seq();
        for (at, by, act) in acts {
            let key_of = |id| campus.staff().user(id).and_then(|it| known.get(&it.login).copied());
            let act = match Sealing::of(&campus, by, &act, key_of).flatten() {
                Some(sealing) => {
                    check_in_clear(&campus, &act, |act| campus.check(by, at, act))?;
                    sealing.seal()?
                }
                // Who has no slot has no key: their words lie under the desk's own seal, as in a home of the first version.
                None => {
                    campus.check(by, at, &act)?;
                    act
                }
            };
            let entry = Entry { seq, at, by, seat: SeatId(0), act };
            campus.apply(&entry);
            entries.push(entry);
            seq = seq.next();
        }
        self.logbook.append(&entries).map_err(Refused::Storage)?;
        self.unsaved += entries.len() as u64;
        if entries.iter().any(|entry| touches_people(&entry.act)) {
            locked(self.finder.write()).refresh(&campus);
        }
        Ok(())
    }

    /// Carries an approved erasure out: both copies are written anew, what was done is recorded, and the campus is built again from what is left.
    fn erase(&mut self, erasure: Seq, (by, seat): (UserId, SeatId), progress: &mut dyn FnMut(u64, u64)) -> Result<Receipt, Refused> {
        let at = self.clock.now();
        let scope = {
            let campus = locked(self.campus.read());
            check(&campus, by, (at, self.clock.latest()), &Act::Custody(CustodyAct::Erased { erasure, entries: Vec::new() }))?;
            campus.custody().erasure(erasure).map(|(_, scope, _)| scope).ok_or(Refusal::NoSuchErasure(erasure))?
        };
        let residues = self.logbook.reader().residues(scope, Some(erasure), progress)?;
        let entries = residues.entries();
        self.logbook.rewrite(residues.acts, erasure, progress)?;
        let entry = Entry { seq: self.logbook.next_seq(), at, by, seat, act: Act::Custody(CustodyAct::Erased { erasure, entries }) };
        self.logbook.append(std::slice::from_ref(&entry))?;
        let campus = self.logbook.replay(progress)?;
        *locked(self.campus.write()) = campus;
        let campus = locked(self.campus.read());
        locked(self.finder.write()).refresh(&campus);
        drop(campus);
        self.unsaved += 1;
        // The entries are safe without it.
        let _ = self.checkpoint();
        locked(self.listeners.lock()).retain(|listener| listener(entry.seq));
        Ok(Receipt { seq: entry.seq, at })
    }

    fn checkpoint(&mut self) -> Result<(), Fault> {
        // Without it a rollback is found out later, or not; no act is the worse for it.
        let _ = self.logbook.witness();
        if self.unsaved == 0 {
            return Ok(());
        }
        let mut campus = locked(self.campus.write());
        let pages = Checkpoint::take(&mut campus);
        // Writing takes long; the seats need not wait for it.
        drop(campus);
        self.logbook.write_checkpoint(pages)?;
        self.unsaved = 0;
        Ok(())
    }
}

/// Whether somebody may do something now. What was noted before the clock was set back lies in the future by it, but not by the `latest` time
/// it has shown; everything else is judged by what the clock says.
pub(super) fn check(campus: &Campus, by: UserId, (now, latest): (Stamp, Stamp), act: &Act) -> Result<(), Refusal> {
    if !rights::may_do(campus, by, act) {
        return Err(Refusal::NotAllowed);
    }
    match campus.check(by, now, act) {
        Err(Refusal::InFuture) if latest > now => campus.check(by, latest, act).map_err(|_| Refusal::InFuture),
        checked => checked,
    }
}

fn touches_people(act: &Act) -> bool {
    match act {
        Act::Person(_) | Act::Place(_) | Act::Staff(_) | Act::Custody(CustodyAct::Erased { .. }) => true,
        Act::Undone { by, .. } => touches_people(by),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Category, IncidentAct, IncidentOpened, Role, Severity, StaffAct, User};

    #[test]
    fn a_clock_set_back_does_not_refuse_what_was_noted_before() {
        let user = User::new("zhang", "zhang", Role::Counselor);
        let mut campus = Campus::default();
        let joined = Act::Staff(StaffAct::Joined(user));
        campus.apply(&Entry { seq: Seq(1), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: joined });
        let opened = |happened| {
            Act::Incident(IncidentAct::Opened(IncidentOpened {
                severity: Severity::Ordinary,
                category: Category::Facility,
                happened,
                place: None,
                students: Default::default(),
                tags: Vec::new(),
                text: "走廊灯不亮".into(),
            }))
        };
        let (noon, later) = (Stamp(1_000_000_000), Stamp(1_000_000_000).plus_minutes(60));
        let by = UserId(0);
        assert_eq!(check(&campus, by, (noon, noon), &opened(later)), Err(Refusal::InFuture));
        assert_eq!(check(&campus, by, (noon, later), &opened(later)), Ok(()), "noted an hour ago, before the clock was set back");
        assert_eq!(check(&campus, by, (noon, later), &opened(later.plus_minutes(6))), Err(Refusal::InFuture));
    }
}
