//! Hints of the safety watch by keys alone: put off, back once there is more to it, taken up again.

use super::rig::Rig;
use crate::campus::*;

fn fraud(rig: &mut Rig) {
    let opened = IncidentOpened {
        severity: Severity::Ordinary,
        category: Category::Fraud,
        happened: rig.model.now,
        place: Some(Spot::Words("大厅".into())),
        students: Default::default(),
        tags: Vec::new(),
        text: "刷单".into(),
    };
    rig.write(Act::Incident(IncidentAct::Opened(opened))).unwrap();
}

#[test]
fn a_hint_is_put_off_with_a_reason_comes_back_when_it_grows_and_is_taken_up_by_hand() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    (0..3).for_each(|_| fraud(&mut rig));
    rig.press("0 i");
    let stand = |rig: &Rig| (rig.model.board.watch.standing(), rig.model.board.watch.hints.len());
    assert_eq!(stand(&rig), (1, 1));
    let all = rig.model.board.watch.rows.len();
    rig.press("s <enter>");
    assert_eq!(rig.model.overlays.len(), 1, "why?");
    rig.type_in("讲座已排").press("<enter>");
    assert_eq!((stand(&rig), rig.model.overlays.len()), ((0, 1), 0));
    assert!(rig.model.board.watch.rows.len() < all, "it is one line now");
    rig.press("u");
    assert_eq!(stand(&rig), (1, 1), "taken back");
    rig.press("s").type_in("讲座已排").press("<enter>");
    assert_eq!(stand(&rig), (0, 1));
    // Nobody else has put it off.
    let (campus, now) = (&rig.campus, rig.model.now);
    assert!(crate::desk::watch::sorted(campus, UserId(0), now).iter().all(|(_, off)| off.is_none()));
    // On its day it stands again.
    let later = Stamp(now.0 + 7 * 86_400_000);
    assert!(crate::desk::watch::sorted(campus, UserId(1), later).iter().all(|(_, off)| off.is_none()));
    fraud(&mut rig);
    rig.press("<esc> 0 i");
    assert_eq!(stand(&rig), (1, 1), "there is more to it");
    rig.press("s").type_in("已约派出所").press("<enter>");
    assert_eq!(stand(&rig), (0, 1));
    rig.press("s");
    assert_eq!(stand(&rig), (1, 1));
}

#[test]
fn what_happened_since_midnight_counts_in_the_same_night() {
    let mut rig = Rig::new();
    rig.model.seat.user = UserId(1);
    (0..3).for_each(|_| fraud(&mut rig));
    // 02:36; until noon the duty date is still that of yesterday.
    rig.now = rig.now.plus_minutes(180);
    rig.model.now = rig.now;
    assert_ne!(rig.now.day(rig.campus.zone()), rig.now.duty_day(rig.campus.zone()));
    fraud(&mut rig);
    let hints = crate::desk::watch::sorted(&rig.campus, UserId(1), rig.now);
    assert_eq!(hints.iter().map(|(it, _)| it.count).collect::<Vec<_>>(), [4]);
}
