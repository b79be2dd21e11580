//! Key pairs (X25519), and boxes sealed to the public half that only the owner of the private one can open.
//!
//! A box is `ephemeral public key ‖ sealed record`. Its key is derived from both public keys and the shared secret, so that a box made for
//! one person is not mistaken for another's; what it is for and where it belongs stand under its seal as with any other record.

use super::seal::{open_with, seal_with};
use super::{Fault, Hash, RecoveryKey};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const PUBLIC: usize = 32;

/// The private half of a user's key pair (私钥). Lives in memory only while its owner's session is unlocked.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct UserSecret(Hash);

impl std::fmt::Debug for UserSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UserSecret(…)")
    }
}

/// What a box holds; part of what its seal covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The data keys, for a login.
    SlotKeys = 0x20,
    /// A user's private key, for the recovery key.
    Escrow = 0x21,
    /// The data keys, for the recovery key.
    RecoveryKeys = 0x22,
    /// The key of a note, for one of its readers.
    Note = 0x23,
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Fault::NoRandomness)?;
    Ok(bytes)
}

impl UserSecret {
    pub(super) fn create() -> Result<Self, Fault> {
        Ok(Self(random()?))
    }

    /// The pair that the printed recovery key stands for. It has 160 random bits, so nothing is gained by making guesses dear.
    pub(super) fn of_recovery(key: &RecoveryKey) -> Self {
        Self(blake3::derive_key("yedeng 2026 recovery key pair", &key.0))
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) fn bytes(&self) -> &Hash {
        &self.0
    }

    /// The public half.
    pub fn public(&self) -> Hash {
        PublicKey::from(&StaticSecret::from(self.0)).to_bytes()
    }

    /// The key of this user's own small files.
    pub(super) fn draft_key(&self) -> Zeroizing<Hash> {
        Zeroizing::new(blake3::derive_key("yedeng 2026 user's drafts", &self.0))
    }

    /// Opens a box sealed to this pair; `None` if it is another's, for something else, or garbled.
    pub(super) fn open(&self, what: Purpose, cover: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (ephemeral, record) = sealed.split_first_chunk::<PUBLIC>()?;
        let secret = StaticSecret::from(self.0);
        let key = box_key(&secret, ephemeral, ephemeral, &PublicKey::from(&secret).to_bytes())?;
        open_with(&key, what as u8, cover, record).ok().map(Zeroizing::new)
    }
}

/// Seals something that only the owner of `public` can open, and only as `what` and where `cover` says.
pub(super) fn seal_to(public: &Hash, what: Purpose, cover: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let once = Zeroizing::new(random::<32>()?);
    let secret = StaticSecret::from(*once);
    let ephemeral = PublicKey::from(&secret).to_bytes();
    // A public key that is no point of use comes only from a hand that meant harm; nothing is sealed to it.
    let key = box_key(&secret, public, &ephemeral, public).ok_or(Fault::damaged(super::Part::Keyring, None))?;
    let record = seal_with(&key, 0, what as u8, cover, &random()?, plain)?;
    Ok([&ephemeral[..], &record].concat())
}

/// The key of a box: from both public halves and what the two ends have in common. `None` if a key was chosen so that they have nothing.
fn box_key(secret: &StaticSecret, theirs: &Hash, ephemeral: &Hash, public: &Hash) -> Option<Zeroizing<Hash>> {
    let shared = secret.diffie_hellman(&PublicKey::from(*theirs));
    let mut hasher = blake3::Hasher::new_derive_key("yedeng 2026 sealed box");
    hasher.update(ephemeral).update(public).update(shared.as_bytes());
    let key = Zeroizing::new(hasher.finalize().into());
    hasher.zeroize();
    shared.was_contributory().then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_opens_for_its_owner_only_and_only_as_what_it_is() {
        let (mine, other) = (UserSecret::create().unwrap(), UserSecret::create().unwrap());
        let sealed = seal_to(&mine.public(), Purpose::Note, b"here", b"words").unwrap();
        assert_eq!(mine.open(Purpose::Note, b"here", &sealed).unwrap().as_slice(), b"words");
        assert!(other.open(Purpose::Note, b"here", &sealed).is_none());
        assert!(mine.open(Purpose::Note, b"there", &sealed).is_none());
        assert!(mine.open(Purpose::Escrow, b"here", &sealed).is_none());
        assert!(format!("{mine:?}") == "UserSecret(…)");
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let mine = UserSecret::create().unwrap();
        let sealed = seal_to(&mine.public(), Purpose::Note, b"", b"words").unwrap();
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            // The highest bit of a public key is no part of it (RFC 7748, 5), but it is part of what the key is derived from.
            bad[at] ^= 0x80;
            assert!(mine.open(Purpose::Note, b"", &bad).is_none(), "byte {at}");
            assert!(mine.open(Purpose::Note, b"", &sealed[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn nothing_is_sealed_to_a_point_that_gives_everybody_the_same_secret() {
        assert!(seal_to(&[0; 32], Purpose::Note, b"", b"words").is_err());
    }
}
