//! Sealed small files that survive a crash: unfinished lines and the like (草稿).
//!
//! Each is replaced atomically and has a name that tells nothing. They are no part of the logbook: nothing is chained, nothing is mirrored.

use super::seal::{Keys, Kind, Unsealed};
use super::{Fault, Part, envelope, files};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Largest draft taken, in bytes.
const LIMIT: usize = 4 << 20;

/// Sealed small files of a home.
#[derive(Clone)]
pub struct Drafts {
    pub(super) dir: PathBuf,
    pub(super) keys: Arc<Keys>,
}

impl Drafts {
    /// Keeps `bytes` under `slot`, in place of what was there. It is on disk when this returns.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] past 4 MiB; faults of the system. What was there before stays then.
    pub fn save(&self, slot: &str, bytes: &[u8]) -> Result<(), Fault> {
        if bytes.len() > LIMIT {
            return Err(Fault::TooLarge { seq: crate::campus::Seq(0), bytes: bytes.len() as u64 });
        }
        let name = self.keys.name(slot);
        let sealed = self.keys.seal(Kind::Draft, name.as_bytes(), &envelope::pad(bytes))?;
        files::make_dir(&self.dir).map_err(Fault::io(Part::Draft))?;
        files::replace(&self.dir.join(name), &sealed, Part::Draft)
    }

    /// What is kept under `slot`.
    ///
    /// # Errors
    /// [`Fault::Damaged`], [`Fault::NewerVersion`]; faults of the system.
    pub fn load(&self, slot: &str) -> Result<Option<Vec<u8>>, Fault> {
        let name = self.keys.name(slot);
        let Some(sealed) = files::read(&self.dir.join(&name), Part::Draft)? else { return Ok(None) };
        let opened = self.keys.open(Kind::Draft, name.as_bytes(), &sealed);
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
    use super::super::DataKey;
    use super::*;

    fn drafts(dir: &tempfile::TempDir) -> Drafts {
        Drafts { dir: dir.path().join("drafts"), keys: Arc::new(Keys::derive(&DataKey([1; 32]), 0)) }
    }

    #[test]
    fn what_is_saved_is_loaded_until_it_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let drafts = drafts(&dir);
        assert_eq!(drafts.load("talk"), Ok(None));
        drafts.save("talk", "zs 心理 与室友".as_bytes()).unwrap();
        drafts.save("incident", b"").unwrap();
        drafts.save("talk", "zs 心理 与室友矛盾".as_bytes()).unwrap();
        assert_eq!(drafts.load("talk").unwrap().unwrap(), "zs 心理 与室友矛盾".as_bytes());
        assert_eq!(drafts.load("incident").unwrap().unwrap(), b"");
        drafts.remove("talk").unwrap();
        drafts.remove("talk").unwrap();
        assert_eq!(drafts.load("talk"), Ok(None));
    }

    #[test]
    fn neither_slot_nor_words_stand_in_clear_and_damage_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let drafts = drafts(&dir);
        drafts.save("talk-of-zhang", b"nobody may read this").unwrap();
        drafts.save("other", b"nor this").unwrap();
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
        assert_eq!((drafts.load("talk-of-zhang"), drafts.load("other")), (damaged.clone(), damaged));
    }
}
