//! What a real schedule needs beside the rules of the instances: seats of one workroom, turns, nights before the first, closed nights, the ledger.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_ledger_sums_to_the_score(case in any_case()) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(1), &mut on);
        let (ledger, score) = (Ledger::of(&instance, &roster), Score::of(&instance, &roster));
        let sum = |of: &dyn Fn(&Line) -> i64| ledger.lines.iter().map(of).sum::<i64>();
        let weights: i64 = roster.filled().map(|(slot, _)| case.days[instance.day_of(slot)].weight).sum();
        prop_assert_eq!(sum(&|it| it.served), weights);
        prop_assert_eq!(sum(&|it| it.kinds.iter().sum::<usize>() as i64), roster.filled().count() as i64);
        prop_assert!(ledger.lines.iter().all(|it| it.deviation == it.served * ledger.shares - it.target));
        let most = ledger.lines.iter().map(|it| it.deviation).max();
        prop_assert_eq!(most.zip(ledger.lines.iter().map(|it| it.deviation).min()).map(|(most, least)| most - least), Some(score.spread));
        let turns = ledger.lines.iter().zip(&case.people).flat_map(|(line, it)| line.kinds.iter().zip(it.kind_price));
        prop_assert_eq!(turns.map(|(count, price)| *count as i64 * price).sum::<i64>(), score.turns);
        let carried = ledger.carry(&[]);
        prop_assert_eq!(carried.iter().map(|it| it.load).sum::<i64>() * ledger.shares, sum(&|it| it.deviation));
        for (line, it) in ledger.lines.iter().zip(&carried) {
            prop_assert!((it.load * ledger.shares - line.deviation).abs() < ledger.shares);
        }
    }
}

/// The month with its six sites made three workrooms of two seats, the second of each for women only; and who is a woman.
fn seats() -> (Case, Vec<bool>) {
    let mut case = Case::read(MONTH).expect("it is an instance");
    case.place_of = (0..case.sites).map(|seat| seat / 2).collect();
    let women: Vec<bool> = (0..case.people.len()).map(|at| at % 2 == 0).collect();
    for (person, woman) in case.people.iter_mut().zip(&women) {
        let seats = |site: &usize| [Some(site / 2 * 2), woman.then_some(site / 2 * 2 + 1)];
        person.sites = person.sites.iter().flat_map(seats).flatten().collect();
        person.home /= 2;
    }
    (case.rest_gap, case.off_cap) = (2, 9);
    (case, women)
}

#[test]
fn seats_of_one_workroom_are_one_home() {
    let (case, women) = seats();
    let instance = Instance::from(&case);
    let roster = solve(&instance, &Order { budget: 1_000_000, ..Order::default() }, &mut on);
    let score = Score::of(&instance, &roster);
    assert_eq!((score.hard(), breaches(&case, &roster)), (0, Vec::new()));
    let away = roster.filled().filter(|(slot, who)| case.place_of[instance.site_of(*slot)] != case.people[*who as usize].home).count();
    assert_eq!(score.away, away);
    assert!(away * 10 < instance.slots(), "most serve at home: {away}");
    assert!(roster.filled().all(|(slot, who)| instance.site_of(slot) % 2 == 0 || women[who as usize]));
    assert!(score.spread_units() <= 1.0, "{}", score.spread_units());
}

#[test]
fn what_was_served_before_the_first_day_holds() {
    let mut case = case(3, 1, 2, 9, false, &[&[], &[], &[]]);
    case.people[0].before = vec![-1, -9];
    case.people[1].before = vec![-2];
    let instance = Instance::from(&case);
    let roster = solve(&instance, &quick(1), &mut on);
    assert_eq!(roster.0, [Some(2), Some(1), Some(0)]);
    let reasons: Vec<Reason> = why(&instance, &roster, Slot(0)).others.iter().map(|it| it.reason).collect();
    assert_eq!(reasons, [Reason::Rest, Reason::Rest]);
    case.people[0].rest_gap = Some(0);
    let others = why(&Instance::from(&case), &roster, Slot(0)).others;
    assert_eq!(others.first().map(|it| (it.person, it.reason)), Some((0, Reason::Nothing)));
}

