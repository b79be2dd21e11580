//! What is asked of a counselor in a term (考核指标), as the college's presets give it.

use super::Measure;
use serde::Deserialize;

/// Least numbers of a term for one counselor; 0 asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppraisalRules {
    /// Nights stayed.
    pub nights: u32,
    /// Shifts signed in to.
    pub shifts: u32,
    /// Talks.
    pub talks: u32,
    /// Students reached by them.
    pub persons: u32,
    /// Rounds walked to their end.
    pub rounds: u32,
    /// Rooms looked into.
    pub visits: u32,
    /// Incidents answered first.
    pub incidents: u32,
    /// Most minutes to the first answer, in the middle of all.
    pub answer_minutes: u32,
    /// Least follow-ups on time, in hundredths.
    pub followups_percent: u32,
    /// Activities.
    pub activities: u32,
    /// Days after the promised one on which a follow-up is still on time.
    pub grace_days: u16,
}

impl AppraisalRules {
    /// What is asked of so many counselors together; `None` where nothing is.
    pub fn asked(&self, measure: Measure, people: u32) -> Option<u32> {
        let (asked, adds_up) = match measure {
            Measure::Nights => (self.nights, true),
            Measure::Shifts => (self.shifts, true),
            Measure::Talks => (self.talks, true),
            Measure::Persons => (self.persons, true),
            Measure::Rounds => (self.rounds, true),
            Measure::Visits => (self.visits, true),
            Measure::Incidents => (self.incidents, true),
            Measure::Answer => (self.answer_minutes, false),
            Measure::FollowUps => (self.followups_percent, false),
            Measure::Activities => (self.activities, true),
        };
        (asked > 0).then_some(if adds_up { asked.saturating_mul(people) } else { asked })
    }

    pub(in crate::campus) fn unreasonable(&self) -> Option<&'static str> {
        (self.followups_percent > 100).then_some("appraisal.followups_percent")
    }
}
