//! Requests of students (诉求): those to which an answer is owed, those that wait for a rating, and how the services do.

use super::LOG_ROWS;
use crate::campus::{Campus, RequestState, Seq, Stamp, UserId, supervise};
use crate::desk::Sight;
use crate::tui::model::{Place, RequestScope};

/// Days over which the services are looked at.
const SERVICE_DAYS: i32 = 7;

/// What the screen of requests shows; empty while it is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestBoard {
    /// The requests of the present scope.
    pub rows: Vec<Seq>,
    /// How the services did, where that is looked at.
    pub services: Vec<ServiceLine>,
    /// To how many an answer is owed.
    pub open: usize,
    /// To how many it should have been given.
    pub overdue: usize,
}

/// How a service did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// Which.
    pub office: String,
    /// Requests that came.
    pub count: usize,
    /// To which an answer is owed.
    pub open: usize,
    /// To which it should have been given.
    pub overdue: usize,
    /// Answered later than was promised.
    pub late: usize,
    /// Minutes to the answer in the middle.
    pub median_minutes: Option<i64>,
    /// The average rating in hundredths, and how many rated.
    pub rating: Option<(usize, usize)>,
}

impl RequestBoard {
    /// As `user` sees it at `now`.
    pub(super) fn of(campus: &Campus, place: Place, scope: RequestScope, now: Stamp, user: UserId) -> Self {
        if place != Place::Requests {
            return Self::default();
        }
        let sight = Sight::new(campus, user);
        let open = sight.open_requests().count();
        let overdue = sight.open_requests().filter(|it| it.is_overdue(now)).count();
        let mut board = Self { open, overdue, ..Self::default() };
        match scope {
            RequestScope::Open => {
                let mut rows: Vec<_> = sight.open_requests().map(|it| (it.due(), it.seq())).collect();
                rows.sort_unstable();
                board.rows = rows.into_iter().map(|it| it.1).collect();
            }
            RequestScope::Answered => {
                let answered = sight.requests().rev().filter(|it| it.state() == RequestState::Answered);
                board.rows = answered.take(LOG_ROWS).map(|it| it.seq()).collect();
            }
            RequestScope::All => board.rows = sight.requests().rev().take(LOG_ROWS).map(|it| it.seq()).collect(),
            RequestScope::Services => {
                let from = now.day(campus.zone()).plus(1 - SERVICE_DAYS).at(campus.zone(), 0, 0);
                let records = supervise(sight.requests().filter(|it| it.at() >= from).map(|it| it.case()), now);
                let line = |it: &crate::campus::ServiceRecord<'_>| ServiceLine {
                    office: it.office.to_owned(),
                    count: it.count,
                    open: it.open,
                    overdue: it.overdue,
                    late: it.late,
                    median_minutes: it.median_minutes,
                    rating: it.rating().map(|rating| (rating, it.rated)),
                };
                board.services = records.iter().map(line).collect();
            }
        }
        board
    }
}
