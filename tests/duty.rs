//! `roster solve` as scripts meet it: the real binary, small instances, the contract's JSON and exit codes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Six nights at two sites, five people, one free night between two duties.
const SMALL: &str = "5 6 2 1 1 3\n\
    2026-09-01 0 2 0 0\n2026-09-02 0 2 0 0\n2026-09-03 0 2 0 0\n2026-09-04 0 2 0 0\n2026-09-05 1 3 1 0\n2026-09-06 1 3 1 0\n\
    F 0 2 0 E 0 1 L 0 A 3 W 1\nF 0 2 0 E 0 L A W\nM 1 2 -1 E 1 0 L 5 A W 4\nM 1 1 0 E 1 L A 2 W\nF 0 2 1 E 0 1 L A W\n";
/// Three nights at a site with two people who need two free nights between duties.
const IMPOSSIBLE: &str = "2 3 1 1 2 3\n2026-09-01 0 2 0 0\n2026-09-02 0 2 0 0\n2026-09-03 0 2 0 0\nF 0 2 0 E 0 L A W\nF 0 2 0 E 0 L A W\n";

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn with(instance: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("in.txt"), instance).expect("it is writable");
        Self { folder }
    }

    fn solve(&self, more: &[&str]) -> Output {
        let file = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.args(["--lang", "en", "roster", "solve"]).arg(file("in.txt")).arg(file("out.txt")).args(more);
        command.env("YEDENG_HOME", file("no-home")).output().expect("it runs")
    }

    fn roster(&self) -> String {
        fs::read_to_string(self.folder.path().join("out.txt")).expect("a roster was written")
    }
}

fn answer(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("not one JSON document: {output:?}"))
}

#[test]
fn a_small_roster_is_full_keeps_the_rules_and_is_the_seeds_own() {
    let bench = Bench::with(SMALL);
    let output = bench.solve(&["--json", "--iterations", "100000", "--seed", "4"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = answer(&output);
    assert_eq!((&said["hard"], &said["unfilled"]), (&json!(0), &json!([])));
    assert!(said["z"].is_number() && said["spread_units"].is_number() && said["seconds"].is_number());
    let roster = bench.roster();
    let duties: Vec<Vec<usize>> = roster.lines().map(|it| it.split(' ').map(|it| it.parse().expect("a number")).collect()).collect();
    let slots: Vec<(usize, usize)> = duties.iter().map(|it| (it[0], it[1])).collect();
    assert_eq!(slots, (0..6).flat_map(|day| [(day, 0), (day, 1)]).collect::<Vec<_>>());
    for (at, duty) in duties.iter().enumerate() {
        assert!(duties[at + 1..].iter().all(|it| it[2] != duty[2] || it[0] - duty[0] > 1), "{roster}");
        assert!(![vec![0, 0, 0], vec![0, 1, 0]].contains(duty), "on leave: {roster}");
    }
    bench.solve(&["--json", "--iterations", "100000", "--seed", "4"]);
    assert_eq!(bench.roster(), roster);
    assert!(!bench.folder.path().join("no-home").exists(), "it needs no desk");
}

#[test]
fn what_cannot_be_filled_is_told_with_its_cause() {
    let bench = Bench::with(IMPOSSIBLE);
    let output = bench.solve(&["--json", "--iterations", "20000"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = answer(&output);
    assert_eq!((&said["hard"], &said["unfilled"][0]["reasons"]), (&json!(1), &json!({ "rest": 2 })));
    assert_eq!(said["clash"], json!({ "days": [0, 1, 2], "sites": [0], "needed": 3, "possible": 2, "people": [0, 1], "rule": "rest" }));
    assert_eq!(bench.roster().lines().count(), 2);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(told.contains("2026-09-02, 2026-09-03") && told.contains("2 free nights"), "{told}");
}

#[test]
fn a_file_that_is_no_instance_is_refused_by_line_and_column() {
    let output = Bench::with(&SMALL.replace("M 1 1 0 E 1", "M 1 1 0 E 9")).solve(&["--json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let error = &answer(&output)["error"];
    assert_eq!((&error["code"], &error["line"], &error["column"]), (&json!("misread"), &json!(11), &json!(11)));
    let missing = Bench::with(SMALL);
    fs::remove_file(missing.folder.path().join("in.txt")).expect("it was there");
    assert_eq!(missing.solve(&["--json"]).status.code(), Some(3));
    assert_eq!(Bench::with(SMALL).solve(&["--seconds", "0"]).status.code(), Some(2));
}

#[test]
fn a_month_of_a_real_size_is_full_and_fair_within_a_unit() {
    let bench = Bench::with(include_str!("rosters/duty_month_tight_3.txt"));
    let output = bench.solve(&["--json", "--iterations", "2000000"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = answer(&output);
    assert_eq!(said["hard"], json!(0));
    assert!(said["spread_units"].as_f64().is_some_and(|it| it <= 1.0) && said["z"].as_f64().is_some_and(|it| it < 280.0), "{said}");
}
