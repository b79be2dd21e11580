//! Backup, restore, heads on paper and erasure as scripts meet them: the real binary, a home of its own for each test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
const NOW: &str = "2026-11-24T23:36:00+08:00";
const ROSTER: &str = "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位,手机\n\
    2024010101,张三丰,男,软件2401,3,412,1,13812342071\n\
    2024010102,李四光,男,软件2401,3,412,2,13912342072\n\
    2024010103,王芳草,女,软件2402,5,201,1,13712342073\n";

struct Desk {
    folder: TempDir,
}

struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("not one JSON document: {} {}", self.stdout, self.stderr))
    }

    fn error_code(&self) -> String {
        self.json()["error"]["code"].as_str().expect("an error has a code").to_owned()
    }

    #[track_caller]
    fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn fails(self, code: i32, what: &str) -> Self {
        assert_eq!((self.code, self.error_code().as_str()), (code, what), "{}{}", self.stdout, self.stderr);
        self
    }
}

impl Desk {
    /// A home with a roster, an administrator, a counselor and somebody of the student office, and two talks.
    fn founded() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.file("pass", format!("{PASSPHRASE}\n").as_bytes());
        desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
        let roster = desk.file("roster.csv", ROSTER.as_bytes());
        desk.run("admin", &["import", "students", &roster]).ok();
        for (login, role) in [("li", "counselor"), ("wang", "student_office")] {
            let secret = desk.path("pass");
            desk.run("admin", &["user", "add", login, "--role", role, "--new-passphrase-file", &secret, "--kdf", "demo"]).ok();
        }
        desk.json("li", &["talk", "2024010101 学业 挂科三门想退学 #学业预警"]).ok();
        desk.json("li", &["talk", "2024010102 生活 与室友作息不合"]).ok();
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        std::fs::write(self.path(name), bytes).expect("it can be written");
        self.path(name)
    }

    fn command(&self, user: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "zh_CN.UTF-8");
        command.env("YEDENG_HOME", self.home()).env("YEDENG_PASSPHRASE_FILE", self.path("pass"));
        command.env("YEDENG_USER", user).args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, user: &str, arguments: &[&str]) -> Run {
        Run::of(self.command(user, arguments).output().expect("it starts"))
    }

    fn json(&self, user: &str, arguments: &[&str]) -> Run {
        self.run(user, &[&["--json", "--now", NOW], arguments].concat())
    }

    fn at(&self, home: &str, user: &str, arguments: &[&str]) -> Run {
        self.json(user, &[&["--home", &self.path(home)], arguments].concat())
    }

    fn head(&self) -> String {
        self.json("li", &[]).ok().json()["head"].as_str().expect("the overview names the head").to_owned()
    }
}

/// All files below a folder, with what is in them.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).expect("it can be listed") {
        let path = item.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), std::fs::read(path).expect("it can be read")));
        }
    }
    found
}

#[test]
fn a_printed_head_is_found_however_it_is_typed_and_another_is_damage() {
    let desk = Desk::founded();
    let head = desk.head();
    let printed = desk.run("li", &["--plain", "--now", NOW]).ok().stdout;
    let groups: Vec<String> = head.to_uppercase().as_bytes()[..32].chunks(4).map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    assert!(printed.contains(&groups.join(" ")), "{printed}");
    desk.json("li", &["talk", "2024010103 生活 后来的事"]).ok();
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    for typed in [vec![head.as_str()], groups.clone(), vec![&head[..16]]] {
        let found = desk.json("li", &[&["verify", "--head"], &typed[..]].concat()).ok().json();
        assert_eq!((&found["head_found"], &found["head_ok"], &found["ok"]), (&true.into(), &true.into(), &true.into()));
        assert_eq!(found["head_seq"].as_u64().map(|it| it + 1), found["entries"].as_u64());
        assert!(found["head_at"].as_str().is_some_and(|it| it.starts_with("2026-11-24T23:36")));
    }
    desk.json("li", &["verify", "--head", &"0".repeat(64)]).fails(5, "head_not_found");
    desk.json("li", &["verify", "--head", &head[..15]]).fails(2, "bad_head");
    desk.json("li", &["verify", "--head", "nonsense"]).fails(2, "bad_head");
}

#[test]
fn an_older_copy_put_back_is_found_out_by_the_head() {
    let desk = Desk::founded();
    let kept = desk.folder.path().join("kept");
    copy(&desk.home(), &kept);
    desk.json("li", &["talk", "2024010101 学业 后来的事"]).ok();
    let head = desk.head();
    std::fs::remove_dir_all(desk.home()).expect("it is ours");
    copy(&kept, &desk.home());
    desk.json("li", &["verify", "--head", &head]).fails(5, "head_not_found");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("it can be made");
    for (path, bytes) in files(from) {
        let target = to.join(path.strip_prefix(from).expect("it is below"));
        std::fs::create_dir_all(target.parent().expect("it has one")).expect("it can be made");
        std::fs::write(target, bytes).expect("it can be written");
    }
}

