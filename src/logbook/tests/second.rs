//! Second mirrors: followed, caught up, set aside, wiped; and what they give back.

use super::super::mirror::{frames, segments};
use super::*;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

impl Home {
    fn stick(&self) -> PathBuf {
        let stick = self.dir.path().join("stick");
        fs::create_dir_all(&stick).unwrap();
        stick
    }

    /// The folder of the second mirror below the stick.
    fn folder(&self) -> PathBuf {
        fs::read_dir(self.stick()).unwrap().next().unwrap().unwrap().path()
    }

    /// A closed home with so many entries, and a second mirror that has them all.
    fn with_second(count: u64) -> Self {
        let home = Self::with(count);
        let (mut logbook, ..) = home.open();
        logbook.add_second(&home.stick()).unwrap();
        home.await_standing(&logbook, Standing::Good);
        home
    }

    fn await_standing(&self, logbook: &Logbook, wanted: Standing) {
        let which = Copy::Second(self.stick());
        let came = logbook.watch().wait_until(PATIENCE, |states| states.iter().any(|it| it.which == which && it.standing == wanted));
        assert!(came, "{wanted:?}: {:?}", logbook.watch().states());
    }

    /// The second mirror holds exactly the entries of the home.
    fn assert_followed(&self, count: u64) {
        let mut expected = 1;
        for segment in segments(&self.folder().join("mirror")).unwrap() {
            let theirs = fs::read(&segment.path).unwrap();
            let ours = fs::read(self.path().join("mirror").join(segment.path.file_name().unwrap())).unwrap();
            assert!(ours.starts_with(&theirs), "{:?}", segment.path);
            for frame in frames(&theirs[SEGMENT_HEAD..]) {
                assert_eq!(frame.seq, expected);
                expected += 1;
            }
        }
        assert_eq!(expected, count + 1);
    }

    fn aside(&self) -> usize {
        fs::read_dir(self.folder()).unwrap().filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().contains("broken")).count()
    }

    fn notices(&self) -> Vec<Notice> {
        self.open().2.into_iter().filter(|it| !matches!(it, Notice::CampusReplayed { .. })).collect()
    }
}

#[test]
fn it_is_made_and_followed_to_the_last_entry_when_the_desk_is_left() {
    // Several segments of 64 KiB.
    let home = Home::with_second(300);
    home.assert_followed(300);
    let (mut logbook, ..) = home.open();
    (301..=420).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    home.assert_followed(420);
    assert_eq!(home.aside(), 0);
    assert_eq!(home.notices(), []);
}

#[test]
fn a_stick_that_was_pulled_is_missing_and_catches_up_when_it_is_back() {
    let home = Home::with_second(20);
    let (mut logbook, ..) = home.open();
    home.await_standing(&logbook, Standing::Good);
    let away = home.dir.path().join("pocket");
    fs::rename(home.stick(), &away).unwrap();
    logbook.append(&[entry(21)]).unwrap();
    home.await_standing(&logbook, Standing::Missing);
    // Where the stick was there may be an empty directory: nothing is written into it.
    fs::create_dir_all(home.stick()).unwrap();
    logbook.append(&[entry(22)]).unwrap();
    home.await_standing(&logbook, Standing::Missing);
    assert_eq!(fs::read_dir(home.stick()).unwrap().count(), 0);
    fs::remove_dir(home.stick()).unwrap();
    fs::rename(away, home.stick()).unwrap();
    logbook.append(&[entry(23)]).unwrap();
    home.await_standing(&logbook, Standing::Good);
    drop(logbook);
    home.assert_followed(23);
    assert_eq!(home.aside(), 0);
}

#[test]
fn what_was_torn_when_the_stick_was_pulled_is_cut_off() {
    let home = Home::with_second(30);
    let file = home.folder().join("mirror").join("00000001.log");
    let whole = fs::read(&file).unwrap();
    for (cut, more) in
        [(whole.len() - 7, &b""[..]), (whole.len() - 7, b"\0\0\0\0\0\0\0\0\0"), (10, b""), (0, b""), (whole.len(), b"yd\xF1\x01 rest")]
    {
        fs::write(&file, [&whole[..cut], more].concat()).unwrap();
        let (logbook, ..) = home.open();
        home.await_standing(&logbook, Standing::Good);
        drop(logbook);
        home.assert_followed(30);
        assert_eq!(home.aside(), 0, "cut at {cut}");
    }
}

