//! Every number is nothing but a plain recount of the acts; what is not seen, taken back or a drill is in none.

use super::*;
use crate::campus::appraisal::{Measure, Record};
use crate::campus::tests::{entries, live};
use crate::campus::{
    Act, ActivityAct, ActivityFacts, Campus, Day, Entry, IncidentAct, IncidentState, Seq, Shift, ShiftAct, Stamp, StudentId, TakingPart,
    TalkAct, TalkState, UserId,
};
use crate::desk::Sight;
use proptest::prelude::*;
use std::collections::BTreeSet;

mod lives;
mod plain;
use plain::{followups, marks, plain, rounds, shifts};

/// Whether an instant lies in a period. A clock that is wrong beyond all years has no day, and lies in none.
fn lies_in(span: Span, zone: crate::campus::Tz, at: Stamp) -> bool {
    span.from.at(zone, 0, 0) <= at && at < span.until.plus(1).at(zone, 0, 0)
}

/// Everything of one person, counted again from the acts with nothing but loops.
fn recount(campus: &Campus, lived: &[Entry], (asker, now): (UserId, Stamp), whose: UserId, span: Span) -> Record {
    let zone = campus.zone();
    let sight = Sight::new(campus, asker);
    let acts = plain(lived);
    let mut record = Record::default();
    // Talks, from the acts that logged them; whether they stand and are seen, from who asks.
    let mut persons = BTreeSet::<StudentId>::new();
    for (seq, _, by, act) in &acts {
        let Act::Talk(act) = act else { continue };
        let Some(it) = act.logged().filter(|it| *by == whose && lies_in(span, zone, it.held)) else { continue };
        let withdrawn =
            acts.iter().any(|(at, _, _, act)| at > seq && matches!(act, Act::Talk(TalkAct::Withdrawn { talk, .. }) if talk == seq));
        let Some(seen) = campus.talks().get(*seq).and_then(|it| sight.talk(it)).filter(|_| !withdrawn) else { continue };
        record.talks += 1;
        match seen.students() {
            Some(_) => persons.extend(it.students.iter().copied()),
            None => record.unseen += 1,
        }
    }
    record.persons = persons.len() as u32;
    record.visits = marks(&acts).iter().filter(|((day, ..), by)| span.holds(*day) && **by == whose).count() as u32;
    let mut nights = BTreeSet::new();
    for it in shifts(campus, &acts).iter().filter(|it| span.holds(it.day) && it.person == whose && !it.cancelled && it.signed_in.is_some())
    {
        record.shifts += 1;
        if it.ends > it.day.plus(1).at(zone, 0, 0) {
            nights.insert(it.day);
        }
    }
    record.nights = nights.len() as u32;
    record.rounds = rounds(&acts).iter().filter(|(day, by)| span.holds(*day) && *by == whose).count() as u32;
    let grace = i32::from(campus.presets().rules().appraisal.grace_days);
    for (talk, promised, settled) in followups(&acts, whose).into_iter().filter(|(_, day, _)| span.holds(*day)) {
        if campus.talks().get(talk).and_then(|it| sight.talk(it)).and_then(|it| it.followup()).is_none() {
            continue;
        }
        let last = promised.plus(grace);
        match settled {
            Some(at) => (record.due, record.kept) = (record.due + 1, record.kept + u32::from(at.day(zone) <= last)),
            None => record.due += u32::from(last < now.day(zone)),
        }
    }
    // Incidents: opened in the period, no drill, standing, and whose was the first act on each that answers.
    let mut minutes = Vec::new();
    for (seq, at, _, act) in &acts {
        if !matches!(act, Act::Incident(IncidentAct::Opened(_) | IncidentAct::OpenedFrom { .. })) || !lies_in(span, zone, *at) {
            continue;
        }
        let silent = |it: &IncidentAct| {
            matches!(it, IncidentAct::Fired { .. } | IncidentAct::Linked { .. } | IncidentAct::Merged { .. } | IncidentAct::Split { .. })
        };
        let first = acts.iter().find_map(|(later, at, by, act)| match act {
            Act::Incident(act) if later > seq && act.incident() == Some(*seq) && !silent(act) => Some((*by, *at)),
            _ => None,
        });
        let stands = campus.incidents().get(*seq).is_some_and(|it| it.state != IncidentState::Withdrawn && sight.incident(it).is_some());
        if let Some((_, answered)) = first.filter(|(by, _)| *by == whose && stands) {
            minutes.push(answered.minutes_since(*at).max(0) as u32);
        }
    }
    minutes.sort_unstable();
    record.incidents = minutes.len() as u32;
    record.answer = minutes.get(minutes.len().saturating_sub(1) / 2).copied();
    record.activities = held(&acts, |facts, by| {
        let mut leads = facts.taking.iter().filter(|it| it.part == TakingPart::Leads).filter_map(|it| it.user).peekable();
        span.holds(facts.day) && if leads.peek().is_some() { leads.any(|id| id == whose) } else { by == whose }
    });
    record
}

