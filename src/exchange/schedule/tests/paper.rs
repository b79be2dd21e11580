//! The door, on paper and for scripts.

use super::super::*;
use super::*;
use crate::desk::Sight;
use crate::words::{Lang, Words};

fn december(campus: &Campus) -> ScheduleFilter {
    let _ = campus;
    ScheduleFilter { from: day(12, 1), until: day(12, 31), person: None, post: None }
}

fn schedule() -> Campus {
    let mut campus = small();
    let shifts = vec![
        shift(&campus, day(12, 1), FIRST, 0),
        shift(&campus, day(12, 1), Post::Leader, 3),
        shift(&campus, day(12, 5), SECOND, 1),
        shift(&campus, day(12, 5), SECOND, 2),
        shift(&campus, day(12, 31), FIRST, 0),
    ];
    publish(&mut campus, shifts);
    campus
}

fn of(campus: &Campus, phones: Phones) -> Door {
    door(&Words::new(Lang::Zh), campus, Sight::new(campus, UserId(0)), &december(campus), phones)
}

#[test]
fn the_door_has_a_row_a_day_and_a_column_a_post() {
    let campus = schedule();
    let door = of(&campus, Phones::Masked);
    assert_eq!(door.title, "云溪学院 2026年12月值班表");
    assert_eq!(door.headings, ["日期", "星期", "类型", "带班领导", "一社区", "明德社区"]);
    let [month] = door.months.as_slice() else { panic!("one month is one sheet") };
    assert_eq!(month.days.len(), 31, "a day without duty has its row, too");
    let first = &month.days[0];
    assert_eq!((first.date.as_str(), first.weekday.as_str(), first.kind.as_str(), first.off), ("12月1日", "周二", "工作日", false));
    assert_eq!(first.cells, ["陈校长", "张三", ""]);
    let saturday = &month.days[4];
    assert_eq!((saturday.kind.as_str(), saturday.off), ("周末", true));
    assert_eq!(saturday.cells[2], "王芳(wang1)\n王芳(wang2)", "two of one name are told apart");
    assert_eq!(door.notes, ["工作日值班时间：17:00 至次日 08:00", "周末值班时间：08:00 至次日 08:00"]);
    let zhang = &door.people[0];
    assert_eq!((zhang.name.as_str(), zhang.counts, zhang.total(), zhang.phone.as_str()), ("张三", [2, 0, 0, 0], 2, "138****2071"));
}

#[test]
fn phones_stand_on_it_only_where_it_was_said_why() {
    let campus = schedule();
    let (masked, full) = (of(&campus, Phones::Masked), of(&campus, Phones::Full));
    let rows =
        |phones| serde_json::to_string(&rows(&campus, Sight::new(&campus, UserId(0)), &december(&campus), phones, Stamp(0))).unwrap();
    assert!(!html(&masked, "zh-CN").contains("13812342071") && !rows(Phones::Masked).contains("13812342071"));
    assert!(html(&full, "zh-CN").contains("张三<br>13812342071") && rows(Phones::Full).contains("13812342071"));
    assert!(html(&masked, "zh-CN").contains("138****2071"));
    let nobody = door(&Words::new(Lang::Zh), &campus, Sight::new(&campus, UserId(9)), &december(&campus), Phones::Full);
    assert!(!html(&nobody, "zh-CN").contains("2071"), "who may not see a phone does not see it here");
}

#[test]
fn a_holiday_is_named_and_a_year_without_data_is_said() {
    let campus = small();
    let filter = ScheduleFilter { from: day(9, 30), until: day(10, 2), person: None, post: Some(Post::Leader) };
    let door = door(&Words::new(Lang::Zh), &campus, Sight::new(&campus, UserId(0)), &filter, Phones::Masked);
    assert_eq!(door.months.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["2026-09", "2026-10"]);
    assert!(door.months[1].days[0].kind.contains("国庆") && door.months[1].days[0].off);
    assert_eq!(door.headings.len(), 4, "only the post that was asked for");
    let far = ScheduleFilter { from: Day::ymd(2090, 1, 1).unwrap(), until: Day::ymd(2090, 1, 2).unwrap(), person: None, post: None };
    let door = super::super::door(&Words::new(Lang::Zh), &campus, Sight::new(&campus, UserId(0)), &far, Phones::Masked);
    assert!(door.notes.iter().any(|it| it.contains("2090")), "{:?}", door.notes);
}

#[test]
fn a_page_is_never_markup_and_a_cell_never_a_formula() {
    let mut campus = college("Asia/Shanghai", &["=1+1<b>"], vec![user("zhang", "<i>@x", "")]);
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0)]);
    let door = of(&campus, Phones::Masked);
    let page = html(&door, "zh-CN");
    assert!(page.contains("=1+1&lt;b&gt;") && !page.contains("<b>") && !page.contains("<i>"));
    assert!(page.contains("@media print") && !page.contains("http"), "nothing is loaded from elsewhere");
    let rows = rows(&campus, Sight::new(&campus, UserId(0)), &december(&campus), Phones::Masked, Stamp(0));
    let text = String::from_utf8(csv(&Words::new(Lang::Zh), &campus, &rows, Stamp(0)).unwrap()).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains(",'=1+1<b>,"), "{text}");
    let book = xlsx(&door).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
    use calamine::Reader as _;
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().cells().all(|it| it.2.is_empty()));
    }
}

#[test]
fn scripts_find_the_fields_of_the_contract() {
    let campus = schedule();
    let rows = rows(&campus, Sight::new(&campus, UserId(0)), &december(&campus), Phones::Masked, day(12, 1).at(campus.zone(), 18, 0));
    let first = serde_json::to_value(&rows[0]).unwrap();
    assert_eq!(first["site"], LEADER_SITE);
    assert_eq!(first["state"], "missing");
    assert_eq!(first["starts"], "2026-12-01T17:00:00+08:00");
    for field in ["id", "duty_date", "site", "person", "starts", "ends", "state"] {
        assert!(first[field].is_string(), "{field}");
    }
    let only = ScheduleFilter { person: Some(UserId(0)), ..december(&campus) };
    assert_eq!(super::super::rows(&campus, Sight::new(&campus, UserId(0)), &only, Phones::Masked, Stamp(0)).len(), 2);
}

#[test]
fn a_schedule_of_nothing_is_still_a_sheet() {
    let campus = Campus::default();
    let door = of(&campus, Phones::Masked);
    assert!(!xlsx(&door).unwrap().is_empty());
    assert!(html(&door, "en").contains("</html>"));
}
