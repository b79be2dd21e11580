//! The locked seat: when it locks, what it forgets, who comes in.

use super::rig::{PASSPHRASE, Rig};
use crate::campus::Stamp;
use crate::tui::command::Context;
use crate::tui::effect::{DraftStep, Effect};
use crate::tui::layer::Overlay;
use crate::tui::model::Unsaved;
use crate::tui::msg::Event;

fn later(rig: &mut Rig, seconds: i64) {
    rig.now = Stamp(rig.now.0 + seconds * 1_000);
    rig.tell(Event::Tick);
}

fn unlock(rig: &mut Rig) {
    rig.type_in(PASSPHRASE).press("<enter>");
    assert_eq!(rig.model.lock, None);
}

#[test]
fn a_seat_nobody_touches_locks_itself_and_a_key_puts_it_off() {
    let mut rig = Rig::new();
    rig.model.lock_after = 300_000;
    later(&mut rig, 299);
    assert_eq!(rig.model.lock, None);
    rig.press("j");
    assert_eq!(rig.model.locks_at(), Some(Stamp(rig.now.0 + 300_000)));
    later(&mut rig, 299);
    assert_eq!(rig.model.lock, None);
    assert!(rig.model.wake_at() <= rig.model.locks_at().unwrap(), "the seat wakes in time to lock itself");
    later(&mut rig, 1);
    assert_eq!(rig.model.context(), Context::Locked);
    unlock(&mut rig);
    later(&mut rig, 299);
    assert_eq!(rig.model.lock, None, "unlocking is touching");
}

#[test]
fn a_seat_told_never_to_lock_stays_open() {
    let mut rig = Rig::new();
    later(&mut rig, 86_400);
    assert_eq!((rig.model.lock.is_none(), rig.model.locks_at()), (true, None));
}

#[test]
fn what_was_being_written_goes_to_disk_and_out_of_memory_and_comes_back() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 心理 夜里睡不着").press("<esc>");
    rig.press("i").type_in("2023010412 停电了");
    let before = rig.unlogged();
    assert_eq!(before.len(), 2);
    rig.press("<ctrl-l>");
    assert_eq!(rig.model.lock.as_ref().unwrap().unsaved, Unsaved::Safe);
    assert!(rig.unlogged().is_empty() && rig.model.overlays.is_empty(), "nothing typed stays in memory");
    unlock(&mut rig);
    assert_eq!(rig.unlogged(), before);
    assert_eq!(rig.capture().line.text(), "2023010412 停电了");
}

#[test]
fn a_locked_seat_that_is_closed_keeps_what_it_put_away() {
    let mut rig = Rig::new();
    rig.press("i").type_in("2023010412 停电了").press("<ctrl-l>");
    assert_eq!(rig.model.lock.as_ref().unwrap().unsaved, Unsaved::Safe);
    let kept = rig.draft.clone();
    assert!(kept.is_some());
    rig.tell(Event::Terminate);
    assert!(rig.model.quit);
    assert_eq!(rig.draft, kept);
    rig.restart();
    assert_eq!(rig.capture().line.text(), "2023010412 停电了");
}

#[test]
fn what_was_found_and_asked_is_gone_behind_the_lock() {
    for keys in ["/ zs", ": t", "4 !", "q", "?", "C"] {
        let mut rig = Rig::new();
        rig.press("i").type_in("2023010412 停电").press("<enter>");
        rig.press(keys).press("<ctrl-l>");
        assert!(rig.model.overlays.is_empty(), "{keys}: {:?}", rig.model.overlays);
        unlock(&mut rig);
        assert!(rig.model.overlays.is_empty(), "{keys}");
    }
}

#[test]
fn the_keys_are_kept_until_what_is_under_way_is_on_disk() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课");
    let Some(Effect::Submit { token, act, draft }) = rig.raise_key("enter").into_iter().find(|it| matches!(it, Effect::Submit { .. }))
    else {
        panic!("not sent")
    };
    assert_eq!(draft, Some(DraftStep::Clear), "what is saved must not come back as a draft");
    assert!(rig.raise_key("ctrl-l").iter().all(|it| !matches!(it, Effect::Lock(_))), "its keys are still needed");
    assert_eq!(rig.model.lock.as_ref().unwrap().unsaved, Unsaved::Pending);
    rig.type_in(PASSPHRASE);
    assert!(rig.raise_key("enter").iter().all(|it| !matches!(it, Effect::Unlock { .. })));
    let seq = rig.write(*act).unwrap();
    let effects = rig.raise(Event::Submitted { token, seq });
    assert!(effects.contains(&Effect::Lock(None)), "{effects:?}");
}

