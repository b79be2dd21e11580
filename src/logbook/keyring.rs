//! The keyring: a key pair for each login, the private half under its passphrase; and the data keys, in a box for each pair and one for the
//! printed recovery key.
//!
//! Kept in two copies, each replaced atomically; the newest good one counts and heals the other. A slot is found by a keyed hash of the
//! login, so no login stands in the file. Over all of it stands a keyed sum that only somebody with the newest data key can make: a public
//! key that was exchanged is noticed before anything is sealed to it.

use super::pair::{Purpose, UserSecret, random, seal_to};
use super::ring_file::{Copies, Recovery, Ring};
use super::slot::{Slot, stretch};
use super::{Fault, Hash, Head, KdfCost, Part, RecoveryKey};
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Most epochs of data keys.
pub(super) const EPOCHS_LIMIT: usize = 255;

/// One of the keys everything is sealed with. Lives in memory only while the home is open.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DataKey(pub(super) [u8; 32]);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// The data keys of all epochs, the first one first. There is always a first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataKeys {
    first: DataKey,
    later: Vec<DataKey>,
}

impl From<DataKey> for DataKeys {
    fn from(first: DataKey) -> Self {
        Self { first, later: Vec::new() }
    }
}

impl DataKeys {
    /// The key of the first epoch, from which everything is derived that never changes.
    pub(super) fn first(&self) -> &DataKey {
        &self.first
    }

    /// The key of the newest epoch.
    pub(super) fn newest(&self) -> &DataKey {
        self.later.last().unwrap_or(&self.first)
    }

    /// The number of the newest epoch.
    pub(super) fn epoch(&self) -> u8 {
        // At most EPOCHS_LIMIT keys are ever taken in.
        self.later.len() as u8
    }

    /// Each epoch with its key.
    pub(super) fn epochs(&self) -> impl Iterator<Item = (u8, &DataKey)> {
        (0..=u8::MAX).zip(std::iter::once(&self.first).chain(&self.later))
    }

    pub(super) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 * (1 + self.later.len())));
        self.epochs().for_each(|(_, key)| bytes.extend_from_slice(&key.0));
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (keys, rest) = bytes.as_chunks::<32>();
        let (first, later) = keys.split_first()?;
        let fits = rest.is_empty() && later.len() < EPOCHS_LIMIT;
        fits.then(|| Self { first: DataKey(*first), later: later.iter().map(|it| DataKey(*it)).collect() })
    }

    fn push(&mut self, key: DataKey) {
        self.later.push(key);
    }
}

/// The wrapped keys of a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyring {
    pub(super) generation: u64,
    pub(super) ring: Ring,
    /// The keyed sum; none over a ring of the first version.
    pub(super) mac: Option<Hash>,
}

/// How a home is called outside of itself: by its witness on this machine, by the folders of its second mirrors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name(Hash);

impl Name {
    /// Its first hexadecimal digits.
    pub(super) fn digits(&self, count: usize) -> String {
        self.0.iter().map(|it| format!("{it:02x}")).collect::<String>().chars().take(count).collect()
    }
}

/// What a passphrase or the recovery key gave.
#[derive(Debug)]
pub struct Unlocked {
    /// The ring that it opened, its keyed sum checked, and brought up to date as far as these keys can.
    pub(super) ring: Keyring,
    pub(super) keys: DataKeys,
    /// Whether the ring has to be written.
    pub(super) is_changed: bool,
    secret: Option<UserSecret>,
}

impl Unlocked {
    /// The private key of whose passphrase it was; `None` if it was the recovery key.
    pub fn secret(&self) -> Option<&UserSecret> {
        self.secret.as_ref()
    }
}

/// A slot made ready outside the thread that writes, since stretching a passphrase takes long.
#[derive(Debug)]
pub struct NewSlot {
    slot: Slot,
    pair: UserSecret,
}

impl NewSlot {
    /// Its key pair.
    pub fn secret(&self) -> &UserSecret {
        &self.pair
    }
}

impl Ring {
    fn tag(&self, login: &str) -> [u8; 16] {
        let mut tag = [0; 16];
        tag.copy_from_slice(&blake3::keyed_hash(&self.id, login.as_bytes()).as_bytes()[..16]);
        tag
    }

    fn slot(&self, tag: [u8; 16]) -> Option<&Slot> {
        self.slots.iter().find(|it| it.tag == tag)
    }

    fn put(&mut self, slot: Slot) {
        self.remove(slot.tag);
        self.slots.push(slot);
    }

