//! The checked-in rosters, and the act that an import is: undone, made again, through the desk, and told.

use super::*;

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
