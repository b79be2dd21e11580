//! Days that lie behind, as people write them when they look for something: `上月`, `上周三`, `7d`, `5.12`, `本学期`.
//!
//! What lies ahead is read by [`super::date`]; here the same words point back: `3d` is three days ago, `周三` the last one, `5.12` the last one
//! there was. A word may mean a whole month, so what is read is the first and the last day it means.

use super::date::{self, Parsed};
use crate::campus::{Day, Stamp, TermSpan, Terms, Tz};
use chrono::{Datelike, Months};

/// Fewer days than these, between the terms of a college, are a vacation.
const VACATION: i32 = 75;

/// The days that words mean today, the first and the last. `words` are folded to half width.
pub(super) fn days(words: &str, today: Day, terms: &Terms) -> Parsed<(Day, Day)> {
    let words = words.to_ascii_lowercase();
    let words = words.strip_suffix('以').unwrap_or(&words);
    let readings = [
        named(words, today),
        week(words, today),
        month(words, today),
        year(words, today),
        term(words, today, terms),
        ago(words, today),
        date(words, today),
    ];
    readings.into_iter().find(|it| *it != Parsed::Unknown).unwrap_or(Parsed::Unknown)
}

/// The moment behind us that words mean: RFC 3339 as a script writes it, a day with a clock (`昨晚 23:40`, `2026-03-05 23:40`), a clock alone, or a
/// day, of which its end is meant. A clock alone that is still to come is yesterday's.
pub(super) fn moment(words: &str, now: Stamp, zone: Tz, terms: &Terms) -> Option<Stamp> {
    let words = words.trim();
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(words) {
        return Some(Stamp::from(at));
    }
    let (today, words) = (now.day(zone), words.replacen('T', " ", 1));
    let last_of = |words: &str| match days(words, today, terms) {
        Parsed::Value((_, last)) => Some(last),
        Parsed::Bad | Parsed::Unknown => None,
    };
    let (date, behind) = words.trim().rsplit_once(' ').map_or(("", words.trim()), |(date, behind)| (date.trim(), behind));
    match date::clock(behind) {
        Parsed::Value((hour, minute)) if date.is_empty() => {
            let at = today.at(zone, hour, minute);
            Some(if at > now { today.plus(-1).at(zone, hour, minute) } else { at })
        }
        Parsed::Value((hour, minute)) => last_of(date).map(|day| day.at(zone, hour, minute)),
        Parsed::Bad => None,
        Parsed::Unknown => {
            let day = last_of(words.trim())?;
            let end = Stamp(day.plus(1).at(zone, 0, 0).0 - 1);
            // Today is not over yet; of a day to come nobody is told that it is now.
            Some(if day == today { end.min(now) } else { end })
        }
    }
}

fn one(day: Option<Day>) -> Parsed<(Day, Day)> {
    day.map_or(Parsed::Bad, |day| Parsed::Value((day, day)))
}

fn named(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let back = match words {
        "今天" | "今日" | "今" | "today" => 0,
        "昨天" | "昨日" | "昨" | "昨晚" | "yesterday" => 1,
        "前天" => 2,
        "大前天" => 3,
        _ => return Parsed::Unknown,
    };
    one(Some(today.plus(-back)))
}

