//! `export requests`: a ledger of what was asked for, without who, where and in what words unless it is said why.

use super::super::args::ExportRequestsArgs;
use super::super::choose::When;
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::Problem;
use super::super::request::told;
use super::super::seat::Seat;
use super::super::view::RequestView;
use super::Form;
use crate::campus::{RequestKind, RequestState, Seq, Stamp};
use crate::desk::Desk;
use crate::exchange::rounds::{self, Document, Names, Table, Value};
use crate::say;
use crate::words::Words;

const FORMS: [Form; 4] = [Form::Xlsx, Form::Csv, Form::Html, Form::Json];

pub(super) fn run(seat: &Seat, args: &ExportRequestsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(words)?;
    let names = args.paper.names();
    seat.at_desk(out, |desk, out| {
        let rows = rows(seat, desk, args, names)?;
        let college = desk.campus().college().map(|it| it.name.to_string()).unwrap_or_default();
        let document = || ledger(words, &college, &rows, names);
        let bytes = match form {
            Form::Xlsx => rounds::xlsx(&document()).map_err(|error| failed(words, &error.to_string()))?,
            Form::Csv => rounds::csv(&document()).map_err(|error| failed(words, &words.io(error.kind())))?,
            Form::Html => rounds::html(&document(), words.lang().tag()).into_bytes(),
            Form::Json => serde_json::to_vec_pretty(&rows).map_err(|error| failed(words, &error.to_string()))?,
            Form::Ics | Form::Docx | Form::Md => return Err(failed(words, form.ending()).into()),
        };
        let count = rows.len();
        let sheet = Sheet { what: "requests", bytes: &bytes, rows: count };
        let told = |file: String| say!(words, "cli-exported", file = file, rows = count);
        args.paper.paper().deliver((seat, desk), &sheet, &[], told, out)
    })
}

/// The requests of the period that are seen, oldest first.
fn rows(seat: &Seat, desk: &Desk, args: &ExportRequestsArgs, names: Names) -> Result<Vec<RequestView>, Problem> {
    let words = &seat.words;
    let seqs: Vec<Seq> = {
        let campus = desk.campus();
        let today = desk.now().day(campus.zone());
        let read = |typed: &Option<String>| typed.as_deref().map(|it| When::read(words, it, today)).transpose();
        let from = read(&args.period.since)?.map_or(Stamp(i64::MIN), |it| it.first(&campus));
        let before = read(&args.period.until)?.map_or(Stamp(i64::MAX), |it| it.end(&campus));
        desk.sight(&campus).requests().filter(|it| (from..before).contains(&it.at())).map(|it| it.seq()).collect()
    };
    let told = seqs.into_iter().map(|it| told(seat, desk, it)).collect::<Result<Vec<_>, _>>()?;
    let rows = told.into_iter().flatten();
    Ok(rows.map(|it| if names == Names::Full { it } else { nameless(it) }).collect())
}

/// A request without who asked, where, and in what words.
fn nameless(it: RequestView) -> RequestView {
    RequestView { by: String::new(), place: None, student: None, name: None, promise: None, tags: None, text: None, ..it }
}

fn ledger(words: &Words, college: &str, rows: &[RequestView], names: Names) -> Document {
    let text = |it: &str| Value::Text(it.to_owned());
    let maybe = |it: &Option<String>| Value::Text(it.clone().unwrap_or_default());
    let mut headings = vec![
        say!(words, "cli-head-id"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-service"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-due"),
        say!(words, "cli-head-answered"),
        say!(words, "cli-head-rating"),
    ];
    if names == Names::Full {
        headings.extend([say!(words, "cli-head-place"), say!(words, "cli-head-students"), say!(words, "cli-head-text")]);
    }
    let row = |it: &RequestView| {
        let mut row = vec![
            text(&it.id),
            text(&it.at),
            Value::Text(RequestKind::from_key(it.kind).map(|it| words.request_kind(it)).unwrap_or_default()),
            text(&it.department),
            Value::Text(RequestState::from_key(it.state).map(|it| words.request_state(it)).unwrap_or_default()),
            text(&it.due),
            maybe(&it.answered_at),
            it.rating.map_or_else(|| text(""), |it| Value::Number(it.into())),
        ];
        if names == Names::Full {
            row.extend([maybe(&it.place), maybe(&it.name), maybe(&it.text)]);
        }
        row
    };
    let table = Table { name: say!(words, "cli-requests-ledger"), headings, rows: rows.iter().map(row).collect() };
    let note = if names == Names::Full { say!(words, "report-note-named") } else { say!(words, "cli-requests-masked") };
    Document {
        title: say!(words, "cli-requests-title", college = college),
        notes: vec![note],
        tables: if rows.is_empty() { Vec::new() } else { vec![table] },
    }
}
