//! The term from the shell: an activity from its line to its publication, the board moving with it, obligations by sheet and by term.

use super::{Desk, Run};
use serde_json::{Value, json};

fn cell(board: &Value, code: &str) -> (u64, u64) {
    let row = board["rows"].as_array().and_then(|all| all.iter().find(|it| it["code"] == code)).cloned().unwrap_or_default();
    let cell = &row["cells"][0];
    (cell["done"].as_u64().unwrap_or(99), cell["unproved"].as_u64().unwrap_or(99))
}

#[test]
fn an_activity_moves_the_board_and_says_for_what_it_counts() {
    let desk = Desk::founded();
    let says = |arguments: &[&str]| desk.json("li", arguments).ok().json();
    let dry = says(&["activity", "志愿服务 12人 清扫楼道 #征兵 主讲:王老师 >照片", "--dry-run"]);
    let understood = &dry["understood"];
    assert_eq!(
        (&understood["kind"], &understood["count"], &understood["text"]),
        (&json!("volunteer"), &json!(12), &json!("清扫楼道")),
        "{dry}"
    );
    assert_eq!((&understood["taking"], &understood["promised"]), (&json!(["王老师"]), &json!(["照片"])), "{dry}");
    // Without communities it is demanded of the college.
    for code in ["safety", "conscription"] {
        desk.json("admin", &["obligation", "set", code, "scope=college"]).ok();
    }
    let before = says(&["board"]);
    let entered = says(&["activity", "安全教育 30人 大学生征兵政策讲座 >照片"]);
    let id = entered["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with('A'), "{id}");
    let row = says(&["list", "activities"])[0].clone();
    for field in ["id", "seq", "at", "kind", "community", "title", "count", "state", "counts_for"] {
        assert!(row.get(field).is_some(), "{field}: {row}");
    }
    assert_eq!((&row["state"], &row["counts_for"]), (&json!("held"), &json!(["safety", "conscription"])), "{row}");
    assert!(row["counts"][1]["why"].as_str().is_some_and(|it| it.contains("征兵")), "{row}");
    let board = says(&["board"]);
    assert_eq!((cell(&before, "safety"), cell(&board, "safety"), cell(&board, "conscription")), ((0, 0), (1, 1), (1, 1)));
    assert_eq!(desk.json("li", &["activity", "prove", &id]).error_code(), "activity_unproved");
    assert_eq!(desk.json("li", &["activity", "publish", &id]).error_code(), "not_allowed");
    let attended = says(&["activity", "attend", &id, "张三"]);
    assert_eq!((&attended["named"], &attended["count"]), (&json!(1), &json!(30)));
    assert_eq!(desk.json("li", &["activity", "attend", &id, "--count", "0"]).error_code(), "fewer_than_named");
    let proof = desk.file("sign.txt", "签到表".as_bytes());
    assert_eq!(says(&["activity", "prove", &id, "--file", &proof])["state"], "proved");
    assert_eq!(desk.json("li", &["activity", "attach", &id, "/no/such/file"]).code, 3);
    let board = says(&["board"]);
    assert_eq!((cell(&board, "safety"), cell(&board, "conscription")), ((1, 0), (1, 0)));
    assert_eq!(cell(&says(&["board", "--on", "2026-11-01"]), "safety"), (0, 0), "it was held later");
    let shown = says(&["show", &id]);
    assert_eq!((&shown["thing"], &shown["students"][0]["name"]), (&json!("activity"), &json!("张三")), "{shown}");
    assert_eq!(says(&["activity", "files", &id])[0]["name"], "sign.txt");
    // In a list a running number and a class may stand before who it is.
    let list = desk.file("came.csv", "序号,班级,姓名\n10,软件2401,张三\n11,护理2401,李四\n".as_bytes());
    assert_eq!(says(&["activity", "attend", &id, "--list", &list])["named"], 2);
    // The day a term began is known: what lies before it is said to.
    let early = says(&["activity", "志愿服务 3人 清扫 =2026-07-01"]);
    assert!(early["doubts"].to_string().contains("before_term"), "{early}");
}

#[test]
fn obligations_go_out_as_a_sheet_and_come_back_once() {
    let desk = Desk::founded();
    let says = |run: Run| run.ok().json();
    let office = |arguments: &[&str]| desk.json("admin", arguments);
    let sheet = desk.path("obligations.csv");
    let sheet = sheet.as_str();
    says(office(&["export", "template", "obligations", sheet]));
    let same = says(office(&["import", "obligations", sheet]));
    assert_eq!((&same["changed"], &same["rejected"]), (&json!(0), &json!([])), "what goes out comes back: {same}");
    let text = std::fs::read_to_string(sheet).expect("it was written");
    let line = text.lines().find(|it| it.starts_with("volunteer")).expect("it is in the sheet").to_owned();
    std::fs::write(sheet, text.replace(&line, &line.replacen(",5,", ",6,", 1))).expect("it can be written");
    let dry = says(office(&["import", "obligations", sheet, "--dry-run"]));
    assert_eq!((&dry["changed"], &dry["seq"], &dry["codes"]), (&json!(1), &json!(null), &json!(["volunteer"])), "{dry}");
    let taken = says(office(&["import", "obligations", sheet]));
    let target = || {
        let all = says(office(&["obligation", "list"]));
        all["obligations"].as_array().and_then(|all| all.iter().find(|it| it["code"] == "volunteer")).map(|it| it["target"].clone())
    };
    assert_eq!(target(), Some(json!("6")));
    assert_eq!(says(office(&["import", "obligations", sheet]))["changed"], 0, "the same sheet again changes nothing");
    says(office(&["undo", &taken["seq"].to_string()]));
    assert_eq!(target(), Some(json!("5")));
    assert_eq!(says(office(&["obligation", "history", "volunteer"])).as_array().map(Vec::len), Some(2));
    // What a sheet has no column for stays: without its kinds it would count every activity.
    let counts_what = || {
        let all = says(office(&["obligation", "list"]));
        all["obligations"].as_array().and_then(|all| all.iter().find(|it| it["code"] == "volunteer")).map(|it| it["kinds"].clone())
    };
    let kinds = counts_what();
    assert!(kinds.as_ref().is_some_and(|it| it.to_string().contains("volunteer")), "{kinds:?}");
    std::fs::write(sheet, "code,target\nvolunteer,7\n").expect("it can be written");
    let narrow = says(office(&["import", "obligations", sheet]));
    assert_eq!((target(), counts_what()), (Some(json!("7")), kinds));
    says(office(&["undo", &narrow["seq"].to_string()]));
    std::fs::write(sheet, text.replace(&line, &line.replacen(",term,", ",always,", 1))).expect("it can be written");
    let wrong = office(&["import", "obligations", sheet]);
    assert_eq!(wrong.code, 1);
    let wrong = wrong.json();
    assert_eq!((&wrong["rejected"][0]["column"], &wrong["rejected"][0]["value"]), (&json!("period"), &json!("always")), "{wrong}");
    assert!(wrong["rejected"][0]["row"].as_u64().is_some_and(|row| row > 1), "{wrong}");
    assert_eq!(office(&["obligation", "set", "volunteer", "target=0"]).error_code(), "obligation_unfit");
    // Who is no office does not set them.
    assert_eq!(desk.json("li", &["obligation", "set", "volunteer", "target=4"]).code, 4);
    says(office(&["obligation", "term", "set", "2026 秋", "2026-09-01", "2027-01-17"]));
    assert_eq!(office(&["obligation", "term", "set", "又一个", "2027-01-10", "2027-06-30"]).error_code(), "term_overlaps");
    let terms = says(office(&["obligation", "term", "list"]));
    assert_eq!((&terms[0]["name"], &terms[0]["current"]), (&json!("2026 秋"), &json!(true)), "{terms}");
}

#[test]
fn a_ledger_of_activities_is_taken_in_once_and_taken_back_as_a_whole() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let (template, paper) = (desk.path("ledger.csv"), desk.path("paper"));
    li(&["export", "template", "activities", &template]).ok();
    let empty = li(&["import", "activities", &template]);
    assert_eq!((empty.code, empty.error_code()), (1, "no_rows".to_owned()));
    let rows = |count: &str| {
        let mut text = std::fs::read_to_string(&template).expect("it was written");
        text.push_str(&format!("清扫楼道,志愿服务,2026-11-20,19:30,,,操场,李,导师:何志远,,{count},,分三组,每月一次,劳动,照片\n"));
        text.push_str("旧事,志愿服务,2026-03-01\n");
        text
    };
    let file = desk.file("filled.csv", rows("12").as_bytes());
    let early = li(&["import", "activities", &file, "--dry-run"]);
    assert_eq!((early.code, &early.json()["rejected"][0]["reason"]), (1, &json!("before_term")), "of an earlier term");
    let dry = li(&["import", "activities", &file, "--dry-run", "--earlier"]).ok().json();
    assert_eq!((&dry["added"], &dry["first"]), (&json!(2), &json!(null)), "{dry}");
    assert_eq!(li(&["list", "activities"]).ok().json(), json!([]));
    let taken = li(&["import", "activities", &file, "--earlier"]).ok().json();
    assert_eq!((&taken["added"], &taken["rejected"]), (&json!(2), &json!([])), "{taken}");
    let again = li(&["import", "activities", &file, "--earlier"]).ok().json();
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(2)), "{again}");
    let changed = desk.file("changed.csv", rows("15").as_bytes());
    let changed = li(&["import", "activities", &changed, "--earlier"]).ok().json();
    assert_eq!(changed["changed"], 1, "{changed}");
    let listed = li(&["list", "activities"]).ok().json();
    assert_eq!(
        (&listed[0]["count"], &listed[0]["state"], &listed[0]["taking"][1]["standing"]),
        (&json!(15), &json!("held"), &json!("mentor"))
    );
    for ending in ["xlsx", "docx", "md", "html", "csv", "json"] {
        li(&["export", "activities", &format!("{paper}.{ending}")]).ok();
    }
    assert!(std::fs::read_to_string(format!("{paper}.md")).expect("it was written").contains("| 清扫楼道 |"));
    let wrong = desk.file("wrong.csv", rows("许多").as_bytes());
    let told = li(&["import", "activities", &wrong, "--earlier"]);
    assert_eq!((told.code, &told.json()["rejected"][0]["reason"]), (1, &json!("count_unreadable")));
    let (first, last) = (taken["first"].to_string(), changed["last"].to_string());
    li(&["undo", &first, "--to", &last]).ok();
    assert_eq!(li(&["list", "activities"]).ok().json(), json!([]), "the whole import is taken back");
}