/// How many activities stand as held in the end, of those that `pass`.
fn held(acts: &[(Seq, Stamp, UserId, &Act)], pass: impl Fn(&ActivityFacts, UserId) -> bool) -> u32 {
    let mut count = 0;
    for (seq, _, by, act) in acts {
        let Act::Activity(ActivityAct::Entered(it)) = act else { continue };
        let (mut facts, mut state) = (&it.facts, it.state);
        for (_, _, _, act) in acts.iter().filter(|(at, ..)| at > seq) {
            match act {
                Act::Activity(ActivityAct::Moved { activity, to, .. }) if activity == seq => state = *to,
                Act::Activity(ActivityAct::Amended { activity, after, .. }) if activity == seq => facts = after,
                _ => {}
            }
        }
        count += u32::from(state.is_held() && pass(facts, *by));
    }
    count
}

proptest! {
    #[test]
    fn each_number_is_a_plain_recount_of_the_acts(life in entries(0..60), from in 719_162i32..719_166, days in 0i32..4, ahead in 0i64..6) {
        let (lived, campus) = live(life);
        let span = Span { from: crate::campus::Day(from), until: crate::campus::Day(from + days) };
        let now = Stamp((3 + 24 * ahead) * 3_600_000);
        for asker in campus.staff().users().map(|(id, _)| id).collect::<Vec<_>>() {
            for whose in campus.staff().users().map(|(id, _)| id).collect::<Vec<_>>() {
                let found = appraisal(&campus, asker, now, span, Per::Counselor, Some(whose));
                if !Sight::new(&campus, asker).appraises(whose) {
                    prop_assert!(found.rows.is_empty(), "nothing is counted of somebody one may not appraise");
                    continue;
                }
                let record = found.rows[0].record;
                prop_assert_eq!(record, recount(&campus, &lived, (asker, now), whose, span));
                // What stands behind a number is as much as the number.
                for measure in [Measure::Shifts, Measure::Talks, Measure::Rounds, Measure::Visits, Measure::Incidents, Measure::Activities] {
                    let all = behind(&campus, asker, now, span, &[whose], measure);
                    prop_assert_eq!(Some(all.len() as u32), record.of(measure));
                }
                prop_assert_eq!(behind(&campus, asker, now, span, &[whose], Measure::FollowUps).len() as u32, record.due);
            }
        }
    }

    #[test]
    fn groups_and_totals_hold_what_their_people_did(life in entries(0..60)) {
        let (_, campus) = live(life);
        let (span, now) = (Span { from: crate::campus::Day(719_160), until: crate::campus::Day(719_170) }, Stamp(0));
        for asker in campus.staff().users().map(|(id, _)| id).collect::<Vec<_>>() {
            let alone = appraisal(&campus, asker, now, span, Per::Counselor, None);
            for per in [Per::Department, Per::Community] {
                let found = appraisal(&campus, asker, now, span, per, None);
                prop_assert_eq!(found.total, alone.total);
                for row in &found.rows {
                    let talks: u32 = alone.rows.iter().filter(|it| row.people.contains(&it.people[0])).map(|it| it.record.talks).sum();
                    prop_assert_eq!(row.record.talks, talks);
                }
            }
        }
    }

    #[test]
    fn a_grid_holds_every_point_once(life in entries(0..60)) {
        let (lived, campus) = live(life);
        let (span, now) = (Span { from: crate::campus::Day(719_160), until: crate::campus::Day(719_170) }, Stamp(9 * 86_400_000));
        let until = span.until.min(now.day(campus.zone()));
        let activities = held(&plain(&lived), |facts, _| span.from <= facts.day && facts.day <= until);
        for asker in campus.staff().users().map(|(id, _)| id).collect::<Vec<_>>() {
            for kind in Kind::ALL {
                for by in By::ALL {
                    let (mut all, mut apart) = (0, 0);
                    let until = span.until.min(now.day(campus.zone()));
                    points(&campus, asker, Span { until, ..span }, (kind, by), |it| {
                        all += it.count;
                        apart += if it.keys.is_empty() { it.count } else { 0 };
                    });
                    for scale in Scale::ALL {
                        let found = grid(&campus, asker, now, span, (kind, by, scale));
                        prop_assert_eq!((found.total(), found.apart), (all, apart));
                        prop_assert!(found.columns.is_sorted());
                    }
                }
            }
            prop_assert_eq!(grid(&campus, asker, now, span, (Kind::Activities, By::Community, Scale::Day)).total(), activities);
            let (acts, zone, sight) = (plain(&lived), campus.zone(), Sight::new(&campus, asker));
            let within = |day: Day| span.from <= day && day <= until;
            let is_of = |at: Stamp| lies_in(Span { until, ..span }, zone, at);
            let total = |kind: Kind| grid(&campus, asker, now, span, (kind, By::Building, Scale::Week)).total() as usize;
            prop_assert_eq!(total(Kind::Rounds), marks(&acts).iter().filter(|((day, ..), _)| within(*day)).count());
            let signed = shifts(&campus, &acts).into_iter().filter(|it| within(it.day) && !it.cancelled && it.signed_in.is_some());
            prop_assert_eq!(total(Kind::Duties), signed.count());
            let opened = acts.iter().filter(|(seq, at, _, act)| {
                let drilled = matches!(act, Act::Incident(IncidentAct::Drilled(_)));
                let opens = matches!(act, Act::Incident(it) if it.opened().is_some());
                let stands = campus.incidents().get(*seq).is_some_and(|it| it.state != IncidentState::Withdrawn && sight.incident(it).is_some());
                opens && !drilled && stands && is_of(*at)
            });
            prop_assert_eq!(total(Kind::Incidents), opened.count());
            let asked = acts.iter().filter(|(seq, at, _, act)| {
                let opens = matches!(act, Act::Request(crate::campus::RequestAct::Opened(_)));
                let seen = || sight.requests().any(|it| it.seq() == *seq);
                opens && is_of(*at) && seen()
            });
            prop_assert_eq!(total(Kind::Requests), asked.count());
            let talks = grid(&campus, asker, now, span, (Kind::Talks, By::Community, Scale::Day)).total() as usize;
            prop_assert_eq!(talks, sight.talks().filter(|it| is_of(it.held())).count());
        }
    }
}

