//! A buffer as a self-contained SVG: every cell at its own place, frames and blocks painted as shapes, so that it looks the same with any font.

use crate::text::width;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The colours a terminal would have.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Plain text.
    pub text: [u8; 3],
    /// The ground.
    pub ground: [u8; 3],
    /// The sixteen.
    pub sixteen: [[u8; 3]; 16],
}

impl Palette {
    /// A dark terminal.
    pub const DARK: Self = Self {
        text: [0xd4, 0xd7, 0xdd],
        ground: [0x16, 0x18, 0x1d],
        sixteen: [
            [0x2a, 0x2d, 0x34],
            [0xe0, 0x6c, 0x75],
            [0x98, 0xc3, 0x79],
            [0xe5, 0xc0, 0x7b],
            [0x61, 0xaf, 0xef],
            [0xc6, 0x78, 0xdd],
            [0x56, 0xb6, 0xc2],
            [0xab, 0xb2, 0xbf],
            [0x5c, 0x63, 0x70],
            [0xff, 0x7b, 0x86],
            [0xa5, 0xd6, 0x8a],
            [0xf2, 0xcc, 0x85],
            [0x7f, 0xbf, 0xf5],
            [0xd9, 0x9a, 0xee],
            [0x72, 0xcd, 0xd8],
            [0xff, 0xff, 0xff],
        ],
    };
    /// A light terminal.
    pub const LIGHT: Self = Self {
        text: [0x2b, 0x2f, 0x36],
        ground: [0xfb, 0xfb, 0xf9],
        sixteen: [
            [0x2b, 0x2f, 0x36],
            [0xc0, 0x2b, 0x33],
            [0x3b, 0x7d, 0x2e],
            [0x96, 0x68, 0x06],
            [0x1f, 0x5f, 0xb8],
            [0x93, 0x36, 0xa8],
            [0x0b, 0x74, 0x85],
            [0x6a, 0x70, 0x7a],
            [0x8a, 0x90, 0x9a],
            [0xd3, 0x3a, 0x43],
            [0x4a, 0x93, 0x3b],
            [0xa8, 0x76, 0x0c],
            [0x2b, 0x6f, 0xcc],
            [0xa5, 0x45, 0xba],
            [0x12, 0x86, 0x99],
            [0xff, 0xff, 0xff],
        ],
    };

    fn colour(&self, colour: Color, reset: [u8; 3]) -> [u8; 3] {
        match colour {
            Color::Reset => reset,
            Color::Rgb(red, green, blue) => [red, green, blue],
            Color::Indexed(number @ 16..=231) => {
                let level = |place: u8| match (number - 16) / place % 6 {
                    0 => 0,
                    step => 55 + 40 * step,
                };
                [level(36), level(6), level(1)]
            }
            Color::Indexed(number @ 232..) => [8 + 10 * (number - 232); 3],
            Color::Indexed(number) => self.sixteen[usize::from(number % 16)],
            named => crate::tui::term::colour_index(named).map_or(reset, |it| self.sixteen[usize::from(it % 16)]),
        }
    }
}

const COL: f32 = 9.0;
const ROW: f32 = 20.0;
const EDGE: f32 = 14.0;
/// Fonts that draw a hanzi twice as wide as a letter first, then whatever there is.
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Noto Sans Mono','DejaVu Sans Mono',Menlo,Consolas,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',monospace";

/// Draws a buffer. `cursor` is where the terminal's cursor stands, if it is shown. Elements of one look are put together, which keeps
/// the file small.
pub fn svg(buffer: &Buffer, palette: &Palette, cursor: Option<(u16, u16)>) -> String {
    let (cols, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (wide, high) = (cols * COL + 2.0 * EDGE, rows * ROW + 2.0 * EDGE);
    let mut layers = Layers::default();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            let cols = width(cell.symbol()).max(1) as u16;
            let place = (EDGE + f32::from(x - buffer.area.left()) * COL, EDGE + f32::from(y - buffer.area.top()) * ROW);
            layers.paint(palette, cell, place, cols);
            x = x.saturating_add(cols);
        }
    }
    if let Some((x, y)) = cursor {
        let (left, top) = (EDGE + f32::from(x) * COL, EDGE + f32::from(y) * ROW);
        let _ = write!(layers.fill(hex(palette.text)), "M{left} {top}h2v{ROW}h-2z");
    }
    layers.write(wide, high, palette)
}

