use super::rig::Rig;
use crate::campus::{Concern, Day, IncidentState, TEXT_LIMIT, TalkState, Topic};
use crate::tui::effect::Effect;
use crate::tui::input::Input;
use crate::tui::layer::CaptureForm;
use crate::tui::model::Place;
use crate::tui::msg::Event;

#[test]
fn a_talk_by_initials_asks_which_of_two_and_is_logged() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs 心理 与室友矛盾，睡不好 #失眠 !2 >3d @412");
    assert_eq!(rig.capture().namesakes.len(), 2);
    rig.press("<enter>");
    assert_eq!(rig.talks().len(), 0, "which of two is never settled silently");
    assert!(rig.capture().namesakes.is_empty());
    rig.press("<enter>");
    assert!(rig.model.overlays.is_empty());
    let talk = rig.talks()[0].clone();
    assert_eq!(talk.topic, Topic::Psych);
    assert_eq!(talk.level, Some(Concern::Orange));
    assert_eq!(talk.followup, Some(Day::ymd(2026, 11, 26).unwrap()));
    assert_eq!(talk.state, TalkState::Awaiting);
    assert_eq!(rig.draft, None, "what is logged is no draft any more");
}

#[test]
fn namesakes_are_chosen_by_number_by_arrows_and_by_ctrl_n() {
    for keys in ["<alt-2>", "<down> <enter>", "<ctrl-n> <enter>", "<ctrl-p> <enter>", "<ctrl-n> <tab>"] {
        let mut rig = Rig::new();
        rig.press("t").type_in("zs 学业 缺课");
        let second = rig.capture().namesakes[1];
        rig.press(keys).press("<enter>");
        assert_eq!(rig.talks().first().map(|it| it.students[0]), Some(second), "{keys}");
    }
}

#[test]
fn a_talk_costs_at_most_eight_keys_beyond_its_words_from_everywhere() {
    for (way, mut rig) in Rig::everywhere() {
        let before = rig.talks().len();
        // `t`, the words with the blanks between them, Enter; one more to choose between two of the same initials.
        rig.press("t");
        let prefilled = !rig.capture().line.is_empty();
        if !prefilled {
            rig.type_in("zs ");
        }
        rig.type_in("心理 睡不好").press("<enter>");
        let keys = if rig.model.overlays.is_empty() { 2 } else { 3 };
        if keys == 3 {
            rig.press("<enter>");
        }
        assert!(rig.model.overlays.is_empty(), "{way}: {:?}", rig.model.overlays);
        assert_eq!(rig.talks().len(), before + 1, "{way}");
        assert!(keys <= 8);
    }
}

#[test]
fn on_a_student_their_name_is_there_and_cannot_mean_a_namesake() {
    let mut rig = Rig::new();
    let second = rig.student("2023020103");
    rig.press("/").type_in("2023020103").press("<enter> t");
    assert_eq!(rig.model.place, Place::Student(second));
    assert_eq!(rig.capture().line.text(), "李雨桐 ");
    rig.type_in("学业 缺课").press("<enter>");
    assert_eq!(rig.talks()[0].students[..], [second]);
}

#[test]
fn an_incident_in_a_room_has_its_place() {
    let mut rig = Rig::new();
    rig.press("g 3301 <enter> i");
    assert_eq!((rig.capture().form, rig.capture().line.text(), rig.capture().line.cursor()), (CaptureForm::Incident, " @3#301", 0));
    rig.type_in("灯管冒烟").press("<enter>");
    let head = rig.campus.incidents().heads().last().unwrap();
    assert_eq!(head.place, Some(crate::campus::Spot::Room(rig.room("3", "301"))));
    assert_eq!(head.state, IncidentState::New);
}

#[test]
fn what_cannot_be_logged_stays_with_the_reason() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs ").press("<enter> <enter>");
    assert!(rig.capture().trouble.is_some());
    assert!(!rig.capture().sending);
    rig.type_in("睡不好");
    assert_eq!(rig.capture().trouble, None);
    rig.press("<enter>");
    assert_eq!(rig.talks().len(), 1);
}

