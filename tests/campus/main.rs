//! The rules of the trade, lived through on a small college: what is allowed, what is refused and why, and what undo brings back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

mod beds;
mod holes;
mod house;
mod incidents;
mod leaves;
mod plans;
mod rounds;
mod schedule;
mod searches;

use yedeng::campus::*;

/// A campus with the entries that made it.
struct Life {
    campus: Campus,
    entries: Vec<Entry>,
    now: Stamp,
}

const ME: UserId = UserId(0);
const OTHER: UserId = UserId(1);

fn user(login: &str) -> User {
    User::new(login, login, Role::Counselor)
}

fn facts(no: &str, name: &str, room: u32, bed: u8) -> StudentFacts {
    StudentFacts {
        sex: Some(Sex::Female),
        class: Some(ClassId(0)),
        bed: Some(Bed { room: RoomId(room), bed }),
        ..StudentFacts::new(no, name)
    }
}

fn new(after: StudentFacts) -> StudentChange {
    StudentChange { before: None, after }
}

fn room(number: &str) -> Room {
    Room { building: BuildingId(0), floor: 4, number: number.into(), beds: 4, purpose: RoomUse::Dwelling }
}

impl Life {
    fn new() -> Self {
        let now = Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36);
        let mut life = Self { campus: Campus::default(), entries: Vec::new(), now };
        life.does(Act::Founded(Founded {
            college: "云溪".into(),
            zone: "Asia/Shanghai".into(),
            room_template: "{building}#{room}".into(),
        }));
        life.does(Act::Staff(StaffAct::Joined(user("min"))));
        life.does(Act::Staff(StaffAct::Joined(user("hang"))));
        let laid = Laid {
            communities: vec![Community { name: "三社区".into(), theme: "".into(), lead: None }],
            buildings: vec![Building { number: "3".into(), community: Some(CommunityId(0)), sex: Some(Sex::Female) }],
            rooms: vec![room("412"), room("413")],
        };
        let students = vec![new(facts("0001", "张珊", 0, 1)), new(facts("0002", "李雨桐", 0, 2))];
        let classes = vec![Class { name: "软件2301".into(), department: None }];
        life.does(Act::Person(PersonAct::Imported(Import { departments: Vec::new(), classes, laid, students })));
        life
    }

    fn tries(&mut self, by: UserId, act: Act) -> Result<Seq, Refusal> {
        self.campus.check(by, self.now, &act)?;
        let seq = self.campus.applied().next();
        let entry = Entry { seq, at: self.now, by, seat: SeatId(0), act };
        self.campus.apply(&entry);
        self.entries.push(entry);
        Ok(seq)
    }

    fn does(&mut self, act: Act) -> Seq {
        self.tries(ME, act).expect("allowed")
    }

    fn undoes(&mut self, seq: Seq) -> Result<Seq, Refusal> {
        let entry = self.entries.iter().find(|it| it.seq == seq).expect("it was done").clone();
        let act = self.campus.inverse(&entry)?;
        self.tries(entry.by, act)
    }

    fn today(&self) -> Day {
        self.now.day(DEFAULT_ZONE)
    }

    fn talk(&self) -> TalkLogged {
        TalkLogged {
            students: [StudentId(0)].into_iter().collect(),
            held: self.now,
            topic: Topic::Study,
            way: Way::InPerson,
            place: Some(Spot::Room(RoomId(0))),
            level: None,
            followup: None,
            visibility: Visibility::Normal,
            answers: None,
            tags: Vec::new(),
            text: "高数缺课三次".into(),
            levels_before: [(Concern::None, None)].into_iter().collect(),
        }
    }

    fn incident(&self, severity: Severity) -> Act {
        Act::Incident(IncidentAct::Opened(IncidentOpened {
            severity,
            category: Category::Distress,
            happened: self.now,
            place: Some(Spot::Room(RoomId(0))),
            students: [StudentId(0)].into_iter().collect(),
            tags: Vec::new(),
            text: "室友报告情绪激动".into(),
        }))
    }
}

fn logged(talk: TalkLogged) -> Act {
    Act::Talk(TalkAct::Logged(talk))
}

#[test]
fn a_talk_that_promises_a_followup_stays_open_until_another_answers_it() {
    let mut life = Life::new();
    let first = life.does(logged(TalkLogged { followup: Some(life.today().plus(3)), ..life.talk() }));
    assert_eq!(life.campus.talks().awaiting().map(|it| it.seq).collect::<Vec<_>>(), [first]);
    let second = life.does(logged(TalkLogged { answers: Some(first), ..life.talk() }));
    assert_eq!(life.campus.talks().awaiting().count(), 0);
    assert_eq!(life.tries(ME, logged(TalkLogged { answers: Some(first), ..life.talk() })), Err(Refusal::TalkNotAwaiting(first)));
    life.undoes(second).unwrap();
    assert_eq!(life.campus.talks().get(first).unwrap().state, TalkState::Awaiting, "the promise stands again");
}

