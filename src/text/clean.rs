//! Making foreign text safe to show: what a terminal would obey, hide or reorder is shown as a sign, or dropped where it never took a cell.
//!
//! - Line breaks of any kind (`\n`, `\r\n`, VT, FF, NEL, U+2028/9) are one blank in [`clean`], one `\n` in [`clean_lines`]; a tab is one blank.
//! - Other C0 controls show as their picture (ESC as `␛`, NUL as `␀`, DEL as `␡`), C1 controls and noncharacters as `␦`: something was there.
//! - Bidi marks, zero-width characters, joiners, soft hyphens, tag characters, fillers, variation selectors and skin tones are dropped: they
//!   never took a cell, and terminals disagree about what they do to the cells beside them.
//! - A combining mark with nothing to stand on gets `◌`; more than eight on one character are dropped.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar as _;

/// Most combining marks one character keeps; Tibetan stacks need five.
const MARKS_LIMIT: u8 = 8;

/// Makes a text safe to show on one line.
pub fn clean(text: &str) -> Cow<'_, str> {
    run(text, ' ')
}

/// Makes a text safe to show and keeps its lines: the only control character in it is `\n`.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    run(text, '\n')
}

fn run(text: &str, line_break: char) -> Cow<'_, str> {
    let mut cleaner = Cleaner { line_break, before: '\n', marks: 0, after_return: false };
    let mut out: Option<String> = None;
    for (at, c) in text.char_indices() {
        let treatment = cleaner.treat(c);
        if treatment != Treatment::Show(c) {
            out.get_or_insert_with(|| String::from(&text[..at]));
        }
        if let Some(out) = &mut out {
            match treatment {
                Treatment::Show(shown) => out.push(shown),
                Treatment::Carry(mark) => out.extend(['◌', mark]),
                Treatment::Drop => {}
            }
        }
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

#[derive(PartialEq, Eq)]
enum Treatment {
    Show(char),
    /// A mark that needs something to stand on.
    Carry(char),
    Drop,
}

struct Cleaner {
    line_break: char,
    /// The last character let out.
    before: char,
    /// How many marks stand on it.
    marks: u8,
    /// The character before was `\r`, so that a `\n` now belongs to it.
    after_return: bool,
}

impl Cleaner {
    fn treat(&mut self, c: char) -> Treatment {
        let after_return = std::mem::replace(&mut self.after_return, c == '\r');
        let shown = match c {
            '\n' if after_return => return Treatment::Drop,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.line_break,
            '\t' => ' ',
            '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('␦'),
            '\u{7F}' => '␡',
            '\u{80}'..='\u{9F}' => '␦',
            _ if c as u32 & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c) => '␦',
            _ if is_unseen(c) => return Treatment::Drop,
            _ if c.width() == Some(0) => return self.mark(c),
            _ => c,
        };
        (self.before, self.marks) = (shown, 0);
        Treatment::Show(shown)
    }

    fn mark(&mut self, mark: char) -> Treatment {
        if self.marks >= MARKS_LIMIT {
            return Treatment::Drop;
        }
        self.marks += 1;
        if self.marks == 1 && matches!(self.before, ' ' | '\n') {
            self.before = '◌';
            return Treatment::Carry(mark);
        }
        Treatment::Show(mark)
    }
}

/// Characters that take no cell of their own and either steer what stands around them or hide in it.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::super::width;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn controls_are_shown_not_obeyed() {
        assert_eq!(clean("\u{1B}[2J\0\u{7F}\u{9B}"), "␛[2J␀␡␦");
        assert_eq!(clean("一\r\n二\t三\u{2028}四"), "一 二 三 四");
        assert_eq!(clean_lines("一\r\n二\r三\n\n四"), "一\n二\n三\n\n四");
        assert!(matches!(clean("张三 zs，好"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_unseen_stays() {
        assert_eq!(clean("张\u{200B}三\u{202E}fdp\u{2066}\u{FEFF}\u{AD}\u{E0041}"), "张三fdp");
        assert_eq!(clean("👍\u{1F3FD}❤\u{FE0F}"), "👍❤");
    }

    #[test]
    fn lone_marks_get_a_place_to_stand() {
        assert_eq!(clean("\u{301}a"), "◌\u{301}a");
        assert_eq!(clean("a \u{301}"), "a ◌\u{301}");
        assert_eq!(clean("e\u{301}"), "e\u{301}");
        assert_eq!(clean(&format!("e{}", "\u{301}".repeat(99))).chars().count(), 9);
    }

    proptest! {
        #[test]
        fn clean_is_idempotent_and_safe(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(!once.chars().any(|c| c.is_control() || is_unseen(c)));
            let lines = clean_lines(&text).into_owned();
            prop_assert_eq!(clean_lines(&lines), lines.as_str());
            prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'));
        }

        #[test]
        fn unsafe_text_is_made_safe(text in "[\0-\u{9F}\u{200B}-\u{206F}\u{300}-\u{30F}\u{E0000}-\u{E007F} 张]*") {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(!once.chars().any(|c| c.is_control() || is_unseen(c)));
        }

        #[test]
        fn a_terminal_that_counts_characters_counts_the_same(text in "[ -~一-龥가-힣α-ω\u{300}-\u{36F}\u{200B}-\u{200F}\u{FE0F}❤👍👨\u{1F3FB}-\u{1F3FF}ཀ-ྼ]*") {
            let shown = clean(&text);
            prop_assert_eq!(width(&shown), shown.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>());
        }
    }
}
