//! Rosters of any kind, bytes of any kind: allowed by the rules, or refused.

use super::*;
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    let from = |list: &'static [&'static str]| proptest::sample::select(list).prop_map(str::to_owned);
    prop_oneof![
        from(&["", "20240101", "20240102", "20240103", "2.024E+09", "=\"20240104\"", "学号", "合计"]),
        from(&["张三", "李  四", "男", "女", "x", "退学", "在读", "休学", "信息学院", "机电学院", "软件2401", "软件2402"]),
        from(&["3#412-1", "3#412-2", "3号楼413", "3", "412", "1", "2", "M7-101-1", "走读", "松园3栋412室2床", "10012345678"]),
        "\\PC{0,8}",
        "[0-9一二十三号楼栋#床室层单元A-C-]{0,10}",
    ]
}

fn roster() -> impl Strategy<Value = String> {
    let header = proptest::sample::subsequence(
        vec!["姓名", "性别", "院系", "班级", "手机", "宿舍", "楼栋", "房间号", "床位", "学籍状态", "民族", "备注"],
        0..12,
    );
    (header, proptest::collection::vec(proptest::collection::vec(cell(), 12), 0..16)).prop_map(|(header, rows)| {
        let mut text = std::iter::once("学号").chain(header.iter().copied()).collect::<Vec<_>>().join(",");
        for (at, mut cells) in rows.into_iter().enumerate() {
            cells.truncate(header.len());
            let no = format!("202401{:02}", at % 7);
            let quoted = cells.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\"")));
            text.push('\n');
            text.push_str(&std::iter::once(no).chain(quoted).collect::<Vec<_>>().join(","));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_roster_is_allowed_by_the_rules_and_the_second_time_changes_nothing(first in roster(), second in roster()) {
        let mut campus = Campus::default();
        for text in [first, second] {
            let table = read_bytes(text.into_bytes(), None).unwrap();
            let Ok(Plan { act, report }) = plan(&table, &[], &campus) else { continue };
            prop_assert_eq!(report.rows, report.added + report.changed + report.unchanged + report.rejected.len());
            let before = campus.people().students().map(|(id, it)| (id, it.facts.clone())).collect::<Vec<_>>();
            let Some(act) = act else { continue };
            let entry = live(&mut campus, act);
            let mut beds: Vec<_> = campus.people().enrolled().filter_map(|(_, it)| it.facts.bed.filter(|it| it.bed > 0)).map(|it| (it.room, it.bed)).collect();
            let count = beds.len();
            beds.sort_unstable();
            beds.dedup();
            prop_assert_eq!(beds.len(), count, "one bed, one student");
            prop_assert_eq!(plan(&table, &[], &campus).unwrap().act, None);
            let mut undone = campus.clone();
            let inverse = undone.inverse(&entry).unwrap();
            live(&mut undone, inverse);
            for (id, facts) in before {
                prop_assert_eq!(&undone.people().student(id).unwrap().facts, &facts);
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..512), head in 0..4_usize) {
        let head: &[u8] = [&b""[..], b"\xFF\xFE", "学号,姓名\n".as_bytes(), b"\xEF\xBB\xBF"][head];
        if let Ok(table) = read_bytes([head, &bytes].concat(), None) {
            let _ = plan(&table, &[], &Campus::default());
        }
    }

    #[test]
    fn a_workbook_with_wrong_bytes_is_read_or_refused(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), old in any::<bool>()) {
        let mut bytes = std::fs::read(fixture(if old { "nursing-2024.xls" } else { "mech-2023.xlsx" })).unwrap();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(table) = read_bytes(bytes, None) {
            let _ = plan(&table, &[], &Campus::default());
        }
    }
}
