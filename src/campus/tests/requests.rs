//! Acts on requests and reception days, and what may never come of them.

use super::*;

fn state() -> impl Strategy<Value = RequestState> {
    (0usize..7).prop_map(|it| RequestState::ALL[it])
}

/// Mostly soon after the stamps.
fn due() -> impl Strategy<Value = Stamp> {
    prop_oneof![8 => (3i64..60).prop_map(|it| Stamp(it * 3_600_000)), 1 => any::<i64>().prop_map(Stamp)]
}

fn office() -> impl Strategy<Value = Box<str>> {
    prop_oneof![Just("后勤处"), Just("教务处"), Just("")].prop_map(Into::into)
}

pub(super) fn request() -> impl Strategy<Value = RequestAct> {
    let pupil = prop_oneof![6 => (0u32..3).prop_map(StudentId), 1 => student()];
    let kind = (0usize..4).prop_map(|it| RequestKind::ALL[it]);
    let opened = (kind, of(spot()), of(pupil), office(), due(), prop::option::weighted(0.3, seq()), text()).prop_map(
        |(kind, place, student, office, due, reception, text)| {
            let promise = if reception.is_some() { text.clone() } else { Box::default() };
            RequestAct::Opened(Box::new(RequestOpened { kind, place, student, office, due, reception, tags: Vec::new(), text, promise }))
        },
    );
    let rank = prop_oneof![Just(LeaderRank::College), Just(LeaderRank::Department)].boxed();
    let held = (day(), text(), rank, of(community()), text())
        .prop_map(|(day, leader, rank, community, text)| ReceptionHeld { day, leader, rank, community, text })
        .boxed();
    let amended = (seq(), seq(), held.clone(), held.clone()).prop_map(|(reception, words, before, after)| RequestAct::ReceptionAmended {
        reception,
        words,
        before: Box::new(before),
        after: Box::new(after),
    });
    let held = held.prop_map(RequestAct::ReceptionHeld);
    let assigned = (seq(), office(), office(), due(), due(), text())
        .prop_map(|(request, from, to, due_before, due, text)| RequestAct::Assigned { request, from, to, due_before, due, text });
    prop_oneof![
        6 => opened.boxed(),
        4 => (seq(), state(), state(), text()).prop_map(|(request, from, to, text)| RequestAct::Moved { request, from, to, text }).boxed(),
        2 => assigned.boxed(),
        4 => (seq(), state(), text()).prop_map(|(request, from, text)| RequestAct::Answered { request, from, text }).boxed(),
        3 => (seq(), state(), due(), due(), text()).prop_map(|(request, from, due_before, due, text)| {
            RequestAct::Reopened { request, from, due_before, due, text }
        }).boxed(),
        3 => (seq(), state(), 0u8..7, text()).prop_map(|(request, from, stars, text)| RequestAct::Rated { request, from, stars, text }).boxed(),
        1 => (seq(), stamp(), text()).prop_map(|(request, at, text)| RequestAct::Noted { request, at, text }).boxed(),
        1 => (seq(), seq(), state(), state(), due()).prop_map(|(request, gone, from, to, due)| {
            RequestAct::Restored { request, gone, from, to, due }
        }).boxed(),
        2 => held.boxed(),
        1 => seq().prop_map(|reception| RequestAct::ReceptionWithdrawn { reception }).boxed(),
        1 => amended.boxed()
    ]
}

