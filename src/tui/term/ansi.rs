//! How a style and a place on the screen are written in ANSI. Must not know where the bytes go.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::io::Write as _;

/// What the terminal's pen is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// As after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// What a cell wants.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Writes what turns this pen into `wanted`, in one sequence or none.
    pub(super) fn turn_to(&mut self, wanted: Self, out: &mut Vec<u8>) {
        if *self == wanted {
            return;
        }
        let mut from = *self;
        let mut codes = Codes { out, begun: false };
        if !from.modifier.difference(wanted.modifier).is_empty() {
            // Bold and dim share one "off" code, so taking anything off starts from nothing.
            codes.push(&[0]);
            from = Self::PLAIN;
        }
        for (modifier, code) in MODIFIERS {
            if wanted.modifier.contains(modifier) && !from.modifier.contains(modifier) {
                codes.push(&[code]);
            }
        }
        if from.fg != wanted.fg {
            codes.colour(wanted.fg, 0);
        }
        if from.bg != wanted.bg {
            codes.colour(wanted.bg, 10);
        }
        if codes.begun {
            out.push(b'm');
        }
        *self = wanted;
    }
}

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

struct Codes<'a> {
    out: &'a mut Vec<u8>,
    begun: bool,
}

impl Codes<'_> {
    fn push(&mut self, codes: &[u8]) {
        for code in codes {
            self.out.extend_from_slice(if self.begun { b";" } else { b"\x1b[" });
            self.begun = true;
            // Writing to a Vec cannot fail.
            let _ = write!(self.out, "{code}");
        }
    }

    /// The codes of a colour; those of a background lie ten above those of a foreground.
    fn colour(&mut self, colour: Color, ground: u8) {
        match colour {
            Color::Reset => self.push(&[39 + ground]),
            Color::Indexed(number) => self.push(&[38 + ground, 5, number]),
            Color::Rgb(red, green, blue) => self.push(&[38 + ground, 2, red, green, blue]),
            named => {
                let number = index(named).unwrap_or(7);
                self.push(&[if number < 8 { 30 + number } else { 82 + number } + ground]);
            }
        }
    }
}

/// The place of a named colour among the sixteen of the terminal.
pub(in crate::tui) fn index(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => return None,
    })
}

/// Writes the move of the cursor from where it is known to be, if it is, to a place.
pub(super) fn move_to(from: Option<(u16, u16)>, (x, y): (u16, u16), out: &mut Vec<u8>) {
    // Writing to a Vec cannot fail.
    let _ = match from {
        Some(at) if at == (x, y) => Ok(()),
        Some((at, row)) if row == y && at + 1 == x => write!(out, "\x1b[C"),
        Some((at, row)) if row == y && at < x => write!(out, "\x1b[{}C", x - at),
        _ if x == 0 => write!(out, "\x1b[{}H", u32::from(y) + 1),
        _ => write!(out, "\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(from: Pen, to: Pen) -> String {
        let (mut pen, mut out) = (from, Vec::new());
        pen.turn_to(to, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_style_is_one_sequence() {
        let alarm = Pen { fg: Color::LightRed, bg: Color::Reset, modifier: Modifier::BOLD };
        assert_eq!(turned(Pen::PLAIN, alarm), "\x1b[1;91m");
        assert_eq!(turned(alarm, Pen { fg: Color::Indexed(208), ..alarm }), "\x1b[38;5;208m");
        assert_eq!(turned(alarm, Pen { modifier: Modifier::REVERSED, ..alarm }), "\x1b[0;7;91m");
        assert_eq!(turned(alarm, Pen::PLAIN), "\x1b[0m");
        assert_eq!(turned(alarm, alarm), "");
        assert_eq!(turned(Pen::PLAIN, Pen { bg: Color::Rgb(1, 2, 3), ..Pen::PLAIN }), "\x1b[48;2;1;2;3m");
    }

    #[test]
    fn moves_are_short() {
        let moved = |from, to| {
            let mut out = Vec::new();
            move_to(from, to, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(moved(Some((3, 2)), (3, 2)), "");
        assert_eq!(moved(Some((3, 2)), (4, 2)), "\x1b[C");
        assert_eq!(moved(Some((3, 2)), (9, 2)), "\x1b[6C");
        assert_eq!(moved(None, (0, 2)), "\x1b[3H");
        assert_eq!(moved(Some((9, 2)), (3, 2)), "\x1b[3;4H");
        assert_eq!(moved(None, (u16::MAX, u16::MAX)), "\x1b[65536;65536H");
    }
}
