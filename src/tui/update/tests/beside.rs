//! The sheet beside a list: there on a wide screen only, following the cursor, opening nothing that takes an act.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::input::Input;
use crate::tui::model::{List, Place};
use crate::tui::msg::Event;
use crate::tui::view::{CommunityRow, WIDE};

fn wide() -> Rig {
    let mut rig = Rig::new();
    rig.tell(Event::Input(Input::Resize(WIDE, 50)));
    rig
}

fn shown(rig: &Rig) -> Option<Option<Place>> {
    rig.model.beside.as_ref().map(|it| it.place)
}

#[test]
fn the_sheet_follows_the_cursor_and_enter_goes_where_it_is() {
    let mut rig = wide();
    rig.press("t").type_in("2023010413 心理 睡不好").press("<enter>");
    let talk = rig.talks()[0].seq;
    rig.press("5");
    assert_eq!(rig.model.place, Place::Students);
    for at in 0..rig.model.board.students.len() {
        let student = rig.model.board.students[at];
        assert_eq!(shown(&rig), Some(Some(Place::Student(student))));
        let rows = rig.model.beside.as_ref().unwrap().student.len();
        assert_eq!(rows, usize::from(student == rig.student("2023010413")), "what the sheet lists is that student's");
        rig.press("<down>");
    }
    // The words of what it lists were asked for as on the sheet itself.
    assert!(rig.model.texts.get(talk).is_some());
    rig.press("g g <enter>");
    assert_eq!(rig.model.place, Place::Student(rig.model.board.students[0]));
}

#[test]
fn a_narrow_window_and_a_list_that_opens_nothing_have_none() {
    let mut rig = wide();
    rig.press("5");
    rig.tell(Event::Input(Input::Resize(WIDE - 1, 50)));
    assert_eq!(shown(&rig), None);
    rig.tell(Event::Input(Input::Resize(WIDE, 50)));
    assert!(shown(&rig).is_some());
    for keys in ["1", "8", "0 t", "0 b", "0 k", "Z", "0 s"] {
        rig.press(keys);
        assert_eq!(shown(&rig), None, "{keys}: {:?}", rig.model.place);
    }
    rig.press("5 <ctrl-l>");
    assert_eq!(shown(&rig), None, "behind the lock nothing stands beside anything");
}

/// Moving about writes nothing and asks the desk for nothing but words to be read.
#[test]
fn the_cursor_alone_puts_nothing_on_record() {
    let mut rig = wide();
    rig.press("t").type_in("2023010413 心理 睡不好").press("<enter>");
    let (entries, effects) = (rig.entries.len(), rig.effects.len());
    for keys in ["5", "K", "Y", "Q", "0 a", "0 f", "0 y", "0 i", "0 l", "0 z", "0 p", "M"] {
        rig.press(keys).press("<down> <down> <up> <down>");
    }
    assert_eq!((rig.entries.len(), rig.effects.len()), (entries, effects), "{:?}", &rig.effects[effects..]);
    assert!(rig.model.revealed.is_empty() && rig.model.glass.is_none());
}

/// A row without a sheet leaves the place of one empty, so that the list does not jump; and the way back finds the row again.
#[test]
fn people_of_the_communities_open_beside_and_the_way_back_finds_them() {
    let mut rig = wide();
    let mentor = Fellow {
        kind: FellowKind::StudyMentor,
        name: "王建华".into(),
        student: None,
        community: Some(CommunityId(0)),
        office: "信息工程系".into(),
        branch: None,
        secretary: false,
        students: vec![rig.student("2023010412"), rig.student("2023010413")],
        text: "高等数学".into(),
    };
    rig.as_role(Role::DutyLeader);
    rig.write(Act::Community(CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(mentor)) })).unwrap();
    rig.press("0 l");
    let rows = rig.model.board.community.rows.clone();
    assert!(matches!(rows[0], CommunityRow::Sponsor(_)), "{rows:?}");
    assert_eq!(shown(&rig), Some(None));
    let at = rows.iter().position(|it| matches!(it, CommunityRow::Fellow(_))).unwrap();
    rig.press(&"<down> ".repeat(at));
    let beside = rig.model.beside.as_ref().unwrap();
    assert!(matches!(beside.place, Some(Place::Community(it)) if it.opened.is_some()));
    let mentees = beside.community.rows.iter().filter(|it| matches!(it, CommunityRow::Mentee(_))).count();
    assert_eq!(mentees, 2);
    // Both are the same list: the row one came from is under the cursor again.
    rig.press("<enter> <down> <down> <esc>");
    assert_eq!(rig.model.cursor(List::Community).at, at);
}
