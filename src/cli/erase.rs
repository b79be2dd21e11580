//! `erase …`: words whose time is up, or whose student asks for it: what would go, who asks, who agrees, and the certificate.

use super::args::EraseCommand;
use super::ask::short_time;
use super::choose::Finding;
use super::log::say_kind;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Campus, CustodyAct, Day, ErasureScope, ErasureState, Seq, UserId};
use crate::desk::{Certificate, Desk, ErasurePlan, Refused};
use crate::logbook::head::groups;
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// `erase …`.
pub(super) fn run(seat: &Seat, command: &EraseCommand, out: &mut Out) -> Outcome {
    seat.at_desk(out, |desk, out| match command {
        EraseCommand::Plan { scope } => plan(seat, desk, scope, out),
        EraseCommand::Propose { scope, reason } => propose(seat, desk, scope, reason, out),
        EraseCommand::Approve { id } => approve(seat, desk, id, out),
        EraseCommand::Reject { id, reason } => reject(seat, desk, (id, reason), out),
        EraseCommand::Run { id } => carry_out(seat, desk, number(&seat.words, id)?, out),
        EraseCommand::Certificate { id, file } => certificate(seat, desk, (id, file.as_deref()), out),
        EraseCommand::List => list(seat, desk, out),
        EraseCommand::Due { years } => due(seat, desk, *years, out),
    })
}

fn refused(words: &Words, desk: &Desk, refused: &Refused) -> Problem {
    Problem::refused(words, &desk.campus(), refused)
}

/// An erasure's id: `E123`, or its entry.
fn number(words: &Words, id: &str) -> Result<Seq, Problem> {
    let plain = text::fold(id).trim().to_ascii_uppercase();
    let digits = plain.strip_prefix('E').unwrap_or(&plain);
    digits.parse().map(Seq).map_err(|_| Problem::not_found(words, id))
}

/// `student:WHO` or `term:FROM..UNTIL`.
fn scope(words: &Words, desk: &Desk, typed: &str) -> Result<ErasureScope, Problem> {
    let bad = || Problem::usage("bad_scope", say!(words, "cli-bad-scope"));
    let (kind, rest) = typed.split_once([':', '：']).ok_or_else(bad)?;
    match text::fold(kind).trim().to_ascii_lowercase().as_str() {
        "student" => {
            let campus = desk.campus();
            let finder = desk.finder();
            Finding::new(words, &campus, &finder, desk.user()).student(rest.trim()).map(ErasureScope::Student)
        }
        "term" => {
            let day = |it: &str| it.trim().parse::<chrono::NaiveDate>().map(Day::from).map_err(|_| bad());
            let (from, until) = rest.split_once("..").ok_or_else(bad)?;
            let (from, until) = (day(from)?, day(until)?);
            if from <= until { Ok(ErasureScope::Period { from, until }) } else { Err(bad()) }
        }
        _ => Err(bad()),
    }
}

/// A scope for scripts and for paper. A student is named only as long as they are known.
fn say_scope(campus: &Campus, scope: ErasureScope) -> String {
    match scope {
        ErasureScope::Student(id) => match campus.people().student(id) {
            Some(it) if !it.facts.is_erased() => format!("student:{}", it.facts.no),
            _ => format!("student:#{}", id.0),
        },
        ErasureScope::Period { from, until } => format!("term:{}..{}", view::date(from), view::date(until)),
    }
}

fn plan_json(campus: &Campus, plan: &ErasurePlan) -> Value {
    json!({ "scope": say_scope(campus, plan.scope), "entries": plan.entries.len(), "kinds": plan.kinds })
}

fn plan_table(words: &Words, plan: &ErasurePlan, out: &mut Out) -> Outcome<()> {
    let mut table = Table::new([say!(words, "cli-head-kind"), say!(words, "cli-verify-entries")]);
    plan.kinds.iter().for_each(|(kind, count)| table.row([say_kind(words, kind), count.to_string()]));
    out.table(words, &table)
}

fn plan(seat: &Seat, desk: &Desk, typed: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let scope = scope(words, desk, typed)?;
    let plan = desk.plan_erasure(scope, &mut |_, _| {}).map_err(|it| refused(words, desk, &it))?;
    let value = plan_json(&desk.campus(), &plan);
    out.answer(words, &value, |out| {
        out.line(words, &say!(words, "cli-erase-plan", entries = plan.entries.len()))?;
        plan_table(words, &plan, out)
    })?;
    Ok(Exit::Done)
}

