//! Sealing: XChaCha20-Poly1305 over everything that leaves for the disk, and the keyed hashes beside it.
//!
//! A sealed record is `version ‖ epoch ‖ nonce ‖ ciphertext ‖ tag`. The associated data is `version ‖ epoch ‖ kind ‖ key`, so that a record
//! moved to another key or table, or one of another version, does not open.

use super::keyring::{DataKey, DataKeys, EPOCHS_LIMIT};
use super::{Fault, Hash, Part};
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Version of the sealed form.
const SEALED: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
const FRONT: usize = 2 + NONCE;
/// How much longer a record is sealed.
pub(super) const OVERHEAD: usize = FRONT + TAG;

/// What a record is; part of what its seal covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Header = 1,
    Body = 2,
    Mark = 3,
    Page = 4,
    Manifest = 5,
    Draft = 6,
    /// What stands in place of a body that is gone. The numbers between are taken.
    Residue = 16,
    /// A chunk of a backup.
    Backup = 17,
}

/// Why a record does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsealed {
    /// It is of a newer form.
    Newer(u8),
    /// It is not what was sealed here.
    Broken,
}

impl Unsealed {
    pub(super) fn fault(self, part: Part, seq: impl Into<Option<crate::campus::Seq>>) -> Fault {
        match self {
            Self::Newer(found) => Fault::NewerVersion { found: found.into(), ours: SEALED.into() },
            Self::Broken => Fault::damaged(part, seq),
        }
    }
}

/// The keys of one epoch, one for each purpose.
#[derive(Zeroize, ZeroizeOnDrop)]
struct EpochKeys {
    header: Hash,
    body: Hash,
    store: Hash,
    draft: Hash,
    residue: Hash,
    backup: Hash,
}

impl EpochKeys {
    fn derive(key: &DataKey) -> Self {
        let sub = |purpose| blake3::derive_key(purpose, &key.0);
        Self {
            header: sub("yedeng 2026 logbook header"),
            body: sub("yedeng 2026 logbook body"),
            store: sub("yedeng 2026 logbook store"),
            draft: sub("yedeng 2026 logbook draft"),
            residue: sub("yedeng 2026 logbook residue"),
            backup: sub("yedeng 2026 logbook backup"),
        }
    }

    fn of(&self, kind: Kind) -> &Hash {
        match kind {
            Kind::Header => &self.header,
            Kind::Body => &self.body,
            Kind::Mark | Kind::Page | Kind::Manifest => &self.store,
            Kind::Draft => &self.draft,
            Kind::Residue => &self.residue,
            Kind::Backup => &self.backup,
        }
    }
}

/// All keys, derived from the data keys. What is sealed is sealed with those of the newest epoch; what is opened, with those of the epoch it
/// names. An epoch is only ever added, so nobody who reads has to wait for that.
pub(super) struct Keys {
    epochs: Box<[OnceLock<EpochKeys>]>,
    newest: AtomicU8,
    fixed: FixedKeys,
}

/// The keys that stay those of the first epoch for ever: a chain is one chain, and a name one name.
#[derive(Zeroize, ZeroizeOnDrop)]
struct FixedKeys {
    chain: Hash,
    digest: Hash,
    page: Hash,
    name: Hash,
}

impl Keys {
    pub(super) fn derive(keys: &DataKeys) -> Self {
        let sub = |purpose| blake3::derive_key(purpose, &keys.first().0);
        let fixed = FixedKeys {
            chain: sub("yedeng 2026 logbook chain"),
            digest: sub("yedeng 2026 logbook digest"),
            page: sub("yedeng 2026 logbook page"),
            name: sub("yedeng 2026 logbook name"),
        };
        let all = Self { epochs: (0..EPOCHS_LIMIT).map(|_| OnceLock::new()).collect(), newest: AtomicU8::new(0), fixed };
        keys.epochs().for_each(|(epoch, key)| all.add(epoch, key));
        all
    }

    /// A new epoch; from here on everything is sealed with its keys. One that is known already stays as it is.
    pub(super) fn add(&self, epoch: u8, key: &DataKey) {
        if let Some(place) = self.epochs.get(usize::from(epoch)) {
            place.get_or_init(|| EpochKeys::derive(key));
            self.newest.fetch_max(epoch, Ordering::AcqRel);
        }
    }

    /// The epoch with whose keys everything is sealed now.
    pub(super) fn newest(&self) -> u8 {
        self.newest.load(Ordering::Acquire)
    }

    fn epoch(&self, epoch: u8) -> Option<&EpochKeys> {
        self.epochs.get(usize::from(epoch))?.get()
    }

