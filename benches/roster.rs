//! How long the solver takes for its usual budget, and to repair one lost duty or two weeks of them, explain one, offer a fairer roster, and look for a
//! clash; on a month of 36 people and 180 duties. The repair is also timed at its worst: on a term of 120 nights where nearly everybody rests or has as
//! many days off as may be, and half of all duties may not be touched, for the slots where the search has to go deepest.

#![allow(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]

use yedeng::roster::{Case, Day, Instance, Order, Pace, Roster, Server, Slot, clash, offers, repair, repair_all, solve, why};

const MONTH: &str = include_str!("../tests/rosters/duty_month_tight_3.txt");

fn main() {
    divan::main();
}

fn month() -> Instance {
    Instance::from(&Case::read(MONTH).expect("it is an instance"))
}

fn planned(instance: &Instance) -> Roster {
    solve(instance, &Order { budget: 1_000_000, ..Order::default() }, &mut |_| Pace::Budget)
}

#[divan::bench(sample_count = 3)]
fn a_month_with_the_usual_budget(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    bencher.bench_local(|| solve(&instance, &Order::default(), &mut |_| Pace::Budget));
}

#[divan::bench(sample_count = 50)]
fn one_lost_duty(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    let roster = planned(&instance);
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 7) % 180;
        repair(&instance, &roster, Slot(at), roster.0[at as usize], &|_| false)
    });
}

/// A term of 14 sites with just enough people: each may serve at three sites, rests three nights, and has two days off a month.
fn tight_term() -> Instance {
    let day = |at: usize| {
        let off = at % 7 > 4;
        Day { weight: if off { 3 } else { 2 }, off, month: at / 30, ..Day::default() }
    };
    let server =
        |at: usize| Server { home: at % 14, share: 2, sites: vec![at % 14, (at + 1) % 14, (at * 5 + 2) % 14], ..Server::default() };
    let (days, people) = ((0..120).map(day).collect(), (0..70).map(server).collect());
    Instance::from(&Case { days, sites: 14, posts: 1, rest_gap: 3, off_cap: 2, people, ..Case::default() })
}

#[divan::bench(sample_count = 50)]
fn one_lost_duty_at_its_worst(bencher: divan::Bencher<'_, '_>) {
    let instance = tight_term();
    let roster = planned(&instance);
    let fixed = |slot: Slot| slot.0.wrapping_mul(2_654_435_761) >> 31 == 0;
    let timed = |at: u32| {
        let began = std::time::Instant::now();
        divan::black_box(repair(&instance, &roster, Slot(at), roster.0[at as usize], &fixed));
        began.elapsed()
    };
    // The least of three, so that what else the machine does is not taken for the search.
    let slots = 0..u32::try_from(instance.slots()).expect("few slots");
    let worst = slots.max_by_key(|at| (0..3).map(|_| timed(*at)).min()).expect("there are slots");
    bencher.bench_local(|| repair(&instance, &roster, Slot(worst), roster.0[worst as usize], &fixed));
}

#[divan::bench(sample_count = 50)]
fn two_weeks_of_illness(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    let roster = planned(&instance);
    let lost: Vec<Slot> = roster.filled().filter(|(slot, who)| *who == 4 && instance.day_of(*slot) < 14).map(|it| it.0).collect();
    bencher.bench_local(|| repair_all(&instance, &roster, &lost, Some(4), &|_| false));
}

#[divan::bench(sample_count = 10)]
fn offers_of_eight_changes(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    let roster = solve(&instance, &Order { budget: 1, ..Order::default() }, &mut |_| Pace::Budget);
    bencher.bench_local(|| offers(&instance, &roster, &|_| true, 8, 2_000_000));
}

#[divan::bench(sample_count = 50)]
fn why_this_one(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    let roster = planned(&instance);
    bencher.bench_local(|| why(&instance, &roster, Slot(17)));
}

#[divan::bench(sample_count = 50)]
fn no_clash(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    bencher.bench_local(|| clash(&instance));
}
