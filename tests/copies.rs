//! The copies of the logbook as scripts meet them: second mirrors, a home put back from one, an older home put back, a home that cannot be
//! written.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
const ROSTER: &str = "学号,姓名,性别,班级,楼栋,房间号,床位\n2024010101,张三,男,软件2401,3,412,1\n";

struct Desk {
    folder: TempDir,
}

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("not one JSON document: {} {}", self.stdout, self.stderr))
    }

    #[track_caller]
    fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn fails(self, code: i32, named: &str) -> Self {
        assert_eq!((self.code, self.json()["error"]["code"].as_str()), (code, Some(named)), "{}{}", self.stdout, self.stderr);
        self
    }
}

impl Desk {
    /// A home with one student, an administrator `admin` and a counselor `li`, and a directory that stands for a stick.
    fn founded() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        std::fs::write(desk.path("pass"), PASSPHRASE).expect("it can be written");
        std::fs::write(desk.path("roster.csv"), ROSTER).expect("it can be written");
        std::fs::create_dir(desk.path("stick")).expect("it can be made");
        let (pass, roster) = (desk.path("pass"), desk.path("roster.csv"));
        let (pass, roster) = (pass.to_str().expect("plain"), roster.to_str().expect("plain"));
        desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
        desk.run("admin", &["import", "students", roster]).ok();
        desk.run("admin", &["user", "add", "li", "--role", "counselor", "--new-passphrase-file", pass, "--kdf", "demo"]).ok();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, user: &str, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "zh_CN.UTF-8");
        command.env("YEDENG_HOME", self.path("home")).env("YEDENG_STATE", self.path("state"));
        command.env("YEDENG_PASSPHRASE_FILE", self.path("pass")).env("YEDENG_USER", user).args(arguments);
        let output = command.stdin(Stdio::null()).output().expect("it starts");
        Run {
            code: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn json(&self, user: &str, arguments: &[&str]) -> Run {
        self.run(user, &[&["--json"], arguments].concat())
    }

    fn talk(&self, text: &str) {
        self.run("li", &["talk", &format!("张三 心理 {text}")]).ok();
    }

    fn entries(&self) -> u64 {
        self.json("admin", &["verify"]).ok().json()["entries"].as_u64().expect("a number")
    }

    fn add_second(&self) -> Run {
        let stick = self.path("stick");
        self.json("admin", &["mirror", "add", stick.to_str().expect("plain")]).ok()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("it can be made");
    for item in std::fs::read_dir(from).expect("it can be listed").map(|it| it.expect("it is there")) {
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy_folder(&item.path(), &target);
        } else {
            std::fs::copy(item.path(), target).expect("it can be copied");
        }
    }
}

fn standing(copies: &Value, which: &str) -> Option<String> {
    let found = copies.as_array()?.iter().find(|it| it["which"] == which)?;
    found["standing"].as_str().map(str::to_owned)
}

#[test]
fn a_second_mirror_is_added_listed_followed_and_restored_from() {
    let desk = Desk::founded();
    let added = desk.add_second();
    assert_eq!(standing(&added.json(), "second").as_deref(), Some("good"), "{}", added.stdout);
    assert!(added.stderr.contains("同一个文件系统"), "{}", added.stderr);
    desk.talk("睡不好");
    let entries = desk.entries();
    let new = desk.path("new");
    let stick = desk.path("stick");
    let restored = desk.json("li", &["mirror", "restore", stick.to_str().expect("plain"), "--home", new.to_str().expect("plain")]).ok();
    assert_eq!(restored.json()["entries"].as_u64(), Some(entries));
    desk.json("li", &["mirror", "restore", stick.to_str().expect("plain")]).fails(1, "home_exists");
    desk.json("li", &["mirror", "restore", desk.path("state").to_str().expect("plain"), "--home", "/nowhere/x"]).fails(3, "no_home");
    let left = desk.json("admin", &["mirror", "remove", stick.to_str().expect("plain")]).ok();
    assert_eq!(standing(&left.json(), "second"), None);
    desk.json("admin", &["mirror", "remove", stick.to_str().expect("plain")]).fails(3, "not_found");
    assert_eq!(standing(&desk.json("li", &["mirror", "list"]).ok().json(), "mirror").as_deref(), Some("good"));
}