#[test]
fn a_backup_is_checked_restored_and_goes_its_own_way() {
    let desk = Desk::founded();
    let file = desk.path("out.yedeng");
    let made = desk.json("li", &["backup", &file]).ok().json();
    let bytes = std::fs::read(&file).expect("it is there");
    assert_eq!(made["bytes"].as_u64(), Some(bytes.len() as u64));
    for word in ["张三", "挂科", "2024010101", "云溪", "admin"] {
        assert!(memchr::memmem::find(&bytes, word.as_bytes()).is_none(), "{word} shows");
    }

    let checked = desk.json("li", &["backup", &file, "--check"]).ok().json();
    assert_eq!((&checked["entries"], &checked["head"], &checked["id"]), (&made["entries"], &made["head"], &made["id"]));
    assert_eq!((&checked["ok"], &checked["students"], &checked["talks"]), (&true.into(), &3.into(), &2.into()));
    desk.json("nobody", &["backup", &file, "--check"]).fails(4, "wrong_passphrase");

    let restored = desk.at("second", "li", &["restore", &file]).ok().json();
    assert_eq!((&restored["entries"], &restored["id"]), (&made["entries"], &made["id"]));
    assert!(desk.at("second", "li", &["verify"]).ok().json()["ok"].as_bool() == Some(true));
    let talks = desk.at("second", "li", &["list", "talks"]).ok().json();
    assert_eq!(talks[1]["text"], "挂科三门想退学");
    desk.at("second", "li", &["restore", &file]).fails(1, "home_exists");

    // Both go on, each with a past of its own; the head of one is not the head of the other.
    desk.json("li", &["talk", "2024010101 学业 在第一张台"]).ok();
    desk.at("second", "li", &["talk", "2024010101 学业 在第二张台"]).ok();
    let away = desk.at("second", "li", &["verify", "--head", &desk.head()]).fails(5, "head_not_found").json();
    assert_eq!(away["error"]["restored_at"].as_u64(), made["entries"].as_u64().map(|it| it + 1));
    desk.at("second", "li", &["verify", "--head", made["head"].as_str().expect("a head")]).ok();

    // The second may not write over the backups of the first, once they have parted; nor either of them over anything else.
    let other = desk.path("other.yedeng");
    assert_eq!(desk.json("li", &["backup", &other]).ok().json()["replaced"], false);
    desk.at("second", "li", &["backup", &other]).fails(1, "in_the_way");
    assert_eq!(desk.json("li", &["backup", &other]).ok().json()["replaced"], true);
    let mine = desk.file("mine.txt", b"mine");
    desk.json("li", &["backup", &mine]).fails(1, "in_the_way");
    assert_eq!(std::fs::read(&mine).expect("it is there"), b"mine");
    desk.json("li", &["backup", &mine, "--check"]).fails(1, "not_a_backup");
}

#[test]
fn an_entry_of_one_desk_is_refused_by_the_other() {
    let desk = Desk::founded();
    let file = desk.path("out.yedeng");
    desk.json("li", &["backup", &file]).ok();
    desk.at("second", "li", &["restore", &file]).ok();
    desk.json("li", &["talk", "2024010101 学业 在第一张台"]).ok();
    desk.json("li", &["talk", "2024010101 学业 又在第一张台"]).ok();
    // The mirror of the first put into the second, beside its own database and without one: whatever can be opened, it is not the other's past.
    let (log, second) = ("mirror/00000001.log", desk.folder.path().join("second"));
    let own = desk.at("second", "li", &["verify"]).ok().json()["head"].clone();
    for with_database in [true, false] {
        std::fs::copy(desk.home().join(log), second.join(log)).expect("it can be copied");
        if !with_database {
            std::fs::remove_dir_all(second.join("db")).expect("it is ours");
        }
        let verified = desk.at("second", "li", &["verify"]);
        assert!(verified.code == 5 || verified.json()["head"] == own, "{} {}", verified.code, verified.stdout);
        let texts = desk.at("second", "li", &["list", "talks"]).stdout;
        assert!(!texts.contains("在第一张台"), "{texts}");
    }
}

