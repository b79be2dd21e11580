//! Time as the campus knows it: instants in UTC, days in the college's zone, and the night that spans two of them.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc, Weekday};
pub use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How many days from 1970 on, either way, are time at all: some 260,000 years. A little less than chrono counts, for a zone or an hour may
/// still lead past an instant and must not lead past the last one there is.
const EDGE: i64 = 95_000_000;

/// An instant: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Stamp(pub i64);

impl Stamp {
    /// As a date and time in the college's zone. An instant beyond all years (a hostile entry) reads as 1970.
    pub fn local(self, zone: Tz) -> DateTime<Tz> {
        let within = Some(self.0).filter(|it| (-EDGE..EDGE).contains(&(it / 86_400_000)));
        within.and_then(DateTime::<Utc>::from_timestamp_millis).unwrap_or_default().with_timezone(&zone)
    }

    /// The calendar day in the college's zone.
    pub fn day(self, zone: Tz) -> Day {
        Day::from(self.local(zone).date_naive())
    }

    /// The duty date (值班日): until noon the night still belongs to the day before, for it began then.
    pub fn duty_day(self, zone: Tz) -> Day {
        let local = self.local(zone);
        let day = Day::from(local.date_naive());
        if local.hour() < 12 { day.plus(-1) } else { day }
    }

    /// This instant moved by some minutes.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Whole minutes from `earlier` to this instant, negative if it lies after.
    pub fn minutes_since(self, earlier: Stamp) -> i64 {
        self.0.saturating_sub(earlier.0) / 60_000
    }
}

impl<Z: TimeZone> From<DateTime<Z>> for Stamp {
    fn from(at: DateTime<Z>) -> Self {
        Self(at.timestamp_millis())
    }
}

/// A calendar day, as days since 1 January of the year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// The day of a date, `None` if there is no such date.
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// As a chrono date. A day beyond all years (a hostile entry) reads as the first or the last of them.
    pub fn date(self) -> NaiveDate {
        let epoch = NaiveDate::default();
        let days = (i64::from(self.0) - i64::from(epoch.num_days_from_ce())).clamp(-EDGE, EDGE);
        epoch.checked_add_signed(Duration::days(days)).unwrap_or(epoch)
    }

    /// The day so many days later.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this day.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The instant at which the clock on the wall shows `hour:minute` on this day. Where a daylight-saving change makes that
    /// time happen twice the first is meant; where it skips it, the instant one hour on.
    pub fn at(self, zone: Tz, hour: u32, minute: u32) -> Stamp {
        let time = NaiveTime::from_hms_opt(hour.min(23), minute.min(59), 0).unwrap_or(NaiveTime::MIN);
        let wall = self.date().and_time(time);
        let found = zone.from_local_datetime(&wall).earliest();
        found
            .or_else(|| zone.from_local_datetime(&(wall + Duration::hours(1))).earliest())
            .map_or_else(|| Stamp(wall.and_utc().timestamp_millis()), Stamp::from)
    }
}

/// The term a day lies in (学期), by its first and last day: from August to January, and from February to July.
pub fn term_of(day: Day) -> (Day, Day) {
    let (year, month) = (day.date().year(), day.date().month());
    let from = match month {
        1 => Day::ymd(year.saturating_sub(1), 8, 1),
        2..=7 => Day::ymd(year, 2, 1),
        _ => Day::ymd(year, 8, 1),
    };
    let until = match month {
        1 => Day::ymd(year, 1, 31),
        2..=7 => Day::ymd(year, 7, 31),
        _ => Day::ymd(year.saturating_add(1), 1, 31),
    };
    (from.unwrap_or(day), until.unwrap_or(day))
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date.num_days_from_ce())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHANGHAI: Tz = Tz::Asia__Shanghai;

    #[test]
    fn the_small_hours_belong_to_the_night_before() {
        let day = Day::ymd(2026, 11, 6).unwrap();
        assert_eq!(day.at(SHANGHAI, 2, 0).duty_day(SHANGHAI), day.plus(-1));
        assert_eq!(day.at(SHANGHAI, 17, 0).duty_day(SHANGHAI), day);
    }

    #[test]
    fn january_belongs_to_the_autumn_term() {
        let day = |y, m, d| Day::ymd(y, m, d).unwrap();
        let autumn = (day(2026, 8, 1), day(2027, 1, 31));
        assert_eq!([term_of(day(2027, 1, 31)), term_of(day(2026, 8, 1)), term_of(day(2026, 12, 5))], [autumn; 3]);
        assert_eq!(term_of(day(2027, 2, 1)), (day(2027, 2, 1), day(2027, 7, 31)));
    }

    #[test]
    fn a_skipped_hour_still_has_an_instant() {
        let day = Day::ymd(2026, 3, 8).unwrap();
        let skipped = day.at(Tz::America__New_York, 2, 30);
        assert_eq!(skipped, day.at(Tz::America__New_York, 3, 30));
    }

    #[test]
    fn nonsense_from_a_hostile_entry_does_not_panic() {
        let _ = Stamp(i64::MAX).local(SHANGHAI);
        let _ = Stamp(i64::MIN).duty_day(SHANGHAI);
        let _ = Day(i32::MAX).weekday();
        let _ = Day(i32::MIN).at(SHANGHAI, 99, 99);
    }

    #[test]
    fn the_edge_of_all_years_has_days_in_every_zone() {
        for zone in [SHANGHAI, Tz::UTC, Tz::America__New_York, Tz::Pacific__Kiritimati, Tz::Pacific__Pago_Pago] {
            for edge in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
                for hours in -72..=72 {
                    let at = Stamp(edge.timestamp_millis()).plus_minutes(hours * 60);
                    let _ = (at.local(zone).to_string(), at.duty_day(zone));
                    let day = at.day(zone);
                    assert!((0..24).all(|hour| Stamp::from(day.plus(1).at(zone, hour, 59).local(zone)) >= Stamp(i64::MIN)));
                }
            }
        }
    }
}
