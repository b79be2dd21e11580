//! Text files (csv in all its kinds) as rows: which encoding, which delimiter, where each row begins.
//!
//! Encoding: byte order mark, else strict UTF-8, else a guess from the first 64 KB. GBK is always read as GB18030, which contains it.

use super::table::{CELLS_LIMIT, COLUMNS_LIMIT, Cell, ReadError, Row, Score, Table};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file the guess of its encoding looks at, in bytes.
const GUESS_LIMIT: usize = 64 << 10;

/// How many rows the guess of the delimiter looks at.
const ROWS_LOOKED_AT: usize = 20;

/// Reads a text file.
pub(super) fn read(bytes: &[u8], score: Score) -> Result<Table, ReadError> {
    let (text, encoding) = decode(bytes, score)?;
    let text = text.trim_start_matches('\u{FEFF}');
    if text.chars().all(char::is_whitespace) {
        return Err(ReadError::Empty);
    }
    refuse_noise(text)?;
    refuse_markup(text)?;
    let (text, declared) = declared_delimiter(text);
    let delimiter = match declared {
        Some(it) => it,
        None => guess_delimiter(text, score),
    };
    if let Some(line) = open_quote(text.as_bytes(), delimiter) {
        return Err(ReadError::OpenQuote { line: line + u32::from(declared.is_some()) });
    }
    let mut rows = rows(text, delimiter, usize::MAX)?;
    rows.retain(|row| !row.cells.is_empty());
    Ok(Table { sheet: None, other_sheets: Vec::new(), encoding: encoding.to_owned(), rows })
}

/// The text of a file and the name of its encoding.
fn decode(bytes: &[u8], score: Score) -> Result<(String, &'static str), ReadError> {
    let whole = |encoding: &'static Encoding, bytes: &[u8]| encoding.decode_without_bom_handling(bytes).0.into_owned();
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Ok((whole(UTF_8, rest), "utf-8-bom"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok((whole(UTF_16LE, rest), "utf-16le"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok((whole(UTF_16BE, rest), "utf-16be"));
    }
    if memchr::memchr(0, bytes).is_some() {
        return decode_unmarked_utf16(bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), "utf-8"));
    }
    let as_utf8 = String::from_utf8_lossy(bytes);
    let (spoilt, foreign) =
        as_utf8.chars().fold((0, 0), |(spoilt, foreign), c| (spoilt + usize::from(c == '\u{FFFD}'), foreign + usize::from(!c.is_ascii())));
    if spoilt * 20 < foreign {
        // A few spoilt bytes do not make another encoding of it; the rows they stand in are named later.
        return Ok((as_utf8.into_owned(), "utf-8"));
    }
    Ok(decode_by_guess(bytes, score))
}

/// UTF-16 without its mark: the zero bytes of digits and delimiters all stand on one side. Anything else with zero bytes is no text.
fn decode_unmarked_utf16(bytes: &[u8]) -> Result<(String, &'static str), ReadError> {
    let head = &bytes[..bytes.len().min(GUESS_LIMIT)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (encoding, name) = match (zeros(0), zeros(1)) {
        (0, _) => (UTF_16LE, "utf-16le"),
        (_, 0) => (UTF_16BE, "utf-16be"),
        _ => return Err(ReadError::UnknownKind),
    };
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if !text.contains('\0') => Ok((text.into_owned(), name)),
        _ => Err(ReadError::UnknownKind),
    }
}

fn decode_by_guess(bytes: &[u8], score: Score) -> (String, &'static str) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let head = &bytes[..bytes.len().min(GUESS_LIMIT)];
    detector.feed(head, head.len() == bytes.len());
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    // A file of a few names is too short to guess well: what reads cleanly and gives headers we know is right.
    let in_order = [guess, GB18030];
    let readings = in_order.map(|encoding| (encoding, encoding.decode_without_bom_handling(bytes)));
    let known = |text: &str| rows(text, guess_delimiter(text, score), ROWS_LOOKED_AT).map_or(0, |rows| score(&rows));
    let best = readings.into_iter().rev().max_by_key(|(_, (text, spoilt))| (known(text), !spoilt));
    // `max_by_key` gives the last of equals, so the guess stands last; the array is never empty.
    best.map_or_else(|| (String::new(), "utf-8"), |(encoding, (text, _))| (text.into_owned(), name_of(encoding)))
}

fn name_of(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        return "gb18030";
    }
    match encoding.name() {
        "Big5" => "big5",
        "Shift_JIS" => "shift_jis",
        "EUC-KR" => "euc-kr",
        "EUC-JP" => "euc-jp",
        name => name,
    }
}

