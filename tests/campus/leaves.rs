//! Leave: asked for, approved by whoever may approve so many days, over midnight, overdue.

use super::*;

fn asked(from: Stamp, until: Stamp) -> Act {
    Act::Leave(LeaveAct::Asked(LeaveAsked { student: StudentId(0), from, until, kind: LeaveKind::Home, text: "".into() }))
}

fn leave(act: LeaveAct) -> Act {
    Act::Leave(act)
}

#[test]
fn nobody_is_away_twice_at_once() {
    let mut life = Life::new();
    let now = life.now;
    let hours = |it: i64| now.plus_minutes(it * 60);
    let first = life.does(asked(now, hours(24)));
    assert_eq!(life.tries(ME, asked(hours(23), hours(48))), Err(Refusal::LeaveOverlaps(first)));
    let second = life.does(asked(hours(24), hours(48)));
    life.does(leave(LeaveAct::Withdrawn { leave: first }));
    let third = life.does(asked(hours(12), hours(24)));
    let again = leave(LeaveAct::Restored { leave: first, to: LeaveState::Asked });
    assert_eq!(life.tries(ME, again), Err(Refusal::ChangedMeanwhile), "who gave it up asks anew");
    assert_eq!(life.campus.leaves().standing().map(|it| it.seq).collect::<Vec<_>>(), [second, third]);
}

#[test]
fn a_leave_is_refused_with_the_reason() {
    let mut life = Life::new();
    let now = life.now;
    assert_eq!(life.tries(ME, asked(now, now)), Err(Refusal::LeaveDays { days: 0 }));
    assert_eq!(life.tries(ME, asked(now, now.plus_minutes(-60 * 24 * 2))), Err(Refusal::LeaveDays { days: -2 }));
    assert_eq!(life.tries(ME, asked(now, now.plus_minutes(60 * 24 * 400))), Err(Refusal::LeaveDays { days: 400 }));
    assert!(matches!(life.tries(ME, asked(Stamp(i64::MIN), Stamp(i64::MAX))), Err(Refusal::LeaveDays { .. })));
    let stranger = LeaveAsked { student: StudentId(9), from: now, until: now.plus_minutes(60), kind: LeaveKind::Sick, text: "".into() };
    assert_eq!(life.tries(ME, leave(LeaveAct::Asked(stranger))), Err(Refusal::NoSuchStudent(StudentId(9))));
    assert_eq!(life.tries(ME, leave(LeaveAct::Approved { leave: Seq(99) })), Err(Refusal::NoSuchLeave(Seq(99))));
    let seq = life.does(asked(now, now.plus_minutes(60)));
    let declined = |text: &str| leave(LeaveAct::Declined { leave: seq, text: text.into() });
    assert_eq!(life.tries(ME, declined(" ")), Err(Refusal::ReasonNeeded));
    life.does(declined("考试周"));
    assert_eq!(life.tries(ME, leave(LeaveAct::Approved { leave: seq })), Err(Refusal::LeaveSettled(seq)));
    assert_eq!(life.tries(ME, leave(LeaveAct::Withdrawn { leave: seq })), Err(Refusal::LeaveSettled(seq)));
}

#[test]
fn the_longer_it_is_the_higher_it_goes() {
    let mut life = Life::new();
    let now = life.now;
    let minute_of_day = 24 * 60;
    let mut approver = |minutes: i64| {
        let seq = life.does(asked(now, now.plus_minutes(minutes)));
        let it = life.campus.leaves().get(seq).unwrap().approver(&life.campus.presets().rules().leave);
        life.does(leave(LeaveAct::Withdrawn { leave: seq }));
        it
    };
    assert_eq!(approver(30), Approver::Counselor);
    assert_eq!(approver(minute_of_day), Approver::Counselor);
    assert_eq!(approver(minute_of_day + 1), Approver::Department);
    assert_eq!(approver(3 * minute_of_day), Approver::Department);
    assert_eq!(approver(3 * minute_of_day + 1), Approver::StudentOffice);
    assert_eq!(approver(7 * minute_of_day), Approver::StudentOffice);
    assert_eq!(approver(7 * minute_of_day + 1), Approver::College);
}

