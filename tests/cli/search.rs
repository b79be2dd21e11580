//! Full text from the shell: words, filters, what is not understood, and the searches one keeps.

use crate::{Desk, Run};
use serde_json::{Value, json};

fn ids(run: Run) -> Vec<String> {
    run.ok().json().as_array().expect("a list").iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
}

fn written(desk: &Desk) -> (String, String, String) {
    let log = |line: &str| desk.json("li", &["talk", line]).ok().json()["id"].as_str().expect("an id").to_owned();
    let first = log("zs 学业 高数缺课三次,QQ群里没人应 #补考 !3");
    let second = log("ls 生活 睡不好,和室友说过了");
    let incident = desk.json("li", &["incident", "3-412 停电 室友报修 设施"]).ok().json()["id"].as_str().expect("an id").to_owned();
    (first, second, incident)
}

#[test]
fn words_and_filters_find_and_the_places_are_marked() {
    let desk = Desk::founded();
    let (first, second, incident) = written(&desk);
    assert_eq!(ids(desk.json("li", &["search", "室友"])), [incident.clone(), second.clone()]);
    assert_eq!(ids(desk.json("li", &["search", "室友", "睡不好"])), std::slice::from_ref(&second), "all of several words");
    assert_eq!(ids(desk.json("li", &["search", "qq群"])), std::slice::from_ref(&first));
    assert_eq!(ids(desk.json("li", &["search", "室友 -停电"])), std::slice::from_ref(&second));
    assert_eq!(ids(desk.json("li", &["search", "--in", "incidents", "室友"])), std::slice::from_ref(&incident));
    assert_eq!(ids(desk.json("li", &["search", "topic:学业", "level:<=3", "by:me", "tag:补考"])), std::slice::from_ref(&first));
    assert_eq!(ids(desk.json("li", &["search", "主题:生活", "学生:2024010102", "since:昨天"])), [second]);
    assert_eq!(ids(desk.json("li", &["search", "until:昨天"])), Vec::<String>::new());
    assert_eq!(ids(desk.json("li", &["search", "room:3-412", "--limit", "1"])), [incident]);
    let found = desk.json("li", &["search", "缺课", "群里"]).ok().json();
    assert_eq!((&found[0]["kind"], &found[0]["at"]), (&json!("talk"), &json!("2026-11-24T23:36:00+08:00")));
    assert_eq!((&found[0]["hit"], &found[0]["hits"]), (&json!([2, 4]), &json!([[2, 4], [9, 11]])));
    let said = desk.run("li", &["search", "缺课"]).ok();
    assert!(said.stdout.contains(&first) && said.stdout.contains("高数缺课三次"));
    let nothing = desk.run("li", &["search", "没有这句"]).ok();
    assert!(nothing.stdout.is_empty() && nothing.stderr.contains("没有这句"));
}

#[test]
fn what_is_not_understood_says_what_may_be_written() {
    let desk = Desk::founded();
    let problem = |line: &str| {
        let run = desk.json("li", &["search", line]);
        let error = run.json()["error"].clone();
        (run.code, error["code"].as_str().unwrap_or_default().to_owned(), error["message"].as_str().unwrap_or_default().to_owned(), error)
    };
    let (code, name, message, error) = problem("失眠 tpoic:心理");
    assert_eq!((code, &*name), (2, "unknown_filter"));
    assert!(
        message.contains("tpoic:") && message.contains("topic:") && error["allowed"].as_array().is_some_and(|it| it.len() == 12),
        "{message}"
    );
    let (code, name, message, _) = problem("topic:心情");
    assert_eq!((code, &*name), (2, "bad_filter"));
    assert!(message.contains("心情") && message.contains("学业 生活 心理"), "{message}");
    let (code, name, _, error) = problem("student:王芳");
    assert_eq!((code, &*name, error["candidates"].as_array().map(Vec::len)), (3, "ambiguous", Some(2)));
    assert_eq!((problem("room:99-1").0, problem("since:2.30").0, problem("level:").0, problem("-topic:心理").0), (3, 2, 2, 2));
    assert_eq!(desk.json("li", &["search"]).code, 2);
    assert_eq!(desk.json("li", &["search", "   "]).error_code(), "nothing_asked");
}

#[test]
fn a_search_is_kept_run_listed_dropped_and_nobody_else_s() {
    let desk = Desk::founded();
    desk.add_user("zhao", "counselor");
    let (_, second, incident) = written(&desk);
    let saved = desk.json("li", &["search", "--save", "室友的", "室友", "since:本月"]).ok().json();
    assert_eq!((&saved["name"], &saved["line"]), (&json!("室友的"), &json!("室友 since:本月")));
    assert_eq!(ids(desk.json("li", &["search", "--saved", "室友的"])), [incident, second.clone()]);
    assert_eq!(ids(desk.json("li", &["search", "--saved", "室友的", "睡不好"])), [second], "with a word more");
    assert_eq!(desk.json("li", &["search", "--list-saved"]).ok().json(), json!([{ "name": "室友的", "line": "室友 since:本月" }]));
    assert_eq!(desk.json("zhao", &["search", "--list-saved"]).ok().json(), json!([]));
    let unknown = desk.json("zhao", &["search", "--saved", "室友的"]);
    assert_eq!((unknown.code, unknown.error_code().as_str()), (3, "not_found"));
    desk.json("li", &["search", "--save", "室友的", "寝室"]).ok();
    let seq = desk.json("li", &["search", "--drop-saved", "室友的"]).ok().json()["seq"].to_string();
    assert_eq!(desk.json("li", &["search", "--list-saved"]).ok().json(), json!([]));
    desk.json("li", &["undo", &seq]).ok();
    assert_eq!(desk.json("li", &["search", "--list-saved"]).ok().json()[0]["line"], "寝室");
    let shown = desk.json("zhao", &["show", &seq]).json();
    assert!(shown["readable"] != Value::Bool(true) && !shown.to_string().contains("寝室"), "{shown}");
    let broken = desk.json("li", &["search", "--save", "x", "topic:心情"]);
    assert_eq!((broken.code, broken.error_code().as_str()), (2, "bad_filter"), "what is not understood is not kept");
}
