//! The whole college lived through: every act allowed, every count kept, the same from the same seed.

use super::*;
use crate::campus::{Campus, Concern, Day, Entry, IncidentState, Post, SeatId, ShiftState, TalkState, Tz};
use std::collections::{BTreeMap, BTreeSet};

const ZONE_TZ: Tz = Tz::Asia__Shanghai;

/// 23:36 on Monday, 23 November 2026.
fn evening() -> Stamp {
    Day::ymd(2026, 11, 23).unwrap().at(ZONE_TZ, 23, 36)
}

/// Lives a college through; panics at the first act that is refused or out of time.
fn live(seed: u64, size: Size, now: Stamp) -> Campus {
    let (mut campus, mut college, mut last) = (Campus::default(), college(seed, size, now), Stamp(i64::MIN));
    loop {
        let seq = college.seq();
        let Some((at, by, act)) = college.next() else { break };
        assert!(last <= at && at <= now, "entry {seq} ({}) out of time", act.kind());
        last = at;
        campus.check(by, at, &act).unwrap_or_else(|no| panic!("entry {seq} ({}) was refused: {no:?}", act.kind()));
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
    }
    campus
}

fn hash(seed: u64, size: Size, now: Stamp) -> String {
    let mut hasher = blake3::Hasher::new();
    for it in college(seed, size, now) {
        hasher.update(&bincode::serialize(&it).unwrap());
    }
    hasher.finalize().to_hex().to_string()
}

const SMALL: Size = Size { students: 200, talks: 50, incidents: 10 };
const MIDDLE: Size = Size { students: 2_000, talks: 1_000, incidents: 100 };

fn check_counts(campus: &Campus, size: Size) {
    assert_eq!(campus.people().students().len(), size.students);
    assert_eq!(campus.talks().heads().len(), size.talks);
    assert_eq!(campus.incidents().heads().len(), size.incidents);
}

fn check_beds(campus: &Campus) {
    let (mut beds, places) = (BTreeSet::new(), campus.places());
    for (id, student) in campus.people().students() {
        let bed = student.facts.bed.unwrap_or_else(|| panic!("student {id:?} has no bed"));
        let room = places.room(bed.room).unwrap();
        assert!(beds.insert((bed.room, bed.bed)), "two in one bed");
        assert!((1..=room.beds).contains(&bed.bed), "a bed that is not there");
        assert_eq!(places.building(room.building).unwrap().sex, student.facts.sex);
    }
}

#[test]
fn a_small_college_lives() {
    let campus = live(1, SMALL, evening());
    check_counts(&campus, SMALL);
    check_beds(&campus);
    assert_eq!(campus.places().communities().len(), 6);
}

#[test]
fn a_middling_college_lives_whatever_the_seed() {
    for seed in [1, 20_261_123] {
        let campus = live(seed, MIDDLE, evening());
        check_counts(&campus, MIDDLE);
        check_beds(&campus);
        let states: BTreeSet<String> = campus.incidents().heads().iter().map(|it| format!("{:?}", it.state)).collect();
        assert_eq!(states.len(), 7, "incidents in every state: {states:?}");
    }
}

#[test]
fn it_lives_at_any_hour_of_any_season() {
    let size = Size { students: 620, talks: 120, incidents: 40 };
    for (year, month, day) in
        [(2026, 1, 1), (2026, 2, 28), (2026, 5, 2), (2026, 7, 31), (2026, 9, 6), (2026, 9, 9), (2026, 10, 4), (2028, 2, 29)]
    {
        for (hour, minute) in [(0, 3), (7, 59), (8, 4), (12, 0), (16, 55), (17, 2), (22, 30)] {
            let now = Day::ymd(year, month, day).unwrap().at(ZONE_TZ, hour, minute);
            let campus = live(3, size, now);
            check_counts(&campus, size);
            check_beds(&campus);
        }
    }
}

#[test]
fn odd_sizes_live_as_well() {
    let now = evening();
    for (students, talks, incidents) in
        [(0, 0, 0), (6, 3, 2), (49, 10, 1), (51, 700, 60), (599, 5, 5), (600, 8, 4), (1_999, 20, 300), (4_700, 9, 7)]
    {
        let campus = live(9, Size { students, talks, incidents }, now);
        check_counts(&campus, Size { students: students.max(FEWEST_STUDENTS), talks, incidents });
        check_beds(&campus);
    }
}

#[test]
fn the_same_seed_gives_the_same_college_and_another_another() {
    let now = evening();
    assert_eq!(hash(7, SMALL, now), hash(7, SMALL, now));
    assert_ne!(hash(7, SMALL, now), hash(8, SMALL, now));
}

/// The four whom facts and README speak of, and everybody by name.
fn by_name(campus: &Campus) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, it) in campus.people().students() {
        let room = campus.write_room(it.facts.bed.unwrap().room);
        names.entry(it.facts.name.to_string()).or_default().push(room);
    }
    names
}

