//! The communities from the shell: mentors and meetings, branches, places and bookings, the catalogue, lists in and out.

use super::Desk;
use serde_json::json;

#[test]
fn a_place_is_booked_once_and_says_what_is_free() {
    let desk = Desk::founded();
    let admin = |arguments: &[&str]| desk.json("admin", arguments).ok().json();
    let place = admin(&["place", "add", "活动室", "--kind", "活动室", "--seats", "30", "--hours", "1-7 08:00-22:00"]);
    let place = place["id"].as_str().expect("an id").to_owned();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let dry = li(&["place", "book", "活动室 明天 14:00-16:00 25人 数学社 例会", "--dry-run"]).ok().json();
    assert_eq!((&dry["id"], &dry["who"], &dry["count"], &dry["text"]), (&json!(null), &json!("数学社"), &json!(25), &json!("例会")));
    let booked = li(&["place", "book", "活动室 明天 14:00-16:00 25人 数学社 例会"]).ok().json();
    let id = booked["id"].as_str().expect("an id").to_owned();
    let clash = li(&["place", "book", "活动室 明天 15:30-17:00 棋社"]);
    assert_eq!((clash.code, clash.error_code()), (1, "place_booked".to_owned()));
    let said = clash.json()["error"]["message"].as_str().unwrap_or_default().to_owned();
    assert!(said.contains(&id) && said.contains("08:00–14:00、16:00–22:00"), "{said}");
    let fails = |arguments: &[&str]| li(arguments).error_code();
    assert_eq!(fails(&["place", "book", "活动室 明天 6:00-7:00 棋社"]), "place_closed");
    assert_eq!(fails(&["place", "book", "活动室 明天 17:00-18:00 31人 棋社"]), "place_too_small");
    assert_eq!(fails(&["place", "book", "活动室 明天 17:00-18:00"]), "who_needed");
    assert_eq!(fails(&["place", "book", "操场 明天 17:00-18:00 棋社"]), "not_found");
    assert_eq!(fails(&["place", "sign", &id]), "booking_not_begun");
    let shown = li(&["place", "show", &place, "--day", "tomorrow"]).ok().json();
    assert_eq!(shown["free"], json!([["08:00", "14:00"], ["16:00", "22:00"]]));
    // The word that is the whole name of a place, not the first that some name holds.
    admin(&["place", "add", "书画社活动室", "--kind", "活动室"]);
    let dry = li(&["place", "book", "书画社 活动室 明天 17:00-18:00 例会", "--dry-run"]).ok().json();
    assert_eq!((&dry["who"], &dry["text"]), (&json!("书画社"), &json!("例会")), "{dry}");
    assert_eq!(desk.json("admin", &["place", "remove", &place]).error_code(), "venue_still_booked");
    let later = ["--json", "--now", "2026-11-25T16:30:00+08:00"];
    desk.run("li", &[&later[..], &["place", "sign", &id, "--count", "22", "已打扫"]].concat()).ok();
    let used = li(&["list", "bookings", "state:used"]).ok().json();
    assert_eq!((&used[0]["came"], &used[0]["signed_by"]), (&json!(22), &json!("li")));
}

#[test]
fn a_mentor_meets_their_students_and_a_branch_has_its_secretary() {
    let desk = Desk::founded();
    let admin = |arguments: &[&str]| desk.json("admin", arguments).ok().json();
    let added = admin(&["people", "add", "study_mentor", "王建国", "--office", "信息系", "--mentee", "2024010101", "--text", "高数"]);
    let id = added["id"].as_str().expect("an id").to_owned();
    admin(&["people", "meet", "王建国", "复习计划", "--student", "2024010101", "--minutes", "45"]);
    let shown = admin(&["people", "show", &id]);
    assert_eq!(
        (&shown["students"], &shown["met"][0]["minutes"], &shown["met"][0]["text"]),
        (&json!(["2024010101"]), &json!(45), &json!("复习计划"))
    );
    assert_eq!(desk.json("admin", &["people", "add", "study_mentor", "王建国"]).error_code(), "person_twice");
    admin(&["branch", "join", "ideology", &id, "--secretary"]);
    let branches = admin(&["branch", "list"]);
    assert_eq!((branches.as_array().map(Vec::len), &branches[0]["secretary"]), (Some(6), &json!("王建国")));
    let task = admin(&["people", "task", "add", "挂牌", "--kind", "plate", "--lead", "宣传部", "--due", "3d", "--system", "17"]);
    let task = task["id"].as_str().expect("an id").to_owned();
    admin(&["people", "task", "done", &task]);
    assert_eq!(admin(&["people", "task", "list", "--open"]), json!([]));
    let overview = admin(&["people", "overview"]);
    for field in ["receptions", "sponsors", "services", "officers", "people", "tasks"] {
        assert!(overview[field].is_array(), "{field}: {overview}");
    }
    admin(&["people", "remove", &id]);
    assert_eq!(admin(&["list", "mentors"]), json!([]));
}

