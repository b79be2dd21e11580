//! Text documents that Word, WPS and LibreOffice open: the official form, one talk a page, and any document of tables.

use super::super::columns::{wanted, widths};
use super::super::news::Picture;
use super::super::rounds::{Document, Names};
use super::document::note;
use super::field::TalkField;
use super::form::FormTemplate;
use super::row::TalkRow;
use crate::say;
use crate::words::Words;
use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, HeightRule, LineSpacing, PageMargin, PageNum, PageOrientationType, Paragraph, Pic, Run,
    RunFonts, Shading, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use std::collections::BTreeSet;
use std::io::Cursor;

/// A4, in twentieths of a point, and its margin.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_134;
/// What is left between the margins.
const WIDTH: usize = 9_638;
/// How wide a label is.
const LABEL: usize = 1_400;
/// Twentieths of a point in a millimetre.
const MILLIMETRE: f32 = 56.7;
/// The largest picture, in English metric units (360,000 a centimetre): 17 cm by 12 cm; and a pixel of a small one.
const PICTURE: (u32, u32) = (6_120_000, 4_320_000);
const PIXEL: u32 = 9_525;
/// The background of labels.
const SHADE: &str = "F2F2F2";

/// How text is set.
struct Type<'a> {
    font: &'a str,
    /// Half points.
    size: usize,
}

impl Type<'_> {
    /// Text with its breaks; what XML cannot hold is left out.
    fn run(&self, text: &str, bold: bool) -> Run {
        let fonts = RunFonts::new().ascii(self.font).hi_ansi(self.font).east_asia(self.font).cs(self.font);
        let mut run = Run::new().fonts(fonts).size(self.size);
        if bold {
            run = run.bold();
        }
        for (nth, line) in text.lines().enumerate() {
            if nth > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            let kept: String = line.chars().filter(|it| !it.is_control() && !matches!(it, '\u{FFFE}' | '\u{FFFF}')).collect();
            run = run.add_text(kept);
        }
        run
    }

    fn paragraph(&self, text: &str, bold: bool) -> Paragraph {
        Paragraph::new().add_run(self.run(text, bold)).line_spacing(LineSpacing::new().before(40).after(40))
    }

    fn sized(&self, size: usize) -> Self {
        Type { font: self.font, size }
    }
}

fn page(face: &Type<'_>) -> Docx {
    let margin = PageMargin { top: MARGIN, left: MARGIN, bottom: MARGIN, right: MARGIN, header: 600, footer: 600, gutter: 0 };
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let fonts = RunFonts::new().ascii(face.font).hi_ansi(face.font).east_asia(face.font).cs(face.font);
    Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(face.size)
        .footer(Footer::new().add_paragraph(number))
}

