//! Whom one has to talk to how often, and what makes somebody more urgent than somebody else (谈话节奏与轻重), as the college's presets give it.

use super::{Concern, Severity, Trigger, Weather};
use serde::Deserialize;

/// How often one talks to whom, and how a concern level is kept (关注规则).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareRules {
    /// Days from one talk to the next at the levels 1 to 4; 0 where the level sets no rhythm.
    pub rhythm: [u16; 4],
    /// Days from the beginning of the autumn teaching within which every freshman was talked to.
    pub freshmen_days: u16,
    /// When the teaching of the autumn term begins, `MM-DD`: the freshmen's days are counted from it.
    pub freshmen_from: Box<str>,
    /// Levels that are set only with a reason, an until-day and a reviewer, and left only with a reason.
    pub demand: Vec<u8>,
    /// Days after which a level of 1 to 4 is due for review where no day was said.
    pub review: [u16; 4],
    /// For how many days at most somebody is put off.
    pub snooze_days: u16,
    /// How many days ahead a birthday is thought of.
    pub birthday_days: u16,
    /// For how many days one talks to whoever is back from a leave, and how long that leave was at least.
    pub back_days: u16,
    /// Days of a leave from which on the return is thought of.
    pub back_after: u16,
    /// From how many of the last days the pace is taken at which everybody will have been talked to.
    pub pace_days: u16,
}

/// Points that rise: for the first, for each further one, at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rising {
    /// For the first.
    pub first: u16,
    /// For each further one.
    pub more: u16,
    /// At most.
    pub most: u16,
}

impl Rising {
    /// The points for so many; none for none.
    pub fn points(self, count: u32) -> u32 {
        let more = count.saturating_sub(1).saturating_mul(self.more.into());
        if count == 0 { 0 } else { u32::from(self.first).saturating_add(more).min(self.most.into()) }
    }
}

/// What makes somebody more urgent, in points (该和谁谈的权重).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextRules {
    /// Looked for right now.
    pub missing: u16,
    /// In an open incident of severity I to IV.
    pub incident: [u16; 4],
    /// A follow-up is due: for its day, for each day past it, at most.
    pub followup: Rising,
    /// The level 1 to 4 itself.
    pub level: [u16; 4],
    /// The rhythm of the level is overrun: for the first day, for each further one, at most.
    pub rhythm: Rising,
    /// Nobody has ever talked to somebody of a level with a rhythm.
    pub never: u16,
    /// The level is due for review: for the day, for each day past it, at most.
    pub review: Rising,
    /// Not talked to this term; it rises from nothing to this in the course of the term.
    pub term: u16,
    /// A freshman not talked to in time; before that it rises to this.
    pub freshman: u16,
    /// Absent in rounds since the last talk: for the first night, for each further one, at most.
    pub absent: Rising,
    /// Late, likewise.
    pub late: Rising,
    /// The mood of the class, from sunny to storm.
    pub mood: [u16; 5],
    /// Back from a leave.
    pub back: u16,
    /// A birthday.
    pub birthday: u16,
    /// Must-talk marks.
    pub marks: MarkRules,
}

/// The points of each must-talk mark (必谈).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the trigger of that name")]
pub struct MarkRules {
    pub falling_marks: u16,
    pub prize: u16,
    pub poverty: u16,
    pub upheaval: u16,
    pub sanction: u16,
    pub gaming: u16,
    pub distress: u16,
    pub minority: u16,
    pub party: u16,
    pub arrears: u16,
    pub officer: u16,
    pub failed_course: u16,
}

/// Most points a single term may have, so that no sum is ever too large.
const POINTS_LIMIT: u16 = 1_000;
/// Most days any of the rules may speak of.
const DAYS_LIMIT: u16 = 366;

impl Default for CareRules {
    /// PRACTICE: 7, 14 and 30 days; freshmen within a month.
    fn default() -> Self {
        Self {
            rhythm: [7, 14, 30, 0],
            freshmen_days: 30,
            freshmen_from: "09-01".into(),
            demand: vec![1, 2],
            review: [14, 30, 90, 180],
            snooze_days: 30,
            birthday_days: 3,
            back_days: 7,
            back_after: 3,
            pace_days: 28,
        }
    }
}

impl Default for NextRules {
    fn default() -> Self {
        let rising = |first, more, most| Rising { first, more, most };
        Self {
            missing: 100,
            incident: [80, 60, 30, 12],
            followup: rising(30, 2, 60),
            level: [40, 25, 12, 5],
            rhythm: rising(20, 2, 60),
            never: 30,
            review: rising(20, 1, 40),
            term: 20,
            freshman: 20,
            absent: rising(12, 12, 36),
            late: rising(4, 4, 16),
            mood: [0, 0, 1, 4, 8],
            back: 8,
            birthday: 6,
            marks: MarkRules {
                falling_marks: 15,
                prize: 5,
                poverty: 10,
                upheaval: 25,
                sanction: 18,
                gaming: 12,
                distress: 30,
                minority: 4,
                party: 3,
                arrears: 10,
                officer: 3,
                failed_course: 15,
            },
        }
    }
}

/// The place of a level among those from 1 to 4.
fn place(level: Concern) -> Option<usize> {
    usize::from(level.number()).checked_sub(1)
}

impl CareRules {
    /// Days within which the next talk is due at a level, `None` where it sets no rhythm.
    pub fn rhythm_days(&self, level: Concern) -> Option<i32> {
        let days = self.rhythm.get(place(level)?)?;
        (*days > 0).then(|| i32::from(*days))
    }

