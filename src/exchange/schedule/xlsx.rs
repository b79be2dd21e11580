//! The door as a workbook: a sheet a month, to be printed and hung up, and one with what each person has.

use super::door::{Door, DoorMonth};
use crate::text;
use chrono::Datelike as _;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// The row of the headings, under the title.
const HEADINGS: u32 = 1;
/// Narrowest and widest column of a post, in signs.
const WIDTHS: (usize, usize) = (10, 24);
/// The columns before the posts: date, weekday, kind.
const LEADING: u16 = 3;
/// Days off are shaded so, and said in words beside it.
const SHADE: u32 = 0xE4_E4_E4;

/// The door as an xlsx file. Dates are dates, everything else is text or a number, nothing a formula.
///
/// # Errors
/// A date that a spreadsheet does not know (before 1900), or more rows than a sheet holds.
pub fn xlsx(door: &Door) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for month in &door.months {
        write_month(workbook.add_worksheet(), door, month)?;
    }
    write_people(workbook.add_worksheet(), door)?;
    workbook.save_to_buffer()
}

fn cell() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn title() -> Format {
    Format::new().set_bold().set_font_size(18).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

fn write_month(sheet: &mut Worksheet, door: &Door, month: &DoorMonth) -> Result<(), XlsxError> {
    sheet.set_name(&month.name)?;
    let last = u16::try_from(door.headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.merge_range(0, 0, 0, last, &month.title, &title())?;
    sheet.set_row_height(0, 30)?;
    let bold = cell().set_bold().set_background_color(0xD0_D0_D0);
    for (column, heading) in (0_u16..).zip(&door.headings) {
        sheet.write_string_with_format(HEADINGS, column, heading, &bold)?;
        let widest = month.days.iter().filter_map(|it| it.cells.get(usize::from(column.checked_sub(LEADING)?)));
        let widest = widest.flat_map(|it| it.lines()).chain([heading.as_str()]).map(text::width).max().unwrap_or(0);
        sheet.set_column_width(column, (widest + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    let mut row = HEADINGS;
    for it in &month.days {
        row += 1;
        let format = if it.off { cell().set_background_color(SHADE) } else { cell() };
        let date = it.day.date();
        let (year, month, day) = (u16::try_from(date.year()).unwrap_or(0), date.month() as u8, date.day() as u8);
        let dated = format.clone().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(row, 0, &ExcelDateTime::from_ymd(year, month, day)?, &dated)?;
        let words = [&it.weekday, &it.kind].into_iter().chain(&it.cells);
        for (column, text) in (1_u16..).zip(words) {
            sheet.write_string_with_format(row, column, text, &format)?;
        }
        let lines = it.cells.iter().map(|it| it.lines().count()).max().unwrap_or(1).max(1);
        sheet.set_row_height(row, (lines as f64) * 16.0 + 2.0)?;
    }
    for note in &door.notes {
        row += 1;
        sheet.merge_range(row, 0, row, last, note, &Format::new().set_align(FormatAlign::Left).set_text_wrap())?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_repeat_rows(0, HEADINGS)?;
    sheet.set_freeze_panes(HEADINGS + 1, LEADING)?;
    // An ampersand begins a code in a footer.
    let footer: String = month.title.replace('&', "&&").chars().take(180).collect();
    sheet.set_footer(format!("&L{footer}&R&P/&N"));
    Ok(())
}

fn write_people(sheet: &mut Worksheet, door: &Door) -> Result<(), XlsxError> {
    let name: String = door.people_title.chars().filter(|it| !"[]:*?/\\'".contains(*it)).take(31).collect();
    sheet.set_name(name)?;
    let last = u16::try_from(door.people_headings.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.merge_range(0, 0, 0, last, &format!("{} · {}", door.title, door.people_title), &title())?;
    let bold = cell().set_bold().set_background_color(0xD0_D0_D0);
    for (column, heading) in (0_u16..).zip(&door.people_headings) {
        sheet.write_string_with_format(HEADINGS, column, heading, &bold)?;
        sheet.set_column_width(column, if column < LEADING { 16.0 } else { 10.0 })?;
    }
    for (row, it) in (HEADINGS + 1..).zip(&door.people) {
        for (column, text) in (0_u16..).zip([&it.name, &it.login, &it.phone]) {
            sheet.write_string_with_format(row, column, text, &cell())?;
        }
        for (column, count) in (LEADING..).zip(it.counts.into_iter().chain([it.total()])) {
            sheet.write_number_with_format(row, column, f64::from(count), &cell())?;
        }
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, HEADINGS)?;
    sheet.set_freeze_panes(HEADINGS + 1, 1)?;
    Ok(())
}
