//! Rosters as schools write them, from file to campus and back: each test is one trap.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::path::{Path, PathBuf};
use yedeng::campus::{
    Act, Building, BuildingId, Campus, Detail, Entry, Laid, PersonAct, PlaceAct, Room, RoomUse, SeatId, Seq, Sex, Stamp, Student,
    StudentFacts, UserId,
};
use yedeng::exchange::{Alien, Field, Plan, PlanError, ReadError, Reason, Report, Table, plan, read_bytes, read_table};

// ---- helpers

/// Applies an act as the desk would, and insists that the rules allow it.
fn live(campus: &mut Campus, act: Act) -> Entry {
    let (by, at) = (UserId(0), Stamp(1_700_000_000_000));
    assert_eq!(campus.check(by, at, &act), Ok(()));
    let entry = Entry { seq: Seq(campus.applied().0 + 1), at, by, seat: SeatId(0), act };
    campus.apply(&entry);
    entry
}

fn csv(text: &str) -> Table {
    read_bytes(text.as_bytes().to_vec(), None).expect("the text is a table")
}

fn planned(text: &str, campus: &Campus) -> Plan {
    plan(&csv(text), &[], campus).expect("the table is a roster")
}

/// Imports a csv into a campus; importing it again must then change nothing.
fn import(campus: &mut Campus, text: &str) -> Report {
    import_table(campus, &csv(text))
}

fn import_table(campus: &mut Campus, table: &Table) -> Report {
    let Plan { act, report } = plan(table, &[], campus).expect("the table is a roster");
    assert_eq!(report.rows, report.added + report.changed + report.unchanged + report.rejected.len(), "every row is accounted for");
    if let Some(act) = act {
        live(campus, act);
    }
    let again = plan(table, &[], campus).expect("what was a roster still is one");
    assert_eq!(again.act, None, "the same file twice changes nothing: {:?}", again.report);
    report
}

fn student<'a>(campus: &'a Campus, no: &str) -> &'a Student {
    let id = campus.people().by_no(no).unwrap_or_else(|| panic!("no student {no}"));
    campus.people().student(id).expect("an id from the index")
}

/// `building#room-bed` of a student, empty for one without a bed.
fn home(campus: &Campus, no: &str) -> String {
    student(campus, no).facts.bed.map(|it| format!("{}-{}", campus.write_room(it.room), it.bed)).unwrap_or_default()
}

fn reasons(report: &Report) -> Vec<(u32, Reason)> {
    report.rejected.iter().map(|it| (it.row, it.reason)).collect()
}

fn warnings(report: &Report) -> Vec<(u32, Reason)> {
    report.warnings.iter().map(|it| (it.row, it.reason)).collect()
}

/// A workbook built by `fill`, read back through a file.
fn workbook(fill: impl FnOnce(&mut Workbook)) -> Result<Table, ReadError> {
    workbook_sheet(fill, None)
}

fn workbook_sheet(fill: impl FnOnce(&mut Workbook), sheet: Option<&str>) -> Result<Table, ReadError> {
    let mut book = Workbook::new();
    fill(&mut book);
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("roster.xlsx");
    book.save(&path).unwrap();
    read_table(&path, sheet)
}

