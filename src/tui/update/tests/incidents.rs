use super::rig::Rig;
use crate::campus::{IncidentHead, IncidentState, Severity, Stamp, Step, UserId};
use crate::tui::alarm::QuietHours;
use crate::tui::effect::Effect;
use crate::tui::model::{List, Place};
use crate::tui::msg::Event;

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
    let owed = |rig: &Rig| head(rig).owed(rig.campus.incident_clock()).len();
    for _ in 0..owed(&rig) {
        rig.press("x");
    }
    assert_eq!(owed(&rig), 0);
    rig.press("x");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-nothing-owed"));
    // Each line of the checklist is one key.
    for nth in 1..=head_lines(&rig) {
        rig.press(&nth.to_string());
    }
    rig.press("s c");
    assert_eq!(head(&rig).state, IncidentState::Closed);
    rig.press("c");
    assert_eq!(rig.toast(), rig.words.get("screen-toast-closed-already"));
    rig.press("s <enter>");
    assert_eq!(head(&rig).state, IncidentState::Closed, "it is not taken up again without a reason");
    rig.type_in("又发作").press("<enter>");
    assert_eq!(head(&rig).state, IncidentState::InHand);
}

fn head_lines(rig: &Rig) -> usize {
    rig.campus.presets().rules().incident.checklist(head(rig).category).len()
}

#[test]
fn a_line_of_the_checklist_is_ticked_with_time_and_who_and_taken_back_by_the_same_key() {
    let mut rig = with_incident();
    rig.press("<enter> 2");
    let ticks = head(&rig).ticks.clone();
    assert_eq!((ticks.len(), ticks[0].at, ticks[0].by), (1, rig.now, UserId(0)));
    rig.press("2");
    assert!(head(&rig).ticks.is_empty());
}

#[test]
fn what_was_missed_rings_once_is_on_record_and_is_quiet_when_somebody_is_there() {
    let mut rig = with_incident();
    rig.model.remind_ahead = 1;
    rig.now = rig.now.plus_minutes(6);
    let effects = rig.raise(Event::Tick);
    let loud =
        |effects: &[Effect]| effects.iter().filter(|it| matches!(it, Effect::Remind(_) | Effect::Notify(_) | Effect::Title(_))).count();
    assert_eq!(loud(&effects), 3, "{effects:?}");
    assert!(rig.model.alarm.is_some() && rig.model.flashes());
    let said = effects.iter().find_map(|it| if let Effect::Notify(text) = it { Some(text.clone()) } else { None }).unwrap();
    assert!(!said.contains("张") && !said.contains("心理"), "it may be seen by anybody: {said}");
    for effect in effects {
        rig.carry_out(effect);
    }
    let fired = head(&rig).fired.len();
    assert!(fired >= 3, "{:?}", head(&rig).fired);
    rig.tell(Event::Changed);
    let again = rig.raise(Event::Tick);
    assert_eq!((loud(&again), head(&rig).fired.len()), (0, fired));
    rig.press("j");
    assert!(rig.model.alarm.is_none());
}

#[test]
fn nothing_is_drawn_while_nothing_is_owed_within_the_minute() {
    let mut rig = with_incident();
    // Where no clock of an incident is shown.
    rig.press("5");
    rig.model.toasts.clear();
    rig.model.lock_after = 0;
    // The next deadline is four minutes away: only the full minute wakes the seat.
    assert_eq!(rig.model.wake_at().0 % 60_000, 0);
    let due = rig.model.board.timer.unwrap().at;
    rig.now = Stamp(due.0 - 30_500);
    rig.tell(Event::Tick);
    rig.model.toasts.clear();
    assert_eq!(rig.model.wake_at(), Stamp(due.0 - 30_000), "the last minute is counted in seconds");
}

#[test]
fn quiet_hours_keep_only_what_is_light_quiet() {
    for (line, loud) in [("2023010412 !4 电费 @3-412", false), ("2023010412 !1 坠楼 @3-412", true)] {
        let mut rig = Rig::new();
        rig.model.remind_ahead = 1;
        rig.model.quiet_hours = QuietHours::read("00:00-23:59");
        rig.press("i").type_in(line).press("<enter>");
        rig.now = rig.now.plus_minutes(60);
        let effects = rig.raise(Event::Tick);
        assert_eq!(effects.iter().any(|it| matches!(it, Effect::Notify(_))), loud, "{line}");
        assert!(rig.model.alarm.is_some(), "it is shown all the same");
    }
}

