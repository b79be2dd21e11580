//! Acts on people of the communities, on tasks, on places and their bookings, and what may never come of them.

use super::*;

fn kind() -> impl Strategy<Value = FellowKind> {
    (0usize..10).prop_map(|it| FellowKind::ALL[it])
}

fn fellow() -> impl Strategy<Value = Fellow> {
    let pupil = || prop_oneof![6 => (0u32..3).prop_map(StudentId), 1 => student()];
    let branch = of((0usize..6).prop_map(|it| Branch::ALL[it]));
    let named = prop_oneof![3 => text().prop_map(|it| (it, None)), 1 => pupil().prop_map(|it| (Box::default(), Some(it)))];
    (kind(), named, of(community()), branch, any::<bool>(), text(), vec(pupil(), 0..3)).prop_map(
        |(kind, (name, student), community, branch, secretary, text, students)| {
            let students = if kind.is_mentor() { students } else { Vec::new() };
            let secretary = secretary && branch.is_some();
            Fellow { kind, name, student, community, branch, secretary, office: text.clone(), text, students }
        },
    )
}

fn task() -> impl Strategy<Value = Task> {
    let kind = (0usize..3).prop_map(|it| TaskKind::ALL[it]);
    (kind, text(), 0u8..20, of(community()), prop::option::weighted(0.2, seq()), text(), day(), of(day())).prop_map(
        |(kind, what, system, community, venue, lead, due, done)| Task {
            kind,
            what,
            system,
            community,
            venue,
            with: lead.clone(),
            lead,
            due,
            done,
        },
    )
}

pub(super) fn community_act() -> impl Strategy<Value = CommunityAct> {
    let boxed = |it: Option<Fellow>| it.map(Box::new);
    let pupil = || prop_oneof![6 => (0u32..3).prop_map(StudentId), 1 => student()];
    prop_oneof![
        6 => fellow().prop_map(|it| CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(it)) }).boxed(),
        3 => (seq(), of(fellow()), of(fellow())).prop_map(move |(fellow, before, after)| {
            CommunityAct::FellowSet { fellow: Some(fellow), before: boxed(before), after: boxed(after) }
        }).boxed(),
        4 => (seq(), day(), vec(pupil(), 1..3), 0u16..1500, text()).prop_map(|(fellow, day, students, minutes, text)| {
            CommunityAct::Met(Met { fellow, day, students, minutes, text })
        }).boxed(),
        1 => seq().prop_map(|meeting| CommunityAct::MeetingWithdrawn { meeting }).boxed(),
        2 => task().prop_map(|it| CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(it)) }).boxed(),
        1 => (seq(), of(task())).prop_map(|(task, after)| {
            CommunityAct::TaskSet { task: Some(task), before: None, after: after.map(Box::new) }
        }).boxed()
    ]
}

fn venue() -> impl Strategy<Value = Venue> {
    let hours = vec((1u8..128, 0u16..1500, 0u16..1500).prop_map(|(days, from, until)| OpenHours { days, from, until }), 0..2);
    let kind = (0usize..7).prop_map(|it| VenueKind::ALL[it]);
    (text(), kind, of(community()), 0u16..5, prop::option::weighted(0.2, hours)).prop_map(|(name, kind, community, seats, hours)| Venue {
        spot: name.clone(),
        name,
        kind,
        community,
        seats,
        hours: hours.unwrap_or_default(),
    })
}

fn item() -> impl Strategy<Value = ServiceItem> {
    let kind = (0usize..4).prop_map(|it| RequestKind::ALL[it]);
    (prop_oneof![Just("在读证明"), Just("新事项")], kind, 0u32..3000, any::<bool>()).prop_map(|(name, kind, minutes, online)| ServiceItem {
        name: name.into(),
        kind,
        office: "教务处".into(),
        papers: "".into(),
        minutes,
        on_site: true,
        online,
        spot: "".into(),
    })
}