/// `本周`, `上周`, `上上周三`, `周三`, `mon`.
fn week(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let from_monday = today.weekday().num_days_from_monday() as i32;
    let last = |wanted: i32| one(Some(today.plus(-(from_monday - wanted).rem_euclid(7))));
    if let Some(wanted) = date::english_weekday(words) {
        return last(wanted);
    }
    let (weeks, rest) = match words {
        "thisweek" => (Some(0), "周"),
        "lastweek" => (Some(1), "周"),
        _ => match words.strip_prefix("上上").map(|it| (2, it)).or_else(|| words.strip_prefix('上').map(|it| (1, it))) {
            Some((weeks, rest)) => (Some(weeks), rest),
            None => match words.strip_prefix('这').or_else(|| words.strip_prefix('本')) {
                Some(rest) => (Some(0), rest),
                None => (None, words),
            },
        },
    };
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    let Some(name) = ["周", "星期", "礼拜"].iter().find_map(|it| rest.strip_prefix(it)) else { return Parsed::Unknown };
    let monday = today.plus(-from_monday - 7 * weeks.unwrap_or(0));
    match (name, weeks) {
        ("", Some(_)) => Parsed::Value((monday, monday.plus(6))),
        (name, weeks) => match date::weekday_named(name) {
            Some(wanted) if weeks.is_some() => one(Some(monday.plus(wanted))),
            Some(wanted) => last(wanted),
            None => Parsed::Unknown,
        },
    }
}

fn months_back(today: Day, months: u32) -> Option<Day> {
    today.date().checked_sub_months(Months::new(months)).map(Day::from)
}

fn whole_month(day: Option<Day>) -> Parsed<(Day, Day)> {
    let span = day.and_then(|day| {
        let (year, month) = (day.date().year(), day.date().month());
        Some((Day::ymd(year, month, 1)?, date::last_of(year, month)?))
    });
    span.map_or(Parsed::Bad, Parsed::Value)
}

/// `本月`, `上月`, `上个月5号`, `9月`.
fn month(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let (back, rest) = match words {
        "thismonth" => (0, ""),
        "lastmonth" => (1, ""),
        _ => {
            let found = [("上上个月", 2), ("上上月", 2), ("上个月", 1), ("上月", 1), ("这个月", 0), ("本月", 0)];
            match found.into_iter().find_map(|(it, back)| words.strip_prefix(it).map(|rest| (back, rest))) {
                Some(found) => found,
                None => {
                    // `9月` is the last September there was; `2026-09` and `2026年9月` are written out.
                    return match date::number(words) {
                        Some((month, "月" | "月份")) => {
                            let year = today.date().year() - i32::from(month > today.date().month());
                            whole_month(Day::ymd(year, month, 1))
                        }
                        Some((year, rest)) if year >= 1000 => match date::number(rest.trim_start_matches(['年', '-', '.', '/'])) {
                            Some((month, "" | "月")) if rest.starts_with(['年', '-', '.', '/']) => {
                                whole_month(i32::try_from(year).ok().and_then(|year| Day::ymd(year, month, 1)))
                            }
                            _ => Parsed::Unknown,
                        },
                        _ => Parsed::Unknown,
                    };
                }
            }
        }
    };
    let Some(within) = months_back(today, back) else { return Parsed::Bad };
    match rest {
        "" => whole_month(Some(within)),
        _ => match date::number(rest) {
            Some((day, "号" | "日")) => one(Day::ymd(within.date().year(), within.date().month(), day)),
            _ => Parsed::Unknown,
        },
    }
}

/// `今年`, `去年`.
fn year(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let year = today.date().year();
    let whole = |year: i32| Day::ymd(year, 1, 1).zip(Day::ymd(year, 12, 31)).map_or(Parsed::Bad, Parsed::Value);
    match words {
        "今年" | "thisyear" => whole(year),
        "去年" | "lastyear" => whole(year - 1),
        "前年" => whole(year - 2),
        _ => match date::number(words) {
            Some((year, "年")) if year >= 1000 => i32::try_from(year).map_or(Parsed::Bad, whole),
            _ => Parsed::Unknown,
        },
    }
}

/// `本学期`, `上学期`: as the college entered them, else counted from August and February.
fn term(words: &str, today: Day, terms: &Terms) -> Parsed<(Day, Day)> {
    let before = |term: &TermSpan| terms.at(term.from.plus(-1));
    // What is left of a vacation between two terms is none; the first of August divides it.
    let is_rest = |term: &TermSpan| term.id.is_none() && term.until.since(term.from) < VACATION;
    let term = match words {
        "本学期" | "这学期" | "thisterm" => terms.at(today),
        "上学期" | "lastterm" => {
            let mut last = before(&terms.at(today));
            for _ in 0..2 {
                if is_rest(&last) {
                    last = before(&last);
                }
            }
            last
        }
        _ => return Parsed::Unknown,
    };
    Parsed::Value((term.from, term.until))
}

