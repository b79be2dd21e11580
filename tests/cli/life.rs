//! The life of a talk on the real binary: planned, booked, held, added to, closed; a file kept with it; its student's story.

use super::Desk;
use serde_json::{Value, json};

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_talk_is_planned_held_added_to_and_told_as_a_story() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let plan = id(&li(&["talk", "plan", "zs 学业 约谈期中 >明天"]).ok().json());
    li(&["talk", "book", &plan, "明天 19:30", "--place", "3-412"]).ok();
    let held = id(&li(&["talk", "hold", &plan, "期中挂两科，订了计划 >3d"]).ok().json());
    assert_ne!(plan, held);
    assert_eq!(li(&["talk", "hold", &plan, "再来一次"]).code, 1, "it was held already");
    li(&["talk", "amend", &held, "补充：父亲已知情"]).ok();

    let story = li(&["talk", "story", "zs"]).ok().stdout;
    let (first, more) = (story.find("期中挂两科").expect("what was said"), story.find("父亲已知情").expect("what was added"));
    assert!(first < more && story.contains(&held));

    let answer = id(&li(&["talk", "answer", &held, "已补考报名"]).ok().json());
    assert_eq!(li(&["talk", "close", &held]).code, 1, "the answer has closed it");
    let shown = li(&["show", &answer]).ok().json();
    assert!(shown.to_string().contains(&held), "it says what it answers");
}

#[test]
fn a_plan_is_called_off_with_a_reason_and_stays_so() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let plan = id(&li(&["talk", "plan", "李四 生活 看看适应如何 >周五"]).ok().json());
    assert_eq!(li(&["talk", "cancel", &plan, " "]).code, 1, "without a reason");
    li(&["talk", "cancel", &plan, "本人回家"]).ok();
    assert_eq!(li(&["talk", "book", &plan, "周五 19:00"]).code, 1);
    assert_eq!(li(&["talk", "hold", &plan, "谈了"]).code, 1);
    // Nobody plans for a day that is over or does not exist.
    for when in [">2026-11-01", ">2.30"] {
        let refused = li(&["talk", "plan", &format!("李四 生活 看看 {when}")]);
        assert!(refused.code == 1 || refused.code == 2, "{when} {}", refused.stdout);
    }
    assert_eq!(li(&["talk", "book", "T999", "周五 19:00"]).code, 3);
}

#[test]
fn a_file_is_kept_with_a_talk_and_comes_back_whole() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let talk = id(&li(&["talk", "zs 学业 成绩单在附件"]).ok().json());
    let bytes: Vec<u8> = (0..40_000u32).map(|it| (it * 31 % 251) as u8).collect();
    let file = desk.file("成绩单.pdf", &bytes);
    li(&["talk", "attach", &talk, &file]).ok();
    let files = li(&["talk", "files", &talk]).ok().json();
    assert_eq!((&files[0]["name"], &files[0]["bytes"]), (&json!("成绩单.pdf"), &json!(40_000)));
    let back = desk.path("back.pdf");
    li(&["talk", "save", &talk, "成绩单.pdf", "--to", &back]).ok();
    assert_eq!(std::fs::read(&back).expect("the file"), bytes);
    assert_eq!(li(&["talk", "save", &talk, "成绩单.pdf", "--to", &back]).code, 1, "it does not replace");
    let none = li(&["talk", "attach", &talk, &desk.path("none.pdf")]);
    assert_eq!(none.code, 3);
    assert!(none.json()["error"]["message"].as_str().expect("a message").contains("没有这个文件"), "{}", none.stdout);
    // A film is no document.
    let film = desk.file("film.mp4", b"");
    std::fs::OpenOptions::new().write(true).open(&film).expect("the file").set_len(100 << 20).expect("a sparse file");
    let refused = li(&["talk", "attach", &talk, &film]);
    assert_eq!((refused.code, refused.json()["error"]["limit"].is_u64()), (1, true), "{}", refused.stdout);
    assert_eq!(li(&["undo", "9", "--to", "2"]).code, 2);
}
