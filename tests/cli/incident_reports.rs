//! Reports about an incident, from the draft to the paper that somebody else has signed.

use super::Desk;
use serde_json::{Value, json};

const OPENED: &str = "2026-11-24T23:36:00+08:00";
const LATER: &str = "2026-11-24T23:50:00+08:00";
const MORNING: &str = "2026-11-25T08:10:00+08:00";

fn desk() -> Desk {
    let desk = Desk::nowhere();
    desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
    let roster = "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位\n2024010101,张三,男,软件2401,3,412,1\n2024010102,李四,男,软件2401,3,412,2\n";
    let roster = desk.file("roster.csv", roster.as_bytes());
    desk.run("admin", &["import", "students", &roster]).ok();
    desk.add_user("li", "counselor");
    desk.add_user("chen", "duty_leader");
    desk
}

fn says(desk: &Desk, now: &str, user: &str, arguments: &[&str]) -> Value {
    desk.run(user, &[&["--json", "--now", now], arguments].concat()).ok().json()
}

fn fails(desk: &Desk, now: &str, user: &str, arguments: &[&str]) -> (i32, String) {
    let run = desk.run(user, &[&["--json", "--now", now], arguments].concat());
    (run.code, run.error_code())
}

fn field<'a>(view: &'a Value, field: &str) -> &'a Value {
    view["fields"].as_array().expect("the fields of a report").iter().find(|it| it["field"] == field).unwrap_or(&Value::Null)
}

#[test]
fn a_report_is_drafted_made_signed_by_another_and_stays_as_it_was_signed() {
    let desk = desk();
    let id = says(&desk, OPENED, "li", &["incident", "张三 火情 插排冒烟 !3 @3-412"])["id"].as_str().unwrap().to_owned();
    says(&desk, LATER, "li", &["incident", "note", &id, "已断电，无人受伤"]);
    says(&desk, LATER, "li", &["incident", "tick", &id, "power"]);
    let draft = says(&desk, LATER, "li", &["incident", "draft", &id, "first"]);
    assert_eq!(draft["missing"], json!(["cause", "contact"]), "{draft}");
    assert!(field(&draft, "cause")["lines"][0].as_str().unwrap().contains("【待补:初步原因】"));
    assert!(field(&draft, "contact")["lines"][1].as_str().unwrap().contains("【待补:联系电话】"));
    assert!(field(&draft, "course")["lines"].to_string().contains("无人受伤"));
    assert!(field(&draft, "measures")["lines"].to_string().contains("切断电源"));
    assert!(field(&draft, "who")["lines"].to_string().contains("张三"));
    let security = draft["chain"].as_array().unwrap().iter().find(|it| it["post"] == "security").unwrap();
    assert_eq!(security["phone"], Value::Null, "nobody guesses a number");
    assert_eq!(fails(&desk, LATER, "chen", &["incident", "countersign", &id, "first"]), (3, "no_report".into()));
    assert_eq!(fails(&desk, LATER, "li", &["incident", "make", &id, "first", "added=x"]).0, 2);
    says(&desk, LATER, "li", &["incident", "make", &id, "first", "cause=插排过载", "contact=值班室 8812"]);
    let unmade = says(&desk, LATER, "li", &["incident", "draft", &id, "final"]);
    assert_eq!(unmade["made_by"], Value::Null, "the first report is not the final one");
    assert_eq!(fails(&desk, LATER, "li", &["incident", "countersign", &id, "first"]), (4, "not_allowed".into()));
    says(&desk, LATER, "chen", &["incident", "countersign", &id, "first", "属实"]);
    assert_eq!(fails(&desk, LATER, "chen", &["incident", "countersign", &id, "first"]), (1, "report_signed".into()));
    says(&desk, LATER, "li", &["incident", "sent", &id, "first", "学工处"]);
    // What comes afterwards is no part of the report that was signed.
    says(&desk, MORNING, "li", &["incident", "note", &id, "电工查明为插排老化"]);
    let named = ["--identified", "--reason", "报学工处"];
    let write = |kind: &str, name: &str, more: &[&str]| {
        let file = desk.file(name, b"");
        let told = says(&desk, MORNING, "li", &[&["incident", "report", &id, kind, &file, "--replace"], more].concat());
        (told, std::fs::read(&file).unwrap())
    };
    let (told, page) = write("first", "first.html", &named);
    let page = String::from_utf8(page).unwrap();
    assert_eq!((&told["signed_by"], &told["missing"]), (&json!("chen"), &json!([])), "{told}");
    assert!(page.contains("插排过载") && page.contains("张三") && !page.contains("电工查明"), "{page}");
    let (_, page) = write("first", "first.md", &[]);
    let page = String::from_utf8(page).unwrap();
    assert!(!page.contains("张三") && !page.contains("插排") && !page.contains("412"), "{page}");
    let further = says(&desk, MORNING, "li", &["incident", "draft", &id, "further"]);
    let added = field(&further, "added")["lines"].to_string();
    assert!(added.contains("电工查明") && !added.contains("无人受伤"), "{added}");
    assert!(field(&further, "cause")["lines"].to_string().contains("插排过载"), "the cause stays known");
    let last = says(&desk, MORNING, "li", &["incident", "draft", &id, "final"]);
    assert_eq!(last["missing"], json!(["conclusion"]));
    for name in ["final.docx", "final.xlsx", "final.json"] {
        let (_, bytes) = write("final", name, &named);
        assert!(bytes.len() > 500, "{name}");
    }
    let shown = says(&desk, MORNING, "li", &["show", &id]);
    assert_eq!((&shown["papers"][0]["signed_by"], &shown["papers"][0]["sent"]), (&json!("chen"), &json!(true)));
}

