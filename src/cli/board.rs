//! `board`: communities and persons against what the term demands, as of any day.

use super::activity::on;
use super::args::BoardArgs;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Board, BoardRow, Campus, Cell, CountedThing, Day, Scope, board};
use crate::desk::Desk;
use crate::say;
use crate::words::Words;
use serde::Serialize;

/// The board as scripts see it.
#[derive(Debug, Serialize)]
pub(super) struct BoardView {
    pub(super) on: String,
    pub(super) term: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) rows: Vec<RowView>,
    /// What is due within a fortnight, or late.
    pub(super) due: Vec<DueView>,
    /// Persons who have not done what is demanded of them.
    pub(super) gaps: Vec<DueView>,
    /// Planned for the next fortnight.
    pub(super) ahead: Vec<String>,
    /// Without proof.
    pub(super) unproved: Vec<String>,
    /// Whose day has passed without a word of whether they were held.
    pub(super) unsaid: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct RowView {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) system: u8,
    pub(super) target: u16,
    pub(super) from: String,
    pub(super) due: String,
    pub(super) lead: String,
    /// It is demanded of persons.
    #[serde(skip)]
    pub(super) of_people: bool,
    pub(super) cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
pub(super) struct CellView {
    pub(super) whom: String,
    pub(super) done: u32,
    pub(super) unproved: u32,
    pub(super) planned: u32,
    pub(super) state: &'static str,
    pub(super) short_by: u32,
    pub(super) done_on: Option<String>,
    pub(super) things: Vec<ThingView>,
    #[serde(skip)]
    pub(super) said: String,
    #[serde(skip)]
    pub(super) tally: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ThingView {
    pub(super) id: String,
    pub(super) day: String,
    pub(super) done: bool,
    pub(super) proved: bool,
    pub(super) why: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DueView {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) whom: String,
    pub(super) done: u32,
    pub(super) target: u16,
    pub(super) due: String,
    /// It is demanded of persons.
    #[serde(skip)]
    pub(super) of_people: bool,
    #[serde(skip)]
    pub(super) said: String,
}

/// `board`.
pub(super) fn run(seat: &Seat, args: &BoardArgs, out: &mut Out) -> Outcome {
    let words = &seat.words;
    seat.at_desk(out, |desk, out| {
        let mut view = seen(seat, desk, on(seat, desk, args.on.as_deref())?);
        if let Some(code) = &args.open {
            view.rows.retain(|it| it.code == *code || it.name == *code);
            if view.rows.is_empty() {
                return Err(Problem::not_found(words, code).into());
            }
        }
        out.answer(words, &view, |out| if args.open.is_some() { tell_open(words, &view, out) } else { tell(words, &view, out) })?;
        Ok(Exit::Done)
    })
}

/// The board as this user sees it: what is held, and by whom it is led, is for everybody.
pub(super) fn seen(seat: &Seat, desk: &Desk, day: Day) -> BoardView {
    let campus = desk.campus();
    view_of(&seat.words, &campus, &board(&campus, day))
}

fn view_of(words: &Words, campus: &Campus, board: &Board<'_>) -> BoardView {
    let ids = |all: &[crate::campus::Seq]| all.iter().map(|it| format!("A{it}")).collect();
    let due = |(row, cell): (&BoardRow<'_>, &Cell)| DueView {
        code: row.it.obligation.code.to_string(),
        name: row.it.obligation.name.to_string(),
        whom: words.whom(campus, &cell.whom),
        done: cell.done,
        target: row.it.obligation.target,
        due: view::date(row.due),
        of_people: of_people(row),
        said: words.pace(&cell.pace, row.due),
    };
    BoardView {
        on: view::date(board.on),
        term: board.term.name.to_string(),
        from: view::date(board.term.from),
        until: view::date(board.term.until),
        rows: board.rows.iter().map(|it| row(words, campus, it)).collect(),
        due: board.due().map(due).collect(),
        gaps: board.gaps().map(due).collect(),
        ahead: ids(&board.ahead),
        unproved: ids(&board.unproved),
        unsaid: ids(&board.unsaid),
    }
}

fn of_people(row: &BoardRow<'_>) -> bool {
    matches!(row.it.obligation.scope, Scope::Leaders(_) | Scope::Users(_))
}

fn row(words: &Words, campus: &Campus, row: &BoardRow<'_>) -> RowView {
    let wanted = row.it.obligation;
    let thing = |it: &CountedThing| ThingView {
        id: format!("{}{}", if matches!(it.why, crate::campus::CountsBy::Reception(_)) { 'V' } else { 'A' }, it.seq),
        day: view::date(it.day),
        done: it.done,
        proved: it.proved,
        why: words.counts_by(&it.why),
    };
    let cell = |it: &Cell| CellView {
        whom: words.whom(campus, &it.whom),
        done: it.done,
        unproved: it.unproved,
        planned: it.planned,
        state: it.pace.state.key(),
        short_by: it.pace.short_by,
        done_on: it.pace.done_on.map(view::date),
        things: it.things.iter().map(thing).collect(),
        said: words.pace(&it.pace, row.due),
        tally: words.tally(it, wanted.target),
    };
    RowView {
        code: wanted.code.to_string(),
        name: wanted.name.to_string(),
        system: wanted.system,
        target: wanted.target,
        from: view::date(row.from),
        due: view::date(row.due),
        lead: wanted.lead.to_string(),
        of_people: of_people(row),
        cells: row.cells.iter().map(cell).collect(),
    }
}

fn tell(words: &Words, view: &BoardView, out: &mut Out) -> Outcome<()> {
    let (term, from, until, on) = (view.term.clone(), view.from.clone(), view.until.clone(), view.on.clone());
    out.line(words, &say!(words, "cli-board-title", term = term, from = from, until = until, on = on))?;
    let mut table = Table::new([
        say!(words, "cli-head-obligation"),
        say!(words, "cli-head-whom"),
        say!(words, "cli-head-done"),
        say!(words, "cli-head-planned"),
        say!(words, "cli-head-due"),
        say!(words, "cli-head-pace"),
    ]);
    for row in &view.rows {
        for (at, cell) in row.cells.iter().enumerate() {
            let name = if at == 0 { row.name.clone() } else { String::new() };
            let planned = if cell.planned == 0 { String::new() } else { format!("+{}", cell.planned) };
            table.row([name, cell.whom.clone(), cell.tally.clone(), planned, row.due.clone(), cell.said.clone()]);
        }
    }
    out.table(words, &table)?;
    let mut said = |title: String, them: &[DueView]| -> Outcome<()> {
        if them.is_empty() {
            return Ok(());
        }
        out.line(words, "")?;
        out.line(words, &title)?;
        them.iter().try_for_each(|it| out.line(words, &format!("  {} {} {}/{} {}", it.whom, it.name, it.done, it.target, it.said)))
    };
    said(say!(words, "cli-board-due", count = view.due.len()), &view.due)?;
    said(say!(words, "cli-board-gaps", count = view.gaps.len()), &view.gaps)?;
    let listed = [
        (say!(words, "cli-board-ahead", count = view.ahead.len()), &view.ahead),
        (say!(words, "cli-board-unproved", count = view.unproved.len()), &view.unproved),
        (say!(words, "cli-board-unsaid", count = view.unsaid.len()), &view.unsaid),
    ];
    listed
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .try_for_each(|(title, ids)| out.line(words, &format!("{title}  {}", ids.join(" "))))
}

/// One row with all that counts in it.
fn tell_open(words: &Words, view: &BoardView, out: &mut Out) -> Outcome<()> {
    for row in &view.rows {
        out.line(words, &format!("{} {} {}", row.code, row.name, row.due))?;
        for cell in &row.cells {
            out.line(words, &format!("  {} {} {}", cell.whom, cell.tally, cell.said))?;
            for it in &cell.things {
                let sign = if !it.done {
                    "…"
                } else if it.proved {
                    "✓"
                } else {
                    "?"
                };
                out.line(words, &format!("    {sign} {} {} {}", it.id, it.day, it.why))?;
            }
        }
    }
    Ok(())
}
