//! A whole floor moved by a file (调宿名单): student numbers and where they sleep from now on → one act, wholly or not at all.
//!
//! Read as a roster is: the same files, headers and ways to write a dorm. But where a roster makes the best of a doubtful row, here every doubt
//! refuses the file, row by row with the reason: half a floor moved is worse than none.
//!
//! - A row says where its student sleeps: building, room and bed; 走读 or 外住 is moving out. An empty dorm is a mistake, not a wish.
//! - Beds that are left within the file are free for others of the file.
//! - Who sleeps there already is unchanged; a file in which nobody moves is no act, so the same file twice changes nothing.

use super::header::Header;
use super::home::Home;
use super::line::{Kind, LineReader};
use super::report::{Reason, Rejected};
use super::roster::{PlanError, headers};
use super::table::Row;
use super::{Field, Table, dorm};
use crate::campus::{Act, Bed, BedChange, BuildingId, Campus, Moved, PersonAct, RoomId, RoomUse, StudentId};
use serde::Serialize;
use std::collections::HashMap;

/// What a file of moves would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovePlan {
    /// What makes it so; `None` where nobody moves, or where a row is refused.
    pub act: Option<Act>,
    /// What it does, row by row.
    pub report: MoveReport,
}

/// The report of a file of moves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MoveReport {
    /// The sheet that was read; `None` for a text file.
    pub sheet: Option<String>,
    /// How the file is written.
    pub encoding: String,
    /// The row the headers stand in.
    pub header_row: u32,
    /// Rows with a student in them.
    pub rows: usize,
    /// Students who get another bed.
    pub moved: usize,
    /// Of them: those who move out.
    pub out: usize,
    /// Students who sleep there already.
    pub unchanged: usize,
    /// Rows that are refused; where there is one, nobody moves.
    pub rejected: Vec<Rejected>,
}

/// A row that may be taken.
struct Wish<'a> {
    row: &'a Row,
    student: StudentId,
    before: Option<Bed>,
    after: Option<Bed>,
}