    fn remove(&mut self, tag: [u8; 16]) -> bool {
        let before = self.slots.len() + self.old.len();
        self.slots.retain(|it| it.tag != tag);
        self.old.retain(|it| it.tag != tag);
        self.slots.len() + self.old.len() != before
    }

    fn set_recovery(&mut self, key: &RecoveryKey, keys: &DataKeys) -> Result<(), Fault> {
        let public = UserSecret::of_recovery(key).public();
        self.recovery = Recovery::Pair { public, keys: seal_to(&public, Purpose::RecoveryKeys, &self.id, &keys.bytes())? };
        Ok(())
    }

    /// Fills a slot with what belongs into it: the data keys, and the private key for the recovery key.
    fn fill(&self, slot: &mut Slot, keys: &DataKeys, pair: &UserSecret) -> Result<(), Fault> {
        slot.fill(&self.id, keys)?;
        match &self.recovery {
            Recovery::Pair { public, .. } => slot.leave_escrow(&self.id, public, pair),
            Recovery::Old(_) => Ok(()),
        }
    }

    /// What a stretched passphrase is to be tried on: salt and cost of the login's slot. For a login that has none, those of another, so
    /// that a stranger cannot tell by the time it takes which logins there are.
    fn lock_of(&self, tag: [u8; 16]) -> Option<([u8; 16], KdfCost)> {
        let new = self.slots.iter().map(|it| (it.tag, it.salt, it.cost));
        let all: Vec<_> = new.chain(self.old.iter().map(|it| (it.tag, it.salt, it.cost))).collect();
        let found = all.iter().find(|it| it.0 == tag).or_else(|| all.first())?;
        Some((found.1, found.2))
    }
}

fn sum(ring: &Ring, generation: u64, keys: &DataKeys) -> Result<Hash, Fault> {
    let key = Zeroizing::new(blake3::derive_key("yedeng 2026 keyring sum", &keys.newest().0));
    Ok(blake3::keyed_hash(&key, &ring.summed(generation)?).into())
}

impl Keyring {
    /// A new ring with a new data key and no login. Nothing is written yet.
    pub(super) fn create() -> Result<(Self, DataKeys, RecoveryKey), Fault> {
        let (keys, recovery) = (DataKeys::from(DataKey(random()?)), RecoveryKey(random()?));
        let none = Recovery::Pair { public: [0; 32], keys: Vec::new() };
        let mut ring = Ring { id: random()?, epoch: 0, slots: Vec::new(), old: Vec::new(), recovery: none };
        ring.set_recovery(&recovery, &keys)?;
        let mac = Some(sum(&ring, 0, &keys)?);
        Ok((Self { generation: 0, ring, mac }, keys, recovery))
    }

    /// The public key of a login; `None` if it has no slot, or none with a key pair yet.
    pub fn public_of(&self, login: &str) -> Option<Hash> {
        self.ring.slot(self.ring.tag(login)).map(|it| it.public)
    }

    /// Whether somebody of this login has a slot.
    pub(crate) fn has_key(&self, login: &str) -> bool {
        let tag = self.ring.tag(login);
        self.ring.slot(tag).is_some() || self.ring.old.iter().any(|it| it.tag == tag)
    }

    /// The name under which the failed tries of a login are counted: it says nothing about who that is.
    pub fn tag_of(&self, login: &str) -> [u8; 16] {
        self.ring.tag(login)
    }

    /// What names that which lies outside the home: its id, which says nothing. A home that was restored from a backup has the id of the one
    /// it parted from, so that where they parted goes into its name: both may live on beside one another.
    pub(super) fn name(&self, parted: Option<Head>) -> Name {
        Name(parted.map_or(self.ring.id, |at| blake3::keyed_hash(&self.ring.id, &at.hash).into()))
    }

