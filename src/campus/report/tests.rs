//! Sums that have to agree however they are taken, and the rules of who is named.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use super::*;
use crate::campus::{
    Act, Bed, Building, Class, Department, Entry, Import, Laid, MarkChange, PersonAct, Room, RoundAct, RoundBegun, SeatId, Stamp,
    StudentChange, StudentFacts,
};
use proptest::collection::vec;
use proptest::prelude::*;

const FIRST: Day = Day(739_900);

fn student(row: usize) -> StudentChange {
    let after = StudentFacts {
        class: Some(ClassId::of(row % 3)),
        bed: Some(Bed { room: RoomId::of(row / 2), bed: (row % 2 + 1) as u8 }),
        ..StudentFacts::new(format!("{row:04}"), "某")
    };
    StudentChange { before: None, after }
}

/// Three buildings of two floors of two rooms of two students; the first floor is 1; the last room of each building is empty.
pub(in crate::campus) fn campus() -> Campus {
    let mut campus = Campus::default();
    let building = |at: usize| Building { number: at.to_string().into(), community: None, sex: None };
    let rooms = (0..12).map(|at: usize| Room {
        building: BuildingId::of(at / 4),
        floor: (at % 4 / 2 + 1) as i8,
        number: format!("{}0{}", at % 4 / 2 + 1, at % 2).into(),
        beds: 2,
        purpose: RoomUse::Dwelling,
    });
    let import = Import {
        departments: vec![Department { name: "甲".into() }, Department { name: "乙".into() }],
        classes: (0..3).map(|at| Class { name: format!("班{at}").into(), department: Some(DepartmentId::of(at % 2)) }).collect(),
        laid: Laid { communities: Vec::new(), buildings: (0..3).map(building).collect(), rooms: rooms.collect() },
        students: (0..24).filter(|row| row / 2 % 4 != 3).map(student).collect(),
    };
    does(&mut campus, Act::Person(PersonAct::Imported(import)));
    campus
}

pub(in crate::campus) fn does(campus: &mut Campus, act: Act) {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
}

fn mark(campus: &mut Campus, night: i32, room: usize, away: &[(usize, Presence)], findings: &[Finding]) {
    let (day, room) = (FIRST.plus(night), RoomId::of(room));
    let it = campus.places().room(room).unwrap();
    let (building, floor) = (it.building, it.floor);
    let before = campus.rounds().mark(campus.places(), day, room).cloned();
    let sleepers = campus.people().in_room(room);
    let away = away.iter().filter_map(|(nth, how)| Some((*sleepers.get(*nth)?, *how))).collect();
    let after = Some(RoomMark { room, expected: sleepers.len() as u8, away, findings: findings.iter().copied().collect() });
    let changes = vec![MarkChange { before, after }];
    does(campus, Act::Round(RoundAct::Marked { day, building, floor, changes, note: "".into() }));
}

fn begin(campus: &mut Campus, night: i32, scope: RoundScope) {
    does(campus, Act::Round(RoundAct::Begun(RoundBegun { day: FIRST.plus(night), scope, upward: true })));
}

fn all(campus: &Campus, nights: i32) -> RoundReport {
    report(campus, FIRST, FIRST.plus(nights), &RoundFilter::default())
}

fn presence() -> impl Strategy<Value = Presence> {
    prop_oneof![Just(Presence::Late), Just(Presence::Absent), Just(Presence::Leave), Just(Presence::Elsewhere)]
}

fn finding() -> impl Strategy<Value = Finding> {
    (0..Finding::ALL.len()).prop_map(|at| Finding::ALL[at])
}

