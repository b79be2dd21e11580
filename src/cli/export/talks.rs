//! `export talks`: the official form, the ledger, and the summary of a month. What one may read, and without names unless it is said why.

use super::super::args::ExportTalksArgs;
use super::super::choose::{Finding, When, one_of};
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::{Exit, Problem};
use super::super::roster_solve::shown;
use super::super::seat::Seat;
use super::super::view;
use super::super::written::choose;
use super::Form;
use crate::campus::{Campus, Day, Refusal, Seq, Stamp, StudentId, TalkState, Topic};
use crate::desk::Desk;
use crate::exchange::rounds::{self, Document, Names};
use crate::exchange::talks::{self, FormTemplate, SummaryOf, TEMPLATE_LIMIT, TalkField, TalkRow, TemplateError};
use crate::say;
use crate::text;
use crate::words::Words;
use chrono::{Datelike as _, Months};
use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

/// Most forms in one file: a word processor has to hold them all.
const FORMS_LIMIT: usize = 2_000;

const FORMS: [Form; 5] = [Form::Docx, Form::Xlsx, Form::Csv, Form::Html, Form::Json];

pub(super) fn run(seat: &Seat, args: &ExportTalksArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(words)?;
    let template = template(words, args, form)?;
    let names = args.paper.names();
    seat.at_desk(out, |desk, out| {
        let (bytes, rows) = if args.summary {
            summary(seat, desk, args, form, names)?
        } else {
            let chosen = chosen(seat, desk, args)?;
            if form == Form::Docx && chosen.seqs.len() > FORMS_LIMIT {
                let message = say!(words, "cli-talks-too-many-forms", limit = FORMS_LIMIT, count = chosen.seqs.len());
                return Err(Problem::new(Exit::Refused, "too_many_forms", message).with("limit", FORMS_LIMIT).into());
            }
            let rows = talks::fetch(desk, &chosen.seqs, names).map_err(|fault| Problem::fault(words, &fault))?;
            (write(words, &desk.campus(), &template, form, &chosen.period, &rows, names)?, rows.len())
        };
        let sheet = Sheet { what: "talks", bytes: &bytes, rows };
        let told = |file: String| say!(words, "cli-talks-exported", file = file, rows = rows);
        args.paper.paper().deliver((seat, desk), &sheet, &[], told, out)
    })
}

/// How the form looks: as shipped, or as the school has it.
fn template(words: &Words, args: &ExportTalksArgs, form: Form) -> Result<FormTemplate, Problem> {
    let bad = |file: &str, error: &TemplateError| {
        let fields: Vec<&str> = TalkField::ALL.iter().map(|it| it.key()).collect();
        let what = text::clean(&error.what).into_owned();
        let message = say!(words, "cli-talks-template", file = file, line = error.line, what = what, fields = fields.join(" "));
        Problem::new(Exit::Refused, "bad_template", message).with("line", error.line).with("allowed", fields)
    };
    let Some(file) = &args.template else {
        return FormTemplate::shipped().map_err(|error| bad("talk_form.toml", &error));
    };
    if form != Form::Docx || args.summary {
        return Err(Problem::usage("bad_template", say!(words, "cli-talks-template-form")));
    }
    let page = read(file).map_err(|error| {
        let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Refused };
        let what = words.io(error.kind());
        Problem::new(exit, "unreadable", say!(words, "cli-talks-template-unreadable", file = shown(file), what = what))
    })?;
    FormTemplate::read(&page).map_err(|error| bad(&shown(file), &error))
}

fn read(file: &Path) -> std::io::Result<String> {
    let mut page = String::new();
    // One byte more tells a page that is too long.
    std::fs::File::open(file)?.take(TEMPLATE_LIMIT as u64 + 1).read_to_string(&mut page)?;
    Ok(page)
}

/// Which talks, and what to call the time they are of.
struct Chosen {
    seqs: Vec<Seq>,
    period: String,
}

/// The talks that are asked for and may be read, the oldest first.
fn chosen(seat: &Seat, desk: &Desk, args: &ExportTalksArgs) -> Result<Chosen, Problem> {
    let words = &seat.words;
    if let Some(typed) = &args.talk {
        let campus = desk.campus();
        let id = text::fold(typed);
        let seq = view::numbered(id.trim(), 'T');
        let seen = seq.and_then(|seq| campus.talks().get(seq)).and_then(|it| desk.sight(&campus).talk(it));
        let seen = seen.ok_or_else(|| Problem::not_found(words, typed))?;
        let (seq, reads) = (seen.seq(), seen.reads());
        drop(campus);
        return if reads { Ok(Chosen { seqs: vec![seq], period: String::new() }) } else { Err(seat.refusal(desk, &Refusal::NotYours)) };
    }
    choose(seat, desk, |finding| {
        let campus = finding.campus;
        let (from, before, period) = span(words, campus, args, desk.now())?;
        let student = args.student.as_deref().map(|it| finding.student(it)).transpose()?;
        let class = args.class.as_deref().map(|it| finding.class(it)).transpose()?;
        let by = by(finding, args)?;
        let topic = |it: &String| one_of(words, "--topic", it, &Topic::ALL, Topic::key, |words, it| words.topic(it));
        let topic = args.topic.as_ref().map(topic).transpose()?;
        let of_class = |id: &StudentId| campus.people().student(*id).is_some_and(|it| it.facts.class == class);
        let sight = desk.sight(campus);
        let mut found: Vec<_> = sight
            .talks()
            .filter(|it| it.reads() && it.state() != Some(TalkState::Withdrawn))
            .filter(|it| from <= it.held() && it.held() < before)
            .filter(|it| student.is_none_or(|id| it.students().is_some_and(|all| all.contains(&id))))
            .filter(|it| class.is_none() || it.students().is_some_and(|all| all.iter().any(of_class)))
            .filter(|it| topic.is_none_or(|topic| it.topic() == Some(topic)) && by.is_none_or(|by| it.by() == by))
            .map(|it| (it.held(), it.seq()))
            .collect();
        found.sort_unstable();
        Ok(Chosen { seqs: found.into_iter().map(|it| it.1).collect(), period })
    })
}

