//! Files that are no table, given to everything that takes one in: it says what they are, which file, and what to do.

use super::{Desk, NOW};
use std::io::Write as _;

/// Every command that takes a table in, but for the name of the file.
const TAKERS: [&[&str]; 10] = [
    &["import", "students"],
    &["import", "talks"],
    &["import", "obligations"],
    &["import", "places"],
    &["import", "mentors"],
    &["import", "catalogue"],
    &["import", "activities"],
    &["schedule", "import"],
    &["room", "file", "--reason", "调宿"],
    &["activity", "attend", "ACTIVITY", "--list"],
];

/// Bytes as they fall, none of them 0, so that they could be text in some encoding.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    });
    bytes.filter(|it| *it != 0).take(count).collect()
}

fn zip_of_a_picture() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("photo.jpg", zip::write::SimpleFileOptions::default()).expect("in memory");
    zip.write_all(&noise(200)).expect("in memory");
    zip.finish().expect("in memory").into_inner()
}

#[test]
fn what_is_no_table_is_said_to_be_none_by_everything_that_takes_one_in() {
    let desk = Desk::founded();
    let entered = desk.json("admin", &["activity", "志愿服务 3人 扫雪"]).ok().json();
    let activity = entered["id"].as_str().expect("an id");
    let half_xls = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), noise(900)].concat();
    let word = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "WordDocument".bytes().flat_map(|it| [it, 0]).collect()].concat();
    let files: [(&str, Vec<u8>, &str, &str); 7] = [
        ("noise.xlsx", noise(4_000), "unknown_kind", "既不是工作簿"),
        ("short.xlsx", noise(60), "unknown_kind", "另存为 xlsx 或 csv"),
        ("picture.xlsx", zip_of_a_picture(), "no_table", "压缩包"),
        ("empty.xlsx", Vec::new(), "empty", "文件是空的"),
        ("half.xls", half_xls, "damaged_file", "损坏"),
        ("letter.xls", word, "no_table", "文字文档"),
        ("notice.pdf", b"%PDF-1.7\n%\xE2\xE3".to_vec(), "no_table", "PDF"),
    ];
    for (name, bytes, code, said) in files {
        let file = desk.file(name, &bytes);
        for taker in TAKERS {
            let all: Vec<&str> = taker.iter().map(|it| if *it == "ACTIVITY" { activity } else { *it }).chain([&*file]).collect();
            let run = desk.json("admin", &all);
            assert_eq!(run.code, 1, "{all:?}: {} {}", run.stdout, run.stderr);
            assert_eq!(run.error_code(), code, "{all:?}: {}", run.stdout);
            assert!(run.stderr.contains(said) && run.stderr.contains(name), "{all:?}: {}", run.stderr);
        }
    }
}

#[test]
fn text_that_is_called_a_workbook_is_read_as_what_it_is_and_said_to_be_none_where_it_does_not_fit() {
    let desk = Desk::founded();
    desk.add_user("office", "student_office");
    let roster = desk.file("new.xlsx", "学号,姓名,班级\n2024010109,周六,软件2401\n".as_bytes());
    assert_eq!(desk.json("admin", &["import", "students", &roster]).ok().json()["added"], 1);
    let letter = desk.file("letter.xlsx", "各位老师：\n今晚停电。\n".as_bytes());
    for taker in TAKERS.into_iter().filter(|it| !it.contains(&"attend")) {
        let runs = ["admin", "office"].map(|user| desk.json(user, &[taker, &[&*letter]].concat()));
        let run = runs.into_iter().find(|it| it.code != 4).expect("one of them may");
        assert_eq!(run.code, 1, "{taker:?}: {}", run.stdout);
        assert_eq!(run.json()["error"]["read_as"], "utf-8", "{taker:?}: {}", run.stdout);
        assert!(run.stderr.contains("内容却是文本"), "{taker:?}: {}", run.stderr);
    }
    // A real one of the older kind is read.
    let old = std::fs::read("tests/rosters/nursing-2024.xls").expect("it ships");
    let old = desk.file("old.xls", &old);
    let run = desk.run("admin", &["--now", NOW, "import", "students", &old, "--dry-run"]).ok();
    assert!(run.stdout.contains("xls") || !run.stdout.is_empty(), "{}", run.stdout);
}
