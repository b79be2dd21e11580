//! The keyring: the one data key, wrapped once for each login under its passphrase and once under the printed recovery key.
//!
//! Kept in two copies, each replaced atomically; the newest good one counts and heals the other. A slot is found by a keyed hash of the
//! login, so no login stands in the file.

use super::seal::{open_with, seal_with};
use super::{Fault, Hash, KdfCost, Part, RecoveryKey, envelope, files};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const MAGIC: &[u8; 8] = b"yedengKR";
const VERSION: u32 = 1;
const FRONT: usize = 20;
const SUM: usize = 32;
const COPIES: [&str; 2] = ["keyring.a", "keyring.b"];
const SLOT: u8 = 0x10;
const RECOVERY: u8 = 0x11;
/// Most memory a slot may ask for, so that a garbled file cannot take the machine down.
const MIB_LIMIT: u32 = 4096;

/// The key everything is sealed with. Lives in memory only while the home is open.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DataKey(pub(super) [u8; 32]);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    tag: [u8; 16],
    salt: [u8; 16],
    cost: KdfCost,
    wrapped: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Ring {
    id: Hash,
    epoch: u8,
    slots: Vec<Slot>,
    recovery: Slot,
}

#[derive(Serialize, Deserialize)]
enum Stored {
    V1(Ring),
}

/// The wrapped keys of a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keyring {
    generation: u64,
    ring: Ring,
}

fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Fault::NoRandomness)?;
    Ok(bytes)
}

fn stretch(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<Zeroizing<Hash>, Fault> {
    let KdfCost { mib, passes, lanes } = cost;
    if mib > MIB_LIMIT {
        return Err(Fault::KeyDerivation);
    }
    let params = Params::new(mib * 1024, passes, lanes, Some(32)).map_err(|_| Fault::KeyDerivation)?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.as_bytes(), salt, &mut *key).map_err(|_| Fault::KeyDerivation)?;
    Ok(key)
}

fn recovery_secret(key: &RecoveryKey) -> Zeroizing<Hash> {
    // The recovery key has 160 random bits, so nothing is gained by making guesses dear.
    Zeroizing::new(blake3::derive_key("yedeng 2026 recovery key", &key.0))
}

impl Slot {
    /// What the seal of the wrapped key covers: the ring and all of the slot, so that no part can be exchanged.
    fn cover(&self, ring: &Hash) -> Vec<u8> {
        let KdfCost { mib, passes, lanes } = self.cost;
        let numbers = [mib, passes, lanes].map(u32::to_be_bytes);
        [&ring[..], &self.tag, &self.salt, numbers.as_flattened()].concat()
    }

    fn wrap(mut self, ring: &Hash, epoch: u8, kind: u8, secret: &Hash, key: &DataKey) -> Result<Self, Fault> {
        self.wrapped = seal_with(secret, epoch, kind, &self.cover(ring), &random()?, &key.0)?;
        Ok(self)
    }

    fn unwrap(&self, ring: &Hash, kind: u8, secret: &Hash) -> Option<DataKey> {
        let plain = Zeroizing::new(open_with(secret, kind, &self.cover(ring), &self.wrapped).ok()?);
        plain.as_slice().try_into().ok().map(DataKey)
    }
}

impl Ring {
    fn tag(&self, login: &str) -> [u8; 16] {
        let mut tag = [0; 16];
        tag.copy_from_slice(&blake3::keyed_hash(&self.id, login.as_bytes()).as_bytes()[..16]);
        tag
    }

    fn set_recovery(&mut self, key: &DataKey) -> Result<RecoveryKey, Fault> {
        let recovery = RecoveryKey(random()?);
        let slot = Slot { tag: [0; 16], salt: [0; 16], cost: KdfCost { mib: 0, passes: 0, lanes: 0 }, wrapped: Vec::new() };
        self.recovery = slot.wrap(&self.id, self.epoch, RECOVERY, &recovery_secret(&recovery), key)?;
        Ok(recovery)
    }
}

impl Keyring {
    /// A new ring with a new data key and no login. Nothing is written yet.
    pub(super) fn create() -> Result<(Self, DataKey, RecoveryKey), Fault> {
        let key = DataKey(random()?);
        let none = Slot { tag: [0; 16], salt: [0; 16], cost: KdfCost { mib: 0, passes: 0, lanes: 0 }, wrapped: Vec::new() };
        let mut ring = Ring { id: random()?, epoch: 0, slots: Vec::new(), recovery: none };
        let recovery = ring.set_recovery(&key)?;
        Ok((Self { generation: 0, ring }, key, recovery))
    }

    /// Whether a home has a keyring, good or not.
    pub(super) fn exists(home: &Path) -> bool {
        COPIES.iter().any(|copy| home.join(copy).exists())
    }

