//! Making a home, coming in, and who else is there.

use super::*;

/// Gives a login a key pair under a passphrase.
pub(super) fn give_slot(logbook: &mut Logbook, login: &str, passphrase: &str) -> UserSecret {
    let slot = logbook.keyring().make_slot(login, passphrase, KdfCost::DEMO, None).unwrap();
    logbook.put_slot(&slot).unwrap();
    slot.secret().clone()
}

#[test]
fn logins_recovery_key_and_wrong_passphrases() {
    let (home, mut logbook, recovery) = Home::new();
    logbook.append(&[entry(1)]).unwrap();
    give_slot(&mut logbook, "li", "another");
    drop(logbook);
    let prepared = Prepared::begin(&home.path()).unwrap();
    assert_eq!(prepared.unlock(LOGIN, "falsch").unwrap_err(), Fault::WrongPassphrase);
    assert_eq!(prepared.unlock("wang", PASS).unwrap_err(), Fault::WrongPassphrase);
    assert!(prepared.unlock("li", "another").is_ok());
    let typed = RecoveryKey::parse(&recovery.to_string().to_lowercase()).unwrap();
    let key = prepared.unlock_recovery(&typed).unwrap();
    let (mut logbook, campus, _) = prepared.open(key, &mut |_, _| {}).unwrap();
    assert_whole(&logbook, &campus, 1);
    give_slot(&mut logbook, LOGIN, "neu");
    assert_eq!(logbook.keyring().unlock(LOGIN, PASS).unwrap_err(), Fault::WrongPassphrase);
    assert!(logbook.keyring().unlock(LOGIN, "neu").is_ok());
    assert_eq!((logbook.remove_slot("li"), logbook.remove_slot("li")), (Ok(true), Ok(false)));
    let renewed = logbook.renew_recovery(None).unwrap();
    drop(logbook);
    let prepared = Prepared::begin(&home.path()).unwrap();
    assert_eq!(prepared.unlock("li", "another").unwrap_err(), Fault::WrongPassphrase);
    assert_eq!(prepared.unlock_recovery(&recovery).unwrap_err(), Fault::WrongRecoveryKey);
    assert!(prepared.unlock(LOGIN, "neu").is_ok() && prepared.unlock_recovery(&renewed).is_ok());
}

#[test]
fn a_new_epoch_needs_no_passphrase_and_who_was_removed_reads_nothing_of_it() {
    let (home, mut logbook, recovery) = Home::new();
    give_slot(&mut logbook, "li", "another");
    give_slot(&mut logbook, "wang", "a third");
    logbook.append(&[entry(1), entry(2)]).unwrap();
    // Li keeps a copy of the ring, and knows the passphrase to it.
    let kept = logbook.keyring().unlock("li", "another").unwrap();
    logbook.remove_slot("li").unwrap();
    assert_eq!(logbook.rotate(), Ok(1));
    logbook.append(&[entry(3)]).unwrap();
    assert_eq!(logbook.reader().entry(Seq(2)).unwrap(), Some(entry(2)), "what was before is still read");
    assert_eq!(logbook.rotate(), Ok(2));
    logbook.append(&[entry(4)]).unwrap();
    drop(logbook);

    let theirs = super::super::seal::Keys::derive(&kept.keys);
    let mirror = home.path().join("mirror");
    let open = |seq: u64| {
        let record = super::super::mirror::find(&mirror, Seq(seq)).unwrap().unwrap();
        record.open(&theirs, Seq(seq)).map(|(_, content)| content.act())
    };
    assert_eq!(open(2), Ok(Some(entry(2).act)));
    assert!(open(3).is_err() && open(4).is_err());

    let prepared = Prepared::begin(&home.path()).unwrap();
    let by_recovery = prepared.unlock_recovery(&recovery).unwrap();
    let unlocked = prepared.unlock("wang", "a third").unwrap();
    assert_eq!(by_recovery.keys, unlocked.keys);
    let (logbook, campus, _) = prepared.open(unlocked, &mut |_, _| {}).unwrap();
    assert_whole(&logbook, &campus, 4);
}

