//! What a counselor would see: the real program on a pseudo terminal, given keys, killed, resized, told to go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

#[allow(dead_code, unreachable_pub, reason = "the bench uses what the tests do not, and the other way round")]
mod terminal;

mod locking;
mod schedule;

use std::path::{Path, PathBuf};
use std::process::Command;
use terminal::Terminal;

const HOME_SIZE: (u16, u16) = (120, 36);

/// A folder with a small college in it and a file with its passphrase.
struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(root.path().join("passphrase"), "yedeng-demo\n").expect("it can be written");
        let made = Command::new(env!("CARGO_BIN_EXE_yedeng"))
            .args(["demo", "--no-screen", "--students", "700", "--talks", "60", "--incidents", "12", "--now", NOW, "--home"])
            .arg(root.path().join("desk"))
            .output()
            .expect("the program runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self { root }
    }

    fn path(&self) -> &Path {
        self.root.path()
    }

    fn passphrase(&self) -> PathBuf {
        self.path().join("passphrase")
    }

    /// Opens the screen without asking for a passphrase.
    fn open(&self, size: (u16, u16)) -> Terminal {
        self.open_as("zhang", size)
    }

    /// The same for somebody else.
    fn open_as(&self, login: &str, size: (u16, u16)) -> Terminal {
        let secret = self.passphrase();
        let environment = [("YEDENG_USER", login), ("YEDENG_PASSPHRASE_FILE", secret.to_str().expect("a plain path"))];
        Terminal::start(self.path(), &["--now", NOW], &environment, size)
    }

    /// Asks the command line.
    fn ask(&self, arguments: &[&str]) -> String {
        self.ask_as("zhang", arguments)
    }

    /// Asks the command line as somebody.
    fn ask_as(&self, login: &str, arguments: &[&str]) -> String {
        let answer = Command::new(env!("CARGO_BIN_EXE_yedeng"))
            .args(["--now", NOW, "--home"])
            .arg(self.path().join("desk"))
            .args(["--user", login, "--passphrase-file"])
            .arg(self.passphrase())
            .args(arguments)
            .output()
            .expect("the program runs");
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8_lossy(&answer.stdout).into_owned()
    }
}

const NOW: &str = "2026-11-23T23:36:00+08:00";

/// A terminal that was given back: out of the alternate screen, cursor shown, no mouse, no bracketed paste.
fn assert_restored(raw: &str) {
    for sequence in ["\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l"] {
        assert!(raw.contains(sequence), "{sequence:?} is missing at the end of {:?}", &raw[raw.len().saturating_sub(200)..]);
    }
    let left = raw.rfind("\x1b[?1049l").unwrap_or(0);
    assert!(!raw[left..].contains("\x1b[?1049h"), "it went into the alternate screen again");
}

#[test]
fn a_talk_is_logged_by_keys_and_is_there_for_the_shell() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.until("four living panes", |screen| ["宿舍", "值班", "谈话", "事件", "口头报告", "23:36"].iter().all(|it| screen.contains(it)));
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 高数缺课三次 >3d");
    seat.see("回访");
    seat.keys("\r");
    seat.see("已记谈话");
    seat.keys("q");
    seat.keys("\r");
    let (code, raw) = seat.end();
    assert_eq!(code, 0);
    assert_restored(&raw);
    let talks = desk.ask(&["list", "talks", "--limit", "1", "--json"]);
    assert!(talks.contains("高数缺课三次") && talks.contains("2026-11-26"), "{talks}");
}

#[test]
fn what_was_being_typed_survives_a_kill() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 家庭 父亲住院,想请假");
    seat.see("想请假");
    seat.until("the draft to be kept", |_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        std::fs::read_dir(desk.path().join("desk/drafts")).is_ok_and(|mut it| it.next().is_some())
    });
    // The file of an earlier key may be the one that was seen; the worker writes the last one within moments of drawing it.
    std::thread::sleep(std::time::Duration::from_millis(500));
    seat.signal("KILL");
    seat.end();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("父亲住院,想请假");
    seat.keys("\r");
    seat.see("已记谈话");
    seat.signal("TERM");
    seat.end();
    assert!(desk.ask(&["list", "talks", "--limit", "1", "--json"]).contains("父亲住院"));
}

