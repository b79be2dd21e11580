//! A home on the way to being open: made new, or locked and waiting for a passphrase while the database opens behind it.

use super::keyring::{Keyring, Unlocked};
use super::mirror::{self, Mirror};
use super::pages::{self, PageBook};
use super::reader::{Reader, Shared};
use super::recover::{self, Recovered, mirror_dir};
use super::ring_file::Copies;
use super::salvage::Elsewhere;
use super::seal::Keys;
use super::store::{self, NotOpened, Store};
use super::writer::Logbook;
use super::{
    Fault, Head, KdfCost, Notice, Part, RecoveryKey, UserSecret, files, lock::HomeLock, lock::PATIENCE, restore, rewrite, salvage,
};
use crate::campus::{Campus, Seq};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Version of the home as a whole: which files there are and what they mean.
const HOME_VERSION: u32 = 1;
const FORMAT: &str = "format";
/// What an unfinished creation may have left.
const OURS: [&str; 9] =
    ["desk.lock", "desk.holder", "keyring.a", "keyring.b", "keyring.a.new", "keyring.b.new", "mirror", "db", "format.new"];

/// A home with its lock taken, its keyring read and its database opening in the background.
pub struct Prepared {
    home: PathBuf,
    lock: HomeLock,
    rings: Copies,
    notices: Vec<Notice>,
    had_store: bool,
    opening: JoinHandle<Result<Store, NotOpened>>,
    elsewhere: Elsewhere,
}

fn home_fault(error: std::io::Error) -> Fault {
    Fault::io(Part::Home)(error)
}

pub(super) fn write_format(home: &Path) -> Result<(), Fault> {
    files::replace(&home.join(FORMAT), format!("yedeng {HOME_VERSION}\n").as_bytes(), Part::Home)
}

/// The version of a home; `None` if the file does not say.
fn read_format(home: &Path) -> Result<Option<u32>, Fault> {
    let text = files::read(&home.join(FORMAT), Part::Home)?.and_then(|it| String::from_utf8(it).ok());
    Ok(text.and_then(|it| it.trim().strip_prefix("yedeng ")?.parse().ok()))
}

impl Prepared {
    /// Takes the lock, reads the keyring, checks the format and begins to open the database on a thread named `sled-open`, whose panics are
    /// caught.
    ///
    /// # Errors
    /// [`Fault::NoHome`], [`Fault::LockedBy`] after three seconds, [`Fault::NewerVersion`], [`Fault::HomeNotWritable`], [`Fault::Damaged`] if
    /// both copies of the keyring are.
    pub fn begin(home: &Path) -> Result<Self, Fault> {
        if !home.join(FORMAT).exists() && !Keyring::exists(home) {
            return Err(Fault::NoHome);
        }
        let lock = HomeLock::take(home, PATIENCE)?;
        let version = read_format(home)?;
        if let Some(found) = version.filter(|it| *it > HOME_VERSION) {
            return Err(Fault::NewerVersion { found, ours: HOME_VERSION });
        }
        let mut notices = Vec::new();
        let rings = Copies::load(home)?;
        if version.is_none() {
            write_format(home)?;
            notices.push(Notice::FormatRestored);
        }
        rewrite::finish(home)?;
        let dir = store::dir(home);
        let had_store = dir.join("db").exists();
        let opening = thread::Builder::new().name("sled-open".to_owned()).spawn(move || store::open(&dir));
        let opening = opening.map_err(Fault::io(Part::Store))?;
        Ok(Self { home: home.to_owned(), lock, rings, notices, had_store, opening, elsewhere: Elsewhere::default() })
    }

    /// Makes a new home with one login, whose private key comes back too. The directory may exist if it is empty; a creation that was cut short may be repeated.
    ///
    /// # Errors
    /// [`Fault::HomeExists`], [`Fault::NotAHome`] if something else is there, [`Fault::LockedBy`], [`Fault::HomeNotWritable`], [`Fault::Full`].
    pub fn create(home: &Path, login: &str, passphrase: &str, cost: KdfCost) -> Result<(Logbook, RecoveryKey, UserSecret), Fault> {
        if home.exists() && !home.is_dir() {
            return Err(Fault::NotAHome);
        }
        files::make_dir(home).map_err(home_fault)?;
        check_free(home)?;
        #[cfg(unix)]
        fs::set_permissions(home, std::os::unix::fs::PermissionsExt::from_mode(0o700)).map_err(home_fault)?;
        let lock = HomeLock::take(home, PATIENCE)?;
        // Looked at again, since the lock is ours only now.
        check_free(home)?;
        for left in [mirror_dir(home), store::dir(home)] {
            if left.exists() {
                fs::remove_dir_all(left).map_err(home_fault)?;
            }
        }
        let (mut ring, keys, recovery) = Keyring::create()?;
        let slot = ring.make_slot(login, passphrase, cost, None)?;
        ring.put_slot(&keys, &slot)?;
        ring.save(home, &keys)?;
        let mirror = Mirror::create(&mirror_dir(home), 1, Head::default().hash)?;
        let store = store::open(&store::dir(home)).map_err(|it| match it {
            NotOpened::Fault(fault) => fault,
            NotOpened::Broken => Fault::damaged(Part::Store, None),
        })?;
        store.sync()?;
        files::sync_dir(&store::dir(home)).map_err(home_fault)?;
        // The format comes last: without it there is no home yet.
        write_format(home)?;
        if let Some(parent) = home.parent().filter(|it| !it.as_os_str().is_empty()) {
            files::sync_dir(parent).map_err(home_fault)?;
        }
        let shared = Shared::new(store, Arc::new(Keys::derive(&keys)), mirror_dir(home), Head::default(), lock);
        Ok((Logbook::new(Arc::new(shared), mirror, home, ring, keys, PageBook::void()), recovery, slot.secret().clone()))
    }

