//! `reception`: the leaders' reception days, who came, and whether what was promised was answered in time.

use super::args::ReceptionCommand;
use super::capture::{self, Asked};
use super::choose::{When, one_of};
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::request;
use super::seat::Seat;
use super::view;
use super::written::{choose, day, id, take_off, write};
use crate::campus::{Act, Campus, LeaderRank, ReceptionHeld, RequestAct, Seq, Stamp};
use crate::capture::Form;
use crate::desk::Desk;
use crate::desk::rights::RequestSight;
use crate::say;
use serde::Serialize;

/// The letter of the id of a reception day.
const RECEPTION: char = 'V';

/// `reception …`.
pub(super) fn run(seat: &Seat, command: &ReceptionCommand, out: &mut Out) -> Outcome {
    use ReceptionCommand as C;
    let words = &seat.words;
    seat.at_desk(out, |desk, out| match command {
        C::Hold { leader, rank, day: typed, community, text } => {
            let ranks = [LeaderRank::College, LeaderRank::Department];
            let rank = one_of(words, "--rank", rank, &ranks, LeaderRank::key, |words, it| words.leader_rank(it))?;
            let day = day(seat, desk, typed.as_deref())?;
            let community = community.as_deref().map(|it| choose(seat, desk, |finding| finding.community(it))).transpose()?;
            let held = ReceptionHeld { day, leader: leader.trim().into(), rank, community, text: text.trim().into() };
            write(seat, desk, Act::Request(RequestAct::ReceptionHeld(held)), Some(RECEPTION), out)
        }
        C::Came { id, line, promise } => {
            let reception = known(seat, desk, id)?;
            let asked = Asked::new(Form::Request).brought_to(reception, promise);
            capture::log(seat, desk, asked, &line.line, line.dry_run, out)
        }
        C::Undo { id } => {
            let reception = known(seat, desk, id)?;
            take_off(seat, desk, Act::Request(RequestAct::ReceptionWithdrawn { reception }), reception, out)
        }
        C::Amend { id, leader, rank, day: typed, community, text } => {
            let reception = known(seat, desk, id)?;
            let (words_of, before) = stands(seat, desk, reception)?;
            let mut after = before.clone();
            if let Some(leader) = leader {
                after.leader = leader.trim().into();
            }
            if let Some(rank) = rank {
                let ranks = [LeaderRank::College, LeaderRank::Department];
                after.rank = one_of(words, "--rank", rank, &ranks, LeaderRank::key, |words, it| words.leader_rank(it))?;
            }
            if typed.is_some() {
                after.day = day(seat, desk, typed.as_deref())?;
            }
            match community.as_deref().map(str::trim) {
                // Of all communities again.
                Some("") => after.community = None,
                Some(it) => after.community = Some(choose(seat, desk, |finding| finding.community(it))?),
                None => {}
            }
            if let Some(text) = text {
                after.text = text.trim().into();
            }
            // Whoever asks for what is so already gets it.
            if before != after {
                let (before, after) = (Box::new(before), Box::new(after));
                let act = RequestAct::ReceptionAmended { reception, words: words_of, before, after };
                seat.receipt(desk, desk.submit(Act::Request(act)))?;
            }
            show(seat, desk, reception, out)
        }
        C::List { period, limit } => {
            let campus = desk.campus();
            let today = desk.now().day(campus.zone());
            let read = |typed: &Option<String>| typed.as_deref().map(|it| When::read(words, it, today)).transpose();
            let (since, until) = (read(&period.since)?, read(&period.until)?);
            let from = since.map_or(Stamp(i64::MIN), |it| it.first(&campus));
            let before = until.map_or(Stamp(i64::MAX), |it| it.end(&campus));
            let held = campus.requests().receptions().iter().filter(|it| !it.withdrawn);
            let held = held.filter(|it| (from..before).contains(&it.day.at(campus.zone(), 12, 0)));
            let mut held: Vec<_> = held.collect();
            held.sort_by_key(|it| std::cmp::Reverse((it.day, it.seq)));
            let views: Vec<view::ReceptionView> = held
                .into_iter()
                .take(limit.count())
                .map(|it| view::reception(&campus, it, &came(desk, &campus, it.seq), desk.now()))
                .collect();
            out.hand(words, views, |out, views| tell(seat, &views, out))?;
            Ok(Exit::Done)
        }
        C::Show { id } => show(seat, desk, known(seat, desk, id)?, out),
    })
}

