//! Rows in columns that line up over Chinese text. What does not fit is not cut through: whole columns are left out, the least important
//! first. Only the rows that are seen are ever made.

use super::line::Line;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    min: u16,
    max: u16,
    rank: u8,
    right: bool,
}

impl Column {
    /// A column whose texts are shown whole, up to `max` columns, or not at all. Rank 0 never goes; of the others the highest goes first.
    pub const fn firm(rank: u8, max: u16) -> Self {
        Self { min: max, max, rank, right: false }
    }

    /// A column whose texts may be cut to `min` columns before it goes.
    pub const fn elastic(rank: u8, min: u16, max: u16) -> Self {
        Self { min, max, rank, right: false }
    }

    /// A firm column of numbers, which stand on the right.
    pub const fn number(rank: u8, max: u16) -> Self {
        Self { min: max, max, rank, right: true }
    }
}

/// Which rows of a list are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first row seen.
    pub top: usize,
    /// How many are seen.
    pub rows: usize,
}

impl Window {
    /// The window of `height` rows over `count`, as near to `top` as shows the row `at`.
    pub fn over(count: usize, height: u16, at: usize, top: usize) -> Self {
        let height = usize::from(height);
        let at = at.min(count.saturating_sub(1));
        let lowest = (at + 1).saturating_sub(height);
        let top = top.clamp(lowest.min(at), at).min(count.saturating_sub(height));
        Self { top, rows: height.min(count - top) }
    }

    /// The rows seen.
    pub fn range(self) -> std::ops::Range<usize> {
        self.top..self.top + self.rows
    }
}

/// Rows that are seen, cell by cell.
#[derive(Debug)]
pub struct Table<'a> {
    /// The columns.
    pub columns: &'a [Column],
    /// The titles of the columns, where there is room for them; may be empty.
    pub titles: Vec<Line<'a>>,
    /// The rows seen, each with one line a column.
    pub rows: Vec<Vec<Line<'a>>>,
    /// Which of them the cursor is on.
    pub selected: Option<usize>,
}

/// Draws a table and gives the place of each row.
pub fn table(buffer: &mut Buffer, theme: &Theme, area: Rect, table: &Table<'_>) -> Vec<Rect> {
    let wants: Vec<u16> = (0..table.columns.len())
        .map(|at| table.rows.iter().chain(std::iter::once(&table.titles)).filter_map(|row| row.get(at)).map(Line::width).max().unwrap_or(0))
        .collect();
    let gap = if area.width < ROOMY { 1 } else { 2 };
    let widths = fit(table.columns, &wants, area.width, gap);
    let draw = |buffer: &mut Buffer, cells: &[Line<'_>], place: Rect| {
        let mut x = place.x;
        for ((cell, width), column) in cells.iter().zip(&widths).zip(table.columns) {
            if *width > 0 {
                let cell_area = Rect { x, width: *width, ..place };
                if column.right {
                    cell.draw_right(buffer, cell_area);
                } else {
                    cell.draw(buffer, cell_area);
                }
                x = x.saturating_add(width + gap);
            }
        }
    };
    let mut body = area;
    if !table.titles.is_empty() && area.height > 0 {
        draw(buffer, &table.titles, super::row(area, 0));
        body = super::below(area, 1);
    }
    let places = (0..body.height).map(|down| super::row(body, down));
    table
        .rows
        .iter()
        .zip(places)
        .enumerate()
        .map(|(at, (cells, place))| {
            draw(buffer, cells, place);
            if table.selected == Some(at) {
                super::select(buffer, place, theme.style(Role::Selected));
            }
            place
        })
        .collect()
}

/// From so many columns on, two blanks stand between two columns, below one.
const ROOMY: u16 = 70;

/// How wide each column becomes; 0 where it is left out. A column without any text is left out for nothing.
fn fit(columns: &[Column], wants: &[u16], room: u16, gap: u16) -> Vec<u16> {
    let want = |at: usize| wants[at].min(columns[at].max);
    let least = |at: usize| want(at).min(columns[at].min.max(1));
    let mut kept: Vec<usize> = (0..columns.len()).filter(|at| wants[*at] > 0).collect();
    let sum = |kept: &[usize], of: &dyn Fn(usize) -> u16| kept.iter().map(|at| of(*at) + gap).sum::<u16>().saturating_sub(gap);
    while sum(&kept, &least) > room {
        match kept.iter().rev().max_by_key(|at| columns[**at].rank).copied() {
            Some(at) if columns[at].rank > 0 => kept.retain(|it| *it != at),
            _ => break,
        }
    }
    let mut widths = vec![0; columns.len()];
    kept.iter().for_each(|at| widths[*at] = least(*at));
    // What never goes and still does not fit is cut where it is widest.
    let mut over = sum(&kept, &least).saturating_sub(room);
    while over > 0
        && let Some(widest) = kept.iter().copied().max_by_key(|at| widths[*at]).filter(|at| widths[*at] > 1)
    {
        widths[widest] -= 1;
        over -= 1;
    }
    // What is left goes to the most important first.
    let mut left = room.saturating_sub(sum(&kept, &least));
    kept.sort_by_key(|at| columns[*at].rank);
    for at in kept {
        let more = (want(at) - widths[at]).min(left);
        widths[at] += more;
        left -= more;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::picture::dump;
    use crate::tui::theme::Base;
    use ratatui::style::Style;

    #[test]
    fn the_window_follows_the_cursor_and_shows_no_void() {
        assert_eq!(Window::over(100, 10, 0, 0).range(), 0..10);
        assert_eq!(Window::over(100, 10, 10, 0).range(), 1..11);
        assert_eq!(Window::over(100, 10, 5, 8).range(), 5..15);
        assert_eq!(Window::over(100, 10, 99, 95).range(), 90..100);
        assert_eq!(Window::over(3, 10, 99, 95).range(), 0..3);
        assert_eq!(Window::over(0, 10, 0, 0).range(), 0..0);
        assert_eq!(Window::over(5, 0, 2, 0).rows, 0);
    }

    fn drawn(cols: u16) -> String {
        let columns = [Column::firm(0, 8), Column::elastic(2, 6, 20), Column::number(1, 5)];
        let row = |cells: [&'static str; 3]| cells.map(|it| Line::of(it, Style::new())).to_vec();
        let rows = vec![row(["张三", "与室友矛盾", "1"]), row(["欧阳雪晴", "高数", "12"])];
        let area = Rect::new(0, 0, cols, 2);
        let mut buffer = Buffer::empty(area);
        table(&mut buffer, &Theme::shipped(Base::Dark), area, &Table { columns: &columns, titles: Vec::new(), rows, selected: None });
        dump(&buffer)
    }

    #[test]
    fn columns_line_up_and_the_least_important_goes() {
        assert_eq!(drawn(22), "张三     与室友矛盾  1\n欧阳雪晴 高数       12\n");
        assert_eq!(drawn(18), "张三     与室…   1\n欧阳雪晴 高数   12\n");
        assert_eq!(drawn(12), "张三      1\n欧阳雪晴 12\n");
        assert_eq!(drawn(5), "张三\n欧阳…\n");
    }
}
