//! Acts of the night round and of the dorm: rounds, searches, leaves, hygiene, moods, service, moves, presets.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (day, student, at, round, leave, score) = (Day(739_000), StudentId(70_000), Stamp(1_700_000_000_000), Seq(300), Seq(301), Seq(302));
    let (building, room) = (BuildingId(300), RoomId(70_000));
    let findings = [Finding::Stove, Finding::RiceCooker, Finding::Kettle, Finding::Blanket, Finding::InductionCooker, Finding::Microwave];
    let mark = RoomMark { room, expected: 4, away: Default::default(), findings: findings.into_iter().collect() };
    let sample = RoundScope::Sample { seed: u64::MAX, pool: vec![BuildingId(1), building], rooms: vec![RoomId(3), room] };
    let scopes = [RoundScope::Building(building), RoundScope::Floor(building, -2), sample];
    let stepped = |(step, outcome)| SearchAct::Stepped { day, student, step, at, outcome, text: "关机".into() };
    let steps = LadderStep::ALL.into_iter().zip(CallOutcome::ALL.into_iter().cycle());
    let opened = IncidentOpened {
        severity: Severity::Serious,
        category: Category::Missing,
        happened: at,
        place: Some(Spot::Room(room)),
        students: [student].into_iter().collect(),
        tags: Vec::new(),
        text: "查寝未归".into(),
    };
    let asked = |kind| LeaveAct::Asked(LeaveAsked { student, from: at, until: Stamp(1_700_100_000_000), kind, text: "回家".into() });
    let states = [
        LeaveState::Asked,
        LeaveState::Approved,
        LeaveState::Declined,
        LeaveState::Withdrawn,
        LeaveState::Returned(Stamp(1_700_000_500_000)),
    ];
    let post = OfficerPost::PartyRoom(room);
    let served = |post| ServiceAct::Served(Served { student, post, day, minutes: 90, text: "巡查".into() });
    let bed = |bed| Some(Bed { room, bed });
    let changes = vec![
        BedChange { student, before: bed(1), after: bed(2) },
        BedChange { student: StudentId(1), before: None, after: bed(1) },
        BedChange { student: StudentId(2), before: bed(3), after: None },
    ];
    let rounds = |acts: Vec<RoundAct>| acts.into_iter().map(Act::Round).collect();
    let leaves = |acts: Vec<LeaveAct>| acts.into_iter().map(Act::Leave).collect();
    let hygiene = |act| vec![Act::Hygiene(act)];
    vec![
        (
            "round.marked-findings",
            rounds(vec![RoundAct::Marked {
                day,
                building,
                floor: 4,
                changes: vec![MarkChange { before: Some(mark), after: None }],
                note: "".into(),
            }]),
        ),
        ("round.begun", rounds(scopes.map(|scope| RoundAct::Begun(RoundBegun { day, scope, upward: true })).into())),
        ("round.ended", rounds(vec![RoundAct::Ended { round, note: "正常".into() }])),
        ("round.resumed", rounds(vec![RoundAct::Resumed { round }])),
        ("round.called_off", rounds(vec![RoundAct::CalledOff { round }])),
        ("round.remarked", rounds(vec![RoundAct::Remarked { day, room, text: "插座已拔".into() }])),
        ("search.stepped", steps.map(|it| Act::Search(stepped(it))).collect()),
        ("search.found", vec![Act::Search(SearchAct::Found { day, student, at, text: "网吧".into() })]),
        ("search.resumed", vec![Act::Search(SearchAct::Resumed { day, student })]),
        ("incident.opened-from_search", vec![Act::Incident(IncidentAct::OpenedFrom { day, student, opened })]),
        ("leave.asked", leaves(LeaveKind::ALL.map(asked).into())),
        ("leave.approved", leaves(vec![LeaveAct::Approved { leave }])),
        ("leave.declined", leaves(vec![LeaveAct::Declined { leave, text: "考试周".into() }])),
        ("leave.withdrawn", leaves(vec![LeaveAct::Withdrawn { leave }])),
        ("leave.returned", leaves(vec![LeaveAct::Returned { leave, at }])),
        ("leave.restored", leaves(states.map(|to| LeaveAct::Restored { leave, to }).into())),
        (
            "hygiene.scored",
            hygiene(HygieneAct::Scored(Scored {
                room,
                day,
                off: vec![("floor".into(), 5), ("wire".into(), 20)],
                text: "地面有积水".into(),
                mend_by: Some(Day(739_003)),
            })),
        ),
        ("hygiene.appealed", hygiene(HygieneAct::Appealed { score, text: "刚拖过地".into() })),
        ("hygiene.decided", hygiene(HygieneAct::Decided { score, points: 85, text: "属实".into() })),
        ("hygiene.mended", hygiene(HygieneAct::Mended { score, day })),
        ("hygiene.withdrawn", hygiene(HygieneAct::Withdrawn { score })),
        (
            "mood.reported",
            Weather::ALL
                .map(|weather| {
                    Act::Mood(MoodAct::Reported(MoodReported { class: ClassId(300), day, weather, low: 3, text: "临近考试".into() }))
                })
                .into(),
        ),
        ("mood.withdrawn", vec![Act::Mood(MoodAct::Withdrawn { report: Seq(7) })]),
        ("service.served", vec![Act::Service(served(post)), Act::Service(served(OfficerPost::FloorHead(building, 4)))]),
        ("service.commended", vec![Act::Service(ServiceAct::Commended { student, day, text: "优秀层长".into() })]),
        ("service.withdrawn", vec![Act::Service(ServiceAct::Withdrawn { record: Seq(7) })]),
        ("preset.set", vec![Act::Preset(PresetAct::Set { before: "".into(), after: "[mood]\ndays = 7\n".into() })]),
        (
            "place.sponsor_set",
            vec![Act::Place(PlaceAct::SponsorSet { building, before: Some(DepartmentId(1)), after: Some(DepartmentId(300)) })],
        ),
        ("person.moved", vec![Act::Person(PersonAct::Moved(Moved { changes, reason: "调宿".into() }))]),
        (
            "staff.officers_named-party_room",
            vec![Act::Staff(StaffAct::OfficersNamed(vec![Officer { post, student, from: day, until: None }]))],
        ),
    ]
}