/// Pointed at one there is, as it stands, mostly.
pub(super) fn aimed(campus: &Campus, act: &mut RequestAct) {
    let heads = campus.requests.heads();
    let receptions = campus.requests.receptions();
    let standing = |seq: &mut Seq| {
        let head = heads.get(seq.0 as usize % heads.len().max(1)).filter(|_| seq.0 % 8 != 7)?;
        *seq = head.seq;
        Some(head)
    };
    let received = |seq: &mut Seq| {
        if let Some(it) = receptions.get(seq.0 as usize % receptions.len().max(1)) {
            *seq = it.seq;
        }
    };
    match act {
        RequestAct::Opened(it) => it.reception.iter_mut().for_each(received),
        RequestAct::ReceptionWithdrawn { reception } => received(reception),
        RequestAct::ReceptionAmended { reception, words, before, .. } => {
            received(reception);
            if let Some(it) = campus.requests.reception(*reception) {
                *words = it.words;
                (before.day, before.leader, before.rank, before.community) = (it.day, it.leader.clone(), it.rank, it.community);
            }
        }
        RequestAct::Moved { request, from, .. } | RequestAct::Answered { request, from, .. } | RequestAct::Rated { request, from, .. } => {
            if let Some(it) = standing(request) {
                *from = it.state;
            }
        }
        RequestAct::Reopened { request, from, due_before, .. } => {
            if let Some(it) = standing(request) {
                (*from, *due_before) = (it.state, it.due);
            }
        }
        RequestAct::Assigned { request, from, due_before, .. } => {
            if let Some(it) = standing(request) {
                (*from, *due_before) = (it.office.clone(), it.due);
            }
        }
        RequestAct::Noted { request, .. } => {
            standing(request);
        }
        RequestAct::Restored { request, gone, from, .. } => {
            if let Some(it) = standing(request) {
                *from = it.state;
                *gone = it.timeline.last().copied().unwrap_or(*gone);
            }
        }
        RequestAct::ReceptionHeld(_) => {}
    }
}

proptest! {
    /// Whatever happened to requests: an answer is owed exactly while they are open, and a rating is of the answer that stands.
    #[test]
    fn what_is_owed_is_what_is_open(lived in entries(0..80)) {
        let (_, campus) = live(lived);
        let requests = campus.requests();
        let open: Vec<Seq> = requests.open().map(|it| it.seq).collect();
        let expected: Vec<Seq> = requests.heads().iter().filter(|it| it.state.is_open()).map(|it| it.seq).collect();
        prop_assert_eq!(open, expected);
        for it in requests.heads() {
            prop_assert_eq!(it.state == RequestState::Rated, it.rating().is_some() && it.state == RequestState::Rated);
            prop_assert!(it.state != RequestState::Answered || it.answer().is_some());
            prop_assert!(it.rating().is_none_or(|(_, stars)| (1..=STARS).contains(&stars)));
            prop_assert!(!it.is_overdue(it.due), "what is due now is not overdue");
        }
    }

    /// What is taken back stands again as it stood.
    #[test]
    fn a_step_taken_back_leaves_it_as_it_stood(lived in entries(0..60), acts in vec(request(), 1..12)) {
        let (_, mut campus) = live(lived);
        for mut act in acts {
            aimed(&campus, &mut act);
            let Some(request) = act.request() else { continue };
            let (by, at, seq) = (UserId(0), Stamp(7_200_000), campus.applied().next());
            let entry = Entry { seq, at, by, seat: SeatId(0), act: Act::Request(act) };
            if campus.check(by, at, &entry.act).is_err() {
                continue;
            }
            let before = campus.requests().get(request).cloned();
            campus.apply(&entry);
            let Ok(undo) = campus.inverse(&entry) else { continue };
            if campus.check(by, at, &undo).is_ok() {
                let mut back = campus.clone();
                back.apply(&Entry { seq: seq.next(), at, by, seat: SeatId(0), act: undo });
                let stands = |it: Option<RequestHead>| it.map(|it| (it.state, it.office.clone(), it.due, it.answer(), it.rating()));
                prop_assert_eq!(stands(back.requests().get(request).cloned()), stands(before));
            }
        }
    }
}

