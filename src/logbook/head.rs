//! The head outside (链头): the chain hash as it is printed, typed in again, and looked for.
//!
//! A chain hash speaks for every header up to its entry, and those for their bodies. So whoever kept one on paper can prove later that nothing up to
//! there was changed or dropped.

use super::{Fault, Hash, Header, Reader};
use crate::campus::Seq;

/// Hexadecimal digits of a printed head: 128 bits, which nobody can make another logbook end with.
const PRINTED: usize = 32;
/// Fewest digits to look for: 64 bits, so that no other entry has them by chance.
pub const LEAST_DIGITS: usize = 16;
/// Digits of a whole hash.
const ALL_DIGITS: usize = 64;
const GROUP: usize = 4;
/// Headers read at once.
const BLOCK: usize = 1024;

/// A chain hash for paper: the first 32 of its hexadecimal digits, in groups of four.
pub fn groups(hash: &Hash) -> String {
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(PRINTED);
    let mut out = String::with_capacity(PRINTED + PRINTED / GROUP);
    for (at, digit) in digits.enumerate() {
        if at > 0 && at % GROUP == 0 {
            out.push(' ');
        }
        out.extend(char::from_digit(digit.into(), 16).map(|it| it.to_ascii_uppercase()));
    }
    out
}

/// The beginning of a chain hash, as somebody typed it from paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadText(Vec<u8>);

/// A head was mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeadTypo {
    /// Too short or too long.
    #[error("{got} digits, a head has from {least} to {most}", least = LEAST_DIGITS, most = ALL_DIGITS)]
    Length {
        /// How many digits were typed.
        got: usize,
    },
    /// A letter that is no hexadecimal digit.
    #[error("letter {at} cannot stand in a head")]
    Letter {
        /// Which, from 1, blanks and dashes not counted.
        at: usize,
    },
}

impl HeadText {
    /// Reads a head; case, blanks, dashes and full-width forms do not matter.
    ///
    /// # Errors
    /// [`HeadTypo`].
    pub fn parse(text: &str) -> Result<Self, HeadTypo> {
        // Full-width forms stand in the order of ASCII, 0xFEE0 further on.
        let narrow = |c: char| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        };
        let kept = text.chars().map(narrow).filter(|c| !c.is_whitespace() && !"-–—−_·.:".contains(*c));
        let mut digits = Vec::with_capacity(ALL_DIGITS);
        for (at, letter) in kept.enumerate() {
            let digit = letter.to_digit(16).ok_or(HeadTypo::Letter { at: at + 1 })?;
            digits.push(digit as u8);
        }
        let got = digits.len();
        if (LEAST_DIGITS..=ALL_DIGITS).contains(&got) { Ok(Self(digits)) } else { Err(HeadTypo::Length { got }) }
    }

    /// Whether a chain hash begins so.
    pub fn fits(&self, hash: &Hash) -> bool {
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        self.0.iter().copied().zip(digits).all(|(a, b)| a == b)
    }
}

impl Reader {
    /// The entries whose chain hash begins as written; more than one only where it was made so.
    ///
    /// # Errors
    /// As [`Reader::header`].
    pub fn find_head(&self, wanted: &HeadText) -> Result<Vec<Header>, Fault> {
        let mut found = Vec::new();
        let mut from = Seq(1);
        loop {
            let headers = self.headers(from, BLOCK)?;
            let Some(last) = headers.last() else { return Ok(found) };
            from = last.seq.next();
            found.extend(headers.into_iter().filter(|it| wanted.fits(&it.hash)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_printed_is_found_however_it_is_typed() {
        let hash: Hash = std::array::from_fn(|at| (at * 17 + 3) as u8);
        let printed = groups(&hash);
        assert_eq!(printed, "0314 2536 4758 697A 8B9C ADBE CFE0 F102");
        for typed in [printed.clone(), printed.to_lowercase(), printed.replace(' ', "-"), "０３１４ ２５３６ 4758 697a".to_owned()]
        {
            assert!(HeadText::parse(&typed).unwrap().fits(&hash), "{typed}");
        }
        assert!(!HeadText::parse("0314 2536 4758 697B").unwrap().fits(&hash));
        assert_eq!(HeadText::parse("0314 2536"), Err(HeadTypo::Length { got: 8 }));
        assert_eq!(HeadText::parse("0314 253O"), Err(HeadTypo::Letter { at: 8 }));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}", hash: Hash) {
            if let Ok(it) = HeadText::parse(&text) {
                let _ = it.fits(&hash);
            }
        }

        #[test]
        fn every_hash_fits_what_is_printed_of_it(hash: Hash) {
            prop_assert!(HeadText::parse(&groups(&hash)).unwrap().fits(&hash));
        }
    }
}