#[test]
fn a_draft_the_disk_does_not_take_waits_for_its_author_alone() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 心理 夜里睡不着");
    let before = rig.unlogged();
    rig.raise_key("ctrl-l");
    rig.raise(Event::Locked(Err("磁盘满了".into())));
    assert_eq!(rig.model.lock.as_ref().unwrap().unsaved, Unsaved::AtRisk("磁盘满了".into()));
    assert_eq!(rig.unlogged(), before);
    rig.press("<tab> <ctrl-u>").type_in("chen").press("<tab>").type_in("x");
    assert!(rig.raise_key("enter").iter().all(|it| !matches!(it, Effect::Unlock { .. })), "it would be lost");
    assert!(rig.model.lock.as_ref().unwrap().prompt.trouble.is_some());
    rig.press("<esc>").type_in(PASSPHRASE).press("<enter>");
    assert_eq!((rig.model.lock.is_none(), rig.unlogged()), (true, before));
}

#[test]
fn somebody_else_comes_in_by_their_own_name() {
    let mut rig = Rig::new();
    rig.press("<ctrl-l> <tab> <ctrl-u>").type_in("chen").press("<enter>").type_in("陈的口令");
    let effects = rig.raise_key("enter");
    let asked =
        effects.iter().any(|it| matches!(it, Effect::Unlock { login, passphrase } if login == "chen" && **passphrase == *"陈的口令"));
    assert!(asked, "{effects:?}");
}

#[test]
fn a_wrong_passphrase_counts_down_second_by_second() {
    let mut rig = Rig::new();
    rig.press("<ctrl-l>").type_in("wrong").press("<enter>");
    assert_eq!(rig.model.wake_at(), Stamp(rig.now.0 + 1_000));
    rig.type_in(PASSPHRASE);
    assert!(rig.raise_key("enter").is_empty(), "not before its time");
    later(&mut rig, 1);
    rig.press("<enter>");
    assert_eq!(rig.model.lock, None);
}

#[test]
fn escape_clears_what_was_typed_and_puts_the_owner_back() {
    let mut rig = Rig::new();
    rig.press("<ctrl-l> <tab> <ctrl-u>").type_in("nobody").press("<tab>").type_in("secret").press("<esc>");
    let prompt = &rig.model.lock.as_ref().unwrap().prompt;
    assert_eq!((prompt.login(), prompt.secret.len(), prompt.in_login), ("zhang", 0, false));
}

#[test]
fn a_report_that_falls_due_while_locked_is_not_said_in_words() {
    let mut rig = Rig::new();
    rig.press("i").type_in("2023010412 !2 情绪激动").press("<enter>");
    rig.press("<ctrl-l>");
    rig.now = rig.model.board.timer.unwrap().at;
    rig.tell(Event::Tick);
    assert!(rig.model.board.overdue > 0, "how many there are stands on the lock");
    assert_eq!(rig.model.toasts, []);
}

#[test]
fn a_sheet_not_seen_yet_is_shown_again_after_the_lock() {
    let mut rig = Rig::new();
    rig.tell(Event::Tell(super::home::sheet("副本坏了")));
    assert!(matches!(rig.model.overlays[..], [Overlay::Sheet(_)]));
    rig.press("<ctrl-l>");
    unlock(&mut rig);
    assert!(matches!(rig.model.overlays[..], [Overlay::Sheet(_)]));
}

#[test]
fn a_lost_passphrase_leads_to_the_gate_only_when_nothing_is_lost_by_it() {
    let mut rig = Rig::new();
    rig.press("<ctrl-l> <f2>");
    assert_eq!((rig.effects.as_slice(), rig.model.lock.as_ref().unwrap().prompt.trouble.is_some()), (&[][..], true), "there is no gate");
    rig.model.has_gate = true;
    rig.press("<f2>");
    assert_eq!(rig.effects, [Effect::ToGate]);
    rig.raise(Event::Locked(Err("磁盘满了".into())));
    assert_eq!(rig.raise_key("f2"), []);
}
