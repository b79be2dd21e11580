//! `export appraisal`, `export stats`: what was counted as tables. Nobody is named in it but counselors.

use super::super::args::{ExportAppraisalArgs, ExportStatsArgs, PaperArgs};
use super::super::count::{asked, per, span};
use super::super::out::{Out, Outcome};
use super::super::paper::{Sheet, failed};
use super::super::seat::Seat;
use super::Form;
use crate::desk::Desk;
use crate::desk::count;
use crate::exchange::rounds::Document;
use crate::exchange::{count as paper, rounds, talks};
use crate::say;

const FORMS: [Form; 4] = [Form::Xlsx, Form::Docx, Form::Csv, Form::Html];

pub(super) fn appraisal(seat: &Seat, args: &ExportAppraisalArgs, out: &mut Out) -> Outcome {
    let form = Form::of(&seat.words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(&seat.words)?;
    seat.at_desk(out, |desk, out| {
        let document = {
            let campus = desk.campus();
            let (per, span) = (per(seat, &args.by)?, span(seat, desk, &campus, &args.term)?);
            paper::appraisal(&seat.words, &campus, &count::appraisal(&campus, desk.user(), desk.now(), span, per, None))
        };
        deliver((seat, desk), &args.paper, form, "appraisal", &document, out)
    })
}

pub(super) fn stats(seat: &Seat, args: &ExportStatsArgs, out: &mut Out) -> Outcome {
    let form = Form::of(&seat.words, &args.paper.file, &FORMS)?;
    args.paper.paper().not_there_yet(&seat.words)?;
    seat.at_desk(out, |desk, out| {
        let document = {
            let campus = desk.campus();
            paper::stats(&seat.words, &campus, &asked(seat, desk, &campus, &args.what, &args.grid)?)
        };
        deliver((seat, desk), &args.paper, form, "stats", &document, out)
    })
}

fn deliver((seat, desk): (&Seat, &Desk), paper: &PaperArgs, form: Form, what: &'static str, it: &Document, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let bytes = match form {
        Form::Xlsx => rounds::xlsx(it).map_err(|error| failed(words, &error.to_string()))?,
        Form::Docx => talks::docx_document(it).map_err(|error| failed(words, &words.io(error.kind())))?,
        Form::Csv => rounds::csv(it).map_err(|error| failed(words, &words.io(error.kind())))?,
        Form::Html => rounds::html(it, words.lang().tag()).into_bytes(),
        Form::Json | Form::Ics | Form::Markdown => return Err(failed(words, form.ending()).into()),
    };
    let rows: usize = it.tables.iter().map(|it| it.rows.len()).sum();
    let told = |file: String| say!(words, "cli-exported-rows", file = file, rows = rows);
    paper.paper().deliver((seat, desk), &Sheet { what, bytes: &bytes, rows }, &[], told, out)
}