#[test]
fn only_who_may_tends_the_copies() {
    let desk = Desk::founded();
    let stick = desk.path("stick");
    desk.json("li", &["mirror", "add", stick.to_str().expect("plain")]).fails(4, "not_allowed");
    desk.json("li", &["mirror", "remove", stick.to_str().expect("plain")]).fails(4, "not_allowed");
    desk.json("li", &["verify", "--accept-head"]).fails(4, "not_allowed");
    assert_eq!(std::fs::read_dir(stick).expect("it is there").count(), 0);
}

#[test]
fn a_stick_that_is_away_is_said_and_caught_up_with_later() {
    let desk = Desk::founded();
    desk.add_second();
    std::fs::rename(desk.path("stick"), desk.path("pocket")).expect("it can be pulled");
    let run = desk.run("li", &["talk", "张三 心理 睡不好"]).ok();
    assert_eq!(standing(&desk.json("li", &["mirror", "list"]).ok().json(), "second").as_deref(), Some("missing"), "{}", run.stderr);
    std::fs::rename(desk.path("pocket"), desk.path("stick")).expect("it can be put in");
    assert_eq!(standing(&desk.json("li", &["mirror", "list"]).ok().json(), "second").as_deref(), Some("good"));
}

#[test]
fn an_older_home_put_back_is_said_until_it_is_accepted() {
    let desk = Desk::founded();
    copy_folder(&desk.path("home"), &desk.path("old"));
    desk.talk("睡不好");
    desk.talk("好些了");
    let before = desk.entries();
    std::fs::remove_dir_all(desk.path("home")).expect("it can be removed");
    copy_folder(&desk.path("old"), &desk.path("home"));
    for _ in 0..2 {
        let run = desk.run("li", &["list", "talks"]).ok();
        assert!(run.stderr.contains("少了 2 条") && run.stderr.contains(&before.to_string()), "{}", run.stderr);
    }
    desk.run("admin", &["verify", "--accept-head"]).ok();
    assert!(!desk.run("li", &["list", "talks"]).ok().stderr.contains("少了"));
    assert_eq!(desk.entries(), before - 2);
}

#[test]
fn an_older_home_put_back_gets_what_the_stick_knows() {
    let desk = Desk::founded();
    desk.add_second();
    copy_folder(&desk.path("home"), &desk.path("old"));
    desk.talk("睡不好");
    let before = desk.entries();
    std::fs::remove_dir_all(desk.path("home")).expect("it can be removed");
    copy_folder(&desk.path("old"), &desk.path("home"));
    let run = desk.json("admin", &["verify"]).ok();
    assert_eq!(run.json()["entries"].as_u64(), Some(before));
    assert!(run.stderr.contains("已从第二镜像核对后补上") && !run.stderr.contains("【注意】"), "{}", run.stderr);
}

#[test]
fn a_demo_college_leaves_no_witness() {
    let desk = Desk::founded();
    let files = || std::fs::read_dir(desk.path("state")).map_or(0, Iterator::count);
    let before = files();
    desk.run(
        "admin",
        &[
            "demo",
            "--no-screen",
            "--students",
            "20",
            "--talks",
            "5",
            "--incidents",
            "2",
            "--home",
            desk.path("demo-home").to_str().expect("plain"),
        ],
    );
    assert_eq!(files(), before);
}

/// A home on a file system that is read-only, if this machine lets a test make one.
#[cfg(target_os = "linux")]
#[test]
fn a_home_that_cannot_be_written_is_said_and_left_alone() {
    let desk = Desk::founded();
    let home = desk.path("home");
    let script = format!(
        "mount --bind '{home}' '{home}' && mount -o remount,bind,ro '{home}' && exec '{program}' --json verify",
        home = home.display(),
        program = env!("CARGO_BIN_EXE_yedeng")
    );
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]).env("YEDENG_HOME", &home).env("YEDENG_USER", "admin");
    command.env("HOME", desk.folder.path()).env("YEDENG_STATE", desk.path("state")).env("YEDENG_PASSPHRASE_FILE", desk.path("pass"));
    let Ok(output) = command.stdin(Stdio::null()).output() else { return };
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    if stdout.is_empty() {
        // No user namespaces here: nothing was tried.
        return;
    }
    let run = Run { code: output.status.code().unwrap_or(-1), stdout, stderr: String::new() };
    run.fails(1, "home_not_writable");
    desk.entries();
}
