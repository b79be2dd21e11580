//! Searching the texts by keys.

use super::rig::Rig;
use crate::campus::{Act, IncidentAct, TalkAct};
use crate::desk::{Found, Gathered, Snippet, Sought};
use crate::query::{Kind, Wanted, Wrong};
use crate::tui::effect::Effect;
use crate::tui::layer::Overlay;
use crate::tui::model::Place;
use crate::tui::msg::Event;
use crate::tui::querying::Querying;

/// What a plain look at the entries in memory finds.
pub(super) fn look(rig: &Rig, wanted: &Wanted) -> Sought {
    let mut sought = Sought { read: Gathered { done: 2, all: 2, unreadable: 0 }, ..Sought::default() };
    for entry in rig.entries.iter().rev() {
        let (kind, text) = match &entry.act {
            Act::Talk(TalkAct::Logged(it)) => (Kind::Talks, &it.text),
            Act::Incident(IncidentAct::Opened(it)) => (Kind::Incidents, &it.text),
            _ => continue,
        };
        if !wanted.is_empty() && wanted.words.iter().all(|it| text.contains(&**it)) && wanted.looks_through(kind) {
            let snippet = Snippet { text: text.to_string(), ..Snippet::default() };
            sought.found.push(Found { kind, seq: entry.seq, entry: entry.seq, at: entry.at, snippet });
        }
    }
    sought.count = sought.found.len();
    sought
}

fn rig() -> Rig {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次").press("<enter> t").type_in("2023020101 生活 睡不好").press("<enter>");
    rig.press("i").type_in("2023010412 停电 睡不着").press("<enter>");
    rig
}

fn query(rig: &Rig) -> &Querying {
    match rig.model.overlays.last() {
        Some(Overlay::Query(it)) => it,
        other => panic!("no search but {other:?}"),
    }
}

fn snippets(rig: &Rig) -> Vec<&str> {
    query(rig).found().iter().map(|it| &*it.snippet.text).collect()
}

#[test]
fn every_key_finds_what_is_there_and_enter_opens_it_and_esc_comes_back() {
    let mut rig = rig();
    rig.press("\\ 睡");
    assert_eq!(snippets(&rig), ["停电 睡不着", "睡不好"]);
    rig.press("不好");
    assert_eq!(snippets(&rig), ["睡不好"]);
    rig.press("<enter>");
    let talk = rig.talks()[1].seq;
    assert_eq!((rig.model.place, rig.model.overlays.len()), (Place::Talk(talk), 0));
    rig.press("<esc>");
    assert_eq!((rig.model.place, query(&rig).line.text(), snippets(&rig)), (Place::Home, "睡不好", vec!["睡不好"]));
    rig.press("<backspace> <backspace> <down> <down> <up> <enter> q <esc>");
    assert_eq!((rig.model.place, rig.model.overlays.len()), (Place::Home, 0));
}

#[test]
fn the_way_from_a_talk_to_a_student_and_back_leads_back_to_the_search() {
    let mut rig = rig();
    rig.press("\\ 缺课 <enter> <enter>");
    assert!(matches!(rig.model.place, Place::Student(_)));
    rig.press("<esc>");
    assert!(rig.model.overlays.is_empty(), "not there yet");
    rig.press("<esc>");
    assert_eq!(query(&rig).line.text(), "缺课");
    rig.press("<esc> 3 <enter>");
    rig.press("<esc>");
    assert!(rig.model.overlays.is_empty(), "a search that was closed stays closed");
}

#[test]
fn what_is_not_understood_is_told_and_finds_nothing() {
    let mut rig = rig();
    rig.press("\\").type_in("睡 topic:");
    assert_eq!(
        (snippets(&rig).len(), query(&rig).troubles[0].what.clone()),
        (2, Wrong::NoValue),
        "a filter that is begun is not there yet"
    );
    rig.type_in("心");
    assert_eq!((snippets(&rig).len(), &*query(&rig).offers[0].label), (2, "心理"), "nor is one whose value is begun");
    rig.type_in("没有");
    assert!(query(&rig).trouble().is_some() && snippets(&rig).is_empty() && query(&rig).asked.is_none());
    assert_eq!(rig.effects.last(), Some(&Effect::StopQuery));
    let said = rig.words.query_trouble(query(&rig).trouble().unwrap());
    assert!(said.contains("topic:") && said.contains("心没有") && said.contains("学业 生活 心理"), "{said}");
}

