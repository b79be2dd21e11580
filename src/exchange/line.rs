//! One row of a roster, cell by cell cleaned and checked: a [`Line`] or the reason it is none. Knows the headers, not yet the campus.

use super::clean::{self, says_nothing, tidy, tidy_hanzi};
use super::header::Header;
use super::home::{Columns, Home};
use super::report::{Reason, Rejected, Warning};
use super::table::{Cell, Row};
use super::{Field, field};
use crate::campus::{Detail, PERSON_TEXT_LIMIT, Sex};

/// What a row says of a student. `None` is what it does not say.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) row: u32,
    pub(super) no: Box<str>,
    /// The number stood there as a number, so that leading zeros may have been lost.
    pub(super) no_was_number: bool,
    pub(super) name: Option<Box<str>>,
    pub(super) sex: Option<Sex>,
    pub(super) department: Option<Box<str>>,
    pub(super) class: Option<Box<str>>,
    pub(super) phone: Option<Box<str>>,
    pub(super) guardian_phone: Option<Box<str>>,
    pub(super) details: Vec<(Detail, Box<str>)>,
    pub(super) home: Home,
}

/// What a row turned out to be.
pub(super) enum Kind {
    /// A student.
    Line(Box<Line>),
    /// A student who cannot be taken.
    Rejected(Rejected),
    /// A sum, a note, the headers again.
    Skipped,
    /// Nothing in any column that we read.
    Blank,
}

/// What begins the rows below a list that are no students.
const FOOTERS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "总人数",
    "总数",
    "制表",
    "填表",
    "审核人",
    "打印时间",
    "打印日期",
    "备注",
    "说明:",
    "说明：",
    "注:",
    "注：",
];

/// Reads rows by the headers of their table.
pub(super) struct LineReader<'a> {
    header: &'a Header,
    /// What needs a look in the rows read so far.
    pub(super) warnings: Vec<Warning>,
}

impl<'a> LineReader<'a> {
    pub(super) fn new(header: &'a Header) -> Self {
        Self { header, warnings: Vec::new() }
    }

    /// Reads a row.
    pub(super) fn read(&mut self, row: &Row) -> Kind {
        if self.header.bound.iter().all(|(_, column)| row.cell(*column).is_blank()) {
            return Kind::Blank;
        }
        if self.is_footer(row) || self.is_header_again(row) {
            return Kind::Skipped;
        }
        let no_cell = self.cell(row, Field::StudentNo);
        let no = match clean::student_no(no_cell) {
            Ok(it) => it,
            Err(reason) => return Kind::Rejected(self.rejected(row, Field::StudentNo, reason)),
        };
        let name = match clean::name(self.cell(row, Field::Name)) {
            Ok(it) => Some(it),
            Err(Reason::NameMissing) => None,
            Err(reason) => return Kind::Rejected(self.rejected(row, Field::Name, reason)),
        };
        let line = Line {
            row: row.number,
            no,
            no_was_number: matches!(no_cell, Cell::Number(_)),
            name,
            sex: self.sex(row),
            department: self.text(row, Field::Department, tidy_hanzi),
            class: self.text(row, Field::Class, tidy_hanzi),
            phone: self.phone(row, Field::Phone, clean::phone),
            guardian_phone: self.phone(row, Field::GuardianPhone, clean::guardian_phone),
            details: self.details(row),
            home: self.home(row),
        };
        Kind::Line(Box::new(line))
    }

    /// A row that is not taken, for what stands in one of its cells.
    pub(super) fn rejected(&self, row: &Row, field: Field, reason: Reason) -> Rejected {
        let cell = self.cell(row, field);
        let value: String = tidy(cell.text()).chars().take(PERSON_TEXT_LIMIT).collect();
        let masked = matches!(field, Field::IdentityNo | Field::Phone | Field::GuardianPhone);
        let column = self.header.column(field).map(|it| self.header.title(it).to_owned());
        let value = if masked { clean::masked(&value) } else { value };
        Rejected { row: row.number, column, value, reason, other_row: None, other_student_no: None }
    }

