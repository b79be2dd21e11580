//! What fuzzing found, replayed: every file in a folder of `tests/found` is given to the law of that name, as the fuzzer gave it.
//!
//! A file here broke its law once, or made the program ask for memory or time without end; its name says how. New ones are put here as the
//! fuzzer wrote them (`cargo fuzz tmin` makes them short).

#![allow(clippy::print_stderr, reason = "the case that fails is the last one named")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

#[path = "found/laws.rs"]
mod laws;
#[path = "found/readers.rs"]
mod readers;

use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Gives every case of a folder to its law.
fn replay(name: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found").join(name);
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("every law has a folder").map(|it| it.expect("it can be listed").path()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "{name} has no case");
    for case in cases {
        eprintln!("{}", case.display());
        law(&fs::read(&case).expect("it can be read"));
    }
}

macro_rules! replay {
    ($($law:ident)*) => {
        $(#[test] fn $law() { replay(stringify!($law), laws::$law); })*

        #[test]
        fn every_folder_has_a_law() {
            let laws = [$(stringify!($law)),*];
            let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found")).expect("it is in the repository");
            for folder in folders.map(|it| it.expect("it can be listed")).filter(|it| it.path().is_dir()) {
                assert!(laws.contains(&&*folder.file_name().to_string_lossy()), "{} is replayed by nobody", folder.path().display());
            }
        }
    };
}

replay! { roster_text roster_sheet roster_xls capture envelope frames keyring backup recovery_key settings presets }

/// The laws for input made up here, so that a change is held against them without a fuzzer.
mod made_up {
    use super::*;

    fn one_of(list: &'static [&'static str]) -> impl Strategy<Value = String> {
        proptest::sample::select(list).prop_map(str::to_owned)
    }

    fn title() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => one_of(&["学号", "学　号*", "姓名", "性别", "二级学院", "班级", "联系电话", "家长电话", "宿舍", "楼栋", "房间号", "床位", "学籍状态"]),
            1 => "\\PC{0,6}",
        ]
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "202401[01][0-9]",
            2 => one_of(&["2.024E+09", "=\"20240104\"", "合计", "学号", "2024010101.0", "'20240101", "12", "", " ", "\u{FEFF}", "NULL"]),
            4 => one_of(&["张三", "李  四", "买买提•艾力", "男", "2", "退学", "在读", "信息学院", "软件2401", "10012345678"]),
            3 => one_of(&["3#412-1", "3号楼413", "三号楼", "412", "B", "上铺", "走读", "松园3栋412室2床", "3-4-412-2", "412-2", "宿", "楼楼楼"]),
            1 => any::<String>(),
        ]
    }

    fn quoted(cells: &[String]) -> String {
        let quoted = cells.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(",")
    }

    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            6 => one_of(&["\"t\"", "\"ctrl-l\"", "\"g g\"", "[\"/\", \"f3\"]", "[]", "3", "true", "\"\"", "\"hyper-x\"", "\"bold red on blue\"", "\"#ff5555\"", "{ a = 1 }"]),
            1 => "\\PC{0,8}",
        ]
    }

    fn lines() -> impl Strategy<Value = String> {
        let name = one_of(&[
            "talk",
            "find",
            "zoom",
            "undo",
            "lock",
            "fly",
            "base",
            "borders",
            "lang",
            "theme",
            "mouse",
            "alarm",
            "[roles]\nalarm",
            "\"\"",
            "a.b",
        ]);
        let lines = proptest::collection::vec(
            prop_oneof![8 => (name, value()).prop_map(|(name, value)| format!("{name} = {value}")), 1 => "\\PC{0,12}"],
            0..8,
        );
        lines.prop_map(|it| it.join("\n"))
    }

    proptest! {
        // Each case reads the shipped keys and looks several times over.
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_three_files_of_a_seat_are_read(seat in lines(), keys in lines(), look in lines()) {
            laws::settings([seat, keys, look].join("\0").as_bytes());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_row_of_any_roster_has_one_fate(titles in proptest::collection::vec(title(), 1..8), rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..8), 0..12)) {
            let text: Vec<String> = std::iter::once(&titles).chain(&rows).map(|it| quoted(it)).collect();
            laws::roster_text(text.join("\n").as_bytes());
        }

        #[test]
        fn any_bytes_are_a_segment_of_the_mirror(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            laws::frames(&bytes);
        }

        #[test]
        fn any_bytes_are_an_envelope_or_none(version in 0..2_u8, bytes in proptest::collection::vec(prop_oneof![0..12_u8, any::<u8>()], 0..120)) {
            laws::envelope(&[&[version], &bytes[..]].concat());
        }

        #[test]
        fn any_bytes_are_a_keyring_or_none(bytes in proptest::collection::vec(prop_oneof![0..4_u8, any::<u8>()], 0..300)) {
            laws::keyring(&[&b"yedengKR\x01\0\0\0\x01\0\0\0\0\0\0\0"[..], &bytes].concat());
        }
    }
}
