//! What stands inside a seal: bincode in an envelope that names its version, padded so that its length tells little.
//!
//! One enum of versions for each record, to which variants are only ever added; a written struct is frozen. A version newer than ours is
//! refused, never misread.

use super::{Fault, Hash, Header, Part};
use crate::campus::{Act, Adds, Entry, SeatId, Seq, Stamp, Subject, UserId};
use bincode::Options;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Largest record taken in: a roster of a hundred thousand.
pub(super) const RECORD_LIMIT: u64 = 64 << 20;
const PAD: usize = 64;

/// The vocabulary of acts this program writes. Raised whenever [`Act`] or anything in it gets a variant, so that an older program can tell
/// "newer" from "damaged".
pub const VOCABULARY: u16 = 9;

/// The versions of a stored act. Golden bytes of each are kept in `tests/golden`.
#[derive(Deserialize)]
enum StoredAct {
    V1(Act),
}

#[derive(Serialize)]
enum StoredActRef<'a> {
    V1(&'a Act),
}

/// The versions of a stored header.
#[derive(Serialize, Deserialize)]
enum StoredHeader {
    V1(HeaderV1),
    V2(HeaderV2),
}

/// The second form says how many rows the act adds, so that it can be stepped over if its body is lost.
#[derive(Serialize, Deserialize)]
struct HeaderV2 {
    first: HeaderV1,
    /// `None` if it adds none, as almost all.
    adds: Option<Adds>,
}

#[derive(Serialize, Deserialize)]
struct HeaderV1 {
    seq: Seq,
    at: Stamp,
    by: UserId,
    seat: SeatId,
    kind: Box<str>,
    subjects: Vec<Subject>,
    digest: Hash,
    prev: Hash,
    /// Length of the sealed body.
    body: u32,
    vocabulary: u16,
}

/// A header with what only the logbook needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FullHeader {
    pub header: Header,
    /// Length of the sealed body.
    pub body: u32,
    /// The vocabulary its act was written in.
    pub vocabulary: u16,
    /// How many rows its act adds; `None` if that is not known.
    pub adds: Option<Adds>,
    /// With the keys of which epoch it was sealed; `None` if it was made up in place of one that is lost.
    pub epoch: Option<u8>,
}

impl FullHeader {
    /// Whether it may stand behind an entry of this epoch: keys that were given up, which somebody who has left may still hold, never seal again.
    pub(super) fn may_follow(&self, epoch: u8) -> bool {
        self.epoch.is_none_or(|it| it >= epoch)
    }
}

/// The one way we write and read bincode: varint, a limit, no byte left over.
pub(super) fn options() -> impl Options {
    bincode::DefaultOptions::new().with_limit(RECORD_LIMIT)
}

/// Encodes any record.
pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>, bincode::Error> {
    options().serialize(value)
}

/// Decodes any record; `None` if it is not one, wholly and without a byte left over.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    options().deserialize(bytes).ok()
}

/// The number of the version that stands first in an envelope, from 1.
fn version(bytes: &[u8]) -> Option<u32> {
    // Bincode's varint: below 251 a single byte is the number itself. There will never be so many versions.
    bytes.first().filter(|index| **index < 251).map(|index| u32::from(*index) + 1)
}

/// Bytes of an act in the newest version.
///
/// # Errors
/// [`Fault::TooLarge`] past 64 MiB; it names `Seq(0)`, since an act has no number yet.
pub fn encode_act(act: &Act) -> Result<Vec<u8>, Fault> {
    encode(&StoredActRef::V1(act)).map_err(|_| Fault::TooLarge { seq: Seq(0), bytes: RECORD_LIMIT })
}

/// An act from bytes of any version ever written.
///
/// # Errors
/// [`Fault::NewerVersion`], [`Fault::Damaged`].
pub fn decode_act(bytes: &[u8]) -> Result<Act, Fault> {
    match version(bytes) {
        Some(1) if !nested_undo(bytes) => match decode(bytes) {
            Some(StoredAct::V1(act)) => Ok(act),
            None => Err(Fault::damaged(Part::Store, None)),
        },
        Some(found) if found > 1 => Err(Fault::NewerVersion { found, ours: 1 }),
        _ => Err(Fault::damaged(Part::Store, None)),
    }
}

