use super::rig::{Rig, plain};
use crate::campus::*;
use crate::tui::effect::Effect;
use crate::tui::keymap::Chord;
use crate::tui::layer::Overlay;
use crate::tui::model::{Place, Token};
use crate::tui::msg::{Event, Why};
use std::collections::VecDeque;

const TONIGHT: (i32, u32, u32) = (2026, 11, 23);

fn tonight() -> Day {
    Day::ymd(TONIGHT.0, TONIGHT.1, TONIGHT.2).unwrap()
}

/// A building in which two to four sleep in each of 156 rooms, the seat in front of it.
fn full_house() -> Rig {
    let mut rig = Rig::new();
    let building = BuildingId(13);
    let rooms = (1..=6).flat_map(|floor: i8| (1..=26).map(move |door| (floor, door)));
    let rooms = rooms.map(|(floor, door)| Room {
        building,
        floor,
        number: format!("{floor}{door:02}").into(),
        beds: 4,
        purpose: RoomUse::Dwelling,
    });
    let buildings = vec![Building { number: "14".into(), community: Some(CommunityId(0)), sex: None }];
    let laid = Laid { communities: vec![], buildings, rooms: rooms.collect() };
    let first = rig.campus.places().rooms().count() as u32;
    let student = |n: u32| StudentChange {
        before: None,
        after: StudentFacts {
            class: Some(ClassId(0)),
            bed: Some(Bed { room: RoomId(first + n / 4), bed: (n % 4 + 1) as u8 }),
            phone: "13812340000".into(),
            guardian_phone: "13912340000".into(),
            ..StudentFacts::new(format!("9{n:06}"), format!("学生{n}"))
        },
    };
    let students = (0..156 * 4).filter(|n| n % 4 < 2 + n / 4 % 3).map(student).collect();
    let import = Import { laid, students, ..Import::default() };
    let at = rig.now.plus_minutes(-300);
    let act = Act::Person(PersonAct::Imported(import));
    rig.campus.check(UserId(0), at, &act).unwrap();
    let entry = Entry { seq: rig.campus.applied().next(), at, by: UserId(0), seat: SeatId(0), act };
    rig.campus.apply(&entry);
    rig.entries.push(entry);
    rig.model.dorm.building = Some(building);
    rig.model.dorm.room = rig.campus.places().room_by_door(building, "101");
    rig.tell(Event::Changed);
    rig
}

fn number(rig: &Rig, room: RoomId) -> String {
    rig.campus.places().room(room).unwrap().number.to_string()
}

fn at_hand(rig: &Rig) -> String {
    number(rig, rig.model.round.room.unwrap())
}

fn mark(rig: &Rig, door: &str) -> Option<RoomMark> {
    let room = rig.campus.places().room_by_door(BuildingId(13), door).unwrap();
    rig.campus.rounds().mark(rig.campus.places(), tonight(), room).cloned()
}

fn student_in(rig: &Rig, door: &str, bed: usize) -> StudentId {
    let room = rig.campus.places().room_by_door(BuildingId(13), door).unwrap();
    rig.campus.people().in_room(room)[bed]
}

/// Presses keys written without blanks between, counting them.
fn count(rig: &mut Rig, keys: &str) -> usize {
    keys.split_whitespace()
        .map(|key| {
            let chord: Chord = key.parse().unwrap();
            chord.keys().iter().for_each(|key| rig.tell(Event::Input(plain(*key))));
            chord.keys().len()
        })
        .sum()
}

