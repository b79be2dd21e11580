use super::rig::Rig;
use crate::campus::*;
use crate::tui::effect::Effect;
use crate::tui::msg::Event;

/// 张敏 is on from 17:00 on the 23rd to 8:00.
const SHIFT: ShiftId = ShiftId(0);

fn at(day: i32, hour: u8, minute: u8) -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().plus(day).at(DEFAULT_ZONE, hour.into(), minute.into())
}

/// What is called out when the clock comes to a moment.
fn called(rig: &mut Rig, now: Stamp) -> Vec<String> {
    rig.now = now;
    let effects = rig.raise(Event::Tick);
    effects.into_iter().filter_map(|it| if let Effect::Remind(text) = it { Some(text) } else { None }).collect()
}

fn seat(ahead: i64) -> Rig {
    let mut rig = Rig::new();
    rig.model.remind_ahead = ahead * 60_000;
    rig
}

#[test]
fn a_shift_that_begins_soon_is_called_out_once() {
    let mut rig = seat(30);
    assert!(called(&mut rig, at(0, 16, 29)).is_empty());
    assert_eq!(called(&mut rig, at(0, 16, 31)), ["班次29分钟后开始"]);
    assert_eq!(rig.toast(), "班次29分钟后开始");
    assert!(called(&mut rig, at(0, 16, 45)).is_empty());
    assert_eq!(called(&mut rig, at(0, 17, 0)), ["你的班次开始了,去值班栏签到"]);
}

#[test]
fn a_handover_is_called_for_until_it_is_given_also_at_a_locked_seat() {
    let mut rig = seat(15);
    rig.write(Act::Shift(ShiftAct::SignedIn { shift: SHIFT, at: at(0, 17, 0) })).unwrap();
    called(&mut rig, at(1, 7, 30));
    rig.press("<ctrl-l>");
    assert_eq!(called(&mut rig, at(1, 7, 50)), ["再过10分钟交班"]);
    assert!(rig.model.toasts.is_empty(), "a locked seat says nothing in words");
    assert_eq!(called(&mut rig, at(1, 8, 0)), ["你的班次到点了,交接后签退"]);
}

#[test]
fn whoever_wants_no_reminders_gets_none() {
    let mut rig = seat(0);
    for minute in [31, 45, 59] {
        assert!(called(&mut rig, at(0, 16, minute)).is_empty());
    }
    assert!(called(&mut rig, at(0, 17, 0)).is_empty());
    assert_eq!(rig.toast(), "你的班次开始了,去值班栏签到");
}
