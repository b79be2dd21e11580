//! `export activities`, `export board`, `export template`: what the term demands and what was held, as files.

use super::super::activity::{ActivityView, on, told};
use super::super::args::{ExportActivitiesArgs, ExportBoardArgs, PaperArgs};
use super::super::board;
use super::super::choose::When;
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::Problem;
use super::super::seat::Seat;
use super::Form;
use crate::campus::{ActivityKind, ActivityState, Seq, Stamp};
use crate::desk::Desk;
use crate::exchange::rounds::{self, Document, Names, Table, Value};
use crate::exchange::{self, talks};
use crate::say;
use crate::words::Words;

const FORMS: [Form; 6] = [Form::Xlsx, Form::Docx, Form::Html, Form::Markdown, Form::Csv, Form::Json];

/// A document in one of the forms that tables have.
fn written(words: &Words, form: Form, document: &Document, json: &impl serde::Serialize) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Xlsx => rounds::xlsx(document).map_err(|error| failed(words, &error.to_string())),
        Form::Csv => rounds::csv(document).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Html => Ok(rounds::html(document, words.lang().tag()).into_bytes()),
        Form::Json => serde_json::to_vec_pretty(json).map_err(|error| failed(words, &error.to_string())),
        Form::Docx => talks::docx_document(document).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Markdown => Ok(rounds::markdown(document).into_bytes()),
        Form::Ics => Err(failed(words, form.ending())),
    }
}

/// `export activities`. Those who lead and speak are named only where it is said why.
pub(super) fn activities(seat: &Seat, args: &ExportActivitiesArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(words)?;
    let names = args.paper.names();
    seat.at_desk(out, |desk, out| {
        let mut rows = rows(seat, desk, args)?;
        if names != Names::Full {
            rows.iter_mut().for_each(|it| (it.taking, it.by) = (Vec::new(), String::new()));
        }
        let college = desk.campus().college().map(|it| it.name.to_string()).unwrap_or_default();
        let bytes = written(words, form, &ledger(words, &college, &rows, names), &rows)?;
        let count = rows.len();
        let sheet = Sheet { what: "activities", bytes: &bytes, rows: count };
        args.paper.paper().deliver((seat, desk), &sheet, &[], |file| say!(words, "cli-exported-rows", file = file, rows = count), out)
    })
}

fn rows(seat: &Seat, desk: &Desk, args: &ExportActivitiesArgs) -> Result<Vec<ActivityView>, Problem> {
    let seqs: Vec<Seq> = {
        let campus = desk.campus();
        let zone = campus.zone();
        let today = desk.now().day(zone);
        let read = |typed: &Option<String>| typed.as_deref().map(|it| When::read(&seat.words, it, today)).transpose();
        let from = read(&args.period.since)?.map_or(Stamp(i64::MIN), |it| it.first(&campus));
        let before = read(&args.period.until)?.map_or(Stamp(i64::MAX), |it| it.end(&campus));
        let mut seen: Vec<_> = desk.sight(&campus).activities().map(|it| it.head()).collect();
        seen.retain(|it| (from..before).contains(&it.facts.day.at(zone, 12, 0)));
        seen.sort_by_key(|it| (it.facts.day, it.seq));
        seen.iter().map(|it| it.seq).collect()
    };
    let told = seqs.into_iter().map(|it| told(seat, desk, it)).collect::<Result<Vec<_>, _>>()?;
    Ok(told.into_iter().flatten().collect())
}

fn ledger(words: &Words, college: &str, rows: &[ActivityView], names: Names) -> Document {
    let text = |it: &str| Value::Text(it.to_owned());
    let mut headings = vec![
        say!(words, "cli-head-id"),
        say!(words, "cli-head-time"),
        say!(words, "cli-head-kind"),
        say!(words, "cli-head-community"),
        say!(words, "cli-head-place"),
        say!(words, "cli-head-title"),
        say!(words, "cli-head-present"),
        say!(words, "cli-head-state"),
        say!(words, "cli-head-counts-for"),
    ];
    if names == Names::Full {
        headings.push(say!(words, "cli-head-taking"));
    }
    let row = |it: &ActivityView| {
        let counts: Vec<&str> = it.counts.iter().map(|it| it.name.as_str()).collect();
        let mut row = vec![
            text(&it.id),
            text(&it.at),
            Value::Text(ActivityKind::from_key(it.kind).map(|it| words.activity_kind(it)).unwrap_or_default()),
            text(it.community.as_deref().unwrap_or_default()),
            text(it.place.as_deref().unwrap_or_default()),
            text(&it.title),
            Value::Number(it.count.into()),
            Value::Text(ActivityState::from_key(it.state).map(|it| words.activity_state(it)).unwrap_or_default()),
            Value::Text(counts.join(" ")),
        ];
        if names == Names::Full {
            row.push(Value::Text(it.taking.iter().map(|it| it.said.as_str()).collect::<Vec<_>>().join("、")));
        }
        row
    };
    let note = if names == Names::Full { say!(words, "report-note-named") } else { say!(words, "cli-activities-masked") };
    let table = Table { name: say!(words, "cli-activities-ledger"), headings, rows: rows.iter().map(row).collect() };
    Document {
        title: say!(words, "cli-activities-title", college = college),
        notes: vec![note],
        tables: if rows.is_empty() { Vec::new() } else { vec![table] },
    }
}