/// Plans the moves of a table.
///
/// # Errors
/// There are no rows, or no columns for student number and dorm.
pub fn plan_moves(table: &Table, reason: &str, campus: &Campus) -> Result<MovePlan, PlanError> {
    let header = headers(table, &[])?;
    let named = |it: &(Field, usize)| matches!(it.0, Field::Dorm | Field::Room);
    if !header.bound.iter().any(named) {
        return Err(super::roster::missing_columns(&header, vec![Field::Room]));
    }
    let mut reader = LineReader::new(&header);
    let houses = houses(campus);
    let (mut wishes, mut rejected, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for row in table.rows.get(header.below..).unwrap_or_default() {
        let line = match reader.read(row) {
            Kind::Line(line) => line,
            Kind::Rejected(it) => {
                rejected.push(it);
                continue;
            }
            Kind::Skipped | Kind::Blank => continue,
        };
        let refuse = |field, reason| reader.rejected(row, field, reason);
        if let Some(first) = seen.insert(line.no.clone(), row.number) {
            seen.insert(line.no.clone(), first);
            rejected.push(Rejected { other_row: Some(first), ..refuse(Field::StudentNo, Reason::DuplicateStudentNo) });
            continue;
        }
        // What the reader of homes found doubtful is refused here.
        let doubt = reader.warnings.iter().find(|it| it.row == row.number && of_home(&header, it)).cloned();
        match wish(campus, &houses, &reader, row, &line.no, &line.home, doubt) {
            Ok(it) => wishes.push(it),
            Err(it) => rejected.push(it),
        }
    }
    if wishes.is_empty() && rejected.is_empty() {
        return Err(PlanError::NoRows);
    }
    refuse_taken(campus, &reader, &wishes, &mut rejected);
    rejected.sort_by_key(|it| it.row);
    let changes: Vec<BedChange> = wishes
        .iter()
        .filter(|it| it.before != it.after)
        .map(|it| BedChange { student: it.student, before: it.before, after: it.after })
        .collect();
    let report = MoveReport {
        sheet: table.sheet.clone(),
        encoding: table.encoding.clone(),
        header_row: header.row,
        rows: seen.len() + rejected.iter().filter(|it| it.reason == Reason::DuplicateStudentNo).count(),
        moved: changes.len(),
        out: changes.iter().filter(|it| it.after.is_none()).count(),
        unchanged: wishes.len() - changes.len(),
        rejected,
    };
    let moves = report.rejected.is_empty() && !changes.is_empty();
    let act = moves.then(|| Act::Person(PersonAct::Moved(Moved { changes, reason: reason.into() })));
    Ok(MovePlan { act, report })
}

/// Whether a warning is about where the student sleeps; others are none of this file's business.
fn of_home(header: &Header, it: &Rejected) -> bool {
    let fields = [Field::Dorm, Field::Building, Field::Room, Field::Bed];
    let titles = fields.into_iter().filter_map(|field| header.column(field)).map(|column| header.title(column));
    titles.into_iter().any(|title| it.column.as_deref() == Some(title))
}

/// Buildings by the bare number a file writes.
fn houses(campus: &Campus) -> HashMap<String, BuildingId> {
    let bare = |number: &str| dorm::building(number).unwrap_or_else(|| number.to_owned());
    campus.places().buildings().map(|(id, it)| (bare(&it.number), id)).collect()
}

fn wish<'a>(
    campus: &Campus,
    houses: &HashMap<String, BuildingId>,
    reader: &LineReader<'_>,
    row: &'a Row,
    no: &str,
    home: &Home,
    doubt: Option<Rejected>,
) -> Result<Wish<'a>, Rejected> {
    let refuse = |field, reason| reader.rejected(row, field, reason);
    let door = reader.door_field();
    let bed_field = if reader.has(Field::Bed) { Field::Bed } else { door };
    let student = campus.people().by_no(no).ok_or_else(|| refuse(Field::StudentNo, Reason::StudentUnknown))?;
    let facts = campus.people().student(student).map(|it| &it.facts);
    let facts = facts.filter(|it| !it.left).ok_or_else(|| refuse(Field::StudentNo, Reason::StudentLeft))?;
    if let Some(doubt) = doubt {
        return Err(doubt);
    }
    let after = match home {
        Home::Unsaid => return Err(refuse(door, Reason::DormIncomplete)),
        Home::Out => None,
        Home::At { building, room, bed } => {
            let field = if reader.has(Field::Building) { Field::Building } else { door };
            let building = houses.get(building).ok_or_else(|| refuse(field, Reason::RoomUnknown))?;
            let room = campus.places().room_by_door(*building, room).ok_or_else(|| refuse(door, Reason::RoomUnknown))?;
            let it = campus.places().room(room).filter(|it| it.purpose == RoomUse::Dwelling);
            let it = it.ok_or_else(|| refuse(door, Reason::NotDwelling))?;
            let stays = facts.bed.filter(|old| old.room == room).map(|old| old.bed);
            let bed = bed.or(stays).filter(|it| *it > 0).ok_or_else(|| refuse(bed_field, Reason::BedMissing))?;
            if bed > it.beds {
                return Err(refuse(bed_field, Reason::BedUnknown));
            }
            let house = campus.places().building(*building).and_then(|it| it.sex);
            if house.zip(facts.sex).is_some_and(|(house, student)| house != student) {
                return Err(refuse(field, Reason::WrongSex));
            }
            Some(Bed { room, bed })
        }
    };
    Ok(Wish { row, student, before: facts.bed, after })
}

/// Refuses rows whose bed another row wants as well, or somebody has who does not move.
fn refuse_taken(campus: &Campus, reader: &LineReader<'_>, wishes: &[Wish<'_>], rejected: &mut Vec<Rejected>) {
    let moving: HashMap<StudentId, ()> = wishes.iter().map(|it| (it.student, ())).collect();
    let bed_field = if reader.has(Field::Bed) { Field::Bed } else { reader.door_field() };
    let mut wanted: HashMap<(RoomId, u8), u32> = HashMap::new();
    for it in wishes {
        let Some(bed) = it.after else { continue };
        let refuse = || reader.rejected(it.row, bed_field, Reason::BedTaken);
        if let Some(first) = wanted.get(&(bed.room, bed.bed)) {
            rejected.push(Rejected { other_row: Some(*first), ..refuse() });
            continue;
        }
        wanted.insert((bed.room, bed.bed), it.row.number);
        let sleeps = |id: &&StudentId| campus.people().student(**id).and_then(|it| it.facts.bed) == Some(bed);
        let sleeper = campus.people().in_room(bed.room).iter().filter(|id| !moving.contains_key(id)).find(sleeps);
        if let Some(known) = sleeper.and_then(|id| campus.people().student(*id)) {
            rejected.push(Rejected { other_student_no: Some(known.facts.no.to_string()), ..refuse() });
        }
    }
}
