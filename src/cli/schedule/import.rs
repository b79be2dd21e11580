//! `schedule import`: the rota a school keeps, looked at first, and what is new in it published.

use super::super::args::ScheduleImportArgs;
use super::super::ledger::listed;
use super::super::out::{Out, Outcome};
use super::super::problem::{Exit, Problem};
use super::super::roster::{in_file, misnamed, unreadable};
use super::super::seat::Seat;
use super::super::view;
use crate::campus::{Act, Campus, Refusal, Seq, Shift, ShiftAct, UserId};
use crate::desk::Desk;
use crate::desk::rights::Right;
use crate::exchange::schedule::{self, Clash, ReadRota, RotaError, RotaForm, RotaRejected};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::path::Path;

/// The answer.
#[derive(Serialize)]
struct Imported<'a> {
    /// The entry it became: what `undo` takes back.
    seq: Option<u64>,
    dry_run: bool,
    form: RotaForm,
    sheets: &'a [String],
    encoding: &'a str,
    header_row: u32,
    rows: usize,
    /// What is new.
    added: Vec<TurnView>,
    /// How many are published the same.
    same: usize,
    /// How many are over and were not published.
    past: usize,
    clashing: Vec<ClashView>,
    rejected: &'a [RotaRejected],
    skipped: &'a [u32],
    unbound: &'a [String],
}

/// A shift that has no id yet.
#[derive(Serialize)]
struct TurnView {
    duty_date: String,
    site: String,
    person: String,
    starts: String,
    ends: String,
}

/// A turn for which others are published.
#[derive(Serialize)]
struct ClashView {
    sheet: Option<String>,
    row: u32,
    #[serde(flatten)]
    turn: TurnView,
    published: Vec<String>,
}

pub(super) fn run(seat: &Seat, args: &ScheduleImportArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    // The file is read first: nobody should have to type a passphrase to hear that it cannot be.
    let tables = schedule::read_rota_file(&args.file, args.sheet.as_deref()).map_err(|error| unreadable(words, &args.file, &error))?;
    seat.at_desk(out, |desk, out| {
        // The preview names who is published and who is not, and is for those who may publish, even where nothing is written.
        if !desk.sight(&desk.campus()).may(Right::SchedulePublish) {
            return Err(seat.refusal(desk, &Refusal::NotAllowed).into());
        }
        let mut rota = {
            let campus = desk.campus();
            let hours = |day| campus.presets().rules().schedule.hours(day, campus.zone());
            schedule::read_rota(&tables, &campus, args.year, desk.now(), &hours).map_err(|error| {
                let problem = unplanned(words, &args.file, &error);
                match tables.first() {
                    Some(table) => misnamed(words, &args.file, table, problem),
                    None => problem,
                }
            })?
        };
        if args.past {
            rota.shifts.append(&mut rota.past);
        }
        let seq = if rota.shifts.is_empty() || args.dry_run {
            None
        } else {
            Some(seat.receipt(desk, desk.submit(Act::Shift(ShiftAct::Published(rota.shifts.clone()))))?.seq)
        };
        tell(seat, desk, args, &rota, seq, out)?;
        Ok(Exit::Done)
    })
}

fn unplanned(words: &Words, file: &Path, error: &RotaError) -> Problem {
    let message = in_file(words, file, schedule::say_rota_error(words, error));
    match error {
        RotaError::NoRows => Problem::new(Exit::Refused, "no_rows", message),
        RotaError::NoColumns { row, found } => {
            Problem::new(Exit::Refused, "missing_columns", message).with("headers", found.clone()).with("header_row", *row)
        }
        RotaError::NoPost { row, found } => {
            Problem::new(Exit::Refused, "missing_post", message).with("headers", found.clone()).with("header_row", *row)
        }
    }
}

fn turn(campus: &Campus, it: &Shift) -> TurnView {
    TurnView {
        duty_date: view::date(it.day),
        site: view::site(campus, it).unwrap_or_else(|| view::LEADER_SITE.to_owned()),
        person: view::login(campus, it.person),
        starts: view::time(campus, it.starts),
        ends: view::time(campus, it.ends),
    }
}

