//! How long the handover is drafted at full size: 10,000 students, 100,000 talks, 20,000 incidents. It must stay under 50 ms; the plain scan beside
//! it looks at each talk and each incident once, which nothing can do without an index.

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::{Bencher, black_box};
use std::sync::LazyLock;
use yedeng::campus::{Campus, DEFAULT_ZONE, Day, Entry, SeatId, ShiftId, Stamp, TalkState, UserId};
use yedeng::demo::{self, Size};
use yedeng::desk::handover::{draft, duty_log, since};

fn main() {
    divan::main();
}

const ZHANG: UserId = UserId(1);

static COLLEGE: LazyLock<(Campus, Stamp, ShiftId)> = LazyLock::new(|| {
    let now = Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36);
    let mut campus = Campus::default();
    let mut college = demo::college(1, Size { students: 10_000, talks: 100_000, incidents: 20_000 }, now);
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        seq = college.seq();
    }
    let shift = campus.shifts().covering(now).find(|(_, it)| it.person == ZHANG).unwrap().0;
    (campus, now, shift)
});

#[divan::bench]
fn drafted(bencher: Bencher<'_, '_>) {
    let (campus, now, shift) = &*COLLEGE;
    bencher.bench(|| draft(black_box(campus), ZHANG, *shift, *now).unwrap());
}

#[divan::bench]
fn log_alone(bencher: Bencher<'_, '_>) {
    let (campus, now, shift) = &*COLLEGE;
    bencher.bench(|| duty_log(black_box(campus), ZHANG, *shift, *now).unwrap());
}

#[divan::bench]
fn since_alone(bencher: Bencher<'_, '_>) {
    let (campus, now, _) = &*COLLEGE;
    bencher.bench(|| since(black_box(campus), *now, ZHANG));
}

#[divan::bench]
fn plain_scan(bencher: Bencher<'_, '_>) {
    let (campus, ..) = &*COLLEGE;
    bencher.bench(|| {
        let campus = black_box(campus);
        let talks = campus.talks().heads().iter().filter(|it| it.state == TalkState::Awaiting).count();
        let incidents = campus.incidents().heads().iter().filter(|it| it.state.is_open()).count();
        talks + incidents
    });
}