    /// Loads the newest good copy; `true` if the other had to be written again.
    pub(super) fn load(home: &Path) -> Result<(Self, bool), Fault> {
        let mut copies = Vec::new();
        for copy in COPIES {
            let bytes = files::read(&home.join(copy), Part::Keyring)?;
            copies.push((copy, bytes.map_or(Err(Fault::damaged(Part::Keyring, None)), |it| Self::parse(&it))));
        }
        if let Some(newer) = copies.iter().find_map(|(_, it)| it.as_ref().err().filter(|it| matches!(it, Fault::NewerVersion { .. }))) {
            return Err(newer.clone());
        }
        let newest = copies.iter().filter_map(|(_, it)| it.as_ref().ok()).max_by_key(|it| it.generation).cloned();
        let newest = newest.ok_or(Fault::damaged(Part::Keyring, None))?;
        let mut healed = false;
        for (copy, _) in copies.iter().filter(|(_, it)| it.as_ref() != Ok(&newest)) {
            files::replace(&home.join(copy), &newest.bytes()?, Part::Keyring)?;
            healed = true;
        }
        Ok((newest, healed))
    }

    /// The epoch of the data key, which stands in every sealed record.
    pub(super) fn epoch(&self) -> u8 {
        self.ring.epoch
    }

    /// Whether a login has a key.
    pub(super) fn has(&self, login: &str) -> bool {
        let tag = self.ring.tag(login);
        self.ring.slots.iter().any(|it| it.tag == tag)
    }

    /// The data key, by login and passphrase.
    pub(super) fn unlock(&self, login: &str, passphrase: &str) -> Result<DataKey, Fault> {
        let tag = self.ring.tag(login);
        let slot = self.ring.slots.iter().find(|it| it.tag == tag).ok_or(Fault::NoSuchUser)?;
        let secret = stretch(passphrase, &slot.salt, slot.cost)?;
        slot.unwrap(&self.ring.id, SLOT, &secret).ok_or(Fault::WrongPassphrase)
    }

    /// The data key, by the recovery key.
    pub(super) fn unlock_recovery(&self, key: &RecoveryKey) -> Result<DataKey, Fault> {
        self.ring.recovery.unwrap(&self.ring.id, RECOVERY, &recovery_secret(key)).ok_or(Fault::WrongRecoveryKey)
    }

    /// Gives a login a key, in place of the one it had.
    pub(super) fn add_slot(&mut self, key: &DataKey, login: &str, passphrase: &str, cost: KdfCost) -> Result<(), Fault> {
        let salt = random()?;
        let secret = stretch(passphrase, &salt, cost)?;
        let slot = Slot { tag: self.ring.tag(login), salt, cost, wrapped: Vec::new() };
        let slot = slot.wrap(&self.ring.id, self.ring.epoch, SLOT, &secret, key)?;
        self.ring.slots.retain(|it| it.tag != slot.tag);
        self.ring.slots.push(slot);
        Ok(())
    }

    /// Takes a login's key away; `false` if it had none.
    pub(super) fn remove_slot(&mut self, login: &str) -> bool {
        let tag = self.ring.tag(login);
        let before = self.ring.slots.len();
        self.ring.slots.retain(|it| it.tag != tag);
        self.ring.slots.len() != before
    }

    /// Makes a new recovery key; the old one opens nothing any more.
    pub(super) fn renew_recovery(&mut self, key: &DataKey) -> Result<RecoveryKey, Fault> {
        self.ring.set_recovery(key)
    }

