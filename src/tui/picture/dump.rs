//! The cells of a buffer as text, one line a row. A wide glyph covers the cell after it, which is left out; trailing blanks are too.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// What a person would read.
pub fn dump(buffer: &Buffer) -> String {
    rows(buffer, |line, cell| line.push_str(cell.symbol()))
}

/// The same shape, with a letter for the style of each column: `r g y b m c w` the colours (capital: the bright ones), `o` another colour,
/// then, outweighing them, `#` reversed; `.` plain text, `,` dim.
pub fn dump_styles(buffer: &Buffer) -> String {
    rows(buffer, |line, cell| {
        let letter = if cell.modifier.contains(Modifier::REVERSED) {
            '#'
        } else if cell.symbol() == " " && !cell.modifier.contains(Modifier::UNDERLINED) {
            ' '
        } else if cell.fg == Color::Reset {
            if cell.modifier.contains(Modifier::DIM) { ',' } else { '.' }
        } else {
            crate::tui::term::colour_index(cell.fg).and_then(|it| "krgybmcwKRGYBMCW".chars().nth(usize::from(it))).unwrap_or('o')
        };
        let columns = crate::text::width(cell.symbol()).max(1);
        line.extend(std::iter::repeat_n(letter, columns));
    })
}

fn rows(buffer: &Buffer, mut add: impl FnMut(&mut String, &ratatui::buffer::Cell)) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut line, mut x) = (String::new(), buffer.area.left());
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            add(&mut line, cell);
            x += crate::text::width(cell.symbol()).max(1) as u16;
        }
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}
