//! The command line as scripts meet it: the real binary, a home of its own for each test, the contract's JSON and exit codes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

mod awards;
mod care;
mod community;
mod count;
mod duty;
mod files;
mod handover;
mod incident_reports;
mod incidents;
mod life;
mod night;
mod publish;
mod requests;
mod schedule;
mod search;
mod talks;
mod terms;

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery";
const NOW: &str = "2026-11-24T23:36:00+08:00";
const ROSTER: &str = "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位,手机\n\
    2024010101,张三,男,软件2401,3,412,1,13812342071\n\
    2024010102,李四,男,软件2401,3,412,2,13912342072\n\
    2024010103,王芳,女,软件2402,5,201,1,13712342073\n\
    2024010104,王芳,女,护理2401,5,202,1,13612342074\n";

/// A folder with a home, passphrase files and rosters in it.
struct Desk {
    folder: TempDir,
}

/// What a run came to.
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

    fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
    }

    fn error_code(&self) -> String {
        self.json()["error"]["code"].as_str().expect("an error has a code").to_owned()
    }

    #[track_caller]
    fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.stdout, self.stderr);
        self
    }
}

impl Desk {
    /// An empty folder.
    fn nowhere() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.secret("pass", PASSPHRASE);
        desk
    }

    /// A home with a roster, an administrator `admin` and a counselor `li`.
    fn founded() -> Self {
        let desk = Self::nowhere();
        desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
        let roster = desk.file("roster.csv", ROSTER.as_bytes());
        desk.run("admin", &["import", "students", &roster]).ok();
        desk.add_user("li", "counselor");
        desk
    }

    fn add_user(&self, login: &str, role: &str) {
        let secret = self.path("pass");
        self.run("admin", &["user", "add", login, "--role", role, "--new-passphrase-file", &secret, "--kdf", "demo"]).ok();
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        std::fs::write(self.path(name), bytes).expect("it can be written");
        self.path(name)
    }

    fn secret(&self, name: &str, passphrase: &str) -> String {
        let path = self.file(name, format!("{passphrase}\n").as_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("it is ours");
        }
        path
    }

    fn command(&self, user: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "zh_CN.UTF-8");
        command.env("YEDENG_HOME", self.folder.path().join("home")).env("YEDENG_PASSPHRASE_FILE", self.path("pass"));
        command.env("YEDENG_USER", user).args(arguments);
        command
    }

    fn run(&self, user: &str, arguments: &[&str]) -> Run {
        Run::of(self.command(user, arguments).stdin(Stdio::null()).output().expect("it starts"))
    }

    fn json(&self, user: &str, arguments: &[&str]) -> Run {
        self.run(user, &[&["--json", "--now", NOW], arguments].concat())
    }

    fn stream(&self, user: &str, arguments: &[&str]) -> Stream {
        let mut command = self.command(user, &[&["--json", "--now", NOW], arguments].concat());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        Stream { child, answers }
    }
}

/// A run that is being talked to.
struct Stream {
    child: Child,
    answers: BufReader<std::process::ChildStdout>,
}

impl Stream {
    fn say(&mut self, lines: &str) {
        let input = self.child.stdin.as_mut().expect("piped");
        input.write_all(lines.as_bytes()).and_then(|()| input.flush()).expect("it reads");
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no answer but {line:?}"))
    }

    fn end(mut self) -> i32 {
        drop(self.child.stdin.take());
        drop(self.answers.read_to_end(&mut Vec::new()));
        self.child.wait().expect("it ends").code().expect("by itself")
    }
}

