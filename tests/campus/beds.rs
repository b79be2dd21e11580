//! Moving: what is checked, that all move or nobody, and that the history is kept.

use super::*;

pub(crate) fn bed(room: u32, bed: u8) -> Option<Bed> {
    Some(Bed { room: RoomId(room), bed })
}

pub(crate) fn change(student: u32, before: Option<Bed>, after: Option<Bed>) -> BedChange {
    BedChange { student: StudentId(student), before, after }
}

pub(crate) fn moved(changes: &[BedChange]) -> Act {
    Act::Person(PersonAct::Moved(Moved { changes: changes.to_vec(), reason: "".into() }))
}

fn place(life: &Life, student: u32) -> Option<Bed> {
    life.campus.people().student(StudentId(student)).unwrap().facts.bed
}

#[test]
fn a_move_is_refused_with_the_reason() {
    let mut life = Life::new();
    let male = StudentFacts { sex: Some(Sex::Male), ..facts("0003", "王强", 1, 1) };
    let gone = StudentFacts { left: true, ..facts("0004", "赵敏", 1, 2) };
    let students = vec![new(StudentFacts { bed: None, ..male }), new(gone)];
    let hall = Laid { rooms: vec![Room { purpose: RoomUse::Duty, ..room("401") }], ..Laid::default() };
    life.does(Act::Place(PlaceAct::Laid(hall)));
    life.does(Act::Person(PersonAct::Imported(Import { students, ..Import::default() })));
    let (room0, room1) = (RoomId(0), RoomId(1));
    let cases = [
        (vec![], Refusal::NobodyNamed),
        (vec![change(0, bed(0, 1), bed(0, 9))], Refusal::NoSuchBed { room: room0, bed: 9, beds: 4 }),
        (vec![change(0, bed(0, 1), bed(0, 0))], Refusal::NoSuchBed { room: room0, bed: 0, beds: 4 }),
        (vec![change(0, bed(0, 1), bed(99, 1))], Refusal::NoSuchRoom(RoomId(99))),
        (vec![change(0, bed(0, 1), bed(2, 1))], Refusal::NotDwelling(RoomId(2))),
        (vec![change(0, bed(0, 1), bed(0, 2))], Refusal::BedTaken { room: room0, bed: 2, student: StudentId(1) }),
        (
            vec![change(0, bed(0, 1), bed(1, 3)), change(1, bed(0, 2), bed(1, 3))],
            Refusal::BedTaken { room: room1, bed: 3, student: StudentId(1) },
        ),
        (vec![change(0, bed(0, 3), bed(1, 3))], Refusal::MovedMeanwhile(StudentId(0))),
        (vec![change(0, bed(0, 1), bed(0, 1))], Refusal::MovedMeanwhile(StudentId(0))),
        (vec![change(0, bed(0, 1), bed(1, 3)), change(0, bed(0, 1), bed(1, 4))], Refusal::StudentTwice),
        (vec![change(2, None, bed(1, 3))], Refusal::WrongSex { building: BuildingId(0), student: StudentId(2) }),
        (vec![change(3, bed(1, 2), bed(1, 3))], Refusal::StudentLeft(StudentId(3))),
        (vec![change(77, None, bed(1, 3))], Refusal::NoSuchStudent(StudentId(77))),
    ];
    for (changes, refusal) in cases {
        assert_eq!(life.tries(ME, moved(&changes)), Err(refusal), "{changes:?}");
    }
    assert_eq!((place(&life, 0), place(&life, 1)), (bed(0, 1), bed(0, 2)));
    assert_eq!(life.campus.people().moves().rows(), []);
}

#[test]
fn two_swap_beds_in_one_act_and_back_again() {
    let mut life = Life::new();
    let swap = moved(&[change(0, bed(0, 1), bed(0, 2)), change(1, bed(0, 2), bed(0, 1))]);
    let seq = life.does(swap.clone());
    assert_eq!((place(&life, 0), place(&life, 1)), (bed(0, 2), bed(0, 1)));
    assert_eq!(life.campus.people().in_room(RoomId(0)), [StudentId(1), StudentId(0)], "by bed");
    assert_eq!(life.tries(OTHER, swap), Err(Refusal::MovedMeanwhile(StudentId(0))), "from a stale screen");
    life.undoes(seq).unwrap();
    assert_eq!((place(&life, 0), place(&life, 1)), (bed(0, 1), bed(0, 2)));
    let moves = life.campus.people().moves();
    assert_eq!(moves.of_student(StudentId(0)).count(), 2, "there and back");
    assert_eq!(moves.of_room(RoomId(0)).count(), 4);
    assert_eq!(moves.of_room(RoomId(1)).count(), 0);
}

#[test]
fn a_bed_that_was_taken_meanwhile_keeps_a_move_from_being_taken_back() {
    let mut life = Life::new();
    let out = life.does(moved(&[change(0, bed(0, 1), None)]));
    assert_eq!((place(&life, 0), life.campus.people().in_room(RoomId(0)).len()), (None, 1));
    life.does(moved(&[change(1, bed(0, 2), bed(0, 1))]));
    assert_eq!(life.undoes(out), Err(Refusal::BedTaken { room: RoomId(0), bed: 1, student: StudentId(1) }));
    life.does(moved(&[change(0, None, bed(1, 4))]));
    assert_eq!(place(&life, 0), bed(1, 4));
}

#[test]
fn a_sponsor_is_proposed_from_who_lives_there() {
    let mut life = Life::new();
    let departments = vec![Department { name: "信息".into() }, Department { name: "护理".into() }];
    let students = (0..3).map(|n| {
        let department = Some(DepartmentId(u8::from(n > 0).into()));
        new(StudentFacts { department, ..facts(&format!("01{n}"), "陈晨", 1, n + 1) })
    });
    let import = Import { departments, students: students.collect(), ..Import::default() };
    life.does(Act::Person(PersonAct::Imported(import)));
    let (campus, house) = (&life.campus, BuildingId(0));
    assert_eq!(campus.people().departments_in(campus.places(), house), [(DepartmentId(1), 2), (DepartmentId(0), 1)]);
    let set = |before, after| Act::Place(PlaceAct::SponsorSet { building: house, before, after });
    let seq = life.does(set(None, Some(DepartmentId(1))));
    assert_eq!(life.campus.places().sponsor(house), Some(DepartmentId(1)));
    assert_eq!(life.tries(OTHER, set(None, Some(DepartmentId(0)))), Err(Refusal::ChangedMeanwhile));
    assert_eq!(life.tries(ME, set(Some(DepartmentId(1)), Some(DepartmentId(9)))), Err(Refusal::NoSuchDepartment(DepartmentId(9))));
    life.undoes(seq).unwrap();
    assert_eq!(life.campus.places().sponsor(house), None);
}