#[test]
fn a_night_is_covered_where_the_leave_holds_at_midnight() {
    let mut life = Life::new();
    let day = Day::ymd(2026, 12, 31).unwrap();
    let at = |day: Day, hour, minute| day.at(DEFAULT_ZONE, hour, minute);
    let is_away = |life: &Life, day| life.campus.leaves().is_away(StudentId(0), day, DEFAULT_ZONE);
    let seq = life.does(asked(at(day, 18, 0), at(day.plus(2), 18, 0)));
    assert!(!is_away(&life, day), "nobody has approved it");
    life.does(leave(LeaveAct::Approved { leave: seq }));
    assert_eq!([-1, 0, 1, 2].map(|it| is_away(&life, day.plus(it))), [false, true, true, false]);
    let mark = life.campus.mark_of_all_present(day, RoomId(0));
    assert_eq!((mark.expected, &mark.away[..]), (2, &[(StudentId(0), Presence::Leave)][..]));
    // Back a day early: the second night counts no more.
    let returned = |at| leave(LeaveAct::Returned { leave: seq, at });
    assert_eq!(life.tries(ME, returned(at(day.plus(1), 20, 0))), Err(Refusal::InFuture));
    life.now = at(day.plus(1), 20, 0);
    let back = life.does(returned(at(day.plus(1), 20, 0)));
    assert_eq!([0, 1].map(|it| is_away(&life, day.plus(it))), [true, false]);
    life.undoes(back).unwrap();
    assert!(is_away(&life, day.plus(1)));
    assert_eq!(life.tries(ME, returned(at(day, 17, 0))), Err(Refusal::LeaveDays { days: 0 }));
    // An evening out, back before midnight, covers no night.
    let evening = life.does(asked(at(day.plus(5), 18, 0), at(day.plus(5), 23, 0)));
    life.does(leave(LeaveAct::Approved { leave: evening }));
    assert!(!is_away(&life, day.plus(5)) && !is_away(&life, day.plus(4)));
}

#[test]
fn who_should_be_back_and_is_not_stands_on_a_list() {
    let mut life = Life::new();
    let friday = Day::ymd(2026, 11, 27).unwrap();
    let until = friday.at(DEFAULT_ZONE, 18, 0);
    let seq = life.does(asked(until.plus_minutes(-24 * 60), until));
    let overdue = |life: &Life, now| life.campus.leaves().overdue(now).iter().map(|it| it.seq).collect::<Vec<_>>();
    assert_eq!(overdue(&life, until), [], "it was never approved");
    life.does(leave(LeaveAct::Approved { leave: seq }));
    assert_eq!(overdue(&life, until.plus_minutes(-1)), []);
    assert_eq!(overdue(&life, until), [seq]);
    assert_eq!(life.campus.leaves().due_on(friday, DEFAULT_ZONE).count(), 1);
    let head = life.campus.leaves().get(seq).unwrap();
    let report_by = head.report_by(&life.campus.presets().rules().leave, DEFAULT_ZONE, Calendar::shipped());
    assert_eq!(report_by, Day::ymd(2026, 12, 1).unwrap(), "two workdays after a Friday");
    life.now = until;
    life.does(leave(LeaveAct::Returned { leave: seq, at: until }));
    assert_eq!(overdue(&life, until.plus_minutes(999_999)), []);
}

#[test]
fn a_decision_is_taken_back_to_what_it_was() {
    let mut life = Life::new();
    let now = life.now;
    let seq = life.does(asked(now, now.plus_minutes(60)));
    let approved = life.does(leave(LeaveAct::Approved { leave: seq }));
    assert_eq!(life.campus.leaves().get(seq).unwrap().decided, Some((ME, approved)));
    life.undoes(approved).unwrap();
    let head = life.campus.leaves().get(seq).unwrap();
    assert_eq!((head.state, head.decided), (LeaveState::Asked, None));
    life.undoes(seq).unwrap();
    assert_eq!(life.campus.leaves().get(seq).unwrap().state, LeaveState::Withdrawn);
}

#[test]
fn nothing_is_approved_by_taking_something_back() {
    let mut life = Life::new();
    let now = life.now;
    let seq = life.does(asked(now, now.plus_minutes(30 * 24 * 60)));
    for to in [LeaveState::Approved, LeaveState::Returned(now), LeaveState::Declined, LeaveState::Withdrawn, LeaveState::Asked] {
        assert_eq!(life.tries(ME, leave(LeaveAct::Restored { leave: seq, to })), Err(Refusal::ChangedMeanwhile), "{to:?}");
    }
    let declined = life.does(leave(LeaveAct::Declined { leave: seq, text: "考试周".into() }));
    let meanwhile = life.does(asked(now.plus_minutes(60), now.plus_minutes(120)));
    assert_eq!(life.undoes(declined), Err(Refusal::LeaveOverlaps(meanwhile)), "its place was taken meanwhile");
}