/// Bytes of anything at all read as some text in some encoding. What people write has next to no control characters and few spoilt ones.
fn refuse_noise(text: &str) -> Result<(), ReadError> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{B}' | '\u{C}' | '\u{1A}');
    let (mut all, mut control, mut spoilt) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        control += usize::from(is_control(c));
        spoilt += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    if control * 50 > all || spoilt * 5 > all { Err(ReadError::UnknownKind) } else { Ok(()) }
}

/// Schools' systems export web pages under the name of a spreadsheet; nothing good comes of reading them as rows.
fn refuse_markup(text: &str) -> Result<(), ReadError> {
    let head: String = text.trim_start().chars().take(1024).collect::<String>().to_ascii_lowercase();
    if head.starts_with("mime-version:")
        || (head.starts_with('<') && ["<html", "<table", "<!doctype html", "<meta"].iter().any(|it| head.contains(it)))
    {
        return Err(ReadError::WebPage);
    }
    if head.starts_with("<?xml") { Err(ReadError::UnknownKind) } else { Ok(()) }
}

/// The line `sep=;` with which some programs tell Excel the delimiter, and the text after it.
fn declared_delimiter(text: &str) -> (&str, Option<u8>) {
    let declared = text.strip_prefix("sep=").and_then(|rest| {
        let delimiter = *rest.as_bytes().first().filter(|it| it.is_ascii())?;
        let rest = rest.get(1..)?;
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).or_else(|| rest.strip_prefix('\r'))?;
        Some((rest, Some(delimiter)))
    });
    declared.unwrap_or((text, None))
}

/// The delimiter under which the first rows give the most headers we know, and then the most rows of one and the same length.
fn guess_delimiter(text: &str, score: Score) -> u8 {
    let looks = |delimiter: u8| {
        let rows = rows(text, delimiter, ROWS_LOOKED_AT).unwrap_or_default();
        let mut lengths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|length| *length > 1).collect();
        lengths.sort_unstable();
        let commonest = lengths.chunk_by(|a, b| a == b).map(|it| (it.len(), it[0])).max();
        (score(&rows), commonest)
    };
    let candidates = [b';', b'\t', b','];
    candidates.into_iter().max_by_key(|it| looks(*it)).unwrap_or(b',')
}

/// The line in which a quotation mark opens a cell that runs over the end of a line and never ends properly: it would swallow rows.
fn open_quote(text: &[u8], delimiter: u8) -> Option<u32> {
    let (mut line, mut at) = (1, 0);
    let mut cell_begins = true;
    while let Some(&byte) = text.get(at) {
        if byte == b'"' && cell_begins {
            let opened = line;
            at += 1;
            loop {
                match text.get(at) {
                    None => return (line > opened).then_some(opened),
                    Some(b'"') if text.get(at + 1) == Some(&b'"') => at += 1,
                    Some(b'"') => break,
                    Some(b'\n') => line += 1,
                    Some(_) => {}
                }
                at += 1;
            }
            let ends_well = text.get(at + 1).is_none_or(|next| [delimiter, b'\r', b'\n'].contains(next));
            if line > opened && !ends_well {
                return Some(opened);
            }
        }
        line += u32::from(byte == b'\n');
        cell_begins = byte == delimiter || byte == b'\n' || byte == b'\r';
        at += 1;
    }
    None
}

/// Whether one of the first rows has more cells than any spreadsheet: the reader of csv makes room for all of them before it gives the row.
fn is_too_wide(text: &[u8], delimiter: u8, limit: usize) -> bool {
    let (mut cells, mut rows) = (1, 0);
    // A quotation mark opens where a cell begins, and, doubled, right behind the one that closed.
    let (mut may_open, mut quoted) = (true, false);
    for &byte in text {
        if byte == b'"' && (quoted || may_open) {
            (quoted, may_open) = (!quoted, quoted);
            continue;
        }
        if quoted {
            continue;
        }
        let row_ends = byte == b'\n' || byte == b'\r';
        may_open = row_ends || byte == delimiter;
        if row_ends {
            (cells, rows) = (1, rows + 1);
        } else if byte == delimiter {
            cells += 1;
        }
        if cells > COLUMNS_LIMIT || rows > limit {
            return cells > COLUMNS_LIMIT;
        }
    }
    false
}

