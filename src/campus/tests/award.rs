//! Acts on awards, and what may never come of them.

use super::*;

fn nominee() -> impl Strategy<Value = Nominee> {
    prop_oneof![3 => room().prop_map(Nominee::Room), 1 => class().prop_map(Nominee::Class)]
}

pub(super) fn award() -> impl Strategy<Value = AwardAct> {
    let kind = (0usize..4).prop_map(|it| AwardKind::ALL[it]);
    let one = (nominee(), -9_000i32..9_000).prop_map(|(nominee, points)| Nominated { nominee, why: vec![(AwardWhy::Hygiene, 1, points)] });
    let community = of(community());
    let opened = (kind, text(), day(), day(), 0u16..3, any::<u8>(), vec(one, 0..3), community).prop_map(
        |(kind, title, from, until, places, jury, nominees, community)| {
            AwardAct::opening(AwardOpened { kind, title, from, until, places, jury: jury % 110, nominees }, community)
        },
    );
    let points = || of(0u8..110);
    prop_oneof![
        5 => opened.boxed(),
        4 => (seq(), nominee(), points(), points())
            .prop_map(|(award, nominee, before, after)| AwardAct::Pointed { award, nominee, before, after }).boxed(),
        3 => (seq(), vec(nominee(), 0..3), text()).prop_map(|(award, winners, text)| AwardAct::Decided { award, winners, text }).boxed(),
        1 => seq().prop_map(|award| AwardAct::Reopened { award }).boxed(),
        1 => seq().prop_map(|award| AwardAct::Withdrawn { award }).boxed(),
        1 => seq().prop_map(|award| AwardAct::Restored { award }).boxed()
    ]
}

/// Pointed at an award and a candidate there is, mostly.
pub(super) fn aimed(campus: &Campus, act: &mut AwardAct) {
    let heads = campus.awards.heads();
    let standing = |seq: &mut Seq| {
        let head = heads.get(seq.0 as usize % heads.len().max(1)).filter(|_| seq.0 % 8 != 7)?;
        *seq = head.seq;
        Some(head)
    };
    match act {
        AwardAct::Opened(_) | AwardAct::OpenedFor { .. } => {}
        AwardAct::Pointed { award, nominee, before, .. } => {
            if let Some(head) = standing(award)
                && let Some(one) = head.opened.nominees.first()
            {
                (*nominee, *before) = (one.nominee, head.given(one.nominee, UserId(0)));
            }
        }
        AwardAct::Decided { award, winners, .. } => {
            if let Some(head) = standing(award) {
                *winners = head.standings().iter().take(1).map(|it| it.nominee).collect();
            }
        }
        AwardAct::Reopened { award } | AwardAct::Withdrawn { award } | AwardAct::Restored { award } => {
            standing(award);
        }
    }
}

#[test]
fn the_jury_and_the_rule_decide_and_another_order_wants_a_reason() {
    let (_, mut campus) = live(Vec::new());
    let at = Stamp(3_600_000);
    let laid = Laid {
        rooms: vec![Room { building: BuildingId(0), floor: 1, number: "102".into(), beds: 4, purpose: RoomUse::Dwelling }],
        ..Laid::default()
    };
    let mut act = |by: u16, act: Act| {
        campus.check(UserId(by), at, &act)?;
        let seq = campus.applied().next();
        campus.apply(&Entry { seq, at, by: UserId(by), seat: SeatId(0), act });
        Ok(seq)
    };
    act(0, Act::Place(PlaceAct::Laid(laid))).unwrap();
    let [first, second] = [Nominee::Room(RoomId(0)), Nominee::Room(RoomId(1))];
    let one = |nominee, points| Nominated { nominee, why: vec![(AwardWhy::Hygiene, 2, points), (AwardWhy::Late, 1, -100)] };
    let day = Day(719_163);
    let opened = |nominees| {
        Act::Award(AwardAct::Opened(Box::new(AwardOpened {
            kind: AwardKind::Room,
            title: "文明宿舍".into(),
            from: day,
            until: day,
            places: 1,
            jury: 50,
            nominees,
        })))
    };
    assert_eq!(act(0, opened(Vec::new())), Err(Refusal::NoNominees));
    let of_one = |community| {
        let Act::Award(AwardAct::Opened(it)) = opened(vec![one(first, 9_000)]) else { unreachable!() };
        Act::Award(AwardAct::opening(*it, Some(community)))
    };
    assert_eq!(act(0, of_one(CommunityId(99))), Err(Refusal::NoSuchCommunity(CommunityId(99))));
    assert_eq!(act(0, opened(vec![one(first, 9_000), one(first, 1)])), Err(Refusal::NomineeTwice));
    let award = act(0, opened(vec![one(first, 9_000), one(second, 8_000)])).unwrap();
    let point = |nominee, before, after| Act::Award(AwardAct::Pointed { award, nominee, before, after });
    assert_eq!(act(0, point(second, None, Some(101))), Err(Refusal::JuryPoints(101)));
    act(0, point(first, None, Some(60))).unwrap();
    assert_eq!(act(0, point(first, None, Some(70))), Err(Refusal::ChangedMeanwhile), "they gave points already");
    act(0, point(second, None, Some(95))).unwrap();
    let decide = |winners: Vec<Nominee>, text: &str| Act::Award(AwardAct::Decided { award, winners, text: text.into() });
    assert_eq!(act(0, decide(vec![first], " ")), Err(Refusal::ReasonNeeded), "the other has more points");
    assert_eq!(act(0, decide(vec![second, first], "都好")), Err(Refusal::TooLong { limit: 1, got: 2 }));
    act(0, decide(vec![second], "")).unwrap();
    assert_eq!(act(0, point(first, Some(60), None)), Err(Refusal::AwardDecided(award)));
    // Nobody is passed over where the points are equal.
    let even = act(0, opened(vec![one(first, 9_000), one(second, 9_000)])).unwrap();
    act(0, Act::Award(AwardAct::Decided { award: even, winners: vec![second], text: "".into() })).unwrap();
    let ranks: Vec<_> = campus.awards().get(even).unwrap().ranked().iter().map(|(rank, it)| (*rank, it.nominee)).collect();
    assert_eq!(ranks, [(1, second), (1, first)]);
    let head = campus.awards().get(award).unwrap();
    let sums: Vec<_> = head.standings().iter().map(|it| (it.nominee, it.rule, it.total)).collect();
    assert_eq!(sums, [(second, 7_900, 8_700), (first, 8_900, 7_450)]);
}
