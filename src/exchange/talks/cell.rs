//! What stands in one cell of a ledger: days, clocks, topics, ways, levels, names. Knows no table and no campus.

use super::super::clean::{says_nothing, tidy};
use super::super::table::Cell;
use crate::campus::{Concern, Day, Topic, Visibility, Way};

/// Topics by the words schools have for them; a word that stands anywhere in the cell counts, the first in this order.
const TOPICS: &[(Topic, &[&str])] = &[
    (Topic::Psych, &["心理", "情绪", "psych"]),
    (Topic::Study, &["学业", "学习", "考试", "成绩", "study"]),
    (Topic::Career, &["就业", "求职", "升学", "实习", "职业", "career"]),
    (Topic::Aid, &["资助", "贫困", "困难", "助学", "经济", "aid"]),
    (Topic::Relations, &["人际", "宿舍关系", "寝室关系", "恋爱", "情感", "relations"]),
    (Topic::Family, &["家庭", "亲子", "family"]),
    (Topic::Discipline, &["纪律", "违纪", "处分", "discipline"]),
    (Topic::Safety, &["安全", "防骗", "诈骗", "safety"]),
    (Topic::Thought, &["思想", "入党", "党团", "思政", "thought"]),
    (Topic::Life, &["生活", "日常", "适应", "life"]),
    (Topic::Other, &["其他", "其它", "other"]),
];

const WAYS: &[(Way, &[&str])] = &[
    (Way::HomeVisit, &["家访", "入户", "home"]),
    (Way::Phone, &["电话", "phone"]),
    (Way::Online, &["线上", "网络", "微信", "qq", "视频", "online"]),
    (Way::Group, &["集体", "团体", "小组", "座谈", "group"]),
    (Way::InPerson, &["面谈", "当面", "面对面", "线下", "个别", "单独", "in_person", "inperson", "in person"]),
];

/// What divides several names in one cell.
const DIVIDES: &[char] = &['、', ',', ';', '/', '\n', '|'];

fn by_words<T: Copy>(table: &[(T, &[&str])], text: &str) -> Option<T> {
    let text = text.to_lowercase();
    table.iter().find(|(_, words)| words.iter().any(|it| text.contains(it))).map(|it| it.0)
}

/// The topic a cell names.
pub(super) fn topic(text: &str) -> Option<Topic> {
    by_words(TOPICS, text)
}

/// The way a cell names.
pub(super) fn way(text: &str) -> Option<Way> {
    by_words(WAYS, text)
}

/// The visibility a cell names.
pub(super) fn visibility(text: &str) -> Option<Visibility> {
    const VISIBILITIES: &[(Visibility, &[&str])] = &[
        (Visibility::Psych, &["心理", "psych"]),
        (Visibility::Private, &["私密", "保密", "仅自己", "是", "private"]),
        (Visibility::Normal, &["普通", "一般", "公开", "否", "normal"]),
    ];
    by_words(VISIBILITIES, text)
}

/// The level a cell names: `Some(None)` where it says that there is none.
pub(super) fn level(text: &str) -> Option<Option<Concern>> {
    const LEVELS: &[(Concern, &[&str])] = &[
        (Concern::Red, &["红", "一级", "1", "red", "Ⅰ"]),
        (Concern::Orange, &["橙", "二级", "2", "orange", "Ⅱ"]),
        (Concern::Yellow, &["黄", "三级", "3", "yellow", "Ⅲ"]),
        (Concern::Blue, &["蓝", "四级", "4", "blue", "Ⅳ"]),
    ];
    let text = tidy(text);
    if says_nothing(&text) || matches!(&*text, "无" | "0" | "正常" | "一般" | "普通" | "未定级" | "none" | "none set") {
        return Some(None);
    }
    by_words(LEVELS, &text).map(Some)
}

/// Several names or numbers in one cell.
pub(in crate::exchange) fn parts(text: &str) -> Vec<String> {
    let folded = crate::text::fold(text);
    folded.split(DIVIDES).map(tidy).filter(|it| !says_nothing(it)).collect()
}

