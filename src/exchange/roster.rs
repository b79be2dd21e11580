//! Rows of a roster against the campus: who is new, of whom something changes, who moves, and the one act that makes it so.
//!
//! - The student number (学号) is the student. What a roster has no column for, and what a cell leaves empty, stays as it was.
//! - A number that stands twice: the first row (with a name) is taken if all name the same person, else none.
//! - Of two students in one bed the one who sleeps there already stays, unless the same roster moves them out; else the first row has it.
//! - A standing (学籍状态) such as 退学, 毕业, 休学 means left, and who has left has no bed. A roster that says no standing leaves it.

use super::beds;
use super::clean;
use super::growth::Growth;
use super::header::{self, Header};
use super::home::Home;
use super::line::{Kind, Line, LineReader};
use super::report::{Reason, Rejected, Report};
use super::table::Row;
use super::{Field, Table, field};
use crate::campus::{Act, Bed, Campus, Detail, Import, PersonAct, StudentChange, StudentFacts, StudentId};
use std::collections::HashMap;

/// An import, planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What makes it so; `None` when nothing changes.
    pub act: Option<Act>,
    /// What it does, row by row.
    pub report: Report,
}

/// Why no plan could be made.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum PlanError {
    #[error("no rows under the headers")]
    NoRows,
    #[error("a column is missing that every roster needs")]
    MissingColumns { header_row: u32, missing: Vec<Field>, found: Vec<String> },
    #[error("no column has the header named for {}", .field.code())]
    NoSuchHeader { field: Field, asked: String, found: Vec<String> },
    #[error("more different values of {} than a college has", .field.code())]
    TooMany { field: Field, limit: usize },
}

impl std::fmt::Debug for PlanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// A row that may be taken, with the student it is about.
pub(super) struct Candidate<'a> {
    pub(super) line: Box<Line>,
    pub(super) row: &'a Row,
    /// The student, if the campus knows the number.
    pub(super) known: Option<StudentId>,
    /// Whether they are gone from now on.
    pub(super) left: bool,
}

