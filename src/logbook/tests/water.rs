//! The high-water mark: what was acknowledged last is known although the program was killed and its one copy cut short.

use super::super::water::{Water, in_home, read};
use super::*;
use std::sync::Arc;

/// A home as a kill leaves it before the database was written: twelve entries in the mirror, six in the database, and the end cut off.
fn killed_and_cut(keep: usize) -> Home {
    let home = Home::with(6);
    let db = home.dir.path().join("db");
    copy_dir(&home.db(), &db);
    let (mut logbook, ..) = home.open();
    (7..=12).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    fs::remove_dir_all(home.db()).unwrap();
    copy_dir(&db, &home.db());
    let end = home.frames()[keep - 1].end;
    fs::OpenOptions::new().write(true).open(home.mirror()).unwrap().set_len(end as u64).unwrap();
    home
}

fn lost(notices: &[Notice]) -> Vec<(u64, u64)> {
    let lost = notices.iter().filter_map(|it| if let Notice::Salvaged { lost, .. } = it { Some(lost) } else { None });
    lost.flatten().map(|it| (it.first.0, it.last.0)).collect()
}

#[test]
fn the_end_of_the_only_copy_is_missed() {
    for keep in [6, 9, 11] {
        let home = killed_and_cut(keep);
        let (logbook, _, notices) = home.open();
        assert_eq!(lost(&notices), [(keep as u64 + 1, 12)]);
        assert_eq!(logbook.head().seq, Seq(12), "no number is given out twice");
        for n in 1..=12 {
            let expected = if n <= keep as u64 { Ok(Some(entry(n))) } else { Err(Fault::Lost { seq: Seq(n) }) };
            assert_eq!(logbook.reader().entry(Seq(n)), expected);
        }
    }
    let whole = killed_and_cut(12);
    let (_, _, notices) = whole.open();
    assert_eq!(lost(&notices), []);
}

#[test]
fn a_mark_that_is_garbled_old_or_of_another_home_says_nothing() {
    let home = killed_and_cut(9);
    let path = in_home(&home.path());
    let good = fs::read(&path).unwrap();
    let old = fs::read(in_home(&Home::with(6).path())).unwrap();
    let mut flipped = good.clone();
    flipped.iter_mut().skip(9).step_by(80).for_each(|it| *it ^= 4);
    for bad in [&flipped[..], &good[..20], b"", &[0; 600], &old] {
        let home = killed_and_cut(9);
        fs::write(in_home(&home.path()), bad).unwrap();
        let (logbook, campus, notices) = home.open();
        assert_eq!(lost(&notices), []);
        assert_whole(&logbook, &campus, 9);
    }
}

#[test]
fn half_a_write_leaves_the_mark_before() {
    let home = Home::with(8);
    let (logbook, ..) = home.open();
    let (name, keys) = (logbook.keyring().name(None), Arc::clone(&logbook.shared().keys));
    let path = in_home(&home.path());
    assert_eq!(read(&path, name, &keys), Some(logbook.head()));
    let good = fs::read(&path).unwrap();
    let seen: Vec<u64> = [0, 512]
        .map(|at| {
            let mut torn = good.clone();
            torn[at + 20] ^= 1;
            fs::write(&path, torn).unwrap();
            read(&path, name, &keys).unwrap().seq.0
        })
        .into();
    assert!(seen == [7, 8] || seen == [8, 7], "{seen:?}");
    // Whoever goes on writes over the place that is not the higher one.
    fs::write(&path, &good).unwrap();
    let mut water = Water::new(path.clone(), name, Arc::clone(&keys));
    water.note(Head { seq: Seq(9), hash: [9; 32] });
    assert_eq!(read(&path, name, &keys).unwrap().seq, Seq(9));
    water.accept(Head { seq: Seq(3), hash: [3; 32] });
    assert_eq!(read(&path, name, &keys).unwrap().seq, Seq(3), "what somebody has accepted is not outdone by what stood there");
}

#[test]
fn a_mark_that_cannot_be_written_stops_nothing() {
    let (home, mut logbook, _) = Home::new();
    fs::remove_file(in_home(&home.path())).unwrap();
    fs::create_dir(in_home(&home.path())).unwrap();
    drop(logbook);
    (logbook, ..) = home.open();
    (1..=4).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 4);
}

#[test]
fn an_older_copy_of_the_whole_home_is_known_by_the_machine_although_nothing_was_settled() {
    let home = Home::with(5);
    let old = home.dir.path().join("old");
    copy_dir(&home.path(), &old);
    let (mut logbook, _) = home.open_witnessed();
    (6..=10).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    fs::remove_dir_all(home.path()).unwrap();
    copy_dir(&old, &home.path());
    assert_eq!(home.open_witnessed().1, [Notice::RolledBack { seen: Seq(10), has: Seq(5) }]);
    let (mut logbook, _) = home.open_witnessed();
    logbook.append(&[entry(6)]).unwrap();
    logbook.accept_head().unwrap();
    drop(logbook);
    assert_eq!(home.open_witnessed().1, []);
}
