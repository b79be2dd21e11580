//! Days off and make-up workdays, from the State Council's holiday notices (`assets/cn_holidays.csv`).

use super::Day;
use chrono::{Datelike, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of day a date is; the duty rota turns separately for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// A workday, make-up workdays included.
    Workday,
    /// A Saturday or Sunday that is not a workday.
    Weekend,
    /// A public holiday or a day off that belongs to one.
    Holiday,
}

/// The days that do not follow the plain weekday rule.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    days: BTreeMap<Day, (Box<str>, bool)>,
    years: BTreeSet<i32>,
}

impl Calendar {
    /// The calendar that ships with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: std::sync::LazyLock<Calendar> =
            std::sync::LazyLock::new(|| Calendar::parse(include_str!("../../assets/cn_holidays.csv")));
        &SHIPPED
    }

    /// Reads lines `date,name,is_off_day` (`2026-10-01,国庆节,1`); a line that is not of that form is passed over.
    pub fn parse(text: &str) -> Self {
        let mut calendar = Self::default();
        for line in text.lines() {
            let mut fields = line.trim().splitn(3, ',');
            let (Some(date), Some(name), Some(off)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let Ok(date) = date.parse::<chrono::NaiveDate>() else { continue };
            calendar.years.insert(date.year());
            calendar.days.insert(Day::from(date), (name.into(), off.trim() == "1"));
        }
        calendar
    }

    /// Whether the year's holidays are known; if not, the screen must say so.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// What kind of day it is. In a year without data only the weekday speaks.
    pub fn kind(&self, day: Day) -> DayKind {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.days.get(&day) {
            Some((_, true)) => DayKind::Holiday,
            Some((_, false)) => DayKind::Workday,
            None if weekend => DayKind::Weekend,
            None => DayKind::Workday,
        }
    }

    /// The name of the holiday a listed day belongs to.
    pub fn name(&self, day: Day) -> Option<&str> {
        self.days.get(&day).map(|(name, _)| &**name)
    }

    /// The day that lies so many workdays after `day`.
    pub fn workdays_after(&self, day: Day, workdays: u32) -> Day {
        let (mut at, mut left) = (day, workdays);
        // No holiday of the list is longer than ten days, so this ends after at most a few weeks.
        while left > 0 {
            at = at.plus(1);
            if at == Day(i32::MAX) {
                return at;
            }
            left -= u32::from(self.kind(at) == DayKind::Workday);
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn make_up_days_are_workdays_and_holidays_are_off() {
        let calendar = Calendar::parse("date,name,is_off_day\n2026-10-01,国庆节,1\n2026-10-10,国庆节,0\nnonsense\n");
        assert_eq!(calendar.kind(Day::ymd(2026, 10, 1).unwrap()), DayKind::Holiday);
        assert_eq!(calendar.kind(Day::ymd(2026, 10, 10).unwrap()), DayKind::Workday);
        assert_eq!(calendar.kind(Day::ymd(2026, 10, 11).unwrap()), DayKind::Weekend);
        assert!(calendar.knows(2026) && !calendar.knows(2027));
    }

    #[test]
    fn three_workdays_jump_over_the_weekend() {
        let friday = Day::ymd(2026, 11, 20).unwrap();
        assert_eq!(Calendar::shipped().workdays_after(friday, 3), Day::ymd(2026, 11, 25).unwrap());
    }

    #[test]
    fn the_shipped_calendar_is_read_whole() {
        let shipped = Calendar::shipped();
        assert!((2024..=2026).all(|year| shipped.knows(year)));
    }
}
