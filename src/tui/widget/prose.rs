//! A long text, wrapped and scrolled, with or without a cursor in it.

use super::line::put;
use crate::text::{clean_lines, width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What a drawn text says about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prose {
    /// How many lines it has at this width.
    pub lines: usize,
    /// The first line shown.
    pub top: usize,
    /// Where the terminal's cursor belongs, if the text has one.
    pub cursor: Option<(u16, u16)>,
}

/// Draws a text from its line `top` on, or from where the cursor (a byte offset) is seen.
pub fn prose(buffer: &mut Buffer, area: Rect, text: &str, top: usize, cursor: Option<usize>, style: Style) -> Prose {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return Prose::default();
    }
    // With a cursor in it the text is a field's, whose offsets must stay true; `put` still makes every line safe to show.
    let clean = if cursor.is_some() { std::borrow::Cow::Borrowed(text) } else { clean_lines(text) };
    // A cursor at the end of a full line needs a column of its own.
    let cols = usize::from(area.width) - usize::from(cursor.is_some() && area.width > 1);
    let lines = wrap(&clean, cols);
    let (rows, mut top) = (usize::from(area.height), top.min(lines.len().saturating_sub(1)));
    let at = cursor.map(|cursor| lines.partition_point(|line| line.start <= cursor).saturating_sub(1));
    match at {
        Some(at) => top = top.clamp((at + 1).saturating_sub(rows), at),
        None => top = top.min(lines.len().saturating_sub(rows)),
    }
    for (line, y) in lines.iter().skip(top).zip(area.top()..area.bottom()) {
        put(buffer, area.x, y, area.width, &clean[line.clone()], style);
    }
    let place = at.zip(cursor).map(|(at, cursor)| {
        let start = lines[at].start;
        let col = clean.get(start..cursor.max(start)).map_or(0, width).min(usize::from(area.width) - 1);
        (area.x + col as u16, area.y + (at - top) as u16)
    });
    Prose { lines: lines.len(), top, cursor: place }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::picture::dump;

    #[test]
    fn a_text_is_wrapped_and_scrolled_no_further_than_its_end() {
        let area = Rect::new(0, 0, 8, 2);
        let mut buffer = Buffer::empty(area);
        let said = prose(&mut buffer, area, "与室友矛盾，睡不好\n已约下周", 99, None, Style::new());
        assert_eq!((said.lines, said.top), (4, 2));
        assert_eq!(dump(&buffer), "好\n已约下周\n");
    }

    #[test]
    fn the_cursor_is_always_in_sight() {
        let area = Rect::new(0, 0, 9, 2);
        let text = "与室友矛盾，睡不好\n已约下周";
        for cursor in text.char_indices().map(|(at, _)| at).chain([text.len()]) {
            let mut buffer = Buffer::empty(area);
            let (x, y) = prose(&mut buffer, area, text, 0, Some(cursor), Style::new()).cursor.unwrap();
            assert!(area.contains((x, y).into()), "{cursor}");
        }
    }
}