/// An undo of an undo is never written (the rules refuse it); read, it could nest until the stack is gone.
fn nested_undo(bytes: &[u8]) -> bool {
    const UNDONE: u64 = 8;
    let within = |act| varint(act).filter(|it| it.0 == UNDONE).and_then(|(_, of)| varint(of));
    // Behind the version stands the kind of act, behind an undo which entry it takes back, and then the kind of the act within.
    let inner = bytes.get(1..).and_then(within).and_then(|(_, inner)| varint(inner));
    inner.is_some_and(|it| it.0 == UNDONE)
}

/// The number at the beginning as bincode reads it, and what comes after it. A small number may be written in more bytes than it needs.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let width = match first {
        251 => 2,
        252 => 4,
        253 => 8,
        254 => 16,
        _ => return Some((u64::from(*first), rest)),
    };
    let (number, rest) = rest.split_at_checked(width)?;
    let (low, high) = number.split_at(width.min(8));
    // What does not fit is no number of a kind.
    let fits = high.iter().all(|it| *it == 0);
    let number = low.iter().rev().fold(0, |number, it| number << 8 | u64::from(*it));
    Some((if fits { number } else { u64::MAX }, rest))
}

/// Bytes of a header in the newest version; `body` is the length of the sealed body.
pub(super) fn encode_header(entry: &Entry, digest: Hash, prev: Hash, body: u32) -> Result<Vec<u8>, Fault> {
    let first = HeaderV1 {
        seq: entry.seq,
        at: entry.at,
        by: entry.by,
        seat: entry.seat,
        kind: entry.act.kind().into(),
        subjects: entry.act.subjects(),
        digest,
        prev,
        body,
        vocabulary: VOCABULARY,
    };
    let adds = Some(entry.act.adds()).filter(|it| *it != Adds::default());
    encode(&StoredHeader::V2(HeaderV2 { first, adds })).map_err(|_| Fault::TooLarge { seq: entry.seq, bytes: RECORD_LIMIT })
}

/// A header from bytes of any version ever written. `hash` is the chain hash after it, which is not in the bytes.
pub(super) fn decode_header(bytes: &[u8], hash: Hash) -> Result<FullHeader, Fault> {
    let (first, adds) = match version(bytes) {
        Some(1 | 2) => match decode(bytes) {
            Some(StoredHeader::V1(it)) => {
                let adds = Adds::by_kind(&it.kind);
                (it, adds)
            }
            Some(StoredHeader::V2(HeaderV2 { first, adds })) => (first, Some(adds.unwrap_or_default())),
            None => return Err(Fault::damaged(Part::Store, None)),
        },
        Some(found) => return Err(Fault::NewerVersion { found, ours: 2 }),
        None => return Err(Fault::damaged(Part::Store, None)),
    };
    let HeaderV1 { seq, at, by, seat, kind, subjects, digest, prev, body, vocabulary } = first;
    Ok(FullHeader { header: Header { seq, at, by, seat, kind, subjects, digest, prev, hash }, body, vocabulary, adds, epoch: None })
}

/// Pads to a multiple of 64 bytes: the length, the bytes, zeros.
pub(super) fn pad(bytes: &[u8]) -> Vec<u8> {
    let mut padded = Vec::with_capacity((bytes.len() + 4).next_multiple_of(PAD));
    // Records are at most RECORD_LIMIT long, which fits.
    padded.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    padded.extend_from_slice(bytes);
    padded.resize(padded.len().next_multiple_of(PAD), 0);
    padded
}

