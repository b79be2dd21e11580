//! Writing both copies anew without the bodies that were erased, and destroying the old ones.
//!
//! The order makes every step safe to be cut short at. The new mirror is built beside the old; only when it is whole and synced is the old one
//! renamed to `mirror.old` and the new one put in its place; then the old database becomes `db.old`, a new one is filled from the new mirror, and
//! what is called old is overwritten and taken away, the mirror first. So whoever opens the home knows how far it came:
//!
//! - `mirror.new` beside `mirror`: the new one is not finished, and goes.
//! - `mirror.new` and no `mirror`: it is finished, and takes its place.
//! - `mirror.old` and no `db.old`: the database still holds what was erased, and becomes `db.old`.
//! - anything called old, once a home is open: it is destroyed.
//!
//! Whoever erases writes the entry that says so after this has returned, and asks again if it did not: rewriting twice does no harm.

use super::mirror::Mirror;
use super::pages::PageBook;
use super::recover::{Follower, end_of, fill, mirror_dir, new_mirror_dir, write_mirror};
use super::residue::{Record, Residue};
use super::store::{self, NotOpened, Store};
use super::writer::Logbook;
use super::{EntryStanding, Fault, Head, Part, files};
use crate::campus::{Act, Campus, Seq};
use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

fn old(path: &Path) -> PathBuf {
    path.with_extension("old")
}

fn rename(from: &Path, to: &Path, part: Part) -> Result<(), Fault> {
    fs::rename(from, to).and_then(|()| from.parent().map_or(Ok(()), files::sync_dir)).map_err(Fault::io(part))
}

/// Before the database is opened: finishes what a crash cut short.
pub(super) fn finish(home: &Path) -> Result<(), Fault> {
    let (mirror, new, db) = (mirror_dir(home), new_mirror_dir(home), store::dir(home));
    if new.exists() && !mirror.exists() {
        rename(&new, &mirror, Part::Mirror)?;
    }
    if old(&mirror).exists() && mirror.exists() && db.exists() && !old(&db).exists() {
        rename(&db, &old(&db), Part::Store)?;
    }
    Ok(())
}

/// Destroys what is called old. The mirror goes first: as long as it is there, a database beside it that is not called old may be from before.
pub(super) fn destroy_old(home: &Path) -> Result<(), Fault> {
    files::shred(&old(&mirror_dir(home)), Part::Mirror)?;
    crash_point()?;
    files::shred(&old(&store::dir(home)), Part::Store)?;
    files::sync_dir(home).map_err(Fault::io(Part::Home))
}

/// Destroys the broken copies that were set aside: they hold every body ever written.
fn destroy_broken(home: &Path) -> Result<(), Fault> {
    for file in fs::read_dir(home).map_err(Fault::io(Part::Home))? {
        let path = file.map_err(Fault::io(Part::Home))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("mirror.broken-") || name.starts_with("db.broken-") {
            files::shred(&path, Part::Home)?;
            crash_point()?;
        }
    }
    files::sync_dir(home).map_err(Fault::io(Part::Home))
}

impl Logbook {
    /// Writes both copies anew with only what `residues` say left of those acts, and destroys the old copies and every broken one that was set
    /// aside, so that no file of this home holds the sealed bodies any more. Readers wait meanwhile and go on with the new copies.
    /// `erasure` is the number of the entry that asked for it; `progress` is told entries done and to do.
    ///
    /// The campus in use still knows what was erased: [`Logbook::replay`] gives the one to go on with, and until it is called no checkpoint is
    /// written.
    ///
    /// # Errors
    /// [`Fault::OutOfOrder`] past the end, [`Fault::Damaged`] if neither copy has an entry: nothing was touched. Faults of the system: the logbook
    /// may be stopped; opening the home again finishes what was begun, and the erasure is to be asked for again.
    pub fn rewrite(&mut self, residues: Vec<(Seq, Act)>, erasure: Seq, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        if let Some(fault) = self.stopped() {
            return Err(fault.clone());
        }
        let head = self.head();
        if let Some((got, _)) = residues.iter().find(|(seq, _)| *seq == Seq(0) || *seq > head.seq) {
            return Err(Fault::OutOfOrder { expected: head.seq, got: *got });
        }
        let keys = &self.shared.keys;
        let seal = |(seq, act)| Ok((seq, Residue::Erased { act, erasure }.seal(keys, seq)?.into_boxed_slice()));
        let residues = residues.into_iter().map(seal).collect::<Result<BTreeMap<_, _>, Fault>>()?;
        // With nothing left to take out, an earlier try came as far as the exchange; what follows it is done all the same.
        if !residues.is_empty() {
            self.build_beside(head, &residues, progress)?;
            let exchanged = self.exchange(progress);
            exchanged.map_err(|fault| self.stop_for_good(fault))?;
        }
        super::past::destroy(&self.home)?;
        self.renew_seconds()?;
        destroy_old(&self.home)?;
        destroy_broken(&self.home)
    }

