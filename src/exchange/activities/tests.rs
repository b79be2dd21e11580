//! The template comes back as it went out; a second import changes nothing; what is wrong is told by row, column and word.

use super::super::intake::SheetError;
use super::super::rounds::{Value, xlsx};
use super::super::table::{Table, read_bytes_by};
use super::*;
use crate::campus::tests::live;
use crate::campus::{
    Act, ActivityAct, ActivityKind, ActivityState, Campus, Day, Entry, Import, PersonAct, SeatId, Standing, StudentChange, StudentFacts,
    TakingPart, UserId,
};
use crate::words::{Lang, Words};

fn today() -> Day {
    Day::ymd(2026, 11, 27).unwrap()
}

fn facts(no: &str, name: &str, left: bool) -> StudentFacts {
    StudentFacts {
        no: no.into(),
        name: name.into(),
        sex: None,
        class: None,
        department: None,
        bed: None,
        phone: "".into(),
        guardian_phone: "".into(),
        more: Vec::new(),
        left,
    }
}

fn apply(campus: &mut Campus, act: Act) -> crate::campus::Seq {
    let at = today().at(crate::campus::DEFAULT_ZONE, 20, 0);
    campus.check(UserId(0), at, &act).unwrap();
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
    seq
}

/// A campus with two students of one name, one of another and one who left.
fn campus() -> Campus {
    let (_, mut campus) = live(Vec::new());
    let new = |no: &str, name: &str| StudentChange { before: None, after: facts(no, name, false) };
    let students = vec![new("2026777001", "赵一"), new("2026777002", "钱二"), new("2026777003", "钱二"), new("2026777004", "孙三")];
    apply(&mut campus, Act::Person(PersonAct::Imported(Import { students, ..Import::default() })));
    let id = campus.people().by_no("2026777004").unwrap();
    let gone = StudentChange { before: Some((id, facts("2026777004", "孙三", false))), after: facts("2026777004", "孙三", true) };
    apply(&mut campus, Act::Person(PersonAct::Imported(Import { students: vec![gone], ..Import::default() })));
    campus
}

fn filled(lang: Lang, rows: &[[&str; 17]]) -> Table {
    let mut document = template_document(&Words::new(lang));
    let table = document.tables.first_mut().unwrap();
    table.rows.extend(rows.iter().map(|row| row.iter().map(|it| Value::Text((*it).to_owned())).collect::<Vec<_>>()));
    read_bytes_by(xlsx(&document).unwrap(), None, column::score).unwrap()
}

fn planned(table: &Table, campus: &Campus) -> ActivityPlan {
    plan_activities(table, campus, (UserId(0), today()), EarlierTerms::Rejected).unwrap()
}

fn take(campus: &mut Campus, plan: &ActivityPlan) {
    for row in &plan.rows {
        let entered = row.enters().map(|act| apply(campus, act));
        for act in row.then(row.known.or(entered).unwrap()) {
            apply(campus, act);
        }
    }
}

const SWEEP: [&str; 17] = [
    "清扫楼道",
    "志愿服务",
    "2026年11月20日",
    "19:30-21:00",
    "",
    "",
    "报告厅",
    "张敏",
    "导师:何志远",
    "校领导:刘建国",
    "12人",
    "2026777001",
    "分三组",
    "每月一次",
    "#劳动",
    "照片、签到表",
    "",
];

#[test]
fn a_template_as_it_ships_is_empty_and_one_filled_in_is_taken_once() {
    for lang in [Lang::Zh, Lang::En] {
        let mut campus = campus();
        let empty = plan_activities(&filled(lang, &[]), &campus, (UserId(0), today()), EarlierTerms::Rejected);
        assert_eq!(empty, Err(SheetError::NoRows));
        let table = filled(lang, &[SWEEP]);
        let plan = planned(&table, &campus);
        assert_eq!((plan.rows.len(), plan.rejected.len()), (1, 0), "{plan:?}");
        take(&mut campus, &plan);
        let it = campus.activities().heads().last().unwrap().clone();
        assert_eq!((it.facts.kind, it.facts.minute, it.count, it.state), (ActivityKind::Volunteer, Some(1170), 12, ActivityState::Held));
        let taking: Vec<_> = it.facts.taking.iter().map(|it| (&*it.name, it.standing, it.part)).collect();
        let expected = [
            ("张敏", Standing::Staff, TakingPart::Leads),
            ("何志远", Standing::Mentor, TakingPart::Speaks),
            ("刘建国", Standing::CollegeLeader, TakingPart::Attends),
        ];
        assert_eq!(taking, expected);
        assert_eq!(campus.activities().present(it.seq).len(), 1);
        let again = planned(&table, &campus);
        assert_eq!((again.rows.len(), again.unchanged, again.rejected.len()), (0, 1, 0), "{again:?}");
        // What the file says otherwise changes what stands, and what was taken back is entered again.
        let other = planned(
            &filled(
                lang,
                &[{
                    let mut row = SWEEP;
                    row[6] = "操场";
                    row[10] = "15";
                    row
                }],
            ),
            &campus,
        );
        assert_eq!(other.rows[0].known, Some(it.seq));
        assert!(matches!(
            &other.rows[0].then(it.seq)[..],
            [Act::Activity(ActivityAct::Amended { .. }), Act::Activity(ActivityAct::Attended { count: 15, .. })]
        ));
        let (from, to) = (it.state, ActivityState::Withdrawn);
        apply(&mut campus, Act::Activity(ActivityAct::Moved { activity: it.seq, from, to, text: "↶".into() }));
        assert_eq!(planned(&table, &campus).rows[0].known, None);
    }
}