#[test]
fn the_board_goes_on_paper_in_every_form_and_names_leaders_only_where_it_is_said_why() {
    let desk = Desk::founded();
    desk.json("li", &["reception", "hold", "刘副校长", "--rank", "college"]).ok();
    for name in ["b.docx", "b.xlsx", "b.html", "b.md", "b.csv"] {
        desk.json("li", &["export", "board", &desk.path(name)]).ok();
    }
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).expect("written");
    assert!(read("b.md").contains("1") && !read("b.md").contains("刘副校长"), "{}", read("b.md"));
    assert!(std::fs::read(desk.path("b.docx")).expect("written").starts_with(b"PK"));
    desk.json("li", &["export", "board", &desk.path("named.md"), "--identified", "--reason", "学院归档"]).ok();
    assert!(read("named.md").contains("刘副校长"));
}

#[test]
fn who_was_not_there_is_taken_away_twice_as_once_and_put_back_by_undo() {
    let desk = Desk::founded();
    let says = |arguments: &[&str]| desk.json("li", arguments).ok().json();
    let entered = says(&["activity", "志愿服务 清扫楼道"]);
    let id = entered["id"].as_str().expect("an id").to_owned();
    let there = says(&["activity", "attend", &id, "张三", "李四"]);
    assert_eq!((&there["named"], &there["count"]), (&json!(2), &json!(2)), "{there}");
    let gone = says(&["activity", "attend", &id, "--remove", "李四"]);
    assert_eq!((&gone["named"], &gone["count"]), (&json!(1), &json!(1)), "{gone}");
    let applied = || desk.run("li", &["--now", super::NOW, "--json", "log", "--limit", "0"]).ok().lines().len();
    let before = applied();
    let again = says(&["activity", "attend", &id, "--remove", "李四"]);
    assert_eq!((&again["named"], applied()), (&json!(1), before), "nothing is written");
    assert_eq!(desk.json("li", &["activity", "attend", &id, "张三", "--remove", "张三"]).error_code(), "bad_value");
    desk.run("li", &["--now", super::NOW, "undo", &before.to_string()]).ok();
    assert_eq!(says(&["show", &id])["students"].as_array().map(Vec::len), Some(2));
}

