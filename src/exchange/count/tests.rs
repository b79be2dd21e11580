//! A report adds up and says what it leaves out; a notice ranks fairly and says why.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use super::*;
use crate::campus::{
    Act, AwardHead, AwardKind, AwardOpened, AwardWhy, Community, CommunityId, Day, Entry, Laid, Nominated, Nominee, PlaceAct, Post, Role,
    RoomId, SeatId, Seq, Shift, ShiftAct, StaffAct, Stamp, User, UserId,
};
use crate::desk::count::Span;
use crate::words::Lang;

fn day() -> Day {
    Day::ymd(2026, 11, 2).unwrap()
}

/// A community, the student office, two counselors, and a shift of each of these at the workroom and as a leader.
fn campus() -> Campus {
    let mut campus = Campus::default();
    let laid = Laid { communities: vec![Community { name: "明德".into(), theme: "".into(), lead: None }], ..Laid::default() };
    let user = |login: &str, role: Role| {
        let community = (role == Role::Counselor).then_some(CommunityId(0));
        Act::Staff(StaffAct::Joined(User { community, ..User::new(login, login, role) }))
    };
    let starts = day().at(crate::campus::DEFAULT_ZONE, 8, 0);
    let shift = |person: u16, post: Post| Shift {
        day: day(),
        post,
        person: UserId(person),
        starts,
        ends: starts.plus_minutes(60),
        signed_in: Some(starts),
        signed_out: None,
        cancelled: false,
    };
    let acts = [
        Act::Place(PlaceAct::Laid(laid)),
        user("off", Role::StudentOffice),
        user("min", Role::Counselor),
        user("hong", Role::Counselor),
        Act::Shift(ShiftAct::Published(vec![shift(1, Post::Workroom(CommunityId(0))), shift(2, Post::Leader)])),
    ];
    for act in acts {
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    }
    campus
}

/// The report of the term, read so many days after its last.
fn term(campus: &Campus, user: u16, community: Option<CommunityId>, after: i32) -> Document {
    let span = Span::term(campus, day());
    let now = span.until.plus(after).at(campus.zone(), 12, 0);
    report(&Words::new(Lang::Zh), campus, (UserId(user), now), ReportOf { span, month: false, community }, |_, _| {}).document
}

fn lines(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.iter().map(Value::text).collect()).collect()
}

#[test]
fn a_term_shows_each_of_its_quarters_and_what_was_missed() {
    let campus = campus();
    let found = term(&campus, 0, Some(CommunityId(0)), 9);
    let rows: Vec<_> = found.tables.iter().flat_map(lines).filter(|it| it[0].starts_with("主题党日")).collect();
    let names: Vec<&str> = rows.iter().map(|it| it[0].as_str()).collect();
    assert_eq!(names, ["2026 年第 3 季度", "2026 年第 4 季度", "2027 年第 1 季度"].map(|it| format!("主题党日（{it}）")));
    let missed: Vec<bool> = rows.iter().map(|it| it[5].contains("已过")).collect();
    assert_eq!(missed, [true, true, false], "{rows:?}");
    let rows: Vec<_> = term(&campus, 0, Some(CommunityId(0)), -50).tables.iter().flat_map(lines).collect();
    let quarters = rows.iter().filter(|it| it[0].starts_with("主题党日")).count();
    assert_eq!(quarters, 2, "the third has not begun");
}

#[test]
fn each_row_of_a_table_adds_up() {
    let campus = campus();
    for (community, total) in [(None, 2), (Some(CommunityId(0)), 1)] {
        let found = term(&campus, 0, community, 9);
        let table = found.tables.iter().find(|it| it.name == "值班").unwrap();
        assert!(table.headings.iter().any(|it| it == "其他"), "{:?}", table.headings);
        for row in lines(table) {
            let numbers: Vec<u32> = row[1..].iter().map(|it| it.parse().unwrap()).collect();
            let (all, cells) = numbers.split_last().unwrap();
            assert_eq!((*all, cells.iter().sum::<u32>()), (total, total));
        }
        assert!(found.notes.iter().any(|it| it.contains("“其他”")), "{:?}", found.notes);
    }
}

#[test]
fn a_report_says_whom_its_appraisal_leaves_out() {
    let campus = campus();
    let says = |user: u16| term(&campus, user, None, 9).notes.iter().any(|it| it.contains("只含你能查看的 1 人"));
    assert!(says(1), "a counselor sees only their own");
    assert!(!says(0));
}

#[test]
fn equal_points_have_equal_rank_and_the_notice_says_why_and_in_which_year() {
    let nominees = [9_000, 9_000, 9_000, 8_000]
        .into_iter()
        .enumerate()
        .map(|(at, points)| Nominated { nominee: Nominee::Room(RoomId::of(at)), why: vec![(AwardWhy::Hygiene, 1, points)] });
    let opened = AwardOpened {
        kind: AwardKind::Room,
        title: "文明宿舍".into(),
        from: Day::ymd(2025, 9, 1).unwrap(),
        until: day(),
        places: 1,
        jury: 0,
        nominees: nominees.collect(),
    };
    let (words, campus) = (Words::new(Lang::Zh), Campus::default());
    let mut head = AwardHead::new((Seq(1), UserId(0)), (&opened, None));
    let ranks = |it: &Document| it.tables.iter().map(|it| it.rows.iter().map(|row| row[0].text()).collect()).collect::<Vec<Vec<_>>>();
    let found = award_notice(&words, &campus, &head, "更好");
    assert_eq!(ranks(&found), [["1", "1", "1", "4"]]);
    assert!(found.notes.iter().any(|it| it.contains("2025-09-01") && it.contains("2026-11-02")), "{:?}", found.notes);
    assert!(!found.notes.iter().any(|it| it.contains("更好")), "nothing is decided");
    head.decided = Some((Seq(2), vec![Nominee::Room(RoomId::of(2))]));
    let found = award_notice(&words, &campus, &head, "更好");
    assert_eq!(ranks(&found), [vec!["1"], vec!["1", "1", "1", "4"]]);
    assert!(found.notes.iter().any(|it| it.contains("更好")), "{:?}", found.notes);
}
