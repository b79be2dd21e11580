//! How the mirror is written down: frames in segments. Pure: bytes in, values out.
//!
//! A segment begins with [`SegmentHead`]. A frame is
//! `magic 4 ‖ flags 4 ‖ header length 4 ‖ body length 4 ‖ seq 8 ‖ checksum 16 ‖ sealed header ‖ sealed body`, numbers little-endian. The checksum
//! finds what the disk did; what people did is found by the seals and the chain. It covers the flags too: a flag we do not know under a right
//! checksum was set by a newer program, so such a frame is refused as newer, never taken for a torn one and cut off.

use super::{EntryStanding, Hash};
use std::collections::BTreeMap;

const MAGIC: [u8; 4] = *b"yd\xF1\x01";
const FIRST: u32 = 1;
const LAST: u32 = 2;
const ERASED: u32 = 4;
const LOST: u32 = 8;
/// Bytes of a frame before the sealed header.
pub(super) const PREFIX: usize = 40;
const SEGMENT_MAGIC: [u8; 8] = *b"yedengML";
/// Version of the mirror. 1 knew only whole entries.
pub(super) const MIRROR_VERSION: u32 = 2;
/// Bytes before the first frame of a segment.
pub(super) const SEGMENT_HEAD: usize = 80;

/// One entry as it stands in the mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub seq: u64,
    /// The first of those written together.
    pub first: bool,
    /// The last of those written together; without it they do not count.
    pub last: bool,
    /// Whether the body is there or a residue stands in its place.
    pub standing: EntryStanding,
    /// Empty only for a lost entry of which not even the header is left.
    pub header: &'a [u8],
    /// The body, or the residue.
    pub body: &'a [u8],
}

/// What stands at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed<'a> {
    /// A frame, and its length.
    Frame(Frame<'a>, usize),
    /// A frame that only a newer program understands.
    Newer,
    /// Nothing: the end, or zeros up to the end.
    End,
    /// Neither.
    Broken,
}

/// What a segment says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SegmentHead {
    pub number: u32,
    /// The entry its first frame holds.
    pub first: u64,
    /// The chain hash before that entry.
    pub prev: Hash,
    /// How long the segment before it is, so that one cut short is noticed without reading it.
    pub before: u64,
}

/// Why a segment's head does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadHead {
    Newer(u32),
    Broken,
}

fn checksum(front: &[u8], header: &[u8], body: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(front).update(header).update(body);
    let mut sum = [0; 16];
    hasher.finalize_xof().fill(&mut sum);
    sum
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|it| u64::from_le_bytes(*it))
}

impl Frame<'_> {
    /// Appends the frame to `out`.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let begin = out.len();
        out.extend_from_slice(&MAGIC);
        let standing = match self.standing {
            EntryStanding::Whole => 0,
            EntryStanding::Erased => ERASED,
            EntryStanding::Lost => LOST,
        };
        let flags = if self.first { FIRST } else { 0 } | if self.last { LAST } else { 0 } | standing;
        out.extend_from_slice(&flags.to_le_bytes());
        // Both lengths were checked against RECORD_LIMIT when the entry was sealed.
        out.extend_from_slice(&(self.header.len() as u32).to_le_bytes());
        out.extend_from_slice(&(self.body.len() as u32).to_le_bytes());
        out.extend_from_slice(&self.seq.to_le_bytes());
        let sum = checksum(&out[begin..], self.header, self.body);
        out.extend_from_slice(&sum);
        out.extend_from_slice(self.header);
        out.extend_from_slice(self.body);
    }
}

/// How long the frame is that begins here, by what it says of itself; `None` if too little is there to tell.
pub(super) fn frame_length(bytes: &[u8]) -> Option<usize> {
    bytes.get(..PREFIX)?;
    Some(PREFIX + number(bytes, 8)? as usize + number(bytes, 12)? as usize)
}

/// Reads the frame at the beginning of `bytes`.
pub(super) fn parse(bytes: &[u8]) -> Parsed<'_> {
    read(bytes).unwrap_or_else(|| if bytes.iter().all(|it| *it == 0) { Parsed::End } else { Parsed::Broken })
}

fn read(bytes: &[u8]) -> Option<Parsed<'_>> {
    if !bytes.starts_with(&MAGIC) {
        return None;
    }
    let flags = number(bytes, 4)?;
    let (header, body) = (number(bytes, 8)? as usize, number(bytes, 12)? as usize);
    let seq = long(bytes, 16)?;
    let (front, rest) = (bytes.get(..24)?, bytes.get(PREFIX..)?);
    let (header, rest) = rest.split_at_checked(header)?;
    let body = rest.get(..body)?;
    let length = PREFIX + header.len() + body.len();
    if bytes.get(24..PREFIX)? != checksum(front, header, body) {
        return None;
    }
    let standing = match flags & !(FIRST | LAST) {
        0 => EntryStanding::Whole,
        ERASED => EntryStanding::Erased,
        LOST => EntryStanding::Lost,
        _ => return Some(Parsed::Newer),
    };
    Some(Parsed::Frame(Frame { seq, first: flags & FIRST != 0, last: flags & LAST != 0, standing, header, body }, length))
}

