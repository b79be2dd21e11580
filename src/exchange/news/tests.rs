//! What a draft tells of an activity, and what it keeps to itself.

use super::draft_of_activity;
use crate::campus::{
    ActivityKind, ActivityState, Branch, Campus, Day, Entry, NewsHouse, RoomId, SeatId, Spot, Standing, Taking, TakingPart,
};
use crate::words::{Lang, Words};

#[test]
fn a_draft_says_how_many_came_and_names_nobody() {
    let now = Day::ymd(2026, 11, 27).unwrap().at(crate::campus::DEFAULT_ZONE, 19, 0);
    let mut college = crate::demo::college(1, crate::demo::Size { students: 200, talks: 20, incidents: 2 }, now);
    let mut campus = Campus::default();
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        seq = college.seq();
    }
    let taking = |name: &str, standing| Taking { name: name.into(), user: None, standing, part: TakingPart::Speaks };
    let mut head = campus.activities().heads().iter().find(|it| it.state.is_held()).cloned().expect("the demo college holds something");
    head.facts.title = "清扫楼道".into();
    head.facts.kind = ActivityKind::Volunteer;
    head.facts.branch = Some(Branch::Labour);
    head.facts.place = Some(Spot::Room(RoomId(0)));
    head.facts.taking = vec![taking("王书记", Standing::CollegeLeader), taking("张模范", Standing::RoleModel)];
    head.count = 12;
    let room = campus.write_room(RoomId(0));
    for lang in [Lang::Zh, Lang::En] {
        let words = Words::new(lang);
        for house in NewsHouse::ALL {
            let it = draft_of_activity(&words, &campus, &head, house).expect("it was held");
            let all = format!("{}\n{}", it.title, it.text);
            assert!(all.contains("清扫楼道") && all.contains("12"), "{all}");
            assert!(!all.contains("王书记") && !all.contains("张模范") && !all.contains(&room), "{all}");
        }
    }
    head.state = ActivityState::Planned;
    assert_eq!(draft_of_activity(&Words::new(Lang::Zh), &campus, &head, NewsHouse::Cloud), None, "nothing is told of what is only planned");
}
