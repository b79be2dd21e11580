//! Acts of the schedule and the handover.

use yedeng::campus::*;

/// As the golden acts of the other file.
pub(crate) fn golden() -> Vec<(&'static str, Vec<Act>)> {
    let (day, until, at) = (Day(739_000), Day(739_030), Stamp(1_700_000_000_000));
    let (shift, other, user, to) = (ShiftId(70_000), ShiftId(3), UserId(300), UserId(2));
    let (draft, change, handover) = (Seq(300), Seq(301), Seq(302));
    let text = || "家里有事".into();
    let published = Shift {
        day,
        post: Post::Workroom(CommunityId(200)),
        person: user,
        starts: at,
        ends: Stamp(1_700_054_000_000),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    };
    let checks = [PostCheck::Present, PostCheck::Away, PostCheck::Absent];
    let seat = |seat| DutySeat { day, post: Post::Workroom(CommunityId(1)), seat };
    let leader = DutySeat { day, post: Post::Leader, seat: 0 };
    let seated = |pinned| Seated { person: user, pinned };
    let terms = |exempt: Option<Exemption>| DutyTerms {
        share: if exempt.is_some() { 0 } else { 1 },
        exempt,
        leads: false,
        serves: true,
        sites: [CommunityId(1), CommunityId(200)].into_iter().collect(),
        carried: -3,
    };
    let exempt = Exemption::ALL.into_iter().map(|it| DutyAct::TermsSet { user, before: Some(terms(None)), after: Some(terms(Some(it))) });
    let preferred = |what| DutyAct::Preferred { user, from: day, until, what };
    let states =
        [(DraftState::Open, DraftState::Dropped), (DraftState::Dropped, DraftState::Open), (DraftState::Published, DraftState::Open)];
    let wanted = [
        Wanted::Swap { mine: shift, theirs: other },
        Wanted::Cover { shift, by: to },
        Wanted::GiveAway { shift },
        Wanted::Leave { from: day, until, kind: LeaveKind::Sick },
    ];
    let items = [
        Some(HandoverItem::Incident(Seq(9))),
        Some(HandoverItem::Search { day, student: StudentId(70_000) }),
        Some(HandoverItem::Round(Seq(10))),
        Some(HandoverItem::FollowUp(Seq(11))),
        Some(HandoverItem::Leave(Seq(12))),
        Some(HandoverItem::Change(Seq(13))),
        Some(HandoverItem::Student(StudentId(5))),
        None,
    ];
    let weights = [Weight::Severe, Weight::Watch, Weight::Routine].into_iter().cycle();
    let line = |(item, weight)| HandoverLine {
        item,
        weight,
        action: "十点前再看一次".into(),
        owner: Some(to),
        due: Some(at),
        contingency: "联系不上就报带班".into(),
    };
    let lines = items.into_iter().zip(weights).map(line).collect();
    let given = HandoverGiven { shift, next: Some(other), to, summary: "平稳".into(), lines, things: "钥匙三把".into() };
    let one = |act| vec![act];
    vec![
        (
            "shift.draft_published",
            one(Act::Shift(ShiftAct::DraftPublished { draft, recalled: vec![other, shift], added: vec![published] })),
        ),
        (
            "shift.reassigned",
            one(Act::Shift(ShiftAct::Reassigned { turns: vec![TurnMoved { shift, from: user, to }], emergency: true, text: text() })),
        ),
        ("shift.checked", checks.map(|found| Act::Shift(ShiftAct::Checked { shift, at, found, text: text() })).into()),
        ("shift.noted", DutyNote::ALL.map(|what| Act::Shift(ShiftAct::Noted { shift, what, text: text() })).into()),
        ("duty.terms_set", exempt.chain([DutyAct::TermsSet { user, before: None, after: None }]).map(Act::Duty).collect()),
        ("duty.preferred", [Preference::Avoid, Preference::Wish].map(|it| Act::Duty(preferred(it))).into()),
        ("duty.preference_withdrawn", one(Act::Duty(DutyAct::PreferenceWithdrawn { preference: Seq(299) }))),
        (
            "draft.made",
            one(Act::Draft(DraftAct::Made {
                from: day,
                until,
                seed: u64::MAX,
                seats: vec![(seat(1), seated(true)), (leader, seated(false))],
            })),
        ),
        (
            "draft.changed",
            one(Act::Draft(DraftAct::Changed {
                draft,
                changes: vec![SeatChange { seat: seat(0), before: None, after: Some(seated(false)) }],
            })),
        ),
        ("draft.moved", states.map(|(from, to)| Act::Draft(DraftAct::Moved { draft, from, to })).into()),
        ("change.asked", wanted.map(|wanted| Act::Change(ChangeAct::Asked { user, wanted, emergency: false, text: text() })).into()),
        ("change.accepted", one(Act::Change(ChangeAct::Accepted { change, person: to }))),
        ("change.approved", one(Act::Change(ChangeAct::Approved { change }))),
        ("change.declined", one(Act::Change(ChangeAct::Declined { change, text: text() }))),
        ("change.withdrawn", one(Act::Change(ChangeAct::Withdrawn { change }))),
        ("handover.given", one(Act::Handover(HandoverAct::Given(given)))),
        ("handover.written_back", one(Act::Handover(HandoverAct::WrittenBack { handover, line: 300, text: text() }))),
        ("handover.asked", one(Act::Handover(HandoverAct::Asked { handover, text: text() }))),
        ("handover.answered", one(Act::Handover(HandoverAct::Answered { handover, text: text() }))),
        ("handover.accepted", one(Act::Handover(HandoverAct::Accepted { handover }))),
        ("handover.recalled", one(Act::Handover(HandoverAct::Recalled { handover }))),
        ("handover.bypassed", one(Act::Handover(HandoverAct::Bypassed { handover, text: text() }))),
    ]
}
