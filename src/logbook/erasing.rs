//! What an erasure would leave of every entry: the logbook replayed, and each entry asked.

use super::reader::Reader;
use super::residue::Content;
use super::{Fault, Header};
use crate::campus::{Act, Campus, Entry, ErasureScope, Seq};

/// Entries read at once.
const BLOCK: u64 = 1024;

/// What an erasure concerns.
#[derive(Debug, Default)]
pub struct Residues {
    /// The entries that still hold something to erase, each with what is to be left of its act.
    pub acts: Vec<(Seq, Act)>,
    /// The entries that this same erasure has taken already, in a run that was cut short before it was recorded.
    pub done: Vec<Seq>,
}

impl Residues {
    /// All entries whose words are gone once it is done, in order.
    pub fn entries(&self) -> Vec<Seq> {
        let mut all: Vec<Seq> = self.acts.iter().map(|(seq, _)| *seq).chain(self.done.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Reader {
    /// What an erasure of this scope would leave, up to the present head. `erasure` is the entry that asked for it, if one did; `progress` is
    /// told entries done and to do.
    ///
    /// # Errors
    /// As [`Reader::standing`].
    pub fn residues(&self, scope: ErasureScope, erasure: Option<Seq>, progress: &mut dyn FnMut(u64, u64)) -> Result<Residues, Fault> {
        let (mut found, mut campus) = (Residues::default(), Campus::default());
        let (mut next, head) = (Seq(1), self.head().seq);
        while next <= head {
            let last = Seq(next.0 + BLOCK - 1).min(head);
            for content in self.contents(next..=last) {
                let (full, content) = content?;
                let Header { seq, at, by, seat, .. } = full.header;
                if matches!(content, Content::Erased { erasure: of, .. } if Some(of) == erasure) {
                    found.done.push(seq);
                }
                let Some(act) = content.act() else { continue };
                let entry = Entry { seq, at, by, seat, act };
                found.acts.extend(entry.residue(&campus, scope).map(|left| (seq, left)));
                campus.apply(&entry);
            }
            progress(last.0, head.0);
            next = last.next();
        }
        Ok(found)
    }
}