    /// Notes a cell that needs a look.
    pub(super) fn warn(&mut self, row: &Row, field: Field, reason: Reason) {
        let warning = self.rejected(row, field, reason);
        self.warnings.push(warning);
    }

    /// Whether the roster has such a column.
    pub(super) fn has(&self, field: Field) -> bool {
        self.header.column(field).is_some()
    }

    /// The column that names the room.
    pub(super) fn door_field(&self) -> Field {
        if self.has(Field::Room) { Field::Room } else { Field::Dorm }
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> &'r Cell {
        self.header.column(field).map_or(&Cell::Empty, |column| row.cell(column))
    }

    /// Sums and notes name themselves in their first cell, or where the name of a student would stand.
    fn is_footer(&self, row: &Row) -> bool {
        let first = row.cells.iter().find(|it| !it.is_blank());
        let name = Some(self.cell(row, Field::Name)).filter(|_| self.cell(row, Field::StudentNo).is_blank());
        first.into_iter().chain(name).any(|cell| {
            let text: String = tidy(cell.text()).split(' ').collect();
            let head_count = text.strip_prefix('共').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
            head_count || FOOTERS.iter().any(|it| text.starts_with(it))
        })
    }

    fn is_header_again(&self, row: &Row) -> bool {
        let text = field::plain(self.cell(row, Field::StudentNo).text());
        let title = self.header.column(Field::StudentNo).map(|it| field::plain(self.header.title(it)));
        !text.is_empty() && (title.as_deref() == Some(&*text) || matches!(Field::of_header(&text), Some((Field::StudentNo, _))))
    }

    /// The text of a cell that can be taken; `None` where nothing is said or it cannot, which is then noted.
    fn said<'r>(&mut self, row: &'r Row, field: Field) -> Option<&'r str> {
        let cell = self.cell(row, field);
        if let Err(reason) = clean::readable(cell) {
            self.warn(row, field, reason);
            return None;
        }
        Some(cell.text()).filter(|it| !says_nothing(it))
    }

    fn text(&mut self, row: &Row, field: Field, tidied: fn(&str) -> String) -> Option<Box<str>> {
        let text = tidied(self.said(row, field)?);
        if text.chars().count() > PERSON_TEXT_LIMIT {
            self.warn(row, field, Reason::TooLong);
            return None;
        }
        (!text.is_empty()).then(|| text.into())
    }

    fn sex(&mut self, row: &Row) -> Option<Sex> {
        match clean::sex(self.said(row, Field::Sex)?) {
            Ok(it) => it,
            Err(reason) => {
                self.warn(row, Field::Sex, reason);
                None
            }
        }
    }

    fn phone(&mut self, row: &Row, field: Field, read: fn(&str) -> (String, bool)) -> Option<Box<str>> {
        let (phone, fits) = read(self.said(row, field).filter(|it| tidy(it) != "无")?);
        if phone.chars().count() > PERSON_TEXT_LIMIT {
            self.warn(row, field, Reason::TooLong);
            return None;
        }
        if !fits {
            self.warn(row, field, Reason::PhoneOdd);
        }
        (!phone.is_empty()).then(|| phone.into())
    }

    fn details(&mut self, row: &Row) -> Vec<(Detail, Box<str>)> {
        let header = self.header;
        let bound = header.bound.iter().filter_map(|(field, _)| field.detail().map(|detail| (*field, detail)));
        bound
            .filter_map(|(field, detail)| {
                let text = self.text(row, field, tidy_hanzi)?;
                Some((detail, if detail == Detail::IdentityNo { text.to_uppercase().into() } else { text }))
            })
            .collect()
    }

    fn home(&mut self, row: &Row) -> Home {
        let mut said = |field| self.said(row, field).unwrap_or("");
        let columns = Columns { dorm: said(Field::Dorm), building: said(Field::Building), room: said(Field::Room), bed: said(Field::Bed) };
        let (home, doubt) = columns.read();
        if let Some((field, reason)) = doubt {
            self.warn(row, field, reason);
        }
        home
    }
}
