//! News on the real binary: drafted from the facts, looked through, reviewed by somebody else, published by who may.

use super::Desk;
use serde_json::json;

#[test]
fn from_the_facts_of_a_month_to_its_link() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let off = |arguments: &[&str]| desk.json("off", arguments);
    assert_eq!(li(&["publish", "draft"]).code, 3, "nothing was done yet");
    li(&["talk", "zs 学业 缺课三次"]).ok();
    let dry = li(&["publish", "draft", "--house", "story", "--dry-run"]).ok().json();
    assert!(dry["text"].as_str().is_some_and(|it| it.contains("1 次") && !it.contains("缺课")), "{dry}");
    let id = li(&["publish", "draft"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with('X'), "{id}");
    assert_eq!(li(&["publish", "check", &id]).ok().json(), json!([]));
    assert_eq!(li(&["publish", "review", &id]).code, 4, "a counselor does not review");
    assert_eq!(li(&["publish", "done", &id, "https://a.edu.cn/1"]).code, 4, "a publisher without the role");
    let unreviewed = off(&["publish", "done", &id, "https://a.edu.cn/1"]);
    assert_eq!((unreviewed.code, unreviewed.error_code()), (1, "not_reviewed".to_owned()));

    let words = desk.file("n.md", "感谢张三同学，电话 13800002071。".as_bytes());
    li(&["publish", "rewrite", &id, &words]).ok();
    let found = li(&["publish", "check", &id]).ok().json();
    let kinds: Vec<_> = found.as_array().expect("a list").iter().map(|it| it["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["name", "phone"], "{found}");
    let refused = off(&["publish", "review", &id]);
    assert_eq!((refused.code, refused.error_code()), (1, "personal_data".to_owned()));
    assert_eq!(li(&["export", "news", &id, &desk.path("n.html")]).code, 1, "not with a name in it");

    let words = desk.file("m.md", "感谢大家。\n\n- 一起打扫了楼道\n".as_bytes());
    li(&["publish", "rewrite", &id, &words, "--title", "劳动周"]).ok();
    assert_eq!(off(&["publish", "review", &id]).ok().json()["state"], "reviewed");
    assert_eq!(off(&["publish", "done", &id, "a.edu.cn"]).code, 1, "no whole address");
    let done = off(&["publish", "done", &id, "https://a.edu.cn/1"]).ok().json();
    assert_eq!((&done["state"], &done["link"], &done["reviewed_by"]), (&json!("published"), &json!("https://a.edu.cn/1"), &json!("off")));
    let listed = li(&["publish", "list", "--state", "published"]).ok().json();
    assert_eq!((&listed[0]["id"], &listed[0]["title"]), (&json!(id), &json!("劳动周")));
    for name in ["n.md", "n.html", "n.docx"] {
        li(&["export", "news", &id, &desk.path(&format!("out-{name}"))]).ok();
    }
    let page = std::fs::read_to_string(desk.path("out-n.html")).expect("it was written");
    assert!(page.contains("<li>一起打扫了楼道</li>") && page.contains("<h1>劳动周</h1>"), "{page}");
    off(&["publish", "recall", &id]).ok();
    off(&["publish", "withdraw", &id]).ok();
    assert_eq!(li(&["publish", "show", &id]).code, 3);
}

#[test]
fn an_activity_is_told_of_and_published_with_its_news() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let off = |arguments: &[&str]| desk.json("off", arguments);
    let planned = li(&["activity", "志愿服务 12人 发放传单 =明天"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["publish", "draft", "--activity", &planned]).error_code(), "not_held");
    let held = li(&["activity", "志愿服务 12人 清扫楼道"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["stats"]).ok().json()["activities"], json!(1), "what is planned is not counted");
    let draft = li(&["publish", "draft", "--activity", &held]).ok().json()["id"].as_str().expect("an id").to_owned();
    let shown = li(&["publish", "show", &draft]).ok().json();
    assert_eq!(shown["about"], json!(held));
    assert!(shown["text"].as_str().is_some_and(|it| it.contains("清扫楼道") && it.contains("12 人")), "{shown}");
    off(&["publish", "review", &draft]).ok();
    let unproved = off(&["publish", "done", &draft, "https://a.edu.cn/2"]);
    assert_eq!(unproved.code, 1, "nothing is published without proof");
    assert_eq!(off(&["publish", "show", &draft]).ok().json()["state"], "reviewed");
    li(&["activity", "prove", &held, "照片在办公室"]).ok();
    off(&["publish", "done", &draft, "https://a.edu.cn/2"]).ok();
    assert_eq!(off(&["show", &held]).ok().json()["state"], "published");
    let report = desk.path("term.md");
    off(&["report", "term", &report]).ok();
    let page = std::fs::read_to_string(report).expect("it was written");
    assert!(page.contains("## 指标完成情况"), "{page}");
}

/// A PNG of six dots with words beside it; its sums are looked at by nobody here.
fn picture() -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes()[..], name, body, &[0; 4]].concat();
    let header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0];
    let chunks = [chunk(b"IHDR", &header), chunk(b"tEXt", b"Author\0Zhang San"), chunk(b"IDAT", &[1, 2]), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunks.concat()].concat()
}

