//! Which keyring was the newest here: an old one that is put back over both copies fits by itself, so something beside it has to remember.
//!
//! A small file beside the keyring, with a keyed sum that every keyring of the home can check, whichever epoch it is of. It says nothing that
//! the keyring does not say in clear. Who puts both back is not found out by it; the entries of the change are then still there.

use super::keyring::Keyring;
use super::seal::Keys;
use super::{Fault, Hash, Notice, Part, files};
use std::path::{Path, PathBuf};

const FILE: &str = "keyring.seen";
const MAGIC: &[u8; 8] = b"yedengKS";
/// Magic, generation, epoch, doubt and keyed sum.
const CONTENT: usize = 50;

/// What is known of the newest keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// How often it was changed.
    generation: u64,
    /// The epoch of data keys in it.
    epoch: u8,
    /// Its keyed sum; zeros for a ring of the first version.
    mac: Hash,
    /// An older one lies in its place, and nobody has accepted that: whatever is changed on that one does not cover it up.
    doubted: bool,
}

impl Seen {
    fn of(ring: &Keyring) -> Self {
        Self { generation: ring.generation, epoch: ring.ring.epoch, mac: ring.mac.unwrap_or_default(), doubted: false }
    }

    /// Whether a ring is the one that was seen, or came after it.
    fn is_before(&self, ring: &Self) -> bool {
        ring.mac == self.mac || (!self.doubted && ring.generation > self.generation)
    }
}

/// The newest keyring of a home.
#[derive(Debug)]
pub(super) struct RingSeen {
    home: PathBuf,
    /// Nothing if it was never written down, or cannot be read.
    seen: Option<Seen>,
}

impl RingSeen {
    /// Nothing is known yet: a new home.
    pub(super) fn new(home: &Path) -> Self {
        Self { home: home.to_owned(), seen: None }
    }

    /// Holds a keyring against what is known, and says if it is an older one.
    ///
    /// # Errors
    /// [`Fault::OldKeyring`] if it lacks a data key; faults of the system.
    pub(super) fn look(home: &Path, ring: &Keyring, keys: &Keys) -> Result<(Self, Option<Notice>), Fault> {
        let seen = files::read(&home.join(FILE), Part::Keyring)?.and_then(|it| read(&it, keys));
        let mut it = Self { home: home.to_owned(), seen };
        let now = Seen::of(ring);
        if seen.is_some_and(|it| it.epoch > now.epoch) {
            return Err(Fault::OldKeyring);
        }
        let Some(seen) = seen.filter(|it| !it.is_before(&now)) else {
            it.seen = it.seen.map(|it| Seen { doubted: false, ..it });
            return Ok((it, None));
        };
        // Where it cannot be written, it is found again the next time unless the ring is changed until then.
        let _ = it.write(Seen { doubted: true, ..seen }, keys);
        it.seen = Some(Seen { doubted: true, ..seen });
        Ok((it, Some(Notice::KeyringOld { seen: seen.generation, has: now.generation })))
    }

    /// Puts a keyring down that is safely on disk.
    ///
    /// # Errors
    /// Faults of the system; the keyring is good all the same, only nobody would notice if an older one came in its place.
    pub(super) fn note(&mut self, ring: &Keyring, keys: &Keys) -> Result<(), Fault> {
        let now = Seen::of(ring);
        if self.is_doubted() || self.seen == Some(now) { Ok(()) } else { self.write(now, keys) }
    }

    fn write(&mut self, now: Seen, keys: &Keys) -> Result<(), Fault> {
        files::replace(&self.home.join(FILE), &written(&now, keys), Part::Keyring)?;
        self.seen = Some(now);
        Ok(())
    }

    /// Somebody knows why the keyring is an old one, and takes it as it is.
    ///
    /// # Errors
    /// Faults of the system.
    pub(super) fn accept(&mut self, ring: &Keyring, keys: &Keys) -> Result<(), Fault> {
        let now = Seen::of(ring);
        if self.seen == Some(now) { Ok(()) } else { self.write(now, keys) }
    }

    /// Whether an older keyring lies here than was seen, and nobody has accepted it.
    pub(super) fn is_doubted(&self) -> bool {
        self.seen.is_some_and(|it| it.doubted)
    }
}

fn sum(content: &[u8], keys: &Keys) -> Hash {
    keys.page(FILE.as_bytes(), content)
}

fn written(seen: &Seen, keys: &Keys) -> Vec<u8> {
    let Seen { generation, epoch, mac, doubted } = seen;
    let content = [&MAGIC[..], &generation.to_le_bytes(), &[*epoch, u8::from(*doubted)], mac].concat();
    let sum = sum(&content, keys);
    [content, sum.to_vec()].concat()
}

fn read(bytes: &[u8], keys: &Keys) -> Option<Seen> {
    let (content, rest) = bytes.split_first_chunk::<CONTENT>()?;
    if !content.starts_with(MAGIC) || *rest != sum(content, keys) {
        return None;
    }
    let (front, mac) = content.split_last_chunk::<{ size_of::<Hash>() }>()?;
    let [.., a, b, c, d, e, f, g, h, epoch, doubted] = *front else { return None };
    Some(Seen { generation: u64::from_le_bytes([a, b, c, d, e, f, g, h]), epoch, mac: *mac, doubted: doubted != 0 })
}
