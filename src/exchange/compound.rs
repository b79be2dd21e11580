//! A look into an xls before calamine reads it, for the same reason as in [`zipped`](super::zipped): one spoilt byte in a row or column number
//! makes calamine ask for 96 GB and abort, and a chain of sectors that bites its own tail never ends.
//!
//! Walks the compound file and the records of its sheets as calamine will, but keeps nothing.

use super::shared::Shared;
use super::table::{CELLS_LIMIT, ReadError, TEXT_LIMIT};

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Sector numbers from here on are marks, not sectors.
const MARKS_FROM: u32 = 0xFFFF_FFFA;
/// A directory entry, in bytes.
const ENTRY: usize = 128;
/// A stream below this size lies in the mini stream.
const MINI_BELOW: usize = 4096;
/// A sector of the mini stream, in bytes.
const MINI_SECTOR: usize = 64;
/// Rows times columns of the largest sheet there can be.
const SHEET: u64 = 65_536 * 256;

/// How often the whole stream may be read, all sheets together. They do not share records; one that does not say where it ends goes on to
/// the end of the file.
const TIMES_READ: usize = 16;

/// Whether the sheets of this file can be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let stream = workbook(bytes).ok_or(ReadError::Damaged)?;
    let (sheets, shared) = globals(&stream)?;
    let (mut cells, mut text, mut read) = (0_u64, 0_u64, 0_usize);
    for begins in sheets {
        let taken = Taken::by(stream.get(begins..).ok_or(ReadError::Damaged)?, &shared)?;
        cells += taken.cells;
        text = text.saturating_add(taken.text);
        read += taken.read;
        if cells > CELLS_LIMIT as u64 {
            return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
        }
        if text > TEXT_LIMIT {
            return Err(ReadError::TooLarge { limit: TEXT_LIMIT });
        }
        if read > TIMES_READ * stream.len() {
            return Err(ReadError::Damaged);
        }
    }
    Ok(())
}

/// Where the sheets begin, and the shared strings.
fn globals(stream: &[u8]) -> Result<(Vec<usize>, Shared), ReadError> {
    let (mut sheets, mut shared) = (Vec::new(), Shared::default());
    let mut records = Records { rest: stream };
    while let Some((kind, data)) = records.next() {
        match kind {
            0x0085 => sheets.push(u32_at(data, 0).ok_or(ReadError::Damaged)? as usize),
            0x00FC => shared = Shared::measure(data, &records.continuations())?,
            0x000A => break,
            _ => {}
        }
    }
    Ok((sheets, shared))
}

/// What calamine will take to read a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
struct Taken {
    /// The rows times the columns that its cells span.
    cells: u64,
    /// Bytes of shared strings, as often as they stand in it.
    text: u64,
    /// Bytes of its records.
    read: usize,
}