fn tell(seat: &Seat, desk: &Desk, args: &ScheduleImportArgs, rota: &ReadRota, seq: Option<Seq>, out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let campus = desk.campus();
    let clash = |it: &Clash| ClashView {
        sheet: it.sheet.clone(),
        row: it.row,
        turn: turn(&campus, &it.shift),
        published: it.published.iter().map(|id| view::login(&campus, *id)).collect(),
    };
    let imported = Imported {
        seq: seq.map(|it| it.0),
        dry_run: args.dry_run,
        form: rota.form,
        sheets: &rota.sheets,
        encoding: &rota.encoding,
        header_row: rota.header_row,
        rows: rota.rows,
        added: rota.shifts.iter().map(|it| turn(&campus, it)).collect(),
        same: rota.kept.len(),
        past: rota.past.len(),
        clashing: rota.clashes.iter().map(clash).collect(),
        rejected: &rota.rejected,
        skipped: &rota.skipped,
        unbound: &rota.unbound,
    };
    out.answer(words, &imported, |out| {
        for line in lines(words, &campus, rota) {
            out.line(words, &text::clean(&line))?;
        }
        match seq {
            Some(seq) => out.line(words, &say!(words, "cli-schedule-published", count = rota.shifts.len(), seq = seq.to_string())),
            None if args.dry_run => out.line(words, &say!(words, "cli-dry-run")),
            None => out.line(words, &say!(words, "cli-schedule-nothing")),
        }
    })
}

/// The preview in lines.
fn lines(words: &Words, campus: &Campus, rota: &ReadRota) -> Vec<String> {
    let form = match rota.form {
        RotaForm::Door => say!(words, "cli-schedule-form-door"),
        RotaForm::List => say!(words, "cli-schedule-form-list"),
        RotaForm::Grid => say!(words, "cli-schedule-form-grid"),
    };
    let sheets = if rota.sheets.is_empty() { rota.encoding.clone() } else { rota.sheets.join(&say!(words, "import-comma")) };
    let mut lines = vec![
        say!(words, "cli-schedule-source", sheets = sheets, form = form, row = rota.header_row.to_string()),
        say!(
            words,
            "cli-schedule-summary",
            rows = rota.rows,
            added = rota.shifts.len(),
            same = rota.kept.len(),
            clashing = rota.clashes.len(),
            past = rota.past.len(),
            rejected = rota.rejected.len()
        ),
    ];
    let name = |id: &UserId| campus.staff().user(*id).map(|it| it.name.to_string()).unwrap_or_default();
    let site = |it: &Shift| view::site(campus, it).unwrap_or_else(|| say!(words, "cli-leader"));
    let added = rota.shifts.iter().map(|it| format!("{} {} {}", words.day_long(it.day), site(it), name(&it.person)));
    let clashing = rota.clashes.iter().map(|it| {
        let published = it.published.iter().map(name).collect::<Vec<_>>().join(&say!(words, "import-comma"));
        let (day, person) = (words.day_long(it.shift.day), name(&it.shift.person));
        say!(
            words,
            "cli-schedule-clash",
            row = it.row.to_string(),
            day = day,
            site = site(&it.shift),
            person = person,
            published = published
        )
    });
    let rejected = rota.rejected.iter().map(|it| schedule::say_rota_rejected(words, it));
    listed(words, &mut lines, say!(words, "cli-schedule-added"), added.collect());
    listed(words, &mut lines, say!(words, "cli-schedule-clashing"), clashing.collect());
    listed(words, &mut lines, say!(words, "cli-schedule-rejected"), rejected.collect());
    if !rota.past.is_empty() {
        lines.push(say!(words, "cli-schedule-past", count = rota.past.len()));
    }
    if !rota.unbound.is_empty() {
        lines.push(say!(words, "cli-schedule-unbound", list = rota.unbound.join(&say!(words, "import-comma"))));
    }
    lines
}
