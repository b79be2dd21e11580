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
