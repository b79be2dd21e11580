//! One field of a roster at a time.

use super::*;

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
