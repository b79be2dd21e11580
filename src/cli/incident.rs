//! `incident` and its verbs: acknowledged, taken, ticked, moved, merged; what is owed now; who knew what when.

use super::args::{IncidentArgs, IncidentCommand};
use super::ask::short_time;
use super::capture::{self, Asked};
use super::choose::{self, one_of};
use super::incident_report;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, Campus, Deadlines, IncidentAct, IncidentState, Link, ReportKind, Seq, Severity, Stamp, Step};
use crate::capture::Form;
use crate::desk::Desk;
use crate::desk::rights::may_do;
use crate::say;
use crate::text;
use serde::Serialize;
use serde_json::json;

/// `incident`.
pub(super) fn run(seat: &Seat, args: &IncidentArgs, out: &mut Out) -> Outcome {
    use IncidentCommand as C;
    let Some(command) = &args.command else {
        return capture::one(seat, Asked::new(Form::Incident), args.line.as_deref().unwrap_or_default(), args.dry_run, out);
    };
    seat.at_desk(out, |desk, out| {
        let words = &seat.words;
        let named = |typed: &str| incident_named(seat, desk, typed);
        let moment = |typed: &Option<String>| {
            let now = desk.now();
            typed.as_deref().map_or(Ok(now), |it| choose::moment(words, &desk.campus(), it, now, false))
        };
        let act = match command {
            C::Due { fire } => return due(seat, desk, *fire, out),
            C::Knew { incident } => return knew(seat, desk, named(incident)?, out),
            C::Draft { incident, report } => return incident_report::draft(seat, desk, named(incident)?, report, out),
            C::Report(args) => return incident_report::write(seat, desk, named(&args.incident)?, args, out),
            C::Make { incident, report, said } => incident_report::make(seat, named(incident)?, report, said)?,
            C::Countersign { incident, report, text } => incident_report::countersign(seat, desk, named(incident)?, report, text)?,
            C::Ack { incident } => {
                let incident = named(incident)?;
                let before = desk.campus().incidents().get(incident).and_then(|it| it.acked).map(|it| it.seq);
                IncidentAct::Acknowledged { incident, before }
            }
            C::Take { incident } => {
                let incident = named(incident)?;
                let from = desk.campus().incidents().get(incident).and_then(|it| it.owner);
                IncidentAct::Owned { incident, from, to: Some(desk.user()) }
            }
            C::Join { incident, leave } => IncidentAct::Helped { incident: named(incident)?, helper: desk.user(), joins: !leave },
            C::Note { incident, text, at } => IncidentAct::Noted { incident: named(incident)?, at: moment(at)?, text: text.trim().into() },
            C::Tick { incident, step, text, undo } => ticked(named(incident)?, step, text, !undo),
            C::Move { incident, state, text } => {
                use IncidentState as S;
                let all = [S::New, S::Acknowledged, S::InHand, S::Escalated, S::Resolved, S::Closed, S::Withdrawn];
                let to = one_of(words, "STATE", state, &all, S::key, |words, it| words.incident_state(it))?;
                moved(desk, named(incident)?, to, text)
            }
            C::Escalate { incident, text } => moved(desk, named(incident)?, IncidentState::Escalated, text),
            C::Close { incident, text } => moved(desk, named(incident)?, IncidentState::Closed, text),
            C::Reopen { incident, text } => moved(desk, named(incident)?, IncidentState::InHand, text),
            C::Weigh { incident, severity, text } => {
                let incident = named(incident)?;
                let said = text::clean(severity);
                let bad = || Problem::usage("bad_value", say!(words, "cli-bad-severity", typed = said.as_ref()));
                let to = Severity::from_key(&text::fold(severity)).ok_or_else(bad)?;
                let from = desk.campus().incidents().get(incident).map_or(to, |it| it.severity);
                IncidentAct::Weighed { incident, from, to, text: text.trim().into() }
            }
            C::Merge { incident, into, text } => {
                IncidentAct::Merged { incident: named(incident)?, into: named(into)?, text: text.trim().into() }
            }
            C::Split { incident, text } => {
                let incident = named(incident)?;
                let from = desk.campus().incidents().get(incident).and_then(|it| it.merged).unwrap_or(incident);
                IncidentAct::Split { incident, from, text: text.trim().into() }
            }
            C::Link { incident, to, undo } => {
                let incident = named(incident)?;
                IncidentAct::Linked { incident, link: link_named(seat, desk, to)?, holds: !undo }
            }
            C::Sent { incident, report, to, text, at } => {
                let report = one_of(words, "REPORT", report, &ReportKind::ALL, ReportKind::key, |words, it| words.report_kind(it))?;
                IncidentAct::Sent { incident: named(incident)?, report, to: to.trim().into(), at: moment(at)?, text: text.trim().into() }
            }
        };
        does(seat, desk, act, out)
    })
}

