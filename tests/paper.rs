//! Reports, exports and the students' grid as scripts meet them: the real binary, a home of its own for each test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it wanted and stops")]

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const NOW: &str = "2026-11-24T23:36:00+08:00";
const ROSTER: &str = "学号,姓名,性别,院系,班级,楼栋,房间号,床位\n\
    2024010101,张三,男,信息系,软件2401,3,412,1\n\
    2024010102,李四,男,信息系,软件2401,3,412,2\n\
    2024010103,赵磊,男,护理系,护理2401,3,413,1\n\
    2024010104,王芳,女,护理系,护理2401,5,201,1\n";

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A college of four with an administrator, two counselors and somebody of the student office.
    fn founded() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.file("pass", "correct horse battery\n");
        desk.ok("admin", &["init", "--college", "云溪", "--kdf", "demo"]);
        let roster = desk.file("roster.csv", ROSTER);
        desk.ok("admin", &["import", "students", &roster]);
        let pass = desk.path("pass");
        for (login, role) in [("li", "counselor"), ("zhou", "counselor"), ("office", "student_office")] {
            desk.ok("admin", &["user", "add", login, "--role", role, "--new-passphrase-file", &pass, "--kdf", "demo"]);
        }
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a plain path").to_owned()
    }

    fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("it can be written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(self.path(name), std::fs::Permissions::from_mode(0o600)).expect("it is ours");
        }
        self.path(name)
    }

    /// Exit code and what stands on stdout.
    fn run(&self, user: &str, arguments: &[&str]) -> (i32, Value) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yedeng"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "zh_CN.UTF-8");
        command.env("YEDENG_HOME", self.path("home")).env("YEDENG_PASSPHRASE_FILE", self.path("pass")).env("YEDENG_USER", user);
        let output = command.args(["--json", "--now", NOW]).args(arguments).stdin(Stdio::null()).output().expect("it starts");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let told = String::from_utf8_lossy(&output.stderr);
        let value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("not one JSON document: {text} {told}"));
        (output.status.code().expect("it ends by itself"), value)
    }

    #[track_caller]
    fn ok(&self, user: &str, arguments: &[&str]) -> Value {
        let (code, value) = self.run(user, arguments);
        assert_eq!(code, 0, "{value}");
        value
    }

    /// Exit code and code of the error.
    fn fails(&self, user: &str, arguments: &[&str]) -> (i32, String) {
        let (code, value) = self.run(user, arguments);
        (code, value["error"]["code"].as_str().unwrap_or_else(|| panic!("no error: {value}")).to_owned())
    }
}

/// A mark straight through the library, so that these tests do not hang on another command.
fn mark(desk: &Desk, user: &str) {
    use yedeng::campus::*;
    use yedeng::desk::{Clock, Desk as Open};
    let at = Day::ymd(2026, 11, 24).expect("a day").at(DEFAULT_ZONE, 23, 20);
    let opening = Open::begin(Path::new(&desk.path("home")), Clock::Fixed(at)).expect("it is there");
    let opened = opening.unlock(user, "correct horse battery").unwrap_or_else(|_| panic!("it opens"));
    let (room, building, student) = {
        let campus = opened.campus();
        let building = campus.places().building_by_number("3").expect("it was imported");
        let room = campus.places().room_by_door(building, "413").expect("it was imported");
        (room, building, campus.people().by_no("2024010103").expect("it was imported"))
    };
    let findings = [Finding::Kettle].into_iter().collect();
    let after = RoomMark { room, expected: 1, away: [(student, Presence::Absent)].into_iter().collect(), findings };
    let changes = vec![MarkChange { before: None, after: Some(after) }];
    let marked = RoundAct::Marked { day: at.duty_day(DEFAULT_ZONE), building, floor: 4, changes, note: "".into() };
    opened.submit(Act::Round(marked)).expect("it is allowed");
    opened.close().expect("it closes");
}