    /// Says what is known from outside the home: directories of second mirrors, and the highest entry that was ever acknowledged. Both are used
    /// only where the copies in the home do not hold everything.
    #[must_use]
    pub fn knowing(self, mirrors: Vec<PathBuf>, seen: Seq) -> Self {
        Self { elsewhere: Elsewhere { mirrors, seen }, ..self }
    }

    /// The keys, by login and passphrase. Takes as long as the slot's [`KdfCost`] says, for an unknown login as well; may be tried again.
    ///
    /// # Errors
    /// [`Fault::WrongPassphrase`], also for an unknown login; [`Fault::KeyDerivation`] if there is too little memory; [`Fault::Damaged`] if
    /// neither copy of the keyring is as it was written.
    pub fn unlock(&self, login: &str, passphrase: &str) -> Result<Unlocked, Fault> {
        self.rings.unlock(login, passphrase)
    }

    /// The keys, by the printed recovery key.
    ///
    /// # Errors
    /// [`Fault::WrongRecoveryKey`]; [`Fault::Damaged`] as above.
    pub fn unlock_recovery(&self, key: &RecoveryKey) -> Result<Unlocked, Fault> {
        self.rings.unlock_recovery(key)
    }

    /// The name under which the failed tries of a login are counted.
    pub fn tag_of(&self, login: &str) -> [u8; 16] {
        self.rings.rings.first().map_or([0; 16], |it| it.tag_of(login))
    }

    /// Opens the logbook, heals what needs it and loads the campus. `progress` is told entries done and to do when that takes long.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if nothing at all can be read; [`Fault::NewerVersion`]; faults of the system.
    pub fn open(self, unlocked: Unlocked, progress: &mut dyn FnMut(u64, u64)) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        let Self { home, lock, rings, mut notices, had_store, opening, elsewhere } = self;
        let Unlocked { mut ring, keys: data_keys, is_changed, .. } = unlocked;
        if !rings.alike {
            ring.write(&home)?;
            notices.push(Notice::KeyringHealed);
        }
        if is_changed {
            ring.save(&home, &data_keys)?;
        }
        let keys = Arc::new(Keys::derive(&data_keys));
        let parted = restore::own_past(&home, &keys)?;
        let opened = opening.join().unwrap_or(Err(NotOpened::Broken));
        let recovered = recover::reconcile(&home, &keys, opened, had_store, &elsewhere, progress)?;
        let Recovered { mut store, mirror, head, notices: healed } = recovered;
        notices.extend(healed);
        rewrite::destroy_old(&home)?;
        let loaded = pages::load(&mut store, &keys);
        let reader = Reader { shared: Arc::new(Shared::new(store, keys, mirror_dir(&home), head, lock)) };
        if let Some(at) = parted
            && reader.header(at.seq)?.is_none_or(|it| it.hash != at.hash)
        {
            return Err(Fault::damaged(Part::Mirror, at.seq));
        }
        let (campus, book) = campus(&reader, loaded, &mut notices, progress)?;
        salvage::name_lost(&reader, &campus, &mut notices)?;
        let logbook = Logbook::new(reader.shared, mirror, &home, ring, data_keys, book);
        Ok((logbook, campus, notices))
    }
}

/// The campus from its pages and the entries after them, or from all entries.
fn campus(
    reader: &Reader,
    loaded: Option<(Campus, Head, PageBook)>,
    notices: &mut Vec<Notice>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Campus, PageBook), Fault> {
    let head = reader.head().seq;
    // Pages of another past, such as a database that was put back from somewhere, do not count.
    let fits =
        |at: &Head| at.seq <= head && (at.seq == Seq(0) || reader.header(at.seq).is_ok_and(|it| it.is_some_and(|it| it.hash == at.hash)));
    let (mut campus, book) = match loaded {
        Some((campus, at, book)) if fits(&at) => (campus, book),
        _ => {
            if head > Seq(0) {
                notices.push(Notice::CampusReplayed { entries: head.0 });
            }
            (Campus::default(), PageBook::void())
        }
    };
    reader.replay(&mut campus, progress)?;
    Ok((campus, book))
}

/// Whether a home may be made here: the directory is empty, or holds only what an unfinished creation left.
fn check_free(home: &Path) -> Result<(), Fault> {
    if home.join(FORMAT).exists() {
        return Err(Fault::HomeExists);
    }
    for file in fs::read_dir(home).map_err(home_fault)? {
        let name = file.map_err(home_fault)?.file_name();
        if !OURS.iter().any(|ours| name == *ours) {
            return Err(Fault::NotAHome);
        }
    }
    // A home whose format file was lost holds entries; it is no leftover.
    let segments = mirror::segments(&mirror_dir(home))?;
    for segment in &segments {
        if mirror::frames(&segment.bytes_from(super::frame::SEGMENT_HEAD as u64)?).next().is_some() {
            return Err(Fault::HomeExists);
        }
    }
    Ok(())
}

#[cfg(test)]
impl Prepared {
    /// As if a passphrase had given these keys.
    pub(super) fn unlocked(&self, keys: super::DataKeys) -> Unlocked {
        Unlocked::known(self.rings.rings[0].clone(), keys)
    }
}