fn propose(seat: &Seat, desk: &Desk, typed: &str, reason: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let scope = scope(words, desk, typed)?;
    let (receipt, plan) = desk.propose_erasure(scope, reason).map_err(|it| refused(words, desk, &it))?;
    let id = format!("E{}", receipt.seq);
    let mut value = plan_json(&desk.campus(), &plan);
    value["id"] = json!(id);
    value["seq"] = json!(receipt.seq.0);
    out.answer(words, &value, |out| {
        out.line(words, &say!(words, "cli-erase-proposed", id = id.as_str(), entries = plan.entries.len()))?;
        plan_table(words, &plan, out)
    })?;
    Ok(Exit::Done)
}

/// The second person's yes is what it waited for, so it is carried out at once.
fn approve(seat: &Seat, desk: &Desk, id: &str, out: &mut Out) -> Outcome {
    let erasure = number(&seat.words, id)?;
    desk.approve_erasure(erasure).map_err(|it| refused(&seat.words, desk, &it))?;
    carry_out(seat, desk, erasure, out)
}

fn reject(seat: &Seat, desk: &Desk, (id, reason): (&str, &str), out: &mut Out) -> Outcome {
    let words = &seat.words;
    let erasure = number(words, id)?;
    let receipt = desk.reject_erasure(erasure, reason).map_err(|it| refused(words, desk, &it))?;
    let id = format!("E{erasure}");
    out.answer(words, &json!({ "id": id, "state": "rejected", "seq": receipt.seq.0 }), |out| {
        out.line(words, &say!(words, "cli-erase-rejected", id = id.as_str()))
    })?;
    Ok(Exit::Done)
}