#[test]
fn hygiene_and_words_for_a_term_go_by_the_terms_of_the_college() {
    let desk = Desk::founded();
    desk.add_user("office", "student_office");
    let at = |now: &str, arguments: &[&str]| desk.run("li", &[&["--json", "--now", now], arguments].concat()).ok().json();
    at("2026-11-20T20:00:00+08:00", &["talk", "张三 生活 早先的谈话"]);
    at("2026-11-20T20:00:00+08:00", &["hygiene", "score", "3-412"]);
    let found = || {
        let talks = at(super::NOW, &["search", "早先", "since:本学期"]).as_array().map(Vec::len);
        (talks, at(super::NOW, &["hygiene", "list"]).as_array().map(Vec::len))
    };
    assert_eq!(found(), (Some(1), Some(1)), "counted from August");
    desk.json("office", &["obligation", "term", "set", "短学期", "2026-11-22", "2027-01-17"]).ok();
    assert_eq!(found(), (Some(0), Some(0)), "the term began later");
    let rooms = desk.run("li", &["--now", super::NOW, "hygiene", "rooms"]).ok().stdout;
    assert!(rooms.contains("2026-11-22"), "{rooms}");
}

#[test]
fn what_is_to_be_erased_is_told_by_the_terms_of_the_college() {
    let desk = Desk::founded();
    desk.add_user("office", "student_office");
    desk.run("li", &["--json", "--now", "2026-09-02T20:00:00+08:00", "talk", "张三 生活 旧话"]).ok();
    let due = || {
        let run = desk.run("admin", &["--json", "--now", "2031-03-01T09:00:00+08:00", "erase", "due"]).ok().json();
        run["terms"].as_array().map(|all| all.iter().map(|it| it["scope"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(due(), Some(vec!["term:2026-08-01..2027-01-31".to_owned()]));
    desk.json("office", &["obligation", "term", "set", "2026 秋", "2026-09-01", "2027-01-17"]).ok();
    assert_eq!(due(), Some(vec!["term:2026-09-01..2027-01-17".to_owned()]));
}
