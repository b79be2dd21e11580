//! One line of text, made of pieces in different styles.

use crate::text::{clean, truncate, width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation as _;

/// Pieces of text side by side.
#[derive(Debug, Clone, Default)]
pub struct Line<'a> {
    pieces: Vec<(Cow<'a, str>, Style)>,
    width: usize,
}

impl<'a> Line<'a> {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one piece.
    pub fn of(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self::new().add(text, style)
    }

    /// Adds a piece, made safe to show.
    #[must_use]
    pub fn add(mut self, text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        self.push(text, style);
        self
    }

    /// Adds a piece, made safe to show.
    pub fn push(&mut self, text: impl Into<Cow<'a, str>>, style: Style) {
        let text = text.into();
        let text = match clean(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => text,
            other => Cow::Owned(other.into_owned()),
        };
        self.width += width(&text);
        self.pieces.push((text, style));
    }

    /// Adds blanks.
    #[must_use]
    pub fn gap(mut self, cols: usize) -> Self {
        self.pieces.push((Cow::Owned(" ".repeat(cols)), Style::new()));
        self.width += cols;
        self
    }

    /// Adds another line.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.width += other.width;
        self.pieces.extend(other.pieces);
        self
    }

    /// Its columns.
    pub fn width(&self) -> u16 {
        u16::try_from(self.width).unwrap_or(u16::MAX)
    }

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.width == 0
    }

    /// Its pieces.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Style)> {
        self.pieces.iter().map(|(text, style)| (&**text, *style))
    }

    /// Draws it from the left, cut with `…` to the first row of `area`; gives the columns used.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) -> u16 {
        let mut used = 0;
        for (at, (text, style)) in self.pieces.iter().enumerate() {
            let room = area.width.saturating_sub(used);
            // A cut between two pieces must show as well.
            let more = self.pieces[at + 1..].iter().any(|(text, _)| !text.trim().is_empty());
            let cut = width(text) > usize::from(room) || more && width(text) == usize::from(room);
            let text = if cut { Cow::Owned(format!("{text}……")) } else { Cow::Borrowed(&**text) };
            used += put_in(buffer, Rect { width: room, x: area.x.saturating_add(used), ..area }, &text, *style);
            if cut {
                break;
            }
        }
        used
    }

    /// Draws it so that it ends at the right edge of `area`.
    pub fn draw_right(&self, buffer: &mut Buffer, area: Rect) {
        let cols = self.width().min(area.width);
        self.draw(buffer, Rect { x: area.x + (area.width - cols), width: cols, ..area });
    }
}

/// Draws one line on the left and one on the right of a row. The right one is the shorter, firmer part: it is dropped whole if it does not
/// leave the left one half of the row, and the left one is cut.
pub fn ends(buffer: &mut Buffer, area: Rect, left: &Line<'_>, right: &Line<'_>) {
    let cols = right.width();
    let fits = cols > 0 && (left.width() + cols < area.width || cols <= area.width / 2);
    if fits {
        right.draw_right(buffer, area);
    }
    let room = if fits { area.width.saturating_sub(cols + 1) } else { area.width };
    left.draw(buffer, Rect { width: room, ..area });
}