/// Does an act about an incident and says how it stands now.
fn does(seat: &Seat, desk: &Desk, act: IncidentAct, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let incident = act.incident().unwrap_or_default();
    let receipt = seat.receipt(desk, desk.submit(Act::Incident(act)))?;
    let campus = desk.campus();
    let seen = campus.incidents().get(incident).and_then(|it| desk.sight(&campus).incident(it));
    let next = seen.and_then(|it| it.deadlines().first().copied());
    let state = seen.map(|it| words.incident_stands(it.state(), it.merged(), it.is_drill())).unwrap_or_default();
    let done = json!({
        "seq": receipt.seq.0,
        "id": format!("I{incident}"),
        "state": seen.map(|it| it.state().key()),
        "merged_into": seen.and_then(|it| it.merged()).map(|it| format!("I{it}")),
        "next_step": next.map(|(what, _)| what.key()),
        "next_deadline": next.map(|(_, due)| view::time(&campus, due)),
    });
    out.answer(words, &done, |out| {
        let next = next.map(|(what, due)| format!("{} {}", words.deadline(what), words.moment(due, desk.now(), campus.zone())));
        out.line(words, &format!("I{incident} · {} · {state} · {}", receipt.seq, next.unwrap_or_default()))
    })?;
    Ok(Exit::Done)
}

fn moved(desk: &Desk, incident: Seq, to: IncidentState, text: &str) -> IncidentAct {
    let from = desk.campus().incidents().get(incident).map_or(to, |it| it.state);
    IncidentAct::Moved { incident, from, to, text: text.trim().into() }
}

/// A report by its key, or a line of the checklist by its code.
fn ticked(incident: Seq, step: &str, text: &str, done: bool) -> IncidentAct {
    let typed = text::fold(step).trim().to_lowercase();
    let text: Box<str> = text.trim().into();
    match Step::from_key(&typed) {
        Some(step) => IncidentAct::Stepped { incident, step, done, text },
        None => IncidentAct::Ticked { incident, item: typed.into(), done, text },
    }
}

