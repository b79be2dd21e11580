//! Acts of the schedule and the handover.

use super::*;

/// A day that may be near the shifts of a life.
fn near() -> impl Strategy<Value = Day> {
    prop_oneof![20 => 719_160i32..719_170, 1 => any::<i32>()].prop_map(Day)
}

fn post() -> impl Strategy<Value = Post> {
    prop_oneof![Just(Post::Workroom(CommunityId(0))), community().prop_map(Post::Workroom), Just(Post::Leader)]
}

/// Most likely one of the first entries of a life.
fn early() -> impl Strategy<Value = Seq> {
    prop_oneof![3 => (5u64..12).prop_map(Seq), 1 => seq()]
}

fn some_shift() -> impl Strategy<Value = ShiftId> {
    prop_oneof![3 => (0u32..4).prop_map(ShiftId), 1 => shift()]
}

fn turn() -> impl Strategy<Value = TurnMoved> {
    (some_shift(), user(), user()).prop_map(|(shift, from, to)| TurnMoved { shift, from, to })
}

pub(super) fn shift_acts() -> impl Strategy<Value = ShiftAct> {
    let added = (near(), post(), user(), stamp()).prop_map(|(day, post, person, starts)| Shift {
        day,
        post,
        person,
        starts,
        ends: starts.plus_minutes(15 * 60),
        signed_in: None,
        signed_out: None,
        cancelled: false,
    });
    let found = prop_oneof![Just(PostCheck::Present), Just(PostCheck::Away), Just(PostCheck::Absent)];
    prop_oneof![
        2 => (early(), vec(some_shift(), 0..2), vec(added, 0..4))
            .prop_map(|(draft, recalled, added)| ShiftAct::DraftPublished { draft, recalled, added }),
        2 => (vec(turn(), 0..3), any::<bool>(), text())
            .prop_map(|(turns, emergency, text)| ShiftAct::Reassigned { turns, emergency, text }),
        1 => (some_shift(), stamp(), found, text()).prop_map(|(shift, at, found, text)| ShiftAct::Checked { shift, at, found, text }),
        1 => (some_shift(), 0usize..6, text())
            .prop_map(|(shift, what, text)| ShiftAct::Noted { shift, what: DutyNote::ALL[what], text })
    ]
}

pub(super) fn duty() -> impl Strategy<Value = DutyAct> {
    let terms = (0u8..4, of(Just(Exemption::Illness)), any::<bool>(), vec(community(), 0..2), any::<i32>())
        .prop_map(|(share, exempt, leads, sites, carried)| DutyTerms { share, exempt, leads, serves: !leads, sites: sites.into(), carried })
        .boxed();
    prop_oneof![
        (user(), of(terms.clone()), of(terms)).prop_map(|(user, before, after)| DutyAct::TermsSet { user, before, after }),
        (user(), near(), near(), any::<bool>()).prop_map(|(user, from, until, avoid)| DutyAct::Preferred {
            user,
            from,
            until,
            what: if avoid { Preference::Avoid } else { Preference::Wish },
        }),
        early().prop_map(|preference| DutyAct::PreferenceWithdrawn { preference })
    ]
}

pub(super) fn draft() -> impl Strategy<Value = DraftAct> {
    let seat = (near(), post(), 0u8..3).prop_map(|(day, post, seat)| DutySeat { day, post, seat }).boxed();
    let seated = (user(), any::<bool>()).prop_map(|(person, pinned)| Seated { person, pinned }).boxed();
    let state = || prop_oneof![Just(DraftState::Open), Just(DraftState::Published), Just(DraftState::Dropped)];
    let change =
        (seat.clone(), of(seated.clone()), of(seated.clone())).prop_map(|(seat, before, after)| SeatChange { seat, before, after });
    prop_oneof![
        (near(), near(), any::<u64>(), vec((seat, seated), 0..4)).prop_map(|(from, until, seed, seats)| DraftAct::Made {
            from,
            until,
            seed,
            seats
        }),
        (early(), vec(change, 0..3)).prop_map(|(draft, changes)| DraftAct::Changed { draft, changes }),
        (early(), state(), state()).prop_map(|(draft, from, to)| DraftAct::Moved { draft, from, to })
    ]
}

pub(super) fn change() -> impl Strategy<Value = ChangeAct> {
    let wanted = prop_oneof![
        (some_shift(), some_shift()).prop_map(|(mine, theirs)| Wanted::Swap { mine, theirs }),
        (some_shift(), user()).prop_map(|(shift, by)| Wanted::Cover { shift, by }),
        some_shift().prop_map(|shift| Wanted::GiveAway { shift }),
        (near(), near()).prop_map(|(from, until)| Wanted::Leave { from, until, kind: LeaveKind::Sick })
    ];
    prop_oneof![
        3 => (user(), wanted, any::<bool>(), text())
            .prop_map(|(user, wanted, emergency, text)| ChangeAct::Asked { user, wanted, emergency, text }),
        2 => (early(), user()).prop_map(|(change, person)| ChangeAct::Accepted { change, person }),
        2 => early().prop_map(|change| ChangeAct::Approved { change }),
        1 => (early(), text()).prop_map(|(change, text)| ChangeAct::Declined { change, text }),
        1 => early().prop_map(|change| ChangeAct::Withdrawn { change })
    ]
}

pub(super) fn handover() -> impl Strategy<Value = HandoverAct> {
    let item = prop_oneof![
        early().prop_map(HandoverItem::Incident),
        (near(), student()).prop_map(|(day, student)| HandoverItem::Search { day, student }),
        early().prop_map(HandoverItem::FollowUp),
        early().prop_map(HandoverItem::Leave),
        student().prop_map(HandoverItem::Student)
    ];
    let weight = prop_oneof![Just(Weight::Severe), Just(Weight::Routine)];
    let line = (of(item), weight, text(), of(user()), of(stamp()), text())
        .prop_map(|(item, weight, action, owner, due, contingency)| HandoverLine { item, weight, action, owner, due, contingency });
    let given = (some_shift(), of(some_shift()), user(), text(), vec(line, 0..3), text())
        .prop_map(|(shift, next, to, summary, lines, things)| HandoverGiven { shift, next, to, summary, lines, things });
    prop_oneof![
        3 => given.prop_map(HandoverAct::Given),
        2 => (early(), 0u16..4, text()).prop_map(|(handover, line, text)| HandoverAct::WrittenBack { handover, line, text }),
        1 => (early(), text()).prop_map(|(handover, text)| HandoverAct::Asked { handover, text }),
        1 => (early(), text()).prop_map(|(handover, text)| HandoverAct::Answered { handover, text }),
        2 => early().prop_map(|handover| HandoverAct::Accepted { handover }),
        1 => early().prop_map(|handover| HandoverAct::Recalled { handover }),
        1 => (early(), text()).prop_map(|(handover, text)| HandoverAct::Bypassed { handover, text })
    ]
}
