//! How many words a text has (字数), as word processors count them: each hanzi and each Chinese sign is one, a run of Latin letters is one.

use unicode_segmentation::UnicodeSegmentation as _;

/// How many words stand in a text (字数).
pub fn count_words(text: &str) -> usize {
    let signs = text
        .chars()
        .filter(|c| matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '“' | '”' | '—' | '…'));
    text.unicode_words().count() + signs.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_one_by_one_and_latin_words_as_a_whole() {
        assert_eq!(count_words("与室友矛盾，睡不好。"), 10);
        assert_eq!(count_words("talked about GPA 3.5"), 4);
        assert_eq!(count_words("说 OK，再约\n"), 5);
        assert_eq!(count_words(" \n"), 0);
    }
}
