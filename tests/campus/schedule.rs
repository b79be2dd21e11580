//! A month of duty: terms, a draft, its publication, swaps and what forbids them, and the handover.

use super::{Life, ME, OTHER, user};
use yedeng::campus::*;

const THIRD: UserId = UserId(2);
const LEADER: UserId = UserId(3);
const ROOM: Post = Post::Workroom(CommunityId(0));

/// Three counselors, a leader, and a shift of each of them: tonight, in three nights, in six.
fn published() -> Life {
    let mut life = Life::new();
    life.does(Act::Staff(StaffAct::Joined(user("ning"))));
    life.does(Act::Staff(StaffAct::Joined(User { role: Role::DutyLeader, ..user("leader") })));
    let shifts = [(0, ME), (3, OTHER), (6, THIRD)].map(|(ahead, person)| shift(&life, ahead, person));
    life.does(Act::Shift(ShiftAct::Published(shifts.into())));
    life
}

fn shift(life: &Life, ahead: i32, person: UserId) -> Shift {
    let day = life.now.duty_day(DEFAULT_ZONE).plus(ahead);
    let (starts, ends) = life.campus.presets().rules().schedule.hours(day, DEFAULT_ZONE);
    Shift { day, post: ROOM, person, starts, ends, signed_in: None, signed_out: None, cancelled: false }
}

fn asks(life: &mut Life, user: UserId, wanted: Wanted) -> Result<Seq, Refusal> {
    life.tries(user, Act::Change(ChangeAct::Asked { user, wanted, emergency: false, text: "".into() }))
}

fn does_as(life: &mut Life, by: UserId, act: Act) -> Seq {
    life.tries(by, act).expect("allowed")
}

fn refused_as(life: &mut Life, by: UserId, act: Act) -> Refusal {
    life.tries(by, act).expect_err("refused")
}

fn change(act: ChangeAct) -> Act {
    Act::Change(act)
}

fn holder(life: &Life, id: u32) -> UserId {
    life.campus.shifts().get(ShiftId(id)).unwrap().person
}

#[test]
fn a_draft_becomes_shifts_and_what_was_the_same_stays() {
    let mut life = published();
    let (day, now) = (life.now.duty_day(DEFAULT_ZONE), life.now);
    let seat = |ahead| DutySeat { day: day.plus(ahead), post: ROOM, seat: 0 };
    let seated = |person| Seated { person, pinned: false };
    let seats = vec![(seat(3), seated(OTHER)), (seat(6), seated(ME))];
    let draft = life.does(Act::Draft(DraftAct::Made { from: day, until: day.plus(6), seed: 1, seats }));
    let changes = vec![SeatChange { seat: seat(5), before: None, after: Some(seated(THIRD)) }];
    life.does(Act::Draft(DraftAct::Changed { draft, changes: changes.clone() }));
    assert_eq!(refused_as(&mut life, ME, Act::Draft(DraftAct::Changed { draft, changes })), Refusal::ChangedMeanwhile);
    let publication = yedeng::roster::publication(&life.campus, life.campus.drafts().get(draft).unwrap(), now);
    assert_eq!((publication.recalled.clone(), publication.kept.clone()), (vec![ShiftId(2)], vec![ShiftId(0), ShiftId(1)]));
    assert_eq!(publication.added.iter().map(|it| (it.day, it.person)).collect::<Vec<_>>(), [(day.plus(5), THIRD), (day.plus(6), ME)]);
    let act = publication.act(life.campus.drafts().get(draft).unwrap());
    life.does(Act::Shift(act.clone()));
    assert!(life.campus.shifts().get(ShiftId(2)).unwrap().cancelled);
    assert_eq!(life.campus.drafts().get(draft).unwrap().state, DraftState::Published);
    assert_eq!(refused_as(&mut life, ME, Act::Shift(act)), Refusal::DraftClosed(draft));
}

#[test]
fn the_past_never_moves() {
    let mut life = published();
    let day = life.now.duty_day(DEFAULT_ZONE);
    let draft = life.does(Act::Draft(DraftAct::Made { from: day, until: day, seed: 1, seats: Vec::new() }));
    let publish = |recalled: Vec<ShiftId>, added: Vec<Shift>| Act::Shift(ShiftAct::DraftPublished { draft, recalled, added });
    assert_eq!(refused_as(&mut life, ME, publish(vec![ShiftId(0)], Vec::new())), Refusal::ShiftBegun(ShiftId(0)));
    let tonight = shift(&life, 0, OTHER);
    assert_eq!(refused_as(&mut life, ME, publish(Vec::new(), vec![tonight])), Refusal::NightOver(day));
    let reassign = |emergency| {
        let turns = vec![TurnMoved { shift: ShiftId(0), from: ME, to: THIRD }];
        Act::Shift(ShiftAct::Reassigned { turns, emergency, text: "发烧".into() })
    };
    assert_eq!(refused_as(&mut life, ME, reassign(false)), Refusal::ShiftBegun(ShiftId(0)));
    life.does(reassign(true));
    assert_eq!(holder(&life, 0), THIRD);
    let row = life.campus.shifts().row(ShiftId(0)).unwrap();
    assert_eq!((row.had.as_slice(), row.changed), (&[(ME, life.now)][..], life.now));
}

