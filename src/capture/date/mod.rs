//! Days and times as people write them on the line: `3d`, `两周后`, `下周三`, `5.12`, `12月1日`, `21:30`.
//!
//! Two rules that the words alone do not settle:
//! - a weekday alone (`周三`) is the next one strictly after today; `下周三` is that day of the next week, weeks beginning on Monday;
//! - a month and day that passed more than [`MISTAKE_DAYS`] days ago mean next year; passed more lately they are taken as written, for then
//!   they are a slip of the pen, and the campus refuses a follow-up in the past.

mod clock;
mod number;
#[cfg(test)]
mod tests;

pub(super) use clock::{clock, moment, span};
pub(super) use number::number;

use crate::campus::Day;
use chrono::{Datelike, Months};

/// What a word was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::capture) enum Parsed<T> {
    /// A value.
    Value(T),
    /// Of the right form, but there is no such thing: the 30th of February.
    Bad,
    /// Something else.
    Unknown,
}

impl<T> Parsed<T> {
    fn of(value: Option<T>) -> Self {
        value.map_or(Self::Bad, Self::Value)
    }
}

/// A month and day up to so many days ago is a mistake rather than next year.
const MISTAKE_DAYS: i32 = 30;
/// Parts of the day that may follow; a follow-up is promised for a day.
const PARTS_OF_DAY: [&str; 8] = ["晚上", "早上", "上午", "中午", "下午", "夜里", "晚", "早"];
/// The last year a date may lie in, so that every date can be written with four digits.
const LAST_YEAR: i32 = 9999;

/// The day of a follow-up. `words` are folded to half width.
pub(in crate::capture) fn day(words: &str, today: Day) -> Parsed<Day> {
    let words = words.to_ascii_lowercase();
    let words = PARTS_OF_DAY.iter().find_map(|part| words.strip_suffix(part)).filter(|it| !it.is_empty()).unwrap_or(&words);
    let readings = [
        named(words, today),
        weekday(words, today),
        month(words, today),
        count(words, today),
        date(words, today),
        english_date(words, today),
    ];
    let found = readings.into_iter().find(|it| *it != Parsed::Unknown).unwrap_or(Parsed::Unknown);
    match found {
        Parsed::Value(day) if !(1..=LAST_YEAR).contains(&day.date().year()) => Parsed::Bad,
        found => found,
    }
}

fn named(words: &str, today: Day) -> Parsed<Day> {
    let days = match words {
        "今天" | "今日" | "今" | "today" => 0,
        "明天" | "明日" | "明" | "tomorrow" | "tmr" => 1,
        "后天" | "後天" => 2,
        "大后天" => 3,
        "半个月" | "半个月后" | "半月" | "半月后" => 15,
        "nextweek" | "next-week" => 7,
        "nextmonth" | "next-month" => return Parsed::of(months_on(today, 1)),
        "eom" | "endofmonth" => return Parsed::of(last_of(today.date().year(), today.date().month())),
        _ => return Parsed::Unknown,
    };
    Parsed::Value(today.plus(days))
}

fn weekday(words: &str, today: Day) -> Parsed<Day> {
    let from_monday = today.weekday().num_days_from_monday() as i32;
    if let Some(wanted) = english_weekday(words) {
        return Parsed::Value(today.plus((wanted - from_monday - 1).rem_euclid(7) + 1));
    }
    if let Some(wanted) = words.strip_prefix("next").and_then(|it| english_weekday(it.strip_prefix('-').unwrap_or(it))) {
        return Parsed::Value(today.plus(7 - from_monday + wanted));
    }
    let (weeks, rest) = match words.strip_prefix("下下").map(|it| (2, it)).or_else(|| words.strip_prefix('下').map(|it| (1, it))) {
        Some((weeks, rest)) => (Some(weeks), rest.strip_prefix('个').unwrap_or(rest)),
        None => match words.strip_prefix('这').or_else(|| words.strip_prefix('本')) {
            Some(rest) => (Some(0), rest.strip_prefix('个').unwrap_or(rest)),
            None => (None, words),
        },
    };
    let Some(name) = ["周", "星期", "礼拜"].iter().find_map(|it| rest.strip_prefix(it)) else { return Parsed::Unknown };
    let wanted = match (name, weekday_named(name)) {
        (_, Some(wanted)) => wanted,
        ("", None) => return weeks.filter(|it| *it > 0).map_or(Parsed::Unknown, |weeks| Parsed::Value(today.plus(7 * weeks))),
        _ => return Parsed::Unknown,
    };
    Parsed::Value(match weeks {
        Some(weeks) => today.plus(7 * weeks - from_monday + wanted),
        None => today.plus((wanted - from_monday - 1).rem_euclid(7) + 1),
    })
}

