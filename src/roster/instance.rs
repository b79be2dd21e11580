//! A case made ready for planning: everything by number, costs in whole numbers.

use super::case::{Case, MOST_PRICE, Server};
use super::score::Roster;
use crate::campus::DutyKind;

/// A case made ready for planning: everything by number, costs in whole numbers (a point of Z is [`Instance::shares`] units, so that fair
/// shares need no fractions).
#[derive(Debug, Clone)]
pub struct Instance {
    pub(super) people: usize,
    pub(super) days: usize,
    pub(super) sites: usize,
    pub(super) posts: usize,
    /// Free nights of each person, and the most of anybody.
    pub(super) gap: Vec<usize>,
    /// Days off that are left to each person in each month.
    pub(super) cap: Vec<i32>,
    pub(super) most_gap: usize,
    /// Days between the last duty before day 0 and day 0, where there was one.
    pub(super) before: Vec<Option<usize>>,
    pub(super) weight: Vec<i64>,
    pub(super) off: Vec<i64>,
    pub(super) month: Vec<usize>,
    pub(super) months: usize,
    pub(super) kind: Vec<DutyKind>,
    /// Days of the same weight that are off alike are of one class.
    pub(super) class: Vec<usize>,
    pub(super) classes: usize,
    /// The sum of all shares.
    pub(super) shares: i64,
    /// Fair load of each person in half units, times `shares`.
    pub(super) target: Vec<i64>,
    /// Fair count of days off of each person, times `shares`.
    pub(super) off_target: Vec<i64>,
    /// By person and day.
    pub(super) leave: Vec<bool>,
    /// On leave, or still resting from a duty before day 0.
    pub(super) away: Vec<bool>,
    pub(super) avoid: Vec<bool>,
    pub(super) wish: Vec<bool>,
    pub(super) day_cost: Vec<i64>,
    /// By person and site.
    pub(super) eligible: Vec<bool>,
    pub(super) site_cost: Vec<i64>,
    /// Who may serve at a site, and who of them belongs there.
    pub(super) of_site: Vec<Vec<u32>>,
    pub(super) at_home: Vec<Vec<u32>>,
    /// The place of each site, the place where each person belongs, and the sites there (where there are none: those where they may serve).
    pub(super) place_of: Vec<usize>,
    pub(super) home: Vec<usize>,
    pub(super) home_sites: Vec<Vec<usize>>,
    /// By person: what one more duty of each kind costs, in points of Z.
    pub(super) kind_price: Vec<[i64; 4]>,
    pub(super) share: Vec<i64>,
    pub(super) carried: Vec<i64>,
    /// By slot: nobody is needed.
    pub(super) closed: Vec<bool>,
    pub(super) dates: Vec<String>,
}

/// Points of Z for the square of a half unit off the fair load.
pub(super) const PER_LOAD: i64 = 30;
/// For the square of a day off off the fair count.
pub(super) const PER_OFF: i64 = 12;
/// For a day somebody asked to be spared.
pub(super) const PER_AVOIDED: i64 = 10;
/// For a day wished in vain.
pub(super) const PER_WISH: i64 = 5;
/// For a duty away from home.
pub(super) const PER_AWAY: i64 = 3;

