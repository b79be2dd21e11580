//! Looking back by keys alone: the time is asked for, and on what it shows nothing is written.

use super::rig::Rig;
use crate::campus::{Day, Seq};
use crate::tui::effect::Effect;
use crate::tui::layer::{Overlay, Purpose};
use crate::tui::model::Place;
use crate::tui::msg::Event;

#[test]
fn the_time_is_asked_for_and_said_before_it_is_gone_to() {
    let mut rig = Rig::new();
    rig.press("@").type_in("昨天 8:05");
    let Some(Overlay::Form(form)) = rig.model.overlays.last() else { panic!("{:?}", rig.model.overlays) };
    assert_eq!(form.purpose, Purpose::LookBack);
    let zone = rig.campus.zone();
    let day: Day = rig.now.day(zone).plus(-1);
    let said = form.check.as_ref().map(|(_, it)| it.clone()).unwrap();
    assert!(said.ends_with("08:05") && said.starts_with(&day.date().to_string()), "{said}");
    rig.press("<enter>");
    assert_eq!(rig.effects, [Effect::LookBack(day.at(zone, 8, 5))]);
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn what_is_no_time_behind_us_is_told_and_stays_to_be_mended() {
    let mut rig = Rig::new();
    for typed in ["以后再说", "2099-01-01", "2026-13-45"] {
        rig.press("@").type_in(typed).press("<enter>");
        assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(it)) if it.trouble.is_some()), "{typed}");
        assert!(rig.effects.is_empty());
        rig.press("<esc>");
    }
}

#[test]
fn nothing_is_written_on_the_past() {
    let mut rig = Rig::new();
    rig.model.past = Some(rig.now);
    let before = rig.campus.applied();
    for keys in ["t", "i", "r", "U"] {
        rig.press(keys);
        assert!(rig.model.overlays.is_empty(), "{keys}: {:?}", rig.model.overlays);
        assert!(rig.toast().contains("过去"), "{keys}: {}", rig.toast());
    }
    rig.press("4 !").press("3 b");
    assert_eq!((rig.campus.applied(), rig.model.overlays.len()), (before, 0));
    rig.press("@");
    assert_eq!(rig.model.overlays.len(), 1, "but one may go to another time");
}

#[test]
fn the_way_back_leads_over_the_home_screen() {
    let mut rig = Rig::new();
    rig.model.past = Some(rig.now);
    rig.press("5 <esc>");
    assert_eq!((rig.model.place, rig.effects.len()), (Place::Home, 0));
    rig.press("<esc>");
    assert_eq!(rig.effects, [Effect::Present]);
    rig.effects.clear();
    rig.press("<ctrl-q>");
    assert_eq!(rig.effects, [Effect::Present], "whoever leaves comes to the present first");
    assert!(!rig.model.quit);
}

#[test]
fn deadlines_of_the_past_ring_no_more() {
    let mut rig = Rig::new();
    rig.press("i").type_in("3-412 电路起火 !1").press("<enter>");
    rig.model.past = Some(rig.now);
    rig.now = rig.now.plus_minutes(90);
    rig.model.looked = None;
    let before = rig.campus.applied();
    rig.tell(Event::Changed);
    assert_eq!((rig.campus.applied(), rig.model.alarm.clone()), (before, None));
    rig.model.past = None;
    rig.now = rig.now.plus_minutes(1);
    rig.tell(Event::Changed);
    assert!(rig.campus.applied() > before && rig.model.alarm.is_some(), "in the present they do");
    assert!(rig.campus.applied() > Seq(0));
}