#[test]
fn a_follow_up_is_on_time_up_to_its_grace_and_late_only_when_that_is_over() {
    use crate::campus::{Day, SeatId, StaffAct, TalkLogged};
    let zone = crate::campus::DEFAULT_ZONE;
    let day = Day::ymd(2026, 11, 2).unwrap();
    let mut campus = Campus::default();
    let mut seq = Seq(0);
    let mut does = |campus: &mut Campus, at: Stamp, act: Act| {
        seq = seq.next();
        campus.apply(&Entry { seq, at, by: UserId(0), seat: SeatId(0), act });
        seq
    };
    let user = crate::campus::User::new("min", "min", crate::campus::Role::StudentOffice);
    does(&mut campus, day.at(zone, 8, 0), Act::Staff(StaffAct::Joined(user)));
    let talk = |held: Stamp, followup: Option<Day>, answers: Option<Seq>| {
        let nobody =
            TalkLogged { students: Default::default(), levels_before: Default::default(), ..lives::logged(held, followup, answers) };
        Act::Talk(TalkAct::Logged(nobody))
    };
    let at = |days: i32| day.plus(days).at(zone, 20, 0);
    let kept = does(&mut campus, at(0), talk(at(0), Some(day.plus(3)), None));
    let late = does(&mut campus, at(0), talk(at(0), Some(day.plus(3)), None));
    does(&mut campus, at(0), talk(at(0), Some(day.plus(3)), None));
    // A day of grace ships; what counts is when the talk was held, not when it was logged.
    does(&mut campus, at(9), talk(at(4), None, Some(kept)));
    does(&mut campus, at(5), Act::Talk(TalkAct::Closed { talk: late, text: "".into() }));
    let count = |campus: &Campus, now: Stamp| {
        let record = appraisal(campus, UserId(0), now, Span::term(campus, day), Per::Counselor, Some(UserId(0))).rows[0].record;
        (record.due, record.kept)
    };
    assert_eq!(count(&campus, at(4)), (2, 1), "the third may still be kept today");
    assert_eq!(count(&campus, at(5)), (3, 1));
    does(&mut campus, at(6), Act::Talk(TalkAct::Reopened { talk: late }));
    assert_eq!(count(&campus, at(4)), (1, 1), "what is owed again waits like the third");
    assert_eq!(campus.talks().get(kept).map(|it| it.state), Some(TalkState::Closed));
}