#[test]
fn a_swap_needs_the_colleague_and_somebody_else_and_changes_no_hours() {
    let mut life = published();
    let before = [1, 2].map(|id| life.campus.shifts().get(ShiftId(id)).cloned().unwrap());
    let id = asks(&mut life, OTHER, Wanted::Swap { mine: ShiftId(1), theirs: ShiftId(2) }).unwrap();
    assert_eq!(asks(&mut life, THIRD, Wanted::GiveAway { shift: ShiftId(2) }), Err(Refusal::ChangePending(id)), "two of one shift");
    assert_eq!(refused_as(&mut life, LEADER, change(ChangeAct::Approved { change: id })), Refusal::ChangeNotAccepted(id));
    assert_eq!(refused_as(&mut life, ME, change(ChangeAct::Accepted { change: id, person: ME })), Refusal::NotYours);
    does_as(&mut life, THIRD, change(ChangeAct::Accepted { change: id, person: THIRD }));
    assert_eq!(refused_as(&mut life, THIRD, change(ChangeAct::Approved { change: id })), Refusal::SecondPersonNeeded);
    does_as(&mut life, LEADER, change(ChangeAct::Approved { change: id }));
    assert_eq!((holder(&life, 1), holder(&life, 2)), (THIRD, OTHER));
    for (id, before) in [1, 2].into_iter().zip(before) {
        let after = life.campus.shifts().get(ShiftId(id)).unwrap();
        assert_eq!((after.starts, after.ends, after.day), (before.starts, before.ends, before.day));
    }
    assert_eq!(refused_as(&mut life, LEADER, change(ChangeAct::Approved { change: id })), Refusal::ChangeSettled(id));
}

#[test]
fn a_swap_is_looked_at_anew_when_it_is_accepted() {
    let mut life = published();
    let id = asks(&mut life, OTHER, Wanted::Cover { shift: ShiftId(1), by: THIRD }).unwrap();
    // Meanwhile somebody else was given the duty.
    let turns = vec![TurnMoved { shift: ShiftId(1), from: OTHER, to: ME }];
    does_as(&mut life, LEADER, Act::Shift(ShiftAct::Reassigned { turns, emergency: true, text: "调整".into() }));
    assert_eq!(refused_as(&mut life, THIRD, change(ChangeAct::Accepted { change: id, person: THIRD })), Refusal::ChangedMeanwhile);
}

#[test]
fn rest_and_leave_forbid_a_cover_and_an_emergency_does_not_wait() {
    let mut life = published();
    let day = life.now.duty_day(DEFAULT_ZONE);
    let more = shift(&life, 5, OTHER);
    life.does(Act::Shift(ShiftAct::Published(vec![more])));
    let id = asks(&mut life, THIRD, Wanted::Cover { shift: ShiftId(2), by: OTHER }).unwrap();
    let conflict = Conflict::TooLittleRest { other: day.plus(5) };
    let refused = Refusal::DutyConflict { person: OTHER, day: day.plus(6), conflict };
    assert_eq!(refused_as(&mut life, OTHER, change(ChangeAct::Accepted { change: id, person: OTHER })), refused);
    let leave = Wanted::Leave { from: day.plus(2), until: day.plus(4), kind: LeaveKind::Sick };
    let leave = asks(&mut life, ME, leave).unwrap();
    assert_eq!(refused_as(&mut life, ME, change(ChangeAct::Approved { change: leave })), Refusal::SecondPersonNeeded);
    does_as(&mut life, LEADER, change(ChangeAct::Approved { change: leave }));
    let again = Wanted::Leave { from: day.plus(4), until: day.plus(9), kind: LeaveKind::Personal };
    assert_eq!(asks(&mut life, ME, again), Err(Refusal::DutyLeaveOverlaps(leave)));
    let cover = asks(&mut life, OTHER, Wanted::Cover { shift: ShiftId(1), by: ME }).unwrap();
    let refused = Refusal::DutyConflict { person: ME, day: day.plus(3), conflict: Conflict::OnLeave };
    assert_eq!(refused_as(&mut life, ME, change(ChangeAct::Accepted { change: cover, person: ME })), refused);
    // Tonight's is too near, unless it cannot wait.
    let tonight = Wanted::Cover { shift: ShiftId(0), by: THIRD };
    assert_eq!(asks(&mut life, ME, tonight), Err(Refusal::ChangeTooLate { day, ahead: 1 }));
    let urgent = |text: &str| change(ChangeAct::Asked { user: ME, wanted: tonight, emergency: true, text: text.into() });
    assert_eq!(refused_as(&mut life, ME, urgent("")), Refusal::ReasonNeeded);
    does_as(&mut life, ME, urgent("孩子急诊"));
}