/// What was padded; `None` if it was not padded by [`pad`].
pub(super) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<4>()?;
    let (bytes, zeros) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    (padded.len().is_multiple_of(PAD) && zeros.len() < PAD && zeros.iter().all(|it| *it == 0)).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode_act(&bytes);
            let _ = decode_header(&bytes, [0; 32]);
            let _ = unpad(&bytes);
        }

        #[test]
        fn no_bytes_behind_a_known_version_make_it_panic(act in 0u8..10, kind in 0u8..11, bytes in proptest::collection::vec(prop_oneof![0u8..4, any::<u8>()], 0..200)) {
            let bytes: Vec<u8> = [0, act, kind].into_iter().chain(bytes).collect();
            let _ = decode_act(&bytes);
        }

        #[test]
        fn padding_comes_off(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let padded = pad(&bytes);
            prop_assert_eq!(padded.len() % 64, 0);
            prop_assert_eq!(unpad(&padded), Some(&bytes[..]));
        }
    }

    fn act() -> Act {
        Act::Undone { of: Seq(300), by: Box::new(Act::Staff(crate::campus::StaffAct::PassphraseChanged { user: UserId(1) })) }
    }

    #[test]
    fn a_byte_too_many_or_too_few_is_refused() {
        let bytes = encode_act(&act()).unwrap();
        assert_eq!(decode_act(&bytes), Ok(act()));
        assert!(decode_act(&[&bytes[..], &[0]].concat()).is_err());
        assert!(decode_act(&bytes[..bytes.len() - 1]).is_err());
    }

    /// A header of each form as it was first written. These files are never changed.
    #[test]
    fn headers_of_every_form_are_read() {
        let user = crate::campus::User::new("zhang", "张老师", crate::campus::Role::Counselor);
        let act = Act::Staff(crate::campus::StaffAct::Joined(user));
        let entry = Entry { seq: Seq(70_000), at: Stamp(1_766_000_000_000), by: UserId(3), seat: SeatId(1), act };
        let second = encode_header(&entry, [7; 32], [9; 32], 362).unwrap();
        let golden = |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
        if std::env::var_os("YEDENG_GOLDEN").is_some_and(|it| it == "write") {
            let first = match decode(&second) {
                Some(StoredHeader::V2(it)) => encode(&StoredHeader::V1(it.first)).unwrap(),
                _ => panic!("not of the second form"),
            };
            for (name, bytes) in [("header-v1.bin", &first), ("header-v2.bin", &second)] {
                if !golden(name).exists() {
                    std::fs::write(golden(name), bytes).unwrap();
                }
            }
        }
        let read = |name| decode_header(&std::fs::read(golden(name)).unwrap(), [1; 32]).unwrap();
        let (old, new) = (read("header-v1.bin"), read("header-v2.bin"));
        assert_eq!((old.adds, new.adds), (None, Some(Adds { users: 1, ..Adds::default() })));
        assert_eq!(FullHeader { adds: None, ..new.clone() }, old);
        assert_eq!((new.header.seq, &*new.header.kind, new.body, new.header.prev), (Seq(70_000), "staff.joined", 362, [9; 32]));
        // The vocabulary is the program's, not the form's: written as of the file's, the bytes are the file's.
        let Some(StoredHeader::V2(mut it)) = decode(&second) else { panic!("not of the second form") };
        it.first.vocabulary = new.vocabulary;
        let written = encode(&StoredHeader::V2(it)).unwrap();
        assert_eq!(std::fs::read(golden("header-v2.bin")).unwrap(), written, "what is written has changed: it needs a form of its own");
    }

    #[test]
    fn a_newer_version_is_refused_as_newer() {
        let mut bytes = encode_act(&act()).unwrap();
        bytes[0] = 1;
        assert_eq!(decode_act(&bytes), Err(Fault::NewerVersion { found: 2, ours: 1 }));
    }

    #[test]
    fn undos_nested_a_million_deep_do_not_end_the_program() {
        let bytes: Vec<u8> = std::iter::once(0).chain([8, 1].into_iter().cycle().take(2_000_000)).collect();
        assert!(decode_act(&bytes).is_err());
        // The same number in three bytes and in nine.
        for eight in [&[251, 8, 0][..], &[253, 8, 0, 0, 0, 0, 0, 0, 0]] {
            let bytes: Vec<u8> = std::iter::once(0).chain([eight, &[1]].concat().into_iter().cycle().take(2_000_000)).collect();
            assert!(decode_act(&bytes).is_err());
        }
        let twice = Act::Undone { of: Seq(70_000), by: Box::new(act()) };
        assert!(decode_act(&encode_act(&twice).unwrap()).is_err(), "the guard knows how an undo is written");
    }
}