#[test]
fn a_night_is_reported_and_leaves_the_house_without_names() {
    let desk = Desk::founded();
    mark(&desk, "li");
    let told = desk.ok("li", &["round", "report"]);
    let total = &told["total"];
    assert_eq!((&total["rooms"], &total["checked"], &total["absent"]), (&json!(3), &json!(1), &json!(1)), "{told}");
    assert_eq!(total["kinds"], json!({ "kettle": 1 }));
    assert_eq!((&told["away"][0]["name"], &told["away"][0]["student_no"]), (&json!("赵磊"), &json!("2024010103")));
    assert_eq!((&told["searches"][0]["state"], &told["hidden"]), (&json!("open"), &json!(0)));
    let of_class: Vec<_> = told["classes"].as_array().expect("rows").iter().filter(|it| it["absent"] == json!(1)).collect();
    assert_eq!(of_class.len(), 1);
    // An administrator sees counts, and of others' marks no names.
    let counts = desk.ok("admin", &["round", "report", "--day", "today"]);
    assert_eq!((&counts["total"]["absent"], &counts["away"], &counts["hidden"]), (&json!(1), &json!([]), &json!(2)));
    assert_eq!(desk.ok("li", &["round", "report", "--building", "5"])["total"]["absent"], json!(0));
    assert_eq!(desk.fails("li", &["round", "report", "--since", "today", "--until", "yesterday"]), (2, "bad_period".to_owned()));

    for ending in ["csv", "html", "json", "xlsx"] {
        let file = desk.path(&format!("night.{ending}"));
        let done = desk.ok("li", &["export", "rounds", &file]);
        assert_eq!((&done["identified"], &done["seq"], &done["rows"]), (&json!(false), &Value::Null, &json!(2)));
        let bytes = std::fs::read(&file).expect("it is there");
        if ending != "xlsx" {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains("赵*") && !text.contains("赵磊") && !text.contains("2024010103"), "{text}");
        }
        assert_eq!(desk.fails("li", &["export", "rounds", &file]), (1, "file_exists".to_owned()));
    }
    assert_eq!(desk.fails("li", &["export", "rounds", &desk.path("night.doc")]).0, 2);
}

#[test]
fn names_leave_the_house_with_a_reason_that_is_on_record() {
    let desk = Desk::founded();
    mark(&desk, "li");
    let file = desk.path("named.csv");
    assert_eq!(desk.fails("li", &["export", "rounds", &file, "--identified"]).0, 2, "a reason is needed");
    assert_eq!(desk.fails("li", &["export", "rounds", &file, "--identified", "--reason", " "]), (1, "reason_needed".to_owned()));
    assert_eq!(desk.fails("admin", &["export", "rounds", &file, "--identified", "--reason", "好奇"]), (4, "not_allowed".to_owned()));
    assert!(!Path::new(&file).exists(), "nothing is written before it is on record");
    let done = desk.ok("li", &["export", "rounds", &file, "--identified", "--reason", "交院系核查"]);
    assert!(std::fs::read_to_string(&file).expect("it is there").contains("赵磊"));
    let seq = done["seq"].as_u64().expect("an entry").to_string();
    let shown = desk.ok("office", &["show", &seq]).to_string();
    assert!(shown.contains("custody.exported"), "{shown}");
    let log = desk.ok("office", &["log", "--since", &seq, "--limit", "1"]);
    assert_eq!(log["kind"], "custody.exported");
}

