//! Acts of the night and the dorm: rounds, searches, leaves, hygiene, moods, service, moves, presets.

use super::*;

/// A day that may be the night in which stamps lie, which began the day before.
fn night() -> impl Strategy<Value = Day> {
    prop_oneof![20 => 719_162i32..719_165, 1 => any::<i32>()].prop_map(Day)
}

/// A time around the nights.
fn moment() -> impl Strategy<Value = Stamp> {
    prop_oneof![20 => -40i64..40, 1 => any::<i64>()].prop_map(|it| Stamp(it.saturating_mul(3_600_000)))
}

/// Most likely one of the first entries of a life, so that what refers to it finds it.
fn early() -> impl Strategy<Value = Seq> {
    prop_oneof![3 => (5u64..10).prop_map(Seq), 1 => seq()]
}

/// One of the students of the birth, in one of the two nights in which they are marked absent most.
fn missing() -> impl Strategy<Value = (Day, StudentId)> {
    prop_oneof![4 => (719_162i32..719_164, 0u32..3).prop_map(|(day, student)| (Day(day), StudentId(student))), 1 => (night(), student())]
}

/// Somebody is not in the room of the birth.
fn absent() -> impl Strategy<Value = RoundAct> {
    missing().prop_map(|(day, student)| {
        let away = [(student, Presence::Absent)].into_iter().collect();
        let after = Some(RoomMark { room: RoomId(0), expected: 3, away, findings: Default::default() });
        let changes = vec![MarkChange { before: None, after }];
        RoundAct::Marked { day, building: BuildingId(0), floor: 1, changes, note: "".into() }
    })
}

pub(super) fn post() -> impl Strategy<Value = OfficerPost> {
    prop_oneof![
        building().prop_map(OfficerPost::BuildingHead),
        (building(), any::<i8>()).prop_map(|(it, floor)| OfficerPost::FloorHead(it, floor)),
        room().prop_map(OfficerPost::RoomHead),
        class().prop_map(OfficerPost::PsychWatcher),
        room().prop_map(OfficerPost::PartyRoom)
    ]
}

pub(super) fn bed_change() -> impl Strategy<Value = BedChange> {
    let bed = (prop_oneof![3 => Just(RoomId(0)), 1 => room()], 0u8..8).prop_map(|(room, bed)| Bed { room, bed }).boxed();
    let before = prop_oneof![4 => Just(Some(Bed { room: RoomId(0), bed: 1 })), 1 => Just(None), 2 => of(bed.clone())];
    (student(), before, of(bed)).prop_map(|(student, before, after)| BedChange { student, before, after })
}

pub(super) fn round() -> impl Strategy<Value = RoundAct> {
    let presence = prop_oneof![Just(Presence::Late), Just(Presence::Absent), Just(Presence::Leave), Just(Presence::Elsewhere)];
    let finding = prop_oneof![Just(Finding::Pet), Just(Finding::Lock), Just(Finding::RiceCooker)];
    let where_ = prop_oneof![3 => Just(RoomId(0)), 1 => room()];
    let mark = (where_, any::<u8>(), vec((student(), presence), 0..3), vec(finding, 0..3))
        .prop_map(|(room, expected, away, findings)| RoomMark { room, expected, away: away.into(), findings: findings.into() })
        .boxed();
    let change = (prop::option::weighted(0.2, mark.clone()), of(mark)).prop_map(|(before, after)| MarkChange { before, after });
    let floor = || prop_oneof![3 => Just(1i8), 1 => -1i8..3];
    let house = || prop_oneof![3 => Just(BuildingId(0)), 1 => building()];
    let marked = (night(), house(), floor(), vec(change, 0..3), text())
        .prop_map(|(day, building, floor, changes, note)| RoundAct::Marked { day, building, floor, changes, note });
    let scope = prop_oneof![
        2 => house().prop_map(RoundScope::Building),
        2 => (house(), floor()).prop_map(|(building, floor)| RoundScope::Floor(building, floor)),
        1 => (any::<u64>(), vec(house(), 0..2), vec(room(), 0..2)).prop_map(|(seed, pool, rooms)| RoundScope::Sample { seed, pool, rooms })
    ];
    let begun = (night(), scope, any::<bool>()).prop_map(|(day, scope, upward)| RoundBegun { day, scope, upward });
    prop_oneof![
        6 => marked.boxed(),
        6 => absent().boxed(),
        4 => begun.prop_map(RoundAct::Begun).boxed(),
        4 => (early(), text()).prop_map(|(round, note)| RoundAct::Ended { round, note }),
        4 => early().prop_map(|round| RoundAct::Resumed { round }),
        1 => early().prop_map(|round| RoundAct::CalledOff { round }),
        2 => (night(), room(), text()).prop_map(|(day, room, text)| RoundAct::Remarked { day, room, text })
    ]
}

