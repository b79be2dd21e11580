//! The calendar, read by a parser that had no part in writing it (calcard), and line by line where it is about lines.

use super::super::*;
use super::*;
use crate::campus::{ShiftId, TurnMoved, Tz};
use crate::words::{Lang, Words};
use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use proptest::prelude::*;

const NOW: Stamp = Stamp(1_796_000_000_000);

/// An event as the parser understood it.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    uid: String,
    sequence: i64,
    starts: Stamp,
    ends: Stamp,
    summary: String,
    location: String,
    status: String,
    alarms: usize,
}

fn value(it: &ICalendarComponent, name: &ICalendarProperty) -> Option<ICalendarValue> {
    let found: Vec<_> = it.entries.iter().filter(|entry| entry.name == *name).collect();
    assert!(found.len() <= 1, "{name:?} stands once at most");
    found.first().and_then(|it| it.values.first().cloned())
}

fn text(it: &ICalendarComponent, name: &ICalendarProperty) -> String {
    match value(it, name) {
        Some(ICalendarValue::Text(text)) => text,
        Some(other) => format!("{other:?}"),
        None => String::new(),
    }
}

fn utc(it: &PartialDateTime) -> Stamp {
    assert_eq!((it.tz_hour, it.tz_minute), (Some(0), Some(0)), "times are in UTC: {it:?}");
    let date = chrono::NaiveDate::from_ymd_opt(it.year.unwrap().into(), it.month.unwrap().into(), it.day.unwrap().into()).unwrap();
    let at = date.and_hms_opt(it.hour.unwrap().into(), it.minute.unwrap().into(), it.second.unwrap().into()).unwrap();
    Stamp(at.and_utc().timestamp_millis())
}

fn time(it: &ICalendarComponent, name: &ICalendarProperty) -> Stamp {
    match value(it, name) {
        Some(ICalendarValue::PartialDateTime(it)) => utc(&it),
        other => panic!("{name:?} is no time: {other:?}"),
    }
}

fn parsed(file: &str) -> ICalendar {
    ICalendar::parse(file).unwrap_or_else(|entry| panic!("not a calendar: {entry:?}\n{file}"))
}

fn events(file: &str) -> Vec<Seen> {
    let calendar = parsed(file);
    let of = |it: &ICalendarComponent| {
        let alarms: Vec<_> = it.component_ids.iter().map(|id| &calendar.components[*id as usize]).collect();
        assert!(alarms.iter().all(|it| it.component_type == ICalendarComponentType::VAlarm));
        Seen {
            uid: text(it, &ICalendarProperty::Uid),
            sequence: if let Some(ICalendarValue::Integer(it)) = value(it, &ICalendarProperty::Sequence) { it } else { -1 },
            starts: time(it, &ICalendarProperty::Dtstart),
            ends: time(it, &ICalendarProperty::Dtend),
            summary: text(it, &ICalendarProperty::Summary),
            location: text(it, &ICalendarProperty::Location),
            status: text(it, &ICalendarProperty::Status),
            alarms: alarms.len(),
        }
    };
    calendar.components.iter().filter(|it| it.component_type == ICalendarComponentType::VEvent).map(of).collect()
}

fn all_time() -> ScheduleFilter {
    ScheduleFilter { from: Day(0), until: Day(i32::MAX), person: None, post: None }
}

fn made(campus: &Campus, of: CalendarOf, now: Stamp) -> String {
    let shifts = calendar_shifts(campus, of, &all_time());
    calendar(&Words::new(Lang::Zh), campus, HomeName::of(campus, FOUNDED), of, &shifts, now)
}

/// Every line at most 75 octets, ended by CR LF, and nothing but text in it.
fn lines_are_in_order(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in file.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(|c| c.is_control()), "{line:?}");
    }
}

#[test]
fn a_folded_line_counts_the_space_it_begins_with() {
    // The rest of a line that has 75 octets of its own, and 76 with the space.
    let community = r"\丁丙\德乙丁n明德明丁甲丁n;\,\丙\德\德乙丙";
    let mut campus = college("Asia/Shanghai", &[community], vec![user("zhang", "·\r社一北西·：区a西班=三一区：a三\t\"二a西\t\\=社\"", "")]);
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0)]);
    lines_are_in_order(&made(&campus, CalendarOf::All, NOW));
}

