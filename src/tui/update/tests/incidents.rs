use super::rig::Rig;
use crate::campus::{IncidentHead, IncidentState, Severity, Step, UserId};
use crate::tui::model::Place;

fn with_incident() -> Rig {
    let mut rig = Rig::new();
    rig.press("i").type_in("2023010412 !2 情绪激动，已陪护 @3-412").press("<enter> 4");
    assert_eq!(rig.campus.incidents().heads().len(), 1, "{:?}", rig.model.overlays);
    rig
}

fn head(rig: &Rig) -> &IncidentHead {
    rig.campus.incidents().heads().last().unwrap()
}

#[test]
fn from_new_to_closed_by_keyboard() {
    let mut rig = with_incident();
    assert_eq!((head(&rig).severity, head(&rig).state), (Severity::Major, IncidentState::New));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Incident(head(&rig).seq));
    rig.press("O s s <enter>").type_in("电话系书记，已接").press("<enter>");
    assert_eq!((head(&rig).owner, head(&rig).state), (Some(UserId(0)), IncidentState::InHand));
    for _ in 0..6 {
        rig.press("x");
    }
    assert!(Step::ALL.into_iter().all(|step| head(&rig).is_done(step)));
    rig.press("x");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-nothing-owed"));
    rig.press("s s");
    assert_eq!(head(&rig).state, IncidentState::Closed);
    rig.press("s");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-closed-already"));
}

#[test]
fn closing_before_the_written_report_asks_why() {
    let mut rig = with_incident();
    rig.press("s s s s <enter>");
    assert_eq!(head(&rig).state, IncidentState::Resolved, "no reason, no closing");
    assert_eq!(rig.model.overlays.len(), 1);
    rig.type_in("误报").press("<enter>");
    assert_eq!(head(&rig).state, IncidentState::Closed);
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn it_is_weighed_with_a_reason() {
    let mut rig = with_incident();
    rig.press("! 1 <enter>").type_in("伤势加重").press("<enter>");
    assert_eq!(head(&rig).severity, Severity::Extreme);
    rig.press("u");
    assert_eq!(head(&rig).severity, Severity::Major);
}

#[test]
fn a_tick_is_undone_but_a_line_is_not() {
    let mut rig = with_incident();
    rig.press("x");
    assert!(head(&rig).is_done(Step::TellDepartment));
    rig.press("u");
    assert!(!head(&rig).is_done(Step::TellDepartment));
    rig.press("n").type_in("家长已到").press("<enter> u");
    assert!(rig.toast().contains(&rig.words.get("screen-toast-line-noted")), "{}", rig.toast());
    assert_eq!(head(&rig).state, IncidentState::New, "the first press only says that the line cannot be taken back");
    rig.press("u");
    assert_eq!(head(&rig).state, IncidentState::Withdrawn, "the second takes back what came before it");
}

#[test]
fn signing_in_is_one_key_and_signing_out_asks() {
    let mut rig = Rig::new();
    rig.press("2 a");
    let shift = |rig: &Rig| rig.campus.shifts().get(crate::campus::ShiftId(0)).unwrap().clone();
    assert_eq!(shift(&rig).signed_in, Some(rig.now));
    rig.press("a n");
    assert_eq!(shift(&rig).signed_out, None);
    rig.press("a y");
    assert_eq!(shift(&rig).signed_out, Some(rig.now));
}
