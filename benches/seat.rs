//! The whole program as its user meets it: the real binary on a pseudo terminal, over a college of the size the plan names.
//!
//! `cargo bench --bench seat` prints medians and p99. `YEDENG_BENCH_HOME` names a folder that keeps the college between runs.
//! A raw append with fdatasync is timed in the same run, to compare with.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark says what it measured and stops at the first fault")]

#[allow(dead_code, unreachable_pub, reason = "the tests use what the bench does not")]
#[path = "../tests/pty/terminal.rs"]
mod terminal;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use terminal::Terminal;

const SIZE: (u16, u16) = (120, 36);
/// How a frame ends: the end of a synchronized update.
const FRAME_END: &[u8] = b"\x1b[?2026l";
/// Between two keys; frames are drawn no closer than 10 ms, and a person's keys come slower still.
const BETWEEN_KEYS: Duration = Duration::from_millis(12);

fn main() {
    let binary = env!("CARGO_BIN_EXE_yedeng");
    let keep = std::env::var_os("YEDENG_BENCH_HOME").map(PathBuf::from);
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let root = keep.unwrap_or_else(|| scratch.path().to_owned());
    let desk = root.join("desk");
    let secret = root.join("passphrase");
    std::fs::create_dir_all(&root).expect("the folder can be made");
    std::fs::write(&secret, "yedeng-demo\n").expect("the passphrase file can be written");
    if !desk.exists() {
        let begun = Instant::now();
        let sizes = ["--students", "10000", "--talks", "100000", "--incidents", "20000"];
        let made =
            Command::new(binary).args(["demo", "--no-screen"]).args(sizes).arg("--home").arg(&desk).output().expect("the program runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        println!("college of 10,000 students, 100,000 talks, 20,000 incidents made in {:.1} s", begun.elapsed().as_secs_f64());
    }
    // What an earlier run left half typed would be taken up again.
    drop(std::fs::remove_dir_all(desk.join("drafts")));
    let environment = [("YEDENG_USER", "zhang"), ("YEDENG_PASSPHRASE_FILE", secret.to_str().expect("a plain path"))];

    let mut openings = Vec::new();
    for _ in 0..15 {
        let begun = Instant::now();
        let seat = Terminal::start(&root, &[], &environment, SIZE);
        seat.frame(0, FRAME_END);
        openings.push(begun.elapsed());
        seat.signal("TERM");
        seat.end();
    }
    report("exec to first full frame", &mut openings);

    let mut openings = Vec::new();
    for _ in 0..10 {
        let mut seat = Terminal::start(&root, &["--user", "zhang"], &[], SIZE);
        seat.see("口令");
        // As long as quick fingers need.
        std::thread::sleep(Duration::from_millis(1_500));
        seat.keys("yedeng-demo");
        std::thread::sleep(Duration::from_millis(100));
        let begun = Instant::now();
        seat.keys("\r");
        seat.see("宿舍");
        openings.push(begun.elapsed());
        seat.signal("TERM");
        seat.end();
    }
    report("passphrase to first full frame", &mut openings);

    let mut seat = Terminal::start(&root, &[], &environment, SIZE);
    seat.frame(0, FRAME_END);
    report("key to frame: moving about", &mut press(&mut seat, &"jjjjkkkkllllhhhh\t".repeat(40)));
    seat.keys("1w1");
    seat.see("应到");
    // No more rooms than the demo's round has left: a key after its end changes nothing, and would take the time of whatever comes next.
    report("key to frame: walking a round", &mut press(&mut seat, &"  2   fl  1l  ".repeat(2)));
    seat.keys("\u{1b}");
    seat.see("宿舍");
    seat.keys("t");
    seat.see("记谈话");
    report("key to frame: typing a talk", &mut press(&mut seat, "zs 心理 与室友矛盾,睡不好,近两周情绪低落 #失眠 !2 >3d @412 "));
    let begun = Instant::now();
    seat.keys(&("室友夜里打游戏他睡不着".chars().cycle().take(10_000).collect::<String>() + "末句"));
    seat.until("the end of the paste", |screen| screen.contains("末句"));
    println!("{:<38} {:>8.1} ms", "unbracketed paste of 10,000 characters", begun.elapsed().as_secs_f64() * 1e3);

    std::thread::sleep(Duration::from_secs(2));
    let before = cpu_ticks(seat.pid());
    std::thread::sleep(Duration::from_secs(10));
    println!("{:<38} {:>8} ticks of 10 ms in 10 s", "idle", cpu_ticks(seat.pid()) - before);
    println!("{:<38} {:>8.1} MB", "resident memory", resident_mb(seat.pid()));
    seat.signal("TERM");
    seat.end();

    report("raw 4 KB append + fdatasync", &mut raw_appends(&root));
}

/// Types one key after the other and takes the time from each to its picture; a key that changes nothing on the screen is not counted.
fn press(seat: &mut Terminal, keys: &str) -> Vec<Duration> {
    let mut took = Vec::new();
    for key in keys.chars() {
        std::thread::sleep(BETWEEN_KEYS);
        let seen = seat.written();
        let begun = Instant::now();
        seat.keys(key.encode_utf8(&mut [0; 4]));
        if seat.frame_within(seen, FRAME_END, Duration::from_millis(200)) {
            took.push(begun.elapsed());
        }
    }
    took
}

fn report(what: &str, took: &mut [Duration]) {
    took.sort();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).map_or(0.0, |it| it.as_secs_f64() * 1e3);
    println!("{what:<38} median {:>8.2} ms   p99 {:>8.2} ms   ({} times)", at(0.5), at(0.99), took.len());
}

fn cpu_ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it is running, on Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|it| it.parse::<u64>().ok()).unwrap_or(0);
    ticks(11) + ticks(12)
}

fn resident_mb(pid: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("it is running, on Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn raw_appends(folder: &Path) -> Vec<Duration> {
    let path = folder.join("raw");
    let mut file = std::fs::File::create(&path).expect("a file can be made");
    let took = (0..500)
        .map(|_| {
            let begun = Instant::now();
            file.write_all(&[7; 4096]).expect("it can be written");
            file.sync_data().expect("it can be synced");
            begun.elapsed()
        })
        .collect();
    drop(std::fs::remove_file(path));
    took
}
