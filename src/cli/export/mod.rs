//! `export`: reports as files. Without names, unless it is said why; that is on record before the file is there.

mod count;
mod requests;
mod schedule;
mod talks;
mod term;

use super::args::{ExportCommand, ExportRoundsArgs, TemplateCommand};
use super::community;
use super::out::{Out, Outcome};
use super::paper::{Sheet, failed};
use super::problem::Problem;
use super::round::Asked;
use super::seat::Seat;
use crate::exchange::register::Register;
use crate::exchange::rounds::{self, RoundView};
use crate::say;
use crate::words::Words;
use std::path::Path;

/// `export …`.
pub(super) fn run(seat: &Seat, command: &ExportCommand, out: &mut Out) -> Outcome {
    match command {
        ExportCommand::Rounds(args) => export_rounds(seat, args, out),
        ExportCommand::Schedule(args) => schedule::run(seat, args, out),
        ExportCommand::Requests(args) => requests::run(seat, args, out),
        ExportCommand::Talks(args) => talks::run(seat, args, out),
        ExportCommand::Activities(args) => term::activities(seat, args, out),
        ExportCommand::Board(args) => term::board(seat, args, out),
        ExportCommand::Template { command: TemplateCommand::Obligations(paper) } => term::template(seat, paper, out),
        ExportCommand::Template { command: TemplateCommand::Places(paper) } => community::template(seat, Register::Places, paper, out),
        ExportCommand::Template { command: TemplateCommand::Mentors(paper) } => community::template(seat, Register::Mentors, paper, out),
        ExportCommand::Template { command: TemplateCommand::Catalogue(paper) } => {
            community::template(seat, Register::Catalogue, paper, out)
        }
        ExportCommand::Template { command: TemplateCommand::Activities(paper) } => super::activity::template(seat, paper, out),
        ExportCommand::Places(args) => community::export(seat, "places", args, out),
        ExportCommand::People(args) => community::export(seat, "people", args, out),
        ExportCommand::Catalogue(args) => community::export(seat, "catalogue", args, out),
        ExportCommand::Appraisal(args) => count::appraisal(seat, args, out),
        ExportCommand::Stats(args) => count::stats(seat, args, out),
        ExportCommand::News(args) => super::publish::export(seat, args, out),
        ExportCommand::Award(args) => super::award::export(seat, args, out),
    }
}

/// By its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Xlsx,
    Csv,
    Html,
    Json,
    Ics,
    Docx,
    Md,
}

impl Form {
    /// What the ending of the file says, if it is one of these.
    pub(super) fn of(words: &Words, file: &Path, allowed: &[Self]) -> Result<Self, Problem> {
        let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
        let ending = ending.as_deref().map(|it| if it == "htm" { "html" } else { it });
        let found = allowed.iter().copied().find(|it| Some(it.ending()) == ending);
        found.ok_or_else(|| {
            let endings: Vec<&str> = allowed.iter().map(|it| it.ending()).collect();
            Problem::usage("bad_value", say!(words, "cli-export-ending", endings = endings.join(" "))).with("allowed", endings)
        })
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Docx => "docx",
            Self::Md => "md",
        }
    }
}

/// The report of rounds in one of its forms.
fn write_rounds(form: Form, words: &Words, view: &RoundView) -> Result<Vec<u8>, Problem> {
    let document = || rounds::document(words, view);
    match form {
        Form::Xlsx => rounds::xlsx(&document()).map_err(|error| failed(words, &error.to_string())),
        Form::Csv => rounds::csv(&document()).map_err(|error| failed(words, &words.io(error.kind()))),
        Form::Html => Ok(rounds::html(&document(), words.lang().tag()).into_bytes()),
        Form::Json => serde_json::to_vec_pretty(view).map_err(|error| failed(words, &error.to_string())),
        // Rounds are over; nobody has to be reminded of them. They are tables, and no forms to be filled in.
        Form::Ics | Form::Docx | Form::Md => Err(failed(words, form.ending())),
    }
}

fn export_rounds(seat: &Seat, args: &ExportRoundsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.paper.file, &[Form::Xlsx, Form::Csv, Form::Html, Form::Json])?;
    args.paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let asked = Asked::read(seat, desk, &args.nights)?;
        let names = args.paper.names();
        let view = {
            let campus = desk.campus();
            rounds::view(&campus, desk.sight(&campus), &asked.report(&campus), asked.only.clone(), names)
        };
        let bytes = write_rounds(form, words, &view)?;
        let rows = view.named_rows();
        let sheet = Sheet { what: "rounds", bytes: &bytes, rows };
        let told = |file: String| say!(words, "cli-exported", file = file, rows = rows);
        args.paper.paper().deliver((seat, desk), &sheet, &[("hidden", view.hidden.into())], told, out)
    })
}
