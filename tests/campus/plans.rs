//! Whatever the college, what is planned and published breaks no rule, as the campus itself judges it.

use proptest::prelude::*;
use proptest::sample::Index;
use yedeng::campus::*;
use yedeng::roster::{Plan, Rota, publication, solve};

/// Who serves, as far as it differs.
#[derive(Debug, Clone)]
struct Server {
    sex: Option<Sex>,
    community: Option<u8>,
    leads: bool,
    serves: bool,
    share: u8,
    exempt: bool,
    only_home: bool,
    /// First night and length of a leave.
    leave: Option<(i32, i32)>,
    prefers: Option<(i32, bool)>,
}

#[derive(Debug, Clone)]
struct College {
    communities: u8,
    /// Of each community: one seat, two, or two of which one is a woman's.
    seats: Vec<u8>,
    rest: u8,
    off_cap: u8,
    away: bool,
    people: Vec<Server>,
    /// Published before: night counted from today, who, whether as leader.
    standing: Vec<(i32, Index, bool)>,
    /// The nights planned, counted from today.
    span: (i32, i32),
}

fn server() -> impl Strategy<Value = Server> {
    let sex = prop_oneof![Just(None), Just(Some(Sex::Female)), Just(Some(Sex::Male))];
    let what = (sex, prop::option::weighted(0.9, 0..3_u8), prop::bool::weighted(0.3), prop::bool::weighted(0.9), 1..3_u8);
    let more =
        (prop::bool::weighted(0.1), any::<bool>(), prop::option::weighted(0.3, (-2..25, 0..8)), prop::option::of((0..25, any::<bool>())));
    (what, more).prop_map(|((sex, community, leads, serves, share), (exempt, only_home, leave, prefers))| Server {
        sex,
        community,
        leads,
        serves,
        share,
        exempt,
        only_home,
        leave,
        prefers,
    })
}

fn college() -> impl Strategy<Value = College> {
    let rules = (1..4_u8, prop::collection::vec(0..3_u8, 3), 1..4_u8, 1..5_u8, any::<bool>());
    let people = prop::collection::vec(server(), 0..14);
    let standing = prop::collection::vec((-20..40, any::<Index>(), any::<bool>()), 0..30);
    let plan = (-6..12, 1..26);
    (rules, people, standing, plan).prop_map(|((communities, seats, rest, off_cap, away), people, standing, (from, nights))| College {
        communities,
        seats,
        rest,
        off_cap,
        away,
        people,
        standing,
        span: (from, from + nights - 1),
    })
}

struct Life {
    campus: Campus,
    now: Stamp,
    today: Day,
}

impl Life {
    fn tries(&mut self, by: UserId, act: Act) -> Result<Seq, Refusal> {
        self.campus.check(by, self.now, &act)?;
        let seq = self.campus.applied().next();
        self.campus.apply(&Entry { seq, at: self.now, by, seat: SeatId(0), act });
        Ok(seq)
    }

    fn does(&mut self, act: Act) -> Seq {
        self.tries(UserId(0), act).expect("allowed")
    }

    fn shift(&self, day: Day, post: Post, person: UserId) -> Shift {
        let (starts, ends) = self.campus.presets().rules().schedule.hours(day, self.campus.zone());
        Shift { day, post, person, starts, ends, signed_in: None, signed_out: None, cancelled: false }
    }

    /// Whether whoever has a shift may have it.
    fn conflicts(&self, id: ShiftId) -> Vec<Conflict> {
        let person = self.campus.shifts().get(id).expect("it is there").person;
        self.campus.conflicts(&[TurnMoved { shift: id, from: person, to: person }]).into_iter().map(|it| it.1).collect()
    }
}

fn page(college: &College) -> String {
    let shipped = include_str!("../../assets/presets.toml");
    let posts = (0..college.communities).filter_map(|at| {
        let seats = match college.seats[usize::from(at)] {
            0 => return None,
            1 => "\"any\", \"any\"",
            _ => "\"female\", \"any\"",
        };
        Some(format!("{{ community = \"社区{at}\", seats = [{seats}] }}"))
    });
    let posts = format!("posts = [{}]", posts.collect::<Vec<_>>().join(", "));
    let (rest, cap, away) =
        (format!("rest = {}", college.rest), format!("off_cap = {}", college.off_cap), format!("away = {}", college.away));
    let changes = [("rest = 2", rest), ("off_cap = 3", cap), ("away = true", away), ("posts = []", posts)];
    changes.iter().fold(shipped.to_owned(), |page, (from, to)| {
        assert!(page.contains(&format!("\n{from}\n")), "{from}");
        page.replace(&format!("\n{from}\n"), &format!("\n{to}\n"))
    })
}

