//! Appraisal and statistics by keys alone.

use super::rig::Rig;
use crate::campus::appraisal::Measure;
use crate::desk::count::{By, Kind, Per, Scale};
use crate::tui::effect::Effect;
use crate::tui::model::{List, Place};

#[test]
fn a_number_of_the_appraisal_opens_to_its_entries() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次").press("<enter>");
    rig.press("0 k");
    assert_eq!(rig.model.place, Place::Appraisal);
    let rows = &rig.model.board.count.appraisal.as_ref().unwrap().rows;
    let mine = rows.iter().position(|it| it.people == [rig.model.seat.user]).expect("I am appraised");
    let talks = rows[mine].record.talks;
    assert!(talks > 0);
    rig.press(&"<down> ".repeat(mine)).press("<right> <right>");
    assert_eq!(Measure::ALL[rig.model.counting.measure], Measure::Talks);
    rig.press("<enter>");
    let rows = rig.model.figure.as_ref().unwrap().rows.len();
    assert_eq!((rig.model.place, rows), (Place::Figure, talks as usize), "as many entries as the number says");
    rig.press("<esc>");
    assert_eq!((rig.model.place, rig.model.cursor(List::Appraisal).at), (Place::Appraisal, mine));
    rig.press("o");
    assert_eq!(rig.model.counting.per, Per::Department);
    rig.press("[");
    assert_eq!(rig.model.counting.terms, 1);
    rig.press("] ]");
    assert_eq!(rig.model.counting.terms, 0, "there is no term after the present one");
}

#[test]
fn the_statistics_turn_by_thing_axis_and_scale_and_open() {
    let mut rig = Rig::new();
    rig.press("t").type_in("2023010412 学业 缺课三次").press("<enter>");
    rig.press("0 g");
    assert_eq!(rig.model.place, Place::Stats);
    let total = rig.model.board.count.grid.as_ref().unwrap().total();
    assert!(total > 0);
    // The last row is the sum of all, the last column this week.
    rig.press("G <enter>");
    assert_eq!(rig.model.place, Place::Figure, "{}", rig.toast());
    rig.press("<esc> X");
    let entries = rig.effects.iter().find_map(|it| match it {
        Effect::FigurePaper { document, .. } => Some(document.tables[0].rows.len()),
        _ => None,
    });
    assert!(entries.is_some_and(|it| it > 0), "what stands behind the number goes into the home");
    rig.press("o m s");
    let counting = rig.model.counting;
    assert_eq!((counting.by, counting.scale, counting.kind), (By::Building, Scale::Month, Kind::Rounds));
    rig.press("x");
    let written = rig.effects.iter().any(|it| matches!(it, Effect::CountPaper { appraisal: false, .. }));
    assert!(written, "the table goes into the home");
}

/// Each entry is walked into and left again, the cursor where it was.
#[test]
fn the_entries_behind_a_number_are_walked_into_and_back() {
    let mut rig = Rig::new();
    for text in ["2023010412 学业 缺课三次", "2023010413 心理 睡不好", "2023010501 就业 想实习"] {
        rig.press("t").type_in(text).press("<enter>");
    }
    rig.press("0 g G <enter> <down>");
    let rows = rig.model.figure.as_ref().unwrap().rows.clone();
    assert_eq!(rows.len(), 3, "{rows:?}");
    let second = rows[1].place.unwrap();
    assert!(matches!(second, Place::Talk(_)));
    rig.press("<enter>");
    assert_eq!(rig.model.place, second);
    rig.press("<enter> <esc> <esc>");
    assert_eq!((rig.model.place, rig.model.cursor(List::Figure).at), (Place::Figure, 1));
    rig.press("X");
    let written = rig.effects.iter().any(|it| matches!(it, Effect::FigurePaper { document, .. } if document.tables[0].rows.len() == 3));
    assert!(written, "the entries are written from their own list too");
    // The sum of all stands below the rows; the cursor is on it still.
    rig.press("<esc>");
    let sum = rig.model.board.count.grid.as_ref().unwrap().rows.len();
    assert_eq!((rig.model.place, rig.model.cursor(List::Stats).at), (Place::Stats, sum));
}

/// What of an entry is not seen its own screen keeps.
#[test]
fn an_entry_without_a_screen_says_so() {
    let mut rig = Rig::new();
    rig.press("i 灯坏了 <enter> 0 g s s G <enter> <enter>");
    assert!(matches!(rig.model.place, Place::Incident(_)), "{:?}", rig.model.place);
    rig.press("<esc>");
    rig.model.figure.as_mut().unwrap().rows[0].place = None;
    rig.press("<enter>");
    assert_eq!(rig.model.place, Place::Figure);
    assert!(rig.toast().contains("没有可以打开的"), "{}", rig.toast());
}
