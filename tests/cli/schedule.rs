//! The duty schedule out and in, as scripts meet it.

use super::{Desk, NOW, Run};
use serde_json::{Value, json};

/// The demo college: six communities, a schedule from four weeks ago to three weeks ahead.
pub(super) struct College {
    pub(super) desk: Desk,
    home: String,
    secret: String,
}

impl College {
    fn new() -> Self {
        Self::of("60")
    }

    /// Of so many students, which says how many counselors there are.
    pub(super) fn of(students: &str) -> Self {
        let desk = Desk::nowhere();
        let (home, secret) = (desk.path("college"), desk.secret("demo", "yedeng-demo"));
        let small = ["--students", students, "--talks", "0", "--incidents", "0", "--no-screen"];
        desk.json("zhang", &[&["demo", "--seed", "1", "--home", &home], &small[..]].concat()).ok();
        Self { desk, home, secret }
    }

    pub(super) fn json(&self, user: &str, arguments: &[&str]) -> Run {
        let global = ["--home", self.home.as_str(), "--passphrase-file", &self.secret];
        self.desk.json(user, &[&global[..], arguments].concat())
    }

    pub(super) fn said(&self, user: &str, lang: &str, arguments: &[&str]) -> String {
        let global = ["--home", self.home.as_str(), "--passphrase-file", &self.secret, "--now", NOW, "--lang", lang];
        self.desk.run(user, &[&global[..], arguments].concat()).ok().stdout
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.desk.path(name)).expect("the file is there")
    }

    pub(super) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    /// Who is published, from the newest on.
    pub(super) fn shifts(&self) -> Vec<Value> {
        self.json("zhang", &["list", "shifts", "--limit", "0"]).ok().lines_or_array()
    }
}

impl Run {
    pub(super) fn lines_or_array(&self) -> Vec<Value> {
        self.json().as_array().cloned().unwrap_or_default()
    }
}

/// Somebody who may publish, and somebody who may not.
const OFFICE: &str = "admin";
const COUNSELOR: &str = "zhang";

#[test]
fn our_own_sheets_are_known_again() {
    let college = College::new();
    let all = ["--from", "2026-11-20", "--to", "2026-12-10"];
    for file in ["值班.xlsx", "值班.csv"] {
        let path = college.desk.path(file);
        let told = college.json(COUNSELOR, &[&["export", "schedule", &path], &all[..]].concat()).ok().json();
        assert_eq!(told["rows"], json!(21 * 7), "{told}");
        let read = college.json(OFFICE, &["schedule", "import", &path]).ok().json();
        assert_eq!((&read["added"], &read["clashing"], &read["rejected"]), (&json!([]), &json!([]), &json!([])), "{read}");
        assert_eq!((&read["same"], &read["seq"]), (&json!(21 * 7), &Value::Null));
    }
    let page = college.desk.path("值班.html");
    college.json(COUNSELOR, &["export", "schedule", &page]).ok();
    assert!(college.text("值班.html").contains("2026年11月值班表"));
    let there = college.json(COUNSELOR, &["export", "schedule", &page]);
    assert_eq!((there.code, there.error_code().as_str()), (1, "file_exists"));
    let ending = college.json(COUNSELOR, &["export", "schedule", &college.desk.path("值班.txt")]);
    assert_eq!((ending.code, &ending.json()["error"]["allowed"]), (2, &json!(["xlsx", "csv", "html", "ics", "json"])));
}

