//! Care for single students as one user sees it (关心关爱): whom to talk to next and why, how far everybody has been reached, who is on the care
//! list, and the network of people around them.
//!
//! Pure: everything is asked of the campus through the [`Sight`] of whoever sits there. What somebody does not see adds no points, is in no sum
//! and in no list of theirs.

mod coverage;
mod ground;
mod list;
mod network;
mod next;
mod parts;
#[cfg(test)]
mod tests;

pub use coverage::{Coverage, Forecast, LevelShare, Share, coverage};
pub use list::{CareRow, care_list};
pub use network::{NetworkNode, NetworkRow, NetworkView, Watcher, network};
pub use next::{Next, NextRow, Term, next, why};

use super::Sight;
use super::rights::{Watch, watches};
use crate::campus::{Campus, Student, StudentId, UserId};

/// Of whom a question is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The students one answers for: of one's classes; of one's department; everybody, for who has neither.
    #[default]
    Mine,
    /// Everybody whose talks one may follow.
    All,
}

/// Whom a question is about.
struct Circle<'a> {
    sight: Sight<'a>,
    whose: Whose,
    has_classes: bool,
    department: Option<crate::campus::DepartmentId>,
}

impl<'a> Circle<'a> {
    fn new(campus: &'a Campus, user: UserId, whose: Whose) -> Self {
        let who = campus.staff().user(user);
        let department = who.filter(|it| watches(it.role) == Some(Watch::Department)).and_then(|it| it.department);
        Self { sight: Sight::new(campus, user), whose, has_classes: who.is_some_and(|it| !it.classes.is_empty()), department }
    }

    fn holds(&self, campus: &Campus, id: StudentId, it: &Student) -> bool {
        if it.facts.left {
            return false;
        }
        match self.whose {
            Whose::Mine if self.has_classes => self.sight.leads_student(id),
            Whose::Mine if self.department.is_some() => campus.people().department_of(id) == self.department && self.sight.follows(id),
            Whose::Mine | Whose::All => self.sight.follows(id) || self.sight.leads_student(id),
        }
    }
}
