//! Why there can be no roster: the smallest set of nights and sites that needs more duties than its people can do. It is looked for where it is
//! cheap to: within each stretch of nights that the rest binds together, each month's days off, and the whole time, for every set of sites.

use super::instance::Instance;

/// Up to so many sites all sets of them are looked at; of more only each one and all.
const SETS_UP_TO: usize = 8;

/// What limits the people of a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One duty a night: there are too few people who are not on leave.
    Presence,
    /// The free nights between two duties.
    Rest,
    /// The cap of duties on days off in a month.
    OffCap,
}

/// Nights and sites that cannot all be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The nights, by number.
    pub days: Vec<usize>,
    /// The sites, by number.
    pub sites: Vec<usize>,
    /// Duties that have to be done there.
    pub needed: usize,
    /// Duties that its people can do at most.
    pub possible: usize,
    /// Who may serve there on one of these nights at all.
    pub people: Vec<u32>,
    /// What binds them.
    pub rule: Rule,
}

/// The smallest clash that is found; `None` says nothing against a roster, but does not promise one either.
#[must_use]
pub fn clash(instance: &Instance) -> Option<Clash> {
    let n = instance;
    let sets = site_sets(n.sites);
    let window = |len: usize| (0..=n.days.saturating_sub(len)).map(move |from| (from..(from + len).min(n.days)).collect::<Vec<_>>());
    let offs = (0..n.months).map(|month| (0..n.days).filter(|day| n.off[*day] != 0 && n.month[*day] == month).collect::<Vec<_>>());
    let stretches = (1..=n.most_gap.saturating_add(1).min(n.days)).flat_map(window).chain(offs).chain([(0..n.days).collect()]);
    for days in stretches.filter(|it| !it.is_empty()) {
        for sites in &sets {
            if possible(n, &days, sites) < needed(n, &days, sites) {
                return Some(shrunk(n, days, sites));
            }
        }
    }
    None
}

/// Sets of sites, the small ones first.
fn site_sets(sites: usize) -> Vec<Vec<usize>> {
    if sites > SETS_UP_TO {
        return (0..sites).map(|site| vec![site]).chain([(0..sites).collect()]).collect();
    }
    let mut sets: Vec<Vec<usize>> = (1_u32..1 << sites).map(|bits| (0..sites).filter(|site| bits >> site & 1 == 1).collect()).collect();
    sets.sort_by_key(Vec::len);
    sets
}

fn needed(n: &Instance, days: &[usize], sites: &[usize]) -> usize {
    let open = |day: usize, site: usize| (0..n.posts).filter(|post| !n.closed[(day * n.sites + site) * n.posts + post]).count();
    days.iter().map(|day| sites.iter().map(|site| open(*day, *site)).sum::<usize>()).sum()
}

fn possible(n: &Instance, days: &[usize], sites: &[usize]) -> usize {
    (0..n.people).filter(|person| may_at(n, *person, sites)).map(|person| most_of(n, person, days, &Bound::ALL)).sum()
}

fn may_at(n: &Instance, person: usize, sites: &[usize]) -> bool {
    sites.iter().any(|site| n.eligible[person * n.sites + site])
}

/// Which rules bind in a count, beside leaves.
struct Bound {
    rested: bool,
    capped: bool,
}

impl Bound {
    const ALL: Self = Self { rested: true, capped: true };
}

/// No fewer than the most duties that a person can do on these nights.
fn most_of(n: &Instance, person: usize, days: &[usize], bound: &Bound) -> usize {
    let gap = if bound.rested { n.gap[person] } else { 0 };
    let away = if bound.rested { &n.away } else { &n.leave };
    let spaced = |chosen: &dyn Fn(usize) -> bool| {
        let (mut count, mut free_from) = (0, 0);
        for day in days.iter().copied().filter(|day| chosen(*day) && !away[person * n.days + day]) {
            if day >= free_from {
                count += 1;
                free_from = day.saturating_add(gap).saturating_add(1);
            }
        }
        count
    };
    let all = spaced(&|_| true);
    if !bound.capped {
        return all;
    }
    let cap = |month: usize| usize::try_from(n.cap[person * n.months + month]).unwrap_or(0);
    let offs = |month: usize| spaced(&|day| n.off[day] != 0 && n.month[day] == month).min(cap(month));
    all.min((0..n.months).map(offs).sum::<usize>() + spaced(&|day| n.off[day] == 0))
}

/// Without the nights that the clash does not need.
fn shrunk(n: &Instance, mut days: Vec<usize>, sites: &[usize]) -> Clash {
    let mut at = 0;
    while at < days.len() && days.len() > 1 {
        let mut fewer = days.clone();
        fewer.remove(at);
        if possible(n, &fewer, sites) < needed(n, &fewer, sites) {
            days = fewer;
        } else {
            at += 1;
        }
    }
    let enough = |bound: &Bound| {
        let able = (0..n.people).filter(|person| may_at(n, *person, sites));
        able.map(|person| most_of(n, person, &days, bound)).sum::<usize>() >= needed(n, &days, sites)
    };
    let rule = if !enough(&Bound { rested: false, capped: false }) {
        Rule::Presence
    } else if !enough(&Bound { rested: true, capped: false }) {
        Rule::Rest
    } else {
        Rule::OffCap
    };
    let there = |person: &usize| may_at(n, *person, sites) && days.iter().any(|day| !n.leave[person * n.days + day]);
    Clash {
        needed: needed(n, &days, sites),
        possible: possible(n, &days, sites),
        people: (0..n.people).filter(there).map(|person| person as u32).collect(),
        sites: sites.to_vec(),
        days,
        rule,
    }
}
