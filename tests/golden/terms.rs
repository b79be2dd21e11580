//! Acts on terms, on what they demand, and on activities.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let facts = TermFacts { name: "2026-2027-1".into(), year: "2026-2027".into(), from: Day(739_000), until: Day(739_140) };
    let term = |term, before, after| Act::Term(TermAct::Set { term, before, after });
    let obligation = |scope, period, source| Obligation {
        code: "volunteer".into(),
        name: "志愿服务".into(),
        system: 2,
        scope,
        period,
        source,
        kinds: ActivityKind::ALL.to_vec(),
        themes: vec!["征兵".into()],
        target: 5,
        lead: "团委".into(),
        takes_part: "驿站".into(),
        deadline: Some(Day(739_100)),
        people: vec!["王校长".into()],
    };
    let scopes = [
        (Scope::College, Period::Quarter, Source::Activities),
        (Scope::Community, Period::Term, Source::Receptions(LeaderRank::College)),
        (Scope::Department, Period::Year, Source::Receptions(LeaderRank::Department)),
        (Scope::Leaders(LeaderRank::College), Period::Once, Source::Activities),
        (Scope::Users(Role::Counselor), Period::Once, Source::Activities),
    ];
    let changes = scopes.map(|(scope, period, source)| ObligationChange { before: None, after: Some(obligation(scope, period, source)) });
    let dropped = ObligationChange { before: Some(obligation(Scope::College, Period::Term, Source::Activities)), after: None };
    let set = Act::Term(TermAct::ObligationsSet { from: Day(739_000), changes: changes.into_iter().chain([dropped]).collect() });
    let activity = Seq(300);
    let act = Act::Activity;
    let taking = |standing, part| Taking { name: "李明".into(), user: Some(UserId(3)), standing, part };
    let parts = Standing::ALL.into_iter().zip(TakingPart::ALL.into_iter().cycle());
    let about = |kind, branch, place| ActivityFacts {
        kind,
        branch,
        community: Some(CommunityId(2)),
        department: Some(DepartmentId(300)),
        day: Day(739_010),
        minute: Some(1_140),
        place,
        title: "清扫楼道".into(),
        tags: vec!["劳动".into()],
        taking: parts.clone().map(|(standing, part)| taking(standing, part)).collect(),
        promised: vec!["照片".into()],
    };
    let entered = |(kind, branch): (ActivityKind, Branch)| {
        let facts = about(kind, Some(branch), Some(Spot::Room(RoomId(300))));
        act(ActivityAct::Entered(Box::new(ActivityEntered { facts, state: ActivityState::Held, count: 300, text: "分三组".into() })))
    };
    let states = ActivityState::ALL;
    let moved = |(from, to)| act(ActivityAct::Moved { activity, from, to, text: "雨天".into() });
    let (before, after) = (about(ActivityKind::Other, None, None), about(ActivityKind::Safety, Some(Branch::Safety), None));
    let students = |from: u32| vec![StudentId(from), StudentId(from + 70_000)];
    vec![
        (
            "term.set",
            vec![
                term(None, None, Some(facts.clone())),
                term(Some(activity), Some(facts.clone()), Some(facts.clone())),
                term(Some(activity), Some(facts), None),
            ],
        ),
        ("term.obligations_set", vec![set]),
        ("activity.entered", ActivityKind::ALL.into_iter().zip(Branch::ALL.into_iter().cycle()).map(entered).collect()),
        ("activity.moved", states.into_iter().zip(states.into_iter().cycle().skip(1)).map(moved).collect()),
        ("activity.amended", vec![act(ActivityAct::Amended { activity, before: Box::new(before), after: Box::new(after) })]),
        (
            "activity.attended",
            vec![act(ActivityAct::Attended { activity, added: students(1), removed: students(5), before: 300, count: 301 })],
        ),
        ("activity.noted", vec![act(ActivityAct::Noted { activity, text: "定了下次时间".into() })]),
        (
            "activity.attached",
            vec![act(ActivityAct::Attached { activity, file: Box::new(TalkFile { name: "合影.jpg".into(), bytes: [1, 2, 3].into() }) })],
        ),
        ("activity.file_taken", vec![act(ActivityAct::FileTaken { activity, file: Seq(301) })]),
    ]
}
