//! Planning: whatever the instance, costs kept equal costs counted, no rule is broken, chance comes from the seed alone, and what is pinned stays.

use super::super::chance::Chance;
use super::super::sheet::Sheet;
use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn costs_kept_equal_costs_counted(case in any_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        let mut sheet = Sheet::new(&instance);
        let mut chance = Chance::new(seed);
        build::greedy(&mut sheet, &mut chance);
        let mut watch = on;
        let mut run = run::Run::new(&sheet, 50_000, &mut watch);
        anneal::anneal(&mut run, &mut sheet, &mut chance, 20_000);
        exact::refine(&mut run, &mut sheet, &mut chance, 20_000);
        let score = Score::of(&instance, &sheet.roster());
        prop_assert_eq!(i128::from(sheet.cost) * i128::from(instance.shares()) + sheet.base(), score.scaled);
        prop_assert_eq!((score.unfilled, score.broken), (sheet.unfilled, 0));
        let again = Sheet::of(&instance, &sheet.roster());
        prop_assert_eq!((again.near, again.load, again.off, again.off_in, again.cost), (sheet.near, sheet.load, sheet.off, sheet.off_in, sheet.cost));
    }

    #[test]
    fn where_there_is_a_roster_it_is_full(case in possible_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        prop_assert_eq!(clash(&instance), None);
        let roster = solve(&instance, &quick(seed), &mut on);
        prop_assert_eq!(Score::of(&instance, &roster).hard(), 0);
        prop_assert_eq!(breaches(&case, &roster), Vec::<String>::new());
    }

    #[test]
    fn no_rule_is_broken_and_a_clash_is_no_false_alarm(case in any_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(seed), &mut on);
        let score = Score::of(&instance, &roster);
        prop_assert_eq!(score.broken, 0);
        prop_assert_eq!(breaches(&case, &roster), Vec::<String>::new());
        if let Some(clash) = clash(&instance) {
            prop_assert!(score.unfilled >= clash.needed - clash.possible, "{:?}", clash);
        }
        for slot in instance.unfilled(&roster) {
            let reasons = reasons(&instance, &roster, slot);
            prop_assert_eq!(reasons.values().sum::<usize>(), case.people.len());
            prop_assert!(!reasons.contains_key(&Reason::Nothing), "somebody could have had it");
        }
    }

    #[test]
    fn a_seed_is_a_roster(case in any_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        prop_assert_eq!(solve(&instance, &quick(seed), &mut on), solve(&instance, &quick(seed), &mut on));
    }

    #[test]
    fn what_is_pinned_stays(case in possible_case(), keep in prop::collection::vec(any::<bool>(), 200), stop in 1..30_u32) {
        let instance = Instance::from(&case);
        let mut pinned = solve(&instance, &quick(1), &mut on);
        pinned.0.iter_mut().zip(keep).for_each(|(who, keep)| *who = who.filter(|_| keep));
        let mut asked = 0;
        let roster = solve(&instance, &Order { pinned: Some(pinned.clone()), ..quick(2) }, &mut |progress| {
            asked += 1;
            let best = progress.best();
            assert!(pinned.filled().all(|(slot, who)| best.0[slot.0 as usize] == Some(who)), "what is shown moves what is pinned");
            assert!(asked <= stop, "asked again after it was told to stop");
            if asked == stop { Pace::Stop } else { Pace::Budget }
        });
        prop_assert!(pinned.filled().all(|(slot, who)| roster.0[slot.0 as usize] == Some(who)));
        prop_assert_eq!(breaches(&case, &roster), Vec::<String>::new());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9 EL\n-]{0,80}") {
        let _ = Case::read(&text);
    }
}

#[test]
fn the_roster_of_a_seed_is_the_same_on_every_machine() {
    let instance = month();
    let roster = solve(&instance, &quick(1), &mut on);
    let sum = roster.0.iter().fold(0_u64, |sum, who| sum.wrapping_mul(31).wrapping_add(u64::from(who.unwrap_or(99))));
    assert_eq!((sum, Score::of(&instance, &roster).scaled), (3_592_996_085_659_242_082, 2_154_616));
}

#[test]
fn whoever_watches_can_stop_and_see_the_best_so_far() {
    let instance = month();
    let mut seen = None;
    let stopped = solve(&instance, &quick(1), &mut |progress| {
        seen = Some(progress.best());
        if progress.share > 30_000 { Pace::Stop } else { Pace::Budget }
    });
    assert_eq!(seen, Some(stopped));
}

#[test]
fn a_misread_says_where() {
    let at = |text: &str| Case::read(text).map_err(|it| (it.line, it.column)).err();
    let good = "1 1 1 1 0 1\nd 0 2 0 0\nF 0 2 0 E 0 L A W\n";
    assert_eq!(at(good), None);
    assert_eq!(at(""), Some((1, 1)));
    assert_eq!(at("1 1 1 x 0 1"), Some((1, 7)));
    assert_eq!(at("1 1 1"), Some((1, 6)));
    assert_eq!(at("1 1 1 1 0 1\n"), Some((2, 1)));
    assert_eq!(at(&good.replace("E 0", "E 7")), Some((3, 11)));
    assert_eq!(at(&good.replace("F 0 2", "F 0 0")), Some((3, 1)));
    assert_eq!(at(&good.replace("E 0", "0")), Some((3, 9)));
    assert_eq!(at(&format!("{good}more")), Some((4, 1)));
}

#[test]
fn the_smallest_clash_is_named_with_its_rule() {
    let found = |case: &Case| clash(&Instance::from(case)).map(|it| (it.days, it.needed, it.possible, it.rule));
    let alone = case(5, 1, 0, 9, false, &[&[3], &[3, 4]]);
    assert_eq!(found(&alone), Some((vec![3], 1, 0, Rule::Presence)));
    let tired = case(4, 1, 2, 9, false, &[&[], &[]]);
    assert_eq!(found(&tired), Some((vec![0, 1, 2], 3, 2, Rule::Rest)));
    let capped = case(4, 1, 0, 1, true, &[&[], &[], &[]]);
    assert_eq!(found(&capped), Some((vec![0, 1, 2, 3], 4, 3, Rule::OffCap)));
}
