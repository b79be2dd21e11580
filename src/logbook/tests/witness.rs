//! The witness outside the home: an older copy put back, an end cut off, another history.

use super::*;

impl Home {
    pub(super) fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    pub(super) fn open_witnessed(&self) -> (Logbook, Vec<Notice>) {
        let prepared = Prepared::begin(&self.path()).unwrap().witnessed_in(Some(self.state()));
        let (logbook, _, notices) = {
            let unlocked = prepared.unlocked(self.keys.clone().unwrap());
            prepared.open(unlocked, &mut |_, _| {}).unwrap()
        };
        (logbook, notices.into_iter().filter(|it| !matches!(it, Notice::CampusReplayed { .. })).collect())
    }

    fn put_back(&self, copy: &Path) {
        fs::remove_dir_all(self.path()).unwrap();
        copy_dir(copy, &self.path());
    }
}

/// A home with ten entries that was seen, a copy of it from when it had five, and the right notice when that is put back.
fn seen() -> (Home, PathBuf) {
    let home = Home::with(5);
    let old = home.dir.path().join("old");
    copy_dir(&home.path(), &old);
    let (mut logbook, notices) = home.open_witnessed();
    assert_eq!(notices, []);
    (6..=10).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    logbook.witness().unwrap();
    (home, old)
}

#[test]
fn an_older_copy_put_back_is_found_out_and_said_until_it_is_accepted() {
    let (home, old) = seen();
    assert_eq!(home.open_witnessed().1, []);
    home.put_back(&old);
    let rolled = [Notice::RolledBack { seen: Seq(10), has: Seq(5) }];
    for _ in 0..2 {
        let (mut logbook, notices) = home.open_witnessed();
        assert_eq!(notices, rolled);
        // What is seen now does not cover it up.
        logbook.witness().unwrap();
    }
    let (mut logbook, _) = home.open_witnessed();
    logbook.accept_head().unwrap();
    drop(logbook);
    assert_eq!(home.open_witnessed().1, []);
}

#[test]
fn a_home_that_goes_another_way_after_being_put_back_is_found_out() {
    let (home, old) = seen();
    home.put_back(&old);
    let (mut logbook, _) = home.open_witnessed();
    (6..=12).for_each(|n| logbook.append(&[Entry { act: note("another past"), ..entry(n) }]).unwrap());
    logbook.witness().unwrap();
    drop(logbook);
    assert_eq!(home.open_witnessed().1, [Notice::Forked { at: Seq(10) }]);
    let (mut logbook, _) = home.open_witnessed();
    logbook.accept_head().unwrap();
    drop(logbook);
    assert_eq!(home.open_witnessed().1, []);
}

#[test]
fn a_garbled_witness_is_said_and_a_missing_one_begins_anew() {
    let (home, _) = seen();
    let files = fs::read_dir(home.state()).unwrap().map(|it| it.unwrap().path());
    let file = files.into_iter().find(|it| it.extension().is_some_and(|it| it == "head")).unwrap();
    let good = fs::read(&file).unwrap();
    for bad in [&good[..good.len() - 1], b"", b"garbage"] {
        fs::write(&file, bad).unwrap();
        assert_eq!(home.open_witnessed().1, [Notice::WitnessUnreadable]);
    }
    fs::remove_dir_all(home.state()).unwrap();
    let (mut logbook, notices) = home.open_witnessed();
    assert_eq!(notices, []);
    logbook.witness().unwrap();
    assert!(file.exists());
}

#[test]
fn without_a_place_for_it_there_is_no_witness() {
    let (mut logbook, ..) = Home::with(3).open();
    logbook.witness().unwrap();
    logbook.accept_head().unwrap();
}
