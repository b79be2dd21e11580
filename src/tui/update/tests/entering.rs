//! What the term demands, the terms, the people, places, tasks and items entered and changed by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::layer::{Form, Overlay};
use crate::tui::model::{List, Place, Tone};
use crate::tui::view::CommunityRow;

fn form(rig: &Rig) -> &Form {
    match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it,
        other => panic!("{other:?}"),
    }
}

fn rows(rig: &Rig) -> Vec<CommunityRow> {
    rig.model.board.community.rows.clone()
}

/// What is entered is the student office's to say.
fn office() -> Rig {
    let mut rig = Rig::new();
    rig.as_role(Role::StudentOffice);
    rig
}

#[test]
fn an_obligation_is_changed_in_four_keys_and_taken_back_and_withdrawn() {
    let mut rig = office();
    rig.press("0 t");
    let until = rig.campus.terms().at(rig.now.day(rig.campus.zone())).until;
    let at = rig.campus.obligations().in_force(until).iter().position(|it| &*it.obligation.code == "volunteer").unwrap();
    rig.model.cursors[List::Obligations as usize].at = at;
    let target = |rig: &Rig| rig.campus.obligations().one(until, "volunteer").map(|it| it.obligation.target);
    rig.press("e <backspace> 7 <ctrl-s>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    assert_eq!(target(&rig), Some(7));
    rig.press("u");
    assert_eq!(target(&rig), Some(5));
    rig.press("e <ctrl-s>");
    assert_eq!(form(&rig).trouble.as_deref(), Some("还没有改动"));
    rig.press("<esc> D y");
    assert_eq!(target(&rig), None);
}

#[test]
fn an_obligation_changed_after_it_was_met_says_so_and_a_new_one_needs_no_code() {
    let mut rig = office();
    for nth in 0..5 {
        rig.press("0 A").type_in(&format!("志愿服务 明德社区 12人 清扫楼道{nth}")).press("<enter>");
    }
    rig.press("0 t");
    let until = rig.campus.terms().at(rig.now.day(rig.campus.zone())).until;
    let at = rig.campus.obligations().in_force(until).iter().position(|it| &*it.obligation.code == "volunteer").unwrap();
    rig.model.cursors[List::Obligations as usize].at = at;
    rig.press("e <backspace> 9");
    let (tone, said) = form(&rig).check.clone().unwrap();
    assert!(tone == Tone::Good && said.contains("已有人完成"), "{said}");
    rig.press("<esc> a").type_in("读书会").press("<ctrl-s>");
    let all = rig.campus.obligations().in_force(until);
    let new = all.last().unwrap().obligation;
    assert_eq!((&*new.code, &*new.name, new.scope, new.period, new.target), ("own_1", "读书会", Scope::Community, Period::Term, 1));
}

#[test]
fn a_term_is_entered_and_one_that_overlaps_is_refused_before_it_is_sent() {
    let mut rig = office();
    rig.press("0 t o a <ctrl-s>");
    let terms = rig.campus.terms().standing();
    assert_eq!((&*terms[0].name, terms.len()), ("2026-2027-1", 1), "the term that runs is put in");
    rig.press("a <tab>");
    let Some(Overlay::Form(it)) = rig.model.overlays.last_mut() else { panic!() };
    let crate::tui::layer::FormValue::Text(field) = &mut it.rows[1].value else { panic!() };
    field.set("2027-01-20");
    rig.press("<end>").type_in(" ").press("<backspace>");
    let (tone, said) = form(&rig).check.clone().unwrap();
    assert_eq!(tone, Tone::Bad, "{said}");
    rig.press("<ctrl-s>");
    assert_eq!(rig.campus.terms().standing().len(), 1);
    rig.press("<esc> <enter>");
    assert_eq!((rig.model.term.terms, rig.model.term.of), (false, Some(terms[0].from)), "a term opens to what it demands");
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::TermBoard, "and that to its row of the board");
}

