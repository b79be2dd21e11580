//! Second mirrors (第二镜像): copies of the mirror on another disk or a stick, from which alone the home can be had again.
//!
//! Below the directory that was named lies a folder called after the home's id, which tells nothing: the same segments as in the home, byte
//! for byte, the keyring and the format. The keyring there is named so that nobody opens the folder for a home and writes on in it. What
//! keeps the copy up to date is `follow`, what it gives to a home that lacks something `takeover`; here is what it consists of, and how a
//! home is made of it.

use super::keyring::{Keyring, Name};
use super::mirror;
use super::seal::{Keys, Kind};
use super::{Fault, Notice, Part, envelope, files, prepared, recover, restore};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The list of second mirrors in the home. Sealed: a path may hold somebody's name.
const LIST: &str = "mirrors";
const KEYRING: &str = "keyring.copy";
const FORMAT: &str = "format.copy";
const PARTING: &str = "restored.copy";
const RENEWED: &str = "renewed";
/// Hexadecimal digits of the home's id in the folder's name.
const DIGITS: usize = 8;
/// Most second mirrors of a home.
const LIMIT: usize = 8;

/// The second mirrors of a home.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seconds {
    /// Raised whenever entries were erased: a copy made before has to go, wherever it was meanwhile.
    pub generation: u64,
    pub dirs: Vec<PathBuf>,
}

#[derive(Serialize, Deserialize)]
enum Stored {
    V1(Seconds),
}

/// A second mirror was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// It lies on the same file system as the home: it protects against deletion, not against a broken disk.
    pub same_disk: bool,
}

/// A home was made from a second mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// How many files of entries.
    pub segments: u32,
    /// How many bytes they are.
    pub bytes: u64,
}

fn fault(error: std::io::Error) -> Fault {
    Fault::io(Part::Second)(error)
}

impl Seconds {
    /// The list of a home; one that cannot be read is set aside, with a notice.
    pub(super) fn load(home: &Path, keys: &Keys, notices: &mut Vec<Notice>) -> Result<Self, Fault> {
        let path = home.join(LIST);
        let Some(sealed) = files::read(&path, Part::Second)? else { return Ok(Self::default()) };
        let plain = keys.open(Kind::Mark, LIST.as_bytes(), &sealed).ok();
        if let Some(Stored::V1(seconds)) = plain.and_then(|it| envelope::decode(envelope::unpad(&it)?)) {
            return Ok(seconds);
        }
        files::set_aside(&path, Part::Second)?;
        notices.push(Notice::SecondsForgotten);
        Ok(Self::default())
    }

    /// Where their copies of the mirror are, for a home of this name; one made before an erasure holds what is gone for good, and is left out.
    pub(super) fn mirrors(&self, name: &str) -> Vec<PathBuf> {
        let folders = self.dirs.iter().map(|dir| Folder::below(dir, name));
        folders.filter(|it| it.0.is_dir() && it.generation().is_ok_and(|it| it >= self.generation)).map(|it| it.mirror()).collect()
    }

    pub(super) fn save(&self, home: &Path, keys: &Keys) -> Result<(), Fault> {
        let plain = envelope::encode(&Stored::V1(self.clone()))
            .map_err(|_| Fault::Io { part: Part::Second, kind: std::io::ErrorKind::InvalidInput })?;
        let sealed = keys.seal(Kind::Mark, LIST.as_bytes(), &envelope::pad(&plain))?;
        files::replace(&home.join(LIST), &sealed, Part::Second)
    }

    /// Puts a directory on the list and makes the folder in it. One that is on it already is not put there twice.
    pub(super) fn add(&mut self, home: &Path, name: &str, dir: &Path) -> Result<Added, Fault> {
        let refused = |kind| Fault::Io { part: Part::Second, kind };
        let about = fs::metadata(dir).map_err(fault)?;
        if !about.is_dir() {
            return Err(refused(std::io::ErrorKind::NotADirectory));
        }
        let (inside, of_home) = (dir.canonicalize().map_err(fault)?, home.canonicalize().map_err(fault)?);
        if inside.starts_with(&of_home) || dir.to_str().is_none() {
            return Err(refused(std::io::ErrorKind::InvalidInput));
        }
        if self.dirs.len() >= LIMIT {
            return Err(refused(std::io::ErrorKind::QuotaExceeded));
        }
        let folder = Folder::below(dir, name);
        files::make_dir(&folder.mirror()).map_err(fault)?;
        // Whether it can be written is better known now than when it is needed.
        files::replace(&folder.0.join("probe"), b"", Part::Second)?;
        fs::remove_file(folder.0.join("probe")).map_err(fault)?;
        if !self.dirs.iter().any(|it| it == dir) {
            self.dirs.push(dir.to_owned());
        }
        Ok(Added { same_disk: same_disk(&about, home) })
    }

    /// Takes a directory off the list; what lies there stays. `false` if it was not on it.
    pub(super) fn remove(&mut self, dir: &Path) -> bool {
        let before = self.dirs.len();
        self.dirs.retain(|it| it != dir);
        before != self.dirs.len()
    }
}

#[cfg(unix)]
fn same_disk(about: &fs::Metadata, home: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(home).is_ok_and(|it| it.dev() == about.dev())
}

#[cfg(not(unix))]
fn same_disk(_about: &fs::Metadata, _home: &Path) -> bool {
    false
}

/// The folder of a second mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder(pub PathBuf);

