//! The logbook as a whole: what is written comes back, whatever happens to the files in between.

use super::frame::{Frame, Parsed, SEGMENT_HEAD, parse};
use super::*;
use crate::campus::tests::{entries as arbitrary_entries, live};
use crate::campus::{
    Act, Campus, Entry, Founded, IncidentAct, IncidentOpened, SeatId, Severity, Stamp, StudentChange, StudentFacts, UserId,
};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

mod disk;
mod second;
mod witness;

const LOGIN: &str = "zhang";
const PASS: &str = "夜灯";

struct Home {
    dir: tempfile::TempDir,
    /// The data key, so that not every opening has to stretch the passphrase.
    key: [u8; 32],
}

impl Home {
    fn new() -> (Self, Logbook, RecoveryKey) {
        let mut home = Self { dir: tempfile::tempdir().unwrap(), key: [0; 32] };
        let (logbook, recovery) = Prepared::create(&home.path(), LOGIN, PASS, KdfCost::DEMO).unwrap();
        home.key = logbook.key();
        (home, logbook, recovery)
    }

    /// A closed home with so many entries.
    fn with(count: u64) -> Self {
        let (home, mut logbook, _) = Self::new();
        (1..=count).for_each(|n| logbook.append(&[entry(n)]).unwrap());
        home
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn try_open(&self) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        Prepared::begin(&self.path())?.open(DataKey(self.key), &mut |_, _| {})
    }

    fn open(&self) -> (Logbook, Campus, Vec<Notice>) {
        self.try_open().unwrap()
    }

    fn mirror(&self) -> PathBuf {
        self.path().join("mirror").join("00000001.log")
    }

    fn db(&self) -> PathBuf {
        self.path().join("db")
    }

    /// The places of the frames in the first segment.
    fn frames(&self) -> Vec<std::ops::Range<usize>> {
        Self::frames_in(&self.mirror())
    }

    fn frames_in(path: &Path) -> Vec<std::ops::Range<usize>> {
        let bytes = fs::read(path).unwrap();
        let (mut at, mut found) = (SEGMENT_HEAD, Vec::new());
        while let Parsed::Frame(_, length) = parse(&bytes[at..]) {
            found.push(at..at + length);
            at += length;
        }
        found
    }
}

fn note(text: &str) -> Act {
    Act::Incident(IncidentAct::Noted { incident: Seq(1), at: Stamp(5), text: text.into() })
}

/// The first entry founds the college, the second opens an incident, all others note something of varying length.
fn entry(n: u64) -> Entry {
    let act = match n {
        1 => Act::Founded(Founded { college: "学院".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into() }),
        2 => Act::Incident(IncidentAct::Opened(IncidentOpened {
            severity: Severity::Ordinary,
            category: crate::campus::Category::Facility,
            happened: Stamp(0),
            place: None,
            students: smallvec::SmallVec::new(),
            tags: Vec::new(),
            text: "走廊灯不亮".into(),
        })),
        n => Act::Incident(IncidentAct::Noted { incident: Seq(2), at: Stamp(5), text: "已报修。".repeat(n as usize % 40 + 1).into() }),
    };
    Entry { seq: Seq(n), at: Stamp(n as i64 * 1000), by: UserId(1), seat: SeatId(2), act }
}

fn lived(count: u64) -> Campus {
    let mut campus = Campus::default();
    (1..=count).for_each(|n| campus.apply(&entry(n)));
    campus
}

/// All entries up to `count` are there and right, and no more; and both copies agree.
fn assert_whole(logbook: &Logbook, campus: &Campus, count: u64) {
    let reader = logbook.reader();
    assert_eq!(logbook.head().seq, Seq(count));
    for n in 1..=count {
        assert_eq!(reader.entry(Seq(n)).unwrap(), Some(entry(n)));
    }
    let all: Vec<Entry> = reader.entries(Seq(0)..=Seq(u64::MAX)).map(Result::unwrap).collect();
    assert_eq!(all, (1..=count).map(entry).collect::<Vec<_>>());
    assert_eq!(reader.entry(Seq(count + 1)), Ok(None));
    assert_eq!(campus, &lived(count));
    let (report, replayed) = reader.verify(&mut |_, _| {}).unwrap();
    assert_eq!((report.problems, report.entries, report.head), (Vec::new(), count, logbook.head()));
    assert_eq!(&replayed, campus);
}