impl From<&Case> for Instance {
    fn from(case: &Case) -> Self {
        let (people, days, sites) = (case.people.len(), case.days.len(), case.sites);
        let weight: Vec<i64> = case.days.iter().map(|it| it.weight).collect();
        let off: Vec<i64> = case.days.iter().map(|it| i64::from(it.off)).collect();
        let mut kinds: Vec<(i64, i64)> = weight.iter().copied().zip(off.iter().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let class = weight.iter().zip(&off).map(|(w, o)| kinds.binary_search(&(*w, *o)).unwrap_or(0)).collect();
        let mut closed = vec![false; days * sites * case.posts];
        for (day, site) in case.closed.iter().copied().filter(|(day, site)| *day < days && *site < sites) {
            let first = (day * sites + site) * case.posts;
            closed[first..first + case.posts].fill(true);
        }
        let each_day = sites * case.posts;
        let open = |day: usize| closed[day * each_day..(day + 1) * each_day].iter().filter(|it| !**it).count() as i64;
        // At least one, so that nobody's share of nothing is nothing.
        let shares = case.people.iter().map(|it| it.share).sum::<i64>().max(1);
        let whole = (0..days).map(|day| open(day) * weight[day]).sum::<i64>() + case.people.iter().map(|it| it.carried).sum::<i64>();
        let offs = (0..days).map(|day| open(day) * off[day]).sum::<i64>();
        let by_day = |list: fn(&Server) -> &Vec<usize>| {
            let mut table = vec![false; people * days];
            for (at, server) in case.people.iter().enumerate() {
                list(server).iter().filter(|it| **it < days).for_each(|day| table[at * days + day] = true);
            }
            table
        };
        let (leave, avoid, wish) = (by_day(|it| &it.leave), by_day(|it| &it.avoid), by_day(|it| &it.wish));
        let kind: Vec<DutyKind> = case.days.iter().map(|it| it.kind).collect();
        let cut = |it: &Server| it.kind_price.map(|price| price.clamp(-MOST_PRICE, MOST_PRICE));
        let kind_price: Vec<[i64; 4]> = case.people.iter().map(cut).collect();
        let liked = |(at, (a, w)): (usize, (&bool, &bool))| {
            let turn = kind_price[at / days][kind[at % days] as usize];
            shares * (PER_AVOIDED * i64::from(*a) - PER_WISH * i64::from(*w) + turn)
        };
        let day_cost = avoid.iter().zip(&wish).enumerate().map(liked).collect();
        let gap: Vec<usize> = case.people.iter().map(|it| it.rest_gap.unwrap_or(case.rest_gap)).collect();
        let before: Vec<Option<usize>> = case.people.iter().map(last_before).collect();
        let away = (0..people * days).map(|at| leave[at] || tired(before[at / days], at % days, gap[at / days])).collect();
        let months = case.days.iter().map(|it| it.month + 1).max().unwrap_or(1);
        let cap = |at: usize| {
            let it = &case.people[at / months];
            let elsewhere = it.offs_elsewhere.get(at % months).copied().unwrap_or(0);
            i32::try_from(it.off_cap.unwrap_or(case.off_cap).saturating_sub(elsewhere)).unwrap_or(i32::MAX)
        };
        let place_of: Vec<usize> = (0..sites).map(|site| case.place_of.get(site).copied().unwrap_or(site)).collect();
        let mut eligible = vec![false; people * sites];
        for (at, server) in case.people.iter().enumerate() {
            server.sites.iter().filter(|it| **it < sites).for_each(|site| eligible[at * sites + site] = true);
        }
        let of_site: Vec<Vec<u32>> =
            (0..sites).map(|site| (0..people as u32).filter(|p| eligible[*p as usize * sites + site]).collect()).collect();
        let belongs = |person: usize, site: usize| case.people[person].home == place_of[site];
        let home_sites = |person: usize| {
            let at_home: Vec<usize> = (0..sites).filter(|site| belongs(person, *site)).collect();
            if at_home.is_empty() { (0..sites).filter(|site| eligible[person * sites + site]).collect() } else { at_home }
        };
        let at_home = |(site, list): (usize, &Vec<u32>)| list.iter().copied().filter(|p| belongs(*p as usize, site)).collect();
        Self {
            people,
            days,
            sites,
            posts: case.posts,
            cap: (0..people * months).map(cap).collect(),
            most_gap: gap.iter().copied().max().unwrap_or(0),
            gap,
            before,
            months,
            month: case.days.iter().map(|it| it.month).collect(),
            classes: kinds.len(),
            class,
            shares,
            target: case.people.iter().map(|it| it.share * whole - it.carried * shares).collect(),
            off_target: case.people.iter().map(|it| it.share * offs).collect(),
            site_cost: (0..people * sites).map(|at| if belongs(at / sites, at % sites) { 0 } else { PER_AWAY * shares }).collect(),
            at_home: of_site.iter().enumerate().map(at_home).collect(),
            of_site,
            home_sites: (0..people).map(home_sites).collect(),
            home: case.people.iter().map(|it| it.home).collect(),
            place_of,
            kind,
            kind_price,
            share: case.people.iter().map(|it| it.share).collect(),
            carried: case.people.iter().map(|it| it.carried).collect(),
            closed,
            dates: case.days.iter().map(|it| it.date.clone()).collect(),
            weight,
            off,
            leave,
            away,
            avoid,
            wish,
            day_cost,
            eligible,
        }
    }
}

fn last_before(server: &Server) -> Option<usize> {
    server.before.iter().filter(|it| **it < 0).map(|it| it.unsigned_abs() as usize).min()
}

/// Whether somebody still rests on a day from what they served before day 0.
fn tired(before: Option<usize>, day: usize, gap: usize) -> bool {
    before.is_some_and(|before| day.saturating_add(before) <= gap)
}

/// A place to be filled: a post at a site on a day. Its number counts posts within sites within days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Instance {
    /// The same with rules of rest bent, as an emergency may ask: nobody gets more than `rest` free nights between duties, and with `any_off` days off
    /// have no limit.
    pub(super) fn bent(&self, rest: usize, any_off: bool) -> Self {
        let mut bent = self.clone();
        bent.gap.iter_mut().for_each(|it| *it = (*it).min(rest));
        bent.most_gap = self.most_gap.min(rest);
        if any_off {
            bent.cap.fill(i32::MAX);
        }
        let (days, before) = (self.days, &self.before);
        let away = |(at, leave): (usize, &bool)| *leave || tired(before[at / days], at % days, bent.gap[at / days]);
        bent.away = self.leave.iter().enumerate().map(away).collect();
        bent
    }