impl Taken {
    fn by(sheet: &[u8], shared: &Shared) -> Result<Self, ReadError> {
        let mut span = Span::default();
        let mut text = 0_u64;
        let (mut began, mut depth) = (false, 0_u32);
        // A text that a formula gives stands in the cell of the last formula, and without one in the first of all.
        let mut formula = (0, 0);
        let mut records = Records { rest: sheet };
        for (kind, data) in records.by_ref() {
            match kind {
                0x0809 if began => depth += 1,
                0x0809 => began = true,
                0x000A if depth == 0 => break,
                0x000A => depth -= 1,
                _ if depth > 0 => {}
                0x0200 if stated_size(data).is_none_or(|it| it > SHEET) => return Err(ReadError::Damaged),
                0x0207 => span.add(formula.0, formula.1, formula.1),
                0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | 0x00BD => {
                    let row = u16_at(data, 0).ok_or(ReadError::Damaged)?;
                    let first = u16_at(data, 2).ok_or(ReadError::Damaged)?;
                    let last = if kind == 0x00BD { u16_at(data, data.len().saturating_sub(2)) } else { Some(first) };
                    span.add(row, first, last.filter(|it| *it >= first).ok_or(ReadError::Damaged)?);
                    match kind {
                        0x0006 => formula = (row, first),
                        0x00FD => text = text.saturating_add(shared.bytes(u32_at(data, 6).ok_or(ReadError::Damaged)?)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(Self { cells: span.cells(), text, read: sheet.len() - records.rest.len() })
    }
}

/// The rectangle that holds all cells of a sheet: top, bottom, left, right.
#[derive(Debug, Default)]
struct Span(Option<[u16; 4]>);

impl Span {
    fn add(&mut self, row: u16, first: u16, last: u16) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, first, last]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
    }

    fn cells(&self) -> u64 {
        let size = |from: u16, to: u16| u64::from(to - from) + 1;
        self.0.map_or(0, |[top, bottom, left, right]| size(top, bottom) * size(left, right))
    }
}

/// Rows times columns that a sheet says it has: room is made for as many.
fn stated_size(data: &[u8]) -> Option<u64> {
    let of = |at| u16_at(data, at).map(u64::from);
    let (top, bottom, left, right) = match data.len() {
        10 => (of(0)?, of(2)?, of(4)?, of(6)?),
        14 | 16 => (u64::from(u32_at(data, 0)?), u64::from(u32_at(data, 4)?), of(8)?, of(10)?),
        _ => return None,
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return Some(0);
    }
    bottom.checked_sub(top)?.checked_mul(right.checked_sub(left)?)
}

/// The records of a BIFF stream: kind and data. Ends where a record is cut off.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// The records that continue the last one, taken off.
    fn continuations(&mut self) -> Vec<&'a [u8]> {
        let mut found = Vec::new();
        while u16_at(self.rest, 0) == Some(0x003C) {
            let Some((_, data)) = self.next() else { break };
            found.push(data);
        }
        found
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((kind, data))
    }
}

/// The stream of a compound file that holds the workbook.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    // The header takes a whole sector.
    let sectors = Sectors { bytes: bytes.get(size..)?, size };
    let fat = fat(bytes, &sectors)?;
    let directory = sectors.chain(u32_at(bytes, 48)?, &fat)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let root = *entries.first()?;
    let (mini_fat, mini_stream) = if u32_at(bytes, 64)? > 0 {
        let table = sectors.chain(u32_at(bytes, 60)?, &fat)?;
        (numbers(&table), sectors.chain(u32_at(root, 116)?, &fat)?)
    } else {
        (Vec::new(), Vec::new())
    };
    let entry = ["workbook", "book"].iter().find_map(|name| entries.iter().find(|entry| entry_name(entry) == *name))?;
    let (start, length) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
    let mut stream = if length < MINI_BELOW {
        Sectors { bytes: &mini_stream, size: MINI_SECTOR }.chain(start, &mini_fat)?
    } else {
        sectors.chain(start, &fat)?
    };
    stream.truncate(length);
    Some(stream)
}

/// The table that says which sector follows which.
fn fat(bytes: &[u8], sectors: &Sectors<'_>) -> Option<Vec<u32>> {
    let mut parts = numbers(bytes.get(76..512)?);
    let mut next = u32_at(bytes, 68)?;
    let mut steps = 0;
    while next < MARKS_FROM {
        parts.extend(numbers(sectors.get(next)?));
        next = parts.pop()?;
        steps += 1;
        if steps > sectors.count() {
            return None;
        }
    }
    let mut fat = Vec::new();
    for part in parts.into_iter().filter(|it| *it < MARKS_FROM) {
        fat.extend(numbers(sectors.get(part)?));
        if fat.len() > (sectors.count() + 1) * sectors.size {
            return None;
        }
    }
    Some(fat)
}

fn entry_name(entry: &[u8]) -> String {
    let units: Vec<u16> = entry[..64].chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])).take_while(|it| *it != 0).collect();
    String::from_utf16_lossy(&units).to_ascii_lowercase()
}

struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Sectors<'_> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// A sector; the last one may be cut short.
    fn get(&self, number: u32) -> Option<&[u8]> {
        let begins = (number as usize).checked_mul(self.size)?;
        let ends = (begins + self.size).min(self.bytes.len());
        self.bytes.get(begins..ends)
    }

    /// All sectors from `start` on. `None` if the chain leaves the file or never ends.
    fn chain(&self, start: u32, fat: &[u32]) -> Option<Vec<u8>> {
        let (mut next, mut steps, mut chain) = (start, 0, Vec::new());
        while next != END_OF_CHAIN {
            chain.extend_from_slice(self.get(next)?);
            next = *fat.get(next as usize)?;
            steps += 1;
            if steps > self.count() {
                return None;
            }
        }
        Some(chain)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|it| u32::from_le_bytes([it[0], it[1], it[2], it[3]])).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_le_bytes(*it))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let data: Vec<u8> = data.iter().flat_map(|it| it.to_le_bytes()).collect();
        [kind.to_le_bytes().as_slice(), &(data.len() as u16).to_le_bytes(), &data].concat()
    }

    #[test]
    fn cells_far_apart_are_counted_as_the_room_they_need() {
        let sheet = |cells: &[[u16; 2]]| {
            let cells: Vec<u8> = cells.iter().flat_map(|it| record(0x00FD, &[it[0], it[1], 0, 0, 0])).collect();
            [record(0x0809, &[0x0600, 0x10]), cells, record(0x000A, &[])].concat()
        };
        let area = |sheet: &[u8]| Taken::by(sheet, &Shared::default()).map(|it| it.cells);
        assert_eq!(area(&sheet(&[])).unwrap(), 0);
        assert_eq!(area(&sheet(&[[4, 1], [0, 3]])).unwrap(), 15);
        assert_eq!(area(&sheet(&[[0, 0], [65_535, 65_535]])).unwrap(), 1 << 32);
    }

    #[test]
    fn a_sheet_cannot_say_it_is_larger_than_any() {
        let area = |sheet: &[u8]| Taken::by(sheet, &Shared::default()).map(|it| it.cells);
        let stated = |bottom: u16, high: u16, right: u16| record(0x0200, &[0, 0, bottom, high, 0, right, 0]);
        assert!(area(&stated(100, 0, 12)).is_ok());
        assert!(area(&stated(0, 1, 256)).is_ok(), "65,536 rows of 256 columns");
        assert!(matches!(area(&stated(0, 0x7FFF, 256)), Err(ReadError::Damaged)));
    }

    #[test]
    fn the_text_of_a_formula_takes_a_cell_too() {
        let far = record(0x00FD, &[65_535, 65_535, 0, 0, 0]);
        let sheet = [record(0x0207, &[0, 0]), far].concat();
        assert_eq!(
            Taken::by(&sheet, &Shared::default()).unwrap().cells,
            1 << 32,
            "without a formula before it stands in the first cell of all"
        );
    }

    #[test]
    fn a_shared_string_counts_as_often_as_it_stands_in_a_cell() {
        let long = [&60_000_u16.to_le_bytes()[..], &[0], &[b'x'; 60_000]].concat();
        let shared = Shared::measure(&[&[0; 8], &long[..]].concat(), &[]).unwrap();
        let sheet: Vec<u8> = (0..10).flat_map(|row| record(0x00FD, &[row, 0, 0, 0, 0])).collect();
        assert_eq!(Taken::by(&sheet, &shared).unwrap(), Taken { cells: 10, text: 1_800_000, read: sheet.len() });
    }

    #[test]
    fn a_chain_that_bites_its_tail_ends() {
        let sectors = Sectors { bytes: &[0; 1024], size: 512 };
        assert_eq!(sectors.chain(0, &[1, 0]), None);
        assert_eq!(sectors.chain(0, &[1, END_OF_CHAIN]).map(|it| it.len()), Some(1024));
        assert_eq!(sectors.chain(7, &[1, 0]), None);
    }
}