#[test]
fn a_night_is_one_that_went_past_midnight_and_was_signed_in_to() {
    use crate::campus::{CommunityId, Day, Post, SeatId, StaffAct};
    let zone = crate::campus::DEFAULT_ZONE;
    let day = Day::ymd(2026, 11, 2).unwrap();
    let mut campus = Campus::default();
    let shift = |day: Day, from: (u32, u32), hours: i64, signed: bool| {
        let starts = day.at(zone, from.0, from.1);
        Shift {
            day,
            post: Post::Workroom(CommunityId(0)),
            person: UserId(0),
            starts,
            ends: starts.plus_minutes(hours * 60),
            signed_in: signed.then_some(starts),
            signed_out: None,
            cancelled: false,
        }
    };
    let user = crate::campus::User::new("min", "min", crate::campus::Role::Counselor);
    let shifts = vec![
        shift(day, (17, 0), 15, true),
        shift(day.plus(1), (17, 0), 15, false),
        shift(day.plus(2), (8, 0), 9, true),
        shift(day, (8, 0), 24, true),
    ];
    let acts = [Act::Staff(StaffAct::Joined(user)), Act::Shift(ShiftAct::Published(shifts))];
    for (seq, act) in (1..).zip(acts) {
        campus.apply(&Entry { seq: Seq(seq), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    }
    let record = appraisal(&campus, UserId(0), day.plus(9).at(zone, 0, 0), Span::term(&campus, day), Per::Counselor, None).rows[0].record;
    assert_eq!((record.nights, record.shifts), (1, 3), "the same night twice is one night");
}

#[test]
fn who_may_no_longer_come_in_keeps_what_they_did_and_owes_nothing() {
    use crate::campus::{CommunityId, Post, Role, SeatId, StaffAct, User};
    let zone = crate::campus::DEFAULT_ZONE;
    let day = Day::ymd(2026, 11, 2).unwrap();
    let mut campus = Campus::default();
    let starts = day.at(zone, 8, 0);
    let shift = Shift {
        day,
        post: Post::Workroom(CommunityId(0)),
        person: UserId(1),
        starts,
        ends: starts.plus_minutes(60),
        signed_in: Some(starts),
        signed_out: None,
        cancelled: false,
    };
    let user = |login: &str, role: Role| User::new(login, login, role);
    let left = |id: u16, login: &str| {
        let before = user(login, Role::Counselor);
        let after = Box::new(User { active: false, ..before.clone() });
        Act::Staff(StaffAct::Changed { user: UserId(id), before: Box::new(before), after })
    };
    let acts = [
        Act::Staff(StaffAct::Joined(user("off", Role::StudentOffice))),
        Act::Staff(StaffAct::Joined(user("min", Role::Counselor))),
        Act::Staff(StaffAct::Joined(user("hong", Role::Counselor))),
        Act::Shift(ShiftAct::Published(vec![shift])),
        left(1, "min"),
        left(2, "hong"),
    ];
    for (seq, act) in (1..).zip(acts) {
        campus.apply(&Entry { seq: Seq(seq), at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    }
    let now = day.plus(200).at(zone, 0, 0);
    let of = |day: Day, per: Per| appraisal(&campus, UserId(0), now, Span::term(&campus, day), per, None);
    let rules = &campus.presets().rules().appraisal;
    for per in Per::ALL {
        let found = of(day, per);
        assert_eq!((found.rows.len(), found.total.shifts), (1, 1), "who did nothing and is gone has no row");
        assert_eq!((&found.rows[0].people[..], found.rows[0].asked), (&[UserId(1)][..], 0));
        assert!(Measure::ALL.iter().all(|it| found.rows[0].reaches(rules, *it).is_none() && found.reaches(rules, *it).is_none()));
        assert!(of(day.plus(200), per).rows.is_empty(), "they are gone from the terms after");
    }
}

#[test]
fn an_activity_is_whose_led_it_and_in_the_term_the_college_says() {
    use crate::campus::{ActivityEntered, ActivityState, Community, Day, Laid, PlaceAct, SeatId, StaffAct, Standing};
    use crate::campus::{CommunityId, Taking, TermAct, TermFacts};
    let zone = crate::campus::DEFAULT_ZONE;
    let day = Day::ymd(2026, 11, 2).unwrap();
    let mut campus = Campus::default();
    let user = |name: &str| crate::campus::User::new(name, name, crate::campus::Role::Counselor);
    let taking = |id: u16, part| Taking { name: "x".into(), user: Some(UserId(id)), standing: Standing::Staff, part };
    let entered = |day: Day, state: ActivityState, taking: Vec<Taking>| {
        let facts = ActivityFacts { taking, ..lives::cleaning(day) };
        Act::Activity(ActivityAct::Entered(Box::new(ActivityEntered { facts, state, count: 12, text: "".into() })))
    };
    let laid = Laid {
        communities: vec![Community { name: "明德".into(), theme: "".into(), lead: None }],
        buildings: Vec::new(),
        rooms: Vec::new(),
    };
    let term = TermFacts { name: "2026-2027-1".into(), year: "2026-2027".into(), from: Day::ymd(2026, 9, 1).unwrap(), until: day };
    let acts = [
        Act::Place(PlaceAct::Laid(laid)),
        Act::Staff(StaffAct::Joined(user("min"))),
        Act::Staff(StaffAct::Joined(user("hong"))),
        entered(day, ActivityState::Held, Vec::new()),
        entered(day, ActivityState::Held, vec![taking(1, TakingPart::Leads), taking(0, TakingPart::Attends)]),
        entered(day, ActivityState::Planned, Vec::new()),
        // Of the days after the term of the college, though the calendar's goes on.
        entered(day.plus(1), ActivityState::Held, Vec::new()),
        Act::Term(TermAct::Set { term: None, before: None, after: Some(term) }),
    ];
    for (seq, act) in (1..).zip(acts) {
        campus.apply(&Entry { seq: Seq(seq), at: day.at(zone, 20, 0), by: UserId(0), seat: SeatId(0), act });
    }
    let span = Span::term(&campus, day);
    assert_eq!(span, Span { from: Day::ymd(2026, 9, 1).unwrap(), until: day });
    let now = day.plus(9).at(zone, 0, 0);
    let of = |id: u16| appraisal(&campus, UserId(id), now, span, Per::Counselor, Some(UserId(id))).rows[0].record.activities;
    assert_eq!([of(0), of(1)], [1, 1], "what is planned is not done, and who only attends leads nothing");
    let behind = behind(&campus, UserId(1), now, span, &[UserId(1)], Measure::Activities);
    assert_eq!(behind.iter().map(|it| it.what).collect::<Vec<_>>(), [Source::Activity(Seq(5))]);
    let found = grid(&campus, UserId(0), now, span, (Kind::Activities, By::Community, Scale::Week));
    assert_eq!((found.total(), found.apart), (2, 0));
    assert_eq!(found.rows.iter().map(|it| (it.key, it.total())).collect::<Vec<_>>(), [(Key::Community(CommunityId(0)), 2)]);
}

/// Everybody's numbers of a life as everybody sees them, against the plain recount; added up.
fn all_recounted(lived: &[Entry], campus: &Campus, now: Stamp, span: Span) -> Record {
    let users: Vec<UserId> = campus.staff().users().map(|(id, _)| id).collect();
    let mut sum = Record::default();
    for asker in users.iter().copied() {
        for whose in users.iter().copied() {
            for row in appraisal(campus, asker, now, span, Per::Counselor, Some(whose)).rows {
                let it = row.record;
                assert_eq!(it, recount(campus, lived, (asker, now), whose, span), "{asker:?} of {whose:?}");
                sum.shifts += it.shifts;
                sum.nights += it.nights;
                sum.rounds += it.rounds;
                sum.visits += it.visits;
                sum.due += it.due;
                sum.kept += it.kept;
                sum.activities += it.activities;
            }
        }
        let until = span.until.min(now.day(campus.zone()));
        let signed = shifts(campus, &plain(lived)).into_iter().filter(|it| span.holds(it.day) && it.day <= until);
        let signed = signed.filter(|it| !it.cancelled && it.signed_in.is_some()).count();
        assert_eq!(grid(campus, asker, now, span, (Kind::Duties, By::Community, Scale::Day)).total() as usize, signed);
    }
    sum
}

/// Lives of shifts, rounds and follow-ups; and there are enough of each in them, or the law would say nothing.
#[test]
fn shifts_nights_rounds_and_followups_are_a_plain_recount() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let (mut runner, mut all) = (TestRunner::deterministic(), [0; 7]);
    for nth in 0..300 {
        let Ok(tree) = lives::steps().new_tree(&mut runner) else { continue };
        let (lived, campus) = lives::lived(&tree.current());
        let last = lived.last().map_or(Stamp(0), |it| it.at);
        let now = Stamp(last.0 + (nth % 5) * 86_400_000);
        let span = Span { from: lives::FIRST.plus((nth % 3) as i32), until: lives::FIRST.plus(4 + (nth % 7) as i32) };
        let it = all_recounted(&lived, &campus, now, span);
        let found = [it.shifts, it.nights, it.rounds, it.visits, it.due, it.kept, it.activities];
        all = std::array::from_fn(|at| all[at] + found[at]);
    }
    assert!(all.iter().all(|it| *it > 50) && all[5] + 50 < all[4], "{all:?}");
}
