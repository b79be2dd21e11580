//! What of a duty log stands on a page without names.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use super::*;
use crate::campus::{
    Act, Campus, Day, DutyNote, Entry, HandoverLine, Post, Role, SeatId, Shift, ShiftAct, ShiftId, StaffAct, Stamp, User, UserId, Weight,
};
use crate::desk::Sight;
use crate::desk::handover::duty_log;
use crate::exchange::rounds::{Names, html};
use crate::words::{Lang, Words};

const NIGHT: Day = Day(739_900);
const ME: UserId = UserId(0);

/// A shift with a line about the weather and one about a visitor.
fn lived() -> (Campus, Vec<Entry>) {
    let user = User::new("li", "李航", Role::Counselor);
    let (starts, ends) = (Stamp(0), Stamp(0).plus_minutes(900));
    let shift = Shift { day: NIGHT, post: Post::Leader, person: ME, starts, ends, signed_in: None, signed_out: None, cancelled: false };
    let noted = |what, text: &str| Act::Shift(ShiftAct::Noted { shift: ShiftId(0), what, text: text.into() });
    let acts = [
        Act::Staff(StaffAct::Joined(user)),
        Act::Shift(ShiftAct::Published(vec![shift])),
        noted(DutyNote::Weather, "小雨转阴"),
        noted(DutyNote::Visitor, "欧阳娜娜的母亲来访"),
    ];
    let mut campus = Campus::default();
    let mut entries = Vec::new();
    for act in acts {
        let entry = Entry { seq: campus.applied().next(), at: starts, by: ME, seat: SeatId(0), act };
        campus.apply(&entry);
        entries.push(entry);
    }
    (campus, entries)
}

fn page(names: Names) -> String {
    let ((campus, entries), words) = (lived(), Words::new(Lang::Zh));
    let log = duty_log(&campus, ME, ShiftId(0), Stamp(0)).unwrap();
    let texts = |seq| entries.iter().find(|it| it.seq == seq).cloned();
    let view = duty_view(&words, &campus, Sight::new(&campus, ME), &log, &texts, (names, Stamp(0))).unwrap();
    html(&duty_document(&words, &campus, &view, names == Names::Full), words.lang().tag())
}

#[test]
fn a_page_without_names_leaves_out_what_may_name_anybody() {
    let (masked, full) = (page(Names::Masked), page(Names::Full));
    assert!(full.contains("欧阳娜娜的母亲来访") && full.contains("小雨转阴"));
    assert!(!masked.contains("欧阳") && masked.contains("小雨转阴"), "{masked}");
}

#[test]
fn what_is_due_within_hours_is_written_back_by_its_clock() {
    let (campus, _) = lived();
    let words = Words::new(Lang::Zh);
    let now = NIGHT.at(campus.zone(), 23, 40);
    let line =
        |due| HandoverLine { item: None, weight: Weight::Severe, action: "".into(), owner: None, due: Some(due), contingency: "".into() };
    let told = |due, text: &str| {
        let facts = facts(&words, &campus, Sight::new(&campus, ME), &line(due), (ME, now));
        assert_eq!(facts.len(), 1);
        crate::finder::missing(&facts, text).is_empty()
    };
    let soon = now.plus_minutes(21);
    assert!(told(soon, "明天00:01前回电") && told(soon, "0点01分前"));
    assert!(!told(soon, "明天00:17前回电") && !told(soon, "明天回电"));
    let later = now.plus_minutes(16 * 60);
    assert!(told(later, "明天回电") && told(later, "15:40回电") && !told(later, "后天回电"));
}
