//! The report as one text file: its tables one below the other, for whichever program.

use super::document::{Document, Value};

/// The document as CSV in UTF-8 with a byte order mark, without which spreadsheets in China read GBK. A cell that a spreadsheet would take for a formula
/// gets an apostrophe in front.
///
/// # Errors
/// None that a report in memory could bring about; the writer's are passed on.
pub fn csv(document: &Document) -> std::io::Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv_core(&mut bytes);
    writer.write_record([guarded(&document.title)])?;
    for note in &document.notes {
        writer.write_record([guarded(note)])?;
    }
    for table in &document.tables {
        writer.write_record([""])?;
        writer.write_record([guarded(&table.name)])?;
        writer.write_record(table.headings.iter().map(|it| guarded(it)))?;
        for row in &table.rows {
            writer.write_record(row.iter().map(|it| match it {
                Value::Text(it) => guarded(it),
                Value::Number(it) => it.to_string(),
            }))?;
        }
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn csv_core(bytes: &mut Vec<u8>) -> ::csv::Writer<&mut Vec<u8>> {
    ::csv::WriterBuilder::new().flexible(true).terminator(::csv::Terminator::CRLF).from_writer(bytes)
}

/// What begins a formula, or hides the sign that does.
pub(in crate::exchange) fn guarded(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}