#[test]
fn from_an_empty_home_to_a_talk_that_is_found_again() {
    let desk = Desk::nowhere();
    let made = desk.json("admin", &["init", "--college", "云溪", "--kdf", "demo"]).ok().json();
    assert_eq!(made["home"], desk.path("home"));
    assert_eq!(made["user"], "admin");
    assert!(made["recovery_key"].as_str().is_some_and(|it| it.len() >= 32));

    let roster = desk.file("roster.csv", ROSTER.as_bytes());
    let dry = desk.json("admin", &["import", "students", &roster, "--dry-run"]).ok().json();
    assert_eq!((&dry["added"], &dry["seq"]), (&Value::from(4), &Value::Null));
    assert_eq!(desk.json("admin", &["list", "students"]).ok().json(), Value::Array(Vec::new()));
    let first = desk.json("admin", &["import", "students", &roster]).ok().json();
    assert_eq!((&first["rows"], &first["added"]), (&Value::from(4), &Value::from(4)));
    assert_eq!(first["mapping"]["student_no"], "学号");
    assert_eq!(first["encoding"], "utf-8-bom");
    let again = desk.json("admin", &["import", "students", &roster]).ok().json();
    assert_eq!((&again["unchanged"], &again["seq"]), (&Value::from(4), &Value::Null));

    desk.add_user("li", "counselor");
    let talk = desk.json("li", &["talk", "zs 心理 与室友矛盾,睡不好 #失眠 !2 >3d @3-412"]).ok().json();
    let id = talk["id"].as_str().expect("an id").to_owned();
    assert_eq!(id, format!("T{}", talk["seq"]));
    let understood = &talk["understood"];
    assert_eq!(understood["students"][0]["student_no"], "2024010101");
    assert_eq!((&understood["topic"], &understood["level"]), (&Value::from("psych"), &Value::from(2)));
    assert_eq!((&understood["followup"], &understood["place"]), (&Value::from("2026-11-27"), &Value::from("3#412")));
    assert_eq!(understood["tags"][0], "失眠");

    let listed = desk.json("li", &["list", "talks", "student:zs"]).ok().json();
    assert_eq!(listed[0]["id"], id.as_str());
    assert_eq!(listed[0]["at"], NOW);
    assert_eq!((&listed[0]["status"], &listed[0]["by"]), (&Value::from("awaiting"), &Value::from("li")));
    assert!(listed[0]["text"].as_str().is_some_and(|it| it.contains("睡不好")));
    assert_eq!(desk.json("li", &["search", "睡不好"]).ok().json()[0]["id"], id.as_str());
    let shown = desk.json("li", &["show", &id]).ok().json();
    assert_eq!((&shown["kind"], &shown["history"][0]["kind"]), (&Value::from("talk"), &Value::from("talk.logged")));

    let incident = desk.json("li", &["incident", "3-412 zs 宿舍有烟味 消防 !2"]).ok().json();
    let incident_id = incident["id"].as_str().expect("an id");
    let open = desk.json("li", &["list", "incidents", "state:open"]).ok().json();
    assert_eq!((&open[0]["id"], &open[0]["severity"]), (&Value::from(incident_id), &Value::from("II")));
    assert_eq!(open[0]["next_deadline"], "2026-11-24T23:41:00+08:00");
    let case = desk.json("li", &["show", incident_id]).ok().json();
    assert_eq!(case["steps"].as_array().map(Vec::len), Some(6));

    let student = desk.json("li", &["show", "2024010101"]).ok().json();
    assert_eq!((&student["phone"], &student["level"]), (&Value::from("138****2071"), &Value::from(2)));
    assert_eq!((&student["building"], &student["room"], &student["bed"]), (&Value::from("3"), &Value::from("412"), &Value::from(1)));
    let kinds: Vec<&str> = student["history"].as_array().expect("a history").iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    let room = desk.json("li", &["show", "3#412"]).ok().json();
    assert_eq!((&room["kind"], &room["sign"]), (&Value::from("room"), &Value::from("incident_2")));
    assert_eq!(room["students"], serde_json::json!(["2024010101", "2024010102"]));

    let log = desk.json("li", &["log", "--limit", "0"]).ok().lines();
    assert_eq!(log.len(), desk.json("li", &["verify"]).ok().json()["entries"].as_u64().expect("a number") as usize);
    assert!(log.iter().enumerate().all(|(at, it)| it["seq"] == at as u64 + 1 && it["hash"].as_str().is_some_and(|it| it.len() == 64)));
    assert_eq!(desk.json("li", &["log", "--since", "4", "--limit", "1"]).ok().lines()[0]["kind"], "person.imported");
    let verified = desk.json("li", &["verify"]).ok().json();
    assert_eq!((&verified["ok"], &verified["problems"]), (&Value::Bool(true), &Value::Array(Vec::new())));
    assert_eq!(verified["head"], log[log.len() - 1]["hash"]);
}

#[test]
fn an_import_is_taken_back_as_a_whole() {
    let desk = Desk::founded();
    let report = desk.json("admin", &["list", "students"]).ok().json();
    assert_eq!(report.as_array().map(Vec::len), Some(4));
    let undone = desk.json("admin", &["undo", "4"]).ok().json();
    assert_eq!(undone["undid"], 4);
    assert_eq!(desk.json("admin", &["list", "students"]).ok().json(), Value::Array(Vec::new()));
    assert_eq!(desk.json("admin", &["list", "students", "left:yes"]).ok().json().as_array().map(Vec::len), Some(4));
    assert_eq!(desk.json("admin", &["undo", "4"]).code, 1);
    assert_eq!(desk.json("admin", &["undo", "999"]).code, 3);
}

