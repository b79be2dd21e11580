//! Days and times as people write them on the line: `3d`, `两周后`, `下周三`, `5.12`, `12月1日`, `21:30`.
//!
//! Two rules that the words alone do not settle:
//! - a weekday alone (`周三`) is the next one strictly after today; `下周三` is that day of the next week, weeks beginning on Monday;
//! - a month and day that passed more than [`MISTAKE_DAYS`] days ago mean next year; passed more lately they are taken as written, for then
//!   they are a slip of the pen, and the campus refuses a follow-up in the past.

use crate::campus::{Day, MINUTES_LIMIT, Stamp, Tz};
use chrono::{Datelike, Months};

/// What a word was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parsed<T> {
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
pub(super) fn day(words: &str, today: Day) -> Parsed<Day> {
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
    let wanted = match name {
        "一" | "1" => 0,
        "二" | "2" => 1,
        "三" | "3" => 2,
        "四" | "4" => 3,
        "五" | "5" => 4,
        "六" | "6" | "末" => 5,
        "日" | "天" | "7" => 6,
        "" => return weeks.filter(|it| *it > 0).map_or(Parsed::Unknown, |weeks| Parsed::Value(today.plus(7 * weeks))),
        _ => return Parsed::Unknown,
    };
    Parsed::Value(match weeks {
        Some(weeks) => today.plus(7 * weeks - from_monday + wanted),
        None => today.plus((wanted - from_monday - 1).rem_euclid(7) + 1),
    })
}

fn english_weekday(words: &str) -> Option<i32> {
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
fn date(words: &str, today: Day) -> Parsed<Day> {
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

fn last_of(year: i32, month: u32) -> Option<Day> {
    months_on(Day::ymd(year, month, 1)?, 1).map(|it| it.plus(-1))
}

/// A number at the beginning, in up to eight digits or in hanzi up to 99, and what comes after it.
fn number(words: &str) -> Option<(u32, &str)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, rest) = words.split_at_checked(digits)?;
        return (digits <= 8).then(|| number.parse().ok()).flatten().map(|it| (it, rest));
    }
    let (tens, rest) = match hanzi_digit(words) {
        Some((digit, rest)) => match rest.strip_prefix('十') {
            Some(rest) => (digit * 10, rest),
            None => return Some((digit, rest)),
        },
        None => (10, words.strip_prefix('十')?),
    };
    Some(hanzi_digit(rest).map_or((tens, rest), |(digit, rest)| (tens + digit, rest)))
}

