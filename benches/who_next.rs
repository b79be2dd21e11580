//! How long it takes to say whom to talk to next, over all of 50,000 students with 400,000 talks. It must stay under 50 ms; the plain scan beside it
//! looks at each talk once, which nothing can do without an index.

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::{Bencher, black_box};
use std::sync::LazyLock;
use yedeng::campus::{
    Act, Bed, Building, BuildingId, Campus, CareAct, Class, ClassId, Concern, DEFAULT_ZONE, Day, Department, DepartmentId, Detail, Entry,
    Import, Laid, MarkChange, Marked, PersonAct, Presence, Role, Room, RoomId, RoomMark, RoomUse, RoundAct, SeatId, StaffAct, Stamp,
    StudentChange, StudentFacts, StudentId, TalkAct, TalkLogged, Topic, Trigger, User, UserId, Visibility, Way,
};
use yedeng::desk::care::{NetworkNode, Whose, care_list, coverage, network, next};

fn main() {
    divan::main();
}

const STUDENTS: usize = 50_000;
const TALKS: usize = 400_000;
const CLASSES: usize = 1_000;
const FLOORS: i8 = 6;
const DOORS: usize = 35;
/// The counselor of the first four classes, and the student office.
const COUNSELOR: UserId = UserId(0);
const OFFICE: UserId = UserId(1);

struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

static COLLEGE: LazyLock<(Campus, Stamp)> = LazyLock::new(|| {
    let (mut campus, mut chance) = (Campus::default(), Chance(0x9E37_79B9));
    let today = Day::ymd(2026, 11, 23).unwrap();
    let does = |campus: &mut Campus, at: Stamp, act: Act| {
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at, by: COUNSELOR, seat: SeatId(0), act });
    };
    let start = today.plus(-365).at(DEFAULT_ZONE, 9, 0);
    for (login, role) in [("zhang", Role::Counselor), ("office", Role::StudentOffice)] {
        let classes = if role == Role::Counselor { (0..4).map(ClassId).collect() } else { Default::default() };
        let (login, phone): (Box<str>, Box<str>) = (login.into(), Box::default());
        let user = User { classes, phone, ..User::new(login.clone(), login, role) };
        does(&mut campus, start, Act::Staff(StaffAct::Joined(user)));
    }
    does(&mut campus, start, Act::Person(PersonAct::Imported(roster())));
    // A month of rounds: every floor each night, somebody away on most of them.
    let floors = STUDENTS.div_ceil(4 * DOORS);
    for back in (0..30).rev() {
        let day = today.plus(-1 - back);
        for floor in 0..floors {
            let away = |room: usize, student: usize, how| {
                let away = [(StudentId::of(student), how)].into_iter().collect();
                RoomMark { room: RoomId::of(room), expected: 4, away, findings: Default::default() }
            };
            let changes = (0..DOORS).map(|door| {
                let room = floor * DOORS + door;
                let after = match chance.below(60) {
                    0 => away(room, (room * 4 + chance.below(4)) % STUDENTS, Presence::Late),
                    1 => away(room, (room * 4 + chance.below(4)) % STUDENTS, Presence::Absent),
                    _ => RoomMark { room: RoomId::of(room), expected: 4, away: Default::default(), findings: Default::default() },
                };
                MarkChange { before: None, after: Some(after) }
            });
            let (building, storey) = (BuildingId::of(floor / FLOORS as usize), (floor % FLOORS as usize) as i8 + 1);
            let act = RoundAct::Marked { day, building, floor: storey, changes: changes.collect(), note: "".into() };
            does(&mut campus, day.at(DEFAULT_ZONE, 22, 50), Act::Round(act));
        }
    }
    for nth in 0..TALKS {
        let at = Stamp(start.0 + (today.at(DEFAULT_ZONE, 21, 0).0 - start.0) / TALKS as i64 * nth as i64);
        let level = (chance.below(60) == 0).then(|| Concern::from_number(chance.below(5) as u8).unwrap());
        let followup = (chance.below(40) == 0).then(|| at.day(DEFAULT_ZONE).plus(7));
        let visibility = match chance.below(20) {
            0 => Visibility::Psych,
            1 => Visibility::Private,
            _ => Visibility::Normal,
        };
        let talk = TalkLogged {
            students: [StudentId::of(chance.below(STUDENTS))].into_iter().collect(),
            held: at,
            topic: Topic::Study,
            way: Way::InPerson,
            place: None,
            level,
            followup,
            visibility,
            answers: None,
            tags: Vec::new(),
            text: "".into(),
            levels_before: Default::default(),
        };
        does(&mut campus, at, Act::Talk(TalkAct::Logged(talk)));
    }
    for _ in 0..2_000 {
        let (student, trigger, day) = (StudentId::of(chance.below(STUDENTS)), Trigger::ALL[chance.below(9)], today.plus(-10));
        let marked = Marked { student, trigger, day, reason: "".into() };
        does(&mut campus, day.at(DEFAULT_ZONE, 10, 0), Act::Care(CareAct::Marked(marked)));
    }
    (campus, today.at(DEFAULT_ZONE, 23, 36))
});

