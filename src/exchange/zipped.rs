//! A look into an xlsx before calamine reads it.
//!
//! calamine trusts the sizes a file states of itself: a part that unpacks to gigabytes or a string count of trillions would abort the whole
//! program, which nothing can catch, and leave the terminal in pieces. What passes here fits into memory. Spoilt parts show by their checksum.

use super::table::{CELLS_LIMIT, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes all parts may unpack to. 50,000 students in 20 columns take about 60 MB.
const UNPACKED_LIMIT: u64 = 256 << 20;

/// A count of more digits is too large, whichever they are.
const COUNT_DIGITS: usize = 9;

/// Whether the parts of this archive can be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let mut left = UNPACKED_LIMIT;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| ReadError::Damaged)?;
        let name = part.name().map_err(|_| ReadError::Damaged)?.to_ascii_lowercase();
        if name.contains("/media/") {
            continue;
        }
        let mut part = part.take(left + 1);
        let size = if name.ends_with("sharedstrings.xml") {
            let mut strings = Vec::new();
            part.read_to_end(&mut strings).map_err(|_| ReadError::Damaged)?;
            if states_too_many(&strings) {
                return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
            }
            strings.len() as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| ReadError::Damaged)?
        };
        left = left.checked_sub(size).ok_or(ReadError::TooLarge { limit: UNPACKED_LIMIT })?;
    }
    Ok(())
}

/// Whether the part says anywhere that it holds more strings than there are cells. The count belongs into its first tag, but that may stand
/// behind a comment of any length, with another count in it. One beyond any number counts as too many.
fn states_too_many(strings: &[u8]) -> bool {
    let mut looked_at = 0;
    for at in memchr::memmem::find_iter(strings, b"uniqueCount") {
        // Digits are looked for once, however often the word stands before them.
        if at < looked_at {
            continue;
        }
        let begins = strings[at..].iter().position(u8::is_ascii_digit).map_or(strings.len(), |it| at + it);
        let length = strings[begins..].iter().take_while(|it| it.is_ascii_digit()).count();
        looked_at = begins + length;
        let zeros = strings[begins..looked_at].iter().take_while(|it| **it == b'0').count();
        let digits = &strings[begins + zeros..looked_at];
        if digits.len() > COUNT_DIGITS || digits.iter().fold(0, |count, it| count * 10 + usize::from(it - b'0')) > CELLS_LIMIT {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn zip(name: &str, fill: impl FnOnce(&mut zip::ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        fill(&mut zip);
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = zip("xl/worksheets/sheet1.xml", |zip| (0..300).for_each(|_| zip.write_all(&vec![b' '; 1 << 20]).unwrap()));
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(check(&bomb), Err(ReadError::TooLarge { .. })));
    }

    #[test]
    fn a_count_of_trillions_is_refused() {
        let lie = zip("xl/sharedStrings.xml", |zip| zip.write_all(b"<sst count=\"2\" uniqueCount=\"9999999999999\">").unwrap());
        assert!(matches!(check(&lie), Err(ReadError::TooManyCells { .. })));
        let hidden = format!("<?xml?><!-- uniqueCount=\"1\" {} --><sst uniqueCount=\"9999999999999\">", " ".repeat(8192));
        let lie = zip("xl/sharedStrings.xml", |zip| zip.write_all(hidden.as_bytes()).unwrap());
        assert!(matches!(check(&lie), Err(ReadError::TooManyCells { .. })), "behind a long comment");
        let honest = zip("xl/sharedStrings.xml", |zip| zip.write_all(b"<sst uniqueCount='12'>").unwrap());
        assert!(check(&honest).is_ok());
    }
}
