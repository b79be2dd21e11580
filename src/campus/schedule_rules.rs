//! The rules of the duty schedule (排班规则) as the college's presets give them: hours, weights, posts, and the days that its own calendar changes.

use super::{Calendar, Day, DayKind, Sex, Stamp, Tz};
use chrono::Datelike;
use serde::Deserialize;

/// The kind of night by which duty rotates; each rotates on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyKind {
    /// 工作日.
    #[default]
    Workday,
    /// 周末.
    Weekend,
    /// 法定节假日.
    Holiday,
    /// 寒暑假.
    Vacation,
}

impl DutyKind {
    /// All kinds, in the order of the lists, each at its own number.
    pub const ALL: [Self; 4] = [Self::Workday, Self::Weekend, Self::Holiday, Self::Vacation];

    /// Whether a night of this kind counts as one on a day off.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Weekend | Self::Holiday)
    }
}

/// How the duty schedule is made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRules {
    /// Free nights between two duties of a person, at least one: nobody serves two nights in a row.
    pub rest: u8,
    /// Duties on days off in a calendar month, at most.
    pub off_cap: u8,
    /// Whether a counselor may be sent to another community's workroom; it is avoided.
    pub away: bool,
    /// How many days ahead a swap is asked for; later only as an emergency.
    pub change_days: u16,
    /// Minutes after the beginning up to which a signature is in time.
    pub late_after: u16,
    /// When the duty log is due on the morning after, `HH:MM`.
    pub log_due: Box<str>,
    /// Nights of workdays.
    pub workday: KindRules,
    /// Of weekends.
    pub weekend: KindRules,
    /// Of public holidays.
    pub holiday: KindRules,
    /// Of vacations.
    pub vacation: KindRules,
    /// Workrooms that need more than one person a night, or one of a sex.
    #[serde(default)]
    pub posts: Vec<PostRules>,
    /// Vacations of the college.
    #[serde(default)]
    pub vacations: Vec<Vacation>,
    /// Single days that the college treats otherwise than the public calendar.
    #[serde(default)]
    pub days: Vec<OwnDay>,
}

/// Hours and weight of a kind of night.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRules {
    /// From, `HH:MM`, on the duty date.
    pub from: Box<str>,
    /// Until, `HH:MM`; on the next day unless it is later than `from`.
    pub until: Box<str>,
    /// What a duty counts, in half units: 2 is one workday's night.
    pub weight: u8,
}

/// Who a seat of a workroom is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatNeed {
    /// Anybody.
    Any,
    /// A woman.
    Female,
    /// A man.
    Male,
}

impl SeatNeed {
    /// Whether somebody of this sex may have the seat. Whose sex is not on record may have only seats for anybody.
    pub fn admits(self, sex: Option<Sex>) -> bool {
        match self {
            Self::Any => true,
            Self::Female => sex == Some(Sex::Female),
            Self::Male => sex == Some(Sex::Male),
        }
    }
}

/// The seats of a workroom (岗位设置).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostRules {
    /// The community, by name.
    pub community: Box<str>,
    /// Who each seat is for.
    pub seats: Vec<SeatNeed>,
}

/// A vacation (寒暑假), both days included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacation {
    /// What it is called.
    pub name: Box<str>,
    /// First day, `YYYY-MM-DD`.
    pub from: Box<str>,
    /// Last day.
    pub until: Box<str>,
}

/// A day that is otherwise than in the public calendar (校历调整).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnDay {
    /// `YYYY-MM-DD`.
    pub date: Box<str>,
    /// What it is at this college.
    pub kind: DutyKind,
    /// Why.
    #[serde(default)]
    pub name: Box<str>,
}

/// Most seats of one workroom.
pub const SEATS_LIMIT: usize = 8;

