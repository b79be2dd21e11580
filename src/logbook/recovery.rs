//! The printed recovery key (恢复密钥): random, as groups of letters that are hard to misread, with a checksum over them.

use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

const BYTES: usize = 20;
/// Crockford's alphabet: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_LETTERS: usize = BYTES * 8 / 5;
const SUM_LETTERS: usize = 4;
const GROUP: usize = 4;

/// The printed key that opens the home when passphrases are lost (恢复密钥). Show it once, never store it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey(pub(super) [u8; BYTES]);

/// A recovery key was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyTypo {
    /// Too short or too long.
    #[error("{got} letters, a recovery key has {wanted}")]
    Length {
        /// How many letters were typed.
        got: usize,
        /// How many there must be.
        wanted: usize,
    },
    /// A letter that never occurs in a key.
    #[error("letter {at} cannot stand in a recovery key")]
    Letter {
        /// Which, from 1, blanks and dashes not counted.
        at: usize,
    },
    /// Some letter is another than printed.
    #[error("some letter is not as printed")]
    Checksum,
}

impl RecoveryKey {
    /// Reads a printed key as somebody typed it: case, dashes, blanks and full-width forms do not matter; O reads as 0, I and L as 1.
    ///
    /// # Errors
    /// [`RecoveryKeyTypo`].
    pub fn parse(text: &str) -> Result<Self, RecoveryKeyTypo> {
        let kept = text.chars().filter(|c| Self::is_letter(*c)).map(narrow);
        let mut values = Vec::with_capacity(KEY_LETTERS + SUM_LETTERS);
        for (at, letter) in kept.enumerate() {
            values.push(value(letter).ok_or(RecoveryKeyTypo::Letter { at: at + 1 })?);
        }
        let wanted = KEY_LETTERS + SUM_LETTERS;
        if values.len() != wanted {
            return Err(RecoveryKeyTypo::Length { got: values.len(), wanted });
        }
        let mut key = Self([0; BYTES]);
        for (bit, set) in values.iter().flat_map(|it| (0..5).rev().map(move |shift| it >> shift & 1 == 1)).take(BYTES * 8).enumerate() {
            key.0[bit / 8] |= u8::from(set) << (7 - bit % 8);
        }
        let same = key.values().collect::<Vec<_>>() == values;
        values.zeroize();
        if same { Ok(key) } else { Err(RecoveryKeyTypo::Checksum) }
    }

    /// Whether a character that was typed counts as one of the key: blanks and dashes do not.
    pub fn is_letter(c: char) -> bool {
        let c = narrow(c);
        !c.is_whitespace() && !"-–—−_·.".contains(c)
    }

    /// The five-bit values of the key and its checksum.
    fn values(&self) -> impl Iterator<Item = u8> {
        let sum: [u8; 32] = blake3::derive_key("yedeng 2026 recovery key checksum", &self.0);
        let bits = |bytes: &[u8], count: usize| -> Vec<u8> {
            let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
            (0..count).map(|letter| (0..5).fold(0, |value, at| value << 1 | bit(letter * 5 + at))).collect()
        };
        bits(&self.0, KEY_LETTERS).into_iter().chain(bits(&sum, SUM_LETTERS))
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|it| char::from(*it) == letter).map(|at| at as u8)
}

impl fmt::Display for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, value) in self.values().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(LETTERS[usize::from(value & 31)]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_reads_back_however_it_is_typed(bytes: [u8; 20]) {
            let printed = RecoveryKey(bytes).to_string();
            prop_assert_eq!(printed.len(), 36 + 8);
            let sloppy = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            let wide: String = printed.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for typed in [printed, sloppy, wide] {
                prop_assert_eq!(RecoveryKey::parse(&typed), Ok(RecoveryKey(bytes)));
            }
        }

        #[test]
        fn one_wrong_letter_is_seen(bytes: [u8; 20], at in 0usize..36, by in 1u8..32) {
            let values: Vec<u8> = RecoveryKey(bytes).values().collect();
            let typed: String = values.iter().enumerate().map(|(n, it)| char::from(LETTERS[usize::from(if n == at { (it + by) % 32 } else { *it })])).collect();
            // The checksum has twenty bits, so in a million wrong letters one passes; it then opens nothing.
            prop_assume!(RecoveryKey::parse(&typed).is_err());
            prop_assert_eq!(RecoveryKey::parse(&typed), Err(RecoveryKeyTypo::Checksum));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = RecoveryKey::parse(&text);
        }
    }

    #[test]
    fn typos_are_named() {
        assert_eq!(RecoveryKey::parse("AB-U"), Err(RecoveryKeyTypo::Letter { at: 3 }));
        assert_eq!(RecoveryKey::parse("AB"), Err(RecoveryKeyTypo::Length { got: 2, wanted: 36 }));
        assert_eq!(format!("{:?}", RecoveryKey([1; 20])), "RecoveryKey(…)");
    }
}
