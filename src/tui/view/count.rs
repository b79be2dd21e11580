//! What was done, counted: the appraisal and the statistics. Worked out only where it is looked at.

use crate::campus::{Campus, Stamp, UserId};
use crate::desk::count::{Appraisal, Grid, appraisal, grid};
use crate::tui::counting::Counting;
use crate::tui::model::Place;

/// What both screens show; empty while neither is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountBoard {
    /// The appraisal.
    pub appraisal: Option<Appraisal>,
    /// The statistics.
    pub grid: Option<Grid>,
}

impl CountBoard {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, counting: Counting, now: Stamp, user: UserId) -> Self {
        let span = counting.span(campus, now.day(campus.zone()));
        match place {
            Place::Appraisal => Self { appraisal: Some(appraisal(campus, user, now, span, counting.per, None)), grid: None },
            Place::Stats => {
                let Counting { kind, by, scale, .. } = counting;
                Self { appraisal: None, grid: Some(grid(campus, user, now, span, (kind, by, scale))) }
            }
            _ => Self::default(),
        }
    }
}
