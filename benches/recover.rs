//! How long a home takes to open whose database is gone, and one whose mirror is: either is built again from the other. Beside it what the disk
//! needs for as many bytes: a plain copy of the mirror, synced.
//!
//! `cargo bench --bench recover -- 500000` says with how many entries; making them takes longer than all the rest.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench that cannot begin has nothing to measure, and it speaks to whoever runs it"
)]

use std::fs::{self, File};
use std::path::Path;
use std::time::Instant;
use yedeng::campus::{Act, Campus, Entry, IncidentAct, SeatId, Seq, Stamp, UserId};
use yedeng::logbook::{KdfCost, Prepared};

/// As many as a large college writes in ten years.
const ENTRIES: u64 = 500_000;
const PASSPHRASE: &str = "bench";

fn entry(n: u64) -> Entry {
    let text = "已联系楼栋长，学生已回寝。".repeat(n as usize % 8 + 1);
    let act = Act::Incident(IncidentAct::Noted { incident: Seq(1), at: Stamp(0), text: text.into() });
    Entry { seq: Seq(n), at: Stamp(n as i64), by: UserId(1), seat: SeatId(1), act }
}

fn open(home: &Path, what: &str) {
    let begun = Instant::now();
    let prepared = Prepared::begin(home).expect("the home is free");
    let key = prepared.unlock("bench", PASSPHRASE).expect("the passphrase is right");
    let (logbook, _, notices) = prepared.open(key, &mut |_, _| {}).expect("one copy is whole");
    println!("{what}: {:.2} s, {} entries, {notices:?}", begun.elapsed().as_secs_f64(), logbook.head().seq);
}

/// Copies a directory file by file with a sync after each; gives the bytes.
fn copy_synced(from: &Path, to: &Path) -> u64 {
    fs::create_dir(to).expect("there is room");
    let copy = |path: &Path| {
        let target = to.join(path.file_name().expect("a file has a name"));
        let bytes = fs::copy(path, &target).expect("there is room");
        File::open(&target).and_then(|it| it.sync_all()).expect("the disk takes it");
        bytes
    };
    fs::read_dir(from).expect("it was made above").map(|it| copy(&it.expect("it can be listed").path())).sum()
}

fn main() {
    // `cargo bench` passes arguments of its own.
    let count = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(ENTRIES);
    let dir = tempfile::tempdir().expect("there is room");
    let home = dir.path().join("home");
    let (mut logbook, _) = Prepared::create(&home, "bench", PASSPHRASE, KdfCost::DEMO).expect("the place is free");
    for first in (1..=count).step_by(1_000) {
        let entries: Vec<_> = (first..=count.min(first + 999)).map(entry).collect();
        logbook.append(&entries).expect("the disk takes it");
    }
    let mut campus = Campus::default();
    campus.apply(&entry(count));
    logbook.checkpoint(&mut campus).expect("the disk takes it");
    drop(logbook);
    open(&home, "nothing to heal");
    let begun = Instant::now();
    let bytes = copy_synced(&home.join("mirror"), &dir.path().join("copy"));
    println!("copying {} MB and syncing: {:.2} s", bytes >> 20, begun.elapsed().as_secs_f64());
    fs::remove_dir_all(home.join("mirror")).expect("it is there");
    open(&home, "mirror from database");
    fs::remove_dir_all(home.join("db")).expect("it is there");
    open(&home, "database from mirror, and all entries replayed");
}
