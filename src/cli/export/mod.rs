//! `export`: reports as files. Without names, unless it is said why; that is on record before the file is there.

mod schedule;
mod talks;

use super::args::{ExportCommand, ExportRoundsArgs};
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::round::Asked;
use super::seat::Seat;
use crate::campus::{Act, CustodyAct};
use crate::exchange::rounds::{self, Names, RoundView};
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::json;
use std::io::Write as _;
use std::path::Path;

/// `export …`.
pub(super) fn run(seat: &Seat, command: &ExportCommand, out: &mut Out) -> Outcome {
    match command {
        ExportCommand::Rounds(args) => export_rounds(seat, args, out),
        ExportCommand::Schedule(args) => schedule::run(seat, args, out),
        ExportCommand::Talks(args) => talks::run(seat, args, out),
    }
}

/// By its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Xlsx,
    Csv,
    Html,
    Json,
    Ics,
    Docx,
}

impl Form {
    /// What the ending of the file says, if it is one of these.
    fn of(words: &Words, file: &Path, allowed: &[Self]) -> Result<Self, Problem> {
        let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
        let ending = ending.as_deref().map(|it| if it == "htm" { "html" } else { it });
        let found = allowed.iter().copied().find(|it| Some(it.ending()) == ending);
        found.ok_or_else(|| {
            let endings: Vec<&str> = allowed.iter().map(|it| it.ending()).collect();
            Problem::usage("bad_value", say!(words, "cli-export-ending", endings = endings.join(" "))).with("allowed", endings)
        })
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Docx => "docx",
        }
    }
}

/// The export could not be made.
fn failed(words: &Words, what: &str) -> Problem {
    Problem::new(Exit::Refused, "export_failed", say!(words, "cli-export-failed", what = what))
}

/// Refuses a file that is there already.
fn not_there_yet(words: &Words, file: &Path, replace: bool) -> Result<(), Problem> {
    if file.exists() && !replace {
        return Err(Problem::new(Exit::Refused, "file_exists", say!(words, "cli-export-exists")));
    }
    Ok(())
}

/// The report of rounds in one of its forms.
fn write_rounds(form: Form, words: &Words, view: &RoundView) -> Result<Vec<u8>, Problem> {
    let document = || rounds::document(words, view);
    match form {
        Form::Xlsx => rounds::xlsx(&document()).map_err(|error| failed(words, &error.to_string())),
        Form::Csv => rounds::csv(&document()).map_err(|error| failed(words, &error.kind().to_string())),
        Form::Html => Ok(rounds::html(&document(), words.lang().tag()).into_bytes()),
        Form::Json => serde_json::to_vec_pretty(view).map_err(|error| failed(words, &error.to_string())),
        // Rounds are over; nobody has to be reminded of them. They are tables, and no forms to be filled in.
        Form::Ics | Form::Docx => Err(failed(words, form.ending())),
    }
}

fn export_rounds(seat: &Seat, args: &ExportRoundsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let form = Form::of(words, &args.file, &[Form::Xlsx, Form::Csv, Form::Html, Form::Json])?;
    not_there_yet(words, &args.file, args.replace)?;
    seat.at_desk(out, |desk, out| {
        let asked = Asked::read(seat, desk, &args.nights)?;
        let names = if args.identified { Names::Full } else { Names::Masked };
        let view = {
            let campus = desk.campus();
            rounds::view(&campus, desk.sight(&campus), &asked.report(&campus), asked.only.clone(), names)
        };
        let bytes = write_rounds(form, words, &view)?;
        let rows = view.named_rows();
        let seq = match &args.reason {
            Some(reason) if args.identified => {
                let rows = u32::try_from(rows).unwrap_or(u32::MAX);
                let exported = CustodyAct::Exported { what: "rounds".into(), reason: reason.as_str().into(), rows };
                Some(seat.receipt(desk, desk.submit(Act::Custody(exported)))?.seq)
            }
            _ => None,
        };
        put(&args.file, &bytes, args.replace).map_err(|error| failed(words, &error.to_string()))?;
        let file = std::path::absolute(&args.file).unwrap_or_else(|_| args.file.clone()).display().to_string();
        let value = json!({ "rows": rows, "file": file, "identified": args.identified, "hidden": view.hidden, "seq": seq.map(|it| it.0) });
        out.answer(words, &value, |out| {
            let shown = text::clean(&file).into_owned();
            out.line(words, &say!(words, "cli-exported", file = shown, rows = rows))?;
            seq.map_or(Ok(()), |seq| out.line(words, &say!(words, "cli-exported-recorded", seq = seq.to_string())))
        })?;
        Ok(Exit::Done)
    })
}

/// Wholly or not at all, for its owner only.
pub(super) fn put(file: &Path, bytes: &[u8], replace: bool) -> Result<(), std::io::ErrorKind> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut whole = tempfile::NamedTempFile::new_in(folder).map_err(|error| error.kind())?;
    whole.write_all(bytes).map_err(|error| error.kind())?;
    whole.as_file().sync_all().map_err(|error| error.kind())?;
    let kept = if replace { whole.persist(file) } else { whole.persist_noclobber(file) };
    kept.map(|_| ()).map_err(|error| error.error.kind())
}
