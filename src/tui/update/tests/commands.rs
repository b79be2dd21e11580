use super::rig::{Rig, plain};
use crate::tui::command::{COMMANDS, CommandId, Context};
use crate::tui::effect::Effect;
use crate::tui::keymap::Keymap;
use crate::tui::layer::Overlay;
use crate::tui::model::ThemeChoice;
use crate::tui::msg::Event;
use crate::words::{Lang, Words};

/// Keys that lead into each context.
fn way_to(context: Context) -> &'static str {
    match context {
        Context::Global | Context::Dorm => "1",
        Context::Duty => "2",
        Context::Talks => "3",
        Context::Incidents => "4",
        Context::Students => "5",
        Context::Student => "/ 2023020101 <enter>",
        Context::Room => "g 3412 <enter>",
        Context::Talk => "3 <enter>",
        Context::Incident => "4 <enter>",
        Context::Handover => "H",
        Context::DutyLog => "2 d",
        Context::Communities => "9",
        Context::Leaves => "8",
        Context::Hygiene => "0 h",
        Context::Moods => "0 m",
        Context::Officers => "0 o",
        Context::Capture => "t",
        Context::Find => "/",
        Context::Palette => ":",
        Context::Help => "?",
        Context::Confirm => "q",
        Context::Form => "4 !",
        Context::Note => "t <ctrl-e>",
        Context::Long => "t <ctrl-o>",
        Context::Story => "/ 2023020101 <enter> s",
        Context::Locked => "<ctrl-l>",
        Context::Sheet => "C",
        Context::Round => "g 3412 <enter> w 1",
        Context::Rounds => "7",
        Context::Missing => "M",
        Context::Search => "g 3412 <enter> w 1 1 M <enter>",
        Context::Schedule => "Z",
        Context::Changes => "Z R",
        Context::Query => "\\",
        Context::Next => "Y",
        Context::Care => "K",
        Context::Coverage => "0 v",
        Context::Network => "0 w",
        Context::Requests => "Q",
        Context::Appraisal => "0 k",
        Context::Stats => "0 g",
        Context::Figure => "i 灯坏了 <enter> 0 g s s G <enter>",
        Context::Newsroom => "0 f",
        Context::Awards => "0 y",
        Context::News => "0 f <enter>",
        Context::Award => "0 y <enter>",
        Context::Request => "r 灯坏了 <enter> Q <enter>",
        Context::Watch => "0 i",
        Context::Paper => "i 灯坏了 <enter> 4 p",
        Context::Activities => "0 a",
        Context::Activity => "0 A 清扫楼道 <enter> 0 a <enter>",
        Context::TermBoard => "0 b",
        Context::Obligations => "0 t",
        Context::Community => "0 p",
        Context::Seating | Context::Proposal | Context::Planning => "",
        Context::Walk => "w",
        Context::Finding => "g 3412 <enter> w 1 f",
    }
}

/// Overlays that only the schedule of a whole staff brings up.
fn lay(rig: &mut Rig, context: Context) {
    use crate::campus::{Act, CommunityId, Day, DraftAct, DutySeat, Post, Seq};
    use crate::tui::layer::{Proposal, Seating};
    rig.press("Z");
    let seat = DutySeat { day: Day::default(), post: Post::Workroom(CommunityId(0)), seat: 0 };
    rig.model.overlays.push(match context {
        Context::Seating => Overlay::Seating(Seating {
            draft: Seq(0),
            seat,
            line: crate::tui::field::Field::line(8),
            all: Vec::new(),
            found: Vec::new(),
            cursor: Default::default(),
        }),
        Context::Proposal => Overlay::Proposal(Proposal {
            title: String::new(),
            items: Vec::new(),
            cursor: Default::default(),
            act: Box::new(Act::Draft(DraftAct::Changed { draft: Seq(0), changes: Vec::new() })),
            done: String::new(),
            next: Vec::new(),
        }),
        _ => Overlay::Planning,
    });
}