#[test]
fn a_home_and_the_one_restored_from_it_live_on_beside_one_another() {
    let desk = Desk::founded();
    let (file, stick) = (desk.path("out.yedeng"), desk.path("stick"));
    std::fs::create_dir(&stick).expect("it can be made");
    desk.json("li", &["backup", &file]).ok();
    desk.at("second", "li", &["restore", &file]).ok();
    for home in ["home", "second"] {
        desk.at(home, "admin", &["mirror", "add", &stick]).ok();
    }
    for turn in 0..2 {
        for home in ["home", "second"] {
            let said = desk.at(home, "li", &["talk", "2024010101 学业 又来过一次"]).ok().stderr;
            assert!(!said.contains("【注意】"), "{home}, turn {turn}: {said}");
            let copies = desk.at(home, "admin", &["mirror", "list"]).ok();
            let good = copies.json().as_array().is_some_and(|it| it.len() == 3 && it.iter().all(|it| it["standing"] == "good"));
            assert!(good && !copies.stderr.contains("【注意】"), "{home}, turn {turn}: {} {}", copies.stdout, copies.stderr);
        }
    }
    let folders: Vec<PathBuf> =
        std::fs::read_dir(&stick).expect("it can be listed").map(|it| it.expect("it can be listed").path()).collect();
    assert_eq!(folders.len(), 2, "{folders:?}");
    assert!(files(Path::new(&stick)).iter().all(|(path, _)| !path.to_string_lossy().contains("broken")));
    // What is made of the second mirror of a restored home knows of the parting too.
    for (at, folder) in folders.iter().enumerate() {
        let third = format!("third-{at}");
        desk.at(&third, "li", &["mirror", "restore", folder.to_str().expect("a plain path")]).ok();
        let verified = desk.at(&third, "li", &["verify"]).ok();
        assert_eq!(verified.json()["ok"], true);
        assert!(!verified.stderr.contains("【注意】"), "{}", verified.stderr);
    }
}

#[test]
fn every_kind_of_damage_to_a_backup_is_found() {
    let desk = Desk::founded();
    let file = desk.path("out.yedeng");
    desk.json("li", &["backup", &file]).ok();
    let good = std::fs::read(&file).expect("it is there");
    let mut damaged = vec![good[..good.len() - 1].to_vec(), good[..good.len() / 2].to_vec(), [&good[..], b"x"].concat()];
    for at in (0..good.len()).step_by(good.len() / 24 + 1) {
        let mut flipped = good.clone();
        flipped[at] ^= 1;
        damaged.push(flipped);
    }
    for bytes in damaged {
        std::fs::write(&file, &bytes).expect("it can be written");
        let checked = desk.json("li", &["backup", &file, "--check"]);
        assert!(checked.code == 5 || checked.code == 1, "{} {}", checked.code, checked.stdout);
        assert_ne!(checked.json()["ok"], true);
        let restored = desk.at("second", "li", &["restore", &file]);
        assert!(restored.code == 5 || restored.code == 1, "{} {}", restored.code, restored.stdout);
        assert!(!desk.folder.path().join("second").exists() && !desk.folder.path().join("second.restoring").exists());
    }
}

#[test]
fn an_unfinished_restore_is_begun_again_and_a_strange_folder_left_alone() {
    let desk = Desk::founded();
    let file = desk.path("out.yedeng");
    desk.json("li", &["backup", &file]).ok();
    let unfinished = desk.folder.path().join("second.restoring");
    std::fs::create_dir_all(unfinished.join("mirror")).expect("it can be made");
    desk.at("second", "li", &["restore", &file]).fails(1, "not_a_home");
    std::fs::write(unfinished.join("restore.unfinished"), b"").expect("it can be written");
    desk.at("second", "li", &["restore", &file]).ok();
    assert!(!unfinished.exists() && !desk.folder.path().join("second/restore.unfinished").exists());
    desk.at("second", "li", &["verify"]).ok();
}

