//! The three shapes of a rota: a row a day (the door), a row a turn (a list), a row a week (a grid).

use super::date::{self, Dates};
use super::heads::{self, Head, Heads};
use super::{RotaError, RotaForm, RotaReason, RotaRejected};
use crate::campus::{Campus, Day, Post};
use crate::exchange::{Cell, Row, Table};

/// A cell that names people.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) sheet: Option<String>,
    pub(super) row: u32,
    pub(super) column: String,
    pub(super) day: Day,
    pub(super) post: Post,
    pub(super) who: String,
    pub(super) login: String,
    pub(super) phone: String,
}

/// What stands on one sheet.
pub(super) struct Sheet {
    pub(super) form: RotaForm,
    pub(super) header_row: u32,
    pub(super) rows: usize,
    pub(super) entries: Vec<Entry>,
    pub(super) rejected: Vec<RotaRejected>,
    pub(super) skipped: Vec<u32>,
    pub(super) unbound: Vec<String>,
}

/// Reads a sheet in whichever shape it has.
pub(super) fn read(table: &Table, campus: &Campus, year: Option<i32>) -> Result<Sheet, RotaError> {
    let heads = heads::find(&table.rows, campus).ok_or(RotaError::NoRows)?;
    let mut reader = Reader { table, campus, year, out: Sheet::of(&heads) };
    let has = |head| heads.column(head).is_some();
    let named = has(Head::Name) || has(Head::Login);
    match (has(Head::Date), heads.posts().next().is_some(), named) {
        (true, _, true) if has(Head::Post) => reader.list(&heads)?,
        (true, true, _) => reader.door(&heads),
        (true, false, true) => reader.list(&heads)?,
        _ => match heads::find_grid(&table.rows) {
            Some(at) => reader.grid(at)?,
            None => return Err(no_columns(&heads)),
        },
    }
    Ok(reader.out)
}

fn no_columns(heads: &Heads) -> RotaError {
    let found = heads.titles.iter().filter(|it| !it.is_empty()).cloned().collect();
    RotaError::NoColumns { row: heads.row, found }
}

impl Sheet {
    fn of(heads: &Heads) -> Self {
        Self {
            form: RotaForm::Door,
            header_row: heads.row,
            rows: 0,
            entries: Vec::new(),
            rejected: Vec::new(),
            skipped: Vec::new(),
            unbound: heads.unbound(),
        }
    }
}

struct Reader<'a> {
    table: &'a Table,
    campus: &'a Campus,
    year: Option<i32>,
    out: Sheet,
}