#[test]
fn a_floor_moves_by_a_file_wholly_or_not_at_all() {
    let desk = Desk::founded();
    let good = desk.file("good.csv", "学号,宿舍\n2024010101,3-413-2\n2024010102,3-412-1\n");
    let dry = desk.ok("li", &["room", "file", &good, "--dry-run"]);
    assert_eq!((&dry["moved"], &dry["seq"]), (&json!(2), &Value::Null), "{dry}");
    let bad = desk.file("bad.csv", "学号,楼栋,房间号,床位\n2024010101,3,413,1\n2024010104,5,201,1\n9999,3,412,1\n");
    let (code, refused) = desk.run("li", &["room", "file", &bad]);
    let rows = &refused["error"]["rejected"];
    let reasons: Vec<&str> = rows.as_array().expect("rows").iter().filter_map(|it| it["reason"].as_str()).collect();
    assert_eq!((code, reasons), (1, vec!["bed_taken", "student_unknown"]), "{refused}");
    assert_eq!((&rows[0]["row"], &rows[0]["other_student_no"]), (&json!(2), &json!("2024010103")));
    let done = desk.ok("li", &["room", "file", &good]);
    assert!(done["seq"].is_u64());
    assert_eq!(desk.ok("li", &["room", "file", &good])["seq"], Value::Null, "the same again changes nothing");
    assert_eq!(desk.ok("li", &["show", "2024010101"])["room"], "413");
    desk.ok("li", &["undo", &done["seq"].to_string()]);
    assert_eq!(desk.ok("li", &["show", "2024010101"])["room"], "412");
}

#[test]
fn a_room_is_scored_appeals_and_is_mended() {
    let desk = Desk::founded();
    let score = desk.ok("li", &["hygiene", "score", "3-412", "floor=10", "床铺=15", "--text", "地面"]);
    let id = score["id"].as_str().expect("an id").to_owned();
    assert_eq!(desk.fails("li", &["hygiene", "score", "3-412"]), (1, "scored_already".to_owned()));
    assert_eq!(desk.fails("li", &["hygiene", "score", "3-413", "floor=99"]), (1, "points_off".to_owned()));
    assert_eq!(desk.fails("li", &["hygiene", "score", "3-413", "roof=1"]), (2, "bad_value".to_owned()));
    let listed = desk.ok("zhou", &["hygiene", "list", "--to-mend"]);
    assert_eq!((&listed[0]["points"], &listed[0]["stars"], &listed[0]["mend_by"]), (&json!(75), &json!(3), &json!("2026-11-27")));
    desk.ok("li", &["hygiene", "appeal", &id, "--text", "停水"]);
    assert_eq!(desk.fails("li", &["hygiene", "decide", &id, "90", "--text", "属实"]), (1, "second_person_needed".to_owned()));
    desk.ok("zhou", &["hygiene", "decide", &id, "92", "--text", "属实"]);
    desk.ok("li", &["hygiene", "mend", &id]);
    assert_eq!(desk.ok("li", &["hygiene", "list", "--to-mend"]), json!([]));
    desk.ok("li", &["hygiene", "score", "3-412", "--day", "7d"]);
    let model = desk.ok("li", &["hygiene", "rooms"]);
    assert_eq!((&model[0]["place"], &model[0]["average"], &model[0]["scores"]), (&json!("3#412"), &json!(96), &json!(2)));
    assert_eq!(desk.fails("zhou", &["hygiene", "undo", &id]).0, 4, "another's score");
}

#[test]
fn the_barometer_says_who_is_missing_to_whom_may_hear_it() {
    let desk = Desk::founded();
    desk.ok("admin", &["user", "classes", "li", "软件2401"]);
    let before = desk.ok("li", &["mood", "list"]);
    assert_eq!((&before["missing"], &before["reports"]), (&json!(["软件2401"]), &json!([])));
    desk.ok("li", &["mood", "report", "软件", "多云", "--low", "1", "--text", "期中临近"]);
    assert_eq!(desk.fails("li", &["mood", "report", "软件2401", "rain"]), (1, "mood_already".to_owned()));
    let told = desk.ok("li", &["mood", "list"]);
    assert_eq!((&told["reports"][0]["weather"], &told["reports"][0]["text"]), (&json!("cloudy"), &json!("期中临近")));
    let other = desk.ok("zhou", &["mood", "list"]);
    assert_eq!((&other["reports"], &other["missing"]), (&json!([]), &json!([])), "{other}");
    assert_eq!(desk.ok("office", &["mood", "list"])["missing"], json!(["护理2401"]));
}

