//! Rows of a list against the campus: what is new, what changes, what stands already, and why a row is not taken.

use super::super::clean::{student_no, tidy};
use super::super::intake::{self, Head, SheetError, SheetPlan, SheetRemark};
use super::super::table::{self, Cell, ReadError, Row, Table};
use super::column::{self, Register, RegisterColumn as C};
use super::template::EXAMPLE;
use crate::campus::{
    Act, Branch, Campus, CommunityAct, CommunityId, Fellow, FellowKind, RequestKind, Seq, ServiceItem, StudentId, Venue, VenueAct,
    VenueKind, read_hours, read_within,
};
use crate::words::{Lang, Words};
use serde::Serialize;
use std::path::Path;

/// Why a row is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is said in words, in both languages, in assets/locales")]
pub enum RegisterReason {
    NameMissing,
    KindUnknown,
    CommunityUnknown,
    SeatsUnreadable,
    HoursUnreadable,
    StudentUnknown,
    BranchUnknown,
    OfficeMissing,
    WithinUnreadable,
    WaysUnreadable,
    Duplicate,
}

/// A row that is taken: the act it becomes, and whether it changes something that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The act.
    pub act: Act,
    /// It changes something that stands.
    pub changes: bool,
}

/// An import, planned.
pub type RegisterPlan = SheetPlan<RegisterRow, RegisterReason>;

/// Reads the sheet that looks most like the list.
///
/// # Errors
/// As [`crate::exchange::read_table`].
pub fn read_register_file(register: Register, path: &Path) -> Result<Table, ReadError> {
    table::read_bytes_by(table::read_file(path)?, None, column::score(register))
}

/// Plans the import of a list.
///
/// # Errors
/// A column that every such list needs is not found, or nothing stands under the headers.
pub fn plan_register(register: Register, table: &Table, campus: &Campus) -> Result<RegisterPlan, SheetError> {
    let head = column::find(register, &table.rows);
    let mut plan: RegisterPlan = head.plan(register.required(), |it| register.headers(it), C::code)?;
    let languages = [Words::new(Lang::Zh), Words::new(Lang::En)];
    let reader = Reader { register, head: &head, campus, languages: &languages };
    let mut seen: Vec<Act> = Vec::new();
    for row in table.rows.get(head.below..).unwrap_or_default() {
        let first = row.cells.first().map(|it| tidy(it.text())).unwrap_or_default();
        if row.cells.iter().all(Cell::is_blank) || first.starts_with(EXAMPLE) {
            continue;
        }
        match reader.read(row) {
            Ok(Some((act, _))) if seen.iter().any(|it| same_thing(it, &act)) => {
                plan.rejected.push(SheetRemark { row: row.number, column: None, value: None, reason: RegisterReason::Duplicate });
            }
            Ok(Some((act, changes))) => {
                seen.push(act.clone());
                plan.rows.push(RegisterRow { row: row.number, act, changes });
            }
            Ok(None) => plan.unchanged += 1,
            Err((column, reason)) => {
                plan.rejected.push(SheetRemark { row: row.number, column: head.title(column), value: None, reason });
            }
        }
    }
    plan.made()
}

/// Whether two rows are about one and the same.
fn same_thing(a: &Act, b: &Act) -> bool {
    match (a, b) {
        (Act::Venue(VenueAct::Set { after: Some(a), .. }), Act::Venue(VenueAct::Set { after: Some(b), .. })) => {
            (&a.name, a.community) == (&b.name, b.community)
        }
        (Act::Venue(VenueAct::ItemSet { after: Some(a), .. }), Act::Venue(VenueAct::ItemSet { after: Some(b), .. })) => a.name == b.name,
        (
            Act::Community(CommunityAct::FellowSet { after: Some(a), .. }),
            Act::Community(CommunityAct::FellowSet { after: Some(b), .. }),
        ) => a.is_same(b),
        _ => false,
    }
}