#[test]
fn a_crash_between_the_ring_and_the_first_entry_of_an_epoch_does_no_harm() {
    let (home, mut logbook, _) = Home::new();
    logbook.append(&[entry(1), entry(2)]).unwrap();
    let old = fs::read(home.path().join("keyring.b")).unwrap();
    logbook.rotate().unwrap();
    drop(logbook);
    // Only the first copy was written when it crashed.
    fs::write(home.path().join("keyring.b"), old).unwrap();
    let prepared = Prepared::begin(&home.path()).unwrap();
    let unlocked = prepared.unlock(LOGIN, PASS).unwrap();
    let (mut logbook, campus, notices) = prepared.open(unlocked, &mut |_, _| {}).unwrap();
    assert!(notices.contains(&Notice::KeyringHealed));
    assert_whole(&logbook, &campus, 2);
    logbook.append(&[entry(3)]).unwrap();
    assert_eq!(logbook.rotate(), Ok(2));
}

#[test]
fn a_damaged_keyring_copy_is_healed_and_said() {
    let home = Home::with(2);
    fs::write(home.path().join("keyring.a"), b"garbage").unwrap();
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices[0], Notice::KeyringHealed);
    assert_whole(&logbook, &campus, 2);
    drop(logbook);
    assert_eq!(home.open().2, [Notice::CampusReplayed { entries: 2 }]);
}

#[test]
fn the_second_opener_is_told_who_has_it() {
    let home = Home::with(1);
    let (logbook, ..) = home.open();
    let reader = logbook.reader();
    let Err(Fault::LockedBy { pid, .. }) = Prepared::begin(&home.path()).map(drop) else { panic!("opened twice") };
    assert_eq!(pid, std::process::id());
    // While somebody still reads, the home is open.
    drop(logbook);
    let waiting = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        reader.entry(Seq(1)).unwrap().unwrap()
    });
    let (logbook, campus, _) = home.open();
    assert_eq!(waiting.join().unwrap(), entry(1));
    assert_whole(&logbook, &campus, 1);
}

#[test]
fn a_newer_home_is_refused_with_both_versions() {
    let home = Home::with(1);
    fs::write(home.path().join("format"), crate::logbook::prepared::format_of(7)).unwrap();
    assert_eq!(home.try_open().map(drop), Err(Fault::NewerVersion { found: 7, ours: 1 }));
    for lost in [None, Some("?"), Some("yedeng x"), Some(""), Some("yedeng 9\n")] {
        match lost {
            Some(text) => fs::write(home.path().join("format"), text).unwrap(),
            None => fs::remove_file(home.path().join("format")).unwrap(),
        }
        assert_eq!(home.open().2[0], Notice::FormatRestored);
    }
    // Garbled, and nothing else says that it is a home of ours.
    fs::write(home.path().join("format"), "?").unwrap();
    fs::remove_dir_all(home.path().join("mirror")).unwrap();
    assert_eq!(home.try_open().map(drop), Err(Fault::Damaged { part: Part::Home, seq: None }));
    assert_eq!(fs::read(home.path().join("format")).unwrap(), b"?", "nothing was overwritten");
}

#[test]
fn a_home_is_made_only_where_nothing_is() {
    let dir = tempfile::tempdir().unwrap();
    let create = |path: &Path| Prepared::create(path, LOGIN, PASS, KdfCost::DEMO).map(drop);
    assert_eq!(Prepared::begin(dir.path()).map(drop), Err(Fault::NoHome));
    assert_eq!(Prepared::begin(&dir.path().join("nowhere")).map(drop), Err(Fault::NoHome));
    assert!(fs::read_dir(dir.path()).unwrap().next().is_none(), "looking leaves no trace");
    fs::write(dir.path().join("thesis.docx"), b"").unwrap();
    assert_eq!(create(dir.path()), Err(Fault::NotAHome));
    assert_eq!(create(&dir.path().join("thesis.docx")), Err(Fault::NotAHome));
    let home = dir.path().join("a").join("home");
    assert_eq!(create(&home), Ok(()));
    assert_eq!(create(&home), Err(Fault::HomeExists));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&home), mode(&home.join("mirror")), mode(&home.join("keyring.a"))), (0o700, 0o700, 0o600));
    }
    // A creation that was cut short can be repeated; a home that only lost its format file is not taken for one.
    fs::remove_file(home.join("format")).unwrap();
    assert_eq!(create(&home), Ok(()));
    let full = Home::with(1);
    fs::remove_file(full.path().join("format")).unwrap();
    assert_eq!(create(&full.path()), Err(Fault::HomeExists));
}