#[test]
fn tab_puts_the_rest_of_a_filter() {
    let mut rig = rig();
    rig.press("\\").type_in("睡 in:inc").press("<tab>");
    assert_eq!((query(&rig).line.text(), snippets(&rig)), ("睡 in:incidents ", vec!["停电 睡不着"]));
    rig.press("<ctrl-u>").type_in("to").press("<tab> 心 <alt-1>");
    assert_eq!(query(&rig).line.text(), "topic:心理 ");
}

#[test]
fn searches_are_kept_listed_run_dropped_and_taken_back() {
    let mut rig = rig();
    rig.press("\\").type_in("睡不好 in:talks").press("<ctrl-s> <enter>");
    let kept = |rig: &Rig| rig.campus.queries().of(rig.model.seat.user).map(|(name, line)| format!("{name}={line}")).collect::<Vec<_>>();
    assert_eq!(kept(&rig), ["睡不好=睡不好 in:talks"]);
    assert!(rig.toast().contains("睡不好"));
    rig.press("<esc> \\");
    assert!(query(&rig).is_blank());
    rig.press("<enter>");
    assert_eq!((query(&rig).line.text(), snippets(&rig)), ("睡不好 in:talks", vec!["睡不好"]));
    rig.press("<ctrl-d>");
    assert_eq!(kept(&rig).len(), 1, "only what the cursor is on is dropped");
    rig.press("<esc> \\ <ctrl-d> <esc>");
    assert_eq!(kept(&rig), Vec::<String>::new());
    rig.press("u");
    assert_eq!(kept(&rig), ["睡不好=睡不好 in:talks"]);
    rig.press("\\ <ctrl-s>");
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Query(_))), "nothing to keep");
}

#[test]
fn an_answer_to_what_is_asked_no_longer_is_dropped_and_enter_waits_for_the_right_one() {
    let mut rig = rig();
    rig.press("\\");
    let sent = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|it| if let Effect::Query { number, wanted } = it { Some((number, *wanted)) } else { None }).unwrap()
    };
    let (old, old_wanted) = sent(rig.raise_key("睡"));
    let (new, new_wanted) = sent(rig.raise_key("不"));
    assert!(new > old);
    rig.tell(Event::Sought { number: old, sought: Ok(look(&rig, &old_wanted)) });
    assert!(!query(&rig).is_answered());
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Home, "what is not the answer is not opened");
    rig.tell(Event::Sought { number: new, sought: Ok(look(&rig, &new_wanted)) });
    assert!(matches!(rig.model.place, Place::Incident(_)));
}

#[test]
fn the_key_for_finding_pressed_twice_searches_and_the_lock_forgets_it() {
    let mut rig = rig();
    rig.press("/ / 缺课");
    assert_eq!(snippets(&rig), ["缺课三次"]);
    rig.press("<enter> <ctrl-l>");
    assert!(rig.model.queried.is_none());
    rig.restart();
    rig.press("\\ 缺课 <ctrl-l>");
    assert!(!rig.model.overlays.iter().any(|it| matches!(it, Overlay::Query(_))));
    let late = look(&rig, &Wanted::default());
    rig.tell(Event::Sought { number: 1, sought: Ok(late) });
    assert!(rig.model.overlays.is_empty());
}

#[test]
fn a_new_talk_is_found_while_one_looks() {
    let mut rig = rig();
    rig.press("\\ 缺课");
    let effects = rig.raise(Event::Changed);
    assert!(effects.iter().any(|it| matches!(it, Effect::Query { .. })), "it is looked for again");
}
