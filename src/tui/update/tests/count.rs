//! Appraisal and statistics by keys alone.

use super::rig::Rig;
use crate::campus::appraisal::Measure;
use crate::desk::count::{By, Kind, Per, Scale};
use crate::tui::effect::Effect;
use crate::tui::layer::Overlay;
use crate::tui::model::Place;

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
    let Some(Overlay::Sheet(sheet)) = rig.model.overlays.last() else { panic!("{:?}", rig.model.overlays) };
    assert_eq!(sheet.items.len(), talks as usize, "as many entries as the number says");
    rig.press("<esc> o");
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
    assert!(matches!(rig.model.overlays.last(), Some(Overlay::Sheet(it)) if !it.items.is_empty()), "{}", rig.toast());
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
