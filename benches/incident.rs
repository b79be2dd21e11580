//! The incident queue and the request desk at five times the size of a college: 100,000 incidents with timelines, 200,000 requests.
//!
//! `cargo bench --bench incident`. The queue opens in at most 20 ms; in a storm of 500 events a minute a key and a tick stay within 33 ms.

#![allow(clippy::expect_used, reason = "a benchmark stops at the first fault")]

use divan::{Bencher, black_box};
use std::sync::LazyLock;
use yedeng::campus::{
    Act, Campus, Category, DEFAULT_ZONE, Day, Entry, IncidentAct, IncidentOpened, IncidentState, RequestAct, RequestKind, RequestOpened,
    RequestState, Role, SeatId, Seq, Severity, StaffAct, Stamp, Step, User, UserId, supervise,
};
use yedeng::desk::{Sight, watch};
use yedeng::finder::Finder;
use yedeng::tui::World;
use yedeng::tui::keymap::Keymap;
use yedeng::tui::model::{IncidentScope, Model, Pane, Place, Seat, ThemeChoice};
use yedeng::tui::screen::render;
use yedeng::tui::term::Painter;
use yedeng::tui::theme::{Base, Theme};
use yedeng::tui::view::Board;
use yedeng::words::{Lang, Words};

const INCIDENTS: usize = 100_000;
const REQUESTS: usize = 200_000;
/// Incidents that are still open, of all.
const OPEN: usize = 400;
const SIZE: (u16, u16) = (120, 36);

fn main() {
    divan::main();
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

fn now() -> Stamp {
    Day::ymd(2026, 11, 23).expect("a day of the calendar").at(DEFAULT_ZONE, 23, 36)
}

fn does(campus: &mut Campus, at: Stamp, act: Act) -> Seq {
    let seq = campus.applied().next();
    campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
    seq
}

fn opened(at: Stamp, chance: &mut Chance) -> Act {
    let severity = Severity::from_number(1 + chance.below(4) as u8).expect("1 to 4");
    let category = Category::ALL[chance.below(Category::ALL.len())];
    let (students, text) = (Default::default(), "宿舍断电，正在排查".into());
    Act::Incident(IncidentAct::Opened(IncidentOpened { severity, category, happened: at, place: None, students, tags: Vec::new(), text }))
}

static COLLEGE: LazyLock<Campus> = LazyLock::new(|| {
    let (mut campus, mut chance, now) = (Campus::default(), Chance(0x51_7C_C1), now());
    let start = now.plus_minutes(-365 * 24 * 60);
    let user = User::new("office", "office", Role::StudentOffice);
    does(&mut campus, start, Act::Staff(StaffAct::Joined(user)));
    for nth in 0..INCIDENTS {
        let at = Stamp(start.0 + (now.0 - start.0) / INCIDENTS as i64 * nth as i64);
        let incident = does(&mut campus, at, opened(at, &mut chance));
        for minutes in 1..4 {
            let text = "已到现场，情况稳定".into();
            does(&mut campus, at.plus_minutes(minutes), Act::Incident(IncidentAct::Noted { incident, at, text }));
        }
        let text = Box::default();
        does(
            &mut campus,
            at.plus_minutes(5),
            Act::Incident(IncidentAct::Stepped { incident, step: Step::TellDepartment, done: true, text }),
        );
        if nth + OPEN < INCIDENTS {
            let (from, to, text) = (IncidentState::New, IncidentState::Closed, "处置完毕".into());
            does(&mut campus, at.plus_minutes(60), Act::Incident(IncidentAct::Moved { incident, from, to, text }));
        }
    }
    for nth in 0..REQUESTS {
        let at = Stamp(start.0 + (now.0 - start.0) / REQUESTS as i64 * nth as i64);
        let office = ["后勤处", "信息中心", "教务处", "学工处"][chance.below(4)].into();
        let asked = RequestOpened {
            kind: RequestKind::ALL[chance.below(4)],
            place: None,
            student: None,
            office,
            due: at.plus_minutes(24 * 60),
            reception: None,
            tags: Vec::new(),
            text: "卫生间漏水".into(),
            promise: Box::default(),
        };
        let request = does(&mut campus, at, Act::Request(RequestAct::Opened(Box::new(asked))));
        if chance.below(100) > 0 {
            let answered = at.plus_minutes(30 + chance.below(2_000) as i64);
            let (from, text) = (RequestState::New, "已修".into());
            does(&mut campus, answered, Act::Request(RequestAct::Answered { request, from, text }));
        }
    }
    campus
});

/// The queue with what each owes, what hurts first on top.
#[divan::bench]
fn queue_opens() -> usize {
    black_box(COLLEGE.incident_queue()).len()
}

/// What fires now.
#[divan::bench]
fn firing_check() -> usize {
    black_box(COLLEGE.incidents_due(now())).len()
}

/// The requests to which an answer is owed, the most overdue first.
#[divan::bench]
fn request_list() -> usize {
    let sight = Sight::new(&COLLEGE, UserId(0));
    let mut rows: Vec<_> = sight.open_requests().map(|it| (it.due(), it.seq())).collect();
    rows.sort_unstable();
    black_box(rows).len()
}

/// How the services did in the last seven days.
#[divan::bench]
fn supervision_of_a_week() -> usize {
    let from = now().plus_minutes(-7 * 24 * 60);
    let sight = Sight::new(&COLLEGE, UserId(0));
    black_box(supervise(sight.requests().filter(|it| it.at() >= from).map(|it| it.case()), now())).len()
}

/// The patterns across rooms and weeks.
#[divan::bench]
fn safety_watch() -> usize {
    black_box(watch::hints(&COLLEGE, UserId(0), now())).len()
}

/// One event of a storm comes in, the board is worked out afresh and the pane drawn: what a key has to wait for while 500 come a minute.
#[divan::bench]
fn storm(bencher: Bencher<'_, '_>) {
    let (mut campus, mut chance) = (COLLEGE.clone(), Chance(7));
    let seat = Seat { user: UserId(0), lang: Lang::Zh, theme: ThemeChoice::Dark, ascii: false, size: SIZE };
    let mut model = Model::new(seat, Keymap::default(), &campus, now());
    model.place = Place::Zoom(Pane::Incidents);
    model.focus = Pane::Incidents;
    model.incident_scope = IncidentScope::Open;
    let (finder, words, theme) = (Finder::new(&campus), Words::new(Lang::Zh), Theme::shipped(Base::Dark));
    let mut painter = Painter::new(false);
    let mut at = now();
    bencher.bench_local(move || {
        at = Stamp(at.0 + 120);
        let act = opened(at, &mut chance);
        does(&mut campus, at, act);
        model.now = at;
        Board::refresh(&mut model, &campus);
        let world = World { campus: &campus, finder: &finder, words: &words };
        let drawn = painter.frame(SIZE, |buffer| {
            let info = render(&model, world, &theme, buffer);
            let cursor = info.cursor;
            (info, cursor)
        });
        black_box((drawn.1.len(), campus.incidents_due(at).len()))
    });
}
