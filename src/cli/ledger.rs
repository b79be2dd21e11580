//! `import talks`: the ledger a school keeps, looked at first, and what is new in it logged.

use super::args::ImportTalksArgs;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::roster::{in_file, misnamed, unreadable};
use super::seat::Seat;
use crate::campus::{Act, Refusal, Seq};
use crate::desk::Desk;
use crate::desk::rights::Right;
use crate::exchange::talks::{self, Column, LedgerError, LedgerFor, LedgerPlan, LedgerRemark, LedgerReport, LedgerTalk, TalkWords};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::path::Path;

/// Most lines of a kind that people are told; scripts get all of them.
const LINES_TOLD: usize = 40;
/// Talks handed over at a time: they share a sync.
const CHUNK: usize = 500;

/// The answer.
#[derive(Serialize)]
struct Imported<'a> {
    dry_run: bool,
    /// How many talks are new; logged, unless it is a trial.
    added: usize,
    /// How many are in the logbook already.
    same: usize,
    /// The first and the last entry they became: what `undo FIRST --to LAST` takes back.
    first: Option<u64>,
    last: Option<u64>,
    /// Talks that the desk refused.
    refused: Vec<RefusedView>,
    #[serde(flatten)]
    report: &'a LedgerReport,
}

/// A talk that the desk refused, by the rows it stands in.
#[derive(Serialize)]
struct RefusedView {
    rows: Vec<u32>,
    message: String,
}

