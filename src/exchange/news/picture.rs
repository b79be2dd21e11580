//! A picture that goes out with news: known by its content, without anything that a camera wrote beside it (where, when, by whom), but the right way up.

/// Of what kind a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";
/// As many bytes of a file tell its kind.
pub const PICTURE_MAGIC: usize = 8;
/// Longest side that is taken, in pixels.
const SIDE_LIMIT: u32 = 30_000;

impl PictureKind {
    /// By the first bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(PNG) {
            Some(Self::Png)
        } else if bytes.starts_with(JPEG) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A picture, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Of what kind.
    pub kind: PictureKind,
    /// What is left of the file.
    pub bytes: Vec<u8>,
    /// Width and height in pixels, as they are stored.
    pub size: (u32, u32),
    /// By how many degrees it is to be turned to the right to stand upright: 0, 90, 180, 270.
    pub turn: u16,
}

impl Picture {
    /// Reads and cleans a picture; `None` where it is none, or is broken.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let it = match PictureKind::of(bytes)? {
            PictureKind::Png => png(bytes),
            PictureKind::Jpeg => jpeg(bytes),
        }?;
        let fits = |side: u32| (1..=SIDE_LIMIT).contains(&side);
        (fits(it.size.0) && fits(it.size.1)).then_some(it)
    }

    /// The file for a page, whose reader turns it by what stands in it.
    pub fn upright(&self) -> Vec<u8> {
        let value: u8 = match self.turn {
            90 => 6,
            180 => 3,
            270 => 8,
            _ => return self.bytes.clone(),
        };
        // Only the one tag that says which side is up: a TIFF of one entry, inch and all else left out.
        let tiff = [b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0];
        let length = (2 + 6 + tiff.len()) as u8;
        let (start, rest) = self.bytes.split_at(2.min(self.bytes.len()));
        [start, &[0xFF, 0xE1, 0, length], b"Exif\0\0", &tiff, rest].concat()
    }
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_be_bytes(*it))
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_be_bytes(*it))
}

/// Chunks without which a PNG looks otherwise; all others are words about it.
const PNG_KEPT: [&[u8]; 12] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"iCCP", b"pHYs", b"bKGD", b"sBIT"];

fn png(bytes: &[u8]) -> Option<Picture> {
    let mut kept = PNG.to_vec();
    let mut at = PNG.len();
    let mut size = None;
    loop {
        let length = be32(bytes, at)? as usize;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        let name = chunk.get(4..8)?;
        if size.is_none() {
            size = (name == b"IHDR").then_some(()).and_then(|()| Some((be32(chunk, 8)?, be32(chunk, 12)?)));
            size?;
        }
        if PNG_KEPT.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(Picture { kind: PictureKind::Png, bytes: kept, size: size?, turn: 0 });
        }
        at = end;
    }
}

fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut kept = vec![0xFF, 0xD8];
    let (mut at, mut size, mut turn) = (2, None, 0);
    loop {
        // Fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xFF) && bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        if bytes.get(at) != Some(&0xFF) {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xD9 {
            kept.extend([0xFF, 0xD9]);
            // What a telephone hangs on behind the picture is not part of it.
            return Some(Picture { kind: PictureKind::Jpeg, bytes: kept, size: size?, turn });
        }
        let length = usize::from(be16(bytes, at + 2)?);
        let end = at + 2 + length.max(2);
        let segment = bytes.get(at..end)?;
        let body = segment.get(4..).unwrap_or_default();
        match marker {
            // Frames; C4, C8 and CC are tables.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => size = Some((be16(body, 3)?.into(), be16(body, 1)?.into())),
            0xE1 if body.starts_with(b"Exif\0\0") => turn = turned(body.get(6..).unwrap_or_default()).unwrap_or(0),
            _ => {}
        }
        match marker {
            0xE0 => kept.extend(jfif(body).unwrap_or_default()),
            0xEE => kept.extend(adobe(body).unwrap_or_default()),
            0xE2 if body.starts_with(b"ICC_PROFILE\0") => kept.extend_from_slice(segment),
            0xE1..=0xEF | 0xFE => {}
            _ => kept.extend_from_slice(segment),
        }
        at = end;
        if marker == 0xDA {
            let ends = scan_end(bytes, at)?;
            kept.extend_from_slice(bytes.get(at..ends)?);
            at = ends;
        }
    }
}

/// The segment that says how large the dots are, without its small picture: that may show what was cut from the large one.
fn jfif(body: &[u8]) -> Option<Vec<u8>> {
    // Behind the mark: version, unit, dots each way; then the sides of the small picture, which is left out.
    let said = body.get(..14).filter(|it| it.starts_with(b"JFIF\0"))?.get(..12)?;
    Some([&[0xFF, 0xE0, 0, 16][..], said, &[0, 0]].concat())
}

/// The segment that says how the colours are coded, without what hangs on behind.
fn adobe(body: &[u8]) -> Option<Vec<u8>> {
    let said = body.get(..12).filter(|it| it.starts_with(b"Adobe"))?;
    Some([&[0xFF, 0xEE, 0, 14][..], said].concat())
}