#[test]
fn a_double_report_is_merged_and_split_by_keyboard() {
    let mut rig = with_incident();
    rig.press("i").type_in("2023010412 !2 又有人来电说她情绪激动 @3-412").press("<enter>");
    let seqs: Vec<_> = rig.campus.incidents().heads().iter().map(|it| it.seq).collect();
    rig.press("4");
    let here = rig.model.board.incidents[rig.model.cursor(List::Incidents).at].seq;
    rig.press("m <enter>").type_in("同一件事").press("<enter>");
    let child = rig.campus.incidents().get(here).unwrap();
    assert_eq!(child.merged, seqs.iter().copied().find(|it| *it != here), "{:?}", rig.model.overlays);
    assert_eq!(rig.campus.incidents().open().count(), 1);
    rig.press("S <enter>").type_in("不是").press("<enter>");
    assert_eq!(rig.campus.incidents().open().count(), 2);
}

#[test]
fn a_drill_is_one_key_and_is_marked() {
    let mut rig = Rig::new();
    rig.press("4 D").type_in("三号楼疏散 !3").press("<enter>");
    assert!(head(&rig).drill, "{:?}", rig.model.overlays);
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

#[test]
fn a_report_is_drafted_completed_made_and_not_signed_by_its_author() {
    use crate::campus::{IncidentAct, ReportKind};
    let mut rig = with_incident();
    rig.press("<enter> p");
    let seq = head(&rig).seq;
    assert_eq!((rig.model.place, rig.model.paper_kind), (Place::Paper(seq), ReportKind::First));
    // Down to the cause, and words for it.
    rig.press("j j j j j n").type_in("与室友争吵").press("<enter>");
    let said = rig.entries.iter().rev().find_map(|it| match &it.act {
        crate::campus::Act::Incident(IncidentAct::Reported { words, .. }) => Some(words.clone()),
        _ => None,
    });
    assert_eq!(said.unwrap(), vec![(crate::campus::ReportField::Cause, "与室友争吵".into())]);
    rig.press("a");
    assert_eq!(head(&rig).papers.len(), 2);
    rig.press("c <enter>");
    assert!(head(&rig).papers.iter().all(|it| it.signed.is_none()), "nobody signs what they made");
    rig.press("<esc> s").type_in("学工处").press("<enter> <enter>");
    assert_eq!(head(&rig).sent.len(), 1);
    rig.press("p").type_in("报学工处").press("<enter>");
    assert!(matches!(rig.effects.pop(), Some(Effect::IncidentReport { report: ReportKind::First, .. })));
    rig.press("o");
    assert_eq!(rig.model.paper_kind, ReportKind::Further);
}

#[test]
fn an_incident_is_linked_by_a_key_and_unlinked_by_the_same() {
    let mut rig = with_incident();
    rig.press("r").type_in("2023010412 灯坏了").press("<enter> 4 <enter>");
    let request = rig.campus.requests().heads().last().unwrap().seq;
    rig.press("b <tab>").type_in(&format!("Q{request}")).press("<enter>");
    assert_eq!(head(&rig).links, [crate::campus::Link::Request(request)]);
    rig.press("b <tab>").type_in(&format!("q{request}")).press("<enter>");
    assert!(head(&rig).links.is_empty());
}

#[test]
fn the_second_is_counted_only_while_a_clock_in_its_last_hour_is_on_the_screen() {
    let mut rig = with_incident();
    let second = Stamp((rig.now.0.div_euclid(1_000) + 1) * 1_000);
    assert_eq!(rig.model.wake_at(), second, "the queue counts down");
    rig.press("5");
    assert!(rig.model.wake_at() > second, "the list of students has no clock: {:?}", rig.model.wake_at());
    rig.press("4 <enter>");
    assert_eq!(rig.model.wake_at(), second);
}
