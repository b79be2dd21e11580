//! How long the board of a term takes at full size: six communities, ten terms, 20,000 activities with 400,000 attendances. It must stay under
//! 30 ms. Appraisal and the report of a term stand beside it when they come.

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::{Bencher, black_box};
use std::sync::LazyLock;
use yedeng::campus::{
    Act, ActivityAct, ActivityEntered, ActivityFacts, ActivityKind, ActivityState, Campus, CommunityId, DEFAULT_ZONE, Day, Entry, SeatId,
    Seq, Stamp, StudentId, UserId, board,
};
use yedeng::demo::{self, Size};

fn main() {
    divan::main();
}

const ACTIVITIES: u32 = 20_000;
const ATTENDANCES: u32 = 20;

static COLLEGE: LazyLock<(Campus, Day)> = LazyLock::new(|| {
    let today = Day::ymd(2026, 11, 23).unwrap();
    let now = today.at(DEFAULT_ZONE, 23, 36);
    let mut campus = Campus::default();
    let mut college = demo::college(1, Size { students: 10_000, talks: 100, incidents: 10 }, now);
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        seq = college.seq();
    }
    let mut done = |act: ActivityAct, at: Stamp| {
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at, by: UserId(1), seat: SeatId(0), act: Act::Activity(act) });
        seq
    };
    // Five years, spread evenly over the days and the communities.
    for nth in 0..ACTIVITIES {
        let day = today.plus(-((nth * 1_825 / ACTIVITIES) as i32));
        let kind = ActivityKind::ALL[nth as usize % ActivityKind::ALL.len()];
        let facts = ActivityFacts {
            kind,
            branch: kind.branch(),
            community: Some(CommunityId((nth % 6) as u8)),
            department: None,
            day,
            minute: None,
            place: None,
            title: "大学生征兵宣传与志愿服务".into(),
            tags: vec!["征兵".into()],
            taking: Vec::new(),
            promised: Vec::new(),
        };
        let at = day.at(DEFAULT_ZONE, 20, 0);
        let entered = ActivityEntered { facts, state: ActivityState::Held, count: ATTENDANCES, text: "".into() };
        let activity: Seq = done(ActivityAct::Entered(Box::new(entered)), at);
        let added = (0..ATTENDANCES).map(|it| StudentId((nth * 7 + it * 13) % 10_000)).collect();
        done(ActivityAct::Attended { activity, added, removed: Vec::new(), before: ATTENDANCES, count: ATTENDANCES }, at);
        let (from, to) = (ActivityState::Held, ActivityState::Proved);
        done(ActivityAct::Moved { activity, from, to, text: "照片".into() }, at.plus_minutes(60));
    }
    (campus, today)
});

#[divan::bench]
fn board_of_the_term(bencher: Bencher<'_, '_>) {
    let (campus, today) = &*COLLEGE;
    bencher.bench(|| board(black_box(campus), *today));
}

#[divan::bench]
fn board_of_a_term_long_ago(bencher: Bencher<'_, '_>) {
    let (campus, today) = &*COLLEGE;
    bencher.bench(|| board(black_box(campus), today.plus(-1_200)));
}

#[divan::bench]
fn activities_of_a_student(bencher: Bencher<'_, '_>) {
    let (campus, _) = &*COLLEGE;
    bencher.bench(|| black_box(campus).activities().of_student(StudentId(77)).count());
}