/// How often as much as there is to search may be hashed in the search.
const TRIES: usize = 16;

/// How a reader finds its feet behind damage. Whatever looks like the beginning of a frame may claim all that follows, and somebody who means harm
/// may write a million of those; so what is hashed has a limit, and past it the rest counts as damaged.
#[derive(Debug)]
pub(super) struct Search(usize);

impl Search {
    /// A search through these bytes.
    pub(super) fn through(bytes: &[u8]) -> Self {
        Self(bytes.len().saturating_mul(TRIES))
    }

    /// The first whole frame at or after the beginning of `bytes`, with its place.
    pub(super) fn resync<'a>(&mut self, bytes: &'a [u8]) -> Option<(usize, Frame<'a>)> {
        memchr::memmem::find_iter(bytes, &MAGIC).find_map(|at| Some((at, self.frame(bytes.get(at..)?)?.0)))
    }

    /// The frame at the beginning of `bytes`, with its length.
    pub(super) fn frame<'a>(&mut self, bytes: &'a [u8]) -> Option<(Frame<'a>, usize)> {
        if !bytes.starts_with(&MAGIC) || !self.pays(bytes) {
            return None;
        }
        match read(bytes)? {
            Parsed::Frame(frame, length) => Some((frame, length)),
            _ => None,
        }
    }

    /// Whether the frame that is said to begin here can be there and may still be hashed.
    fn pays(&mut self, bytes: &[u8]) -> bool {
        let left = frame_length(bytes).filter(|it| *it <= bytes.len()).and_then(|it| self.0.checked_sub(it));
        left.inspect(|left| self.0 = *left).is_some()
    }
}

/// What may be left of a frame that is not whole. Nothing of it is to be believed but what a seal says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remains<'a> {
    pub seq: u64,
    pub standing: EntryStanding,
    pub header: &'a [u8],
    /// Empty if the bytes end before.
    pub body: &'a [u8],
}

/// What may be left of the broken frames of a segment, wherever one begins or should begin.
pub(super) fn remains(bytes: &[u8]) -> Vec<Remains<'_>> {
    let mut search = Search::through(bytes);
    let mut whole = |at: usize| bytes.get(at..).and_then(|it| search.frame(it)).map(|(_, length)| length);
    let starts = memchr::memmem::find_iter(bytes, &MAGIC).chain([SEGMENT_HEAD]);
    let mut lengths: BTreeMap<usize, Option<usize>> = starts.map(|at| (at, whole(at))).collect();
    let ends: Vec<usize> = lengths.iter().filter_map(|(at, length)| Some(at + (*length)?)).collect();
    for end in ends {
        lengths.entry(end).or_insert_with(|| whole(end));
    }
    // What they claim will be opened and kept, so it has the same limit.
    let mut left = Search::through(bytes).0;
    let broken = lengths.into_iter().filter(|(_, length)| length.is_none()).filter_map(|(at, _)| remain(bytes.get(at..)?));
    broken.take_while(|it| left.checked_sub(it.header.len() + it.body.len()).inspect(|rest| left = *rest).is_some()).collect()
}

fn remain(bytes: &[u8]) -> Option<Remains<'_>> {
    let flags = number(bytes, 4)?;
    let (header, body) = (number(bytes, 8)? as usize, number(bytes, 12)? as usize);
    let (header, rest) = bytes.get(PREFIX..)?.split_at_checked(header)?;
    let standing = match (flags & ERASED, flags & LOST) {
        (ERASED, _) => EntryStanding::Erased,
        (_, LOST) => EntryStanding::Lost,
        _ => EntryStanding::Whole,
    };
    Some(Remains { seq: long(bytes, 16)?, standing, header, body: rest.get(..body).unwrap_or_default() })
}

impl SegmentHead {
    /// Its bytes.
    pub(super) fn bytes(&self) -> [u8; SEGMENT_HEAD] {
        let mut out = [0; SEGMENT_HEAD];
        out[..8].copy_from_slice(&SEGMENT_MAGIC);
        out[8..12].copy_from_slice(&MIRROR_VERSION.to_le_bytes());
        out[12..16].copy_from_slice(&self.number.to_le_bytes());
        out[16..24].copy_from_slice(&self.first.to_le_bytes());
        out[24..56].copy_from_slice(&self.prev);
        out[56..64].copy_from_slice(&self.before.to_le_bytes());
        let sum = checksum(&out[..64], &[], &[]);
        out[64..].copy_from_slice(&sum);
        out
    }

