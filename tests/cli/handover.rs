//! Two counselors at one desk: last night's handover is read, written back and accepted; tonight's is drafted, given and taken.

use super::{Desk, Run};
use serde_json::{Value, json};

struct College {
    desk: Desk,
    home: String,
    secret: String,
}

impl College {
    fn new() -> Self {
        let desk = Desk::nowhere();
        let (home, secret) = (desk.path("college"), desk.secret("demo", "yedeng-demo"));
        let small = ["--students", "700", "--talks", "80", "--incidents", "20", "--no-screen"];
        desk.json("zhang", &[&["demo", "--seed", "1", "--home", &home], &small[..]].concat()).ok();
        Self { desk, home, secret }
    }

    fn json(&self, user: &str, arguments: &[&str]) -> Run {
        let global = ["--home", self.home.as_str(), "--passphrase-file", &self.secret];
        self.desk.json(user, &[&global[..], arguments].concat())
    }

    fn said(&self, user: &str, arguments: &[&str]) -> Value {
        self.json(user, arguments).ok().json()
    }
}

#[test]
fn a_handover_goes_from_one_to_the_other() {
    let college = College::new();
    // What waits for zhang: two severe lines that somebody left her.
    let waiting = college.said("zhang", &["handover", "list", "--waiting"]);
    assert_eq!(waiting.as_array().map(Vec::len), Some(1), "{waiting}");
    let id = waiting[0]["id"].as_str().expect("an id").to_owned();
    let shown = college.said("zhang", &["handover", "show"]);
    assert_eq!(
        (&shown["id"], &shown["state"], &shown["to"], &shown["owed"]),
        (&json!(id), &json!("given"), &json!("zhang"), &json!([1, 2]))
    );
    assert_eq!(college.json("wang", &["handover", "show", &id]).code, 3, "nobody else knows of it");

    // Not without writing back; what is only ticked is marked as incomplete.
    let refused = college.json("zhang", &["handover", "sign", "--accept"]);
    assert_eq!((refused.code, refused.error_code().as_str()), (1, "write_back_owed"));
    assert_eq!(refused.json()["error"]["owed"], json!([1, 2]));
    let ticked = college.said("zhang", &["handover", "sign", "--write-back", "2", "知道了"]);
    assert_eq!((&ticked["state"], &ticked["incomplete"], &ticked["owed"]), (&json!("given"), &json!(1), &json!([1])));
    assert!(!ticked["lines"][1]["missing"].as_array().expect("a list").is_empty());
    assert_eq!(college.json("zhang", &["handover", "sign", "--write-back", "9", "x"]).code, 1, "no such line");
    assert_eq!(college.json("zhang", &["handover", "sign", "--write-back", "eins", "x"]).code, 2);
    college.said("zhang", &["handover", "ask", "漏水多久了？"]);
    let own_words = "zhangsan 是重点关注的，我今晚十点半前找他谈，睡前去寝室看";
    let arguments =
        ["handover", "sign", "--write-back", "1", own_words, "--write-back", "2", "水房漏水，我 20:00 前联系后勤修好", "--accept"];
    let accepted = college.said("zhang", &arguments);
    assert_eq!((&accepted["state"], &accepted["settled_by"]), (&json!("accepted"), &json!("zhang")), "{accepted}");
    assert_eq!(accepted["incomplete"], json!(0), "{}", accepted["lines"]);
    assert_eq!(college.json("zhang", &["handover", "sign", "--accept", "--handover", &id]).code, 1, "once is enough");

    // Tonight's: drafted, with the log; given to li.
    college.said("zhang", &["duty", "note", "weather", "小雪"]);
    let draft = college.said("zhang", &["handover", "draft"]);
    assert_eq!(draft["items"].as_u64(), draft["lines"].as_array().map(|it| it.len() as u64));
    assert_eq!((&draft["log"]["weather"], &draft["log"]["staff"]), (&json!("小雪"), &json!(["张敏"])));
    let shift = draft["shift"].as_str().expect("a shift").to_owned();
    college.said("chen", &["duty", "check", &shift, "present"]);
    assert_eq!(college.json("chen", &["duty", "check", &shift, "absent"]).code, 1, "a reason is needed");
    let given =
        college.said("zhang", &["handover", "sign", "--to", "li", "--summary", "平稳", "--things", "钥匙两把", "--note", "热水壶坏了"]);
    assert_eq!((&given["state"], &given["from"], &given["to"]), (&json!("given"), &json!("zhang"), &json!("li")));
    let lines = given["lines"].as_array().expect("lines");
    assert_eq!(lines.len() as u64, draft["items"].as_u64().unwrap_or_default() + 1);
    assert!(lines.iter().any(|it| it["action"] == "热水壶坏了"));
    let again = college.json("zhang", &["handover", "sign"]);
    assert_eq!((again.code, again.error_code()), (1, "handover_settled".to_owned()), "it is given already");
    assert_eq!(college.json("li", &["handover", "recall", given["id"].as_str().unwrap_or_default()]).code, 4, "the giver's alone");

    // li writes every severe line back and accepts.
    let owed: Vec<u64> = given["owed"].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    let numbers: Vec<String> = owed.iter().map(u64::to_string).collect();
    let mut arguments = vec!["handover", "sign"];
    numbers.iter().for_each(|nth| arguments.extend(["--write-back", nth, "我来办"]));
    arguments.push("--accept");
    let taken = college.said("li", &arguments);
    assert_eq!((&taken["state"], &taken["settled_by"]), (&json!("accepted"), &json!("li")));

    // Sealed: what is added later is marked, and the shift says who signed when.
    college.said("zhang", &["duty", "note", "other", "补：23:40 又查了一遍", "--shift", &shift]);
    let sealed = college.said("zhang", &["show", &shift]);
    assert_eq!((&sealed["kind"], &sealed["check"]), (&json!("shift"), &json!("present")));
    let notes = sealed["log"]["notes"].as_array().expect("notes");
    assert_eq!(notes.iter().map(|it| it["late"].as_bool()).collect::<Vec<_>>(), [Some(false), Some(true)]);
    assert_eq!(sealed["log"]["given_by"]["by"], "zhang");
    assert_eq!(sealed["log"]["taken_by"]["by"], "li");
    assert!(sealed["log"]["sealed_at"].is_string());
}