#[test]
fn a_building_with_three_absences_and_five_findings_takes_at_most_190_keys() {
    let mut rig = full_house();
    let mut keys = count(&mut rig, "w 1");
    assert!(matches!(rig.model.place, Place::Round(_)));
    for nth in 0..156 {
        keys += match nth {
            10 | 60 | 110 => count(&mut rig, "2"),
            5 | 25 | 70 | 100 | 155 => count(&mut rig, "f l"),
            _ => 0,
        };
        keys += count(&mut rig, "space");
    }
    keys += count(&mut rig, "x");
    println!("{keys} keys");
    assert!(keys <= 190, "{keys} keys");
    let rounds = rig.campus.rounds();
    let tally = rounds.tally(rig.campus.places(), rig.campus.people(), tonight(), BuildingId(13));
    assert_eq!((tally.rooms, tally.checked, tally.absent, tally.findings), (156, 156, 3, 5));
    assert_eq!(tally.present, tally.expected - 3);
    assert_eq!(rounds.unfinished().count(), 0);
    assert_eq!(rig.campus.searches().open().count(), 3);
    assert_eq!((rig.model.place, rig.model.overlays.len()), (Place::Home, 0));
}

#[test]
fn a_bed_is_absent_and_a_letter_says_it_better() {
    let mut rig = full_house();
    rig.press("w 1 2");
    let second = student_in(&rig, "101", 1);
    assert_eq!(mark(&rig, "101").unwrap().away[..], [(second, Presence::Absent)]);
    assert_eq!(at_hand(&rig), "101");
    for (key, how) in [("l", Presence::Late), ("v", Presence::Leave), ("e", Presence::Elsewhere), ("a", Presence::Absent)] {
        rig.press(key);
        assert_eq!(mark(&rig, "101").unwrap().away[..], [(second, how)], "{key}");
    }
    rig.press("2");
    assert!(mark(&rig, "101").unwrap().away.is_empty());
    rig.press("2 p");
    assert!(mark(&rig, "101").unwrap().away.is_empty());
    // A letter for nobody in particular does nothing and says so.
    rig.press("<space>");
    assert_eq!(at_hand(&rig), "102");
    rig.press("l");
    assert_eq!(mark(&rig, "102"), None);
    assert_eq!(rig.toast(), "先按床位的数字,再按状态的字母");
    rig.press("9");
    assert_eq!(rig.toast(), "没有 9 床");
}

#[test]
fn findings_come_by_a_letter_and_a_wrong_letter_marks_nothing() {
    let mut rig = full_house();
    rig.press("w 1 f f f y");
    assert_eq!(mark(&rig, "101").unwrap().findings[..], [Finding::RiceCooker, Finding::Smoking]);
    rig.press("f f");
    assert_eq!(mark(&rig, "101").unwrap().findings[..], [Finding::Smoking]);
    rig.press("<space> f a");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Finding)));
    assert!(rig.toast().contains('a'), "it is said: {}", rig.toast());
    rig.press("<esc>");
    assert_eq!((mark(&rig, "102"), rig.model.overlays.len()), (None, 0));
    rig.press("f <space>");
    assert!(mark(&rig, "102").is_some() && rig.model.overlays.is_empty(), "the big key means the room, list or no list");
}

#[test]
fn a_leave_is_filled_in_before_anybody_looks() {
    let mut rig = full_house();
    let student = student_in(&rig, "101", 0);
    let (from, until) = (rig.now.plus_minutes(-120), rig.now.plus_minutes(20 * 60));
    let asked = LeaveAsked { student, from, until, kind: LeaveKind::Home, text: "".into() };
    let leave = rig.write(Act::Leave(LeaveAct::Asked(asked))).unwrap();
    rig.write(Act::Leave(LeaveAct::Approved { leave })).unwrap();
    rig.press("w 1 <space>");
    assert_eq!(mark(&rig, "101").unwrap().away[..], [(student, Presence::Leave)]);
    // Whoever is there after all is marked present by their digit.
    rig.press("k 1");
    assert!(mark(&rig, "101").unwrap().away.is_empty());
}

