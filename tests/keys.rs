//! Keys, readers and the recovery key on the command line: the real binary, a home of its own for each test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

use serde_json::Value;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
const NOW: &str = "2026-11-24T23:36:00+08:00";
const ROSTER: &str = "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位,手机\n2024010101,张三,男,软件2401,3,412,1,13812342071\n";
const WORDS: &str = "夜里睡不着";

/// A home with an administrator `admin`, the counselors `li` and `zhao`, `wang` of the centre, `chen` who leads, `office`.
struct Desk {
    folder: TempDir,
    recovery: String,
}

/// What a run came to.
struct Run {
    code: i32,
    json: Value,
    stderr: String,
}

impl Run {
    fn error(&self) -> (i32, &str) {
        (self.code, self.json["error"]["code"].as_str().unwrap_or_default())
    }

    #[track_caller]
    fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{} {}", self.json, self.stderr);
        self
    }
}

impl Desk {
    fn founded() -> Self {
        let mut desk = Self { folder: tempfile::tempdir().expect("a temporary folder"), recovery: String::new() };
        let pass = desk.secret("pass", PASSPHRASE);
        let made = desk.run("admin", &["init", "--college", "云溪", "--kdf", "demo"]).ok();
        made.json["recovery_key"].as_str().expect("it is shown once").clone_into(&mut desk.recovery);
        let roster = desk.secret("roster.csv", ROSTER);
        desk.run("admin", &["import", "students", &roster]).ok();
        let users = [
            ("li", "counselor"),
            ("zhao", "counselor"),
            ("wang", "counselling_centre"),
            ("chen", "duty_leader"),
            ("office", "student_office"),
        ];
        for (login, role) in users {
            desk.run("admin", &["user", "add", login, "--role", role, "--new-passphrase-file", &pass, "--kdf", "demo"]).ok();
        }
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn secret(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("it can be written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(self.path(name), std::fs::Permissions::from_mode(0o600)).expect("it is ours");
        }
        self.path(name)
    }

    fn run(&self, user: &str, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "en").args(["--json", "--now", NOW]);
        command.env("YEDENG_HOME", self.folder.path().join("home")).env("YEDENG_PASSPHRASE_FILE", self.path("pass"));
        let output = command.env("YEDENG_USER", user).args(arguments).stdin(Stdio::null()).output().expect("it starts");
        let stdout = String::from_utf8(output.stdout).expect("UTF-8");
        Run {
            code: output.status.code().expect("it ends by itself"),
            json: serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("not one JSON document: {stdout}")),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// A talk of li's; its id.
    fn talk(&self, line: &str) -> String {
        self.run("li", &["talk", line]).ok().json["id"].as_str().expect("a talk has an id").to_owned()
    }

    fn text(&self, user: &str, id: &str) -> Value {
        self.run(user, &["show", id]).ok().json["text"].clone()
    }
}

#[test]
fn a_psychological_talk_is_shown_to_its_readers_and_glass_is_broken_with_a_reason() {
    let desk = Desk::founded();
    let id = desk.talk(&format!("张三 心理 {WORDS}"));
    let shown = desk.run("li", &["show", &id]).ok();
    assert_eq!((&shown.json["visibility"], shown.json["text"].as_str()), (&Value::from("psych"), Some(WORDS)));
    assert_eq!(desk.text("wang", &id), WORDS);
    for other in ["admin", "zhao", "office", "chen"] {
        assert_eq!(desk.text(other, &id), Value::Null, "{other}");
    }
    assert_eq!(desk.run("office", &["show", &id, "--glass", " "]).error(), (1, "reason_needed"));
    for other in ["admin", "zhao", "chen"] {
        assert_eq!(desk.run(other, &["show", &id, "--glass", "学生失联"]).error(), (4, "not_allowed"), "{other}");
    }
    assert_eq!(desk.run("office", &["show", "2024010101", "--glass", "学生失联"]).code, 2);
    assert_eq!(desk.run("office", &["show", &id, "--glass", "学生失联"]).ok().json["text"], WORDS);
    assert_eq!(desk.text("office", &id), Value::Null);
    let told = desk.run("li", &["show", &id]).ok();
    assert!(told.stderr.contains("学生失联") && told.stderr.contains("office"), "{}", told.stderr);
    let history = told.json["history"].as_array().expect("a history");
    let broken = history.iter().find(|it| it["kind"] == "custody.glass_broken").expect("it stands in the history");
    assert_eq!((broken["by"].as_str(), broken["text"].as_str()), (Some("office"), Some("学生失联")));
    assert!(!desk.run("li", &["show", &id]).ok().stderr.contains("学生失联"), "told once");
}

#[test]
fn readers_come_and_go() {
    let desk = Desk::founded();
    let id = desk.talk(&format!("张三 心理 {WORDS}"));
    assert_eq!(desk.run("zhao", &["reader", "add", &id, "zhao"]).error(), (4, "not_yours"));
    assert_eq!(desk.run("li", &["reader", "add", &id, "nobody"]).code, 3);
    assert_eq!(desk.run("li", &["reader", "add", "T999", "zhao"]).code, 3);
    let added = desk.run("li", &["reader", "add", &id, "zhao"]).ok();
    assert_eq!(added.json["readers"], serde_json::json!(["li", "wang", "zhao"]));
    assert_eq!(desk.text("zhao", &id), WORDS);
    assert_eq!(desk.run("li", &["reader", "add", &id, "zhao"]).error(), (1, "reader_already"));
    desk.run("li", &["reader", "remove", &id, "zhao"]).ok();
    assert_eq!(desk.text("zhao", &id), Value::Null);
}

#[test]
fn the_recovery_key_gives_a_new_passphrase_and_can_be_made_new() {
    let desk = Desk::founded();
    let id = desk.talk(&format!("张三 心理 {WORDS}"));
    let (key, typo) = (desk.secret("key", &desk.recovery), desk.secret("typo", &desk.recovery[1..]));
    let new = desk.secret("new", "a passphrase that is new");
    let recover = |file: &str| desk.run("li", &["recover", "--recovery-key-file", file, "--new-passphrase-file", &new, "--kdf", "demo"]);
    assert_eq!(recover(&typo).error(), (2, "recovery_key_typo"));
    recover(&key).ok();
    assert_eq!(desk.run("li", &["show", &id]).error(), (4, "wrong_passphrase"), "the old one opens nothing any more");
    let shown = desk.run("li", &["--passphrase-file", &new, "show", &id]).ok();
    assert_eq!(shown.json["text"], WORDS, "li keeps the key pair");

    assert_eq!(desk.run("zhao", &["user", "new-recovery-key", "--recovery-key-file", &key]).error(), (4, "not_allowed"));
    let made = desk.run("admin", &["user", "new-recovery-key", "--recovery-key-file", &key]).ok();
    assert_eq!(made.json["complete"], true);
    assert_eq!(recover(&key).error(), (4, "wrong_recovery_key"));
    let newer = desk.secret("newer", made.json["recovery_key"].as_str().expect("it is shown once"));
    recover(&newer).ok();
    assert_eq!(desk.run("li", &["--passphrase-file", &new, "show", &id]).ok().json["text"], WORDS);
}

#[test]
fn who_is_shut_out_stays_out_and_the_others_go_on() {
    let desk = Desk::founded();
    let before = desk.talk(&format!("张三 心理 {WORDS}"));
    desk.run("admin", &["user", "disable", "zhao"]).ok();
    assert_eq!(desk.run("zhao", &["list", "talks"]).error(), (4, "wrong_passphrase"));
    let after = desk.talk(&format!("张三 心理 {WORDS}"));
    for id in [&before, &after] {
        assert_eq!(desk.text("wang", id), WORDS);
    }
    assert_eq!(desk.run("admin", &["verify"]).ok().json["ok"], true);
}

#[test]
fn guessing_gets_slower_across_runs_and_the_user_is_told() {
    let desk = Desk::founded();
    let wrong = desk.secret("wrong", "this is not the one");
    for _ in 0..2 {
        assert_eq!(desk.run("li", &["--passphrase-file", &wrong, "list", "talks"]).error(), (4, "wrong_passphrase"));
    }
    let told = desk.run("li", &["list", "talks"]).ok();
    assert!(told.stderr.contains('2') && told.stderr.contains("wrong passphrase"), "{}", told.stderr);
    // Each wait is twice the one before, so however slow the machine is, one of these comes too early.
    let mut tries = (0..12).map(|_| desk.run("zhao", &["--passphrase-file", &wrong, "list", "talks"]));
    let held_up = tries.find(|it| it.error() != (4, "wrong_passphrase")).expect("guessing gets slower");
    assert_eq!(held_up.error(), (4, "try_later"));
    assert!(held_up.json["error"]["seconds"].as_u64().is_some_and(|it| it >= 1));
}