/// Where the data of a scan end: at a marker that is neither a zero stuffed in nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    (from..bytes.len().checked_sub(1)?).find(|at| bytes[*at] == 0xFF && !matches!(bytes[at + 1], 0x00 | 0xD0..=0xD7 | 0xFF))
}

/// What an Exif block says of which side is up, in degrees to the right.
fn turned(tiff: &[u8]) -> Option<u16> {
    let little = tiff.starts_with(b"II");
    let u16_at = |at: usize| tiff.get(at..)?.first_chunk().map(|it| if little { u16::from_le_bytes(*it) } else { u16::from_be_bytes(*it) });
    let u32_at = |at: usize| tiff.get(at..)?.first_chunk().map(|it| if little { u32::from_le_bytes(*it) } else { u32::from_be_bytes(*it) });
    let table = u32_at(4)? as usize;
    let count = usize::from(u16_at(table)?);
    let value = (0..count).find_map(|nth| {
        let entry = table.checked_add(2 + nth * 12)?;
        (u16_at(entry)? == 0x0112).then(|| u16_at(entry + 8))?
    })?;
    Some(match value {
        6 => 90,
        3 => 180,
        8 => 270,
        _ => 0,
    })
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

    use super::*;

    /// A PNG of one grey dot, with words beside it. Its sums are not looked at by anything here.
    pub(in crate::exchange::news) fn dot(words: &[u8]) -> Vec<u8> {
        let chunk = |name: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes()[..], name, body, &[0; 4]].concat();
        let header = [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0];
        [PNG, &chunk(b"IHDR", &header), &chunk(b"tEXt", words), &chunk(b"IDAT", &[1, 2]), &chunk(b"IEND", &[])].concat()
    }

    fn photo(orientation: u8) -> Vec<u8> {
        let segment = |marker: u8, body: &[u8]| [&[0xFF, marker][..], &((body.len() + 2) as u16).to_be_bytes(), body].concat();
        let tiff = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0], b"\0\0\0\0 GPS 30.2N"].concat();
        let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
        let frame = [8, 0, 40, 0, 60, 1, 1, 0x11, 0];
        [
            &[0xFF, 0xD8][..],
            &segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x02 small picture"),
            &segment(0xE0, b"JFXX\0\x10 small picture"),
            &segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01 small picture"),
            &segment(0xEE, b"Maker small picture"),
            &segment(0xE1, &exif),
            &segment(0xFE, b"by Wang"),
            &segment(0xC0, &frame),
            &segment(0xDA, &[1]),
            &[9, 0xFF, 0, 9, 0xFF, 0xD0, 9, 0xFF, 0xD9],
            b"a film behind the picture",
        ]
        .concat()
    }

    #[test]
    fn what_a_camera_wrote_beside_a_picture_does_not_go_out_with_it() {
        let it = Picture::read(&photo(6)).unwrap();
        assert_eq!((it.kind, it.size, it.turn), (PictureKind::Jpeg, (60, 40), 90));
        for out in [it.bytes.clone(), it.upright()] {
            let holds = |what: &[u8]| out.windows(what.len()).any(|it| it == what);
            assert!(!holds(b"GPS") && !holds(b"Wang") && !holds(b"film") && holds(b"JFIF"));
        }
        let again = Picture::read(&it.upright()).unwrap();
        assert_eq!((again.turn, again.bytes == it.bytes), (90, true), "which side is up is still said");
        assert_eq!(Picture::read(&photo(1)).unwrap().upright(), Picture::read(&photo(1)).unwrap().bytes);
        let it = Picture::read(&dot(b"Author\0Wang")).unwrap();
        assert_eq!((it.kind, it.size), (PictureKind::Png, (3, 2)));
        assert!(!it.bytes.windows(4).any(|it| it == b"Wang"));
    }

    #[test]
    fn no_small_picture_goes_out_with_the_large_one() {
        let out = Picture::read(&photo(1)).unwrap().bytes;
        let holds = |what: &[u8]| out.windows(what.len()).any(|it| it == what);
        assert!(!holds(b"small") && !holds(b"JFXX") && !holds(b"Maker"));
        let kept = b"\xff\xe0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01\xff\xc0";
        assert!(holds(kept), "cut, with lengths that fit");
    }

    #[test]
    fn a_picture_is_told_by_its_content_and_a_broken_one_is_none() {
        assert_eq!(Picture::read(b"%PDF-1.7 photo.jpg"), None);
        for whole in [photo(1), dot(b"x")] {
            let end = whole.len() - b"a film behind the picture".len().min(whole.len() / 2);
            for cut in 0..end.min(whole.len() - 1) {
                // Nothing panics, and nothing that ends too early is taken for whole.
                drop(Picture::read(&whole[..cut]));
            }
            assert_eq!(Picture::read(&whole[..whole.len() / 3]), None);
        }
    }
}
