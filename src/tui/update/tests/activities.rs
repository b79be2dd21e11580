//! The term by keys alone.

use super::rig::Rig;
use crate::campus::*;
use crate::tui::model::{ActivityScope, List, Place};

fn head(rig: &Rig) -> &ActivityHead {
    rig.campus.activities().heads().last().unwrap()
}

#[test]
fn an_activity_from_its_line_to_its_proof_and_the_board_with_it() {
    let mut rig = Rig::new();
    // Three keys beyond the words.
    rig.press("0 A").type_in("志愿服务 12人 清扫楼道 #劳动 >照片").press("<enter>");
    assert!(rig.model.overlays.is_empty(), "{:?}", rig.model.overlays);
    let it = head(&rig);
    assert_eq!((it.facts.kind, it.count, &*it.facts.title, it.state), (ActivityKind::Volunteer, 12, "清扫楼道", ActivityState::Held));
    assert_eq!(it.facts.community, Some(CommunityId(0)), "whoever enters it belongs to a community");
    let seq = it.seq;
    rig.press("0 a");
    assert_eq!((rig.model.place, rig.model.board.term.rows.clone()), (Place::Activities, vec![seq]));
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Activity(seq));
    rig.press("m").type_in("").press("<tab>").type_in("2023010412 没有这人").press("<enter>");
    assert_eq!(rig.model.overlays.len(), 1, "nobody is called so");
    rig.press("<esc>");
    rig.press("s").press("<enter>");
    assert_eq!(head(&rig).state, ActivityState::Held, "proof is in words, or a file");
    rig.type_in("文件柜").press("<enter>");
    assert_eq!((head(&rig).state, rig.model.overlays.len()), (ActivityState::Proved, 0));
    rig.press("u");
    assert_eq!(head(&rig).state, ActivityState::Held, "taken back");
    rig.press("0 b");
    assert_eq!(rig.model.place, Place::TermBoard);
    let at = rig.model.board.term.lines.iter().position(|it| it.code == "volunteer").unwrap();
    let of_first = rig.model.board.term.lines[at].communities[0].clone().unwrap();
    assert_eq!((of_first.done, of_first.unproved), (1, 1));
    rig.model.cursors[List::TermBoard as usize].at = at;
    rig.press("<enter>");
    assert_eq!((rig.model.place, rig.model.board.term.rows.clone()), (Place::Activities, vec![seq]), "a cell opens to its activities");
    rig.press("o");
    assert_eq!(rig.model.term.scope, ActivityScope::Ahead);
    assert!(rig.model.board.term.rows.is_empty());
    rig.press("0 b [");
    assert!(rig.model.board.term.lines.iter().all(|it| it.cells().all(|it| it.done == 0)), "a week ago there was nothing");
    rig.press("0 t");
    assert_eq!(rig.model.place, Place::Obligations);
}

#[test]
fn a_planned_activity_is_announced_and_changed_in_the_line_it_was_entered_with() {
    let mut rig = Rig::new();
    rig.press("0 A").type_in("志愿服务 明德社区 12人 清扫楼道 负责:张敏 #劳动 =2026-12-01T19:00 >照片").press("<enter>");
    let it = head(&rig).clone();
    assert_eq!(it.state, ActivityState::Planned);
    rig.press("0 a o b");
    assert_eq!(head(&rig).state, ActivityState::Announced);
    rig.press("e");
    let filled = rig.capture().line.text().to_owned();
    assert!(filled.contains(" 清扫楼道") && filled.contains("12人") && filled.contains("=2026-12-01T19:00"), "{filled}");
    rig.press("<enter>");
    assert!(rig.model.overlays.is_empty(), "as it stands: nothing is sent");
    assert_eq!(head(&rig).timeline.len(), 1);
    rig.press("e <esc>");
    assert!(rig.model.shelf.is_empty(), "nothing was typed, so nothing is put aside");
    rig.press("e").type_in(" #节约").press("<enter>");
    let after = head(&rig).clone();
    assert_eq!(
        after.facts,
        ActivityFacts { tags: vec!["劳动".into(), "节约".into()], ..it.facts.clone() },
        "only what was typed has changed"
    );
    rig.press("u");
    assert_eq!(head(&rig).facts, it.facts, "taken back");
    rig.press("e").type_in(" 清扫").press("<esc>");
    assert_eq!(rig.model.shelf.len(), 1, "what was typed is put aside");
    rig.press("e <enter>");
    assert_eq!(&*head(&rig).facts.title, "清扫楼道 清扫");
}

#[test]
fn a_file_proves_what_was_held_and_a_whole_class_was_there() {
    let mut rig = Rig::new();
    rig.press("0 A").type_in("志愿服务 2人 清扫楼道").press("<enter> 0 a");
    let seq = head(&rig).seq;
    rig.press("m <tab>").type_in("软件2301、1#502").press("<enter>");
    assert_eq!((rig.campus.activities().present(seq).len(), head(&rig).count), (4, 4), "by class and by room, and no fewer than are named");
    // Six keys beyond the path.
    rig.press("f <enter>");
    assert_eq!(rig.model.overlays.len(), 1, "which file?");
    rig.type_in("~/照片.jpg").press("<enter>");
    let asked = rig.effects.iter().find_map(|it| match it {
        crate::tui::effect::Effect::ProveByFile { token, activity, path, .. } => Some((*token, *activity, path.clone())),
        _ => None,
    });
    let (token, activity, path) = asked.unwrap();
    assert_eq!((activity, path.as_str()), (seq, "~/照片.jpg"));
    let why = crate::tui::msg::Why::Storage("~/照片.jpg: 没有这个文件".into());
    rig.tell(crate::tui::msg::Event::Refused { token, why });
    assert_eq!((rig.model.overlays.len(), head(&rig).state), (1, ActivityState::Held), "what is wrong is said and the path stays");
    rig.press("<enter>");
    let token = rig.effects.iter().rev().find_map(|it| match it {
        crate::tui::effect::Effect::ProveByFile { token, .. } => Some(*token),
        _ => None,
    });
    let file = Box::new(TalkFile { name: "照片.jpg".into(), bytes: b"\xff\xd8\xff\xe0".as_slice().into() });
    let kept = rig.write(Act::Activity(ActivityAct::Attached { activity, file })).unwrap();
    rig.tell(crate::tui::msg::Event::Submitted { token: token.unwrap(), seq: kept });
    assert_eq!((rig.model.overlays.len(), head(&rig).state), (0, ActivityState::Proved));
}