#[test]
fn a_talk_is_refused_with_the_reason() {
    let mut life = Life::new();
    let (today, talk) = (life.today(), life.talk());
    let yesterday = today.plus(-1);
    let nobody = TalkLogged { students: Default::default(), ..talk.clone() };
    let twice = TalkLogged { students: [StudentId(0), StudentId(0)].into_iter().collect(), ..talk.clone() };
    let cases = [
        (nobody, Refusal::NobodyNamed),
        (twice, Refusal::StudentTwice),
        (TalkLogged { students: [StudentId(9)].into_iter().collect(), ..talk.clone() }, Refusal::NoSuchStudent(StudentId(9))),
        (TalkLogged { text: " \n".into(), ..talk.clone() }, Refusal::EmptyText),
        (
            TalkLogged { text: "长".repeat(TEXT_LIMIT + 1).into(), ..talk.clone() },
            Refusal::TooLong { limit: TEXT_LIMIT, got: TEXT_LIMIT + 1 },
        ),
        (TalkLogged { followup: Some(yesterday), ..talk.clone() }, Refusal::FollowUpInPast { day: yesterday, today }),
        (TalkLogged { held: life.now.plus_minutes(60), ..talk }, Refusal::InFuture),
    ];
    for (talk, refusal) in cases {
        assert_eq!(life.tries(ME, logged(talk)), Err(refusal));
    }
}

#[test]
fn a_level_set_by_a_talk_goes_back_with_it() {
    let mut life = Life::new();
    let seq = life.does(logged(TalkLogged { level: Some(Concern::Orange), ..life.talk() }));
    assert_eq!(life.campus.people().student(StudentId(0)).unwrap().level, Concern::Orange);
    assert_eq!(life.tries(OTHER, Act::Talk(TalkAct::Withdrawn { talk: seq, levels: Default::default() })), Err(Refusal::NotYours));
    life.undoes(seq).unwrap();
    let student = life.campus.people().student(StudentId(0)).unwrap();
    assert_eq!((student.level, student.level_since), (Concern::None, None));
    assert_eq!(life.campus.talks().of_student(StudentId(0)).count(), 0);
    assert_eq!(life.undoes(seq), Err(Refusal::CannotUndo), "once is enough");
}

#[test]
fn taking_a_talk_back_leaves_alone_what_a_later_talk_said_of_the_level() {
    let mut life = Life::new();
    let level = |life: &Life, level| logged(TalkLogged { level: Some(level), ..life.talk() });
    let (orange, red) = (level(&life, Concern::Orange), level(&life, Concern::Red));
    let first = life.does(orange);
    life.does(red);
    life.undoes(first).unwrap();
    assert_eq!(life.campus.people().student(StudentId(0)).unwrap().level, Concern::Red);
}

#[test]
fn taking_an_answer_back_does_not_bring_back_what_it_answered() {
    let mut life = Life::new();
    let first = life.does(logged(TalkLogged { followup: Some(life.today()), ..life.talk() }));
    let second = life.does(logged(TalkLogged { answers: Some(first), ..life.talk() }));
    life.undoes(first).unwrap();
    life.undoes(second).unwrap();
    assert_eq!(life.campus.talks().get(first).unwrap().state, TalkState::Withdrawn);
    assert_eq!(life.campus.talks().awaiting().count(), 0);
}

#[test]
fn an_import_can_be_taken_back_unless_somebody_built_on_it() {
    let mut life = Life::new();
    let before = life.campus.people().student(StudentId(0)).unwrap().facts.clone();
    let moved = StudentFacts { bed: Some(Bed { room: RoomId(1), bed: 1 }), ..before.clone() };
    let changes =
        vec![StudentChange { before: Some((StudentId(0), before.clone())), after: moved.clone() }, new(facts("0003", "王芳", 1, 2))];
    let import = |students| Act::Person(PersonAct::Imported(Import { students, ..Import::default() }));
    let seq = life.does(import(changes));
    assert_eq!(life.campus.people().in_room(RoomId(1)).len(), 2);

    life.undoes(seq).unwrap();
    assert_eq!(life.campus.people().student(StudentId(0)).unwrap().facts, before);
    assert_eq!(life.campus.people().in_room(RoomId(1)).len(), 0);
    let talk = TalkLogged { students: [StudentId(2)].into_iter().collect(), ..life.talk() };
    assert_eq!(life.tries(ME, logged(talk)), Err(Refusal::StudentLeft(StudentId(2))));

    let again = life.does(import(vec![StudentChange { before: Some((StudentId(0), before)), after: moved.clone() }]));
    let later = StudentFacts { phone: "13800002071".into(), ..moved.clone() };
    life.does(import(vec![StudentChange { before: Some((StudentId(0), moved)), after: later }]));
    assert_eq!(life.undoes(again), Err(Refusal::ChangedMeanwhile));
}

