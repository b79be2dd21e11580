//! Care for single students: whom to talk to next (该和谁谈), the care list (关注名单), coverage (谈话覆盖), the network (四级网络). Worked out only
//! for the screen that is looked at.

use crate::campus::{Campus, Concern, Day, Stamp, StudentId, UserId};
use crate::desk::care::{Coverage, NetworkView, NextRow, Whose, care_list, coverage, network, next};
use crate::tui::model::{CareScope, NextScope, Place};

/// What these screens show; empty for those that are not looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CareBoard {
    /// Whom to talk to next, in the present scope.
    pub next: Vec<NextRow>,
    /// How many are to be talked to, how many are put off, how many students were asked about.
    pub next_counts: (usize, usize, usize),
    /// The care list in its present scope.
    pub list: Vec<CareLine>,
    /// How many of it are due for review.
    pub due: usize,
    /// How far everybody was talked to.
    pub coverage: Option<Coverage>,
    /// Its rows.
    pub coverage_rows: Vec<CoverageRow>,
    /// The place in the network.
    pub network: Option<NetworkView>,
}

/// A student on the care list. What set the level is asked again where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CareLine {
    /// Who.
    pub student: StudentId,
    /// Their level.
    pub level: Concern,
    /// When it is due for review, as far as it is seen.
    pub review: Option<Day>,
    /// Days past that day.
    pub overdue: Option<i32>,
    /// When they were last talked to.
    pub last: Option<Stamp>,
}

/// A row of the coverage: which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageRow {
    /// Everybody.
    All,
    /// The freshmen.
    Freshmen,
    /// A level, by its place.
    Level(usize),
    /// A class, by its place.
    Class(usize),
    /// A building, by its place.
    Building(usize),
}

impl CareBoard {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, scopes: (NextScope, CareScope), now: Stamp, user: UserId) -> Self {
        let mut board = Self::default();
        match place {
            Place::Next => board.weigh(campus, scopes.0, now, user),
            Place::Care => board.list(campus, scopes.1, now, user),
            Place::Coverage => {
                let found = coverage(campus, user, now, Whose::Mine);
                board.coverage_rows = coverage_rows(&found);
                board.coverage = Some(found);
            }
            Place::Network(at) => board.network = Some(network(campus, user, now.day(campus.zone()), at)),
            _ => {}
        }
        board
    }

    fn weigh(&mut self, campus: &Campus, scope: NextScope, now: Stamp, user: UserId) {
        let whose = if scope == NextScope::All { Whose::All } else { Whose::Mine };
        let found = next(campus, user, now, whose);
        self.next_counts = (found.rows.len(), found.snoozed.len(), found.students);
        self.next = if scope == NextScope::Snoozed { found.snoozed } else { found.rows };
    }

    fn list(&mut self, campus: &Campus, scope: CareScope, now: Stamp, user: UserId) {
        let whose = if scope == CareScope::All { Whose::All } else { Whose::Mine };
        let found = care_list(campus, user, now, whose);
        let lines =
            found.iter().map(|it| CareLine { student: it.student, level: it.level, review: it.review, overdue: it.overdue, last: it.last });
        self.list = lines.filter(|it| scope != CareScope::Due || it.overdue.is_some()).collect();
        self.due = found.iter().filter(|it| it.overdue.is_some()).count();
    }
}

fn coverage_rows(it: &Coverage) -> Vec<CoverageRow> {
    let freshmen = (it.freshmen.students > 0).then_some(CoverageRow::Freshmen);
    let levels = (0..it.levels.len()).map(CoverageRow::Level);
    let classes = (0..it.classes.len()).map(CoverageRow::Class);
    let buildings = (0..it.buildings.len()).map(CoverageRow::Building);
    std::iter::once(CoverageRow::All).chain(freshmen).chain(levels).chain(classes).chain(buildings).collect()
}
