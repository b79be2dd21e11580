//! The draft against the campus: everything open that its giver may see is in it, and nothing else.

use super::*;
use crate::campus::{ChangeState, CommunityId, Concern, Entry, IncidentState, LeaveState, RoundScope, Severity, StudentId, TalkState};
use crate::demo;
use std::collections::BTreeSet;

fn college(seed: u64) -> (Campus, Stamp) {
    let now = Day::ymd(2026, 11, 23).unwrap().at(crate::campus::DEFAULT_ZONE, 23, 36);
    let mut campus = Campus::default();
    let mut college = demo::college(seed, demo::Size { students: 700, talks: 900, incidents: 60 }, now);
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: crate::campus::SeatId(0), act });
        seq = college.seq();
    }
    (campus, now)
}

/// What has to be in it, from the raw tables and the rules as they are written in the issue, with nothing of `pending`.
fn brute(campus: &Campus, user: UserId, post: Post, until: Day, now: Stamp) -> BTreeSet<HandoverItem> {
    let sight = Sight::new(campus, user);
    let own = match post {
        Post::Workroom(id) => Some(id),
        Post::Leader => None,
    };
    let home = |id: StudentId| {
        let bed = campus.people().student(id)?.facts.bed?;
        campus.places().building(campus.places().building_of(bed.room)?)?.community
    };
    // Of this community, of none, or of several.
    let of = |community: Option<CommunityId>| own.is_none() || community.is_none() || community == own;
    let all = |students: &[StudentId]| {
        let homes: BTreeSet<_> = students.iter().map(|id| home(*id)).collect();
        if homes.len() == 1 { homes.into_iter().next().flatten() } else { None }
    };
    let red = |id: StudentId| campus.people().student(id).is_some_and(|it| it.level == Concern::Red);
    let mut items = BTreeSet::new();
    for it in campus.incidents().heads() {
        let open = !matches!(it.state, IncidentState::Closed | IncidentState::Withdrawn);
        let grave = matches!(it.severity, Severity::Extreme | Severity::Major);
        if open && (grave || of(campus.community_of_incident(it))) {
            items.insert(HandoverItem::Incident(it.seq));
        }
    }
    for it in campus.searches().heads().iter().filter(|it| it.is_open()) {
        items.insert(HandoverItem::Search { day: it.day, student: it.student });
    }
    let tonight = now.duty_day(campus.zone());
    for it in campus.rounds().walks().iter().filter(|it| it.is_open() && it.begun.day.plus(1) >= tonight) {
        let community = match &it.begun.scope {
            RoundScope::Building(id) | RoundScope::Floor(id, _) => campus.places().building(*id).and_then(|it| it.community),
            RoundScope::Sample { .. } => None,
        };
        if of(community) {
            items.insert(HandoverItem::Round(it.seq));
        }
    }
    let mut talked = BTreeSet::new();
    for it in campus.talks().heads() {
        let due = it.followup.is_some_and(|day| day <= until);
        if it.state == TalkState::Awaiting && due {
            talked.extend(it.students.iter().copied());
            if it.students.iter().any(|id| red(*id)) || of(all(&it.students)) {
                items.insert(HandoverItem::FollowUp(it.seq));
            }
        }
    }
    for it in campus.leaves().heads() {
        let open = it.state == LeaveState::Asked || (it.state == LeaveState::Approved && it.until <= now);
        if open && of(home(it.student)) {
            items.insert(HandoverItem::Leave(it.seq));
        }
    }
    for it in campus.changes().heads() {
        let open = !matches!(it.state, ChangeState::Declined | ChangeState::Withdrawn | ChangeState::Approved);
        if open && of(campus.staff().user(it.user).and_then(|it| it.community)) {
            items.insert(HandoverItem::Change(it.seq));
        }
    }
    for (id, it) in campus.people().students() {
        if it.level == Concern::Red && !it.facts.left && !talked.contains(&id) && of(home(id)) {
            items.insert(HandoverItem::Student(id));
        }
    }
    items.retain(|it| sight.sees_item(*it));
    items
}

#[test]
fn the_draft_holds_every_open_item_its_giver_may_see_and_nothing_else() {
    let mut seen = 0;
    for seed in 1..=3 {
        let (campus, last) = college(seed);
        let shifts: Vec<(ShiftId, UserId, Post)> =
            campus.shifts().of_day(last.duty_day(campus.zone())).map(|(id, it)| (id, it.person, it.post)).collect();
        assert!(shifts.len() > 5, "a post for each community and the leader");
        // Seen in the evening, after midnight and the next morning.
        for now in [last, last.plus_minutes(120), last.plus_minutes(9 * 60)] {
            for (shift, person, post) in &shifts {
                let draft = draft(&campus, *person, *shift, now).unwrap();
                let found: Vec<HandoverItem> = draft.lines.iter().map(|it| it.item).collect();
                let set: BTreeSet<HandoverItem> = found.iter().copied().collect();
                assert_eq!(set.len(), found.len(), "nothing stands twice");
                assert_eq!(set, brute(&campus, *person, *post, draft.until, now), "seed {seed}, {post:?}");
                assert!(draft.lines.is_sorted_by_key(|it| it.weight), "the grave things first");
                seen += found.len();
            }
        }
    }
    assert!(seen > 200, "there was something to be found: {seen}");
}

#[test]
fn what_belongs_to_the_night_goes_on_and_a_promise_stays() {
    let (campus, now) = college(1);
    let zhang = UserId(1);
    let shift = campus.shifts().covering(now).find(|(_, it)| it.person == zhang).unwrap().0;
    let draft = draft(&campus, zhang, shift, now).unwrap();
    assert!(draft.to.is_some() && draft.to != Some(zhang));
    for it in &draft.lines {
        match it.item {
            HandoverItem::Search { .. } | HandoverItem::Round(_) => assert_ne!(it.owner, Some(zhang), "{it:?}"),
            HandoverItem::FollowUp(seq) => assert_eq!(it.owner, campus.talks().get(seq).map(|it| it.by)),
            _ => {}
        }
        assert!(it.next.is_some(), "something is to be done about {it:?}");
    }
}

#[test]
fn the_log_fills_itself() {
    let (campus, now) = college(1);
    let zhang = UserId(1);
    let shift = campus.shifts().covering(now).find(|(_, it)| it.person == zhang).unwrap().0;
    let log = duty_log(&campus, zhang, shift, now).unwrap();
    assert_eq!(log.staff, vec![zhang]);
    assert_eq!(log.leaders.len(), 1);
    assert_eq!(log.late_minutes, None, "zhang is never late");
    let tally = log.rounds.tally;
    assert!(tally.checked > 0 && tally.checked <= tally.rooms && tally.present <= tally.expected, "{tally:?}");
    assert_eq!((log.given, log.sealed), (None, None));
    let it = campus.shifts().get(shift).unwrap();
    for seq in &log.incidents {
        let head = campus.incidents().get(*seq).unwrap();
        assert!(it.starts.plus_minutes(-60) <= head.opened && head.opened <= now);
    }
    assert_eq!(duty_log(&campus, zhang, ShiftId(99_999), now), None);
}
