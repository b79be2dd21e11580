use super::super::ring_file::COPIES;
use super::*;
use std::fs;

const PASS: &str = "夜灯 is on";

impl DataKeys {
    pub(in super::super) fn of(first: [u8; 32]) -> Self {
        DataKey(first).into()
    }
}

impl Unlocked {
    pub(in super::super) fn known(ring: Keyring, keys: DataKeys) -> Self {
        Self { ring, keys, is_changed: false, secret: None }
    }
}

fn give(ring: &mut Keyring, keys: &DataKeys, login: &str, passphrase: &str) -> UserSecret {
    let slot = ring.make_slot(login, passphrase, KdfCost::DEMO, None).unwrap();
    ring.put_slot(keys, &slot).unwrap();
    slot.pair.clone()
}

/// A ring as written, with one login.
fn ring(home: &Path) -> (Keyring, DataKeys, RecoveryKey) {
    let (mut ring, keys, recovery) = Keyring::create().unwrap();
    give(&mut ring, &keys, "zhang", PASS);
    ring.save(home, &keys).unwrap();
    (ring, keys, recovery)
}

fn damaged() -> Fault {
    Fault::damaged(Part::Keyring, None)
}

#[test]
fn each_login_and_the_recovery_key_open_it_and_nobody_else() {
    let home = tempfile::tempdir().unwrap();
    let (_, keys, recovery) = ring(home.path());
    let copies = Copies::load(home.path()).unwrap();
    assert!(copies.alike);
    let mut ring = copies.rings[0].clone();
    let li = give(&mut ring, &keys, "li", "another");
    ring.save(home.path(), &keys).unwrap();
    assert_eq!(ring.unlock("zhang", PASS).unwrap().keys, keys);
    let unlocked = ring.unlock("li", "another").unwrap();
    assert_eq!((unlocked.secret(), ring.public_of("li")), (Some(&li), Some(li.public())));
    assert_eq!(ring.unlock_recovery(&recovery).unwrap().keys, keys);
    assert_eq!(ring.unlock("zhang", "夜灯 is on ").unwrap_err(), Fault::WrongPassphrase);
    assert_eq!(ring.unlock("wang", PASS).unwrap_err(), Fault::WrongPassphrase, "an unknown login looks like a wrong passphrase");
    assert_eq!(ring.unlock_recovery(&RecoveryKey([9; 20])).unwrap_err(), Fault::WrongRecoveryKey);
    assert!(ring.remove_slot("li") && !ring.remove_slot("li"));
}

#[test]
fn the_private_key_survives_a_new_passphrase_and_a_lost_one() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, keys, recovery) = ring(home.path());
    let li = give(&mut ring, &keys, "li", "another");
    assert_eq!(ring.escrowed("li", &recovery), Some(li.clone()));
    assert_eq!(ring.escrowed("li", &RecoveryKey([9; 20])), None);
    let slot = ring.make_slot("li", "a new one", KdfCost::DEMO, Some(li.clone())).unwrap();
    ring.put_slot(&keys, &slot).unwrap();
    ring.save(home.path(), &keys).unwrap();
    assert_eq!(ring.unlock("li", "a new one").unwrap().secret(), Some(&li));
    assert_eq!(ring.unlock("li", "another").unwrap_err(), Fault::WrongPassphrase);
}

#[test]
fn a_new_recovery_key_gets_what_was_left_with_the_old_or_waits_for_each_user() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, keys, old) = ring(home.path());
    let zhang = ring.unlock("zhang", PASS).unwrap().secret().cloned();
    assert_eq!(ring.renew_recovery(&keys, Some(&RecoveryKey([9; 20]))).unwrap_err(), Fault::WrongRecoveryKey);
    let new = ring.renew_recovery(&keys, Some(&old)).unwrap();
    ring.save(home.path(), &keys).unwrap();
    assert_eq!((ring.escrowed("zhang", &new), ring.escrowed("zhang", &old)), (zhang.clone(), None));
    assert_eq!(ring.unlock_recovery(&old).unwrap_err(), Fault::WrongRecoveryKey);
    let newest = ring.renew_recovery(&keys, None).unwrap();
    ring.save(home.path(), &keys).unwrap();
    assert_eq!(ring.escrowed("zhang", &newest), None);
    let unlocked = ring.unlock("zhang", PASS).unwrap();
    assert!(unlocked.is_changed);
    assert_eq!(unlocked.ring.escrowed("zhang", &newest), zhang);
}

#[test]
fn a_slot_put_under_another_login_opens_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, ..) = ring(home.path());
    ring.ring.slots[0].tag = ring.ring.tag("li");
    assert_eq!(ring.unlock("li", PASS).unwrap_err(), Fault::WrongPassphrase);
}

#[test]
fn a_public_key_that_was_exchanged_is_noticed() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, keys, recovery) = ring(home.path());
    give(&mut ring, &keys, "li", "another");
    ring.save(home.path(), &keys).unwrap();
    // Whoever can write to the home puts a public key of their own in li's place, and a sum that anybody can make is right.
    let mut forged = ring.clone();
    forged.generation += 1;
    let at = forged.ring.slots.iter().position(|it| it.tag == ring.ring.tag("li")).unwrap();
    forged.ring.slots[at].public = UserSecret::create().unwrap().public();
    forged.write(home.path()).unwrap();
    let copies = Copies::load(home.path()).unwrap();
    assert_eq!(copies.unlock("zhang", PASS).unwrap_err(), damaged());
    assert_eq!(copies.unlock_recovery(&recovery).unwrap_err(), damaged());

    // With the right one in the other copy, that one counts.
    let bytes = fs::read(home.path().join("keyring.a")).unwrap();
    ring.write(home.path()).unwrap();
    fs::write(home.path().join("keyring.a"), bytes).unwrap();
    let copies = Copies::load(home.path()).unwrap();
    assert!(!copies.alike);
    assert_eq!(copies.unlock("zhang", PASS).unwrap().ring, ring);
    assert_eq!(copies.unlock("li", "another").unwrap().ring, ring);
    assert_eq!(copies.unlock_recovery(&recovery).unwrap().ring, ring);
}

