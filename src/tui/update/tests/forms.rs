//! The forms of the term as they are typed into: how much a row takes, what survives a crash and a lock, what another seat changed meanwhile.

use super::rig::{PASSPHRASE, Rig};
use crate::campus::*;
use crate::tui::input::Input;
use crate::tui::layer::{Form, FormValue, Overlay};
use crate::tui::model::List;
use crate::tui::msg::Event;

fn form(rig: &Rig) -> &Form {
    match rig.model.overlays.last() {
        Some(Overlay::Form(it)) => it,
        other => panic!("{other:?}"),
    }
}

fn office() -> Rig {
    let mut rig = Rig::new();
    rig.as_role(Role::StudentOffice);
    rig
}

/// What stands in the rows of the form on top.
fn texts(rig: &Rig) -> Vec<String> {
    let text = |it: &crate::tui::layer::FormRow| match &it.value {
        FormValue::Text(field) => field.text().to_owned(),
        FormValue::Choice(_, at) => format!("#{at}"),
        _ => String::new(),
    };
    form(rig).rows.iter().map(text).collect()
}

/// Keys that open every form of the term in which something new is entered.
const NEW: [&str; 7] = ["0 t a", "0 t o a", "0 z a", "0 l v", "0 p a", "0 p o o o a", "0 s a"];

#[test]
fn no_row_takes_a_megabyte_and_what_did_not_fit_is_said() {
    for way in NEW {
        let mut rig = office();
        rig.press(way);
        for at in 0..form(&rig).rows.len() {
            let Some(Overlay::Form(it)) = rig.model.overlays.last_mut() else { panic!() };
            it.at = at;
            rig.model.toasts.clear();
            rig.tell(Event::Input(Input::Paste("9".repeat(1_000_000))));
            let row = &form(&rig).rows[at];
            let FormValue::Text(field) = &row.value else { continue };
            assert!(field.chars() <= 4_000, "{way}: {} took {}", row.label, field.chars());
            assert!(rig.toast().contains("太长"), "{way}: {}", rig.toast());
        }
        let said = form(&rig).check.as_ref().map_or(0, |it| it.1.chars().count());
        assert!(said < 200, "{way}: {said} characters are said of it");
    }
}

#[test]
fn a_number_takes_a_few_digits_a_day_a_short_word_and_a_name_what_its_act_takes() {
    let mut rig = office();
    rig.press("0 t a");
    let limit = |rig: &Rig, at: usize| match &form(rig).rows[at].value {
        FormValue::Text(field) => field.limit(),
        other => panic!("{other:?}"),
    };
    assert_eq!([0, 1, 2, 6].map(|at| limit(&rig, at)), [60, 3, 24, 2], "name, target, deadline, system");
    rig.press("<esc> <esc> 0 p a");
    assert_eq!([0, 4].map(|at| limit(&rig, at)), [OFFICE_LIMIT, 5], "name, seats");
    rig.press("<esc>");
}

#[test]
fn what_stands_in_a_form_of_the_term_survives_a_crash_and_a_lock() {
    for way in NEW {
        let mut rig = office();
        rig.press(way).press("<tab>").type_in("1").press("<backtab>").type_in("1");
        let typed = (texts(&rig), form(&rig).at, form(&rig).title.clone());
        rig.restart();
        assert_eq!((texts(&rig), form(&rig).at, form(&rig).title.clone()), typed, "{way}: after a crash");
        rig.press("<ctrl-l>").type_in(PASSPHRASE).press("<enter>");
        assert!(rig.model.lock.is_none());
        assert_eq!((texts(&rig), form(&rig).at, form(&rig).title.clone()), typed, "{way}: after a lock");
        rig.press("<esc>");
        assert_eq!(rig.draft, None, "{way}: dropped, it is gone");
    }
}

#[test]
fn what_was_chosen_in_a_form_is_kept_as_what_was_typed_is() {
    let mut rig = office();
    rig.press("0 p a").type_in("读书角").press("<tab> <right> <right>");
    let typed = texts(&rig);
    rig.restart();
    assert_eq!(texts(&rig), typed);
    rig.press("<ctrl-s>");
    assert_eq!(rig.draft, None, "sent, it is gone");
}

/// Another seat sets the target of an obligation.
fn set_target(rig: &mut Rig, code: &str, target: u16) {
    let term = rig.campus.terms().at(rig.now.day(rig.campus.zone()));
    let before = rig.campus.obligations().one(term.middle(), code).unwrap().obligation.clone();
    let after = Obligation { target, ..before.clone() };
    let changes = vec![ObligationChange { before: Some(before), after: Some(after) }];
    rig.write_as(UserId(1), Act::Term(TermAct::ObligationsSet { from: term.from, changes })).unwrap();
}

