//! What a file is that is no table (别的文件), told by its bytes, so that whoever took the wrong one hears which.

use super::table::ReadError;
use memchr::memmem::find;

/// Another kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alien {
    /// Packed files: zip, rar, 7z, gzip.
    Archive,
    /// A document of words.
    Document,
    /// Slides.
    Slides,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
}

/// How such files begin.
const BEGINNINGS: [(&[u8], Alien); 10] = [
    (b"%PDF-", Alien::Pdf),
    (b"\x89PNG\r\n", Alien::Picture),
    (b"\xFF\xD8\xFF", Alien::Picture),
    (b"GIF8", Alien::Picture),
    (b"Rar!\x1A\x07", Alien::Archive),
    (b"7z\xBC\xAF\x27\x1C", Alien::Archive),
    (b"\x1F\x8B\x08", Alien::Archive),
    (b"PK\x05\x06", Alien::Archive),
    (b"PK\x07\x08", Alien::Archive),
    (b"{\\rtf", Alien::Document),
];

/// What bytes are that begin as no table does.
pub(super) fn look(bytes: &[u8]) -> Option<Alien> {
    BEGINNINGS.iter().find(|(begins, _)| bytes.starts_with(begins)).map(|it| it.1)
}

/// What a zip is that holds no workbook.
pub(super) fn of_zip(bytes: &[u8]) -> ReadError {
    let holds = |part: &str| find(bytes, part.as_bytes()).is_some();
    let what = if holds("word/document") {
        Alien::Document
    } else if holds("ppt/slides") || holds("ppt/presentation") {
        Alien::Slides
    } else {
        Alien::Archive
    };
    ReadError::Alien { what }
}

/// What a compound file is that holds no workbook; its parts are named in UTF-16.
pub(super) fn of_compound(bytes: &[u8]) -> Option<Alien> {
    let holds = |part: &str| {
        let wide: Vec<u8> = part.bytes().flat_map(|it| [it, 0]).collect();
        find(bytes, &wide).is_some()
    };
    if holds("Workbook") || holds("Book") {
        return None;
    }
    if holds("WordDocument") {
        Some(Alien::Document)
    } else if holds("PowerPoint Document") {
        Some(Alien::Slides)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_words_is_told_from_a_workbook() {
        let wide = |it: &str| it.bytes().flat_map(|it| [it, 0]).collect::<Vec<u8>>();
        assert_eq!(of_compound(&wide("WordDocument")), Some(Alien::Document));
        assert_eq!(of_compound(&wide("WordDocument Workbook")), None, "a workbook may hold a document");
        assert!(matches!(of_zip(b"PK\x03\x04..word/document.xml"), ReadError::Alien { what: Alien::Document }));
        assert!(matches!(of_zip(b"PK\x03\x04..photo.jpg"), ReadError::Alien { what: Alien::Archive }));
        assert_eq!((look(b"%PDF-1.7"), look("学号,姓名".as_bytes())), (Some(Alien::Pdf), None));
    }
}