#[test]
fn pictures_go_out_only_where_they_are_picked_and_reviewed() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let off = |arguments: &[&str]| desk.json("off", arguments);
    let held = li(&["activity", "志愿服务 12人 清扫楼道"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let (photo, list) = (desk.file("楼道.png", &picture()), desk.file("签到.png", b"%PDF-1.7 a list of names"));
    li(&["activity", "prove", &held, "--file", &photo, "--file", &list]).ok();
    let plain = li(&["publish", "draft", "--activity", &held]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["publish", "show", &plain]).ok().json()["pictures"], 0, "withheld where nothing is said");
    let no_picture = li(&["publish", "draft", "--activity", &held, "--picture", "签到.png"]);
    assert_eq!((no_picture.code, no_picture.error_code()), (1, "no_picture".to_owned()), "by content, not by name");
    assert_eq!(li(&["publish", "draft", "--activity", &held, "--picture", "没有.png"]).code, 3);
    let id = li(&["publish", "draft", "--activity", &held, "--picture", "楼道.png"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["publish", "check", &id]).ok().json()[0]["kind"], "picture");
    assert_eq!(li(&["export", "news", &id, &desk.path("early.html")]).error_code(), "personal_data");
    assert_eq!(off(&["publish", "review", &id]).error_code(), "personal_data", "faces may be seen");
    off(&["publish", "review", &id, "--accept-personal"]).ok();
    for name in ["p.html", "p.docx", "p.md"] {
        off(&["export", "news", &id, &desk.path(name)]).ok();
    }
    let page = std::fs::read_to_string(desk.path("p.html")).expect("it was written");
    assert!(page.contains("src=\"data:image/png;base64,iVBORw0KGgo"), "{page}");
    let document = std::fs::read(desk.path("p.docx")).expect("it was written");
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a package");
    let mut inside = Vec::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).expect("it is there");
        if part.name().expect("a name").starts_with("word/media/") && part.is_file() {
            assert!(inside.is_empty(), "one picture was picked");
            std::io::Read::read_to_end(&mut part, &mut inside).expect("it is whole");
        }
    }
    assert!(inside.starts_with(b"\x89PNG") && !inside.windows(5).any(|it| it == b"Zhang"), "what stood beside the picture stays here");
    let taken = off(&["show", &held]).ok().json().to_string();
    assert!(taken.contains("file_taken") || taken.contains("取出"), "that it was taken is on record: {taken}");
}

#[test]
fn pictures_are_added_and_taken_away_after_drafting() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let held = li(&["activity", "志愿服务 12人 清扫楼道"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let (photo, list) = (desk.file("楼道.png", &picture()), desk.file("签到.png", b"%PDF-1.7 a list of names"));
    li(&["activity", "prove", &held, "--file", &photo, "--file", &list]).ok();
    let again = li(&["activity", "prove", &held, "文件柜"]);
    assert_eq!(again.error_code(), "activity_stands", "it says how it stands, not that somebody was quicker");
    let id = li(&["publish", "draft", "--activity", &held]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["publish", "pictures", &id, "--add", "签到.png"]).error_code(), "no_picture");
    assert_eq!(li(&["publish", "pictures", &id]).code, 2, "nothing is said");
    assert_eq!(li(&["publish", "pictures", &id, "--add", "楼道.png"]).ok().json()["pictures"], 1);
    desk.json("off", &["publish", "review", &id, "--accept-personal"]).ok();
    let without = li(&["publish", "pictures", &id, "--drop", "楼道.png"]).ok().json();
    assert_eq!((without["pictures"].as_u64(), without["state"].as_str()), (Some(0), Some("drafted")), "reviewed anew");
    assert_eq!(li(&["publish", "pictures", &id, "--drop", "楼道.png"]).code, 3, "it does not go with it");
}

