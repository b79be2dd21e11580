//! `schedule why`: who has a duty and why, and why nobody else.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::solver;
use super::super::view;
use super::super::written;
use super::known;
use super::planning::{self, Unfilled};
use crate::campus::{Campus, Day, DraftHead, DutySeat, Post, Preference, Refusal, Stamp, UserId};
use crate::desk::rights::Sight;
use crate::roster::{self, Ledger, Other, Plan, Price, Reason, Rota};
use crate::say;
use crate::words::Words;
use chrono::Datelike as _;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is asked about.
pub(super) struct Question<'a> {
    pub(super) day: &'a str,
    pub(super) site: &'a str,
    /// From 1.
    pub(super) seat: u8,
    pub(super) draft: Option<&'a str>,
    /// Alternatives told.
    pub(super) limit: usize,
}

/// The answer.
#[derive(Serialize)]
struct Answer {
    day: String,
    site: String,
    seat: u8,
    /// How many seats the post has.
    seats: usize,
    draft: Option<u64>,
    shift: Option<String>,
    kind: &'static str,
    /// What the duty counts, in duties.
    weight: f64,
    person: Option<String>,
    name: Option<String>,
    /// Their account over the nights that are looked at.
    account: Option<Account>,
    /// What they want of the day.
    wants: Option<&'static str>,
    pinned: bool,
    /// The nights that are looked at.
    from: String,
    to: String,
    spread_units: f64,
    /// How many others are kept from it by what.
    reasons: BTreeMap<&'static str, usize>,
    alternatives: Vec<Alternative>,
    /// For a seat that nobody has: which rules would have to give way.
    unfilled: Option<Unfilled>,
    #[serde(skip)]
    said: BTreeMap<Reason, usize>,
}

/// What somebody serves; the terms only for who may see them.
#[derive(Serialize)]
pub(super) struct Account {
    /// 1 full, 0.5 half.
    pub(super) share: Option<f64>,
    pub(super) carried: Option<f64>,
    /// What they should serve, in duties; what they served before is set off.
    pub(super) target: Option<f64>,
    pub(super) served: f64,
    pub(super) deviation: Option<f64>,
    pub(super) nights: usize,
    pub(super) kinds: BTreeMap<&'static str, usize>,
    pub(super) days_off: usize,
}

/// The account of somebody in a plan.
pub(super) fn account(sight: Sight<'_>, plan: &Plan, ledger: &Ledger, person: UserId) -> Option<Account> {
    let line = ledger.lines.get(plan.number(person)? as usize)?;
    let shares = ledger.shares as f64;
    let seen = sight.sees_terms(person);
    let whole = |it: i64| solver::rounded(it as f64 / shares / 2.0, 100.0);
    let kinds = crate::campus::DutyKind::ALL.iter().zip(line.kinds).map(|(kind, count)| (kind.key(), count)).collect();
    Some(Account {
        share: seen.then(|| known::units(line.share)),
        carried: seen.then(|| known::units(line.carried)),
        target: seen.then(|| whole(line.target)),
        served: known::units(line.served),
        deviation: seen.then(|| whole(line.deviation)),
        nights: line.kinds.iter().sum(),
        kinds,
        days_off: line.offs,
    })
}

/// Somebody else who could have it.
#[derive(Serialize)]
struct Alternative {
    #[serde(flatten)]
    who: known::PersonView,
    /// In points of Z; negative would be better than now.
    cost: f64,
    /// The spread afterwards, in duties.
    spread_units: f64,
    /// The duty that whoever has it would take in return; none if it would only be given.
    exchange: Option<known::PlaceView>,
    #[serde(skip)]
    said: Option<(Day, Post)>,
}

