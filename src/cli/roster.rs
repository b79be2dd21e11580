//! `import students`: a school's own spreadsheet.

use super::args::ImportArgs;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::roster_solve::shown;
use super::seat::Seat;
use crate::campus::Refusal;
use crate::desk::rights::Right;
use crate::exchange::{self, Field, PlanError, ReadError, Report, Table};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::path::Path;

/// Most rejected rows and warnings told to people; scripts get all of them.
const ROWS_TOLD: usize = 40;

/// The answer of `import`.
#[derive(Serialize)]
struct Imported<'a> {
    /// The entry it became: what `undo` takes back.
    seq: Option<u64>,
    dry_run: bool,
    #[serde(flatten)]
    report: &'a Report,
}

/// `import students`.
pub(super) fn import(seat: &Seat, args: &ImportArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let maps = args.maps.iter().map(|it| read_map(words, it)).collect::<Result<Vec<_>, _>>()?;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let table = exchange::read_table(&args.file, args.sheet.as_deref()).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        // The report says what is new and what is not, so it is for those who may take a roster in, even where nothing is written.
        if !desk.sight(&desk.campus()).may(Right::RosterImport) {
            return Err(seat.refusal(desk, &Refusal::NotAllowed).into());
        }
        let plan = exchange::plan(&table, &maps, &desk.campus());
        let plan = plan.map_err(|error| misnamed(words, &args.file, &table, unplanned(words, &args.file, &error)))?;
        let seq = match plan.act {
            Some(act) if !args.dry_run => {
                let answer = desk.submit(act);
                Some(seat.receipt(desk, answer)?.seq)
            }
            _ => None,
        };
        let report = &plan.report;
        out.answer(words, &Imported { seq: seq.map(|it| it.0), dry_run: args.dry_run, report }, |out| {
            for line in exchange::say_report(words, report, ROWS_TOLD) {
                out.line(words, &text::clean(&line))?;
            }
            match seq {
                Some(seq) => out.line(words, &say!(words, "cli-import-done", seq = seq.to_string())),
                None if args.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                None => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(Exit::Done)
    })
}

/// `FIELD=HEADER`.
fn read_map(words: &Words, typed: &str) -> Result<(Field, String), Problem> {
    let found = typed.split_once('=').filter(|(_, header)| !header.trim().is_empty());
    let found = found.and_then(|(field, header)| Some((Field::from_code(field)?, header.trim().to_owned())));
    found.ok_or_else(|| {
        let codes: Vec<&str> = Field::all().map(Field::code).collect();
        let typed = text::clean(typed);
        let message = say!(words, "cli-bad-map", typed = typed.as_ref(), fields = codes.join(" "));
        Problem::usage("bad_map", message).with("allowed", codes)
    })
}

pub(super) fn unreadable(words: &Words, file: &Path, error: &ReadError) -> Problem {
    let (exit, code) = match error {
        ReadError::Io(it) if it.kind() == std::io::ErrorKind::NotFound => (Exit::NotFound, "no_such_file"),
        ReadError::Io(_) => (Exit::Refused, "unreadable"),
        ReadError::Empty => (Exit::Refused, "empty"),
        ReadError::TooLarge { .. } | ReadError::TooManyCells { .. } | ReadError::TooManySheets { .. } => (Exit::Refused, "too_large"),
        ReadError::UnknownKind => (Exit::Refused, "unknown_kind"),
        ReadError::Alien { .. } => (Exit::Refused, "no_table"),
        ReadError::WebPage => (Exit::Refused, "web_page"),
        ReadError::Protected => (Exit::Refused, "protected"),
        ReadError::Damaged => (Exit::Refused, "damaged_file"),
        ReadError::NoSuchSheet { .. } | ReadError::NoSheets => (Exit::NotFound, "no_such_sheet"),
        ReadError::OpenQuote { .. } => (Exit::Refused, "open_quote"),
    };
    let problem = Problem::new(exit, code, in_file(words, file, exchange::say_read_error(words, error)));
    if let ReadError::NoSuchSheet { sheets, .. } = error { problem.with("candidates", sheets.clone()) } else { problem }
}

/// What is wrong, with the file it is wrong in: somebody who imports several has to know which.
pub(super) fn in_file(words: &Words, file: &Path, what: String) -> String {
    say!(words, "cli-import-in-file", file = shown(file), what = what)
}

/// A problem with what stands in a file; of text that is called a workbook it is said that it is none: then it may be the wrong file altogether.
pub(super) fn misnamed(words: &Words, file: &Path, table: &Table, problem: Problem) -> Problem {
    let ending = file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if table.sheet.is_some() || !["xlsx", "xls", "xlsm", "et"].contains(&ending.as_str()) {
        return problem;
    }
    let said = say!(words, "import-no-workbook", encoding = table.encoding.as_str());
    problem.with("read_as", table.encoding.as_str()).line(said)
}

pub(super) fn unplanned(words: &Words, file: &Path, error: &PlanError) -> Problem {
    let message = in_file(words, file, exchange::say_plan_error(words, error));
    match error {
        PlanError::NoRows => Problem::new(Exit::Refused, "no_rows", message),
        PlanError::MissingColumns { header_row, missing, found } => {
            let missing: Vec<&str> = missing.iter().map(|it| it.code()).collect();
            let problem = Problem::new(Exit::Refused, "missing_columns", message);
            problem.with("missing", missing).with("headers", found.clone()).with("header_row", *header_row)
        }
        PlanError::NoSuchHeader { found, .. } => Problem::new(Exit::NotFound, "no_such_header", message).with("candidates", found.clone()),
        PlanError::TooMany { .. } => Problem::new(Exit::Refused, "too_many_values", message),
    }
}
