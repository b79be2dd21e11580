//! Tasks with who leads them, who takes part and until when (任务分工): of the organisation, of setting places up, of sign-plates.

use super::super::{CommunityId, Day, OFFICE_LIMIT, Places, Refusal, Seq, Spot, Stamp, UserId, Venues};
use serde::{Deserialize, Serialize};

/// What a task is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TaskKind {
    /// A task of the plan (建设任务).
    Organisation,
    /// A place is set up (场地布置).
    SetUp,
    /// A sign-plate is put up (标识牌).
    Plate,
}

impl TaskKind {
    /// All of them in the order lists have them.
    pub const ALL: [Self; 3] = [Self::Organisation, Self::SetUp, Self::Plate];
}

/// How many systems the plan has.
pub const SYSTEMS: u8 = 17;
/// Longest text of a task, in characters.
pub const TASK_LIMIT: usize = 120;

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What it is of.
    pub kind: TaskKind,
    /// What is to be done.
    pub what: Box<str>,
    /// Of which of the plan's systems, from 1; 0 for none.
    pub system: u8,
    /// For which community; `None` for all.
    pub community: Option<CommunityId>,
    /// For which place.
    pub venue: Option<Seq>,
    /// Who leads it (牵头).
    pub lead: Box<str>,
    /// Who takes part (参与); may be empty.
    pub with: Box<str>,
    /// Until when.
    pub due: Day,
    /// When it was done.
    pub done: Option<Day>,
}

impl Task {
    /// Whether it should have been done.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.done.is_none() && self.due < today
    }

    pub(super) fn check(&self, places: &Places, venues: &Venues, today: Day) -> Result<(), Refusal> {
        super::super::check_text_up_to(&self.what, TASK_LIMIT)?;
        if self.lead.trim().is_empty() {
            return Err(Refusal::EmptyName);
        }
        super::super::check_len(&self.lead, OFFICE_LIMIT)?;
        super::super::check_len(&self.with, TASK_LIMIT)?;
        super::super::check_spot(places, self.community.map(Spot::Community).as_ref())?;
        if self.system > SYSTEMS {
            return Err(Refusal::NoSuchSystem(self.system));
        }
        if let Some(venue) = self.venue.filter(|seq| venues.venue(*seq).is_none()) {
            return Err(Refusal::NoSuchVenue(venue));
        }
        if self.done.is_some_and(|it| it > today) { Err(Refusal::InFuture) } else { Ok(()) }
    }
}

/// What the campus keeps of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskHead {
    /// The entry it was set in: its id.
    pub seq: Seq,
    /// Who set it.
    pub by: UserId,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// How it stands; `None` for one that was dropped.
    pub it: Option<Task>,
}