/// `7d`, `3天前`, `两周`, `近一个月`.
fn ago(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let words = ["最近", "近", "过去"].iter().find_map(|it| words.strip_prefix(it)).unwrap_or(words);
    let words = ["以前", "之前", "前", "以来", "ago"].iter().find_map(|it| words.strip_suffix(it)).unwrap_or(words);
    let (count, unit) = match words {
        "半个月" | "半月" => (15, "天"),
        "半年" => (6, "个月"),
        _ => match date::number(words) {
            Some(found) => found,
            None => return Parsed::Unknown,
        },
    };
    let days = match unit {
        "d" | "day" | "days" | "天" => count,
        "w" | "week" | "weeks" | "周" | "个星期" | "星期" | "礼拜" => count.saturating_mul(7),
        "m" | "month" | "months" | "个月" => return one(months_back(today, count)),
        "y" | "year" | "years" | "年" if count < 1000 => return one(months_back(today, count.saturating_mul(12))),
        _ => return Parsed::Unknown,
    };
    if days > 99_999 { Parsed::Bad } else { one(Some(today.plus(-(days as i32)))) }
}

/// `2026-11-01`, `5.12`, `12月1日`, `15号`: what names no year is the last one there was.
fn date(words: &str, today: Day) -> Parsed<(Day, Day)> {
    let names_no_year = !words.bytes().take(4).all(|it| it.is_ascii_digit()) || words.len() < 8;
    match date::date(words, today) {
        Parsed::Value(day) if names_no_year && day > today => {
            // Of what is read ahead, the same day a year or a month before.
            let back = if words.ends_with(['号', '日']) && !words.contains('月') { 1 } else { 12 };
            one(months_back(day, back))
        }
        Parsed::Value(day) => one(Some(day)),
        Parsed::Bad => Parsed::Bad,
        Parsed::Unknown => Parsed::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::{Act, Entry, SeatId, TermAct, TermFacts, UserId};

    fn ymd(year: i32, month: u32, day: u32) -> Day {
        Day::ymd(year, month, day).unwrap()
    }

    /// A Tuesday.
    fn today() -> Day {
        ymd(2026, 11, 24)
    }

    #[test]
    fn days_behind_as_people_write_them() {
        for (words, want) in [
            ("今天", ymd(2026, 11, 24)),
            ("昨天", ymd(2026, 11, 23)),
            ("yesterday", ymd(2026, 11, 23)),
            ("前天", ymd(2026, 11, 22)),
            ("7d", ymd(2026, 11, 17)),
            ("3天前", ymd(2026, 11, 21)),
            ("两周", ymd(2026, 11, 10)),
            ("近一个月", ymd(2026, 10, 24)),
            ("1m", ymd(2026, 10, 24)),
            ("周三", ymd(2026, 11, 18)),
            ("周二", ymd(2026, 11, 24)),
            ("上周三", ymd(2026, 11, 18)),
            ("上上周五", ymd(2026, 11, 13)),
            ("本周一", ymd(2026, 11, 23)),
            ("mon", ymd(2026, 11, 23)),
            ("5.12", ymd(2026, 5, 12)),
            ("12月1日", ymd(2025, 12, 1)),
            ("11.20", ymd(2026, 11, 20)),
            ("28号", ymd(2026, 10, 28)),
            ("3号", ymd(2026, 11, 3)),
            ("上月5号", ymd(2026, 10, 5)),
            ("2026-11-01", ymd(2026, 11, 1)),
            ("20261101", ymd(2026, 11, 1)),
            ("2026年11月1日", ymd(2026, 11, 1)),
        ] {
            assert_eq!(days(words, today(), &Terms::default()), Parsed::Value((want, want)), "{words}");
        }
    }

    #[test]
    fn some_words_mean_many_days() {
        for (words, first, last) in [
            ("本周", ymd(2026, 11, 23), ymd(2026, 11, 29)),
            ("上周", ymd(2026, 11, 16), ymd(2026, 11, 22)),
            ("本月", ymd(2026, 11, 1), ymd(2026, 11, 30)),
            ("上月", ymd(2026, 10, 1), ymd(2026, 10, 31)),
            ("上个月", ymd(2026, 10, 1), ymd(2026, 10, 31)),
            ("9月", ymd(2026, 9, 1), ymd(2026, 9, 30)),
            ("12月", ymd(2025, 12, 1), ymd(2025, 12, 31)),
            ("2026-02", ymd(2026, 2, 1), ymd(2026, 2, 28)),
            ("2024年2月", ymd(2024, 2, 1), ymd(2024, 2, 29)),
            ("去年", ymd(2025, 1, 1), ymd(2025, 12, 31)),
            ("本学期", ymd(2026, 8, 1), ymd(2027, 1, 31)),
            ("上学期", ymd(2026, 2, 1), ymd(2026, 7, 31)),
        ] {
            assert_eq!(days(words, today(), &Terms::default()), Parsed::Value((first, last)), "{words}");
        }
        assert_eq!(days("本学期", ymd(2027, 1, 15), &Terms::default()), Parsed::Value((ymd(2026, 8, 1), ymd(2027, 1, 31))));
    }

    #[test]
    fn what_there_is_no_such_day_of_is_bad_and_words_are_unknown() {
        for bad in ["2026-02-30", "2.30", "13月", "上月32号", "2026-13"] {
            assert_eq!(days(bad, today(), &Terms::default()), Parsed::Bad, "{bad}");
        }
        for unknown in ["", "失眠", "上", "上下", "3", "d", "个月"] {
            assert_eq!(days(unknown, today(), &Terms::default()), Parsed::Unknown, "{unknown}");
        }
    }

    #[test]
    fn a_term_is_the_one_the_college_entered_and_the_one_before_is_no_vacation() {
        let mut campus = crate::campus::Campus::default();
        let term = |name: &str, from, until| {
            let after = Some(TermFacts { name: name.into(), year: "2026-2027".into(), from, until });
            Act::Term(TermAct::Set { term: None, before: None, after })
        };
        let acts = [term("春", ymd(2026, 3, 2), ymd(2026, 7, 5)), term("秋", ymd(2026, 9, 1), ymd(2027, 1, 17))];
        for act in acts {
            let entry = Entry { seq: campus.applied().next(), at: Stamp(0), by: UserId(0), seat: SeatId(0), act };
            campus.apply(&entry);
        }
        let of = |words: &str, today| days(words, today, campus.terms());
        assert_eq!(of("本学期", today()), Parsed::Value((ymd(2026, 9, 1), ymd(2027, 1, 17))));
        assert_eq!(of("lastterm", today()), Parsed::Value((ymd(2026, 3, 2), ymd(2026, 7, 5))), "not the summer");
        // Before the first one it is counted.
        assert_eq!(of("上学期", ymd(2026, 5, 1)), Parsed::Value((ymd(2025, 8, 1), ymd(2026, 1, 31))));
        // A look back to a term is one to its last evening.
        let zone = crate::campus::DEFAULT_ZONE;
        let at = moment("上学期", today().at(zone, 12, 0), zone, campus.terms()).unwrap();
        assert_eq!(at.day(zone), ymd(2026, 7, 5));
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read_without_panic(words in "\\PC{0,12}", day in -4_000_000_i32..4_000_000) {
            let _ = days(&words, Day(day), &Terms::default());
        }
    }
}