    /// Seals `plain`, which may stand only at `key` among its kind.
    pub(super) fn seal(&self, kind: Kind, key: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| Fault::NoRandomness)?;
        let epoch = self.newest();
        // The newest epoch is only ever one whose keys are there.
        let keys = self.epoch(epoch).ok_or(Fault::damaged(Part::Keyring, None))?;
        seal_with(keys.of(kind), epoch, kind as u8, key, &nonce, plain)
    }

    /// Opens what was sealed for `key`.
    pub(super) fn open(&self, kind: Kind, key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unsealed> {
        let keys = sealed.get(1).and_then(|epoch| self.epoch(*epoch)).ok_or(Unsealed::Broken)?;
        open_with(keys.of(kind), kind as u8, key, sealed)
    }

    /// The chain hash after an entry.
    pub(super) fn chain(&self, prev: &Hash, seq: u64, sealed_header: &[u8]) -> Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.fixed.chain);
        hasher.update(prev).update(&seq.to_be_bytes()).update(sealed_header);
        hasher.finalize().into()
    }

    /// The digest of a body, as its header names it.
    pub(super) fn digest(&self, body: &[u8]) -> Hash {
        blake3::keyed_hash(&self.fixed.digest, body).into()
    }

    /// The fingerprint of a sealed page at its place.
    pub(super) fn page(&self, key: &[u8], sealed: &[u8]) -> Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.fixed.page);
        hasher.update(key).update(sealed);
        hasher.finalize().into()
    }

    /// A file name that tells nothing.
    pub(super) fn name(&self, of: &str) -> String {
        let hash: Hash = blake3::keyed_hash(&self.fixed.name, of.as_bytes()).into();
        hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn cover(version: u8, epoch: u8, kind: u8, key: &[u8]) -> smallvec::SmallVec<[u8; 32]> {
    let mut covered = smallvec::SmallVec::from_slice(&[version, epoch, kind]);
    covered.extend_from_slice(key);
    covered
}

/// With the keys of which epoch a record says that it was sealed. If it opens, that is so.
pub(super) fn epoch_of(sealed: &[u8]) -> Option<u8> {
    sealed.get(1).copied()
}

/// Seals with a given key and nonce.
pub(super) fn seal_with(secret: &Hash, epoch: u8, kind: u8, key: &[u8], nonce: &[u8; NONCE], plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(plain.len() + OVERHEAD);
    out.extend([SEALED, epoch]);
    out.extend_from_slice(nonce);
    out.extend_from_slice(plain);
    let covered = cover(SEALED, epoch, kind, key);
    let cipher = XChaCha20Poly1305::new(&Key::from(*secret));
    // The cipher refuses only what is longer than 256 GiB.
    let tag = cipher
        .encrypt_inout_detached(&XNonce::from(*nonce), &covered, (&mut out[FRONT..]).into())
        .map_err(|_| Fault::Io { part: Part::Mirror, kind: std::io::ErrorKind::FileTooLarge })?;
    out.extend_from_slice(&tag);
    Ok(out)
}

/// Opens with a given key.
pub(super) fn open_with(secret: &Hash, kind: u8, key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unsealed> {
    let (front, rest) = sealed.split_at_checked(FRONT).ok_or(Unsealed::Broken)?;
    let [version, epoch, nonce @ ..] = front else { return Err(Unsealed::Broken) };
    if *version > SEALED {
        return Err(Unsealed::Newer(*version));
    }
    let length = rest.len().checked_sub(TAG).ok_or(Unsealed::Broken)?;
    let (text, tag) = rest.split_at(length);
    let (nonce, tag) = (XNonce::try_from(nonce), Tag::try_from(tag));
    let (Ok(nonce), Ok(tag)) = (nonce, tag) else { return Err(Unsealed::Broken) };
    let mut plain = text.to_vec();
    let cipher = XChaCha20Poly1305::new(&Key::from(*secret));
    let opened = cipher.decrypt_inout_detached(&nonce, &cover(*version, *epoch, kind, key), plain.as_mut_slice().into(), &tag);
    opened.map_err(|_| Unsealed::Broken)?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::derive(&DataKeys::of([7; 32]))
    }

    #[test]
    fn opens_only_where_it_was_sealed_for() {
        let keys = keys();
        let sealed = keys.seal(Kind::Body, b"5", b"words").unwrap();
        assert_eq!(keys.open(Kind::Body, b"5", &sealed).unwrap(), b"words");
        assert_eq!(keys.open(Kind::Body, b"6", &sealed), Err(Unsealed::Broken), "moved to another key");
        assert_eq!(keys.open(Kind::Header, b"5", &sealed), Err(Unsealed::Broken), "moved to another table");
        assert_eq!(Keys::derive(&DataKeys::of([8; 32])).open(Kind::Body, b"5", &sealed), Err(Unsealed::Broken), "another key");
    }

    #[test]
    fn a_new_epoch_seals_and_every_epoch_opens() {
        let keys = keys();
        let old = keys.seal(Kind::Body, b"5", b"before").unwrap();
        keys.add(1, &DataKey([9; 32]));
        let new = keys.seal(Kind::Body, b"6", b"after").unwrap();
        assert_eq!((old[1], new[1]), (0, 1));
        assert_eq!(keys.open(Kind::Body, b"5", &old).unwrap(), b"before");
        assert_eq!(keys.open(Kind::Body, b"6", &new).unwrap(), b"after");
        let without = Keys::derive(&DataKeys::of([7; 32]));
        assert_eq!(without.open(Kind::Body, b"6", &new), Err(Unsealed::Broken), "who was given the first key only");
        assert_eq!(without.name("x"), keys.name("x"));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let keys = keys();
        let sealed = keys.seal(Kind::Page, b"k", b"a page").unwrap();
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut bad = sealed.clone();
                bad[at] ^= 1 << bit;
                assert!(keys.open(Kind::Page, b"k", &bad).is_err(), "byte {at}, bit {bit}");
            }
            assert!(keys.open(Kind::Page, b"k", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_newer_form_is_named_as_such() {
        let keys = keys();
        let mut sealed = keys.seal(Kind::Page, b"k", b"a page").unwrap();
        sealed[0] = 9;
        assert_eq!(keys.open(Kind::Page, b"k", &sealed), Err(Unsealed::Newer(9)));
    }
}
