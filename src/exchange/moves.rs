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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

    use super::*;
    use crate::campus::{Building, Entry, Import, Laid, Room, SeatId, Sex, Stamp, StudentChange, StudentFacts, UserId};
    use crate::exchange::read_bytes;

    fn does(campus: &mut Campus, act: Act) {
        let seq = campus.applied().next();
        campus.check(UserId(0), Stamp(0), &act).unwrap();
        campus.apply(&Entry { seq, at: Stamp(0), by: UserId(0), seat: SeatId(0), act });
    }

    /// Building 3 for men with 401 to 403 of two beds, building 5 for women with 501; four men in 401 and 402, a woman in 501.
    fn campus() -> Campus {
        let mut campus = Campus::default();
        let student = |no: &str, sex, room: u32, bed| StudentChange {
            before: None,
            after: StudentFacts {
                sex: Some(sex),
                bed: Some(Bed { room: RoomId(room), bed }),
                left: no == "0009",
                ..StudentFacts::new(no, "某")
            },
        };
        let building = |number: &str, sex| Building { number: number.into(), community: None, sex: Some(sex) };
        let room =
            |building, number: &str, purpose| Room { building: BuildingId(building), floor: 4, number: number.into(), beds: 2, purpose };
        let import = Import {
            laid: Laid {
                communities: Vec::new(),
                buildings: vec![building("3", Sex::Male), building("5", Sex::Female)],
                rooms: vec![
                    room(0, "401", RoomUse::Dwelling),
                    room(0, "402", RoomUse::Dwelling),
                    room(0, "403", RoomUse::Dwelling),
                    room(0, "404", RoomUse::Duty),
                    room(1, "501", RoomUse::Dwelling),
                ],
            },
            students: vec![
                student("0001", Sex::Male, 0, 1),
                student("0002", Sex::Male, 0, 2),
                student("0003", Sex::Male, 1, 1),
                student("0004", Sex::Male, 1, 2),
                student("0005", Sex::Female, 4, 1),
                student("0009", Sex::Male, 2, 1),
            ],
            ..Import::default()
        };
        does(&mut campus, Act::Person(PersonAct::Imported(import)));
        campus
    }

    fn plan(campus: &Campus, rows: &str) -> MovePlan {
        let table = read_bytes(format!("学号,楼栋,房间号,床位\n{rows}").into_bytes(), None).unwrap();
        plan_moves(&table, "装修", campus).unwrap()
    }

    fn reasons(campus: &Campus, rows: &str) -> Vec<(u32, Reason)> {
        let plan = plan(campus, rows);
        assert!(plan.act.is_none(), "wholly or not at all");
        plan.report.rejected.iter().map(|it| (it.row, it.reason)).collect()
    }

    #[test]
    fn a_chain_moves_as_one_and_the_same_file_again_changes_nothing() {
        let mut campus = campus();
        // The first two to 403, the next two into their beds, crosswise.
        let rows = "0001,3,403,1\n0002,3号楼,403,2\n0003,3,401,2\n0004,3,401,1\n0005,5,501,1\n";
        let first = plan(&campus, rows);
        assert_eq!((first.report.moved, first.report.unchanged, first.report.out), (4, 1, 0));
        does(&mut campus, first.act.unwrap());
        let bed = |no: &str| campus.people().student(campus.people().by_no(no).unwrap()).unwrap().facts.bed.unwrap();
        assert_eq!((bed("0001"), bed("0004")), (Bed { room: RoomId(2), bed: 1 }, Bed { room: RoomId(0), bed: 1 }));
        let again = plan(&campus, rows);
        assert_eq!((again.act, again.report.moved, again.report.unchanged), (None, 0, 5));
    }

    #[test]
    fn every_row_that_cannot_be_is_named_with_its_reason() {
        let campus = campus();
        let rows = "0001,3,403,1\n7777,3,403,2\n0009,3,403,2\n0002,3,409,1\n0003,9,401,1\n0004,3,404,1\n0005,3,403,2\n0001,3,402,1\n";
        let found = reasons(&campus, rows);
        use Reason as R;
        let wanted =
            [R::StudentUnknown, R::StudentLeft, R::RoomUnknown, R::RoomUnknown, R::NotDwelling, R::WrongSex, R::DuplicateStudentNo];
        assert_eq!(found, (3..).zip(wanted).collect::<Vec<_>>());
        assert_eq!(
            reasons(&campus, "0001,3,403,9\n0002,3,403,\n0003,3,,\n"),
            [(2, R::BedUnknown), (3, R::BedMissing), (4, R::DormIncomplete)]
        );
    }

    #[test]
    fn a_bed_has_one_sleeper() {
        let campus = campus();
        let taken = plan(&campus, "0001,3,402,1\n");
        assert_eq!(taken.report.rejected[0].other_student_no.as_deref(), Some("0003"));
        let twice = plan(&campus, "0001,3,403,1\n0002,3,403,1\n");
        assert_eq!((twice.report.rejected[0].row, twice.report.rejected[0].other_row), (3, Some(2)));
        // Two against each other is no conflict, and whoever lives out has left their bed.
        assert!(plan(&campus, "0001,3,402,1\n0003,3,401,1\n").act.is_some());
        assert!(plan(&campus, "0003,,走读,\n0001,3,402,1\n").act.is_some());
    }
}