fn write_rows(sheet: &mut Worksheet, from: u32, rows: &[&[&str]]) {
    for (row, cells) in (from..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters").join(name)
}

// ---- text files

const PLAIN: &str = "学号,姓名,性别\n20240101,张三,男\n20240102,李四,女\n";

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

// ---- one field at a time

#[test]
fn a_number_twice_names_both_rows() {
    let report = import(&mut Campus::default(), "学号,姓名\n20240101,张三\n20240102,李四\n20240101,张三\n20240102,王五\n20240103,赵六\n");
    let named: Vec<_> = report.rejected.iter().map(|it| (it.row, it.other_row, it.reason)).collect();
    let double = Reason::DuplicateStudentNo;
    assert_eq!(named, [(3, Some(5), double), (4, Some(2), double), (5, Some(3), double)]);
    assert_eq!(report.added, 2, "the first 张三 is taken; of 李四 and 王五 nobody knows who has the number");
}

#[test]
fn a_missing_number_in_the_middle_costs_its_row_only() {
    let report = import(&mut Campus::default(), "学号,姓名\n20240101,张三\n,李四\n20240103,王五\n");
    assert_eq!((report.added, reasons(&report)), (2, vec![(3, Reason::StudentNoMissing)]));
    assert_eq!(report.rejected[0].column.as_deref(), Some("学号"));
}

#[test]
fn names_are_cleaned() {
    let mut campus = Campus::default();
    import(
        &mut campus,
        "学号,姓名\n20240101,张  三\n20240102,买买提•艾力\n20240103,李\u{200b}四\u{202e}\n20240104,Maria  Lopez\n20240105,=cmd|' /C calc'!A0\n",
    );
    let name = |no| student(&campus, no).facts.name.to_string();
    assert_eq!(["20240101", "20240102", "20240103", "20240104"].map(name), ["张三", "买买提·艾力", "李四", "Maria Lopez"]);
    assert_eq!(campus.people().by_no("20240105"), None, "a formula is no name");
}

#[test]
fn sex_is_said_in_many_ways() {
    let mut campus = Campus::default();
    let report = import(
        &mut campus,
        "学号,姓名,性别\n20240101,甲,男\n20240102,乙,F\n20240103,丙,1\n20240104,丁,2\n20240105,戊,女性\n20240106,己,?\n20240107,庚,\n",
    );
    let sex = |no| student(&campus, no).facts.sex;
    let (male, female) = (Some(Sex::Male), Some(Sex::Female));
    let all = ["20240101", "20240102", "20240103", "20240104", "20240105", "20240106", "20240107"].map(sex);
    assert_eq!(all, [male, female, male, female, female, None, None]);
    assert_eq!(warnings(&report), [(7, Reason::SexUnreadable)]);
}

#[test]
fn an_odd_phone_is_kept_and_told_with_a_mask() {
    let mut campus = Campus::default();
    let report =
        import(&mut campus, "学号,姓名,手机号码,紧急联系人\n20240101,张三,100-1234-5678,0371-66668888\n20240102,李四,1001234567,无\n");
    assert_eq!(&*student(&campus, "20240101").facts.phone, "10012345678");
    assert_eq!(&*student(&campus, "20240102").facts.phone, "1001234567");
    assert_eq!((warnings(&report), report.warnings[0].value.as_str()), (vec![(3, Reason::PhoneOdd)], "100***4567"));
}

#[test]
fn further_columns_are_kept_as_text() {
    let mut campus = Campus::default();
    import(
        &mut campus,
        "学号,姓名,民族,政治面貌,生源地,专业名称,年级,身份证号\n20240101,张三,汉族,共青团员,河南 郑州,软件技术,2024级,41010020060101001x\n",
    );
    let more = &student(&campus, "20240101").facts.more;
    let get = |detail| more.iter().find(|it| it.0 == detail).map(|it| &*it.1);
    assert_eq!([Detail::Ethnic, Detail::Major, Detail::Grade].map(get), [Some("汉族"), Some("软件技术"), Some("2024级")]);
    assert_eq!(get(Detail::IdentityNo), Some("41010020060101001X"));
}

#[test]
fn standing_says_who_has_left_and_frees_the_bed() {
    let mut campus = Campus::default();
    let header = "学号,姓名,宿舍,学籍状态\n";
    import(&mut campus, &format!("{header}20240101,张三,3#412-1,在读\n20240102,李四,3#412-2,在读\n20240103,王五,3#412-3,休学\n"));
    assert!(student(&campus, "20240103").facts.left);
    let report =
        import(&mut campus, &format!("{header}20240101,张三,3#412-1,退学\n20240104,赵六,3#412-1,在读\n20240103,王五,3#412-3,复学\n"));
    assert_eq!((report.added, report.changed, report.left, report.rejected.len()), (1, 2, 1, 0));
    assert_eq!([home(&campus, "20240101"), home(&campus, "20240104"), home(&campus, "20240103")], ["", "3#412-1", "3#412-3"]);
    // A roster that says nothing of standing does not bring anybody back.
    import(&mut campus, "学号,姓名\n20240101,张三\n");
    assert!(student(&campus, "20240101").facts.left);
}

// ---- where they sleep

#[test]
fn dorms_in_one_cell_or_in_three() {
    let mut campus = Campus::default();
    import(
        &mut campus,
        "学号,姓名,宿舍\n20240101,甲,3号楼412-2\n20240102,乙,三号楼412\n20240103,丙,M7-115\n20240104,丁,松园3栋412室2床\n20240105,戊,3#412-3\n20240106,己,走读\n",
    );
    let at = ["20240101", "20240102", "20240103", "20240104", "20240105", "20240106"].map(|no| home(&campus, no));
    assert_eq!(at, ["3#412-2", "3#412-0", "M7#115-0", "松园3#412-2", "3#412-3", ""]);
    let (_, room) = campus.places().rooms().find(|(_, it)| &*it.number == "412").unwrap();
    assert_eq!((room.floor, room.beds), (4, 4), "at least four beds");
    // The same beds from a roster with columns of their own are no change.
    let report = import(&mut campus, "学号,姓名,楼栋号,房间号,床号\n20240101,甲,3栋,412,2号床\n20240104,丁,松园3号楼,412室,2\n");
    assert_eq!((report.unchanged, report.changed), (2, 0));
}

#[test]
fn a_new_room_has_as_many_beds_as_its_highest() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#1203-6\n20240102,乙,3#1203-1\n");
    let (_, room) = campus.places().rooms().next().unwrap();
    assert_eq!((room.floor, room.beds), (12, 6));
}