#[test]
fn a_month_comes_back_whole_in_any_zone() {
    // From the day before the clocks change to after new year: autumn in Europe and America, spring in Australia; Shanghai has no such thing.
    for zone in ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"] {
        let mut campus = college(zone, &["一社区"], vec![user("zhang", "张三", ""), user("li", "李四", "")]);
        let nights = |from: Day, count: i32| (0..count).map(move |nth| (from.plus(nth), (nth % 2) as u16));
        let all: Vec<_> =
            [nights(day(10, 1), 40), nights(day(12, 20), 20), nights(Day::ymd(2027, 3, 10).unwrap(), 30)].into_iter().flatten().collect();
        let shifts: Vec<Shift> = all.iter().map(|(day, person)| shift(&campus, *day, FIRST, *person)).collect();
        publish(&mut campus, shifts.clone());
        let file = made(&campus, CalendarOf::All, NOW);
        lines_are_in_order(&file);
        let seen = events(&file);
        let hours: Vec<_> = seen.iter().map(|it| (it.starts, it.ends)).collect();
        assert_eq!(hours, shifts.iter().map(|it| (it.starts, it.ends)).collect::<Vec<_>>(), "{zone}");
        let new_year = seen.iter().find(|it| it.starts.day(campus.zone()) == day(12, 31)).unwrap();
        assert_eq!(new_year.ends, Day::ymd(2027, 1, 1).unwrap().at(campus.zone(), 8, 0));
        assert!(
            seen.iter()
                .all(|it| it.summary.contains("值班：一社区") && it.location == "一社区辅导员工作室" && it.status == "Status(Confirmed)")
        );
        assert!(seen.iter().all(|it| it.alarms == 0), "whoever looks at all of it is not woken by all of it");
    }
}

#[test]
fn uids_are_stable_unique_and_say_nothing() {
    let mut campus = small();
    let shifts =
        (1..=30).flat_map(|nth| [(FIRST, nth % 2), (Post::Leader, 3)].map(|(post, person)| (day(12, u32::from(nth)), post, person)));
    let shifts = shifts.map(|(day, post, person)| shift(&campus, day, post, person)).collect();
    publish(&mut campus, shifts);
    let first = events(&made(&campus, CalendarOf::All, NOW));
    let later = events(&made(&campus, CalendarOf::All, NOW.plus_minutes(60)));
    assert_eq!(first, later, "the time at which it was made is all that differs");
    let uids: std::collections::BTreeSet<_> = first.iter().map(|it| it.uid.clone()).collect();
    assert_eq!(uids.len(), 60);
    let mine = events(&made(&campus, CalendarOf::Person(UserId(0)), NOW));
    assert_eq!(
        (mine.len(), mine.iter().all(|it| uids.contains(&it.uid))),
        (15, true),
        "one shift has one UID, whoever's calendar it is in"
    );
    let site = events(&made(&campus, CalendarOf::Site(Post::Leader), NOW));
    assert_eq!((site.len(), site[0].summary.as_str(), site[0].location.as_str()), (30, "陈校长 值班：带班领导", "云溪学院"));
    let file = made(&campus, CalendarOf::Person(UserId(0)), NOW);
    let uid_lines: Vec<_> = file.lines().filter(|it| it.starts_with("UID")).collect();
    assert!(!uid_lines.iter().any(|it| it.contains("zhang") || it.contains("张三") || it.contains("云溪")), "{uid_lines:?}");
    let shifts = calendar_shifts(&campus, CalendarOf::All, &all_time());
    let elsewhere = calendar(&Words::new(Lang::Zh), &campus, HomeName::of(&campus, Stamp(0)), CalendarOf::All, &shifts, NOW);
    assert!(events(&elsewhere).iter().all(|it| !uids.contains(&it.uid)), "another home is another calendar");
}

#[test]
fn two_alarms_before_each_shift_and_nothing_of_chance() {
    let mut campus = small();
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0), (day(12, 5), FIRST, 0)]);
    let file = made(&campus, CalendarOf::Person(UserId(0)), NOW);
    assert_eq!(file, made(&campus, CalendarOf::Person(UserId(0)), NOW), "made twice it is the same, byte for byte");
    lines_are_in_order(&file);
    let calendar = parsed(&file);
    let alarms: Vec<_> = calendar.components.iter().filter(|it| it.component_type == ICalendarComponentType::VAlarm).collect();
    assert_eq!(alarms.len(), 4);
    let triggers: Vec<_> = alarms.iter().map(|it| value(it, &ICalendarProperty::Trigger).unwrap()).collect();
    let evenings: Vec<_> =
        triggers.iter().filter_map(|it| if let ICalendarValue::PartialDateTime(it) = it { Some(utc(it)) } else { None }).collect();
    assert_eq!(evenings, [day(11, 30), day(12, 4)].map(|it| it.at(campus.zone(), EVENING_HOUR, 0)));
    let ahead: Vec<_> =
        triggers.iter().filter_map(|it| if let ICalendarValue::Duration(it) = it { Some(it.as_seconds()) } else { None }).collect();
    assert_eq!(ahead, [-AHEAD_MINUTES * 60; 2]);
    assert!(alarms.iter().all(|it| text(it, &ICalendarProperty::Description) == "值班：一社区"));
}

