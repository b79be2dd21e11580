//! Awards on the real binary: candidates by an explained rule, points of the jury, the decision and its notice.

use super::Desk;
use serde_json::json;

#[test]
fn from_the_scores_to_the_notice() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let off = |arguments: &[&str]| desk.json("off", arguments);
    assert_eq!(off(&["award", "open", "room"]).code, 3, "nothing is scored yet");
    off(&["hygiene", "score", "3-412"]).ok();
    let dry = off(&["award", "open", "room", "--dry-run"]).ok().json();
    assert_eq!((&dry[0]["rule"], &dry[0]["why"][0]["why"]), (&json!(100.0), &json!("hygiene")), "{dry}");
    assert_eq!(li(&["award", "open", "room"]).code, 4, "a counselor does not open it");
    let id = off(&["award", "open", "room", "--places", "1"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with('E'), "{id}");
    let shown = li(&["award", "point", &id, "3-412", "90"]).ok().json();
    assert_eq!((&shown["standings"][0]["jury"], &shown["standings"][0]["total"]), (&json!(90.0), &json!(98.0)), "{shown}");
    assert_eq!(li(&["award", "decide", &id]).code, 4);
    let decided = off(&["award", "decide", &id]).ok().json();
    assert_eq!(decided["winners"].as_array().map(Vec::len), Some(1), "{decided}");
    assert_eq!(decided["reason"], json!(null), "nothing was said");
    assert_eq!(li(&["award", "point", &id, "3-412", "80"]).code, 1, "it is decided");
    for name in ["w.docx", "w.html", "w.xlsx", "w.md"] {
        li(&["export", "award", &id, &desk.path(name)]).ok();
    }
    let page = std::fs::read_to_string(desk.path("w.html")).expect("it was written");
    assert!(page.contains("评选结果") && page.contains("卫生平均"), "{page}");
    off(&["award", "reopen", &id]).ok();
    let again = off(&["award", "decide", &id, "--text", "评委一致同意"]).ok().json();
    assert_eq!(again["reason"], json!("评委一致同意"), "{again}");
    let told = desk.run("li", &["--now", super::NOW, "award", "show", &id]).ok().stdout;
    assert!(told.contains("评委一致同意") && told.contains("2026-11-24"), "{told}");
    let written = desk.run("li", &["--now", super::NOW, "export", "award", &id, &desk.path("why.md")]).ok();
    assert!(!format!("{}{}", written.stdout, written.stderr).contains("涉及学生"), "there is none in it: {}", written.stdout);
    let page = std::fs::read_to_string(desk.path("why.md")).expect("it was written");
    assert!(page.contains("评委一致同意"), "{page}");
    let written = desk.run("li", &["--now", super::NOW, "export", "catalogue", &desk.path("catalogue.csv")]).ok();
    assert!(!format!("{}{}", written.stdout, written.stderr).contains("涉及学生"), "nor in this: {}", written.stdout);
    off(&["award", "reopen", &id]).ok();
    off(&["award", "withdraw", &id]).ok();
    assert_eq!(li(&["award", "list"]).ok().json(), json!([]));
}

#[test]
fn an_award_of_one_community_says_whose_it_is_everywhere() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let off = |arguments: &[&str]| desk.json("off", arguments);
    off(&["hygiene", "score", "3-412"]).ok();
    let whole = off(&["award", "open", "room", "--title", "全院评"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(off(&["award", "show", &whole]).ok().json()["community"], json!(null));
    let told = desk.run("off", &["--now", super::NOW, "award", "list"]).ok().stdout;
    assert!(told.contains("范围") && told.contains("全院"), "{told}");
    let missing = off(&["award", "open", "room", "--community", "没有的社区"]);
    assert_eq!(missing.code, 3, "{}", missing.stdout);
}
