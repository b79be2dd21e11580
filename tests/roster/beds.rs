//! Where the students of a roster sleep.

use super::*;

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