#[test]
fn a_dorm_that_cannot_be_told_costs_the_bed_only() {
    let mut campus = Campus::default();
    let report = import(&mut campus, "学号,姓名,宿舍\n20240101,甲,待定\n20240102,乙,412\n20240103,丙,3#412-2\n");
    assert_eq!((report.added, warnings(&report)), (3, vec![(2, Reason::DormUnclear), (3, Reason::DormIncomplete)]));
}

#[test]
fn a_student_who_moved_is_a_change_and_empty_cells_keep_what_was() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,性别,班级,手机,宿舍\n20240101,张三,男,软件2401,10012345678,3#412-2\n");
    let before = student(&campus, "20240101").facts.clone();
    let report = import(&mut campus, "学号,姓名,手机,宿舍\n20240101,张三,,3#413-1\n");
    assert_eq!((report.added, report.changed, report.moved, campus.people().students().len()), (0, 1, 1, 1));
    let after = &student(&campus, "20240101").facts;
    assert_eq!((&after.phone, after.sex, after.class), (&before.phone, before.sex, before.class));
    assert_eq!(home(&campus, "20240101"), "3#413-1");
}

#[test]
fn a_list_of_beds_needs_no_names() {
    let mut campus = Campus::default();
    import(&mut campus, PLAIN);
    let report = import(&mut campus, "学号,宿舍\n20240101,3#412-1\n20249999,3#412-2\n");
    assert_eq!((report.changed, reasons(&report)), (1, vec![(3, Reason::NameMissing)]));
    let nobody = plan(&csv("学号,宿舍\n20249999,3#412-2\n"), &[], &campus);
    assert!(matches!(nobody, Err(PlanError::MissingColumns { missing, .. }) if missing == [Field::Name]));
}

#[test]
fn one_bed_has_one_student() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#412-1\n20240102,乙,3#412-2\n");
    // Two newcomers for one bed: the first row has it. A newcomer for a bed that is slept in: the sleeper stays.
    let report = import(&mut campus, "学号,姓名,宿舍\n20240103,丙,3#412-3\n20240104,丁,3#412-3\n20240105,戊,3#412-1\n");
    let found: Vec<_> = report.rejected.iter().map(|it| (it.row, it.reason, it.other_row, it.other_student_no.as_deref())).collect();
    assert_eq!(found, [(3, Reason::BedTaken, Some(2), None), (4, Reason::BedTaken, None, Some("20240101"))]);
    // Two students change beds with one another.
    let report = import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#412-2\n20240102,乙,3#412-1\n");
    assert_eq!((report.moved, report.rejected.len()), (2, 0));
}