#[test]
fn a_roster_of_another_layout_is_bound_by_hand() {
    let desk = Desk::founded();
    let odd = desk.file("odd.csv", "编码;姓名;班级\n2024010105;赵六;软件2401\n".as_bytes());
    let unbound = desk.json("admin", &["import", "students", &odd]);
    assert_eq!((unbound.code, unbound.error_code().as_str()), (1, "missing_columns"));
    assert_eq!(unbound.json()["error"]["missing"], serde_json::json!(["student_no"]));
    let bound = desk.json("admin", &["import", "students", &odd, "--map", "学号=编码"]).ok().json();
    assert_eq!((&bound["added"], &bound["mapping"]["student_no"]), (&Value::from(1), &Value::from("编码")));
    assert_eq!(desk.json("admin", &["import", "students", &odd, "--map", "cow=编码"]).error_code(), "bad_map");
    assert_eq!(desk.json("admin", &["import", "students", &odd, "--map", "学号=没有"]).error_code(), "no_such_header");
    assert_eq!(desk.json("admin", &["import", "students", &odd, "--sheet", "x"]).error_code(), "no_such_sheet");
}

#[test]
fn each_exit_code_means_what_the_contract_says() {
    let desk = Desk::founded();
    let refused = desk.json("li", &["talk", "zs"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (1, "empty_text"));
    let late = desk.json("li", &["talk", "zs 学业 挂科 >2026-11-01"]);
    assert_eq!((late.code, late.error_code().as_str()), (1, "followup_in_past"));
    let again = desk.json("admin", &["init", "--college", "x", "--kdf", "demo"]);
    assert_eq!((again.code, again.error_code().as_str()), (1, "home_exists"));

    for (arguments, code) in [
        (&["list", "talks", "--nonsense"][..], "unknown_option"),
        (&["talk", "zs", "学业"], "unexpected_word"),
        (&["tlak", "zs"], "unknown_command"),
        (&["list", "cows"], "bad_value"),
        (&["list", "talks", "topic:cows"], "bad_value"),
        (&["list", "talks", "cow:1"], "unknown_filter"),
        (&["list", "talks", "--since", "gestern"], "bad_time"),
        (&["show"], "argument_needed"),
    ] {
        let run = desk.json("li", arguments);
        assert_eq!((run.code, run.error_code().as_str()), (2, code), "{arguments:?}");
    }
    assert_eq!(desk.run("li", &["--now", "soon", "verify", "--json"]).error_code(), "bad_time");

    let namesakes = desk.json("li", &["talk", "王芳 学业 挂科"]);
    assert_eq!((namesakes.code, namesakes.error_code().as_str()), (3, "ambiguous"));
    let candidates = namesakes.json()["error"]["candidates"].clone();
    let mut numbers: Vec<&str> = candidates.as_array().expect("a list").iter().filter_map(|it| it["student_no"].as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["2024010103", "2024010104"]);
    assert_eq!(candidates[0]["name"], "王芳");
    assert!(candidates[0]["class"].is_string() && candidates[0]["room"].is_string());
    assert_eq!(desk.json("li", &["show", "王芳"]).code, 3);
    assert_eq!(desk.json("li", &["list", "talks", "student:王芳"]).error_code(), "ambiguous");
    assert_eq!(desk.json("li", &["talk", "qqqq 学业 挂科"]).error_code(), "not_found");
    assert_eq!(desk.json("li", &["show", "T999"]).code, 3);
    assert_eq!(desk.json("li", &["import", "students", "/no/such/file.csv"]).code, 3);
    assert_eq!(desk.json("li", &["--home", "/no/such/home", "verify"]).error_code(), "no_home");

    let wrong = desk.secret("wrong", "this is not the one");
    let denied = desk.json("li", &["verify", "--passphrase-file", &wrong]);
    assert_eq!((denied.code, denied.error_code().as_str()), (4, "wrong_passphrase"));
    let stranger = desk.json("nobody", &["verify"]);
    assert_eq!((stranger.code, stranger.error_code().as_str()), (4, "wrong_passphrase"));
    let not_allowed = desk.json("li", &["user", "role", "admin", "counselor"]);
    assert_eq!((not_allowed.code, not_allowed.error_code().as_str()), (4, "not_allowed"));
}

#[test]
fn damage_that_cannot_be_mended_is_said_so() {
    let desk = Desk::founded();
    let home = std::fs::read_dir(desk.path("home")).expect("a home").map(|it| it.expect("a file").path());
    let keyrings: Vec<PathBuf> = home.filter(|it| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("keyring"))).collect();
    assert!(!keyrings.is_empty());
    for keyring in keyrings {
        let bytes: Vec<u8> = std::fs::read(&keyring).expect("it is there").iter().map(|it| it ^ 1).collect();
        std::fs::write(&keyring, bytes).expect("it can be written");
    }
    let run = desk.json("li", &["verify"]);
    assert_eq!((run.code, run.error_code().as_str()), (5, "damaged"));
    assert_eq!(run.json()["error"]["home"], desk.path("home"));
}

