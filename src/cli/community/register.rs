//! `export template`, `import places|mentors|catalogue`, `export places|people|catalogue`.

use super::super::args::{ExportRegisterArgs, ImportRegisterArgs, PaperArgs};
use super::super::export::Form;
use super::super::intake::{Imported, unplanned};
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::Problem;
use super::super::roster::unreadable;
use super::super::seat::Seat;
use super::{catalogue, fellow, place};
use crate::campus::{FellowKind, RequestKind, VenueKind};
use crate::desk::Desk;
use crate::exchange::register::{Register, RegisterReason, plan_register, read_register_file, template_document};
use crate::exchange::rounds::{self, Document, Names, Table, Value};
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// `import places`, `import mentors`, `import catalogue`.
pub(in crate::cli) fn import(seat: &Seat, register: Register, args: &ImportRegisterArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let table = read_register_file(register, &args.file).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        let plan = plan_register(register, &table, &desk.campus());
        let plan = plan.map_err(|error| unplanned(words, (&args.file, &table), &error))?;
        let (mut it, rows) = Imported::of(plan, args.dry_run);
        for row in rows {
            let done = if args.dry_run {
                desk.campus().check(desk.user(), desk.now(), &row.act).map_err(|refusal| seat.refusal(desk, &refusal).message)
            } else {
                let receipt = seat.receipt(desk, desk.submit(row.act));
                receipt.map(|receipt| it.wrote(receipt.seq)).map_err(|problem| problem.message.clone())
            };
            it.done(row.row, row.changes, done);
        }
        it.answer(words, reason, out)
    })
}

fn reason(reason: RegisterReason) -> &'static str {
    use RegisterReason as R;
    match reason {
        R::NameMissing => "register-reason-name-missing",
        R::KindUnknown => "register-reason-kind-unknown",
        R::CommunityUnknown => "register-reason-community-unknown",
        R::SeatsUnreadable => "register-reason-seats",
        R::HoursUnreadable => "register-reason-hours",
        R::StudentUnknown => "register-reason-student-unknown",
        R::BranchUnknown => "register-reason-branch-unknown",
        R::OfficeMissing => "register-reason-office-missing",
        R::WithinUnreadable => "register-reason-within",
        R::WaysUnreadable => "register-reason-ways",
        R::Duplicate => "register-reason-duplicate",
    }
}

/// `export template …`.
pub(in crate::cli) fn template(seat: &Seat, register: Register, paper: &PaperArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &paper.file, &[Form::Xlsx, Form::Csv])?;
    paper.paper().not_there_yet(words)?;
    let document = template_document(words, register);
    write(seat, (form, &document), ("template", 0), paper, out)
}

/// `export places`, `export people`, `export catalogue`.
pub(in crate::cli) fn export(seat: &Seat, what: &'static str, args: &ExportRegisterArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &[Form::Xlsx, Form::Csv, Form::Html, Form::Json])?;
    args.paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let (document, json, rows) = match what {
            "places" => places(seat, desk),
            "catalogue" => items(words, desk),
            _ => people(words, desk, args.paper.names()),
        };
        let bytes = if form == Form::Json {
            serde_json::to_vec_pretty(&json).map_err(|error| failed(words, &error.to_string()))?
        } else {
            bytes(words, form, &document)?
        };
        let told = |file: String| match what {
            // Of these no row is about a student.
            "places" | "catalogue" => say!(words, "cli-exported-rows", file = file, rows = rows),
            _ => say!(words, "cli-exported", file = file, rows = rows),
        };
        args.paper.paper().deliver((seat, desk), &Sheet { what, bytes: &bytes, rows }, &[], told, out)
    })
}

