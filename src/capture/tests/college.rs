//! What the college's own rooms and rules make of a line.

use super::*;

#[test]
fn places() {
    let mut stage = Stage::new();
    check(
        &stage,
        Form::Talk,
        &[
            ("ls 谈 @3-412", "李四 other? @3-412 | 谈"),
            ("ls 谈 @3#412", "李四 other? @3-412 | 谈"),
            ("ls 谈 @5号楼412", "李四 other? @5-412 | 谈"),
            ("ls 谈 @5栋412室", "李四 other? @5-412 | 谈"),
            ("ls 谈 @m7-115", "李四 other? @M7-115 | 谈"),
            ("ls 谈 @115", "李四 other? @M7-115 | 谈"),
            ("ls 谈 @东8-207", "李四 other? @东8-207 | 谈"),
            ("oy 谈 @412", "欧阳娜娜 other? @3-412?? | 谈 // ambiguous_room"),
            ("ls,20230105 谈 @412", "李四,王伟 other? @3-412?? | 谈 // ambiguous_room"),
            ("20230104 谈 @412", "王伟 other? @3-412? | 谈"),
            ("ls 谈 @5栋", "李四 other? @5号楼 | 谈"),
            ("ls 谈 @明德", "李四 other? @明德社区 | 谈"),
            ("ls 谈 @操场", "李四 other? @操场 | 谈"),
            ("ls 谈 @9-999", "李四 other? @9-999?? | 谈 // no_such_room"),
            ("ls 谈 @9#999", "李四 other? @9#999?? | 谈 // no_such_room"),
            ("ls 谈 @东8-999", "李四 other? @东8-999?? | 谈 // no_such_room"),
            ("ls 谈 @19栋", "李四 other? @19栋?? | 谈 // no_such_room"),
            ("ls 谈 @99999", "李四 other? @99999?? | 谈 // no_such_room"),
            ("ls 谈 @3号楼大厅", "李四 other? @3号楼大厅 | 谈"),
            ("ls 谈 @A201", "李四 other? @A201 | 谈"),
        ],
    );
    stage.building = Some(BuildingId(1));
    check(
        &stage,
        Form::Talk,
        &[
            ("oy 谈 @412", "欧阳娜娜 other? @5-412 | 谈"),
            ("20230104 谈 @412", "王伟 other? @5-412 | 谈"),
            ("ls 谈 @412", "李四 other? @3-412? | 谈"),
            ("20230105 谈 @412", "王伟 other? @5-412 | 谈"),
        ],
    );
}

#[test]
fn where_the_college_wants_a_reason_for_a_level_the_line_says_so() {
    let mut stage = Stage::new();
    let page = "[talk]\nreason_from = 2\n";
    let act = Act::Preset(PresetAct::Set { before: "".into(), after: page.into() });
    stage.campus.apply(&Entry { seq: stage.campus.applied().next(), at: stage.now, by: UserId(0), seat: SeatId(0), act });
    let doubts = |line: &str| stage.talk(line).doubts.iter().map(Doubt::key).collect::<Vec<_>>();
    assert_eq!(doubts("ls 学业 补考 !2"), ["reason_needed"]);
    assert_eq!(doubts("ls 学业 补考 !3"), [""; 0]);
    assert_eq!(doubts("ls 学业 补考 !2(缺课)"), [""; 0]);
    assert!(matches!(stage.talk("ls 学业 补考 !2").act(&stage.setting()), Err(Doubt::ReasonNeeded { .. })));
}

#[test]
fn days_with_a_name_and_short_forms_are_the_colleges_own() {
    let stage = Stage::new();
    let day = |line: &str| stage.talk(line).followup.map(|it| it.date().format("%m-%d").to_string()).unwrap_or_default();
    assert_eq!(["ls 谈 >期中后", "ls 谈 >期末前", "ls 谈 >finals", "ls 谈 >节后"].map(day), ["05-06", "12-28", "12-28", "05-06"]);
    assert_eq!(&*stage.talk("ls 学业 补考 ;lx ；zx， 再看").text, "补考 已联系家长 建议到心理咨询中心 再看");
    assert_eq!(&*stage.talk("ls ;lx").text, "已联系家长");
    assert_eq!(&*stage.talk("ls \\;lx").text, ";lx");
    assert_eq!(&*stage.talk("ls ;nope 谈").text, ";nope 谈");
}

#[test]
fn a_room_is_read_as_the_college_writes_it() {
    let mut stage = Stage::new();
    let founded = crate::campus::Founded {
        college: "夜校".into(),
        zone: "Asia/Shanghai".into(),
        room_template: "{building}幢{floor}层 {room}".into(),
    };
    let mut campus = Campus::default();
    let laid = crate::campus::Laid {
        communities: Vec::new(),
        buildings: vec![crate::campus::Building { number: "3".into(), community: None, sex: None }],
        rooms: vec![crate::campus::Room {
            building: BuildingId(0),
            floor: 4,
            number: "412".into(),
            beds: 4,
            purpose: crate::campus::RoomUse::Dwelling,
        }],
    };
    let acts = [Act::Founded(founded), Act::Place(crate::campus::PlaceAct::Laid(laid))];
    for (row, act) in acts.into_iter().enumerate() {
        let seat = crate::campus::SeatId(0);
        campus.apply(&crate::campus::Entry { seq: Seq(row as u64 + 1), at: stage.now, by: UserId(0), seat, act });
    }
    stage.campus = campus;
    assert_eq!(stage.incident("@3幢4层412 停电").place, Some(Spot::Room(RoomId(0))));
}
