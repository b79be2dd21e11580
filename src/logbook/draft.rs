//! Sealed small files that survive a crash: unfinished lines and the like (草稿).
//!
//! Each is replaced atomically and has a name that tells nothing. They are no part of the logbook: nothing is chained, nothing is mirrored.
//! Each is sealed under its user's own key, so that nobody else at the same desk can read it.

use super::pair::{UserSecret, random};
use super::seal::{Keys, Kind, Unsealed, open_with, seal_with};
use super::{Fault, Part, envelope, files};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Largest draft taken, in bytes.
const LIMIT: usize = 4 << 20;
/// What kind of record a draft under its user's own key is; the seal covers it.
const OWN_DRAFT: u8 = 0x30;

/// Sealed small files of a home.
#[derive(Clone)]
pub struct Drafts {
    pub(super) dir: PathBuf,
    pub(super) keys: Arc<Keys>,
}

impl Drafts {
    /// Keeps `bytes` under `slot`, in place of what was there, for the owner of `secret` alone. It is on disk when this returns.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] past 4 MiB; faults of the system. What was there before stays then.
    pub fn save(&self, secret: &UserSecret, slot: &str, bytes: &[u8]) -> Result<(), Fault> {
        if bytes.len() > LIMIT {
            return Err(Fault::TooLarge { seq: crate::campus::Seq(0), bytes: bytes.len() as u64 });
        }
        let name = self.keys.name(slot);
        let sealed = seal_with(&secret.draft_key(), 0, OWN_DRAFT, name.as_bytes(), &random()?, &envelope::pad(bytes))?;
        if !self.dir.is_dir() {
            files::make_dir(&self.dir).map_err(Fault::io(Part::Draft))?;
            // The name of the new folder stands in the home.
            self.dir.parent().map_or(Ok(()), files::sync_dir).map_err(Fault::io(Part::Draft))?;
        }
        files::replace(&self.dir.join(name), &sealed, Part::Draft)
    }

    /// What is kept under `slot`. A draft that was saved before drafts were sealed under their user's own key is read as well.
    ///
    /// # Errors
    /// [`Fault::Damaged`], also if it is another's; [`Fault::NewerVersion`]; faults of the system.
    pub fn load(&self, secret: &UserSecret, slot: &str) -> Result<Option<Vec<u8>>, Fault> {
        let name = self.keys.name(slot);
        let Some(sealed) = files::read(&self.dir.join(&name), Part::Draft)? else { return Ok(None) };
        let own = open_with(&secret.draft_key(), OWN_DRAFT, name.as_bytes(), &sealed);
        let opened = own.or_else(|_| self.keys.open(Kind::Draft, name.as_bytes(), &sealed));
        let padded = opened.map_err(|it: Unsealed| it.fault(Part::Draft, None))?;
        let bytes = envelope::unpad(&padded).ok_or(Fault::damaged(Part::Draft, None))?;
        Ok(Some(bytes.to_vec()))
    }

    /// Throws away what is kept under `slot`, if anything is.
    ///
    /// # Errors
    /// Faults of the system.
    pub fn remove(&self, slot: &str) -> Result<(), Fault> {
        match fs::remove_file(self.dir.join(self.keys.name(slot))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::io(Part::Draft)(error)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::DataKeys;
    use super::*;

    fn drafts(dir: &tempfile::TempDir) -> Drafts {
        Drafts { dir: dir.path().join("drafts"), keys: Arc::new(Keys::derive(&DataKeys::of([1; 32]))) }
    }

    #[test]
    fn what_is_saved_is_loaded_until_it_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let (drafts, me) = (drafts(&dir), UserSecret::create().unwrap());
        assert_eq!(drafts.load(&me, "talk"), Ok(None));
        drafts.save(&me, "talk", "zs 心理 与室友".as_bytes()).unwrap();
        drafts.save(&me, "incident", b"").unwrap();
        drafts.save(&me, "talk", "zs 心理 与室友矛盾".as_bytes()).unwrap();
        assert_eq!(drafts.load(&me, "talk").unwrap().unwrap(), "zs 心理 与室友矛盾".as_bytes());
        assert_eq!(drafts.load(&me, "incident").unwrap().unwrap(), b"");
        drafts.remove("talk").unwrap();
        drafts.remove("talk").unwrap();
        assert_eq!(drafts.load(&me, "talk"), Ok(None));
    }

    #[test]
    fn neither_slot_nor_words_stand_in_clear_and_damage_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let (drafts, me) = (drafts(&dir), UserSecret::create().unwrap());
        drafts.save(&me, "talk-of-zhang", b"nobody may read this").unwrap();
        drafts.save(&me, "other", b"nor this").unwrap();
        let files: Vec<_> = fs::read_dir(&drafts.dir).unwrap().map(|it| it.unwrap().path()).collect();
        assert_eq!(files.len(), 2);
        for path in &files {
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(name.len() == 32 && name.chars().all(|c| c.is_ascii_hexdigit()));
            let bytes = fs::read(path).unwrap();
            assert!(memchr::memmem::find(&bytes, b"this").is_none());
        }
        // One file put in the place of the other is damage too.
        let (one, two) = (fs::read(&files[0]).unwrap(), fs::read(&files[1]).unwrap());
        fs::write(&files[0], two).unwrap();
        fs::write(&files[1], &one[..one.len() - 1]).unwrap();
        let damaged = Err(Fault::Damaged { part: Part::Draft, seq: None });
        assert_eq!((drafts.load(&me, "talk-of-zhang"), drafts.load(&me, "other")), (damaged.clone(), damaged));
    }

    #[test]
    fn another_user_at_the_same_desk_cannot_read_it_and_one_of_old_can_be_read() {
        let dir = tempfile::tempdir().unwrap();
        let (drafts, me, other) = (drafts(&dir), UserSecret::create().unwrap(), UserSecret::create().unwrap());
        drafts.save(&me, "talk", b"nobody else").unwrap();
        assert_eq!(drafts.load(&other, "talk"), Err(Fault::damaged(Part::Draft, None)));
        let name = drafts.keys.name("old");
        let shared = drafts.keys.seal(Kind::Draft, name.as_bytes(), &envelope::pad(b"of old")).unwrap();
        fs::write(drafts.dir.join(name), shared).unwrap();
        assert_eq!(drafts.load(&me, "old").unwrap().unwrap(), b"of old");
    }
}
