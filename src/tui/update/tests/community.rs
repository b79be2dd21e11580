//! The communities by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::{CaptureForm, Overlay};
use crate::tui::model::{CommunityView, Place};
use crate::tui::view::CommunityRow;

fn view(rig: &Rig) -> CommunityView {
    match rig.model.place {
        Place::Community(it) => it.view,
        place => panic!("{place:?}"),
    }
}

fn with_room() -> Rig {
    let mut rig = Rig::new();
    let room = Venue {
        name: "活动室".into(),
        kind: VenueKind::ActivityRoom,
        community: None,
        spot: "".into(),
        seats: 30,
        hours: vec![OpenHours { days: 127, from: 480, until: 1_320 }],
    };
    rig.write(Act::Venue(VenueAct::Set { venue: None, before: None, after: Some(Box::new(room)) })).unwrap();
    rig
}

#[test]
fn a_place_is_booked_in_one_line_and_what_is_free_is_said() {
    let mut rig = with_room();
    rig.press("0 p b").type_in("明天 14:00-16:00 25人 数学社 例会").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let it = rig.campus.venues().bookings().last().unwrap().clone();
    assert_eq!((it.from, it.until, it.count, &*it.who), (840, 960, 25, "数学社"));
    rig.press("b").type_in("明天 15:00-17:00 棋社").press("<enter>");
    assert_eq!(rig.campus.venues().bookings().len(), 1, "nobody has a place that somebody has");
    rig.press("<esc> o n");
    assert_eq!(view(&rig), CommunityView::Day);
    assert!(rig.model.board.community.rows.contains(&CommunityRow::Booking(it.seq)), "{:?}", rig.model.board.community.rows);
    rig.press("j D").type_in("改期").press("<enter>");
    assert!(rig.campus.venues().booking(it.seq).unwrap().withdrawn);
    rig.press("u");
    assert!(!rig.campus.venues().booking(it.seq).unwrap().withdrawn);
    rig.press("o");
    assert_eq!(view(&rig), CommunityView::Week);
}

#[test]
fn a_request_is_opened_from_an_item_of_the_catalogue() {
    let mut rig = Rig::new();
    rig.press("0 s <enter>");
    let Some(Overlay::Capture(it)) = rig.model.overlays.last() else { panic!("{:?}", rig.model.overlays) };
    assert_eq!(it.form, CaptureForm::Request);
    let item = rig.model.board.community.items[0].clone();
    assert!(it.line.text().contains(&*item.name), "{}", it.line.text());
    rig.type_in("2023010412 ").press("<enter>");
    let head = rig.campus.requests().heads().last().unwrap();
    assert_eq!((head.kind, &*head.office, head.due), (item.kind, &*item.office, rig.now.plus_minutes(item.minutes.into())));
}

#[test]
fn a_task_is_done_with_one_key_and_people_stand_in_one_view() {
    let mut rig = Rig::new();
    let day = rig.now.day(rig.campus.zone());
    let task = Task {
        kind: TaskKind::Plate,
        what: "挂牌".into(),
        system: 17,
        community: None,
        venue: None,
        lead: "宣传部".into(),
        with: "".into(),
        due: day.plus(-1),
        done: None,
    };
    rig.write(Act::Community(CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(task)) })).unwrap();
    rig.press("0 p o o o");
    assert_eq!((view(&rig), rig.model.board.community.overdue), (CommunityView::Tasks, 1));
    rig.press("x");
    assert_eq!(rig.model.board.community.overdue, 0);
    let (office, text) = ("信息系".into(), "高数".into());
    let mentor = Fellow {
        kind: FellowKind::StudyMentor,
        name: "王建国".into(),
        student: None,
        community: None,
        branch: Some(Branch::Ideology),
        secretary: true,
        office,
        text,
        students: vec![rig.student("2023010412")],
    };
    rig.write(Act::Community(CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(mentor)) })).unwrap();
    rig.press("0 l o m").type_in("2023010412").press("<enter> <enter> <enter>");
    assert_eq!(rig.campus.communities().meetings().count(), 1);
    rig.press("0 z <enter>");
    assert_eq!(rig.model.board.community.rows.len(), 1, "the branch opens to its members");
}