#[test]
fn a_request_is_opened_from_the_catalogue_and_due_by_it() {
    let desk = Desk::founded();
    let items = desk.json("li", &["catalogue", "list", "医保"]).ok().json();
    assert_eq!((&items[0]["name"], &items[0]["department"], &items[0]["minutes"]), (&json!("医保报销"), &json!("校医院"), &json!(7200)));
    let dry = desk.json("li", &["catalogue", "request", "医保报销", "张三 发票齐了", "--dry-run"]).ok().json();
    assert_eq!((&dry["understood"]["department"], &dry["understood"]["kind"]), (&json!("校医院"), &json!("paperwork")));
    desk.json("admin", &["catalogue", "set", "医保报销", "--within", "2h", "--ways", "online"]).ok();
    let opened = desk.json("li", &["request", "张三 想办医保报销"]).ok().json();
    let id = opened["id"].as_str().expect("an id");
    let row = desk.json("li", &["show", id]).ok().json();
    assert!(row["due"].as_str().is_some_and(|it| it.starts_with("2026-11-25T01:36")), "two hours: {row}");
    desk.json("admin", &["catalogue", "drop", "医保报销"]).ok();
    assert_eq!(desk.json("li", &["catalogue", "show", "医保报销"]).code, 3);
}

#[test]
fn lists_go_out_as_templates_and_come_in_once() {
    let desk = Desk::founded();
    let file = desk.folder.path().join("places.xlsx");
    let file = file.to_str().expect("a plain path");
    desk.json("admin", &["export", "template", "places", file]).ok();
    let empty = desk.json("admin", &["import", "places", file]);
    assert_eq!((empty.code, empty.error_code()), (1, "no_rows".to_owned()), "examples are not taken in");
    let csv = desk.folder.path().join("places.csv");
    std::fs::write(&csv, "场地名称,场地类别,座位数,开放时间\n活动室,活动室,30,每天 8:00-22:00\n书吧,仓库,10,\n")
        .expect("it can be written");
    let csv = csv.to_str().expect("a plain path");
    let dry = desk.json("admin", &["import", "places", csv, "--dry-run"]).json();
    assert_eq!((&dry["added"], &dry["rejected"][0]["row"], &dry["rejected"][0]["column"]), (&json!(1), &json!(3), &json!("场地类别")));
    let taken = desk.json("admin", &["import", "places", csv]).json();
    assert_eq!((&taken["added"], &taken["unchanged"]), (&json!(1), &json!(0)));
    let again = desk.json("admin", &["import", "places", csv]).json();
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(1)));
    let out = desk.folder.path().join("out.xlsx");
    let out = out.to_str().expect("a plain path");
    desk.json("admin", &["export", "places", out]).ok();
    let round = desk.json("admin", &["import", "places", out]).json();
    assert_eq!((&round["unchanged"], &round["rejected"]), (&json!(1), &json!([])), "what goes out comes in as it is");
    let [first, last] = ["first", "last"].map(|it| taken[it].to_string());
    desk.json("admin", &["undo", &first, "--to", &last]).ok();
    assert_eq!(desk.json("admin", &["list", "places"]).ok().json(), json!([]));
}
