//! Talks on paper and read back in, by the real program.

use super::Desk;
use serde_json::json;

/// 李老师's college with a talk of relations, one of psychology, and 王老师 who reads neither's secrets.
fn college() -> Desk {
    let desk = Desk::founded();
    desk.add_user("wang", "counselor");
    desk.json("li", &["talk", "张三 人际 与室友矛盾，睡不好 #失眠 >3d"]).ok();
    desk.json("li", &["talk", "李四 心理 最近情绪低落"]).ok();
    desk
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).expect("it was written")
}

/// Every part of a docx or xlsx as one text.
fn unpacked(path: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(read(path))).expect("a zip");
    let mut text = String::new();
    for nth in 0..archive.len() {
        archive.by_index(nth).expect("a part").read_to_string(&mut text).expect("text");
    }
    text
}

#[test]
fn the_form_is_masked_unless_it_is_said_why_and_that_is_on_record() {
    let desk = college();
    let form = desk.path("记录表.docx");
    let told = desk.json("li", &["export", "talks", &form]).ok().json();
    assert_eq!((&told["rows"], &told["identified"], &told["seq"]), (&json!(2), &json!(false), &json!(null)));
    let masked = unpacked(&form);
    assert!(masked.contains("谈心谈话记录表") && masked.contains("张*"));
    for secret in ["张三", "李四", "李*", "室友", "情绪低落", "失眠", "20240"] {
        assert!(!masked.contains(secret), "{secret}");
    }
    assert_eq!(desk.json("li", &["export", "talks", &form]).error_code(), "file_exists");
    assert_eq!(desk.json("li", &["export", "talks", &form, "--identified", "--replace"]).code, 2, "not without a reason");
    let named = desk.json("li", &["export", "talks", &form, "--replace", "--identified", "--reason", "学院归档"]).ok().json();
    let seq = named["seq"].as_u64().expect("it is on record");
    let full = unpacked(&form);
    for word in ["张三", "李四", "与室友矛盾，睡不好", "最近情绪低落", "SimSun"] {
        assert!(full.contains(word), "{word}");
    }
    let log = desk.json("li", &["log", "--since", &seq.to_string()]).ok().lines();
    assert_eq!(log[0]["kind"], "custody.exported");
}

#[test]
fn what_is_sealed_to_others_is_in_no_row_and_no_count() {
    let desk = college();
    let (ledger, summary) = (desk.path("台账.json"), desk.path("小结.json"));
    desk.json("wang", &["export", "talks", &ledger, "--identified", "--reason", "核对"]).ok();
    let rows: serde_json::Value = serde_json::from_slice(&read(&ledger)).expect("JSON");
    let topics: Vec<_> = rows.as_array().expect("a list").iter().map(|it| it["topic"].clone()).collect();
    assert!(!topics.contains(&json!("psych")) && !rows.to_string().contains("李四"), "{topics:?}");
    desk.json("wang", &["export", "talks", &summary, "--summary", "--month", "2026-11"]).ok();
    let sums = String::from_utf8(read(&summary)).expect("UTF-8");
    assert!(!sums.contains("psych"));
    desk.json("li", &["export", "talks", &summary, "--summary", "--replace"]).ok();
    let sums: serde_json::Value = serde_json::from_slice(&read(&summary)).expect("JSON");
    assert_eq!((&sums["talks"], &sums["persons"], &sums["followups"]["pending"]), (&json!(2), &json!(2), &json!(1)));
    for ending in ["html", "xlsx", "docx", "csv"] {
        desk.json("li", &["export", "talks", &desk.path(&format!("小结.{ending}")), "--summary", "--month", "2026-11"]).ok();
    }
    assert!(unpacked(&desk.path("小结.docx")).contains("按主题"));
    let bad = desk.json("li", &["export", "talks", &desk.path("x.html"), "--summary", "--month", "2026-13"]);
    assert_eq!(bad.error_code(), "bad_time");
    let psych = desk.json("li", &["list", "talks", "topic:psych"]).ok().json()[0]["id"].as_str().expect("an id").to_owned();
    let other = desk.json("wang", &["export", "talks", &desk.path("别人的.docx"), "--talk", &psych]);
    assert_ne!(other.code, 0);
    assert!(!std::path::Path::new(&desk.path("别人的.docx")).exists());
}

#[test]
fn filters_choose_and_a_bad_template_names_its_line() {
    let desk = college();
    let count = |more: &[&str]| {
        let file = desk.path("台账.csv");
        desk.json("li", &[&["export", "talks", &file, "--replace"], more].concat()).ok().json()["rows"].clone()
    };
    assert_eq!(count(&["--topic", "心理"]), 1);
    assert_eq!(count(&["--student", "张三"]), 1);
    assert_eq!(count(&["--since", "2027-01-01"]), 0);
    assert_eq!(count(&["--month", "2026-11"]), 2);
    assert_eq!(count(&["--by", "wang"]), 0);
    let page = desk.file("form.toml", b"[[row]]\ncells = [{ field = \"name\" },\n{ field = \"shoe\" }]\n");
    let bad = desk.json("li", &["export", "talks", &desk.path("x.docx"), "--template", &page]);
    assert_eq!((bad.error_code().as_str(), &bad.json()["error"]["line"]), ("bad_template", &json!(3)));
    let page =
        desk.file("form.toml", "title = \"{college}登记表\"\n[[row]]\ncells = [{ field = \"topic\", label = \"谈了什么\" }]\n".as_bytes());
    desk.json("li", &["export", "talks", &desk.path("x.docx"), "--template", &page]).ok();
    assert!(unpacked(&desk.path("x.docx")).contains("谈了什么"));
    assert_eq!(desk.json("li", &["export", "talks", &desk.path("x.txt")]).error_code(), "bad_value");
    assert_eq!(desk.json("li", &["export", "talks", &desk.path("x.csv"), "--template", &page]).error_code(), "bad_template");
}