#[test]
fn what_was_recalled_is_cancelled_under_its_old_name() {
    let mut campus = small();
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0)]);
    let before = events(&made(&campus, CalendarOf::Person(UserId(0)), NOW));
    does(&mut campus, Act::Shift(ShiftAct::Recalled(vec![ShiftId(0)])));
    let after = events(&made(&campus, CalendarOf::Person(UserId(0)), NOW));
    assert_eq!((before[0].status.as_str(), before[0].alarms), ("Status(Confirmed)", 2));
    assert_eq!((after[0].status.as_str(), after[0].alarms), ("Status(Cancelled)", 0));
    assert_eq!(before[0].uid, after[0].uid);
    assert!(after[0].sequence > before[0].sequence);
}

#[test]
fn who_gave_a_shift_on_finds_it_cancelled_and_who_gets_it_back_finds_it_again() {
    let mut campus = small();
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0)]);
    let give = |campus: &mut Campus, from: u16, to: u16| {
        let turns = vec![TurnMoved { shift: ShiftId(0), from: UserId(from), to: UserId(to) }];
        does(campus, Act::Shift(ShiftAct::Reassigned { turns, emergency: false, text: "病假".into() }));
    };
    let of = |campus: &Campus, person: u16| {
        let mut seen = events(&made(campus, CalendarOf::Person(UserId(person)), NOW));
        seen.pop().map(|it| (it.uid, it.status, it.sequence, it.alarms))
    };
    let (confirmed, cancelled) = ("Status(Confirmed)".to_owned(), "Status(Cancelled)".to_owned());
    let (first, ..) = of(&campus, 0).unwrap();
    assert_eq!(of(&campus, 1), None);
    give(&mut campus, 0, 1);
    let (second, ..) = of(&campus, 1).unwrap();
    assert_eq!(of(&campus, 0), Some((first.clone(), cancelled.clone(), 1, 0)));
    assert_eq!(of(&campus, 1), Some((second.clone(), confirmed.clone(), 1, 2)));
    give(&mut campus, 1, 0);
    assert_eq!(of(&campus, 0), Some((first.clone(), confirmed, 2, 2)));
    assert_eq!(of(&campus, 1), Some((second.clone(), cancelled.clone(), 2, 0)));
    does(&mut campus, Act::Shift(ShiftAct::Recalled(vec![ShiftId(0)])));
    assert_eq!(of(&campus, 0), Some((first, cancelled.clone(), 3, 0)));
    assert_eq!(of(&campus, 1), Some((second, cancelled, 3, 0)));
    assert_eq!(events(&made(&campus, CalendarOf::Site(FIRST), NOW)).len(), 2, "the site's calendar tells of both");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_name_is_folded_escaped_and_read_back(name in "[a-z ,;:\\\\\"'值班社区，；：东南西北·一二三\\n\\r\\t=]{1,32}", community in "[明德, ;\\\\n甲乙丙丁]{1,30}") {
        prop_assume!(!name.trim().is_empty() && !community.trim().is_empty());
        let mut campus = college("Asia/Shanghai", &[&community], vec![user("zhang", &name, "")]);
        publish_turns(&mut campus, &[(day(12, 1), FIRST, 0)]);
        let file = made(&campus, CalendarOf::All, NOW);
        lines_are_in_order(&file);
        let seen = events(&file);
        prop_assert_eq!(seen.len(), 1);
        let plain = |it: &str| crate::text::clean(it).split_whitespace().collect::<Vec<_>>().join(" ");
        let said = plain(&format!("{name} 值班：{community}"));
        prop_assert_eq!(seen[0].summary.clone(), said);
        prop_assert_eq!(seen[0].location.clone(), plain(&format!("{community}辅导员工作室")));
    }

    #[test]
    fn every_zone_and_day_keeps_its_instants(zone in 0..chrono_tz::TZ_VARIANTS.len(), from in 739_000..741_000_i32) {
        let zone: Tz = chrono_tz::TZ_VARIANTS[zone];
        let mut campus = college(zone.name(), &["一社区"], vec![user("zhang", "张三", "")]);
        let shifts: Vec<Shift> = (0..10).map(|nth| shift(&campus, Day(from + nth), FIRST, 0)).collect();
        publish(&mut campus, shifts.clone());
        let seen = events(&made(&campus, CalendarOf::Person(UserId(0)), NOW));
        prop_assert_eq!(seen.iter().map(|it| (it.starts, it.ends)).collect::<Vec<_>>(), shifts.iter().map(|it| (it.starts, it.ends)).collect::<Vec<_>>());
    }
}