#[test]
fn a_copy_that_does_not_fit_is_set_aside_and_made_anew() {
    let home = Home::with_second(30);
    let file = home.folder().join("mirror").join("00000001.log");
    let mut bytes = fs::read(&file).unwrap();
    bytes[home.frames()[28].start + 60] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let (logbook, ..) = home.open();
    home.await_standing(&logbook, Standing::Good);
    drop(logbook);
    home.assert_followed(30);
    assert_eq!(home.aside(), 1);
}

#[test]
fn rot_in_the_older_part_of_a_copy_is_found_and_ours_is_not_blamed() {
    let home = Home::with_second(300);
    let file = home.folder().join("mirror").join("00000001.log");
    let mut bytes = fs::read(&file).unwrap();
    bytes[home.frames()[3].start + 60] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let (logbook, ..) = home.open();
    // It fits at its end, so this is found only when all of it is held against ours, afterwards.
    let begun = std::time::Instant::now();
    while home.aside() == 0 && begun.elapsed() < PATIENCE {
        std::thread::yield_now();
    }
    home.await_standing(&logbook, Standing::Good);
    drop(logbook);
    home.assert_followed(300);
}

#[test]
fn rot_in_ours_does_not_spoil_the_copy() {
    let home = Home::with_second(30);
    let good = fs::read(home.folder().join("mirror").join("00000001.log")).unwrap();
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes[home.frames()[3].start + 60] ^= 1;
    fs::write(home.mirror(), &bytes).unwrap();
    let (logbook, ..) = home.open();
    let came =
        logbook.watch().wait_until(PATIENCE, |states| states.contains(&CopyState { which: Copy::Mirror, standing: Standing::Broken }));
    assert!(came);
    drop(logbook);
    assert_eq!(fs::read(home.folder().join("mirror").join("00000001.log")).unwrap(), good);
}

/// Puts the home back as it was with `count` of its entries; the second mirror knows all.
fn rolled_back(count: u64, all: u64) -> Home {
    let home = Home::with_second(count);
    let old = home.dir.path().join("old");
    copy_dir(&home.path(), &old);
    let (mut logbook, ..) = home.open();
    (count + 1..=all).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    fs::remove_dir_all(home.path()).unwrap();
    copy_dir(&old, &home.path());
    home
}

#[test]
fn what_a_second_mirror_knows_beyond_the_home_is_taken_over() {
    for (count, all) in [(5, 6), (10, 300), (200, 900)] {
        let home = rolled_back(count, all);
        let (logbook, campus, notices) = home.open();
        assert!(notices.contains(&Notice::CaughtUpFromSecond { entries: all - count }), "{notices:?}");
        assert_whole(&logbook, &campus, all);
        home.await_standing(&logbook, Standing::Good);
        drop(logbook);
        assert_eq!(home.notices(), []);
        assert_eq!(home.aside(), 0);
    }
}

#[test]
fn entries_forged_or_broken_on_the_stick_are_not_taken_over() {
    let home = rolled_back(5, 12);
    let file = home.folder().join("mirror").join("00000001.log");
    let mut bytes = fs::read(&file).unwrap();
    let places = Home::frames_in(&file);
    // The body of entry 9 with a right checksum: only the seal knows.
    let Parsed::Frame(frame, _) = parse(&bytes[places[8].clone()]) else { panic!("no frame") };
    let mut body = frame.body.to_vec();
    body[30] ^= 1;
    let mut forged = Vec::new();
    Frame { body: &body, ..frame }.write(&mut forged);
    bytes[places[8].clone()].copy_from_slice(&forged);
    fs::write(&file, bytes).unwrap();
    let (logbook, campus, notices) = home.open();
    assert!(notices.contains(&Notice::CaughtUpFromSecond { entries: 3 }), "{notices:?}");
    assert_whole(&logbook, &campus, 8);
}

#[test]
fn another_history_is_reported_and_never_merged() {
    for more in [1, 4, 9] {
        let home = rolled_back(5, 10);
        let away = home.dir.path().join("pocket");
        fs::rename(home.stick(), &away).unwrap();
        let (mut logbook, ..) = home.open();
        (6..6 + more).for_each(|n| logbook.append(&[Entry { act: note("another past"), ..entry(n) }]).unwrap());
        drop(logbook);
        fs::rename(away, home.stick()).unwrap();
        let (logbook, _, notices) = home.open();
        assert!(notices.contains(&Notice::SecondDiffers { dir: home.stick() }), "{more}: {notices:?}");
        assert_eq!(logbook.head().seq, Seq(5 + more));
        home.await_standing(&logbook, Standing::Good);
        drop(logbook);
        assert_eq!(home.aside(), 1, "what was there is kept");
        home.assert_followed(5 + more);
    }
}

