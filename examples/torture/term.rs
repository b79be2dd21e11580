//! What a student office writes of the term: terms, activities with files, people and tasks and places of a community, awards, news. Nothing in it is about
//! a student, so that whoever judges reads it all.

use super::dice::Dice;
use yedeng::campus::*;

/// What a script knows of itself.
pub(super) struct Known {
    /// The last activity it entered.
    pub(super) activity: Option<Seq>,
    /// The last award it opened.
    pub(super) award: Option<Seq>,
    /// Whether the student office writes; then the others may not read its files, and who judges is one of them.
    pub(super) office: bool,
}

/// An act of the term. `words` are said by nobody else, `nth` counts what this script says.
pub(super) fn act(dice: &mut Dice, words: String, nth: u64, Known { activity, award, office }: Known, campus: &Campus) -> Act {
    let title: Box<str> = words.chars().take(40).collect::<String>().into();
    let day = |month: u32| Day::ymd(2025, month, 5).expect("every month has a fifth");
    match (dice.below(12), activity, award) {
        (0, ..) => {
            // Weeks of their own, from two to ninety thousand days after the first; those that overlap are refused.
            let from = Day(600_000 + (dice.below(90_000) * 10) as i32 % 90_000);
            let after = Some(TermFacts { name: title.clone(), year: title, from, until: from.plus(8) });
            Act::Term(TermAct::Set { term: None, before: None, after })
        }
        (1, Some(activity), _) if !office => {
            let bytes = words.repeat(1 + dice.below(30) as usize).into_bytes().into();
            Act::Activity(ActivityAct::Attached { activity, file: Box::new(TalkFile { name: "签到.txt".into(), bytes }) })
        }
        (2, Some(activity), _) => Act::Activity(ActivityAct::Noted { activity, text: words.into() }),
        (3, Some(activity), _) => {
            let before = campus.activities().get(activity).map_or(0, |it| it.count);
            let (added, removed) = (Vec::new(), Vec::new());
            Act::Activity(ActivityAct::Attended { activity, added, removed, before, count: before + 1 + (nth % 90) as u32 })
        }
        (4, ..) => {
            let (name, text) = (title, words.into());
            let (community, branch) = (Some(CommunityId(0)), None);
            let it = Fellow {
                kind: FellowKind::StudyMentor,
                name,
                student: None,
                community,
                branch,
                secretary: false,
                office: "".into(),
                text,
                students: Vec::new(),
            };
            Act::Community(CommunityAct::FellowSet { fellow: None, before: None, after: Some(Box::new(it)) })
        }
        (5, ..) => {
            let (lead, with) = ("学工处".into(), "".into());
            let it = Task {
                kind: TaskKind::Organisation,
                what: title,
                system: 5,
                community: None,
                venue: None,
                lead,
                with,
                due: day(12),
                done: None,
            };
            Act::Community(CommunityAct::TaskSet { task: None, before: None, after: Some(Box::new(it)) })
        }
        (6, ..) => {
            let community = Some(CommunityId(0));
            let it = Venue { name: title, kind: VenueKind::ActivityRoom, community, spot: "".into(), seats: 20, hours: Vec::new() };
            Act::Venue(VenueAct::Set { venue: None, before: None, after: Some(Box::new(it)) })
        }
        (7, ..) => {
            let nominees = vec![Nominated { nominee: Nominee::Room(RoomId(0)), why: vec![(AwardWhy::Hygiene, 3, 9_000)] }];
            let (from, until) = (day(3), day(6));
            let opened = AwardOpened { kind: AwardKind::Room, title, from, until, places: 1, jury: 20, nominees };
            Act::Award(AwardAct::opening(opened, dice.chance(50).then_some(CommunityId(0))))
        }
        (8, _, Some(award)) => {
            let nominee = Nominee::Room(RoomId(0));
            let given = campus.awards().get(award).and_then(|it| it.points.first().map(|it| it.2));
            Act::Award(AwardAct::Pointed { award, nominee, before: given, after: Some((nth % 101) as u8) })
        }
        (9, ..) => {
            let about = NewsAbout::Period { from: day(3), until: day(6), community: Some(CommunityId(0)) };
            let (house, text) = (NewsHouse::Cloud, words.into());
            Act::News(NewsAct::Drafted(Box::new(NewsDrafted { about, house, title, text, pictures: Vec::new(), students: Vec::new() })))
        }
        _ => {
            let facts = ActivityFacts {
                kind: *dice.pick(&ActivityKind::ALL),
                branch: None,
                community: Some(CommunityId(0)),
                department: None,
                day: day(4),
                minute: Some(1_170),
                place: None,
                title,
                tags: vec!["劳动".into()],
                taking: Vec::new(),
                promised: Vec::new(),
            };
            let entered = ActivityEntered { facts, state: ActivityState::Held, count: 12, text: words.into() };
            Act::Activity(ActivityAct::Entered(Box::new(entered)))
        }
    }
}
