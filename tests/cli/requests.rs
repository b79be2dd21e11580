//! The request desk from the shell: opened, routed, answered, rated; how the services did; reception days.

use super::{Desk, NOW};
use serde_json::{Value, json};

const LATER: &str = "2026-11-26T09:00:00+08:00";

fn at(desk: &Desk, now: &str, user: &str, arguments: &[&str]) -> super::Run {
    desk.run(user, &[&["--json", "--now", now], arguments].concat())
}

#[test]
fn a_repair_from_one_line_to_its_rating() {
    let desk = Desk::founded();
    let dry = desk.json("li", &["request", "张三 卫生间漏水 #紧急", "--dry-run"]).ok().json();
    assert_eq!(
        (&dry["seq"], &dry["understood"]["kind"], &dry["understood"]["department"]),
        (&json!(null), &json!("repair"), &json!("后勤处"))
    );
    let opened = desk.json("li", &["request", "张三 卫生间漏水 #紧急"]).ok().json();
    let id = opened["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with('Q'), "{id}");
    let row = desk.json("li", &["list", "requests"]).ok().json()[0].clone();
    for field in ["id", "seq", "at", "kind", "department", "state", "place", "student", "due", "rating", "text"] {
        assert!(row.get(field).is_some(), "{field}: {row}");
    }
    assert_eq!((&row["state"], &row["student"], &row["text"]), (&json!("new"), &json!("2024010101"), &json!("卫生间漏水")));
    assert!(row["due"].as_str().is_some_and(|it| it.starts_with("2026-11-25T00:06")), "half an hour for a leak: {row}");
    let state = |run: super::Run| run.ok().json()["state"].clone();
    assert_eq!(state(desk.json("li", &["request", "accept", &id])), "accepted");
    assert_eq!(state(desk.json("li", &["request", "begin", &id])), "in_hand");
    let assigned = desk.json("li", &["request", "assign", &id, "宿管中心", "--reason", "归口"]).ok().json();
    assert_eq!(assigned["department"], "宿管中心");
    let late = at(&desk, LATER, "li", &["list", "requests", "overdue:yes"]).ok().json();
    assert_eq!(late.as_array().map(Vec::len), Some(0), "the new service has its own time: {late}");
    assert_eq!(state(at(&desk, LATER, "li", &["request", "answer", &id, "已换阀门"])), "answered");
    assert_eq!(at(&desk, LATER, "li", &["request", "rate", &id, "4", "来得快"]).ok().json()["rating"], 4);
    let shown = at(&desk, LATER, "li", &["show", &id]).ok().json();
    let kinds: Vec<&str> = shown["history"].as_array().expect("a history").iter().filter_map(|it| it["kind"].as_str()).collect();
    let expected = ["request.opened", "request.moved", "request.moved", "request.assigned", "request.answered", "request.rated"];
    assert_eq!((kinds, &shown["kind"], &shown["thing"]), (expected.to_vec(), &json!("repair"), &json!("request")));
    let week = at(&desk, LATER, "li", &["request", "week"]).ok().json();
    let service = &week["services"][0];
    assert_eq!(
        (&service["department"], &service["count"], &service["answered"], &service["rating"]),
        (&json!("宿管中心"), &json!(1), &json!(1), &json!(4.0))
    );
    assert_eq!(state(at(&desk, LATER, "li", &["request", "close", &id])), "closed");
}

#[test]
fn what_is_wrong_is_refused_and_said() {
    let desk = Desk::founded();
    let fails = |arguments: &[&str]| {
        let run = desk.json("li", arguments);
        (run.code, run.error_code())
    };
    assert_eq!(fails(&["request", " "]), (1, "empty_text".into()));
    assert_eq!(fails(&["request", "张三,李四 想换寝"]).1, "too_many_students");
    assert_eq!(fails(&["list", "requests", "kind:礼物"]), (2, "bad_value".into()));
    assert_eq!(fails(&["request", "answer", "Q9999", "好"]), (3, "not_found".into()));
    let id = desk.json("li", &["request", "张三 办事 想开在读证明"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let before = desk.json("li", &["request", "rate", &id, "5"]);
    assert_eq!((before.code, before.error_code()), (1, "not_answered".into()));
    assert_eq!(fails(&["request", "answer", &id, " "]), (1, "empty_text".into()));
    desk.json("li", &["request", "answer", &id, "已开具"]).ok();
    assert_eq!(fails(&["request", "answer", &id, "也开了"]), (1, "answered_already".into()));
    assert_eq!(fails(&["request", "rate", &id, "6"]), (1, "bad_rating".into()));
    assert_eq!(fails(&["request", "rate", &id, "0"]), (1, "bad_rating".into()));
    assert_eq!(fails(&["request", "reopen", &id, " "]), (1, "reason_needed".into()));
    desk.json("li", &["request", "reopen", &id, "章盖错了"]).ok();
    assert_eq!(fails(&["request", "close", &id]), (1, "reason_needed".into()));
    assert_eq!(desk.json("li", &["list", "requests", "state:open"]).ok().json().as_array().map(Vec::len), Some(1));
}

#[test]
fn each_line_of_the_stream_is_acknowledged_once_it_is_durable() {
    let desk = Desk::founded();
    let mut stream = desk.stream("li", &["request", "-"]);
    stream.say("张三 灯坏了\n");
    let first = stream.answer();
    assert_eq!((&first["line"], &first["understood"]["kind"]), (&json!(1), &json!("repair")));
    stream.say("报修\n李四 建议自习室开晚些\n");
    assert_eq!(stream.answer()["error"]["code"], "empty_text");
    assert_eq!(stream.answer()["understood"]["kind"], "advice");
    assert_eq!(stream.end(), 1);
    assert_eq!(desk.json("li", &["list", "requests"]).ok().json().as_array().map(Vec::len), Some(2));
}

#[test]
fn a_step_is_taken_back_by_its_number() {
    let desk = Desk::founded();
    let id = desk.json("li", &["request", "张三 灯坏了"]).ok().json()["id"].as_str().expect("an id").to_owned();
    desk.json("li", &["request", "answer", &id, "换了"]).ok();
    let log: Vec<Value> = desk.json("li", &["log"]).ok().lines();
    let answer = log.iter().find(|it| it["kind"] == "request.answered").and_then(|it| it["seq"].as_u64()).expect("it is written");
    desk.json("li", &["undo", &answer.to_string()]).ok();
    let shown = desk.json("li", &["show", &id]).ok().json();
    assert_eq!((&shown["state"], &shown["answered_at"]), (&json!("new"), &json!(null)));
}

#[test]
fn what_a_leader_promised_is_answered_in_seven_days() {
    let desk = Desk::founded();
    let held = desk.json("li", &["reception", "hold", "刘副校长", "--rank", "college"]).ok().json();
    let reception = held["id"].as_str().expect("an id").to_owned();
    assert_eq!(desk.json("li", &["reception", "hold", "刘副校长"]).error_code(), "reception_twice");
    let came = desk.json("li", &["reception", "came", &reception, "张三 希望图书馆开晚些", "--promise", "本月给时间表"]).ok().json();
    assert!(came["understood"]["due"].as_str().is_some_and(|it| it.starts_with("2026-12-01T23:36")), "{came}");
    let id = came["id"].as_str().expect("an id");
    let overdue = |now: &str| at(&desk, now, "li", &["reception", "list"]).ok().json()[0]["overdue"].clone();
    assert_eq!((overdue(NOW), overdue("2026-12-01T23:36:00+08:00"), overdue("2026-12-01T23:37:00+08:00")), (json!(0), json!(0), json!(1)));
    at(&desk, "2026-12-02T09:00:00+08:00", "li", &["request", "answer", id, "下周起开到十点"]).ok();
    let shown = at(&desk, "2026-12-02T09:00:00+08:00", "li", &["reception", "show", &reception]).ok().json();
    assert_eq!((&shown["came"], &shown["answered"], &shown["late"]), (&json!(1), &json!(1), &json!(1)));
    assert_eq!(shown["requests"][0]["promise"], "本月给时间表");
    let amended = desk.json("li", &["reception", "amend", &reception, "--leader", "刘校长", "--text", "报告厅"]).ok().json();
    assert_eq!((&amended["leader"], &amended["text"], &amended["rank"]), (&json!("刘校长"), &json!("报告厅"), &json!("college")));
    let again = desk.json("li", &["reception", "amend", &reception, "--leader", "刘校长"]).ok().json();
    assert_eq!(again, amended, "what is so already is not written twice");
    let number = |it: &Value| it.as_str().and_then(|it| it[1..].parse::<u64>().ok()).expect("an id");
    let amendment = (number(&json!(id)) + 2).to_string();
    desk.json("li", &["undo", &amendment]).ok();
    let back = desk.json("li", &["reception", "show", &reception]).ok().json();
    assert_eq!((&back["leader"], &back["text"]), (&json!("刘副校长"), &json!(null)), "words and all");
    assert_eq!(desk.json("li", &["reception", "undo", &reception]).error_code(), "reception_used");
}

#[test]
fn a_ledger_names_nobody_unless_it_is_said_why() {
    let desk = Desk::founded();
    desk.json("li", &["request", "张三 卫生间漏水"]).ok();
    let read = |path: &str| std::fs::read_to_string(path).expect("it was written");
    let masked = desk.path("诉求.json");
    desk.json("li", &["export", "requests", &masked]).ok();
    let told = read(&masked);
    assert!(told.contains("后勤处") && !told.contains("张三") && !told.contains("漏水") && !told.contains("2024010101"), "{told}");
    let named = desk.path("诉求.csv");
    desk.json("li", &["export", "requests", &named, "--identified", "--reason", "学院归档"]).ok();
    assert!(read(&named).contains("张三") && read(&named).contains("漏水"));
    desk.json("li", &["export", "requests", &desk.path("诉求.xlsx")]).ok();
}