impl Folder {
    /// The one of a home, by its name.
    pub(super) fn below(dir: &Path, name: &str) -> Self {
        Self(dir.join(format!("yedeng-{name}")))
    }

    /// How a home's folders are called.
    pub(super) fn name(of: Name) -> String {
        of.digits(DIGITS)
    }

    pub(super) fn mirror(&self) -> PathBuf {
        self.0.join("mirror")
    }

    /// Puts keyring and format there, and where the home parted from another, if it did.
    pub(super) fn write_keys(&self, home: &Path, keyring: &[u8]) -> Result<(), Fault> {
        if let Some(parting) = restore::parting(home)? {
            files::replace(&self.0.join(PARTING), &parting, Part::Second)?;
        }
        files::replace(&self.0.join(KEYRING), keyring, Part::Second)?;
        files::replace(&self.0.join(FORMAT), prepared::format().as_bytes(), Part::Second)
    }

    /// After which erasure it was made.
    pub(super) fn generation(&self) -> Result<u64, Fault> {
        let told = files::read(&self.0.join(RENEWED), Part::Second)?;
        Ok(told.and_then(|it| String::from_utf8(it).ok()?.trim().parse().ok()).unwrap_or(0))
    }

    /// Overwrites all entries with zeros and takes them away, those set aside too, so that it is made anew.
    pub(super) fn renew(&self, generation: u64) -> Result<(), Fault> {
        for file in fs::read_dir(&self.0).map_err(fault)? {
            let path = file.map_err(fault)?.path();
            let is_mirror = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("mirror"));
            if !is_mirror || !path.is_dir() {
                continue;
            }
            for segment in fs::read_dir(&path).map_err(fault)? {
                wipe(&segment.map_err(fault)?.path())?;
            }
            fs::remove_dir(&path).map_err(fault)?;
        }
        files::make_dir(&self.mirror()).and_then(|()| files::sync_dir(&self.0)).map_err(fault)?;
        files::replace(&self.0.join(RENEWED), format!("{generation}\n").as_bytes(), Part::Second)
    }
}

/// Overwrites a file with zeros and removes it. What the disk keeps of it elsewhere is beyond us.
fn wipe(path: &Path) -> Result<(), Fault> {
    let zeros = [0; 64 << 10];
    let write = || {
        let mut file = files::private().write(true).open(path)?;
        let mut left = file.metadata()?.len();
        while left > 0 {
            let now = left.min(zeros.len() as u64);
            file.write_all(&zeros[..now as usize])?;
            left -= now;
        }
        file.sync_all()?;
        fs::remove_file(path)
    };
    write().map_err(fault)
}

/// Makes a home of a second mirror. `dir` is the directory that was named when it was added, or the folder in it. The database is built when
/// the home is opened, and everything is verified then.
///
/// # Errors
/// [`Fault::NoHome`] if there is no second mirror, [`Fault::SeveralCopies`] if there are those of several homes; [`Fault::HomeExists`] or
/// [`Fault::NotAHome`] if `home` is not free; [`Fault::NewerVersion`], [`Fault::Damaged`]; faults of the system.
pub fn restore_from(dir: &Path, home: &Path) -> Result<Restored, Fault> {
    let folder = find(dir)?;
    let keyring = files::read(&folder.0.join(KEYRING), Part::Second)?.ok_or(Fault::NoHome)?;
    prepared::check_format(&folder.0.join(FORMAT))?;
    let segments = mirror::segments(&folder.mirror())?;
    if segments.is_empty() {
        return Err(Fault::NoHome);
    }
    let _lock = prepared::make_free(home)?;
    let mirror = recover::mirror_dir(home);
    files::make_dir(&mirror).map_err(Fault::io(Part::Mirror))?;
    let mut restored = Restored { segments: 0, bytes: 0 };
    for segment in &segments {
        let Some(name) = segment.path.file_name() else { continue };
        let copy = || {
            let mut to = files::private().write(true).create(true).truncate(true).open(mirror.join(name))?;
            let bytes = std::io::copy(&mut fs::File::open(&segment.path)?, &mut to)?;
            to.sync_all()?;
            Ok(bytes)
        };
        restored.bytes += copy().map_err(Fault::io(Part::Mirror))?;
        restored.segments += 1;
    }
    files::sync_dir(&mirror).map_err(Fault::io(Part::Mirror))?;
    if let Some(parting) = files::read(&folder.0.join(PARTING), Part::Second)? {
        restore::put_parting(home, &parting)?;
    }
    Keyring::put_back(home, &keyring)?;
    prepared::write_format(home)?;
    Ok(restored)
}

fn find(dir: &Path) -> Result<Folder, Fault> {
    let is_one = |it: &Path| it.join(KEYRING).is_file();
    if is_one(dir) {
        return Ok(Folder(dir.to_owned()));
    }
    let mut found = Vec::new();
    for item in fs::read_dir(dir).map_err(|it| if it.kind() == std::io::ErrorKind::NotFound { Fault::NoHome } else { fault(it) })? {
        let path = item.map_err(fault)?.path();
        let named = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("yedeng-"));
        if named && is_one(&path) {
            found.push(path);
        }
    }
    if found.len() > 1 {
        let names = found.iter().filter_map(|it| it.file_name()).map(|it| it.to_string_lossy().into_owned());
        return Err(Fault::SeveralCopies { names: names.collect() });
    }
    found.pop().map(Folder).ok_or(Fault::NoHome)
}