#[test]
fn one_goes_by_room_by_floor_and_by_number() {
    let mut rig = full_house();
    rig.press("w 1");
    for (keys, room) in [
        ("j", "102"),
        ("<right>", "103"),
        ("k", "102"),
        ("]", "201"),
        ("]", "301"),
        ("[", "201"),
        ("<left>", "126"),
        ("g 412 <enter>", "412"),
        ("<end>", "626"),
        ("<home>", "101"),
        ("[", "101"),
    ] {
        rig.press(keys);
        assert_eq!(at_hand(&rig), room, "{keys}");
        assert!(matches!(rig.model.place, Place::Round(_)) && rig.model.overlays.is_empty());
    }
    // Another building's room is not of this round: there one looks at its sheet, and comes back.
    rig.press("g 3412 <enter>");
    assert_eq!(rig.model.place, Place::Room(rig.room("3", "412")));
    rig.press("<esc>");
    assert_eq!(at_hand(&rig), "101");
}

#[test]
fn downward_begins_at_the_top_and_a_floor_is_a_floor() {
    let mut rig = full_house();
    rig.press("w d 1");
    assert_eq!(at_hand(&rig), "601");
    let mut rig = full_house();
    rig.press("w 2");
    assert_eq!(rig.model.board.round.as_ref().unwrap().rooms.len(), 26);
}

#[test]
fn a_sample_is_that_of_its_seed() {
    let mut rig = full_house();
    rig.press("w 3 <enter> <enter>");
    let board = rig.model.board.round.clone().unwrap();
    let head = rig.campus.rounds().walk(board.seq).unwrap();
    let RoundScope::Sample { seed, pool, rooms } = &head.begun.scope else { panic!("{head:?}") };
    assert_eq!((*seed, rooms.len(), pool.len()), (7, 30, 14));
    assert_eq!(*rooms, sample(rig.campus.places(), rig.campus.people(), pool, 7, 30));
    // Too few, or no number, is said in the form.
    let mut rig = full_house();
    rig.press("w 3 <backspace> <backspace> 5 <enter> <enter>");
    let trouble = match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it.trouble.clone(),
        other => panic!("{other:?}"),
    };
    assert!(trouble.is_some_and(|it| it.contains("30")));
}

#[test]
fn going_on_after_esc_lock_or_a_new_start_is_at_the_first_room_left() {
    let mut rig = full_house();
    rig.press("w 1 <space> <space> <space> <esc>");
    assert_eq!(rig.model.place, Place::Home);
    rig.press("w");
    assert_eq!(at_hand(&rig), "104");
    rig.restart();
    assert_eq!(rig.model.place, Place::Home);
    rig.press("w");
    assert_eq!((at_hand(&rig), rig.model.board.round.as_ref().unwrap().tally.checked), ("104".into(), 3));
    // The pane and the handover lead back as well.
    rig.press("<esc> H <enter>");
    assert_eq!(at_hand(&rig), "104");
    rig.press("<esc> 7 <enter>");
    assert!(matches!(rig.model.place, Place::Round(_)));
}

#[test]
fn what_was_marked_is_taken_back_and_one_stands_there() {
    let mut rig = full_house();
    rig.press("w 1 <space> <space> 1 <space>");
    assert_eq!(rig.campus.searches().open().count(), 1);
    rig.press("u");
    assert_eq!((at_hand(&rig), mark(&rig, "103")), ("103".into(), None));
    assert_eq!(rig.campus.searches().open().count(), 0, "nobody is looked for");
    rig.press("u u");
    assert_eq!((at_hand(&rig), mark(&rig, "101")), ("101".into(), None));
    // The round itself was begun by mistake.
    rig.press("u");
    assert_eq!((rig.model.place, rig.campus.rounds().unfinished().count()), (Place::Home, 0));
}

#[test]
fn an_end_with_rooms_left_is_asked_about_and_can_be_taken_back() {
    let mut rig = full_house();
    rig.press("w 1 <space> x");
    match rig.model.overlays.last() {
        Some(Overlay::Confirm(it)) => assert!(it.question.contains("155"), "{}", it.question),
        other => panic!("{other:?}"),
    }
    rig.press("n");
    assert!(matches!(rig.model.place, Place::Round(_)));
    rig.press("x y");
    assert_eq!((rig.model.place, rig.campus.rounds().unfinished().count()), (Place::Home, 0));
    rig.press("u");
    assert_eq!(rig.campus.rounds().unfinished().count(), 1);
}