fn carry_out(seat: &Seat, desk: &Desk, erasure: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let ran = desk.run_erasure(erasure, |_, _| {});
    ran.map_err(|error| Problem::desk(words, &desk.campus(), &error))?;
    let done = desk.certificate(erasure).map_err(|it| refused(words, desk, &it))?;
    let value = certificate_json(&desk.campus(), &done);
    out.answer(words, &value, |out| {
        let (id, entries) = (format!("E{erasure}"), done.entries);
        out.line(words, &say!(words, "cli-erase-done", id = id.as_str(), entries = entries))?;
        if !done.hand_made.is_empty() {
            out.line(words, &say!(words, "cli-erase-hand-made", count = done.hand_made.len()))?;
        }
        let away = done.seconds.iter().filter(|(_, renewed)| !renewed).count();
        if away > 0 {
            out.line(words, &say!(words, "cli-erase-seconds-left", count = away))?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

fn certificate_json(campus: &Campus, it: &Certificate) -> Value {
    let time = |at| view::time(campus, at);
    let login = |id: UserId| view::login(campus, id);
    let hand_made: Vec<Value> =
        it.hand_made.iter().map(|it| json!({ "id": view::hex(&it.id), "at": time(it.at), "by": login(it.by) })).collect();
    let seconds: Vec<Value> =
        it.seconds.iter().map(|(dir, renewed)| json!({ "dir": dir.display().to_string(), "renewed": renewed })).collect();
    json!({
        "id": format!("E{}", it.erasure),
        "scope": say_scope(campus, it.scope),
        "reason": it.asked.2,
        "asked_by": login(it.asked.0), "asked_at": time(it.asked.1),
        "approved_by": login(it.approved.0), "approved_at": time(it.approved.1),
        "done_by": login(it.done.0), "done_at": time(it.done.1),
        "entries": it.entries,
        "seq": it.seq.0,
        "head_before": view::hex(&it.before), "head_after": view::hex(&it.after),
        "automatic_backups_left": it.backups_left,
        "hand_made_backups": hand_made,
        "second_mirrors": seconds,
    })
}

/// The lines of a certificate, each with its name.
fn certificate_lines(words: &Words, campus: &Campus, it: &Certificate) -> Vec<(String, String)> {
    let who = |id: UserId| campus.staff().user(id).map_or_else(|| view::login(campus, id), |it| it.name.to_string());
    let when = |at| short_time(&view::time(campus, at));
    let mut lines = vec![
        (say!(words, "cli-head-id"), format!("E{}", it.erasure)),
        (say!(words, "cli-erase-scope"), say_scope(campus, it.scope)),
        (say!(words, "cli-head-why"), it.asked.2.to_string()),
        (say!(words, "cli-erase-asked"), format!("{} {}", who(it.asked.0), when(it.asked.1))),
        (say!(words, "cli-erase-approved"), format!("{} {}", who(it.approved.0), when(it.approved.1))),
        (say!(words, "cli-erase-carried-out"), format!("{} {}", who(it.done.0), when(it.done.1))),
        (say!(words, "cli-verify-entries"), it.entries.to_string()),
        (say!(words, "cli-erase-before"), groups(&it.before)),
        (say!(words, "cli-erase-after"), groups(&it.after)),
        (say!(words, "cli-erase-backups-left"), it.backups_left.to_string()),
    ];
    let by_hand = it.hand_made.iter().map(|it| (say!(words, "cli-erase-out-of-reach"), format!("{} {}", view::hex(&it.id), when(it.at))));
    lines.extend(by_hand);
    let second = |(dir, renewed): &(PathBuf, bool)| {
        let name = if *renewed { say!(words, "cli-erase-second-renewed") } else { say!(words, "cli-erase-second-left") };
        (name, text::clean(&dir.display().to_string()).into_owned())
    };
    lines.extend(it.seconds.iter().map(second));
    lines
}

fn certificate(seat: &Seat, desk: &Desk, (id, file): (&str, Option<&Path>), out: &mut Out) -> Outcome {
    let words = &seat.words;
    let it = desk.certificate(number(words, id)?).map_err(|it| refused(words, desk, &it))?;
    let campus = desk.campus();
    let lines = certificate_lines(words, &campus, &it);
    if let Some(file) = file {
        let college = campus.college().map(|it| it.name.to_string()).unwrap_or_default();
        write_page(words, file, &page(words, &college, &lines))?;
    }
    out.answer(words, &certificate_json(&campus, &it), |out| {
        out.line(words, &say!(words, "cli-erase-certificate"))?;
        lines.iter().try_for_each(|(name, value)| out.field(words, name.clone(), value))
    })?;
    Ok(Exit::Done)
}

/// The certificate as a page to print.
fn page(words: &Words, college: &str, lines: &[(String, String)]) -> String {
    let safe = |it: &str| it.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let title = say!(words, "cli-erase-certificate");
    let rows: String = lines.iter().map(|(name, value)| format!("<tr><th>{}</th><td>{}</td></tr>\n", safe(name), safe(value))).collect();
    let style = "body{font-family:serif;margin:3em}th{text-align:left;padding-right:2em;vertical-align:top}td{padding:.2em 0}";
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{style}</style>\n<h1>{title}</h1>\n<p>{}</p>\n<table>\n{rows}</table>\n",
        safe(college)
    )
}

/// Writes a file that is not there yet.
fn write_page(words: &Words, file: &Path, page: &str) -> Result<(), Problem> {
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(file).and_then(|mut it| it.write_all(page.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Problem::new(Exit::Refused, "in_the_way", say!(words, "cli-fault-in-the-way")),
        kind => Problem::new(Exit::Refused, "output", say!(words, "cli-output-failed", what = words.io(kind))),
    })
}

fn list(seat: &Seat, desk: &Desk, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let campus = desk.campus();
    let mut rows = Vec::new();
    for row in campus.custody().rows().iter().rev() {
        let CustodyAct::ErasureProposed { scope, entries, reason } = &row.what else { continue };
        let Some((_, _, state)) = campus.custody().erasure(row.seq) else { continue };
        let (state, said) = match state {
            ErasureState::Proposed => ("proposed", say!(words, "cli-erase-state-proposed")),
            ErasureState::Approved => ("approved", say!(words, "cli-erase-state-approved")),
            ErasureState::Rejected => ("rejected", say!(words, "cli-erase-state-rejected")),
            ErasureState::Done => ("done", say!(words, "cli-erase-state-done")),
        };
        let value = json!({
            "id": format!("E{}", row.seq), "scope": say_scope(&campus, *scope), "state": state, "entries": entries, "reason": reason,
            "asked_by": view::login(&campus, row.by), "asked_at": view::time(&campus, row.at),
        });
        rows.push((value, said));
    }
    let values: Vec<&Value> = rows.iter().map(|(value, _)| value).collect();
    out.answer(words, &values, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-state"),
            say!(words, "cli-erase-scope"),
            say!(words, "cli-verify-entries"),
            say!(words, "cli-head-by"),
            say!(words, "cli-head-why"),
        ]);
        for (value, said) in &rows {
            let field = |name: &str| value[name].as_str().map_or_else(|| value[name].to_string(), str::to_owned);
            table.row([field("id"), said.clone(), field("scope"), field("entries"), field("asked_by"), field("reason")]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

fn due(seat: &Seat, desk: &Desk, years: u32, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let due = desk.due_erasures(years);
    let values: Vec<Value> = due
        .iter()
        .map(|(from, until, count)| {
            let (from, until) = (view::date(*from), view::date(*until));
            json!({ "scope": format!("term:{from}..{until}"), "from": from, "until": until, "things": count })
        })
        .collect();
    out.answer(words, &json!({ "years": years, "terms": values }), |out| {
        out.line(words, &say!(words, "cli-erase-due", years = years, count = due.len()))?;
        let mut table = Table::new([say!(words, "cli-erase-scope"), say!(words, "cli-erase-things")]);
        for (from, until, count) in &due {
            table.row([format!("term:{}..{}", view::date(*from), view::date(*until)), count.to_string()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
