//! From pictures to bytes: only what changed since the last picture, in one synchronized update, the real cursor set at its end.
//!
//! Must not know where the bytes go: the local terminal now, remote seats later.

use super::ansi::{Pen, move_to};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// Remembers what is shown and writes what differs.
#[derive(Debug)]
pub struct Painter {
    shown: Buffer,
    next: Buffer,
    bytes: Vec<u8>,
    body: Vec<u8>,
    cursor: Option<(u16, u16)>,
    whole: bool,
    wary: bool,
}

/// Room for a whole repaint of a large window, so that a frame does not grow its buffer.
const ROOM: usize = 128 * 1024;

impl Painter {
    /// A painter who has shown nothing yet. A `wary` one moves the cursor after every sign whose width terminals disagree on, so that one
    /// drawn too wide shifts nothing behind it; it costs bytes.
    pub fn new(wary: bool) -> Self {
        let empty = Buffer::empty(Rect::ZERO);
        Self {
            shown: empty.clone(),
            next: empty,
            bytes: Vec::with_capacity(ROOM),
            body: Vec::with_capacity(ROOM),
            cursor: None,
            whole: true,
            wary,
        }
    }

    /// The next frame is painted whole, over whatever the terminal shows.
    pub fn forget(&mut self) {
        self.whole = true;
    }