pub(super) fn venue_act() -> impl Strategy<Value = VenueAct> {
    let pupil = prop_oneof![6 => (0u32..3).prop_map(StudentId), 1 => student()];
    // Mostly so early that it has begun when somebody signs for it.
    let times = (prop_oneof![4 => 0u16..400, 1 => 0u16..1500], 0u16..200);
    let booked = (seq(), day(), times, text(), of(pupil), 0u16..5).prop_map(|(venue, day, (from, long), who, student, count)| {
        VenueAct::Booked(Box::new(Booking { venue, day, from, until: from.saturating_add(long), text: who.clone(), who, student, count }))
    });
    prop_oneof![
        4 => venue().prop_map(|it| VenueAct::Set { venue: None, before: None, after: Some(Box::new(it)) }).boxed(),
        1 => (seq(), of(venue())).prop_map(|(venue, after)| {
            VenueAct::Set { venue: Some(venue), before: None, after: after.map(Box::new) }
        }).boxed(),
        8 => booked.boxed(),
        2 => (seq(), text()).prop_map(|(booking, text)| VenueAct::BookingWithdrawn { booking, text }).boxed(),
        1 => seq().prop_map(|booking| VenueAct::BookingRestored { booking }).boxed(),
        3 => (seq(), 0u16..9, text()).prop_map(|(booking, count, text)| VenueAct::Used { booking, count, text }).boxed(),
        1 => seq().prop_map(|booking| VenueAct::UseWithdrawn { booking }).boxed(),
        2 => item().prop_map(|it| VenueAct::ItemSet { before: None, after: Some(Box::new(it)) }).boxed()
    ]
}

fn pick<T>(seq: &mut Seq, known: &[T], of: impl Fn(&T) -> Seq) {
    if seq.0 % 8 != 7 && !known.is_empty() {
        *seq = of(&known[seq.0 as usize % known.len()]);
    }
}

/// Pointed at what there is, as it stands, mostly.
pub(super) fn aimed_community(campus: &Campus, act: &mut CommunityAct) {
    let (fellows, meetings, tasks) =
        (campus.communities.fellows.rows(), campus.communities.meetings.rows(), campus.communities.tasks.rows());
    match act {
        CommunityAct::FellowSet { fellow: Some(seq), before, .. } => {
            pick(seq, fellows, |it| it.seq);
            *before = campus.communities.fellow(*seq).and_then(|it| it.it.clone()).map(Box::new);
        }
        CommunityAct::Met(it) => {
            let mentors: Vec<Seq> = campus.communities.fellows().filter(|(_, it)| it.kind.meets()).map(|(head, _)| head.seq).collect();
            pick(&mut it.fellow, &mentors, |it| *it);
        }
        CommunityAct::MeetingWithdrawn { meeting } => pick(meeting, meetings, |it| it.seq),
        CommunityAct::TaskSet { task: Some(seq), before, .. } => {
            pick(seq, tasks, |it| it.seq);
            *before = campus.communities.task(*seq).and_then(|it| it.it.clone()).map(Box::new);
        }
        CommunityAct::FellowSet { .. } | CommunityAct::TaskSet { .. } => {}
    }
}

pub(super) fn aimed_venue(campus: &Campus, act: &mut VenueAct) {
    let (venues, bookings) = (campus.venues.venues.rows(), campus.venues.bookings.rows());
    match act {
        VenueAct::Set { venue: Some(seq), before, .. } => {
            pick(seq, venues, |it| it.seq);
            *before = campus.venues.venue(*seq).cloned().map(Box::new);
        }
        VenueAct::Booked(it) => pick(&mut it.venue, venues, |it| it.seq),
        VenueAct::BookingWithdrawn { booking, .. }
        | VenueAct::BookingRestored { booking }
        | VenueAct::Used { booking, .. }
        | VenueAct::UseWithdrawn { booking } => pick(booking, bookings, |it| it.seq),
        VenueAct::ItemSet { before, after: Some(after) } => {
            *before = campus.venues.item(campus.presets.rules(), &after.name).map(Box::new);
        }
        VenueAct::Set { .. } | VenueAct::ItemSet { .. } => {}
    }
}