/// What follows `周`, as days from Monday.
pub(in crate::capture) fn weekday_named(name: &str) -> Option<i32> {
    Some(match name {
        "一" | "1" => 0,
        "二" | "2" => 1,
        "三" | "3" => 2,
        "四" | "4" => 3,
        "五" | "5" => 4,
        "六" | "6" | "末" => 5,
        "日" | "天" | "7" => 6,
        _ => return None,
    })
}

pub(in crate::capture) fn english_weekday(words: &str) -> Option<i32> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let short = matches!(words, "tues" | "weds" | "thur" | "thurs");
    let at = DAYS.iter().position(|it| *it == words || (it.get(..3) == words.get(..3) && (words.len() == 3 || short)))?;
    i32::try_from(at).ok()
}

/// `dec1`, `may-12`, `12may`, `1st-dec`.
fn english_date(words: &str, today: Day) -> Parsed<Day> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const REST: [&str; 12] = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
    let bare = |it: &str| -> String { it.chars().filter(|c| !matches!(c, '-' | '.')).collect() };
    let words = bare(words);
    let day = |it: &str| {
        let (day, end) = number(it).filter(|_| it.starts_with(|c: char| c.is_ascii_digit()))?;
        matches!(end, "" | "st" | "nd" | "rd" | "th").then_some(day)
    };
    let month_of = |it: &str| MONTHS.iter().zip(REST).position(|(short, rest)| it == *short || it.strip_prefix(short) == Some(rest));
    let cut = words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len());
    let found = match words.split_at(cut) {
        ("", rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, behind) = rest.split_at(digits);
            let name = ["st", "nd", "rd", "th"].iter().find_map(|it| behind.strip_prefix(it)).unwrap_or(behind);
            // `2nov` begins like `2nd`, but is none.
            month_of(name).or_else(|| month_of(behind)).zip(day(number))
        }
        (name, rest) => month_of(name).zip(day(rest)),
    };
    found.map_or(Parsed::Unknown, |(month, day)| near(today, |year| Day::ymd(year, month as u32 + 1, day)))
}

/// `下个月`, `下月5号`, `月底`, `下月底`.
fn month(words: &str, today: Day) -> Parsed<Day> {
    let (months, rest) = match ["下个月", "下月"].iter().find_map(|it| words.strip_prefix(it)) {
        Some(rest) => (1, rest),
        None => match ["这个月", "本月"].iter().find_map(|it| words.strip_prefix(it)) {
            Some(rest) => (0, rest),
            None if words == "月底" => (0, "底"),
            None => return Parsed::Unknown,
        },
    };
    let Some(in_month) = months_on(today, months) else { return Parsed::Bad };
    let (year, month) = (in_month.date().year(), in_month.date().month());
    match rest {
        "" if months > 0 => Parsed::Value(in_month),
        "底" => Parsed::of(last_of(year, month)),
        _ => match number(rest) {
            Some((day, "号" | "日")) => Parsed::of(Day::ymd(year, month, day)),
            _ => Parsed::Unknown,
        },
    }
}

