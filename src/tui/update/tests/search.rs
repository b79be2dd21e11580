use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::Overlay;
use crate::tui::model::Place;
use crate::tui::msg::Event;
use crate::tui::view::TimerKind;

/// A seat that has marked 张三 absent at 21:48 and stands at the search.
fn missing() -> Rig {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> w 1 1 M <enter>");
    assert_eq!(rig.model.place, Place::Search(day(), zhang(&rig)));
    rig
}

fn day() -> Day {
    Day::ymd(2026, 11, 23).unwrap()
}

fn zhang(rig: &Rig) -> StudentId {
    rig.student("2023010412")
}

fn head(rig: &Rig) -> SearchHead {
    rig.campus.searches().get(day(), zhang(rig)).unwrap().clone()
}

fn clock(rig: &mut Rig, at: Stamp) {
    rig.now = at;
    rig.tell(Event::Tick);
}

#[test]
fn the_ladder_is_walked_by_one_key_a_step() {
    let mut rig = missing();
    rig.press("1");
    assert_eq!(head(&rig).steps.last().map(|it| (it.step, it.outcome)), Some((LadderStep::Student, CallOutcome::NoAnswer)));
    rig.press("2");
    assert_eq!(head(&rig).steps.last().map(|it| (it.step, it.outcome)), Some((LadderStep::RoomMates, CallOutcome::Answered)));
    // Enter asks for words as well; a digit goes on to them.
    rig.press("<enter> 3").type_in("李老师去找").press("<enter>");
    assert_eq!(head(&rig).steps.last().map(|it| (it.step, it.outcome)), Some((LadderStep::Counselor, CallOutcome::Told)));
    let seq = head(&rig).steps.last().unwrap().seq;
    let entry = rig.entries.iter().find(|it| it.seq == seq).unwrap();
    assert!(matches!(&entry.act, Act::Search(SearchAct::Stepped { text, .. }) if &**text == "李老师去找"));
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn found_closes_it_from_the_search_and_from_the_list() {
    let mut rig = missing();
    rig.press("F").type_in("在图书馆").press("<enter>");
    assert!(!head(&rig).is_open());
    assert!(rig.model.board.sought.is_empty());
    rig.press("u");
    assert!(head(&rig).is_open());
    rig.press("<esc> F <enter>");
    assert!(!head(&rig).is_open());
}

#[test]
fn a_number_is_shown_once_the_look_is_on_record_and_goes_with_one() {
    let mut rig = missing();
    rig.press("p");
    assert_eq!(rig.model.revealed.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), ["13800000000"]);
    assert!(rig.entries.iter().any(|it| matches!(&it.act, Act::Custody(CustodyAct::Revealed { what: NumberKind::Phone, .. }))));
    // The same number twice is one look.
    let before = rig.entries.len();
    rig.press("p");
    assert_eq!(rig.entries.len(), before);
    // At the step of the room-mates it is theirs.
    rig.press("j p");
    assert_eq!(rig.model.revealed.last().map(|it| it.student), Some(rig.student("2023010413")));
    assert!(!format!("{:?}", rig.model.revealed).contains("13800000000"));
    rig.press("<esc>");
    assert!(rig.model.revealed.is_empty());
}