/// What was brought to a reception day, as far as it is seen.
fn came<'a>(desk: &Desk, campus: &'a Campus, reception: Seq) -> Vec<RequestSight<'a>> {
    let sight = desk.sight(campus);
    campus.requests().of_reception(reception).filter_map(|it| sight.request(it)).collect()
}

fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let seq = id(seat, typed, RECEPTION)?;
    let campus = desk.campus();
    let head = campus.requests().reception(seq).filter(|it| !it.withdrawn);
    head.map(|it| it.seq).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// How a reception day stands, words and all, and the entry that says so.
fn stands(seat: &Seat, desk: &Desk, reception: Seq) -> Result<(Seq, ReceptionHeld), Problem> {
    let head = desk.campus().requests().reception(reception).cloned();
    let head = head.ok_or_else(|| Problem::not_found(&seat.words, &format!("{RECEPTION}{reception}")))?;
    let entry = desk.entry(head.words).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    let text = entry.and_then(|it| ReceptionHeld::of(&it.act).map(|it| it.text.clone())).unwrap_or_default();
    Ok((head.words, ReceptionHeld { day: head.day, leader: head.leader, rank: head.rank, community: head.community, text }))
}

fn tell(seat: &Seat, views: &[view::ReceptionView], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-day"),
        say!(words, "cli-head-leader"),
        say!(words, "cli-head-leader-rank"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-came"),
        say!(words, "cli-head-answered"),
        say!(words, "cli-head-overdue"),
        say!(words, "cli-head-answered-late"),
    ]);
    for it in views {
        let rank = LeaderRank::from_key(it.rank).map(|it| words.leader_rank(it)).unwrap_or_default();
        let [came, answered, overdue, late] = [it.came, it.answered, it.overdue, it.late].map(|it| it.to_string());
        let community = it.community.clone().unwrap_or_default();
        table.row([it.id.clone(), it.day.clone(), it.leader.clone(), rank, community, came, answered, overdue, late]);
    }
    out.table(words, &table)
}

/// A reception day with what was brought to it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    reception: view::ReceptionView,
    requests: Vec<view::RequestView>,
    text: Option<String>,
}

fn show(seat: &Seat, desk: &Desk, reception: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let seqs: Vec<Seq> = {
        let campus = desk.campus();
        came(desk, &campus, reception).iter().map(|it| it.seq()).collect()
    };
    let requests: Result<Vec<_>, Problem> = seqs.into_iter().map(|it| request::told(seat, desk, it)).collect();
    let requests: Vec<view::RequestView> = requests?.into_iter().flatten().collect();
    let text = Some(stands(seat, desk, reception)?.1.text.into_string());
    let shown = {
        let campus = desk.campus();
        let Some(head) = campus.requests().reception(reception) else { return Ok(Exit::Done) };
        let reception = view::reception(&campus, head, &came(desk, &campus, reception), desk.now());
        Shown { reception, requests, text: text.filter(|it| !it.is_empty()) }
    };
    out.hand(words, shown, |out, shown| {
        tell(seat, std::slice::from_ref(&shown.reception), out)?;
        if let Some(text) = &shown.text {
            out.line(words, &crate::text::clean(text))?;
        }
        out.line(words, "")?;
        request::tell(seat, desk, &shown.requests, out)?;
        for it in &shown.requests {
            if let Some(promise) = &it.promise {
                let promise = crate::text::clean(promise);
                out.line(words, &say!(words, "cli-reception-promise", id = it.id.as_str(), promise = promise.as_ref()))?;
            }
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