    /// The data keys and a private key, by login and passphrase. A slot of the first version is given its key pair here. Takes as long as
    /// the slot's [`KdfCost`] says, for an unknown login as well.
    ///
    /// # Errors
    /// [`Fault::WrongPassphrase`], also for an unknown login; [`Fault::KeyDerivation`]; [`Fault::Damaged`] if the ring was tampered with.
    pub fn unlock(&self, login: &str, passphrase: &str) -> Result<Unlocked, Fault> {
        let Ring { id, old, .. } = &self.ring;
        let tag = self.ring.tag(login);
        let (salt, cost) = self.ring.lock_of(tag).ok_or(Fault::WrongPassphrase)?;
        let secret = stretch(passphrase, &salt, cost)?;
        if let Some(slot) = self.ring.slot(tag) {
            let pair = slot.open(id, &secret).ok_or(Fault::WrongPassphrase)?;
            let keys = slot.data_keys(id, &pair).ok_or(Fault::damaged(Part::Keyring, None))?;
            self.check(&keys)?;
            return self.tended(tag, keys, pair);
        }
        let slot = old.iter().find(|it| it.tag == tag).ok_or(Fault::WrongPassphrase)?;
        let keys = slot.open(id, &secret).ok_or(Fault::WrongPassphrase)?;
        self.check(&keys)?;
        let pair = UserSecret::create()?;
        let mut ring = self.clone();
        let mut slot = Slot::wrap(id, tag, salt, cost, &secret, &pair)?;
        self.ring.fill(&mut slot, &keys, &pair)?;
        ring.ring.put(slot);
        Ok(Unlocked { ring, keys, is_changed: true, secret: Some(pair) })
    }

    /// Leaves the private key with the recovery key, where that was made new since.
    fn tended(&self, tag: [u8; 16], keys: DataKeys, pair: UserSecret) -> Result<Unlocked, Fault> {
        let mut ring = self.clone();
        let lacks = ring.ring.slots.iter_mut().find(|it| it.tag == tag && it.escrow.is_empty());
        let is_changed = match (lacks, &self.ring.recovery) {
            (Some(slot), Recovery::Pair { public, .. }) => slot.leave_escrow(&self.ring.id, public, &pair).map(|()| true)?,
            _ => false,
        };
        Ok(Unlocked { ring, keys, is_changed, secret: Some(pair) })
    }

    /// The data keys, by the recovery key.
    ///
    /// # Errors
    /// [`Fault::WrongRecoveryKey`]; [`Fault::Damaged`] if the ring was tampered with.
    pub fn unlock_recovery(&self, key: &RecoveryKey) -> Result<Unlocked, Fault> {
        let Ring { id, recovery, .. } = &self.ring;
        let mut ring = self.clone();
        let (keys, is_changed) = match recovery {
            Recovery::Old(slot) => {
                let keys = slot.recover(id, key).ok_or(Fault::WrongRecoveryKey)?;
                ring.ring.set_recovery(key, &keys)?;
                (keys, true)
            }
            Recovery::Pair { public, keys } => {
                let pair = UserSecret::of_recovery(key);
                if pair.public() != *public {
                    return Err(Fault::WrongRecoveryKey);
                }
                let opened = pair.open(Purpose::RecoveryKeys, id, keys).and_then(|it| DataKeys::from_bytes(&it));
                (opened.ok_or(Fault::damaged(Part::Keyring, None))?, false)
            }
        };
        self.check(&keys)?;
        Ok(Unlocked { ring, keys, is_changed, secret: None })
    }

    /// Whether all of the ring is as somebody with the data keys wrote it.
    fn check(&self, keys: &DataKeys) -> Result<(), Fault> {
        let right = match self.mac {
            Some(mac) => blake3::Hash::from(mac) == blake3::Hash::from(sum(&self.ring, self.generation, keys)?),
            None => self.ring.slots.is_empty(),
        };
        if right && keys.epoch() == self.ring.epoch { Ok(()) } else { Err(Fault::damaged(Part::Keyring, None)) }
    }

    /// A slot for a login, in place of the one it has: with the pair given, so that what is sealed to it stays readable, or with a new one.
    /// Takes as long as `cost` says.
    ///
    /// # Errors
    /// [`Fault::KeyDerivation`], [`Fault::NoRandomness`].
    pub fn make_slot(&self, login: &str, passphrase: &str, cost: KdfCost, pair: Option<UserSecret>) -> Result<NewSlot, Fault> {
        let pair = pair.map_or_else(UserSecret::create, Ok)?;
        let slot = Slot::make(&self.ring.id, self.ring.tag(login), passphrase, cost, &pair)?;
        Ok(NewSlot { slot, pair })
    }

    /// The private key of a login, by the recovery key; `None` if it was never left there.
    pub fn escrowed(&self, login: &str, key: &RecoveryKey) -> Option<UserSecret> {
        self.ring.slot(self.ring.tag(login))?.escrowed(&self.ring.id, &UserSecret::of_recovery(key))
    }

    /// Puts a slot in, in place of the login's old one.
    pub(super) fn put_slot(&mut self, keys: &DataKeys, new: &NewSlot) -> Result<(), Fault> {
        let mut slot = new.slot.clone();
        self.ring.fill(&mut slot, keys, &new.pair)?;
        self.ring.put(slot);
        Ok(())
    }

