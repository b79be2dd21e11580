//! How long the shared strings of an xls are, without keeping any: each may stand in any number of cells, and calamine copies it into each.
//!
//! The strings follow one another in one record and its continuations, and may be cut anywhere between two characters.

use super::table::ReadError;

/// Most continuations of one record. Each holds 8 KB, and the largest file we read has 64 MB; calamine takes them off one by one from the
/// front of a list, which with millions of empty ones takes hours.
const CONTINUATIONS_LIMIT: usize = 16_384;

/// Most bytes that a character takes in memory.
const BYTES_OF_UNIT: u64 = 3;

/// Bytes in memory of each shared string: an upper bound.
#[derive(Debug, Default)]
pub(super) struct Shared(Vec<u64>);

impl Shared {
    /// Measures the strings of a record (SST) and its continuations.
    pub(super) fn measure(record: &[u8], continuations: &[&[u8]]) -> Result<Self, ReadError> {
        if continuations.len() > CONTINUATIONS_LIMIT {
            return Err(ReadError::Damaged);
        }
        // Two counts come first, which nobody can rely on.
        let here = record.get(8..).ok_or(ReadError::Damaged)?;
        let mut tape = Tape { here, next: continuations.iter() };
        let mut lengths = Vec::new();
        while !tape.here.is_empty() || tape.turn() {
            lengths.push(tape.string().ok_or(ReadError::Damaged)?);
        }
        Ok(Self(lengths))
    }

    /// How many bytes the string of this number takes in each cell; one that is not there makes no cell.
    pub(super) fn bytes(&self, number: u32) -> u64 {
        self.0.get(number as usize).copied().unwrap_or(0)
    }
}

/// A record and its continuations, read from the front.
struct Tape<'a> {
    here: &'a [u8],
    next: std::slice::Iter<'a, &'a [u8]>,
}

impl Tape<'_> {
    /// Goes on to the next continuation.
    fn turn(&mut self) -> bool {
        self.next.next().is_some_and(|it| {
            self.here = it;
            true
        })
    }

    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.here.split_at_checked(count)?;
        self.here = rest;
        Some(taken)
    }

    /// Passes over one string with its formats and its phonetic part; gives how many bytes it takes in memory.
    fn string(&mut self) -> Option<u64> {
        if self.here.is_empty() {
            // An empty continuation is read as an empty string.
            return Some(0);
        }
        let &[low, high, flags] = self.take(3)? else { return None };
        let characters = u16::from_le_bytes([low, high]);
        let formats = if flags & 8 == 0 { 0 } else { u64::from(u16::from_le_bytes(self.take(2)?.try_into().ok()?)) };
        let phonetic = if flags & 4 == 0 { 0 } else { u64::from(u32::from_le_bytes(self.take(4)?.try_into().ok()?)) };
        self.characters(usize::from(characters), flags & 1 != 0)?;
        self.skip(formats * 4 + phonetic)?;
        Some(u64::from(characters) * BYTES_OF_UNIT)
    }

    fn characters(&mut self, mut left: usize, mut wide: bool) -> Option<()> {
        loop {
            let size = if wide { 2 } else { 1 };
            let count = left.min(self.here.len() / size);
            self.take(count * size)?;
            left -= count;
            if left == 0 {
                return Some(());
            }
            if !self.turn() {
                return None;
            }
            // A continuation says anew whether its characters are wide.
            wide = self.take(1)?.first()? & 1 != 0;
        }
    }

    fn skip(&mut self, mut left: u64) -> Option<()> {
        while left > 0 {
            if self.here.is_empty() && !self.turn() {
                return None;
            }
            let count = self.here.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            self.take(count)?;
            left -= count as u64;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(record: &[u8], continuations: &[&[u8]]) -> Option<Vec<u64>> {
        Shared::measure(&[&[0; 8], record].concat(), continuations).ok().map(|it| it.0)
    }

    #[test]
    fn strings_are_passed_over_wherever_they_are_cut() {
        assert_eq!(measured(b"\x02\0\0ab\x01\0\x01\x20\x5f", &[]), Some(vec![6, 3]));
        assert_eq!(measured(b"\x04\0\0ab", &[b"\x01\x20\x5f\x09\x4e", b"\x01\0\0c"]), Some(vec![12, 3]));
        assert_eq!(measured(b"\x01\0\x0c\x01\0\x02\0\0\0aFFFFPP", &[]), Some(vec![3]));
        assert_eq!(measured(b"", &[b"", b"\x01\0\0a"]), Some(vec![0, 3]));
        assert_eq!([measured(b"\x05\0\0ab", &[]), measured(b"\x05", &[])], [None, None]);
    }

    #[test]
    fn continuations_without_end_are_refused() {
        let many = vec![&b""[..]; CONTINUATIONS_LIMIT + 1];
        assert_eq!(measured(b"", &many), None);
        assert!(measured(b"", &many[1..]).is_some());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(record: Vec<u8>, next: Vec<u8>) {
            let _ = measured(&record, &[&next, &next]);
        }
    }
}
