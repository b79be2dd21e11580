use super::rig::{Rig, night};
use crate::campus::*;
use crate::tui::handing::HandoverView;
use crate::tui::keymap::Keymap;
use crate::tui::layer::{Form, Overlay};
use crate::tui::model::{Model, Place, Seat, Tone};
use crate::tui::msg::Event;

const ZHANG: UserId = UserId(0);
const CHEN: UserId = UserId(1);
const ZHANG_SHIFT: ShiftId = ShiftId(0);

/// 张敏 is on tonight and has signed in; 陈立 takes over at eight.
fn duty() -> Rig {
    let mut rig = Rig::new();
    let day = Day::ymd(2026, 11, 24).unwrap();
    let next = Shift {
        day,
        post: Post::Workroom(CommunityId(0)),
        person: CHEN,
        starts: day.at(DEFAULT_ZONE, 8, 0),
        ends: day.plus(1).at(DEFAULT_ZONE, 8, 0),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    };
    rig.write(Act::Shift(ShiftAct::Published(vec![next]))).unwrap();
    rig.write(Act::Shift(ShiftAct::SignedIn { shift: ZHANG_SHIFT, at: night().plus_minutes(-280) })).unwrap();
    rig.tell(Event::Changed);
    rig
}

/// Somebody else sits down at the same desk.
fn sit(rig: &mut Rig, user: UserId) {
    let seat = Seat { user, ..rig.model.seat.clone() };
    rig.model = Model::new(seat, Keymap::default(), &rig.campus, rig.now);
}

fn crisis(rig: &mut Rig) -> Seq {
    let opened = IncidentOpened {
        severity: Severity::Major,
        category: Category::Distress,
        happened: rig.now,
        place: Some(Spot::Room(rig.room("3", "412"))),
        students: [rig.student("2023010412")].into_iter().collect(),
        tags: vec![],
        text: "说不想活了,已陪护".into(),
    };
    let seq = rig.write(Act::Incident(IncidentAct::Opened(opened))).unwrap();
    rig.tell(Event::Changed);
    seq
}

fn form(rig: &Rig) -> &Form {
    match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it,
        other => panic!("no form but {other:?}"),
    }
}

fn last(rig: &Rig) -> &HandoverHead {
    rig.campus.handovers().heads().last().unwrap()
}

#[test]
fn a_quiet_night_is_given_in_three_keys_and_taken_in_two() {
    let mut rig = duty();
    rig.press("H a y");
    assert_eq!((last(&rig).by, last(&rig).to, last(&rig).lines.len()), (ZHANG, CHEN, 0), "{}", rig.toast());
    assert_eq!(last(&rig).state, HandoverState::Given);
    sit(&mut rig, CHEN);
    rig.press("H a");
    assert_eq!(last(&rig).state, HandoverState::Accepted, "{}", rig.toast());
    assert_eq!(last(&rig).settled.map(|(who, ..)| who), Some(CHEN));
    assert!(rig.campus.handovers().sealed(ZHANG_SHIFT).is_some());
}

#[test]
fn nothing_is_given_without_a_yes_and_by_nobody_who_is_not_on_duty() {
    let mut rig = duty();
    rig.press("H a n");
    assert!(rig.campus.handovers().heads().is_empty());
    sit(&mut rig, CHEN);
    rig.press("H");
    assert_eq!(rig.model.board.handover.view, HandoverView::Since);
    rig.press("a y");
    assert!(rig.campus.handovers().heads().is_empty());
}

#[test]
fn a_grave_line_is_written_back_in_own_words_and_compared() {
    let mut rig = duty();
    crisis(&mut rig);
    rig.press("H a y");
    assert_eq!(last(&rig).lines.len(), 1);
    sit(&mut rig, CHEN);
    rig.press("H");
    assert_eq!(rig.model.board.handover.view, HandoverView::Take);
    rig.press("a");
    assert_eq!(last(&rig).state, HandoverState::Given, "what is owed is refused");
    assert_eq!(rig.model.toasts.last().map(|it| it.tone), Some(Tone::Bad));
    // Only ticked: what is not said is listed, and goes only with a second Enter.
    rig.press("e").type_in("知道了");
    let (tone, said) = form(&rig).check.clone().unwrap();
    assert_eq!(tone, Tone::Plain);
    assert!(said.contains("张三") && said.contains("心理"), "{said}");
    rig.press("<enter>");
    assert!(form(&rig).trouble.is_some() && last(&rig).written_back.is_empty());
    // Said in pinyin and hanzi it goes at once.
    rig.press("<ctrl-u>").type_in("zhangsan 心理问题，通知院系，我来");
    let (tone, said) = form(&rig).check.clone().unwrap();
    assert!(!said.contains("张三") && !said.contains("心理"), "{tone:?} {said}");
    rig.press("<enter>");
    if !rig.model.overlays.is_empty() {
        rig.press("<enter>");
    }
    assert_eq!(last(&rig).written_back.len(), 1, "{:?}", rig.model.overlays);
    rig.press("a");
    assert_eq!(last(&rig).state, HandoverState::Accepted, "{}", rig.toast());
}