#[test]
fn what_is_written_comes_back() {
    let (home, mut logbook, _) = Home::new();
    assert_eq!((logbook.next_seq(), logbook.head()), (Seq(1), Head::default()));
    logbook.append(&[]).unwrap();
    logbook.append(&[entry(1)]).unwrap();
    logbook.append(&(2..=30).map(entry).collect::<Vec<_>>()).unwrap();
    assert_whole(&logbook, &lived(30), 30);
    let head = logbook.head();
    drop(logbook);
    for _ in 0..3 {
        let (logbook, campus, notices) = home.open();
        assert_eq!((logbook.head(), logbook.next_seq()), (head, Seq(31)));
        assert_eq!(notices, [Notice::CampusReplayed { entries: 30 }], "there was no checkpoint");
        assert_whole(&logbook, &campus, 30);
    }
}

#[test]
fn headers_say_everything_but_the_words() {
    let home = Home::with(20);
    let (logbook, ..) = home.open();
    let reader = logbook.reader();
    let headers = reader.headers(Seq(0), 100).unwrap();
    assert_eq!(headers.len(), 20);
    for (n, header) in (1..).zip(&headers) {
        let entry = entry(n);
        assert_eq!((header.seq, header.at, header.by, header.seat), (entry.seq, entry.at, entry.by, entry.seat));
        assert_eq!((&*header.kind, &header.subjects), (entry.act.kind(), &entry.act.subjects()));
        assert_eq!(reader.header(Seq(n)).unwrap().as_ref(), Some(header));
    }
    assert!(headers.windows(2).all(|two| two[1].prev == two[0].hash));
    assert_eq!(headers[19].hash, logbook.head().hash);
    assert_eq!(reader.headers(Seq(5), 3).unwrap(), headers[4..7]);
    assert_eq!(reader.headers(Seq(21), 3).unwrap(), []);
    assert_eq!(reader.headers(Seq(u64::MAX), usize::MAX).unwrap(), []);
}

#[test]
fn entries_must_follow_one_another() {
    let home = Home::with(3);
    let (mut logbook, campus, _) = home.open();
    for wrong in [3, 5] {
        let refused = logbook.append(&[entry(wrong)]);
        assert_eq!(refused, Err(Fault::OutOfOrder { expected: Seq(4), got: Seq(wrong) }));
    }
    assert_eq!(logbook.append(&[entry(4), entry(6)]), Err(Fault::OutOfOrder { expected: Seq(5), got: Seq(6) }));
    assert_whole(&logbook, &campus, 3);
    logbook.append(&[entry(4)]).unwrap();
    assert_whole(&logbook, &lived(4), 4);
}

#[test]
fn a_large_roster_is_kept_in_small_records() {
    let (home, mut logbook, _) = Home::new();
    let facts = |n: usize| StudentFacts {
        no: format!("2023{n:08}").into(),
        name: "欧阳娜娜".into(),
        sex: None,
        class: None,
        department: None,
        bed: None,
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        more: Vec::new(),
        left: false,
    };
    let students = (0..13_000).map(|n| StudentChange { before: None, after: facts(n) }).collect();
    let import = crate::campus::Import { students, ..Default::default() };
    let big = Entry { act: Act::Person(crate::campus::PersonAct::Imported(import)), ..entry(1) };
    logbook.append(std::slice::from_ref(&big)).unwrap();
    let mut campus = Campus::default();
    campus.apply(&big);
    logbook.checkpoint(&mut campus).unwrap();
    drop(logbook);
    assert_eq!(fs::read_dir(home.db().join("blobs")).unwrap().count(), 0, "sled made blob files");
    let (logbook, loaded, notices) = home.open();
    assert_eq!((notices, &loaded), (Vec::new(), &campus));
    assert_eq!(logbook.reader().entry(Seq(1)), Ok(Some(big)));
    assert!(logbook.reader().verify(&mut |_, _| {}).unwrap().0.ok());
}

#[test]
fn a_checkpoint_spares_the_replay_and_only_dirty_pages_are_written() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = Campus::default();
    for n in 1..=40 {
        logbook.append(&[entry(n)]).unwrap();
        campus.apply(&entry(n));
        if n % 10 == 0 {
            logbook.checkpoint(&mut campus).unwrap();
        }
    }
    assert!(Checkpoint::take(&mut campus).is_empty());
    (41..=45).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    drop(logbook);
    let (mut logbook, mut campus, notices) = home.open();
    assert_eq!(notices, []);
    assert_whole(&logbook, &campus, 45);
    let checkpoint = Checkpoint::take(&mut campus);
    assert_eq!((checkpoint.len(), checkpoint.applied()), (1, Seq(45)), "only the incident changed since");
    logbook.write_checkpoint(checkpoint).unwrap();
    drop(logbook);
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 45);
}

