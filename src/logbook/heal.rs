//! Building a bad copy again from the good one while the home is open.
//!
//! Opening looks only at the ends of both copies; damage in the middle shows on a round (see `patrol`), when an entry is read, or when all are verified. The new mirror is written
//! from what is good in either copy. The database goes aside before the mirror, so that a crash never leaves an old one beside a new mirror that
//! it does not fit; a home in between is healed on opening.

use super::copies::Standing;
use super::mirror::{self, Mirror};
use super::pages::PageBook;
use super::recover::{end_of, mirror_dir, new_mirror_dir, write_mirror};
use super::rewrite::{crash_point, fill_fresh};
use super::verify::Wrong;
use super::writer::{Logbook, Mark};
use super::{Fault, Part, files, salvage, store};
use crate::campus::Seq;
use std::fs;
use std::ops::RangeInclusive;

/// How many times the size of the mirror has to be free: for the new one, and for a database of the same entries with what sled needs besides.
const ROOM: u64 = 4;

impl Logbook {
    /// Looks at every entry in both copies and builds again what is bad. Gives the copies that were; the bad ones are set aside, never deleted.
    /// If the database was among them, no checkpoint is written until the home is opened anew or [`Logbook::replay`] is called.
    ///
    /// # Errors
    /// [`Fault::Damaged`] at the first entry that neither copy has: neither was touched, and opening the home anew salvages the rest. Faults of the
    /// system, after which the logbook may be stopped.
    pub fn heal(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<Part>, Fault> {
        if let Some(fault) = self.stopped() {
            return Err(fault.clone());
        }
        let (report, _) = self.reader().verify(progress)?;
        let bad = |of: Wrong| report.problems.iter().any(|it| it.what == of);
        // Where the copies differ, which of them is right is found while the new one is written; both are then written anew.
        let either = bad(Wrong::CopiesDiffer) || bad(Wrong::Seal) || bad(Wrong::Chain);
        let (bad_mirror, bad_store) = (either || bad(Wrong::MissingInMirror), either || bad(Wrong::MissingInStore));
        if !bad_mirror && !bad_store {
            self.shared.clear_troubled();
            return Ok(Vec::new());
        }
        self.heal_parts(bad_mirror, bad_store, progress)
    }

    /// Puts on the board that a round has found these copies damaged.
    pub fn found_bad(&self, parts: &[Part]) {
        for part in parts {
            self.shared.set_troubled(*part);
            self.stands(*part, Standing::Broken);
        }
    }

    /// Builds the copies again that a round has found damaged, without looking at every entry once more.
    ///
    /// # Errors
    /// As [`Logbook::heal`]; [`Fault::Full`] if there is not room for a second copy beside each, before anything is touched.
    pub fn heal_found(&mut self, parts: &[Part]) -> Result<Vec<Part>, Fault> {
        if let Some(fault) = self.stopped() {
            return Err(fault.clone());
        }
        let segments = mirror::segments(&mirror_dir(&self.home))?;
        let size: u64 = segments.iter().filter_map(|it| it.length().ok()).sum();
        if fs4::available_space(&self.home).is_ok_and(|free| free < size.saturating_mul(ROOM)) {
            return Err(Fault::Full);
        }
        self.heal_parts(parts.contains(&Part::Mirror), parts.contains(&Part::Store), &mut |_, _| {})
    }

    fn heal_parts(&mut self, bad_mirror: bool, bad_store: bool, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<Part>, Fault> {
        let head = self.head();
        let place = {
            let copies = self.shared.copies();
            let mut source = |range: RangeInclusive<Seq>| copies.store().and_then(|it| it.records(range)).unwrap_or_default();
            let mut other = |seq| mirror::find(&self.shared.mirror_dir, seq).ok().flatten();
            write_mirror(&new_mirror_dir(&self.home), &self.shared.keys, head, &mut source, &mut other, progress)
        };
        let place = match place {
            Err(damaged @ Fault::Damaged { .. }) => {
                salvage::want(&self.home)?;
                return Err(damaged);
            }
            place => place?,
        };
        crash_point()?;
        let taken = self.take_over(place, bad_store, progress);
        taken.map_err(|fault| self.stop_for_good(fault))?;
        self.follow_anew();
        self.shared.clear_troubled();
        if bad_store {
            self.store_lacks = None;
        }
        let healed: Vec<Part> =
            [(bad_mirror, Part::Mirror), (bad_store, Part::Store)].into_iter().filter_map(|(bad, part)| bad.then_some(part)).collect();
        healed.iter().for_each(|it| self.stands(*it, Standing::Good));
        Ok(healed)
    }

    /// Puts the new mirror in its place, and a new database if need be.
    fn take_over(&mut self, place: Option<mirror::Place>, bad_store: bool, progress: &mut dyn FnMut(u64, u64)) -> Result<(), Fault> {
        let (dir, head) = (mirror_dir(&self.home), self.shared.head());
        let mut store = self.shared.exchange();
        if bad_store {
            *store = None;
            files::set_aside(&store::dir(&self.home), Part::Store)?;
            crash_point()?;
        }
        files::set_aside(&dir, Part::Mirror)?;
        crash_point()?;
        fs::rename(new_mirror_dir(&self.home), &dir).and_then(|()| files::sync_dir(&self.home)).map_err(Fault::io(Part::Mirror))?;
        crash_point()?;
        match (&*store, place) {
            (Some(store), Some(place)) => {
                store.put([], &Mark { seq: head.seq, hash: head.hash, place }.seal(&self.shared.keys)?)?;
                store.sync()?;
            }
            (Some(_), None) => {}
            (None, _) => {
                let (fresh, ..) = fill_fresh(&self.shared.keys, &self.home, head.seq, progress)?;
                *store = Some(fresh);
                self.pages = PageBook::closed();
            }
        }
        drop(store);
        self.mirror = Mirror::open(&dir, end_of(place))?;
        crash_point()
    }
}