#[test]
fn what_another_seat_changed_is_told_before_anything_is_sent_and_what_was_not_touched_follows() {
    let mut rig = office();
    rig.press("0 t");
    let until = rig.campus.terms().at(rig.now.day(rig.campus.zone())).until;
    let at = rig.campus.obligations().in_force(until).iter().position(|it| &*it.obligation.code == "volunteer").unwrap();
    rig.model.cursors[List::Obligations as usize].at = at;
    rig.press("e <backtab> <end>").type_in("甲");
    set_target(&mut rig, "volunteer", 9);
    rig.restart();
    let stands = |rig: &Rig| {
        let it = rig.campus.obligations().one(until, "volunteer").unwrap().obligation;
        (it.name.ends_with('甲'), it.target)
    };
    rig.press("<ctrl-s>");
    let told = form(&rig).trouble.clone().unwrap();
    assert!(told.contains("陈立") && told.contains("5 → 9"), "after a crash too it is told: {told}");
    assert_eq!(stands(&rig), (false, 9), "nothing was sent");
    rig.press("<ctrl-s>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    assert_eq!(stands(&rig), (true, 9), "what was typed here and what was set there both stand");
    rig.model.cursors[List::Obligations as usize].at = at;
    rig.press("e <backspace> 3");
    set_target(&mut rig, "volunteer", 7);
    rig.press("<ctrl-s>");
    assert!(form(&rig).trouble.is_some());
    rig.press("<ctrl-s>");
    assert_eq!(stands(&rig), (true, 3), "the same row in both: the second press decides");
}

#[test]
fn what_another_seat_took_off_is_told() {
    let mut rig = office();
    rig.press("0 p a").type_in("读书角").press("<ctrl-s>");
    let (venue, it) = rig.campus.venues().venues().map(|(seq, it)| (seq, it.clone())).next_back().unwrap();
    rig.press("e <end>").type_in("一");
    rig.write_as(UserId(1), Act::Venue(VenueAct::Set { venue: Some(venue), before: Some(Box::new(it)), after: None })).unwrap();
    rig.press("<ctrl-s>");
    let told = form(&rig).trouble.clone().unwrap();
    assert!(told.contains("陈立") && told.contains("去掉"), "{told}");
    assert!(rig.campus.venues().venue(venue).is_none());
}

#[test]
fn the_line_of_an_activity_put_aside_tells_what_changed_meanwhile() {
    let mut rig = office();
    rig.press("0 A").type_in("志愿服务 明德社区 12人 清扫楼道").press("<enter>");
    let head = rig.campus.activities().heads().last().unwrap().clone();
    rig.press("0 a <enter> e").type_in(" 学校操场").press("<esc>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let act = ActivityAct::Attended { activity: head.seq, added: Vec::new(), removed: Vec::new(), before: 12, count: 30 };
    rig.write_as(UserId(1), Act::Activity(act)).unwrap();
    rig.restart();
    rig.press("0 a <enter> e <enter>");
    let told = rig.capture().trouble.clone().unwrap();
    assert!(told.contains("陈立") && told.contains("30人"), "{told}");
    assert_eq!(rig.campus.activities().get(head.seq).unwrap().count, 30);
    rig.press("<enter>");
    assert_eq!(rig.campus.activities().get(head.seq).unwrap().count, 12, "the second press decides");
}

#[test]
fn a_reception_day_is_amended_by_its_form_and_taken_back() {
    let mut rig = office();
    rig.press("0 l v").type_in("李书记").press("<tab> <tab> <tab> <tab>").type_in("报告厅").press("<ctrl-s>");
    let seq = rig.campus.requests().receptions().last().unwrap().seq;
    rig.press("g g e <end>").type_in("明").press("<tab> 2 <ctrl-s>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let stands = |rig: &Rig| rig.campus.requests().reception(seq).map(|it| (it.leader.to_string(), it.rank)).unwrap();
    assert_eq!(stands(&rig), ("李书记明".to_owned(), LeaderRank::Department));
    let Some(Act::Request(RequestAct::ReceptionAmended { before, after, .. })) = rig.last_act() else { panic!() };
    assert_eq!((&*before.text, &*after.text), ("报告厅", "报告厅"), "its words go along");
    rig.press("u");
    assert_eq!(stands(&rig), ("李书记".to_owned(), LeaderRank::College));
    rig.press("e <ctrl-s>");
    assert_eq!(form(&rig).trouble.as_deref(), Some("还没有改动"));
}
