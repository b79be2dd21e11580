//! Looking for a student who was not in their room.

use super::rounds::{mark, marked};
use super::*;

const WHO: StudentId = StudentId(0);

/// A night in which the first student is marked absent.
fn missing() -> (Life, Day, Seq) {
    let mut life = Life::new();
    let day = life.today();
    let seq = life.does(marked(day, None, Some(mark(&[(0, Presence::Absent)]))));
    (life, day, seq)
}

fn state(life: &Life, day: Day) -> SearchState {
    life.campus.searches().get(day, WHO).unwrap().state
}

fn stepped(day: Day, step: LadderStep, at: Stamp) -> Act {
    Act::Search(SearchAct::Stepped { day, student: WHO, step, at, outcome: CallOutcome::NoAnswer, text: "".into() })
}

fn found(day: Day, at: Stamp) -> Act {
    Act::Search(SearchAct::Found { day, student: WHO, at, text: "网吧".into() })
}

fn opened_from(life: &Life, day: Day, student: u32, named: u32) -> Act {
    let opened = IncidentOpened {
        severity: Severity::Serious,
        category: Category::Missing,
        happened: life.now,
        place: Some(Spot::Room(RoomId(0))),
        students: [StudentId(named)].into_iter().collect(),
        tags: Vec::new(),
        text: "查寝未归".into(),
    };
    Act::Incident(IncidentAct::OpenedFrom { day, student: StudentId(student), opened })
}

#[test]
fn an_absence_begins_a_search_and_the_ladder_says_what_is_next() {
    let (mut life, day, seq) = missing();
    let ladder = &life.campus.presets().rules().ladder;
    let head = life.campus.searches().get(day, WHO).unwrap();
    assert_eq!((head.seq, head.since, head.by, head.room, head.state), (seq, life.now, ME, RoomId(0), SearchState::Open));
    assert_eq!(head.next_step(ladder), Some((LadderStep::Student, life.now)));
    assert_eq!(ladder.incident_due(day, head.since, DEFAULT_ZONE), day.plus(1).at(DEFAULT_ZONE, 1, 0));
    let now = life.now;
    life.does(stepped(day, LadderStep::Student, now));
    life.does(stepped(day, LadderStep::Counselor, now));
    let head = life.campus.searches().get(day, WHO).unwrap();
    let next = head.next_step(&life.campus.presets().rules().ladder);
    assert_eq!(next, Some((LadderStep::RoomMates, now.plus_minutes(5))), "the first that nobody took");
    assert_eq!(life.tries(ME, stepped(day, LadderStep::Parents, now.plus_minutes(6))), Err(Refusal::InFuture));
    let nobody = SearchAct::Found { day, student: StudentId(1), at: now, text: "".into() };
    assert_eq!(life.tries(ME, Act::Search(nobody)), Err(Refusal::NoSuchSearch { day, student: StudentId(1) }));
}

#[test]
fn taking_the_mark_back_drops_the_search_and_it_is_no_more_to_be_walked() {
    let (mut life, day, seq) = missing();
    life.undoes(seq).unwrap();
    assert_eq!((state(&life, day), life.campus.searches().open().count()), (SearchState::Dropped, 0));
    let now = life.now;
    assert_eq!(life.tries(ME, stepped(day, LadderStep::Student, now)), Err(Refusal::NoSuchSearch { day, student: WHO }));
    // Marked once more, it goes on.
    life.does(marked(day, None, Some(mark(&[(0, Presence::Absent)]))));
    assert_eq!((state(&life, day), life.campus.searches().heads().len()), (SearchState::Open, 1));
}

#[test]
fn who_comes_late_after_all_is_found() {
    let (mut life, day, _) = missing();
    life.now = life.now.plus_minutes(20);
    life.does(marked(day, Some(mark(&[(0, Presence::Absent)])), Some(mark(&[(0, Presence::Late)]))));
    assert_eq!(state(&life, day), SearchState::Found(life.now));
    assert_eq!(life.campus.searches().open().count(), 0);
    let now = life.now;
    assert_eq!(life.tries(ME, found(day, now)), Err(Refusal::SearchOver { day, student: WHO }));
}

#[test]
fn found_closes_it_and_can_be_taken_back() {
    let (mut life, day, _) = missing();
    let now = life.now;
    let seq = life.does(found(day, now));
    assert_eq!(state(&life, day), SearchState::Found(now));
    assert_eq!(life.campus.searches().get(day, WHO).unwrap().found, Some(seq));
    life.undoes(seq).unwrap();
    assert_eq!((state(&life, day), life.campus.searches().open().count()), (SearchState::Open, 1));
}

#[test]
fn what_was_found_by_hand_stays_found_when_the_mark_changes() {
    let (mut life, day, _) = missing();
    let now = life.now;
    life.does(found(day, now));
    life.now = now.plus_minutes(30);
    life.does(marked(day, Some(mark(&[(0, Presence::Absent)])), Some(mark(&[(0, Presence::Late)]))));
    assert_eq!(state(&life, day), SearchState::Found(now), "the first time counts");
}

#[test]
fn it_becomes_an_incident_once_only() {
    let (mut life, day, _) = missing();
    let stranger = opened_from(&life, day, 0, 1);
    assert_eq!(life.tries(ME, stranger), Err(Refusal::NoSuchSearch { day, student: WHO }), "the incident must be about them");
    let none = opened_from(&life, day, 1, 1);
    assert_eq!(life.tries(ME, none), Err(Refusal::NoSuchSearch { day, student: StudentId(1) }));
    let act = opened_from(&life, day, 0, 0);
    let incident = life.does(act.clone());
    assert_eq!(life.campus.searches().get(day, WHO).unwrap().incident, Some(incident));
    assert_eq!(life.campus.incidents().get(incident).unwrap().category, Category::Missing);
    assert_eq!(life.tries(OTHER, act), Err(Refusal::SearchOver { day, student: WHO }), "two seats at the set hour");
}

#[test]
fn an_incident_that_was_a_mistake_lets_the_search_become_another() {
    let (mut life, day, _) = missing();
    let act = opened_from(&life, day, 0, 0);
    let incident = life.does(act.clone());
    life.undoes(incident).unwrap();
    let again = life.does(act.clone());
    assert_eq!(life.campus.searches().get(day, WHO).unwrap().incident, Some(again));
    assert_eq!(life.tries(ME, act), Err(Refusal::SearchOver { day, student: WHO }));
}
