//! How a value stands in the database: cut into pieces that say of themselves what they are.
//!
//! Sled keeps a value in one stretch of its log, so that a database that will not open any more can still be read as raw bytes. A piece is
//! `magic 4 ‖ kind 1 ‖ seq 8 ‖ piece 2 ‖ pieces 2 ‖ length 4 ‖ checksum 16 ‖ bytes`, numbers little-endian. Databases of the first form hold
//! the bytes alone; a sealed value never begins with the magic, so both read. Pure: bytes in, values out.

use crate::campus::Seq;

const MAGIC: [u8; 4] = *b"yd\xF1\x02";
/// Bytes of a piece before its own.
const FRONT: usize = 37;
/// How often as much as there is to scan may be hashed in the scan.
const TRIES: usize = 16;

/// What a piece is part of. Also the first byte of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PieceKind {
    Header = 1,
    Body = 2,
    /// The residue of an erased entry.
    Erased = 3,
    /// The residue of a lost entry.
    Lost = 4,
}

/// A piece found in raw bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub kind: PieceKind,
    pub seq: Seq,
    /// Which piece of the value, from 0.
    pub piece: u16,
    /// Of how many.
    pub pieces: u16,
    pub bytes: &'a [u8],
}

fn checksum(front: &[u8], bytes: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(front).update(bytes);
    let mut sum = [0; 16];
    hasher.finalize_xof().fill(&mut sum);
    sum
}

/// The piece as it is put into the database. Pieces are shorter than 4 GiB, and there are fewer than 65,536 of a value.
pub(super) fn wrap(kind: PieceKind, seq: Seq, piece: u16, pieces: u16, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(FRONT + bytes.len());
    out.extend_from_slice(&MAGIC);
    out.push(kind as u8);
    out.extend_from_slice(&seq.0.to_le_bytes());
    out.extend_from_slice(&piece.to_le_bytes());
    out.extend_from_slice(&pieces.to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    let sum = checksum(&out, bytes);
    out.extend_from_slice(&sum);
    out.extend_from_slice(bytes);
    out
}

/// The bytes of a value from the database, of either form. That they are right is for the seal to say.
pub(super) fn unwrap(value: &[u8]) -> &[u8] {
    if value.starts_with(&MAGIC) { value.get(FRONT..).unwrap_or_default() } else { value }
}

/// How long the piece is that begins here, by what it says of itself.
fn length(bytes: &[u8]) -> Option<usize> {
    bytes.get(17..)?.first_chunk().map(|it| u32::from_le_bytes(*it) as usize)
}

/// Reads the piece at the beginning of `bytes`, if a whole one stands there.
fn parse(bytes: &[u8]) -> Option<Piece<'_>> {
    let front = bytes.get(..FRONT)?;
    let number = |at: usize| front.get(at..)?.first_chunk::<2>().map(|it| u16::from_le_bytes(*it));
    let kind = match front[4] {
        1 => PieceKind::Header,
        2 => PieceKind::Body,
        3 => PieceKind::Erased,
        4 => PieceKind::Lost,
        _ => return None,
    };
    let seq = Seq(u64::from_le_bytes(*front.get(5..)?.first_chunk()?));
    let own = bytes.get(FRONT..)?.get(..length(front)?)?;
    let good = front.get(21..)? == checksum(front.get(..21)?, own);
    good.then_some(Piece { kind, seq, piece: number(13)?, pieces: number(15)?, bytes: own })
}

/// All whole pieces anywhere in `bytes`, in the order in which they stand there.
pub(super) fn scan(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    // Each magic may claim all that follows, so what is hashed has a limit; past it the rest counts as damaged.
    let mut left = bytes.len().saturating_mul(TRIES);
    memchr::memmem::find_iter(bytes, &MAGIC).filter_map(move |at| {
        let rest = bytes.get(at..)?;
        let claimed = length(rest).filter(|it| FRONT + it <= rest.len())?;
        left = left.checked_sub(claimed)?;
        parse(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Beginnings without end, each of which claims all that follows: hashing every one would take hours.
    #[test]
    fn hostile_bytes_are_given_up_instead_of_hashed_for_hours() {
        const LENGTH: usize = 4 << 20;
        let mut hostile = Vec::with_capacity(LENGTH);
        while hostile.len() + FRONT < LENGTH {
            let left = (LENGTH - hostile.len() - FRONT) as u32;
            hostile.extend_from_slice(&MAGIC);
            hostile.extend_from_slice(&[1; 13]);
            hostile.extend_from_slice(&left.to_le_bytes());
        }
        let good = wrap(PieceKind::Body, Seq(3), 0, 1, b"words");
        assert_eq!(scan(&[&good[..], &hostile].concat()).count(), 1);
    }

    #[test]
    fn every_flipped_bit_is_seen_and_the_piece_behind_is_found() {
        let one = wrap(PieceKind::Body, Seq(3), 1, 2, b"words");
        let two = wrap(PieceKind::Header, Seq(4), 0, 1, b"head");
        let last = Piece { kind: PieceKind::Header, seq: Seq(4), piece: 0, pieces: 1, bytes: b"head" };
        for at in 0..one.len() {
            let mut all = [b"noise", &one[..], &two[..]].concat();
            all[5 + at] ^= 1 << (at % 8);
            assert_eq!(scan(&all).collect::<Vec<_>>(), [last], "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_found_in_any_noise(before in proptest::collection::vec(any::<u8>(), 0..80), own in proptest::collection::vec(any::<u8>(), 0..80), seq: u64, piece: u16, pieces: u16) {
            let wrapped = wrap(PieceKind::Erased, Seq(seq), piece, pieces, &own);
            prop_assert_eq!(unwrap(&wrapped), &own[..]);
            let all = [&before[..], &wrapped[..], &before[..]].concat();
            let found = Piece { kind: PieceKind::Erased, seq: Seq(seq), piece, pieces, bytes: &own };
            prop_assert!(scan(&all).any(|it| it == found));
            let behind_magic: Vec<u8> = MAGIC.into_iter().chain(before).collect();
            let _ = scan(&behind_magic).count();
        }
    }
}