    /// Reads it from the beginning of a segment.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, BadHead> {
        let head: &[u8; SEGMENT_HEAD] = bytes.first_chunk().ok_or(BadHead::Broken)?;
        let version = number(head, 8).ok_or(BadHead::Broken)?;
        if head[..8] != SEGMENT_MAGIC || head[64..] != checksum(&head[..64], &[], &[]) {
            return Err(BadHead::Broken);
        }
        if version > MIRROR_VERSION {
            return Err(BadHead::Newer(version));
        }
        let mut prev = [0; 32];
        prev.copy_from_slice(&head[24..56]);
        match (number(head, 12), long(head, 16), long(head, 56)) {
            (Some(number), Some(first), Some(before)) => Ok(Self { number, first, prev, before }),
            _ => Err(BadHead::Broken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes(seq: u64, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        Frame { seq, first: true, last: true, standing: EntryStanding::Whole, header: b"header", body }.write(&mut out);
        out
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_seen() {
        let good = bytes(3, b"body");
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                assert_eq!(parse(&bad), Parsed::Broken, "byte {at}, bit {bit}");
            }
            let expected = if at == 0 { Parsed::End } else { Parsed::Broken };
            assert_eq!(parse(&good[..at]), expected, "cut at {at}");
        }
    }

    #[test]
    fn a_flag_we_do_not_know_is_newer_and_not_broken() {
        for flags in [16u32, FIRST | LAST | 64, ERASED | LOST, 1 << 31] {
            let mut frame = bytes(3, b"body");
            frame[4..8].copy_from_slice(&flags.to_le_bytes());
            let sum = checksum(&frame[..24], b"header", b"body");
            frame[24..PREFIX].copy_from_slice(&sum);
            assert_eq!(parse(&frame), Parsed::Newer, "{flags}");
        }
    }

    #[test]
    fn feet_are_found_behind_damage() {
        let mut all = bytes(1, b"one");
        let second = all.len();
        all.extend(bytes(2, b"two"));
        all[9] ^= 0xFF;
        let (at, frame) = Search::through(&all).resync(&all[1..]).unwrap();
        assert_eq!((at + 1, frame.seq, frame.body), (second, 2, &b"two"[..]));
    }

    /// A million beginnings, each of which claims all that follows: hashing every one would take hours.
    #[test]
    fn a_hostile_segment_is_given_up_instead_of_hashed_for_hours() {
        const LENGTH: usize = 4 << 20;
        let mut hostile = Vec::with_capacity(LENGTH);
        while hostile.len() + PREFIX < LENGTH {
            let left = (LENGTH - hostile.len() - PREFIX) as u32;
            hostile.extend_from_slice(&MAGIC);
            hostile.extend_from_slice(&[3, 0, 0, 0, 0, 0, 0, 0]);
            hostile.extend_from_slice(&left.to_le_bytes());
        }
        hostile.resize(LENGTH, 1);
        let mut search = Search::through(&hostile);
        assert_eq!(search.resync(&hostile), None);
        assert!(search.0 < LENGTH, "it was given up because the limit was reached");
        let given: usize = remains(&hostile).iter().map(|it| it.header.len() + it.body.len()).sum();
        assert!(given <= TRIES * LENGTH);
        assert!(remains(&hostile).len() <= TRIES + 1);
    }

    #[test]
    fn of_a_broken_frame_the_rest_is_given() {
        let good = [&[0; SEGMENT_HEAD][..], &bytes(1, b"one"), &bytes(2, b"two"), &bytes(3, b"three")].concat();
        assert!(remains(&good).iter().all(|it| it.header != b"header"), "there is nothing left over where all is whole");
        let second = SEGMENT_HEAD + PREFIX + 6 + 3;
        // Its magic, its flags, its checksum, its header, its body.
        for at in [0, 4, 30, 42, PREFIX + 7] {
            let mut bad = good.clone();
            bad[second + at] ^= 16;
            let left = remains(&bad);
            let of = left.iter().find(|it| it.seq == 2).unwrap();
            assert!(of.header == b"header" || at == 42);
            assert!(of.body == b"two" || at == PREFIX + 7);
        }
    }

    #[test]
    fn a_segment_head_reads_back_or_not_at_all() {
        let head = SegmentHead { number: 7, first: 900, prev: [5; 32], before: 16 << 20 };
        let good = head.bytes();
        assert_eq!(SegmentHead::parse(&good), Ok(head));
        for at in 0..SEGMENT_HEAD {
            let mut bad = good;
            bad[at] ^= 1;
            assert_eq!(SegmentHead::parse(&bad), Err(BadHead::Broken), "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(noise in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = (parse(&noise), Search::through(&noise).resync(&noise), SegmentHead::parse(&noise));
            let behind_magic: Vec<u8> = MAGIC.into_iter().chain(noise).collect();
            let _ = (parse(&behind_magic), Search::through(&behind_magic).resync(&behind_magic), remains(&behind_magic).len());
        }

        #[test]
        fn frames_read_back(seq: u64, first: bool, last: bool, standing in 0..3usize, header in proptest::collection::vec(any::<u8>(), 0..80), body in proptest::collection::vec(any::<u8>(), 0..80), rest in proptest::collection::vec(any::<u8>(), 0..20)) {
            let standing = [EntryStanding::Whole, EntryStanding::Erased, EntryStanding::Lost][standing];
            let frame = Frame { seq, first, last, standing, header: &header, body: &body };
            let mut out = Vec::new();
            frame.write(&mut out);
            let length = out.len();
            out.extend(rest);
            prop_assert_eq!(parse(&out), Parsed::Frame(frame, length));
        }
    }
}
