//! What a draft tells of an activity, and what it keeps to itself.

use super::{draft, draft_of_activity};
use crate::campus::{
    ActivityKind, ActivityState, Branch, Campus, Day, Entry, NewsHouse, RoomId, SeatId, Spot, Standing, Taking, TakingPart, UserId,
};
use crate::desk::count::Span;
use crate::words::{Lang, Words};

/// A college in the middle of its term.
fn college() -> (Campus, crate::campus::Stamp) {
    let now = Day::ymd(2026, 11, 27).unwrap().at(crate::campus::DEFAULT_ZONE, 19, 0);
    let mut college = crate::demo::college(1, crate::demo::Size { students: 200, talks: 20, incidents: 2 }, now);
    let mut campus = Campus::default();
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        seq = college.seq();
    }
    (campus, now)
}

#[test]
fn a_draft_is_headed_by_its_period_and_tells_of_no_day_to_come() {
    let (campus, now) = college();
    let (words, today) = (Words::new(Lang::Zh), now.day(campus.zone()));
    let of = |span: Span| {
        let found = (0..40).find_map(|user| draft(&words, &campus, (UserId(user), now), span, None, NewsHouse::Cloud));
        found.expect("something was done in it")
    };
    let (month, term) = (Span::month(today), Span::term(&campus, today));
    let it = of(month);
    assert!(it.title.contains("2026-11") && it.text.contains("2026年11月1日 至 2026年11月27日"), "{it:?}");
    let it = of(term);
    let name = campus.terms().at(today).name;
    assert!(it.title.contains(&format!("{name} 学期")) && it.text.contains("至 2026年11月27日"), "{it:?}");
    let it = of(Span { from: term.from.plus(1), until: term.until });
    assert!(it.title.contains("至2026年11月27日"), "{it:?}");
    let coming = Span { from: today.plus(1), until: today.plus(9) };
    assert_eq!(draft(&words, &campus, (UserId(0), now), coming, None, NewsHouse::Cloud), None);
}

#[test]
fn a_draft_says_how_many_came_and_names_nobody() {
    let (campus, _) = college();
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
