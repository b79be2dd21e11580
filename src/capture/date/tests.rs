//! Days and times as people write them.

use super::clock::time;
use super::*;
use crate::campus::Tz;

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