/// Waits until what was typed last is on disk: the worker writes it within moments of drawing it.
fn kept(seat: &mut Terminal, desk: &Desk) {
    seat.until("the draft to be kept", |_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        std::fs::read_dir(desk.path().join("desk/drafts")).is_ok_and(|mut it| it.next().is_some())
    });
    std::thread::sleep(std::time::Duration::from_millis(500));
}

#[test]
fn what_was_being_typed_into_a_plain_form_survives_a_kill() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 缺课 >0d\r");
    seat.see("已记谈话");
    // How the follow-up was closed, typed half, then the power goes.
    seat.keys("/");
    seat.keys("2023010112\r");
    seat.see("2023010112");
    seat.keys("c");
    seat.see("了结回访");
    seat.keys("电话里说这周都到了");
    seat.see("这周都到了");
    kept(&mut seat, &desk);
    seat.signal("KILL");
    seat.end();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("这周都到了");
    seat.see("了结回访");
    seat.keys("\r");
    seat.until("the form to close", |screen| !screen.contains("了结回访"));
    seat.signal("TERM");
    seat.end();
    // What was sent does not come back.
    let seat = desk.open(HOME_SIZE);
    let screen = seat.see("口头报告");
    assert!(!screen.contains("这周都到了"), "{screen}");
    seat.signal("TERM");
    seat.end();
}

#[test]
fn the_long_form_survives_a_kill() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 缺课三次 >3d\x0f");
    seat.see("谈话内容");
    seat.keys("\r第二行\t动力不足");
    seat.see("动力不足");
    kept(&mut seat, &desk);
    seat.signal("KILL");
    seat.end();
    let mut seat = desk.open(HOME_SIZE);
    seat.until("the long form again", |screen| ["第二行", "动力不足", "谈话内容"].iter().all(|it| screen.contains(it)));
    seat.keys("\x13");
    seat.see("已记谈话");
    seat.signal("TERM");
    seat.end();
    let talks = desk.ask(&["list", "talks", "--limit", "1", "--json"]);
    assert!(talks.contains("缺课三次\\n第二行") && talks.contains("动力不足"), "{talks}");
}

/// The two numbers of `label 12/156`, wherever the screen says it first.
fn fraction(screen: &str, label: &str) -> Option<(u32, u32)> {
    screen.split(label).skip(1).find_map(|rest| {
        let (done, rest) = rest.trim_start().split_once('/')?;
        let all: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some((done.parse().ok()?, all.parse().ok()?))
    })
}

#[test]
fn a_round_that_was_killed_goes_on_at_the_right_room() {
    let desk = Desk::new();
    let secret = desk.passphrase();
    let environment = [("YEDENG_USER", "zhang"), ("YEDENG_PASSPHRASE_FILE", secret.to_str().expect("a plain path"))];
    // The evening after: nobody has walked yet.
    let open = || Terminal::start(desk.path(), &["--now", "2026-11-24T22:30:00+08:00"], &environment, HOME_SIZE);
    let mut seat = open();
    seat.see("宿舍");
    seat.keys("w1");
    let screen = seat.until("the round", |screen| fraction(screen, "已查").is_some() && screen.contains("应到"));
    let (before, all) = fraction(&screen, "已查").unwrap();
    assert!(before + 9 <= all, "the building has too few rooms left to walk: {before}/{all}");
    seat.keys("     ");
    seat.until("five rooms on disk", |screen| fraction(screen, "已查") == Some((before + 5, all)));
    // A few more, faster than anybody can look, and the power goes.
    seat.keys("   ");
    seat.signal("KILL");
    seat.end();

    let mut seat = open();
    let screen = seat.until("the round on the top line", |screen| fraction(screen, "查寝").is_some());
    let (kept, _) = fraction(&screen, "查寝").unwrap();
    assert!((before + 5..=before + 8).contains(&kept), "{kept} of {}", before + 5);
    seat.keys("w");
    seat.until("the round where it was left", |screen| fraction(screen, "已查") == Some((kept, all)) && screen.contains("未查"));
    seat.keys(" ");
    seat.until("the next room on disk", |screen| fraction(screen, "已查") == Some((kept + 1, all)));
    seat.signal("TERM");
    seat.end();
}