#[test]
fn a_request_from_entry_to_rating_and_back() {
    let (_, mut campus) = live(Vec::new());
    let zone = campus.zone();
    let now = Day(719_200).at(zone, 20, 0);
    let act = |campus: &mut Campus, by: u16, minutes: i64, act: RequestAct| -> Result<Seq, Refusal> {
        let (seq, at, act) = (campus.applied().next(), now.plus_minutes(minutes), Act::Request(act));
        campus.check(UserId(by), at, &act)?;
        campus.apply(&Entry { seq, at, by: UserId(by), seat: SeatId(0), act });
        Ok(seq)
    };
    let opened = |student: Option<StudentId>, text: &str| {
        RequestAct::Opened(Box::new(RequestOpened {
            kind: RequestKind::Repair,
            place: Some(Spot::Room(RoomId(0))),
            student,
            office: "后勤处".into(),
            due: now.plus_minutes(30),
            reception: None,
            tags: Vec::new(),
            text: text.into(),
            promise: "".into(),
        }))
    };
    assert_eq!(act(&mut campus, 0, 0, opened(Some(StudentId(0)), " ")), Err(Refusal::EmptyText));
    let request = act(&mut campus, 0, 0, opened(Some(StudentId(0)), "漏水")).unwrap();
    use RequestState as S;
    let moved = |from, to, text: &str| RequestAct::Moved { request, from, to, text: text.into() };
    let answered = |from, text: &str| RequestAct::Answered { request, from, text: text.into() };
    let rated = |from, stars| RequestAct::Rated { request, from, stars, text: "".into() };
    assert_eq!(act(&mut campus, 0, 1, rated(S::New, 5)), Err(Refusal::RequestUnanswered(request)));
    assert_eq!(act(&mut campus, 0, 1, moved(S::New, S::Closed, "")), Err(Refusal::ReasonNeeded));
    act(&mut campus, 0, 1, moved(S::New, S::Accepted, "")).unwrap();
    // Two seats: the second one accepts what is accepted, and answers what is answered.
    assert_eq!(act(&mut campus, 0, 1, moved(S::New, S::Accepted, "")), Err(Refusal::ChangedMeanwhile));
    assert!(campus.requests().get(request).unwrap().is_overdue(now.plus_minutes(31)));
    act(&mut campus, 0, 40, answered(S::Accepted, "换了阀门")).unwrap();
    assert_eq!(act(&mut campus, 0, 41, answered(S::Accepted, "也换了")), Err(Refusal::RequestAnswered(request)));
    for stars in [0, 6] {
        assert_eq!(act(&mut campus, 0, 42, rated(S::Answered, stars)), Err(Refusal::Stars(stars)));
    }
    act(&mut campus, 0, 42, rated(S::Answered, 2)).unwrap();
    assert_eq!(act(&mut campus, 0, 43, rated(S::Rated, 5)), Err(Refusal::RatedAlready(request)));
    let reopened = |text: &str| RequestAct::Reopened {
        request,
        from: S::Rated,
        due_before: now.plus_minutes(30),
        due: now.plus_minutes(90),
        text: text.into(),
    };
    assert_eq!(act(&mut campus, 0, 50, reopened("")), Err(Refusal::ReasonNeeded));
    let again = act(&mut campus, 0, 50, reopened("还漏")).unwrap();
    let head = |campus: &Campus| campus.requests().get(request).unwrap().clone();
    assert_eq!((head(&campus).state, head(&campus).rating(), head(&campus).answer()), (S::InHand, None, None));
    act(&mut campus, 0, 60, answered(S::InHand, "换了管子")).unwrap();
    act(&mut campus, 0, 61, rated(S::Answered, 5)).unwrap();
    act(&mut campus, 0, 62, moved(S::Rated, S::Closed, "")).unwrap();
    assert_eq!((head(&campus).state, head(&campus).rating().map(|it| it.1)), (S::Closed, Some(5)));
    // What came after it was said of it: the reopening is not taken back any more.
    let restored = RequestAct::Restored { request, gone: again, from: S::Closed, to: S::Rated, due: now.plus_minutes(30) };
    assert_eq!(act(&mut campus, 0, 63, restored), Err(Refusal::ChangedMeanwhile));
}
