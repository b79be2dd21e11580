//! Both rotas planned over some nights; what stays empty, and why.

use super::super::out::Out;
use super::super::problem::{Exit, Problem};
use super::super::solver::{self, Work};
use super::super::view;
use super::known;
use crate::campus::{Campus, Day, DraftHead, DutySeat, SeatNeed, Seated, Stamp};
use crate::roster::{self, Clash, Drafting, NIGHTS_LIMIT, Plan, Reason, Roster, Rota, Rule, Score, Unplannable};
use crate::say;
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// Ways to fill an empty seat that are told.
const WAYS: usize = 3;
/// Most nights named in a clash.
const NAMED: usize = 8;

/// What is to be planned, and how.
pub(super) struct Order<'a> {
    pub(super) nights: (Day, Day),
    /// Its pins stay.
    pub(super) draft: Option<&'a DraftHead>,
    pub(super) seed: u64,
    pub(super) work: Work,
    pub(super) now: Stamp,
}

/// Both rotas.
pub(super) struct Planned {
    /// Each that could be planned, with its roster.
    pub(super) rotas: Vec<(Plan, Roster)>,
    /// Each that could not.
    pub(super) none: Vec<(Rota, Unplannable)>,
    /// Who has which seat.
    pub(super) seats: Vec<(DutySeat, Seated)>,
    pub(super) seconds: f64,
}

/// Plans both rotas, the workrooms first; each keeps people busy for the other.
pub(super) fn plan(words: &Words, campus: &Campus, order: &Order<'_>, out: &mut Out) -> Planned {
    let (from, until) = order.nights;
    let mut drafting = Drafting::new(campus, order.nights, order.draft, order.seed, order.now);
    drafting.keep_begun();
    let sites = |plan: &Plan| plan.instance.slots() / (until.since(from).max(0) as usize + 1);
    let all: usize = Rota::ALL.into_iter().filter_map(|rota| drafting.plan(rota).ok()).map(|it| sites(&it)).sum();
    let mut planned = Planned { rotas: Vec::new(), none: Vec::new(), seats: Vec::new(), seconds: 0.0 };
    let began = solver::cpu_seconds();
    // Nobody is put on a night that has begun.
    let keep = |plan: &Plan, seat: DutySeat| {
        let fixed = plan.slot(seat).is_some_and(|slot| plan.pinned.0.get(slot.0 as usize).copied().flatten().is_some());
        fixed || !has_begun(campus, seat.day, order.now)
    };
    for rota in Rota::ALL {
        let plan = match drafting.plan(rota) {
            Ok(plan) => plan,
            Err(why) => {
                planned.none.push((rota, why));
                continue;
            }
        };
        let work = order.work.part(sites(&plan), all);
        let mut watch = solver::watch(words, work, out);
        let it = drafting.solve(plan, work.budget, &mut |_, progress| watch(progress), &keep);
        planned.seats.extend(it.seats);
        planned.rotas.push((it.plan, it.roster));
    }
    planned.seconds = solver::rounded(solver::cpu_seconds() - began, 1000.0);
    planned
}

/// Whether the night of a day has begun.
pub(super) fn has_begun(campus: &Campus, day: Day, now: Stamp) -> bool {
    campus.presets().rules().schedule.hours(day, campus.zone()).0 <= now
}

impl Planned {
    /// The objective over both rotas.
    pub(super) fn z(&self) -> f64 {
        solver::rounded(self.scores().map(|it| it.z()).sum(), 100.0)
    }

    /// The wider spread of the two, in duties.
    pub(super) fn spread(&self) -> f64 {
        solver::rounded(self.scores().map(|it| it.spread_units()).fold(0.0, f64::max), 1000.0)
    }

