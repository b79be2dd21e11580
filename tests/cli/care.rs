//! Whom to talk to next, the care list, coverage and the network from the shell.

use super::Desk;
use serde_json::{Value, json};

/// 张三 of the class of `li`.
const ZHANG: &str = "2024010101";
/// 李四, likewise.
const LI: &str = "2024010102";
/// 王芳 of a class that nobody leads.
const WANG: &str = "2024010103";

fn desk() -> Desk {
    let desk = Desk::founded();
    desk.run("admin", &["user", "classes", "li", "软件2401"]).ok();
    desk
}

fn kinds(row: &Value) -> Vec<&str> {
    row["terms"].as_array().expect("terms").iter().map(|it| it["why"].as_str().expect("a key")).collect()
}

fn sum(row: &Value) -> u64 {
    row["terms"].as_array().expect("terms").iter().filter_map(|it| it["points"].as_u64()).sum()
}

#[test]
fn the_list_says_who_and_why_and_a_talk_answers_it() {
    let desk = desk();
    let next = desk.json("li", &["next"]).ok().json();
    assert_eq!(next.as_array().map(Vec::len), Some(2), "the two of the class: {next}");
    assert!(next.as_array().expect("rows").iter().all(|it| kinds(it) == ["term"]));
    let marked = desk.json("li", &["care", "mark", ZHANG, "成绩下滑", "--reason", "期中退步三十名"]).ok().json();
    let id = marked["id"].as_str().expect("an id").to_owned();
    let next = desk.json("li", &["next", "why:mark"]).ok().json();
    assert_eq!((next.as_array().map(Vec::len), &next[0]["student_no"]), (Some(1), &json!(ZHANG)));
    assert_eq!(next[0]["score"].as_u64(), Some(sum(&next[0])), "{next}");
    let term = next[0]["terms"].as_array().expect("terms").iter().find(|it| it["why"] == "mark").expect("the mark");
    assert_eq!((&term["id"], &term["trigger"]), (&json!(id), &json!("falling_marks")));
    let why = desk.json("li", &["next", "why", "张三"]).ok().json();
    assert_eq!(why["score"], next[0]["score"]);
    let text = desk.run("li", &["--now", super::NOW, "next"]).ok().stdout;
    assert!(text.contains("成绩下滑（今天） +15") && text.contains("本学期未谈"), "{text}");
    // A minute later somebody talks to them.
    let later = ["--json", "--now", "2026-11-24T23:40:00+08:00"];
    desk.run("li", &[&later[..], &["talk", "张三 学业 说了期中的事"]].concat()).ok();
    let next = super::Run::json(&desk.run("li", &[&later[..], &["next"]].concat()).ok());
    assert_eq!((next.as_array().map(Vec::len), &next[0]["student_no"]), (Some(1), &json!(LI)), "{next}");
    let all = super::Run::json(&desk.run("li", &[&later[..], &["next", "--all", "--limit", "1"]].concat()).ok());
    assert_eq!(all.as_array().map(Vec::len), Some(1));
}