pub(super) fn search() -> impl Strategy<Value = SearchAct> {
    let step = (0usize..6).prop_map(|it| LadderStep::ALL[it]);
    let outcome = (0usize..4).prop_map(|it| CallOutcome::ALL[it]);
    prop_oneof![
        3 => (missing(), step, stamp(), outcome, text())
            .prop_map(|((day, student), step, at, outcome, text)| SearchAct::Stepped { day, student, step, at, outcome, text }),
        2 => (missing(), stamp(), text()).prop_map(|((day, student), at, text)| SearchAct::Found { day, student, at, text }),
        1 => missing().prop_map(|(day, student)| SearchAct::Resumed { day, student })
    ]
}

pub(super) fn opened_from(opened: impl Strategy<Value = IncidentOpened>) -> impl Strategy<Value = IncidentAct> {
    (missing(), opened).prop_map(|((day, student), mut opened)| {
        if opened.students.is_empty() {
            opened.students.push(student);
        }
        IncidentAct::OpenedFrom { day, student, opened }
    })
}

pub(super) fn leave() -> impl Strategy<Value = LeaveAct> {
    let asked = (student(), moment(), moment(), 0usize..5, text()).prop_map(|(student, from, until, kind, text)| LeaveAsked {
        student,
        from,
        until,
        kind: LeaveKind::ALL[kind],
        text,
    });
    let state = prop_oneof![
        Just(LeaveState::Asked),
        Just(LeaveState::Approved),
        Just(LeaveState::Declined),
        Just(LeaveState::Withdrawn),
        moment().prop_map(LeaveState::Returned)
    ];
    prop_oneof![
        4 => asked.prop_map(LeaveAct::Asked).boxed(),
        2 => seq().prop_map(|leave| LeaveAct::Approved { leave }),
        1 => (seq(), text()).prop_map(|(leave, text)| LeaveAct::Declined { leave, text }),
        1 => seq().prop_map(|leave| LeaveAct::Withdrawn { leave }),
        2 => (seq(), moment()).prop_map(|(leave, at)| LeaveAct::Returned { leave, at }),
        1 => (seq(), state).prop_map(|(leave, to)| LeaveAct::Restored { leave, to })
    ]
}

pub(super) fn hygiene() -> impl Strategy<Value = HygieneAct> {
    let item = (prop_oneof![Just("floor"), Just("bed"), Just("none")], 0u8..25).prop_map(|(code, off)| (code.into(), off));
    let room = prop_oneof![3 => Just(RoomId(0)), 1 => room()];
    let scored = (room, 719_150i32..719_165, vec(item, 0..2), text(), prop::option::weighted(0.8, day()))
        .prop_map(|(room, day, off, text, mend_by)| (room, Day(day), off, text, mend_by))
        .prop_map(|(room, day, off, text, mend_by)| HygieneAct::Scored(Scored { room, day, off, text, mend_by }));
    prop_oneof![
        4 => scored.boxed(),
        2 => (seq(), text()).prop_map(|(score, text)| HygieneAct::Appealed { score, text }),
        2 => (seq(), any::<u8>(), text()).prop_map(|(score, points, text)| HygieneAct::Decided { score, points, text }),
        2 => (seq(), day()).prop_map(|(score, day)| HygieneAct::Mended { score, day }),
        1 => seq().prop_map(|score| HygieneAct::Withdrawn { score })
    ]
}

pub(super) fn mood() -> impl Strategy<Value = MoodAct> {
    let weather = (0usize..5).prop_map(|it| Weather::ALL[it]);
    let reported = (class(), day(), weather, any::<u8>(), text()).prop_map(|(class, day, weather, low, text)| MoodReported {
        class,
        day,
        weather,
        low,
        text,
    });
    prop_oneof![3 => reported.prop_map(MoodAct::Reported), 1 => seq().prop_map(|report| MoodAct::Withdrawn { report })]
}

pub(super) fn service() -> impl Strategy<Value = ServiceAct> {
    let post = prop_oneof![2 => Just(OfficerPost::BuildingHead(BuildingId(0))), 1 => post()];
    let served = (student(), post, day(), any::<u16>(), text()).prop_map(|(student, post, day, minutes, text)| Served {
        student,
        post,
        day,
        minutes: minutes % 1500,
        text,
    });
    prop_oneof![
        4 => served.prop_map(ServiceAct::Served),
        1 => (student(), day(), text()).prop_map(|(student, day, text)| ServiceAct::Commended { student, day, text }),
        1 => seq().prop_map(|record| ServiceAct::Withdrawn { record })
    ]
}

