//! The damage matrix in a short form; the long one is `cargo run --release --example torture -- --cases N`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test stops at the first thing that is not as it should be"
)]

#[path = "../examples/torture/matrix.rs"]
mod matrix;

use matrix::{Plan, run, table};
use std::time::Duration;

/// Not a test: what the processes on the rack do, which are this program started again.
#[test]
fn child() {
    matrix::does_its_task();
}

#[test]
fn what_was_promised_is_there_or_named_whatever_happens() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        cases: 40,
        seed: 1,
        only: None,
        jobs: 2,
        sizes: [60, 300],
        limit: Duration::from_secs(180),
        args: &["child", "--exact", "--nocapture"],
        again: "cargo run --release --example torture --",
    };
    let tallies = run(&plan, folder.path());
    println!("{}", table(&tallies));
    if tallies.iter().any(|(_, it)| !it.is_well()) {
        panic!("homes are kept in {}", folder.keep().display());
    }
}
