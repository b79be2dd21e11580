//! `schedule ledger`: what everybody's share was and what they serve, by kind of night.

use super::super::out::{Out, Outcome, Table};
use super::super::problem::{Exit, Problem};
use super::super::seat::Seat;
use super::super::view;
use super::known;
use super::planning;
use super::why::{Account, account, said_units};
use crate::campus::{Campus, Day, DutyKind, UserId};
use crate::desk::rights::Sight;
use crate::roster::{Ledger, Plan, Rota};
use crate::say;
use serde::Serialize;
use std::collections::BTreeSet;

/// The answer.
#[derive(Serialize)]
struct Told {
    from: String,
    to: String,
    people: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    rota: &'static str,
    #[serde(flatten)]
    who: known::PersonView,
    community: Option<String>,
    /// Not in the rota any more, or exempt: what they served is told all the same.
    left: bool,
    #[serde(flatten)]
    account: Account,
}

/// `schedule ledger`.
pub(super) fn run(seat: &Seat, span: (Option<&str>, Option<&str>), out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let campus = desk.campus();
        let (now, today) = known::now(desk, &campus);
        let (from, to) = known::span(seat, &campus, now, span, known::term(&campus, today))?;
        let sight = desk.sight(&campus);
        let mut people = Vec::new();
        for rota in Rota::ALL {
            people.extend(lines(&campus, sight, rota, (from, to), now));
        }
        if people.is_empty() {
            return Err(Problem::new(Exit::NotFound, "nothing_published", say!(words, "cli-ledger-nothing")).into());
        }
        let told = Told { from: view::date(from), to: view::date(to), people };
        out.answer(words, &told, |out| {
            out.line(words, &say!(words, "cli-record-period", from = told.from.as_str(), until = told.to.as_str()))?;
            let mut table = Table::new([
                say!(words, "cli-head-person"),
                say!(words, "cli-head-community"),
                say!(words, "cli-head-share"),
                say!(words, "cli-head-carried"),
                say!(words, "cli-head-target"),
                say!(words, "cli-head-served"),
                say!(words, "cli-head-deviation"),
                words.duty_kind(DutyKind::Workday),
                words.duty_kind(DutyKind::Weekend),
                words.duty_kind(DutyKind::Holiday),
                words.duty_kind(DutyKind::Vacation),
            ]);
            let leader = say!(words, "cli-leader");
            for it in &told.people {
                let own = |value: Option<f64>| value.map(said_units).unwrap_or_default();
                let account = &it.account;
                let post =
                    if it.rota == planning::rota_key(Rota::Leaders) { leader.clone() } else { it.community.clone().unwrap_or_default() };
                let kinds = DutyKind::ALL.map(|kind| account.kinds.get(kind.key()).copied().unwrap_or(0).to_string());
                let row =
                    [it.who.name.clone(), post, own(account.share), own(account.carried), own(account.target), said_units(account.served)];
                table.row(row.into_iter().chain([own(account.deviation)]).chain(kinds));
            }
            out.table(words, &table)
        })?;
        Ok(Exit::Done)
    })
}

/// Of a rota, over the nights of the span for which something is published.
fn lines(campus: &Campus, sight: Sight<'_>, rota: Rota, (from, to): (Day, Day), now: crate::campus::Stamp) -> Vec<Line> {
    let within =
        || campus.shifts().all().map(|it| it.1).filter(move |it| !it.cancelled && rota.holds(it.post) && from <= it.day && it.day <= to);
    let (Some(first), Some(last)) = (within().map(|it| it.day).min(), within().map(|it| it.day).max()) else { return Vec::new() };
    let plan = Plan::of(campus, rota, first, last, None, now).ok();
    let ledger = plan.as_ref().map(|plan| Ledger::of(&plan.instance, &plan.roster_of_shifts(campus)));
    let community = |id: UserId| {
        let of = campus.staff().user(id).and_then(|it| it.community);
        of.and_then(|id| campus.places().community(id)).map(|it| it.name.to_string())
    };
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for (plan, ledger) in plan.iter().zip(&ledger) {
        for id in plan.people() {
            let Some(account) = account(sight, plan, ledger, *id) else { continue };
            told.insert(*id);
            let line =
                Line { rota: planning::rota_key(rota), who: known::person(campus, *id), community: community(*id), left: false, account };
            found.push(line);
        }
    }
    let others: BTreeSet<UserId> = within().map(|it| it.person).filter(|id| !told.contains(id)).collect();
    found.extend(others.into_iter().map(|id| {
        let account = served(campus, within().filter(|it| it.person == id).map(|it| it.day));
        Line { rota: planning::rota_key(rota), who: known::person(campus, id), community: community(id), left: true, account }
    }));
    found
}

/// What somebody served who is in no rota any more.
fn served(campus: &Campus, days: impl Iterator<Item = Day>) -> Account {
    let rules = &campus.presets().rules().schedule;
    let mut account = Account {
        share: None,
        carried: None,
        target: None,
        served: 0.0,
        deviation: None,
        nights: 0,
        kinds: DutyKind::ALL.iter().map(|it| (it.key(), 0)).collect(),
        days_off: 0,
    };
    for day in days {
        let kind = rules.kind(day);
        account.served += known::units(rules.weight(day));
        account.nights += 1;
        account.days_off += usize::from(kind.is_off());
        *account.kinds.entry(kind.key()).or_insert(0) += 1;
    }
    account
}