/// The first rows of a text, numbered as a spreadsheet would: a line break inside quotes begins no new row, an empty line is one.
fn rows(text: &str, delimiter: u8, limit: usize) -> Result<Vec<Row>, ReadError> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    if is_too_wide(text.as_bytes(), delimiter, limit) {
        return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
    }
    let mut record = csv::StringRecord::new();
    let (mut rows, mut number, mut cells_read) = (Vec::new(), 0_u32, 0_usize);
    // The text is valid UTF-8 and rows may differ in length, so the reader has nothing left to complain of.
    while rows.len() < limit && reader.read_record(&mut record).unwrap_or(false) {
        let begins = record.position().map_or(0, |it| it.byte()) as usize;
        number = number.saturating_add(1 + empty_lines_at(text.as_bytes(), begins));
        let mut cells: Vec<Cell> = record.iter().map(|it| if it.is_empty() { Cell::Empty } else { Cell::Text(it.into()) }).collect();
        super::table::trim_end(&mut cells);
        cells_read += cells.len();
        if cells_read > CELLS_LIMIT {
            return Err(ReadError::TooManyCells { limit: CELLS_LIMIT });
        }
        rows.push(Row { number, cells });
    }
    Ok(rows)
}

/// How many empty lines the reader has skipped before the row that it says begins here.
fn empty_lines_at(text: &[u8], begins: usize) -> u32 {
    let mut at = begins;
    if at > 0 && text.get(at - 1) == Some(&b'\r') && text.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (text.get(at), text.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    fn numbers(text: &str) -> Vec<u32> {
        rows(text, b',', usize::MAX).unwrap().iter().map(|it| it.number).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        assert_eq!(numbers("a,b\nc,d\n"), [1, 2]);
        assert_eq!(numbers("a,b\r\n\r\nc,d\r\n"), [1, 3]);
        assert_eq!(numbers("\n\na,b\n\"c\nc\",d\ne,f"), [3, 4, 5]);
        assert_eq!(numbers("a\rb\r\rc"), [1, 2, 4]);
    }

    #[test]
    fn a_quote_that_would_swallow_rows_is_found() {
        assert_eq!(open_quote(b"a,b\n\"c,d\ne,f\n", b','), Some(2));
        assert_eq!(open_quote(b"a,b\n\"c,d\ne,\"f\n", b','), Some(2));
        assert_eq!(open_quote(b"a,b\n\"c\nd\",e\n\"f\"\"\",g\n", b','), None);
        assert_eq!(open_quote(b"a,5\" x\nb,\"c", b','), None);
    }

    #[test]
    fn a_row_wider_than_any_spreadsheet_is_refused_before_room_is_made_for_it() {
        let wide = |cells: usize, cell: &str| format!("学号,姓名\n{}\n", vec![cell; cells].join(","));
        assert!(rows(&wide(COLUMNS_LIMIT, ""), b',', usize::MAX).is_ok());
        assert!(matches!(rows(&wide(COLUMNS_LIMIT + 1, ""), b',', usize::MAX), Err(ReadError::TooManyCells { .. })));
        assert!(matches!(rows(&wide(COLUMNS_LIMIT + 1, "\"\n\"\"\n\""), b',', usize::MAX), Err(ReadError::TooManyCells { .. })));
        assert!(rows(&format!("\"{}\",b\n", ",".repeat(COLUMNS_LIMIT)), b',', usize::MAX).is_ok(), "inside quotes no cell ends");
        assert!(rows(&wide(COLUMNS_LIMIT + 1, ""), b';', usize::MAX).is_ok());
    }

    #[test]
    fn the_delimiter_is_told_by_headers_and_then_by_counting() {
        assert_eq!(guess_delimiter("学号;姓名\n1,5;a\n1,6;b\n", header::score), b';');
        assert_eq!(guess_delimiter("标题\n学号,姓名\n\t2024,张三\t\n\t2025,李四\t\n", header::score), b',');
        assert_eq!(guess_delimiter("x\ty\n1\t2,3\n4\t5\n", header::score), b'\t');
        assert_eq!(guess_delimiter("nothing", header::score), b',');
    }
}
