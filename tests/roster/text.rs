//! Rosters in text files: encodings, separators, quotes, numbers, titles.

use super::*;

#[test]
fn the_plainest_roster() {
    let mut campus = Campus::default();
    let report = import(&mut campus, PLAIN);
    assert_eq!((report.rows, report.added, report.encoding.as_str(), report.header_row), (2, 2, "utf-8", 1));
    assert_eq!(report.mapping.get(&Field::StudentNo).map(String::as_str), Some("学号"));
    let it = &student(&campus, "20240102").facts;
    assert_eq!((&*it.name, it.sex), ("李四", Some(Sex::Female)));
}

#[test]
fn every_encoding_gives_the_same_students() {
    let utf16 = |big: bool| {
        let units = std::iter::once(0xFEFF).chain(PLAIN.encode_utf16());
        units.flat_map(|it| if big { it.to_be_bytes() } else { it.to_le_bytes() }).collect::<Vec<u8>>()
    };
    let files: [(&str, Vec<u8>); 6] = [
        ("utf-8-bom", format!("\u{feff}{PLAIN}").into_bytes()),
        ("utf-16le", utf16(false)),
        ("utf-16be", utf16(true)),
        ("utf-16le", utf16(false)[2..].to_vec()),
        ("gb18030", encoding_rs::GBK.encode(PLAIN).0.into_owned()),
        ("gb18030", encoding_rs::GB18030.encode(&PLAIN.replace("张三", "张𠮷")).0.into_owned()),
    ];
    for (encoding, bytes) in files {
        let table = read_bytes(bytes, None).unwrap();
        assert_eq!(table.encoding, encoding);
        let mut campus = Campus::default();
        assert_eq!(import_table(&mut campus, &table).added, 2, "{encoding}");
        assert_eq!(&*student(&campus, "20240102").facts.name, "李四", "{encoding}");
    }
}

#[test]
fn a_very_short_gbk_file_is_not_taken_for_something_else() {
    for text in ["学号,姓名\n20240101,丁一\n", "学号,姓名\r\n0001,陈晨", "姓名;学号\n镕基;20240101\n"] {
        let table = read_bytes(encoding_rs::GBK.encode(text).0.into_owned(), None).unwrap();
        assert_eq!((table.encoding.as_str(), table.rows[1].cells[0].text()), ("gb18030", csv(text).rows[1].cells[0].text()));
    }
}

#[test]
fn a_few_spoilt_bytes_spoil_only_their_rows() {
    let mut bytes = PLAIN.repeat(20).into_bytes();
    let at = bytes.windows(6).position(|it| it == "张三".as_bytes()).unwrap();
    bytes[at] = 0xFF;
    let table = read_bytes(bytes, None).unwrap();
    let report = plan(&table, &[], &Campus::default()).unwrap().report;
    assert_eq!((table.encoding.as_str(), report.rejected[0].row, report.rejected[0].reason), ("utf-8", 2, Reason::NameUnreadable));
}

#[test]
fn commas_semicolons_and_tabs() {
    for delimiter in [",", ";", "\t"] {
        let mut campus = Campus::default();
        let text = PLAIN.replace(',', delimiter).replace("张三", "\"张,三;\t\"");
        assert_eq!(import(&mut campus, &text).added, 2, "{delimiter:?}");
        assert_eq!(student(&campus, "20240102").facts.sex, Some(Sex::Female));
    }
    let mut campus = Campus::default();
    assert_eq!(import(&mut campus, &format!("sep=;\r\n{}", PLAIN.replace(',', ";"))).added, 2);
}

#[test]
fn quoted_cells_with_line_breaks_keep_row_numbers_true() {
    let text = "学号,姓名,\"备注\n（可不填）\"\n20240101,张三,\"一\n二\"\n\n,王五,\n20240102,李四,\n";
    let report = import(&mut Campus::default(), text);
    assert_eq!((report.added, reasons(&report)), (2, vec![(4, Reason::StudentNoMissing)]));
}

#[test]
fn an_open_quote_is_said_and_swallows_nothing() {
    let text = "学号,姓名\n20240101,\"张三\n20240102,李四\n";
    assert!(matches!(read_bytes(text.into(), None), Err(ReadError::OpenQuote { line: 2 })));
}

#[test]
fn guarded_numbers() {
    let mut campus = Campus::default();
    let text = "学号,姓名,手机\n=\"00240101\",张三,\t10012345678\n\"=\"\"00240102\"\"\",李四,'10012345679\n\t00240103\t,王五,10012345670\n";
    assert_eq!((import(&mut campus, text).added, import(&mut campus, text).warnings.len()), (3, 0));
    assert_eq!(&*student(&campus, "00240102").facts.phone, "10012345679");
    assert!(campus.people().by_no("00240103").is_some(), "leading zeros stay");
}