/// Plans the import of a table: `overrides` binds fields to headers by hand (`--map FIELD=HEADER`).
///
/// # Errors
/// No student numbers are to be found, or an override names no column.
pub fn plan(table: &Table, overrides: &[(Field, String)], campus: &Campus) -> Result<Plan, PlanError> {
    let header = headers(table, overrides)?;
    let mut reader = LineReader::new(&header);
    let (mut candidates, mut rejected, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for row in table.rows.get(header.below..).unwrap_or_default() {
        match reader.read(row) {
            Kind::Line(line) => {
                let known = campus.people().by_no(&line.no);
                let left = left_from_now_on(&line, known.and_then(|id| campus.people().student(id)).map(|it| &it.facts));
                candidates.push(Candidate { line, row, known, left });
            }
            Kind::Rejected(it) => rejected.push(it),
            Kind::Skipped => skipped.push(row.number),
            Kind::Blank => {}
        }
    }
    if candidates.is_empty() && rejected.is_empty() {
        return Err(PlanError::NoRows);
    }
    if header.column(Field::Name).is_none() && candidates.iter().all(|it| it.known.is_none()) {
        return Err(missing_columns(&header, vec![Field::Name]));
    }
    reject_doubles(&mut candidates, &mut rejected, &reader);
    reject_nameless(&mut candidates, &mut rejected, &reader);
    beds::reject_taken(&mut candidates, &mut rejected, &reader, campus);
    warn_of_short_numbers(&candidates, &mut reader);

    let mut report = Report {
        sheet: table.sheet.clone(),
        other_sheets: table.other_sheets.clone(),
        encoding: table.encoding.clone(),
        header_row: header.row,
        rows: candidates.len() + rejected.len(),
        skipped,
        mapping: header.bound.iter().map(|(field, column)| (*field, header.title(*column).to_owned())).collect(),
        unbound: unbound(&header),
        ..Report::default()
    };
    let act = settle(&candidates, campus, &mut reader, &mut report)?;

    rejected.sort_by_key(|it| it.row);
    report.rejected = rejected;
    // A row that is rejected after all has nothing left to look at.
    let mut warnings = reader.warnings;
    warnings.retain(|it| report.rejected.binary_search_by_key(&it.row, |other| other.row).is_err());
    warnings.sort_by_key(|it| it.row);
    report.warnings = warnings;
    Ok(Plan { act, report })
}

/// The headers of the table, with every override found and nothing bound that cannot be used.
pub(super) fn headers(table: &Table, overrides: &[(Field, String)]) -> Result<Header, PlanError> {
    let mut header = header::find(&table.rows, overrides).ok_or(PlanError::NoRows)?;
    for (field, asked) in overrides {
        let bound = header.column(*field).map(|column| field::plain(header.title(column)));
        if bound.is_none_or(|it| it != field::plain(asked)) {
            return Err(PlanError::NoSuchHeader { field: *field, asked: asked.clone(), found: titles(&header) });
        }
    }
    if header.column(Field::StudentNo).is_none() {
        let missing = [Field::StudentNo, Field::Name].into_iter().filter(|it| header.column(*it).is_none()).collect();
        return Err(missing_columns(&header, missing));
    }
    if header.column(Field::Dorm).is_none() && header.column(Field::Room).is_none() {
        // Without a room there is no place to put a building or a bed.
        header.bound.retain(|it| !matches!(it.0, Field::Building | Field::Bed));
    }
    Ok(header)
}

pub(super) fn missing_columns(header: &Header, missing: Vec<Field>) -> PlanError {
    PlanError::MissingColumns { header_row: header.row, missing, found: titles(header) }
}

fn titles(header: &Header) -> Vec<String> {
    header.titles.iter().filter(|it| !it.is_empty()).cloned().collect()
}

fn unbound(header: &Header) -> Vec<String> {
    let free =
        header.titles.iter().enumerate().filter(|(column, it)| !it.is_empty() && !header.bound.iter().any(|bound| bound.1 == *column));
    free.map(|it| it.1.clone()).collect()
}

/// A standing that the row does not say is the one known before; who came back after an undone import is here again.
fn left_from_now_on(line: &Line, before: Option<&StudentFacts>) -> bool {
    let standing = |details: &[(Detail, Box<str>)]| details.iter().find(|it| it.0 == Detail::Standing).map(|it| it.1.clone());
    let standing = standing(&line.details).or_else(|| before.and_then(|it| standing(&it.more)));
    standing.is_some_and(|it| clean::has_left(&it))
}

/// Takes the candidates for which `reason` finds something out of the list and into the rejected.
pub(super) fn reject_where(
    candidates: &mut Vec<Candidate<'_>>,
    rejected: &mut Vec<Rejected>,
    mut reason: impl FnMut(usize, &Candidate<'_>) -> Option<Rejected>,
) {
    let mut at = 0;
    candidates.retain(|it| {
        let found = reason(at, it);
        at += 1;
        let keep = found.is_none();
        rejected.extend(found);
        keep
    });
}

fn reject_nameless(candidates: &mut Vec<Candidate<'_>>, rejected: &mut Vec<Rejected>, reader: &LineReader<'_>) {
    reject_where(candidates, rejected, |_, it| {
        let nameless = it.known.is_none() && it.line.name.is_none();
        nameless.then(|| reader.rejected(it.row, Field::Name, Reason::NameMissing))
    });
}

fn reject_doubles(candidates: &mut Vec<Candidate<'_>>, rejected: &mut Vec<Rejected>, reader: &LineReader<'_>) {
    let mut by_no: HashMap<Box<str>, Vec<usize>> = HashMap::new();
    for (at, it) in candidates.iter().enumerate() {
        by_no.entry(it.line.no.clone()).or_default().push(at);
    }
    // For each row that is not to be taken, the row it collides with.
    let mut collides: HashMap<usize, u32> = HashMap::new();
    for group in by_no.values().filter(|it| it.len() > 1) {
        let name = |at: &usize| candidates[*at].line.name.as_deref();
        let first = *group.iter().find(|at| name(at).is_some()).unwrap_or(&group[0]);
        let others = || group.iter().copied().filter(|at| *at != first);
        collides.extend(others().map(|at| (at, candidates[first].line.row)));
        // Of two names for one number nobody here can say which is right.
        let another = others().find(|at| name(at).is_some_and(|it| Some(it) != name(&first)));
        collides.extend(another.map(|at| (first, candidates[at].line.row)));
    }
    reject_where(candidates, rejected, |at, it| {
        let other = collides.get(&at)?;
        Some(Rejected { other_row: Some(*other), ..reader.rejected(it.row, Field::StudentNo, Reason::DuplicateStudentNo) })
    });
}

/// Numbers that stood as numbers and are shorter than at least nine in ten of the file have probably lost their zeros.
fn warn_of_short_numbers(candidates: &[Candidate<'_>], reader: &mut LineReader<'_>) {
    let mut lengths: Vec<usize> = candidates.iter().map(|it| it.line.no.len()).collect();
    lengths.sort_unstable();
    let Some((count, usual)) = lengths.chunk_by(|a, b| a == b).map(|it| (it.len(), it[0])).max() else { return };
    if count * 10 < candidates.len() * 9 {
        return;
    }
    for it in candidates.iter().filter(|it| it.known.is_none() && it.line.no_was_number && it.line.no.len() < usual) {
        reader.warn(it.row, Field::StudentNo, Reason::StudentNoShort);
    }
}

/// What becomes of each candidate, as one act, counted in the report.
fn settle(
    candidates: &[Candidate<'_>],
    campus: &Campus,
    reader: &mut LineReader<'_>,
    report: &mut Report,
) -> Result<Option<Act>, PlanError> {
    let mut growth = Growth::new(campus);
    let mut students = Vec::new();
    for it in candidates {
        let before = it.known.and_then(|id| campus.people().student(id).map(|student| (id, student.facts.clone())));
        let after = facts(it, before.as_ref().map(|it| &it.1), &mut growth)?;
        warn_of_bed(it, &after, &growth, reader);
        match &before {
            None => report.added += 1,
            Some((_, before)) if *before == after => {
                report.unchanged += 1;
                continue;
            }
            Some((_, before)) => {
                report.changed += 1;
                report.moved += usize::from(after.bed != before.bed && !after.left);
            }
        }
        report.left += usize::from(after.left && before.as_ref().is_none_or(|it| !it.1.left));
        students.push(StudentChange { before, after });
    }
    let import = Import { students, ..growth.finish() };
    report.new_departments = import.departments.iter().map(|it| it.name.to_string()).collect();
    report.new_classes = import.classes.iter().map(|it| it.name.to_string()).collect();
    report.new_buildings = import.laid.buildings.iter().map(|it| it.number.to_string()).collect();
    report.new_rooms = import.laid.rooms.len();
    // Where no student changes nothing new was needed either: every department, class and room came with a change to somebody.
    Ok((!import.students.is_empty()).then_some(Act::Person(PersonAct::Imported(import))))
}

/// A student's facts from now on: those before, with whatever the row says put over them.
fn facts(it: &Candidate<'_>, before: Option<&StudentFacts>, growth: &mut Growth<'_>) -> Result<StudentFacts, PlanError> {
    let line = &it.line;
    let mut facts = before.cloned().unwrap_or_else(|| StudentFacts::new(line.no.clone(), ""));
    let put = |kept: &mut Box<str>, said: &Option<Box<str>>| {
        if let Some(said) = said {
            kept.clone_from(said);
        }
    };
    put(&mut facts.name, &line.name);
    put(&mut facts.phone, &line.phone);
    put(&mut facts.guardian_phone, &line.guardian_phone);
    facts.sex = line.sex.or(facts.sex);
    if let Some(name) = &line.department {
        facts.department = Some(growth.department(name)?);
    }
    if let Some(name) = &line.class {
        let class = growth.class(name, line.department.as_ref().and(facts.department), facts.class)?;
        facts.class = Some(class);
        if line.department.is_none() {
            facts.department = growth.department_of(class).or(facts.department);
        }
    }
    for (detail, said) in &line.details {
        match facts.more.iter_mut().find(|it| it.0 == *detail) {
            Some(kept) => kept.1.clone_from(said),
            None => facts.more.push((*detail, said.clone())),
        }
    }
    facts.left = it.left;
    facts.bed = match &line.home {
        _ if it.left => None,
        Home::Out => None,
        Home::Unsaid => facts.bed,
        Home::At { building, room, bed } => {
            let room = growth.room(building, room, bed.unwrap_or(0))?;
            let kept = facts.bed.filter(|it| it.room == room).map(|it| it.bed);
            Some(Bed { room, bed: bed.or(kept).unwrap_or(0) })
        }
    };
    Ok(facts)
}

/// A bed that the room does not have or that is in a building of the other sex is taken as written, for the roster may know better.
fn warn_of_bed(it: &Candidate<'_>, after: &StudentFacts, growth: &Growth<'_>, reader: &mut LineReader<'_>) {
    let Some(bed) = after.bed else { return };
    let field = reader.door_field();
    if growth.beds(bed.room).is_some_and(|beds| bed.bed > beds) {
        reader.warn(it.row, if reader.has(Field::Bed) { Field::Bed } else { field }, Reason::BedBeyondRoom);
    }
    let building_sex = growth.sex_of_building(bed.room);
    if building_sex.zip(after.sex).is_some_and(|(building, student)| building != student) {
        reader.warn(it.row, field, Reason::BuildingSex);
    }
}