fn write(
    seat: &Seat,
    (form, document): (Form, &Document),
    (what, rows): (&'static str, usize),
    paper: &super::super::args::PaperArgs,
    out: &mut Out,
) -> Outcome {
    let words = &seat.words;
    let bytes = bytes(words, form, document)?;
    seat.at_desk(out, |desk, out| {
        let told = |file: String| say!(words, "register-template-written", file = file);
        paper.paper().deliver((seat, desk), &Sheet { what, bytes: &bytes, rows }, &[], told, out)
    })
}

fn bytes(words: &Words, form: Form, document: &Document) -> Result<Vec<u8>, Problem> {
    match form {
        Form::Xlsx => rounds::xlsx(document).map_err(|error| failed(words, &error.to_string())),
        Form::Csv => rounds::csv(document).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Html => Ok(rounds::html(document, words.lang().tag()).into_bytes()),
        Form::Json | Form::Ics | Form::Docx | Form::Markdown => Err(failed(words, form.ending())),
    }
}

type Made = (Document, serde_json::Value, usize);

fn made(title: String, headings: Vec<String>, rows: Vec<Vec<Value>>, json: impl Serialize) -> Made {
    let count = rows.len();
    let table = Table { name: title.clone(), headings, rows };
    let json = serde_json::to_value(json).unwrap_or_default();
    (Document { title, notes: Vec::new(), tables: vec![table] }, json, count)
}

fn text(it: &str) -> Value {
    Value::Text(it.to_owned())
}

fn headings(words: &Words, register: Register) -> Vec<String> {
    template_document(words, register).tables.into_iter().next().map(|it| it.headings).unwrap_or_default()
}

/// With the headers of the template, so that it can be changed and taken in again.
fn places(seat: &Seat, desk: &Desk) -> Made {
    let words = &seat.words;
    let views = place::views(seat, desk, None, None);
    let rows = views.iter().map(|it| {
        let kind = VenueKind::from_key(it.kind).map(|it| words.venue_kind(it)).unwrap_or_default();
        let community = it.community.as_deref().unwrap_or_default();
        vec![text(&it.name), text(&kind), text(community), text(&it.spot), Value::Number(it.seats.into()), text(&it.hours)]
    });
    made(say!(words, "register-places"), headings(words, Register::Places), rows.collect(), &views)
}

fn items(words: &Words, desk: &Desk) -> Made {
    let views = catalogue::views(desk, None);
    let rows = views.iter().map(|it| {
        let kind = RequestKind::from_key(it.kind).map(|it| words.request_kind(it)).unwrap_or_default();
        let within = words.within(it.minutes);
        let ways = catalogue::ways(words, it);
        vec![text(&it.name), text(&it.department), text(&kind), text(&within), text(&ways), text(&it.spot), text(&it.papers)]
    });
    made(say!(words, "register-catalogue"), headings(words, Register::Catalogue), rows.collect(), &views)
}

/// Without names no student stands there; mentors and staff do, for their names are on the door.
fn people(words: &Words, desk: &Desk, names: Names) -> Made {
    let mut views = fellow::views(desk, |_| true);
    if names != Names::Full {
        for it in views.iter_mut().filter(|it| it.student.is_some() || it.name.is_none()) {
            (it.name, it.student, it.text) = (None, None, None);
        }
        views.iter_mut().for_each(|it| it.students.clear());
    }
    let rows = views.iter().map(|it| {
        let kind = FellowKind::from_key(it.kind).map(|it| words.fellow_kind(it)).unwrap_or_default();
        let branch = it.branch.and_then(crate::campus::Branch::from_key).map(|it| words.branch(it)).unwrap_or_default();
        let or = |it: &Option<String>| text(it.as_deref().unwrap_or_default());
        let name = if it.student.is_some() { text("") } else { or(&it.name) };
        let students = text(&it.students.join("、"));
        vec![name, text(&kind), or(&it.community), text(&it.office), text(&branch), or(&it.student), students, or(&it.text)]
    });
    let rows: Vec<Vec<Value>> = rows.collect();
    made(say!(words, "register-mentors"), headings(words, Register::Mentors), rows, &views)
}
