//! Hints of the safety watch that somebody put off (暂缓提示): they look at one again on a day they name, or as soon as there is more to it than
//! there was. Each is put off for whoever does it and nobody else.

use super::{CARE_REASON_LIMIT, Day, Paged, Pattern, Refusal, UserId};
use serde::{Deserialize, Serialize};

/// How a hint is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// The day on which it is shown again.
    pub until: Day,
    /// How many there were when it was put off; with more it is shown at once.
    pub count: u32,
    /// Why.
    pub reason: Box<str>,
}

/// A hint as somebody has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOffRow {
    /// Whose.
    pub by: UserId,
    /// Which.
    pub pattern: Pattern,
    /// How it is put off; `None` once it is taken up again.
    pub off: Option<PutOff>,
}

/// All hints that were ever put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutOffs {
    pub(super) rows: Paged<PutOffRow>,
}

/// Most hints one person has ever put off.
const LIMIT: usize = 1_000;

impl Default for PutOffs {
    fn default() -> Self {
        Self { rows: Paged::new(64) }
    }
}

impl PutOffs {
    /// How somebody put a hint off, whether its day is past or not.
    pub fn of(&self, user: UserId, pattern: &Pattern) -> Option<&PutOff> {
        self.rows.rows().iter().find(|it| it.by == user && it.pattern == *pattern)?.off.as_ref()
    }

    pub(super) fn check(
        &self,
        (by, today, most): (UserId, Day, i32),
        pattern: &Pattern,
        (before, after): (Option<&PutOff>, Option<&PutOff>),
    ) -> Result<(), Refusal> {
        if let Pattern::Repair { office, .. } = pattern {
            super::check_len(office, CARE_REASON_LIMIT)?;
        }
        if self.of(by, pattern) != before || before == after {
            return Err(Refusal::ChangedMeanwhile);
        }
        let Some(it) = after else { return Ok(()) };
        super::check_len(&it.reason, CARE_REASON_LIMIT)?;
        if it.reason.trim().is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        if it.until <= today {
            return Err(Refusal::UntilPast { day: it.until, today });
        }
        if it.until.since(today) > most {
            return Err(Refusal::SnoozeTooLong { most });
        }
        let own = || self.rows.rows().iter().filter(|it| it.by == by);
        if own().all(|it| it.pattern != *pattern) && own().count() >= LIMIT {
            return Err(Refusal::TooLong { limit: LIMIT, got: LIMIT + 1 });
        }
        Ok(())
    }

    pub(super) fn apply(&mut self, by: UserId, pattern: &Pattern, after: Option<&PutOff>) {
        let row = self.rows.rows().iter().position(|it| it.by == by && it.pattern == *pattern);
        match row.and_then(|row| self.rows.get_mut(row)) {
            Some(it) => it.off = after.cloned(),
            None => {
                self.rows.push(PutOffRow { by, pattern: pattern.clone(), off: after.cloned() });
            }
        }
    }
}