#[test]
fn a_desk_that_is_open_elsewhere_says_by_whom() {
    let desk = Desk::founded();
    let mut other = desk.stream("li", &["talk", "-"]);
    other.say("zs 学业 挂科\n");
    assert!(other.answer()["seq"].is_u64());
    let busy = desk.json("li", &["verify"]);
    assert_eq!((busy.code, busy.error_code().as_str()), (6, "locked"));
    let error = &busy.json()["error"];
    assert_eq!(error["pid"], other.child.id());
    assert!(error["since"].is_string());
    assert_eq!(other.end(), 0);
    desk.json("li", &["verify"]).ok();
}

#[test]
fn each_line_is_acknowledged_before_the_next_is_sent() {
    let desk = Desk::founded();
    let mut stream = desk.stream("li", &["talk", "-"]);
    let mut last = 0;
    for number in 1..=5_u64 {
        stream.say(&format!("zs 学业 第{number}次 !3\n"));
        let answer = stream.answer();
        assert_eq!(answer["line"], number);
        let seq = answer["seq"].as_u64().expect("it is written");
        assert!(seq > last);
        last = seq;
    }
    assert_eq!(stream.end(), 0);
    assert_eq!(desk.json("li", &["list", "talks"]).ok().json().as_array().map(Vec::len), Some(5));
}

#[test]
fn what_was_acknowledged_outlives_the_process() {
    let desk = Desk::founded();
    let mut stream = desk.stream("li", &["incident", "-"]);
    stream.say("3-412 停电\n3-412 又停电\n");
    let acknowledged = [stream.answer(), stream.answer()];
    stream.child.kill().expect("it runs");
    stream.child.wait().expect("it ends");
    let listed = desk.json("li", &["list", "incidents"]).ok().json();
    for it in acknowledged {
        assert!(listed.as_array().expect("a list").iter().any(|other| other["id"] == it["id"]));
    }
    assert_eq!(desk.json("li", &["verify"]).ok().json()["ok"], true);
}

#[test]
fn a_refused_line_is_named_and_the_stream_goes_on() {
    let desk = Desk::founded();
    let mut stream = desk.stream("li", &["talk", "-"]);
    stream.say("zs 学业 挂科\n\n王芳 学业 挂科\nzs\nls 学业 也挂科\n");
    let answers = [stream.answer(), stream.answer(), stream.answer(), stream.answer()];
    assert_eq!(stream.end(), 1);
    assert!(answers[0]["seq"].is_u64() && answers[3]["seq"].is_u64());
    assert_eq!((&answers[1]["error"]["code"], &answers[1]["error"]["line"]), (&Value::from("ambiguous"), &Value::from(3)));
    assert_eq!((&answers[2]["error"]["code"], &answers[2]["error"]["line"]), (&Value::from("empty_text"), &Value::from(4)));
    assert_eq!(answers[3]["line"], 5);
}

#[test]
fn explaining_writes_nothing() {
    let desk = Desk::founded();
    let entries = || desk.json("li", &["verify"]).ok().json()["entries"].clone();
    let before = entries();
    let dry = desk.json("li", &["talk", "zs 学业 挂科 ~电话", "--dry-run"]).ok().json();
    assert_eq!((&dry["seq"], &dry["understood"]["way"]), (&Value::Null, &Value::from("phone")));
    assert_eq!(desk.json("li", &["talk", "zs 学业 挂科 >2026-11-01", "--dry-run"]).code, 1);
    assert_eq!(entries(), before);
}