proptest! {
    /// Whatever was booked and given up: nobody has a place while somebody else has it, and what is free is nobody's.
    #[test]
    fn nobody_has_a_place_that_somebody_has(acts in vec(prop_oneof![venue_act().prop_map(Act::Venue)], 1..60)) {
        let (_, mut campus) = live(Vec::new());
        let (by, at) = (UserId(0), Stamp(7_200_000));
        for act in acts {
            let act = night::aimed(&campus, act);
            if campus.check(by, at, &act).is_ok() {
                let seq = campus.applied().next();
                campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
            }
        }
        let venues = campus.venues();
        for it in venues.bookings().iter().filter(|it| !it.withdrawn) {
            let others = venues.bookings_on(it.venue, it.day);
            prop_assert!(others.iter().all(|other| other.seq == it.seq || other.until <= it.from || it.until <= other.from));
            prop_assert!(venues.free_on(it.venue, it.day).iter().all(|(from, until)| it.until <= *from || *until <= it.from));
        }
    }
}

#[test]
fn a_place_is_booked_once_used_and_signed() {
    let (_, mut campus) = live(Vec::new());
    let zone = campus.zone();
    let day = Day(719_200);
    let act = |campus: &mut Campus, minutes: i64, act: VenueAct| -> Result<Seq, Refusal> {
        let (seq, at, act) = (campus.applied().next(), day.at(zone, 8, 0).plus_minutes(minutes), Act::Venue(act));
        campus.check(UserId(0), at, &act)?;
        campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
        Ok(seq)
    };
    let open = |from, until| OpenHours { days: 127, from, until };
    let room = Venue {
        name: "活动室".into(),
        kind: VenueKind::ActivityRoom,
        community: None,
        spot: "".into(),
        seats: 30,
        hours: vec![open(480, 720), open(840, 1320)],
    };
    let set = |it: &Venue| VenueAct::Set { venue: None, before: None, after: Some(Box::new(it.clone())) };
    let venue = act(&mut campus, 0, set(&room)).unwrap();
    assert_eq!(act(&mut campus, 0, set(&room)), Err(Refusal::VenueTwice(venue)));
    let booked = |on: Day, from, until, count| {
        VenueAct::Booked(Box::new(Booking { venue, day: on, from, until, who: "数学社".into(), student: None, count, text: "".into() }))
    };
    let booking = act(&mut campus, 0, booked(day, 900, 960, 12)).unwrap();
    let free = vec![(480, 720), (840, 900), (960, 1320)];
    assert_eq!(act(&mut campus, 0, booked(day, 930, 1000, 2)), Err(Refusal::VenueBooked { booking, free }));
    assert_eq!(act(&mut campus, 0, booked(day, 700, 850, 2)), Err(Refusal::VenueClosed { day, open: vec![(480, 720), (840, 1320)] }));
    assert_eq!(act(&mut campus, 0, booked(day, 960, 1000, 31)), Err(Refusal::VenueTooSmall { seats: 30, got: 31 }));
    assert_eq!(act(&mut campus, 0, booked(day, 960, 960, 1)), Err(Refusal::BookingTimes));
    assert_eq!(act(&mut campus, 0, booked(day.plus(-1), 900, 960, 1)), Err(Refusal::BookingPast { day: day.plus(-1), today: day }));
    // Nobody finds a place given up or closed that they have booked.
    let mornings = Venue { hours: vec![open(480, 720)], ..room.clone() };
    for after in [None, Some(Box::new(mornings))] {
        let set = VenueAct::Set { venue: Some(venue), before: Some(Box::new(room.clone())), after };
        assert_eq!(act(&mut campus, 0, set), Err(Refusal::VenueStillBooked(booking)));
    }
    let used = || VenueAct::Used { booking, count: 11, text: "已打扫".into() };
    assert_eq!(act(&mut campus, 60, used()), Err(Refusal::BookingNotBegun(booking)));
    // Given up, taken by somebody else, it does not come back.
    act(&mut campus, 0, VenueAct::BookingWithdrawn { booking, text: "".into() }).unwrap();
    let other = act(&mut campus, 0, booked(day, 930, 1000, 2)).unwrap();
    let back = act(&mut campus, 0, VenueAct::BookingRestored { booking });
    assert!(matches!(back, Err(Refusal::VenueBooked { booking, .. }) if booking == other));
    act(&mut campus, 0, VenueAct::BookingWithdrawn { booking: other, text: "".into() }).unwrap();
    act(&mut campus, 0, VenueAct::BookingRestored { booking }).unwrap();
    act(&mut campus, 7 * 60, used()).unwrap();
    assert_eq!(campus.venues().booking(booking).unwrap().used.map(|it| it.2), Some(11));
    assert_eq!(act(&mut campus, 7 * 60, VenueAct::BookingWithdrawn { booking, text: "".into() }), Err(Refusal::BookingUsed(booking)));
    act(&mut campus, 7 * 60, VenueAct::Set { venue: Some(venue), before: Some(Box::new(room)), after: None }).unwrap();
}