/// What is to be drawn, by its look. Sorted, so that the same buffer gives the same file.
#[derive(Default)]
struct Layers {
    grounds: BTreeMap<String, String>,
    fills: BTreeMap<String, String>,
    strokes: BTreeMap<(String, &'static str), String>,
    /// By ink, boldness and broadness. Each glyph is an element of its own: not every reader of SVG knows lists of places.
    texts: BTreeMap<(String, bool, bool), String>,
}

impl Layers {
    fn fill(&mut self, ink: String) -> &mut String {
        self.fills.entry(ink).or_default()
    }

    // Writing to a String cannot fail.
    fn paint(&mut self, palette: &Palette, cell: &Cell, (left, top): (f32, f32), cols: u16) {
        let (mut ink, mut ground) = (palette.colour(cell.fg, palette.text), palette.colour(cell.bg, palette.ground));
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        if reversed {
            std::mem::swap(&mut ink, &mut ground);
        }
        if cell.modifier.contains(Modifier::DIM) {
            ink = std::array::from_fn(|at| ((u16::from(ink[at]) * 11 + u16::from(ground[at]) * 9) / 20) as u8);
        }
        let (broad, ink, symbol) = (f32::from(cols) * COL, hex(ink), cell.symbol());
        if reversed || cell.bg != Color::Reset {
            let _ = write!(self.grounds.entry(hex(ground)).or_default(), "M{left} {top}h{broad}v{ROW}h-{broad}z");
        }
        if cell.modifier.contains(Modifier::UNDERLINED) {
            let _ = write!(self.strokes.entry((ink.clone(), "1")).or_default(), "M{left} {}h{broad}", top + 18.5);
        }
        if let Some(path) = frame(symbol, left, top) {
            let heavy = matches!(symbol, "━" | "┃" | "┏" | "┓" | "┗" | "┛");
            self.strokes.entry((ink, if heavy { "2.2" } else { "1.2" })).or_default().push_str(&path);
        } else if let Some((x, y, w, h)) = block(symbol) {
            let (x, y, w, h) = (left + x * COL, top + y * ROW, w * COL, h * ROW);
            let _ = write!(self.fill(ink), "M{x} {y}h{w}v{h}h-{w}z");
        } else if let Some((shape, filled)) = sign(symbol, left + COL / 2.0, top + ROW / 2.0) {
            let path = if filled { self.fill(ink) } else { self.strokes.entry((ink, "1.3")).or_default() };
            path.push_str(&shape);
        } else if !symbol.trim().is_empty() {
            let bold = cell.modifier.contains(Modifier::BOLD);
            let text = self.texts.entry((ink, bold, cols == 2)).or_default();
            // In the middle of its cells, whatever the font makes of its width.
            let _ = write!(text, r#"<text x="{}" y="{}">{}</text>"#, left + broad / 2.0, top + 15.0, escape(symbol));
        }
    }

    fn write(self, wide: f32, high: f32, palette: &Palette) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" font-family="{FONTS}" font-size="15" text-anchor="middle">
<rect width="{wide}" height="{high}" rx="8" fill="{}"/>"#,
            hex(palette.ground)
        );
        for (ground, path) in self.grounds {
            let _ = writeln!(out, r#"<path fill="{ground}" shape-rendering="crispEdges" d="{path}"/>"#);
        }
        for ((ink, wide), path) in self.strokes {
            let _ = writeln!(out, r#"<path fill="none" stroke="{ink}" stroke-width="{wide}" d="{path}"/>"#);
        }
        for (ink, path) in self.fills {
            let _ = writeln!(out, r#"<path fill="{ink}" d="{path}"/>"#);
        }
        for ((ink, bold, broad), text) in self.texts {
            let bold = if bold { r#" font-weight="bold""# } else { "" };
            let size = if broad { r#" font-size="16.5""# } else { "" };
            let _ = writeln!(out, r#"<g fill="{ink}"{bold}{size}>{text}</g>"#);
        }
        out.push_str("</svg>\n");
        out
    }
}

/// The strokes of a sign of a frame: from the middle of the cell to its edges.
fn frame(symbol: &str, left: f32, top: f32) -> Option<String> {
    let (x, y) = (left + COL / 2.0, top + ROW / 2.0);
    let (right, bottom) = (left + COL, top + ROW);
    let round = |to_x: f32, to_y: f32| format!("M{x} {to_y}Q{x} {y} {to_x} {y}");
    Some(match symbol {
        "─" | "━" => format!("M{left} {y}H{right}"),
        "│" | "┃" => format!("M{x} {top}V{bottom}"),
        "┌" | "┏" => format!("M{right} {y}H{x}V{bottom}"),
        "┐" | "┓" => format!("M{left} {y}H{x}V{bottom}"),
        "└" | "┗" => format!("M{right} {y}H{x}V{top}"),
        "┘" | "┛" => format!("M{left} {y}H{x}V{top}"),
        "╭" => round(right, bottom),
        "╮" => round(left, bottom),
        "╰" => round(right, top),
        "╯" => round(left, top),
        "├" => format!("M{x} {top}V{bottom}M{x} {y}H{right}"),
        "┤" => format!("M{x} {top}V{bottom}M{x} {y}H{left}"),
        _ => return None,
    })
}

/// Signs whose width fonts disagree on, as shapes about the middle of their cell; and whether they are filled.
fn sign(symbol: &str, x: f32, y: f32) -> Option<(String, bool)> {
    let circle = |r: f32| format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 -{} 0z", x - r, 2.0 * r, 2.0 * r);
    Some(match symbol {
        "●" => (circle(3.6), true),
        "•" => (circle(2.2), true),
        "·" => (circle(1.2), true),
        "○" => (circle(3.4), false),
        "◉" => (format!("{}{}", circle(4.0), circle(1.6)), false),
        "△" => (format!("M{x} {}L{} {}H{}z", y - 3.8, x + 4.0, y + 3.4, x - 4.0), false),
        "▲" => (format!("M{x} {}L{} {}H{}z", y - 3.8, x + 4.0, y + 3.4, x - 4.0), true),
        "▼" => (format!("M{x} {}L{} {}H{}z", y + 3.8, x + 4.0, y - 3.4, x - 4.0), true),
        "▸" => (format!("M{} {}L{} {y}L{} {}z", x - 2.6, y - 4.0, x + 3.4, x - 2.6, y + 4.0), true),
        "◇" => (format!("M{x} {}L{} {y}L{x} {}L{} {y}z", y - 4.2, x + 3.8, y + 4.2, x - 3.8), false),
        "×" => (format!("M{} {}l6 6m0 -6l-6 6", x - 3.0, y - 3.0), false),
        "✓" => (format!("M{} {}l2.6 2.8l4.6 -6.6", x - 3.6, y + 0.6), false),
        "→" => (format!("M{} {y}h8m-3 -3l3 3l-3 3", x - 4.0), false),
        "—" => (format!("M{} {y}h8", x - 4.0), false),
        "…" => (format!("{}{}{}", dot(x - 3.0, y + 4.0), dot(x, y + 4.0), dot(x + 3.0, y + 4.0)), true),
        _ => return None,
    })
}

fn dot(x: f32, y: f32) -> String {
    format!("M{} {}h1.6v1.6h-1.6z", x - 0.8, y - 0.8)
}

/// The part of the cell a block sign fills: left, top, width, height, as shares.
fn block(symbol: &str) -> Option<(f32, f32, f32, f32)> {
    const EIGHTHS: &str = "▁▂▃▄▅▆▇█";
    let c = symbol.chars().next()?;
    if let Some(at) = EIGHTHS.chars().position(|it| it == c) {
        let high = (at + 1) as f32 / 8.0;
        return Some((0.0, 1.0 - high, 1.0, high));
    }
    match c {
        '▌' => Some((0.0, 0.0, 0.5, 1.0)),
        '▐' => Some((0.5, 0.0, 0.5, 1.0)),
        _ => None,
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::put;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn glyphs_stand_in_the_middle_of_their_cells() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        put(&mut buffer, 0, 0, 6, "夜<│", Style::new());
        let svg = svg(&buffer, &Palette::DARK, Some((5, 0)));
        assert!(svg.contains(&format!(r#"x="{}" y="29">夜</text>"#, EDGE + COL)), "{svg}");
        assert!(svg.contains(&format!(r#"x="{}" y="29">&lt;</text>"#, EDGE + 2.5 * COL)), "{svg}");
        assert!(svg.contains(&format!("M{} {EDGE}V", EDGE + 3.5 * COL)), "{svg}");
        assert!(!svg.contains("http://") || svg.matches("http://").count() == 1, "nothing is fetched");
    }
}