/// Another seat marks a room as everybody present.
fn other_marks(rig: &mut Rig, door: &str, absent: usize) {
    let room = rig.campus.places().room_by_door(BuildingId(13), door).unwrap();
    let mut after = rig.campus.mark_of_all_present(tonight(), room);
    after.away.push((student_in(rig, door, absent), Presence::Absent));
    let changes = vec![MarkChange { before: mark(rig, door), after: Some(after) }];
    let floor = rig.campus.places().room(room).unwrap().floor;
    let act = Act::Round(RoundAct::Marked { day: tonight(), building: BuildingId(13), floor, changes, note: "".into() });
    rig.campus.check(UserId(1), rig.now, &act).unwrap();
    let entry = Entry { seq: rig.campus.applied().next(), at: rig.now, by: UserId(1), seat: SeatId(1), act };
    rig.campus.apply(&entry);
    rig.entries.push(entry);
}

#[test]
fn what_another_seat_marked_meanwhile_is_shown_and_not_overwritten() {
    let mut rig = full_house();
    rig.press("w 1");
    // Our key is under way when the other seat's mark is applied first.
    let sent = rig.raise_key("1");
    other_marks(&mut rig, "101", 1);
    let theirs = mark(&rig, "101");
    let answers: Vec<Event> = sent.into_iter().filter_map(|it| rig.carry_out(it)).collect();
    assert!(matches!(&answers[..], [Event::Refused { why: Why::Rule(Refusal::MarkedMeanwhile(_)), .. }]), "{answers:?}");
    answers.into_iter().for_each(|it| rig.tell(it));
    assert_eq!(mark(&rig, "101"), theirs);
    assert!(rig.model.round.flying.is_empty());
    let (_, said) = rig.model.round.refused[0].clone();
    assert!(said.contains("未归"), "what stands there is said: {said}");
    assert_eq!(at_hand(&rig), "101", "keys typed ahead are not led astray");
    // The next key builds on what stands.
    rig.press("1");
    assert_eq!(mark(&rig, "101").unwrap().away.len(), 2);
    assert!(rig.model.round.refused.is_empty());
    // Rooms that the other walks are passed over.
    other_marks(&mut rig, "102", 0);
    rig.tell(Event::Changed);
    rig.press("<space>");
    assert_eq!(at_hand(&rig), "103");
}

#[test]
fn two_on_two_floors_do_not_collide() {
    let mut rig = full_house();
    rig.press("w 1 <space>");
    for door in ["301", "302", "303"] {
        other_marks(&mut rig, door, 0);
        rig.tell(Event::Changed);
        rig.press("<space>");
    }
    assert_eq!((at_hand(&rig), rig.model.round.refused.len()), ("105".into(), 0));
    assert_eq!(rig.model.board.round.as_ref().unwrap().tally.checked, 7);
}

#[test]
fn whoever_moved_out_meanwhile_is_not_marked() {
    let mut rig = full_house();
    rig.press("w 1");
    let student = student_in(&rig, "101", 0);
    let sent = rig.raise_key("1");
    let bed = rig.campus.people().student(student).unwrap().facts.bed;
    rig.write(Act::Person(PersonAct::Moved(Moved { changes: vec![BedChange { student, before: bed, after: None }], reason: "".into() })))
        .unwrap();
    let answers: Vec<Event> = sent.into_iter().filter_map(|it| rig.carry_out(it)).collect();
    assert!(matches!(&answers[..], [Event::Refused { why: Why::Rule(Refusal::NotInRoom { .. }), .. }]), "{answers:?}");
    answers.into_iter().for_each(|it| rig.tell(it));
    assert_eq!((mark(&rig, "101"), rig.model.round.refused.len()), (None, 1));
}

/// A seat whose disk answers only every so many keys: effects are carried out in their order, answers come late.
struct Slow {
    rig: Rig,
    waiting: VecDeque<Effect>,
}