#[test]
fn an_import_that_names_what_is_not_there_is_refused_whole() {
    let mut life = Life::new();
    let import = |students| Act::Person(PersonAct::Imported(Import { students, ..Import::default() }));
    let lost = new(StudentFacts { bed: Some(Bed { room: RoomId(99), bed: 1 }), ..facts("0009", "赵磊", 0, 1) });
    assert_eq!(life.tries(ME, import(vec![new(facts("0008", "陈浩", 1, 1)), lost])), Err(Refusal::NoSuchRoom(RoomId(99))));
    assert_eq!(life.campus.people().students().len(), 2, "not even the good row came in");
    let twice = vec![new(facts("0008", "陈浩", 1, 1)), new(facts("0008", "陈浩", 1, 2))];
    assert_eq!(life.tries(ME, import(twice)), Err(Refusal::StudentTwice));
    assert_eq!(life.tries(ME, import(vec![new(facts("0001", "张珊", 0, 1))])), Err(Refusal::ChangedMeanwhile), "she is there already");
}

#[test]
fn a_grave_incident_owes_its_reports_by_the_clock() {
    let mut life = Life::new();
    let grave = life.incident(Severity::Major);
    let seq = life.does(grave);
    let owed = life.campus.incidents().get(seq).unwrap().owed(life.campus.incident_clock());
    let minutes: Vec<_> = owed.iter().take(7).map(|(step, due)| (*step, due.minutes_since(life.now))).collect();
    let first = [(Step::TellDepartment, 5), (Step::TellSecurity, 5), (Step::TellStudentOffice, 5)];
    assert_eq!(minutes[..3], first);
    let then = [(Step::TellCounselling, 10), (Step::SpokenReport, 30), (Step::TellParents, 30), (Step::WrittenReport, 60)];
    assert_eq!(minutes[3..], then);
    assert_eq!(owed[7].1.day(DEFAULT_ZONE), Day::ymd(2026, 11, 26).unwrap(), "three workdays after a Monday");

    let tick = |done| Act::Incident(IncidentAct::Stepped { incident: seq, step: Step::TellDepartment, done, text: "".into() });
    let ticked = life.does(tick(true));
    assert_eq!(life.tries(ME, tick(true)), Err(Refusal::ChangedMeanwhile));
    assert_eq!(life.campus.incidents().get(seq).unwrap().owed(life.campus.incident_clock()).len(), 7);
    life.undoes(ticked).unwrap();
    assert_eq!(life.campus.incidents().get(seq).unwrap().owed(life.campus.incident_clock()).len(), 8);
}

#[test]
fn the_queue_puts_on_top_what_will_hurt_first() {
    let mut life = Life::new();
    let seqs: Vec<Seq> = [Severity::Ordinary, Severity::Major, Severity::Serious]
        .map(|it| {
            let act = life.incident(it);
            life.does(act)
        })
        .to_vec();
    let queue: Vec<Seq> = life.campus.incident_queue().iter().map(|(it, _)| it.seq).collect();
    assert_eq!(queue, [seqs[1], seqs[2], seqs[0]]);
}

#[test]
fn an_incident_is_not_closed_or_reopened_without_a_word() {
    let mut life = Life::new();
    let act = life.incident(Severity::Ordinary);
    let seq = life.does(act);
    let moved = |from, to, text: &str| Act::Incident(IncidentAct::Moved { incident: seq, from, to, text: text.into() });
    let close = moved(IncidentState::New, IncidentState::Closed, "");
    assert!(matches!(life.tries(ME, close), Err(Refusal::StepsOpen { .. })), "its report is not written");
    life.does(moved(IncidentState::New, IncidentState::Closed, "误报"));
    assert_eq!(life.campus.incidents().open().count(), 0);
    assert_eq!(
        life.tries(ME, moved(IncidentState::New, IncidentState::InHand, "x")),
        Err(Refusal::ChangedMeanwhile),
        "from a stale screen"
    );
    assert_eq!(life.tries(ME, moved(IncidentState::Closed, IncidentState::InHand, " ")), Err(Refusal::ReasonNeeded));
    life.does(moved(IncidentState::Closed, IncidentState::InHand, "又来电"));
    assert_eq!(life.campus.incidents().open().count(), 1);
    life.undoes(seq).unwrap();
    assert_eq!(life.campus.incidents().get(seq).unwrap().state, IncidentState::Withdrawn);
}

