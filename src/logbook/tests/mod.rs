//! The logbook as a whole: what is written comes back, whatever happens to the files in between.

mod checkpoint;
mod crash;
mod damage;
mod disk;
mod epoch;
mod erase;
mod heal;
mod home;
mod past;
mod patrol;
mod salvage;
mod second;
mod verify;
mod water;
mod witness;
mod writing;

use super::frame::{Frame, Parsed, SEGMENT_HEAD, parse};
use super::*;
use crate::campus::tests::{entries as arbitrary_entries, live};
use crate::campus::{
    Act, Campus, Entry, Founded, IncidentAct, IncidentOpened, SeatId, Severity, Stamp, StudentChange, StudentFacts, UserId,
};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LOGIN: &str = "zhang";
const PASS: &str = "夜灯";

struct Home {
    dir: tempfile::TempDir,
    /// The data keys, so that not every opening has to stretch the passphrase.
    keys: Option<DataKeys>,
}

impl Home {
    fn new() -> (Self, Logbook, RecoveryKey) {
        let mut home = Self { dir: tempfile::tempdir().unwrap(), keys: None };
        let (logbook, recovery, _) = Prepared::create(&home.path(), LOGIN, PASS, KdfCost::DEMO).unwrap();
        home.keys = Some(logbook.keys().clone());
        (home, logbook, recovery)
    }

    /// A closed home with so many entries: written once a test, for each entry goes to the disk by itself, and copied from then on.
    fn with(count: u64) -> Self {
        thread_local!(static WRITTEN: RefCell<BTreeMap<u64, Home>> = const { RefCell::new(BTreeMap::new()) });
        WRITTEN.with_borrow_mut(|written| {
            let write = || {
                let (home, mut logbook, _) = Self::new();
                (1..=count).for_each(|n| logbook.append(&[entry(n)]).unwrap());
                home
            };
            written.entry(count).or_insert_with(write).again()
        })
    }

    /// The same home again, to be damaged in another way.
    fn again(&self) -> Self {
        let home = Self { dir: tempfile::tempdir().unwrap(), keys: self.keys.clone() };
        copy_dir(&self.path(), &home.path());
        home
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn try_open(&self) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        self.open_at(&self.path())
    }

    /// Opens a home that has the keys of this one.
    fn open_at(&self, path: &Path) -> Result<(Logbook, Campus, Vec<Notice>), Fault> {
        let prepared = Prepared::begin(path)?;
        let unlocked = prepared.unlocked(self.keys.clone().unwrap());
        prepared.open(unlocked, &mut |_, _| {})
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
