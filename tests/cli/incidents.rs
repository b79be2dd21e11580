//! An incident from its opening to its end, as scripts meet it: each command is a program of its own, so what is owed is in the logbook or nowhere.

use super::Desk;
use serde_json::{Value, json};

const OPENED: &str = "2026-11-24T23:36:00+08:00";
const LATER: &str = "2026-11-25T02:00:00+08:00";

fn desk() -> Desk {
    let desk = Desk::nowhere();
    desk.run("admin", &["init", "--college", "云溪", "--name", "管理员", "--kdf", "demo"]).ok();
    let roster = desk.file(
        "roster.csv",
        "\u{feff}学号,姓名,性别,班级,楼栋,房间号,床位\n2024010101,张三,男,软件2401,3,412,1\n2024010102,李四,男,软件2401,3,412,2\n"
            .as_bytes(),
    );
    desk.run("admin", &["import", "students", &roster]).ok();
    desk.add_user("li", "counselor");
    desk.add_user("wang", "counselor");
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

#[test]
fn deadlines_that_passed_while_nobody_was_there_are_put_on_record_once() {
    let desk = desk();
    let opened = says(&desk, OPENED, "li", &["incident", "3-412 宿舍起火冒烟 !2"]);
    let id = opened["id"].as_str().unwrap().to_owned();
    let listed = says(&desk, OPENED, "li", &["list", "incidents"]);
    assert_eq!((&listed[0]["next_step"], &listed[0]["drill"]), (&json!("acknowledge"), &json!(false)));
    assert_eq!(listed[0]["next_deadline"], "2026-11-24T23:41:00+08:00");
    // Nobody had the program open for hours.
    let due = says(&desk, LATER, "wang", &["incident", "due"]);
    assert!(due.as_array().unwrap().iter().filter(|it| it["overdue"] == true).all(|it| it["recorded"] == false));
    let fired = |user| {
        says(&desk, LATER, user, &["incident", "due", "--fire"]);
        let shown = says(&desk, LATER, "li", &["show", &id]);
        shown["fired"].as_array().unwrap().len()
    };
    let once = fired("wang");
    assert!(once >= 6, "{once}");
    assert_eq!((fired("wang"), fired("li")), (once, once));
    let shown = says(&desk, LATER, "li", &["show", &id]);
    assert!(shown["fired"].as_array().unwrap().iter().all(|it| it["late"] == true));
}

#[test]
fn an_incident_is_acknowledged_ticked_escalated_and_closed() {
    let desk = desk();
    let id = says(&desk, OPENED, "li", &["incident", "3-412 宿舍起火冒烟 !3"])["id"].as_str().unwrap().to_owned();
    let acked = says(&desk, OPENED, "li", &["incident", "ack", &id]);
    assert_eq!(acked["state"], "acknowledged");
    says(&desk, OPENED, "li", &["incident", "take", &id]);
    says(&desk, OPENED, "wang", &["incident", "join", &id]);
    says(&desk, OPENED, "wang", &["incident", "tick", &id, "tell_department", "陈书记"]);
    says(&desk, OPENED, "wang", &["incident", "tick", &id, "power"]);
    assert_eq!(fails(&desk, OPENED, "wang", &["incident", "tick", &id, "power"]), (1, "changed_meanwhile".into()));
    assert_eq!(fails(&desk, OPENED, "wang", &["incident", "tick", &id, "nothing"]), (1, "no_such_check".into()));
    says(&desk, OPENED, "li", &["incident", "escalate", &id, "已报学工处"]);
    says(&desk, OPENED, "li", &["incident", "sent", &id, "first", "学工处", "邮件"]);
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "close", &id]), (1, "steps_open".into()));
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "weigh", &id, "IV", "没有那么重"]), (4, "not_allowed".into()));
    let closed = says(&desk, OPENED, "li", &["incident", "close", &id, "误报，烟雾来自吹风机"]);
    assert_eq!(closed["state"], "closed");
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "reopen", &id]), (1, "reason_needed".into()));
    says(&desk, OPENED, "li", &["incident", "reopen", &id, "又冒烟"]);
    let knew = says(&desk, OPENED, "li", &["incident", "knew", &id]);
    let who: Vec<&str> = knew.as_array().unwrap().iter().map(|it| it["who"].as_str().unwrap()).collect();
    assert!(who.contains(&"学工处"), "{who:?}");
    let shown = says(&desk, OPENED, "li", &["show", &id]);
    let power = shown["checklist"].as_array().unwrap().iter().find(|it| it["code"] == "power").unwrap();
    assert_eq!((&power["done_by"], &power["done_at"]), (&json!("wang"), &json!(OPENED)));
    assert_eq!((&shown["helpers"], &shown["owner"]), (&json!(["wang"]), &json!("li")));
}

#[test]
fn two_reports_of_one_thing_are_one_and_can_be_two_again() {
    let desk = desk();
    let open = |line| says(&desk, OPENED, "li", &["incident", line])["id"].as_str().unwrap().to_owned();
    let (first, second, grave) = (open("3-412 冒烟 !3"), open("3-412 有烟味 !3"), open("3-412 火情 !1"));
    let drill = open("3-412 火情 !1 #演练");
    let merged = says(&desk, OPENED, "li", &["incident", "merge", &second, &first, "同一件事"]);
    assert_eq!(merged["merged_into"], json!(first));
    let open_now = says(&desk, OPENED, "li", &["list", "incidents", "state:open"]);
    assert_eq!(open_now.as_array().unwrap().len(), 3);
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "ack", &second]), (1, "incident_merged".into()));
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "merge", &grave, &first]), (1, "merge_graver".into()));
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "merge", &drill, &grave]), (1, "merge_drill".into()));
    says(&desk, OPENED, "li", &["incident", "split", &second, "不是一件事"]);
    let open_now = says(&desk, OPENED, "li", &["list", "incidents", "state:open"]);
    assert_eq!(open_now.as_array().unwrap().len(), 4);
    assert_eq!(fails(&desk, OPENED, "li", &["incident", "ack", "I99999"]).0, 3);
}

