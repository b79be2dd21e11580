//! The night round: whose bed, which night, whose hand; samples that anybody can draw again.

use super::beds::{bed, change, moved};
use super::*;

pub(crate) fn mark(away: &[(u32, Presence)]) -> RoomMark {
    let away = away.iter().map(|(id, how)| (StudentId(*id), *how)).collect();
    RoomMark { room: RoomId(0), expected: 2, away, findings: Default::default() }
}

pub(crate) fn marked(day: Day, before: Option<RoomMark>, after: Option<RoomMark>) -> Act {
    Act::Round(RoundAct::Marked { day, building: BuildingId(0), floor: 4, changes: vec![MarkChange { before, after }], note: "".into() })
}

fn begun(day: Day, scope: RoundScope) -> Act {
    Act::Round(RoundAct::Begun(RoundBegun { day, scope, upward: true }))
}

#[test]
fn who_moved_out_is_not_marked_any_more() {
    let mut life = Life::new();
    let day = life.today();
    life.does(moved(&[change(0, bed(0, 1), None), change(1, bed(0, 2), bed(1, 1))]));
    for student in 0..2 {
        let refused = life.tries(ME, marked(day, None, Some(mark(&[(student, Presence::Late)]))));
        assert_eq!(refused, Err(Refusal::NotInRoom { student: StudentId(student), room: RoomId(0) }));
    }
    // Of a night that is over one may still say where somebody was who has moved since.
    life.does(marked(day.plus(-1), None, Some(mark(&[(0, Presence::Late)]))));
}

#[test]
fn who_left_the_college_is_not_marked() {
    let mut life = Life::new();
    let (day, before) = (life.today(), life.campus.people().student(StudentId(0)).unwrap().facts.clone());
    let after = StudentFacts { left: true, ..before.clone() };
    let students = vec![StudentChange { before: Some((StudentId(0), before)), after }];
    life.does(Act::Person(PersonAct::Imported(Import { students, ..Import::default() })));
    assert_eq!(life.tries(ME, marked(day, None, Some(mark(&[(0, Presence::Late)])))), Err(Refusal::StudentLeft(StudentId(0))));
}

#[test]
fn the_second_hand_on_a_room_is_told_and_does_not_overwrite() {
    let mut life = Life::new();
    let day = life.today();
    let first = mark(&[(0, Presence::Absent)]);
    life.does(marked(day, None, Some(first.clone())));
    let blind = marked(day, None, Some(mark(&[])));
    assert_eq!(life.tries(OTHER, blind), Err(Refusal::MarkedMeanwhile(RoomId(0))));
    let both = mark(&[(0, Presence::Absent), (1, Presence::Late)]);
    life.tries(OTHER, marked(day, Some(first), Some(both.clone()))).unwrap();
    assert_eq!(life.campus.rounds().mark(life.campus.places(), day, RoomId(0)), Some(&both));
    let twice = mark(&[(0, Presence::Late), (0, Presence::Absent)]);
    assert_eq!(life.tries(ME, marked(day, Some(both), Some(twice))), Err(Refusal::StudentTwice));
}

#[test]
fn a_round_goes_on_after_midnight_and_over_new_year() {
    let mut life = Life::new();
    let eve = Day::ymd(2026, 12, 31).unwrap();
    life.now = eve.at(DEFAULT_ZONE, 22, 50);
    let seq = life.does(begun(eve, RoundScope::Building(BuildingId(0))));
    life.now = eve.plus(1).at(DEFAULT_ZONE, 2, 10);
    assert_eq!(life.now.duty_day(DEFAULT_ZONE), eve, "it is still the night of the 31st");
    life.does(marked(eve, None, Some(mark(&[(0, Presence::Late)]))));
    let walk = life.campus.rounds().walked_by(ME, eve).unwrap();
    assert_eq!((walk.seq, walk.begun.day), (seq, eve));
    let tally = life.campus.rounds().tally_of(life.campus.places(), life.campus.people(), walk);
    assert_eq!((tally.rooms, tally.checked, tally.expected, tally.late), (1, 1, 2, 1));
    // By day one may write down the evening that comes; it is another night.
    life.does(marked(eve.plus(1), None, Some(mark(&[(1, Presence::Late)]))));
    assert!(life.campus.rounds().mark(life.campus.places(), eve, RoomId(0)).unwrap().away.iter().all(|(id, _)| *id == StudentId(0)));
    // The night lasts until noon; then it is over for a new round, and this one can still be ended.
    life.now = eve.plus(1).at(DEFAULT_ZONE, 12, 1);
    assert_eq!(life.tries(OTHER, begun(eve, RoundScope::Building(BuildingId(0)))), Err(Refusal::NightOver(eve)));
    life.does(Act::Round(RoundAct::Ended { round: seq, note: "".into() }));
    assert_eq!(life.campus.rounds().unfinished().count(), 0);
}

#[test]
fn a_night_that_has_not_begun_cannot_be_walked_or_marked() {
    let mut life = Life::new();
    let day = life.today();
    assert_eq!(life.tries(ME, begun(day.plus(1), RoundScope::Building(BuildingId(0)))), Err(Refusal::InFuture));
    assert_eq!(life.tries(ME, marked(day.plus(1), None, Some(mark(&[])))), Err(Refusal::InFuture));
    let remark = |day| Act::Round(RoundAct::Remarked { day, room: RoomId(0), text: "门锁坏了".into() });
    assert_eq!(life.tries(ME, remark(day.plus(1))), Err(Refusal::InFuture));
    let seq = life.does(remark(day));
    assert_eq!(life.campus.rounds().remarks(life.campus.places(), day, RoomId(0)).collect::<Vec<_>>(), [seq]);
}