fn roster() -> Import {
    let mut laid = Laid::default();
    let floors = STUDENTS.div_ceil(4 * DOORS);
    for building in 0..floors.div_ceil(FLOORS as usize) {
        laid.buildings.push(Building { number: (building + 1).to_string().into(), community: None, sex: None });
        for (floor, door) in (1..=FLOORS).flat_map(|floor| (1..=DOORS).map(move |door| (floor, door))) {
            let number = format!("{floor}{door:02}").into();
            laid.rooms.push(Room { building: BuildingId::of(building), floor, number, beds: 4, purpose: RoomUse::Dwelling });
        }
    }
    let student = |row: usize| StudentFacts {
        no: (2_023_000_000 + row).to_string().into(),
        name: "张三".into(),
        sex: None,
        class: Some(ClassId::of(row % CLASSES)),
        department: None,
        bed: Some(Bed { room: RoomId::of(row / 4), bed: (row % 4 + 1) as u8 }),
        phone: "13800000000".into(),
        guardian_phone: "13900000000".into(),
        more: vec![
            (Detail::Grade, (2023 + row % 4).to_string().into()),
            (Detail::Ethnic, if row.is_multiple_of(20) { "苗族" } else { "汉族" }.into()),
            (Detail::Political, if row.is_multiple_of(15) { "中共党员" } else { "共青团员" }.into()),
            (Detail::IdentityNo, format!("1101012006{:02}{:02}1234", row % 12 + 1, row % 28 + 1).into()),
        ],
        left: false,
    };
    let departments = (0..8).map(|it| Department { name: it.to_string().into() }).collect();
    let classes = (0..CLASSES).map(|it| Class { name: it.to_string().into(), department: Some(DepartmentId::of(it % 8)) }).collect();
    let students = (0..STUDENTS).map(|row| StudentChange { before: None, after: student(row) }).collect();
    Import { departments, classes, laid, students }
}

#[divan::bench]
fn of_all_students(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| next(black_box(campus), OFFICE, *now, Whose::All));
}

#[divan::bench]
fn of_all_students_by_a_counselor(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| next(black_box(campus), COUNSELOR, *now, Whose::All));
}

#[divan::bench]
fn of_my_students(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| next(black_box(campus), COUNSELOR, *now, Whose::Mine));
}

#[divan::bench]
fn coverage_of_all(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| coverage(black_box(campus), OFFICE, *now, Whose::All));
}

#[divan::bench]
fn care_list_of_all(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| care_list(black_box(campus), OFFICE, *now, Whose::All).len());
}

#[divan::bench]
fn network_of_the_college(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| network(black_box(campus), OFFICE, now.day(DEFAULT_ZONE), NetworkNode::College));
}

#[divan::bench]
fn plain_scan(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| black_box(campus).talks().heads().iter().filter(|it| it.held <= *now).count());
}
