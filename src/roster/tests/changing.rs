//! Changing what is published: repairs, offers, and two rosters held against each other.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_repair_keeps_the_rules_and_its_price(case in possible_case(), at in any::<prop::sample::Index>()) {
        let instance = Instance::from(&case);
        let mut roster = solve(&instance, &quick(1), &mut on);
        let slot = Slot(at.index(instance.slots()) as u32);
        prop_assume!(instance.is_open(slot));
        let lost = roster.0[slot.0 as usize].take();
        let before = Score::of(&instance, &roster).scaled;
        if let Some(repair) = repair(&instance, &roster, slot, lost, &|_| false) {
            prop_assert!((1..=3).contains(&repair.changes.len()));
            prop_assert_eq!(repair.changes[0].slot, slot);
            for change in &repair.changes {
                prop_assert_ne!(Some(change.to), lost);
                prop_assert_eq!(roster.0[change.slot.0 as usize], change.from);
            }
            repair.changes.iter().for_each(|change| roster.0[change.slot.0 as usize] = Some(change.to));
            let after = Score::of(&instance, &roster);
            prop_assert_eq!(after.hard(), 0);
            prop_assert_eq!(breaches(&case, &roster), Vec::<String>::new());
            prop_assert_eq!(after.scaled - before, i128::from(repair.cost) * i128::from(instance.shares()));
        }
    }

    #[test]
    fn a_repair_is_the_best_there_is(case in small_case(), at in any::<prop::sample::Index>(), fixed in any::<u64>()) {
        let instance = Instance::from(&case);
        let mut roster = solve(&instance, &quick(1), &mut on);
        let slot = Slot(at.index(instance.slots()) as u32);
        prop_assume!(instance.is_open(slot));
        let lost = roster.0[slot.0 as usize].take();
        let is_fixed = |slot: Slot| fixed >> (slot.0 % 64) & 1 == 1;
        let found = repair(&instance, &roster, slot, lost, &is_fixed);
        let best = (1..=3).find_map(|most| Search { case: &case, instance: &instance, lost, fixed: &is_fixed }.best(&roster, slot, &mut Vec::new(), most));
        prop_assert_eq!(found.map(|it| (it.changes.len(), i128::from(it.cost) * i128::from(instance.shares()))), best);
    }

    #[test]
    fn of_many_lost_duties_nothing_is_left_that_one_could_take(
        case in possible_case(), lost in prop::collection::vec(any::<prop::sample::Index>(), 0..8), fixed in any::<u64>()
    ) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(1), &mut on);
        let lost: Vec<Slot> = lost.iter().map(|at| Slot(at.index(instance.slots()) as u32)).collect();
        let is_fixed = |slot: Slot| fixed >> (slot.0 % 64) & 1 == 1;
        let ill = lost.first().and_then(|slot| roster.0[slot.0 as usize]);
        let mended = repair_all(&instance, &roster, &lost, ill, &is_fixed);
        prop_assert_eq!(breaches(&case, &mended.roster), Vec::<String>::new());
        prop_assert_eq!(&mended.unfilled, &instance.unfilled(&mended.roster).collect::<Vec<_>>());
        for slot in &mended.unfilled {
            prop_assert!(repair(&instance, &mended.roster, *slot, ill, &is_fixed).is_none());
        }
        for moved in Diff::between(&instance, &roster, &mended.roster).moved {
            prop_assert!(lost.iter().any(|it| instance.day_of(*it) == instance.day_of(moved.slot) && instance.site_of(*it) == instance.site_of(moved.slot))
                || (0..case.posts as u32).any(|post| !is_fixed(Slot(moved.slot.0 / case.posts as u32 * case.posts as u32 + post))));
            prop_assert!(ill.is_none() || moved.after != ill);
        }
    }

    #[test]
    fn an_offer_is_what_it_says(case in possible_case(), fixed in any::<u64>(), most in 0..9_usize) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &Order { budget: 1, ..quick(1) }, &mut on);
        let movable = |slot: Slot| fixed >> (slot.0 % 64) & 1 == 0;
        let offers = offers(&instance, &roster, &movable, most, 20_000);
        let mut spread = Score::of(&instance, &roster).spread;
        for offer in &offers {
            prop_assert!(!offer.changes.is_empty() && offer.changes.len() <= most);
            let mut after = roster.clone();
            for change in &offer.changes {
                prop_assert_eq!(roster.0[change.slot.0 as usize], change.from);
                after.0[change.slot.0 as usize] = Some(change.to);
            }
            prop_assert_eq!(breaches(&case, &after), Vec::<String>::new());
            prop_assert_eq!(Score::of(&instance, &after), offer.after);
            prop_assert_eq!(Score::of(&instance, &roster), offer.before);
            prop_assert!(offer.after.spread < spread && offer.after.scaled <= offer.before.scaled);
            spread = offer.after.spread;
            // Posts of one site on one day are the same duty, so the one that moved may bear the number of its neighbour.
            let posts = case.posts as u32;
            prop_assert!(offer.changes.iter().all(|it| (0..posts).any(|post| movable(Slot(it.slot.0 / posts * posts + post)))));
        }
    }

    #[test]
    fn a_difference_leads_from_one_roster_to_the_other(case in possible_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        let (one, two) = (solve(&instance, &quick(1), &mut on), solve(&instance, &quick(seed), &mut on));
        let diff = Diff::between(&instance, &one, &two);
        prop_assert!(Diff::between(&instance, &one, &one).is_empty());
        let mut led = one.clone();
        for moved in &diff.moved {
            prop_assert_eq!(one.0[moved.slot.0 as usize], moved.before);
            prop_assert_ne!(moved.before, moved.after);
            led.0[moved.slot.0 as usize] = moved.after;
        }
        let sorted = |roster: &Roster| roster.0.chunks(case.posts).map(|it| { let mut it = it.to_vec(); it.sort_unstable(); it }).collect::<Vec<_>>();
        prop_assert_eq!(sorted(&led), sorted(&two));
        let counts = |roster: &Roster, who: u32| roster.0.iter().filter(|it| **it == Some(who)).count();
        for it in &diff.people {
            prop_assert_eq!(counts(&one, it.person) + it.gained.len() - it.lost.len(), counts(&two, it.person));
        }
    }
}