#[test]
fn the_past_answers_as_it_stood_and_takes_nothing() {
    let desk = desk();
    let li = |now: &str, arguments: &[&str]| desk.run("li", &[&["--json", "--now", now][..], arguments].concat());
    let first = li("2028-11-27T20:00:00+08:00", &["incident", "3-412 走廊灯不亮 !4"]).ok().json();
    li("2028-11-27T22:00:00+08:00", &["incident", "3-412 水管漏水 !3"]).ok();
    let id = first["id"].as_str().expect("an id").to_owned();
    li("2028-11-27T22:30:00+08:00", &["incident", "note", &id, "已换灯管"]).ok();
    let later = "2028-11-28T08:00:00+08:00";

    let listed = |time: &str| li(later, &["as-of", time, "list", "incidents"]).ok().json().as_array().expect("a list").len();
    assert_eq!((listed("2028-11-27T21:00:00+08:00"), listed("2028-11-27 22:00"), listed("昨晚 21:00")), (1, 2, 1));
    assert_eq!(li(later, &["list", "incidents"]).ok().json().as_array().expect("a list").len(), 2);
    let shown = li(later, &["as-of", "2028-11-27 22:10", "show", &id]).ok().stdout;
    assert!(!shown.contains("已换灯管"), "it was not written yet: {shown}");
    assert!(li(later, &["as-of", "2028-11-27 22:40", "show", &id]).ok().stdout.contains("已换灯管"));
    let sought = |time: &str| li(later, &["as-of", time, "search", "水管"]).ok().json().as_array().expect("a list").len();
    assert_eq!((sought("2028-11-27 21:00"), sought("2028-11-27 22:40")), (0, 1));

    // What is written of the past to a file is what the past knew.
    let exported = |name: &str, front: &[&str]| {
        let file = desk.path(name);
        li(later, &[front, &["export", "stats", &file, "--what", "incidents"]].concat()).ok();
        let text = std::fs::read_to_string(&file).expect("it was written");
        let total = text.lines().find_map(|it| it.strip_prefix("合计,")).unwrap_or_else(|| panic!("{text}")).to_owned();
        total.split(',').next().expect("a number").to_owned()
    };
    let then = exported("then.csv", &["as-of", "2028-11-27 21:00"]);
    assert_eq!((then.as_str(), exported("now.csv", &[]).as_str()), ("1", "2"));

    for (arguments, code) in [
        (&["as-of", "2028-11-27 21:00", "incident", "note", &*id, "改写过去"][..], 1),
        (&["as-of", "2030-01-01", "list", "incidents"], 1),
        (&["as-of", "2020-01-01", "list", "incidents"], 1),
        (&["as-of", "改天", "list", "incidents"], 2),
        (&["as-of", "2028-11-27 21:00", "backup", "/tmp/never.yedeng"], 2),
        (&["as-of", "2028-11-27 21:00"], 2),
    ] {
        let refused = li(later, arguments);
        assert_eq!(refused.code, code, "{arguments:?}: {}", refused.stdout);
    }
    let shown = li(later, &["show", &id]).ok().stdout;
    assert!(!shown.contains("改写过去"));
}

#[test]
fn a_hint_of_the_watch_is_put_off_until_there_is_more_to_it() {
    let desk = desk();
    let li = |arguments: &[&str]| desk.run("li", &[&["--json", "--now", OPENED][..], arguments].concat());
    let fraud = || li(&["incident", "3-412 诈骗 刷单被骗 !4"]).ok();
    (0..3).for_each(|_| drop(fraud()));
    let hints = li(&["watch"]).ok().json();
    let id = hints[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!((&hints[0]["pattern"], &hints[0]["count"]), (&json!("fraud"), &json!(3)), "{hints}");
    assert_eq!(fails(&desk, OPENED, "li", &["watch", "put-off", &id, "--until", "7d", "--reason", " "]), (1, "reason_needed".into()));
    assert_eq!(fails(&desk, OPENED, "li", &["watch", "put-off", "W00000000", "--until", "7d", "--reason", "x"]).0, 3);
    assert_eq!(fails(&desk, OPENED, "li", &["watch", "take-up", &id]), (3, "not_put_off".into()));
    li(&["watch", "put-off", &id, "--until", "7d", "--reason", "讲座已排"]).ok();
    assert_eq!(li(&["watch"]).ok().json(), json!([]));
    let all = li(&["watch", "--all"]).ok().json();
    assert_eq!((&all[0]["id"], &all[0]["put_off_reason"]), (&json!(id), &json!("讲座已排")), "{all}");
    fraud();
    assert_eq!(li(&["watch"]).ok().json().as_array().map(Vec::len), Some(1), "there is more to it");
    li(&["watch", "take-up", &id]).ok();
    assert_eq!(li(&["watch"]).ok().json()[0]["put_off_until"], json!(null));
}