#[test]
fn an_item_named_in_a_request_says_who_answers_it_and_when() {
    let (_, mut campus) = live(Vec::new());
    let routed = |campus: &Campus, text: &str| {
        let it = campus.route_request(None, text);
        (it.kind, it.office.to_string(), it.minutes)
    };
    assert_eq!(routed(&campus, "想办医保报销"), (RequestKind::Paperwork, "校医院".into(), 5 * 24 * 60));
    assert_eq!(routed(&campus, "卫生间漏水"), (RequestKind::Repair, "后勤处".into(), 30));
    let before = campus.venues().item(campus.presets().rules(), "医保报销").unwrap();
    let after = ServiceItem { office: "学工处".into(), minutes: 120, ..before.clone() };
    let seq = campus.applied().next();
    let set = Act::Venue(VenueAct::ItemSet { before: Some(Box::new(before)), after: Some(Box::new(after)) });
    campus.check(UserId(0), Stamp(0), &set).unwrap();
    let entry = Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act: set };
    campus.apply(&entry);
    assert_eq!(routed(&campus, "想办医保报销"), (RequestKind::Paperwork, "学工处".into(), 120));
    let undo = campus.inverse(&entry).unwrap();
    campus.apply(&Entry { seq: seq.next(), act: undo, ..entry });
    assert_eq!(routed(&campus, "想办医保报销").1, "校医院");
}

#[test]
fn words_about_a_mentor_go_with_their_student() {
    let (_, mut campus) = live(Vec::new());
    let fellow = Fellow {
        kind: FellowKind::StudyMentor,
        name: "王老师".into(),
        student: None,
        community: None,
        branch: None,
        secretary: false,
        office: "信息系".into(),
        text: "带补考".into(),
        students: vec![StudentId(0)],
    };
    let act = |campus: &mut Campus, act: Act| {
        let entry = Entry { seq: campus.applied().next(), at: Stamp(7_200_000), by: UserId(0), seat: SeatId(0), act };
        campus.check(entry.by, entry.at, &entry.act).unwrap();
        let left = entry.residue(campus, ErasureScope::Student(StudentId(0)));
        campus.apply(&entry);
        left.map(|it| format!("{it:?}")).unwrap_or_default()
    };
    let set = CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(fellow)) };
    let seq = campus.applied().next();
    assert!(!act(&mut campus, Act::Community(set)).contains("带补考"));
    let day = Stamp(7_200_000).day(campus.zone());
    let met = Met { fellow: seq, day, students: vec![StudentId(0)], minutes: 40, text: "补考计划".into() };
    let left = act(&mut campus, Act::Community(CommunityAct::Met(met)));
    assert!(!left.is_empty() && !left.contains("补考计划"), "{left}");
}
