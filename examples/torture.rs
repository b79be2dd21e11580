//! Tortures homes and looks whether anything that was promised is gone: `cargo run --release --example torture -- --cases N`.
//!
//! `--cases N` (default 1,000) kills, and power cuts, damages, full disks and jumping clocks in proportion; `--seed S` begins elsewhere;
//! `--only KIND` plays one kind, N cases of it; `--jobs N` so many at once (default: one a core); `--dir DIR` makes the homes there. The table
//! on stdout is markdown. The exit code is 1 if anything was found; each finding is told with the command that makes it again, and its home
//! is kept. How it works stands in `torture/matrix.rs`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::panic,
    reason = "a rack, not the program: it stops at what should not be"
)]

#[path = "torture/matrix.rs"]
mod matrix;

use clap::Parser;
use matrix::{Kind, Plan, run, table};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

#[derive(Parser)]
#[command(about = "Tortures homes and looks whether anything that was promised is gone")]
struct Args {
    /// How many kills; the other kinds in proportion
    #[arg(long, default_value_t = 1_000)]
    cases: u64,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only this kind: kill, power, damage, full, readonly, clock
    #[arg(long, value_parser = kind)]
    only: Option<Kind>,
    /// How many at once
    #[arg(long)]
    jobs: Option<usize>,
    /// Where the homes are made; a temporary folder otherwise
    #[arg(long)]
    dir: Option<PathBuf>,
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::ALL.into_iter().find(|it| it.to_string() == name).ok_or_else(|| "no such kind".to_owned())
}

fn main() -> ExitCode {
    if matrix::does_its_task() {
        return ExitCode::SUCCESS;
    }
    let args = Args::parse();
    let plan = Plan {
        cases: args.cases,
        seed: args.seed,
        only: args.only,
        jobs: args.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        sizes: [150, 1_200],
        limit: Duration::from_secs(60),
        args: &[],
        again: "cargo run --release --example torture --",
    };
    let dir = args.dir.unwrap_or_else(|| std::env::temp_dir().join(format!("yedeng-torture-{}", std::process::id())));
    let tallies = run(&plan, &dir);
    println!("{}", table(&tallies));
    if tallies.iter().all(|(_, it)| it.is_well()) {
        drop(std::fs::remove_dir_all(&dir));
        return ExitCode::SUCCESS;
    }
    println!("\nhomes of the findings: {}", dir.display());
    ExitCode::FAILURE
}