impl Reader<'_> {
    fn dates(&self, above: usize) -> Dates {
        let above = self.table.rows.get(..above).unwrap_or_default();
        Dates::new(self.year, &date::titles(above, self.table.sheet.as_deref()))
    }

    /// The post that the title of the sheet names, where no column does; the only one there is, if there is only one.
    fn post_of_title(&self, above: usize) -> Option<Post> {
        let above = self.table.rows.get(..above).unwrap_or_default();
        let titles = date::titles(above, self.table.sheet.as_deref());
        let named = titles.iter().find_map(|it| heads::post_of(self.campus, it));
        let mut communities = self.campus.places().communities().map(|(id, _)| Post::Workroom(id));
        let only = communities.next().filter(|_| communities.next().is_none());
        named.or(only)
    }

    fn reject(&mut self, row: &Row, column: &str, cell: &Cell, reason: RotaReason) {
        let value = super::shown(cell.text());
        self.out.rejected.push(RotaRejected {
            sheet: self.table.sheet.clone(),
            row: row.number,
            column: Some(column.to_owned()).filter(|it| !it.is_empty()),
            value,
            reason,
            candidates: Vec::new(),
            other_row: None,
        });
    }

    fn entry(&self, row: &Row, column: &str, day: Day, post: Post, who: &str) -> Entry {
        let (login, phone) = (String::new(), String::new());
        Entry { sheet: self.table.sheet.clone(), row: row.number, column: column.to_owned(), day, post, who: who.to_owned(), login, phone }
    }

    /// The date of a row; the row is rejected where there is none, or where its day of the week says that it is another year's.
    fn day(&mut self, row: &Row, heads: &Heads, dates: &mut Dates) -> Option<Day> {
        let column = heads.column(Head::Date)?;
        let day = match dates.read(row.cell(column)) {
            Ok(day) => day,
            Err(reason) => {
                self.reject(row, heads.title(column), row.cell(column), reason);
                return None;
            }
        };
        if let Some(column) = heads.column(Head::Weekday)
            && date::weekday(row.cell(column).text()).is_some_and(|it| it != day.weekday())
        {
            self.reject(row, heads.title(column), row.cell(column), RotaReason::WeekdayDiffers);
            return None;
        }
        Some(day)
    }

    fn door(&mut self, heads: &Heads) {
        let mut dates = self.dates(heads.below);
        let mut columns: Vec<(usize, Post)> = heads.posts().collect();
        // 带班领导 beside 值班人员: whose, the title says.
        if let Some(column) = heads.column(Head::Name) {
            match self.post_of_title(heads.below.saturating_sub(1)) {
                Some(post) if columns.iter().all(|it| it.1 != post) => columns.push((column, post)),
                _ => self.out.unbound.push(heads.title(column).to_owned()),
            }
        }
        for row in self.table.rows.get(heads.below..).unwrap_or_default() {
            if columns.iter().all(|(column, _)| row.cell(*column).is_blank()) {
                // A day on which nobody has duty, or a note. Still the next date may lean on this one.
                if heads.column(Head::Date).is_none_or(|it| dates.read(row.cell(it)).is_err()) {
                    self.out.skipped.push(row.number);
                }
                continue;
            }
            self.out.rows += 1;
            let Some(day) = self.day(row, heads, &mut dates) else { continue };
            for (column, post) in &columns {
                let cell = row.cell(*column);
                match cell {
                    it if is_error(it) => self.reject(row, heads.title(*column), cell, RotaReason::CellError),
                    it if it.is_blank() => {}
                    it => {
                        let entry = self.entry(row, heads.title(*column), day, *post, it.text());
                        self.out.entries.push(entry);
                    }
                }
            }
        }
    }

    fn list(&mut self, heads: &Heads) -> Result<(), RotaError> {
        self.out.form = RotaForm::List;
        let mut dates = self.dates(heads.below);
        let column = |head| heads.column(head);
        let of_title = self.post_of_title(heads.below.saturating_sub(1));
        if column(Head::Post).is_none() && of_title.is_none() {
            return Err(RotaError::NoPost { row: heads.row, found: heads.titles.iter().filter(|it| !it.is_empty()).cloned().collect() });
        }
        let (name, login) = (column(Head::Name), column(Head::Login));
        let who = name.or(login).unwrap_or_default();
        for row in self.table.rows.get(heads.below..).unwrap_or_default() {
            let text = |column: Option<usize>| column.map_or("", |it| row.cell(it).text());
            if row.cell(who).is_blank() && text(login).trim().is_empty() {
                self.out.skipped.push(row.number);
                continue;
            }
            self.out.rows += 1;
            if is_error(row.cell(who)) {
                self.reject(row, heads.title(who), row.cell(who), RotaReason::CellError);
                continue;
            }
            let Some(day) = self.day(row, heads, &mut dates) else { continue };
            let post = match column(Head::Post) {
                None => of_title,
                Some(at) if row.cell(at).is_blank() => {
                    self.reject(row, heads.title(at), row.cell(at), RotaReason::PostMissing);
                    continue;
                }
                Some(at) => match heads::post_of(self.campus, row.cell(at).text()) {
                    Some(post) => Some(post),
                    None => {
                        self.reject(row, heads.title(at), row.cell(at), RotaReason::PostUnknown);
                        let names = self.campus.places().communities().map(|(_, it)| it.name.to_string()).collect();
                        if let Some(it) = self.out.rejected.last_mut() {
                            it.candidates = names;
                        }
                        continue;
                    }
                },
            };
            let Some(post) = post else { continue };
            let entry = self.entry(row, heads.title(who), day, post, text(name));
            self.out.entries.push(Entry { login: text(login).to_owned(), phone: text(column(Head::Phone)).to_owned(), ..entry });
        }
        Ok(())
    }

    /// A calendar: weekdays above, in each cell the day and then who has duty, in the same cell or in those below.
    fn grid(&mut self, at: usize) -> Result<(), RotaError> {
        self.out.form = RotaForm::Grid;
        self.out.unbound.clear();
        let rows = &self.table.rows;
        let Some(head) = rows.get(at) else { return Err(RotaError::NoRows) };
        self.out.header_row = head.number;
        let Some(post) = self.post_of_title(at) else {
            return Err(RotaError::NoPost { row: head.number, found: head.cells.iter().map(|it| heads::title(it.text())).collect() });
        };
        let columns = heads::weekdays(head);
        let mut dates = self.dates(at);
        let mut days: Vec<Option<Day>> = vec![None; columns.len()];
        for row in rows.get(at + 1..).unwrap_or_default() {
            let mut said = false;
            for (nth, (column, weekday)) in columns.iter().enumerate() {
                let cell = row.cell(*column);
                if cell.is_blank() {
                    continue;
                }
                let (first, rest) = split_day(cell.text());
                let read = match (cell, first) {
                    (Cell::Date(..), _) => Some(dates.read(cell)),
                    (_, Some(first)) => Some(dates.read(&Cell::Text(first.into()))),
                    _ => None,
                };
                let title = heads::title(head.cell(*column).text());
                let who = match read {
                    Some(Ok(day)) if day.weekday() == *weekday => {
                        days[nth] = Some(day);
                        rest
                    }
                    Some(result) => {
                        days[nth] = None;
                        self.reject(row, &title, cell, result.err().unwrap_or(RotaReason::WeekdayDiffers));
                        continue;
                    }
                    None => cell.text(),
                };
                match days[nth] {
                    _ if who.trim().is_empty() => {}
                    Some(day) => {
                        let entry = self.entry(row, &title, day, post, who);
                        self.out.entries.push(entry);
                        said = true;
                    }
                    None => self.reject(row, &title, cell, RotaReason::DateMissing),
                }
            }
            self.out.rows += usize::from(said);
        }
        Ok(())
    }
}

/// What a spreadsheet writes where it could not calculate; in a text file it is text.
const ERRORS: &[&str] = &["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"];

/// Whether a cell can name nobody.
fn is_error(cell: &Cell) -> bool {
    matches!(cell, Cell::Error | Cell::Date(..)) || ERRORS.contains(&cell.text().trim())
}

/// The day a cell of a grid begins with, and the rest of it: `1\n张三`, `12月1日 张三`, `3 李四`.
fn split_day(text: &str) -> (Option<&str>, &str) {
    let text = text.trim();
    let is_date = |c: char| c.is_ascii_digit() || "年月日号/.-".contains(c);
    let end = text.find(|c: char| !is_date(c)).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    if first.is_empty() || first.chars().filter(char::is_ascii_digit).count() > 8 { (None, text) } else { (Some(first), rest) }
}
