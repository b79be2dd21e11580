use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::{Form, Overlay};
use crate::tui::model::{GridView, LeaveScope, Pane, Place, Tone};

fn form(rig: &Rig) -> &Form {
    match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it,
        other => panic!("no form but {other:?}"),
    }
}

/// What the form says its answers mean.
fn check(rig: &Rig) -> (Tone, &str) {
    form(rig).check.as_ref().map(|(tone, text)| (*tone, &**text)).unwrap()
}

fn bed(rig: &Rig, no: &str) -> Option<Bed> {
    rig.campus.people().student(rig.student(no)).unwrap().facts.bed
}

const ZHANG_SAN: &str = "2023010412";
const ZHANG_SHAN: &str = "2023010413";
const SHAN_XUEQING: &str = "2023010501";

#[test]
fn a_student_moves_and_is_moved_back() {
    let mut rig = Rig::new();
    let before = bed(&rig, ZHANG_SAN);
    rig.press("g 3412 <enter> m");
    assert_eq!(check(&rig).0, Tone::Plain, "nothing is typed yet");
    assert_eq!(form(&rig).offers.len(), 9, "the nearest free beds are offered");
    rig.type_in("412-2");
    assert_eq!(check(&rig).0, Tone::Bad, "somebody sleeps there: {}", check(&rig).1);
    rig.press("<backspace>").type_in("9");
    assert_eq!(check(&rig).0, Tone::Bad, "no such bed");
    rig.press("<ctrl-u>").type_in("777");
    assert_eq!(check(&rig), (Tone::Bad, &*rig.words.get("screen-form-no-room")));
    rig.press("<ctrl-u>").type_in("501-2");
    assert_eq!(check(&rig).0, Tone::Good, "{}", check(&rig).1);
    rig.press("<enter>").type_in("与室友不和").press("<enter>");
    assert_eq!(bed(&rig, ZHANG_SAN), Some(Bed { room: rig.room("3", "501"), bed: 2 }));
    assert!(rig.model.overlays.is_empty());
    rig.press("u");
    assert_eq!(bed(&rig, ZHANG_SAN), before);
    assert_eq!(rig.campus.people().moves().of_student(rig.student(ZHANG_SAN)).count(), 2, "both ways are history");
}

#[test]
fn what_is_refused_stays_in_the_form_with_its_reason() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> m").type_in("412-2").press("<enter> <enter>");
    assert!(form(&rig).trouble.is_some() && !form(&rig).sending);
    assert_eq!(rig.campus.people().moves().rows().len(), 0);
}

#[test]
fn a_room_alone_means_its_first_empty_bed_and_a_number_chooses_an_offer() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> m").type_in("501");
    assert!(check(&rig).1.contains("501-1"), "{}", check(&rig).1);
    rig.press("<alt-3> <enter> <enter>");
    assert_eq!(bed(&rig, ZHANG_SAN), Some(Bed { room: rig.room("3", "501"), bed: 3 }));
}

#[test]
fn two_change_beds_in_one_act() {
    let mut rig = Rig::new();
    let (one, other) = (bed(&rig, ZHANG_SAN), bed(&rig, SHAN_XUEQING));
    rig.press("g 3412 <enter> x").type_in("单雪晴").press("<enter> <enter>");
    assert_eq!((bed(&rig, ZHANG_SAN), bed(&rig, SHAN_XUEQING)), (other, one));
    rig.press("u");
    assert_eq!((bed(&rig, ZHANG_SAN), bed(&rig, SHAN_XUEQING)), (one, other));
}

#[test]
fn out_with_a_reason_and_in_on_the_empty_bed() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> j D <enter>");
    assert_eq!(check(&rig).0, Tone::Plain);
    assert!(bed(&rig, ZHANG_SHAN).is_some(), "no reason, no moving out");
    rig.type_in("走读").press("<enter>");
    assert_eq!(bed(&rig, ZHANG_SHAN), None);
    rig.press("j a");
    assert_eq!(form(&rig).offers.len(), 1, "who has no bed is offered");
    rig.press("<alt-1> <enter> <enter>");
    assert_eq!(bed(&rig, ZHANG_SHAN), Some(Bed { room: rig.room("3", "412"), bed: 3 }));
    rig.press("k m");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-no-sleeper"), "nobody sleeps in the second bed now");
}