/// An incident by its number, as far as it is seen.
fn incident_named(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let id = text::fold(typed);
    let sight = desk.sight(&campus);
    let seen = |seq: &Seq| campus.incidents().get(*seq).is_some_and(|it| sight.incident(it).is_some());
    view::numbered(id.trim(), 'I').filter(seen).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// A talk, a round or a request by its number.
fn link_named(seat: &Seat, desk: &Desk, typed: &str) -> Result<Link, Problem> {
    let (campus, id) = (desk.campus(), text::fold(typed));
    let id = id.trim();
    let sight = desk.sight(&campus);
    let talk = |seq: &Seq| campus.talks().get(*seq).is_some_and(|it| sight.talk(it).is_some());
    let link = view::numbered(id, 'T').filter(talk).map(Link::Talk);
    let link = link.or_else(|| view::numbered(id, 'R').filter(|it| campus.rounds().walk(*it).is_some()).map(Link::Round));
    let link = link.or_else(|| view::numbered(id, 'Q').map(Link::Request));
    link.ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// Something owed.
#[derive(Serialize)]
struct Owed {
    id: String,
    severity: &'static str,
    drill: bool,
    step: &'static str,
    due: String,
    overdue: bool,
    recorded: bool,
    why: String,
    #[serde(skip)]
    said: String,
}

/// `incident due`: what open incidents owe, what hurts first on top; with `--fire` what has passed is put on record, once.
fn due(seat: &Seat, desk: &Desk, fire: bool, out: &mut Out) -> Outcome {
    let words = &seat.words;
    if fire {
        let passed = firings(&desk.campus(), desk);
        for act in passed {
            // Another seat may have put it on record meanwhile.
            drop(desk.submit(Act::Incident(act)));
        }
    }
    let (campus, now) = (desk.campus(), desk.now());
    let sight = desk.sight(&campus);
    let mut owed = Vec::new();
    for (head, _) in campus.incident_queue() {
        let Some(seen) = sight.incident(head) else { continue };
        let all = seen.deadlines();
        let why = words.urgency((seen.severity(), seen.since()), all.first().copied(), now);
        owed.extend(all.into_iter().map(|(what, due)| Owed {
            id: format!("I{}", head.seq),
            severity: head.severity.key(),
            drill: head.drill,
            step: what.key(),
            due: view::time(&campus, due),
            overdue: due <= now,
            recorded: head.has_fired(what, due),
            why: why.clone(),
            said: words.deadline(what),
        }));
    }
    out.answer(words, &owed, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-id"),
            say!(words, "cli-head-severity"),
            say!(words, "cli-head-next"),
            say!(words, "cli-head-to"),
            say!(words, "cli-head-reason"),
        ]);
        for it in &owed {
            let sign = if it.overdue { "! " } else { "" };
            table.row([it.id.clone(), it.severity.to_owned(), it.said.clone(), format!("{sign}{}", short_time(&it.due)), it.why.clone()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}

/// The acts that put on record what has passed, of incidents that this user may handle.
fn firings(campus: &Campus, desk: &Desk) -> Vec<IncidentAct> {
    let sight = desk.sight(campus);
    let due = campus.incidents_due(desk.now());
    let seen = due.into_iter().filter_map(|(head, _)| {
        let passed: Deadlines = sight.incident(head)?.fires(desk.now());
        (!passed.is_empty()).then(|| IncidentAct::Fired { incident: head.seq, passed: passed.into_vec() })
    });
    seen.filter(|it| may_do(campus, desk.user(), &Act::Incident(it.clone()))).collect()
}

/// Somebody who came to know something.
#[derive(Serialize)]
struct Knew {
    at: String,
    who: String,
    what: String,
    by: Option<String>,
    seq: u64,
}

/// `incident knew`: who knew what when, from the entries of the timeline.
fn knew(seat: &Seat, desk: &Desk, incident: Seq, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let entries = desk.campus().incidents().timeline(incident);
    let mut rows = Vec::new();
    for seq in entries {
        let Some(entry) = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))? else { continue };
        let campus = desk.campus();
        let name = |id| campus.staff().user(id).map(|it: &crate::campus::User| it.name.to_string()).unwrap_or_default();
        let Act::Incident(act) = &entry.act else { continue };
        let mut add = |at: Stamp, who: String, what: String| {
            rows.push((at, Knew { at: view::time(&campus, at), who, what, by: Some(name(entry.by)), seq: seq.0 }));
        };
        match act {
            IncidentAct::Opened(it) | IncidentAct::OpenedFrom { opened: it, .. } | IncidentAct::Drilled(it) => {
                add(entry.at, name(entry.by), it.text.to_string());
            }
            IncidentAct::Stepped { step, done: true, text, .. } => add(entry.at, words.step(*step), text.to_string()),
            IncidentAct::Acknowledged { .. } => add(entry.at, name(entry.by), words.get("cli-kind-incident-acknowledged")),
            IncidentAct::Owned { to: Some(to), .. } => add(entry.at, name(*to), words.get("cli-kind-incident-owned")),
            IncidentAct::Helped { helper, joins: true, .. } => add(entry.at, name(*helper), words.get("cli-kind-incident-helped")),
            IncidentAct::Moved { to: IncidentState::Escalated, text, .. } => {
                add(entry.at, words.incident_state(IncidentState::Escalated), text.to_string());
            }
            IncidentAct::Sent { report, to, at, text, .. } => {
                add(*at, to.to_string(), format!("{} {text}", words.report_kind(*report)).trim_end().to_owned());
            }
            _ => {}
        }
    }
    rows.sort_by_key(|(at, it)| (*at, it.seq));
    let rows: Vec<Knew> = rows.into_iter().map(|(_, it)| it).collect();
    out.answer(words, &rows, |out| {
        let mut table = Table::new([
            say!(words, "cli-head-time"),
            say!(words, "cli-head-person"),
            say!(words, "cli-head-text"),
            say!(words, "cli-head-by"),
        ]);
        for it in &rows {
            let what = text::truncate(&text::clean(&it.what), 60).into_owned();
            table.row([short_time(&it.at), text::clean(&it.who).into_owned(), what, it.by.clone().unwrap_or_default()]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