#[test]
fn a_round_counts_and_notices_another_hand() {
    let mut life = Life::new();
    let day = life.today();
    let mark = |away: &[(StudentId, Presence)], findings: &[Finding]| RoomMark {
        room: RoomId(0),
        expected: 2,
        away: away.iter().copied().collect(),
        findings: findings.iter().copied().collect(),
    };
    let marked = |before: Option<RoomMark>, after: Option<RoomMark>| {
        Act::Round(RoundAct::Marked {
            day,
            building: BuildingId(0),
            floor: 4,
            changes: vec![MarkChange { before, after }],
            note: "".into(),
        })
    };
    let late = mark(&[(StudentId(0), Presence::Late), (StudentId(1), Presence::Absent)], &[Finding::Appliance]);
    let seq = life.does(marked(None, Some(late.clone())));
    let tally = life.campus.rounds().tally(life.campus.places(), life.campus.people(), day, BuildingId(0));
    let wanted = Tally { rooms: 1, checked: 1, expected: 2, present: 1, late: 1, absent: 1, findings: 1, ..Tally::default() };
    assert_eq!(tally, wanted);

    let all_present = marked(None, Some(mark(&[], &[])));
    assert_eq!(life.tries(OTHER, all_present), Err(Refusal::MarkedMeanwhile(RoomId(0))), "two hands on one room");
    life.undoes(seq).unwrap();
    assert!(life.campus.rounds().mark(life.campus.places(), day, RoomId(0)).is_none());
    let stranger = mark(&[(StudentId(77), Presence::Late)], &[]);
    assert_eq!(life.tries(ME, marked(None, Some(stranger))), Err(Refusal::NoSuchStudent(StudentId(77))));
}

#[test]
fn a_shift_is_signed_once_and_not_after_its_end() {
    let mut life = Life::new();
    let day = life.today();
    let (starts, ends) = (day.at(DEFAULT_ZONE, 17, 0), day.plus(1).at(DEFAULT_ZONE, 8, 0));
    let post = Post::Workroom(CommunityId(0));
    let shift = Shift { day, post, person: ME, starts, ends, signed_in: None, signed_out: None, cancelled: false };
    let published = life.does(Act::Shift(ShiftAct::Published(vec![shift.clone()])));
    let id = ShiftId(0);
    assert_eq!(life.campus.shifts().get(id).unwrap().state(life.now), ShiftState::Missing);
    let sign = |at| Act::Shift(ShiftAct::SignedIn { shift: id, at });
    assert_eq!(life.tries(ME, sign(ends)), Err(Refusal::ShiftOver(id)));
    life.does(sign(life.now));
    assert_eq!(life.tries(ME, sign(life.now)), Err(Refusal::AlreadySigned(id)));
    assert_eq!(life.campus.shifts().covering(life.now).count(), 1);
    assert_eq!(life.undoes(published), Err(Refusal::ShiftBegun(id)));
    let endless = Shift { ends: starts.plus_minutes(SHIFT_LIMIT_MINUTES + 1), ..shift };
    let refused = life.tries(ME, Act::Shift(ShiftAct::Published(vec![endless])));
    assert_eq!(refused, Err(Refusal::ShiftHours { minutes: SHIFT_LIMIT_MINUTES + 1 }));
}

#[test]
fn the_last_administrator_stays() {
    let mut life = Life::new();
    let change = |id, before: &User, after: User| {
        Act::Staff(StaffAct::Changed { user: id, before: Box::new(before.clone()), after: Box::new(after) })
    };
    let me = life.campus.staff().user(ME).unwrap().clone();
    let admin = User { role: Role::Administrator, ..me.clone() };
    let seq = life.does(change(ME, &me, admin.clone()));
    assert_eq!(life.tries(ME, change(ME, &admin, User { active: false, ..admin.clone() })), Err(Refusal::LastAdministrator));
    assert_eq!(life.undoes(seq), Err(Refusal::LastAdministrator), "undo asks the same rules");
    assert_eq!(life.tries(ME, Act::Staff(StaffAct::Joined(user("min")))), Err(Refusal::LoginTaken));
}
