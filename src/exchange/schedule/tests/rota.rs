//! Rotas as schools keep them, and our own.

use super::super::*;
use super::*;
use crate::desk::Sight;
use crate::words::{Lang, Words};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn read_at(campus: &Campus, file: &[u8], year: Option<i32>, now: Stamp) -> Result<ReadRota, RotaError> {
    let tables = read_rota_bytes(file, None).unwrap();
    read_rota(&tables, campus, year, now, &|day| hours(campus, day))
}

fn read(campus: &Campus, file: &str) -> ReadRota {
    read_at(campus, file.as_bytes(), None, Stamp(0)).unwrap()
}

type Turn = (Day, usize, u16);

fn turns(shifts: &[Shift]) -> Vec<Turn> {
    let mut turns: Vec<_> = shifts.iter().map(|it| (it.day, super::super::rows::place(it.post), it.person.0)).collect();
    turns.sort_unstable();
    turns
}

fn reasons(rota: &ReadRota) -> Vec<(u32, RotaReason)> {
    rota.rejected.iter().map(|it| (it.row, it.reason)).collect()
}

#[test]
fn the_sheet_on_the_door() {
    let campus = small();
    let file = "云溪学院2026年12月值班表,,,,\n\
        日期,星期,带班领导,一社区值班辅导员,明德社区,保卫处\n\
        12月1日,星期二,陈校长,张三老师,王芳(wang1) 13712342073,老周\n\
        2日,三,陈 校长,\"张三\n13812342071\",,老周\n\
        3日,四,,,,\n\
        5日,六,,张三、王芳（wang2）,—,\n\
        注：工作日17:00至次日8:00,,,,\n";
    let rota = read(&campus, file);
    assert_eq!((rota.form, rota.header_row, rota.rows), (RotaForm::Door, 2, 3));
    let (a, b, e) = (day(12, 1), day(12, 2), day(12, 5));
    assert_eq!(turns(&rota.shifts), [(a, 0, 3), (a, 1, 0), (a, 2, 1), (b, 0, 3), (b, 1, 0), (e, 1, 0), (e, 1, 2)]);
    assert_eq!((reasons(&rota), rota.skipped.as_slice()), (vec![], &[7][..]));
    assert_eq!(rota.unbound, ["保卫处"], "what is not taken is named");
    let workday = rota.shifts.iter().find(|it| it.day == a).unwrap();
    assert_eq!((workday.starts, workday.ends), (a.at(campus.zone(), 17, 0), b.at(campus.zone(), 8, 0)));
    assert_eq!(rota.shifts.last().unwrap().starts, e.at(campus.zone(), 8, 0), "a Saturday");
}

#[test]
fn a_list_of_turns() {
    let campus = small();
    let file = "序号,值班日期,岗位,姓名,联系电话\n\
        1,2026/12/1,一社区,张三,13812342071\n\
        2,2026/12/1,带班领导,陈校长,\n\
        3,2026-12-2,明德社区,王芳,13612342074\n\
        4,2026.12.3,明德社区,王芳,\n\
        5,2026.12.4,三社区,张三,\n\
        6,2026.12.5,,张三,\n\
        7,,一社区,张三,\n\
        8,2026.12.1,一社区,张三,\n\
        9,2026.12.6,一社区,张四,\n\
        10,2026.12.7,一社区,,\n";
    let rota = read(&campus, file);
    assert_eq!((rota.form, rota.rows), (RotaForm::List, 9));
    assert_eq!(turns(&rota.shifts), [(day(12, 1), 0, 3), (day(12, 1), 1, 0), (day(12, 2), 2, 2)], "the phone says which 王芳");
    use RotaReason as R;
    assert_eq!(
        reasons(&rota),
        [(5, R::PersonAmbiguous), (6, R::PostUnknown), (7, R::PostMissing), (8, R::DateMissing), (9, R::Twice), (10, R::PersonUnknown)]
    );
    let by_row = |row: u32| rota.rejected.iter().find(|it| it.row == row).unwrap();
    assert_eq!(by_row(5).candidates, ["wang1 王芳", "wang2 王芳"]);
    assert_eq!(by_row(6).candidates, ["一社区", "明德社区"]);
    assert_eq!((by_row(6).column.as_deref(), by_row(6).value.as_str()), (Some("岗位"), "三社区"));
    assert_eq!(by_row(9).other_row, Some(2));
    assert_eq!(by_row(10).candidates, ["zhang 张三"], "one sign beside it");
    let said = say_rota_rejected(&Words::new(Lang::Zh), by_row(5));
    assert!(said.contains("第 5 行") && said.contains("王芳") && said.contains("wang2"), "{said}");
}