#[test]
fn numbers_that_a_spreadsheet_has_spoilt() {
    let text = "学号,姓名\n2024010101.0,张三\n2.024010102E+09,李四\n2.024e9,王五\n２０２４０１０１０４,赵六\n 2024010105\u{3000},孙七\n";
    let mut campus = Campus::default();
    let report = import(&mut campus, text);
    assert_eq!((report.added, reasons(&report)), (4, vec![(4, Reason::PrecisionLost)]));
    for no in ["2024010101", "2024010102", "2024010104", "2024010105"] {
        assert!(campus.people().by_no(no).is_some(), "{no}");
    }
}

#[test]
fn titles_sums_and_headers_again_are_no_students() {
    let text = "某某学院2024级名册,,\n制表：学生处,,2024-09\n,,\n序号,学　号,姓\u{a0}名\n1,20240101,张三\n序号,学　号,姓\u{a0}名\n2,20240102,李四\n3,,\n合计,2,\n备注：以上,,\n";
    let mut campus = Campus::default();
    let report = import(&mut campus, text);
    // Rows 8 and 10 hold nothing in any column that is bound.
    assert_eq!((report.header_row, report.rows, report.added, report.skipped.as_slice()), (4, 2, 2, &[6, 9][..]));
    assert_eq!(report.unbound, ["序号"]);
}

#[test]
fn headers_in_two_rows_of_a_text_file() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,住宿情况,,\n,,楼栋,房间号,床位\n20240101,张三,3号楼,412,2\n");
    assert_eq!(home(&campus, "20240101"), "3#412-2");
}

#[test]
fn unknown_headers_are_listed_with_what_is_needed() {
    let error = plan(&csv("编号,称呼,性别\n20240101,张三,男\n"), &[], &Campus::default()).unwrap_err();
    let PlanError::MissingColumns { header_row, missing, found } = &error else { panic!("{error:?}") };
    assert_eq!((*header_row, missing.as_slice()), (1, &[Field::StudentNo, Field::Name][..]));
    assert_eq!(found, &["编号", "称呼", "性别"]);
    let by_hand = [(Field::StudentNo, "编号".to_owned()), (Field::Name, " 称 呼 ".to_owned())];
    let plan_by_hand = plan(&csv("编号,称呼,性别\n20240101,张三,男\n"), &by_hand, &Campus::default()).unwrap();
    assert_eq!(plan_by_hand.report.added, 1);
    let wrong = plan(&csv(PLAIN), &[(Field::Class, "班".to_owned())], &Campus::default());
    assert!(matches!(wrong, Err(PlanError::NoSuchHeader { field: Field::Class, .. })));
}

#[test]
fn a_hand_overrules_a_header_that_is_known() {
    let text = "学号,考试号,姓名\n20240101,99990101,张三\n";
    let plan = plan(&csv(text), &[(Field::from_code("学号").unwrap(), "考试号".into())], &Campus::default()).unwrap();
    assert_eq!(plan.report.mapping[&Field::StudentNo], "考试号");
    assert_eq!(plan.report.unbound, ["学号"]);
}

#[test]
fn files_that_are_no_roster() {
    assert!(matches!(read_bytes(Vec::new(), None), Err(ReadError::Empty)));
    assert!(matches!(read_bytes(b"\xEF\xBB\xBF \r\n".to_vec(), None), Err(ReadError::Empty)));
    assert!(matches!(read_bytes(b"<html><table><tr><td>x".to_vec(), None), Err(ReadError::WebPage)));
    assert!(matches!(read_bytes(b"\x7fELF\0\x01\0\0\x01".to_vec(), None), Err(ReadError::UnknownKind)));
    assert!(matches!(read_bytes(b"PK\x03\x04 some other zip".to_vec(), None), Err(ReadError::Alien { what: Alien::Archive })));
    assert!(matches!(read_bytes(b"%PDF-1.7 \xE2".to_vec(), Some("Sheet1")), Err(ReadError::Alien { what: Alien::Pdf })));
    assert!(matches!(read_bytes(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 half".to_vec(), None), Err(ReadError::Damaged)));
    assert!(matches!(read_bytes(PLAIN.into(), Some("Sheet1")), Err(ReadError::NoSheets)));
    assert!(matches!(read_table(Path::new("/nowhere/at/all.csv"), None), Err(ReadError::Io(_))));
    assert!(matches!(plan(&csv("学号,姓名\n"), &[], &Campus::default()), Err(PlanError::NoRows)));
    let mut whole = std::fs::read(fixture("mech-2023.xlsx")).unwrap();
    whole.truncate(whole.len() / 2);
    assert!(matches!(read_bytes(whole, None), Err(ReadError::Damaged)));
}