#[test]
fn a_mover_who_is_refused_frees_no_bed() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#412-1\n20240102,乙,3#412-2\n20240103,丙,3#412-3\n");
    // 甲 wants the bed of 乙, 乙 that of 丙, who is not in the file and stays: so 乙 stays, and so does 甲.
    let report = import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#412-2\n20240102,乙,3#412-3\n");
    assert_eq!(reasons(&report), [(2, Reason::BedTaken), (3, Reason::BedTaken)]);
    assert_eq!([home(&campus, "20240101"), home(&campus, "20240102")], ["3#412-1", "3#412-2"]);
}

#[test]
fn rooms_of_the_college_are_used_and_their_limits_told() {
    let mut campus = Campus::default();
    let building = Building { number: "3".into(), community: None, sex: Some(Sex::Male) };
    let room = Room { building: BuildingId(0), floor: 4, number: "412".into(), beds: 4, purpose: RoomUse::Dwelling };
    live(&mut campus, Act::Place(PlaceAct::Laid(Laid { communities: vec![], buildings: vec![building], rooms: vec![room] })));
    let report = import(&mut campus, "学号,姓名,性别,楼栋,房间号,床位\n20240101,甲,女,三号楼,412,1\n20240102,乙,男,3栋,412,5\n");
    assert_eq!((report.new_buildings.len(), report.new_rooms), (0, 0));
    assert_eq!(warnings(&report), [(2, Reason::BuildingSex), (3, Reason::BedBeyondRoom)]);
}

#[test]
fn classes_of_one_name_in_two_departments() {
    let mut campus = Campus::default();
    let text = "学号,姓名,院系,班级\n20240101,甲,信息学院,2401班\n20240102,乙,机电学院,2401班\n20240103,丙,信息学院,2401班\n";
    let report = import(&mut campus, text);
    assert_eq!((report.new_departments.len(), report.new_classes.len()), (2, 2));
    let class = |no| student(&campus, no).facts.class;
    assert!(class("20240101") == class("20240103") && class("20240101") != class("20240102"));
    // Without a department the class the student is in already is meant.
    assert_eq!(import(&mut campus, "学号,姓名,班级\n20240102,乙,2401班\n").unchanged, 1);
}

// ---- workbooks

#[test]
fn merged_cells_count_for_all_their_rows() {
    let table = workbook(|book| {
        let sheet = book.add_worksheet();
        let centre = Format::new();
        sheet.merge_range(0, 0, 0, 4, "二〇二四级住宿名单", &centre).unwrap();
        write_rows(sheet, 1, &[&["学号", "姓名", "住宿信息"], &["", "", "楼栋", "房间号", "床位"]]);
        sheet.merge_range(1, 0, 2, 0, "学号", &centre).unwrap();
        sheet.merge_range(1, 1, 2, 1, "姓名", &centre).unwrap();
        sheet.merge_range(1, 2, 1, 4, "住宿信息", &centre).unwrap();
        for at in 0..6_u32 {
            sheet.write(3 + at, 0, 2_024_010_101 + at).unwrap();
            sheet.write(3 + at, 1, format!("张{}", ["一", "二", "三", "四", "五", "六"][at as usize])).unwrap();
            sheet.write(3 + at, 4, at % 3 + 1).unwrap();
        }
        sheet.merge_range(3, 2, 8, 2, "3号楼", &centre).unwrap();
        sheet.merge_range(3, 3, 5, 3, "412", &centre).unwrap();
        sheet.merge_range(6, 3, 8, 3, "413", &centre).unwrap();
    })
    .unwrap();
    let mut campus = Campus::default();
    let report = import_table(&mut campus, &table);
    assert_eq!((report.added, report.header_row, report.rejected.len(), report.warnings.len()), (6, 3, 0, 0));
    assert_eq!([home(&campus, "2024010101"), home(&campus, "2024010106")], ["3#412-1", "3#413-3"]);
}