fn by(finding: &Finding<'_>, args: &ExportTalksArgs) -> Result<Option<crate::campus::UserId>, Problem> {
    args.by.as_deref().map(|it| finding.user(it)).transpose()
}

/// First and last day of a month, `2026-11`.
fn month(words: &Words, typed: &str) -> Result<(Day, Day), Problem> {
    let plain = text::fold(typed);
    let first = chrono::NaiveDate::parse_from_str(&format!("{}-01", plain.trim()), "%Y-%m-%d").ok();
    let days = first.and_then(|it| Some((Day::from(it), Day::from(it.checked_add_months(Months::new(1))?).plus(-1))));
    days.ok_or_else(|| {
        let typed = text::clean(typed);
        Problem::usage("bad_time", say!(words, "cli-talks-bad-month", typed = typed.as_ref()))
    })
}

fn span(words: &Words, campus: &Campus, args: &ExportTalksArgs, now: Stamp) -> Result<(Stamp, Stamp, String), Problem> {
    let day = |it: Day| it.date().format("%Y-%m-%d").to_string();
    if let Some(typed) = &args.month {
        let (first, last) = month(words, typed)?;
        let (from, before) = (When::Day(first).first(campus), When::Day(last).end(campus));
        return Ok((from, before, format!("{} – {}", day(first), day(last))));
    }
    let today = now.day(campus.zone());
    let read = |typed: &Option<String>| typed.as_deref().map(|it| When::read(words, it, today)).transpose();
    let (since, until) = (read(&args.period.since)?, read(&args.period.until)?);
    let from = since.map_or(Stamp(i64::MIN), |it| it.first(campus));
    let before = until.map_or(Stamp(i64::MAX), |it| it.end(campus));
    if from >= before {
        return Err(Problem::usage("bad_period", say!(words, "cli-bad-period")));
    }
    let said = |at: Option<When>| at.map(|it| day(it.first(campus).day(campus.zone()))).unwrap_or_default();
    let period = if since.is_none() && until.is_none() { say!(words, "talks-all") } else { format!("{} – {}", said(since), said(until)) };
    Ok((from, before, period))
}

fn college(campus: &Campus) -> String {
    campus.college().map(|it| it.name.to_string()).unwrap_or_default()
}

fn write(
    words: &Words,
    campus: &Campus,
    template: &FormTemplate,
    form: Form,
    period: &str,
    rows: &[TalkRow],
    names: Names,
) -> Result<Vec<u8>, Problem> {
    let college = college(campus);
    match form {
        Form::Docx => talks::docx_forms(words, &college, template, rows, names).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Json => serde_json::to_vec_pretty(rows).map_err(|error| failed(words, &error.to_string())),
        form => written(words, form, &talks::ledger(words, &college, period, rows, names)),
    }
}

/// A document of tables in one of its forms.
fn written(words: &Words, form: Form, document: &Document) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Docx => talks::docx_document(document).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Xlsx => rounds::xlsx(document).map_err(|error| failed(words, &error.to_string())),
        Form::Csv => rounds::csv(document).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Html => Ok(rounds::html(document, words.lang().tag()).into_bytes()),
        Form::Json | Form::Ics | Form::Md => Err(failed(words, form.ending())),
    }
}

/// The summary of a month, this one where nothing is said, and how many talks it counts.
fn summary(seat: &Seat, desk: &Desk, args: &ExportTalksArgs, form: Form, names: Names) -> Result<(Vec<u8>, usize), Problem> {
    let words = &seat.words;
    let (days, by) = choose(seat, desk, |finding| {
        let today = desk.now().day(finding.campus.zone());
        let this = format!("{:04}-{:02}", today.date().year(), today.date().month());
        Ok((month(words, args.month.as_deref().unwrap_or(&this))?, by(finding, args)?))
    })?;
    // When follow-ups were closed stands in the logbook: read before the campus is held.
    let closed: Vec<Seq> = {
        let campus = desk.campus();
        let sight = desk.sight(&campus);
        let due = sight.talks().filter(|it| it.followup().is_some_and(|day| (days.0..=days.1).contains(&day)));
        due.filter_map(|it| it.closed()).collect()
    };
    let mut closings = HashMap::with_capacity(closed.len());
    for seq in closed {
        let entry = desk.entry(seq).map_err(|fault| Problem::fault(words, &fault))?;
        closings.extend(entry.map(|it| (seq, it.at)));
    }
    let campus = desk.campus();
    let of = SummaryOf { days, today: desk.now().day(campus.zone()), by, closings: &closings, names };
    let view = talks::summary(words, &campus, desk.sight(&campus), &of);
    let bytes = match form {
        Form::Json => serde_json::to_vec_pretty(&view).map_err(|error| failed(words, &error.to_string()))?,
        form => written(words, form, &talks::summary_document(words, &view))?,
    };
    Ok((bytes, view.talks))
}
