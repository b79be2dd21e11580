//! The solver against its rules. Cases of any kind come from here, and a check of the rules that shares nothing with the solver's own.

mod changing;
mod explaining;
mod schedule;
mod solving;

use super::*;
use crate::campus::DutyKind;
use proptest::prelude::*;
use std::collections::BTreeMap;

const MONTH: &str = include_str!("../../../tests/rosters/duty_month_tight_3.txt");

fn quick(seed: u64) -> Order {
    Order { seed, budget: 100_000, pinned: None }
}

fn on(_: &Progress<'_>) -> Pace {
    Pace::Budget
}

fn month() -> Instance {
    Instance::from(&Case::read(MONTH).expect("it is an instance"))
}

fn any_day() -> impl Strategy<Value = Day> {
    let parts = (0..5_i64, any::<bool>(), 0..2_usize, prop::sample::select(&DutyKind::ALL[..]));
    parts.prop_map(|(weight, off, month, kind)| Day { date: String::new(), weight, off, month, kind })
}

fn any_server(days: usize, sites: usize) -> impl Strategy<Value = Server> {
    let some = move |most: usize| prop::collection::vec(0..days, 0..most);
    let lists = (prop::collection::vec(0..sites, 0..3), some(4), some(3), some(2));
    let own = (prop::option::weighted(0.2, 0..4_usize), prop::option::weighted(0.2, 0..4_usize));
    let rest = (prop::collection::vec(-5..0_i32, 0..2), prop::array::uniform4(-9..10_i64));
    (0..sites, 0..3_i64, -4..5_i64, lists, own, rest).prop_map(|(home, share, carried, lists, own, rest)| {
        let ((sites, leave, avoid, wish), (rest_gap, off_cap), (before, kind_price)) = (lists, own, rest);
        Server { home, share, carried, sites, leave, avoid, wish, rest_gap, off_cap, before, kind_price, offs_elsewhere: Vec::new() }
    })
}

/// Any case at all, possible or not.
fn any_case() -> impl Strategy<Value = Case> {
    (1..7_usize, 1..10_usize, 1..3_usize, 1..3_usize, 0..4_usize, 0..4_usize).prop_flat_map(
        |(people, days, sites, posts, rest_gap, off_cap)| {
            let closed = prop::collection::vec((0..days, 0..sites), 0..3);
            let places = prop::collection::vec(0..sites, 0..=sites);
            let parts = (prop::collection::vec(any_day(), days), prop::collection::vec(any_server(days, sites), people), closed, places);
            parts.prop_map(move |(days, people, closed, place_of)| Case { days, sites, place_of, posts, closed, rest_gap, off_cap, people })
        },
    )
}

/// A case that has a roster: people in turn, and nothing in the way of that one.
fn possible_case() -> impl Strategy<Value = Case> {
    (any_case(), 0..3_usize).prop_map(|(mut case, more)| {
        let each_day = case.sites * case.posts;
        // Where nobody can be spared it is a puzzle that no search is sure to solve in its time, so there is a night's worth of people more.
        let people = each_day * (case.rest_gap + 2) + more;
        let given = case.people.clone();
        case.people = (0..people).map(|at| given[at % given.len()].clone()).collect();
        case.people[0].share = 2;
        let mut offs = vec![[0; 2]; people];
        for (at, person) in case.people.iter_mut().enumerate() {
            person.rest_gap = person.rest_gap.map(|own| own.min(case.rest_gap));
            person.off_cap = None;
            person.before.retain(|before| at / each_day + before.unsigned_abs() as usize > case.rest_gap);
        }
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

/// What a roster breaks, from the case alone.
fn breaches(case: &Case, roster: &Roster) -> Vec<String> {
    let mut found = Vec::new();
    let mut served: BTreeMap<u32, Vec<i64>> = BTreeMap::new();
    for (at, who) in roster.0.iter().enumerate().filter_map(|(at, who)| who.map(|who| (at, who))) {
        let (day, site) = (at / case.posts / case.sites, at / case.posts % case.sites);
        let person = &case.people[who as usize];
        if person.leave.contains(&day) {
            found.push(format!("{who} on leave on {day}"));
        }
        if !person.sites.contains(&site) {
            found.push(format!("{who} at {site}"));
        }
        if case.closed.contains(&(day, site)) {
            found.push(format!("{who} where nobody is needed: {day}, {site}"));
        }
        served.entry(who).or_default().push(i64::try_from(day).expect("few days"));
    }
    for (who, days) in &served {
        let person = &case.people[*who as usize];
        let gap = i64::try_from(person.rest_gap.unwrap_or(case.rest_gap)).expect("few nights");
        let mut all: Vec<i64> = days.iter().copied().chain(person.before.iter().map(|it| i64::from(*it))).collect();
        all.sort_unstable();
        for pair in all.windows(2).filter(|pair| pair[1] >= 0 && pair[1] - pair[0] <= gap) {
            found.push(format!("{who} serves on {pair:?} with {gap} free nights"));
        }
        for month in 0..2 {
            let offs = days.iter().map(|day| &case.days[*day as usize]).filter(|day| day.off && day.month == month).count();
            if offs > person.off_cap.unwrap_or(case.off_cap) {
                found.push(format!("{who} has {offs} days off in month {month}"));
            }
        }
    }
    found
}

/// Days of weight 2 with people who may serve everywhere; leaves by person.
fn case(days: usize, posts: usize, rest_gap: usize, off_cap: usize, off: bool, leaves: &[&[usize]]) -> Case {
    let day = Day { weight: 2, off, ..Day::default() };
    let server = |leave: &&[usize]| Server { share: 2, sites: vec![0], leave: leave.to_vec(), ..Server::default() };
    let people = leaves.iter().map(server).collect();
    Case { days: vec![day; days], sites: 1, posts, rest_gap, off_cap, people, ..Case::default() }
}