#[test]
fn the_sheet_is_without_names_unless_it_is_said_why() {
    let college = College::new();
    let (plain, full) = (college.desk.path("masked.html"), college.desk.path("full.html"));
    let made = college.said("zhang", &["handover", "sheet", &plain]);
    assert_eq!(made["identified"], json!(false));
    let page = std::fs::read_to_string(&plain).expect("it is there");
    assert!(page.contains("张*") && !page.contains("张三") && !page.contains("3#412"), "{page}");
    let head = college.said("zhang", &["verify"])["head"].as_str().unwrap_or_default().to_uppercase();
    let groups: Vec<&str> = head.as_bytes().chunks(4).take(2).filter_map(|it| std::str::from_utf8(it).ok()).collect();
    assert!(page.contains(&groups.join(" ")), "the head of the chain stands on it: {head}");
    assert_eq!(college.json("zhang", &["handover", "sheet", &plain]).error_code(), "file_exists");
    assert_eq!(college.json("zhang", &["handover", "sheet", &full, "--identified"]).code, 2, "a reason is needed");
    let made = college.json("admin", &["handover", "sheet", &full, "--identified", "--reason", "存档"]);
    assert!([3, 4].contains(&made.code), "not hers to read");
    let made = college.said("chen", &["handover", "list"]);
    let id = made[0]["id"].as_str().expect("an id").to_owned();
    let made = college.json("chen", &["handover", "sheet", &full, "--handover", &id, "--identified", "--reason", "存档"]);
    if made.code == 0 {
        assert!(made.json()["seq"].is_number(), "it is on record");
    } else {
        assert_eq!(made.code, 4, "who may not export with names");
    }
    let log = college.desk.path("log.html");
    college.said("zhang", &["duty", "log", "--html", &log]);
    assert!(std::fs::read_to_string(&log).expect("it is there").contains("值班日志"));
}

#[test]
fn the_draft_and_the_table_speak_to_people_in_both_languages() {
    let college = College::new();
    for (lang, word) in [("zh-CN", "待办"), ("en", "To do")] {
        let global = ["--home", college.home.as_str(), "--passphrase-file", &college.secret, "--now", super::NOW, "--lang", lang];
        let said = college.desk.run("zhang", &[&global[..], &["handover", "draft"]].concat()).ok().stdout;
        assert!(said.contains(word), "{said}");
        let shown = college.desk.run("zhang", &[&global[..], &["handover", "show"]].concat()).ok().stdout;
        assert!(shown.contains("张三"), "{shown}");
    }
    let shifts = college.said("zhang", &["list", "shifts", "state:done", "--limit", "0"]);
    let late = shifts.as_array().expect("a list").iter().filter(|it| it["late_minutes"].is_number()).count();
    assert!(late > 0, "somebody came late in four weeks");
}
