//! What is lost or put back behind the program's back is said, and there is a way on: joining entries, keyrings, the file of a restored home.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};
use yedeng::campus::{Act, Role, Seq, StaffAct, User};
use yedeng::desk::{Clock, Desk, DeskError, Fault, Founding, KdfCost, Notice, RecoveryKey};

const PASS: &str = "a passphrase of the founder";
const ANOTHER: &str = "a passphrase of somebody else";
const COST: KdfCost = KdfCost::DEMO;

/// What a frame begins with, and where in it the number, the lengths and the contents stand.
const MAGIC: &[u8] = b"yd\xF1\x01";
const PREFIX: usize = 40;

fn found(home: &Path) -> RecoveryKey {
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, key) = Desk::create(home, founding, PASS, COST, Clock::System).unwrap();
    desk.add_user(colleague("li"), ANOTHER, COST).unwrap();
    desk.close().unwrap();
    key
}

fn colleague(login: &str) -> User {
    User::new(login, "李四", Role::Counselor)
}

fn open(home: &Path, login: &str, passphrase: &str) -> Result<Desk, DeskError> {
    Desk::begin(home, Clock::System)?.unlock(login, passphrase).map_err(|(_, error)| error)
}

/// The entry that took somebody in.
fn joined(desk: &Desk, login: &str) -> Seq {
    let is_it =
        |seq: &Seq| matches!(desk.entry(*seq).unwrap().map(|it| it.act), Some(Act::Staff(StaffAct::Joined(user))) if &*user.login == login);
    (1..=desk.campus().applied().0).map(Seq).find(is_it).unwrap()
}

/// Damages an entry in the mirror and takes the database away: its words alone, or all of it.
fn lose(home: &Path, seq: Seq, all: bool) {
    let path = home.join("mirror/00000001.log");
    let mut bytes = fs::read(&path).unwrap();
    let number = |at: usize| u32::from_le_bytes(*bytes[at..].first_chunk().unwrap()) as usize;
    let mut at = 80;
    while bytes[at..].starts_with(MAGIC) {
        let end = at + PREFIX + number(at + 8) + number(at + 12);
        if bytes[at + 16..at + 24] == seq.0.to_le_bytes() {
            if all {
                bytes[at..end].fill(0)
            } else {
                bytes[end - 1] ^= 1
            }
            break;
        }
        at = end;
    }
    fs::write(path, bytes).unwrap();
    fs::remove_dir_all(home.join("db")).unwrap();
}

fn home() -> (tempfile::TempDir, PathBuf, RecoveryKey) {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("home");
    let key = found(&home);
    (dir, home, key)
}

#[test]
fn who_joined_in_a_lost_entry_is_told_so_and_an_administrator_takes_them_in_again() {
    for all in [false, true] {
        let (_dir, home, _) = home();
        let desk = open(&home, "min", PASS).unwrap();
        let (seq, before) = (joined(&desk, "li"), desk.campus().staff().by_login("li").unwrap());
        drop(desk);
        lose(&home, seq, all);
        let fault = open(&home, "li", ANOTHER).unwrap_err();
        assert!(matches!(fault, DeskError::JoiningLost), "{fault:?}");
        let wrong = open(&home, "li", PASS).unwrap_err();
        assert!(matches!(wrong, DeskError::Storage(Fault::WrongPassphrase)), "a stranger is told nothing: {wrong:?}");
        let desk = open(&home, "min", PASS).unwrap();
        assert!(matches!(desk.switch("li", ANOTHER), Err(DeskError::JoiningLost)));
        desk.add_user(colleague("li"), "a new one for li", COST).unwrap();
        let now = desk.campus().staff().by_login("li").unwrap();
        assert!(all || now == before, "what they wrote is theirs again, where their place was left");
        desk.close().unwrap();
        drop(desk);
        open(&home, "li", "a new one for li").unwrap();
    }
}

#[test]
fn the_recovery_key_lets_the_only_administrator_in_whose_entry_is_lost() {
    for all in [false, true] {
        let (_dir, home, key) = home();
        let desk = open(&home, "min", PASS).unwrap();
        let (seq, before) = (joined(&desk, "min"), desk.user());
        drop(desk);
        lose(&home, seq, all);
        assert!(matches!(open(&home, "min", PASS), Err(DeskError::JoiningLost)));
        let recover =
            |login: &str| Desk::begin(&home, Clock::System).unwrap().recover(login, &key, "a new one", COST).map_err(|(_, it)| it);
        assert!(matches!(recover("nobody"), Err(DeskError::Storage(Fault::NoSuchUser))), "there never was one");
        let desk = recover("min").unwrap();
        let user = desk.campus().staff().user(desk.user()).unwrap().clone();
        assert_eq!((&*user.login, user.role, user.active), ("min", Role::Administrator, true));
        assert!(all || desk.user() == before);
        // Who else is lost behind the gap is taken in by them.
        if desk.campus().staff().by_login("li").is_none() {
            desk.add_user(colleague("li"), ANOTHER, COST).unwrap();
        }
        let verified = desk.verify(&mut |_, _| {}).unwrap();
        assert!(verified.report.ok() && verified.replay_matches, "{:?}", verified.report.problems);
        desk.close().unwrap();
        drop(desk);
        open(&home, "min", "a new one").unwrap().close().unwrap();
        open(&home, "li", ANOTHER).unwrap();
    }
}

