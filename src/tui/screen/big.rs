//! Numbers three rows high, to be read at arm's length from a corridor. Only digits and what stands between them; anything else has none.

use super::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::Line;

/// Five rows of three dots for each sign, the top row first, one bit a dot.
const DOTS: [(char, [u8; 5]); 11] = [
    ('0', [0b111, 0b101, 0b101, 0b101, 0b111]),
    ('1', [0b010, 0b110, 0b010, 0b010, 0b111]),
    ('2', [0b111, 0b001, 0b111, 0b100, 0b111]),
    ('3', [0b111, 0b001, 0b111, 0b001, 0b111]),
    ('4', [0b101, 0b101, 0b111, 0b001, 0b001]),
    ('5', [0b111, 0b100, 0b111, 0b001, 0b111]),
    ('6', [0b111, 0b100, 0b111, 0b101, 0b111]),
    ('7', [0b111, 0b001, 0b010, 0b010, 0b010]),
    ('8', [0b111, 0b101, 0b111, 0b101, 0b111]),
    ('9', [0b111, 0b101, 0b111, 0b001, 0b111]),
    ('-', [0b000, 0b000, 0b111, 0b000, 0b000]),
];

/// A number in rows; nothing where it has other signs, or the theme draws in ASCII.
pub(super) fn big<'a>(easel: &Easel<'a>, number: &str) -> Vec<Line<'a>> {
    let dots: Option<Vec<[u8; 5]>> = number.chars().map(|c| DOTS.iter().find(|(it, _)| *it == c).map(|(_, dots)| *dots)).collect();
    let Some(dots) = dots.filter(|it| !easel.theme.is_ascii() && !it.is_empty() && it.len() <= 6) else { return Vec::new() };
    (0..3).map(|row| easel.say(row_of(&dots, row), Role::Title)).collect()
}

/// One row of text holds two rows of dots. A dot is two columns wide.
fn row_of(dots: &[[u8; 5]], row: usize) -> String {
    let mut text = String::new();
    for sign in dots {
        for column in (0..3).rev() {
            let lit = |at: usize| sign.get(at).is_some_and(|it| it >> column & 1 == 1);
            let half = match (lit(row * 2), lit(row * 2 + 1)) {
                (true, true) => "██",
                (true, false) => "▀▀",
                (false, true) => "▄▄",
                (false, false) => "  ",
            };
            text.push_str(half);
        }
        text.push_str("  ");
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_three_rows_high() {
        let dots = [DOTS[4].1, DOTS[1].1];
        let rows: Vec<String> = (0..3).map(|row| row_of(&dots, row)).collect();
        assert_eq!(rows, ["██  ██  ▄▄██", "▀▀▀▀██    ██", "    ▀▀  ▀▀▀▀▀▀"]);
    }
}