impl Default for ScheduleRules {
    /// PRACTICE: a workday's night from 17:00 to 8:00, days off from 8:00 to 8:00; weights 1, 1.5, 2.
    fn default() -> Self {
        let kind = |from: &str, weight| KindRules { from: from.into(), until: "08:00".into(), weight };
        Self {
            rest: 2,
            off_cap: 3,
            away: true,
            change_days: 1,
            late_after: 10,
            log_due: "09:00".into(),
            workday: kind("17:00", 2),
            weekend: kind("08:00", 3),
            holiday: kind("08:00", 4),
            vacation: kind("08:00", 3),
            posts: Vec::new(),
            vacations: Vec::new(),
            days: Vec::new(),
        }
    }
}

impl ScheduleRules {
    /// What kind of night it is, by the college's own days, then the public holidays, then its vacations, then the weekday.
    pub fn kind(&self, day: Day) -> DutyKind {
        if let Some(own) = self.own(day) {
            return own.kind;
        }
        let calendar = Calendar::shipped();
        match calendar.kind(day) {
            DayKind::Holiday => DutyKind::Holiday,
            _ if self.vacation(day).is_some() => DutyKind::Vacation,
            DayKind::Weekend => DutyKind::Weekend,
            DayKind::Workday => DutyKind::Workday,
        }
    }

    /// What the day is called where it has a name: the college's own, the holiday's, the vacation's.
    pub fn day_name(&self, day: Day) -> Option<&str> {
        let own = self.own(day).map(|it| &*it.name).filter(|it| !it.is_empty());
        own.or_else(|| Calendar::shipped().name(day)).or_else(|| self.vacation(day).map(|it| &*it.name))
    }

    /// Whether the public holidays of the year are known; if not, whoever plans it must be told.
    pub fn knows_year(&self, day: Day) -> bool {
        let year = day.date().year();
        Calendar::shipped().knows(year) || self.days.iter().any(|it| date(&it.date).is_some_and(|day| day.date().year() == year))
    }

    /// From when to when the shift of a duty date runs.
    pub fn hours(&self, day: Day, zone: Tz) -> (Stamp, Stamp) {
        let rules = self.of_kind(self.kind(day));
        // Invariant: clocks are held against reason when the page is read.
        let from = super::preset::clock(&rules.from).unwrap_or((17, 0));
        let until = super::preset::clock(&rules.until).unwrap_or((8, 0));
        let last = if until > from { day } else { day.plus(1) };
        (day.at(zone, from.0, from.1), last.at(zone, until.0, until.1))
    }

    /// What a duty of this date counts, in half units.
    pub fn weight(&self, day: Day) -> i64 {
        self.of_kind(self.kind(day)).weight.into()
    }

    /// Hours and weight of a kind.
    pub fn of_kind(&self, kind: DutyKind) -> &KindRules {
        match kind {
            DutyKind::Workday => &self.workday,
            DutyKind::Weekend => &self.weekend,
            DutyKind::Holiday => &self.holiday,
            DutyKind::Vacation => &self.vacation,
        }
    }

    /// The seats of a community's workroom: one for anybody unless the presets say otherwise.
    pub fn seats(&self, community: &str) -> &[SeatNeed] {
        self.posts.iter().find(|it| &*it.community == community).map_or(&[SeatNeed::Any], |it| &it.seats)
    }

    fn own(&self, day: Day) -> Option<&OwnDay> {
        self.days.iter().find(|it| date(&it.date) == Some(day))
    }

    fn vacation(&self, day: Day) -> Option<&Vacation> {
        let holds = |it: &&Vacation| date(&it.from).is_some_and(|from| from <= day) && date(&it.until).is_some_and(|until| day <= until);
        self.vacations.iter().find(holds)
    }

