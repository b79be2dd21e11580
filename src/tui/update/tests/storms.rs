use super::rig::Rig;
use crate::tui::input::{Code, Input, Key, Mouse, MouseKind};
use crate::tui::model::{Area, Hit, List, Pane};
use crate::tui::msg::Event;
use proptest::prelude::*;

fn key() -> impl Strategy<Value = Key> {
    let named = prop_oneof![
        Just(Code::Enter),
        Just(Code::Esc),
        Just(Code::Tab),
        Just(Code::BackTab),
        Just(Code::Backspace),
        Just(Code::Delete),
        Just(Code::Left),
        Just(Code::Right),
        Just(Code::Up),
        Just(Code::Down),
        Just(Code::Home),
        Just(Code::End),
        Just(Code::PageUp),
        Just(Code::PageDown),
        (1_u8..13).prop_map(Code::F),
    ];
    let char = prop_oneof![proptest::char::range('!', '~'), Just(' '), Just('张'), Just('：'), Just('\u{202e}'), any::<char>()]
        .prop_map(Code::Char);
    (prop_oneof![named, char], any::<bool>(), proptest::bool::weighted(0.1), any::<bool>()).prop_map(|(code, ctrl, alt, shift)| Key {
        code,
        ctrl: ctrl && alt,
        alt,
        shift,
    })
}

fn input() -> impl Strategy<Value = Input> {
    let kind = prop_oneof![Just(MouseKind::Press), Just(MouseKind::WheelUp), Just(MouseKind::WheelDown)];
    prop_oneof![
        8 => key().prop_map(super::rig::plain),
        4 => "[tigzuHqfcaxsnO!o/:?1-6 ]{1,4}".prop_map(Input::Text),
        1 => "\\PC{0,30}".prop_map(Input::Paste),
        1 => (kind, 0_u16..200, 0_u16..60).prop_map(|(kind, col, row)| Input::Mouse(Mouse { kind, col, row })),
        1 => (0_u16..220, 0_u16..70).prop_map(|(w, h)| Input::Resize(w, h)),
        1 => Just(Input::Key(Key::ctrl('l'))),
        1 => Just(Input::Text(super::rig::PASSPHRASE.into())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_storm_of_keys_breaks_the_seat(inputs in proptest::collection::vec(input(), 0..120)) {
        let mut rig = Rig::new();
        rig.model.frame.hits = vec![
            (Area { x: 0, y: 0, width: 100, height: 60 }, Hit::Pane(Pane::Talks)),
            (Area { x: 100, y: 0, width: 100, height: 30 }, Hit::Row(List::Incidents, 7)),
            (Area { x: 0, y: 30, width: 50, height: 30 }, Hit::Row(List::Overlay, 90)),
            (Area { x: 50, y: 30, width: 50, height: 30 }, Hit::Choice(9)),
        ];
        for input in inputs {
            rig.tell(Event::Input(input));
            rig.now = rig.now.plus_minutes(1);
            prop_assert!(rig.model.overlays.len() < 10);
            prop_assert!(rig.model.toasts.len() <= 5);
            prop_assert!(rig.model.texts.entries.len() <= 600);
        }
        if rig.model.lock.is_some() {
            rig.tell(Event::Unlocked(rig.draft.clone()));
        }
        // Whatever was typed and not logged is there again after a crash.
        let before = rig.unlogged();
        rig.restart();
        prop_assert_eq!(rig.unlogged(), before);
    }

    #[test]
    fn no_size_of_window_breaks_the_seat(sizes in proptest::collection::vec((0_u16..300, 0_u16..100), 1..10)) {
        let mut rig = Rig::new();
        for (width, height) in sizes {
            rig.tell(Event::Input(Input::Resize(width, height)));
            rig.model.frame.grid = (width / 8, height / 4);
            rig.model.frame.heights = [height / 3; List::COUNT];
            rig.press("1 j l G k h 3 j <pagedown> 4 <pageup> ? j <esc>");
        }
    }
}