pub(super) fn preset() -> impl Strategy<Value = PresetAct> {
    let page = || {
        prop_oneof![
            4 => Just(""),
            2 => Just("[mood]\ndays = 7\n"),
            1 => Just("[sample]\nrooms = 1\n"),
            1 => Just("[mood]\ndays = 0\n"),
            1 => Just("长")
        ]
    };
    (page(), page()).prop_map(|(before, after)| PresetAct::Set { before: before.into(), after: after.into() })
}

/// The act as somebody would do it who looks at the campus: on a round, a leave, a search that there is. Now and then as it was drawn.
pub(super) fn aimed(campus: &Campus, mut act: Act) -> Act {
    fn aim(seq: &mut Seq, known: &[Seq]) {
        if seq.0 % 8 != 7 && !known.is_empty() {
            *seq = known[seq.0 as usize % known.len()];
        }
    }
    let walks: Vec<Seq> = campus.rounds.walks.rows().iter().map(|it| it.seq).collect();
    let leaves: Vec<Seq> = campus.leaves.heads.rows().iter().map(|it| it.seq).collect();
    let scores: Vec<Seq> = campus.hygiene.scores.rows().iter().map(|it| it.seq).collect();
    let talks: Vec<Seq> = campus.talks.heads.rows().iter().map(|it| it.seq).collect();
    let searches = campus.searches.heads.rows();
    let sought = |day: &mut Day, student: &mut StudentId| {
        if let Some(it) = searches.get(student.0 as usize % searches.len().max(1)) {
            (*day, *student) = (it.day, it.student);
        }
    };
    let levels: Vec<Seq> = campus.people.levels.rows().iter().filter(|it| it.talk.is_none()).map(|it| it.seq).collect();
    let marks: Vec<Seq> = campus.care.marks.rows().iter().map(|it| it.seq).collect();
    let snoozes: Vec<Seq> = campus.care.snoozes.rows().iter().map(|it| it.seq).collect();
    match &mut act {
        Act::Care(CareAct::LevelSet(it)) => {
            it.before = campus.people.student(it.student).map_or(it.before, |it| it.level);
        }
        Act::Care(CareAct::LevelWithdrawn { change }) => aim(change, &levels),
        Act::Care(CareAct::MarkWithdrawn { mark }) => aim(mark, &marks),
        Act::Care(CareAct::SnoozeWithdrawn { snooze }) => aim(snooze, &snoozes),
        Act::Talk(act) => super::talks::aimed(campus, act),
        Act::Request(act) => super::requests::aimed(campus, act),
        act @ (Act::Term(_) | Act::Activity(_)) => super::terms::aimed(campus, act),
        Act::Community(act) => super::community::aimed_community(campus, act),
        Act::Venue(act) => super::community::aimed_venue(campus, act),
        Act::News(act) => super::news::aimed(campus, act),
        Act::Award(act) => super::award::aimed(campus, act),
        Act::Round(RoundAct::Marked { day, changes, .. }) => changes.iter_mut().for_each(|change| {
            let Some(after) = &mut change.after else { return };
            change.before = campus.rounds.mark(&campus.places, *day, after.room).cloned();
            let sleepers = campus.people.in_room(after.room);
            after.away.retain(|(id, _)| sleepers.contains(id));
            after.away.dedup_by_key(|(id, _)| *id);
        }),
        Act::Round(RoundAct::Ended { round, .. } | RoundAct::Resumed { round } | RoundAct::CalledOff { round }) => aim(round, &walks),
        Act::Leave(
            LeaveAct::Approved { leave }
            | LeaveAct::Declined { leave, .. }
            | LeaveAct::Withdrawn { leave }
            | LeaveAct::Returned { leave, .. }
            | LeaveAct::Restored { leave, .. },
        ) => aim(leave, &leaves),
        Act::Hygiene(
            HygieneAct::Appealed { score, .. }
            | HygieneAct::Decided { score, .. }
            | HygieneAct::Mended { score, .. }
            | HygieneAct::Withdrawn { score },
        ) => aim(score, &scores),
        Act::Search(
            SearchAct::Stepped { day, student, .. } | SearchAct::Found { day, student, .. } | SearchAct::Resumed { day, student },
        ) => {
            sought(day, student);
        }
        Act::Incident(IncidentAct::OpenedFrom { day, student, opened }) => {
            sought(day, student);
            opened.students = [*student].into_iter().collect();
        }
        Act::Incident(act) => super::incident::aimed(campus, act),
        Act::Custody(CustodyAct::GlassBroken { talk, .. }) => aim(talk, &talks),
        _ => {}
    }
    act
}