proptest! {
    #[test]
    fn however_it_is_summed_it_comes_to_the_same(
        marks in vec((0i32..6, 0usize..12, vec((0usize..2, presence()), 0..2), vec(finding(), 0..3)), 0..40),
        walks in vec((0i32..6, 0u16..3, prop::option::of(1i8..3)), 0..4),
        nights in 0i32..6,
    ) {
        let mut campus = campus();
        for (night, room, away, findings) in &marks {
            mark(&mut campus, *night, *room, away, findings);
        }
        for (night, building, floor) in walks {
            let building = BuildingId(building);
            begin(&mut campus, night, floor.map_or(RoundScope::Building(building), |it| RoundScope::Floor(building, it)));
        }
        let whole = all(&campus, nights);
        let sum = |them: &mut dyn Iterator<Item = Counted>| them.fold(Counted::default(), |mut sum, it| { sum.add(&it); sum });
        prop_assert_eq!(sum(&mut whole.buildings.iter().map(|it| it.1)), whole.total);
        prop_assert_eq!(sum(&mut whole.days.iter().map(|it| it.1)), whole.total);
        let apart = (0..3).map(|it| report(&campus, whole.from, whole.until, &RoundFilter { building: Some(BuildingId(it)), community: None }));
        prop_assert_eq!(sum(&mut apart.map(|it| it.total)), whole.total);
        let tally = whole.total.tally;
        prop_assert!(tally.checked <= tally.rooms);
        prop_assert_eq!(whole.total.kinds.iter().sum::<u32>(), tally.findings);
        // Who is counted by class is counted by department, and is all there are.
        let of = |them: &mut dyn Iterator<Item = Nights>| them.fold((0, 0, 0, 0), |sum, it| {
            (sum.0 + it.nights, sum.1 + it.late, sum.2 + it.absent, sum.3 + it.leave)
        });
        let by_class = of(&mut whole.classes.iter().map(|it| it.1));
        prop_assert_eq!(by_class, of(&mut whole.departments.iter().map(|it| it.1)));
        prop_assert_eq!((by_class.1, by_class.2, by_class.3), (tally.late, tally.absent, tally.leave));
        // Nobody has moved, so what is derived is what was there, and present is what is left.
        prop_assert_eq!(by_class.0, tally.present + tally.absent + tally.leave + tally.elsewhere);
    }
}

#[test]
fn one_night_owes_every_room_and_a_period_only_what_was_begun() {
    let mut campus = campus();
    mark(&mut campus, 0, 0, &[(0, Presence::Absent)], &[]);
    let night = all(&campus, 0).total.tally;
    assert_eq!((night.rooms, night.checked, night.expected, night.present), (9, 1, 18, 1));
    let period = all(&campus, 3);
    assert_eq!((period.total.tally.rooms, period.total.tally.expected), (3, 6), "only the building somebody began with");
    assert_eq!(period.days.len(), 1);
    assert_eq!(period.searches, [(FIRST, StudentId(0))]);
}

#[test]
fn a_floor_or_a_sample_owes_only_its_rooms() {
    let mut campus = campus();
    begin(&mut campus, 0, RoundScope::Floor(BuildingId(0), 1));
    let drawn = RoundScope::Sample { seed: 7, pool: vec![BuildingId(1)], rooms: vec![RoomId(4), RoomId(6)] };
    begin(&mut campus, 0, drawn);
    mark(&mut campus, 0, 6, &[], &[]);
    let found = all(&campus, 1);
    assert_eq!((found.total.tally.rooms, found.total.tally.checked), (4, 1));
    let sample = &found.samples[0];
    assert_eq!((sample.seed, sample.rooms, sample.checked, sample.ended), (7, 2, 1, false));
    begin(&mut campus, 0, RoundScope::Building(BuildingId(1)));
    assert_eq!(all(&campus, 1).total.tally.rooms, 2 + 3);
}

#[test]
fn who_is_named_again_and_again() {
    let mut campus = campus();
    // The rule that ships: three times late, twice absent or with an appliance, within thirty days.
    for night in [0, 14, 29] {
        mark(&mut campus, night, 0, &[(0, Presence::Late)], &[Finding::Kettle, Finding::Stove]);
    }
    for night in [0, 15, 30] {
        mark(&mut campus, night, 1, &[(0, Presence::Late)], &[Finding::Smoking]);
    }
    let found = report(&campus, FIRST.plus(29), FIRST.plus(30), &RoundFilter::default());
    assert_eq!(found.students, [Repeat { who: StudentId(0), what: RepeatKind::Late, times: 3, last: FIRST.plus(29) }]);
    assert_eq!(found.rooms, [Repeat { who: RoomId(0), what: RepeatKind::Appliance, times: 3, last: FIRST.plus(29) }]);
    assert_eq!(found.total.tally.late, 2, "what is looked back at is not counted");
    let before = report(&campus, FIRST, FIRST.plus(28), &RoundFilter::default());
    assert!(before.students.is_empty(), "two are not three");
}

#[test]
fn an_empty_period_or_one_turned_round_is_empty() {
    let campus = campus();
    let turned = report(&campus, FIRST.plus(3), FIRST, &RoundFilter::default());
    assert!(turned.days.is_empty() && turned.total == Counted::default());
    let far = report(&campus, Day(i32::MIN), Day(i32::MAX), &RoundFilter::default());
    assert_eq!(far.total, Counted::default());
}