    /// Draws a picture of `size` (columns, rows) and works out the bytes that bring the terminal from the last one to it; there are none if
    /// nothing changed. `draw` fills the buffer it is given, which is blank, and says where the cursor belongs.
    pub fn frame<T>(&mut self, size: (u16, u16), draw: impl FnOnce(&mut Buffer) -> (T, Option<(u16, u16)>)) -> (T, &[u8]) {
        let area = Rect::new(0, 0, size.0, size.1);
        if self.next.area != area {
            self.next.resize(area);
            self.shown.resize(area);
            self.whole = true;
        }
        self.next.reset();
        let (said, cursor) = draw(&mut self.next);
        let cursor = cursor.filter(|(x, y)| *x < size.0 && *y < size.1);
        self.write(cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        (self.cursor, self.whole) = (cursor, false);
        (said, &self.bytes)
    }

    /// The picture shown last.
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    fn write(&mut self, cursor: Option<(u16, u16)>) {
        self.bytes.clear();
        let out = &mut self.body;
        out.clear();
        let mut at = self.cursor;
        if self.whole {
            // Row by row: clearing the screen at one stroke (`2J`) makes some terminals keep what stood there in their history, where
            // names would be left behind for whoever sits down next.
            out.extend_from_slice(b"\x1b[0m");
            for y in 0..self.next.area.height {
                move_to(None, (0, y), out);
                out.extend_from_slice(b"\x1b[K");
            }
            self.shown.reset();
            at = None;
        }
        let (mut pen, mut jumps, mut changed) = (Pen::PLAIN, 0, false);
        let right = self.next.area.width;
        each_change(&self.shown, &self.next, |x, y, cell| {
            jumps += usize::from(at != Some((x, y)));
            move_to(at, (x, y), out);
            pen.turn_to(Pen::of(cell), out);
            let symbol = cell.symbol();
            out.extend_from_slice(symbol.as_bytes());
            let after = x.saturating_add(columns(symbol));
            // In the last column the cursor hangs between two rows, and terminals differ on where.
            at = (after < right && !(self.wary && is_ambiguous(symbol))).then_some((after, y));
            changed = true;
        });
        pen.turn_to(Pen::PLAIN, out);
        if !changed && !self.whole && cursor == self.cursor {
            return;
        }
        // Between these two marks the terminal shows nothing half done; one that does not know them ignores them, and there a cursor that
        // has to jump about is hidden meanwhile.
        self.bytes.extend_from_slice(b"\x1b[?2026h");
        let hide = self.whole || (self.cursor.is_some() && (jumps > 0 || cursor.is_none()));
        if hide {
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        self.bytes.append(out);
        if let Some(place) = cursor {
            // An input method shows its candidates at the real cursor.
            move_to(at, place, &mut self.bytes);
            if hide || self.cursor.is_none() {
                self.bytes.extend_from_slice(b"\x1b[?25h");
            }
        }
        self.bytes.extend_from_slice(b"\x1b[?2026l");
    }
}

/// Calls `change` for every cell that must be written, in order. Both buffers cover the same area.
///
/// Not `Buffer::diff`: that overlooks the right half of an old wide glyph whose left half falls under a new one; a terminal leaves there
/// a blank in whatever style was in use.
fn each_change(shown: &Buffer, next: &Buffer, mut change: impl FnMut(u16, u16, &Cell)) {
    let cols = usize::from(next.area.width).max(1);
    for (y, (old, new)) in shown.content.chunks(cols).zip(next.content.chunks(cols)).enumerate() {
        let (mut covered, mut stale) = (0, 0);
        for (x, (was, is)) in old.iter().zip(new).enumerate() {
            let same = was == is && x >= stale;
            if same && was.symbol().len() == 1 {
                continue;
            }
            let (broad_was, is_covered) = (x + usize::from(columns(was.symbol())), x < covered);
            if is_covered || !same {
                stale = stale.max(broad_was);
            }
            if !is_covered {
                covered = x + usize::from(columns(is.symbol()));
                if !same {
                    change(x as u16, y as u16, is);
                }
            }
        }
    }
}

fn columns(symbol: &str) -> u16 {
    if symbol.len() == 1 { 1 } else { unicode_width::UnicodeWidthStr::width(symbol).min(2) as u16 }
}

fn is_ambiguous(symbol: &str) -> bool {
    unicode_width::UnicodeWidthStr::width(symbol) != unicode_width::UnicodeWidthStr::width_cjk(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    /// What a terminal of that size shows after those bytes: each cell's text, boldness and reverse.
    fn shows(parser: &vt100::Parser, (cols, rows): (u16, u16)) -> Vec<(String, bool, bool)> {
        let cells = (0..rows).flat_map(|y| (0..cols).map(move |x| (x, y)));
        cells
            .map(|(x, y)| {
                let cell = parser.screen().cell(y, x).unwrap();
                match cell.contents() {
                    _ if cell.is_wide_continuation() => (String::new(), false, false),
                    "" => (" ".to_owned(), cell.bold(), cell.inverse()),
                    text => (text.to_owned(), cell.bold(), cell.inverse()),
                }
            })
            .collect()
    }

    fn wanted(buffer: &Buffer) -> Vec<(String, bool, bool)> {
        let mut cells = Vec::new();
        for y in 0..buffer.area.height {
            let mut x = 0;
            while x < buffer.area.width {
                let cell = &buffer[(x, y)];
                let has = |modifier| cell.modifier.contains(modifier);
                cells.push((cell.symbol().to_owned(), has(Modifier::BOLD), has(Modifier::REVERSED)));
                if columns(cell.symbol()) == 2 && x + 1 < buffer.area.width {
                    cells.push((String::new(), false, false));
                    x += 1;
                }
                x += 1;
            }
        }
        cells
    }

    const SIZE: (u16, u16) = (14, 5);

    fn pictures() -> impl Strategy<Value = Vec<Vec<(u16, u16, String, u8)>>> {
        let word = prop::sample::select(vec!["夜", "灯", "夜灯 a", "│", "abc", " ", "x"]).prop_map(str::to_owned);
        prop::collection::vec(prop::collection::vec((0_u16..14, 0_u16..5, word, 0_u8..4), 0..14), 1..6)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(pictures in pictures(), wary: bool) {
            let size = SIZE;
            let mut painter = Painter::new(wary);
            let mut parser = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
            for picture in pictures {
                let (_, bytes) = painter.frame(size, |buffer| {
                    for (x, y, text, style) in &picture {
                        let style = match style {
                            0 => Style::new(),
                            1 => Style::new().add_modifier(Modifier::BOLD),
                            2 => Style::new().add_modifier(Modifier::REVERSED).fg(Color::LightRed),
                            _ => Style::new().bg(Color::Blue),
                        };
                        crate::tui::widget::put(buffer, *x, *y, 14, text, style);
                    }
                    ((), Some((3, 1)))
                });
                let bytes = bytes.to_vec();
                parser.process(&bytes);
                prop_assert_eq!(shows(&parser, size), wanted(painter.shown()));
                prop_assert_eq!(parser.screen().cursor_position(), (1, 3));
            }
        }
    }

    #[test]
    fn nothing_new_is_no_byte_and_a_hanzi_is_few() {
        let mut painter = Painter::new(false);
        let mut text = String::from("与室友");
        let draw = |painter: &mut Painter, text: &str| {
            painter
                .frame((40, 3), |buffer| {
                    crate::tui::widget::put(buffer, 0, 0, 40, text, Style::new());
                    ((), Some((text.chars().count() as u16 * 2, 0)))
                })
                .1
                .len()
        };
        draw(&mut painter, &text);
        assert_eq!(draw(&mut painter, &text), 0);
        text.push('矛');
        assert!(draw(&mut painter, &text) <= 19);
    }

    #[test]
    fn forgetting_paints_whole_and_a_window_of_nothing_is_fine() {
        let mut painter = Painter::new(false);
        let fill = |buffer: &mut Buffer| {
            if let Some(cell) = buffer.cell_mut((0, 0)) {
                cell.set_symbol("x");
            }
            ((), None)
        };
        painter.frame((2, 2), fill);
        assert!(painter.frame((2, 2), fill).1.is_empty());
        painter.forget();
        assert!(painter.frame((2, 2), fill).1.windows(6).any(|it| it == b"\x1b[1H\x1b["));
        painter.frame((0, 0), fill);
        painter.frame((3, 0), fill);
    }
}
