use super::rig::{Rig, night};
use crate::campus::Stamp;
use crate::tui::effect::Effect;
use crate::tui::input::{Input, Mouse, MouseKind};
use crate::tui::layer::Overlay;
use crate::tui::model::{Area, Hit, List, Pane, Place};
use crate::tui::msg::Event;

#[test]
fn any_room_is_at_most_six_keys_away_from_everywhere() {
    for (way, mut rig) in Rig::everywhere() {
        for (door, building, keys) in [("301", "1", "g301"), ("412", "3", "g3412"), ("412", "12", "g12412"), ("615", "13", "g13615")] {
            // In an incident the digits are its checklist: one leaves it first.
            rig.press("<esc> <esc> 1").press(way);
            rig.model.dorm.building = rig.campus.places().building_by_number("1");
            rig.press(keys);
            let mut pressed = keys.len();
            if matches!(rig.model.overlays.last(), Some(Overlay::Find(_))) {
                rig.press("<enter>");
                pressed += 1;
            }
            assert_eq!(rig.model.place, Place::Room(rig.room(building, door)), "{way} {keys}");
            assert!(pressed <= 6, "{way} {keys}: {pressed} keys");
            assert!(rig.model.overlays.is_empty());
        }
    }
}

#[test]
fn a_bare_number_means_the_building_one_looks_at() {
    let mut rig = Rig::new();
    rig.press("] ] g 4 1 2 <enter>");
    assert_eq!(rig.model.place, Place::Room(rig.room("3", "412")));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student("2023010412")));
    rig.press("q q");
    assert_eq!(rig.model.place, Place::Home);
}

#[test]
fn the_enter_of_habit_after_a_full_number_opens_nothing() {
    let mut rig = Rig::new();
    rig.press("g 12412 <enter>");
    assert_eq!(rig.model.place, Place::Room(rig.room("12", "412")));
    rig.press("g 3412 <enter> <enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student("2023010412")));
}

#[test]
fn g_g_is_the_top_although_g_goes_somewhere() {
    let mut rig = Rig::new();
    rig.press("5 o o j j");
    assert_eq!(rig.model.cursor(List::Students).at, 2);
    rig.press("g g");
    assert_eq!((rig.model.cursor(List::Students).at, rig.model.overlays.len()), (0, 0));
    rig.press("G");
    assert_eq!(rig.model.cursor(List::Students).at, 5);
    rig.press("g z");
    assert_eq!(rig.find().line.text(), "z", "after any other key g is the line one goes by");
}

#[test]
fn panes_zoom_and_the_way_back() {
    let mut rig = Rig::new();
    rig.press("<tab>");
    assert_eq!(rig.model.focus, Pane::Duty);
    rig.press("<backtab> <backtab>");
    assert_eq!(rig.model.focus, Pane::Incidents);
    rig.press("z 3");
    assert_eq!(rig.model.place, Place::Zoom(Pane::Talks));
    rig.press("<esc>");
    assert_eq!(rig.model.place, Place::Home);
    rig.press("5 H <esc> <esc> <esc>");
    assert_eq!(rig.model.place, Place::Home);
    assert!(rig.model.overlays.is_empty(), "Esc never quits");
}

#[test]
fn leaving_asks_and_can_be_thought_better_of() {
    let mut rig = Rig::new();
    rig.press("q n");
    assert!(rig.model.overlays.is_empty() && !rig.model.quit);
    rig.press("5 <ctrl-q> y");
    assert!(rig.model.quit);
    assert_eq!(rig.effects.last(), Some(&Effect::Quit));
}

#[test]
fn the_grid_is_walked_and_turned() {
    let mut rig = Rig::new();
    rig.press("g 3412 <enter> <esc>");
    assert_eq!(rig.model.place, Place::Home);
    rig.press("1 l");
    assert_eq!(rig.model.dorm.room, Some(rig.room("3", "413")));
    rig.press("k h h");
    assert_eq!(rig.model.dorm.room, Some(rig.room("3", "511")));
    rig.press("]");
    assert_eq!(rig.model.dorm.room, Some(rig.room("4", "511")));
    rig.press("<end> <down> <down> <down> <down> <down> <down>");
    assert_eq!(rig.model.dorm.room, Some(rig.room("4", "115")));
    rig.press("[ [ [ [");
    assert_eq!(rig.model.dorm.building, rig.campus.places().building_by_number("13"));
    rig.press("o o O O O o");
    assert_eq!(rig.model.dorm.view, crate::tui::model::GridView::Round);
    rig.press("o o o o o o o o");
    assert_eq!(rig.model.dorm.view, crate::tui::model::GridView::Round);
}

#[test]
fn full_width_signs_are_commands_too() {
    for (wide, narrow) in [("：", ":"), ("？", "?"), ("／", "/"), ("、", "/"), ("ｔ", "t"), ("！", "!"), ("３", "3")] {
        let (mut a, mut b) = (Rig::new(), Rig::new());
        a.press(wide);
        b.press(narrow);
        assert_eq!((a.model.overlays, a.model.focus, a.model.toasts), (b.model.overlays, b.model.focus, b.model.toasts), "{wide}");
    }
    let mut rig = Rig::new();
    rig.press("t").type_in("：");
    assert_eq!(rig.capture().line.text(), "：", "in a text they stay what they are");
}

#[test]
fn a_student_is_found_and_opened() {
    let mut rig = Rig::new();
    rig.press("/").type_in("dxq");
    rig.press("<enter>");
    // 单 is Shan as a surname.
    assert_eq!(rig.model.overlays.len(), usize::from(rig.model.place == Place::Home));
    let mut rig = Rig::new();
    rig.press("/").type_in("sxq").press("<enter>");
    assert_eq!(rig.model.place, Place::Student(rig.student("2023010501")));
    rig.press("/").type_in("李雨桐").press("<alt-2>");
    assert!(matches!(rig.model.place, Place::Student(id) if rig.campus.people().student(id).unwrap().facts.name.as_ref() == "李雨桐"));
}

#[test]
fn the_seat_locks_and_opens_only_to_the_passphrase() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs 心理").press("<ctrl-l>");
    assert!(rig.model.lock.is_some());
    assert_eq!(rig.model.texts.get(crate::campus::Seq(1)), None);
    rig.press("q t :").type_in("wrong").press("<enter>");
    let lock = rig.model.lock.clone().unwrap();
    assert_eq!((lock.prompt.wrong, lock.prompt.wait_until), (1, Some(Stamp(rig.now.0 + 1_000))));
    rig.type_in(super::rig::PASSPHRASE).press("<enter>");
    assert!(rig.model.lock.is_some(), "too early");
    rig.now = Stamp(rig.now.0 + 1_000);
    rig.press("<enter>");
    assert!(rig.model.lock.is_none());
    assert_eq!(rig.capture().line.text(), "zs 心理");
}

