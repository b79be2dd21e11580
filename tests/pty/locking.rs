//! The seat at night: one person locks it, another comes in, the first finds everything as they left it.

use super::{Desk, HOME_SIZE, assert_restored};

impl Desk {
    /// Another counselor with a passphrase of their own.
    fn with_user(self, login: &str, name: &str, passphrase: &str) -> Self {
        let file = self.path().join(login);
        std::fs::write(&file, format!("{passphrase}\n")).expect("it can be written");
        let file = file.to_str().expect("a plain path");
        self.ask_as(
            "admin",
            &["user", "add", login, "--name", name, "--role", "counselor", "--new-passphrase-file", file, "--kdf", "demo"],
        );
        self
    }
}

#[test]
fn one_locks_another_comes_in_and_the_draft_of_the_first_waits_for_the_first() {
    let desk = Desk::new().with_user("wu", "吴一凡", "yedeng-demo-wu");
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("t");
    seat.see("记谈话");
    seat.keys("2023010112 家庭 父亲住院,想请假");
    seat.see("想请假");
    seat.keys("\x0c");
    let locked = seat.see("已加密存好");
    for word in ["想请假", "口头报告", "宿舍", "2023010112"] {
        assert!(!locked.contains(word), "{word} is still to be read:\n{locked}");
    }
    seat.keys("\t\x15wu\ryedeng-demo-wu\r");
    let next = seat.until("the other's seat", |screen| screen.contains("吴一凡") && screen.contains("宿舍"));
    assert!(!next.contains("想请假") && !next.contains("2023010112"), "{next}");
    seat.keys("u");
    seat.see("没有可撤销的");
    seat.keys("\x0c");
    seat.see("已加密存好");
    seat.keys("\t\x15zhang\ryedeng-demo\r");
    seat.see("父亲住院,想请假");
    seat.keys("\r");
    seat.see("已记谈话");
    seat.signal("TERM");
    let (_, raw) = seat.end();
    assert_restored(&raw);
    assert!(!raw.contains("yedeng-demo"), "a passphrase was echoed");
    let talks = desk.ask(&["list", "talks", "--limit", "1", "--json"]);
    assert!(talks.contains("父亲住院"), "{talks}");
}

#[test]
fn a_number_on_the_clipboard_is_taken_off_when_the_seat_locks() {
    let desk = Desk::new();
    let mut seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    seat.keys("y");
    seat.see("剪贴板");
    let before = seat.written();
    seat.keys("\x0c");
    seat.see("已加密存好");
    seat.frame(before, b"\x1b]52;c;\x1b\\");
    seat.signal("TERM");
    seat.end();
}

#[cfg(target_os = "linux")]
#[test]
fn no_core_is_dumped_of_it() {
    let desk = Desk::new();
    let seat = desk.open(HOME_SIZE);
    seat.see("口头报告");
    // A process that must not be dumped belongs to root in /proc, so its limits are read where that is allowed.
    if let Ok(limits) = std::fs::read_to_string(format!("/proc/{}/limits", seat.pid())) {
        let core = limits.lines().find(|it| it.starts_with("Max core file size")).expect("a limit");
        assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    }
    seat.signal("TERM");
    seat.end();
}