fn packed(docx: Docx) -> Result<Vec<u8>, std::io::Error> {
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// The forms of these talks, each on a page of its own.
///
/// # Errors
/// None that a document in memory could bring about; the writer's are passed on.
pub fn forms(words: &Words, college: &str, template: &FormTemplate, rows: &[TalkRow], names: Names) -> Result<Vec<u8>, std::io::Error> {
    let face = Type { font: &template.font, size: (template.size * 2.0).round() as usize };
    let title = match &template.title {
        Some(it) => it.replace("{college}", college),
        None => say!(words, "talks-form-title", college = college),
    };
    let mut docx = page(&face);
    for (nth, row) in rows.iter().enumerate() {
        let head = face.sized(32).paragraph(&title, true).align(AlignmentType::Center).page_break_before(nth > 0).keep_next(true);
        docx = docx.add_paragraph(head).add_table(form(words, template, &face, row));
        docx = docx.add_paragraph(face.sized(17).paragraph(&note(words, names), false));
    }
    packed(docx)
}

fn form(words: &Words, template: &FormTemplate, face: &Type<'_>, row: &TalkRow) -> Table {
    // Rows need not have the same number of cells: the grid has every edge that any of them has.
    let edges_of = |cells: usize| (0..cells).flat_map(move |nth| [WIDTH * nth / cells + LABEL, WIDTH * (nth + 1) / cells]);
    let edges: BTreeSet<usize> = template.rows.iter().flat_map(|it| edges_of(it.cells.len())).collect();
    let grid: Vec<usize> = std::iter::once(&0).chain(&edges).zip(&edges).map(|(from, to)| to - from).collect();
    let span = |from: usize, to: usize| edges.iter().filter(|it| from < **it && **it <= to).count();
    let rows = template.rows.iter().map(|line| {
        let count = line.cells.len();
        let mut cells = Vec::with_capacity(count * 2);
        for (nth, cell) in line.cells.iter().enumerate() {
            let (from, to) = (WIDTH * nth / count, WIDTH * (nth + 1) / count);
            let label = cell.label.clone().unwrap_or_else(|| cell.field.label(words));
            let label = face.paragraph(&label, true).align(AlignmentType::Center);
            cells.push(
                TableCell::new()
                    .add_paragraph(label)
                    .width(LABEL, WidthType::Dxa)
                    .grid_span(span(from, from + LABEL))
                    .vertical_align(VAlignType::Center)
                    .shading(Shading::new().fill(SHADE)),
            );
            let tall = line.height > 0;
            // A number broken in two is no number: several stand one below the other.
            let value = match cell.field {
                TalkField::StudentNo => row.students.iter().filter_map(|it| it.student_no.as_deref()).collect::<Vec<_>>().join("\n"),
                field => field.value(words, row),
            };
            let value = face.paragraph(&value, false);
            let align = if tall { VAlignType::Top } else { VAlignType::Center };
            cells.push(
                TableCell::new()
                    .add_paragraph(value)
                    .width(to - from - LABEL, WidthType::Dxa)
                    .grid_span(span(from + LABEL, to))
                    .vertical_align(align),
            );
        }
        let height = f32::from(line.height.max(8)) * MILLIMETRE;
        TableRow::new(cells).row_height(height).height_rule(HeightRule::AtLeast)
    });
    Table::new(rows.collect()).set_grid(grid).layout(TableLayoutType::Fixed).width(WIDTH, WidthType::Dxa)
}

/// The edges of a cell to its left and right: a table of many columns has no room to spare.
const EDGE: usize = 80;
/// From so many columns on a table that does not fit is laid across the page.
const MANY: usize = 7;

/// A document of tables, one below the other; across the page where one of them has too many columns for it upright.
///
/// # Errors
/// As [`forms`].
pub fn document(it: &Document) -> Result<Vec<u8>, std::io::Error> {
    let face = Type { font: "SimSun", size: 21 };
    let all: Vec<Vec<usize>> = it.tables.iter().map(wanted).collect();
    let across = all.iter().any(|it| it.len() >= MANY && it.iter().sum::<usize>() > WIDTH);
    let whole = if across { WIDTH + (PAGE.1 - PAGE.0) as usize } else { WIDTH };
    let mut docx = page(&face);
    if across {
        docx = docx.page_size(PAGE.1, PAGE.0).page_orient(PageOrientationType::Landscape);
    }
    docx = docx.add_paragraph(face.sized(28).paragraph(&it.title, true).align(AlignmentType::Center));
    for note in &it.notes {
        docx = docx.add_paragraph(face.sized(18).paragraph(note, false));
    }
    for (table, wanted) in it.tables.iter().zip(&all) {
        docx = docx.add_paragraph(face.sized(24).paragraph(&table.name, true).keep_next(true));
        let grid = widths(wanted, whole);
        let cell = |(text, wide): (&str, usize), head: bool| {
            let cell = TableCell::new().add_paragraph(face.paragraph(text, head)).width(wide, WidthType::Dxa);
            if head { cell.shading(Shading::new().fill(SHADE)) } else { cell }
        };
        let head = TableRow::new(table.headings.iter().zip(&grid).map(|(it, wide)| cell((it, *wide), true)).collect());
        let rows =
            table.rows.iter().map(|row| TableRow::new(row.iter().zip(&grid).map(|(it, wide)| cell((&it.text(), *wide), false)).collect()));
        let rows: Vec<TableRow> = std::iter::once(head).chain(rows).collect();
        let edges = TableCellMargins::new().margin(0, EDGE, 0, EDGE);
        docx = docx.add_table(Table::new(rows).set_grid(grid).layout(TableLayoutType::Fixed).width(whole, WidthType::Dxa).margins(edges));
    }
    packed(docx)
}

/// A document with pictures below its words, each as wide as the page at most, and a last line below them.
///
/// # Errors
/// As [`forms`].
pub fn pictured(it: &Document, pictures: &[&Picture], last: &str) -> Result<Vec<u8>, std::io::Error> {
    let face = Type { font: "SimSun", size: 21 };
    let mut docx = page(&face).add_paragraph(face.sized(28).paragraph(&it.title, true).align(AlignmentType::Center));
    for note in &it.notes {
        docx = docx.add_paragraph(face.paragraph(note, false));
    }
    for picture in pictures {
        // A picture that is turned lies across: what it takes of the page's width is its height.
        let (wide, high) = if picture.turn % 180 == 0 { picture.size } else { (picture.size.1, picture.size.0) };
        let scale = (f64::from(PICTURE.0) / f64::from(wide)).min(f64::from(PICTURE.1) / f64::from(high)).min(f64::from(PIXEL));
        let emu = |side: u32| (f64::from(side) * scale) as u32;
        let pic = Pic::new_with_dimensions(picture.bytes.clone(), 1, 1).size(emu(picture.size.0), emu(picture.size.1)).rotate(picture.turn);
        docx = docx.add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(Run::new().add_image(pic)));
    }
    super::media::named(packed(docx.add_paragraph(face.sized(18).paragraph(last, false)))?)
}