#[test]
fn escape_puts_aside_and_the_same_key_takes_up() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs 心理 写到一半").press("<esc>");
    assert!(rig.model.overlays.is_empty());
    assert!(rig.draft.is_some());
    rig.press("i <esc> t");
    assert_eq!(rig.capture().line.text(), "zs 心理 写到一半");
    assert!(rig.model.shelf.is_empty());
}

#[test]
fn names_put_in_are_no_words_to_keep() {
    let mut rig = Rig::new();
    rig.press("/").type_in("2023020103").press("<enter> t <esc>");
    assert_eq!((rig.model.shelf.len(), &rig.draft), (0, &None));
}

#[test]
fn a_crash_loses_nothing_typed() {
    let mut rig = Rig::new();
    rig.press("i")
        .type_in("3#412 冒烟")
        .press("<esc> t")
        .type_in("zs 心理 睡不好")
        .press("<alt-2> <ctrl-e>")
        .type_in("第一行")
        .press("<enter>")
        .type_in("第二行");
    let student = rig.capture().picks[0].student;
    rig.restart();
    assert_eq!(rig.capture().line.text(), "zs 心理 睡不好");
    assert_eq!(rig.capture().note.text(), "第一行\n第二行");
    assert!(!rig.capture().in_note);
    assert_eq!(rig.model.shelf.len(), 1);
    rig.press("<enter>");
    assert_eq!(rig.talks()[0].students[..], [student]);
    assert!(rig.draft.is_some(), "the incident on the shelf is still kept");
}

#[test]
fn a_broken_draft_is_said_and_harms_nobody() {
    let mut rig = Rig::new();
    rig.tell(Event::DraftFound(b"\xff{".to_vec()));
    assert!(rig.model.overlays.is_empty());
    assert!(!rig.toast().is_empty());
}

#[test]
fn a_note_follows_the_words_of_the_line() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次").press("<ctrl-e>").type_in("甲").press("<enter>").type_in("乙").press("<ctrl-s>");
    let entry = rig.entries.last().unwrap();
    let crate::campus::Act::Talk(crate::campus::TalkAct::Logged(talk)) = &entry.act else { panic!("no talk") };
    assert_eq!(&*talk.text, "缺课三次\n甲\n乙");
}

#[test]
fn a_note_alone_is_words_enough() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业").press("<ctrl-e>").type_in("谈了很久").press("<esc> <enter>");
    assert_eq!(rig.talks().len(), 1);
}

#[test]
fn note_typing_is_taken_back_and_made_again() {
    let mut rig = Rig::new();
    rig.press("t <ctrl-e>").type_in("甲").press("<space>").type_in("乙").press("<ctrl-z>");
    assert_eq!(rig.capture().note.text(), "甲 ");
    rig.press("<ctrl-y>");
    assert_eq!(rig.capture().note.text(), "甲 乙");
}

#[test]
fn a_long_paste_goes_into_the_note_and_what_does_not_fit_is_counted() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs 心理 ");
    rig.tell(Event::Input(Input::Paste("夜".repeat(350_000))));
    assert_eq!(rig.capture().note.chars(), TEXT_LIMIT);
    assert_eq!(rig.capture().line.text(), "zs 心理 ");
    assert!(rig.toast().contains("330000"), "{}", rig.toast());
}

#[test]
fn a_megabyte_into_any_field_is_said_and_harms_nobody() {
    let huge = "灯\n".repeat(250_000);
    for keys in ["", "/", "g", ":", "?", "t", "t <ctrl-e>", "i", "<ctrl-l>", "q"] {
        let mut rig = Rig::new();
        rig.press(keys);
        rig.tell(Event::Input(Input::Paste(huge.clone())));
        // Nothing passes over the lock, so it says it itself.
        let said = !rig.toast().is_empty() || rig.model.lock.as_ref().is_some_and(|it| it.prompt.trouble.is_some());
        assert!(said, "{keys}: nothing was said");
    }
}