    /// Takes over the slot that an unlocking brought up to date.
    pub(super) fn adopt(&mut self, login: &str, unlocked: &Unlocked) {
        if let Some(slot) = unlocked.ring.ring.slot(self.ring.tag(login)) {
            self.ring.put(slot.clone());
        }
    }

    /// Takes a login's slot away; `false` if it had none.
    pub(super) fn remove_slot(&mut self, login: &str) -> bool {
        self.ring.remove(self.ring.tag(login))
    }

    /// Begins a new epoch: a new data key, in a box for every login and for the recovery key.
    ///
    /// # Errors
    /// [`Fault::KeysNotReady`] while a login or the recovery key has no key pair yet, [`Fault::EpochsUsedUp`].
    pub(super) fn rotate(&mut self, keys: &DataKeys) -> Result<DataKeys, Fault> {
        let Recovery::Pair { public, .. } = self.ring.recovery else { return Err(Fault::KeysNotReady) };
        if !self.ring.old.is_empty() {
            return Err(Fault::KeysNotReady);
        }
        if usize::from(keys.epoch()) + 1 >= EPOCHS_LIMIT {
            return Err(Fault::EpochsUsedUp);
        }
        let mut keys = keys.clone();
        keys.push(DataKey(random()?));
        let mut ring = self.ring.clone();
        ring.epoch = keys.epoch();
        ring.slots.iter_mut().try_for_each(|slot| slot.fill(&self.ring.id, &keys))?;
        ring.recovery = Recovery::Pair { public, keys: seal_to(&public, Purpose::RecoveryKeys, &ring.id, &keys.bytes())? };
        self.ring = ring;
        Ok(keys)
    }

    /// Makes a new recovery key; the old one opens nothing any more. With the old one at hand every private key is left with the new one;
    /// without it, that waits until each user comes in again.
    ///
    /// # Errors
    /// [`Fault::WrongRecoveryKey`], [`Fault::NoRandomness`].
    pub(super) fn renew_recovery(&mut self, keys: &DataKeys, old: Option<&RecoveryKey>) -> Result<RecoveryKey, Fault> {
        if let Some(old) = old {
            self.unlock_recovery(old)?;
        }
        let new = RecoveryKey(random()?);
        let public = UserSecret::of_recovery(&new).public();
        let mut ring = self.ring.clone();
        ring.set_recovery(&new, keys)?;
        for slot in &mut ring.slots {
            let left = old.and_then(|old| slot.escrowed(&self.ring.id, &UserSecret::of_recovery(old)));
            slot.escrow.clear();
            if let Some(pair) = left {
                slot.leave_escrow(&self.ring.id, &public, &pair)?;
            }
        }
        self.ring = ring;
        Ok(new)
    }

    /// Writes both copies as a new generation.
    pub(super) fn save(&mut self, home: &Path, keys: &DataKeys) -> Result<(), Fault> {
        self.generation += 1;
        self.mac = Some(sum(&self.ring, self.generation, keys)?);
        self.write(home)
    }
}

impl Copies {
    /// As [`Keyring::unlock`]. If the newest copy is not what was written, the other one counts.
    pub(super) fn unlock(&self, login: &str, passphrase: &str) -> Result<Unlocked, Fault> {
        self.first_right(|ring| ring.unlock(login, passphrase))
    }

    /// As [`Keyring::unlock_recovery`], with the same care.
    pub(super) fn unlock_recovery(&self, key: &RecoveryKey) -> Result<Unlocked, Fault> {
        self.first_right(|ring| ring.unlock_recovery(key))
    }

    fn first_right(&self, unlock: impl Fn(&Keyring) -> Result<Unlocked, Fault>) -> Result<Unlocked, Fault> {
        let Some((newest, others)) = self.rings.split_first() else { return Err(Fault::damaged(Part::Keyring, None)) };
        let fault = match unlock(newest) {
            Ok(unlocked) => return Ok(unlocked),
            Err(fault) => fault,
        };
        // A passphrase that fits the older copy alone is an old passphrase, and opens nothing; unless the newest copy is a forgery.
        let forged =
            |keys: &DataKeys| matches!(fault, Fault::Damaged { .. }) || (keys.epoch() == newest.ring.epoch && newest.check(keys).is_err());
        others.iter().filter_map(|it| unlock(it).ok()).find(|it| forged(&it.keys)).ok_or(fault)
    }
}

#[cfg(test)]
mod tests;
