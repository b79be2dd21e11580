//! `request` and its verbs: opened in one line, accepted, given to a service, answered, reopened, rated, closed; how the services did.

use super::args::{PeriodArgs, RequestArgs, RequestCommand};
use super::capture::{self, Asked};
use super::choose::{self, Finding, When};
use super::out::{Out, Outcome, Table};
use super::paper::{Paper, Sheet, failed};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use super::written::period;
use crate::campus::{Act, RequestAct, RequestHead, RequestState, Seq, Stamp, supervise};
use crate::capture::Form;
use crate::desk::Desk;
use crate::exchange;
use crate::say;
use crate::text;
use serde::Serialize;
use std::path::Path;

/// The letter of the id of a request.
pub(super) const REQUEST: char = 'Q';

/// `request`.
pub(super) fn run(seat: &Seat, args: &RequestArgs, out: &mut Out) -> Outcome {
    use RequestCommand as C;
    let Some(command) = &args.command else {
        return capture::one(seat, Asked::new(Form::Request), args.line.as_deref().unwrap_or_default(), args.dry_run, out);
    };
    seat.at_desk(out, |desk, out| {
        let id = match command {
            C::Week(args) => return week(seat, desk, args, out),
            C::Hanger { room, file, replace } => return hanger(seat, desk, room, (file, *replace), out),
            C::Accept { id }
            | C::Begin { id }
            | C::Assign { id, .. }
            | C::Answer { id, .. }
            | C::Reopen { id, .. }
            | C::Rate { id, .. }
            | C::Close { id, .. }
            | C::Note { id, .. } => id,
        };
        let request = known(seat, desk, id)?;
        let act = act(seat, desk, request, command)?;
        seat.receipt(desk, desk.submit(Act::Request(act)))?;
        let Some(told) = told(seat, desk, request)? else { return Ok(Exit::Done) };
        out.answer(&seat.words, &told, |out| tell(seat, desk, std::slice::from_ref(&told), out))?;
        Ok(Exit::Done)
    })
}

/// A request by its id, if this user knows of it.
pub(super) fn known(seat: &Seat, desk: &Desk, typed: &str) -> Result<Seq, Problem> {
    let campus = desk.campus();
    let head = view::numbered(text::fold(typed).trim(), REQUEST).and_then(|seq| campus.requests().get(seq));
    let seen = head.filter(|it| it.state != RequestState::Withdrawn).and_then(|it| desk.sight(&campus).request(it));
    seen.map(|it| it.seq()).ok_or_else(|| Problem::not_found(&seat.words, typed))
}

/// The act of a verb, against the request as it stands.
fn act(seat: &Seat, desk: &Desk, request: Seq, command: &RequestCommand) -> Result<RequestAct, Problem> {
    use RequestCommand as C;
    let campus = desk.campus();
    let now = desk.now();
    let Some(it) = campus.requests().get(request) else { return Err(Problem::not_found(&seat.words, &request.to_string())) };
    let from = it.state;
    let moved = |to, text: &str| RequestAct::Moved { request, from, to, text: text.trim().into() };
    let rules = &campus.presets().rules().request;
    Ok(match command {
        C::Accept { .. } => moved(RequestState::Accepted, ""),
        C::Begin { .. } => moved(RequestState::InHand, ""),
        C::Close { reason, .. } => moved(RequestState::Closed, reason),
        C::Assign { department, due, reason, .. } => {
            let to = text::clean(department).trim().to_owned();
            let said = due.as_deref().map(|it| choose::moment(&seat.words, &campus, it, now, true)).transpose()?;
            let due = said.unwrap_or_else(|| now.plus_minutes(rules.minutes_of(it.kind, &to)));
            let (from, due_before) = (it.office.clone(), it.due);
            RequestAct::Assigned { request, from, to: to.into(), due_before, due, text: reason.trim().into() }
        }
        C::Answer { text, .. } => RequestAct::Answered { request, from, text: text.trim().into() },
        C::Reopen { reason, .. } => {
            let due = reopened_until(it, now, rules.minutes_of(it.kind, &it.office));
            RequestAct::Reopened { request, from, due_before: it.due, due, text: reason.trim().into() }
        }
        C::Rate { stars, text, .. } => RequestAct::Rated { request, from, stars: *stars, text: text.trim().into() },
        C::Note { text, .. } => RequestAct::Noted { request, at: now, text: text.trim().into() },
        C::Week(_) | C::Hanger { .. } => return Err(Problem::not_found(&seat.words, "week")),
    })
}

/// Until when a request that is reopened is answered: the service has its time again.
fn reopened_until(it: &RequestHead, now: Stamp, minutes: i64) -> Stamp {
    now.plus_minutes(minutes).max(it.at.plus_minutes(1))
}

/// A request as this user sees it; `None` if not even that there is one.
pub(super) fn told(seat: &Seat, desk: &Desk, request: Seq) -> Result<Option<view::RequestView>, Problem> {
    let entry = desk.entry(request).map_err(|fault| Problem::fault(&seat.words, &fault))?;
    let campus = desk.campus();
    let seen = campus.requests().get(request).and_then(|it| desk.sight(&campus).request(it));
    Ok(seen.map(|it| view::request(&campus, &it, entry.as_ref(), desk.now())))
}

