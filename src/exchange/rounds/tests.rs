//! What stands on paper, and what must not.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use super::*;
use crate::campus::{
    Act, Bed, Building, BuildingId, Campus, Class, ClassId, Day, Entry, Finding, Import, Laid, MarkChange, PersonAct, Presence, Role, Room,
    RoomId, RoomMark, RoomUse, RoundAct, RoundBegun, RoundFilter, RoundScope, SeatId, StaffAct, Stamp, StudentChange, StudentFacts,
    StudentId, User, UserId, report,
};
use crate::desk::Sight;
use crate::words::{Lang, Words};

const NIGHT: Day = Day(739_900);

fn does(campus: &mut Campus, act: Act) {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
}

fn user(login: &str, role: Role) -> Act {
    Act::Staff(StaffAct::Joined(User::new(login, login, role)))
}

/// A room of two, one of them absent and named so that a spreadsheet would like to calculate it.
fn campus() -> Campus {
    let mut campus = Campus::default();
    does(&mut campus, user("li", Role::Counselor));
    does(&mut campus, user("admin", Role::Administrator));
    let student = |nth: u8, name: &str| StudentChange {
        before: None,
        after: StudentFacts {
            class: Some(ClassId(0)),
            bed: Some(Bed { room: RoomId(0), bed: nth }),
            ..StudentFacts::new(format!("202401010{nth}"), name)
        },
    };
    let import = Import {
        departments: Vec::new(),
        classes: vec![Class { name: "=1+1<b>".into(), department: None }],
        laid: Laid {
            communities: Vec::new(),
            buildings: vec![Building { number: "3".into(), community: None, sex: None }],
            rooms: vec![Room { building: BuildingId(0), floor: 4, number: "412".into(), beds: 4, purpose: RoomUse::Dwelling }],
        },
        students: vec![student(1, "欧阳娜娜"), student(2, "李四")],
    };
    does(&mut campus, Act::Person(PersonAct::Imported(import)));
    let pool = vec![BuildingId(0)];
    let scope = RoundScope::Sample { seed: 18_446_744_073_709_551_615, rooms: vec![RoomId(0)], pool };
    does(&mut campus, Act::Round(RoundAct::Begun(RoundBegun { day: NIGHT, scope, upward: true })));
    let away = [(StudentId(0), Presence::Absent), (StudentId(1), Presence::Leave)].into_iter().collect();
    let after = RoomMark { room: RoomId(0), expected: 2, away, findings: [Finding::Kettle].into_iter().collect() };
    let changes = vec![MarkChange { before: None, after: Some(after) }];
    does(&mut campus, Act::Round(RoundAct::Marked { day: NIGHT, building: BuildingId(0), floor: 4, changes, note: "".into() }));
    campus
}

fn seen_by(campus: &Campus, user: u16, names: Names) -> RoundView {
    let report = report(campus, NIGHT, NIGHT, &RoundFilter::default());
    view(campus, Sight::new(campus, UserId(user)), &report, None, names)
}

#[test]
fn without_names_nobody_can_be_told_from_it() {
    let campus = campus();
    let view = seen_by(&campus, 0, Names::Masked);
    let document = document(&Words::new(Lang::Zh), &view);
    let json = serde_json::to_string(&view).unwrap();
    let csv = String::from_utf8(csv(&document).unwrap()).unwrap();
    let html = html(&document, "zh-CN");
    for text in [&json, &csv, &html] {
        assert!(text.contains("欧*"), "{text}");
        assert!(!text.contains("阳娜娜") && !text.contains("2024010101") && !text.contains("412"), "{text}");
    }
    assert_eq!((view.total.absent, view.total.leave, view.total.present), (1, 1, 0));
    assert_eq!(view.away.len(), 1, "a leave is counted and not listed");
    assert_eq!(view.searches[0].state, "open");
}

#[test]
fn with_names_they_stand_there_and_who_may_not_see_them_has_only_counts() {
    let campus = campus();
    let full = seen_by(&campus, 0, Names::Full);
    assert_eq!((full.away[0].person.name.as_str(), full.away[0].person.room.as_deref()), ("欧阳娜娜", Some("3#412")));
    assert_eq!(full.named_rows(), 2);
    // What `li` marked, the second user may not see; but the first wrote it, so ask as somebody who is nobody.
    let nobody = seen_by(&campus, 9, Names::Full);
    assert_eq!((nobody.named_rows(), nobody.hidden, nobody.total.absent), (0, 2, 1));
}

#[test]
fn the_seed_is_printed_whole_in_every_form() {
    let campus = campus();
    let view = seen_by(&campus, 0, Names::Masked);
    let document = document(&Words::new(Lang::En), &view);
    let seed = "18446744073709551615";
    assert!(serde_json::to_string(&view).unwrap().contains(seed));
    assert!(String::from_utf8(csv(&document).unwrap()).unwrap().contains(seed));
    assert!(html(&document, "en").contains(seed));
    let cell = cells(&xlsx(&document).unwrap()).into_iter().find(|it| it == seed);
    assert!(cell.is_some(), "not among the cells of the workbook");
}

/// Every text of a workbook, as the program itself reads workbooks.
fn cells(bytes: &[u8]) -> Vec<String> {
    use calamine::Reader as _;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let sheets = book.worksheets();
    sheets.iter().flat_map(|(_, range)| range.rows().flatten().map(ToString::to_string).collect::<Vec<_>>()).collect()
}

#[test]
fn a_cell_is_never_a_formula_and_never_markup() {
    let campus = campus();
    let document = document(&Words::new(Lang::Zh), &seen_by(&campus, 0, Names::Masked));
    let csv = csv(&document).unwrap();
    assert!(csv.starts_with(b"\xef\xbb\xbf"));
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("'=1+1<b>") && !csv.contains(",=1+1"), "{csv}");
    let html = html(&document, "zh-CN");
    assert!(html.contains("=1+1&lt;b&gt;") && !html.contains("<b>"));
    assert!(html.contains("@media print") && !html.contains("http"), "nothing is loaded from elsewhere");
    let book = xlsx(&document).unwrap();
    assert!(cells(&book).contains(&"=1+1<b>".to_owned()));
    let mut formulas = {
        use calamine::Reader as _;
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
        let names = book.sheet_names();
        names
            .iter()
            .filter_map(|name| book.worksheet_formula(name).ok())
            .flat_map(|it| it.rows().flatten().cloned().collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    formulas.retain(|it| !it.is_empty());
    assert!(formulas.is_empty(), "{formulas:?}");
}

#[test]
fn a_report_of_nothing_is_still_a_report() {
    let campus = Campus::default();
    let document = document(&Words::new(Lang::En), &seen_by(&campus, 0, Names::Masked));
    assert_eq!(document.tables.len(), 1);
    assert!(!xlsx(&document).unwrap().is_empty());
}
