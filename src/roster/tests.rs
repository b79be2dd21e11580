//! The solver against its rules: whatever the instance, costs kept equal costs counted, no rule is broken, and chance comes from the seed alone.

use super::chance::Chance;
use super::sheet::Sheet;
use super::*;
use proptest::prelude::*;

const MONTH: &str = include_str!("../../tests/rosters/duty_month_tight_3.txt");

fn quick(seed: u64) -> Order {
    Order { seed, budget: 100_000, pinned: None }
}

fn on(_: &Progress<'_>) -> Pace {
    Pace::Budget
}

/// Any case at all, possible or not.
fn any_case() -> impl Strategy<Value = Case> {
    (1..7_usize, 1..10_usize, 1..3_usize, 1..3_usize, 0..4_usize, 0..4_usize).prop_flat_map(
        |(people, days, sites, posts, rest_gap, off_cap)| {
            let day = (0..5_i64, any::<bool>(), 0..2_usize);
            let day = day.prop_map(|(weight, off, month)| Day { date: String::new(), weight, off, month });
            let some = move |most: usize| prop::collection::vec(0..days, 0..most);
            let server = (0..sites, 0..3_i64, -4..5_i64, prop::collection::vec(0..sites, 0..3), some(4), some(3), some(2));
            let server = server.prop_map(|(home, share, carried, sites, leave, avoid, wish)| Server {
                home,
                share,
                carried,
                sites,
                leave,
                avoid,
                wish,
            });
            let parts = (prop::collection::vec(day, days), prop::collection::vec(server, people));
            parts.prop_map(move |(days, people)| Case { days, sites, posts, rest_gap, off_cap, people })
        },
    )
}

/// A case that has a roster: people in turn, and nothing in the way of that one.
fn possible_case() -> impl Strategy<Value = Case> {
    (any_case(), 0..3_usize).prop_map(|(mut case, more)| {
        let each_day = case.sites * case.posts;
        let people = each_day * (case.rest_gap + 1) + more;
        let given = case.people.clone();
        case.people = (0..people).map(|at| given[at % given.len()].clone()).collect();
        case.people[0].share = 2;
        let mut offs = vec![[0; 2]; people];
        for day in 0..case.days.len() {
            for post in 0..each_day {
                let person = (day * each_day + post) % people;
                offs[person][case.days[day].month] += usize::from(case.days[day].off);
                case.people[person].leave.retain(|it| *it != day);
                case.people[person].sites.push(post / case.posts);
            }
        }
        case.off_cap = case.off_cap.max(offs.iter().flatten().copied().max().unwrap_or(0));
        case
    })
}

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
    }

    #[test]
    fn no_rule_is_broken_and_a_clash_is_no_false_alarm(case in any_case(), seed in any::<u64>()) {
        let instance = Instance::from(&case);
        let roster = solve(&instance, &quick(seed), &mut on);
        let score = Score::of(&instance, &roster);
        prop_assert_eq!(score.broken, 0);
        if let Some(clash) = clash(&instance) {
            prop_assert!(score.unfilled >= clash.needed - clash.possible, "{:?}", clash);
        }
        for slot in roster.unfilled() {
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
    fn a_repair_keeps_the_rules_and_its_price(case in possible_case(), at in any::<prop::sample::Index>()) {
        let instance = Instance::from(&case);
        let mut roster = solve(&instance, &quick(1), &mut on);
        let slot = Slot(at.index(instance.slots()) as u32);
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
            prop_assert_eq!(after.scaled - before, i128::from(repair.cost) * i128::from(instance.shares()));
        }
    }

    #[test]
    fn what_is_pinned_stays(case in possible_case(), keep in prop::collection::vec(any::<bool>(), 200)) {
        let instance = Instance::from(&case);
        let mut pinned = solve(&instance, &quick(1), &mut on);
        pinned.0.iter_mut().zip(keep).for_each(|(who, keep)| *who = who.filter(|_| keep));
        let roster = solve(&instance, &Order { pinned: Some(pinned.clone()), ..quick(2) }, &mut on);
        prop_assert!(pinned.filled().all(|(slot, who)| roster.0[slot.0 as usize] == Some(who)));
        prop_assert_eq!(Score::of(&instance, &roster).broken, 0);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9 EL\n-]{0,80}") {
        let _ = Case::read(&text);
    }
}

fn month() -> Instance {
    Instance::from(&Case::read(MONTH).expect("it is an instance"))
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

/// Days with people `E` everywhere at one site; leaves by person.
fn case(days: usize, posts: usize, rest_gap: usize, off_cap: usize, off: bool, leaves: &[&[usize]]) -> Case {
    let day = Day { date: String::new(), weight: 2, off, month: 0 };
    let server = |leave: &&[usize]| Server { share: 2, sites: vec![0], leave: leave.to_vec(), ..Server::default() };
    Case { days: vec![day; days], sites: 1, posts, rest_gap, off_cap, people: leaves.iter().map(server).collect() }
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

#[test]
fn why_counts_everybody_and_prices_the_others() {
    let instance = month();
    let roster = solve(&instance, &quick(1), &mut on);
    let why = why(&instance, &roster, Slot(17), 5);
    assert_eq!(why.person, roster.0[17]);
    assert_eq!(why.reasons.values().sum::<usize>(), 35);
    let first = why.alternatives.first().expect("there is another way");
    let mut other = roster.clone();
    other.0[17] = Some(first.person);
    if let Some(slot) = first.for_duty {
        other.0[slot.0 as usize] = why.person;
    }
    let (before, after) = (Score::of(&instance, &roster), Score::of(&instance, &other));
    assert_eq!(after.broken, 0);
    assert_eq!(after.scaled - before.scaled, i128::from(first.cost) * i128::from(instance.shares()));
}
