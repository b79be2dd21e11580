//! The request desk by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::{Overlay, Purpose};
use crate::tui::model::{GridView, List, Place, RequestScope};
use crate::tui::msg::Event;

fn head(rig: &Rig) -> &RequestHead {
    rig.campus.requests().heads().last().unwrap()
}

/// A leak in the room of 张三: two keys beyond the words.
fn with_request() -> Rig {
    let mut rig = Rig::new();
    rig.press("r").type_in("2023010412 卫生间漏水").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    rig
}

#[test]
fn it_is_opened_with_two_keys_and_routed_by_its_words() {
    let rig = with_request();
    let (it, room) = (head(&rig), rig.room("3", "412"));
    assert_eq!((it.kind, &*it.office, it.state), (RequestKind::Repair, "后勤处", RequestState::New));
    assert_eq!((it.student, it.place.clone()), (Some(rig.student("2023010412")), Some(Spot::Room(room))), "where they live");
    assert_eq!(it.due, rig.now.plus_minutes(30), "a leak is urgent");
    assert!(rig.toast().contains("后勤处"), "{}", rig.toast());
}

#[test]
fn the_dorm_grid_says_which_rooms_wait_for_an_answer_and_which_too_long() {
    let mut rig = with_request();
    let room = rig.room("3", "412");
    rig.press("g 3412 <enter> <esc> o o o");
    assert_eq!(rig.model.dorm.view, GridView::Requests);
    let cell = |rig: &Rig| *rig.model.board.grid.floors.iter().flat_map(|it| &it.cells).find(|it| it.room == room).unwrap();
    assert_eq!((cell(&rig).requests, cell(&rig).overdue, cell(&rig).speaks(GridView::Requests)), (1, 0, true));
    rig.now = rig.now.plus_minutes(31);
    rig.tell(Event::Tick);
    assert_eq!((cell(&rig).requests, cell(&rig).overdue), (1, 1), "a leak is answered within half an hour");
    rig.press("Q s s s").type_in("换了阀门").press("<enter>");
    assert_eq!((cell(&rig).requests, cell(&rig).speaks(GridView::Requests)), (0, false));
}

#[test]
fn from_new_to_closed_and_back_one_key_a_step() {
    let mut rig = with_request();
    rig.press("Q");
    assert_eq!((rig.model.place, rig.model.board.requests.rows.len()), (Place::Requests, 1));
    rig.press("s s");
    assert_eq!(head(&rig).state, RequestState::InHand);
    rig.press("s <enter>");
    assert_eq!(head(&rig).state, RequestState::InHand, "an answer is in words");
    rig.type_in("换了阀门").press("<enter>");
    assert_eq!((head(&rig).state, rig.model.overlays.len()), (RequestState::Answered, 0));
    assert_eq!(rig.model.board.requests.rows.len(), 0, "nothing is owed any more");
    rig.press("u");
    assert_eq!(head(&rig).state, RequestState::InHand, "the answer is taken back");
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Request(head(&rig).seq));
    rig.press("a").type_in("换了阀门").press("<enter>");
    rig.press("s");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(it)) if it.purpose == Purpose::RateRequest(head(&rig).seq)));
    rig.press("4 <enter>");
    assert_eq!((head(&rig).state, head(&rig).rating().map(|it| it.1)), (RequestState::Rated, Some(4)));
    rig.press("R").type_in("还漏").press("<enter>");
    assert_eq!((head(&rig).state, head(&rig).rating()), (RequestState::InHand, None));
    rig.press("u");
    assert_eq!((head(&rig).state, head(&rig).rating().map(|it| it.1)), (RequestState::Rated, Some(4)));
    rig.press("c");
    assert_eq!(head(&rig).state, RequestState::Closed);
}

#[test]
fn it_is_given_to_another_service_and_closed_with_a_reason() {
    let mut rig = with_request();
    rig.press("Q d 1 <enter>");
    assert_ne!(&*head(&rig).office, "后勤处");
    rig.press("u");
    assert_eq!(&*head(&rig).office, "后勤处");
    rig.press("c <enter>");
    assert!(head(&rig).state.is_open(), "why it is not answered has to be said");
    rig.type_in("学生撤回").press("<enter>");
    assert_eq!(head(&rig).state, RequestState::Closed);
    rig.press("s");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-no-request"), "it stands in the list of all only");
}

#[test]
fn the_scopes_turn_and_the_services_are_counted() {
    let mut rig = with_request();
    rig.press("Q o o");
    assert_eq!((rig.model.request_scope, rig.model.board.requests.rows.len()), (RequestScope::All, 1));
    rig.press("o");
    let services = &rig.model.board.requests.services;
    assert_eq!(services.iter().map(|it| (it.office.as_str(), it.count, it.open)).collect::<Vec<_>>(), [("后勤处", 1, 1)]);
    rig.press("j k");
    assert_eq!(rig.model.cursor(List::Requests).at, 0);
}

#[test]
fn a_request_of_a_student_stands_on_their_sheet() {
    let mut rig = with_request();
    let (student, seq) = (rig.student("2023010412"), head(&rig).seq);
    rig.press("g 3412 <enter> <enter>");
    assert_eq!(rig.model.place, Place::Student(student));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Request(seq));
    rig.press("r");
    let named = rig.capture().line.text().to_owned();
    assert!(named.starts_with("张三"), "{named}");
}
