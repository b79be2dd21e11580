//! The laws of the list of whom to talk to next, on any lives and on the demo college; and that nothing of a level gets to who may not see one.

use super::*;
use crate::campus::tests::{entries, live};
use crate::campus::{Concern, DEFAULT_ZONE, Day, Entry, SeatId, Stamp, TalkState, Why, term_of};
use crate::demo;
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;

const ADMIN: UserId = UserId(0);
const ZHANG: UserId = UserId(1);

fn college(seed: u64) -> (Campus, Stamp) {
    let now = Day::ymd(2026, 11, 23).unwrap().at(DEFAULT_ZONE, 23, 36);
    let mut campus = Campus::default();
    let mut college = demo::college(seed, demo::Size { students: 700, talks: 900, incidents: 60 }, now);
    let mut seq = college.seq();
    while let Some((at, by, act)) = college.next() {
        campus.apply(&Entry { seq, at, by, seat: SeatId(0), act });
        seq = college.seq();
    }
    (campus, now)
}

/// What holds of every list, whoever asks.
fn lawful(campus: &Campus, user: UserId, now: Stamp, whose: Whose) -> Result<(), TestCaseError> {
    let found = next(campus, user, now, whose);
    let mut seen = HashSet::new();
    for rows in [&found.rows, &found.snoozed] {
        for row in rows {
            prop_assert!(seen.insert(row.student), "a student stands in the list once");
            prop_assert_eq!(row.score, row.terms.iter().map(|it| it.points).sum::<u32>(), "the score is the sum of its terms");
            prop_assert!(row.terms.iter().all(|it| it.points > 0), "a term of no points says nothing");
            prop_assert!(row.terms.is_sorted_by_key(|it| Reverse(it.points)));
        }
        for row in rows.iter().take(4) {
            let alone = why(campus, user, now, row.student);
            prop_assert_eq!(alone.as_ref(), Some(row), "asked alone it is the same");
        }
        let order = |it: &NextRow| (Reverse(it.score), it.last, it.student);
        prop_assert!(rows.is_sorted_by_key(order), "by score, then who waits longest, then the roster");
    }
    prop_assert!(found.rows.iter().all(|it| it.snoozed.is_none()) && found.snoozed.iter().all(|it| it.snoozed.is_some()));
    prop_assert!(seen.len() <= found.students);
    // Nobody is forgotten: whoever of them is owed something by the plainest of the rules stands in one of the two.
    let sight = Sight::new(campus, user);
    let circle = Circle::new(campus, user, whose);
    let (today, term) = (now.day(campus.zone()), term_of(now.day(campus.zone())).0);
    let care = &campus.presets().rules().care;
    for (id, it) in campus.people().students().filter(|(id, it)| circle.holds(campus, *id, it)) {
        let last = sight.talks_of(id).map(|it| it.held().day(campus.zone())).max();
        let level = sight.level(id);
        let not_this_term = last.is_none_or(|day| day < term);
        let overrun = care.rhythm_days(level).is_some_and(|days| last.is_none_or(|day| today.since(day) > days));
        let promised = sight
            .awaiting()
            .any(|talk| talk.followup().is_some_and(|day| day <= today) && talk.students().is_some_and(|all| all.contains(&id)));
        let marked = sight.marks_of(id).any(|mark| sight.talks_of(id).all(|talk| talk.held() < mark.at));
        let open = sight.incidents_of(id).any(|it| it.state().is_open());
        if not_this_term || overrun || promised || marked || open {
            prop_assert!(seen.contains(&id), "forgotten: {:?} {}", it.facts.is_erased(), id.0);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_list_is_by_score_and_forgets_nobody(lived in entries(0..80), days in 0i32..200) {
        let (_, campus) = live(lived);
        let now = Day(719_163 + days).at(campus.zone(), 23, 0);
        for user in 0..campus.staff().users().len().min(4) {
            for whose in [Whose::Mine, Whose::All] {
                lawful(&campus, UserId::of(user), now, whose)?;
            }
        }
    }
}

#[test]
fn the_laws_hold_in_a_college_in_which_much_happened() {
    for seed in [1, 20_261_123] {
        let (campus, now) = college(seed);
        for (user, _) in campus.staff().users().take(12) {
            for whose in [Whose::Mine, Whose::All] {
                lawful(&campus, user, now, whose).unwrap();
            }
        }
        let found = next(&campus, ZHANG, now, Whose::All);
        let kinds: HashSet<&str> = found.rows.iter().flat_map(|it| it.terms.iter().map(|it| it.why.key())).collect();
        for kind in ["missing", "incident", "followup", "rhythm", "term", "mark", "level", "mood", "absent"] {
            assert!(kinds.contains(kind), "{kind}: {kinds:?}");
        }
    }
}

#[test]
fn who_may_not_see_levels_sees_neither_them_nor_what_they_follow_from() {
    let (campus, now) = college(1);
    let found = next(&campus, ADMIN, now, Whose::All);
    let of_level = |why: Why| matches!(why, Why::Level(_) | Why::Rhythm(..) | Why::Never(_) | Why::Review(..));
    assert!(found.rows.iter().flat_map(|it| &it.terms).all(|it| !of_level(it.why)));
    assert!(care_list(&campus, ADMIN, now, Whose::All).is_empty());
    assert!(coverage(&campus, ADMIN, now, Whose::All).levels.is_empty());
    let view = network(&campus, ADMIN, now.day(campus.zone()), NetworkNode::College);
    assert!(view.here.levels.is_none() && view.rows.iter().all(|it| it.levels.is_none() && it.due.is_none() && it.carriers.is_empty()));
    // And the counselor beside them does.
    assert!(!care_list(&campus, ZHANG, now, Whose::All).is_empty());
    assert!(network(&campus, ZHANG, now.day(campus.zone()), NetworkNode::College).here.levels.is_some_and(|it| it.iter().sum::<u32>() > 0));
}

#[test]
fn the_network_adds_up_from_the_rooms_to_the_college() {
    let (campus, now) = college(1);
    let today = now.day(campus.zone());
    let at = |node| network(&campus, ZHANG, today, node);
    let sum = |rows: &[NetworkRow]| {
        let levels = rows.iter().filter_map(|it| it.levels).fold([0; 4], |mut sum, it| {
            sum.iter_mut().zip(it).for_each(|(to, from)| *to += from);
            sum
        });
        (rows.iter().map(|it| it.students).sum::<u32>(), levels)
    };
    let college = at(NetworkNode::College);
    assert_eq!(sum(&college.rows), (college.here.students, college.here.levels.unwrap()));
    assert_eq!(college.here.students as usize, campus.people().enrolled().count());
    assert!(!college.here.watchers.is_empty(), "the counselling centre and the office");
    let department = at(college.rows.first().unwrap().node);
    assert_eq!(sum(&department.rows), (department.here.students, department.here.levels.unwrap()));
    let class = at(department.rows.first().unwrap().node);
    assert_eq!(sum(&class.rows), (class.here.students, class.here.levels.unwrap()));
    assert!(class.here.watchers.iter().any(|it| matches!(it, Watcher::Staff(_))), "its counselor");
    let carriers: usize = class.rows.iter().map(|it| it.carriers.len()).sum();
    assert_eq!(carriers as u32, class.here.levels.unwrap().iter().sum::<u32>());
}

#[test]
fn coverage_counts_what_a_plain_scan_counts() {
    let (campus, now) = college(1);
    let found = coverage(&campus, ZHANG, now, Whose::Mine);
    let classes = &campus.staff().user(ZHANG).unwrap().classes;
    let own = || campus.people().enrolled().filter(|(_, it)| it.facts.class.is_some_and(|class| classes.contains(&class)));
    let term = term_of(now.day(campus.zone())).0.at(campus.zone(), 0, 0);
    let talked = |id: StudentId| {
        campus.talks().heads().iter().any(|it| it.state != TalkState::Withdrawn && it.students.contains(&id) && it.held >= term)
    };
    assert_eq!(found.all, Share { students: own().count() as u32, reached: own().filter(|(id, _)| talked(*id)).count() as u32 });
    for sum in [found.classes.iter().map(|(_, it)| *it).collect::<Vec<_>>(), found.buildings.iter().map(|(_, it)| *it).collect()] {
        assert_eq!(
            sum.iter().map(|it| (it.students, it.reached)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
            (found.all.students, found.all.reached)
        );
    }
    assert_eq!(found.levels.iter().map(|it| it.share.students).sum::<u32>(), found.all.students);
}

#[test]
fn the_care_list_holds_everybody_with_a_level_and_those_due_first() {
    let (campus, now) = college(1);
    let rows = care_list(&campus, ZHANG, now, Whose::All);
    let carry = campus.people().enrolled().filter(|(_, it)| it.level != Concern::None).count();
    assert_eq!(rows.len(), carry);
    let own = care_list(&campus, ZHANG, now, Whose::Mine);
    assert!(own.len() < rows.len() && own.iter().all(|it| it.set.is_some() && it.review.is_some()), "of one's own it is seen what set it");
    let strange = rows.iter().filter(|it| !own.iter().any(|mine| mine.student == it.student));
    assert!(strange.clone().count() > 0 && strange.clone().all(|it| it.set.is_none() && it.overdue.is_none()), "of others only the level");
    assert!(own.is_sorted_by_key(|it| (it.overdue.is_none(), it.overdue.map(Reverse))));
}

mod one_student {
    //! One counselor, one class, one student, and what makes them urgent.

    use super::*;
    use crate::campus::*;

    const NOW_DAY: Day = Day(739_920);

    struct Life {
        campus: Campus,
        now: Stamp,
    }

    impl Life {
        fn new() -> Self {
            let mut life = Self { campus: Campus::default(), now: NOW_DAY.at(DEFAULT_ZONE, 12, 0) };
            let user = |login: &str, role, classes: &[ClassId]| User {
                classes: classes.iter().copied().collect(),
                ..User::new(login, login, role)
            };
            life.does(0, Act::Staff(StaffAct::Joined(user("zhang", Role::Counselor, &[ClassId(0)]))));
            life.does(0, Act::Staff(StaffAct::Joined(user("li", Role::Counselor, &[ClassId(1)]))));
            life.does(0, Act::Staff(StaffAct::Joined(user("admin", Role::Administrator, &[]))));
            let facts = |no: &str, class| StudentFacts {
                class: Some(ClassId(class)),
                more: vec![
                    (Detail::IdentityNo, format!("1101012006{:02}{:02}1234", 11, 30).into()),
                    (Detail::Political, "中共党员".into()),
                ],
                ..StudentFacts::new(no, no)
            };
            let students = vec![StudentChange { before: None, after: facts("1", 0) }, StudentChange { before: None, after: facts("2", 1) }];
            let classes = ["一班", "二班"].map(|name| Class { name: name.into(), department: None }).to_vec();
            life.does(0, Act::Person(PersonAct::Imported(Import { classes, students, ..Import::default() })));
            life
        }

        fn does(&mut self, by: u16, act: Act) -> Seq {
            self.tries(by, act).unwrap()
        }

        fn tries(&mut self, by: u16, act: Act) -> Result<Seq, Refusal> {
            let (seq, by) = (self.campus.applied().next(), UserId(by));
            self.campus.check(by, self.now, &act)?;
            self.campus.apply(&Entry { seq, at: self.now, by, seat: SeatId(0), act });
            Ok(seq)
        }

        fn on(&mut self, days: i32) -> &mut Self {
            self.now = NOW_DAY.plus(days).at(DEFAULT_ZONE, 12, 0);
            self
        }

        fn talk(&mut self, level: Option<Concern>) -> Seq {
            let talk = TalkLogged {
                students: [StudentId(0)].into_iter().collect(),
                held: self.now,
                topic: Topic::Study,
                way: Way::InPerson,
                place: None,
                level,
                followup: None,
                visibility: Visibility::Normal,
                answers: None,
                tags: Vec::new(),
                text: "谈".into(),
                levels_before: Default::default(),
            };
            self.does(0, Act::Talk(TalkAct::Logged(talk)))
        }

        fn level(&mut self, before: Concern, after: Concern, until: Option<Day>) -> Result<Seq, Refusal> {
            let reason = "夜里睡不着".into();
            let change = LevelChange { student: StudentId(0), before, after, until, reviewer: Some(UserId(0)), reason };
            self.tries(0, Act::Care(CareAct::LevelSet(change)))
        }

        fn mark(&mut self, trigger: Trigger) -> Seq {
            let day = self.now.day(DEFAULT_ZONE);
            self.does(0, Act::Care(CareAct::Marked(Marked { student: StudentId(0), trigger, day, reason: "".into() })))
        }

        fn whys(&self, user: u16) -> Vec<&'static str> {
            let row = why(&self.campus, UserId(user), self.now, StudentId(0)).unwrap();
            let mut keys: Vec<_> = row.terms.iter().map(|it| it.why.key()).collect();
            keys.sort_unstable();
            keys
        }

        fn listed(&self) -> (bool, bool) {
            let found = next(&self.campus, UserId(0), self.now, Whose::Mine);
            let has = |rows: &[NextRow]| rows.iter().any(|it| it.student == StudentId(0));
            (has(&found.rows), has(&found.snoozed))
        }
    }

    #[test]
    fn a_rhythm_overrun_and_a_talk_that_answers_it() {
        let mut life = Life::new();
        life.talk(Some(Concern::Red));
        assert_eq!(life.whys(0), Vec::<&str>::new(), "just talked to");
        assert_eq!(life.on(7).whys(0), Vec::<&str>::new(), "on the seventh day it is in time");
        assert_eq!(life.on(8).whys(0), ["level", "rhythm"]);
        life.talk(None);
        assert_eq!(life.whys(0), Vec::<&str>::new());
        assert_eq!(life.listed(), (false, false));
    }

    #[test]
    fn a_mark_holds_until_a_talk_answers_it() {
        let mut life = Life::new();
        life.talk(None);
        life.on(1).mark(Trigger::FallingMarks);
        assert_eq!((life.whys(0), life.listed()), (vec!["mark"], (true, false)));
        assert_eq!(life.whys(1), Vec::<&str>::new(), "another's mark is not theirs to see");
        life.on(2).talk(None);
        assert_eq!(life.whys(0), Vec::<&str>::new());
    }

    #[test]
    fn a_mark_of_the_soul_is_for_its_readers() {
        let mut life = Life::new();
        life.talk(None);
        let mark = life.on(1).mark(Trigger::Distress);
        let head = life.campus.care().mark(mark).unwrap();
        let sees = |user: u16| Sight::new(&life.campus, UserId(user)).sees_mark(head);
        assert_eq!([sees(0), sees(1), sees(2)], [true, false, false]);
    }

    #[test]
    fn somebody_put_off_comes_back_on_the_day_and_sooner_for_something_grave() {
        let mut life = Life::new();
        life.talk(None);
        life.on(1).mark(Trigger::Prize);
        let until = NOW_DAY.plus(10);
        let snooze = CareAct::Snoozed(Snoozed { student: StudentId(0), until, reason: "参赛".into() });
        life.does(0, Act::Care(snooze));
        assert_eq!(life.listed(), (false, true));
        assert_eq!(life.on(9).listed(), (false, true));
        assert_eq!(life.on(10).listed(), (true, false), "on the day itself");
        life.on(3).level(Concern::None, Concern::Orange, Some(NOW_DAY.plus(30))).unwrap();
        assert_eq!(life.listed(), (true, false), "a grave level ends it");
    }

    #[test]
    fn a_party_member_s_birthday_is_thought_of_by_who_may_know() {
        let mut life = Life::new();
        // 30 November; the sample's day is far from it.
        life.now = Day::ymd(2026, 11, 28).unwrap().at(DEFAULT_ZONE, 12, 0);
        assert_eq!(life.whys(0), ["birthday", "term", "trait"]);
        assert_eq!(life.whys(1), ["term"], "neither the identity number nor the party is theirs to see");
    }

    #[test]
    fn a_grave_level_needs_a_reason_a_day_and_a_reviewer() {
        let mut life = Life::new();
        let until = Some(NOW_DAY.plus(14));
        let set = |life: &mut Life, after, until, reviewer, reason: &str| {
            let change = LevelChange { student: StudentId(0), before: Concern::None, after, until, reviewer, reason: reason.into() };
            life.tries(0, Act::Care(CareAct::LevelSet(change)))
        };
        assert_eq!(set(&mut life, Concern::Red, until, Some(UserId(0)), " "), Err(Refusal::ReasonNeeded));
        assert_eq!(set(&mut life, Concern::Red, None, Some(UserId(0)), "夜"), Err(Refusal::ReviewNeeded));
        assert_eq!(set(&mut life, Concern::Red, until, None, "夜"), Err(Refusal::ReviewNeeded));
        assert_eq!(set(&mut life, Concern::Red, until, Some(UserId(9)), "夜"), Err(Refusal::NoSuchUser(UserId(9))));
        let past = NOW_DAY.plus(-1);
        assert_eq!(set(&mut life, Concern::Red, Some(past), Some(UserId(0)), "夜"), Err(Refusal::UntilPast { day: past, today: NOW_DAY }));
        assert_eq!(set(&mut life, Concern::None, None, None, ""), Err(Refusal::NoLevel(StudentId(0))));
        assert!(set(&mut life, Concern::Yellow, None, None, "").is_ok(), "a light one needs none of it");
        assert_eq!(set(&mut life, Concern::Blue, None, None, ""), Err(Refusal::ChangedMeanwhile), "it is not none any more");
    }

    #[test]
    fn a_level_that_has_expired_is_due_for_review_and_taking_it_back_restores_what_was() {
        let mut life = Life::new();
        let talk = life.talk(Some(Concern::Yellow));
        let change = life.on(1).level(Concern::Yellow, Concern::Orange, Some(NOW_DAY.plus(5))).unwrap();
        assert!(!life.on(4).whys(0).contains(&"review"));
        assert!(life.on(5).whys(0).contains(&"review"));
        assert!(!life.whys(1).contains(&"review"), "until when is not theirs to see");
        let again = life.on(6).level(Concern::Orange, Concern::Orange, Some(NOW_DAY.plus(20))).unwrap();
        assert!(!life.whys(0).contains(&"review"), "looked at again");
        let level = |life: &Life| life.campus.people().student(StudentId(0)).unwrap().level;
        // Taken back out of order: what stands last counts.
        life.does(0, Act::Care(CareAct::LevelWithdrawn { change }));
        assert_eq!(level(&life), Concern::Orange);
        life.does(0, Act::Care(CareAct::LevelWithdrawn { change: again }));
        assert_eq!(level(&life), Concern::Yellow, "the talk's");
        life.does(0, Act::Talk(TalkAct::Withdrawn { talk, levels: Default::default() }));
        assert_eq!(level(&life), Concern::None);
        assert_eq!(life.tries(0, Act::Care(CareAct::LevelWithdrawn { change })), Err(Refusal::NoSuchLevel(change)));
    }

    #[test]
    fn only_who_set_a_level_or_put_somebody_off_takes_it_back() {
        let mut life = Life::new();
        let change = life.level(Concern::None, Concern::Blue, None).unwrap();
        let snoozed = Snoozed { student: StudentId(0), until: NOW_DAY.plus(3), reason: "实训".into() };
        let snooze = life.does(0, Act::Care(CareAct::Snoozed(snoozed.clone())));
        assert_eq!(life.tries(1, Act::Care(CareAct::LevelWithdrawn { change })), Err(Refusal::NotYours));
        assert_eq!(life.tries(1, Act::Care(CareAct::SnoozeWithdrawn { snooze })), Err(Refusal::NotYours));
        let far = CareAct::Snoozed(Snoozed { until: NOW_DAY.plus(31), ..snoozed.clone() });
        assert_eq!(life.tries(0, Act::Care(far)), Err(Refusal::SnoozeTooLong { most: 30 }));
        let today = CareAct::Snoozed(Snoozed { until: NOW_DAY, ..snoozed });
        assert_eq!(life.tries(0, Act::Care(today)), Err(Refusal::UntilPast { day: NOW_DAY, today: NOW_DAY }));
    }
}
