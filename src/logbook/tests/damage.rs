//! One copy is missing or broken: the other heals it.

use super::*;

#[test]
fn a_lost_database_is_built_again_from_the_mirror() {
    let home = Home::with(700);
    fs::remove_dir_all(home.db()).unwrap();
    let mut told = Vec::new();
    let prepared = Prepared::begin(&home.path()).unwrap();
    let key = prepared.unlock(LOGIN, PASS).unwrap();
    let (logbook, campus, notices) = prepared.open(key, &mut |done, all| told.push((done, all))).unwrap();
    assert_eq!(notices, [Notice::StoreRebuilt { entries: 700, aside: None }, Notice::CampusReplayed { entries: 700 }]);
    assert_eq!((told.first(), told.last()), (Some(&(512, 700)), Some(&(700, 700))));
    assert_whole(&logbook, &campus, 700);
}

#[test]
fn a_garbled_database_is_set_aside_and_built_again() {
    let files = |home: &Home| fs::read_dir(home.db()).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file()).collect::<Vec<_>>();
    let damages: [fn(&Path); 3] = [
        |file| fs::write(file, b"garbage").unwrap(),
        |file| fs::write(file, []).unwrap(),
        |file| {
            let mut bytes = fs::read(file).unwrap();
            bytes.iter_mut().step_by(97).for_each(|it| *it ^= 0x55);
            fs::write(file, bytes).unwrap();
        },
    ];
    for (n, damage) in damages.into_iter().enumerate() {
        let home = Home::with(60);
        drop(home.open());
        files(&home).iter().for_each(|file| damage(file));
        let (logbook, campus, notices) = home.open();
        assert!(
            notices.iter().any(|it| matches!(it, Notice::StoreRebuilt { .. } | Notice::StoreCaughtUp { .. })),
            "damage {n}: {notices:?}"
        );
        if let Some(Notice::StoreRebuilt { aside: Some(aside), .. }) = notices.first() {
            assert!(aside.exists() && aside.file_name().unwrap() == "db.broken-1");
        }
        assert_whole(&logbook, &campus, 60);
        drop(logbook);
        let (logbook, campus, notices) = home.open();
        assert_eq!(notices, [Notice::CampusReplayed { entries: 60 }]);
        assert_whole(&logbook, &campus, 60);
    }
}

#[test]
fn a_stretch_the_database_lost_in_silence_is_noticed() {
    let home = Home::with(100);
    let (logbook, ..) = home.open();
    (20..60).for_each(|n| logbook.shared().copies().store().unwrap().forge_header(Seq(n), None));
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert!(matches!(notices[0], Notice::StoreRebuilt { entries: 100, aside: Some(_) }));
    assert_whole(&logbook, &campus, 100);
}

#[test]
fn a_lost_or_broken_mirror_is_built_again_from_the_database() {
    let damages: [fn(&Home); 5] = [
        |home| fs::remove_dir_all(home.path().join("mirror")).unwrap(),
        |home| fs::remove_file(home.mirror()).unwrap(),
        |home| fs::write(home.mirror(), b"garbage").unwrap(),
        |home| {
            let bytes = fs::read(home.mirror()).unwrap();
            fs::write(home.mirror(), &bytes[..home.frames()[30].start]).unwrap();
        },
        |home| {
            let last = super::mirror::segments(&home.path().join("mirror")).unwrap().pop().unwrap().path;
            let mut bytes = fs::read(&last).unwrap();
            bytes[Home::frames_in(&last).pop().unwrap().start + 60] ^= 1;
            fs::write(last, bytes).unwrap();
        },
    ];
    for (n, damage) in damages.into_iter().enumerate() {
        let home = Home::with(700);
        damage(&home);
        let (mut logbook, campus, notices) = home.open();
        let Some(Notice::MirrorRebuilt { entries: 700, aside }) = notices.first() else { panic!("damage {n}: {notices:?}") };
        assert_eq!(aside.is_some(), n > 0, "damage {n}");
        assert_whole(&logbook, &campus, 700);
        logbook.append(&[entry(701)]).unwrap();
        drop(logbook);
        let (logbook, campus, notices) = home.open();
        assert_eq!(notices, [Notice::CampusReplayed { entries: 701 }]);
        assert_whole(&logbook, &campus, 701);
    }
}

#[test]
fn segments_follow_one_another_and_a_missing_one_is_noticed() {
    // In tests a segment is 64 KiB.
    let home = Home::with(400);
    let segment = |number| home.path().join("mirror").join(format!("{number:08}.log"));
    let last = (1..).find(|number| !segment(*number).exists()).unwrap() - 1;
    assert!(last > 2);
    let check = |expected: &[Notice]| {
        let (logbook, campus, notices) = home.open();
        assert_eq!(notices.first(), expected.first());
        assert_whole(&logbook, &campus, 400);
    };
    let replayed = Notice::CampusReplayed { entries: 400 };
    check(std::slice::from_ref(&replayed));
    fs::remove_dir_all(home.db()).unwrap();
    check(&[Notice::StoreRebuilt { entries: 400, aside: None }]);
    // A segment that was begun when the power went.
    fs::write(segment(last + 1), b"yedengML half").unwrap();
    check(&[Notice::TornTailCut { bytes: 13 }]);
    check(&[replayed]);
    assert!(!segment(last + 1).exists());
    fs::remove_file(segment(2)).unwrap();
    check(&[Notice::MirrorRebuilt { entries: 400, aside: Some(home.path().join("mirror.broken-1")) }]);
}

#[test]
fn a_whole_other_past_does_not_fit_the_chain() {
    // Two homes with the same key that went different ways after entry 3: the mirror of one beside the database of the other.
    let home = Home::with(3);
    let twin = home.dir.path().join("twin");
    copy_dir(&home.path(), &twin);
    let (mut logbook, ..) = home.open();
    (4..=6).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    let (mut other, ..) = home.open_at(&twin).unwrap();
    (4..=6).for_each(|n| other.append(&[Entry { act: note("another past"), ..entry(n) }]).unwrap());
    drop(other);
    fs::copy(twin.join("mirror").join("00000001.log"), home.mirror()).unwrap();
    let (logbook, campus, notices) = home.open();
    assert!(matches!(notices[0], Notice::MirrorRebuilt { aside: Some(_), .. }));
    assert_whole(&logbook, &campus, 6);
}