#[test]
fn those_the_examples_speak_of_are_there() {
    for students in [600, 2_000] {
        let campus = live(5, Size { students, talks: 60, incidents: 12 }, evening());
        let names = by_name(&campus);
        assert_eq!(names["张三"], ["3#412"]);
        assert_eq!(names["赵磊"], ["3#305"]);
        for name in ["张珊", "李雨桐", "单雪晴", "欧阳娜", "陈浩", "林小曼"] {
            assert_eq!(names[name].len(), 1, "{name}");
        }
        assert!(names["张伟"].len() >= 5);
        let class_of = |name: &str| {
            let (_, it) = campus.people().students().find(|(_, it)| &*it.facts.name == name).unwrap();
            campus.people().class(it.facts.class.unwrap()).unwrap().name.to_string()
        };
        assert_eq!((class_of("张三").as_str(), class_of("张珊").as_str()), ("软件2301", "软件2301"));
        let (_, zhang_san) = campus.people().students().find(|(_, it)| &*it.facts.name == "张三").unwrap();
        assert_eq!(&*zhang_san.facts.no, "2023010112");
        assert_eq!(campus.staff().counselor_of(zhang_san.facts.class.unwrap()), campus.staff().by_login("zhang"));
    }
}

#[test]
fn those_who_can_come_in_are_who_facts_says() {
    let campus = live(2, SMALL, evening());
    for it in facts() {
        let id = campus.staff().by_login(it.login).unwrap();
        let user = campus.staff().user(id).unwrap();
        assert_eq!((id, &*user.name, user.role, user.active), (it.user, it.name, it.role, true));
    }
    let admins = college(2, SMALL, evening()).take(FOUNDING_ACTS).map(|(_, _, act)| act.kind()).collect::<Vec<_>>();
    assert_eq!(admins, ["founded", "staff.joined"]);
}

#[test]
fn tonight_is_as_the_sketch_has_it() {
    let (now, size) = (evening(), Size { students: 10_000, talks: 500, incidents: 60 });
    let campus = live(1, size, now);
    check_counts(&campus, size);
    check_beds(&campus);
    assert_eq!(campus.places().buildings().len(), 12);
    assert_eq!(campus.places().rooms().len(), 12 * 6 * 26);
    let counselors = campus.staff().users().filter(|(_, it)| it.role == Role::Counselor).count();
    assert_eq!(counselors, 50);

    let today = now.duty_day(ZONE_TZ);
    let on: Vec<_> = campus.shifts().of_day(today).collect();
    assert_eq!(on.len(), 7);
    let zhang = campus.staff().by_login("zhang").unwrap();
    let hers = on.iter().find(|(_, it)| it.person == zhang).unwrap();
    assert_eq!(hers.1.post, Post::Workroom(crate::campus::CommunityId(2)));
    assert_eq!(hers.1.signed_in, Some(today.at(ZONE_TZ, 16, 52)));
    assert_eq!(on[1].1.state(now), ShiftState::Missing);
    assert_eq!(on.iter().filter(|(_, it)| it.state(now) == ShiftState::On).count(), 6);
    assert!((1..=2).contains(&campus.shifts().all().filter(|(_, it)| it.state(now) == ShiftState::Missed).count()));

    let three = campus.places().building_by_number("3").unwrap();
    let tally = campus.rounds().tally(campus.places(), campus.people(), today, three);
    assert!(tally.checked > 120 && tally.checked < tally.rooms, "{tally:?}");
    let before = campus.rounds().tally(campus.places(), campus.people(), today.plus(-1), three);
    assert_eq!(before.checked, before.rooms);

    let queue = campus.incident_queue();
    let (first, next) = queue[0];
    assert_eq!((first.severity.roman(), first.category, first.state), ("II", crate::campus::Category::Distress, IncidentState::InHand));
    assert_eq!(next.unwrap().1.minutes_since(now), 4);
    assert!(campus.talks().awaiting().any(|it| it.by == zhang && it.followup == Some(now.day(ZONE_TZ))));
    assert!(campus.talks().awaiting().any(|it| it.by == zhang && it.followup < Some(now.day(ZONE_TZ))));
}

#[test]
fn follow_ups_are_mostly_kept_and_few_students_carry_a_level() {
    let campus = live(4, Size { students: 3_000, talks: 4_000, incidents: 10 }, evening());
    let promised = campus.talks().heads().iter().filter(|it| it.followup.is_some()).count();
    let waiting = campus.talks().heads().iter().filter(|it| it.state == TalkState::Awaiting).count();
    assert!(promised > 800 && waiting * 6 < promised, "{waiting} of {promised} wait");
    assert!(campus.talks().heads().iter().filter(|it| it.answers.is_some()).count() > 300);
    let carry = campus.people().students().filter(|(_, it)| it.level != Concern::None).count();
    assert!((30..=120).contains(&carry), "{carry} of 3000 carry a level");
}