/// `3d`, `两周后`, `1个月`.
fn count(words: &str, today: Day) -> Parsed<Day> {
    let Some((count, rest)) = number(words) else { return Parsed::Unknown };
    let of_months = rest.strip_prefix('个');
    let unit = of_months.unwrap_or(rest);
    let (unit, after) = match ["以后", "之后", "后"].iter().find_map(|it| unit.strip_suffix(it)) {
        Some(unit) => (unit, true),
        None => (unit, false),
    };
    let days = match unit {
        "d" | "day" | "days" | "天" => 1,
        "日" if after => 1,
        "w" | "week" | "weeks" | "周" | "星期" | "礼拜" => 7,
        "m" | "month" | "months" => return Parsed::of(months_on(today, count)),
        // 3月 alone is March.
        "月" if after || of_months.is_some() => return Parsed::of(months_on(today, count)),
        _ => return Parsed::Unknown,
    };
    // At most four digits are counted, so this cannot overflow.
    if count > 9999 { Parsed::Bad } else { Parsed::Value(today.plus(count as i32 * days)) }
}

/// `2026-12-01`, `20261201`, `5.12`, `12月1日`, `15号`.
pub(in crate::capture) fn date(words: &str, today: Day) -> Parsed<Day> {
    let Some((first, rest)) = number(words) else { return Parsed::Unknown };
    if rest.is_empty() && words.len() == 8 {
        return Parsed::of(in_year(first / 10_000, first / 100 % 100, first % 100));
    }
    let mut marks = rest.chars();
    let Some(mark) = marks.next() else { return Parsed::Unknown };
    let rest = marks.as_str();
    match mark {
        '号' | '日' if rest.is_empty() => day_of_month(first, today),
        '月' if rest == "底" => near(today, |year| last_of(year, first)),
        '月' => match number(rest) {
            Some((day, "" | "日" | "号")) => near(today, |year| Day::ymd(year, first, day)),
            _ => Parsed::Unknown,
        },
        '年' => match number(rest).and_then(|(month, rest)| Some((month, number(rest.strip_prefix('月')?)?))) {
            Some((month, (day, "" | "日" | "号"))) => Parsed::of(in_year(first, month, day)),
            _ => Parsed::Unknown,
        },
        '-' | '.' | '/' => match number(rest) {
            Some((second, "")) => near(today, |year| Day::ymd(year, first, second)),
            Some((second, rest)) => match rest.strip_prefix(mark).and_then(number) {
                Some((third, "")) => Parsed::of(in_year(first, second, third)),
                _ => Parsed::Unknown,
            },
            None => Parsed::Unknown,
        },
        _ => Parsed::Unknown,
    }
}

fn in_year(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = i32::try_from(year).ok().filter(|it| (1000..=LAST_YEAR).contains(it))?;
    Day::ymd(year, month, day)
}

/// A day of every year: this year's, or next year's if it is long past or this year has none.
fn near(today: Day, of: impl Fn(i32) -> Option<Day>) -> Parsed<Day> {
    let year = today.date().year();
    Parsed::of(of(year).filter(|day| today.since(*day) <= MISTAKE_DAYS).or_else(|| of(year.saturating_add(1))))
}

/// This month's day of that number, or next month's if it is past.
fn day_of_month(day: u32, today: Day) -> Parsed<Day> {
    let of = |it: Day| Day::ymd(it.date().year(), it.date().month(), day);
    Parsed::of(of(today).filter(|it| *it >= today).or_else(|| months_on(today.plus(1 - today.date().day() as i32), 1).and_then(of)))
}

fn months_on(today: Day, months: u32) -> Option<Day> {
    today.date().checked_add_months(Months::new(months)).map(Day::from)
}

pub(in crate::capture) fn last_of(year: i32, month: u32) -> Option<Day> {
    months_on(Day::ymd(year, month, 1)?, 1).map(|it| it.plus(-1))
}
