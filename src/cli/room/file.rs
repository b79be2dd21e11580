//! `room file`: a whole floor, or more, moved by a file.

use super::super::args::RoomFileArgs;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::roster::{misnamed, unplanned, unreadable};
use super::super::seat::Seat;
use crate::campus::Refusal;
use crate::desk::rights::Right;
use crate::exchange::{self, MoveReport, Rejected};
use crate::say;
use crate::text;
use serde::Serialize;

/// Most refused rows told to people; scripts get all of them.
const ROWS_TOLD: usize = 40;

/// The answer of `room file`.
#[derive(Serialize)]
struct Filed<'a> {
    /// The entry it became: what `undo` takes back.
    seq: Option<u64>,
    dry_run: bool,
    #[serde(flatten)]
    report: &'a MoveReport,
}

/// `room file`.
pub(super) fn run(seat: &Seat, args: &RoomFileArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let table = exchange::read_table(&args.file, args.sheet.as_deref()).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        // Who may not move anybody hears nothing of who sleeps where by way of a file.
        if !desk.sight(&desk.campus()).may(Right::RoomMove) {
            return Err(seat.refusal(desk, &Refusal::NotAllowed).into());
        }
        let plan = exchange::plan_moves(&table, &args.reason, &desk.campus());
        let plan = plan.map_err(|error| misnamed(words, &args.file, &table, unplanned(words, &args.file, &error)))?;
        let report = &plan.report;
        if !report.rejected.is_empty() {
            return Err(refused(seat, report).into());
        }
        let seq = match plan.act {
            Some(act) if !args.dry_run => Some(seat.receipt(desk, desk.submit(act))?.seq),
            _ => None,
        };
        out.answer(words, &Filed { seq: seq.map(|it| it.0), dry_run: args.dry_run, report }, |out| {
            let (moved, out_of, unchanged) = (report.moved, report.out, report.unchanged);
            out.line(words, &say!(words, "cli-moves-summary", moved = moved, out = out_of, unchanged = unchanged))?;
            match seq {
                Some(seq) => out.line(words, &say!(words, "cli-import-done", seq = seq.to_string())),
                None if args.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                None => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(Exit::Done)
    })
}

/// Nobody moves, and why, row by row.
fn refused(seat: &Seat, report: &MoveReport) -> Problem {
    let words = &seat.words;
    let line = |it: &Rejected| text::clean(&exchange::say_rejected(words, it)).into_owned();
    let message = say!(words, "cli-moves-refused", count = report.rejected.len());
    let problem = Problem::new(Exit::Refused, "rows_rejected", message);
    let problem = problem.with("rows", report.rows).with("rejected", serde_json::to_value(&report.rejected).unwrap_or_default());
    report.rejected.iter().take(ROWS_TOLD).fold(problem, |problem, it| problem.line(line(it)))
}
