//! Dates and times as people read them, in the college's zone.

use super::{Lang, Words};
use crate::campus::{Day, Stamp, Tz};
use chrono::{Datelike, Timelike};

impl Words {
    /// A day without its year: `11月23日`, `23 Nov`.
    pub fn day(&self, day: Day) -> String {
        let date = day.date();
        match self.lang() {
            Lang::Zh => format!("{}月{}日", date.month(), date.day()),
            Lang::En => date.format("%-d %b").to_string(),
        }
    }

    /// The day of the week: `周一`, `Mon`.
    pub fn weekday(&self, day: Day) -> String {
        let names = self.get("time-weekdays");
        names.split(' ').nth(day.weekday().num_days_from_monday() as usize).unwrap_or_default().to_owned()
    }

    /// A day with its weekday: `11月23日 周一`.
    pub fn day_long(&self, day: Day) -> String {
        format!("{} {}", self.day(day), self.weekday(day))
    }

    /// A day as one would say it today: `今天`, `昨天`, `明天`, `周四` within the week ahead, else the date, with the year if it is another.
    pub fn day_near(&self, day: Day, today: Day) -> String {
        match day.since(today) {
            0 => self.get("time-today"),
            1 => self.get("time-tomorrow"),
            -1 => self.get("time-yesterday"),
            2..=6 => self.weekday(day),
            _ if day.date().year() == today.date().year() => self.day(day),
            _ => day.date().format("%Y-%m-%d").to_string(),
        }
    }

    /// The clock on the wall: `23:36`.
    pub fn clock(&self, at: Stamp, zone: Tz) -> String {
        let local = at.local(zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// A moment as one would say it today: the clock alone for today, with the day before it otherwise.
    pub fn moment(&self, at: Stamp, now: Stamp, zone: Tz) -> String {
        let (day, today) = (at.day(zone), now.day(zone));
        if day == today { self.clock(at, zone) } else { format!("{} {}", self.day_near(day, today), self.clock(at, zone)) }
    }

    /// A span of time, rounded down to what matters: `4:12` under an hour (minutes and seconds), `3小时20分`, `2天`. The sign is left to the caller.
    pub fn span(&self, from: Stamp, to: Stamp) -> String {
        let seconds = to.0.saturating_sub(from.0).unsigned_abs() / 1000;
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600, seconds / 60);
        match self.lang() {
            _ if hours == 0 => format!("{:02}:{:02}", minutes, seconds % 60),
            Lang::Zh if days == 0 => format!("{hours}小时{:02}分", minutes % 60),
            Lang::En if days == 0 => format!("{hours} h {:02} min", minutes % 60),
            Lang::Zh => format!("{days}天"),
            Lang::En => format!("{days} d"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_near_today_are_said_by_name() {
        let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
        let today = Day::ymd(2026, 11, 23).unwrap();
        assert_eq!(zh.day_near(today.plus(1), today), "明天");
        assert_eq!(zh.day_near(today.plus(3), today), "周四");
        assert_eq!(zh.day_near(today.plus(10), today), "12月3日");
        assert_eq!(en.day_near(today.plus(-300), today), "27 Jan");
        assert_eq!(zh.day_near(today.plus(60), today), "2027-01-22");
    }

    #[test]
    fn spans_are_short() {
        let zh = Words::new(Lang::Zh);
        assert_eq!(zh.span(Stamp(0), Stamp(252_000)), "04:12");
        assert_eq!(zh.span(Stamp(0), Stamp(12_000_000)), "3小时20分");
        assert!(!zh.span(Stamp(i64::MAX), Stamp(i64::MIN)).is_empty());
    }
}
