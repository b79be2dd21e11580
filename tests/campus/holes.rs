//! Acts that no seat would make, by mistake or on purpose: each is refused, and the campus does not slip into a state that nobody meant.

use super::*;

fn shift(life: &Life, person: u16) -> Shift {
    Shift {
        day: life.today(),
        post: Post::Workroom(CommunityId(0)),
        person: UserId(person),
        starts: life.now,
        ends: life.now.plus_minutes(8 * 60),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    }
}

fn published(shifts: Vec<Shift>) -> Act {
    Act::Shift(ShiftAct::Published(shifts))
}

#[test]
fn a_shift_is_published_unsigned_and_once() {
    let mut life = Life::new();
    let it = shift(&life, 0);
    for begun in [
        Shift { signed_in: Some(life.now), ..it.clone() },
        Shift { signed_out: Some(life.now), ..it.clone() },
        Shift { cancelled: true, ..it.clone() },
    ] {
        assert_eq!(life.tries(ME, published(vec![begun])), Err(Refusal::ShiftNotNew));
    }
    let twice = Refusal::ShiftTwice { day: it.day, person: it.person };
    assert_eq!(life.tries(ME, published(vec![it.clone(), it.clone()])), Err(twice.clone()));
    let seq = life.does(published(vec![it.clone(), shift(&life, 1)]));
    assert_eq!(life.tries(ME, published(vec![it.clone()])), Err(twice));
    life.undoes(seq).unwrap();
    life.does(published(vec![it]));
}

#[test]
fn nobody_signs_at_a_time_that_cannot_be() {
    let mut life = Life::new();
    life.does(published(vec![shift(&life, 0)]));
    let (shift, slack, now) = (ShiftId(0), SIGN_SLACK_MINUTES, life.now);
    let signed_in = |at| Act::Shift(ShiftAct::SignedIn { shift, at });
    let signed_out = |at| Act::Shift(ShiftAct::SignedOut { shift, at });
    let elsewhen = Err(Refusal::SignedElsewhen(shift));
    assert_eq!(life.tries(ME, signed_in(now.plus_minutes(-slack - 1))), elsewhen);
    assert_eq!(life.tries(ME, signed_in(Stamp(i64::MIN))), elsewhen);
    life.does(signed_in(now.plus_minutes(-10)));
    assert_eq!(life.tries(ME, signed_out(now.plus_minutes(-11))), elsewhen, "before they came");
    assert_eq!(life.tries(ME, signed_out(now.plus_minutes(slack + 1))), elsewhen);
    assert_eq!(life.tries(ME, signed_out(Stamp(i64::MAX))), elsewhen);
    life.does(signed_out(now));
}

#[test]
fn a_number_belongs_to_one_student() {
    let mut life = Life::new();
    let was = |life: &Life, id: u32| (StudentId(id), life.campus.people().student(StudentId(id)).unwrap().facts.clone());
    let import = |students| Act::Person(PersonAct::Imported(Import { students, ..Import::default() }));
    let taken = StudentChange { before: Some(was(&life, 1)), after: facts("0001", "李雨桐", 0, 2) };
    assert_eq!(life.tries(ME, import(vec![taken])), Err(Refusal::NumberTaken(StudentId(0))));
    let zhang = was(&life, 0);
    let change = |no| StudentChange { before: Some(zhang.clone()), after: facts(no, "张珊", 0, 1) };
    let both = vec![change("0001"), change("0009")];
    assert_eq!(life.tries(ME, import(both)), Err(Refusal::StudentTwice));
    let renumbered = change("0007");
    let seq = life.does(import(vec![renumbered]));
    life.does(import(vec![new(facts("0001", "赵六", 1, 1))]));
    assert_eq!(life.undoes(seq), Err(Refusal::NumberTaken(StudentId(2))), "the old number is somebody else's now");
}

#[test]
fn a_round_names_each_room_once_and_lies_not_ahead() {
    let mut life = Life::new();
    let mark = |findings: &[Finding]| RoomMark {
        room: RoomId(0),
        expected: 2,
        away: Default::default(),
        findings: findings.iter().copied().collect(),
    };
    let marked = |day, changes| Act::Round(RoundAct::Marked { day, building: BuildingId(0), floor: 4, changes, note: "".into() });
    let change = |findings: &[Finding]| MarkChange { before: None, after: Some(mark(findings)) };
    let today = life.today();
    assert_eq!(life.tries(ME, marked(today.plus(1), vec![change(&[])])), Err(Refusal::InFuture));
    assert_eq!(life.tries(ME, marked(today, vec![change(&[]), change(&[Finding::Pet])])), Err(Refusal::RoomTwice(RoomId(0))));
    life.does(marked(today, vec![change(&[])]));
}