#[test]
fn an_old_passphrase_does_not_come_back_with_the_older_copy() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, keys, _) = ring(home.path());
    let old = fs::read(home.path().join("keyring.b")).unwrap();
    give(&mut ring, &keys, "zhang", "a new one");
    ring.save(home.path(), &keys).unwrap();
    fs::write(home.path().join("keyring.b"), old).unwrap();
    let copies = Copies::load(home.path()).unwrap();
    assert_eq!(copies.unlock("zhang", PASS).unwrap_err(), Fault::WrongPassphrase);
    assert!(copies.unlock("zhang", "a new one").is_ok());
}

#[test]
fn a_damaged_copy_is_seen_and_the_other_counts() {
    let home = tempfile::tempdir().unwrap();
    let (ring, ..) = ring(home.path());
    for copy in COPIES {
        let path = home.path().join(copy);
        let good = fs::read(&path).unwrap();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x40;
            fs::write(&path, &bad).unwrap();
            let copies = Copies::load(home.path()).unwrap();
            assert!(copies.rings == [ring.clone()] && !copies.alike, "byte {at}");
        }
        fs::remove_file(&path).unwrap();
        assert!(!Copies::load(home.path()).unwrap().alike);
        fs::write(&path, good).unwrap();
    }
}

#[test]
fn both_copies_damaged_or_a_newer_form_is_refused() {
    let home = tempfile::tempdir().unwrap();
    ring(home.path());
    let mut newer = fs::read(home.path().join("keyring.a")).unwrap();
    newer.truncate(newer.len() - 32);
    newer[8] = 3;
    let sum = blake3::hash(&newer);
    newer.extend_from_slice(sum.as_bytes());
    fs::write(home.path().join("keyring.a"), newer).unwrap();
    assert_eq!(Copies::load(home.path()).unwrap_err(), Fault::NewerVersion { found: 3, ours: 2 });
    COPIES.iter().for_each(|copy| fs::write(home.path().join(copy), b"not a keyring").unwrap());
    assert_eq!(Copies::load(home.path()).unwrap_err(), damaged());
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
fn there_is_an_end_to_epochs() {
    let home = tempfile::tempdir().unwrap();
    let (mut ring, mut keys, _) = ring(home.path());
    while keys.epoch() < 254 {
        keys.push(DataKey([keys.epoch(); 32]));
    }
    assert_eq!(DataKeys::from_bytes(&keys.bytes()), Some(keys.clone()));
    assert_eq!(ring.rotate(&keys).unwrap_err(), Fault::EpochsUsedUp);
}

/// A ring of the first version: two logins, and the recovery key printed with it.
const FIRST: &[u8] = include_bytes!("../../../tests/golden/home-v1/keyring.a");
const FIRST_RECOVERY: &str = "RFD9-8HZY-QTZD-XTQ3-G2EX-D8KB-YGYS-DN92-A6JY";

#[test]
fn a_ring_of_the_first_version_opens_and_each_slot_is_brought_up_to_date_at_its_first_unlocking() {
    let home = tempfile::tempdir().unwrap();
    COPIES.iter().for_each(|copy| fs::write(home.path().join(copy), FIRST).unwrap());
    let copies = Copies::load(home.path()).unwrap();
    assert!(copies.alike);
    assert_eq!(copies.unlock("li", "wrong").unwrap_err(), Fault::WrongPassphrase);
    let Unlocked { mut ring, keys, is_changed, secret } = copies.unlock("min", "夜里的灯").unwrap();
    assert!(is_changed && secret.is_some());
    ring.save(home.path(), &keys).unwrap();

    // The other slot is still of the first version; the key cannot be changed without its user.
    let mut ring = Copies::load(home.path()).unwrap().rings[0].clone();
    assert_eq!(ring.unlock("min", "夜里的灯").unwrap().secret(), secret.as_ref());
    assert_eq!(ring.rotate(&keys).unwrap_err(), Fault::KeysNotReady);
    let recovery = RecoveryKey::parse(FIRST_RECOVERY).unwrap();
    let Unlocked { ring: mut recovered, keys: same, is_changed, .. } = ring.unlock_recovery(&recovery).unwrap();
    assert!(same == keys && is_changed);
    recovered.save(home.path(), &keys).unwrap();

    let Unlocked { mut ring, keys: same, secret: li, .. } = recovered.unlock("li", "another passphrase").unwrap();
    assert!(same == keys && li.is_some());
    ring.save(home.path(), &keys).unwrap();
    assert_eq!(ring.escrowed("li", &recovery), li);
    let Unlocked { mut ring, is_changed, .. } = ring.unlock("min", "夜里的灯").unwrap();
    assert!(is_changed, "what could not be left with the recovery key before is left there now");
    ring.save(home.path(), &keys).unwrap();
    assert_eq!(ring.escrowed("min", &recovery), secret);
    assert_eq!(ring.rotate(&keys).unwrap().epoch(), 1);
}
