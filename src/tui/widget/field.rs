//! A line being typed, with the place of the cursor.

use super::line::put;
use crate::text::width;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation as _;

/// Draws a line being typed, moved sideways so that the cursor (a byte offset) is seen; `style` says how the piece at a byte offset looks.
/// Gives where the terminal's cursor belongs.
pub fn field(buffer: &mut Buffer, area: Rect, text: &str, cursor: usize, style: impl Fn(usize) -> Style) -> Option<(u16, u16)> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    // Only what lies about the cursor is measured: a megabyte may stand in the line.
    let cursor = floor(text, cursor.min(text.len()));
    let room = usize::from(area.width) - 1;
    let (mut start, mut before) = (cursor, 0);
    for (at, grapheme) in text[..cursor].grapheme_indices(true).rev() {
        let cols = shown_width(grapheme);
        if before + cols > room {
            break;
        }
        (start, before) = (at, before + cols);
    }
    let mut x = area.x;
    for (at, grapheme) in text[start..].grapheme_indices(true) {
        let cols = shown_width(grapheme) as u16;
        if x + cols > area.right() {
            break;
        }
        let shown = if grapheme.contains(['\n', '\r', '\t']) { " " } else { grapheme };
        x += put(buffer, x, area.y, cols, shown, style(start + at));
    }
    if start > 0 && before > 1 {
        put(buffer, area.x, area.y, 1, "…", style(start));
    }
    Some((area.x + before as u16, area.y))
}

/// Underlines a place for typing, so that it is seen while it is empty.
pub fn slot(buffer: &mut Buffer, area: Rect) {
    buffer.set_style(area.intersection(buffer.area), Modifier::UNDERLINED);
}

fn shown_width(grapheme: &str) -> usize {
    if grapheme.contains(['\n', '\r', '\t']) { 1 } else { width(&crate::text::clean(grapheme)) }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Draws a hidden word as signs, one for each character; gives where the terminal's cursor belongs.
pub fn hidden(buffer: &mut Buffer, area: Rect, len: usize, sign: &str, style: Style) -> Option<(u16, u16)> {
    let text = sign.repeat(len.min(usize::from(area.width.saturating_sub(1))));
    field(buffer, area, &text, text.len(), |_| style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::picture::dump;

    fn drawn(cols: u16, text: &str, cursor: usize) -> (String, Option<(u16, u16)>) {
        let area = Rect::new(0, 0, cols, 1);
        let mut buffer = Buffer::empty(area);
        let place = field(&mut buffer, area, text, cursor, |_| Style::new());
        (dump(&buffer).trim_end_matches('\n').to_owned(), place)
    }

    #[test]
    fn the_cursor_stands_in_columns_and_stays_in_sight() {
        assert_eq!(drawn(12, "zs 心理", 3 + 3), ("zs 心理".into(), Some((5, 0))));
        assert_eq!(drawn(7, "zs 心理 与室友", "zs 心理 与室友".len()), ("… 室友".into(), Some((6, 0))));
        assert_eq!(drawn(0, "zs", 1).1, None);
        assert_eq!(drawn(1, "心理", 6), (String::new(), Some((0, 0))));
    }

    #[test]
    fn a_hidden_word_shows_only_its_length() {
        let area = Rect::new(0, 0, 5, 1);
        let mut buffer = Buffer::empty(area);
        assert_eq!(hidden(&mut buffer, area, 100, "*", Style::new()), Some((4, 0)));
        assert_eq!(dump(&buffer), "****\n");
    }
}