#[test]
fn a_second_enter_on_the_way_logs_nothing_twice() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课");
    let world = crate::tui::World { campus: &rig.campus, finder: &rig.finder, words: &rig.words };
    let mut enter = || {
        let event = Event::Input(Input::Key(crate::tui::input::Key::plain(crate::tui::input::Code::Enter)));
        crate::tui::update::update(&mut rig.model, &world, crate::tui::msg::Msg { at: rig.now, event })
    };
    assert!(enter().iter().any(|it| matches!(it, Effect::Submit { .. })));
    assert!(!enter().iter().any(|it| matches!(it, Effect::Submit { .. })));
}

#[test]
fn a_follow_up_answers_its_talk_and_undo_owes_it_again() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 心理 睡不好 >0d").press("<enter>");
    let first = rig.talks()[0].seq;
    rig.press("3 f");
    assert_eq!((rig.capture().answers, rig.capture().line.text()), (Some(first), "张三 "));
    rig.type_in("好多了").press("<enter>");
    assert_eq!(rig.campus.talks().get(first).unwrap().state, TalkState::Closed);
    rig.press("u");
    assert_eq!(rig.campus.talks().get(first).unwrap().state, TalkState::Awaiting);
    assert_eq!(rig.talks().len(), 1);
    rig.press("c").type_in("电话里说好了").press("<enter>");
    assert_eq!(rig.campus.talks().get(first).unwrap().state, TalkState::Closed);
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn undo_goes_back_step_by_step_and_says_so() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课").press("<enter> t").type_in("2023020101 就业 实习").press("<enter>");
    assert_eq!(rig.talks().len(), 2);
    rig.press("u");
    assert_eq!(rig.talks().len(), 1);
    assert!(rig.toast().contains("欧阳娜"), "{}", rig.toast());
    rig.press("u u");
    assert_eq!(rig.talks().len(), 0);
    assert_eq!(rig.toast(), rig.words.get("screen-toast-nothing-to-undo"));
}

#[test]
fn throwing_away_asks_first() {
    let mut rig = Rig::new();
    rig.press("t").type_in("zs 心理 写错了").press("<ctrl-x> n");
    assert_eq!(rig.capture().line.text(), "zs 心理 写错了");
    rig.press("<ctrl-x> y");
    assert!(rig.model.overlays.is_empty() && rig.model.shelf.is_empty());
    assert_eq!(rig.draft, None);
}

/// A seat with a capture on its way to the disk, and what it is.
fn sending(rig: &mut Rig) -> (crate::tui::model::Token, crate::campus::Act) {
    rig.press("t").type_in("2023010412 学业 缺课");
    let sent = rig.raise_key("enter").into_iter().find_map(|it| match it {
        Effect::Submit { token, act, .. } => Some((token, *act)),
        _ => None,
    });
    sent.expect("it is sent")
}

#[test]
fn what_is_typed_while_a_line_is_being_saved_happens_when_it_is() {
    let mut rig = Rig::new();
    let (token, act) = sending(&mut rig);
    rig.press("<enter> i").type_in("2023010412 停电");
    assert_eq!(rig.capture().line.text(), "2023010412 学业 缺课", "the line on its way stays as it is");
    let seq = rig.write(act).unwrap();
    rig.tell(Event::Submitted { token, seq });
    assert_eq!(rig.capture().line.text(), "2023010412 停电");
}

#[test]
fn what_is_typed_while_a_line_is_refused_is_not_lost() {
    let mut rig = Rig::new();
    let (token, _) = sending(&mut rig);
    rig.type_in(" 三次");
    rig.tell(Event::Refused { token, why: crate::tui::msg::Why::Storage("磁盘满了".into()) });
    assert_eq!(rig.capture().line.text(), "2023010412 学业 缺课 三次");
    assert_eq!(rig.capture().trouble.as_deref(), Some("磁盘满了"));
}

#[test]
fn a_name_that_may_be_several_is_not_settled_from_the_note() {
    let mut rig = Rig::new();
    rig.press("t").type_in("李雨桐 学业").press("<ctrl-e>").type_in("缺课三次").press("<ctrl-s>");
    let capture = rig.capture();
    assert_eq!((capture.in_note, capture.picks.len(), capture.namesakes.len()), (false, 0, 2));
    assert!(capture.trouble.is_some() && rig.talks().is_empty());
}
