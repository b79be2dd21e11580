//! One form for texts and what is looked for in them: small letters, in as few bytes as what is looked through can be told apart by.
//!
//! Small letters character by character, not the lower case of whole words, which looks at a letter's neighbours (Greek `Σ`): only where every
//! character becomes what it becomes by itself does a part of a text stay a part of it.
//!
//! Then bytes: ASCII as it is; the hanzi of everyday writing and Chinese punctuation (the rows of GB 2312 with punctuation, wide letters and the
//! hanzi of its first level) in two bytes instead of the three of UTF-8; anything else in three or four. A third less to hold, and a third less to
//! look through. No byte that begins a character is ever inside of one, so whatever bytes are found begin where a character begins. Nothing is
//! ever read back out of it.

use std::sync::LazyLock;

/// The places of a row of GB 2312, which are as many as the bytes that may follow a first one.
const ROW: u32 = 94;
/// The rows that are put in two bytes, as GBK's first bytes: punctuation, wide letters, hanzi of the first level.
const ROWS: [std::ops::RangeInclusive<u8>; 3] = [0xA1..=0xA1, 0xA3..=0xA3, 0xB0..=0xD7];
/// First bytes of characters of three bytes, and of four, behind the 42 of those of two.
const THREE: u32 = 42;
const FOUR: u32 = THREE + 8;
/// Where those of two bytes end that begin a character, counted from 0x80; those behind may follow.
const FIRST: u8 = 0x80;
const FOLLOWING: u8 = FIRST + FOUR as u8 + 2;

/// The place of each character of the first plane among those of two bytes, one more than it is; 0 where it is none of them.
static SHORT: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut short = vec![0; 0x1_0000].into_boxed_slice();
    let places = ROWS.into_iter().flatten().flat_map(|row| (0xA1..=0xFE).map(move |column| [row, column]));
    for (at, bytes) in (1..).zip(places) {
        let text = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&bytes);
        let place = text.as_deref().and_then(|it| it.chars().next()).and_then(|it| short.get_mut(it as usize));
        if let Some(place) = place {
            *place = at;
        }
    }
    short
});

/// Puts a text in that form behind what is there.
pub(super) fn form_into(bytes: &mut Vec<u8>, text: &str) {
    let short = &**SHORT;
    for c in text.chars() {
        match c {
            // Zero parts what belongs to a text; within one it means nothing.
            '\0' => bytes.push(b' '),
            '\u{1}'..='\u{7F}' => bytes.push(c.to_ascii_lowercase() as u8),
            // No letter from here to there has a small and a large form, and nearly all that is looked through lies in it.
            '\u{2000}'..='\u{20FF}' | '\u{2E80}'..='\u{A63F}' => encode(bytes, short, c),
            _ => c.to_lowercase().for_each(|c| encode(bytes, short, c)),
        }
    }
}

fn encode(bytes: &mut Vec<u8>, short: &[u16], c: char) {
    let code = c as u32;
    match (code, short.get(code as usize).copied()) {
        (..0x80, _) => bytes.push(code as u8),
        (_, Some(at @ 1..)) => {
            let at = u32::from(at) - 1;
            bytes.extend([first(at / ROW), following(at)]);
        }
        (_, Some(0)) => bytes.extend([first(THREE + code / ROW / ROW), following(code / ROW), following(code)]),
        (_, None) => {
            let at = code - 0x1_0000;
            bytes.extend([first(FOUR + at / ROW / ROW / ROW), following(at / ROW / ROW), following(at / ROW), following(at)]);
        }
    }
}

fn first(nth: u32) -> u8 {
    FIRST + nth as u8
}

/// The letters `A` to `Z`, which no text in small letters has, and the bytes that begin nothing.
fn following(at: u32) -> u8 {
    match (at % ROW) as u8 {
        letter @ 0..26 => b'A' + letter,
        other => FOLLOWING + (other - 26),
    }
}

/// Most bytes a text may take: `é` takes three instead of two, and `İ` becomes two characters.
pub(super) fn most_bytes(text: &str) -> usize {
    text.len() * 2
}

/// A text in that form.
pub(super) fn formed(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(most_bytes(text));
    form_into(&mut bytes, text);
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
    use std::collections::HashMap;

    #[test]
    fn no_letter_that_is_passed_over_has_a_small_form() {
        let passed = ('\u{2000}'..='\u{20FF}').chain('\u{2E80}'..='\u{A63F}');
        assert!(passed.into_iter().all(|c| c.to_lowercase().eq([c])));
    }

    #[test]
    fn every_character_has_bytes_of_its_own_and_begins_where_nothing_else_goes_on() {
        let (mut seen, mut begin, mut go_on) = (HashMap::new(), [false; 256], [false; 256]);
        for c in ('\u{1}'..=char::MAX).filter(|c| c.to_lowercase().eq([*c])) {
            let bytes = formed(c.encode_utf8(&mut [0; 4]));
            assert!(!bytes.contains(&0xFF) && !bytes.contains(&0), "{c:?} {bytes:?}");
            begin[usize::from(bytes[0])] = true;
            bytes[1..].iter().for_each(|it| go_on[usize::from(*it)] = true);
            assert_eq!(seen.insert(bytes, c), None, "{c:?}");
        }
        assert!(begin.iter().zip(go_on).all(|(begin, go_on)| !(*begin && go_on)));
    }

    #[test]
    fn everyday_hanzi_take_two_bytes() {
        assert_eq!(formed("与室友矛盾，睡不好。Ａ").len(), 11 * 2);
        assert_eq!(formed("QQ 龘").len(), 3 + 3);
    }

    proptest! {
        #[test]
        fn a_part_of_a_text_stays_a_part_of_it(before in ".{0,8}", word in ".{1,8}", after in ".{0,8}") {
            let (whole, part) = (formed(&format!("{before}{word}{after}")), formed(&word));
            prop_assert!(whole.windows(part.len()).any(|it| it == part));
            prop_assert!(part.len() <= most_bytes(&word));
            let by_chars: String = word.chars().flat_map(lower).collect();
            prop_assert_eq!(part, formed(&by_chars));
        }
    }
}