    /// The most free nights anybody is to have between two duties.
    pub(super) fn most_rest(&self) -> usize {
        self.most_gap
    }

    /// How many slots there are.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.days * self.sites * self.posts
    }

    /// The day of a slot, from 0.
    #[must_use]
    pub fn day_of(&self, slot: Slot) -> usize {
        slot.0 as usize / (self.sites * self.posts)
    }

    /// The site of a slot, from 0.
    #[must_use]
    pub fn site_of(&self, slot: Slot) -> usize {
        slot.0 as usize / self.posts % self.sites
    }

    /// The first slot of a site on a day; the others follow it.
    #[must_use]
    pub fn slot(&self, day: usize, site: usize) -> Slot {
        Slot(((day * self.sites + site) * self.posts) as u32)
    }

    /// Whether somebody is needed there.
    #[must_use]
    pub fn is_open(&self, slot: Slot) -> bool {
        self.closed.get(slot.0 as usize).is_some_and(|closed| !closed)
    }

    /// The slots that nobody has in a roster and somebody should.
    pub fn unfilled<'a>(&'a self, roster: &'a Roster) -> impl Iterator<Item = Slot> + 'a {
        roster.unfilled().filter(|slot| self.is_open(*slot))
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people
    }

    /// The place (community) of a site.
    #[must_use]
    pub fn place_of(&self, site: usize) -> Option<usize> {
        self.place_of.get(site).copied()
    }

    /// The kind of a day.
    #[must_use]
    pub fn kind_of(&self, day: usize) -> Option<DutyKind> {
        self.kind.get(day).copied()
    }

    /// How a day is called.
    #[must_use]
    pub fn date(&self, day: usize) -> &str {
        self.dates.get(day).map_or("", String::as_str)
    }

    /// A point of Z in the whole numbers that costs are kept in.
    #[must_use]
    pub fn shares(&self) -> i64 {
        self.shares
    }
}