/// `schedule why`.
pub(super) fn run(seat: &Seat, asked: &Question<'_>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let now = desk.now();
        let at = written::choose(seat, desk, |finding| {
            let (day, post) = (known::day(seat, finding.campus, now, asked.day)?, known::post(finding, asked.site)?);
            let at = DutySeat { day, post, seat: asked.seat - 1 };
            if usize::from(at.seat) < finding.campus.seats_of(post).len() {
                return Ok(at);
            }
            let refusal = Refusal::NoSuchSeat(day);
            Err(Problem::refusal(words, finding.campus, &refusal))
        })?;
        let campus = desk.campus();
        let draft = asked.draft.map(|it| known::draft(words, &campus, it)).transpose()?;
        let answer = explain(words, &campus, desk.sight(&campus), at, draft, asked.limit, now)?;
        out.answer(words, &answer, |out| tell(words, &campus, at, &answer, out))?;
        Ok(Exit::Done)
    })
}

/// The nights of a day's month for which something is published; the whole of a draft.
fn nights(campus: &Campus, day: Day, rota: Rota, draft: Option<&DraftHead>) -> (Day, Day) {
    if let Some(draft) = draft {
        return (draft.from.min(day), draft.until.max(day));
    }
    let month = |it: Day| (it.date().year(), it.date().month());
    let there = |it: Day| month(it) == month(day);
    let days = || campus.shifts().all().map(|it| it.1).filter(|it| !it.cancelled && rota.holds(it.post) && there(it.day)).map(|it| it.day);
    (days().min().unwrap_or(day).min(day), days().max().unwrap_or(day).max(day))
}

fn explain(
    words: &Words,
    campus: &Campus,
    sight: Sight<'_>,
    at: DutySeat,
    draft: Option<&DraftHead>,
    limit: usize,
    now: Stamp,
) -> Result<Answer, Problem> {
    let rota = Rota::ALL.into_iter().find(|it| it.holds(at.post)).unwrap_or(Rota::Workrooms);
    let (from, until) = nights(campus, at.day, rota, draft);
    let plan = Plan::of(campus, rota, from, until, draft, now).map_err(|why| planning::unplannable(words, rota, why))?;
    let roster = draft.map_or_else(|| plan.roster_of_shifts(campus), |it| plan.roster_of_draft(it));
    // The plan has every seat of its rota between these nights.
    let Some(slot) = plan.slot(at) else {
        return Err(Problem::refusal(words, campus, &Refusal::NoSuchSeat(at.day)));
    };
    let why = roster::why(&plan.instance, &roster, slot);
    let shift = draft.is_none().then(|| plan.shifts(campus).get(&slot).copied()).flatten();
    // Whoever left the rota since may still stand on it.
    let published = shift.and_then(|id| campus.shifts().get(id)).map(|it| it.person);
    let person = why.person.and_then(|it| plan.person(it)).or(published).or(draft.and_then(|it| it.seated(at)).map(|it| it.person));
    let ledger = Ledger::of(&plan.instance, &roster);
    let rules = &campus.presets().rules().schedule;
    let empty = || planning::unfilled(campus, &plan, &roster, Stamp(i64::MIN)).into_iter().find(|it| it.at == at);
    Ok(Answer {
        day: view::date(at.day),
        site: known::site(campus, at.post),
        seat: at.seat + 1,
        seats: campus.seats_of(at.post).len(),
        draft: draft.map(|it| it.seq.0),
        shift: shift.map(|id| format!("S{}", id.0)),
        kind: rules.kind(at.day).key(),
        weight: known::units(rules.weight(at.day)),
        person: person.map(|it| view::login(campus, it)),
        name: person.map(|it| known::name(campus, it)),
        account: person.and_then(|it| account(sight, &plan, &ledger, it)),
        wants: person.and_then(|it| campus.duty().preference_of(it, at.day)).map(Preference::key),
        pinned: draft.and_then(|it| it.seated(at)).is_some_and(|it| it.pinned),
        from: view::date(from),
        to: view::date(until),
        spread_units: spread(&plan, why.spread),
        reasons: solver::reason_codes(&why.reasons()),
        alternatives: why.others.iter().filter_map(|it| alternative(campus, &plan, it)).take(limit).collect(),
        unfilled: if person.is_none() { empty() } else { None },
        said: why.reasons(),
    })
}

