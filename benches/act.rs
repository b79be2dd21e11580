//! How long one act takes until it is durable, beside what the disk takes for the least that could be done; and opening a large home.
//!
//! Compare within one run only: absolute times are those of the machine.

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::Bencher;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use yedeng::campus::{
    Act, Campus, Category, Concern, Entry, Founded, Import, IncidentAct, IncidentOpened, PersonAct, SeatId, Seq, Severity, Stamp,
    StudentChange, StudentFacts, StudentId, TalkAct, TalkLogged, Topic, UserId, Visibility, Way,
};
use yedeng::desk::Pace;
use yedeng::logbook::{KdfCost, Logbook, Patrol, Prepared, Reader, Unlocked, Walked};

fn main() {
    divan::main();
    // Statics are not dropped.
    let _ = std::fs::remove_dir_all(large_path());
}

/// On the disk that is measured, not in memory as `/tmp` may be.
const DIR: &str = env!("CARGO_TARGET_TMPDIR");

fn large_path() -> PathBuf {
    Path::new(DIR).join("yedeng-bench-100k")
}

const LOGIN: &str = "bench";
const PASS: &str = "bench";
const STUDENTS: usize = 13_000;
const ENTRIES: u64 = 100_000;

fn student(n: usize) -> StudentChange {
    let after = StudentFacts {
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        ..StudentFacts::new(format!("2023{n:08}"), "欧阳娜娜")
    };
    StudentChange { before: None, after }
}

fn entry(n: u64) -> Entry {
    let text = "与室友矛盾，睡不好，已约周五再谈。".repeat(n as usize % 7 + 1);
    let who = StudentId(n as u32 % STUDENTS as u32);
    let act = match n {
        1 => Act::Founded(Founded { college: "学院".into(), zone: "Asia/Shanghai".into(), room_template: "{building}#{room}".into() }),
        2 => Act::Person(PersonAct::Imported(Import { students: (0..STUDENTS).map(student).collect(), ..Import::default() })),
        n if n % 10 == 0 => Act::Incident(IncidentAct::Opened(IncidentOpened {
            severity: Severity::Ordinary,
            category: Category::Facility,
            happened: Stamp(0),
            place: None,
            students: [who].into_iter().collect(),
            tags: Vec::new(),
            text: text.into(),
        })),
        n if n % 10 == 1 => Act::Incident(IncidentAct::Noted { incident: Seq(n - 1), at: Stamp(0), text: text.into() }),
        _ => Act::Talk(TalkAct::Logged(TalkLogged {
            students: [who].into_iter().collect(),
            held: Stamp(0),
            topic: Topic::Psych,
            way: Way::InPerson,
            place: None,
            level: Some(Concern::Yellow),
            followup: None,
            visibility: Visibility::Normal,
            answers: None,
            tags: vec!["失眠".into()],
            text: text.into(),
            levels_before: [(Concern::None, None)].into_iter().collect(),
        })),
    };
    Entry { seq: Seq(n), at: Stamp(n as i64 * 1000), by: UserId(1), seat: SeatId(0), act }
}

fn empty() -> (TempDir, Logbook) {
    let dir = tempfile::tempdir_in(DIR).unwrap();
    let logbook = begun(&dir.path().join("home"));
    (dir, logbook)
}

fn begun(home: &Path) -> Logbook {
    let (mut logbook, ..) = Prepared::create(home, LOGIN, PASS, KdfCost::DEMO).unwrap();
    logbook.append(&[entry(1), entry(2)]).unwrap();
    logbook
}

/// A home with a hundred thousand entries and a checkpoint.
static LARGE: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = large_path();
    let _ = std::fs::remove_dir_all(&home);
    let mut logbook = begun(&home);
    let mut campus = Campus::default();
    (1..=2).for_each(|n| campus.apply(&entry(n)));
    let all: Vec<u64> = (3..=ENTRIES).collect();
    for many in all.chunks(500) {
        let many: Vec<Entry> = many.iter().map(|n| entry(*n)).collect();
        logbook.append(&many).unwrap();
        many.iter().for_each(|it| campus.apply(it));
        if many[0].seq.0 % 20_000 < 500 {
            logbook.checkpoint(&mut campus).unwrap();
        }
    }
    logbook.checkpoint(&mut campus).unwrap();
    home
});

fn prepared() -> (Prepared, Unlocked) {
    let prepared = Prepared::begin(&LARGE).unwrap();
    let key = prepared.unlock(LOGIN, PASS).unwrap();
    (prepared, key)
}

fn open() -> (Logbook, Campus) {
    let (prepared, key) = prepared();
    let (logbook, campus, notices) = prepared.open(key, &mut |_, _| {}).unwrap();
    assert_eq!(notices, []);
    (logbook, campus)
}

