//! The document as Markdown: a title, what has to be known, and tables.

use super::document::Document;
use std::fmt::Write as _;

/// As Markdown; what stands in a cell cannot end it.
pub fn markdown(document: &Document) -> String {
    let mut text = format!("# {}\n", line(&document.title));
    // Writing to a string cannot fail.
    for note in &document.notes {
        let _ = writeln!(text, "\n{}", line(note));
    }
    for table in document.tables.iter().filter(|it| !it.rows.is_empty()) {
        let _ = writeln!(text, "\n## {}\n\n{}\n{}", line(&table.name), row(table.headings.iter().cloned()), rule(table.headings.len()));
        for it in &table.rows {
            let _ = writeln!(text, "{}", row(it.iter().map(|it| it.text())));
        }
    }
    text
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|it| line(&it).replace('\\', "\\\\").replace('|', "\\|")).collect();
    format!("| {} |", cells.join(" | "))
}

fn rule(columns: usize) -> String {
    format!("|{}", " --- |".repeat(columns))
}

/// On one line, and without what a reader of Markdown would take for a tag.
fn line(text: &str) -> String {
    text.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Table, Value};
    use super::*;

    #[test]
    fn a_cell_cannot_end_its_cell_nor_its_line() {
        let rows = vec![vec![Value::Text("a|b\n<b>".to_owned()), Value::Number(3)]];
        let table = Table { name: "表".to_owned(), headings: vec!["一".to_owned(), "二".to_owned()], rows };
        let text = markdown(&Document { title: "题".to_owned(), notes: vec!["注".to_owned()], tables: vec![table] });
        assert_eq!(text, "# 题\n\n注\n\n## 表\n\n| 一 | 二 |\n| --- | --- |\n| a\\|b &lt;b> | 3 |\n");
    }
}
