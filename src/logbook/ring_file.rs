//! The keyring as it stands on disk: its versions, its checksum, its two copies.

use super::keyring::Keyring;
use super::slot::{Slot, SlotV1};
use super::{Fault, Hash, Part, envelope, files};
use serde::{Deserialize, Serialize};
use std::path::Path;

const MAGIC: &[u8; 8] = b"yedengKR";
const VERSION: u32 = 2;
const FRONT: usize = 20;
const SUM: usize = 32;
/// The names of the two copies.
pub(super) const COPIES: [&str; 2] = ["keyring.a", "keyring.b"];

/// One data key, wrapped once for each login and once for the recovery key.
#[derive(Clone, Serialize, Deserialize)]
struct RingV1 {
    id: Hash,
    epoch: u8,
    slots: Vec<SlotV1>,
    recovery: SlotV1,
}

/// A key pair for each login, and the data keys of all epochs in a box for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ring {
    /// Made with the home, never changed.
    pub id: Hash,
    /// The newest epoch of data keys.
    pub epoch: u8,
    pub slots: Vec<Slot>,
    /// Logins who have not come in since the ring was of the first version.
    pub old: Vec<SlotV1>,
    pub recovery: Recovery,
}

/// What the printed recovery key opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Recovery {
    /// As in rings of the first version: the data key alone.
    Old(SlotV1),
    /// The public half of its pair, and the data keys in a box to that.
    Pair { public: Hash, keys: Vec<u8> },
}

#[derive(Serialize, Deserialize)]
enum Stored {
    V1(RingV1),
    V2 {
        ring: Ring,
        /// Keyed with the newest data key, over all the rest.
        mac: Hash,
    },
}

impl Ring {
    /// The bytes that the keyed sum stands for.
    pub(super) fn summed(&self, generation: u64) -> Result<Vec<u8>, Fault> {
        envelope::encode(&(generation, self)).map_err(|_| Fault::damaged(Part::Keyring, None))
    }
}

impl Keyring {
    /// Whether a home has a keyring, good or not.
    pub(super) fn exists(home: &Path) -> bool {
        COPIES.iter().any(|copy| home.join(copy).exists())
    }

    /// Writes both copies.
    pub(super) fn write(&self, home: &Path) -> Result<(), Fault> {
        let bytes = self.bytes()?;
        COPIES.iter().try_for_each(|copy| files::replace(&home.join(copy), &bytes, Part::Keyring))
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, Fault> {
        let stored = match self.mac {
            Some(mac) => Stored::V2 { ring: self.ring.clone(), mac },
            None => Stored::V1(self.ring.as_first().ok_or(Fault::damaged(Part::Keyring, None))?),
        };
        let ring = envelope::encode(&stored).map_err(|_| Fault::damaged(Part::Keyring, None))?;
        let version: u32 = if self.mac.is_some() { VERSION } else { 1 };
        let mut out = Vec::with_capacity(FRONT + ring.len() + SUM);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&version.to_le_bytes());
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(&ring);
        let sum = blake3::hash(&out);
        out.extend_from_slice(sum.as_bytes());
        Ok(out)
    }

    /// The newest good copy in a home, as it stands on disk. Heals nothing.
    pub(super) fn newest(home: &Path) -> Result<Vec<u8>, Fault> {
        let copies = COPIES.iter().filter_map(|copy| files::read(&home.join(copy), Part::Keyring).ok().flatten());
        let good = copies.filter_map(|bytes| Some((Self::parse(&bytes).ok()?.generation, bytes)));
        good.max_by_key(|(generation, _)| *generation).map(|(_, bytes)| bytes).ok_or(Fault::damaged(Part::Keyring, None))
    }

    /// Writes a copy that was kept elsewhere into a home that has none, if it is whole.
    pub(super) fn put_back(home: &Path, bytes: &[u8]) -> Result<(), Fault> {
        Self::parse(bytes)?;
        COPIES.iter().try_for_each(|copy| files::replace(&home.join(copy), bytes, Part::Keyring))
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let broken = || Fault::damaged(Part::Keyring, None);
        let (content, sum) = bytes.split_last_chunk::<SUM>().ok_or_else(broken)?;
        let (front, ring) = content.split_first_chunk::<FRONT>().ok_or_else(broken)?;
        if blake3::hash(content) != *sum || !front.starts_with(MAGIC) {
            return Err(broken());
        }
        let [.., a, b, c, d, e, f, g, h] = *front;
        let [_, _, _, _, _, _, _, _, i, j, k, l, ..] = *front;
        let (version, generation) = (u32::from_le_bytes([i, j, k, l]), u64::from_le_bytes([a, b, c, d, e, f, g, h]));
        if version > VERSION {
            return Err(Fault::NewerVersion { found: version, ours: VERSION });
        }
        match envelope::decode(ring) {
            Some(Stored::V1(RingV1 { id, epoch, slots, recovery })) => {
                let ring = Ring { id, epoch, slots: Vec::new(), old: slots, recovery: Recovery::Old(recovery) };
                Ok(Self { generation, ring, mac: None })
            }
            Some(Stored::V2 { ring, mac }) => Ok(Self { generation, ring, mac: Some(mac) }),
            None => Err(broken()),
        }
    }
}

impl Ring {
    /// As a ring of the first version, if it still is one.
    fn as_first(&self) -> Option<RingV1> {
        let Recovery::Old(recovery) = &self.recovery else { return None };
        let (id, epoch, slots, recovery) = (self.id, self.epoch, self.old.clone(), recovery.clone());
        self.slots.is_empty().then_some(RingV1 { id, epoch, slots, recovery })
    }
}

/// What the two copies on disk hold, before anybody has shown with a key which of them is right.
#[derive(Debug)]
pub(super) struct Copies {
    /// The good ones, the newest first; one if both are alike.
    pub rings: Vec<Keyring>,
    /// Whether both are good and alike.
    pub alike: bool,
}

impl Copies {
    /// Reads both. Nothing is healed yet: a copy that somebody else made newer must not overwrite the right one.
    pub(super) fn load(home: &Path) -> Result<Self, Fault> {
        let mut rings = Vec::new();
        for copy in COPIES {
            let bytes = files::read(&home.join(copy), Part::Keyring)?;
            match bytes.map_or(Err(Fault::damaged(Part::Keyring, None)), |it| Keyring::parse(&it)) {
                Ok(ring) => rings.push(ring),
                Err(newer @ Fault::NewerVersion { .. }) => return Err(newer),
                Err(_) => {}
            }
        }
        let whole = rings.len() == COPIES.len();
        rings.sort_by_key(|it| std::cmp::Reverse(it.generation));
        rings.dedup();
        if rings.is_empty() { Err(Fault::damaged(Part::Keyring, None)) } else { Ok(Self { alike: whole && rings.len() == 1, rings }) }
    }
}