type Wrong = (C, RegisterReason);
type Taken = Option<(Act, bool)>;

struct Reader<'a> {
    register: Register,
    head: &'a Head<C>,
    campus: &'a Campus,
    languages: &'a [Words; 2],
}

impl Reader<'_> {
    fn read(&self, row: &Row) -> Result<Taken, Wrong> {
        match self.register {
            Register::Places => self.place(row),
            Register::Mentors => self.fellow(row),
            Register::Catalogue => self.item(row),
        }
    }

    /// What stands in a column; `None` where the list has no such column.
    fn said(&self, row: &Row, column: C) -> Option<String> {
        self.head.at(column).map(|at| tidy(row.cell(at).text()))
    }

    fn name(&self, row: &Row) -> Result<Box<str>, Wrong> {
        let name = self.said(row, C::Name).unwrap_or_default();
        if name.is_empty() { Err((C::Name, RegisterReason::NameMissing)) } else { Ok(name.into()) }
    }

    /// A value by its name in either language, or by its key.
    fn one_of<T: Copy>(&self, typed: &str, all: &[T], key: fn(T) -> &'static str, label: fn(&Words, T) -> String) -> Option<T> {
        intake::one_of(self.languages, typed, all, key, label)
    }

    fn community(&self, row: &Row, before: Option<CommunityId>) -> Result<Option<CommunityId>, Wrong> {
        let Some(typed) = self.said(row, C::Community) else { return Ok(before) };
        if typed.is_empty() {
            return Ok(None);
        }
        let found = self.campus.places().communities().find(|(_, it)| *it.name == *typed).map(|it| it.0);
        found.map(Some).ok_or((C::Community, RegisterReason::CommunityUnknown))
    }

    fn text(&self, row: &Row, column: C, before: &str) -> Box<str> {
        self.said(row, column).map_or_else(|| before.into(), Into::into)
    }

    fn place(&self, row: &Row) -> Result<Taken, Wrong> {
        let name = self.name(row)?;
        let typed = self.said(row, C::Kind).unwrap_or_default();
        let kind = self.one_of(&typed, &VenueKind::ALL, VenueKind::key, Words::venue_kind).ok_or((C::Kind, RegisterReason::KindUnknown))?;
        let community = self.community(row, None)?;
        let stood = self.campus.venues().venues().find(|(_, it)| (&it.name, it.community) == (&name, community));
        let mut it = match stood {
            Some((_, it)) => Venue { kind, ..it.clone() },
            None => Venue { name, kind, community, spot: "".into(), seats: 0, hours: Vec::new() },
        };
        it.spot = self.text(row, C::Where, &it.spot);
        if let Some(typed) = self.said(row, C::Seats) {
            let typed = typed.trim_end_matches('人');
            it.seats = if typed.is_empty() { 0 } else { typed.parse().map_err(|_| (C::Seats, RegisterReason::SeatsUnreadable))? };
        }
        if let Some(typed) = self.said(row, C::Hours) {
            it.hours = read_hours(&typed).ok_or((C::Hours, RegisterReason::HoursUnreadable))?;
        }
        let (venue, before) = (stood.map(|it| it.0), stood.map(|it| it.1.clone()));
        let act = |after| Act::Venue(VenueAct::Set { venue, before: before.clone().map(Box::new), after: Some(Box::new(after)) });
        Ok((before.as_ref() != Some(&it)).then(|| (act(it), venue.is_some())))
    }

    fn student(&self, typed: &str, column: C) -> Result<StudentId, Wrong> {
        let no = student_no(&Cell::Text(typed.into())).unwrap_or_else(|_| typed.into());
        let found = self.campus.people().by_no(&no).filter(|id| self.campus.people().student(*id).is_some_and(|it| !it.facts.left));
        found.ok_or((column, RegisterReason::StudentUnknown))
    }

    fn fellow(&self, row: &Row) -> Result<Taken, Wrong> {
        let no = self.said(row, C::StudentNo).filter(|it| !it.is_empty());
        let student = no.map(|no| self.student(&no, C::StudentNo)).transpose()?;
        // Of a student the roster has the name.
        let name = if student.is_some() { "".into() } else { self.name(row)? };
        let typed = self.said(row, C::Kind).unwrap_or_default();
        let kind =
            self.one_of(&typed, &FellowKind::ALL, FellowKind::key, Words::fellow_kind).ok_or((C::Kind, RegisterReason::KindUnknown))?;
        let community = self.community(row, None)?;
        let (office, text, students) = ("".into(), "".into(), Vec::new());
        let new = Fellow { kind, name, student, community, branch: None, secretary: false, office, text, students };
        let stood = self.campus.communities().fellows().find(|(_, it)| it.is_same(&new)).map(|(head, it)| (head.seq, it.clone()));
        let mut it = stood.as_ref().map_or(new, |it| it.1.clone());
        it.office = self.text(row, C::Office, &it.office);
        it.text = self.text(row, C::Text, &it.text);
        if let Some(typed) = self.said(row, C::Branch) {
            let branch = self.one_of(&typed, &Branch::ALL, Branch::key, Words::branch);
            it.branch = if typed.is_empty() { None } else { Some(branch.ok_or((C::Branch, RegisterReason::BranchUnknown))?) };
            it.secretary &= it.branch.is_some();
        }
        if let Some(typed) = self.said(row, C::Students) {
            let nos = typed.split(['、', ',', '，', ';', '；', ' ', '/']).filter(|it| !it.is_empty());
            it.students = nos.map(|no| self.student(no, C::Students)).collect::<Result<Vec<_>, _>>()?;
        }
        let (fellow, before): (Option<Seq>, Option<Fellow>) = stood.unzip();
        let act =
            |after| Act::Community(CommunityAct::FellowSet { fellow, before: before.clone().map(Box::new), after: Some(Box::new(after)) });
        Ok((before.as_ref() != Some(&it)).then(|| (act(it), fellow.is_some())))
    }

    fn item(&self, row: &Row) -> Result<Taken, Wrong> {
        let name = self.name(row)?;
        let before = self.campus.venues().item(self.campus.presets().rules(), &name);
        let (office, papers, spot) = ("".into(), "".into(), "".into());
        let new = ServiceItem { name, kind: RequestKind::Paperwork, office, papers, minutes: 0, on_site: true, online: false, spot };
        let mut it = before.clone().unwrap_or(new);
        it.office = self.text(row, C::Office, &it.office);
        if it.office.is_empty() {
            return Err((C::Office, RegisterReason::OfficeMissing));
        }
        if let Some(typed) = self.said(row, C::Kind).filter(|it| !it.is_empty()) {
            let kind = self.one_of(&typed, &RequestKind::ALL, RequestKind::key, Words::request_kind);
            it.kind = kind.ok_or((C::Kind, RegisterReason::KindUnknown))?;
        }
        if let Some(typed) = self.said(row, C::Within) {
            it.minutes = read_within(&typed).ok_or((C::Within, RegisterReason::WithinUnreadable))?;
        }
        if let Some(typed) = self.said(row, C::Ways).filter(|it| !it.is_empty()) {
            let has = |words: [&str; 2]| words.iter().any(|it| typed.to_lowercase().contains(it));
            (it.on_site, it.online) = (has(["现场", "site"]), has(["线上", "online"]));
            if !it.on_site && !it.online {
                return Err((C::Ways, RegisterReason::WaysUnreadable));
            }
        }
        it.spot = self.text(row, C::Where, &it.spot);
        it.papers = self.text(row, C::Papers, &it.papers);
        let changes = before.is_some();
        let act = |after| Act::Venue(VenueAct::ItemSet { before: before.clone().map(Box::new), after: Some(Box::new(after)) });
        Ok((before.as_ref() != Some(&it)).then(|| (act(it), changes)))
    }
}