#[test]
fn nothing_read_stays_in_memory_behind_the_lock() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课").press("<enter>");
    let seq = rig.talks()[0].seq;
    assert!(rig.model.texts.get(seq).is_some());
    rig.press("<ctrl-l>");
    assert!(rig.model.texts.get(seq).is_none());
    rig.tell(Event::Texts(vec![(seq, crate::tui::msg::Fetched::Hidden)]));
    assert!(rig.model.texts.get(seq).is_none());
    rig.type_in(super::rig::PASSPHRASE).press("<enter>");
    assert!(rig.model.texts.get(seq).is_some(), "and is fetched again afterwards");
}

#[test]
fn messages_go_away_and_the_seat_sleeps_until_the_minute() {
    let mut rig = Rig::new();
    rig.press("u");
    assert_eq!(rig.model.wake_at(), Stamp(night().0 + 4_000));
    rig.now = rig.model.wake_at();
    rig.tell(Event::Tick);
    assert!(rig.model.toasts.is_empty());
    assert_eq!(rig.model.wake_at(), night().plus_minutes(1));
}

#[test]
fn the_cursor_stays_on_its_talk_when_another_comes_in() {
    let mut rig = Rig::new();
    for text in ["甲", "乙", "丙"] {
        rig.press("t").type_in("2023010412 学业 ").type_in(text).press("<enter>");
    }
    rig.press("3 j");
    let here = rig.model.board.talks[1];
    rig.press("t").type_in("2023010412 学业 丁").press("<enter>");
    assert_eq!(rig.model.board.talks[rig.model.cursor(List::Talks).at], here);
}

#[test]
fn the_mouse_hits_what_the_picture_said() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课").press("<enter>");
    let area = |x, y| Area { x, y, width: 10, height: 1 };
    rig.model.frame.hits =
        vec![(Area { x: 0, y: 0, width: 80, height: 24 }, Hit::Pane(Pane::Talks)), (area(0, 3), Hit::Row(List::Talks, 0))];
    let click = |rig: &mut Rig, col, row| {
        rig.tell(Event::Input(Input::Mouse(Mouse { kind: MouseKind::Press, col, row })));
    };
    click(&mut rig, 3, 3);
    assert_eq!((rig.model.focus, rig.model.place), (Pane::Talks, Place::Home));
    click(&mut rig, 3, 3);
    assert_eq!(rig.model.place, Place::Talk(rig.talks()[0].seq));
    rig.press("<esc> t");
    click(&mut rig, 70, 20);
    assert_eq!(rig.model.overlays.len(), 1, "a click beside what is being written does not throw it away");
    rig.press("<esc> ?");
    click(&mut rig, 70, 20);
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn a_report_that_falls_due_is_said_at_its_moment_and_one_that_is_made_is_not() {
    for made in [false, true] {
        let mut rig = Rig::new();
        rig.now = Stamp(rig.now.0 + 17_000);
        rig.press("i").type_in("2023010412 !2 水管爆裂").press("<enter> 4");
        if made {
            rig.press("x x x");
        }
        let timer = rig.model.board.timer.unwrap();
        let minutes = if made { 30 } else { 5 };
        assert_eq!(timer.at, rig.now.plus_minutes(minutes), "the seat wakes at the moment, not at the minute");
        rig.now = Stamp(timer.at.0 - 17_000);
        rig.tell(Event::Tick);
        assert_eq!((rig.model.wake_at(), &rig.model.alarm), (Stamp(rig.now.0 + 1_000), &None), "the last minute is counted in seconds");
        rig.now = timer.at;
        if made {
            rig.write(crate::campus::Act::Incident(crate::campus::IncidentAct::Stepped {
                incident: rig.campus.incidents().heads()[0].seq,
                step: crate::campus::Step::SpokenReport,
                done: true,
                text: "".into(),
            }))
            .unwrap();
        }
        rig.tell(Event::Tick);
        assert_eq!(rig.model.alarm.is_none(), made);
        assert!(rig.model.board.timer.unwrap().at > timer.at);
    }
}