#[test]
fn what_a_user_may_not_read_is_null() {
    let desk = Desk::founded();
    desk.add_user("wang", "counselor");
    let id = desk.json("li", &["talk", "zs 心理 不想让别人知道的话"]).ok().json()["id"].as_str().expect("an id").to_owned();
    for arguments in [&["list", "talks"][..], &["show", &id], &["show", "2024010101"], &["show", &id[1..]], &["search", "别人"]] {
        let run = desk.json("wang", arguments).ok();
        assert!(!run.stdout.contains("别人知道") && !run.stderr.contains("别人知道"), "{arguments:?}");
    }
    assert_eq!(desk.json("wang", &["list", "talks"]).ok().json()[0]["text"], Value::Null);
    assert!(desk.json("li", &["show", &id]).ok().stdout.contains("别人知道"));
    assert!(!desk.run("wang", &["show", &id]).ok().stdout.contains("别人知道"));
}

#[test]
fn no_error_says_a_secret() {
    let desk = Desk::founded();
    let wrong = desk.secret("wrong", "opensesame-secret");
    let runs = [
        desk.run("li", &["verify", "--passphrase-file", &wrong]),
        desk.run("li", &["talk", "zs", "学业", "opensesame-secret"]),
        desk.run("li", &["talk", "qqqq 心理 opensesame-secret"]),
        desk.run("li", &["talk", "zs 心理 opensesame-secret >2026-11-01", "--now", NOW]),
        desk.run("li", &["user", "passwd", "--new-passphrase-file", &wrong, "--kdf", "nonsense"]),
        desk.run("nobody", &["--help"]),
    ];
    for run in runs {
        assert!(
            !run.stderr.contains("opensesame") && !run.stderr.contains(PASSPHRASE) && !run.stderr.contains("panicked"),
            "{}",
            run.stderr
        );
        assert!(!run.stdout.contains("opensesame") && !run.stdout.contains(PASSPHRASE), "{}", run.stdout);
    }
}

