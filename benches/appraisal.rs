//! How long it takes to appraise 150 counselors for a term over 400,000 talks (it must stay under 300 ms), to count them by community and week, and to
//! make the report of a term (2 s).

#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use divan::{Bencher, black_box};
use std::sync::LazyLock;
use yedeng::campus::{
    Act, Bed, Building, BuildingId, Campus, Community, CommunityId, DEFAULT_ZONE, Day, Entry, Import, Laid, MarkChange, PersonAct, Post,
    Role, Room, RoomId, RoomMark, RoomUse, RoundAct, SeatId, Shift, ShiftAct, StaffAct, Stamp, StudentChange, StudentFacts, StudentId,
    TalkAct, TalkLogged, Topic, User, UserId, Visibility, Way,
};
use yedeng::desk::count::{By, Kind, Per, Scale, Span, appraisal, grid};
use yedeng::exchange::count::{ReportOf, report};
use yedeng::words::{Lang, Words};

fn main() {
    divan::main();
}

const COUNSELORS: usize = 150;
const COMMUNITIES: usize = 6;
const STUDENTS: usize = 50_000;
const TALKS: usize = 400_000;
const ROOMS: usize = 12_500;
const NIGHTS: i32 = 60;
/// The student office, which appraises everybody.
const OFFICE: UserId = UserId(0);

fn today() -> Day {
    Day::ymd(2026, 11, 23).unwrap()
}

fn user(login: String, role: Role, community: usize) -> Act {
    let community = Some(CommunityId::of(community));
    let user = User { community, ..User::new(login.as_str(), login.as_str(), role) };
    Act::Staff(StaffAct::Joined(user))
}

fn roster() -> Import {
    let communities = (0..COMMUNITIES).map(|at| Community { name: format!("{at}").into(), theme: "".into(), lead: None });
    let building = |at: usize| Building { number: format!("{at}").into(), community: Some(CommunityId::of(at % COMMUNITIES)), sex: None };
    let room = |at: usize| Room {
        building: BuildingId::of(at % 12),
        floor: (at / 12 % 6) as i8,
        number: format!("{at}").into(),
        beds: 4,
        purpose: RoomUse::Dwelling,
    };
    let laid =
        Laid { communities: communities.collect(), buildings: (0..12).map(building).collect(), rooms: (0..ROOMS).map(room).collect() };
    let student = |at: usize| {
        let after = StudentFacts {
            bed: Some(Bed { room: RoomId::of(at / 4), bed: (at % 4 + 1) as u8 }),
            ..StudentFacts::new(format!("{at:08}"), format!("学生{at}"))
        };
        StudentChange { before: None, after }
    };
    Import { laid, students: (0..STUDENTS).map(student).collect(), ..Import::default() }
}

static COLLEGE: LazyLock<(Campus, Stamp)> = LazyLock::new(|| {
    let mut campus = Campus::default();
    let (today, zone) = (today(), DEFAULT_ZONE);
    let does = |campus: &mut Campus, at: Stamp, by: usize, act: Act| {
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at, by: UserId::of(by), seat: SeatId(0), act });
    };
    let start = today.plus(-400).at(zone, 9, 0);
    does(&mut campus, start, 0, Act::Person(PersonAct::Imported(roster())));
    does(&mut campus, start, 0, user("office".into(), Role::StudentOffice, 0));
    for at in 0..COUNSELORS {
        does(&mut campus, start, 0, user(format!("c{at}"), Role::Counselor, at % COMMUNITIES));
    }
    for back in (1..=NIGHTS).rev() {
        let day = today.plus(-back);
        let (starts, ends) = (day.at(zone, 17, 0), day.plus(1).at(zone, 8, 0));
        let shift = |at: usize| Shift {
            day,
            post: Post::Workroom(CommunityId::of(at)),
            person: UserId::of(1 + (back as usize * COMMUNITIES + at) % COUNSELORS),
            starts,
            ends,
            signed_in: Some(starts),
            signed_out: Some(ends),
            cancelled: false,
        };
        does(&mut campus, starts, 0, Act::Shift(ShiftAct::Published((0..COMMUNITIES).map(shift).collect())));
        for floor in 0..72_usize {
            let rooms = (0..ROOMS).filter(|at| at % 12 == floor % 12 && at / 12 % 6 == floor / 12).take(30);
            let mark = |at: usize| RoomMark { room: RoomId::of(at), expected: 4, away: Default::default(), findings: Default::default() };
            let changes = rooms.map(|at| MarkChange { before: None, after: Some(mark(at)) }).collect();
            let (building, floor_no) = (BuildingId::of(floor % 12), (floor / 12) as i8);
            let marked = RoundAct::Marked { day, building, floor: floor_no, changes, note: "".into() };
            does(&mut campus, day.at(zone, 23, 0), 1 + (back as usize + floor) % COUNSELORS, Act::Round(marked));
        }
    }
    for at in 0..TALKS {
        let held = today.plus(-((TALKS - at) as i32 * 365 / TALKS as i32)).at(zone, 19, (at % 60) as u32);
        let talk = TalkLogged {
            students: [StudentId::of(at * 7_919 % STUDENTS)].into_iter().collect(),
            held,
            topic: Topic::ALL[at % Topic::ALL.len()],
            way: Way::InPerson,
            place: None,
            level: None,
            followup: (at % 5 == 0).then(|| held.day(zone).plus(3)),
            visibility: if at % 16 == 0 { Visibility::Private } else { Visibility::Normal },
            answers: None,
            tags: Vec::new(),
            text: "x".into(),
            levels_before: Default::default(),
        };
        does(&mut campus, held, 1 + at % COUNSELORS, Act::Talk(TalkAct::Logged(talk)));
    }
    (campus, today.at(zone, 23, 36))
});

#[divan::bench(args = [Per::Counselor, Per::Community])]
fn appraisal_of_a_term(bencher: Bencher<'_, '_>, per: Per) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| black_box(appraisal(campus, OFFICE, *now, Span::term(campus, today()), per, None)));
}

#[divan::bench(args = [Kind::Talks, Kind::Rounds])]
fn statistics_of_a_term(bencher: Bencher<'_, '_>, kind: Kind) {
    let (campus, now) = &*COLLEGE;
    bencher.bench(|| black_box(grid(campus, OFFICE, *now, Span::term(campus, today()), (kind, By::Community, Scale::Week))));
}

#[divan::bench]
fn report_of_a_term(bencher: Bencher<'_, '_>) {
    let (campus, now) = &*COLLEGE;
    let words = Words::new(Lang::Zh);
    let of = ReportOf { span: Span::term(campus, today()), month: false, community: None };
    bencher.bench(|| black_box(report(&words, campus, (OFFICE, *now), of, |_, _| {})));
}