/// A case small enough to try everything.
fn small_case() -> impl Strategy<Value = Case> {
    any_case().prop_filter("small", |case| case.days.len() * case.sites * case.posts <= 16)
}

/// Every way to fill a slot, tried out and scored from scratch.
struct Search<'a> {
    case: &'a Case,
    instance: &'a Instance,
    lost: Option<u32>,
    fixed: &'a dyn Fn(Slot) -> bool,
}

impl Search<'_> {
    /// Of so many changes more, the count of all and the least price.
    fn best(&self, roster: &Roster, slot: Slot, busy: &mut Vec<u32>, more: usize) -> Option<(usize, i128)> {
        let mut best: Option<(usize, i128)> = None;
        let before = Score::of(self.instance, roster).scaled;
        for person in (0..self.case.people.len() as u32).filter(|it| Some(*it) != self.lost) {
            if busy.contains(&person) {
                continue;
            }
            let mut next = roster.clone();
            next.0[slot.0 as usize] = Some(person);
            if more == 1 {
                if breaches(self.case, &next).is_empty() {
                    let price = Score::of(self.instance, &next).scaled - before;
                    best = best.min(Some((1, price))).or(Some((1, price)));
                }
                continue;
            }
            busy.push(person);
            let own: Vec<Slot> = roster.filled().filter(|it| it.1 == person && !(self.fixed)(it.0)).map(|it| it.0).collect();
            for second in own {
                let mut without = next.clone();
                without.0[second.0 as usize] = None;
                if !breaches(self.case, &without).is_empty() {
                    continue;
                }
                let price = Score::of(self.instance, &without).scaled - before;
                if let Some((count, rest)) = self.best(&without, second, busy, more - 1) {
                    let found = (count + 1, rest + price);
                    best = best.min(Some(found)).or(Some(found));
                }
            }
            busy.pop();
        }
        best
    }
}

#[test]
fn repair_goes_by_one_then_two_then_three() {
    // Three nights, each of one site; who may serve where makes the chain as long as it has to be.
    let chain = |own: &[&[usize]]| {
        let mut case = case(3, 1, 9, 9, false, &vec![[].as_slice(); own.len()]);
        case.sites = 3;
        case.people.iter_mut().zip(own).for_each(|(person, sites)| person.sites = sites.to_vec());
        // Only the slot of each night's own site counts here; the others are left empty.
        let instance = Instance::from(&case);
        let mut roster = Roster::empty(&instance);
        (0..3_u32).for_each(|day| roster.0[instance.slot(day as usize, day as usize).0 as usize] = Some(day));
        let lost = instance.slot(0, 0);
        repair(&instance, &roster, lost, Some(0), &|_| false).map(|it| it.changes.len())
    };
    assert_eq!(chain(&[&[0], &[1], &[2], &[0]]), Some(1));
    assert_eq!(chain(&[&[0], &[0, 1], &[2], &[1]]), Some(2));
    assert_eq!(chain(&[&[0], &[0, 1], &[1, 2], &[2]]), Some(3));
    assert_eq!(chain(&[&[0], &[1], &[2], &[2]]), None);
}