const LEDGER: &str = "\u{feff}云溪学院谈心谈话台账,,,,,,\n\
    序号,学号,姓名,谈话时间,谈话主题,谈话内容,关注等级,回访时间,辅导员\n\
    1,2024010101,张三,2026-11-03 19:30,学习情况,期中复习跟不上,,2026-11-10,li\n\
    2,,李四,2026年11月4日,心理健康,想家,三级,,li\n\
    3,2024010101,李四,2026-11-05,生活,对不上,,,li\n\
    4,,没有的人,2026-11-05,生活,不在名单,,,li\n\
    5,,张三,2026-02-30,生活,没有这天,,,li\n\
    6,,张三,2027-02-03,生活,还没到,,,li\n\
    7,,张三,2026-11-06,生活,别人谈的,,,赵老师\n\
    合计,,,,,,,,\n";

#[test]
fn a_ledger_is_looked_at_taken_in_once_and_taken_back() {
    let desk = Desk::founded();
    let file = desk.file("台账.csv", LEDGER.as_bytes());
    let look = desk.json("li", &["import", "talks", &file, "--dry-run"]).ok().json();
    assert_eq!((&look["added"], &look["same"], &look["dry_run"]), (&json!(2), &json!(0), &json!(true)));
    assert_eq!(look["header_row"], 2);
    let why: Vec<_> = look["rejected"].as_array().expect("a list").iter().map(|it| (it["row"].clone(), it["reason"].clone())).collect();
    let expected = [(5, "name_differs"), (6, "student_unknown"), (7, "date_unreadable"), (8, "in_future"), (9, "other_counselor")];
    assert_eq!(why, expected.map(|(row, reason)| (json!(row), json!(reason))));
    assert_eq!(look["warnings"][0]["reason"], "followup_past");
    assert_eq!(desk.json("li", &["list", "talks"]).ok().json(), json!([]), "nothing was written");
    let told = desk.run("li", &["--now", super::NOW, "import", "talks", &file, "--dry-run"]).ok().stdout;
    assert!(told.contains("学号 ← 学号") && told.contains("第 6 行") && told.contains("没有这名学生"), "{told}");

    let done = desk.json("li", &["import", "talks", &file]).ok().json();
    assert_eq!(done["added"], 2);
    let talks = desk.json("li", &["list", "talks"]).ok().json();
    let brief: Vec<_> = talks.as_array().expect("a list").iter().map(|it| [&it["topic"], &it["visibility"], &it["level"]]).collect();
    assert_eq!(brief, [[&json!("psych"), &json!("psych"), &json!(3)], [&json!("study"), &json!("normal"), &json!(null)]]);
    assert!(talks[1]["at"].as_str().is_some_and(|it| it.starts_with("2026-11-03T19:30")), "{talks}");

    let again = desk.json("li", &["import", "talks", &file]).ok().json();
    assert_eq!((&again["added"], &again["same"], &again["first"]), (&json!(0), &json!(2), &json!(null)));
    assert_eq!(desk.json("li", &["list", "talks"]).ok().json(), talks, "a second time changes nothing");

    let (first, last) = (done["first"].to_string(), done["last"].to_string());
    let undone = desk.json("li", &["undo", &first, "--to", &last]).ok().json();
    assert_eq!(undone["undone"], 2);
    assert_eq!(desk.json("li", &["list", "talks"]).ok().json(), json!([]));
    let mine = desk.json("li", &["import", "talks", &file, "--mine"]).ok().json();
    assert_eq!(mine["added"], 3, "what was taken back is new, and the other's row is mine now");
}

#[test]
fn what_was_exported_with_names_is_known_when_it_comes_back() {
    let desk = college();
    let file = desk.path("台账.xlsx");
    desk.json("li", &["export", "talks", &file, "--identified", "--reason", "备份"]).ok();
    let back = desk.json("li", &["import", "talks", &file]).ok().json();
    assert_eq!((&back["added"], &back["same"], &back["rejected"]), (&json!(0), &json!(2), &json!([])));
    assert_ne!(desk.json("admin", &["import", "students", &file, "--dry-run"]).code, 2);
    let missing = desk.file("bad.csv", "姓名,备注\n张三,x\n".as_bytes());
    let bad = desk.json("li", &["import", "talks", &missing]);
    assert_eq!((bad.error_code().as_str(), &bad.json()["error"]["missing"]), ("missing_columns", &json!(["date", "text"])));
}