#[test]
fn an_officer_has_a_post_that_exists_and_has_it_once() {
    let mut life = Life::new();
    let officer = |post| Officer { post, student: StudentId(0), from: Day(739_000), until: None };
    let named = |officers| Act::Staff(StaffAct::OfficersNamed(officers));
    for (post, refusal) in [
        (OfficerPost::BuildingHead(BuildingId(7)), Refusal::NoSuchBuilding(BuildingId(7))),
        (OfficerPost::FloorHead(BuildingId(0), 9), Refusal::NoSuchFloor { building: BuildingId(0), floor: 9 }),
        (OfficerPost::RoomHead(RoomId(9)), Refusal::NoSuchRoom(RoomId(9))),
        (OfficerPost::PsychWatcher(ClassId(9)), Refusal::NoSuchClass(ClassId(9))),
    ] {
        assert_eq!(life.tries(ME, named(vec![officer(post)])), Err(refusal));
    }
    let head = officer(OfficerPost::RoomHead(RoomId(0)));
    assert_eq!(life.tries(ME, named(vec![head.clone(), head.clone()])), Err(Refusal::OfficerTwice(StudentId(0))));
    life.does(named(vec![head.clone()]));
    assert_eq!(life.tries(ME, named(vec![head.clone()])), Err(Refusal::OfficerTwice(StudentId(0))));
    life.does(Act::Staff(StaffAct::OfficerRelieved { post: head.post, student: head.student, on: life.today() }));
    life.does(named(vec![head]));
}

#[test]
fn what_is_said_beside_the_text_has_its_bounds_as_well() {
    let mut life = Life::new();
    let Act::Incident(IncidentAct::Opened(opened)) = life.incident(Severity::Ordinary) else { unreachable!("it opens one") };
    let open = |it| Act::Incident(IncidentAct::Opened(it));
    let (most, longest) = TAG_LIMITS;
    let many = IncidentOpened { tags: vec!["烟".into(); most + 1], ..opened.clone() };
    assert_eq!(life.tries(ME, open(many)), Err(Refusal::TooLong { limit: most, got: most + 1 }));
    let long = IncidentOpened { tags: vec!["烟".repeat(longest + 1).into()], ..opened.clone() };
    assert_eq!(life.tries(ME, open(long)), Err(Refusal::TooLong { limit: longest, got: longest + 1 }));
    let far = Some(Spot::Words("操".repeat(SPOT_WORDS_LIMIT + 1).into()));
    let refused = Err(Refusal::TooLong { limit: SPOT_WORDS_LIMIT, got: SPOT_WORDS_LIMIT + 1 });
    assert_eq!(life.tries(ME, open(IncidentOpened { place: far.clone(), ..opened.clone() })), refused);
    let talk = life.talk();
    assert_eq!(life.tries(ME, logged(TalkLogged { place: far, ..talk.clone() })), refused);
    let nowhere = Some(Spot::Room(RoomId(99)));
    assert_eq!(life.tries(ME, open(IncidentOpened { place: nowhere.clone(), ..opened })), Err(Refusal::NoSuchRoom(RoomId(99))));
    assert_eq!(life.tries(ME, logged(TalkLogged { place: nowhere, ..talk })), Err(Refusal::NoSuchRoom(RoomId(99))));
}

/// Three talks set a level one after the other; in whatever order they are taken back, what stands is what the last one left says, and in the
/// end what stood before the first.
#[test]
fn levels_fall_back_in_whatever_order_talks_are_taken_back() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut life = Life::new();
        let levels = [Concern::Blue, Concern::Orange, Concern::Red];
        let talks = levels.map(|level| {
            let talk = TalkLogged { level: Some(level), ..life.talk() };
            life.does(logged(talk))
        });
        let mut left = vec![0, 1, 2];
        for at in order {
            life.undoes(talks[at]).unwrap();
            left.retain(|it| *it != at);
            let student = life.campus.people().student(StudentId(0)).unwrap();
            let due = left.last().map_or(Concern::None, |it| levels[*it]);
            assert_eq!((student.level, student.level_since.is_some()), (due, !left.is_empty()), "{order:?} after {at}");
        }
    }
}
