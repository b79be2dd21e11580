//! A look into an xlsx before calamine reads it.
//!
//! calamine trusts the sizes a file states of itself: a part that unpacks to gigabytes or a string count of trillions would abort the whole
//! program, which nothing can catch, and leave the terminal in pieces. What passes here fits into memory. Spoilt parts show by their checksum.

use super::table::{CELLS_LIMIT, ReadError};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes all parts may unpack to. 50,000 students in 20 columns take about 60 MB.
const UNPACKED_LIMIT: u64 = 256 << 20;

/// How much of the shared strings is looked at for their count: it stands in their first tag.
const HEAD: u64 = 4096;

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
        let mut head = Vec::new();
        part.by_ref().take(HEAD).read_to_end(&mut head).map_err(|_| ReadError::Damaged)?;
        if name.ends_with("sharedstrings.xml") && stated_strings(&head).is_some_and(|it| it > CELLS_LIMIT) {
            return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
        }
        let rest = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| ReadError::Damaged)?;
        let size = head.len() as u64 + rest;
        left = left.checked_sub(size).ok_or(ReadError::TooLarge { limit: UNPACKED_LIMIT })?;
    }
    Ok(())
}

/// How many strings the part says it holds. A count beyond any number counts as too many.
fn stated_strings(head: &[u8]) -> Option<usize> {
    let at = memchr::memmem::find(head, b"uniqueCount")?;
    let digits: String =
        head[at..].iter().skip_while(|it| !it.is_ascii_digit()).take_while(|it| it.is_ascii_digit()).map(|it| char::from(*it)).collect();
    Some(digits.parse().unwrap_or(usize::MAX))
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
        let honest = zip("xl/sharedStrings.xml", |zip| zip.write_all(b"<sst uniqueCount='12'>").unwrap());
        assert!(check(&honest).is_ok());
    }
}
