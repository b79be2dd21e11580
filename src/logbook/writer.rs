//! The single writer: seals entries, chains them, makes them durable, and only then puts them into the database.

use super::copies::{Board, Copy, CopyWatch, Standing};
use super::follow::{Follower, Goal};
use super::frame::Frame;
use super::keyring::{DataKeys, Keyring, Name, NewSlot, Unlocked};
use super::mirror::{Failed, Mirror, Place};
use super::pages::{Checkpoint, PageBook};
use super::reader::Shared;
use super::ring_seen::RingSeen;
use super::seal::{Keys, Kind};
use super::second::{Added, Folder, Seconds};
use super::settle::Settler;
use super::store::Sealed;
use super::water::{self, Water};
use super::witness::Witness;
use super::{Drafts, EntryStanding, Fault, Hash, Head, Part, Reader, RecoveryKey, envelope, seal};
use crate::campus::{Campus, Entry, Seq};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How far the database goes, and where in the mirror that is. Written with every batch of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub seq: Seq,
    pub hash: Hash,
    pub place: Place,
}

#[derive(Serialize, Deserialize)]
enum StoredMark {
    V1(Mark),
}

const MARK_KEY: &[u8] = b"mark";

impl Mark {
    pub(super) fn seal(&self, keys: &Keys) -> Result<Vec<u8>, Fault> {
        let plain = envelope::encode(&StoredMark::V1(*self)).map_err(|_| Fault::damaged(Part::Store, None))?;
        keys.seal(Kind::Mark, MARK_KEY, &plain)
    }

    pub(super) fn open(keys: &Keys, sealed: &[u8]) -> Option<Self> {
        let StoredMark::V1(mark) = envelope::decode(&keys.open(Kind::Mark, MARK_KEY, sealed).ok()?)?;
        Some(mark)
    }
}

/// An entry sealed and chained.
struct Ready {
    seq: Seq,
    hash: Hash,
    header: Vec<u8>,
    body: Vec<u8>,
}

/// The one who writes. Dropping it closes the home once the last [`Reader`] is gone too.
pub struct Logbook {
    /// First, so that it has ended before the home is let go.
    follower: Follower,
    settler: Settler,
    pub(super) shared: Arc<Shared>,
    pub(super) mirror: Mirror,
    pub(super) home: PathBuf,
    ring: Keyring,
    ring_seen: RingSeen,
    name: Name,
    keys: DataKeys,
    pub(super) pages: PageBook,
    seconds: Seconds,
    witness: Option<Witness>,
    water: Water,
    board: Arc<Board>,
    /// Why nothing can be written any more.
    pub(super) stopped: Option<Failed>,
    /// The first entry that the database did not take. It gets no more until the home is opened again, which fills the gap from the mirror.
    pub(super) store_lacks: Option<Seq>,
}

impl Logbook {
    pub(super) fn new(
        shared: Arc<Shared>,
        mirror: Mirror,
        (ring, ring_seen, name): (Keyring, RingSeen, Name),
        keys: DataKeys,
        pages: PageBook,
        home: &Path,
    ) -> Self {
        let board = Arc::new(Board::new());
        let goal = Goal::at(mirror.end(), shared.head().seq);
        let follower = Follower::start(home, Folder::name(name), Arc::clone(&board), goal);
        let seconds = Seconds::default();
        let water = Water::new(water::in_home(home), name, Arc::clone(&shared.keys));
        let home = home.to_owned();
        Self {
            follower,
            settler: Settler::start(&shared),
            shared,
            mirror,
            home,
            ring,
            ring_seen,
            name,
            keys,
            pages,
            seconds,
            witness: None,
            water,
            board,
            stopped: None,
            store_lacks: None,
        }
    }

    /// With what stands outside the home: second mirrors, and the witness of its end.
    pub(super) fn with(mut self, seconds: Seconds, witness: Option<Witness>) -> Self {
        (self.seconds, self.witness) = (seconds, witness);
        self.follow_seconds(0);
        self
    }

