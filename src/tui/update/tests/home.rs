//! What is told and must be seen, the copies, the clipboard, sealed talks.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::effect::Effect;
use crate::tui::layer::{Item, Overlay, Sheet};
use crate::tui::model::{Place, Tone};
use crate::tui::msg::{Event, Fetched};
use crate::tui::upkeep::{CopyRow, Standing, Upkeep, Which};
use std::sync::Arc;

pub(super) fn sheet(text: &str) -> Sheet {
    Sheet::new("打开时发现的".into(), vec![Item { tone: Tone::Bad, text: text.into(), more: Vec::new() }])
}

fn upkeep(standing: Standing) -> Event {
    let copies = vec![CopyRow { which: Which::Mirror, standing }, CopyRow { which: Which::Second("/u".into()), standing: Standing::Good }];
    Event::Upkeep(Box::new(Upkeep { copies, ..Upkeep::default() }))
}

#[test]
fn a_sheet_waits_for_what_is_being_typed_and_stays_until_it_is_seen() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课");
    rig.tell(Event::Tell(sheet("副本坏了")));
    assert!(matches!(rig.model.overlays[..], [Overlay::Capture(_)]), "no Enter meant for the line closes it unread");
    rig.press("<enter>");
    assert!(matches!(rig.model.overlays[..], [Overlay::Sheet(_)]));
    rig.now = rig.now.plus_minutes(600);
    rig.tell(Event::Tick);
    rig.press("t j k u");
    assert!(matches!(rig.model.overlays[..], [Overlay::Sheet(_)]), "it does not go away by itself, nor by another key");
    rig.press("<enter>");
    assert!(rig.model.overlays.is_empty());
    assert!(!rig.effects.contains(&Effect::NewsSeen));
}

#[test]
fn news_that_was_seen_is_reported_as_seen_and_told_once() {
    let mut rig = Rig::new();
    let news = Sheet { news: true, ..sheet("有人应急查阅了 T12") };
    rig.tell(Event::Tell(news.clone()));
    rig.tell(Event::Tell(news));
    rig.press("<esc>");
    assert!(rig.model.overlays.is_empty());
    assert_eq!(rig.effects, [Effect::NewsSeen]);
}

#[test]
fn a_copy_that_fails_is_said_at_once_and_once() {
    let mut rig = Rig::new();
    rig.tell(upkeep(Standing::Good));
    assert_eq!(rig.toast(), "");
    rig.tell(upkeep(Standing::Missing));
    assert!(rig.toast().contains("缺失"), "{}", rig.toast());
    rig.model.toasts.clear();
    rig.tell(upkeep(Standing::Missing));
    assert_eq!(rig.toast(), "");
    rig.tell(upkeep(Standing::Good));
    assert!(rig.toast().contains("正常"), "{}", rig.toast());
    rig.model.toasts.clear();
    rig.tell(upkeep(Standing::Behind(3)));
    assert_eq!(rig.toast(), "", "it catches up by itself");
}

#[test]
fn writing_is_tried_again_and_the_head_accepted_after_a_question() {
    let mut rig = Rig::new();
    rig.press("C W <ctrl-a>");
    assert_eq!(rig.effects, [Effect::TryAgain]);
    assert!(matches!(rig.model.overlays[..], [Overlay::Copies(_)]), "nobody doubts the head");
    rig.model.upkeep.head_doubted = true;
    rig.press("<ctrl-a>");
    assert!(matches!(rig.model.overlays[..], [Overlay::Copies(_), Overlay::Confirm(_)]));
    rig.press("n <ctrl-a> y <esc>");
    assert_eq!(rig.effects, [Effect::TryAgain, Effect::AcceptHead]);
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn the_home_is_looked_at_when_something_was_written_and_once_a_minute() {
    let mut rig = Rig::new();
    let looked = |effects: Vec<Effect>| effects.contains(&Effect::LookAfter);
    assert!(looked(rig.raise(Event::Tick)));
    assert!(!looked(rig.raise(Event::Tick)) && !looked(rig.raise_key("j")));
    rig.now = rig.now.plus_minutes(1);
    assert!(looked(rig.raise(Event::Tick)));
    rig.write(Act::Shift(ShiftAct::SignedIn { shift: ShiftId(0), at: rig.now })).unwrap();
    assert!(looked(rig.raise(Event::Changed)));
    assert!(looked(rig.raise(Event::Changed)), "a copy that fails writes nothing, and is seen at once");
}

#[test]
fn a_number_is_copied_for_a_while_and_never_what_was_said() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次").press("<enter> i").type_in("2023010412 停电").press("<enter>");
    let seqs = (rig.talks()[0].seq.0, rig.campus.incidents().heads()[0].seq.0);
    let expected = [
        ("3", format!("T{}", seqs.0)),
        ("<enter>", format!("T{}", seqs.0)),
        ("<enter>", "2023010412".into()),
        ("4", format!("I{}", seqs.1)),
        ("g 3412 <enter>", rig.campus.write_room(rig.room("3", "412"))),
    ];
    for (way, text) in expected {
        rig.press(way).press("y");
        assert_eq!(rig.effects.pop(), Some(Effect::Copy(text)), "{way}");
    }
    rig.effects.clear();
    assert_eq!(rig.model.copied, Some(Stamp(rig.now.0 + 45_000)));
    assert!(rig.model.wake_at() <= rig.model.copied.unwrap());
    rig.now = Stamp(rig.now.0 + 45_000);
    rig.tell(Event::Tick);
    assert_eq!((rig.effects.as_slice(), rig.model.copied), (&[Effect::Uncopy][..], None));
}