    /// Writes both copies as a new generation.
    pub(super) fn save(&mut self, home: &Path) -> Result<(), Fault> {
        self.generation += 1;
        let bytes = self.bytes()?;
        COPIES.iter().try_for_each(|copy| files::replace(&home.join(copy), &bytes, Part::Keyring))
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, Fault> {
        let ring = envelope::encode(&Stored::V1(self.ring.clone())).map_err(|_| Fault::damaged(Part::Keyring, None))?;
        let mut out = Vec::with_capacity(FRONT + ring.len() + SUM);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(&ring);
        let sum = blake3::hash(&out);
        out.extend_from_slice(sum.as_bytes());
        Ok(out)
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
        let Some(Stored::V1(ring)) = envelope::decode(ring) else { return Err(broken()) };
        Ok(Self { generation, ring })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const PASS: &str = "夜灯 is on";

    fn ring(home: &Path) -> (Keyring, DataKey, RecoveryKey) {
        let (mut ring, key, recovery) = Keyring::create().unwrap();
        ring.add_slot(&key, "zhang", PASS, KdfCost::DEMO).unwrap();
        ring.save(home).unwrap();
        (ring, key, recovery)
    }

    #[test]
    fn each_login_and_the_recovery_key_open_it_and_nobody_else() {
        let home = tempfile::tempdir().unwrap();
        let (_, key, recovery) = ring(home.path());
        let (mut ring, healed) = Keyring::load(home.path()).unwrap();
        assert!(!healed);
        ring.add_slot(&key, "li", "another", KdfCost::DEMO).unwrap();
        assert_eq!(ring.unlock("zhang", PASS).unwrap().0, key.0);
        assert_eq!(ring.unlock("li", "another").unwrap().0, key.0);
        assert_eq!(ring.unlock_recovery(&recovery).unwrap().0, key.0);
        assert_eq!(ring.unlock("zhang", "夜灯 is on ").unwrap_err(), Fault::WrongPassphrase);
        assert_eq!(ring.unlock("wang", PASS).unwrap_err(), Fault::NoSuchUser);
        assert_eq!(ring.unlock_recovery(&RecoveryKey([9; 20])).unwrap_err(), Fault::WrongRecoveryKey);
        assert!(ring.remove_slot("li") && !ring.remove_slot("li") && !ring.has("li") && ring.has("zhang"));
        let renewed = ring.renew_recovery(&key).unwrap();
        assert_eq!(ring.unlock_recovery(&recovery).unwrap_err(), Fault::WrongRecoveryKey);
        assert!(ring.unlock_recovery(&renewed).is_ok());
    }

    #[test]
    fn a_slot_put_under_another_login_opens_nothing() {
        let home = tempfile::tempdir().unwrap();
        let (mut ring, ..) = ring(home.path());
        ring.ring.slots[0].tag = ring.ring.tag("li");
        assert_eq!(ring.unlock("li", PASS).unwrap_err(), Fault::WrongPassphrase);
    }

    #[test]
    fn a_damaged_copy_is_healed_from_the_other() {
        for copy in COPIES {
            let home = tempfile::tempdir().unwrap();
            let (ring, ..) = ring(home.path());
            let path = home.path().join(copy);
            let good = fs::read(&path).unwrap();
            for at in 0..good.len() {
                let mut bad = good.clone();
                bad[at] ^= 0x40;
                fs::write(&path, &bad).unwrap();
                assert_eq!(Keyring::load(home.path()).unwrap(), (ring.clone(), true), "byte {at}");
                assert_eq!(fs::read(&path).unwrap(), good);
            }
            fs::remove_file(&path).unwrap();
            assert!(Keyring::load(home.path()).unwrap().1);
        }
    }

    #[test]
    fn the_newest_copy_counts() {
        let home = tempfile::tempdir().unwrap();
        let (mut ring, key, _) = ring(home.path());
        let old = fs::read(home.path().join("keyring.b")).unwrap();
        ring.add_slot(&key, "li", "another", KdfCost::DEMO).unwrap();
        ring.save(home.path()).unwrap();
        fs::write(home.path().join("keyring.b"), old).unwrap();
        let (loaded, healed) = Keyring::load(home.path()).unwrap();
        assert!(healed && loaded.has("li"));
    }

    #[test]
    fn both_copies_damaged_or_a_newer_form_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let (ring, ..) = ring(home.path());
        let mut newer = ring.bytes().unwrap();
        newer.truncate(newer.len() - SUM);
        newer[8] = 2;
        let sum = blake3::hash(&newer);
        newer.extend_from_slice(sum.as_bytes());
        fs::write(home.path().join("keyring.a"), newer).unwrap();
        assert_eq!(Keyring::load(home.path()), Err(Fault::NewerVersion { found: 2, ours: 1 }));
        COPIES.iter().for_each(|copy| fs::write(home.path().join(copy), b"not a keyring").unwrap());
        assert_eq!(Keyring::load(home.path()), Err(Fault::damaged(Part::Keyring, None)));
    }

    #[test]
    fn no_login_stands_in_the_file() {
        let home = tempfile::tempdir().unwrap();
        ring(home.path());
        for copy in COPIES {
            let bytes = fs::read(home.path().join(copy)).unwrap();
            assert!(memchr::memmem::find(&bytes, b"zhang").is_none());
        }
    }

    #[test]
    fn a_garbled_cost_does_not_take_the_machine_down() {
        assert_eq!(stretch("x", &[0; 16], KdfCost { mib: u32::MAX, passes: 1, lanes: 1 }).unwrap_err(), Fault::KeyDerivation);
        assert_eq!(stretch("x", &[0; 16], KdfCost { mib: 0, passes: 0, lanes: 0 }).unwrap_err(), Fault::KeyDerivation);
    }
}
