//! `report month`, `report term`: everything that was counted, as a page with plots, a document, a workbook or Markdown.

use super::args::{PaperArgs, ReportCommand};
use super::choose::Finding;
use super::out::{Out, Outcome};
use super::paper::{Sheet, failed};
use super::problem::Problem;
use super::seat::Seat;
use super::written::day_of;
use crate::desk::count::Span;
use crate::exchange::count::{ReportOf, report};
use crate::exchange::{rounds, talks};
use crate::say;
use crate::text;

/// The endings a report may have.
const ENDINGS: [&str; 4] = ["html", "docx", "xlsx", "md"];

/// `report …`.
pub(super) fn run(seat: &Seat, command: &ReportCommand, out: &mut Out) -> Outcome {
    match command {
        ReportCommand::Month(it) => make(seat, (&it.paper, true), it.month.as_deref(), it.community.as_deref(), out),
        ReportCommand::Term(it) => make(seat, (&it.paper, false), it.term.as_deref(), it.community.as_deref(), out),
    }
}

fn make(seat: &Seat, (paper, month): (&PaperArgs, bool), when: Option<&str>, community: Option<&str>, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let ending = paper.paper().ending(words, &ENDINGS)?;
    paper.paper().not_there_yet(words)?;
    seat.at_desk(out, |desk, out| {
        let made = {
            let campus = desk.campus();
            let today = desk.now().day(campus.zone());
            // A month may be written without a day.
            let typed = when.map(|it| text::fold(it).trim().to_owned());
            let typed = typed.map(|it| if month && it.len() == 7 { format!("{it}-01") } else { it });
            let day = day_of(seat, &campus, typed.as_deref(), today)?;
            let span = if month { Span::month(day) } else { Span::term(&campus, day) };
            if span.from > today {
                let from = span.from.date().to_string();
                return Err(Problem::usage("bad_period", say!(words, "cli-report-ahead", from = from)).into());
            }
            let finder = desk.finder();
            let community = community.map(|it| Finding::new(words, &campus, &finder, desk.user()).community(it)).transpose()?;
            let of = ReportOf { span, month, community };
            report(words, &campus, (desk.user(), desk.now()), of, |done, all| {
                out.progress(&say!(words, "cli-report-progress", done = done, all = all), done == all);
            })
        };
        let document = &made.document;
        let bytes = match ending {
            "docx" => talks::docx_document(document).map_err(|error| failed(words, &words.io(error.kind())))?,
            "xlsx" => rounds::xlsx(document).map_err(|error| failed(words, &error.to_string()))?,
            "md" => rounds::markdown(document).into_bytes(),
            _ => rounds::html_with(document, words.lang().tag(), &made.plots).into_bytes(),
        };
        let rows: usize = document.tables.iter().map(|it| it.rows.len()).sum();
        let told = |file: String| say!(words, "cli-exported-rows", file = file, rows = rows);
        paper.paper().deliver((seat, desk), &Sheet { what: "report", bytes: &bytes, rows }, &[], told, out)
    })
}
