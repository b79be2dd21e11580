//! Making a home, coming in, and who else is there.

use super::*;

#[test]
fn logins_recovery_key_and_wrong_passphrases() {
    let (home, mut logbook, recovery) = Home::new();
    logbook.append(&[entry(1)]).unwrap();
    logbook.add_slot("li", "another", KdfCost::DEMO).unwrap();
    assert!(logbook.has_slot("li") && logbook.has_slot(LOGIN) && !logbook.has_slot("wang"));
    drop(logbook);
    let prepared = Prepared::begin(&home.path()).unwrap();
    assert_eq!(prepared.unlock(LOGIN, "falsch").unwrap_err(), Fault::WrongPassphrase);
    assert_eq!(prepared.unlock("wang", PASS).unwrap_err(), Fault::NoSuchUser);
    assert!(prepared.unlock("li", "another").is_ok());
    let typed = RecoveryKey::parse(&recovery.to_string().to_lowercase()).unwrap();
    let key = prepared.unlock_recovery(&typed).unwrap();
    let (mut logbook, campus, _) = prepared.open(key, &mut |_, _| {}).unwrap();
    assert_whole(&logbook, &campus, 1);
    logbook.add_slot(LOGIN, "neu", KdfCost::DEMO).unwrap();
    assert_eq!(logbook.check_passphrase(LOGIN, PASS), Err(Fault::WrongPassphrase));
    assert_eq!(logbook.check_passphrase(LOGIN, "neu"), Ok(()));
    assert_eq!((logbook.remove_slot("li"), logbook.remove_slot("li")), (Ok(true), Ok(false)));
    let renewed = logbook.renew_recovery().unwrap();
    drop(logbook);
    let prepared = Prepared::begin(&home.path()).unwrap();
    assert_eq!(prepared.unlock("li", "another").unwrap_err(), Fault::NoSuchUser);
    assert_eq!(prepared.unlock_recovery(&recovery).unwrap_err(), Fault::WrongRecoveryKey);
    assert!(prepared.unlock(LOGIN, "neu").is_ok() && prepared.unlock_recovery(&renewed).is_ok());
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
    fs::write(home.path().join("format"), "yedeng 7\n").unwrap();
    assert_eq!(home.try_open().map(drop), Err(Fault::NewerVersion { found: 7, ours: 1 }));
    for lost in [None, Some("?"), Some("yedeng x")] {
        match lost {
            Some(text) => fs::write(home.path().join("format"), text).unwrap(),
            None => fs::remove_file(home.path().join("format")).unwrap(),
        }
        assert_eq!(home.open().2[0], Notice::FormatRestored);
    }
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