#[test]
fn the_grid_has_officers_gaps_and_a_record() {
    let desk = Desk::founded();
    let gaps = desk.ok("li", &["officer", "gaps", "--building", "3"]);
    let kinds: Vec<&str> = gaps.as_array().expect("gaps").iter().filter_map(|it| it["gap"].as_str()).collect();
    assert_eq!(kinds, ["sponsor", "building_head", "floor_head", "room_head", "room_head"]);
    desk.ok("li", &["officer", "name", "寝室长", "3-412", "张三", "--from", "30d"]);
    desk.ok("li", &["officer", "name", "floor_head", "3-4", "2024010102", "--from", "30d"]);
    assert_eq!(desk.fails("li", &["officer", "name", "floor_head", "3-9", "张三"]), (3, "no_such_floor".to_owned()));
    assert_eq!(desk.ok("li", &["officer", "gaps", "--building", "3"]).as_array().map(Vec::len), Some(3));
    let listed = desk.ok("li", &["officer", "list", "--post", "room_head"]);
    assert_eq!((&listed[0]["place"], &listed[0]["fit"]), (&json!("3#412"), &json!(true)));
    assert!(listed[0]["duties"].as_str().is_some_and(|it| it.contains("值日")));
    desk.ok("li", &["officer", "serve", "张三", "room_head", "90", "大扫除"]);
    desk.ok("li", &["officer", "serve", "李四", "floor_head", "30", "清点人数"]);
    desk.ok("li", &["officer", "commend", "李四", "及时上报"]);
    assert_eq!(desk.fails("li", &["officer", "serve", "赵磊", "room_head", "10", "没有任命"]), (3, "no_such_officer".to_owned()));
    let record = desk.ok("li", &["officer", "record"]);
    assert_eq!((&record[0]["name"], &record[1]["minutes"], &record[1]["rank"]), (&json!("李四"), &json!(90), &json!(2)));
    desk.ok("li", &["officer", "relieve", "room_head", "3-412", "张三"]);
    assert_eq!(desk.ok("li", &["officer", "list", "--post", "room_head"]), json!([]));

    let proposed = desk.ok("office", &["sponsor", "propose"]);
    assert_eq!((&proposed[0]["building"], &proposed[0]["proposed"], &proposed[0]["students"]), (&json!("3"), &json!("信息系"), &json!(2)));
    assert_eq!(desk.fails("li", &["sponsor", "set", "3", "信息系"]), (4, "not_allowed".to_owned()));
    desk.ok("office", &["sponsor", "set", "3", "信息"]);
    assert_eq!(desk.ok("office", &["sponsor", "list"])[0]["sponsor"], "信息系");
    assert_eq!(desk.ok("office", &["sponsor", "propose"]).as_array().map(Vec::len), Some(1), "building 5 is left");
}

#[test]
fn presets_go_out_and_come_back() {
    let desk = Desk::founded();
    assert_eq!(desk.ok("li", &["preset", "show"])["shipped"], json!(true));
    let page = desk.file("page.toml", "[mood]\ndays = 7\n");
    assert_eq!(desk.fails("li", &["preset", "set", &page]), (4, "not_allowed".to_owned()));
    desk.ok("office", &["preset", "set", &page]);
    assert_eq!(desk.ok("office", &["preset", "set", &page])["seq"], Value::Null);
    let period = desk.ok("office", &["mood", "list"]);
    assert_eq!((&period["from"], &period["until"]), (&json!("2026-11-23"), &json!("2026-11-29")), "a week now, from its Monday");
    let bad = desk.file("bad.toml", "[mood]\ndays = 0\n");
    assert_eq!(desk.fails("office", &["preset", "set", &bad]), (1, "presets_unreadable".to_owned()));
    desk.ok("office", &["preset", "reset"]);
    assert_eq!(desk.ok("office", &["preset", "show"])["shipped"], json!(true));
}