/// Requests, for people.
pub(super) fn tell(seat: &Seat, desk: &Desk, told: &[view::RequestView], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-id"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-service"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-due"),
        say!(words, "cli-head-place"),
        say!(words, "cli-head-students"),
        say!(words, "cli-head-rating"),
        say!(words, "cli-head-text"),
    ]);
    let campus = desk.campus();
    for it in told {
        let Some(head) = campus.requests().get(Seq(it.seq)).and_then(|head| desk.sight(&campus).request(head)) else { continue };
        let due = super::ask::short_time(&it.due);
        let hidden = || say!(words, "cli-hidden");
        table.row([
            it.id.clone(),
            super::ask::short_time(&it.at),
            words.request_kind(head.kind()),
            it.department.clone(),
            words.request_state(head.state()),
            if it.overdue { say!(words, "cli-request-overdue", due = due) } else { due },
            it.place.clone().unwrap_or_default(),
            it.name.clone().unwrap_or_default(),
            it.rating.map(|it| words.stars(it)).unwrap_or_default(),
            it.text.clone().unwrap_or_else(hidden),
        ]);
    }
    out.table(words, &table)
}

/// How the services did with what came in a period.
#[derive(Serialize)]
struct WeekView {
    since: String,
    until: String,
    services: Vec<ServiceView>,
}

/// How one did.
#[derive(Serialize)]
struct ServiceView {
    department: String,
    count: usize,
    open: usize,
    answered: usize,
    overdue: usize,
    /// Answered later than was promised.
    late: usize,
    median_minutes: Option<i64>,
    rated: usize,
    /// The average, with two places.
    rating: Option<f64>,
}

/// `request hanger`: what hangs on the door of a room, with its token as a square code. It names nobody.
fn hanger(seat: &Seat, desk: &Desk, room: &str, (file, replace): (&Path, bool), out: &mut Out) -> Outcome {
    let words = &seat.words;
    let paper = Paper { file, reason: None, replace };
    let ending = paper.ending(words, &["docx", "html"])?;
    paper.not_there_yet(words)?;
    let made = {
        let campus = desk.campus();
        let room = Finding::new(words, &campus, &desk.finder(), desk.user()).room(room)?;
        exchange::hanger::hanger(words, &campus, room)
    };
    let made = made.ok_or_else(|| failed(words, "QR"))?;
    let bytes = match ending {
        "html" => made.html(words.lang().tag()).into_bytes(),
        _ => made.docx().map_err(|error| failed(words, &words.io(error.kind())))?,
    };
    let sheet = Sheet { what: "hanger", bytes: &bytes, rows: 0 };
    let told = |file: String| say!(words, "cli-hanger-written", room = made.room.as_str(), file = file);
    paper.deliver((seat, desk), &sheet, &[("room", made.room.clone().into()), ("token", made.token.clone().into())], told, out)
}

fn week(seat: &Seat, desk: &Desk, args: &PeriodArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (from, until) = period(seat, desk, (args.since.as_deref(), args.until.as_deref()), 7)?;
    let view = {
        let campus = desk.campus();
        let (first, end) = (When::Day(from).first(&campus), When::Day(until).end(&campus));
        let came = desk.sight(&campus).requests().filter(|it| first <= it.at() && it.at() < end);
        let records = supervise(came.map(|it| it.case()), desk.now());
        let services = records.iter().map(|it| ServiceView {
            department: it.office.to_owned(),
            count: it.count,
            open: it.open,
            answered: it.answered,
            overdue: it.overdue,
            late: it.late,
            median_minutes: it.median_minutes,
            rated: it.rated,
            rating: it.rating().map(|it| it as f64 / 100.0),
        });
        WeekView { since: view::date(from), until: view::date(until), services: services.collect() }
    };
    out.hand(words, view, |out, view| {
        out.line(words, &say!(words, "cli-request-week", since = view.since, until = view.until))?;
        let mut table = Table::new([
            say!(words, "cli-head-service"),
            say!(words, "cli-head-count"),
            say!(words, "cli-head-open"),
            say!(words, "cli-head-overdue"),
            say!(words, "cli-head-answered-late"),
            say!(words, "cli-head-median"),
            say!(words, "cli-head-rating"),
        ]);
        for it in view.services {
            let rating = it.rating.map(|rating| format!("{rating:.2} ({})", it.rated)).unwrap_or_default();
            let (median, department) =
                (it.median_minutes.map(|it| words.span(Stamp(0), Stamp(0).plus_minutes(it))).unwrap_or_default(), it.department);
            let counts = [it.count, it.open, it.overdue, it.late].map(|it| it.to_string());
            let [count, open, overdue, late] = counts;
            table.row([department, count, open, overdue, late, median, rating]);
        }
        out.table(words, &table)
    })?;
    Ok(Exit::Done)
}