#[test]
fn an_occupied_bed_takes_nobody_in() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> a");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(rig.toast(), rig.words.get("screen-toast-bed-not-empty"));
}

fn leave(rig: &Rig) -> &LeaveHead {
    rig.campus.leaves().heads().last().unwrap()
}

fn ask(rig: &mut Rig, until: &str) {
    rig.press("8 a").type_in(ZHANG_SAN).press("<enter> <enter>").type_in(until).press("<enter> 2 <enter>").type_in("看病").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
}

#[test]
fn a_leave_is_asked_for_approved_and_over() {
    let mut rig = Rig::new();
    ask(&mut rig, "明天");
    assert_eq!((leave(&rig).kind, leave(&rig).days(), leave(&rig).state), (LeaveKind::Sick, 1, LeaveState::Asked));
    rig.press("y");
    assert_eq!(leave(&rig).state, LeaveState::Approved);
    rig.press("o");
    assert_eq!((rig.model.leave_scope, rig.model.board.house.leaves.len()), (LeaveScope::Away, 1));
    rig.press("u");
    assert_eq!(leave(&rig).state, LeaveState::Asked);
    rig.press("o o o y b");
    assert!(matches!(leave(&rig).state, LeaveState::Returned(_)));
}

#[test]
fn who_decides_about_a_long_leave_is_said() {
    let mut rig = Rig::new();
    ask(&mut rig, "3d");
    rig.press("y");
    assert_eq!(leave(&rig).state, LeaveState::Asked);
    assert!(
        rig.toast().contains(&rig.words.approver(Approver::Department))
            || rig.toast().contains(&rig.words.approver(Approver::StudentOffice))
    );
}

#[test]
fn a_leave_is_declined_with_a_reason_and_withdrawn_with_a_yes() {
    let mut rig = Rig::new();
    ask(&mut rig, "明天");
    rig.press("n <enter>");
    assert_eq!(leave(&rig).state, LeaveState::Asked);
    rig.type_in("有考试").press("<enter>");
    assert_eq!(leave(&rig).state, LeaveState::Declined);
    ask(&mut rig, "明天");
    rig.press("D n");
    assert_eq!(leave(&rig).state, LeaveState::Asked);
    rig.press("D y");
    assert_eq!(leave(&rig).state, LeaveState::Withdrawn);
}

#[test]
fn days_that_mean_nothing_and_overlaps_are_said_before_it_is_sent() {
    let mut rig = Rig::new();
    ask(&mut rig, "明天");
    rig.press("a").type_in(ZHANG_SAN).press("<enter> <enter>").type_in("哪天");
    assert_eq!(check(&rig).0, Tone::Bad);
    rig.press("<ctrl-u>").type_in("后天");
    assert_eq!(check(&rig).0, Tone::Bad, "away already: {}", check(&rig).1);
}

#[test]
fn a_leave_opens_with_its_words() {
    let mut rig = Rig::new();
    ask(&mut rig, "明天");
    rig.press("<enter>");
    let Some(Overlay::Sheet(sheet)) = rig.model.overlays.last() else { panic!("no sheet") };
    assert!(sheet.items.iter().any(|it| it.text.contains("看病")), "{sheet:?}");
}

