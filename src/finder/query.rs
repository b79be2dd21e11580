//! What was typed, brought to the one form in which names are kept too.

use crate::text::fold_char;

/// Longest query that can still find somebody, in characters after folding; longer than any name in pinyin the roster lets in by far.
pub(super) const QUERY_LIMIT: usize = 127;

/// One character in the form names and queries share: half-width, lower case, without accents and tones, `ü` as `v`. `None` for what
/// only separates: blanks, `·`, `'`, hyphens and any other sign.
pub(super) fn plain(c: char) -> Option<char> {
    let c = fold_char(c);
    let c = c.to_lowercase().next().unwrap_or(c);
    let c = match c {
        'a'..='z' | '0'..='9' => c,
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' | 'ǐ' => 'i',
        'ñ' | 'ń' | 'ň' | 'ǹ' => 'n',
        'ò'..='ö' | 'ō' | 'ő' | 'ǒ' => 'o',
        'ś' | 'ş' | 'š' => 's',
        'ù'..='û' | 'ū' | 'ů' | 'ű' | 'ǔ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    };
    (c.is_alphanumeric() || is_hanzi(c)).then_some(c)
}

/// Whether a character is a hanzi, which is read on its own.
pub(super) fn is_hanzi(c: char) -> bool {
    matches!(c, '〇' | '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A query for names.
#[derive(Debug)]
pub(super) struct Query {
    /// What was typed, without what separates.
    pub(super) chars: Vec<char>,
    /// The same as ASCII letters; 0 where it is none.
    pub(super) letters: Vec<u8>,
}

impl Query {
    /// `None` if nothing is left to look for, or more than any name could answer.
    pub(super) fn new(text: &str) -> Option<Self> {
        // Bounded before it is collected: somebody may have pasted a book.
        let chars: Vec<char> = text.chars().filter_map(plain).take(QUERY_LIMIT + 1).collect();
        if chars.is_empty() || chars.len() > QUERY_LIMIT {
            return None;
        }
        let letters = chars.iter().map(|c| if c.is_ascii_lowercase() { *c as u8 } else { 0 }).collect();
        Some(Self { chars, letters })
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Option<String> {
        Query::new(text).map(|query| query.chars.into_iter().collect())
    }

    #[test]
    fn one_form_for_all_ways_of_typing() {
        assert_eq!(form("ＺＳ").as_deref(), Some("zs"));
        assert_eq!(form(" zhāng’ sān ").as_deref(), Some("zhangsan"));
        assert_eq!(form("lü").as_deref(), Some("lv"));
        assert_eq!(form("阿卜杜拉·买买提").as_deref(), Some("阿卜杜拉买买提"));
        assert_eq!(form("·-' "), None);
        assert_eq!(form(&"z".repeat(10_000)), None);
    }
}