#[test]
fn a_checkpoint_may_lag_behind_the_logbook_but_not_run_ahead() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = lived(2);
    assert!(matches!(logbook.checkpoint(&mut campus), Err(Fault::OutOfOrder { .. })));
    (1..=5).for_each(|n| logbook.append(&[entry(n)]).unwrap());
    // The pages that were refused are not lost: nothing of the campus is dirty any more.
    assert!(campus.take_dirty().is_empty());
    logbook.checkpoint(&mut campus).unwrap();
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, []);
    assert_whole(&logbook, &campus, 5);
}

#[test]
fn a_damaged_checkpoint_is_thrown_away_and_replaced() {
    let checkpointed = || {
        let home = Home::with(8);
        let (mut logbook, mut campus, _) = home.open();
        logbook.checkpoint(&mut campus).unwrap();
        (home, logbook)
    };
    let damages: [fn(&Logbook); 5] = [
        |it| it.shared().store.forge_page(&[0, 0, 0, 0, 0, 0, 0], None),
        |it| it.shared().store.forge_page(&[12, 0, 0, 0, 0, 0, 1], Some(b"one piece too many")),
        |it| it.shared().store.forge_page(&[12, 0, 0, 0, 0, 0, 0], Some(b"garbage")),
        |it| it.shared().store.forge_page(&[0xFF], Some(b"garbage")),
        |it| it.shared().store.forge_page(&[0xFF], None),
    ];
    for damage in damages {
        let (home, logbook) = checkpointed();
        damage(&logbook);
        drop(logbook);
        let (mut logbook, mut campus, notices) = home.open();
        assert_eq!(notices, [Notice::CampusReplayed { entries: 8 }]);
        assert_whole(&logbook, &campus, 8);
        logbook.checkpoint(&mut campus).unwrap();
        drop(logbook);
        let (logbook, campus, notices) = home.open();
        assert_eq!(notices, [], "the new checkpoint is good");
        assert_whole(&logbook, &campus, 8);
    }
}

#[test]
fn an_old_page_put_back_is_noticed() {
    let (home, mut logbook, _) = Home::new();
    let mut campus = Campus::default();
    let page = |logbook: &Logbook| logbook.shared().store.pages().unwrap().into_iter().find(|(key, _)| key[0] == 12).unwrap();
    for n in 1..=4 {
        logbook.append(&[entry(n)]).unwrap();
        campus.apply(&entry(n));
    }
    logbook.checkpoint(&mut campus).unwrap();
    let (key, old) = page(&logbook);
    logbook.append(&[entry(5)]).unwrap();
    campus.apply(&entry(5));
    logbook.checkpoint(&mut campus).unwrap();
    logbook.shared().store.forge_page(&key, Some(&old));
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices, [Notice::CampusReplayed { entries: 5 }]);
    assert_whole(&logbook, &campus, 5);
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
        let (logbook, campus, _) = home.open();
        assert_whole(&logbook, &campus, 2);
    }
    // The disk may write the later part of a write and not the earlier.
    let mut holed = good.clone();
    holed[frames[2].start..frames[2].start + 20].fill(0);
    fs::remove_dir_all(home.db()).unwrap();
    fs::write(home.mirror(), holed).unwrap();
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

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(file.file_name());
        if file.path().is_dir() {
            copy_dir(&file.path(), &target);
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
}

#[test]
fn a_lost_database_is_built_again_from_the_mirror() {
    let home = Home::with(700);
    fs::remove_dir_all(home.db()).unwrap();
    let mut told = Vec::new();
    let prepared = Prepared::begin(&home.path()).unwrap();
    let key = prepared.unlock(LOGIN, PASS).unwrap();
    let (logbook, campus, notices) = prepared.open(key, &mut |done, all| told.push((done, all))).unwrap();
    assert_eq!(notices, [Notice::StoreRebuilt { entries: 700, aside: None }, Notice::CampusReplayed { entries: 700 }]);
    assert_eq!(told, [(512, 700)]);
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
    (20..60).for_each(|n| logbook.shared().store.forge_header(Seq(n), None));
    drop(logbook);
    let (logbook, campus, notices) = home.open();
    assert!(matches!(notices[0], Notice::StoreRebuilt { entries: 100, aside: Some(_) }));
    assert_whole(&logbook, &campus, 100);
}