#[test]
fn numbers_of_a_workbook() {
    let table = workbook(|book| {
        let sheet = book.add_worksheet();
        write_rows(sheet, 0, &[&["学号", "姓名", "手机"]]);
        sheet.write(1, 0, 2_024_010_101.0).unwrap();
        sheet.write(2, 0, "2024010102").unwrap();
        sheet.write(3, 0, 202_401_010_300_123_456.0_f64).unwrap();
        sheet.write_with_format(4, 0, 24_010_104, &Format::new().set_num_format("0000000000")).unwrap();
        sheet.write_with_format(5, 0, 45_000, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write(6, 0, 24_010_106).unwrap();
        for row in 1..=6_u32 {
            sheet.write(row, 1, "张三").unwrap();
            sheet.write(row, 2, 10_012_345_678_u64).unwrap();
        }
        for row in 7..=30_u32 {
            sheet.write(row, 0, 2_024_020_000 + row).unwrap();
            sheet.write(row, 1, "李四").unwrap();
        }
    })
    .unwrap();
    let mut campus = Campus::default();
    let report = import_table(&mut campus, &table);
    assert_eq!(reasons(&report), [(4, Reason::PrecisionLost), (6, Reason::DateInstead)]);
    assert_eq!(warnings(&report), [(7, Reason::StudentNoShort)]);
    assert_eq!(&*student(&campus, "0024010104").facts.phone, "10012345678");
    assert!(campus.people().by_no("2024010101").is_some() && campus.people().by_no("2024010102").is_some());
}

#[test]
fn formulas_count_as_what_they_show() {
    let table = workbook(|book| {
        let sheet = book.add_worksheet();
        write_rows(sheet, 0, &[&["学号", "姓名", "班级"]]);
        sheet.write(1, 0, Formula::new("=CONCAT(\"2024\",\"0101\")").set_result("20240101")).unwrap();
        sheet.write(1, 1, Formula::new("=TRIM(\" 张三 \")").set_result("张三")).unwrap();
        sheet.write(1, 2, Formula::new("=VLOOKUP(1,A1,1)").set_result("#N/A")).unwrap();
    })
    .unwrap();
    let mut campus = Campus::default();
    let report = import_table(&mut campus, &table);
    assert_eq!((report.added, &*student(&campus, "20240101").facts.name), (1, "张三"));
    assert_eq!(warnings(&report), [(2, Reason::CellError)]);
}

#[test]
fn of_several_sheets_the_list_is_read() {
    let fill = |book: &mut Workbook| {
        let note = book.add_worksheet();
        note.set_name("说明").unwrap();
        write_rows(note, 0, &[&["请填写学号和姓名"], &["不得涂改"]]);
        let form = book.add_worksheet();
        form.set_name("空表").unwrap();
        write_rows(form, 0, &[&["学号", "姓名", "性别", "班级", "宿舍"]]);
        let sums = book.add_worksheet();
        sums.set_name("汇总").unwrap();
        write_rows(sums, 0, &[&["班级", "人数"], &["软件2401", "2"], &["软件2402", "1"], &["软件2403", "1"]]);
        for (name, no) in [("软件2401", "2024010"), ("软件2402", "2024020")] {
            let list = book.add_worksheet();
            list.set_name(name).unwrap();
            write_rows(list, 0, &[&["学号", "姓名"], &[&format!("{no}1"), "张三"], &[&format!("{no}2"), "李四"]]);
        }
        let old = book.add_worksheet();
        old.set_name("旧").unwrap().set_hidden(true);
        write_rows(old, 0, &[&["学号", "姓名", "性别"], &["20200101", "王五", "男"]]);
    };
    let table = workbook(fill).unwrap();
    assert_eq!((table.sheet.as_deref(), table.other_sheets.as_slice()), (Some("软件2401"), &["软件2402".to_owned()][..]));
    assert_eq!(workbook_sheet(fill, Some("软件2402")).unwrap().sheet.as_deref(), Some("软件2402"));
    assert_eq!(workbook_sheet(fill, Some("旧")).unwrap().sheet.as_deref(), Some("旧"));
    let wrong = workbook_sheet(fill, Some("软件2409"));
    assert!(matches!(wrong, Err(ReadError::NoSuchSheet { sheets, .. }) if sheets.len() == 6));
}

#[test]
fn an_empty_workbook_and_one_far_cell() {
    assert!(matches!(
        workbook(|book| {
            book.add_worksheet();
        }),
        Err(ReadError::Empty)
    ));
    let table = workbook(|book| {
        let sheet = book.add_worksheet();
        write_rows(sheet, 0, &[&["学号", "姓名"], &["20240101", "张三"]]);
        sheet.write(1_048_575, 16_383, "x").unwrap();
    })
    .unwrap();
    assert_eq!(plan(&table, &[], &Campus::default()).unwrap().report.added, 1);
}

// ---- the checked-in rosters

#[test]
fn three_rosters_of_three_layouts() {
    let mut campus = Campus::default();
    let read = |name: &str| read_table(&fixture(name), None).unwrap();

    let info = import_table(&mut campus, &read("info-2024-gbk.csv"));
    assert_eq!((info.encoding.as_str(), info.rows, info.added, info.header_row), ("gb18030", 48, 48, 2));
    assert_eq!((info.rejected.len(), info.warnings.len(), info.skipped.as_slice()), (0, 0, &[51][..]));
    assert_eq!([home(&campus, "2024010101"), home(&campus, "2024010148")], ["3#201-1", "5#206-4"]);

    let mech = import_table(&mut campus, &read("mech-2023.xlsx"));
    assert_eq!((mech.sheet.as_deref(), mech.rows, mech.added, mech.header_row), (Some("2023级名单"), 36, 36, 4));
    assert_eq!((mech.rejected.len(), mech.warnings.len()), (0, 0));
    assert_eq!([home(&campus, "2023020101"), home(&campus, "2023020136")], ["7#301-1", "7#309-4"]);

    let nursing = import_table(&mut campus, &read("nursing-2024.xls"));
    assert_eq!((nursing.encoding.as_str(), nursing.rows, nursing.added, nursing.left), ("xls", 30, 29, 2));
    assert_eq!(reasons(&nursing), [(14, Reason::StudentNoMissing)]);
    assert_eq!(home(&campus, "2024030102"), "M7#101-2");

    assert_eq!(campus.people().departments().len(), 2, "the xlsx names no department");
    assert_eq!(campus.people().enrolled().count(), 48 + 36 + 27);
}

// ---- the act

#[test]
fn an_import_is_taken_back_whole_and_can_be_made_again() {
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,宿舍\n20240101,张三,3#412-1\n");
    let before: Vec<StudentFacts> = campus.people().students().map(|(_, it)| it.facts.clone()).collect();
    let text = "学号,姓名,宿舍,学籍状态\n20240101,张三三,3#413-1,退学\n20240102,李四,3#412-1,在读\n";
    let first = planned(text, &campus);
    let entry = live(&mut campus, first.act.clone().unwrap());
    assert!(matches!(entry.act, Act::Person(PersonAct::Imported(_))));
    let back = campus.inverse(&entry).unwrap();
    live(&mut campus, back);
    assert_eq!(student(&campus, "20240101").facts, before[0]);
    assert!(student(&campus, "20240102").facts.left);
    assert_eq!(campus.people().enrolled().count(), 1);
    let again = import(&mut campus, text);
    assert_eq!((again.added, again.changed), (0, 2), "李四 comes back under the same id");
    assert_eq!((student(&campus, "20240102").facts.left, home(&campus, "20240102").as_str()), (false, "3#412-1"));
}

#[test]
fn nobody_comes_back_from_an_undone_import_by_a_roster_without_them() {
    let mut campus = Campus::default();
    let entry = live(&mut campus, planned(PLAIN, &Campus::default()).act.unwrap());
    let back = campus.inverse(&entry).unwrap();
    live(&mut campus, back);
    let report = import(&mut campus, "学号,姓名\n20240101,张三\n");
    assert_eq!((report.changed, campus.people().enrolled().count()), (1, 1));
}

#[test]
fn through_the_desk_onto_disk_and_back() {
    use yedeng::desk::{Clock, Desk, Founding, KdfCost};
    let home = tempfile::tempdir().unwrap();
    let clock = Clock::Fixed(Stamp(1_700_000_000_000));
    let founding = Founding { college: "云溪学院".into(), login: "min".into(), name: "张敏".into() };
    let (desk, _) = Desk::create(home.path(), founding, "夜里的灯", KdfCost::DEMO, clock).unwrap();
    let mut last = None;
    for name in ["info-2024-gbk.csv", "mech-2023.xlsx", "nursing-2024.xls"] {
        let table = read_table(&fixture(name), None).unwrap();
        let act = plan(&table, &[], &desk.campus()).unwrap().act.unwrap();
        last = Some(desk.submit(act).unwrap().seq);
        assert_eq!(plan(&table, &[], &desk.campus()).unwrap().act, None);
    }
    desk.undo(last.unwrap()).unwrap();
    let before = desk.campus().clone();
    desk.close().unwrap();
    drop(desk);
    let again = Desk::begin(home.path(), clock).unwrap().unlock("min", "夜里的灯").map_err(|it| it.1).unwrap();
    assert_eq!(again.campus().people(), before.people());
    assert_eq!(again.campus().people().enrolled().count(), 48 + 36);
}

#[test]
fn the_report_is_what_scripts_expect_and_debug_tells_nobody() {
    let campus = Campus::default();
    let plan = planned("学号,姓名,备注\n20240101,张三,\n,欧阳锋,\n20240101,张三,\n", &campus);
    let json = serde_json::to_value(&plan.report).unwrap();
    assert_eq!(json["mapping"]["student_no"], "学号");
    assert_eq!(json["rejected"][0]["reason"], "student_no_missing");
    assert_eq!((&json["rejected"][1]["row"], &json["rejected"][1]["other_row"]), (&4.into(), &2.into()));
    assert_eq!((&json["rejected"][1]["column"], &json["rejected"][1]["value"]), (&"学号".into(), &"20240101".into()));
    assert_eq!((&json["rows"], &json["added"], &json["changed"], &json["unchanged"]), (&3.into(), &1.into(), &0.into(), &0.into()));
    assert_eq!(json["encoding"], "utf-8");
    let shown = format!("{:?} {:?}", plan.report, csv(PLAIN));
    assert!(!["2024", "张三", "欧阳"].iter().any(|it| shown.contains(it)), "{shown}");
}

#[test]
fn both_languages_say_every_reason() {
    use yedeng::exchange::{say_plan_error, say_read_error, say_report};
    use yedeng::words::{Lang, Words};
    let mut campus = Campus::default();
    import(&mut campus, "学号,姓名,宿舍\n20240101,甲,3#412-1\n");
    let text = "学号,姓名,性别,手机,宿舍,备注\n20240101,甲,男,1,3#412-1,\n20240102,乙,x,2,3#412-1,\n,丙,,,,\n20240104,,,,,\n";
    let report = planned(text, &campus).report;
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang);
        let said = say_report(&words, &report, 2).join("\n");
        assert!(!said.contains("import-") && said.contains("3#412-1") && said.lines().count() > 6, "{said}");
        let error = PlanError::MissingColumns { header_row: 3, missing: vec![Field::Name], found: vec!["甲".into(); 40] };
        assert!(say_plan_error(&words, &error).contains("--map name="));
        assert!(!say_read_error(&words, &ReadError::TooLarge { limit: 64 << 20 }).contains("import-"));
    }
}

// ---- whatever comes

mod whatever_comes {
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
}
