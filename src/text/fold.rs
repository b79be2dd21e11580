//! One form for what people type in several: full-width letters and blanks to ASCII, and ambiguous signs to safe ones.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar as _;

/// One character folded: full-width ASCII (`Ａ ＃ ３`) to ASCII, any Unicode blank to the plain one; anything else as it is.
pub fn fold_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        _ => c,
    }
}

/// Folds full-width ASCII forms and Unicode blanks to ASCII: `ｚｓ　３＃４１２` is `zs 3#412`. `，！？：；（）` are
/// such forms too; `。、「」《》` are not and stay.
pub fn fold(text: &str) -> Cow<'_, str> {
    replace(text, fold_char)
}

/// Puts a one-column ASCII stand-in for each sign that some terminals draw two columns wide (`… — ① │ “`), so that columns stay as
/// counted. Letters stay as they are. For the ASCII mode, as the last step before the terminal.
pub fn unambiguous(text: &str) -> Cow<'_, str> {
    replace(text, |c| if c.is_ascii() || c.width() == c.width_cjk() { c } else { stand_in(c) })
}

fn stand_in(c: char) -> char {
    match c {
        '“' | '”' | '″' => '"',
        '‘' | '’' | '′' => '\'',
        '…' | '‥' => '~',
        '·' | '‧' | '•' => '.',
        '—' | '–' | '―' | '‐' | '─' | '━' | '═' | '╌' | '╍' | '┄' | '┅' | '┈' | '┉' | '╴' | '╶' | '╸' | '╺' => {
            '-'
        }
        '│' | '┃' | '║' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '╵' | '╷' | '╹' | '╻' | '‖' | '∣' | '¦' => '|',
        '\u{2500}'..='\u{257F}' => '+',
        '①'..='⑨' => nth('1', c, '①'),
        '⑴'..='⑼' => nth('1', c, '⑴'),
        '⒈'..='⒐' => nth('1', c, '⒈'),
        '❶'..='❾' => nth('1', c, '❶'),
        'Ⓐ'..='Ⓩ' => nth('A', c, 'Ⓐ'),
        'ⓐ'..='ⓩ' => nth('a', c, 'ⓐ'),
        'Ⅰ' | 'ⅰ' => 'I',
        'Ⅴ' | 'ⅴ' => 'V',
        'Ⅹ' | 'ⅹ' => 'X',
        '←' | '◀' | '◁' | '⇐' => '<',
        '→' | '▶' | '▷' | '⇒' => '>',
        '↑' | '▲' | '△' | '∧' => '^',
        '↓' | '▼' | '▽' | '√' | '∨' => 'v',
        '\u{2580}'..='\u{259F}' | '■' | '◆' | '▣'..='▩' => '#',
        '●' | '★' | '☆' | '※' | '◎' | '∗' => '*',
        '○' | '□' | '◇' | '°' | '◯' => 'o',
        '×' | '⨯' => 'x',
        '÷' => '/',
        '±' => '+',
        '≤' | '≦' => '<',
        '≥' | '≧' => '>',
        '≈' | '≡' | '≒' => '=',
        '∼' => '~',
        '§' => 'S',
        '¶' => 'P',
        '\u{300}'..='\u{36F}' => c,
        _ => '?',
    }
}

/// The ASCII sign as far behind `ascii` as `c` is behind `first`; the ranges above keep it within digits and letters.
fn nth(ascii: char, c: char, first: char) -> char {
    char::from_u32(ascii as u32 + (c as u32).saturating_sub(first as u32)).unwrap_or('?')
}

/// The text with every character mapped; borrowed if none changes.
fn replace(text: &str, map: impl Fn(char) -> char) -> Cow<'_, str> {
    match text.char_indices().find(|(_, c)| map(*c) != *c) {
        None => Cow::Borrowed(text),
        Some((at, _)) => {
            let mut folded = String::with_capacity(text.len());
            folded.push_str(&text[..at]);
            folded.extend(text[at..].chars().map(map));
            Cow::Owned(folded)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::width;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_is_folded() {
        assert_eq!(fold("ｚｓ　３＃４１２！"), "zs 3#412!");
        assert_eq!(fold("学\u{A0}号"), "学 号");
        assert!(matches!(fold("张三、在。"), Cow::Borrowed(_)));
    }

    #[test]
    fn ambiguous_signs_get_a_stand_in() {
        assert_eq!(unambiguous("张三… — ①│┌“好”"), "张三~ - 1|+\"好\"");
        assert!(matches!(unambiguous("张三 zhang，好"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn fold_is_idempotent(text in ".*|[！-～\u{3000}a-z]*") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
        }

        #[test]
        fn a_stand_in_is_as_wide(text in "[ -~─-╿①-⓿←-⇿■-◿“”‘’…—·一-龥]*") {
            let safe = unambiguous(&text);
            prop_assert_eq!(width(&safe), width(&text));
            prop_assert!(safe.chars().all(|c| c.width() == c.width_cjk()));
        }
    }
}