fn hanzi_digit(words: &str) -> Option<(u32, &str)> {
    let mut chars = words.chars();
    let digit = match chars.next()? {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some((digit, chars.as_str()))
}

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
pub(super) fn span(words: &str, now: Stamp, zone: Tz) -> Parsed<(Stamp, Option<u16>)> {
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
pub(super) fn clock(words: &str) -> Parsed<(u32, u32)> {
    wall_clock(words)
}

/// A moment as people write it in a form: a day, and behind it the clock, if not `clock` is meant; or the clock of today alone.
pub(super) fn moment(words: &str, today: Day, zone: Tz, clock: (u32, u32)) -> Option<Stamp> {
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

#[cfg(test)]
mod tests {
    use super::*;

    const SHANGHAI: Tz = Tz::Asia__Shanghai;

    fn ymd(year: i32, month: u32, day: u32) -> Day {
        Day::ymd(year, month, day).unwrap()
    }

    /// A Tuesday.
    fn today() -> Day {
        ymd(2026, 11, 24)
    }

    #[test]
    fn follow_ups_as_people_write_them() {
        let cases = [
            ("今天", ymd(2026, 11, 24)),
            ("明天", ymd(2026, 11, 25)),
            ("明晚", ymd(2026, 11, 25)),
            ("明天下午", ymd(2026, 11, 25)),
            ("后天", ymd(2026, 11, 26)),
            ("大后天", ymd(2026, 11, 27)),
            ("tomorrow", ymd(2026, 11, 25)),
            ("0d", ymd(2026, 11, 24)),
            ("3d", ymd(2026, 11, 27)),
            ("3D", ymd(2026, 11, 27)),
            ("10days", ymd(2026, 12, 4)),
            ("2w", ymd(2026, 12, 8)),
            ("1m", ymd(2026, 12, 24)),
            ("3m", ymd(2027, 2, 24)),
            ("3天", ymd(2026, 11, 27)),
            ("三天后", ymd(2026, 11, 27)),
            ("十天后", ymd(2026, 12, 4)),
            ("二十一天", ymd(2026, 12, 15)),
            ("3日后", ymd(2026, 11, 27)),
            ("两周后", ymd(2026, 12, 8)),
            ("2个星期", ymd(2026, 12, 8)),
            ("一个月后", ymd(2026, 12, 24)),
            ("1个月", ymd(2026, 12, 24)),
            ("半个月", ymd(2026, 12, 9)),
            ("周三", ymd(2026, 11, 25)),
            ("周二", ymd(2026, 12, 1)),
            ("周一", ymd(2026, 11, 30)),
            ("周日", ymd(2026, 11, 29)),
            ("星期天", ymd(2026, 11, 29)),
            ("周末", ymd(2026, 11, 28)),
            ("下周三", ymd(2026, 12, 2)),
            ("下周一晚", ymd(2026, 11, 30)),
            ("下下周五", ymd(2026, 12, 11)),
            ("下个星期日", ymd(2026, 12, 6)),
            ("本周五", ymd(2026, 11, 27)),
            ("本周一", ymd(2026, 11, 23)),
            ("下周", ymd(2026, 12, 1)),
            ("下个月", ymd(2026, 12, 24)),
            ("下月5号", ymd(2026, 12, 5)),
            ("月底", ymd(2026, 11, 30)),
            ("2月底", ymd(2027, 2, 28)),
            ("mon", ymd(2026, 11, 30)),
            ("tue", ymd(2026, 12, 1)),
            ("fri", ymd(2026, 11, 27)),
            ("Thurs", ymd(2026, 11, 26)),
            ("wednesday", ymd(2026, 11, 25)),
            ("5.12", ymd(2027, 5, 12)),
            ("5-12", ymd(2027, 5, 12)),
            ("5/12", ymd(2027, 5, 12)),
            ("12月1日", ymd(2026, 12, 1)),
            ("12月1", ymd(2026, 12, 1)),
            ("十二月一号", ymd(2026, 12, 1)),
            ("11.20", ymd(2026, 11, 20)),
            ("10.25", ymd(2026, 10, 25)),
            ("10.24", ymd(2027, 10, 24)),
            ("11.24", ymd(2026, 11, 24)),
            ("28号", ymd(2026, 11, 28)),
            ("3号", ymd(2026, 12, 3)),
            ("2026-12-01", ymd(2026, 12, 1)),
            ("2026.12.1", ymd(2026, 12, 1)),
            ("2026年12月1日", ymd(2026, 12, 1)),
            ("20261201", ymd(2026, 12, 1)),
            ("next-week", ymd(2026, 12, 1)),
            ("nextmon", ymd(2026, 11, 30)),
            ("next-friday", ymd(2026, 12, 4)),
            ("eom", ymd(2026, 11, 30)),
            ("dec1", ymd(2026, 12, 1)),
            ("1dec", ymd(2026, 12, 1)),
            ("december-24th", ymd(2026, 12, 24)),
            ("2nd-nov", ymd(2026, 11, 2)),
            ("2nov", ymd(2026, 11, 2)),
            ("may12", ymd(2027, 5, 12)),
        ];
        for (words, want) in cases {
            assert_eq!(day(words, today()), Parsed::Value(want), "{words}");
        }
    }

    #[test]
    fn the_end_of_a_month_does_not_overflow() {
        assert_eq!(day("1m", ymd(2027, 1, 31)), Parsed::Value(ymd(2027, 2, 28)));
        assert_eq!(day("31号", ymd(2026, 11, 24)), Parsed::Value(ymd(2026, 12, 31)));
        assert_eq!(day("30号", ymd(2027, 1, 31)), Parsed::Bad);
        assert_eq!(day("2.29", ymd(2027, 11, 24)), Parsed::Value(ymd(2028, 2, 29)));
    }

    #[test]
    fn days_that_do_not_exist_are_told_from_words_that_are_no_days() {
        for words in ["feb30", "2.30", "13.1", "2-30", "2026-02-30", "0.5", "20261301", "32号", "99999999d"] {
            assert_eq!(day(words, today()), Parsed::Bad, "{words}");
        }
        for words in ["", "3", "foo", "周", "这周", "周八", "3倍", "1.5倍", "3月", "晚", "monk", "moon", "tuexx", "9999999999d", "四"]
        {
            assert_eq!(day(words, today()), Parsed::Unknown, "{words}");
        }
    }

    #[test]
    fn a_moment_is_a_day_and_maybe_a_clock() {
        let at = |words| moment(words, today(), SHANGHAI, (18, 0));
        let due = |days: i32, hour, minute| Some(today().plus(days).at(SHANGHAI, hour, minute));
        assert_eq!(
            [at("明天"), at("明天 21:30"), at("22:15"), at("3d"), at(" 12月1日 9点半 ")],
            [due(1, 18, 0), due(1, 21, 30), due(0, 22, 15), due(3, 18, 0), due(7, 9, 30),]
        );
        assert_eq!(at("2026-12-01T08:00"), due(7, 8, 0));
        assert_eq!([at(""), at("哪天"), at("2月30日"), at("明天 25:00")], [None; 4]);
    }

    #[test]
    fn a_time_may_say_how_long_it_took() {
        let now = today().at(SHANGHAI, 22, 40);
        let at = |hour, minute, minutes| Parsed::Value((today().at(SHANGHAI, hour, minute), minutes));
        assert_eq!(span("21:30", now, SHANGHAI), at(21, 30, None));
        for words in ["21:30+40", "21:30+40m", "21:30+40分钟", "21:30-22:10", "21:30~22:10", "21:30到22:10", "21点半+40"] {
            assert_eq!(span(words, now, SHANGHAI), at(21, 30, Some(40)), "{words}");
        }
        assert_eq!(span("+40m", now, SHANGHAI), at(22, 0, Some(40)));
        assert_eq!(span("20:00+1h", now, SHANGHAI), at(20, 0, Some(60)));
        assert_eq!(span("2026-11-24T21:30+90m", now, SHANGHAI), at(21, 30, Some(90)));
        // Over midnight.
        let night = Parsed::Value((today().plus(-1).at(SHANGHAI, 23, 50), Some(30)));
        assert_eq!(span("23:50-00:20", now, SHANGHAI), night);
        for words in ["21:30+0", "21:30+13h", "21:30-21:30", "21:30-20:00"] {
            assert_eq!(span(words, now, SHANGHAI), Parsed::Bad, "{words}");
        }
        for words in ["21:30+x", "+", "-", "21:30-"] {
            assert_eq!(span(words, now, SHANGHAI), Parsed::Unknown, "{words}");
        }
    }

    #[test]
    fn a_time_still_to_come_was_yesterday() {
        let now = today().at(SHANGHAI, 2, 10);
        assert_eq!(time("21:30", now, SHANGHAI), Parsed::Value(ymd(2026, 11, 23).at(SHANGHAI, 21, 30)));
        assert_eq!(time("1:05", now, SHANGHAI), Parsed::Value(today().at(SHANGHAI, 1, 5)));
        assert_eq!(time("1点半", now, SHANGHAI), Parsed::Value(today().at(SHANGHAI, 1, 30)));
        assert_eq!(time("22点", now, SHANGHAI), Parsed::Value(ymd(2026, 11, 23).at(SHANGHAI, 22, 0)));
        assert_eq!(time("2026-11-20T08:15", now, SHANGHAI), Parsed::Value(ymd(2026, 11, 20).at(SHANGHAI, 8, 15)));
        for words in ["24:00", "12:60", "25点"] {
            assert_eq!(time(words, now, SHANGHAI), Parsed::Bad, "{words}");
        }
        for words in ["", "12", ":30", "12:", "abc", "2026-13-01T10:00", "12:30:15"] {
            assert_eq!(time(words, now, SHANGHAI), Parsed::Unknown, "{words}");
        }
    }
}
