//! One login's place on the keyring: a key pair, its private half wrapped under the passphrase, and the data keys in a box to its public one.

use super::keyring::{DataKey, DataKeys};
use super::pair::{Purpose, UserSecret, random, seal_to};
use super::seal::{open_with, seal_with};
use super::{Fault, Hash, KdfCost};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A data key wrapped under a passphrase: the first form of a slot.
const WRAPPED_DATA_KEY: u8 = 0x10;
/// A data key wrapped under the recovery key: the first form of that.
const WRAPPED_FOR_RECOVERY: u8 = 0x11;
/// A private key wrapped under a passphrase.
const WRAPPED_PRIVATE_KEY: u8 = 0x12;
/// Most memory a slot may ask for, so that a garbled file cannot take the machine down.
const MIB_LIMIT: u32 = 4096;

/// A slot as rings of the first version have it. Replaced by a [`Slot`] when its user comes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SlotV1 {
    pub tag: [u8; 16],
    pub salt: [u8; 16],
    pub cost: KdfCost,
    pub wrapped: Vec<u8>,
}

/// A slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    /// The keyed hash of the login.
    pub tag: [u8; 16],
    pub salt: [u8; 16],
    pub cost: KdfCost,
    /// The public half of the pair.
    pub public: Hash,
    /// The private half, wrapped under the passphrase.
    pub private: Vec<u8>,
    /// The data keys of all epochs, in a box to the public half.
    pub keys: Vec<u8>,
    /// The private half, in a box to the recovery key; empty if that was not known when it could have been made.
    pub escrow: Vec<u8>,
}

/// A key from a passphrase (Argon2id).
pub(super) fn stretch(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<Zeroizing<Hash>, Fault> {
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

/// What the seal of a wrapped key covers: the ring and all of the slot, so that no part can be exchanged.
fn cover(ring: &Hash, tag: &[u8; 16], salt: &[u8; 16], cost: KdfCost, public: &[u8]) -> Vec<u8> {
    let KdfCost { mib, passes, lanes } = cost;
    let numbers = [mib, passes, lanes].map(u32::to_be_bytes);
    [&ring[..], tag, salt, numbers.as_flattened(), public].concat()
}

impl SlotV1 {
    /// The data key, under a stretched passphrase.
    pub(super) fn open(&self, ring: &Hash, secret: &Hash) -> Option<DataKeys> {
        self.unwrap(ring, WRAPPED_DATA_KEY, secret)
    }

    /// The data key, under the recovery key.
    pub(super) fn recover(&self, ring: &Hash, key: &super::RecoveryKey) -> Option<DataKeys> {
        self.unwrap(ring, WRAPPED_FOR_RECOVERY, &Zeroizing::new(blake3::derive_key("yedeng 2026 recovery key", &key.0)))
    }

    fn unwrap(&self, ring: &Hash, kind: u8, secret: &Hash) -> Option<DataKeys> {
        let cover = cover(ring, &self.tag, &self.salt, self.cost, &[]);
        let plain = Zeroizing::new(open_with(secret, kind, &cover, &self.wrapped).ok()?);
        plain.as_slice().try_into().ok().map(|key| DataKeys::from(DataKey(key)))
    }
}

impl Slot {
    /// A slot for a key pair under a passphrase. The boxes are still to be filled.
    pub(super) fn make(ring: &Hash, tag: [u8; 16], passphrase: &str, cost: KdfCost, pair: &UserSecret) -> Result<Self, Fault> {
        let salt = random()?;
        Self::wrap(ring, tag, salt, cost, &*stretch(passphrase, &salt, cost)?, pair)
    }

    /// The same with a passphrase that is stretched already.
    pub(super) fn wrap(ring: &Hash, tag: [u8; 16], salt: [u8; 16], cost: KdfCost, secret: &Hash, pair: &UserSecret) -> Result<Self, Fault> {
        let public = pair.public();
        let private = seal_with(secret, 0, WRAPPED_PRIVATE_KEY, &cover(ring, &tag, &salt, cost, &public), &random()?, pair.bytes())?;
        Ok(Self { tag, salt, cost, public, private, keys: Vec::new(), escrow: Vec::new() })
    }

    /// The private key, under a stretched passphrase.
    pub(super) fn open(&self, ring: &Hash, secret: &Hash) -> Option<UserSecret> {
        let cover = cover(ring, &self.tag, &self.salt, self.cost, &self.public);
        let plain = Zeroizing::new(open_with(secret, WRAPPED_PRIVATE_KEY, &cover, &self.private).ok()?);
        UserSecret::from_bytes(&plain).filter(|pair| pair.public() == self.public)
    }

    /// The data keys, by the private key.
    pub(super) fn data_keys(&self, ring: &Hash, pair: &UserSecret) -> Option<DataKeys> {
        DataKeys::from_bytes(&pair.open(Purpose::SlotKeys, &self.place(ring), &self.keys)?)
    }

    /// Puts the data keys in.
    pub(super) fn fill(&mut self, ring: &Hash, keys: &DataKeys) -> Result<(), Fault> {
        self.keys = seal_to(&self.public, Purpose::SlotKeys, &self.place(ring), &keys.bytes())?;
        Ok(())
    }

    /// Leaves the private key with the recovery key.
    pub(super) fn leave_escrow(&mut self, ring: &Hash, recovery: &Hash, pair: &UserSecret) -> Result<(), Fault> {
        self.escrow = seal_to(recovery, Purpose::Escrow, &self.place(ring), pair.bytes())?;
        Ok(())
    }

    /// The private key, by the recovery key. `None` if it was never left there.
    pub(super) fn escrowed(&self, ring: &Hash, recovery: &UserSecret) -> Option<UserSecret> {
        let plain = recovery.open(Purpose::Escrow, &self.place(ring), &self.escrow)?;
        UserSecret::from_bytes(&plain).filter(|pair| pair.public() == self.public)
    }

    fn place(&self, ring: &Hash) -> Vec<u8> {
        [&ring[..], &self.tag, &self.public].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_garbled_cost_does_not_take_the_machine_down() {
        assert_eq!(stretch("x", &[0; 16], KdfCost { mib: u32::MAX, passes: 1, lanes: 1 }).unwrap_err(), Fault::KeyDerivation);
        assert_eq!(stretch("x", &[0; 16], KdfCost { mib: 0, passes: 0, lanes: 0 }).unwrap_err(), Fault::KeyDerivation);
    }
}
