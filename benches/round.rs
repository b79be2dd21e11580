//! What a million marks of rooms cost: a year's report, the grid of tonight, one more mark.
//!
//! `cargo bench --bench round`. Eighteen buildings of 156 rooms with four students each, marked every night of a year: 1,024,920 marks.
#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::{AllocProfiler, Bencher, black_box};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::LazyLock;
use yedeng::campus::{
    Act, Bed, Building, BuildingId, Campus, Class, ClassId, Department, DepartmentId, Entry, Finding, Import, Laid, MarkChange, PersonAct,
    Presence, Room, RoomId, RoomMark, RoomUse, RoundAct, RoundFilter, SeatId, Seq, Stamp, StudentChange, StudentFacts, StudentId, UserId,
    report,
};
use yedeng::campus::{Day, Tally};
use yedeng::logbook::{KdfCost, Logbook, Prepared};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const DIR: &str = env!("CARGO_TARGET_TMPDIR");
const BUILDINGS: usize = 18;
const FLOORS: usize = 6;
const DOORS: usize = 26;
const BEDS: usize = 4;
const NIGHTS: i32 = 365;
const FIRST: Day = Day(739_500);
const LAST: Day = Day(FIRST.0 + NIGHTS - 1);

fn main() {
    divan::main();
}

fn import() -> Import {
    let mut laid = Laid::default();
    for building in 0..BUILDINGS {
        laid.buildings.push(Building { number: (building + 1).to_string().into(), community: None, sex: None });
        for (floor, door) in (1..=FLOORS).flat_map(|floor| (1..=DOORS).map(move |door| (floor, door))) {
            let number = format!("{floor}{door:02}").into();
            let building = BuildingId::of(building);
            laid.rooms.push(Room { building, floor: floor as i8, number, beds: BEDS as u8, purpose: RoomUse::Dwelling });
        }
    }
    let student = |row: usize| {
        let after = StudentFacts {
            class: Some(ClassId::of(row / 45)),
            bed: Some(Bed { room: RoomId::of(row / BEDS), bed: (row % BEDS + 1) as u8 }),
            ..StudentFacts::new(format!("2023{row:06}"), "张三")
        };
        StudentChange { before: None, after }
    };
    let students: Vec<_> = (0..BUILDINGS * FLOORS * DOORS * BEDS).map(student).collect();
    let classes = (0..=students.len() / 45).map(|at| Class { name: at.to_string().into(), department: Some(DepartmentId::of(at % 8)) });
    let departments = (0..8).map(|at| Department { name: at.to_string().into() }).collect();
    Import { departments, classes: classes.collect(), laid, students }
}

/// The marks of a floor in a night: of ten thousand students 40 late, 20 absent, 200 on leave; something found in every hundredth room.
fn floor(day: Day, building: usize, floor: usize, chance: &mut impl FnMut(u64) -> u64) -> RoundAct {
    let first = (building * FLOORS + floor - 1) * DOORS;
    let mark = |row: usize| {
        let mut away = smallvec::SmallVec::new();
        for student in row * BEDS..(row + 1) * BEDS {
            let how = match chance(10_000) {
                0..40 => Presence::Late,
                40..60 => Presence::Absent,
                60..260 => Presence::Leave,
                _ => continue,
            };
            away.push((StudentId::of(student), how));
        }
        let findings = if chance(100) == 0 { [Finding::ALL[chance(15) as usize]].into_iter().collect() } else { Default::default() };
        MarkChange { before: None, after: Some(RoomMark { room: RoomId::of(row), expected: BEDS as u8, away, findings }) }
    };
    let changes = (first..first + DOORS).map(mark).collect();
    RoundAct::Marked { day, building: BuildingId::of(building), floor: floor as i8, changes, note: "".into() }
}

fn does(campus: &mut Campus, act: Act) {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
}

static CAMPUS: LazyLock<Campus> = LazyLock::new(|| {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut chance = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let mut campus = Campus::default();
    does(&mut campus, Act::Person(PersonAct::Imported(import())));
    for (night, building) in (0..NIGHTS).flat_map(|night| (0..BUILDINGS).map(move |building| (night, building))) {
        for at in 1..=FLOORS {
            does(&mut campus, Act::Round(floor(FIRST.plus(night), building, at, &mut chance)));
        }
    }
    let marks: usize = campus.rounds().sheets().iter().map(|it| it.marks.len()).sum();
    assert!(marks >= 1_000_000, "{marks}");
    campus
});

