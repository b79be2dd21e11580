//! What is counted, in words: the measures of the appraisal and the axes of the statistics.

use super::Words;
use crate::campus::appraisal::Measure;
use crate::campus::{AwardKind, AwardWhy, NewsHouse, NewsState};
use crate::say;

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

    /// What is awarded: `文明宿舍`.
    pub fn award_kind(&self, kind: AwardKind) -> String {
        self.get(match kind {
            AwardKind::Room => "award-kind-room",
            AwardKind::Class => "award-kind-class",
            AwardKind::Decor => "award-kind-decor",
            AwardKind::Sign => "award-kind-sign",
        })
    }

    /// Hundredths as people write them: `92.50`.
    pub fn hundredths(&self, points: i32) -> String {
        let sign = if points < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", points.unsigned_abs() / 100, points.unsigned_abs() % 100)
    }

    /// Why a candidate has the points of the rule: `卫生平均（3 次）92.50，晚归 2 人次 -2.00`.
    pub fn award_whys(&self, all: &[(AwardWhy, u16, i32)]) -> String {
        let said = |it: &(AwardWhy, u16, i32)| -> String {
            let (count, points): (u32, String) = (it.1.into(), self.hundredths(it.2));
            match it.0 {
                AwardWhy::Hygiene => say!(self, "award-why-hygiene", count = count, points = points),
                AwardWhy::Late => say!(self, "award-why-late", count = count, points = points),
                AwardWhy::Absent => say!(self, "award-why-absent", count = count, points = points),
                AwardWhy::Appliance => say!(self, "award-why-appliance", count = count, points = points),
                AwardWhy::Incident => say!(self, "award-why-incident", count = count, points = points),
            }
        };
        let and: String = self.get("award-why-and");
        all.iter().map(said).collect::<Vec<String>>().join(and.as_str())
    }
}
