//! Times as people write them on the line: `21:30`, `9点半`, `21:30+40`, and a day with a time behind it.

use super::{LAST_YEAR, Parsed, day, number};
use crate::campus::{Day, MINUTES_LIMIT, Stamp, Tz};
use chrono::Datelike;

/// When something was: `21:30`, `9点半` – today, or yesterday if that would lie in the future – or a whole `2026-11-23T21:30`.
pub(super) fn time(words: &str, now: Stamp, zone: Tz) -> Parsed<Stamp> {
    let today = now.day(zone);
    if let Some((date, clock)) = words.split_once(['T', 't']) {
        let Some(day) = date.parse::<chrono::NaiveDate>().ok().filter(|it| (1..=LAST_YEAR).contains(&it.year())) else {
            return Parsed::Unknown;
        };
        return match wall_clock(clock) {
            Parsed::Value((hour, minute)) => Parsed::Value(Day::from(day).at(zone, hour, minute)),
            Parsed::Bad => Parsed::Bad,
            Parsed::Unknown => Parsed::Unknown,
        };
    }
    match wall_clock(words) {
        Parsed::Value((hour, minute)) => {
            let at = today.at(zone, hour, minute);
            Parsed::Value(if at > now { today.plus(-1).at(zone, hour, minute) } else { at })
        }
        Parsed::Bad => Parsed::Bad,
        Parsed::Unknown => Parsed::Unknown,
    }
}

/// When something was and for how many minutes, if that is said: `21:30+40`, `21:30+1h`, `21:30-22:10`, and `+40m` for what ended just now.
pub(in crate::capture) fn span(words: &str, now: Stamp, zone: Tz) -> Parsed<(Stamp, Option<u16>)> {
    let with = |at: Parsed<Stamp>, minutes: Option<u16>| match at {
        Parsed::Value(at) => Parsed::Value((at, minutes)),
        Parsed::Bad => Parsed::Bad,
        Parsed::Unknown => Parsed::Unknown,
    };
    if let Some((start, length)) = words.rsplit_once('+') {
        let Some(minutes) = minutes(length) else { return Parsed::Unknown };
        if !(1..=u32::from(MINUTES_LIMIT)).contains(&minutes) {
            return Parsed::Bad;
        }
        // On the line there are no seconds.
        let whole = Stamp(now.0 - now.0.rem_euclid(60_000));
        let at = if start.is_empty() { Parsed::Value(whole.plus_minutes(-i64::from(minutes))) } else { time(start, now, zone) };
        return with(at, Some(minutes as u16));
    }
    for mark in ['-', '~', '到', '至'] {
        let Some((start, end)) = words.rsplit_once(mark) else { continue };
        let (Parsed::Value(at), Parsed::Value((hour, minute))) = (time(start, now, zone), wall_clock(end)) else { continue };
        let ends = at.day(zone).at(zone, hour, minute);
        let ends = if ends > at { ends } else { at.day(zone).plus(1).at(zone, hour, minute) };
        let minutes = (ends.0 - at.0) / 60_000;
        return match u16::try_from(minutes).ok().filter(|it| (1..=MINUTES_LIMIT).contains(it)) {
            Some(minutes) => Parsed::Value((at, Some(minutes))),
            None => Parsed::Bad,
        };
    }
    with(time(words, now, zone), None)
}

/// `40`, `40m`, `40分钟`, `1h`, `一个半小时`.
fn minutes(words: &str) -> Option<u32> {
    match words {
        "半小时" => return Some(30),
        "一个半小时" | "1.5h" => return Some(90),
        _ => {}
    }
    let (count, unit) = number(words)?;
    match unit {
        "" | "m" | "min" | "分" | "分钟" => Some(count),
        "h" | "小时" | "个小时" => count.checked_mul(60),
        _ => None,
    }
}

/// A time on the clock, `19:30`, `7点半`.
pub(in crate::capture) fn clock(words: &str) -> Parsed<(u32, u32)> {
    wall_clock(words)
}

/// A moment as people write it in a form: a day, and behind it the clock, if not `clock` is meant; or the clock of today alone.
pub(in crate::capture) fn moment(words: &str, today: Day, zone: Tz, clock: (u32, u32)) -> Option<Stamp> {
    let words = words.trim();
    let (date, behind) = words.rsplit_once([' ', 'T', 't']).map_or(("", words), |(date, behind)| (date.trim(), behind));
    let at = |day: Parsed<Day>, (hour, minute): (u32, u32)| match day {
        Parsed::Value(day) => Some(day.at(zone, hour, minute)),
        Parsed::Bad | Parsed::Unknown => None,
    };
    match wall_clock(behind) {
        Parsed::Value(clock) if date.is_empty() => at(Parsed::Value(today), clock),
        Parsed::Value(clock) => at(day(date, today), clock),
        Parsed::Bad => None,
        Parsed::Unknown => at(day(words, today), clock),
    }
}

fn wall_clock(words: &str) -> Parsed<(u32, u32)> {
    let Some((hour, rest)) = number(words) else { return Parsed::Unknown };
    let minute = match rest {
        "点" | "时" => Some((0, "")),
        "点半" => Some((30, "")),
        _ => rest.strip_prefix([':', '点', '时']).and_then(number),
    };
    match minute {
        Some((minute, "" | "分")) if hour < 24 && minute < 60 => Parsed::Value((hour, minute)),
        Some((_, "" | "分")) => Parsed::Bad,
        _ => Parsed::Unknown,
    }
}
