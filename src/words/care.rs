//! How it is said whom to talk to next and why.

use super::Words;
use crate::campus::{Day, Trigger, Why};
use crate::say;

impl Words {
    /// What makes a talk a must: `成绩下滑`.
    pub fn trigger(&self, trigger: Trigger) -> String {
        self.get(match trigger {
            Trigger::FallingMarks => "campus-trigger-falling-marks",
            Trigger::Prize => "campus-trigger-prize",
            Trigger::Poverty => "campus-trigger-poverty",
            Trigger::Upheaval => "campus-trigger-upheaval",
            Trigger::Sanction => "campus-trigger-sanction",
            Trigger::Gaming => "campus-trigger-gaming",
            Trigger::Distress => "campus-trigger-distress",
            Trigger::Minority => "campus-trigger-minority",
            Trigger::Party => "campus-trigger-party",
            Trigger::Arrears => "campus-trigger-arrears",
            Trigger::Officer => "campus-trigger-officer",
            Trigger::FailedCourse => "campus-trigger-failed-course",
        })
    }

    /// What makes it urgent to talk to somebody: `2级 橙 已 21 天未谈`.
    pub fn why(&self, why: Why, today: Day) -> String {
        match why {
            Why::Missing(day) => say!(self, "campus-why-missing", day = self.day_near(day, today)),
            Why::Incident(_, severity) => say!(self, "campus-why-incident", severity = severity.roman()),
            Why::FollowUp(_, 0) => say!(self, "campus-why-followup"),
            Why::FollowUp(_, days) => say!(self, "campus-why-followup-late", days = days.to_string()),
            Why::Review(level, 0) => say!(self, "campus-why-review", level = self.concern(level)),
            Why::Review(level, days) => say!(self, "campus-why-review-late", level = self.concern(level), days = days.to_string()),
            Why::Rhythm(level, days) => say!(self, "campus-why-rhythm", level = self.concern(level), days = days.to_string()),
            Why::Never(level) => say!(self, "campus-why-never", level = self.concern(level)),
            Why::Term(percent) => say!(self, "campus-why-term", percent = percent.to_string()),
            Why::Freshman(left) if left < 0 => say!(self, "campus-why-freshman-late", days = left.unsigned_abs().to_string()),
            Why::Freshman(left) => say!(self, "campus-why-freshman", days = left.to_string()),
            Why::Mark(_, trigger, day) => say!(self, "campus-why-mark", trigger = self.trigger(trigger), day = self.day_near(day, today)),
            Why::Trait(trigger) => self.trigger(trigger),
            Why::Absent(count) => say!(self, "campus-why-absent", count = count.to_string()),
            Why::Late(count) => say!(self, "campus-why-late", count = count.to_string()),
            Why::Back(_, day) => say!(self, "campus-why-back", day = self.day_near(day, today)),
            Why::Birthday(0) => say!(self, "campus-why-birthday"),
            Why::Birthday(days) => say!(self, "campus-why-birthday-soon", days = days.to_string()),
            Why::Level(level) => self.concern(level),
            Why::Mood(weather) => say!(self, "campus-why-mood", weather = self.weather(weather)),
        }
    }

    /// The same with its points: `2级 橙 已 21 天未谈 +34`.
    pub fn why_in_points(&self, why: Why, points: u32, today: Day) -> String {
        say!(self, "campus-why-term-points", why = self.why(why, today), points = points.to_string())
    }
}
