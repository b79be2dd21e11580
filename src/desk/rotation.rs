//! Which automatic backups stay (轮换). Pure: names in, names out.
//!
//! A backup is named by when it was made and the last entry in it, `20261124-233600-12345.yedeng`, and by nothing else.

use crate::campus::{Day, Seq, Stamp, Tz};
use chrono::{Datelike, NaiveDate};

/// Days of which the last backup stays: somebody who comes back after a week away can still go back to any night of it.
pub const DAILY: usize = 7;
/// Weeks of which the last backup stays: a month's report is looked at again within the month.
pub const WEEKLY: usize = 4;
/// Months of which the last backup stays: a term, with the holidays around it.
pub const MONTHLY: usize = 6;

const ENDING: &str = ".yedeng";

/// An automatic backup, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The day it was made on, by the clock on the wall.
    pub day: Day,
    /// That clock, as `233600`.
    time: u32,
    /// The last entry in it.
    pub upto: Seq,
}

impl Named {
    /// For a backup made now.
    pub fn new(at: Stamp, zone: Tz, upto: Seq) -> Self {
        use chrono::Timelike as _;
        let local = at.local(zone);
        let time = local.hour() * 10_000 + local.minute() * 100 + local.second();
        Self { day: at.day(zone), time, upto }
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}-{:06}-{}{ENDING}", self.day.date().format("%Y%m%d"), self.time, self.upto)
    }

    /// From the name of a file; `None` if it is not named so.
    pub fn parse(file: &str) -> Option<Self> {
        let mut parts = file.strip_suffix(ENDING)?.split('-');
        let (day, time, upto) = (parts.next()?, parts.next()?, parts.next()?);
        let day = Day::from(NaiveDate::parse_from_str(day, "%Y%m%d").ok()?);
        let named = Self { day, time: time.parse().ok()?, upto: Seq(upto.parse().ok()?) };
        (parts.next().is_none() && named.file() == file).then_some(named)
    }
}

/// The backups that are to go: all but the last of each of the newest [`DAILY`] days, [`WEEKLY`] weeks and [`MONTHLY`] months there are. So the
/// newest always stays, and a desk that was left alone for a year loses none for that.
pub fn outdated(mut all: Vec<Named>) -> Vec<Named> {
    all.sort();
    // A name that stands twice is one file.
    all.dedup();
    all.reverse();
    let day = |it: &Named| it.day.0;
    let week = |it: &Named| {
        let week = it.day.date().iso_week();
        week.year() * 100 + week.week() as i32
    };
    let month = |it: &Named| it.day.date().year() * 100 + it.day.date().month() as i32;
    let mut stays = vec![false; all.len()];
    keep_last(&all, &mut stays, DAILY, &day);
    keep_last(&all, &mut stays, WEEKLY, &week);
    keep_last(&all, &mut stays, MONTHLY, &month);
    all.into_iter().zip(stays).filter(|(_, stays)| !stays).map(|(it, _)| it).collect()
}

fn keep_last(newest_first: &[Named], stays: &mut [bool], most: usize, span: &dyn Fn(&Named) -> i32) {
    let mut last = None;
    let mut kept = 0;
    for (it, stays) in newest_first.iter().zip(stays) {
        if last != Some(span(it)) {
            last = Some(span(it));
            kept += 1;
            *stays |= kept <= most;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::DEFAULT_ZONE;
    use proptest::prelude::*;

    fn made(day: i32, hour: u32, upto: u64) -> Named {
        let at = Day::ymd(2026, 1, 1).unwrap().plus(day).at(DEFAULT_ZONE, hour, 0);
        Named::new(at, DEFAULT_ZONE, Seq(upto))
    }

    #[test]
    fn a_name_tells_when_and_how_far_and_reads_back() {
        let it = made(327, 23, 12_345);
        assert_eq!(it.file(), "20261124-230000-12345.yedeng");
        assert_eq!(Named::parse(&it.file()), Some(it));
        for other in ["20261124-230000-12345.yedeng.new", "notes.yedeng", "20261124-230000-012.yedeng", "20261324-230000-1.yedeng"] {
            assert_eq!(Named::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_year_of_two_a_night_leaves_seven_days_four_weeks_and_six_months() {
        let mut kept: Vec<Named> = Vec::new();
        for day in 0..365 {
            for hour in [7, 23] {
                kept.push(made(day, hour, u64::try_from(day * 24).unwrap() + u64::from(hour)));
                let gone = outdated(kept.clone());
                kept.retain(|it| !gone.contains(it));
            }
        }
        let days: Vec<String> = kept.iter().map(|it| it.day.date().format("%m-%d").to_string()).collect();
        let wanted =
            ["07-31", "08-31", "09-30", "10-31", "11-30", "12-13", "12-20", "12-25", "12-26", "12-27", "12-28", "12-29", "12-30", "12-31"];
        assert_eq!(days, wanted);
    }

    #[test]
    fn a_name_that_stands_twice_does_not_let_its_file_go() {
        assert_eq!(outdated(vec![made(482, 6, 7), made(482, 6, 7)]), Vec::new());
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_a_second_look_takes_nothing_more(made_on in proptest::collection::vec((0i32..500, 0u32..24, 0u64..9), 0..60)) {
            let all: Vec<Named> = made_on.into_iter().map(|(day, hour, upto)| made(day, hour, upto)).collect();
            let gone = outdated(all.clone());
            prop_assert!(all.iter().max().is_none_or(|newest| !gone.contains(newest)));
            let kept: Vec<Named> = all.into_iter().filter(|it| !gone.contains(it)).collect();
            prop_assert!(outdated(kept).is_empty());
        }
    }
}