fn at(context: Context) -> Rig {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课 >0d").press("<enter> i").type_in("2023010412 停电").press("<enter> 1");
    if matches!(context, Context::Seating | Context::Proposal | Context::Planning) {
        lay(&mut rig, context);
    }
    if context == Context::News {
        super::press::draft(&mut rig, "一起打扫了楼道。");
    }
    if context == Context::Award {
        super::press::open(&mut rig);
    }
    rig.press(way_to(context));
    assert_eq!(rig.model.context(), if context == Context::Global { Context::Dorm } else { context });
    rig
}

#[test]
fn every_command_is_reached_by_each_of_its_keys_wherever_it_is_offered() {
    for command in COMMANDS {
        assert!(!command.keys.is_empty(), "{} has no key", command.name);
        for context in command.contexts {
            let context = if *context == Context::Global { Context::Dorm } else { *context };
            for (nth, chord) in Keymap::default().chords(command.id).iter().enumerate() {
                let meaning = Keymap::default().meaning(context, chord.keys());
                assert_eq!(meaning.command, Some((command.id, nth)), "{} in {context:?}", command.name);
                let mut rig = at(context);
                for key in chord.keys() {
                    rig.tell(Event::Input(plain(*key)));
                }
            }
        }
    }
}

#[test]
fn no_command_key_is_a_letter_where_letters_are_text() {
    for context in Context::ALL.into_iter().filter(|it| it.takes_text()) {
        for command in COMMANDS.iter().filter(|it| it.is_in(context)) {
            for chord in Keymap::default().chords(command.id) {
                // `?` for help is one of two keys, and F1 is the other.
                let typed = matches!(plain(chord.keys()[0]), crate::tui::input::Input::Text(_));
                assert!(!typed || command.id == CommandId::Help, "{} in {context:?}", command.name);
            }
        }
    }
}

#[test]
fn every_command_has_a_title_and_a_help_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang);
        for command in COMMANDS {
            for id in [format!("command-{}", command.name), format!("command-{}-help", command.name)] {
                assert!(!words.get(&id).contains(&id), "{id} is not said in {lang:?}");
            }
        }
    }
}

#[test]
fn the_palette_lists_what_can_be_done_here_and_does_it() {
    let mut rig = at(Context::Talks);
    rig.press(":");
    assert!(rig.palette().found.contains(&CommandId::FollowUp));
    assert!(!rig.palette().found.contains(&CommandId::GridView));
    rig.type_in("jth");
    assert_eq!(rig.palette().found[0], CommandId::Talk);
    rig.press("<enter>");
    assert!(matches!(rig.model.overlays[..], [Overlay::Capture(_)]));
    let mut rig = at(Context::Dorm);
    rig.press(":").type_in("studen").press("<enter>");
    assert_eq!(rig.model.place, crate::tui::model::Place::Students);
}

#[test]
fn help_is_of_the_place_it_was_asked_in() {
    let mut rig = at(Context::Incident);
    rig.press("?");
    assert!(matches!(&rig.model.overlays[..], [Overlay::Help(it)] if it.context == Context::Incident));
    rig.press("? t <f1>");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Help(it)) if it.context == Context::Capture));
    rig.press("<esc>");
    assert!(matches!(rig.model.overlays[..], [Overlay::Capture(_)]));
}

#[test]
fn keys_that_were_changed_work() {
    let mut rig = Rig::new();
    let (keymap, complaints) = Keymap::read("talk = [\"F2\", \"space t\"]\nzoom = \"t\"\n");
    assert_eq!(complaints, vec![]);
    rig.model.keymap = keymap;
    rig.press("t");
    assert_eq!(rig.model.place, crate::tui::model::Place::Zoom(crate::tui::model::Pane::Dorm));
    rig.press("<f2> <esc> <space> t");
    assert!(matches!(rig.model.overlays[..], [Overlay::Capture(_)]));
    rig.press("<esc> <space> z");
    assert!(rig.model.chord.is_empty(), "a chord that leads nowhere is forgotten");
}

#[test]
fn the_seat_changes_its_clothes_and_its_language() {
    let mut rig = Rig::new();
    rig.press("T T <ctrl-r> L");
    assert_eq!(rig.effects, vec![Effect::Theme(ThemeChoice::Dark), Effect::Theme(ThemeChoice::Light), Effect::Redraw]);
    assert_eq!(rig.words.lang(), Lang::En);
}