    /// Builds the new mirror beside the old.
    fn build_beside(&self, head: Head, residues: &BTreeMap<Seq, Box<[u8]>>, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        let copies = self.shared.copies();
        let erased = |seq: Seq, record: Record| match residues.get(&seq) {
            Some(body) => Record { standing: EntryStanding::Erased, header: record.header, body: body.clone() },
            None => record,
        };
        let mut source = |range: RangeInclusive<Seq>| {
            let read = copies.store().and_then(|store| store.records(range.clone())).unwrap_or_default();
            (range.start().0..).map(Seq).zip(read).map(|(seq, it)| it.map(|it| erased(seq, it))).collect()
        };
        let mut other = |seq| super::mirror::find(&self.shared.mirror_dir, seq).ok().flatten().map(|it| erased(seq, it));
        write_mirror(&new_mirror_dir(&self.home), &self.shared.keys, head, &mut source, &mut other, progress)?;
        crash_point()
    }

    /// Puts the new mirror in the place of the old, and a new database beside it.
    fn exchange(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        let (mirror, db) = (mirror_dir(&self.home), store::dir(&self.home));
        let mut store = self.shared.exchange();
        rename(&mirror, &old(&mirror), Part::Mirror)?;
        crash_point()?;
        rename(&new_mirror_dir(&self.home), &mirror, Part::Mirror)?;
        crash_point()?;
        // Sled writes by path as well, so it has to be closed before its directory gets another name.
        *store = None;
        if !old(&db).exists() {
            rename(&db, &old(&db), Part::Store)?;
        }
        crash_point()?;
        let (fresh, head, place) = fill_fresh(&self.shared.keys, &self.home, self.shared.head().seq, progress)?;
        *store = Some(fresh);
        self.shared.set_head(head);
        self.mirror = Mirror::open(&mirror, end_of(place))?;
        self.pages = PageBook::closed();
        crash_point()
    }

    /// The campus from all entries, to go on with in place of the one in use after the copies were written anew.
    ///
    /// # Errors
    /// As [`super::Reader::entry`].
    pub fn replay(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<Campus, Fault> {
        let mut campus = Campus::default();
        self.reader().replay(&mut campus, progress)?;
        self.pages = PageBook::void();
        Ok(campus)
    }
}

/// A new database from the mirror, which has to be whole.
pub(super) fn fill_fresh(
    keys: &super::seal::Keys,
    home: &Path,
    total: Seq,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Store, Head, Option<super::mirror::Place>), Fault> {
    let db = store::dir(home);
    let fresh = store::open(&db).map_err(|it| match it {
        NotOpened::Fault(fault) => fault,
        NotOpened::Broken => Fault::damaged(Part::Store, None),
    })?;
    let begin = (1, super::frame::SEGMENT_HEAD as u64);
    let mut follower = Follower::new(keys, Head::default(), 0);
    fill(keys, &fresh, &mirror_dir(home), begin, &mut follower, &mut |done| progress(done, total.0))?;
    fresh.sync()?;
    files::sync_dir(&db).map_err(Fault::io(Part::Store))?;
    if follower.head.seq == total { Ok((fresh, follower.head, follower.place)) } else { Err(follower.broken()) }
}

/// A place where a test may end the program.
#[cfg(not(test))]
pub(super) fn crash_point() -> Result<(), Fault> {
    Ok(())
}

#[cfg(test)]
pub(super) fn crash_point() -> Result<(), Fault> {
    crash::pass()
}

/// Ends a piece of work at one of its steps, as a crash would.
#[cfg(test)]
pub(super) mod crash {
    use super::{Fault, Part};
    use std::cell::Cell;

    thread_local!(static LEFT: Cell<Option<u32>> = const { Cell::new(None) });

    /// Lets so many steps pass and ends the work at the next.
    pub(crate) fn after(steps: u32) {
        LEFT.set(Some(steps));
    }

    /// Lets everything pass. Whether the end set before was reached.
    pub(crate) fn never() -> bool {
        LEFT.replace(None).is_none()
    }

    pub(super) fn pass() -> Result<(), Fault> {
        match LEFT.get() {
            Some(0) => {
                LEFT.set(None);
                Err(Fault::Io { part: Part::Home, kind: std::io::ErrorKind::Interrupted })
            }
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}
