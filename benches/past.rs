//! How long it takes to look back: a home of 100,000 incidents with timelines and 200,000 requests, at times spread over its years, first with no
//! milestones there and then with them. Beside it what opening the present takes in the same run.
//!
//! `cargo bench --bench past`; `-- 20000` for so many incidents and twice as many requests. The aim is 1 s for a year back once milestones are
//! there; the first look writes them.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![expect(clippy::unwrap_used, reason = "a bench, not the program")]

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;
use yedeng::campus::{
    Act, Category, DEFAULT_ROOM_TEMPLATE, DEFAULT_ZONE, Founded, IncidentAct, IncidentOpened, IncidentState, RequestAct, RequestKind,
    RequestOpened, Role, Seq, Severity, StaffAct, Stamp, User, UserId,
};
use yedeng::desk::{Clock, Desk, KdfCost};

const INCIDENTS: u64 = 100_000;
/// A quarter of an hour between two happenings: five years and more for all of them.
const APART: i64 = 900_000;
const NOTES: u64 = 3;

fn user(login: &str, role: Role) -> User {
    User::new(login, login, role)
}

/// What happens around the `n`th incident: it is opened, three lines are noted, it is resolved and closed, and two requests come in.
fn around(n: u64, seq: u64) -> Vec<(Stamp, UserId, Act)> {
    let at = Stamp(n as i64 * APART);
    let opened = IncidentOpened {
        severity: Severity::from_number(n as u8 % 4 + 1).unwrap(),
        category: Category::Facility,
        happened: at,
        place: None,
        students: Default::default(),
        tags: Vec::new(),
        text: "四楼走廊应急灯不亮，已请后勤派人。".into(),
    };
    let incident = Seq(seq);
    let note = |k: u64| IncidentAct::Noted {
        incident, at: at.plus_minutes(k as i64 + 1), text: "已联系值班电工，十分钟后到场。".into()
    };
    let moved = |from, to| IncidentAct::Moved { incident, from, to, text: "灯已换，已向学生说明。".into() };
    let mut acts = vec![IncidentAct::Opened(opened)];
    acts.extend((0..NOTES).map(note));
    acts.push(moved(IncidentState::New, IncidentState::InHand));
    acts.push(moved(IncidentState::InHand, IncidentState::Resolved));
    let request = || {
        Act::Request(RequestAct::Opened(Box::new(RequestOpened {
            kind: RequestKind::Repair,
            office: "后勤处".into(),
            place: None,
            student: None,
            due: at.plus_minutes(2_880),
            reception: None,
            tags: Vec::new(),
            text: "水龙头滴水，请派人来修。".into(),
            promise: "".into(),
        })))
    };
    let incidents = acts.into_iter().enumerate().map(|(k, act)| (at.plus_minutes(k as i64), UserId(1), Act::Incident(act)));
    incidents.chain([(at.plus_minutes(8), UserId(1), request()), (at.plus_minutes(9), UserId(1), request())]).collect()
}

/// How many entries there are around one incident.
const EACH: u64 = NOTES + 5;

fn look(desk: &Desk, what: &str, at: Stamp) {
    let begun = Instant::now();
    let past = desk.as_of(at, &mut |_, _| ControlFlow::Continue(())).unwrap().unwrap();
    let campus = past.campus();
    let open = past.sight(&campus).open_incidents().count();
    println!(
        "{what}: {:.0} ms ({} entries, {} incidents, {open} open)",
        begun.elapsed().as_secs_f64() * 1e3,
        campus.applied().0,
        campus.incidents().heads().len()
    );
}

fn main() {
    let count = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(INCIDENTS);
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let home = Path::new(dir.path()).join("home");
    let founded = Founded { college: "学院".into(), zone: DEFAULT_ZONE.name().into(), room_template: DEFAULT_ROOM_TEMPLATE.into() };
    let joined = |it| (Stamp(0), UserId(0), Act::Staff(StaffAct::Joined(it)));
    let begin =
        [(Stamp(0), UserId(0), Act::Founded(founded)), joined(user("min", Role::Administrator)), joined(user("zhang", Role::Counselor))];
    let first = begin.len() as u64 + 1;
    let acts = begin.into_iter().chain((0..count).flat_map(|n| around(n, first + n * EACH)));
    let end = Stamp(count as i64 * APART + 3_600_000);
    let begun = Instant::now();
    let (desk, _) = Desk::build(&home, &["min", "zhang"], "bench", KdfCost::DEMO, Clock::Fixed(end), acts, &mut |_| {}).unwrap();
    println!("made: {} entries in {:.1} s", desk.campus().applied().0, begun.elapsed().as_secs_f64());
    desk.close().unwrap();
    drop(desk);

    let begun = Instant::now();
    let desk = Desk::begin(&home, Clock::Fixed(end)).unwrap().unlock("min", "bench").map_err(|(_, error)| error).unwrap();
    println!("opened, the present: {:.0} ms", begun.elapsed().as_secs_f64() * 1e3);
    let year = 365 * 86_400_000;
    look(&desk, "the first look, to the end, which writes all milestones", end);
    for _ in 0..3 {
        look(&desk, "a year back", Stamp(end.0 - year));
    }
    look(&desk, "an hour back", Stamp(end.0 - 3_600_000));
    look(&desk, "two years back", Stamp(end.0 - 2 * year));
    for k in 1..8 {
        look(&desk, "spread over the years", Stamp(end.0 / 8 * k));
    }
    let size: u64 = std::fs::read_dir(home.join("past")).unwrap().map(|it| it.unwrap().metadata().unwrap().len()).sum();
    println!("milestones: {} MB", size >> 20);
}
