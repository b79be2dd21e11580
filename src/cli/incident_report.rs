//! `incident draft|make|report|countersign`: a report about an incident, from its draft to the signed paper.

use super::args::IncidentReportArgs;
use super::choose::one_of;
use super::out::{Out, Outcome};
use super::paper::{Sheet, failed};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use crate::campus::{IncidentAct, ReportField, ReportKind, Seq};
use crate::desk::Desk;
use crate::exchange::incident_report::{self, ReportView, Which};
use crate::exchange::rounds::{self, Names};
use crate::exchange::talks;
use crate::say;
use crate::text;

/// Which report is meant, as it was typed.
pub(super) fn kind_of(seat: &Seat, typed: &str) -> Result<ReportKind, Problem> {
    one_of(&seat.words, "REPORT", typed, &ReportKind::ALL, ReportKind::key, |words, it| words.report_kind(it))
}

/// A report that this user may read.
fn view(seat: &Seat, desk: &Desk, incident: Seq, what: (ReportKind, Which), names: (Names, Names)) -> Result<ReportView, Problem> {
    let words = &seat.words;
    let seen = incident_report::report((desk, words), incident, what, names).map_err(|fault| Problem::fault(words, &fault))?;
    seen.ok_or_else(|| seat.refusal(desk, &crate::campus::Refusal::NotAllowed))
}

/// `incident draft`: what the report would say now, and what it still lacks.
pub(super) fn draft(seat: &Seat, desk: &Desk, incident: Seq, report: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let kind = kind_of(seat, report)?;
    let view = view(seat, desk, incident, (kind, Which::Draft), (Names::Full, Names::Masked))?;
    out.answer(words, &view, |out| {
        let page = incident_report::markdown(words, &view);
        page.lines().try_for_each(|line| out.line(words, &text::clean(line)))
    })?;
    Ok(Exit::Done)
}

/// `incident make`: the act that makes a report with the words `FIELD=TEXT`.
pub(super) fn make(seat: &Seat, incident: Seq, report: &str, said: &[String]) -> Result<IncidentAct, Problem> {
    let kind = kind_of(seat, report)?;
    let mut words = Vec::with_capacity(said.len());
    for it in said {
        let (field, text) = it.split_once(['=', '＝']).unwrap_or((it, ""));
        let all: Vec<ReportField> = ReportField::ALL.into_iter().filter(|it| it.is_of(kind)).collect();
        let field = one_of(&seat.words, "FIELD", field, &all, ReportField::key, |words, it| words.report_field(it))?;
        words.push((field, text.trim().into()));
    }
    Ok(IncidentAct::Reported { incident, report: kind, words })
}

/// `incident countersign`: the act that signs the report of a kind that was made last.
pub(super) fn countersign(seat: &Seat, desk: &Desk, incident: Seq, report: &str, text: &str) -> Result<IncidentAct, Problem> {
    let kind = kind_of(seat, report)?;
    let paper = desk.campus().incidents().get(incident).and_then(|it| it.paper(kind)).map(|it| it.seq);
    let none = || {
        let said = say!(seat.words, "cli-no-report", kind = seat.words.report_kind(kind));
        Problem::new(Exit::NotFound, "no_report", said)
    };
    Ok(IncidentAct::Countersigned { incident, paper: paper.ok_or_else(none)?, text: text.trim().into() })
}

/// The forms of a report by the endings of files.
const ENDINGS: [&str; 5] = ["docx", "html", "xlsx", "md", "json"];

/// `incident report`: the report as a file.
pub(super) fn write(seat: &Seat, desk: &Desk, incident: Seq, args: &IncidentReportArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let kind = kind_of(seat, &args.report)?;
    let ending = args.paper.paper().ending(words, &ENDINGS)?;
    args.paper.paper().not_there_yet(words)?;
    let names = args.paper.names();
    let which = if args.draft { Which::Draft } else { Which::Made };
    let view = view(seat, desk, incident, (kind, which), (names, names))?;
    let document = || incident_report::document(words, &view);
    let bytes = match ending {
        "docx" => talks::docx_document(&document()).map_err(|error| failed(words, &words.io(error.kind())))?,
        "xlsx" => rounds::xlsx(&document()).map_err(|error| failed(words, &error.to_string()))?,
        "html" => rounds::html(&document(), words.lang().tag()).into_bytes(),
        "md" => incident_report::markdown(words, &view).into_bytes(),
        _ => serde_json::to_vec_pretty(&view).map_err(|error| failed(words, &error.to_string()))?,
    };
    let sheet = Sheet { what: "incident_report", bytes: &bytes, rows: 1 };
    let told = |file: String| say!(words, "cli-report-written", kind = words.report_kind(kind), file = file);
    let more = [
        ("report", kind.key().into()),
        ("paper", view.paper.into()),
        ("signed_by", view.signed_by.clone().into()),
        ("missing", view.missing.clone().into()),
    ];
    args.paper.paper().deliver((seat, desk), &sheet, &more, told, out)
}
