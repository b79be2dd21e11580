//! When a place is open, and when it is free: minutes of the day, from 0 to 1440.

use super::super::{Day, Refusal};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
pub const DAY_MINUTES: u16 = 24 * 60;
/// Most lines of opening hours of a place.
pub const HOURS_LIMIT: usize = 14;

/// A line of opening hours (开放时间).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OpenHours {
    /// On which days of the week: a bit each, Monday the lowest.
    pub days: u8,
    /// From which minute of the day.
    pub from: u16,
    /// Until which.
    pub until: u16,
}

impl OpenHours {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: Day) -> bool {
        self.days & (1 << day.weekday().num_days_from_monday()) != 0
    }

    pub(super) fn check(self) -> Result<(), Refusal> {
        let fits = self.days != 0 && self.days < 1 << 7 && self.from < self.until && self.until <= DAY_MINUTES;
        if fits { Ok(()) } else { Err(Refusal::BookingTimes) }
    }
}

/// When a place is open on a day, in order, lines that touch made one; the whole day where nothing is said.
pub fn open_on(hours: &[OpenHours], day: Day) -> Vec<(u16, u16)> {
    if hours.is_empty() {
        return vec![(0, DAY_MINUTES)];
    }
    let mut open: Vec<(u16, u16)> = hours.iter().filter(|it| it.holds_on(day)).map(|it| (it.from, it.until)).collect();
    open.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::with_capacity(open.len());
    for (from, until) in open {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => joined.push((from, until)),
        }
    }
    joined
}

/// What of `open` is left without `taken`, in order.
pub fn free_of(open: &[(u16, u16)], mut taken: Vec<(u16, u16)>) -> Vec<(u16, u16)> {
    taken.sort_unstable();
    let mut free = Vec::new();
    for (from, until) in open {
        let mut at = *from;
        for (begins, ends) in &taken {
            if *ends <= at || *begins >= *until {
                continue;
            }
            if *begins > at {
                free.push((at, *begins));
            }
            at = at.max(*ends);
        }
        if at < *until {
            free.push((at, *until));
        }
    }
    free
}

/// Opening hours as people write them: `1-5 08:00-22:00; 6-7 09:00-21:00`, `周一至周五 8:00-22:00`, `每天 8:00-12:00`. `None` where they cannot be read.
pub fn read_hours(text: &str) -> Option<Vec<OpenHours>> {
    let text = crate::text::fold(text);
    let lines = text.split([';', '；', '\n']).map(str::trim).filter(|it| !it.is_empty());
    lines
        .map(|line| {
            let at = line.rfind(' ').map_or(0, |at| at + 1);
            let (days, times) = line.split_at(at);
            let (from, until) = read_times(times)?;
            Some(OpenHours { days: read_days(days.trim())?, from, until })
        })
        .collect()
}

/// Days of the week as a mask; nothing said is every day.
fn read_days(text: &str) -> Option<u8> {
    let text = text.replace(['周', '星', '期'], "").replace(['至', '到', '~'], "-");
    if text.is_empty() || text == "每天" || text.eq_ignore_ascii_case("daily") {
        return Some(0b111_1111);
    }
    let day = |it: &str| {
        let digit = it.trim().chars().next().filter(|_| it.trim().chars().count() == 1)?;
        let at = "一二三四五六日".chars().position(|c| c == digit);
        at.or_else(|| digit.to_digit(10).filter(|it| (1..=7).contains(it)).map(|it| it as usize - 1))
    };
    let mut mask = 0_u8;
    for part in text.split([',', '、']) {
        let (first, last) = match part.split_once('-') {
            Some((first, last)) => (day(first)?, day(last)?),
            None => (day(part)?, day(part)?),
        };
        if first > last {
            return None;
        }
        (first..=last).for_each(|it| mask |= 1 << it);
    }
    Some(mask)
}

/// From when until when, in minutes of a day: `14:00-16:00`, `14:30～16点`, `8点-10点半`. `None` where it is no such span.
pub fn read_times(text: &str) -> Option<(u16, u16)> {
    let text = crate::text::fold(text);
    let text = text.trim().replace(['–', '—', '~', '至', '到'], "-");
    let (from, until) = text.split_once('-')?;
    // `12-03` is a day, not a span: one of the two says that it is a clock.
    if !text.contains([':', '点']) {
        return None;
    }
    let (from, until) = (read_clock(from)?, read_clock(until)?);
    (from < until).then_some((from, until))
}

fn read_clock(text: &str) -> Option<u16> {
    let text = text.trim().replace("点半", ":30").replace('点', ":00");
    let text = text.trim_end_matches('分').trim_end_matches(":00");
    let (hour, minute) = text.split_once(':').unwrap_or((text, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let fits = minute < 60 && (hour < 24 || hour == 24 && minute == 0);
    // Only then: `1400` is no hour, and its minutes would be too many for a number.
    fits.then(|| hour * 60 + minute)
}

/// A minute of the day as a clock shows it: `08:30`, `24:00`.
pub fn clock_of(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_of_a_day() {
        let open = [(480, 720), (840, 1320)];
        assert_eq!(free_of(&open, vec![(900, 960), (600, 660), (630, 700)]), [(480, 600), (700, 720), (840, 900), (960, 1320)]);
        assert_eq!(free_of(&open, vec![(0, 1440)]), []);
        assert_eq!(open_on(&[OpenHours { days: 1, from: 480, until: 600 }, OpenHours { days: 127, from: 600, until: 720 }], Day(0)), {
            let monday = Day(0).weekday().num_days_from_monday() == 0;
            if monday { vec![(480, 720)] } else { vec![(600, 720)] }
        });
        assert_eq!([clock_of(510), clock_of(1440)], ["08:30", "24:00"]);
    }

    #[test]
    fn hours_as_people_write_them() {
        let line = |days, from, until| OpenHours { days, from, until };
        for text in
            ["1-5 08:00-22:00; 6-7 09:00-21:00", "周一至周五 8:00-22:00；周六,周日 9点-21点", "星期一至五 8:00～22:00；六、日 9:00—21:00"]
        {
            assert_eq!(read_hours(text), Some(vec![line(0b001_1111, 480, 1320), line(0b110_0000, 540, 1260)]), "{text}");
        }
        assert_eq!(read_hours("8:30-12点"), Some(vec![line(127, 510, 720)]));
        assert_eq!(read_hours(""), Some(vec![]));
        for text in ["白天", "1-5", "8 8:00-9:00", "5-1 8:00-9:00", "1-5 9:00-8:00", "12-03", "8:00-25:00", "8:00-9:70"] {
            assert_eq!(read_hours(text), None, "{text}");
        }
        assert_eq!(read_times("14:00-16:00"), Some((840, 960)));
        assert_eq!(read_times("23点-24点"), Some((1380, 1440)));
    }

    proptest! {
        #[test]
        fn every_minute_is_open_and_either_free_or_taken(taken in prop::collection::vec((0u16..1440, 1u16..300), 0..8)) {
            let taken: Vec<(u16, u16)> = taken.into_iter().map(|(from, long)| (from, (from + long).min(DAY_MINUTES))).collect();
            let open = [(400, 700), (800, 1400)];
            let free = free_of(&open, taken.clone());
            let within = |all: &[(u16, u16)], minute| all.iter().any(|(from, until)| (*from..*until).contains(&minute));
            for minute in 0..DAY_MINUTES {
                prop_assert_eq!(within(&free, minute), within(&open, minute) && !within(&taken, minute));
            }
        }
    }
}