/// The college with its people, leaves, preferences and what was published before.
fn lived(college: &College) -> Life {
    let today = Day::ymd(2026, 9, 23).expect("a day");
    let mut life = Life { campus: Campus::default(), now: today.at(DEFAULT_ZONE, 23, 36), today };
    life.does(Act::Founded(Founded { college: "云溪".into(), zone: "Asia/Shanghai".into(), room_template: "{room}".into() }));
    let communities = (0..college.communities).map(|at| Community { name: format!("社区{at}").into(), theme: "".into(), lead: None });
    life.does(Act::Place(PlaceAct::Laid(Laid { communities: communities.collect(), ..Laid::default() })));
    life.does(Act::Preset(PresetAct::Set { before: "".into(), after: page(college).into() }));
    let user = |login: String, role, it: Option<&Server>| User {
        sex: it.and_then(|it| it.sex),
        community: it.and_then(|it| it.community).filter(|it| *it < college.communities).map(CommunityId),
        ..User::new(login.clone(), login, role)
    };
    // The office, which does not serve, approves.
    life.does(Act::Staff(StaffAct::Joined(user("office".into(), Role::StudentOffice, None))));
    for (at, it) in college.people.iter().enumerate() {
        let id = UserId(at as u16 + 1);
        life.does(Act::Staff(StaffAct::Joined(user(format!("u{at}"), Role::Counselor, Some(it)))));
        let exempt = it.exempt.then_some(Exemption::Other);
        let home = it.community.filter(|home| it.only_home && *home < college.communities);
        let terms = DutyTerms {
            share: if it.exempt { 0 } else { it.share },
            exempt,
            leads: it.leads,
            serves: it.serves,
            sites: home.map(CommunityId).into_iter().collect(),
            carried: 0,
        };
        life.does(Act::Duty(DutyAct::TermsSet { user: id, before: None, after: Some(terms) }));
        if let Some((from, nights)) = it.leave {
            let (from, until) = (today.plus(from), today.plus(from + nights));
            let wanted = Wanted::Leave { from, until, kind: LeaveKind::Personal };
            let change =
                life.tries(id, Act::Change(ChangeAct::Asked { user: id, wanted, emergency: false, text: "".into() })).expect("asked");
            life.does(Act::Change(ChangeAct::Approved { change }));
        }
        if let Some((day, wish)) = it.prefers {
            let what = if wish { Preference::Wish } else { Preference::Avoid };
            let (from, until) = (today.plus(day), today.plus(day + 2));
            life.does(Act::Duty(DutyAct::Preferred { user: id, from, until, what }));
        }
    }
    for (ahead, who, leads) in &college.standing {
        if college.people.is_empty() {
            continue;
        }
        let person = UserId(who.index(college.people.len()) as u16 + 1);
        let post = if *leads { Post::Leader } else { Post::Workroom(CommunityId(0)) };
        let shift = life.shift(today.plus(*ahead), post, person);
        // Some of them twice: those are refused.
        let _ = life.tries(UserId(0), Act::Shift(ShiftAct::Published(vec![shift])));
    }
    life
}

/// Plans both rotas as the desk does, each with the other's seats; gives the draft.
fn planned(life: &mut Life, college: &College) -> Option<Seq> {
    let (from, until) = (life.today.plus(college.span.0), life.today.plus(college.span.1));
    let mut draft = DraftHead { seq: Seq(0), by: UserId(0), from, until, seed: 1, state: DraftState::Open, seats: Vec::new() };
    let mut any = false;
    for rota in Rota::ALL {
        if let Ok(plan) = Plan::of(&life.campus, rota, from, until, Some(&draft), life.now) {
            draft.seats.extend(plan.seated(&plan.pinned, &|_| false));
        }
    }
    for rota in Rota::ALL {
        let Ok(plan) = Plan::of(&life.campus, rota, from, until, Some(&draft), life.now) else { continue };
        any = true;
        let roster = solve(&plan.instance, &plan.order(7, 20_000), &mut |_| yedeng::roster::Pace::Budget);
        draft.seats.retain(|(seat, _)| !rota.holds(seat.post));
        draft.seats.extend(plan.seated(&roster, &|_| false));
    }
    any.then(|| life.does(Act::Draft(DraftAct::Made { from, until, seed: 7, seats: draft.seats })))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_planned_and_published_breaks_no_rule(college in college()) {
        let mut life = lived(&college);
        let Some(draft) = planned(&mut life, &college) else { return Ok(()) };
        let first = life.campus.shifts().all().len();
        let publication = publication(&life.campus, life.campus.drafts().get(draft).expect("it was made"), life.now);
        let head = life.campus.drafts().get(draft).expect("it was made");
        let act = Act::Shift(publication.act(head));
        life.does(act);
        for id in (first..life.campus.shifts().all().len()).map(|row| ShiftId(row as u32)) {
            let it = life.campus.shifts().get(id).expect("it was published");
            prop_assert!(it.starts > life.now, "the past never moves");
            prop_assert!(life.conflicts(id).is_empty(), "{:?} at {:?}: {:?}", it.day.date(), it.post, life.conflicts(id));
        }
    }
}