#[test]
fn what_leaves_things_out_goes_with_a_second_enter() {
    let mut rig = duty();
    crisis(&mut rig);
    rig.press("H a y");
    sit(&mut rig, CHEN);
    rig.press("H e").type_in("好").press("<enter> <enter>");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(last(&rig).written_back.len(), 1);
    rig.press("a");
    assert_eq!(last(&rig).state, HandoverState::Accepted);
}

#[test]
fn a_line_is_changed_added_and_left_out_and_a_crash_loses_nothing() {
    let mut rig = duty();
    rig.press("t").type_in("2023010412 学业 缺课 >0d").press("<enter>");
    crisis(&mut rig);
    rig.press("H");
    assert_eq!(rig.model.board.handover.view, HandoverView::Give);
    let severe = rig.model.board.handover.draft.as_ref().unwrap().lines.len();
    assert_eq!(severe, 2);
    rig.press("x");
    assert!(rig.model.edits.left_out.is_empty(), "a grave line cannot be left out");
    rig.press("e <ctrl-u>").type_in("守到家长来").press("<enter> <enter> <ctrl-u>").type_in("23:50").press("<enter> <enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    rig.press("n").type_in("热水壶坏了").press("<enter> <enter> <enter> <enter> 3 <enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    rig.press("s").type_in("有一人要守").press("<enter>").type_in("钥匙两把").press("<enter>");
    rig.press("<down> x");
    assert_eq!(rig.model.edits.left_out.len(), 1, "{}", rig.toast());
    rig.restart();
    assert_eq!(rig.model.edits.added.len(), 1);
    rig.press("H a y");
    let given = rig.entries.iter().find(|it| it.seq == last(&rig).seq).unwrap();
    let Act::Handover(HandoverAct::Given(given)) = &given.act else { panic!() };
    assert_eq!((&*given.summary, &*given.things), ("有一人要守", "钥匙两把"));
    let actions: Vec<&str> = given.lines.iter().map(|it| &*it.action).collect();
    assert_eq!(actions, ["守到家长来", "热水壶坏了"]);
    assert_eq!(given.lines[0].due, Some(Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 50)));
    assert_eq!(given.lines[1].weight, Weight::Routine);
    assert!(rig.draft.is_none() && rig.model.edits.is_empty());
}

#[test]
fn questions_answers_recall_and_the_emergency() {
    let mut rig = duty();
    crisis(&mut rig);
    rig.press("H a y D y");
    assert_eq!(last(&rig).state, HandoverState::Recalled);
    rig.press("H a y");
    sit(&mut rig, CHEN);
    rig.press("H n").type_in("家长知道吗").press("<enter>");
    sit(&mut rig, ZHANG);
    rig.press("H n").type_in("知道，在路上").press("<enter>");
    assert_eq!(last(&rig).asked.len(), 2, "{}", rig.toast());
    sit(&mut rig, CHEN);
    rig.press("H B <enter>");
    assert!(form(&rig).trouble.is_some(), "not without a reason");
    rig.type_in("急救车来了").press("<enter>");
    assert_eq!(last(&rig).state, HandoverState::Bypassed);
}

#[test]
fn signing_in_leads_to_what_waits() {
    let mut rig = duty();
    crisis(&mut rig);
    rig.press("H a y");
    sit(&mut rig, CHEN);
    rig.now = Day::ymd(2026, 11, 24).unwrap().at(DEFAULT_ZONE, 8, 5);
    rig.tell(Event::Tick);
    rig.press("2 a");
    assert_eq!(rig.model.place, Place::Handover);
    assert_eq!(rig.model.board.handover.view, HandoverView::Take);
    assert!(rig.campus.shifts().get(ShiftId(3)).unwrap().signed_in.is_none());
}

#[test]
fn the_leader_checks_and_lines_go_into_the_log() {
    let mut rig = duty();
    rig.press("2 n 2").type_in("x").press("<enter>");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(_))), "the choice first, the words behind it");
    rig.type_in("家长送被褥").press("<enter>");
    let notes = &rig.campus.shifts().row(ZHANG_SHIFT).unwrap().notes;
    assert_eq!(notes.last().map(|it| it.what), Some(DutyNote::Visitor), "{}", rig.toast());
    rig.press("<down> d");
    assert_eq!(rig.model.place, Place::DutyLog(ZHANG_SHIFT));
    sit(&mut rig, CHEN);
    rig.press("2");
    let at = rig.model.board.duty.tonight.iter().position(|it| it.shift == ZHANG_SHIFT).unwrap();
    for _ in 0..at {
        rig.press("<down>");
    }
    rig.press("c 3 <enter> <enter>");
    assert!(form(&rig).trouble.is_some(), "away needs words");
    rig.type_in("敲门无人").press("<enter>");
    let check = rig.campus.shifts().row(ZHANG_SHIFT).unwrap().check;
    assert_eq!(check.map(|(by, _, found)| (by, found)), Some((CHEN, PostCheck::Absent)));
}