#[test]
fn a_room_is_scored_by_digits_and_mended() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> s");
    let items = rig.campus.presets().rules().hygiene.items.len();
    assert_eq!(form(&rig).rows.len(), items + 2);
    // 15 points off the floor at most: 12, then 2 more keys would be 122, so the last digit begins anew.
    rig.press("1 2");
    assert!(check(&rig).1.contains("88"), "{}", check(&rig).1);
    rig.press("9");
    assert!(check(&rig).1.contains("91"), "{}", check(&rig).1);
    rig.press("<right> <right>");
    assert!(check(&rig).1.contains("89"), "{}", check(&rig).1);
    for _ in 0..items + 2 {
        rig.press("<enter>");
    }
    let score = rig.campus.hygiene().last(rig.room("3", "412")).unwrap().clone();
    assert_eq!((score.points, score.mend_by), (89, Some(rig.now.day(DEFAULT_ZONE).plus(3))));
    rig.press("0 h");
    assert_eq!(rig.model.board.house.scores.len(), 1);
    rig.press("A").type_in("地面是公共走廊").press("<enter> d <enter>").type_in("核实").press("<enter>");
    assert!(form(&rig).trouble.is_some(), "nobody decides about their own score");
    rig.press("<esc> e");
    assert!(!rig.campus.hygiene().last(rig.room("3", "412")).unwrap().is_to_mend());
}

#[test]
fn the_weather_of_a_class_by_digit() {
    let mut rig = Rig::new();
    rig.press("0 m");
    assert_eq!(rig.model.board.house.moods.len(), 1, "a counselor sees their own classes");
    rig.press("a 4 <enter> <ctrl-u>").type_in("2").press("<enter>").type_in("考试周").press("<enter>");
    let head = rig.campus.moods().reports().last().unwrap();
    assert_eq!((head.class, head.weather, head.low), (ClassId(0), Weather::Rain, 2));
    rig.press("a");
    assert_eq!(check(&rig).0, Tone::Bad, "reported already in this period");
}

#[test]
fn the_students_grid_gaps_first() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> <esc> 0 o");
    assert!(rig.model.board.house.officers.iter().all(|it| it.student.is_none()));
    assert_eq!(rig.model.board.house.officers[0].post, OfficerPost::BuildingHead(BuildingId(2)));
    rig.press("n").type_in(ZHANG_SAN).press("<enter>");
    let held = |rig: &Rig| rig.campus.staff().holders(OfficerPost::BuildingHead(BuildingId(2))).next();
    assert_eq!(held(&rig), Some(rig.student(ZHANG_SAN)));
    let at = rig.model.board.house.officers.iter().position(|it| it.student.is_some()).unwrap();
    rig.model.cursors[crate::tui::model::List::Officers as usize].at = at;
    rig.press("s").type_in("90").press("<enter> <enter>").type_in("清点人数").press("<enter> c").type_in("认真负责").press("<enter>");
    let (minutes, commended) = rig.campus.services().sum(rig.student(ZHANG_SAN), rig.now.day(DEFAULT_ZONE), rig.now.day(DEFAULT_ZONE));
    assert_eq!((minutes, commended), (90, 1));
    rig.press("D y");
    assert_eq!(held(&rig), None);
    rig.press("P");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn a_number_is_shown_once_the_look_is_on_record_and_goes_when_one_leaves() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> <enter> p <enter>").type_in("未归").press("<enter>");
    assert_eq!(rig.model.revealed.len(), 1);
    assert_eq!(rig.campus.custody().reveals_of(rig.student(ZHANG_SAN)).count(), 1);
    rig.press("<esc>");
    assert!(rig.model.revealed.is_empty());
    rig.press("<enter> p <enter> <enter>");
    assert_eq!(rig.model.revealed.len(), 1);
    rig.press("<ctrl-l>");
    assert!(rig.model.revealed.is_empty());
}

#[test]
fn a_community_leads_to_its_first_building_and_its_grid() {
    let mut rig = Rig::new();
    rig.press("9");
    assert_eq!(rig.model.board.house.communities.len(), 1);
    rig.press("o");
    assert_eq!((rig.model.place, rig.model.dorm.building), (Place::Officers, Some(BuildingId(0))));
    rig.press("<esc> <enter>");
    assert_eq!((rig.model.place, rig.model.dorm.building), (Place::Zoom(Pane::Dorm), Some(BuildingId(0))));
}

#[test]
fn the_views_turn_both_ways() {
    let mut rig = Rig::new();
    rig.press("O");
    assert_eq!(rig.model.dorm.view, GridView::Vacancy);
    rig.press("o o");
    assert_eq!(rig.model.dorm.view, GridView::Concern);
}
