//! Frames: a pane with a title, a popup that lies over everything.

use super::line::{Line, blank_half, ends, put};
use crate::text::width;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What is written on a frame.
#[derive(Debug, Clone, Default)]
pub struct Pane<'a> {
    /// Left in the upper edge.
    pub title: Line<'a>,
    /// Right in the upper edge.
    pub right: Line<'a>,
    /// Left in the lower edge.
    pub foot: Line<'a>,
    /// It has the keys.
    pub focus: bool,
    /// How many rows there are, and the first that is shown: shown on the right edge if not all are.
    pub scroll: Option<(usize, usize)>,
}

/// Draws a frame and gives what is inside of it, a blank column left and right already taken off.
pub fn pane(buffer: &mut Buffer, theme: &Theme, area: Rect, pane: &Pane<'_>) -> Rect {
    let area = area.intersection(buffer.area);
    let inner = Rect {
        x: area.x.saturating_add(2).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    };
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..inner };
    }
    let (edge, style) =
        if pane.focus { (&theme.signs.edge_focus, theme.style(Role::BorderFocus)) } else { (&theme.signs.edge, theme.style(Role::Border)) };
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x..=right {
        put(buffer, x, area.y, 1, edge.across, style);
        put(buffer, x, bottom, 1, edge.across, style);
    }
    for y in area.y + 1..bottom {
        put(buffer, area.x, y, 1, edge.down, style);
        put(buffer, right, y, 1, edge.down, style);
    }
    let corners = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
    for ((x, y), corner) in corners.into_iter().zip(edge.corners) {
        put(buffer, x, y, 1, corner, style);
    }
    let room = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let spaced = |line: &Line<'_>| if line.is_empty() { Line::new() } else { Line::of(" ", style).join(owned(line)).add(" ", style) };
    ends(buffer, Rect { x: room.x + 1, width: room.width.saturating_sub(2), ..room }, &spaced(&pane.title), &spaced(&pane.right));
    spaced(&pane.foot).draw(buffer, Rect { y: bottom, x: room.x + 1, width: room.width.saturating_sub(2), ..room });
    if let Some((rows, top)) = pane.scroll.filter(|(rows, _)| *rows > usize::from(inner.height) && inner.height > 1) {
        let shown = usize::from(inner.height);
        let thumb = (shown * shown / rows).clamp(1, shown - 1);
        let at = top.min(rows - shown) * (shown - thumb) / (rows - shown);
        for y in at..at + thumb {
            let bar = if pane.focus { theme.signs.eighths[8] } else { theme.signs.edge_focus.down };
            put(buffer, right, inner.y + y as u16, 1, bar, style);
        }
    }
    inner
}

fn owned<'a>(line: &Line<'_>) -> Line<'a> {
    line.pieces().fold(Line::new(), |all, (text, style)| all.add(text.to_owned(), style))
}

/// Draws a frame over whatever is there and gives what is inside of it.
pub fn popup(buffer: &mut Buffer, theme: &Theme, area: Rect, frame: &Pane<'_>) -> Rect {
    let area = area.intersection(buffer.area);
    blank_halves(buffer, area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
    pane(buffer, theme, area, frame)
}

/// Blanks the wide glyphs that stick out of an area to its left, and those that stick into it from there: painted over in half, a
/// terminal would drop the painted half with them.
pub fn blank_halves(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        blank_half(buffer, area.x, y);
        if let Some(last) = area.right().checked_sub(1)
            && let Some(cell) = buffer.cell_mut((last, y))
            && width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::picture::dump;
    use crate::tui::theme::Base;
    use ratatui::style::Style;

    #[test]
    fn a_frame_names_itself_left_and_right() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 3));
        let frame = Pane { title: Line::of("1 宿舍", Style::new()), right: Line::of("612 人", Style::new()), ..Pane::default() };
        let inner = pane(&mut buffer, &Theme::shipped(Base::Dark), Rect::new(0, 0, 24, 3), &frame);
        assert_eq!(inner, Rect::new(2, 1, 20, 1));
        assert_eq!(dump(&buffer), "╭─ 1 宿舍 ──── 612 人 ─╮\n│                      │\n╰──────────────────────╯\n");
    }

    #[test]
    fn a_popup_over_hanzi_keeps_its_left_edge() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
        for y in 0..3 {
            put(&mut buffer, 0, y, 12, "夜灯夜灯夜灯", Style::new());
        }
        popup(&mut buffer, &Theme::shipped(Base::Dark), Rect::new(3, 0, 6, 3), &Pane::default());
        assert_eq!(dump(&buffer), "夜 ╭────╮ 灯\n夜 │    │ 灯\n夜 ╰────╯ 灯\n");
    }

    #[test]
    fn a_frame_of_any_size_is_drawn() {
        for (cols, rows) in (0..8).flat_map(|cols| (0..8).map(move |rows| (cols, rows))) {
            let area = Rect::new(0, 0, cols, rows);
            let frame = Pane { title: Line::of("宿舍", Style::new()), scroll: Some((100, 50)), ..Pane::default() };
            let inner = popup(&mut Buffer::empty(area), &Theme::shipped(Base::Mono), Rect::new(1, 1, 6, 6), &frame);
            assert!(inner.is_empty() || area.contains(inner.as_position()));
        }
    }
}
