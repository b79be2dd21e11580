//! What is counted, in words: the measures of the appraisal and the axes of the statistics.

use super::Words;
use crate::campus::appraisal::Measure;

impl Words {
    /// A measure (考核项目): `谈话人数`.
    pub fn measure(&self, measure: Measure) -> String {
        self.get(match measure {
            Measure::Nights => "count-nights",
            Measure::Shifts => "count-shifts",
            Measure::Talks => "count-talks",
            Measure::Persons => "count-persons",
            Measure::Rounds => "count-rounds",
            Measure::Visits => "count-visits",
            Measure::Incidents => "count-incidents",
            Measure::Answer => "count-answer",
            Measure::FollowUps => "count-followups",
            Measure::Activities => "count-activities",
        })
    }
}
