//! Rosters in workbooks: merged cells, numbers, formulas, sheets.

use super::*;

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