/// `import talks`.
pub(super) fn import(seat: &Seat, args: &ImportTalksArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let maps = args.import.maps.iter().map(|it| read_map(words, it)).collect::<Result<Vec<_>, _>>()?;
    let file = &args.import.file;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let table = talks::read_ledger_file(file, args.import.sheet.as_deref()).map_err(|error| unreadable(words, file, &error))?;
    seat.at_desk(out, |desk, out| {
        if !desk.sight(&desk.campus()).may(Right::TalkLog) {
            return Err(seat.refusal(desk, &Refusal::NotAllowed).into());
        }
        let LedgerPlan { talks, report } = {
            let campus = desk.campus();
            let of = LedgerFor { user: desk.user(), now: desk.now(), all_mine: args.mine };
            let plan = talks::plan_ledger(&table, &maps, &campus, desk.sight(&campus), of);
            plan.map_err(|error| misnamed(words, file, &table, unplanned(words, file, &error)))?
        };
        let all = talks.len();
        let new = unknown(words, desk, talks)?;
        let same = all - new.len();
        let mut imported = Imported {
            dry_run: args.import.dry_run,
            added: new.len(),
            same,
            first: None,
            last: None,
            refused: Vec::new(),
            report: &report,
        };
        if !args.import.dry_run {
            log(seat, desk, new, &mut imported);
        }
        let failed = !imported.refused.is_empty();
        out.answer(words, &imported, |out| {
            lines(words, &imported).iter().try_for_each(|it| out.line(words, &text::clean(it)))?;
            match (imported.first, imported.last) {
                (Some(first), Some(last)) => {
                    let (first, last) = (first.to_string(), last.to_string());
                    out.line(words, &say!(words, "cli-import-talks-done", count = imported.added, first = first, last = last))
                }
                _ if imported.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                _ => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(if failed { Exit::Refused } else { Exit::Done })
    })
}

/// The talks that the logbook does not hold already: of those alike, whose words are the same.
fn unknown(words: &Words, desk: &Desk, talks: Vec<LedgerTalk>) -> Result<Vec<LedgerTalk>, Problem> {
    let mut new = Vec::with_capacity(talks.len());
    for it in talks {
        let mut known = false;
        for seq in &it.alike {
            let entry = desk.entry(*seq).map_err(|fault| Problem::fault(words, &fault))?;
            known |= entry.as_ref().and_then(TalkWords::of).is_some_and(|said| said.text == *it.talk.text);
        }
        if !known {
            new.push(it);
        }
    }
    Ok(new)
}

/// Logs the talks, the oldest first.
fn log(seat: &Seat, desk: &Desk, mut new: Vec<LedgerTalk>, imported: &mut Imported<'_>) {
    imported.added = 0;
    while !new.is_empty() {
        let chunk: Vec<LedgerTalk> = new.drain(..new.len().min(CHUNK)).collect();
        let rows: Vec<Vec<u32>> = chunk.iter().map(|it| it.rows.clone()).collect();
        let acts: Vec<Act> = chunk.into_iter().map(LedgerTalk::act).collect();
        for (rows, answer) in rows.into_iter().zip(desk.submit_many(acts)) {
            match seat.receipt(desk, answer) {
                Ok(receipt) => {
                    let seq = receipt.seq.0;
                    imported.added += 1;
                    imported.first = Some(imported.first.map_or(seq, |it| it.min(seq)));
                    imported.last = Some(imported.last.map_or(seq, |it| it.max(seq)));
                }
                Err(problem) => imported.refused.push(RefusedView { rows, message: problem.message.clone() }),
            }
        }
    }
}

/// `FIELD=HEADER`.
fn read_map(words: &Words, typed: &str) -> Result<(Column, String), Problem> {
    let found = typed.split_once('=').filter(|(_, header)| !header.trim().is_empty());
    let found = found.and_then(|(field, header)| Some((Column::from_code(field)?, header.trim().to_owned())));
    found.ok_or_else(|| {
        let codes: Vec<&str> = Column::all().map(Column::code).collect();
        let typed = text::clean(typed);
        let message = say!(words, "cli-bad-map", typed = typed.as_ref(), fields = codes.join(" "));
        Problem::usage("bad_map", message).with("allowed", codes)
    })
}

fn unplanned(words: &Words, file: &Path, error: &LedgerError) -> Problem {
    let message = in_file(words, file, talks::say_ledger_error(words, error));
    match error {
        LedgerError::NoRows => Problem::new(Exit::Refused, "no_rows", message),
        LedgerError::MissingColumns { header_row, missing, found } => {
            let missing: Vec<&str> = missing.iter().map(|it| it.code()).collect();
            let problem = Problem::new(Exit::Refused, "missing_columns", message);
            problem.with("missing", missing).with("headers", found.clone()).with("header_row", *header_row)
        }
        LedgerError::NoSuchHeader { found, .. } => {
            Problem::new(Exit::NotFound, "no_such_header", message).with("candidates", found.clone())
        }
    }
}

/// The preview in lines.
fn lines(words: &Words, it: &Imported<'_>) -> Vec<String> {
    let report = it.report;
    let comma = say!(words, "import-comma");
    let source = report.sheet.as_ref().unwrap_or(&report.encoding);
    let mapping: Vec<String> =
        report.mapping.iter().map(|(column, header)| format!("{} ← {header}", talks::say_column(words, *column))).collect();
    let mut lines = vec![
        say!(words, "cli-import-talks-summary", rows = report.rows, added = it.added, same = it.same, rejected = report.rejected.len()),
        say!(words, "import-source", source = source.as_str(), row = report.header_row),
        say!(words, "import-mapping", list = mapping.join(&comma)),
    ];
    if !report.unbound.is_empty() {
        lines.push(say!(words, "import-unbound", list = report.unbound.join(&comma)));
    }
    if !report.skipped.is_empty() {
        let rows: Vec<String> = report.skipped.iter().take(LINES_TOLD).map(u32::to_string).collect();
        lines.push(say!(words, "import-skipped", list = rows.join(&comma)));
    }
    let said = |them: &[LedgerRemark]| them.iter().map(|it| talks::say_ledger_remark(words, it)).collect::<Vec<_>>();
    let refused = it.refused.iter().map(|it| {
        let row = it.rows.first().copied().unwrap_or_default();
        say!(words, "import-row", row = row, reason = it.message.as_str())
    });
    let rejected: Vec<String> = said(&report.rejected).into_iter().chain(refused).collect();
    listed(words, &mut lines, say!(words, "import-rejected", count = rejected.len()), rejected);
    listed(words, &mut lines, say!(words, "import-warnings", count = report.warnings.len()), said(&report.warnings));
    lines
}

/// A title and the first of its rows.
pub(super) fn listed(words: &Words, lines: &mut Vec<String>, title: String, rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    lines.push(title);
    let more = rows.len().saturating_sub(LINES_TOLD);
    lines.extend(rows.into_iter().take(LINES_TOLD).map(|it| format!("  {it}")));
    if more > 0 {
        lines.push(format!("  {}", say!(words, "import-more", count = more)));
    }
}

/// `undo FIRST --to LAST`: what one wrote from one entry to another, the last first. What was taken back already is passed over.
pub(super) fn undo(seat: &Seat, first: u64, last: u64, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let applied = desk.campus().applied();
        if last < first {
            let message = say!(words, "cli-undo-backwards", first = first.to_string(), last = last.to_string());
            return Err(Problem::usage("bad_value", message).into());
        }
        if first == 0 || Seq(last) > applied {
            return Err(Problem::not_found(words, &format!("{first}–{last}")).into());
        }
        let count = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
        let headers = desk.headers(Seq(first), count).map_err(|fault| Problem::fault(words, &fault))?;
        let standing = |seq: Seq| desk.campus().undone_by(seq).is_none();
        let mine: Vec<Seq> =
            headers.iter().filter(|it| it.seq.0 <= last && it.by == desk.user() && standing(it.seq)).map(|it| it.seq).collect();
        for seq in mine.iter().rev() {
            seat.receipt(desk, desk.undo(*seq)).map_err(|problem| problem.with("at", seq.0))?;
        }
        let undone = mine.len();
        out.answer(words, &serde_json::json!({ "undone": undone, "first": first, "last": last }), |out| {
            let (first, last) = (first.to_string(), last.to_string());
            out.line(words, &say!(words, "cli-undone-many", count = undone, first = first, last = last))
        })?;
        Ok(Exit::Done)
    })
}
