//! What becomes of a ledger that comes in: the acts of each row that is taken, and why the others are not.

use super::super::intake::SheetPlan;
use crate::campus::{Act, ActivityAct, ActivityEntered, ActivityFacts, ActivityState, Seq, StudentId};
use serde::Serialize;

/// Why a row is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum ActivityReason {
    TitleMissing,
    KindUnknown,
    DayUnreadable,
    BeforeTerm,
    TimeUnreadable,
    CommunityUnknown,
    BranchUnknown,
    PlaceUnknown,
    CountUnreadable,
    FewerThanNamed,
    StudentUnknown,
    StudentSeveral,
    StudentLeft,
    Duplicate,
    BothThereAndNot,
}

/// A row that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The activity it changes; `None` for a new one.
    pub known: Option<Seq>,
    /// What it enters, or what stands already as it is to be.
    pub(super) entered: ActivityEntered,
    /// What is known of it now, where that changes.
    pub(super) before: Option<ActivityFacts>,
    /// How it stands now, where its day has come since it was planned.
    pub(super) ahead: Option<ActivityState>,
    /// Who was there and is not yet named.
    pub(super) added: Vec<StudentId>,
    /// Who is named and was not there after all.
    pub(super) removed: Vec<StudentId>,
    /// How many were there as it stands now, and as the row says.
    pub(super) count: (u32, u32),
}

impl ActivityRow {
    /// The act that comes first and gives a new activity its number; `None` for one that stands.
    pub fn enters(&self) -> Option<Act> {
        self.known.is_none().then(|| Act::Activity(ActivityAct::Entered(Box::new(self.entered.clone()))))
    }

    /// What comes then, of the activity with this number.
    pub fn then(&self, activity: Seq) -> Vec<Act> {
        let mut acts = Vec::new();
        if let Some(before) = &self.before {
            let (before, after) = (Box::new(before.clone()), Box::new(self.entered.facts.clone()));
            acts.push(ActivityAct::Amended { activity, before, after });
        }
        if let Some(from) = self.ahead {
            acts.push(ActivityAct::Moved { activity, from, to: ActivityState::Held, text: "".into() });
        }
        let (before, count) = self.count;
        if !self.added.is_empty() || !self.removed.is_empty() || before != count {
            let (added, removed) = (self.added.clone(), self.removed.clone());
            acts.push(ActivityAct::Attended { activity, added, removed, before, count });
        }
        acts.into_iter().map(Act::Activity).collect()
    }
}

/// An import, planned.
pub type ActivityPlan = SheetPlan<ActivityRow, ActivityReason>;

/// What becomes of days before the term that runs now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlierTerms {
    /// They are taken for a slip of the fingers.
    Rejected,
    /// An old ledger is taken in.
    Taken,
}
