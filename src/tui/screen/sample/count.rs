//! The screens of what was done, counted.

use super::Sample;
use crate::desk::count::{By, Kind, Per, Scale};
use crate::tui::counting::Counting;
use crate::tui::model::{Model, Place};
use crate::words::Lang;

impl Sample {
    /// Each of the screens of appraisal and statistics.
    pub(in crate::tui) fn count_scenes(&self, lang: Lang, size: (u16, u16)) -> Vec<(&'static str, Model)> {
        let at = |place: Place, counting: Counting| {
            let mut model = self.seat(lang, size);
            (model.place, model.counting) = (place, counting);
            self.settle(&mut model);
            model
        };
        let plain = Counting::default();
        let mut opened = at(Place::Appraisal, Counting { measure: 2, ..plain });
        self.type_into(&mut opened, "\n");
        vec![
            ("appraisal", at(Place::Appraisal, Counting { measure: 3, ..plain })),
            ("appraisal-community", at(Place::Appraisal, Counting { per: Per::Community, measure: 9, ..plain })),
            ("appraisal-empty-term", at(Place::Appraisal, Counting { terms: 8, ..plain })),
            ("opened", opened),
            ("stats", at(Place::Stats, plain)),
            ("stats-building", at(Place::Stats, Counting { kind: Kind::Rounds, by: By::Building, scale: Scale::Day, ..plain })),
            ("stats-empty", at(Place::Stats, Counting { kind: Kind::Activities, ..plain })),
        ]
    }
}
