//! One form for texts and what is looked for in them: small letters, character by character.
//!
//! Not the lower case of whole words, which looks at a letter's neighbours (Greek `Σ`): only where every character becomes what it becomes by
//! itself does a part of a text stay a part of it.

/// Puts a text in small letters behind what is there.
pub(super) fn lower_into(bytes: &mut Vec<u8>, text: &str) {
    let mut utf8 = [0; 4];
    for c in text.chars() {
        match c {
            // Zero parts what belongs to a text; within one it means nothing.
            '\0' => bytes.push(b' '),
            '\u{1}'..='\u{7F}' => bytes.push(c.to_ascii_lowercase() as u8),
            // No letter from here to there has a small and a large form, and nearly all that is looked through lies in it.
            '\u{2000}'..='\u{20FF}' | '\u{2E80}'..='\u{A63F}' => bytes.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes()),
            _ => c.to_lowercase().for_each(|c| bytes.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes())),
        }
    }
}

/// Most bytes a text may take in small letters: `Ⱥ` grows from two to three.
pub(super) fn most_bytes(text: &str) -> usize {
    text.len() + text.len() / 2
}

/// A text in small letters.
pub(super) fn lowered(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(most_bytes(text));
    lower_into(&mut bytes, text);
    bytes
}

/// A character in small letters.
pub(super) fn lower(c: char) -> impl Iterator<Item = char> {
    (if c == '\0' { ' ' } else { c }).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_letter_that_is_passed_over_has_a_small_form() {
        let passed = ('\u{2000}'..='\u{20FF}').chain('\u{2E80}'..='\u{A63F}');
        assert!(passed.into_iter().all(|c| c.to_lowercase().eq([c])));
    }

    proptest! {
        #[test]
        fn a_part_of_a_text_stays_a_part_of_it(before in ".{0,8}", word in ".{1,8}", after in ".{0,8}") {
            let (whole, part) = (lowered(&format!("{before}{word}{after}")), lowered(&word));
            prop_assert!(whole.windows(part.len()).any(|it| it == part));
            prop_assert!(part.len() <= most_bytes(&word));
            let by_chars: String = word.chars().flat_map(lower).collect();
            prop_assert_eq!(part, by_chars.into_bytes());
        }
    }
}
