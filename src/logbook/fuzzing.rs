//! Doors to what reads bytes behind no public function, for the fuzzer (`fuzz/`), for `tests/found.rs`, which replays what it found, and for the
//! rack (`examples/torture`).
//! Nothing here does more than call the real reader; no other code may use it.
//!
//! A `cfg(fuzzing)` would keep this out of the usual build, but then `cargo test` could not replay a found case either.

use super::frame::{Frame, Parsed, Search, SegmentHead, parse, remains};
use super::keyring::Keyring;
use super::{EntryStanding, Fault, envelope, mirror, piece};
use std::path::Path;

/// A frame of the mirror, as somebody else than the logbook may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// The entry it says it holds.
    pub seq: u64,
    /// The first of those written together.
    pub first: bool,
    /// The last of those written together.
    pub last: bool,
    /// Whether the body is there.
    pub standing: EntryStanding,
    /// The sealed header.
    pub header: Vec<u8>,
    /// The sealed body.
    pub body: Vec<u8>,
}

impl Loose {
    fn of(frame: Frame<'_>) -> Self {
        let Frame { seq, first, last, standing, header, body } = frame;
        Self { seq, first, last, standing, header: header.to_vec(), body: body.to_vec() }
    }

    /// Its bytes in the mirror.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let Self { seq, first, last, standing, header, body } = self;
        Frame { seq: *seq, first: *first, last: *last, standing: *standing, header, body }.write(&mut out);
        out
    }
}

/// Whether these bytes are a header of an entry.
pub fn is_header(bytes: &[u8]) -> bool {
    envelope::decode_header(bytes, [0; 32]).is_ok()
}

/// What padding leaves of these bytes.
pub fn unpad(bytes: &[u8]) -> Option<&[u8]> {
    envelope::unpad(bytes)
}

/// These bytes, padded.
pub fn pad(bytes: &[u8]) -> Vec<u8> {
    envelope::pad(bytes)
}

/// The frame at the beginning, and its length.
pub fn frame(bytes: &[u8]) -> Option<(Loose, usize)> {
    match parse(bytes) {
        Parsed::Frame(frame, length) => Some((Loose::of(frame), length)),
        Parsed::Newer | Parsed::End | Parsed::Broken => None,
    }
}

/// The first whole frame anywhere, and its place.
pub fn frame_somewhere(bytes: &[u8]) -> Option<(usize, Loose)> {
    Search::through(bytes).resync(bytes).map(|(at, frame)| (at, Loose::of(frame)))
}

/// Every whole frame of a segment, with damage stepped over.
pub fn frames(bytes: &[u8]) -> Vec<Loose> {
    mirror::frames(bytes).map(Loose::of).collect()
}

/// How much may be left of broken frames, and how many whole pieces of a database stand in these bytes.
pub fn left_over(bytes: &[u8]) -> (usize, usize) {
    (remains(bytes).len(), piece::scan(bytes).count())
}

/// The head of a segment; `None` where these bytes are none.
pub fn segment_head(bytes: &[u8]) -> Option<[u8; 80]> {
    SegmentHead::parse(bytes).ok().map(|it| it.bytes())
}

/// A good head for the first segment of a mirror that begins with this entry.
pub fn first_head(first: u64) -> [u8; 80] {
    SegmentHead { number: 1, first, prev: [0; 32], before: 0 }.bytes()
}

/// Walks a mirror from its beginning: the frames that count, and where they end.
///
/// # Errors
/// As the mirror's own walk.
pub fn walk(dir: &Path) -> Result<(Vec<Loose>, u64), Fault> {
    let mut found = Vec::new();
    let walked = mirror::walk(dir, (1, 0), &mut |_, frame| {
        found.push(Loose::of(frame));
        Ok(true)
    })?;
    Ok((found, walked.offset))
}

/// Has the mirror's segments end after so many bytes in this process, from its beginning on.
pub fn end_segments_after(bytes: u64) {
    mirror::end_segments_after(bytes);
}

/// Reads a keyring whose checksum is made right first, for no fuzzer guesses one; gives its bytes as they would be written again.
pub fn keyring(content: &[u8]) -> Option<Vec<u8>> {
    let sum = blake3::hash(content);
    Keyring::parse(&[content, sum.as_bytes()].concat()).ok()?.bytes().ok()
}

/// A backup's file with this keyring (its checksum made right) and these bytes where the sealed chunks stand.
pub fn backup(ring: &[u8], sealed: &[u8]) -> Vec<u8> {
    let ring = [ring, blake3::hash(ring).as_bytes()].concat();
    // Inputs are some kilobytes, which fits.
    let length = (ring.len() as u32).to_le_bytes();
    let front = [b"yedengBK", &1_u32.to_le_bytes()[..], &[7; 16], &length, &ring].concat();
    let mut sum = [0; 16];
    blake3::Hasher::new().update(&front).finalize_xof().fill(&mut sum);
    [&front, &sum[..], sealed].concat()
}
