use super::rig::Rig;
use crate::campus::*;
use crate::tui::model::Place;
use crate::tui::scheduling::{ScheduleView, Whose};

fn day(month: u32, day: u32) -> Day {
    Day::ymd(2026, month, day).unwrap()
}

#[test]
fn the_schedule_is_walked_by_day_post_month_and_view() {
    let mut rig = Rig::new();
    rig.press("Z");
    assert_eq!((rig.model.place, rig.model.schedule.day), (Place::Schedule, day(11, 23)));
    rig.press("j l");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(11, 24), 1));
    rig.press("l ]");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(12, 24), 1), "there are two seats");
    rig.press("[ <pageup> <home>");
    assert_eq!(rig.model.schedule.day, day(10, 1));
    rig.press(". o");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.view), (day(11, 23), ScheduleView::Week));
    rig.press("l k");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.column), (day(11, 24), 0), "days go across, posts down");
    rig.press("o j o O O O");
    assert_eq!((rig.model.schedule.day, rig.model.schedule.view), (day(12, 24), ScheduleView::Month));
}

#[test]
fn one_person_or_one_post_is_picked_out() {
    let mut rig = Rig::new();
    rig.press("Z p");
    assert_eq!(rig.model.schedule.whose, Whose::Mine);
    rig.press("p");
    assert_eq!(rig.model.schedule.whose, Whose::Of(UserId(1)), "Chen leads tonight");
    rig.press("p s");
    assert_eq!((rig.model.schedule.whose, rig.model.schedule.site), (Whose::All, Some(Post::Leader)));
    rig.press("s");
    assert_eq!((rig.model.schedule.site, rig.model.schedule.column), (Some(Post::Workroom(CommunityId(0))), 1));
    rig.press("s");
    assert_eq!(rig.model.schedule.site, None);
}

#[test]
fn what_we_want_of_a_day_goes_round() {
    let mut rig = Rig::new();
    rig.press("Z j j");
    let wants = |rig: &Rig| rig.campus.duty().preference_of(UserId(0), day(11, 25));
    for expected in [Some(Preference::Avoid), Some(Preference::Wish), None, Some(Preference::Avoid)] {
        rig.press("v");
        assert_eq!(wants(&rig), expected);
    }
    rig.press("u");
    assert_eq!(wants(&rig), None, "it can be taken back");
}

#[test]
fn tonights_gaps_and_conflicts_are_counted() {
    let mut rig = Rig::new();
    rig.press("Z");
    // Between the 23rd and the 1st of December somebody should be there; in November that is tonight alone.
    assert_eq!((rig.model.board.schedule.gaps, rig.model.board.schedule.conflicts), (0, 0));
    let leave = Wanted::Leave { from: day(12, 1), until: day(12, 3), kind: LeaveKind::Sick };
    let asked = ChangeAct::Asked { user: UserId(0), wanted: leave, emergency: false, text: "病".into() };
    let change = rig.write(Act::Change(asked)).unwrap();
    rig.model.seat.user = UserId(1);
    rig.write(Act::Change(ChangeAct::Approved { change })).unwrap();
    rig.model.seat.user = UserId(0);
    rig.press("]");
    assert_eq!(rig.model.board.schedule.conflicts, 1, "the leave speaks against the first of December");
}
