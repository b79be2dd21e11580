//! `yedeng --plain` and `yedeng --json`: what the home screen answers, without a screen. Who is on duty, what is open, who waits to be talked to.

use super::ask::short_time;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::Seq;
use crate::desk::Desk;
use crate::logbook::head::groups;
use crate::say;
use serde::Serialize;

/// Most incidents and talks that are told.
const LIMIT: usize = 50;

/// The answer.
#[derive(Serialize)]
struct Overview {
    at: String,
    /// The chain's head, to be written down: `verify --head` proves later that nothing up to here was changed.
    head: String,
    #[serde(skip)]
    printed: String,
    duty: Vec<view::ShiftView>,
    /// The one that will hurt first on top.
    incidents: Vec<view::IncidentView>,
    /// Follow-ups that are due, the longest overdue first.
    followups: Vec<view::TalkView>,
    /// Requests to which an answer is owed, and how many of them are overdue.
    requests_open: usize,
    requests_overdue: usize,
}

/// The overview.
pub(super) fn run(seat: &Seat, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let overview = overview(seat, desk)?;
        out.hand(words, overview, |out, it| {
            let campus = desk.campus();
            out.line(words, &say!(words, "cli-on-duty", count = it.duty.len()))?;
            let mut table = Table::new([say!(words, "cli-head-site"), say!(words, "cli-head-person"), say!(words, "cli-head-to")]);
            for it in it.duty {
                let site = if it.site == view::LEADER_SITE { say!(words, "cli-leader") } else { it.site };
                table.row([site, it.name.unwrap_or(it.person), short_time(&it.ends)]);
            }
            out.table(words, &table)?;
            out.line(words, &say!(words, "cli-open-incidents", count = it.incidents.iter().filter(|it| !it.drill).count()))?;
            let drills = it.incidents.iter().filter(|it| it.drill).count();
            if drills > 0 {
                out.line(words, &say!(words, "cli-open-drills", count = drills))?;
            }
            let mut table = Table::new([
                say!(words, "cli-head-id"),
                say!(words, "cli-head-severity"),
                say!(words, "cli-head-category"),
                say!(words, "cli-head-place"),
                say!(words, "cli-head-students"),
                say!(words, "cli-head-next"),
            ]);
            for it in it.incidents {
                let seen = campus.incidents().get(Seq(it.seq)).and_then(|it| desk.sight(&campus).incident(it));
                let Some(seen) = seen else { continue };
                let next = seen.deadlines().first().copied();
                let next = next.map(|(what, due)| format!("{} {}", words.deadline(what), words.moment(due, desk.now(), campus.zone())));
                let category = seen.category().map(|it| words.category(it)).unwrap_or_default();
                let (place, names) = (it.place.unwrap_or_default(), it.names.unwrap_or_default().join(" "));
                table.row([it.id, it.severity.to_owned(), category, place, names, next.unwrap_or_default()]);
            }
            out.table(words, &table)?;
            out.line(words, &say!(words, "cli-followups", count = it.followups.len()))?;
            let mut table = Table::new([
                say!(words, "cli-head-id"),
                say!(words, "cli-head-followup"),
                say!(words, "cli-head-students"),
                say!(words, "cli-head-topic"),
                say!(words, "cli-head-by"),
            ]);
            for it in it.followups {
                let seen = campus.talks().get(Seq(it.seq)).and_then(|it| desk.sight(&campus).talk(it));
                let topic = seen.and_then(|it| it.topic()).map(|it| words.topic(it)).unwrap_or_default();
                let who = it.who();
                table.row([it.id, it.followup.unwrap_or_default(), who, topic, it.by]);
            }
            out.table(words, &table)?;
            out.line(words, &say!(words, "cli-open-requests", count = it.requests_open, overdue = it.requests_overdue))?;
            out.field(words, say!(words, "cli-head-printed"), &it.printed)
        })?;
        Ok(Exit::Done)
    })
}

fn overview(seat: &Seat, desk: &Desk) -> Result<Overview, Problem> {
    let now = desk.now();
    let head = desk.head().hash;
    let (incidents, talks): (Vec<Seq>, Vec<Seq>) = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let queue = campus.incident_queue();
        let queue = queue.iter().filter(|(it, _)| sight.incident(it).is_some());
        let today = now.day(campus.zone());
        let due = sight.awaiting().filter(|it| it.followup().is_some_and(|day| day <= today));
        let mut due: Vec<_> = due.map(|it| (it.followup(), it.seq())).collect();
        due.sort();
        (queue.take(LIMIT).map(|(it, _)| it.seq).collect(), due.into_iter().take(LIMIT).map(|(_, seq)| seq).collect())
    };
    let read = |seq: &Seq| desk.entry(*seq).map_err(|fault| Problem::fault(&seat.words, &fault));
    let incident_entries = incidents.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let talk_entries = talks.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let campus = desk.campus();
    let duty = campus.shifts().covering(now).map(|(id, it)| view::shift(&campus, id, it, now));
    let incidents = incidents.iter().zip(&incident_entries);
    let sight = desk.sight(&campus);
    let incidents =
        incidents.filter_map(|(seq, entry)| Some(view::incident(&campus, &sight.incident(campus.incidents().get(*seq)?)?, entry.as_ref())));
    let talks = talks.iter().zip(&talk_entries);
    let talks = talks.filter_map(|(seq, entry)| Some(view::talk(&campus, &sight.talk(campus.talks().get(*seq)?)?, entry.as_ref())));
    let (head, printed) = (view::hex(&head), groups(&head));
    Ok(Overview {
        at: view::time(&campus, now),
        head,
        printed,
        duty: duty.collect(),
        incidents: incidents.collect(),
        followups: talks.collect(),
        requests_open: sight.open_requests().count(),
        requests_overdue: sight.open_requests().filter(|it| it.is_overdue(now)).count(),
    })
}