#[test]
fn an_erasure_needs_two_people_and_leaves_no_word_anywhere() {
    let desk = Desk::founded();
    let head = desk.head();
    let kept = desk.path("kept.yedeng");
    desk.json("li", &["backup", &kept]).ok();
    let automatic = desk.path("home/backups");
    desk.json("li", &["talk", "2024010101 心理 夜里睡不着 @操场边的长椅"]).ok();

    let plan = desk.json("li", &["erase", "plan", "student:2024010101"]).ok().json();
    assert_eq!((&plan["entries"], &plan["kinds"]["talk.logged"]), (&3.into(), &2.into()), "{plan}");
    desk.json("li", &["erase", "plan", "pupil:1"]).fails(2, "bad_scope");
    desk.json("li", &["erase", "propose", "student:2024010101", "--reason", " "]).fails(1, "reason_needed");
    for names in ["张三丰要求", "学号 2024010101", "13812342071 来电"] {
        desk.json("wang", &["erase", "propose", "student:2024010101", "--reason", names]).fails(1, "reason_names_student");
    }
    let asked = desk.json("wang", &["erase", "propose", "student:2024010101", "--reason", "本人要求"]).ok().json();
    let id = asked["id"].as_str().expect("it has an id");
    desk.json("wang", &["erase", "approve", id]).fails(1, "second_person_needed");
    desk.json("li", &["erase", "approve", id]).fails(4, "not_allowed");
    desk.json("admin", &["erase", "run", id]).fails(1, "no_such_erasure");
    let done = desk.json("admin", &["erase", "approve", id]).ok().json();
    assert_eq!((&done["entries"], &done["asked_by"], &done["approved_by"]), (&3.into(), &"wang".into(), &"admin".into()), "{done}");
    assert_eq!(done["hand_made_backups"].as_array().map(Vec::len), Some(1));
    assert_eq!(done["automatic_backups_left"], 0);

    // Nothing is left to erase, the chain holds, and so does a head printed before.
    assert_eq!(desk.json("li", &["erase", "plan", "term:2026-01-01..2026-01-02"]).ok().json()["entries"], 0);
    let verified = desk.json("li", &["verify", "--head", &head]).ok().json();
    assert_eq!((&verified["ok"], &verified["head_ok"]), (&true.into(), &true.into()));
    let everything =
        ["list students", "list talks", "search 挂科", "find 张三丰", "log --limit 0"].map(|it| it.split(' ').collect::<Vec<_>>());
    for question in everything {
        let answer = desk.json("li", &question).stdout;
        for word in ["张三丰", "2024010101", "挂科三门", "睡不着", "长椅", "13812342071"] {
            assert!(!answer.contains(word) || question.contains(&word), "{question:?}: {answer}");
        }
    }
    assert_eq!(desk.json("li", &["list", "talks", "--limit", "0"]).ok().json().as_array().map(Vec::len), Some(3));
    assert!(!Path::new(&automatic).join("x").exists());

    // A certificate for the files; a second run changes nothing; a backup made now can be checked.
    let page = desk.path("certificate.html");
    desk.json("admin", &["erase", "certificate", id, &page]).ok();
    let text = std::fs::read_to_string(&page).expect("it is there");
    assert!(text.contains("本人要求") && text.contains("删除证明") && !text.contains("张三丰"));
    desk.json("admin", &["erase", "certificate", id, &page]).fails(1, "in_the_way");
    let entries = desk.json("admin", &["verify"]).ok().json()["entries"].clone();
    desk.json("admin", &["erase", "run", id]).ok();
    assert_eq!(desk.json("admin", &["verify"]).ok().json()["entries"], entries);
    let after = desk.path("after.yedeng");
    desk.json("li", &["backup", &after]).ok();
    assert_eq!(desk.json("li", &["backup", &after, "--check"]).ok().json()["ok"], true);
    // The one made by hand before still opens: that is why the certificate names it.
    desk.json("li", &["backup", &kept, "--check"]).ok();
    assert_eq!(desk.json("li", &["erase", "list"]).ok().json()[0]["state"], "done");
}

#[test]
fn a_rejected_erasure_stays_rejected_and_terms_past_their_time_are_listed() {
    let desk = Desk::founded();
    let asked = desk.json("li", &["erase", "propose", "term:2026-09-01..2027-01-31", "--reason", "到期"]).ok().json();
    let id = asked["id"].as_str().expect("it has an id");
    desk.json("wang", &["erase", "reject", id, "--reason", "未到期"]).ok();
    desk.json("admin", &["erase", "approve", id]).fails(1, "no_such_erasure");

    assert_eq!(desk.json("li", &["erase", "due"]).ok().json()["terms"].as_array().map(Vec::len), Some(0));
    let later = ["--json", "--now", "2030-02-01T12:00:00+08:00"];
    let due = desk.run("li", &[&later[..], &["erase", "due"]].concat()).ok().json();
    assert_eq!(
        (&due["years"], &due["terms"][0]["scope"], &due["terms"][0]["things"]),
        (&3.into(), &"term:2026-08-01..2027-01-31".into(), &2.into())
    );
    let asked = desk.run("li", &[&later[..], &["erase", "propose", "term:2026-08-01..2027-01-31", "--reason", "到期"]].concat());
    desk.json("wang", &["erase", "approve", asked.ok().json()["id"].as_str().expect("it has an id")]).ok();
    let due = desk.run("li", &[&later[..], &["erase", "due"]].concat()).ok().json();
    assert_eq!(due["terms"].as_array().map(Vec::len), Some(0));
    // The students are still there; only what was said is gone.
    assert_eq!(desk.json("li", &["show", "2024010101"]).ok().json()["name"], "张三丰");
    let talks = desk.json("li", &["list", "talks"]).ok().json();
    assert!(talks.as_array().is_some_and(|all| all.iter().all(|it| it["text"] == "")), "{talks}");
}
