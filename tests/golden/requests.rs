//! Acts on requests of students and on reception days.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (request, at, due, due_before) = (Seq(300), Stamp(1_800_000_000_000), Stamp(1_800_086_400_000), Stamp(1_800_000_001_000));
    let act = Act::Request;
    let opened = |(kind, place): (RequestKind, Option<Spot>)| {
        act(RequestAct::Opened(Box::new(RequestOpened {
            kind,
            place,
            student: Some(StudentId(70_000)),
            office: "后勤处".into(),
            due,
            reception: (kind == RequestKind::Advice).then_some(Seq(299)),
            tags: vec!["漏水".into()],
            text: "卫生间漏水".into(),
            promise: "周五前修好".into(),
        })))
    };
    let places = [Some(Spot::Room(RoomId(300))), Some(Spot::Building(BuildingId(3))), Some(Spot::Words("操场".into())), None];
    let states = RequestState::ALL;
    let moved = |(from, to)| act(RequestAct::Moved { request, from, to, text: "先看现场".into() });
    let from = RequestState::InHand;
    let held = |rank| {
        let leader = "刘副校长".into();
        act(RequestAct::ReceptionHeld(ReceptionHeld {
            day: Day(739_000),
            leader,
            rank,
            community: Some(CommunityId(2)),
            text: "大厅".into(),
        }))
    };
    let amended = || {
        let stood = |day, leader: &str, rank, community, text: &str| {
            Box::new(ReceptionHeld { day: Day(day), leader: leader.into(), rank, community, text: text.into() })
        };
        let before = stood(739_000, "刘副校长", LeaderRank::College, Some(CommunityId(2)), "大厅");
        let after = stood(739_001, "刘校长", LeaderRank::Department, None, "报告厅");
        act(RequestAct::ReceptionAmended { reception: Seq(299), words: Seq(299), before, after })
    };
    vec![
        ("request.opened", RequestKind::ALL.into_iter().zip(places).map(opened).collect()),
        ("request.moved", states.into_iter().zip(states.into_iter().cycle().skip(1)).map(moved).collect()),
        (
            "request.assigned",
            vec![act(RequestAct::Assigned {
                request, from: "学工处".into(), to: "后勤处".into(), due_before, due, text: "归口".into()
            })],
        ),
        ("request.answered", vec![act(RequestAct::Answered { request, from, text: "已更换阀门".into() })]),
        ("request.reopened", vec![act(RequestAct::Reopened { request, from: RequestState::Rated, due_before, due, text: "还漏".into() })]),
        ("request.rated", vec![act(RequestAct::Rated { request, from: RequestState::Answered, stars: 4, text: "还行".into() })]),
        ("request.noted", vec![act(RequestAct::Noted { request, at, text: "师傅已到".into() })]),
        ("request.restored", vec![act(RequestAct::Restored { request, gone: Seq(301), from, to: RequestState::New, due })]),
        ("reception.held", vec![held(LeaderRank::College), held(LeaderRank::Department)]),
        ("reception.withdrawn", vec![act(RequestAct::ReceptionWithdrawn { reception: Seq(299) })]),
        ("reception.amended", vec![amended()]),
    ]
}
