//! Acts on people of the communities, tasks, places, bookings and the catalogue.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (day, booking) = (Day(739_000), Seq(302));
    let fellow = |(at, kind): (usize, FellowKind)| Fellow {
        kind,
        name: if at % 2 == 0 { "王建国".into() } else { "".into() },
        student: (at % 2 == 1).then_some(StudentId(70_000)),
        community: (at % 3 == 0).then_some(CommunityId(2)),
        branch: Branch::ALL.get(at).copied(),
        secretary: at == 4,
        office: "信息工程系".into(),
        text: "高等数学".into(),
        students: if kind.is_mentor() { vec![StudentId(1), StudentId(70_000)] } else { Vec::new() },
    };
    let fellow_set = |(at, kind)| {
        let after = Some(Box::new(fellow((at, kind))));
        Act::Community(if at == 0 {
            CommunityAct::FellowSet { fellow: Some(Seq(300)), before: after, after: None }
        } else {
            CommunityAct::FellowSet { fellow: None, before: None, after }
        })
    };
    let task = |(at, kind): (u8, TaskKind)| {
        let after = Task {
            kind,
            what: "挂牌".into(),
            system: at,
            community: Some(CommunityId(1)),
            venue: (at == 2).then_some(Seq(301)),
            lead: "学工处".into(),
            with: "后勤处".into(),
            due: day,
            done: (at == 1).then_some(day),
        };
        Act::Community(CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(after)) })
    };
    let venue = |kind| {
        let hours = vec![OpenHours { days: 31, from: 480, until: 1_320 }];
        let after = Venue { name: "活动中心".into(), kind, community: Some(CommunityId(0)), spot: "3号楼".into(), seats: 40, hours };
        Act::Venue(VenueAct::Set { venue: None, before: None, after: Some(Box::new(after)) })
    };
    let item = |kind| {
        let (office, papers, spot) = ("教务处".into(), "学生证".into(), "1号窗口".into());
        let it = ServiceItem { name: "在读证明".into(), kind, office, papers, minutes: 2_880, on_site: true, online: false, spot };
        Act::Venue(VenueAct::ItemSet { before: Some(Box::new(ServiceItem { online: true, ..it.clone() })), after: Some(Box::new(it)) })
    };
    let met = Met { fellow: Seq(300), day, students: vec![StudentId(70_000)], minutes: 45, text: "复习计划".into() };
    let booked = Booking {
        venue: Seq(301),
        day,
        from: 840,
        until: 960,
        who: "数学社".into(),
        student: Some(StudentId(3)),
        count: 30,
        text: "例会".into(),
    };
    vec![
        ("community.fellow_set", FellowKind::ALL.into_iter().enumerate().map(fellow_set).collect()),
        ("community.met", vec![Act::Community(CommunityAct::Met(met))]),
        ("community.meeting_withdrawn", vec![Act::Community(CommunityAct::MeetingWithdrawn { meeting: Seq(303) })]),
        ("community.task_set", (0..).zip(TaskKind::ALL).map(task).collect()),
        ("venue.set", VenueKind::ALL.into_iter().map(venue).collect()),
        ("venue.booked", vec![Act::Venue(VenueAct::Booked(Box::new(booked)))]),
        ("venue.booking_withdrawn", vec![Act::Venue(VenueAct::BookingWithdrawn { booking, text: "改期".into() })]),
        ("venue.booking_restored", vec![Act::Venue(VenueAct::BookingRestored { booking })]),
        ("venue.used", vec![Act::Venue(VenueAct::Used { booking, count: 28, text: "已打扫".into() })]),
        ("venue.use_withdrawn", vec![Act::Venue(VenueAct::UseWithdrawn { booking })]),
        ("venue.item_set", RequestKind::ALL.into_iter().map(item).collect()),
    ]
}
