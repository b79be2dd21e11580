//! What stands in place of a body that is gone (残留): erased by law, or lost to damage.
//!
//! The header of an erased entry stays byte for byte, since the chain is over sealed headers; where the body stood, a sealed residue says which
//! erasure took it and what is left of the act, so that replaying gives the same ids as before. Of a lost entry nothing is left to apply; where
//! even its header is gone, the residue carries the chain on.

use super::envelope::{self, FullHeader};
use super::frame::Frame;
use super::reader::{open_entry, open_header};
use super::seal::{Keys, Kind};
use super::{Fault, Hash, Header, Part};
use crate::campus::{Act, Adds, SeatId, Seq, Stamp, UserId};
use serde::{Deserialize, Serialize};

/// What of an entry is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryStanding {
    /// All of it.
    Whole,
    /// Its words were erased by law or on request; the header and a residual act stand.
    Erased,
    /// No copy holds its words any more; at most the header stands.
    Lost,
}

/// The kind that the made-up header of a lost entry names when its own is lost too.
pub const KIND_UNKNOWN: &str = "lost";

/// The versions of a stored residue. Variants are only ever added.
#[derive(Serialize, Deserialize)]
enum StoredResidue {
    V1(ResidueV1),
}

/// As [`Residue`]; the act is in the envelope of acts, with a version of its own.
#[derive(Serialize, Deserialize)]
enum ResidueV1 {
    Erased { act: Vec<u8>, erasure: Seq },
    Lost { prev: Hash, after: Hash, at: Stamp, act: Option<(Box<str>, Adds)> },
}

/// What is left of an entry whose body is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Residue {
    /// It was erased.
    Erased {
        /// What may stay of the act.
        act: Act,
        /// The erasure: the number of the entry that asked for it.
        erasure: Seq,
    },
    /// It was lost.
    Lost {
        /// The chain hash before it.
        prev: Hash,
        /// The chain hash after it: what the next entry names as before, or one made up where no later entry was left.
        after: Hash,
        /// The clock of the entry, or of the last one before whose clock is known.
        at: Stamp,
        /// Where the header is gone and the body was left: the kind of the act and how many rows it adds.
        act: Option<(Box<str>, Adds)>,
    },
}

impl Residue {
    /// Its sealed bytes, which may stand only at this entry.
    pub(super) fn seal(&self, keys: &Keys, seq: Seq) -> Result<Vec<u8>, Fault> {
        let stored = match self {
            Self::Erased { act, erasure } => ResidueV1::Erased { act: envelope::encode_act(act)?, erasure: *erasure },
            Self::Lost { prev, after, at, act } => ResidueV1::Lost { prev: *prev, after: *after, at: *at, act: act.clone() },
        };
        let plain = envelope::encode(&StoredResidue::V1(stored)).map_err(|_| Fault::TooLarge { seq, bytes: envelope::RECORD_LIMIT })?;
        keys.seal(Kind::Residue, &seq.0.to_be_bytes(), &envelope::pad(&plain))
    }

    /// Opens a residue.
    pub(super) fn open(keys: &Keys, seq: Seq, sealed: &[u8]) -> Result<Self, Fault> {
        let damaged = || Fault::damaged(Part::Store, seq);
        let plain = keys.open(Kind::Residue, &seq.0.to_be_bytes(), sealed).map_err(|it| it.fault(Part::Store, seq))?;
        let bytes = envelope::unpad(&plain).ok_or_else(damaged)?;
        match bytes.first() {
            Some(0) => {}
            Some(found) => return Err(Fault::NewerVersion { found: u32::from(*found) + 1, ours: 1 }),
            None => return Err(damaged()),
        }
        let StoredResidue::V1(stored) = envelope::decode(bytes).ok_or_else(damaged)?;
        Ok(match stored {
            ResidueV1::Erased { act, erasure } => Self::Erased { act: envelope::decode_act(&act)?, erasure },
            ResidueV1::Lost { prev, after, at, act } => Self::Lost { prev, after, at, act },
        })
    }
}

/// What stands behind a header: what it says of the entry, and the sealed body or residue.
pub(super) type Rest = (EntryStanding, Box<[u8]>);

/// An entry as it stands on disk: the header and the body or residue, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub standing: EntryStanding,
    /// Empty only for a lost entry of which not even the header is left.
    pub header: Box<[u8]>,
    /// The body, or the residue.
    pub body: Box<[u8]>,
}

/// What an entry still says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// All it said.
    Whole(Act),
    /// What an erasure left of it.
    Erased {
        /// What is left of the act.
        act: Act,
        /// The erasure.
        erasure: Seq,
    },
    /// Nothing.
    Lost,
}

impl Content {
    /// The act, or what is left of it.
    pub(super) fn act(self) -> Option<Act> {
        match self {
            Self::Whole(act) | Self::Erased { act, .. } => Some(act),
            Self::Lost => None,
        }
    }