#[test]
fn a_handover_is_written_back_before_it_is_accepted_and_locks_until_then() {
    let mut life = published();
    let at = life.now;
    does_as(&mut life, ME, Act::Shift(ShiftAct::SignedIn { shift: ShiftId(0), at }));
    let incident = life.does(Act::Incident(IncidentAct::Opened(IncidentOpened {
        severity: Severity::Major,
        category: Category::Fight,
        happened: life.now,
        place: Some(Spot::Building(BuildingId(0))),
        students: Default::default(),
        tags: Vec::new(),
        text: "两人打架".into(),
    })));
    let pending = life.campus.pending(life.now, life.now.day(DEFAULT_ZONE), Some(CommunityId(0)));
    assert_eq!((pending[0].item, pending[0].weight), (HandoverItem::Incident(incident), Weight::Severe));
    let lines = vec![HandoverLine {
        item: Some(pending[0].item),
        weight: pending[0].weight,
        action: "再看".into(),
        owner: None,
        due: None,
        contingency: "".into(),
    }];
    let given = HandoverGiven { shift: ShiftId(0), next: Some(ShiftId(1)), to: OTHER, summary: "".into(), lines, things: "".into() };
    let id = does_as(&mut life, ME, Act::Handover(HandoverAct::Given(given.clone())));
    assert_eq!(refused_as(&mut life, ME, Act::Handover(HandoverAct::Given(given))), Refusal::HandoverSettled(id));
    life.now = life.campus.shifts().get(ShiftId(1)).unwrap().starts;
    let sign = Act::Shift(ShiftAct::SignedIn { shift: ShiftId(1), at: life.now });
    assert_eq!(refused_as(&mut life, OTHER, sign.clone()), Refusal::HandoverWaits(id));
    let begin = Act::Round(RoundAct::Begun(RoundBegun {
        day: life.now.duty_day(DEFAULT_ZONE),
        scope: RoundScope::Building(BuildingId(0)),
        upward: true,
    }));
    assert_eq!(refused_as(&mut life, OTHER, begin), Refusal::HandoverWaits(id));
    let accept = Act::Handover(HandoverAct::Accepted { handover: id });
    assert_eq!(refused_as(&mut life, OTHER, accept.clone()), Refusal::WriteBackOwed { handover: id, lines: 1 });
    assert_eq!(refused_as(&mut life, THIRD, accept.clone()), Refusal::NotYours);
    does_as(&mut life, OTHER, Act::Handover(HandoverAct::WrittenBack { handover: id, line: 0, text: "3 号楼打架，十点再看".into() }));
    does_as(&mut life, OTHER, accept);
    does_as(&mut life, OTHER, sign);
    assert_eq!(life.campus.handovers().sealed(ShiftId(0)).map(|it| it.0), Some(life.now));
}

#[test]
fn an_emergency_takes_the_duty_over_with_a_reason() {
    let mut life = published();
    let at = life.now;
    does_as(&mut life, ME, Act::Shift(ShiftAct::SignedIn { shift: ShiftId(0), at }));
    let given =
        HandoverGiven { shift: ShiftId(0), next: Some(ShiftId(1)), to: OTHER, summary: "".into(), lines: Vec::new(), things: "".into() };
    let id = does_as(&mut life, ME, Act::Handover(HandoverAct::Given(given)));
    let bypass = |text: &str| Act::Handover(HandoverAct::Bypassed { handover: id, text: text.into() });
    assert_eq!(refused_as(&mut life, OTHER, bypass(" ")), Refusal::ReasonNeeded);
    does_as(&mut life, OTHER, bypass("有人晕倒"));
    assert_eq!(life.campus.handovers().get(id).unwrap().state, HandoverState::Bypassed);
    assert_eq!(life.campus.handovers().sealed(ShiftId(0)), None, "nobody signed for it");
}