#[test]
fn a_flood_of_characters_arrives_whole() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 ");
    seat.see("张三");
    let flood: String = "室友夜里打游戏他睡不着".chars().cycle().take(10_000).collect();
    seat.keys(&format!("{flood}末句"));
    let screen = seat.see("末句");
    assert!(screen.contains("记谈话") && !screen.contains("已记谈话"), "{screen}");
    seat.signal("TERM");
    seat.end();
}

#[test]
fn it_gives_the_terminal_back_when_it_is_told_to_go() {
    let desk = Desk::new();
    for signal in ["TERM", "HUP"] {
        let seat = desk.open(HOME_SIZE);
        seat.see("口头报告");
        seat.signal(signal);
        let (_, raw) = seat.end();
        assert_restored(&raw);
    }
    assert!(desk.ask(&["verify", "--json"]).contains("\"ok\":true"));
}

#[test]
fn it_lives_in_any_window() {
    let desk = Desk::new();
    let mut seat = desk.open((80, 24));
    seat.see("宿舍");
    for size in [(1, 1), (20, 5), (200, 60), (40, 10), (3, 50)] {
        seat.resize(size.0, size.1);
        seat.keys("jkl\t");
    }
    seat.resize(120, 36);
    seat.until("all four panes again", |screen| ["宿舍", "值班", "谈话", "事件"].iter().all(|it| screen.contains(it)));
    seat.signal("TERM");
    assert_restored(&seat.end().1);
}

#[test]
fn nothing_is_saved_from_a_window_too_small_to_show_it() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 学业 高数缺课三次");
    seat.see("高数缺课三次");
    seat.resize(20, 5);
    seat.see("窗口太小");
    seat.keys("\r");
    // Another size that is too small: once it is said, the key before it has been read.
    seat.resize(30, 8);
    seat.see("30×8");
    seat.resize(120, 36);
    let screen = seat.until("the line as it was", |screen| screen.contains("记谈话") && screen.contains("F1 帮助"));
    assert!(!screen.contains("已记谈话"), "{screen}");
    seat.keys("\r");
    seat.see("已记谈话");
    seat.signal("TERM");
    seat.end();
}

#[test]
fn a_wrong_passphrase_is_said_and_the_right_one_opens() {
    let desk = Desk::new();
    let mut seat = Terminal::start(desk.path(), &["--user", "zhang"], &[], (80, 24));
    seat.see("口令");
    seat.keys("not this one\r");
    seat.see("再试");
    seat.until("the pause to pass", |screen| !screen.contains("再试"));
    seat.keys("yedeng-demo\r");
    let home = seat.see("宿舍");
    assert!(!home.contains("yedeng-demo"));
    seat.signal("TERM");
    let (_, raw) = seat.end();
    assert_restored(&raw);
    assert!(!raw.contains("yedeng-demo") && !raw.contains("not this one"), "a passphrase was echoed");
}

#[test]
fn a_broken_keymap_is_named_by_line_and_the_defaults_go_on() {
    let desk = Desk::new();
    std::fs::write(desk.path().join("desk/keymap.toml"), "[global]\nno-such-command = \"x\"\n").expect("it can be written");
    let mut seat = desk.open(HOME_SIZE);
    seat.see("keymap.toml");
    // It stays until it is seen.
    seat.keys("\r");
    seat.until("the sheet to go", |screen| !screen.contains("keymap.toml"));
    seat.keys("t");
    seat.see("记谈话");
    seat.signal("TERM");
    seat.end();
}

#[test]
fn a_home_that_is_open_elsewhere_is_left_alone_and_says_by_whom() {
    let desk = Desk::new();
    let seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    let second = desk.open(HOME_SIZE);
    let pid = seat.pid().to_string();
    let (code, raw) = second.end();
    assert_eq!(code, 6, "{raw}");
    assert!(raw.contains(&pid) && !raw.contains("\x1b[?1049h"), "{raw}");
    seat.signal("TERM");
    seat.end();
}
