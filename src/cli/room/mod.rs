//! `room`: who sleeps where, from now on, and what moved before.

mod file;

use super::args::{RoomCommand, RoomMoveArgs};
use super::choose::Finding;
use super::out::{Out, Outcome, Table};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::view;
use crate::campus::{Act, Bed, BedChange, Campus, Moved, PersonAct, Refusal, StudentId};
use crate::say;
use serde::Serialize;

/// What moved.
#[derive(Serialize)]
struct MovedView {
    seq: u64,
    moves: Vec<view::MoveView>,
}

/// `room …`.
pub(super) fn run(seat: &Seat, command: &RoomCommand, out: &mut Out) -> Outcome {
    if let RoomCommand::File(args) = command {
        return file::run(seat, args, out);
    }
    seat.at_desk(out, |desk, out| {
        let (changes, reason) = {
            let campus = desk.campus();
            let finder = desk.finder();
            let finding = Finding::new(&seat.words, &campus, &finder, desk.user());
            match command {
                RoomCommand::Move(args) => (vec![moving(&finding, args, true)?], &args.reason),
                RoomCommand::In(args) => (vec![moving(&finding, args, false)?], &args.reason),
                RoomCommand::Swap { student, other, reason } => {
                    let (a, b) = (finding.student(student)?, finding.student(other)?);
                    if a == b {
                        return Err(Problem::refusal(&seat.words, &campus, &Refusal::StudentTwice).into());
                    }
                    let (from, to) = (bed_of(&finding, a)?, bed_of(&finding, b)?);
                    let change = |student, before, after| BedChange { student, before: Some(before), after: Some(after) };
                    (vec![change(a, from, to), change(b, to, from)], reason)
                }
                RoomCommand::Out { student, reason } => {
                    let student = finding.student(student)?;
                    (vec![BedChange { student, before: Some(bed_of(&finding, student)?), after: None }], reason)
                }
                // Done above: it reads its file before anybody types a passphrase.
                RoomCommand::File(_) => return Ok(Exit::Done),
                RoomCommand::History { room } => return history(seat, &finding, room, out),
            }
        };
        let answer = desk.submit(Act::Person(PersonAct::Moved(Moved { changes, reason: reason.as_str().into() })));
        let seq = seat.receipt(desk, answer)?.seq;
        let campus = desk.campus();
        let rows = campus.people().moves().rows().iter().rev().take_while(|it| it.seq == seq);
        let mut moves: Vec<_> = rows.map(|it| view::moved(&campus, it)).collect();
        moves.reverse();
        out.hand(&seat.words, MovedView { seq: seq.0, moves }, |out, it| tell(seat, &it.moves, out))?;
        Ok(Exit::Done)
    })
}

/// Somebody moves, from the bed they have (`has_bed`), or into the first one.
fn moving(finding: &Finding<'_>, args: &RoomMoveArgs, has_bed: bool) -> Result<BedChange, Problem> {
    let student = finding.student(&args.student)?;
    let before = if has_bed { Some(bed_of(finding, student)?) } else { no_bed(finding, student)? };
    Ok(BedChange { student, before, after: Some(finding.bed(&args.bed)?) })
}

fn name(campus: &Campus, student: StudentId) -> String {
    campus.people().student(student).map(|it| it.facts.name.to_string()).unwrap_or_default()
}

fn bed_of(finding: &Finding<'_>, student: StudentId) -> Result<Bed, Problem> {
    let (words, campus) = (finding.words, finding.campus);
    let bed = campus.people().student(student).and_then(|it| it.facts.bed);
    bed.ok_or_else(|| Problem::new(Exit::Refused, "no_bed", say!(words, "cli-no-bed", name = name(campus, student))))
}

fn no_bed(finding: &Finding<'_>, student: StudentId) -> Result<Option<Bed>, Problem> {
    let (words, campus) = (finding.words, finding.campus);
    let Some(bed) = campus.people().student(student).and_then(|it| it.facts.bed) else { return Ok(None) };
    let message = say!(words, "cli-has-bed", name = name(campus, student), bed = view::bed(campus, bed));
    Err(Problem::new(Exit::Refused, "has_bed", message))
}

fn history(seat: &Seat, finding: &Finding<'_>, room: &str, out: &mut Out) -> Outcome {
    let room = finding.room(room)?;
    let campus = finding.campus;
    let moves: Vec<_> = campus.people().moves().of_room(room).rev().map(|it| view::moved(campus, it)).collect();
    out.hand(&seat.words, moves, |out, moves| tell(seat, &moves, out))?;
    Ok(Exit::Done)
}

fn tell(seat: &Seat, moves: &[view::MoveView], out: &mut Out) -> Outcome<()> {
    let words = &seat.words;
    let mut table = Table::new([
        say!(words, "cli-head-seq"),
        say!(words, "cli-head-day"),
        say!(words, "cli-head-student-no"),
        say!(words, "cli-head-name"),
        say!(words, "cli-head-from"),
        say!(words, "cli-head-to"),
    ]);
    let place = |it: &Option<String>| it.clone().unwrap_or_else(|| "—".to_owned());
    for it in moves {
        table.row([it.seq.to_string(), it.day.clone(), it.student_no.clone(), it.name.clone(), place(&it.from), place(&it.to)]);
    }
    out.table(words, &table)
}