/// A door-hanger: a title, a square code drawn as a table of dark and light cells, and lines.
///
/// # Errors
/// As [`forms`].
pub fn hanger(title: &str, squares: &[Vec<bool>], lines: &[String]) -> Result<Vec<u8>, std::io::Error> {
    /// The side of a square, in twentieths of a point.
    const SIDE: usize = 100;
    let face = Type { font: "SimSun", size: 26 };
    let centred = |it: Paragraph| it.align(AlignmentType::Center);
    // A code is only read with as much light around it as four of its squares are wide.
    let quiet = 4 * SIDE as u32;
    let head = face.sized(40).paragraph(title, true).line_spacing(LineSpacing::new().after(quiet));
    let mut docx = page(&face).add_paragraph(centred(head));
    let cell = |dark: bool| {
        let empty = Paragraph::new().add_run(Run::new().size(2)).line_spacing(LineSpacing::new().before(0).after(0));
        let cell = TableCell::new().add_paragraph(empty).width(SIDE, WidthType::Dxa).clear_all_border();
        if dark { cell.shading(Shading::new().fill("000000")) } else { cell }
    };
    let rows = squares.iter().map(|row| {
        let cells = row.iter().map(|dark| cell(*dark)).collect();
        TableRow::new(cells).row_height(SIDE as f32).height_rule(HeightRule::Exact)
    });
    let count = squares.first().map_or(0, Vec::len);
    let code = Table::new(rows.collect()).set_grid(vec![SIDE; count]).layout(TableLayoutType::Fixed).width(SIDE * count, WidthType::Dxa);
    docx = docx.add_table(code.align(docx_rs::TableAlignmentType::Center).clear_all_border());
    for (nth, line) in lines.iter().enumerate() {
        let before = if nth == 0 { quiet } else { 40 };
        docx = docx.add_paragraph(centred(face.paragraph(line, false).line_spacing(LineSpacing::new().before(before).after(40))));
    }
    packed(docx)
}