#[test]
fn a_rest_of_ones_own_and_a_cap_of_ones_own_hold() {
    let mut tired = case(4, 1, 1, 9, true, &[&[], &[]]);
    tired.people[0].rest_gap = Some(3);
    let instance = Instance::from(&tired);
    let roster = solve(&instance, &quick(1), &mut on);
    assert_eq!((breaches(&tired, &roster), Score::of(&instance, &roster).unfilled), (Vec::new(), 1));
    let mut capped = case(4, 1, 1, 9, true, &[&[], &[]]);
    capped.people[1].off_cap = Some(1);
    let roster = solve(&Instance::from(&capped), &quick(1), &mut on);
    assert_eq!((breaches(&capped, &roster), roster.unfilled().count()), (Vec::new(), 1));
    let clash = clash(&Instance::from(&capped)).expect("one night is too much");
    assert_eq!((clash.needed - clash.possible, clash.rule), (1, Rule::OffCap));
}

#[test]
fn whose_turn_it_is_serves() {
    let mut case = case(4, 1, 0, 9, false, &[&[], &[]]);
    case.days[2].kind = DutyKind::Holiday;
    let holder = |case: &Case| solve(&Instance::from(case), &quick(1), &mut on).0[2];
    for (prices, who) in [([6, -6], Some(1)), ([-6, 6], Some(0))] {
        case.people.iter_mut().zip(prices).for_each(|(it, price)| it.kind_price[DutyKind::Holiday as usize] = price);
        assert_eq!(holder(&case), who);
    }
}

#[test]
fn turns_go_round_from_term_to_term() {
    // Three nights, one of them a holiday, for three people: after three terms everybody has had it once.
    let mut case = case(3, 1, 0, 9, false, &[&[], &[], &[]]);
    case.days[1].kind = DutyKind::Holiday;
    let (mut before, mut had) = (vec![[0; 4]; 3], Vec::new());
    for _ in 0..3 {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(1), &mut on);
        had.extend(roster.0[1]);
        let carried = Ledger::of(&instance, &roster).carry(&before);
        before = carried.iter().map(|it| it.kinds).collect();
        for (person, it) in case.people.iter_mut().zip(&carried) {
            (person.carried, person.kind_price) = (it.load, it.kind_price());
        }
    }
    had.sort_unstable();
    assert_eq!(had, [0, 1, 2]);
}

#[test]
fn nobody_is_needed_where_it_is_closed() {
    let mut case = case(3, 1, 0, 9, false, &[&[], &[]]);
    case.closed = vec![(1, 0), (7, 0)];
    let instance = Instance::from(&case);
    let roster = solve(&instance, &quick(1), &mut on);
    let score = Score::of(&instance, &roster);
    assert_eq!((score.hard(), score.spread, roster.0[1]), (0, 0, None));
    assert_eq!(repair(&instance, &roster, Slot(1), None, &|_| false), None);
    assert_eq!(clash(&instance), None);
}

#[test]
fn illness_for_two_weeks_is_mended_and_made_fair_again() {
    let (mut case, _) = seats();
    let published = solve(&Instance::from(&case), &Order { budget: 1_000_000, ..Order::default() }, &mut on);
    case.people[4].leave.extend(5..19);
    let instance = Instance::from(&case);
    let ill = |(slot, who): &(Slot, u32)| *who == 4 && (5..19).contains(&instance.day_of(*slot));
    let lost: Vec<Slot> = published.filled().filter(ill).map(|it| it.0).collect();
    assert!(!lost.is_empty());
    let past = |slot: Slot| instance.day_of(slot) < 5;
    let mended = repair_all(&instance, &published, &lost, None, &past);
    assert_eq!((mended.unfilled.len(), breaches(&case, &mended.roster)), (0, Vec::new()));
    assert!(mended.repairs.len() == lost.len());
    let offers = offers(&instance, &mended.roster, &|slot| !past(slot), 8, 200_000);
    let spreads: Vec<f64> = offers.iter().map(|it| it.after.spread_units()).collect();
    let before = Score::of(&instance, &mended.roster).spread_units();
    assert!(spreads.last().is_none_or(|it| *it < before), "{before} {spreads:?}");
}
