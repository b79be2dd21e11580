//! A home on the way to being open: made new, or locked and waiting for a passphrase while the database opens behind it.

use super::keyring::{Keyring, Unlocked};
use super::mirror::{self, Mirror};
use super::pages::{self, PageBook};
use super::reader::{Reader, Shared};
use super::recover::{self, Recovered, mirror_dir};
use super::ring_file::Copies;
use super::ring_seen::RingSeen;
use super::salvage::Elsewhere;
use super::seal::Keys;
use super::second::{Folder, Seconds};
use super::store::{self, NotOpened, Store};
use super::takeover::Behind;
use super::witness::Witness;
use super::writer::Logbook;
use super::{
    Fault, Hash, Head, KdfCost, Notice, Part, RecoveryKey, UserSecret, files, lock::HomeLock, lock::PATIENCE, restore, rewrite, salvage,
    water,
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
const OURS: [&str; 10] =
    ["desk.lock", "desk.holder", "keyring.a", "keyring.b", "keyring.a.new", "keyring.b.new", "mirror", "db", "format.new", water::FILE];

/// A home with its lock taken, its keyring read and its database opening in the background.
pub struct Prepared {
    home: PathBuf,
    rings: Copies,
    notices: Vec<Notice>,
    had_store: bool,
    opening: StoreOpening,
    elsewhere: Elsewhere,
    /// Where this machine keeps what it has seen of its homes.
    witness: Option<PathBuf>,
    /// Last, so that nobody gets in before the database has been let go.
    lock: HomeLock,
}

fn home_fault(error: std::io::Error) -> Fault {
    Fault::io(Part::Home)(error)
}

/// What the file that names the format says: the version, with a sum, so that a bit that turned does not pass for a newer version.
pub(super) fn format() -> String {
    format_of(HOME_VERSION)
}

pub(super) fn format_of(version: u32) -> String {
    let sum = blake3::hash(version.to_string().as_bytes()).to_hex();
    format!("yedeng {version} {}\n", sum.chars().take(8).collect::<String>())
}

pub(super) fn write_format(home: &Path) -> Result<(), Fault> {
    files::replace(&home.join(FORMAT), format().as_bytes(), Part::Home)
}

/// Looks at a file that names the format; `true` if it does, `false` if it is missing or garbled. The first homes were made without a sum.
pub(super) fn check_format(path: &Path) -> Result<bool, Fault> {
    let text = files::read(path, Part::Home)?.and_then(|it| String::from_utf8(it).ok()).unwrap_or_default();
    if text == "yedeng 1\n" {
        return Ok(true);
    }
    let version = text.split(' ').nth(1).and_then(|it| it.parse().ok()).filter(|it| format_of(*it) == text);
    match version {
        Some(found) if found > HOME_VERSION => Err(Fault::NewerVersion { found, ours: HOME_VERSION }),
        version => Ok(version.is_some()),
    }
}

/// Whether a garbled format file may be written again: the directory is a home of ours all the same, since its mirror begins as one. The
/// keyring was read before.
fn is_ours(home: &Path) -> Result<bool, Fault> {
    Ok(mirror::segments(&mirror_dir(home))?.first().is_some_and(|it| matches!(it.head(), Ok(Some(_)))))
}

/// Takes an empty directory, or makes one, for a home; the lock on it is held as long as what is given back lives.
pub(super) fn make_free(home: &Path) -> Result<HomeLock, Fault> {
    if home.exists() && !home.is_dir() {
        return Err(Fault::NotAHome);
    }
    files::make_dir(home).map_err(home_fault)?;
    check_free(home)?;
    #[cfg(unix)]
    fs::set_permissions(home, std::os::unix::fs::PermissionsExt::from_mode(0o700)).map_err(home_fault)?;
    let lock = HomeLock::take(home, PATIENCE, &mut || {})?;
    // Looked at again, since the lock is ours only now.
    check_free(home)?;
    for left in [mirror_dir(home), store::dir(home)] {
        if left.exists() {
            fs::remove_dir_all(left).map_err(home_fault)?;
        }
    }
    Ok(lock)
}

/// The database on its way to being open. Whoever lets go of it waits until it is open, so that nobody finds it half opened behind a lock
/// that is free already.
struct StoreOpening(Option<JoinHandle<Result<Store, NotOpened>>>);

impl StoreOpening {
    fn begin(dir: PathBuf) -> Result<Self, Fault> {
        let opening = thread::Builder::new().name("sled-open".to_owned()).spawn(move || store::open(&dir));
        Ok(Self(Some(opening.map_err(Fault::io(Part::Store))?)))
    }

    fn join(mut self) -> Result<Store, NotOpened> {
        self.0.take().map_or(Err(NotOpened::Broken), |it| it.join().unwrap_or(Err(NotOpened::Broken)))
    }
}

impl Drop for StoreOpening {
    fn drop(&mut self) {
        drop(self.0.take().map(JoinHandle::join));
    }
}

impl Prepared {
    /// Takes the lock, reads the keyring, checks the format and begins to open the database on a thread named `sled-open`, whose panics are
    /// caught.
    ///
    /// # Errors
    /// [`Fault::NoHome`], [`Fault::LockedBy`] after three seconds, [`Fault::NewerVersion`], [`Fault::HomeNotWritable`], [`Fault::Damaged`] if
    /// both copies of the keyring are.
    pub fn begin(home: &Path) -> Result<Self, Fault> {
        Self::begin_telling(home, &mut || {})
    }

    /// As [`Prepared::begin`]; `waiting` is called once if another program has the home and it takes a while to let go.
    ///
    /// # Errors
    /// As [`Prepared::begin`].
    pub fn begin_telling(home: &Path, waiting: &mut dyn FnMut()) -> Result<Self, Fault> {
        let has_format = home.join(FORMAT).exists();
        if !has_format && !Keyring::exists(home) {
            return Err(Fault::NoHome);
        }
        let lock = HomeLock::take(home, PATIENCE, waiting)?;
        let is_named = check_format(&home.join(FORMAT))?;
        let mut notices = Vec::new();
        let rings = Copies::load(home)?;
        if !is_named {
            if has_format && !is_ours(home)? {
                return Err(Fault::damaged(Part::Home, None));
            }
            write_format(home)?;
            notices.push(Notice::FormatRestored);
        }
        rewrite::finish(home)?;
        let dir = store::dir(home);
        let had_store = dir.join("db").exists();
        let opening = StoreOpening::begin(dir)?;
        Ok(Self { home: home.to_owned(), rings, notices, had_store, opening, elsewhere: Elsewhere::default(), witness: None, lock })
    }

    /// Has the end of the logbook held against what this machine has seen of it, and kept, in a directory outside the home.
    #[must_use]
    pub fn witnessed_in(self, dir: Option<PathBuf>) -> Self {
        Self { witness: dir, ..self }
    }

    /// Makes a new home with one login, whose private key comes back too. The directory may exist if it is empty; a creation that was cut short may be repeated.
    ///
    /// # Errors
    /// [`Fault::HomeExists`], [`Fault::NotAHome`] if something else is there, [`Fault::LockedBy`], [`Fault::HomeNotWritable`], [`Fault::Full`].
    pub fn create(home: &Path, login: &str, passphrase: &str, cost: KdfCost) -> Result<(Logbook, RecoveryKey, UserSecret), Fault> {
        let lock = make_free(home)?;
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
        let name = ring.name(None);
        let rings = (ring, RingSeen::new(home), name);
        Ok((Logbook::new(Arc::new(shared), mirror, rings, keys, PageBook::void(), home), recovery, slot.secret().clone()))
    }

    /// Says what is known from outside the home: directories of second mirrors, and the highest entry that was ever acknowledged. Both are used
    /// only where the copies in the home do not hold everything.
    #[must_use]
    pub fn knowing(self, mirrors: Vec<PathBuf>, seen: Seq) -> Self {
        Self { elsewhere: Elsewhere { mirrors, seen, ..Elsewhere::default() }, ..self }
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
    /// [`Fault::Damaged`] if nothing at all can be read; [`Fault::NewerVersion`]; [`Fault::OldKeyring`]; faults of the system.
    pub fn open(self, unlocked: Unlocked, progress: &mut dyn FnMut(u64, u64)) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        let Self { home, rings, mut notices, had_store, opening, elsewhere, witness, lock } = self;
        let Unlocked { mut ring, keys: data_keys, is_changed, .. } = unlocked;
        let keys = Arc::new(Keys::derive(&data_keys));
        let (mut ring_seen, old_ring) = RingSeen::look(&home, &ring, &keys)?;
        notices.extend(old_ring);
        if !rings.alike {
            ring.write(&home)?;
            notices.push(Notice::KeyringHealed);
        }
        if is_changed {
            ring.save(&home, &data_keys)?;
        }
        let parted = restore::own_past(&home, &keys)?;
        let seconds = Seconds::load(&home, &keys, &mut notices)?;
        let name = ring.name(parted);
        let folder = Folder::name(name);
        let seen = witness.as_ref().map_or(Seq(0), |dir| Witness::seen_in(dir, name, &keys));
        let promised = water::read(&water::in_home(&home), name, &keys).map_or(Seq(0), |it| it.seq);
        let elsewhere = Elsewhere { promised, ..elsewhere.and(seconds.mirrors(&folder), seen) };
        // Only a hint for later: a disk that is full must not keep the home closed.
        let _ = ring_seen.note(&ring, &keys);
        let recovered = recover::reconcile(&home, &keys, opening.join(), had_store, &elsewhere, progress)?;
        let Recovered { mut store, mut mirror, mut head, notices: healed } = recovered;
        notices.extend(healed);
        rewrite::destroy_old(&home)?;
        let mut behind = Behind { home: &home, name: &folder, keys: &keys, store: &store, mirror: &mut mirror, head: &mut head };
        behind.catch_up(&seconds, &mut notices)?;
        let loaded = pages::load(&mut store, &keys);
        let reader = Reader { shared: Arc::new(Shared::new(store, Arc::clone(&keys), mirror_dir(&home), head, lock)) };
        if let Some(at) = parted
            && reader.header(at.seq)?.is_none_or(|it| it.hash != at.hash)
        {
            return Err(Fault::damaged(Part::Mirror, at.seq));
        }
        let (campus, book) = campus(&reader, loaded, &mut notices, progress)?;
        salvage::name_lost(&reader, &campus, &mut notices)?;
        let witness = witness.map(|dir| {
            // The header of an entry of which nothing was left is made up; that it is lost is said elsewhere.
            let hash_at = |seq| reader.header(seq).ok().flatten().filter(|it| it.digest != Hash::default()).map(|it| it.hash);
            let (witness, notice) = Witness::look(&dir, name, keys, head, hash_at);
            notices.extend(notice);
            witness
        });
        let logbook = Logbook::new(reader.shared, mirror, (ring, ring_seen, name), data_keys, book, &home).with(seconds, witness);
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