    pub(super) fn standing(&self) -> EntryStanding {
        match self {
            Self::Whole(_) => EntryStanding::Whole,
            Self::Erased { .. } => EntryStanding::Erased,
            Self::Lost => EntryStanding::Lost,
        }
    }
}

impl Record {
    /// The record in a frame.
    pub(super) fn of(frame: &Frame<'_>) -> Self {
        Self { standing: frame.standing, header: frame.header.into(), body: frame.body.into() }
    }

    /// Opens the header; where it is lost, the residue stands in for it.
    pub(super) fn open_header(&self, keys: &Keys, seq: Seq) -> Result<FullHeader, Fault> {
        open_front(keys, seq, self.standing, &self.header, &self.body)
    }

    /// Opens all of it.
    pub(super) fn open(&self, keys: &Keys, seq: Seq) -> Result<(FullHeader, Content), Fault> {
        let full = self.open_header(keys, seq)?;
        let content = open_content(keys, &full, self.standing, &self.body)?;
        Ok((full, content))
    }
}

/// Opens what stands behind a header.
pub(super) fn open_content(keys: &Keys, full: &FullHeader, standing: EntryStanding, body: &[u8]) -> Result<Content, Fault> {
    let seq = full.header.seq;
    if standing == EntryStanding::Whole {
        return open_entry(keys, full, body).map(|it| Content::Whole(it.act));
    }
    match (standing, Residue::open(keys, seq, body)?) {
        (EntryStanding::Erased, Residue::Erased { act, erasure }) => Ok(Content::Erased { act, erasure }),
        (EntryStanding::Lost, Residue::Lost { .. }) => Ok(Content::Lost),
        _ => Err(Fault::damaged(Part::Store, seq)),
    }
}

/// Opens a header, or makes one up from the residue of an entry of which nothing else is left.
pub(super) fn open_front(keys: &Keys, seq: Seq, standing: EntryStanding, header: &[u8], body: &[u8]) -> Result<FullHeader, Fault> {
    if !header.is_empty() || standing != EntryStanding::Lost {
        return open_header(keys, seq, header);
    }
    let Residue::Lost { prev, after, at, act } = Residue::open(keys, seq, body)? else { return Err(Fault::damaged(Part::Store, seq)) };
    let (kind, adds) = act.map_or_else(|| (KIND_UNKNOWN.into(), None), |(kind, adds)| (kind, Some(adds)));
    let header = Header { seq, at, by: UserId(0), seat: SeatId(0), kind, subjects: Vec::new(), digest: [0; 32], prev, hash: after };
    Ok(FullHeader { header, body: 0, vocabulary: 0, adds, epoch: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campus::StaffAct;
    use crate::logbook::DataKeys;

    fn keys() -> Keys {
        Keys::derive(&DataKeys::of([7; 32]))
    }

    fn residues() -> [(&'static str, Residue); 3] {
        let act = Act::Staff(StaffAct::PassphraseChanged { user: UserId(3) });
        let adds = Adds { users: 1, ..Adds::default() };
        let lost = |act| Residue::Lost { prev: [1; 32], after: [2; 32], at: Stamp(1_766_000_000_000), act };
        [
            ("erased", Residue::Erased { act, erasure: Seq(300) }),
            ("lost", lost(None)),
            ("lost_header", lost(Some(("staff.joined".into(), adds)))),
        ]
    }

    /// Residues as they were first written. These files are never changed.
    #[test]
    fn residues_of_every_form_are_read() {
        for (name, residue) in residues() {
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/residue-v1-{name}.bin"));
            let plain = keys().open(Kind::Residue, &5u64.to_be_bytes(), &residue.seal(&keys(), Seq(5)).unwrap()).unwrap();
            let bytes = envelope::unpad(&plain).unwrap();
            if std::env::var_os("YEDENG_GOLDEN").is_some_and(|it| it == "write") && !file.exists() {
                std::fs::write(&file, bytes).unwrap();
            }
            assert_eq!(std::fs::read(file).unwrap(), bytes, "{name}: what is written has changed: it needs a form of its own");
        }
    }

    #[test]
    fn a_residue_stands_only_in_its_place() {
        for (_, residue) in residues() {
            let sealed = residue.seal(&keys(), Seq(5)).unwrap();
            assert_eq!(Residue::open(&keys(), Seq(5), &sealed), Ok(residue));
            assert!(Residue::open(&keys(), Seq(6), &sealed).is_err());
            assert!(Residue::open(&keys(), Seq(5), &sealed[..sealed.len() - 1]).is_err());
        }
        let newer = keys().seal(Kind::Residue, &5u64.to_be_bytes(), &envelope::pad(&[1, 0])).unwrap();
        assert_eq!(Residue::open(&keys(), Seq(5), &newer), Err(Fault::NewerVersion { found: 2, ours: 1 }));
    }
}