/// A seat at a talk of Chen's that is sealed to Chen alone.
fn at_sealed_talk(rig: &mut Rig) -> Seq {
    let talk = TalkLogged {
        students: [rig.student("2023010412")].into_iter().collect(),
        held: rig.now,
        topic: Topic::Psych,
        way: Way::InPerson,
        place: None,
        level: None,
        followup: None,
        visibility: Visibility::Psych,
        answers: None,
        tags: Vec::new(),
        text: "".into(),
        levels_before: [(Concern::None, None)].into_iter().collect(),
    };
    let key = NoteKey { reader: UserId(1), glass: false, wrapped: vec![1; 80].into() };
    let note = SealedNote { sealed: vec![2; 80].into(), keys: vec![key] };
    let seq = rig.campus.applied().next();
    let act = Act::Talk(TalkAct::LoggedSealed(Box::new(TalkSealed { talk, note })));
    let entry = Entry { seq, at: rig.now, by: UserId(1), seat: SeatId(0), act };
    rig.campus.apply(&entry);
    rig.entries.push(entry);
    rig.tell(Event::Changed);
    rig.press("3 <enter>");
    assert_eq!(rig.model.place, Place::Talk(seq));
    rig.tell(Event::Texts(vec![(seq, Fetched::UnderGlass)]));
    seq
}

fn opened(rig: &Rig, seq: Seq) -> Arc<Entry> {
    let sealed = rig.entries.iter().find(|it| it.seq == seq).unwrap();
    let Act::Talk(TalkAct::LoggedSealed(it)) = &sealed.act else { panic!("not sealed") };
    let talk = TalkLogged { text: "只有她知道".into(), ..it.talk.clone() };
    Arc::new(Entry { act: Act::Talk(TalkAct::Logged(talk)), ..sealed.clone() })
}

#[test]
fn the_glass_is_broken_with_a_reason_and_what_is_read_goes_when_one_leaves() {
    for leaving in ["<esc>", "<ctrl-l>", "1"] {
        let mut rig = Rig::new();
        let seq = at_sealed_talk(&mut rig);
        rig.press("B <enter>");
        assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(it)) if it.trouble.is_some()), "a reason is asked for");
        assert!(rig.effects.is_empty());
        rig.type_in("人在楼顶").press("<enter>");
        let Some(Effect::BreakGlass { token, talk, reason }) = rig.effects.pop() else { panic!("not broken") };
        assert_eq!((talk, reason.as_str()), (seq, "人在楼顶"));
        let entry = opened(&rig, seq);
        rig.tell(Event::GlassBroken { token, entry });
        assert!(rig.model.overlays.is_empty() && rig.model.glass.is_some());
        rig.press(leaving);
        assert_eq!(rig.model.glass, None, "{leaving}");
    }
}

#[test]
fn where_the_glass_may_not_be_broken_there_is_no_form() {
    let mut rig = Rig::new();
    let seq = at_sealed_talk(&mut rig);
    rig.tell(Event::Texts(vec![(seq, Fetched::Hidden)]));
    rig.press("B");
    assert!(rig.model.overlays.is_empty() && !rig.toast().is_empty());
    rig.press("r R");
    assert!(rig.model.overlays.is_empty(), "nor do the readers of a talk concern who is none");
}

#[test]
fn the_form_of_a_talk_is_for_its_readers_and_names_nobody_unless_it_is_said_why() {
    let mut rig = Rig::new();
    let seq = at_sealed_talk(&mut rig);
    rig.press("p");
    assert!(rig.model.overlays.is_empty() && rig.effects.is_empty() && !rig.toast().is_empty());
    rig.model.seat.user = UserId(1);
    rig.press("p <enter>");
    let Some(Effect::TalkForm { talk, reason, .. }) = rig.effects.pop() else { panic!("not written") };
    assert_eq!((talk, reason.as_str()), (seq, ""));
    rig.press("p").type_in("存档").press("<enter>");
    assert!(matches!(rig.effects.pop(), Some(Effect::TalkForm { reason, .. }) if reason == "存档"));
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn a_reader_names_another_and_takes_them_off_again() {
    let mut rig = Rig::new();
    let seq = at_sealed_talk(&mut rig);
    rig.model.seat.user = UserId(1);
    rig.press("R");
    assert!(rig.model.overlays.is_empty(), "there is nobody to take off");
    rig.press("r").type_in("nobody").press("<enter>");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Form(it)) if it.trouble.is_some() && !it.sending));
    rig.press("<ctrl-u>").type_in("张敏").press("<enter>");
    let Some(Effect::Reader { talk, reader, add, .. }) = rig.effects.pop() else { panic!("not asked") };
    assert_eq!((talk, reader, add), (seq, UserId(0), true));
}