    fn scores(&self) -> impl Iterator<Item = Score> + '_ {
        self.rotas.iter().map(|(plan, roster)| Score::of(&plan.instance, roster))
    }

    /// Seats that stay empty, on nights that have not begun.
    pub(super) fn unfilled(&self, campus: &Campus, now: Stamp) -> Vec<Unfilled> {
        self.rotas.iter().flat_map(|(plan, roster)| unfilled(campus, plan, roster, now)).collect()
    }

    /// What makes it impossible, where a rota has empty seats.
    pub(super) fn clashes(&self, campus: &Campus, empty: &[Unfilled]) -> Vec<ClashView> {
        let of = |(plan, _): &(Plan, Roster)| {
            let lacks = empty.iter().any(|it| plan.rota.holds(it.at.post));
            let found = if lacks { roster::clash(&plan.instance) } else { None };
            found.map(|it| clash(campus, plan, &it))
        };
        self.rotas.iter().filter_map(of).collect()
    }

    /// The problem that nothing could be planned, if nothing could.
    pub(super) fn nothing(&self, words: &Words, campus: &Campus, empty: &[Unfilled], clashes: &[ClashView]) -> Option<Problem> {
        if let (true, Some((rota, why))) = (self.rotas.is_empty(), self.none.first()) {
            let lines = self.none.iter().skip(1).filter(|(_, other)| matches!(other, Unplannable::Nobody(_)));
            let lines = lines.map(|(rota, why)| say_unplannable(words, *rota, *why)).collect();
            return Some(Problem { lines, ..Problem::new(Exit::Refused, unplannable_code(*why), say_unplannable(words, *rota, *why)) });
        }
        if !self.seats.is_empty() {
            return None;
        }
        let mut problem = Problem::new(Exit::Refused, "nothing_planned", say!(words, "cli-plan-nothing"));
        problem = problem.with("clash", serde_json::to_value(clashes.first()).unwrap_or_default());
        problem = problem.with("unfilled", serde_json::to_value(empty).unwrap_or_default());
        for it in clashes {
            problem = problem.line(it.said(words, campus));
        }
        Some(problem)
    }
}

/// A rota, for scripts.
pub(super) fn rota_key(rota: Rota) -> &'static str {
    match rota {
        Rota::Workrooms => "workrooms",
        Rota::Leaders => "leaders",
    }
}

pub(super) fn unplannable_code(why: Unplannable) -> &'static str {
    match why {
        Unplannable::Nobody(_) => "nobody_serves",
        Unplannable::NoPost => "no_community",
        Unplannable::Nights { .. } => "nights",
    }
}

/// Why a rota cannot be planned, and what to do.
pub(super) fn say_unplannable(words: &Words, rota: Rota, why: Unplannable) -> String {
    match (why, rota) {
        (Unplannable::Nobody(_), Rota::Workrooms) => say!(words, "cli-plan-no-counselor"),
        (Unplannable::Nobody(_), Rota::Leaders) => say!(words, "cli-plan-no-leader"),
        (Unplannable::NoPost, _) => say!(words, "cli-plan-no-community"),
        (Unplannable::Nights { days }, _) => say!(words, "cli-plan-nights", days = days.to_string(), most = NIGHTS_LIMIT.to_string()),
    }
}

/// The problem that a rota cannot be planned.
pub(super) fn unplannable(words: &Words, rota: Rota, why: Unplannable) -> Problem {
    Problem::new(Exit::Refused, unplannable_code(why), say_unplannable(words, rota, why))
}

/// A seat that nobody has.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Unfilled {
    pub(super) day: String,
    pub(super) site: String,
    /// From 1.
    pub(super) seat: u8,
    pub(super) reasons: BTreeMap<&'static str, usize>,
    pub(super) relax: Vec<Way>,
    #[serde(skip)]
    pub(super) at: DutySeat,
    #[serde(skip)]
    said: BTreeMap<Reason, usize>,
}

/// Who could have an empty seat, and which rules would have to give way.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Way {
    #[serde(flatten)]
    pub(super) who: known::PersonView,
    pub(super) bends: Vec<&'static str>,
    /// In points of Z.
    pub(super) cost: f64,
    #[serde(skip)]
    said: Vec<roster::Bend>,
}

/// The empty seats of a roster on nights that have not begun.
pub(super) fn unfilled(campus: &Campus, plan: &Plan, roster: &Roster, now: Stamp) -> Vec<Unfilled> {
    let open = plan.instance.unfilled(roster).filter(|slot| !has_begun(campus, plan.seat(*slot).day, now));
    open.map(|slot| {
        let at = plan.seat(slot);
        let said = roster::reasons(&plan.instance, roster, slot);
        Unfilled {
            day: view::date(at.day),
            site: known::site(campus, at.post),
            seat: at.seat + 1,
            reasons: solver::reason_codes(&said),
            relax: ways(campus, plan, roster, at),
            at,
            said,
        }
    })
    .collect()
}