#[test]
fn a_calendar_of_weeks() {
    let campus = small();
    let file = "明德社区2026年12月值班安排,,,,,,\n\
        周一,周二,周三,周四,周五,周六,周日\n\
        ,\"1\n张三\",2 王芳(wang1),3,4,5,6\n\
        ,,,张三,,王芳(wang2),\n\
        7,8,9日张三,9,,,\n";
    let rota = read(&campus, file);
    assert_eq!(rota.form, RotaForm::Grid);
    let of = |d, person| (day(12, d), 2, person);
    assert_eq!(turns(&rota.shifts), [of(1, 0), of(2, 1), of(3, 0), of(5, 2), of(9, 0)]);
    assert_eq!(reasons(&rota), [(5, RotaReason::WeekdayDiffers)], "the 9th is no Thursday");
    let nowhere = file.replace("明德社区", "");
    assert!(matches!(read_at(&campus, nowhere.as_bytes(), None, Stamp(0)), Err(RotaError::NoPost { row: 2, .. })));
}

#[test]
fn the_weekday_catches_a_wrong_year() {
    let campus = small();
    let file = "日期,星期,一社区\n12月1日,星期二,张三\n";
    assert_eq!(reasons(&read(&campus, file)), [(2, RotaReason::YearMissing)]);
    let wrong = read_at(&campus, file.as_bytes(), Some(2025), Stamp(0)).unwrap();
    assert_eq!(reasons(&wrong), [(2, RotaReason::WeekdayDiffers)]);
    assert_eq!(turns(&read_at(&campus, file.as_bytes(), Some(2026), Stamp(0)).unwrap().shifts), [(day(12, 1), 1, 0)]);
}

#[test]
fn what_is_published_stays_and_what_is_over_is_not_invented() {
    let mut campus = small();
    publish_turns(&mut campus, &[(day(12, 1), FIRST, 0), (day(12, 2), FIRST, 0)]);
    let file = "日期,一社区\n2026-11-30,张三\n2026-12-1,张三\n2026-12-2,王芳(wang1)\n2026-12-3,张三\n";
    let rota = read_at(&campus, file.as_bytes(), None, day(12, 1).at(campus.zone(), 12, 0)).unwrap();
    assert_eq!((turns(&rota.past), turns(&rota.kept)), (vec![(day(11, 30), 1, 0)], vec![(day(12, 1), 1, 0)]));
    assert_eq!(turns(&rota.shifts), [(day(12, 3), 1, 0)]);
    let [clash] = rota.clashes.as_slice() else { panic!("{:?}", rota.clashes) };
    assert_eq!((clash.row, clash.shift.person, clash.published.as_slice()), (4, UserId(1), &[UserId(0)][..]));
    does(&mut campus, Act::Shift(ShiftAct::Recalled(vec![crate::campus::ShiftId(1)])));
    assert!(read(&campus, file).clashes.is_empty(), "what was recalled is free");
}

#[test]
fn people_are_found_by_login_and_never_guessed() {
    let mut campus = small();
    let gone = User { active: false, ..user("gone", "赵六", "") };
    does(&mut campus, Act::Staff(StaffAct::Joined(gone)));
    let file = "日期,一社区\n2026-12-1,zhang\n2026-12-2,赵六\n2026-12-3,王芳\n2026-12-4,#N/A\n2026-12-5,无\n2026-12-6,张三 王芳\n2026-12-7,张三(wang1)\n";
    let rota = read(&campus, file);
    assert_eq!(turns(&rota.shifts), [(day(12, 1), 1, 0), (day(12, 6), 1, 0)]);
    use RotaReason as R;
    let expected = [(3, R::PersonDisabled), (4, R::PersonAmbiguous), (5, R::CellError), (7, R::PersonAmbiguous), (8, R::PersonUnknown)];
    assert_eq!(reasons(&rota), expected);
    assert_eq!(rota.rejected.last().unwrap().candidates, ["wang1 王芳"], "a name and another's login");
}

#[test]
fn a_community_is_not_found_in_the_middle_of_another() {
    let campus = college("Asia/Shanghai", &["一社区", "十一社区", "A1"], vec![user("zhang", "张三", "")]);
    let rota = read(&campus, "日期,十一社区值班,A12,二十一社区\n2026-12-1,张三,张三,张三\n");
    assert_eq!(turns(&rota.shifts), [(day(12, 1), 2, 0)]);
    assert_eq!(rota.unbound, ["A12", "二十一社区"]);
}

#[test]
fn a_table_that_is_no_rota_is_refused_with_what_was_found() {
    let campus = small();
    let of = |file: &str| read_at(&campus, file.as_bytes(), None, Stamp(0)).unwrap_err();
    let RotaError::NoColumns { row, found } = of("学号,姓名\n2024010101,张三\n") else { panic!("no rota") };
    assert_eq!((row, found.as_slice()), (1, &["学号".to_owned(), "姓名".to_owned()][..]));
    assert!(matches!(of("日期,姓名\n2026-12-1,张三\n"), RotaError::NoPost { .. }));
    assert_eq!(of("日期,一社区\n"), RotaError::NoRows);
    for error in [of("日期,一社区\n"), of("学号,姓名\n1,2\n"), of("日期,姓名\n2026-12-1,张三\n")] {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| say_rota_error(&Words::new(lang), &error));
        assert!(zh.chars().count() > 10 && en.len() > 20);
    }
}

