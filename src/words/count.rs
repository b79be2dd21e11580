//! What is counted, in words: the measures of the appraisal and the axes of the statistics.

use super::Words;
use crate::campus::appraisal::Measure;
use crate::campus::{NewsHouse, NewsState};

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

    /// A house (发布平台): `云平台`.
    pub fn news_house(&self, house: NewsHouse) -> String {
        self.get(match house {
            NewsHouse::Cloud => "news-house-cloud",
            NewsHouse::Story => "news-house-story",
        })
    }

    /// How a piece stands: `已发布`.
    pub fn news_state(&self, state: NewsState) -> String {
        self.get(match state {
            NewsState::Drafted => "news-state-drafted",
            NewsState::Reviewed => "news-state-reviewed",
            NewsState::Published => "news-state-published",
            NewsState::Withdrawn => "news-state-withdrawn",
        })
    }
}