/// The report of so many nights; the aim is 300 ms for a year.
#[divan::bench(args = [1, 30, 365], sample_count = 20, sample_size = 1)]
fn report_of_nights(bencher: Bencher<'_, '_>, nights: i32) {
    let campus = &*CAMPUS;
    bencher.bench(|| report(campus, LAST.plus(1 - nights), black_box(LAST), &RoundFilter::default()));
}

/// What the grid asks when it opens: the sums of every building, and the mark of every room of one.
#[divan::bench]
fn grid_of_tonight(bencher: Bencher<'_, '_>) {
    let campus = &*CAMPUS;
    let (places, people, rounds) = (campus.places(), campus.people(), campus.rounds());
    bencher.bench(|| {
        let tallies: Vec<Tally> = places.buildings().map(|(id, _)| rounds.tally(places, people, LAST, id)).collect();
        let marked = places.rooms_of(BuildingId(2)).iter().filter(|id| rounds.mark(places, LAST, **id).is_some()).count();
        (tallies, marked)
    });
}

/// One more mark, checked and applied.
#[divan::bench]
fn mark_checked_and_applied(bencher: Bencher<'_, '_>) {
    let mut campus = CAMPUS.clone();
    let (day, mut row) = (LAST.plus(1), 0);
    let at = day.at(campus.zone(), 22, 30);
    bencher.bench_local(|| {
        let room = RoomId::of(row % (BUILDINGS * FLOORS * DOORS));
        row += 1;
        let it = campus.places().room(room).unwrap();
        let (building, floor) = (it.building, it.floor);
        let before = campus.rounds().mark(campus.places(), day, room).cloned();
        let after = Some(campus.mark_of_all_present(day, room));
        let act = Act::Round(RoundAct::Marked { day, building, floor, changes: vec![MarkChange { before, after }], note: "".into() });
        campus.check(UserId(0), at, &act).unwrap();
        does(&mut campus, act);
    });
}

/// The campus from its pages, as on opening.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn campus_from_pages(bencher: Bencher<'_, '_>) {
    let mut campus = CAMPUS.clone();
    let pages = campus.take_dirty();
    bencher.with_inputs(|| pages.clone()).bench_local_values(|pages| Campus::from_pages(campus.applied(), pages).unwrap());
}

/// The least that could be done: 4 KiB appended to a file, and its data synced.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn raw_append_4k_and_fdatasync(bencher: Bencher<'_, '_>) {
    let dir = tempfile::tempdir_in(DIR).unwrap();
    let mut file = File::create(dir.path().join("raw")).unwrap();
    let bytes = [7; 4096];
    bencher.bench_local(|| {
        file.write_all(&bytes).unwrap();
        file.sync_data().unwrap();
    });
}

/// One mark until it is durable.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn one_mark_durable(bencher: Bencher<'_, '_>) {
    let dir = tempfile::tempdir_in(DIR).unwrap();
    let mut logbook = begun(&dir.path().join("home"));
    bencher.bench_local(|| {
        let seq = logbook.next_seq();
        let room = RoomId::of(seq.0 as usize % DOORS);
        let after = RoomMark { room, expected: 4, away: Default::default(), findings: Default::default() };
        let changes = vec![MarkChange { before: None, after: Some(after) }];
        let act = Act::Round(RoundAct::Marked { day: LAST, building: BuildingId(0), floor: 1, changes, note: "".into() });
        logbook.append(&[Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act }]).unwrap();
    });
}

fn begun(home: &Path) -> Logbook {
    let (mut logbook, ..) = Prepared::create(home, "bench", "bench", KdfCost::DEMO).unwrap();
    logbook
        .append(&[Entry { seq: Seq(1), at: Stamp(0), by: UserId(0), seat: SeatId(0), act: Act::Person(PersonAct::Imported(import())) }])
        .unwrap();
    logbook
}
