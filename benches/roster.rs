//! How long the solver takes for its usual budget, and to repair one lost duty, explain one, and look for a clash; on a month of 36 people and 180 duties.

#![allow(clippy::expect_used, reason = "a bench that cannot begin has nothing to measure")]

use yedeng::roster::{Case, Instance, Order, Pace, Roster, Slot, clash, repair, solve, why};

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

#[divan::bench(sample_count = 50)]
fn why_this_one(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    let roster = planned(&instance);
    bencher.bench_local(|| why(&instance, &roster, Slot(17), 5));
}

#[divan::bench(sample_count = 50)]
fn no_clash(bencher: divan::Bencher<'_, '_>) {
    let instance = month();
    bencher.bench_local(|| clash(&instance));
}