#[test]
fn a_branch_takes_a_member_and_lets_them_go() {
    let mut rig = office();
    rig.press("0 z <enter> a <tab>").type_in("2023010412").press("<ctrl-s>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let id = rig.student("2023010412");
    let member = |rig: &Rig| rig.campus.communities().fellows().map(|(_, it)| it.clone()).find(|it| it.student == Some(id)).unwrap();
    assert_eq!((member(&rig).branch, member(&rig).kind), (Some(Branch::Ideology), FellowKind::PartyMember));
    assert_eq!(rows(&rig).len(), 1);
    rig.press("D y");
    assert_eq!((member(&rig).branch, rows(&rig).len()), (None, 0), "they stay, but not in the branch");
    rig.press("u");
    assert_eq!(rows(&rig).len(), 1);
}

#[test]
fn a_party_day_stands_with_its_branch_and_its_leaders() {
    let mut rig = office();
    rig.press("0 A").type_in("主题党日 明德社区 20人 重温誓词 %思政教育 ").press("<enter>");
    let head = rig.campus.activities().heads().last().unwrap().clone();
    let facts = ActivityFacts {
        branch: Some(Branch::Ideology),
        taking: vec![Taking { name: "王校长".into(), standing: Standing::CollegeLeader, part: TakingPart::Attends, user: None }],
        ..head.facts.clone()
    };
    rig.write(Act::Activity(ActivityAct::Amended { activity: head.seq, before: Box::new(head.facts), after: Box::new(facts) })).unwrap();
    rig.press("0 z");
    let line = rig.model.board.community.branches.iter().find(|it| it.branch == Branch::Ideology).unwrap();
    assert_eq!((line.held, line.target), ((1, 1), 1));
    let mut leaders = rig.model.board.community.attendance.iter();
    assert_eq!(leaders.find(|it| it.whom == Whom::Leader("王校长".into())).map(|it| it.done), Some(1));
    rig.press("<enter>");
    assert_eq!(rows(&rig), [CommunityRow::PartyDay(head.seq)]);
    rig.press("0 b");
    let at = rig.model.board.term.lines.iter().position(|it| it.code == "party_day_college").unwrap();
    rig.model.cursors[List::TermBoard as usize].at = at;
    rig.press("l <enter>");
    let opened = rig.model.term.opened.clone().unwrap();
    assert!(opened.name.ends_with("王校长") && opened.things == [head.seq], "{opened:?}");
}

#[test]
fn a_reception_day_with_who_came_counts_on_the_board_and_opens_there() {
    let mut rig = office();
    rig.press("0 l v").type_in("李书记").press("<ctrl-s>");
    let seq = rig.campus.requests().receptions().last().unwrap().seq;
    assert_eq!(rows(&rig)[0], CommunityRow::Reception(seq));
    rig.press("g g m").type_in("2023010412 报修 水管漏水").press("<enter>").type_in("三天内修好").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let brought = rig.campus.requests().of_reception(seq).map(|it| it.seq).collect::<Vec<_>>();
    assert_eq!(brought.len(), 1);
    rig.press("<enter>");
    assert_eq!(rows(&rig), [CommunityRow::Reception(seq), CommunityRow::Brought(brought[0])]);
    rig.press("j <enter>");
    assert_eq!(rig.model.place, Place::Request(brought[0]), "there it is answered");
    rig.press("0 b");
    let at = rig.model.board.term.lines.iter().position(|it| it.code == "reception_college").unwrap();
    rig.model.cursors[List::TermBoard as usize].at = at;
    rig.press("l <enter>");
    assert_eq!(rig.model.board.term.rows, [seq], "the cell of a person opens to the reception day");
    rig.press("<enter>");
    assert!(rig.model.place.opens(seq));
    rig.press("0 b");
    let at = rig.model.board.term.lines.iter().position(|it| it.code == "reception_department").unwrap();
    rig.model.cursors[List::TermBoard as usize].at = at;
    rig.press("h <enter>");
    assert!(!rig.model.term.opened.as_ref().unwrap().missing.is_empty(), "what is missing is said");
}

#[test]
fn a_place_a_task_and_an_item_are_entered_changed_and_taken_off() {
    let mut rig = office();
    rig.press("0 p a")
        .type_in("读书角")
        .press("<tab> 2 <tab> <tab> <tab>")
        .type_in("20")
        .press("<tab>")
        .type_in("1-5 08:00-22:00")
        .press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let (venue, it) = rig.campus.venues().venues().map(|(seq, it)| (seq, it.clone())).next_back().unwrap();
    assert_eq!((&*it.name, it.kind, it.seats, it.hours.len()), ("读书角", VenueKind::ActivityRoom, 20, 1));
    rig.press("e <end>").type_in("一").press("<ctrl-s>");
    assert_eq!(&*rig.campus.venues().venue(venue).unwrap().name, "读书角一");
    rig.press("o o o a").type_in("挂牌").press("<enter>").type_in("宣传部").press("<enter>").type_in("12-20").press("<ctrl-s>");
    let (head, task) = rig.campus.communities().tasks().last().map(|(head, it)| (head.seq, it.clone())).unwrap();
    assert_eq!((&*task.what, &*task.lead, task.due), ("挂牌", "宣传部", Day::ymd(2026, 12, 20).unwrap()));
    rig.press("D y");
    assert!(rig.campus.communities().task(head).unwrap().it.is_none());
    rig.press("0 s a")
        .type_in("开具在读证明二")
        .press("<enter>")
        .type_in("教务处")
        .press("<enter> <enter>")
        .type_in("3d")
        .press("<ctrl-s>");
    let item = rig.campus.venues().item(rig.campus.presets().rules(), "开具在读证明二").unwrap();
    assert_eq!((item.minutes, item.on_site, item.online), (3 * 1_440, true, false));
}

#[test]
fn a_booking_names_the_student_who_answers_for_it() {
    let mut rig = office();
    rig.press("0 p a").type_in("读书角").press("<ctrl-s> b").type_in("明天 14:00-16:00 数学社 @李雨桐").press("<enter>");
    assert_eq!(rig.campus.venues().bookings().len(), 0, "there are two of that name");
    assert_eq!(form(&rig).offers.len(), 2);
    rig.press("<alt-2> <enter>");
    let it = rig.campus.venues().bookings().last().unwrap();
    assert!(it.student.is_some() && &*it.who == "数学社", "{it:?}");
}

#[test]
fn meetings_stand_on_the_sheet_of_who_held_them_and_who_may_not_is_told_so() {
    let mut rig = office();
    rig.press("0 l a <tab>").type_in("王建国").press("<ctrl-s>");
    let seq = rig.campus.communities().fellows().last().unwrap().0.seq;
    rig.model.cursors[List::Community as usize].at = rows(&rig).iter().position(|it| *it == CommunityRow::Fellow(seq)).unwrap();
    rig.press("m").type_in("2023010412").press("<enter> <enter>").type_in("高数补考").press("<enter>");
    let met = rig.campus.communities().meetings().last().unwrap().seq;
    rig.press("<enter>");
    assert_eq!(rows(&rig), [CommunityRow::Fellow(seq), CommunityRow::Meeting(met)]);
    assert!(rig.model.texts.get(met).is_some(), "its words are there");
    rig.press("j D y");
    assert_eq!(rows(&rig), [CommunityRow::Fellow(seq)]);
    rig.as_role(Role::DutyLeader);
    rig.press("0 t D y");
    assert!(rig.model.overlays.is_empty(), "who may not is not asked");
}
