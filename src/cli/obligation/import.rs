//! `import obligations`: the sheet that `export template obligations` writes, filled in; looked at first, taken in as one act.

use super::super::activity::on;
use super::super::args::ImportObligationsArgs;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::roster::{in_file, misnamed, unreadable};
use super::super::seat::Seat;
use crate::exchange;
use crate::say;
use crate::text;
use serde::Serialize;

/// What cannot be read, by row and column.
#[derive(Serialize)]
struct FaultView {
    row: u32,
    column: &'static str,
    value: String,
}

/// The answer.
#[derive(Serialize)]
struct Imported {
    dry_run: bool,
    term: String,
    changed: usize,
    unchanged: usize,
    rejected: Vec<FaultView>,
    codes: Vec<String>,
    met_before: Vec<String>,
    seq: Option<u64>,
}

/// `import obligations`.
pub(in crate::cli) fn import(seat: &Seat, args: &ImportObligationsArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let table = exchange::table_of(&args.file).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        let day = on(seat, desk, args.on.as_deref())?;
        let (term, plan) = {
            let campus = desk.campus();
            let term = campus.terms().at(day);
            let in_force = campus.obligations().in_force(term.middle());
            let plan = exchange::plan_obligations(words, &table, &in_force);
            // Not one header is known: then nothing can be told row by row.
            if let Some(it) = plan.faults.first().filter(|it| it.row == 0) {
                let list = words.obligation_column(it.column);
                let message = in_file(words, &args.file, say!(words, "register-missing-columns", list = list));
                let problem = Problem::new(Exit::Refused, "missing_columns", message).with("missing", vec![it.column]);
                return Err(misnamed(words, &args.file, &table, problem).into());
            }
            (term, plan)
        };
        let rejected = plan.faults.into_iter().map(|it| FaultView { row: it.row, column: it.column, value: it.value });
        let mut imported = Imported {
            dry_run: args.dry_run,
            term: term.name.to_string(),
            changed: plan.changes.len(),
            unchanged: plan.unchanged,
            rejected: rejected.collect(),
            codes: plan.changes.iter().map(|it| it.code().to_owned()).collect(),
            met_before: Vec::new(),
            seq: None,
        };
        // A sheet that is wrong in one place may be wrong in more: nothing of it is taken in.
        let failed = !imported.rejected.is_empty();
        if !failed && !plan.changes.is_empty() {
            if args.dry_run {
                let campus = desk.campus();
                imported.met_before = crate::campus::met_already(&campus, &term, desk.now().day(campus.zone()), &plan.changes);
            } else {
                let changed = super::submit(seat, desk, &term, plan.changes)?;
                (imported.seq, imported.met_before) = (Some(changed.seq), changed.met_before);
            }
        }
        out.answer(words, &imported, |out| {
            let (changed, unchanged) = (imported.changed, imported.unchanged);
            out.line(
                words,
                &say!(words, "cli-import-obligations", changed = changed, unchanged = unchanged, rejected = imported.rejected.len()),
            )?;
            for it in &imported.rejected {
                let (column, value) = (words.obligation_column(it.column), text::clean(&it.value).into_owned());
                out.line(words, &say!(words, "cli-import-obligation-wrong", row = it.row.to_string(), column = column, value = value))?;
            }
            if !imported.codes.is_empty() {
                out.line(words, &format!("  {}", text::clean(&imported.codes.join(" "))))?;
            }
            if !imported.met_before.is_empty() {
                out.line(words, &say!(words, "cli-obligation-met", codes = imported.met_before.join(" ")))?;
            }
            match imported.seq {
                Some(seq) => out.line(words, &say!(words, "cli-import-undo", seq = seq.to_string())),
                None if imported.dry_run => out.line(words, &say!(words, "cli-dry-run")),
                None => out.line(words, &say!(words, "cli-import-nothing")),
            }
        })?;
        Ok(if failed { Exit::Refused } else { Exit::Done })
    })
}