/// The least that could be done: 4 KiB appended to a file, and its data synced.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn raw_append_4k_and_fdatasync(bencher: Bencher<'_, '_>) {
    let dir = tempfile::tempdir_in(DIR).unwrap();
    let mut file = File::create(dir.path().join("raw")).unwrap();
    let bytes = [7; 4096];
    bencher.bench_local(|| {
        file.write_all(&bytes).unwrap();
        file.sync_data().unwrap();
    });
}

/// One act until it is durable in the mirror and findable in sled.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn one_act(bencher: Bencher<'_, '_>) {
    let (_dir, mut logbook) = empty();
    bencher.with_inputs(|| ()).bench_local_values(|()| {
        let n = logbook.next_seq().0;
        logbook.append(&[entry(n)]).unwrap();
    });
}

/// The same while both copies are being looked through as at a desk, where it would stop for half a second after each act besides.
#[divan::bench(sample_count = 500, sample_size = 1)]
fn one_act_during_a_round(bencher: Bencher<'_, '_>) {
    let (_dir, mut logbook) = empty();
    let many: Vec<Entry> = (3..5_000).map(entry).collect();
    many.chunks(500).for_each(|it| logbook.append(it).unwrap());
    let (reader, over) = (logbook.reader(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                go_round(&reader, &over, Pace::STEADY.breath);
            }
        });
        bencher.bench_local(|| {
            let n = logbook.next_seq().0;
            logbook.append(&[entry(n)]).unwrap();
        });
        over.store(true, Ordering::Relaxed);
    });
}

fn go_round(reader: &Reader, over: &AtomicBool, breath: Duration) {
    let mut patrol = Patrol::begin(reader).unwrap();
    while !over.load(Ordering::Relaxed) {
        match patrol.step(reader).unwrap() {
            Walked::On => std::thread::sleep(breath),
            Walked::Done(bad) => return assert_eq!(bad, []),
        }
    }
}

/// A hundred acts in one write.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn hundred_acts(bencher: Bencher<'_, '_>) {
    let (_dir, mut logbook) = empty();
    bencher.bench_local(|| {
        let n = logbook.next_seq().0;
        let many: Vec<Entry> = (n..n + 100).map(entry).collect();
        logbook.append(&many).unwrap();
    });
}

/// The first checkpoint of 13,000 students.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn checkpoint_of_everything(bencher: Bencher<'_, '_>) {
    let input = || {
        let (dir, logbook) = empty();
        let mut campus = Campus::default();
        (1..=2).for_each(|n| campus.apply(&entry(n)));
        (dir, logbook, campus)
    };
    bencher.with_inputs(input).bench_local_refs(|(_, logbook, campus)| logbook.checkpoint(campus).unwrap());
}

/// A checkpoint after a hundred acts.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn checkpoint_after_a_hundred_acts(bencher: Bencher<'_, '_>) {
    let (_dir, logbook) = empty();
    let mut campus = Campus::default();
    (1..=2).for_each(|n| campus.apply(&entry(n)));
    let both = std::cell::RefCell::new((logbook, campus));
    let input = || {
        let (logbook, campus) = &mut *both.borrow_mut();
        let n = logbook.next_seq().0;
        let many: Vec<Entry> = (n..n + 100).map(entry).collect();
        logbook.append(&many).unwrap();
        many.iter().for_each(|it| campus.apply(it));
    };
    bencher.with_inputs(input).bench_local_values(|()| {
        let (logbook, campus) = &mut *both.borrow_mut();
        logbook.checkpoint(campus).unwrap();
    });
}

/// Lock, keyring and sled's own opening: what runs while the passphrase is typed. Measured to the end, as nobody types here.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_100k_from_cold(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    bencher.bench_local(open);
}

/// From the passphrase to the campus, with sled open already.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_100k_after_the_passphrase(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    let typed = || {
        let both = prepared();
        std::thread::sleep(std::time::Duration::from_millis(600));
        both
    };
    bencher.with_inputs(typed).bench_local_values(|(prepared, key)| prepared.open(key, &mut |_, _| {}).unwrap());
}

/// Every entry in both copies, and the campus replayed.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn verify_100k(bencher: Bencher<'_, '_>) {
    let (logbook, campus) = open();
    bencher.bench_local(|| {
        let (report, replayed) = logbook.reader().verify(&mut |_, _| {}).unwrap();
        assert!(report.ok() && replayed == campus);
    });
}

/// Both copies looked through in small steps, with no breath between them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn round_100k(bencher: Bencher<'_, '_>) {
    let (logbook, _) = open();
    let reader = logbook.reader();
    bencher.bench_local(|| go_round(&reader, &AtomicBool::new(false), Duration::ZERO));
}

/// One entry by its number.
#[divan::bench]
fn read_one(bencher: Bencher<'_, '_>) {
    let (logbook, _) = open();
    let reader = logbook.reader();
    let mut n = 0;
    bencher.bench_local(|| {
        n = n * 7 % (ENTRIES - 7) + 3;
        reader.entry(Seq(n)).unwrap()
    });
}