/// Which of these lines fit side by side with `gap` columns between: those of the highest rank go first. Rank 0 is never dropped.
pub fn fit_lines(lines: &[(u8, Line<'_>)], gap: u16, room: u16) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].1.is_empty()).collect();
    loop {
        let cols: usize = kept.iter().map(|at| lines[*at].1.width + usize::from(gap)).sum();
        if cols <= usize::from(room) + usize::from(gap) {
            return kept;
        }
        // The last of the highest rank.
        match kept.iter().rev().max_by_key(|at| lines[**at].0).copied() {
            Some(at) if lines[at].0 > 0 => kept.retain(|it| *it != at),
            _ => return kept,
        }
    }
}

/// Draws pieces one after the other, as many on a row as fit whole, and calls `placed` with where each came to stand. Gives the rows used.
/// A piece wider than a row is cut; what does not fit into the rows is left out.
pub fn flow(buffer: &mut Buffer, area: Rect, gap: u16, pieces: &[Line<'_>], mut placed: impl FnMut(usize, Rect)) -> u16 {
    let (mut x, mut y) = (0_u16, 0_u16);
    for (at, piece) in pieces.iter().enumerate() {
        if x > 0 && x.saturating_add(piece.width()) > area.width {
            (x, y) = (0, y + 1);
        }
        if y >= area.height || area.width == 0 {
            return y;
        }
        let place = Rect { x: area.x + x, y: area.y + y, width: piece.width().min(area.width - x), height: 1 };
        piece.draw(buffer, place);
        placed(at, place);
        x = x.saturating_add(piece.width()).saturating_add(gap).min(area.width);
    }
    if pieces.is_empty() { 0 } else { y + 1 }
}

/// Draws text at a place, made safe to show and cut with `…` to `cols` columns and the buffer; gives the columns used.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, cols: u16, text: &str, style: Style) -> u16 {
    put_in(buffer, Rect { x, y, width: cols, height: 1 }, &clean(text), style)
}

fn put_in(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let text = truncate(text, usize::from(area.width));
    let (mut x, y) = (area.x, area.y);
    for grapheme in text.graphemes(true) {
        let cols = width(grapheme) as u16;
        if cols == 0 || x + cols > area.right() {
            continue;
        }
        blank_half(buffer, x, y);
        let end = x + cols;
        let last_covered = end.checked_sub(1).and_then(|last| buffer.cell((last, y))).is_some_and(|cell| width(cell.symbol()) > 1);
        if last_covered && end < buffer.area.right() {
            // A wide glyph began where this text ends; its right half is no longer covered.
            buffer[(end, y)].reset();
        }
        buffer[(x, y)].reset();
        buffer[(x, y)].set_symbol(grapheme).set_style(style);
        for covered in x + 1..end {
            buffer[(covered, y)].reset();
        }
        x = end;
    }
    x - area.x
}

/// If the cell left of `x` holds a wide glyph, its right half is about to be painted over: nothing may remain of it.
pub(super) fn blank_half(buffer: &mut Buffer, x: u16, y: u16) {
    let Some(before) = x.checked_sub(1).filter(|before| *before >= buffer.area.x) else { return };
    if let Some(cell) = buffer.cell_mut((before, y))
        && cell.symbol().len() > 1
        && width(cell.symbol()) > 1
    {
        cell.set_symbol(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::picture::dump;

    fn drawn(cols: u16, draw: impl FnOnce(&mut Buffer, Rect)) -> String {
        let area = Rect::new(0, 0, cols, 1);
        let mut buffer = Buffer::empty(area);
        draw(&mut buffer, area);
        dump(&buffer).trim_end_matches('\n').to_owned()
    }

    #[test]
    fn a_line_is_cut_where_it_must_and_says_so() {
        let line = Line::of("张三", Style::new()).gap(1).add("与室友矛盾", Style::new());
        assert_eq!(
            drawn(15, |b, a| {
                line.draw(b, a);
            }),
            "张三 与室友矛盾"
        );
        assert_eq!(
            drawn(10, |b, a| {
                line.draw(b, a);
            }),
            "张三 与室…"
        );
        assert_eq!(
            drawn(4, |b, a| {
                line.draw(b, a);
            }),
            "张…"
        );
    }

    #[test]
    fn the_right_end_stays_whole() {
        let (left, right) = (Line::of("宿舍 三号楼", Style::new()), Line::of("612", Style::new()));
        assert_eq!(drawn(16, |b, a| ends(b, a, &left, &right)), "宿舍 三号楼  612");
        assert_eq!(drawn(12, |b, a| ends(b, a, &left, &right)), "宿舍 三… 612");
        assert_eq!(drawn(5, |b, a| ends(b, a, &left, &right)), "宿舍…");
    }

    #[test]
    fn what_matters_least_goes_first() {
        let line = |text: &'static str| Line::of(text, Style::new());
        let lines = [(0, line("aaaa")), (2, line("bbbb")), (1, line("cccc")), (2, line(""))];
        assert_eq!(fit_lines(&lines, 1, 14), [0, 1, 2]);
        assert_eq!(fit_lines(&lines, 1, 13), [0, 2]);
        assert_eq!(fit_lines(&lines, 1, 3), [0]);
    }

    #[test]
    fn painting_over_half_a_glyph_leaves_no_half() {
        assert_eq!(
            drawn(6, |b, _| {
                put(b, 0, 0, 6, "夜灯夜", Style::new());
                put(b, 1, 0, 4, "ab", Style::new());
            }),
            " ab 夜"
        );
    }

    #[test]
    fn control_characters_do_nothing() {
        assert!(
            !drawn(20, |b, _| {
                put(b, 0, 0, 20, "a\x1b[2Jb\u{202e}c", Style::new());
            })
            .contains('\u{1b}')
        );
    }
}