#[test]
fn nobody_signs_what_they_made_and_a_drill_says_so_on_paper() {
    let desk = desk();
    let id = says(&desk, OPENED, "chen", &["incident", "疏散演练 火情 !3 @3-412 #演练"])["id"].as_str().unwrap().to_owned();
    let made = says(&desk, LATER, "chen", &["incident", "make", &id, "first"]);
    assert_eq!(fails(&desk, LATER, "chen", &["incident", "countersign", &id, "first"]), (1, "second_person_needed".into()));
    let file = desk.file("drill.md", b"");
    says(&desk, LATER, "chen", &["incident", "report", &id, "first", &file, "--replace"]);
    assert!(std::fs::read_to_string(&file).unwrap().contains("演练"));
    says(&desk, LATER, "chen", &["undo", &made["seq"].to_string()]);
    assert_eq!(says(&desk, LATER, "chen", &["show", &id])["papers"], json!([]));
}

#[test]
fn the_watch_says_what_it_counted_leaves_drills_out_and_moods_to_those_who_may_read_them() {
    let desk = desk();
    for text in ["刷单被骗两千 !3 诈骗", "冒充客服被骗 !3 诈骗"] {
        says(&desk, OPENED, "li", &["incident", text]);
    }
    says(&desk, OPENED, "li", &["incident", "反诈演练 !3 诈骗 #演练"]);
    assert_eq!(says(&desk, LATER, "li", &["watch"]), json!([]), "two and a drill are no wave");
    says(&desk, LATER, "li", &["incident", "游戏交易被骗 !3 诈骗"]);
    let hints = says(&desk, LATER, "li", &["watch"]);
    assert_eq!((&hints[0]["pattern"], &hints[0]["count"], &hints[0]["before"]), (&json!("fraud"), &json!(3), &json!(0)), "{hints}");
    assert_eq!(hints[0]["entries"].as_array().unwrap().len(), 3);
    for (day, now) in [("2026-11-10", "2026-11-10T20:00:00+08:00"), ("2026-11-24", OPENED)] {
        says(&desk, now, "admin", &["mood", "report", "软件2401", "rain", "--day", day]);
    }
    let patterns = |user| {
        let hints = says(&desk, LATER, user, &["watch"]);
        hints.as_array().unwrap().iter().map(|it| it["pattern"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(patterns("admin").contains(&"mood".to_owned()), "who wrote it sees it");
    assert_eq!((patterns("li"), patterns("chen")), (vec!["fraud".to_owned()], vec!["fraud".to_owned()]));
}

#[test]
fn a_drill_is_counted_nowhere() {
    let desk = desk();
    says(&desk, OPENED, "li", &["incident", "张三 疏散演练 火情 !1 @3-412 #演练"]);
    let overview = desk.run("li", &["--plain", "--now", OPENED]).ok();
    assert!(overview.stdout.contains("未结事件：0") && overview.stdout.contains("演练：1"), "{}", overview.stdout);
    let rooms = says(&desk, OPENED, "li", &["list", "rooms"]);
    assert!(!rooms.to_string().contains("\"incident\""), "{rooms}");
    let next = says(&desk, OPENED, "li", &["next", "--all"]);
    assert!(!next.to_string().contains("incident"), "{next}");
}

#[test]
fn requests_are_found_by_their_words_and_hang_on_the_door_with_a_code() {
    let desk = desk();
    let id = says(&desk, OPENED, "li", &["request", "张三 卫生间水龙头漏水 @3-412"])["id"].as_str().unwrap().to_owned();
    says(&desk, LATER, "li", &["request", "answer", &id, "已换阀芯"]);
    for words in ["水龙头", "阀芯"] {
        let found = says(&desk, LATER, "li", &["search", words, "--in", "requests"]);
        assert_eq!((&found[0]["id"], &found[0]["kind"]), (&json!(id), &json!("request")), "{words}");
    }
    assert_eq!(says(&desk, LATER, "li", &["search", "水龙头", "--in", "talks"]), json!([]));
    let file = desk.file("door.html", b"");
    let told = says(&desk, LATER, "li", &["request", "hanger", "3-412", &file, "--replace"]);
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.contains("<svg") && page.contains(told["token"].as_str().unwrap()) && !page.contains("张三"));
    let again = desk.file("door.docx", b"");
    let other = says(&desk, LATER, "chen", &["request", "hanger", "3-412", &again, "--replace"]);
    assert_eq!(told["token"], other["token"], "the same door has the same token");
}
