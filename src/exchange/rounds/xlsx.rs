//! The report as a workbook: a sheet a table, the first with what has to be known.

use super::document::{Document, Table, Value};
use crate::text;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Longest name of a sheet.
const SHEET_NAME_LIMIT: usize = 31;
/// Narrowest and widest column, in signs.
const WIDTHS: (usize, usize) = (6, 48);

/// The document as an xlsx file. Cells hold text or numbers, never formulas.
///
/// # Errors
/// More rows than a sheet holds, a million.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (bold, title) = (head_format(), Format::new().set_bold().set_font_size(16));
    for (nth, table) in document.tables.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.name))?;
        let mut row = 0;
        if nth == 0 {
            sheet.write_string_with_format(0, 0, &document.title, &title)?;
            for note in &document.notes {
                row += 1;
                sheet.write_string(row, 0, note)?;
            }
            row += 2;
        }
        write_table(sheet, row, table, &bold)?;
        set_up_page(sheet, row, &document.title)?;
    }
    if document.tables.is_empty() {
        workbook.add_worksheet().write_string_with_format(0, 0, &document.title, &title)?;
    }
    workbook.save_to_buffer()
}

fn head_format() -> Format {
    Format::new().set_bold().set_border(FormatBorder::Thin).set_background_color(0xEE_EE_EE).set_align(FormatAlign::Center)
}

fn write_table(sheet: &mut Worksheet, first: u32, table: &Table, bold: &Format) -> Result<(), XlsxError> {
    let cell = Format::new().set_border(FormatBorder::Thin);
    let mut widths: Vec<usize> = table.headings.iter().map(|it| text::width(it)).collect();
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_string_with_format(first, column, heading, bold)?;
    }
    for (row, values) in (first + 1..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(values) {
            match value {
                Value::Text(it) => sheet.write_string_with_format(row, column, it, &cell)?,
                Value::Number(it) => sheet.write_number_with_format(row, column, *it as f64, &cell)?,
            };
            if let Some(width) = widths.get_mut(usize::from(column)) {
                *width = (*width).max(text::width(&value.text()));
            }
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, (width + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    Ok(())
}

/// A4 across, the headings on every page.
fn set_up_page(sheet: &mut Worksheet, headings: u32, title: &str) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(headings, headings)?;
    sheet.set_freeze_panes(headings + 1, 0)?;
    // An ampersand begins a code in a footer.
    let title: String = title.replace('&', "&&").chars().take(180).collect();
    sheet.set_footer(format!("&L{title}&R&P/&N"));
    Ok(())
}

/// A name that a workbook takes.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|it| !"[]:*?/\\'".contains(*it)).take(SHEET_NAME_LIMIT).collect()
}