#[test]
fn somebody_is_put_off_and_taken_up_again() {
    let desk = desk();
    let fails = |arguments: &[&str]| {
        let run = desk.json("li", arguments);
        (run.code, run.error_code())
    };
    assert_eq!(fails(&["next", "snooze", ZHANG, "--until", "2月30日", "--reason", "x"]), (2, "bad_time".into()));
    assert_eq!(fails(&["next", "snooze", ZHANG, "--until", "60d", "--reason", "实训"]), (1, "snooze_too_long".into()));
    assert_eq!(fails(&["next", "snooze", ZHANG, "--until", "3d", "--reason", " "]), (1, "reason_needed".into()));
    assert_eq!(fails(&["next", "wake", ZHANG]), (3, "not_snoozed".into()));
    desk.json("li", &["next", "snooze", ZHANG, "--until", "3d", "--reason", "参加集训"]).ok();
    let numbers = |arguments: &[&str]| {
        let found = desk.json("li", arguments).ok().json();
        found.as_array().expect("rows").iter().map(|it| it["student_no"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!((numbers(&["next"]), numbers(&["next", "--snoozed"])), (vec![LI.to_owned()], vec![ZHANG.to_owned()]));
    desk.json("li", &["next", "wake", ZHANG]).ok();
    assert_eq!(numbers(&["next", "--snoozed"]), Vec::<String>::new());
    assert_eq!(fails(&["next", "oops:1"]), (2, "unknown_filter".into()));
}

#[test]
fn a_level_is_set_reviewed_and_read_again() {
    let desk = desk();
    let fails = |user: &str, arguments: &[&str]| {
        let run = desk.json(user, arguments);
        (run.code, run.error_code())
    };
    assert_eq!(fails("li", &["care", "set", ZHANG, "2"]), (1, "reason_needed".into()));
    assert_eq!(fails("li", &["care", "set", ZHANG, "7"]), (2, "bad_value".into()));
    assert_eq!(fails("li", &["care", "set", ZHANG, "0"]), (1, "no_level".into()));
    assert_eq!(fails("li", &["care", "set", "王芳", "3"]), (3, "ambiguous".into()));
    assert_eq!(fails("admin", &["care", "set", ZHANG, "3"]), (4, "not_allowed".into()));
    let set = desk.json("li", &["care", "set", ZHANG, "2", "--reason", "连续失眠", "--until", "5d"]).ok().json();
    let seq = set["seq"].to_string();
    let list = desk.json("li", &["care", "list"]).ok().json();
    assert_eq!((&list[0]["student_no"], &list[0]["level"], &list[0]["cause"]), (&json!(ZHANG), &json!(2), &json!("care")));
    assert_eq!((&list[0]["review"], &list[0]["reviewer"]), (&json!("2026-11-29"), &json!("li")));
    assert_eq!(desk.json("li", &["care", "list", "--due"]).ok().json(), json!([]));
    // Six days later it is due.
    let later = ["--json", "--now", "2026-11-30T20:00:00+08:00"];
    let at = |arguments: &[&str]| super::Run::json(&desk.run("li", &[&later[..], arguments].concat()).ok());
    let due = at(&["care", "review"]);
    assert_eq!((&due[0]["student_no"], &due[0]["overdue_days"]), (&json!(ZHANG), &json!(1)));
    at(&["care", "review", ZHANG, "--level", "3", "--reason", "睡眠好转"]);
    assert_eq!(at(&["care", "review"]), json!([]));
    let story = at(&["care", "show", ZHANG]);
    let levels: Vec<(u64, &str)> = story["levels"]
        .as_array()
        .expect("levels")
        .iter()
        .map(|it| (it["level"].as_u64().unwrap_or_default(), it["reason"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(levels, [(3, "睡眠好转"), (2, "连续失眠")]);
    // Taken back, the level before stands again.
    let last = story["levels"][0]["seq"].to_string();
    at(&["undo", &last]);
    assert_eq!(at(&["care", "show", ZHANG])["level"], 2);
    at(&["undo", &seq]);
    assert_eq!(at(&["care", "show", ZHANG])["level"], 0);
    // Who may not see levels is told so, and is counted none.
    assert_eq!(fails("admin", &["care", "list"]), (4, "not_allowed".into()));
    assert_eq!(desk.json("admin", &["care", "network"]).ok().json()["levels"], Value::Null);
}

#[test]
fn coverage_and_the_network_count_the_same_people() {
    let desk = desk();
    desk.json("li", &["talk", "张三 学业 缺课三次 !3"]).ok();
    let coverage = desk.json("li", &["coverage"]).ok().json();
    assert_eq!((&coverage["all"]["students"], &coverage["all"]["reached"]), (&json!(2), &json!(1)), "{coverage}");
    assert_eq!(coverage["by_class"].as_array().map(Vec::len), Some(1));
    let levels: Vec<(&str, u64)> = coverage["by_level"]
        .as_array()
        .expect("levels")
        .iter()
        .map(|it| (it["of"].as_str().unwrap_or_default(), it["students"].as_u64().unwrap_or_default()))
        .collect();
    assert_eq!(levels, [("3", 1), ("0", 1)]);
    assert_eq!((&coverage["forecast"]["state"], &coverage["forecast"]["pace"]), (&json!("on"), &json!(1)));
    let text = desk.run("li", &["--now", super::NOW, "coverage"]).ok().stdout;
    assert!(text.contains("按这个速度") && text.contains("算法"), "{text}");
    let class = desk.json("li", &["care", "network", "软件2401"]).ok().json();
    assert_eq!((&class["kind"], &class["levels"]), (&json!("class"), &json!([0, 0, 1, 0])));
    assert_eq!((&class["people"][0]["login"], &class["rows"][0]["carriers"][0]["student_no"]), (&json!("li"), &json!(ZHANG)));
    let college = desk.json("li", &["care", "network"]).ok().json();
    assert_eq!((&college["students"], college["levels"][2].as_u64()), (&json!(4), Some(1)));
    assert_eq!(desk.json("li", &["care", "network", "没有的班"]).code, 3);
    let other = desk.json("li", &["care", "show", WANG]).ok().json();
    assert_eq!((&other["level"], &other["marks"]), (&json!(0), &json!([])));
}