#[test]
fn a_round_is_begun_ended_and_taken_back_once() {
    let mut life = Life::new();
    let day = life.today();
    let floor = |floor| begun(day, RoundScope::Floor(BuildingId(0), floor));
    assert_eq!(life.tries(ME, floor(9)), Err(Refusal::NoSuchFloor { building: BuildingId(0), floor: 9 }));
    assert_eq!(life.tries(ME, begun(day, RoundScope::Building(BuildingId(7)))), Err(Refusal::NoSuchBuilding(BuildingId(7))));
    let seq = life.does(floor(4));
    assert_eq!(life.tries(ME, floor(4)), Err(Refusal::RoundUnderWay(seq)));
    let other = life.tries(OTHER, floor(4)).unwrap();
    assert_eq!(life.campus.rounds().unfinished().count(), 2, "two may walk the same floor");
    let end = |round| Act::Round(RoundAct::Ended { round, note: "".into() });
    let ended = life.does(end(seq));
    assert_eq!(life.tries(ME, end(seq)), Err(Refusal::RoundOver(seq)));
    assert_eq!(life.tries(ME, end(Seq(1))), Err(Refusal::NoSuchRound(Seq(1))));
    life.undoes(ended).unwrap();
    assert!(life.campus.rounds().walk(seq).unwrap().is_open());
    life.undoes(other).unwrap();
    assert!(life.campus.rounds().walk(other).unwrap().called_off);
    assert_eq!(life.tries(ME, end(other)), Err(Refusal::NoSuchRound(other)));
}

/// A building of two floors with `rooms` rooms on each and one student in each room.
fn tower(rooms: u8) -> Life {
    let mut life = Life::new();
    let building = Building { number: "9".into(), community: None, sex: None };
    let laid =
        (1..=2i8).flat_map(|floor| (1..=rooms).map(move |n| Room { building: BuildingId(1), floor, ..room(&format!("{floor}{n:02}")) }));
    life.does(Act::Place(PlaceAct::Laid(Laid { buildings: vec![building], rooms: laid.collect(), ..Laid::default() })));
    let students = (0..u32::from(rooms) * 2).map(|n| new(facts(&format!("9{n:04}"), "林一", 2 + n, 1)));
    life.does(Act::Person(PersonAct::Imported(Import { students: students.collect(), ..Import::default() })));
    life
}

#[test]
fn a_sample_is_drawn_again_from_its_seed() {
    let mut life = tower(40);
    let day = life.today();
    let draw = |life: &Life, seed, count| sample(life.campus.places(), life.campus.people(), &[BuildingId(1)], seed, count);
    let rooms = draw(&life, 20_261_123, 30);
    assert_eq!(rooms.len(), 30);
    assert_eq!(rooms, draw(&life, 20_261_123, 30), "the same seed");
    assert_ne!(rooms, draw(&life, 20_261_124, 30), "another seed");
    assert_eq!(rooms[..10], draw(&life, 20_261_123, 10)[..], "a smaller sample is the beginning of a greater one");
    // Pinned: what was printed on a sheet last year must draw the same rooms next year.
    let doors: Vec<String> = draw(&life, 1, 5).iter().map(|id| life.campus.write_room(*id)).collect();
    assert_eq!(doors, ["9#235", "9#217", "9#233", "9#114", "9#126"]);
    let scope = |seed, rooms: &[RoomId]| RoundScope::Sample { seed, pool: vec![BuildingId(1)], rooms: rooms.to_vec() };
    assert_eq!(life.tries(ME, begun(day, scope(7, &rooms))), Err(Refusal::SampleNotOfSeed));
    let chosen: Vec<RoomId> = (2..32).map(RoomId).collect();
    assert_eq!(life.tries(ME, begun(day, scope(20_261_123, &chosen))), Err(Refusal::SampleNotOfSeed), "rooms chosen by hand");
    let few = draw(&life, 20_261_123, 29);
    assert_eq!(life.tries(ME, begun(day, scope(20_261_123, &few))), Err(Refusal::SampleTooSmall { least: 30, got: 29 }));
    assert_eq!(life.tries(ME, begun(day, scope(20_261_123, &[]))), Err(Refusal::SampleTooSmall { least: 30, got: 0 }));
    let seq = life.does(begun(day, scope(20_261_123, &rooms)));
    let walk = life.campus.rounds().walk(seq).unwrap();
    let walked = walk.rooms(life.campus.places(), life.campus.people());
    let floors: Vec<i8> = walked.iter().map(|id| life.campus.places().room(*id).unwrap().floor).collect();
    assert!(floors.is_sorted(), "floor by floor: {floors:?}");
    let mut sorted = rooms;
    sorted.sort();
    let mut again = walked;
    again.sort();
    assert_eq!(sorted, again);
}

#[test]
fn a_small_house_is_sampled_whole() {
    let mut life = tower(5);
    let (day, pool) = (life.today(), vec![BuildingId(1)]);
    let rooms = sample(life.campus.places(), life.campus.people(), &pool, 3, 30);
    assert_eq!(rooms.len(), 10);
    life.does(begun(day, RoundScope::Sample { seed: 3, pool, rooms }));
}

#[test]
fn down_the_house_each_floor_is_still_walked_by_number() {
    let mut life = tower(3);
    let day = life.today();
    let act = RoundBegun { day, scope: RoundScope::Building(BuildingId(1)), upward: false };
    let seq = life.does(Act::Round(RoundAct::Begun(act)));
    let walk = life.campus.rounds().walk(seq).unwrap();
    let rooms = walk.rooms(life.campus.places(), life.campus.people());
    let doors: Vec<&str> = rooms.iter().map(|id| &*life.campus.places().room(*id).unwrap().number).collect();
    assert_eq!(doors, ["201", "202", "203", "101", "102", "103"]);
}
