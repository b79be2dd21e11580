//! Appraisal, statistics and reports on the real binary: counted from what was logged, opened to its entries, written to files.

use super::Desk;
use serde_json::json;

#[test]
fn a_number_is_what_was_logged_and_opens_to_it() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    for words in ["zs 学业 缺课三次", "zs 生活 适应良好", "李四 学业 期中挂两科"] {
        li(&["talk", words]).ok();
    }
    let taken_back = li(&["talk", "zs 学业 记错了"]).ok().json()["seq"].as_u64().expect("a number");
    li(&["undo", &taken_back.to_string()]).ok();
    let own = li(&["stats"]).ok().json();
    assert_eq!((&own["user"], &own["talks"], &own["persons"]), (&json!("li"), &json!(3), &json!(2)), "{own}");
    let found = li(&["appraisal"]).ok().json();
    let row = &found["rows"][0];
    assert_eq!((&row["counselors"], &row["talks"]), (&json!(["li"]), &json!(3)), "{found}");
    assert!(row["short"].as_array().is_some_and(|it| it.contains(&json!("talks"))), "sixty are asked: {row}");
    let behind = li(&["appraisal", "--of", "li", "--open", "talks"]).ok().json();
    assert_eq!(behind.as_array().map(Vec::len), Some(3), "{behind}");
    assert!(behind[0]["id"].as_str().is_some_and(|it| it.starts_with('T')));
    let grid = li(&["stats", "talks", "--by", "counselor"]).ok().json();
    assert_eq!((&grid["total"], &grid["rows"][0]["total"]), (&json!(3), &json!(3)), "{grid}");
    assert_eq!(li(&["stats", "talk"]).code, 2, "there is no such thing");
}

#[test]
fn nobody_sees_the_appraisal_of_a_colleague() {
    let desk = Desk::founded();
    desk.add_user("wu", "counselor");
    let run = desk.json("wu", &["appraisal", "--of", "li"]);
    assert_eq!((run.code, run.error_code()), (4, "not_allowed".to_owned()));
    let rows = desk.json("wu", &["appraisal"]).ok().json();
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(1), "their own: {rows}");
}

#[test]
fn thresholds_are_the_colleges_own() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let page = desk.file("rules.toml", "[appraisal]\nnights = 0\nshifts = 0\ntalks = 1\npersons = 0\nrounds = 0\nvisits = 0\nincidents = 0\nanswer_minutes = 0\nfollowups_percent = 0\nactivities = 0\ngrace_days = 0\n".as_bytes());
    desk.json("off", &["preset", "set", &page]).ok();
    desk.json("li", &["talk", "zs 学业 缺课三次"]).ok();
    let row = desk.json("li", &["appraisal"]).ok().json()["rows"][0].clone();
    assert_eq!(row["short"], json!([]), "{row}");
}

#[test]
fn tables_and_reports_are_files_and_say_what_they_count() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    li(&["talk", "zs 学业 缺课三次"]).ok();
    for name in ["a.xlsx", "a.docx", "a.html", "a.csv"] {
        li(&["export", "appraisal", &desk.path(name)]).ok();
    }
    li(&["export", "stats", &desk.path("s.xlsx"), "--what", "talks", "--by", "class"]).ok();
    assert_eq!(li(&["export", "appraisal", &desk.path("a.html")]).code, 1, "it is there already");
    let run = li(&["report", "month", &desk.path("m.html")]).ok();
    assert!(run.stderr.contains("7/7"), "progress: {}", run.stderr);
    let page = std::fs::read_to_string(desk.path("m.html")).expect("it was written");
    assert!(page.contains("<svg") && page.contains("月报") && !page.contains("缺课"), "plots and no words");
    li(&["report", "term", &desk.path("t.md"), "--community", "三社区"]);
    li(&["report", "term", &desk.path("u.md")]).ok();
    let text = std::fs::read_to_string(desk.path("u.md")).expect("it was written");
    assert!(text.starts_with("# ") && text.contains("| --- |"), "{text}");
    assert_eq!(li(&["report", "term", &desk.path("t.pdf")]).code, 2);
    assert_eq!(li(&["report", "term", &desk.path("ahead.md"), "--term", "2027-03-01"]).error_code(), "bad_period");
    assert_eq!(li(&["report", "month", &desk.path("ahead.md"), "--month", "2026-12"]).error_code(), "bad_period");
}
