//! A witness of the head outside the home (见证): who puts an older copy of the whole home back, or cuts its end off, is found out.
//!
//! A tiny sealed file in the machine's state directory, one for each home, with the highest entry seen and its chain hash. It is written and synced
//! at checkpoints and on closing, never in the way of an act; between them a high-water mark beside it (see `water`) goes with every act. Who can
//! write both the home and the state directory can deceive it; the head on the printed handover sheet is for that.

use super::keyring::Name;
use super::seal::{Keys, Kind};
use super::water::{self, Water};
use super::{Fault, Head, Notice, Part, envelope, files};
use crate::campus::Seq;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PLACE: &[u8] = b"witness";

#[derive(Serialize, Deserialize)]
enum Stored {
    V1 { seq: Seq, hash: super::Hash },
}

/// What was seen of a home, and where that is kept.
pub(super) struct Witness {
    path: PathBuf,
    keys: Arc<Keys>,
    /// What the sealed file says.
    seen: Option<Head>,
    water: Water,
    /// It contradicts the home. Nothing is written over it until somebody has accepted that.
    doubted: bool,
}

impl Witness {
    /// Holds the logbook against what was seen of it. `header` gives the chain hash after an entry.
    pub(super) fn look(
        dir: &Path,
        name: Name,
        keys: Arc<Keys>,
        head: Head,
        hash_at: impl Fn(Seq) -> Option<super::Hash>,
    ) -> (Self, Option<Notice>) {
        let (path, mark) = (file(dir, name), water_file(dir, name));
        let read = read(&path, &keys);
        let seen = read.as_ref().ok().copied().flatten();
        let highest = higher(seen, water::read(&mark, name, &keys));
        let notice = match highest.and_then(|it| contradiction(it, head, hash_at)) {
            None if read.is_err() => Some(Notice::WitnessUnreadable),
            notice => notice,
        };
        let water = Water::new(mark, name, Arc::clone(&keys));
        (Self { path, keys, seen, water, doubted: notice.is_some() }, notice)
    }

    /// The highest entry seen, without holding anything against it; `Seq(0)` if nothing readable is kept.
    pub(super) fn seen_in(dir: &Path, name: Name, keys: &Arc<Keys>) -> Seq {
        let seen = read(&file(dir, name), keys).ok().flatten();
        higher(seen, water::read(&water_file(dir, name), name, keys)).map_or(Seq(0), |it| it.seq)
    }

    /// Puts down what was acknowledged just now: quick, and not synced.
    pub(super) fn note_act(&mut self, head: Head) {
        if !self.doubted {
            self.water.note(head);
        }
    }

    /// Puts the head down, unless that would cover up a contradiction.
    pub(super) fn note(&mut self, head: Head) -> Result<(), Fault> {
        self.water.look_again();
        if self.doubted || self.seen == Some(head) {
            return Ok(());
        }
        let plain = envelope::encode(&Stored::V1 { seq: head.seq, hash: head.hash }).map_err(|_| Fault::damaged(Part::Home, None))?;
        let sealed = self.keys.seal(Kind::Mark, PLACE, &plain)?;
        if let Some(dir) = self.path.parent() {
            files::make_dir(dir).map_err(Fault::io(Part::Home))?;
        }
        files::replace(&self.path, &sealed, Part::Home)?;
        self.seen = Some(head);
        Ok(())
    }

    /// Somebody knows why the home is older than it was, and takes it as it stands.
    pub(super) fn accept(&mut self, head: Head) -> Result<(), Fault> {
        self.doubted = false;
        self.water.accept(head);
        self.note(head)
    }
}

fn read(path: &Path, keys: &Keys) -> Result<Option<Head>, Fault> {
    let Some(sealed) = files::read(path, Part::Home)? else { return Ok(None) };
    let plain = keys.open(Kind::Mark, PLACE, &sealed).map_err(|it| it.fault(Part::Home, None))?;
    let Some(Stored::V1 { seq, hash }) = envelope::decode(&plain) else { return Err(Fault::damaged(Part::Home, None)) };
    Ok(Some(Head { seq, hash }))
}

fn higher(a: Option<Head>, b: Option<Head>) -> Option<Head> {
    a.into_iter().chain(b).max_by_key(|it| it.seq)
}

fn file(dir: &Path, name: Name) -> PathBuf {
    dir.join(format!("{}.head", name.digits(16)))
}

fn water_file(dir: &Path, name: Name) -> PathBuf {
    dir.join(format!("{}.water", name.digits(16)))
}

fn contradiction(seen: Head, head: Head, hash_at: impl Fn(Seq) -> Option<super::Hash>) -> Option<Notice> {
    if seen.seq > head.seq {
        return Some(Notice::RolledBack { seen: seen.seq, has: head.seq });
    }
    // An entry that cannot be read is damage, and said elsewhere.
    let forked = seen.seq > Seq(0) && hash_at(seen.seq).is_some_and(|it| it != seen.hash);
    forked.then_some(Notice::Forked { at: seen.seq })
}