#[test]
fn no_phone_reaches_a_report() {
    let campus = small();
    let rota = read(&campus, "日期,一社区\n2026-12-1,王芳 13999999999\n1399999999912,张三\n");
    let json = serde_json::to_string(&rota.rejected).unwrap();
    assert!(!json.contains("13999999999"), "{json}");
    assert!(!format!("{rota:?}").contains("王芳"));
}

/// People of a college, of whom some share a name.
fn people() -> impl Strategy<Value = Vec<User>> {
    let name =
        prop_oneof!["[张王李赵欧阳][一二三丽娜·]{1,3}", "[A-Z][a-z]{1,6} [A-Z][a-z]{1,6}", Just("王芳".to_owned()), Just("无".to_owned())];
    proptest::collection::vec((name, any::<bool>()), 1..12).prop_map(|them| {
        let make = |(nth, (name, phone)): (usize, (String, bool))| user(&format!("u{nth}"), &name, if phone { "13812342071" } else { "" });
        them.into_iter().enumerate().map(make).collect()
    })
}

/// A college with a published schedule of some weeks, in some zone, and one without it.
fn published() -> impl Strategy<Value = (Campus, Campus, ScheduleFilter)> {
    let zone = prop_oneof![Just("Asia/Shanghai"), Just("Europe/Berlin"), Just("America/New_York"), Just("Pacific/Apia")];
    let turns = proptest::collection::vec((0..70_i32, 0..4_usize, 0..12_usize), 1..80);
    (zone, people(), turns, 739_500..741_000_i32).prop_map(|(zone, users, turns, from)| {
        let count = users.len();
        let without = college(zone, &["一社区", "十一社区", "明德 A 区"], users);
        let mut with = without.clone();
        let turns: BTreeSet<_> = turns.into_iter().map(|(day, post, person)| (Day(from + day), post, (person % count) as u16)).collect();
        let post = |post: usize| if post == 0 { Post::Leader } else { Post::Workroom(CommunityId::of(post - 1)) };
        let shifts = turns.into_iter().map(|(day, at, person)| shift(&with, day, post(at), person)).collect();
        publish(&mut with, shifts);
        (with, without, ScheduleFilter { from: Day(from), until: Day(from + 69), person: None, post: None })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn our_own_door_comes_back_as_it_was((with, without, filter) in published(), chinese: bool, phones: bool) {
        let words = Words::new(if chinese { Lang::Zh } else { Lang::En });
        let phones = if phones { Phones::Full } else { Phones::Masked };
        let file = xlsx(&door(&words, &with, Sight::new(&with, UserId(0)), &filter, phones)).unwrap();
        let rota = read_at(&without, &file, None, Stamp(0)).unwrap();
        prop_assert_eq!(rota.form, RotaForm::Door);
        prop_assert_eq!(reasons(&rota), vec![]);
        let mut found = rota.shifts.clone();
        let mut wanted: Vec<Shift> = with.shifts().all().map(|(_, it)| it.clone()).collect();
        let key = |it: &Shift| (it.day, super::super::rows::place(it.post), it.person);
        found.sort_by_key(key);
        wanted.sort_by_key(key);
        prop_assert_eq!(found, wanted);
        let again = read_at(&with, &file, None, Stamp(0)).unwrap();
        prop_assert_eq!((again.shifts.len(), again.clashes.len()), (0, 0), "what is published already is not published twice");
    }

    #[test]
    fn our_own_list_comes_back_as_it_was((with, without, filter) in published(), chinese: bool) {
        let words = Words::new(if chinese { Lang::Zh } else { Lang::En });
        let rows = rows(&with, Sight::new(&with, UserId(0)), &filter, Phones::Masked, Stamp(0));
        let rota = read_at(&without, &csv(&words, &with, &rows, Stamp(0)).unwrap(), None, Stamp(0)).unwrap();
        prop_assert_eq!(rota.form, RotaForm::List);
        prop_assert_eq!(reasons(&rota), vec![]);
        let wanted: Vec<Shift> = with.shifts().all().map(|(_, it)| it.clone()).collect();
        prop_assert_eq!(turns(&rota.shifts), turns(&wanted));
    }

    #[test]
    fn no_table_makes_it_panic(rows in proptest::collection::vec(proptest::collection::vec("[日期周一二三四五六姓名社区0-9年月/.,张\n ]{0,8}", 0..9), 0..12), year: Option<i16>) {
        let campus = small();
        let quoted = |it: &String| format!("\"{it}\"");
        let file = rows.iter().map(|it| it.iter().map(quoted).collect::<Vec<_>>().join(",")).collect::<Vec<_>>().join("\n");
        if let Ok(tables) = read_rota_bytes(file.as_bytes(), None) {
            let _ = read_rota(&tables, &campus, year.map(i32::from), Stamp(0), &|day| hours(&campus, day));
        }
    }
}