    /// The key whose value makes no sense, if one does.
    pub(super) fn unreasonable(&self) -> Option<&'static str> {
        let kinds = DutyKind::ALL.map(|it| self.of_kind(it));
        let clock = |text: &str| super::preset::clock(text).is_some();
        let is_span = |it: &Vacation| matches!((date(&it.from), date(&it.until)), (Some(from), Some(until)) if from <= until);
        if !(1..=14).contains(&self.rest) {
            Some("schedule.rest")
        } else if self.off_cap == 0 {
            Some("schedule.off_cap")
        } else if !clock(&self.log_due) {
            Some("schedule.log_due")
        } else if kinds.iter().any(|it| !clock(&it.from) || !clock(&it.until) || it.weight == 0 || it.weight > 20) {
            Some("schedule.workday/weekend/holiday/vacation")
        } else if self.posts.len() > 64 || self.posts.iter().any(|it| it.seats.is_empty() || it.seats.len() > SEATS_LIMIT) {
            Some("schedule.posts")
        } else if self.vacations.len() > 64 || !self.vacations.iter().all(is_span) {
            Some("schedule.vacations")
        } else if self.days.iter().any(|it| date(&it.date).is_none()) {
            Some("schedule.days")
        } else {
            None
        }
    }
}

fn date(text: &str) -> Option<Day> {
    text.parse::<chrono::NaiveDate>().ok().map(Day::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own() -> ScheduleRules {
        let vacations = vec![Vacation { name: "寒假".into(), from: "2026-01-20".into(), until: "2026-02-28".into() }];
        let days = vec![OwnDay { date: "2026-11-06".into(), kind: DutyKind::Weekend, name: "运动会".into() }];
        ScheduleRules { vacations, days, ..ScheduleRules::default() }
    }

    #[test]
    fn the_colleges_own_days_come_first_then_holidays_then_vacations() {
        let rules = own();
        let day = |month, day| Day::ymd(2026, month, day).unwrap();
        assert_eq!(rules.kind(day(11, 6)), DutyKind::Weekend, "a Friday of its own");
        assert_eq!(rules.day_name(day(11, 6)), Some("运动会"));
        assert_eq!(rules.kind(day(2, 17)), DutyKind::Holiday, "Spring Festival within the vacation");
        assert_eq!(rules.kind(day(1, 24)), DutyKind::Vacation, "a Saturday of the vacation");
        assert_eq!(rules.kind(day(11, 7)), DutyKind::Weekend);
        assert!(rules.knows_year(day(1, 1)) && !rules.knows_year(Day::ymd(2040, 1, 1).unwrap()));
    }

    #[test]
    fn a_page_without_reason_is_named_by_its_key() {
        let wrong = |change: &dyn Fn(&mut ScheduleRules)| {
            let mut rules = own();
            change(&mut rules);
            rules.unreasonable()
        };
        assert_eq!(wrong(&|_| {}), None);
        assert_eq!(wrong(&|it| it.rest = 0), Some("schedule.rest"));
        assert_eq!(wrong(&|it| it.vacations[0].until = "2025-01-01".into()), Some("schedule.vacations"));
        assert_eq!(wrong(&|it| it.days[0].date = "2026-02-30".into()), Some("schedule.days"));
        assert_eq!(wrong(&|it| it.workday.from = "25:00".into()), Some("schedule.workday/weekend/holiday/vacation"));
    }

    proptest! {
        /// Two years in any zone: nights follow each other without overlap, and the only gaps are those between 8:00 and the next beginning.
        #[test]
        fn nights_neither_overlap_nor_leave_an_undeclared_gap(zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let rules = own();
            let first = Day::ymd(2026, 1, 1).unwrap();
            for ahead in 0..730 {
                let (day, next) = (first.plus(ahead), first.plus(ahead + 1));
                let ((starts, ends), (then, _)) = (rules.hours(day, zone), rules.hours(next, zone));
                prop_assert!(starts < ends && ends.minutes_since(starts) <= super::super::SHIFT_LIMIT_MINUTES, "{zone} {:?}", day.date());
                let gap = then.minutes_since(ends);
                let declared = if rules.kind(next) == DutyKind::Workday { 9 * 60 } else { 0 };
                // What a change of the clock between 8:00 and 17:00 adds or takes is the gap's.
                prop_assert!(gap == declared || declared > 0 && (gap - declared).abs() <= 120, "{zone} {:?}: {gap}", day.date());
            }
        }
    }
}
