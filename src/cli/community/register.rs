//! `export template`, `import places|mentors|catalogue`, `export places|people|catalogue`.

use super::super::args::{ExportRegisterArgs, ImportRegisterArgs, PaperArgs};
use super::super::export::Form;
use super::super::ledger::listed;
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::problem::{Exit, Problem};
use super::super::roster::{in_file, unreadable};
use super::super::seat::Seat;
use super::{catalogue, fellow, place};
use crate::campus::{FellowKind, RequestKind, VenueKind};
use crate::desk::Desk;
use crate::exchange::register::{
    Register, RegisterError, RegisterReason, RegisterRemark, plan_register, read_register_file, template_document,
};
use crate::exchange::rounds::{self, Document, Names, Table, Value};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;

/// The answer of an import.
#[derive(Serialize)]
struct Imported {
    dry_run: bool,
    rows: usize,
    added: usize,
    changed: usize,
    unchanged: usize,
    /// The first and the last entry they became: what `undo FIRST --to LAST` takes back.
    first: Option<u64>,
    last: Option<u64>,
    header_row: u32,
    mapping: serde_json::Map<String, serde_json::Value>,
    rejected: Vec<RegisterRemark>,
    /// Rows that the desk refused.
    refused: Vec<RefusedView>,
}

#[derive(Serialize)]
struct RefusedView {
    row: u32,
    message: String,
}

/// `import places`, `import mentors`, `import catalogue`.
pub(in crate::cli) fn import(seat: &Seat, register: Register, args: &ImportRegisterArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let table = read_register_file(register, &args.file).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        let plan = plan_register(register, &table, &desk.campus()).map_err(|error| unplanned(words, args, &error))?;
        let count = |changes: bool| plan.rows.iter().filter(|it| it.changes == changes).count();
        let mut it = Imported {
            dry_run: args.dry_run,
            rows: plan.rows.len() + plan.unchanged + plan.rejected.len(),
            added: count(false),
            changed: count(true),
            unchanged: plan.unchanged,
            first: None,
            last: None,
            header_row: plan.header_row,
            mapping: plan.mapping.iter().map(|(code, title)| ((*code).to_owned(), title.clone().into())).collect(),
            rejected: plan.rejected,
            refused: Vec::new(),
        };
        for row in plan.rows {
            let counted = if row.changes { &mut it.changed } else { &mut it.added };
            if args.dry_run {
                if let Err(refusal) = desk.campus().check(desk.user(), desk.now(), &row.act) {
                    *counted -= 1;
                    it.refused.push(RefusedView { row: row.row, message: seat.refusal(desk, &refusal).message });
                }
                continue;
            }
            match seat.receipt(desk, desk.submit(row.act)) {
                Ok(receipt) => {
                    it.first.get_or_insert(receipt.seq.0);
                    it.last = Some(receipt.seq.0);
                }
                Err(problem) => {
                    *counted -= 1;
                    it.refused.push(RefusedView { row: row.row, message: problem.message.clone() });
                }
            }
        }
        let exit = if it.refused.is_empty() && it.rejected.is_empty() { Exit::Done } else { Exit::Refused };
        out.answer(words, &it, |out| {
            lines(words, &it).iter().try_for_each(|line| out.line(words, &text::clean(line)))?;
            match (it.first, it.last) {
                (Some(first), Some(last)) => {
                    let (first, last) = (first.to_string(), last.to_string());
                    out.line(words, &say!(words, "register-done", first = first, last = last))
                }
                _ if it.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                _ => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(exit)
    })
}

fn unplanned(words: &Words, args: &ImportRegisterArgs, error: &RegisterError) -> Problem {
    let file = &args.file;
    match error {
        RegisterError::NoRows => Problem::new(Exit::Refused, "no_rows", in_file(words, file, say!(words, "register-no-rows"))),
        RegisterError::MissingColumns { missing, found } => {
            let list = missing.join(&say!(words, "import-comma"));
            let message = in_file(words, file, say!(words, "register-missing-columns", list = list));
            Problem::new(Exit::Refused, "missing_columns", message).with("missing", missing.clone()).with("headers", found.clone())
        }
    }
}

fn lines(words: &Words, it: &Imported) -> Vec<String> {
    let rejected = it.rejected.len() + it.refused.len();
    let mut lines = vec![say!(
        words,
        "register-summary",
        rows = it.rows,
        added = it.added,
        changed = it.changed,
        unchanged = it.unchanged,
        rejected = rejected
    )];
    let rejected = it.rejected.iter().map(|it| {
        let reason = reason(words, it.reason);
        let reason = match &it.column {
            Some(column) => say!(words, "register-column", column = column.as_str(), reason = reason),
            None => reason,
        };
        say!(words, "import-row", row = it.row, reason = reason)
    });
    let refused = it.refused.iter().map(|it| say!(words, "import-row", row = it.row, reason = it.message.as_str()));
    let all: Vec<String> = rejected.chain(refused).collect();
    listed(words, &mut lines, say!(words, "import-rejected", count = all.len()), all);
    lines
}

fn reason(words: &Words, reason: RegisterReason) -> String {
    use RegisterReason as R;
    words.get(match reason {
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
    })
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
        let told = |file: String| say!(words, "cli-exported", file = file, rows = rows);
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
        Form::Json | Form::Ics | Form::Docx | Form::Md => Err(failed(words, form.ending())),
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
