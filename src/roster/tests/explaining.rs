//! Explaining: everybody has a reason or a price, prices are what a change comes to, and a rule that gives way is enough.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn why_has_a_true_word_for_everybody(case in any_case(), at in any::<prop::sample::Index>()) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(1), &mut on);
        let slot = Slot(at.index(instance.slots()) as u32);
        prop_assume!(instance.is_open(slot));
        let why = why(&instance, &roster, slot);
        let before = Score::of(&instance, &roster);
        prop_assert_eq!((why.person, why.spread), (roster.0[slot.0 as usize], before.spread));
        prop_assert_eq!(why.others.len(), case.people.len() - usize::from(why.person.is_some()));
        prop_assert_eq!(why.reasons(), reasons(&instance, &roster, slot));
        for other in &why.others {
            prop_assert_eq!(other.given.is_some(), other.reason == Reason::Nothing);
            let mut ways = Vec::new();
            ways.extend(other.given.map(|price| (price, None)));
            ways.extend(other.exchanged.map(|(slot, price)| (price, Some(slot))));
            for (price, exchanged) in ways {
                let mut after = roster.clone();
                after.0[slot.0 as usize] = Some(other.person);
                if let Some(exchanged) = exchanged {
                    after.0[exchanged.0 as usize] = why.person;
                }
                prop_assert_eq!(breaches(&case, &after), Vec::<String>::new());
                let score = Score::of(&instance, &after);
                prop_assert_eq!((score.scaled - before.scaled, score.spread), (i128::from(price.cost) * i128::from(instance.shares()), price.spread));
            }
        }
    }

    #[test]
    fn when_the_rules_give_way_the_slot_can_be_filled(case in any_case()) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(1), &mut on);
        for slot in instance.unfilled(&roster) {
            for way in relax(&instance, &roster, slot, &|_| true) {
                prop_assert!(!way.bends.is_empty(), "somebody could have had it");
                let mut eased = case.clone();
                let person = &mut eased.people[way.person as usize];
                for bend in &way.bends {
                    match bend {
                        Bend::Rest { left, needed } => {
                            prop_assert!(left < needed);
                            person.rest_gap = Some(*left);
                        }
                        Bend::OffCap { count, .. } => person.off_cap = Some(*count),
                        Bend::Site => person.sites.push(instance.site_of(slot)),
                        Bend::Leave => person.leave.retain(|day| *day != instance.day_of(slot)),
                    }
                }
                let mut filled = roster.clone();
                filled.0[slot.0 as usize] = Some(way.person);
                prop_assert_eq!(breaches(&eased, &filled), Vec::<String>::new());
            }
        }
    }
}

#[test]
fn the_smallest_rule_comes_first() {
    let mut case = case(4, 1, 2, 9, false, &[&[], &[], &[2]]);
    case.sites = 2;
    case.closed = vec![(0, 1), (1, 1), (2, 1), (3, 1)];
    case.people.push(Server { share: 2, sites: vec![1], ..Server::default() });
    let instance = Instance::from(&case);
    let mut roster = Roster::empty(&instance);
    (0..2).for_each(|day| roster.0[instance.slot(day, 0).0 as usize] = Some(day as u32));
    let ways = relax(&instance, &roster, instance.slot(2, 0), &|_| true);
    let found: Vec<(u32, Bend)> = ways.iter().map(|way| (way.person, way.bends[0])).collect();
    let rest = |left: usize| Bend::Rest { left, needed: 2 };
    assert_eq!(found, [(0, rest(1)), (3, Bend::Site), (1, rest(0)), (2, Bend::Leave)]);
    assert!(relax(&instance, &roster, instance.slot(2, 0), &|_| false).iter().all(|way| way.person != 3));
    assert!(relax(&instance, &roster, instance.slot(2, 1), &|_| true).is_empty(), "nobody is needed there");
}