fn ways(campus: &Campus, plan: &Plan, roster: &Roster, at: DutySeat) -> Vec<Way> {
    let Some(slot) = plan.slot(at) else { return Vec::new() };
    let need = campus.seats_of(at.post).get(usize::from(at.seat)).copied().unwrap_or(SeatNeed::Any);
    // A rule can give way, a woman's seat cannot be a man's.
    let admits = |person: u32| plan.person(person).and_then(|it| campus.staff().user(it)).is_some_and(|it| need.admits(it.sex));
    let found = roster::relax(&plan.instance, roster, slot, &admits).into_iter();
    let way = |it: roster::Relax| {
        let who = known::person(campus, plan.person(it.person)?);
        let bends = it.bends.iter().map(|bend| solver::bend_code(*bend)).collect();
        Some(Way { who, bends, cost: points(plan, it.cost), said: it.bends })
    };
    found.filter_map(way).take(WAYS).collect()
}

/// A cost in points of Z.
pub(super) fn points(plan: &Plan, cost: i64) -> f64 {
    solver::rounded(cost as f64 / plan.instance.shares() as f64, 100.0)
}

impl Unfilled {
    /// On a line, for people.
    pub(super) fn said(&self, words: &Words, campus: &Campus) -> String {
        let (day, site) = (words.day_long(self.at.day), known::said_site(words, campus, self.at.post));
        let line = say!(words, "cli-plan-empty", day = day, site = site, reasons = solver::say_reasons(words, &self.said));
        match self.relax.first() {
            Some(way) if way.said.is_empty() => say!(words, "cli-plan-way-free", line = line, name = way.who.name.as_str()),
            Some(way) => {
                let bends: Vec<String> = way.said.iter().map(|it| solver::say_bend(words, *it)).collect();
                let bends = bends.join(&say!(words, "cli-roster-comma"));
                say!(words, "cli-plan-way", line = line, name = way.who.name.as_str(), bends = bends)
            }
            None => line,
        }
    }
}

/// Nights and posts that cannot all be filled.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClashView {
    rota: &'static str,
    days: Vec<String>,
    sites: Vec<String>,
    needed: usize,
    possible: usize,
    people: Vec<String>,
    rule: &'static str,
    #[serde(skip)]
    said: (Vec<Day>, Vec<DutySeat>, Rule),
}

fn clash(campus: &Campus, plan: &Plan, it: &Clash) -> ClashView {
    let first = it.days.first().copied().unwrap_or(0);
    let days: Vec<Day> = it.days.iter().map(|day| plan.nights().0.plus(*day as i32)).collect();
    let seats: Vec<DutySeat> = it.sites.iter().map(|site| plan.seat(plan.instance.slot(first, *site))).collect();
    let mut sites: Vec<String> = seats.iter().map(|seat| known::site(campus, seat.post)).collect();
    sites.dedup();
    ClashView {
        rota: rota_key(plan.rota),
        days: days.iter().map(|it| view::date(*it)).collect(),
        sites,
        needed: it.needed,
        possible: it.possible,
        people: it.people.iter().filter_map(|it| plan.person(*it)).map(|it| view::login(campus, it)).collect(),
        rule: match it.rule {
            Rule::Presence => "presence",
            Rule::Rest => "rest",
            Rule::OffCap => "off_cap",
        },
        said: (days, seats, it.rule),
    }
}

impl ClashView {
    /// In words.
    pub(super) fn said(&self, words: &Words, campus: &Campus) -> String {
        let (days, seats, rule) = &self.said;
        let comma = say!(words, "cli-roster-comma");
        let mut named: Vec<String> = days.iter().take(NAMED).map(|it| words.day(*it)).collect();
        if days.len() > NAMED {
            named.push("…".to_owned());
        }
        let mut sites: Vec<String> = seats.iter().map(|it| known::said_site(words, campus, it.post)).collect();
        sites.dedup();
        let rules = &campus.presets().rules().schedule;
        let rule = match rule {
            Rule::Presence => say!(words, "cli-roster-rule-presence"),
            Rule::Rest => say!(words, "cli-roster-rule-rest", nights = rules.rest.to_string()),
            Rule::OffCap => say!(words, "cli-roster-rule-off-cap", cap = rules.off_cap.to_string()),
        };
        let (needed, possible, people) = (self.needed.to_string(), self.possible.to_string(), self.people.len().to_string());
        let (days, sites) = (named.join(&comma), sites.join(&comma));
        say!(words, "cli-roster-clash", days = days, sites = sites, needed = needed, possible = possible, people = people, rule = rule)
    }
}