    /// Has the second mirrors on the list followed; `lacking` is what a new one is taken to lack until somebody has looked.
    fn follow_seconds(&self, lacking: u64) {
        let Seconds { generation, dirs } = self.seconds.clone();
        self.board.follow(&dirs, lacking);
        self.follower.want(|goal| (goal.generation, goal.dirs) = (generation, dirs));
    }

    /// The number the next entry must have.
    pub fn next_seq(&self) -> Seq {
        self.head().seq.next()
    }

    /// Where the logbook ends.
    pub fn head(&self) -> Head {
        self.shared.head()
    }

    /// Writes entries, all or none; they are durable when this returns.
    ///
    /// After a fault of the mirror's disk the logbook is stopped: every later call returns the same fault until [`Logbook::try_again`] has
    /// succeeded, and what was not acknowledged is cut off, at the latest when the home is opened again. A database that does not take what
    /// the mirror has does not stop it: it is behind, which [`Logbook::watch`] tells, and is filled when the home is opened next.
    ///
    /// # Errors
    /// [`Fault::OutOfOrder`], [`Fault::TooLarge`], [`Fault::NoRandomness`]: nothing was written and the logbook goes on.
    /// [`Fault::Full`] and others of the system: it is stopped.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), Fault> {
        if let Some(failed) = &self.stopped {
            return Err(failed.fault.clone());
        }
        let before = self.head();
        let ready = self.make_ready(before, entries)?;
        let Some(last) = ready.last() else { return Ok(()) };
        let mut frames = Vec::new();
        let mut length = 0;
        for (at, Ready { seq, header, body, .. }) in ready.iter().enumerate() {
            let begin = frames.len();
            Frame { seq: seq.0, first: at == 0, last: at + 1 == ready.len(), standing: EntryStanding::Whole, header, body }
                .write(&mut frames);
            length = frames.len() - begin;
        }
        let place = match self.mirror.append(&mut frames, length, before.seq.0 + 1, before.hash) {
            Ok(place) => place,
            Err(failed) => return Err(self.stop(failed)),
        };
        // From here on the entries are written, whatever becomes of the database: it is healed from the mirror.
        let head = Head { seq: last.seq, hash: last.hash };
        self.water.note(head);
        if let Some(witness) = &mut self.witness {
            witness.note_act(head);
        }
        self.put(&ready, before.seq.next(), head, place);
        self.shared.set_head(head);
        self.settler.wake();
        self.follow_anew();
        Ok(())
    }

    /// Puts what the mirror has into the database.
    fn put(&mut self, ready: &[Ready], first: Seq, head: Head, place: Place) {
        if self.store_lacks.is_none() {
            let whole = EntryStanding::Whole;
            let sealed = ready.iter().map(|it| Sealed { seq: it.seq, standing: whole, header: &it.header, body: &it.body });
            let mark = Mark { seq: head.seq, hash: head.hash, place }.seal(&self.shared.keys);
            if mark.and_then(|mark| self.shared.copies().store()?.put(sealed, &mark)).is_err() {
                self.store_lacks = Some(first);
            }
        }
        if let Some(first) = self.store_lacks {
            self.board.set(&Copy::Store, Standing::Behind { entries: head.seq.0 + 1 - first.0 });
        }
    }

    /// Stops the logbook until the home is opened again: what stands on disk is between two states.
    pub(super) fn stop_for_good(&mut self, fault: Fault) -> Fault {
        self.stop(Failed { fault, unsure: true })
    }

    /// Has the second mirrors follow a mirror that was written anew.
    pub(super) fn follow_anew(&self) {
        let (end, seq) = (self.mirror.end(), self.head().seq);
        self.follower.want(|goal| (goal.end, goal.seq) = (end, seq));
    }

    /// Puts down how one of the copies in the home stands.
    pub(super) fn stands(&self, part: Part, standing: Standing) {
        self.board.set(if part == Part::Mirror { &Copy::Mirror } else { &Copy::Store }, standing);
    }

    fn stop(&mut self, failed: Failed) -> Fault {
        let fault = failed.fault.clone();
        self.board.set(&Copy::Mirror, Standing::after(&fault));
        self.board.set_stopped(Some(fault.clone()));
        self.stopped = Some(failed);
        fault
    }

    /// Goes on after the disk had refused a write: cuts off what that left, and looks whether the mirror still ends with the last
    /// acknowledged entry. Nothing to do, and no error, if the logbook is not stopped.
    ///
    /// # Errors
    /// The fault it was stopped by, if that was a failed sync: only opening the home again tells what the disk has kept. Otherwise whatever is
    /// in the way now; it stays stopped.
    pub fn try_again(&mut self) -> Result<(), Fault> {
        let Some(Failed { fault, unsure }) = &self.stopped else { return Ok(()) };
        if *unsure {
            return Err(fault.clone());
        }
        let (head, keys) = (self.head(), &self.shared.keys);
        self.mirror.reopen(&mut |last, before| match last {
            Some((seq, record)) => record.open_header(keys, Seq(seq)).is_ok_and(|it| it.header.hash == head.hash),
            None => before == head.hash,
        })?;
        self.stopped = None;
        self.board.set(&Copy::Mirror, Standing::Good);
        self.board.set_stopped(None);
        Ok(())
    }

    fn make_ready(&self, before: Head, entries: &[Entry]) -> Result<Vec<Ready>, Fault> {
        let mut ready = Vec::with_capacity(entries.len());
        let mut head = before;
        for entry in entries {
            let (seq, expected) = (entry.seq, head.seq.next());
            if seq != expected {
                return Err(Fault::OutOfOrder { expected, got: seq });
            }
            let act = envelope::encode_act(&entry.act).map_err(|_| Fault::TooLarge { seq, bytes: envelope::RECORD_LIMIT })?;
            let plain = envelope::pad(&act);
            let digest = self.shared.keys.digest(&plain);
            let key = seq.0.to_be_bytes();
            let body = self.shared.keys.seal(Kind::Body, &key, &plain)?;
            debug_assert_eq!(body.len(), plain.len() + seal::OVERHEAD);
            let header = envelope::encode_header(entry, digest, head.hash, body.len() as u32)?;
            let header = self.shared.keys.seal(Kind::Header, &key, &envelope::pad(&header))?;
            let hash = self.shared.keys.chain(&head.hash, seq.0, &header);
            head = Head { seq, hash };
            ready.push(Ready { seq, hash, header, body });
        }
        Ok(ready)
    }

    /// Why nothing can be written any more, if that is so.
    pub fn stopped(&self) -> Option<&Fault> {
        self.stopped.as_ref().map(|it| &it.fault)
    }

    /// What tells from any thread how the copies stand.
    pub fn watch(&self) -> CopyWatch {
        CopyWatch { board: Arc::clone(&self.board) }
    }

    /// Has somebody called whenever a copy stands otherwise than before, from any thread.
    pub fn on_copies(&self, told: Box<dyn Fn() + Send>) {
        self.board.tell(told);
    }

    /// Has a second mirror kept below a directory.
    ///
    /// # Errors
    /// There is no such directory, it lies in the home, it cannot be written, or there are eight already.
    pub fn add_second(&mut self, dir: &Path) -> Result<Added, Fault> {
        let mut seconds = self.seconds.clone();
        let added = seconds.add(&self.home, &Folder::name(self.name), dir)?;
        self.set_seconds(seconds)?;
        Ok(added)
    }

    /// Keeps a second mirror no longer; what lies there stays. `false` if there was none.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn remove_second(&mut self, dir: &Path) -> Result<bool, Fault> {
        let mut seconds = self.seconds.clone();
        let had = seconds.remove(dir);
        self.set_seconds(seconds)?;
        Ok(had)
    }

    /// Has all second mirrors wiped and made anew, those that are away as soon as they are back: something was erased from the mirror.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn renew_seconds(&mut self) -> Result<(), Fault> {
        let mut seconds = self.seconds.clone();
        seconds.generation += 1;
        // Said before the follower is woken, so that whoever waits for it does not find them good as they were.
        let entries = self.head().seq.0;
        seconds.dirs.iter().for_each(|dir| self.board.set_second(dir, Standing::Behind { entries }));
        self.set_seconds(seconds)
    }

    /// The directories of the second mirrors, and whether each was wiped since entries were last erased; those that are away were not.
    pub fn renewed_seconds(&self) -> Vec<(PathBuf, bool)> {
        let name = Folder::name(self.name);
        let renewed = |dir: &PathBuf| {
            let folder = Folder::below(dir, &name);
            folder.0.is_dir() && folder.generation().is_ok_and(|it| it >= self.seconds.generation)
        };
        self.seconds.dirs.iter().map(|dir| (dir.clone(), renewed(dir))).collect()
    }

    fn set_seconds(&mut self, seconds: Seconds) -> Result<(), Fault> {
        if seconds != self.seconds {
            seconds.save(&self.home, &self.shared.keys)?;
            self.seconds = seconds;
        }
        self.follow_anew();
        self.follow_seconds(self.head().seq.0);
        Ok(())
    }

    /// Puts the end of the logbook down outside the home, as it is done at every checkpoint.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn witness(&mut self) -> Result<(), Fault> {
        let head = self.head();
        self.water.look_again();
        self.witness.as_mut().map_or(Ok(()), |it| it.note(head))
    }

    /// Brings the database to its disk and the witness up to date, without a checkpoint.
    ///
    /// # Errors
    /// Faults of the system; nothing acknowledged depends on it.
    pub fn settle(&mut self) -> Result<(), Fault> {
        let synced = if self.store_lacks.is_none() { self.shared.copies().store()?.sync() } else { Ok(()) };
        synced.and(self.witness())
    }

    /// Takes the logbook as it stands, although this machine has seen another end of it, or a newer keyring.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn accept_head(&mut self) -> Result<(), Fault> {
        let head = self.head();
        self.ring_seen.accept(&self.ring, &self.shared.keys)?;
        self.witness.as_mut().map_or(Ok(()), |it| it.accept(head))
    }

    /// Writes the changed pages of the campus, so that the next opening need not replay. Same as [`Checkpoint::take`] and
    /// [`Logbook::write_checkpoint`]; those two let go of the campus in between.
    ///
    /// # Errors
    /// Faults of the system. Nothing is lost: the pages are kept here and written with the next checkpoint, and on disk the one before stays.
    pub fn checkpoint(&mut self, campus: &mut Campus) -> Result<(), Fault> {
        self.write_checkpoint(Checkpoint::take(campus))
    }

    /// Writes pages taken out before.
    ///
    /// # Errors
    /// As [`Logbook::checkpoint`]; [`Fault::OutOfOrder`] if the campus is ahead of the logbook.
    pub fn write_checkpoint(&mut self, checkpoint: Checkpoint) -> Result<(), Fault> {
        let written = self.write_pages(checkpoint);
        if self.store_lacks.is_none() {
            self.board.set(&Copy::Store, written.as_ref().map_or_else(Standing::after, |()| Standing::Good));
        }
        written
    }

    fn write_pages(&mut self, checkpoint: Checkpoint) -> Result<(), Fault> {
        let (applied, head) = (checkpoint.applied(), self.head());
        self.pages.keep(checkpoint);
        let at = if applied == head.seq {
            head
        } else if applied == Seq(0) {
            Head::default()
        } else {
            let header = self.reader().header(applied)?.ok_or(Fault::OutOfOrder { expected: head.seq, got: applied });
            Head { seq: applied, hash: header?.hash }
        };
        self.pages.write(self.shared.copies().store()?, &self.shared.keys, at)
    }

    /// A reader, for any thread.
    pub fn reader(&self) -> Reader {
        Reader { shared: Arc::clone(&self.shared) }
    }

    /// The sealed small files of this home.
    pub fn drafts(&self) -> Drafts {
        Drafts { dir: self.home.join("drafts"), keys: Arc::clone(&self.shared.keys) }
    }

    /// The keyring as it stands, to try a passphrase on or to make a slot for: both take long, and nobody should wait for them here.
    pub fn keyring(&self) -> Keyring {
        self.ring.clone()
    }

    /// Puts a slot on the keyring, in place of the one its login had.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`]; faults of the system, after which either passphrase may be the right one.
    pub fn put_slot(&mut self, slot: &NewSlot) -> Result<(), Fault> {
        self.ring.put_slot(&self.keys, slot)?;
        self.save_ring()
    }

    /// Writes the keyring, and that it was written.
    fn save_ring(&mut self) -> Result<(), Fault> {
        self.ring.save(&self.home, &self.keys)?;
        // Without it the keyring is good all the same, and what is asked for is done.
        let _ = self.ring_seen.note(&self.ring, &self.shared.keys);
        Ok(())
    }

    /// Whether the keyring is older than one that was here, and nobody has accepted that.
    pub fn keyring_is_old(&self) -> bool {
        self.ring_seen.is_doubted()
    }

    /// Takes over what an unlocking brought up to date on the login's slot.
    ///
    /// # Errors
    /// Faults of the system; it is done at the next unlocking then.
    pub fn adopt_slot(&mut self, login: &str, unlocked: &Unlocked) -> Result<(), Fault> {
        if !unlocked.is_changed {
            return Ok(());
        }
        self.ring.adopt(login, unlocked);
        self.save_ring()
    }

    /// Takes a login's slot away. `false` if it had none. Who had it may have kept the data keys: see [`Logbook::rotate`].
    ///
    /// # Errors
    /// Faults of the system, after which the slot may still open the home.
    pub fn remove_slot(&mut self, login: &str) -> Result<bool, Fault> {
        let had = self.ring.remove_slot(login);
        if had {
            self.save_ring()?;
        }
        Ok(had)
    }

    /// Begins a new epoch: from here on everything is sealed with a new data key, which every login on the keyring is given and nobody else.
    /// Needs nobody's passphrase. What was sealed before stays as it is. Gives back the number of the epoch.
    ///
    /// # Errors
    /// [`Fault::KeysNotReady`], [`Fault::EpochsUsedUp`], [`Fault::NoRandomness`]; faults of the system, after which the old epoch goes on.
    pub fn rotate(&mut self) -> Result<u8, Fault> {
        let mut ring = self.ring.clone();
        let keys = ring.rotate(&self.keys)?;
        let saved = ring.save(&self.home, &keys);
        // Even if only one copy was written: the next generation must be newer than that.
        self.ring.generation = ring.generation;
        saved?;
        let epoch = keys.epoch();
        (self.ring, self.keys) = (ring, keys);
        self.shared.keys.add(epoch, self.keys.newest());
        // As in `save_ring`.
        let _ = self.ring_seen.note(&self.ring, &self.shared.keys);
        Ok(epoch)
    }

    /// Makes a new recovery key; the old one opens nothing any more. With the old one at hand, every user's private key is left with the new
    /// one; without it, that is done for each user when they come in the next time.
    ///
    /// # Errors
    /// [`Fault::WrongRecoveryKey`], [`Fault::NoRandomness`]; faults of the system.
    pub fn renew_recovery(&mut self, old: Option<&RecoveryKey>) -> Result<RecoveryKey, Fault> {
        let key = self.ring.renew_recovery(&self.keys, old)?;
        self.save_ring()?;
        Ok(key)
    }
}

#[cfg(test)]
impl Logbook {
    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(super) fn keys(&self) -> &DataKeys {
        &self.keys
    }

    pub(super) fn mirror(&mut self) -> &mut Mirror {
        &mut self.mirror
    }
}

#[cfg(test)]
impl Logbook {
    /// A disk that is full from now on, or well again.
    pub(crate) fn fill_disk(&mut self, full: bool) {
        let write = full.then_some(std::io::ErrorKind::StorageFull);
        self.mirror.set_disk(super::mirror::Disk { write, ..Default::default() });
    }
}
