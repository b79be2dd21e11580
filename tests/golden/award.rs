//! Acts on awards.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (award, act) = (Seq(420), Act::Award);
    let (room, class) = (Nominee::Room(RoomId(300)), Nominee::Class(ClassId(7)));
    let whys = [AwardWhy::Hygiene, AwardWhy::Late, AwardWhy::Absent, AwardWhy::Appliance, AwardWhy::Incident];
    let facts = |kind| {
        let why = whys.into_iter().zip([(3, 9_250), (2, -200), (1, -300), (1, -2_000), (1, -2_000)]);
        let why = why.map(|(why, (count, points))| (why, count, points)).collect();
        let nominees = vec![Nominated { nominee: room, why }, Nominated { nominee: class, why: Vec::new() }];
        let (from, until) = (Day(738_900), Day(739_029));
        AwardOpened { kind, title: "文明宿舍".into(), from, until, places: 300, jury: 20, nominees }
    };
    let opened = |kind| act(AwardAct::opening(facts(kind), None));
    vec![
        ("award.opened", AwardKind::ALL.into_iter().map(opened).collect()),
        (
            "award.pointed",
            vec![
                act(AwardAct::Pointed { award, nominee: room, before: None, after: Some(88) }),
                act(AwardAct::Pointed { award, nominee: class, before: Some(90), after: None }),
            ],
        ),
        ("award.decided", vec![act(AwardAct::Decided { award, winners: vec![class, room], text: "并列，按评委分".into() })]),
        ("award.reopened", vec![act(AwardAct::Reopened { award })]),
        ("award.withdrawn", vec![act(AwardAct::Withdrawn { award })]),
        ("award.restored", vec![act(AwardAct::Restored { award })]),
        ("award.opened_for", vec![act(AwardAct::opening(facts(AwardKind::Decor), Some(CommunityId(200))))]),
    ]
}
