//! A disk that fails: what was acknowledged stays, and where that can be known the desk goes on without being opened again.

use super::super::mirror::Disk;
use super::*;
use std::io::ErrorKind::{self, StorageFull};

fn full(good: usize, short: usize) -> Disk {
    Disk { write: Some(StorageFull), good, short, sync: None }
}

fn standing_of(logbook: &Logbook, which: &Copy) -> Standing {
    logbook.watch().states().into_iter().find(|it| it.which == *which).unwrap().standing
}

#[test]
fn after_a_failed_write_nothing_is_written_until_the_disk_takes_it_again() {
    let home = Home::with(5);
    let (mut logbook, ..) = home.open();
    logbook.mirror().set_disk(full(0, 0));
    for _ in 0..2 {
        assert_eq!(logbook.append(&[entry(6)]), Err(Fault::Full));
    }
    assert_eq!((logbook.stopped(), logbook.watch().stopped(), logbook.head().seq), (Some(&Fault::Full), Some(Fault::Full), Seq(5)));
    assert_eq!(standing_of(&logbook, &Copy::Mirror), Standing::Full);
    assert_eq!(logbook.reader().entry(Seq(5)).unwrap(), Some(entry(5)), "what is there can still be read");
    // Still full: going on is allowed, for cutting off needs no room, but the next write says it again.
    logbook.try_again().unwrap();
    assert_eq!(logbook.append(&[entry(6)]), Err(Fault::Full));
    logbook.mirror().set_disk(Disk::default());
    logbook.try_again().unwrap();
    assert_eq!((logbook.stopped(), standing_of(&logbook, &Copy::Mirror)), (None, Standing::Good));
    logbook.append(&[entry(6)]).unwrap();
    assert_whole(&logbook, &lived(6), 6);
    drop(logbook);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 6);
}

#[test]
fn whatever_part_of_a_write_got_to_the_disk_is_cut_off() {
    // Up to past the whole frame: it may be there as a whole, and was not acknowledged all the same.
    for short in (0..2_000).step_by(333) {
        for reopen in [false, true] {
            let home = Home::with(5);
            let (mut logbook, ..) = home.open();
            logbook.mirror().set_disk(full(0, short));
            assert_eq!(logbook.append(&[entry(6), entry(7)]), Err(Fault::Full));
            if reopen {
                drop(logbook);
                logbook = home.open().0;
            } else {
                logbook.mirror().set_disk(Disk::default());
                logbook.try_again().unwrap();
            }
            let other = Entry { act: note("another"), ..entry(6) };
            logbook.append(std::slice::from_ref(&other)).unwrap();
            assert_eq!(logbook.reader().entry(Seq(6)).unwrap(), Some(other));
            drop(logbook);
            let (logbook, ..) = home.open();
            let (report, _) = logbook.reader().verify(&mut |_, _| {}).unwrap();
            assert_eq!((report.problems, report.entries), (Vec::new(), 6), "{short}");
        }
    }
}

#[test]
fn a_disk_full_at_any_write_loses_nothing_acknowledged_across_segments() {
    let (home, mut logbook, _) = Home::new();
    let mut written = 0;
    // In tests a segment is 64 KiB, so this passes the ends of some.
    while written < 400 {
        logbook.mirror().set_disk(full(written as usize % 7, 40));
        match logbook.append(&[entry(written + 1)]) {
            Ok(()) => written += 1,
            Err(fault) => {
                assert_eq!(fault, Fault::Full);
                logbook.mirror().set_disk(Disk::default());
                logbook.try_again().unwrap();
                logbook.append(&[entry(written + 1)]).unwrap();
                written += 1;
            }
        }
    }
    assert_whole(&logbook, &lived(400), 400);
    drop(logbook);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 400);
}

#[test]
fn after_a_failed_sync_only_opening_again_helps() {
    for kind in [StorageFull, ErrorKind::Other] {
        let home = Home::with(5);
        let (mut logbook, ..) = home.open();
        logbook.mirror().set_disk(Disk { sync: Some(kind), ..Disk::default() });
        let fault = logbook.append(&[entry(6)]).unwrap_err();
        logbook.mirror().set_disk(Disk::default());
        assert_eq!(logbook.try_again(), Err(fault.clone()));
        assert_eq!(logbook.append(&[entry(6)]), Err(fault));
        drop(logbook);
        let (mut logbook, campus, _) = home.open();
        assert_whole(&logbook, &campus, 5);
        logbook.append(&[entry(6)]).unwrap();
    }
}

#[test]
fn a_mirror_that_was_changed_meanwhile_is_not_gone_on_with() {
    let home = Home::with(5);
    let (mut logbook, ..) = home.open();
    logbook.mirror().set_disk(full(0, 0));
    logbook.append(&[entry(6)]).unwrap_err();
    logbook.mirror().set_disk(Disk::default());
    let good = fs::read(home.mirror()).unwrap();
    for end in [home.frames()[4].start, home.frames()[4].end - 1] {
        fs::write(home.mirror(), &good[..end]).unwrap();
        assert_eq!(logbook.try_again(), Err(Fault::Damaged { part: Part::Mirror, seq: None }));
        assert_eq!(fs::read(home.mirror()).unwrap().len(), end, "nothing was made longer");
    }
    fs::write(home.mirror(), good).unwrap();
    logbook.try_again().unwrap();
    logbook.append(&[entry(6)]).unwrap();
    assert_whole(&logbook, &lived(6), 6);
}

#[test]
fn a_fault_before_anything_is_written_is_no_fault_of_the_disk() {
    let home = Home::with(2);
    let (mut logbook, ..) = home.open();
    logbook.append(&[entry(5)]).unwrap_err();
    assert_eq!((logbook.try_again(), standing_of(&logbook, &Copy::Mirror)), (Ok(()), Standing::Good));
}