#[test]
fn half_a_snapshot_of_sled_is_no_obstacle() {
    let home = Home::with(10);
    fs::write(home.db().join("snap.0000000000000000.generating"), b"half").unwrap();
    let (logbook, campus, _) = home.open();
    assert_whole(&logbook, &campus, 10);
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
fn a_mirror_half_built_when_the_power_went_is_built_anew() {
    let home = Home::with(12);
    fs::rename(home.path().join("mirror"), home.path().join("mirror.new")).unwrap();
    let (logbook, campus, notices) = home.open();
    assert_eq!(notices[0], Notice::MirrorRebuilt { entries: 12, aside: None });
    assert_whole(&logbook, &campus, 12);
}

#[test]
fn what_neither_copy_has_is_not_passed_over_in_silence() {
    // The database is gone and the mirror is broken in the middle.
    let home = Home::with(20);
    let mut bytes = fs::read(home.mirror()).unwrap();
    bytes[home.frames()[9].start + 45] ^= 1;
    fs::write(home.mirror(), &bytes).unwrap();
    let away = home.dir.path().join("db");
    fs::rename(home.db(), &away).unwrap();
    assert_eq!(home.try_open().map(drop), Err(Fault::Damaged { part: Part::Mirror, seq: Some(Seq(10)) }));
    assert_eq!(fs::read(home.mirror()).unwrap(), bytes, "nothing was touched");
    // With the database back, everything is there.
    fs::remove_dir_all(home.db()).unwrap();
    fs::rename(away, home.db()).unwrap();
    let (logbook, campus, _) = home.open();
    assert_eq!(campus, lived(20));
    assert_eq!(logbook.reader().entry(Seq(10)), Ok(Some(entry(10))));
    let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
    assert_eq!(report.problems, [Problem { seq: Seq(10), what: Wrong::MissingInMirror }]);
    assert_eq!(replayed, campus);
    // With both copies gone there is nothing to open.
    drop(logbook);
    fs::remove_dir_all(home.db()).unwrap();
    fs::remove_dir_all(home.path().join("mirror")).unwrap();
    assert!(matches!(home.try_open().map(drop), Err(Fault::Damaged { part: Part::Mirror, .. })));
}

#[test]
fn a_record_taken_out_or_changed_in_the_database_is_read_from_the_mirror_and_reported() {
    let home = Home::with(10);
    let (logbook, campus, _) = home.open();
    let store = &logbook.shared().store;
    let mut flipped = store.header(Seq(4)).unwrap().unwrap().to_vec();
    flipped[40] ^= 2;
    store.forge_header(Seq(4), Some(&flipped));
    store.forge_header(Seq(6), None);
    let eight = store.header(Seq(8)).unwrap().unwrap();
    store.forge_header(Seq(7), Some(&eight));
    store.forge_body(Seq(9), b"not a body");
    let reader = logbook.reader();
    for n in 1..=10 {
        assert_eq!(reader.entry(Seq(n)).unwrap(), Some(entry(n)));
        assert_eq!(reader.header(Seq(n)).unwrap().unwrap().seq, Seq(n));
    }
    assert_eq!(reader.headers(Seq(1), 10).unwrap().len(), 10);
    assert_eq!(reader.entries(Seq(1)..=Seq(10)).collect::<Result<Vec<_>, _>>().unwrap(), (1..=10).map(entry).collect::<Vec<_>>());
    let (report, replayed) = reader.verify(&mut |_, _| {}).unwrap();
    let found: Vec<_> = report.problems.iter().map(|it| (it.seq.0, it.what)).collect();
    let changed = |n| [(n, Wrong::CopiesDiffer), (n, Wrong::Seal)];
    assert_eq!(found, [&changed(4)[..], &[(6, Wrong::MissingInStore)], &changed(7), &changed(9)].concat());
    assert!(!report.ok());
    assert_eq!(replayed, campus);
}

#[test]
fn every_flipped_bit_of_the_mirror_is_reported_and_never_read_as_something_else() {
    let home = Home::with(4);
    let good = fs::read(home.mirror()).unwrap();
    let frame = home.frames()[1].clone();
    let (logbook, ..) = home.open();
    let reader = logbook.reader();
    for at in frame {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(home.mirror(), bad).unwrap();
        let (report, campus) = reader.verify(&mut |_, _| {}).unwrap();
        assert_eq!(report.problems, [Problem { seq: Seq(2), what: Wrong::MissingInMirror }], "byte {at}");
        assert_eq!(campus, lived(4));
    }
}

#[test]
fn frames_exchanged_in_the_mirror_are_reported() {
    let home = Home::with(6);
    let (logbook, ..) = home.open();
    let good = fs::read(home.mirror()).unwrap();
    let places = home.frames();
    let of = |n: usize| match parse(&good[places[n].clone()]) {
        Parsed::Frame(frame, _) => frame,
        other => panic!("{other:?}"),
    };
    // Entry 4 written where 3 was, with a right checksum and number: only the seal knows.
    let mut forged = good[..places[2].start].to_vec();
    Frame { seq: 3, ..of(3) }.write(&mut forged);
    (3..6).for_each(|n| of(n).write(&mut forged));
    fs::write(home.mirror(), forged).unwrap();
    let (report, campus) = logbook.reader().verify(&mut |_, _| {}).unwrap();
    let found: Vec<_> = report.problems.iter().map(|it| (it.seq.0, it.what)).collect();
    assert_eq!(found, [(3, Wrong::CopiesDiffer), (3, Wrong::Seal)]);
    assert_eq!(campus, lived(6));
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
    let (mut other, ..) = Prepared::begin(&twin).unwrap().open(DataKey(home.key), &mut |_, _| {}).unwrap();
    (4..=6).for_each(|n| other.append(&[Entry { act: note("another past"), ..entry(n) }]).unwrap());
    drop(other);
    fs::copy(twin.join("mirror").join("00000001.log"), home.mirror()).unwrap();
    let (logbook, campus, notices) = home.open();
    assert!(matches!(notices[0], Notice::MirrorRebuilt { aside: Some(_), .. }));
    assert_whole(&logbook, &campus, 6);
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
    // One that is missing between others while the database is gone cannot be had again.
    fs::remove_dir_all(home.path().join("mirror")).unwrap();
    fs::rename(home.path().join("mirror.broken-1"), home.path().join("mirror")).unwrap();
    fs::remove_dir_all(home.db()).unwrap();
    assert!(matches!(home.try_open().map(drop), Err(Fault::Damaged { part: Part::Mirror, seq: Some(_) })));
}

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
    for lost in [None, Some("?"), Some("yedeng x"), Some("")] {
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

#[test]
fn nothing_can_be_read_without_the_key() {
    let (home, mut logbook, _) = Home::new();
    let secret = "绝密的话";
    logbook.append(&[Entry { act: note(secret), ..entry(1) }]).unwrap();
    logbook.checkpoint(&mut lived(1)).unwrap();
    logbook.drafts().save("talk", secret.as_bytes()).unwrap();
    drop(logbook);
    let mut stack = vec![home.path()];
    while let Some(path) = stack.pop() {
        if path.is_dir() {
            stack.extend(fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        for clear in [secret, "学院", LOGIN, PASS, "incident.noted"] {
            assert!(memchr::memmem::find(&bytes, clear.as_bytes()).is_none(), "{clear} stands in {}", path.display());
        }
    }
}

#[test]
fn drafts_outlive_the_program() {
    let (home, logbook, _) = Home::new();
    logbook.drafts().save("talk", b"half a line").unwrap();
    drop(logbook);
    assert_eq!(home.open().0.drafts().load("talk"), Ok(Some(b"half a line".to_vec())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn replaying_the_logbook_gives_the_campus_that_was_lived(entries in arbitrary_entries(0..40), groups in proptest::collection::vec((1usize..6, any::<bool>(), any::<bool>()), 1..12)) {
        let (lived, mut campus) = live(entries);
        let (home, mut logbook, _) = Home::new();
        let mut running = Campus::default();
        let mut rest = &lived[..];
        for (size, checkpoint, reopen) in groups.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (now, later) = rest.split_at(size.min(rest.len()));
            logbook.append(now).unwrap();
            now.iter().for_each(|it| running.apply(it));
            rest = later;
            if checkpoint {
                logbook.checkpoint(&mut running).unwrap();
            }
            if reopen {
                drop(logbook);
                (logbook, running, _) = home.open();
            }
        }
        let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
        prop_assert!(report.ok());
        prop_assert_eq!(&replayed, &campus);
        drop(logbook);
        let (_, loaded, _) = home.open();
        prop_assert_eq!(&loaded, &campus);
        let _ = campus.take_dirty();
    }

    #[test]
    fn no_noise_in_the_mirror_makes_it_panic_or_invent(noise in proptest::collection::vec(any::<u8>(), 0..300), at in 0usize..4000) {
        let home = Home::with(6);
        let mut bytes = fs::read(home.mirror()).unwrap();
        let at = at.min(home.frames().last().unwrap().end);
        bytes.splice(at..(at + noise.len()).min(bytes.len()), noise);
        fs::write(home.mirror(), bytes).unwrap();
        if let Ok((_, campus, _)) = home.try_open() {
            prop_assert_eq!(campus, lived(6));
        }
    }
}
