//! The night round, the search for who was not there, moves, leaves and numbers, as scripts meet them.

use super::{Desk, NOW};
use serde_json::{Value, json};

/// Four rooms on two floors; 王芳 twice, one bed free everywhere.
const HOUSE: &str = "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位,手机\n\
    2024010101,张三,男,软件2401,3,412,1,13812342071\n\
    2024010102,李四,男,软件2401,3,412,2,13912342072\n\
    2024010105,孙浩,男,软件2401,3,413,1,\n\
    2024010106,周杰,男,软件2401,3,511,1,\n\
    2024010103,王芳,女,软件2402,5,201,1,13712342073\n\
    2024010104,王芳,女,护理2401,5,202,1,13612342074\n";

impl Desk {
    fn house() -> Self {
        let desk = Self::nowhere();
        desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
        let roster = desk.file("roster.csv", HOUSE.as_bytes());
        desk.run("admin", &["import", "students", &roster]).ok();
        desk.add_user("li", "counselor");
        desk.add_user("chen", "duty_leader");
        desk
    }

    /// At another moment of the same night.
    fn at(&self, now: &str, user: &str, arguments: &[&str]) -> super::Run {
        self.run(user, &[&["--json", "--now", now], arguments].concat())
    }
}

#[test]
fn a_round_is_begun_walked_interrupted_and_ended() {
    let desk = Desk::house();
    let begun = desk.json("li", &["round", "start", "3"]).ok().json();
    let id = begun["id"].as_str().expect("an id").to_owned();
    assert_eq!((&begun["rooms"], &begun["checked"], &begun["expected"]), (&json!(3), &json!(0), &json!(4)));
    assert_eq!((&begun["duty_date"], &begun["next"], &begun["place"]), (&json!("2026-11-24"), &json!("3#412"), &json!("3")));
    let twice = desk.json("li", &["round", "start", "3"]);
    assert_eq!((twice.code, twice.error_code().as_str()), (1, "round_under_way"));
    let mark = desk.json("li", &["round", "mark", "3-412", "present"]).ok().json();
    assert_eq!(mark["round"], json!({ "id": id, "checked": 1, "rooms": 3 }));
    assert_eq!((&mark["before"], &mark["after"]["away"], &mark["after"]["expected"]), (&Value::Null, &json!([]), &json!(2)));
    // Each command is a program of its own: what is on record is all there is.
    let midnight = "2026-11-25T00:40:00+08:00";
    desk.at(midnight, "li", &["round", "mark", "3-413", "未归", "1", "--finding", "rice_cooker", "--finding", "吸烟"]).ok();
    let listed = desk.at(midnight, "li", &["round", "list"]).ok().json();
    assert_eq!((&listed[0]["id"], &listed[0]["next"]), (&json!(id), &json!("3#511")));
    assert_eq!((&listed[0]["absent"], &listed[0]["findings"], &listed[0]["open"]), (&json!(1), &json!(2), &json!(true)));
    assert_eq!(listed[0]["duty_date"], "2026-11-24", "it is the same night after midnight");
    let ended = desk.at(midnight, "li", &["round", "end", &id, "--note", "正常"]).ok().json();
    assert_eq!((&ended["open"], &ended["ended"]), (&json!(false), &json!(midnight)));
    assert_eq!(desk.at(midnight, "li", &["round", "end", &id]).error_code(), "round_over");
    let unknown = desk.at(midnight, "li", &["round", "end", "R999"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (3, "no_such_round"));
    let shown = desk.json("li", &["show", &id]).ok().json();
    assert_eq!(shown["marks"].as_array().map(Vec::len), Some(2));
    assert_eq!(shown["marks"][1]["away"][0]["student_no"], "2024010105");
    assert!(shown["history"].to_string().contains("正常"));
    let sheets = desk.json("li", &["list", "rounds"]).ok().json();
    for field in ["id", "duty_date", "place", "expected", "present", "leave", "late", "absent", "findings"] {
        assert!(!sheets[0][field].is_null(), "{field}");
    }
    let down = desk.json("li", &["round", "start", "3", "--down"]).ok().json();
    assert_eq!((&down["next"], &down["upward"]), (&json!("3#511"), &json!(false)));
    assert_eq!(desk.json("li", &["round", "start", "3", "--floor", "9"]).error_code(), "no_such_floor");
    assert_eq!(desk.json("li", &["round", "start", "44"]).code, 3);
    let seq = down["seq"].to_string();
    desk.json("li", &["undo", &seq]).ok();
    assert_eq!(desk.json("li", &["round", "list", "--open"]).ok().json(), json!([]));
}

#[test]
fn a_second_mark_is_merged_and_says_what_it_was() {
    let desk = Desk::house();
    desk.json("li", &["round", "mark", "3-412", "absent", "2", "--finding", "smoking"]).ok();
    let second = desk.json("chen", &["round", "mark", "3-412", "late", "1", "--finding", "pet"]).ok().json();
    assert_eq!((&second["before_by"], &second["before"]["away"][0]["presence"]), (&json!("li"), &json!("absent")));
    let after: Vec<_> = second["after"]["away"].as_array().expect("a list").iter().map(|it| it["presence"].clone()).collect();
    assert_eq!(after, ["absent", "late"], "nobody's mark is lost");
    assert_eq!(second["after"]["findings"], json!(["smoking", "pet"]));
    let same = desk.json("li", &["round", "mark", "3-412", "late", "1"]).ok().json();
    assert_eq!(same["seq"], Value::Null, "written so already");
    let here = desk.json("li", &["round", "mark", "3-412", "present", "2"]).ok().json();
    assert_eq!(here["after"]["away"].as_array().map(Vec::len), Some(1));
    let all = desk.json("li", &["round", "mark", "3-412", "present"]).ok().json();
    assert_eq!((&all["after"]["away"], &all["after"]["findings"]), (&json!([]), &json!(["smoking", "pet"])));
    let seq = all["seq"].to_string();
    desk.json("li", &["undo", &seq]).ok();
    let room = desk.json("li", &["show", "3#412"]).ok().json();
    assert_eq!(room["last_round"]["away"][0]["presence"], "late");
}

#[test]
fn a_mark_that_cannot_be_is_refused_with_the_reason() {
    let desk = Desk::house();
    let refused = |arguments: &[&str], code: i32, error: &str| {
        let run = desk.json("li", &[&["round", "mark"], arguments].concat());
        assert_eq!((run.code, run.error_code().as_str()), (code, error), "{arguments:?}");
    };
    refused(&["9-999", "present"], 3, "not_found");
    refused(&["412", "cow"], 2, "bad_value");
    refused(&["3-412", "absent", "9"], 3, "no_such_bed");
    refused(&["3-412", "absent", "0"], 3, "no_such_bed");
    refused(&["3-412", "absent", "3"], 1, "bed_empty");
    refused(&["3-412", "absent"], 2, "beds_needed");
    refused(&["3-412"], 2, "argument_needed");
    refused(&["3-412", "present", "--finding", "cow"], 2, "bad_value");
    refused(&["3-412", "late", "王芳"], 3, "ambiguous");
    refused(&["3-412", "late", "孙浩"], 1, "not_in_room");
    refused(&["3-412", "present", "--day", "2027-01-01"], 1, "in_future");
    desk.json("admin", &["room", "out", "2024010102"]).ok();
    refused(&["3-412", "late", "2"], 1, "bed_empty");
    refused(&["3-412", "late", "李四"], 1, "not_in_room");
    assert_eq!(desk.json("li", &["list", "rounds"]).ok().json(), json!([]), "nothing was written");
}

#[test]
fn lines_of_marks_are_acknowledged_each_and_a_bad_one_does_not_stop_the_next() {
    let desk = Desk::house();
    let mut stream = desk.stream("li", &["round", "mark", "-"]);
    stream.say("3-412 absent 2 --finding smoking --note 窗台有烟头 --finding\n");
    let first = stream.answer();
    assert_eq!((&first["line"], &first["place"], &first["searches"]), (&json!(1), &json!("3#412"), &json!(["2024010102"])));
    assert!(first["remark"].is_u64());
    stream.say("3-412 absent 9\n\nno room here\n3-413 present\n");
    assert_eq!(stream.answer()["error"]["code"], "no_such_bed");
    let bad = stream.answer();
    assert_eq!(bad["error"]["line"], 4);
    assert_eq!(stream.answer()["place"], "3#413");
    assert_eq!(stream.end(), 1, "one line failed");
    let room = desk.json("li", &["show", "3#412"]).ok().json();
    assert_eq!((&room["last_round"]["findings"], &room["sign"]), (&json!(["smoking"]), &json!("missing")));
}

#[test]
fn a_sample_is_printed_with_its_seed_and_can_be_drawn_again() {
    let desk = Desk::house();
    let draw = |seed: &str| desk.json("li", &["round", "sample", "--rooms", "3", "--seed", seed]).ok().json();
    let first = draw("20261124");
    assert_eq!((&first["seed"], &first["count"], &first["of"]), (&json!(20261124), &json!(3), &json!(5)));
    assert_eq!(first, draw("20261124"));
    assert!((1..20).any(|seed| draw(&seed.to_string())["rooms"] != first["rooms"]), "another seed, other rooms");
    assert_eq!(desk.json("li", &["round", "list"]).ok().json(), json!([]), "only drawn");
    let small = desk.json("li", &["round", "sample", "--rooms", "3", "--seed", "1", "--start"]);
    assert_eq!((small.code, small.error_code().as_str()), (1, "sample_too_small"));
    let all = desk.json("li", &["round", "sample", "--seed", "1", "--building", "3", "--start"]).ok().json();
    assert_eq!((&all["count"], &all["buildings"]), (&json!(3), &json!(["3"])));
    let walk = desk.json("li", &["show", all["round"].as_str().expect("it was begun")]).ok().json();
    assert_eq!((&walk["scope"], &walk["seed"], &walk["rooms"]), (&json!("sample"), &json!(1), &json!(3)));
    assert_eq!(desk.json("li", &["round", "sample", "--seed", "1", "--building", "44"]).code, 3);
}

#[test]
fn a_student_who_is_missing_is_looked_for_step_by_step() {
    let desk = Desk::house();
    desk.json("li", &["round", "mark", "3-412", "absent", "1"]).ok();
    let open = desk.json("li", &["missing", "list"]).ok().json();
    assert_eq!((&open[0]["student_no"], &open[0]["place"], &open[0]["state"]), (&json!("2024010101"), &json!("3#412"), &json!("open")));
    assert_eq!((&open[0]["next_step"], &open[0]["next_due"]), (&json!("student"), &json!(NOW)));
    assert_eq!(open[0]["incident_due"], "2026-11-25T01:00:00+08:00");
    let step = desk.json("li", &["missing", "step", "zs", "student", "no_answer", "--text", "响了很久"]).ok().json();
    assert_eq!((&step["next_step"], &step["steps"][0]["outcome"]), (&json!("room_mates"), &json!("no_answer")));
    desk.json("li", &["missing", "step", "zs", "询问室友", "接通，不知去向", "--at", "23:39"]).ok();
    let future = desk.json("li", &["missing", "step", "zs", "parents", "told", "--at", "23:59"]);
    assert_eq!((future.code, future.error_code().as_str()), (1, "in_future"));
    let nobody = desk.json("li", &["missing", "step", "李四", "student", "no_answer"]);
    assert_eq!((nobody.code, nobody.error_code().as_str()), (3, "no_such_search"));
    let late = "2026-11-25T01:05:00+08:00";
    let escalated = desk.at(late, "li", &["missing", "escalate", "zs"]).ok().json();
    let id = escalated["incident"].as_str().expect("an incident").to_owned();
    let case = desk.at(late, "li", &["show", &id]).ok().json();
    assert_eq!((&case["category"], &case["place"], &case["students"]), (&json!("missing"), &json!("3#412"), &json!(["2024010101"])));
    let text = case["text"].as_str().expect("words");
    for said in ["张三", "2024010101", "3#412", "23:36", "响了很久", "未接"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    let again = desk.at(late, "chen", &["missing", "escalate", "zs"]);
    assert_eq!((again.code, again.error_code().as_str()), (1, "search_over"));
    let found = desk.at(late, "li", &["missing", "found", "zs", "--text", "在网吧", "--at", "01:00"]).ok().json();
    assert_eq!((&found["state"], &found["found_at"]), (&json!("found"), &json!("2026-11-25T01:00:00+08:00")));
    assert_eq!(desk.at(late, "li", &["missing", "list"]).ok().json(), json!([]));
    assert_eq!(desk.at(late, "li", &["missing", "list", "--all"]).ok().json()[0]["incident"], id.as_str());
    let student = desk.at(late, "li", &["show", "2024010101"]).ok().json();
    assert_eq!((&student["searches"][0]["incident"], &student["last_round"]["presence"]), (&json!(id), &json!("absent")));
}

#[test]
fn students_move_with_checks_and_the_history_is_kept() {
    let desk = Desk::house();
    let moved = desk.json("li", &["room", "move", "孙浩", "3-412-3", "--reason", "调宿"]).ok().json();
    assert_eq!((&moved["moves"][0]["from"], &moved["moves"][0]["to"]), (&json!("3#413-1"), &json!("3#412-3")));
    desk.json("li", &["room", "swap", "zs", "李四"]).ok();
    let room = desk.json("li", &["show", "3#412"]).ok().json();
    assert_eq!(room["students"], json!(["2024010102", "2024010101", "2024010105"]));
    let refused = |arguments: &[&str], code: i32, error: &str| {
        let run = desk.json("li", &[&["room"], arguments].concat());
        assert_eq!((run.code, run.error_code().as_str()), (code, error), "{arguments:?}");
    };
    refused(&["move", "zs", "3-412-9"], 3, "no_such_bed");
    refused(&["move", "zs", "3-412-3"], 1, "bed_taken");
    refused(&["move", "zs", "9-999-1"], 3, "not_found");
    refused(&["move", "zs", "3-413"], 2, "bed_needed");
    refused(&["move", "王芳", "5-201-2"], 3, "ambiguous");
    refused(&["in", "zs", "3-413-1"], 1, "has_bed");
    refused(&["swap", "zs", "zs"], 1, "student_twice");
    desk.json("li", &["room", "out", "zs"]).ok();
    refused(&["out", "zs"], 1, "no_bed");
    refused(&["move", "zs", "3-413-1"], 1, "no_bed");
    let back = desk.json("li", &["room", "in", "zs", "3#413-2"]).ok().json();
    assert_eq!(back["moves"][0]["from"], Value::Null);
    let history = desk.json("li", &["room", "history", "3-413"]).ok().json();
    let names: Vec<_> = history.as_array().expect("a list").iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["张三", "孙浩"]);
    let student = desk.json("li", &["show", "2024010101"]).ok().json();
    assert_eq!(student["moves"].as_array().map(Vec::len), Some(3));
    let denied = desk.json("chen", &["room", "out", "zs"]);
    assert_eq!((denied.code, denied.error_code().as_str()), (4, "not_allowed"));
    let seq = back["seq"].to_string();
    desk.json("li", &["undo", &seq]).ok();
    refused(&["out", "zs"], 1, "no_bed");
}

#[test]
fn a_leave_goes_to_who_decides_about_so_many_days() {
    let desk = Desk::house();
    desk.add_user("office", "student_office");
    let ask = |from: &str, until: &str| desk.json("li", &["leave", "ask", "zs", "--from", from, "--until", until, "--text", "回家"]);
    let short = ask("2026-11-24T18:00", "2026-11-25T08:00").ok().json();
    let id = short["id"].as_str().expect("an id").to_owned();
    assert_eq!((&short["days"], &short["approver"], &short["state"]), (&json!(1), &json!("counselor"), &json!("asked")));
    assert_eq!((&short["text"], &short["report_by"]), (&json!("回家"), &json!("2026-11-27")));
    assert_eq!(ask("2026-11-25", "2026-11-25").error_code(), "leave_overlaps");
    assert_eq!(ask("2026-11-26", "2026-11-20").error_code(), "leave_days");
    assert_eq!(ask("someday", "2026-11-20").error_code(), "bad_time");
    let long = ask("2026-12-01", "2026-12-05").ok().json();
    let long = long["id"].as_str().expect("an id").to_owned();
    let denied = desk.json("li", &["leave", "approve", &long]);
    assert_eq!((denied.code, &denied.json()["error"]["approver"]), (4, &json!("student_office")));
    desk.json("office", &["leave", "approve", &long]).ok();
    assert_eq!(desk.json("office", &["leave", "decline", &long, "--text", "不行"]).error_code(), "leave_settled");
    desk.json("li", &["leave", "approve", &id]).ok();
    let mark = desk.json("li", &["round", "mark", "3-412", "present"]).ok().json();
    assert_eq!(mark["after"]["away"][0]["presence"], "leave", "it is filled in by itself");
    let due = desk.at("2026-11-25T07:00:00+08:00", "li", &["leave", "list", "--due"]).ok().json();
    assert_eq!(due[0]["id"], id.as_str());
    let overdue = |now: &str| desk.at(now, "li", &["leave", "list", "--overdue"]).ok().json();
    assert_eq!(overdue("2026-11-25T07:59:00+08:00"), json!([]));
    assert_eq!(overdue("2026-11-25T09:00:00+08:00")[0]["id"], id.as_str());
    let future = desk.at("2026-11-25T09:00:00+08:00", "li", &["leave", "return", &id, "--at", "2026-11-26T09:00"]);
    assert_eq!(future.error_code(), "in_future");
    let back = desk.at("2026-11-25T09:00:00+08:00", "li", &["leave", "return", &id]).ok().json();
    assert_eq!((&back["state"], &back["returned_at"]), (&json!("returned"), &json!("2026-11-25T09:00:00+08:00")));
    assert_eq!(desk.json("li", &["leave", "withdraw", "L999"]).code, 3);
    assert_eq!(desk.json("li", &["leave", "list", "--student", "zs"]).ok().json().as_array().map(Vec::len), Some(2));
    desk.json("li", &["leave", "withdraw", &long]).ok();
    assert_eq!(desk.json("li", &["leave", "list", "--open"]).ok().json(), json!([]));
}

#[test]
fn a_number_is_shown_once_it_is_on_record() {
    let desk = Desk::house();
    let shown = desk.json("li", &["reveal", "zs", "phone", "--reason", "夜不归宿"]).ok().json();
    assert_eq!(shown, json!({ "student_no": "2024010101", "what": "phone", "number": "13812342071" }));
    let log = desk.json("admin", &["log", "--limit", "0"]).ok().lines();
    let last = &log[log.len() - 1];
    assert_eq!((&last["kind"], &last["subjects"], &last["by"]), (&json!("custody.revealed"), &json!(["student:2024010101"]), &json!("li")));
    let none = desk.json("li", &["reveal", "zs", "guardian"]);
    assert_eq!((none.code, none.error_code().as_str()), (3, "no_number"));
    let denied = desk.json("admin", &["reveal", "zs", "guardian"]);
    assert_eq!((denied.code, denied.error_code().as_str()), (4, "not_allowed"), "not even that there is none");
    assert_eq!(desk.json("li", &["reveal", "zs", "cow"]).code, 2);
    assert_eq!(desk.json("admin", &["log", "--limit", "0"]).ok().lines().len(), log.len(), "nothing else was written");
}

#[test]
fn people_read_the_same_as_scripts() {
    let desk = Desk::house();
    desk.run("li", &["--now", NOW, "round", "mark", "3-412", "absent", "1", "--finding", "smoking"]).ok();
    for lang in ["zh-CN", "en"] {
        let plain = |arguments: &[&str]| desk.run("li", &[&["--now", NOW, "--lang", lang], arguments].concat()).ok().stdout;
        assert!(plain(&["missing", "list"]).contains("张三"));
        assert!(plain(&["show", "3#412"]).contains("张三"));
        assert!(plain(&["round", "sample", "--seed", "7"]).contains('7'));
        assert!(!plain(&["round", "start", "3", "--floor", "4"]).is_empty());
        desk.run("li", &["--now", NOW, "round", "list"]).ok();
        let open = desk.json("li", &["round", "list", "--open"]).ok().json();
        desk.json("li", &["round", "end", open[0]["id"].as_str().expect("one is open")]).ok();
    }
    let again = desk.run("li", &["--now", NOW, "round", "mark", "3-412", "present", "1"]).ok().stdout;
    assert!(again.contains("原登记（li）：张三 未归、吸烟"), "{again}");
}