#[test]
fn a_stick_that_knows_more_and_comes_late_is_left_alone() {
    let home = rolled_back(5, 10);
    let away = home.dir.path().join("pocket");
    fs::rename(home.stick(), &away).unwrap();
    let (logbook, ..) = home.open();
    home.await_standing(&logbook, Standing::Missing);
    fs::rename(&away, home.stick()).unwrap();
    home.await_standing(&logbook, Standing::Ahead { entries: 5 });
    drop(logbook);
    assert!(home.notices().contains(&Notice::CaughtUpFromSecond { entries: 5 }));
}

#[test]
fn a_home_is_made_from_the_folder_alone() {
    let home = Home::with_second(300);
    let place = home.dir.path().join("new");
    for dir in [home.stick(), home.folder()] {
        let restored = restore_from(&dir, &place).unwrap();
        assert!(restored.segments > 1 && restored.bytes > 0);
        assert_eq!(restore_from(&dir, &place), Err(Fault::HomeExists));
        let prepared = Prepared::begin(&place).unwrap();
        assert_eq!(prepared.unlock(LOGIN, "wrong").unwrap_err(), Fault::WrongPassphrase);
        let key = prepared.unlock(LOGIN, PASS).unwrap();
        let (logbook, campus, _) = prepared.open(key, &mut |_, _| {}).unwrap();
        assert_whole(&logbook, &campus, 300);
        drop(logbook);
        fs::remove_dir_all(&place).unwrap();
    }
    assert_eq!(restore_from(&home.path(), &place), Err(Fault::NoHome));
    assert_eq!(restore_from(&home.dir.path().join("nowhere"), &place), Err(Fault::NoHome));
    assert_eq!(Prepared::begin(&home.folder()).map(drop), Err(Fault::NoHome), "nobody takes the folder for a home");
    copy_dir(&home.folder(), &home.stick().join("yedeng-00000000"));
    assert!(matches!(restore_from(&home.stick(), &place), Err(Fault::SeveralCopies { names }) if names.len() == 2));
}

#[test]
fn a_new_passphrase_gets_to_the_stick() {
    let home = Home::with_second(3);
    let (mut logbook, ..) = home.open();
    super::home::give_slot(&mut logbook, "li", "another");
    drop(logbook);
    let place = home.dir.path().join("new");
    restore_from(&home.stick(), &place).unwrap();
    assert!(Prepared::begin(&place).unwrap().unlock("li", "another").is_ok());
}

#[test]
fn after_an_erasure_a_copy_is_wiped_wherever_it_was_meanwhile() {
    let home = Home::with_second(30);
    let file = home.folder().join("mirror").join("00000001.log");
    let away = home.dir.path().join("pocket");
    fs::hard_link(&file, home.dir.path().join("blocks")).unwrap();
    fs::rename(home.stick(), &away).unwrap();
    let (mut logbook, ..) = home.open();
    logbook.renew_seconds().unwrap();
    drop(logbook);
    fs::rename(&away, home.stick()).unwrap();
    let (logbook, ..) = home.open();
    home.await_standing(&logbook, Standing::Good);
    drop(logbook);
    home.assert_followed(30);
    assert!(fs::read(home.dir.path().join("blocks")).unwrap().iter().all(|it| *it == 0), "the old file was overwritten");
    assert_eq!(home.aside(), 0);
}

#[test]
fn only_a_directory_outside_the_home_can_be_named_and_no_name_stands_in_clear() {
    let home = Home::with(3);
    let (mut logbook, ..) = home.open();
    let refused = |it: Result<Added, Fault>| assert!(matches!(it, Err(Fault::Io { part: Part::Second, .. })), "{it:?}");
    refused(logbook.add_second(&home.dir.path().join("nowhere")));
    refused(logbook.add_second(&home.mirror()));
    refused(logbook.add_second(&home.path()));
    assert_eq!(logbook.add_second(&home.stick()), Ok(Added { same_disk: true }));
    logbook.add_second(&home.stick()).unwrap();
    home.await_standing(&logbook, Standing::Good);
    drop(logbook);
    let list = fs::read(home.path().join("mirrors")).unwrap();
    assert!(memchr::memmem::find(&list, b"stick").is_none());
    let (mut logbook, ..) = home.open();
    home.await_standing(&logbook, Standing::Good);
    assert_eq!((logbook.remove_second(&home.stick()), logbook.remove_second(&home.stick())), (Ok(true), Ok(false)));
    logbook.append(&[entry(4)]).unwrap();
    drop(logbook);
    home.assert_followed(3);
    fs::write(home.path().join("mirrors"), b"garbage").unwrap();
    assert_eq!(home.notices(), [Notice::SecondsForgotten]);
}