/// A text as it is kept: lines, without what only a spreadsheet puts there.
pub(in crate::exchange) fn words(cell: &Cell) -> String {
    let lines: Vec<String> = cell.text().lines().map(|it| crate::text::clean(it).trim_end().to_owned()).collect();
    let kept = lines.join("\n");
    if says_nothing(&kept) { String::new() } else { kept.trim().to_owned() }
}

/// A clock.
pub(in crate::exchange) type ClockTime = (u32, u32);

/// A day, and the clock behind it where one stands there: `2026-11-03`, `2026年11月3日 19:30`, `2026/11/3`, `20261103`.
pub(in crate::exchange) fn day(cell: &Cell) -> Option<(Day, Option<ClockTime>)> {
    if let Cell::Date(day, clock) = cell {
        return day.filter(|it| *it > Day::ymd(1990, 1, 1).unwrap_or(*it)).map(|it| (it, *clock));
    }
    let text = tidy(cell.text());
    let plain: String = text.chars().map(|it| if matches!(it, '年' | '月' | '.' | '/') { '-' } else { it }).collect();
    let plain = plain.replace(['日', '号', 'T'], " ");
    let (date, rest) = plain.trim().split_once(' ').unwrap_or((plain.trim(), ""));
    let digits = date.len() == 8 && date.bytes().all(|it| it.is_ascii_digit());
    let form = if digits { "%Y%m%d" } else { "%Y-%m-%d" };
    let day = chrono::NaiveDate::parse_from_str(date.trim_end_matches('-'), form).ok()?;
    Some((Day::from(day), span(rest).map(|it| it.0)))
}

/// From when, and until when where that is said, as the cell of a time has it.
pub(in crate::exchange) fn times(cell: &Cell) -> Option<(ClockTime, Option<ClockTime>)> {
    if let Cell::Date(_, clock) = cell { clock.map(|it| (it, None)) } else { span(cell.text()) }
}

/// From when, and until when where that is said: `19:30`, `19:30-20:10`, `19:30至20:10`.
pub(super) fn span(text: &str) -> Option<(ClockTime, Option<ClockTime>)> {
    let text = tidy(text).replace(['–', '—', '~', '～', '至', '到'], "-");
    let mut clocks = text.split('-').map(str::trim).filter(|it| !it.is_empty()).map(clock);
    let first = clocks.next()??;
    match clocks.next() {
        None => Some((first, None)),
        Some(second) => Some((first, Some(second?))),
    }
}

fn clock(text: &str) -> Option<ClockTime> {
    let (hour, rest) = text.split_once(':')?;
    // Seconds, where a spreadsheet wrote them.
    let minute = rest.split(':').next()?;
    let (hour, minute): (u32, u32) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

    use super::*;

    #[test]
    fn days_and_clocks_are_read_as_schools_write_them() {
        let day_of = |text: &str| day(&Cell::Text(text.into()));
        let third = Day::ymd(2026, 11, 3).unwrap();
        for text in ["2026-11-03", "2026/11/3", "2026.11.3", "2026年11月3日", "２０２６年１１月３日", "20261103", " 2026-11-3 "]
        {
            assert_eq!(day_of(text), Some((third, None)), "{text}");
        }
        assert_eq!(day_of("2026-11-03 19:30:00"), Some((third, Some((19, 30)))));
        assert_eq!(day_of("2026年11月3日19：30"), Some((third, Some((19, 30)))));
        for text in ["2026-02-30", "11月3日", "上周", "", "2026-13-1"] {
            assert_eq!(day_of(text), None, "{text}");
        }
        assert_eq!(span("19:30–20:10"), Some(((19, 30), Some((20, 10)))));
        assert_eq!((span("19:30"), span("25:00"), span("晚上")), (Some(((19, 30), None)), None, None));
    }

    #[test]
    fn words_of_schools_mean_topics_ways_and_levels() {
        assert_eq!((topic("学习情况"), topic("心理健康"), topic("社团")), (Some(Topic::Study), Some(Topic::Psych), None));
        assert_eq!((way("一对一面谈"), way("QQ"), way("？")), (Some(Way::InPerson), Some(Way::Online), None));
        assert_eq!((level("二级（橙）"), level("无"), level("高")), (Some(Some(Concern::Orange)), Some(None), None));
        assert_eq!(parts("张三、李四，王五；/"), ["张三", "李四", "王五"]);
    }
}