#[test]
fn at_the_set_hour_it_becomes_an_incident_by_itself_and_once() {
    let mut rig = missing();
    rig.press("1 2 <esc> <esc>");
    let due = day().plus(1).at(DEFAULT_ZONE, 1, 0);
    clock(&mut rig, due.plus_minutes(-1));
    assert_eq!(rig.campus.incidents().heads().len(), 0);
    assert_eq!(rig.model.board.timer.map(|it| it.kind), Some(TimerKind::SearchDue(day(), zhang(&rig))));
    rig.model.toasts.clear();
    assert_eq!(rig.model.wake_at(), Stamp(rig.now.0 + 1_000), "the last minute is counted in seconds, up to that very moment");
    clock(&mut rig, due);
    let incidents = rig.campus.incidents().heads();
    assert_eq!(incidents.len(), 1);
    let it = &incidents[0];
    assert_eq!(
        (it.severity, it.category, it.place.clone()),
        (Severity::Serious, Category::Missing, Some(Spot::Room(rig.room("3", "412"))))
    );
    assert_eq!(&it.students[..], [zhang(&rig)]);
    assert_eq!(head(&rig).incident, Some(it.seq));
    let entry = rig.entries.iter().find(|entry| entry.seq == it.seq).unwrap();
    let Act::Incident(IncidentAct::OpenedFrom { opened, .. }) = &entry.act else { panic!("{entry:?}") };
    for part in ["张三", "2023010412", "3#412", "21:48", "联系本人", "未接", "询问室友", "接通", "张敏"] {
        assert!(opened.text.contains(part), "{part}: {}", opened.text);
    }
    assert!(!opened.text.contains("晚了"), "{}", opened.text);
    for minutes in 1..10 {
        clock(&mut rig, due.plus_minutes(minutes));
    }
    rig.restart();
    clock(&mut rig, due.plus_minutes(11));
    assert_eq!(rig.campus.incidents().heads().len(), 1);
    // `u` takes back what the person did, not what happened by itself.
    rig.press("u");
    assert_eq!(rig.campus.incidents().open().count(), 1);
}

#[test]
fn a_program_that_was_closed_then_says_how_late_it_is() {
    let mut rig = missing();
    rig.now = day().plus(1).at(DEFAULT_ZONE, 4, 30);
    rig.restart();
    rig.tell(Event::Tick);
    assert_eq!(rig.campus.incidents().heads().len(), 1);
    let entry = rig.entries.last().unwrap();
    let Act::Incident(IncidentAct::OpenedFrom { opened, .. }) = &entry.act else { panic!("{entry:?}") };
    assert!(opened.text.contains("01:00") && opened.text.contains("3小时30分"), "{}", opened.text);
}

#[test]
fn what_was_left_open_long_ago_is_no_news_of_tonight() {
    let mut rig = missing();
    rig.now = day().plus(3).at(DEFAULT_ZONE, 22, 0);
    rig.restart();
    rig.tell(Event::Tick);
    assert_eq!((rig.campus.incidents().heads().len(), rig.model.board.sought.len()), (0, 1));
    rig.now = day().plus(31).at(DEFAULT_ZONE, 22, 0);
    rig.restart();
    rig.tell(Event::Tick);
    assert_eq!(rig.model.board.sought.len(), 0);
}

#[test]
fn it_is_made_an_incident_at_once_by_hand() {
    let mut rig = missing();
    rig.press("I");
    assert_eq!(rig.campus.incidents().heads().len(), 1);
    rig.press("!");
    assert_eq!(rig.campus.incidents().heads().len(), 1, "the campus refuses a second");
    assert!(!rig.toast().is_empty());
}

#[test]
fn a_locked_seat_does_its_duty_and_says_nothing() {
    let mut rig = missing();
    rig.press("<ctrl-l>");
    clock(&mut rig, day().plus(1).at(DEFAULT_ZONE, 1, 0));
    assert_eq!(rig.campus.incidents().heads().len(), 1);
    assert!(rig.model.toasts.is_empty() && rig.model.revealed.is_empty());
}

#[test]
fn the_next_step_is_the_next_timer_and_is_said_when_it_is_due() {
    let mut rig = missing();
    rig.press("1");
    let timer = rig.model.board.timer.unwrap();
    assert_eq!(timer.kind, TimerKind::Rung(day(), zhang(&rig), LadderStep::RoomMates));
    clock(&mut rig, timer.at);
    assert!(rig.toast().contains("询问室友"), "{}", rig.toast());
}

#[test]
fn nobody_missing_is_said() {
    let mut rig = Rig::new();
    rig.press("M <enter> F I");
    assert_eq!(rig.model.place, Place::Missing);
    assert!(!matches!(rig.model.overlays.last(), Some(Overlay::Form(_))));
}