    /// Days after which a level is due for review where no day was said; `None` for no level.
    pub fn review_days(&self, level: Concern) -> Option<i32> {
        self.review.get(place(level)?).map(|it| i32::from(*it))
    }

    /// Whether a level is set only with a reason, an until-day and a reviewer.
    pub fn demands(&self, level: Concern) -> bool {
        level != Concern::None && self.demand.contains(&level.number())
    }

    /// Month and day on which the freshmen's days begin.
    pub fn freshmen_begin(&self) -> (u32, u32) {
        // Invariant: it is held against reason when the page is read.
        month_day(&self.freshmen_from).unwrap_or((9, 1))
    }

    /// The key whose value makes no sense, if one does.
    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let Self { rhythm, review, demand, .. } = self;
        if rhythm.iter().any(|it| *it > DAYS_LIMIT) {
            Some("care.rhythm")
        } else if review.iter().any(|it| *it == 0 || *it > DAYS_LIMIT) {
            Some("care.review")
        } else if demand.iter().any(|it| !(1..=4).contains(it)) {
            Some("care.demand")
        } else if month_day(&self.freshmen_from).is_none() {
            Some("care.freshmen_from")
        } else if self.snooze_days == 0 || self.snooze_days > DAYS_LIMIT {
            Some("care.snooze_days")
        } else if self.pace_days == 0 || self.pace_days > DAYS_LIMIT {
            Some("care.pace_days")
        } else if [self.freshmen_days, self.birthday_days, self.back_days, self.back_after].iter().any(|it| *it > DAYS_LIMIT) {
            Some("care")
        } else {
            None
        }
    }
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A year that is no leap year: the 29 February is no day on which anything begins each year.
    super::Day::ymd(2025, month, day).map(|_| (month, day))
}

impl NextRules {
    /// The points of a level itself.
    pub fn of_level(&self, level: Concern) -> u32 {
        place(level).and_then(|at| self.level.get(at)).map_or(0, |it| u32::from(*it))
    }

    /// The points of an open incident.
    pub fn of_incident(&self, severity: Severity) -> u32 {
        usize::from(severity.number()).checked_sub(1).and_then(|at| self.incident.get(at)).map_or(0, |it| u32::from(*it))
    }

    /// The points of the mood of a class.
    pub fn of_mood(&self, weather: Weather) -> u32 {
        let at = Weather::ALL.iter().position(|it| *it == weather);
        at.and_then(|at| self.mood.get(at)).map_or(0, |it| u32::from(*it))
    }

    /// The points of a must-talk mark.
    pub fn of_mark(&self, trigger: Trigger) -> u32 {
        let it = &self.marks;
        u32::from(match trigger {
            Trigger::FallingMarks => it.falling_marks,
            Trigger::Prize => it.prize,
            Trigger::Poverty => it.poverty,
            Trigger::Upheaval => it.upheaval,
            Trigger::Sanction => it.sanction,
            Trigger::Gaming => it.gaming,
            Trigger::Distress => it.distress,
            Trigger::Minority => it.minority,
            Trigger::Party => it.party,
            Trigger::Arrears => it.arrears,
            Trigger::Officer => it.officer,
            Trigger::FailedCourse => it.failed_course,
        })
    }

    /// The key whose value makes no sense, if one does.
    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let Self { missing, never, term, freshman, back, birthday, .. } = *self;
        let rising = [self.followup, self.rhythm, self.review, self.absent, self.late];
        let single = [missing, never, term, freshman, back, birthday].into_iter().chain(self.incident).chain(self.level).chain(self.mood);
        let marks = Trigger::ALL.iter().any(|it| self.of_mark(*it) > POINTS_LIMIT.into());
        if single.into_iter().chain(rising.iter().flat_map(|it| [it.first, it.more, it.most])).any(|it| it > POINTS_LIMIT) || marks {
            Some("next")
        } else if rising.iter().any(|it| it.most < it.first) {
            Some("next.followup/rhythm/review/absent/late")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_rise_up_to_a_limit() {
        let it = Rising { first: 20, more: 2, most: 25 };
        assert_eq!([0, 1, 2, 3, 4, u32::MAX].map(|count| it.points(count)), [0, 20, 22, 24, 25, 25]);
    }

    #[test]
    fn a_rhythm_of_nothing_is_none() {
        let rules = CareRules::default();
        let days = [Concern::None, Concern::Red, Concern::Orange, Concern::Yellow, Concern::Blue].map(|it| rules.rhythm_days(it));
        assert_eq!(days, [None, Some(7), Some(14), Some(30), None]);
        assert!(rules.demands(Concern::Red) && !rules.demands(Concern::Yellow) && !rules.demands(Concern::None));
    }

    #[test]
    fn rules_without_reason_are_named_by_their_key() {
        let care = |change: fn(&mut CareRules)| {
            let mut rules = CareRules::default();
            change(&mut rules);
            rules.unreasonable()
        };
        assert_eq!(care(|_| {}), None);
        assert_eq!(care(|it| it.demand = vec![5]), Some("care.demand"));
        assert_eq!(care(|it| it.review[0] = 0), Some("care.review"));
        assert_eq!(care(|it| it.freshmen_from = "02-30".into()), Some("care.freshmen_from"));
        let mut next = NextRules::default();
        assert_eq!(next.unreasonable(), None);
        next.rhythm.most = 1;
        assert_eq!(next.unreasonable(), Some("next.followup/rhythm/review/absent/late"));
        next.missing = 1_001;
        assert_eq!(next.unreasonable(), Some("next"));
    }
}
