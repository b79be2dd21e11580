//! The pieces pictures are made of: lines, panes, tables, bars, fields, long texts.
//!
//! They know the theme and nothing of the model or the campus. Everything is drawn inside the rectangle given, cut to it and to the
//! buffer; a rectangle of nothing draws nothing. All text goes through [`text::clean`](crate::text::clean) and is measured in columns.

mod bar;
mod field;
mod line;
mod pane;
mod prose;
mod table;

pub use bar::{bar, spark};
pub use field::{field, hidden, slot};
pub use line::{Line, ends, fit_lines, flow, put};
pub use pane::{Pane, blank_halves, pane, popup};
pub use prose::{Prose, prose};
pub use table::{Column, Table, Window, table};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The row of an area so many rows down; empty if it lies below.
pub fn row(area: Rect, down: u16) -> Rect {
    if down < area.height { Rect { y: area.y + down, height: 1, ..area } } else { Rect { height: 0, ..area } }
}

/// What is left of an area under its first `rows` rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// What is left of an area right of its first `cols` columns.
pub fn right_of(area: Rect, cols: u16) -> Rect {
    let cols = cols.min(area.width);
    Rect { x: area.x + cols, width: area.width - cols, ..area }
}

/// Puts ASCII in place of every sign whose width terminals disagree on, such as stand in the texts themselves.
pub fn unambiguous(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().len() > 1 && crate::text::width(cell.symbol()) == 1 {
            let plain = crate::text::unambiguous(cell.symbol()).into_owned();
            cell.set_symbol(&plain);
        }
    }
}

/// Shows a stretch as the one the cursor is on. Colours inside it give way, so that it is one calm bar; the signs stay, and
/// what is bold or underlined.
pub fn select(buffer: &mut Buffer, area: Rect, style: ratatui::style::Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let cell = &mut buffer[(x, y)];
            let kept = cell.modifier & (Modifier::BOLD | Modifier::UNDERLINED);
            (cell.fg, cell.bg, cell.modifier) = (Color::Reset, Color::Reset, kept);
            cell.set_style(style);
        }
    }
}