#[test]
fn what_counselors_write_differs() {
    let size = Size { students: 2_000, talks: 2_000, incidents: 0 };
    let texts: Vec<String> = college(11, size, evening())
        .filter_map(|(_, _, act)| match act {
            Act::Talk(act) => act.logged().map(|it| it.text.to_string()),
            _ => None,
        })
        .collect();
    let distinct: BTreeSet<_> = texts.iter().collect();
    assert_eq!(texts.len(), 2_000);
    assert!(distinct.len() > 1_960, "{} of 2000 are distinct", distinct.len());
}

#[test]
fn the_schedule_has_its_requests_terms_and_a_draft() {
    use crate::campus::{ChangeState, DraftState, Exemption, Wanted};
    let campus = live(1, Size { students: 10_000, talks: 20, incidents: 5 }, evening());
    let zhang = campus.staff().by_login("zhang").unwrap();
    let exempt: Vec<_> = campus.duty().all_terms().filter_map(|(_, it)| it.exempt).collect();
    assert_eq!((exempt, campus.duty().all_terms().count()), (vec![Exemption::Age, Exemption::Maternity], 3));
    for (id, _) in campus.duty().all_terms().filter(|(_, it)| it.share == 0) {
        assert_eq!(campus.shifts().of_person(id).count(), 0, "who is exempt does not serve");
    }
    let open: Vec<_> = campus.changes().open().collect();
    assert_eq!((open.len(), open[0].other), (1, Some(zhang)), "a swap waits for her");
    assert_eq!(campus.conflicts(&open[0].turns()), [], "and it can be");
    let leave = campus.changes().heads().iter().find(|it| it.state == ChangeState::Approved).unwrap();
    let Wanted::Leave { from, until, .. } = leave.wanted else { panic!("a leave is approved") };
    assert!(campus.shifts().of_person(leave.user).any(|(_, it)| from <= it.day && it.day <= until), "it opens a duty");
    let draft = campus.drafts().open().next().unwrap();
    assert_eq!((draft.state, draft.from, draft.until), (DraftState::Open, Day::ymd(2026, 12, 1).unwrap(), Day::ymd(2026, 12, 31).unwrap()));
    assert!(draft.seats.len() > 31 * 7 - 4 && draft.seats.len() <= 31 * 7, "{} seats", draft.seats.len());
    assert!(draft.seats.iter().all(|(seat, it)| campus.unfit(it.person, seat.post).is_none()));
    let avoided = |day| campus.duty().preference_of(zhang, day) == Some(crate::campus::Preference::Avoid);
    assert!(campus.duty().preferences().count() >= 4 && avoided(Day::ymd(2026, 12, 12).unwrap()));
}

#[test]
fn the_awards_hold_what_the_desk_computes_and_one_waits_for_the_jury() {
    use crate::campus::AwardKind;
    use crate::desk::award::{Contest, nominees};
    use crate::desk::count::Span;
    let campus = live(1, Size { students: 620, talks: 40, incidents: 12 }, evening());
    let heads = campus.awards().heads();
    let decided: Vec<_> = heads.iter().map(|it| (it.opened.kind, it.decided.is_some(), it.points.is_empty())).collect();
    assert_eq!(decided, [(AwardKind::Room, true, false), (AwardKind::Decor, false, false)]);
    for it in heads {
        let span = Span { from: it.opened.from, until: it.opened.until };
        let contest = Contest { kind: it.opened.kind, span, community: None };
        let all = nominees(&campus, UserId(4), contest, usize::MAX);
        assert!(it.opened.nominees.len() > 10, "{}", it.opened.nominees.len());
        for one in &it.opened.nominees {
            assert!(all.contains(one), "{one:?}");
        }
    }
    let of_days = |first: i32, last: i32| {
        let today = evening().day(ZONE_TZ);
        campus.hygiene().scores().iter().filter(|it| today.plus(first) <= it.day && it.day <= today.plus(last)).count()
    };
    assert!(of_days(-4, -1) > 20, "the last days were scored: {}", of_days(-4, -1));
}

#[test]
fn a_look_back_finds_the_board_and_the_communities_as_they_stood() {
    use crate::campus::{ActivityState, board};
    let (now, size) = (evening(), Size { students: 620, talks: 40, incidents: 12 });
    let until = Stamp(now.0 - 30 * 86_400_000);
    let mut campus = Campus::default();
    for (seq, (at, by, act)) in (1..).map(Seq).zip(college(1, size, now)) {
        if at > until {
            break;
        }
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
    }
    let day = until.day(ZONE_TZ);
    let held: Vec<_> = campus.activities().heads().iter().filter(|it| it.state != ActivityState::Planned).collect();
    assert!(held.len() > 25 && held.iter().all(|it| it.facts.day <= day), "{}", held.len());
    assert!(held.iter().any(|it| it.state == ActivityState::Proved), "and some of them are proved");
    let done = |campus: &Campus, day| board(campus, day).rows.iter().flat_map(|row| &row.cells).map(|it| it.done).sum::<u32>();
    let (then, all) = (done(&campus, day), done(&live(1, size, now), now.day(ZONE_TZ)));
    assert!(then > 10 && then < all, "{then} of {all}");
    assert_eq!(campus.venues().venues().count(), 18);
    assert!(campus.communities().fellows().count() >= 18);
}
