//! Which row of a table holds the headers (表头), and which column is bound to which field.
//!
//! The headers are the row among the first twenty that binds the most fields; titles above it and notes between do not matter. Binds by
//! name, never by position. Headers in two rows (住宿信息 over 楼栋、房间号) are read as one where the lower row alone would bind less.

use super::field::{Field, plain};
use super::table::Row;

/// How many rows may stand above the headers.
const ROWS_LOOKED_AT: usize = 20;

/// Most characters of a header that are kept. It stands in every rejected row of a report, and a file can hold one of millions.
const TITLE_LIMIT: usize = 64;

/// Where the headers are and what they mean.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The number of the (lower) header row.
    pub(super) row: u32,
    /// Index of the first row below it.
    pub(super) below: usize,
    /// All headers, by column.
    pub(super) titles: Vec<String>,
    /// Field and column, at most one column a field.
    pub(super) bound: Vec<(Field, usize)>,
}

impl Header {
    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.bound.iter().find(|it| it.0 == field).map(|it| it.1)
    }

    /// The header of a column.
    pub(super) fn title(&self, column: usize) -> &str {
        self.titles.get(column).map_or("", String::as_str)
    }

    /// How much this looks like the headers of a roster.
    fn score(&self) -> usize {
        let with_number = if self.column(Field::StudentNo).is_some() { 3 } else { 0 };
        if self.titles.iter().all(String::is_empty) { 0 } else { self.bound.len() + with_number }
    }
}

/// How many headers of a roster the best row has; 0 where there are none.
pub(super) fn score(rows: &[Row]) -> usize {
    find(rows, &[]).map_or(0, |it| it.score())
}

/// The headers of a table. Where no row binds anything it is the first with the most cells, so that an error can say what was found.
/// `None` for a table without rows.
pub(super) fn find(rows: &[Row], overrides: &[(Field, String)]) -> Option<Header> {
    let looked_at = rows.get(..ROWS_LOOKED_AT).unwrap_or(rows);
    let mut best: Option<(usize, usize, Header)> = None;
    for (at, row) in looked_at.iter().enumerate() {
        let titles: Vec<String> = row.cells.iter().map(|it| title(it.text())).collect();
        let single = Header { row: row.number, below: at + 1, bound: bind(&titles, overrides), titles };
        let double = rows.get(at + 1).and_then(|next| doubled(&single, next, at + 2, overrides));
        for candidate in [Some(single), double].into_iter().flatten() {
            let filled = candidate.titles.iter().filter(|it| !it.is_empty()).count();
            let key = (candidate.score(), if candidate.score() == 0 { filled } else { 0 });
            if best.as_ref().is_none_or(|(score, filled, _)| key > (*score, *filled)) {
                best = Some((key.0, key.1, candidate));
            }
        }
    }
    best.map(|it| it.2)
}

/// A row of headers read together with the row below it, unless that one is a student already.
fn doubled(upper: &Header, next: &Row, below: usize, overrides: &[(Field, String)]) -> Option<Header> {
    let number = upper.column(Field::StudentNo)?;
    let mut titles = upper.titles.clone();
    titles.resize(titles.len().max(next.cells.len()), String::new());
    if !next.cell(number).is_blank() {
        return None;
    }
    for (column, cell) in next.cells.iter().enumerate() {
        if !cell.is_blank() {
            titles[column] = title(cell.text());
        }
    }
    Some(Header { row: next.number, below, bound: bind(&titles, overrides), titles })
}

/// A header as it is shown: on one line, without blanks around it.
fn title(text: &str) -> String {
    let shown = crate::text::clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    shown.char_indices().nth(TITLE_LIMIT).map_or_else(|| shown.clone(), |(end, _)| shown[..end].to_owned())
}

/// Binds fields to columns: by hand first, then each field to the column whose header means it most surely.
fn bind(titles: &[String], overrides: &[(Field, String)]) -> Vec<(Field, usize)> {
    let plains: Vec<String> = titles.iter().map(|it| plain(it)).collect();
    let mut bound: Vec<(Field, usize)> = Vec::new();
    for (field, asked) in overrides {
        let wanted = title(asked);
        let exact = titles.iter().position(|it| !it.is_empty() && *it == wanted);
        let column = exact.or_else(|| plains.iter().position(|it| !it.is_empty() && *it == plain(asked)));
        if let Some(column) = column {
            bound.retain(|it| it.0 != *field && it.1 != column);
            bound.push((*field, column));
        }
    }
    let mut sure: Vec<(usize, usize, Field)> = plains
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.is_empty())
        .filter_map(|(column, it)| Field::of_header(it).map(|(field, rank)| (rank, column, field)))
        .collect();
    sure.sort_unstable();
    for (_, column, field) in sure {
        if !bound.iter().any(|it| it.0 == field || it.1 == column) {
            bound.push((field, column));
        }
    }
    bound.sort_unstable();
    bound
}

#[cfg(test)]
mod tests {
    use super::super::table::Cell;
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let cells = |line: &str| line.split(',').map(|it| if it.is_empty() { Cell::Empty } else { Cell::Text(it.into()) }).collect();
        (1..).zip(lines).map(|(number, line)| Row { number, cells: cells(line) }).collect()
    }

    #[test]
    fn headers_stand_under_titles() {
        let rows = rows(&["某学院2024级学生名单", "制表：学生处,,2024年9月", "序号,学　号,姓名,性别", "1,20240001,张三,男"]);
        let header = find(&rows, &[]).unwrap();
        assert_eq!((header.row, header.below, header.column(Field::StudentNo)), (3, 3, Some(1)));
    }

    #[test]
    fn a_header_with_a_remark_without_end_is_cut() {
        let long = format!("学号（{}）,姓名", "须".repeat(10_000));
        let rows = rows(&[&long, "20240001,张三"]);
        let header = find(&rows, &[]).unwrap();
        assert_eq!((header.column(Field::StudentNo), header.title(0).chars().count()), (Some(0), TITLE_LIMIT));
        assert_eq!(find(&rows, &[(Field::Class, long.trim_end_matches(",姓名").into())]).unwrap().column(Field::Class), Some(0));
    }

    #[test]
    fn headers_may_take_two_rows() {
        let rows = rows(&["学号,姓名,住宿信息", ",,楼栋,房间号,床位", "20240001,张三,3,412,2"]);
        let header = find(&rows, &[]).unwrap();
        assert_eq!((header.row, header.below), (2, 2));
        assert_eq!([Field::StudentNo, Field::Building, Field::Bed].map(|it| header.column(it)), [Some(0), Some(2), Some(4)]);
    }

    #[test]
    fn a_student_without_number_is_no_second_header() {
        let rows = rows(&["学号,姓名", ",张三", "20240002,李四"]);
        assert_eq!(find(&rows, &[]).unwrap().below, 1);
    }

    #[test]
    fn the_surest_header_wins_and_a_hand_overrules() {
        let rows = rows(&["学籍号,学号,姓名,联系电话,本人手机", "1,2,3,4,5"]);
        let header = find(&rows, &[]).unwrap();
        assert_eq!((header.column(Field::StudentNo), header.column(Field::Phone)), (Some(1), Some(4)));
        let header = find(&rows, &[(Field::StudentNo, "学籍号".into())]).unwrap();
        assert_eq!(header.column(Field::StudentNo), Some(0));
    }
}