#[test]
fn users_come_change_and_go() {
    let desk = Desk::founded();
    let short = desk.secret("short", "abc");
    let refused = desk.json("admin", &["user", "add", "zhao", "--new-passphrase-file", &short, "--kdf", "demo"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (1, "passphrase_too_short"));
    assert_eq!(desk.json("admin", &["user", "add", "li"]).error_code(), "login_taken");
    let own = desk.json("admin", &["user", "classes", "li", "软件2401"]).ok().json();
    assert_eq!(own["classes"], serde_json::json!(["软件2401"]));
    assert_eq!(desk.json("li", &["list", "students", "own:yes"]).ok().json().as_array().map(Vec::len), Some(2));
    assert_eq!(desk.json("admin", &["user", "role", "li", "学工处"]).ok().json()["role"], "student_office");
    let new = desk.secret("new", "a passphrase of my own");
    desk.json("li", &["user", "passwd", "--new-passphrase-file", &new, "--kdf", "demo"]).ok();
    assert_eq!(desk.json("li", &["verify"]).code, 4);
    desk.json("li", &["verify", "--passphrase-file", &new]).ok();
    assert_eq!(desk.json("admin", &["user", "disable", "li"]).ok().json()["active"], false);
    assert_eq!(desk.json("li", &["verify", "--passphrase-file", &new]).code, 4);
    assert_eq!(desk.json("admin", &["user", "disable", "admin"]).error_code(), "last_administrator");
    let users = desk.json("admin", &["user", "list"]).ok().json();
    assert_eq!(users.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_small_demo_college_is_the_same_for_the_same_seed() {
    let desk = Desk::nowhere();
    let small = ["--students", "200", "--talks", "60", "--incidents", "12", "--no-screen"];
    let homes: Vec<String> = ["one", "two", "other"].map(|name| desk.path(name)).into();
    for (home, seed) in homes.iter().zip(["7", "7", "8"]) {
        let made = desk.json("zhang", &[&["demo", "--seed", seed, "--home", home], &small[..]].concat()).ok().json();
        assert_eq!((&made["students"], &made["talks"], &made["incidents"]), (&Value::from(200), &Value::from(60), &Value::from(12)));
        assert_eq!(made["home"], home.as_str());
        assert!(made["rooms"].as_u64().is_some_and(|it| it > 0) && made["seconds"].is_f64());
    }
    let secret = desk.secret("demo", "yedeng-demo");
    let ask =
        |home: &str, user: &str, what: &[&str]| desk.json(user, &[&["--home", home, "--passphrase-file", &secret], what].concat()).ok();
    for what in [["list", "students", "--limit", "0"], ["list", "talks", "--limit", "0"], ["list", "incidents", "--limit", "0"]] {
        let first = ask(&homes[0], "zhang", &what).stdout;
        assert_eq!(first, ask(&homes[1], "zhang", &what).stdout);
        assert_ne!(first, ask(&homes[2], "zhang", &what).stdout);
    }
    for user in ["zhang", "li", "wang", "chen", "admin"] {
        assert_eq!(ask(&homes[0], user, &["verify"]).json()["ok"], true);
    }
    let overview = ask(&homes[0], "zhang", &[]).json();
    assert!(overview["duty"].is_array() && overview["incidents"].is_array() && overview["followups"].is_array());
    // The home of the environment is somebody's own: nothing is made there.
    assert!(!PathBuf::from(desk.path("home")).exists());
    assert_eq!(desk.json("zhang", &[&["demo", "--home", &homes[0]], &small[..]].concat()).error_code(), "home_exists");
}

#[test]
fn it_speaks_the_language_of_the_seat() {
    let desk = Desk::nowhere();
    assert!(desk.run("li", &["--help"]).ok().stdout.contains("用法"));
    assert!(desk.run("li", &["list", "--help", "--lang", "en"]).ok().stdout.contains("Usage"));
    let output = desk.command("li", &["verify"]).env("LANG", "en_US.UTF-8").output().expect("it starts");
    assert!(Run::of(output).stderr.contains("There is no data here yet"));
    assert!(desk.run("li", &["verify"]).stderr.contains("这里还没有数据"));
    assert_eq!(desk.run("li", &["verify", "--lang", "tlh"]).code, 2);
}

#[test]
fn the_shell_is_told_about_us() {
    let desk = Desk::nowhere();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.run("li", &["completions", shell]).ok().stdout.contains("incident"), "{shell}");
    }
    assert!(desk.run("li", &["man"]).ok().stdout.starts_with(".ie"));
    assert!(desk.run("li", &["man", "talk"]).ok().stdout.contains("dry"));
    assert_eq!(desk.run("li", &["man", "cow"]).code, 3);
    assert!(desk.run("li", &["--version"]).ok().stdout.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn people_are_shown_tables_and_listeners_lines() {
    let desk = Desk::founded();
    let table = desk.run("li", &["list", "students"]).ok().stdout;
    assert!(table.lines().next().is_some_and(|line| line.starts_with("学号") && line.contains("姓名")));
    assert_eq!(table.lines().count(), 5);
    let lines = desk.run("li", &["--plain", "list", "students", "--limit", "1"]).ok().stdout;
    assert!(lines.contains("姓名：张三\n") && lines.contains("手机：138****2071\n"));
    let found = desk.json("li", &["find", "zs"]).ok().json();
    assert_eq!(
        (&found[0]["name"], &found[0]["why"], &found[0]["room"]),
        (&Value::from("张三"), &Value::from("initials"), &Value::from("3#412"))
    );
    assert_eq!(desk.json("li", &["find", "qqqq"]).ok().json(), Value::Array(Vec::new()));
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let desk = Desk::founded();
    let mut lines = String::new();
    for number in 0..3_000 {
        lines.push_str(&format!("zs 学业 第{number}次谈话，说了很多，写得也很多\n"));
    }
    let mut stream = desk.stream("li", &["talk", "-"]);
    let mut input = stream.child.stdin.take().expect("piped");
    let feeding = std::thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    (0..3_000).for_each(|_| assert!(stream.answer()["seq"].is_u64()));
    feeding.join().expect("it fed");
    assert_eq!(stream.end(), 0);

    let mut command = desk.command("li", &["list", "talks", "--limit", "0", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().expect("it ends"));
    assert_eq!(run.code, 0);
    assert_eq!(run.stderr, "");
}

#[cfg(unix)]
#[test]
fn a_passphrase_file_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::founded();
    let open = desk.secret("open", PASSPHRASE);
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o644)).expect("it is ours");
    let run = desk.run("li", &["verify", "--json", "--passphrase-file", &open]).ok();
    assert!(run.stderr.contains("chmod 600"));
    assert_eq!(run.json()["ok"], true);
    assert!(desk.run("li", &["verify"]).ok().stderr.is_empty());
}

#[test]
fn without_a_terminal_nobody_is_asked_and_nothing_is_drawn() {
    let desk = Desk::founded();
    let screen = desk.run("li", &[]);
    assert_eq!(screen.code, 2, "{}", screen.stderr);
    assert!(!screen.stdout.contains('\u{1b}'));
    desk.json("li", &["verify"]).ok();
}