#[test]
fn a_counselor_whose_entry_is_lost_comes_back_by_the_recovery_key_as_a_counselor() {
    let (_dir, home, key) = home();
    let desk = open(&home, "min", PASS).unwrap();
    let seq = joined(&desk, "li");
    drop(desk);
    lose(&home, seq, false);
    let desk = Desk::begin(&home, Clock::System).unwrap().recover("li", &key, "a new one", COST).map_err(|(_, it)| it).unwrap();
    let key = desk.campus().staff().key_of(desk.user()).map(|it| it.seq).unwrap();
    assert!(key < desk.campus().applied(), "they keep their pair, so what is sealed to them stays readable");
    assert_eq!(desk.campus().staff().user(desk.user()).unwrap().role, Role::Counselor);
}

fn keyrings(from: &Path, to: &Path) {
    for name in ["keyring.a", "keyring.b"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

#[test]
fn an_old_keyring_put_back_over_both_copies_is_named_until_it_is_accepted() {
    let (dir, home, _) = home();
    let old = dir.path().join("old");
    fs::create_dir(&old).unwrap();
    keyrings(&home, &old);
    let desk = open(&home, "min", PASS).unwrap();
    desk.set_passphrase("li", "what li knows now", COST).unwrap();
    desk.close().unwrap();
    drop(desk);
    keyrings(&old, &home);
    let is_named = |desk: &Desk| desk.notices().iter().any(|it| matches!(it, Notice::KeyringOld { .. }));
    for _ in 0..2 {
        let desk = open(&home, "min", PASS).unwrap();
        assert!(is_named(&desk), "{:?}", desk.notices());
        assert!(desk.verify(&mut |_, _| {}).unwrap().keyring_is_old);
        // A change of the old one does not cover it up.
        desk.set_passphrase("min", PASS, COST).unwrap();
        desk.close().unwrap();
    }
    let desk = open(&home, "min", PASS).unwrap();
    desk.accept_head().unwrap();
    assert!(!desk.verify(&mut |_, _| {}).unwrap().keyring_is_old);
    desk.close().unwrap();
    drop(desk);
    assert!(!is_named(&open(&home, "min", PASS).unwrap()));
}

#[test]
fn a_keyring_of_an_earlier_epoch_is_refused_and_nothing_is_given_up_for_it() {
    let (dir, home, _) = home();
    let old = dir.path().join("old");
    fs::create_dir(&old).unwrap();
    keyrings(&home, &old);
    let desk = open(&home, "min", PASS).unwrap();
    let li = desk.campus().staff().by_login("li").unwrap();
    desk.disable_user(li).unwrap();
    desk.close().unwrap();
    let head = desk.head();
    drop(desk);
    let new = dir.path().join("new");
    fs::create_dir(&new).unwrap();
    keyrings(&home, &new);
    keyrings(&old, &home);
    // The file that remembers may be gone as well; the entries speak for themselves.
    for forgetful in [false, true] {
        if forgetful {
            fs::remove_file(home.join("keyring.seen")).unwrap();
        }
        let fault = open(&home, "min", PASS).unwrap_err();
        assert!(matches!(fault, DeskError::Storage(Fault::OldKeyring)), "{fault:?}");
    }
    keyrings(&new, &home);
    let desk = open(&home, "min", PASS).unwrap();
    assert_eq!(desk.head(), head);
    assert!(desk.verify(&mut |_, _| {}).unwrap().report.ok());
}

#[test]
fn a_restored_home_opens_with_one_of_the_two_files_that_say_where_it_parted() {
    let (dir, home, _) = home();
    let desk = open(&home, "min", PASS).unwrap();
    let backup = dir.path().join("b.yedeng");
    desk.backup(&backup, &mut |_, _| {}).unwrap();
    drop(desk);
    let second = dir.path().join("restored");
    Desk::restore(&backup, &second, ("min", PASS), Clock::System, &mut |_| {}).unwrap();
    let files = [second.join("restored"), second.join("restored.b")];
    let good = fs::read(&files[0]).unwrap();
    for file in &files {
        for bad in [None, Some(&b""[..]), Some(b"garbage"), Some(&good[..good.len() - 1])] {
            match bad {
                Some(bytes) => fs::write(file, bytes).unwrap(),
                None => fs::remove_file(file).unwrap(),
            }
            drop(open(&second, "min", PASS).unwrap());
            assert!(files.iter().all(|it| fs::read(it).unwrap() == good), "both are whole again");
        }
    }
}