#[test]
fn what_news_published_is_published_no_longer_with_them() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let off = |arguments: &[&str]| desk.json("off", arguments);
    let held = desk.json("li", &["activity", "志愿服务 12人 清扫楼道"]).ok().json()["id"].as_str().expect("an id").to_owned();
    desk.json("li", &["activity", "prove", &held, "照片在办公室"]).ok();
    let id = desk.json("li", &["publish", "draft", "--activity", &held]).ok().json()["id"].as_str().expect("an id").to_owned();
    off(&["publish", "review", &id]).ok();
    off(&["publish", "done", &id, "https://a.edu.cn/2"]).ok();
    assert_eq!(off(&["show", &held]).ok().json()["state"], "published");
    assert_eq!(off(&["publish", "recall", &id]).ok().json()["state"], "reviewed");
    assert_eq!(off(&["show", &held]).ok().json()["state"], "proved");
}

#[test]
fn names_are_found_however_they_are_spaced_and_the_export_says_what_helps() {
    let desk = Desk::founded();
    desk.add_user("off", "student_office");
    let li = |arguments: &[&str]| desk.json("li", arguments);
    let off = |arguments: &[&str]| desk.json("off", arguments);
    li(&["talk", "zs 学业 缺课三次"]).ok();
    let id = li(&["publish", "draft"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let words = desk.file("n.md", "感谢张 三同学（2024-010101），电话 138-0000-2071。".as_bytes());
    li(&["publish", "rewrite", &id, &words, "--title", "两行\n标题"]).ok();
    assert_eq!(li(&["publish", "show", &id]).ok().json()["title"], "两行 标题");
    let found = li(&["publish", "check", &id]).ok().json();
    let kinds: Vec<_> = found.as_array().expect("a list").iter().map(|it| it["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["name", "student_no", "phone"], "{found}");
    let refused = li(&["export", "news", &id, &desk.path("n.html")]);
    assert_eq!((refused.code, refused.error_code()), (1, "personal_data".to_owned()));
    let said = desk.run("li", &["--now", super::NOW, "export", "news", &id, &desk.path("n.html")]);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert!(said.contains("--identified") && !said.contains("--accept-personal"), "{said}");

    off(&["publish", "review", &id, "--accept-personal"]).ok();
    let early = off(&["publish", "done", &id, "https://a.edu.cn/1", "--day", "2026-10-31"]);
    assert_eq!(early.error_code(), "bad_value", "before the month it tells of");
    off(&["publish", "done", &id, "https://a.edu.cn/1", "--day", "2026-11-24"]).ok();
    let said = desk.run("li", &["--now", super::NOW, "export", "news", &id, &desk.path("out.md")]).ok();
    assert!(!said.stdout.contains("涉及学生"), "{}", said.stdout);
}

#[test]
fn a_term_is_told_of_until_today_and_words_alone_hold_no_pictures() {
    let desk = Desk::founded();
    let li = |arguments: &[&str]| desk.json("li", arguments);
    li(&["talk", "zs 学业 缺课三次"]).ok();
    let term = li(&["publish", "draft", "--term", "2026-11-01"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let shown = li(&["publish", "show", &term]).ok().json();
    assert!(shown["about"].as_str().is_some_and(|it| it.ends_with("..2026-11-24")), "{shown}");
    assert!(shown["title"].as_str().is_some_and(|it| it.contains("学期")), "{shown}");
    let held = li(&["activity", "志愿服务 12人 清扫楼道"]).ok().json()["id"].as_str().expect("an id").to_owned();
    let photo = desk.file("楼道.png", &picture());
    li(&["activity", "prove", &held, "--file", &photo]).ok();
    let id = li(&["publish", "draft", "--activity", &held, "--picture", "楼道.png"]).ok().json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(li(&["export", "news", &id, &desk.path("p.html")]).error_code(), "personal_data");
    li(&["export", "news", &id, &desk.path("p.md")]).ok();
}