/// `export board`. It names leaders only where it is said why.
pub(super) fn board(seat: &Seat, args: &ExportBoardArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(words)?;
    let names = args.paper.names();
    seat.at_desk(out, |desk, out| {
        let mut view = board::seen(seat, desk, on(seat, desk, args.on.as_deref())?);
        if names != Names::Full {
            for row in view.rows.iter_mut().filter(|it| it.of_people) {
                (1..).zip(&mut row.cells).for_each(|(at, cell)| cell.whom = format!("#{at}"));
            }
            (1..).zip(&mut view.gaps).for_each(|(at, it)| it.whom = format!("#{at}"));
            view.due.iter_mut().filter(|it| it.of_people).for_each(|it| it.whom = "#".to_owned());
        }
        let college = desk.campus().college().map(|it| it.name.to_string()).unwrap_or_default();
        let count = view.rows.iter().map(|it| it.cells.len()).sum::<usize>();
        let bytes = written(words, form, &sheet(words, &college, &view), &view)?;
        let sheet = Sheet { what: "board", bytes: &bytes, rows: count };
        args.paper.paper().deliver((seat, desk), &sheet, &[], |file| say!(words, "cli-exported-rows", file = file, rows = count), out)
    })
}

fn sheet(words: &Words, college: &str, view: &board::BoardView) -> Document {
    let headings = vec![
        say!(words, "cli-head-obligation"),
        say!(words, "cli-head-whom"),
        say!(words, "cli-head-done"),
        say!(words, "cli-head-target"),
        say!(words, "cli-head-unproved"),
        say!(words, "cli-head-planned"),
        say!(words, "cli-head-due"),
        say!(words, "cli-head-pace"),
    ];
    let rows = view.rows.iter().flat_map(|row| {
        row.cells.iter().map(move |cell| {
            vec![
                Value::Text(row.name.clone()),
                Value::Text(cell.whom.clone()),
                Value::Number(cell.done.into()),
                Value::Number(row.target.into()),
                Value::Number(cell.unproved.into()),
                Value::Number(cell.planned.into()),
                Value::Text(row.due.clone()),
                Value::Text(cell.said.clone()),
            ]
        })
    });
    let (term, from, until, on) = (view.term.clone(), view.from.clone(), view.until.clone(), view.on.clone());
    Document {
        title: say!(words, "cli-board-paper", college = college),
        notes: vec![say!(words, "cli-board-title", term = term, from = from, until = until, on = on)],
        tables: vec![Table { name: say!(words, "cli-board-sheet"), headings, rows: rows.collect() }],
    }
}

/// `export template obligations`: what is in force, to be changed and taken in again.
pub(super) fn template(seat: &Seat, paper: &PaperArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &paper.file, &[Form::Xlsx, Form::Csv])?;
    paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| written_template(seat, desk, form, paper, out))
}

fn written_template(seat: &Seat, desk: &Desk, form: Form, paper: &PaperArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let (document, count) = {
        let campus = desk.campus();
        let term = campus.terms().at(desk.now().day(campus.zone()));
        let all: Vec<_> = campus.obligations().in_force(term.middle()).into_iter().map(|it| it.obligation).collect();
        (exchange::template(words, &all), all.len())
    };
    let bytes = written(words, form, &document, &())?;
    let sheet = Sheet { what: "template", bytes: &bytes, rows: 0 };
    paper.paper().deliver((seat, desk), &sheet, &[], |file| say!(words, "cli-exported-rows", file = file, rows = count), out)
}