fn spread(plan: &Plan, spread: i64) -> f64 {
    solver::rounded(spread as f64 / (2 * plan.instance.shares()) as f64, 100.0)
}

fn alternative(campus: &Campus, plan: &Plan, it: &Other) -> Option<Alternative> {
    let best: Price = it.best()?;
    let exchange = it.exchanged.filter(|(_, price)| it.given.is_none_or(|given| *price < given)).map(|(slot, _)| plan.seat(slot));
    Some(Alternative {
        who: known::person(campus, plan.person(it.person)?),
        cost: planning::points(plan, best.cost),
        spread_units: spread(plan, best.spread),
        exchange: exchange.map(|it| known::place(campus, it.day, it.post)),
        said: exchange.map(|it| (it.day, it.post)),
    })
}

/// What keeps somebody from a duty, in words.
pub(super) fn say_reason(words: &Words, reason: Reason) -> String {
    match reason {
        Reason::NotOfSite => say!(words, "cli-why-not-of-site"),
        Reason::OnLeave => say!(words, "cli-why-on-leave"),
        Reason::ServesThatNight => say!(words, "cli-why-serves"),
        Reason::Rest => say!(words, "cli-why-rest"),
        Reason::OffCap => say!(words, "cli-why-off-cap"),
        Reason::Nothing => say!(words, "cli-why-nothing"),
    }
}

/// A number of duties, for people.
pub(super) fn said_units(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn tell(words: &Words, campus: &Campus, at: DutySeat, it: &Answer, out: &mut Out) -> Outcome<()> {
    let rules = &campus.presets().rules().schedule;
    let (day, site) = (words.day_long(at.day), known::said_site(words, campus, at.post));
    let kind = words.duty_kind(rules.kind(at.day));
    match &it.name {
        Some(name) => out.line(words, &say!(words, "cli-why-has", day = day, site = site, kind = kind, name = name.as_str()))?,
        None => out.line(words, &say!(words, "cli-why-nobody", day = day, site = site, kind = kind))?,
    }
    if let Some(account) = &it.account {
        let (served, nights) = (said_units(account.served), account.nights.to_string());
        let line = say!(words, "cli-why-serves-so-far", from = it.from.as_str(), to = it.to.as_str(), nights = nights, served = served);
        out.line(words, &line)?;
        if let (Some(share), Some(carried), Some(target)) = (account.share, account.carried, account.target) {
            let (share, carried, target) = (said_units(share), said_units(carried), said_units(target));
            out.line(words, &say!(words, "cli-why-account", share = share, carried = carried, target = target))?;
        }
    }
    match it.wants {
        Some("wish") => out.line(words, &say!(words, "cli-why-wished"))?,
        Some(_) => out.line(words, &say!(words, "cli-why-avoided"))?,
        None => {}
    }
    if it.pinned {
        out.line(words, &say!(words, "cli-why-pinned"))?;
    }
    out.line(words, &say!(words, "cli-why-others", reasons = solver::say_reasons(words, &it.said)))?;
    if let Some(empty) = &it.unfilled {
        out.line(words, &empty.said(words, campus))?;
    }
    if it.alternatives.is_empty() {
        return Ok(());
    }
    let mut table = Table::new([
        say!(words, "cli-head-person"),
        say!(words, "cli-head-cost"),
        say!(words, "cli-head-spread"),
        say!(words, "cli-head-exchange"),
    ]);
    for other in &it.alternatives {
        let exchange = other.said.map(|(day, post)| format!("{} {}", words.day_long(day), known::said_site(words, campus, post)));
        table.row([other.who.name.clone(), said_units(other.cost), said_units(other.spread_units), exchange.unwrap_or_default()]);
    }
    out.line(words, &say!(words, "cli-why-alternatives", spread = said_units(it.spread_units)))?;
    out.table(words, &table)
}
