//! What a crash leaves behind is cut off, caught up or built anew.

use super::*;

/// The crash came before the acknowledgement: nothing says that there was one.
fn never_acknowledged(home: &Home) {
    fs::remove_file(super::super::water::in_home(&home.path())).unwrap();
}

#[test]
fn a_torn_tail_is_cut_off_at_every_byte_and_nothing_before_it_is_lost() {
    let home = Home::with(3);
    let keep = home.dir.path().join("keep");
    copy_dir(&home.db(), &keep);
    let (mut logbook, ..) = home.open();
    logbook.append(&[entry(4)]).unwrap();
    drop(logbook);
    let good = fs::read(home.mirror()).unwrap();
    let last = home.frames().pop().unwrap();
    for at in last.start..last.end {
        for zeros in [false, true] {
            // The database knows nothing of the last entry, as after a power cut; now and then it knows nothing at all.
            fs::remove_dir_all(home.db()).unwrap();
            if at % 32 != 0 {
                copy_dir(&keep, &home.db());
            }
            let mut torn = good[..at].to_vec();
            if zeros {
                torn.resize(good.len(), 0);
            }
            fs::write(home.mirror(), torn).unwrap();
            never_acknowledged(&home);
            let (mut logbook, campus, notices) = home.open();
            // What of it is there may end in zeros of its own.
            let cut = notices.iter().find_map(|it| if let Notice::TornTailCut { bytes } = it { Some(*bytes as usize) } else { None });
            assert!(cut.unwrap_or(0) <= at - last.start && cut.is_some() == (at > last.start), "{at}: {notices:?}");
            assert_eq!(campus, lived(3));
            logbook.append(&[entry(4), entry(5)]).unwrap();
            if at % 16 == 0 {
                drop(logbook);
                let (logbook, campus, _) = home.open();
                assert_whole(&logbook, &campus, 5);
            }
        }
    }
}

#[test]
fn of_a_write_of_several_entries_all_or_none_count() {
    let (home, mut logbook, _) = Home::new();
    logbook.append(&[entry(1), entry(2)]).unwrap();
    logbook.append(&[entry(3), entry(4), entry(5)]).unwrap();
    drop(logbook);
    let good = fs::read(home.mirror()).unwrap();
    let frames = home.frames();
    for at in [frames[2].start, frames[2].end, frames[3].start + 50, frames[4].start, frames[4].end - 1] {
        fs::remove_dir_all(home.db()).unwrap();
        fs::write(home.mirror(), &good[..at]).unwrap();
        never_acknowledged(&home);
        let (logbook, campus, _) = home.open();
        assert_whole(&logbook, &campus, 2);
    }
    // The disk may write the later part of a write and not the earlier.
    let mut holed = good.clone();
    holed[frames[2].start..frames[2].start + 20].fill(0);
    fs::remove_dir_all(home.db()).unwrap();
    fs::write(home.mirror(), holed).unwrap();
    never_acknowledged(&home);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 2);
}

#[test]
fn the_database_catches_up_with_the_mirror() {
    let home = Home::with(5);
    let keep = home.dir.path().join("keep");
    copy_dir(&home.db(), &keep);
    let (mut logbook, ..) = home.open();
    (6..=1500).collect::<Vec<_>>().chunks(70).for_each(|many| logbook.append(&many.iter().map(|n| entry(*n)).collect::<Vec<_>>()).unwrap());
    drop(logbook);
    fs::remove_dir_all(home.db()).unwrap();
    copy_dir(&keep, &home.db());
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::StoreCaughtUp { entries: 1495 }, Notice::CampusReplayed { entries: 1500 }]);
    assert_whole(&logbook, &campus, 1500);
}

#[test]
fn half_a_snapshot_of_sled_is_no_obstacle() {
    let home = Home::with(10);
    fs::write(home.db().join("snap.0000000000000000.generating"), b"half").unwrap();
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 10);
}

#[test]
fn a_new_mirror_takes_its_place_if_the_power_went_before_it_could() {
    // The old one was set aside already, and it alone holds entries: the new one must not be taken for an unfinished one.
    for db in [true, false] {
        let home = Home::with(12);
        fs::rename(home.path().join("mirror"), home.path().join("mirror.new")).unwrap();
        if !db {
            fs::remove_dir_all(home.db()).unwrap();
        }
        let (logbook, campus, notices) = home.open();
        assert!(!notices.iter().any(|it| matches!(it, Notice::MirrorRebuilt { .. })));
        assert_whole(&logbook, &campus, 12);
    }
}

#[test]
fn a_mirror_half_built_beside_the_old_one_goes() {
    let home = Home::with(12);
    fs::create_dir(home.path().join("mirror.new")).unwrap();
    fs::write(home.path().join("mirror.new").join("00000001.log"), b"half").unwrap();
    let (logbook, campus, _) = home.open();
    assert!(!home.path().join("mirror.new").exists());
    assert_whole(&logbook, &campus, 12);
}