#[test]
fn a_rota_is_looked_at_then_published_then_known_and_taken_back() {
    let college = College::new();
    let shifts = college.shifts();
    let (site, name) = (shifts[0]["site"].as_str().expect("a site"), shifts[0]["name"].as_str().expect("a name"));
    let site = if site == "leader" { shifts[1]["site"].as_str().expect("a site") } else { site };
    let rota = format!("日期,星期,{site},保卫处\n2027-2-1,周一,{name},老周\n2027-2-2,周二,查无此人,\n2027-2-3,周一,{name},\n");
    let file = college.desk.file("rota.csv", rota.as_bytes());
    let import = |user: &str, more: &[&str]| college.json(user, &[&["schedule", "import", &file], more].concat());
    let dry = import(OFFICE, &["--dry-run"]).ok().json();
    assert_eq!((&dry["rows"], &dry["form"], &dry["seq"], &dry["unbound"]), (&json!(3), &json!("door"), &Value::Null, &json!(["保卫处"])));
    assert_eq!(dry["added"][0]["starts"], "2027-02-01T17:00:00+08:00");
    assert_eq!((&dry["rejected"][0]["reason"], &dry["rejected"][0]["row"]), (&json!("person_unknown"), &json!(3)));
    assert_eq!(dry["rejected"][1]["reason"], "weekday_differs");
    assert_eq!(college.shifts().len(), shifts.len(), "looked at only");
    assert_eq!(import(COUNSELOR, &["--dry-run"]).error_code(), "not_allowed", "not even the preview");
    for (lang, said) in [("zh-CN", "查无此人"), ("en", "no user has this name")] {
        assert!(college.said(OFFICE, lang, &["schedule", "import", &file, "--dry-run"]).contains(said));
    }
    let seq = import(OFFICE, &[]).ok().json()["seq"].as_u64().expect("an entry");
    assert_eq!(college.shifts().len(), shifts.len() + 1);
    assert_eq!(import(OFFICE, &[]).ok().json()["same"], json!(1), "twice changes nothing");
    let mine = college.desk.path("mine.ics");
    let person = shifts.iter().find(|it| it["name"] == name).expect("they have duty")["person"].as_str().expect("a login").to_owned();
    college.json(COUNSELOR, &["export", "schedule", &mine, "--person", &person, "--from", "2027-02-01"]).ok();
    let before = college.text("mine.ics");
    assert!(before.contains("DTSTART:20270201T090000Z") && before.contains("STATUS:CONFIRMED"), "{before}");
    college.json(OFFICE, &["undo", &seq.to_string()]).ok();
    college.json(COUNSELOR, &["export", "schedule", &mine, "--person", &person, "--from", "2027-02-01", "--replace"]).ok();
    let after = college.text("mine.ics");
    let uid = |text: &str| text.lines().find(|it| it.starts_with("UID:")).map(str::to_owned);
    assert!(after.contains("STATUS:CANCELLED") && uid(&after) == uid(&before), "{after}");
}

#[test]
fn phones_leave_only_with_a_reason_on_record() {
    let college = College::new();
    let file = college.desk.path("masked.json");
    college.json(COUNSELOR, &["export", "schedule", &file, "--site", "leader"]).ok();
    let rows: Vec<Value> = serde_json::from_slice(&college.bytes("masked.json")).expect("JSON");
    assert!(!rows.is_empty() && rows.iter().all(|it| it["site"] == "leader"));
    assert!(rows.iter().all(|it| it["phone"].as_str().is_none_or(|it| it.contains('*'))), "{rows:?}");
    let full = college.desk.path("full.json");
    assert_eq!(college.json(COUNSELOR, &["export", "schedule", &full, "--identified"]).code, 2, "not without a reason");
    let told = college.json(COUNSELOR, &["export", "schedule", &full, "--identified", "--reason", "张贴"]).ok().json();
    assert!(told["seq"].is_u64());
    assert!(college.text("full.json").contains("\"phone\": \"1") && !college.text("full.json").contains('*'));
    let log = college.json(COUNSELOR, &["log", "--since", &told["seq"].to_string()]).ok().lines();
    assert_eq!(log[0]["kind"], "custody.exported");
}

#[test]
fn a_broken_rota_says_what_is_wrong_with_it() {
    let college = College::new();
    let of = |name: &str, bytes: &[u8]| {
        let file = college.desk.file(name, bytes);
        let run = college.json(OFFICE, &["schedule", "import", &file]);
        (run.code, run.error_code())
    };
    assert_eq!(of("broken.xlsx", b"PK\x03\x04xl/workbook and then nothing"), (1, "damaged_file".into()));
    assert_eq!(of("empty.csv", b""), (1, "empty".into()));
    assert_eq!(of("students.csv", "学号,姓名\n2024010101,张三\n".as_bytes()), (1, "missing_columns".into()));
    assert_eq!(of("post.csv", "日期,姓名\n2026-12-1,张三\n".as_bytes()), (1, "missing_post".into()));
    let none = college.json(OFFICE, &["schedule", "import", &college.desk.path("none.xlsx")]);
    assert_eq!((none.code, none.error_code().as_str()), (3, "no_such_file"));
    assert_eq!(college.json(COUNSELOR, &["export", "schedule", &college.desk.path("x.ics"), "--person", "nobody at all"]).code, 3);
    assert_eq!(
        college.json(COUNSELOR, &["export", "schedule", &college.desk.path("x.csv"), "--from", "2026-12-2", "--to", "2026-12-1"]).code,
        2
    );
}