#[test]
fn what_was_planned_is_held_once_its_day_has_come() {
    let mut campus = campus();
    let mut row = SWEEP;
    row[2] = "2026-11-27";
    row[11] = "";
    let table = filled(Lang::Zh, &[row]);
    let on = |campus: &Campus, day| plan_activities(&table, campus, (UserId(0), day), EarlierTerms::Rejected).unwrap();
    let eve = today().plus(-1);
    let plan = on(&campus, eve);
    take(&mut campus, &plan);
    let it = campus.activities().heads().last().unwrap();
    let (seq, state) = (it.seq, it.state);
    assert_eq!((state, on(&campus, eve).unchanged), (ActivityState::Planned, 1));
    let plan = on(&campus, today());
    assert!(matches!(&plan.rows[0].then(seq)[..], [Act::Activity(ActivityAct::Moved { to: ActivityState::Held, .. })]), "{plan:?}");
    take(&mut campus, &plan);
    assert_eq!(campus.activities().get(seq).unwrap().state, ActivityState::Held);
    assert_eq!(on(&campus, today()).unchanged, 1);
}

#[test]
fn who_was_not_there_is_taken_away_once_and_the_number_goes_with_the_names() {
    let mut campus = campus();
    let with = |there: &'static str, absent: &'static str, count: &'static str| {
        let mut row = SWEEP;
        (row[11], row[16], row[10]) = (there, absent, count);
        filled(Lang::Zh, &[row])
    };
    let plan = planned(&with("2026777001 2026777002", "", ""), &campus);
    take(&mut campus, &plan);
    let seq = campus.activities().heads().last().unwrap().seq;
    let now = |campus: &Campus| (campus.activities().present(seq).len(), campus.activities().get(seq).unwrap().count);
    assert_eq!(now(&campus), (2, 2));
    let table = with("", "2026777002", "");
    let plan = planned(&table, &campus);
    assert!(matches!(
        &plan.rows[0].then(seq)[..],
        [Act::Activity(ActivityAct::Attended { removed, count: 1, .. })] if removed.len() == 1
    ));
    take(&mut campus, &plan);
    assert_eq!(now(&campus), (1, 1));
    let again = planned(&table, &campus);
    assert_eq!((again.rows.len(), again.unchanged, again.rejected.len()), (0, 1, 0), "{again:?}");
    // Where heads were counted the number stays.
    let plan = planned(&with("", "", "30"), &campus);
    take(&mut campus, &plan);
    let plan = planned(&with("", "2026777001", ""), &campus);
    take(&mut campus, &plan);
    assert_eq!(now(&campus), (0, 30));
    let both = planned(&with("2026777001", "2026777001", ""), &campus);
    assert_eq!((both.rejected[0].reason, both.rejected[0].column.as_deref()), (ActivityReason::BothThereAndNot, Some("未到学生")));
}

#[test]
fn what_is_wrong_is_told_by_row_column_and_word() {
    let campus = campus();
    let wrong = |at: usize, what: &'static str| {
        let mut row = SWEEP;
        row[at] = what;
        row
    };
    let rows = [
        wrong(0, ""),
        wrong(1, "扫地"),
        wrong(2, "上周"),
        wrong(2, "2025-03-01"),
        wrong(3, "晚上"),
        wrong(4, "没有的社区"),
        wrong(5, "后勤支部"),
        wrong(6, "99#999"),
        wrong(10, "许多"),
        wrong(11, "2026777001、20269999"),
        wrong(11, "钱二"),
        wrong(11, "2026777004"),
        {
            let mut row = SWEEP;
            row[10] = "1";
            row[11] = "2026777001 2026777002";
            row
        },
        SWEEP,
        SWEEP,
    ];
    let plan = planned(&filled(Lang::Zh, &rows), &campus);
    use ActivityReason as R;
    let said: Vec<_> = plan.rejected.iter().map(|it| (it.column.as_deref(), it.reason)).collect();
    let expected = [
        (Some("活动名称"), R::TitleMissing),
        (Some("活动类别"), R::KindUnknown),
        (Some("活动日期"), R::DayUnreadable),
        (Some("活动日期"), R::BeforeTerm),
        (Some("活动时间"), R::TimeUnreadable),
        (Some("所属社区"), R::CommunityUnknown),
        (Some("承办支部"), R::BranchUnknown),
        (Some("活动地点"), R::PlaceUnknown),
        (Some("参加人数"), R::CountUnreadable),
        (Some("参加学生"), R::StudentUnknown),
        (Some("参加学生"), R::StudentSeveral),
        (Some("参加学生"), R::StudentLeft),
        (Some("参加人数"), R::FewerThanNamed),
        (None, R::Duplicate),
    ];
    assert_eq!(said, expected);
    assert_eq!((plan.rejected[9].value.as_deref(), plan.rejected[9].row), (Some("20269999"), plan.header_row + 12));
    // An old ledger is taken where it is said that it is one.
    let old = filled(Lang::Zh, &[wrong(2, "2025-03-01")]);
    let plan = plan_activities(&old, &campus, (UserId(0), today()), EarlierTerms::Taken).unwrap();
    assert_eq!((plan.rows.len(), plan.rejected.len()), (1, 0));
    let short = Table { rows: old.rows[..1].to_vec(), ..old };
    assert!(matches!(planned_error(&short, &campus), SheetError::MissingColumns { .. }));
}

fn planned_error(table: &Table, campus: &Campus) -> SheetError {
    plan_activities(table, campus, (UserId(0), today()), EarlierTerms::Rejected).unwrap_err()
}
