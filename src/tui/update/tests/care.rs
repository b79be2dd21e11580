//! Whom to talk to next, levels and marks, by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::desk::care::NetworkNode;
use crate::tui::layer::{Form, Overlay, Purpose};
use crate::tui::model::{CareScope, List, NextScope, Place, Tone};

const ZHANG_SAN: &str = "2023010412";

fn form(rig: &Rig) -> &Form {
    match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it,
        other => panic!("no form but {other:?}"),
    }
}

fn level(rig: &Rig, no: &str) -> Concern {
    rig.campus.people().student(rig.student(no)).unwrap().level
}

fn named(rig: &Rig) -> Vec<&str> {
    let name = |id: StudentId| &*rig.campus.people().student(id).unwrap().facts.name;
    rig.model.board.care.next.iter().map(|it| name(it.student)).collect()
}

#[test]
fn one_key_shows_whom_to_talk_to_and_a_talk_takes_them_off() {
    let mut rig = Rig::new();
    rig.press("Y");
    assert_eq!(rig.model.place, Place::Next);
    assert_eq!(named(&rig), ["张三", "张珊", "单雪晴"], "those of the classes, nobody talked to this term");
    rig.press("t").type_in("学业 说了期中的事").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "the student stood in the line already");
    assert_eq!(rig.campus.talks().heads().last().unwrap().students[..], [rig.student(ZHANG_SAN)]);
    assert_eq!(named(&rig), ["张珊", "单雪晴"]);
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student("2023010413")));
    rig.press("<esc>");
    assert_eq!(rig.model.place, Place::Next);
    rig.press("j <enter> <esc>");
    assert_eq!(rig.model.cursor(List::Next).at, 1, "the cursor stays where it was");
    rig.press("y");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Sheet(_))), "why");
}

#[test]
fn a_level_is_set_with_two_keys_and_a_reason() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> <enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student(ZHANG_SAN)));
    rig.press("! 2");
    assert_eq!((form(&rig).at, form(&rig).check.as_ref().map(|it| it.0)), (3, Some(Tone::Plain)), "the reason is asked for");
    rig.type_in("连续失眠").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    assert_eq!(level(&rig, ZHANG_SAN), Concern::Orange);
    let row = rig.campus.people().levels().standing(rig.student(ZHANG_SAN)).unwrap();
    assert_eq!((row.until, row.reviewer), (Some(Day::ymd(2026, 12, 23).unwrap()), Some(UserId(0))), "as the presets have it");
    rig.press("u");
    assert_eq!(level(&rig, ZHANG_SAN), Concern::None);
    // A light level needs no words: three keys.
    rig.press("! 4 <enter>");
    assert_eq!(level(&rig, ZHANG_SAN), Concern::Blue);
    // Looked at again it stays, until a day that is named.
    rig.press("! <enter>").type_in("10d").press("<enter>").type_in("zhang").press("<enter> <enter>");
    assert_eq!(rig.campus.people().levels().standing(rig.student(ZHANG_SAN)).unwrap().until, Some(Day::ymd(2026, 12, 3).unwrap()));
    assert_eq!(rig.campus.people().levels().of_student(rig.student(ZHANG_SAN)).count(), 2);
}

#[test]
fn what_cannot_be_stays_in_the_form() {
    let mut rig = Rig::new();
    rig.press("Y ! 1 <enter>");
    assert!(form(&rig).trouble.is_some(), "no reason");
    rig.type_in("夜里不归").press("<backtab> <backtab>").type_in("2.30");
    assert_eq!(form(&rig).check.as_ref().map(|it| it.0), Some(Tone::Bad), "no such day");
    rig.press("<ctrl-u>").type_in("7d").press("<tab> <tab> <enter>");
    assert_eq!(level(&rig, ZHANG_SAN), Concern::Red);
}

#[test]
fn a_mark_stands_on_the_sheet_until_it_is_taken_off_or_answered() {
    let mut rig = Rig::new();
    rig.press("Y * 1").type_in("期中退步").press("<enter>");
    let id = rig.student(ZHANG_SAN);
    let mark = *rig.campus.care().marks_of(id).next().unwrap();
    assert_eq!((mark.trigger, mark.day), (Trigger::FallingMarks, Day::ymd(2026, 11, 23).unwrap()));
    assert_eq!(named(&rig)[0], "张三", "a mark puts them first");
    rig.press("<enter>");
    assert!(rig.model.board.student.iter().any(|it| it.seq() == mark.seq));
    rig.press("c");
    assert_eq!(rig.campus.care().marks_of(id).count(), 0, "closed under the cursor");
}

#[test]
fn somebody_is_put_off_and_taken_up_again() {
    let mut rig = Rig::new();
    rig.press("Y s");
    assert_eq!((form(&rig).purpose, form(&rig).at), (Purpose::Snooze(rig.student(ZHANG_SAN)), 1), "the day is proposed");
    rig.press("<enter>");
    assert!(form(&rig).trouble.is_some(), "not without a reason");
    rig.type_in("外出实训").press("<enter>");
    assert_eq!(named(&rig), ["张珊", "单雪晴"]);
    rig.press("o");
    assert_eq!((rig.model.next_scope, named(&rig)), (NextScope::Snoozed, vec!["张三"]));
    rig.press("s o o");
    assert_eq!((rig.model.next_scope, named(&rig).len()), (NextScope::Mine, 3));
}

#[test]
fn the_care_list_the_coverage_and_the_network_are_a_key_away() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> <enter> ! 3 <enter> K");
    assert_eq!((rig.model.place, rig.model.board.care.list.len()), (Place::Care, 1));
    rig.press("o");
    assert_eq!((rig.model.care_scope, rig.model.board.care.list.len()), (CareScope::Due, 0));
    rig.press("0 v");
    assert_eq!(rig.model.board.care.coverage.as_ref().unwrap().all.students, 3);
    rig.press("0 w <enter>");
    assert_eq!(rig.model.place, Place::Network(NetworkNode::Department(None)), "nobody has a department here");
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Network(NetworkNode::Class(ClassId(0))), "the one with a level comes first");
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Room(rig.room("3", "412")));
    rig.press("<esc> <esc> <esc>");
    assert_eq!(rig.model.place, Place::Network(NetworkNode::College));
}