impl Slow {
    fn key(&mut self, key: &str) {
        let sent = self.rig.raise_key(key);
        self.waiting.extend(sent);
        self.rig.now = Stamp(self.rig.now.0 + 1);
    }

    fn answer(&mut self, most: usize) {
        for _ in 0..most {
            let Some(effect) = self.waiting.pop_front() else { return };
            let Some(event) = self.rig.carry_out(effect) else { continue };
            let sent = self.rig.raise(event);
            self.waiting.extend(sent);
        }
    }
}

#[test]
fn a_storm_of_keys_loses_and_reorders_nothing() {
    let mut slow = Slow { rig: full_house(), waiting: VecDeque::new() };
    // Everything is typed, a key a millisecond, from the two that begin the round on; the disk answers every seventh key, if at all.
    let mut keys: Vec<&str> = vec!["w", "1"];
    for room in 0..156 {
        match room % 13 {
            3 => keys.extend(["1", "l"]),
            5 => keys.extend(["2", "2", "2"]),
            7 => keys.extend(["f", "l", "f", "y", "f", "l"]),
            9 => keys.extend(["1", "space", "u"]),
            _ => {}
        }
        keys.push("space");
    }
    for (nth, key) in keys.iter().enumerate() {
        slow.key(key);
        if nth % 7 == 6 {
            slow.answer(3);
        }
    }
    slow.answer(usize::MAX);
    assert!(slow.rig.model.pending.is_empty() && slow.rig.model.held.is_empty() && slow.rig.model.round.flying.is_empty());
    assert_eq!(slow.rig.model.round.refused, vec![]);

    // The same keys with a disk that answers at once leave the same marks.
    let mut quick = full_house();
    keys.iter().for_each(|key| {
        count(&mut quick, key);
    });
    let marks = |rig: &Rig| {
        let sheets = rig.campus.rounds().sheets().iter().flat_map(|it| it.marks.clone());
        let mut marks: Vec<RoomMark> = sheets.collect();
        marks.sort_by_key(|it| it.room);
        marks
    };
    assert_eq!(marks(&slow.rig).len(), 156);
    assert_eq!(marks(&slow.rig), marks(&quick));
    assert_eq!(slow.rig.model.round.room, quick.model.round.room);
}

#[test]
fn a_room_whose_key_is_not_on_disk_is_shown_as_such() {
    let mut slow = Slow { rig: full_house(), waiting: VecDeque::new() };
    slow.key("w");
    slow.key("1");
    slow.answer(usize::MAX);
    slow.key("2");
    let room = slow.rig.model.round.room.unwrap();
    assert!(slow.rig.model.round.is_flying(room));
    assert_eq!(mark(&slow.rig, "101"), None);
    assert_eq!(slow.rig.model.board.round.as_ref().unwrap().tally.checked, 0, "only what is on disk is counted");
    slow.answer(usize::MAX);
    assert!(!slow.rig.model.round.is_flying(room));
    assert_eq!(slow.rig.model.board.round.as_ref().unwrap().tally.absent, 1);
}

#[test]
fn a_disk_that_fails_leaves_the_room_as_it_was() {
    let mut rig = full_house();
    rig.press("w 1");
    let sent = rig.raise_key("2");
    let token = match &sent[..] {
        [Effect::Submit { token, .. }] => *token,
        other => panic!("{other:?}"),
    };
    rig.tell(Event::Refused { token, why: Why::Storage("磁盘满了".into()) });
    assert_eq!((mark(&rig, "101"), rig.model.round.flying.len(), rig.model.round.refused.len()), (None, 0, 1));
    rig.tell(Event::Refused { token: Token(9_999), why: Why::Storage("".into()) });
}

#[test]
fn a_note_is_written_about_the_room() {
    let mut rig = full_house();
    rig.press("w 1 n").type_in("插线板已收走").press("<enter>");
    let room = rig.model.round.room.unwrap();
    assert_eq!(rig.campus.rounds().remarks(rig.campus.places(), tonight(), room).count(), 1);
    assert!(rig.model.overlays.is_empty());
}
