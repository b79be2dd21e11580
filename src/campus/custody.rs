//! What happens to the logbook itself, and who looked where they usually may not (保管): backups, keys, broken glass, erasure, losses.

use super::{Day, Paged, People, Refusal, Seq, Stamp, StudentId, Talks, UserId};
use serde::{Deserialize, Serialize};

/// What is to be erased (删除范围).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ErasureScope {
    /// Everything that was written about a student, and who they were.
    Student(StudentId),
    /// The words of all talks held and incidents opened within these days, both included: a term after its retention period.
    Period {
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
}

/// A stretch of entries that no copy holds any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The first of them.
    pub first: Seq,
    /// The last of them.
    pub last: Seq,
    /// When, if that is known: the clock of the entry itself, or of the one before.
    pub at: Option<Stamp>,
    /// What kind of act it was, if its header was left.
    pub kind: Option<Box<str>>,
}

/// Acts on the logbook itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CustodyAct {
    /// A backup was made and verified.
    BackedUp {
        /// The backup's own number, as its file and every later mention of it says.
        id: [u8; 16],
        /// The last entry in it.
        upto: Seq,
        /// It was made by itself at the end of a shift, and takes part in the rotation.
        automatic: bool,
    },
    /// This logbook was restored from a backup; from here on it is another than the one the backup was made of.
    Restored {
        /// The backup's number.
        id: [u8; 16],
        /// The last entry in it.
        upto: Seq,
        /// The chain hash there.
        head: [u8; 32],
        /// The epoch of keys that begins.
        epoch: u8,
    },
    /// The data key was changed: whoever left knows nothing of what comes.
    KeyRotated {
        /// The epoch of keys that begins.
        epoch: u8,
    },
    /// Somebody tried to come in as this user and could not.
    UnlocksFailed {
        /// As whom.
        user: UserId,
        /// How often since they last came in.
        times: u32,
        /// When the last time.
        last: Stamp,
    },
    /// The printed recovery key was used.
    RecoveryUsed {
        /// For whom.
        user: UserId,
    },
    /// Somebody who is no reader of a talk read it in need (应急查阅).
    GlassBroken {
        /// Which talk.
        talk: Seq,
        /// Why.
        reason: Box<str>,
    },
    /// Somebody asks for an erasure; its id is the number of this entry.
    ErasureProposed {
        /// What is to go.
        scope: ErasureScope,
        /// How many entries it would concern, by the dry run.
        entries: u32,
        /// Why.
        reason: Box<str>,
    },
    /// A second person agrees.
    ErasureApproved {
        /// Which.
        erasure: Seq,
    },
    /// A second person, or who asked, says no.
    ErasureRejected {
        /// Which.
        erasure: Seq,
        /// Why.
        reason: Box<str>,
    },
    /// It is done, in every copy in reach.
    Erased {
        /// Which.
        erasure: Seq,
        /// The entries whose words are gone.
        entries: Vec<Seq>,
    },
    /// Both copies were damaged; what could be read was kept, and this is what could not.
    Salvaged {
        /// What is missing.
        lost: Vec<Lost>,
    },
    /// A new printed recovery key was asked for. From then on every private key is left with the new one, so everybody is told.
    RecoveryRenewed,
    /// Somebody had a number shown in full (查看完整号码).
    Revealed {
        /// Whose.
        student: StudentId,
        /// Which.
        what: NumberKind,
        /// Why; may be empty where the act at hand says it.
        reason: Box<str>,
    },
    /// Something left the desk with names in it (实名导出).
    Exported {
        /// What: `rounds`.
        what: Box<str>,
        /// Why.
        reason: Box<str>,
        /// How many rows.
        rows: u32,
    },
}

/// A number that is masked until a look at it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumberKind {
    /// The student's phone.
    Phone,
    /// A parent's phone.
    Guardian,
    /// The identity number.
    Identity,
}

/// An act of custody as the campus keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyRow {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// Who did it.
    pub by: UserId,
    /// What was done; the list of entries of [`CustodyAct::Erased`] is left out.
    pub what: CustodyAct,
    /// How many entries that list had.
    pub entries: u32,
}

/// How an erasure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErasureState {
    /// Asked for.
    Proposed,
    /// Agreed to by a second person, and to be carried out.
    Approved,
    /// Refused.
    Rejected,
    /// Carried out.
    Done,
}

/// The record of all this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Custody {
    pub(super) rows: Paged<CustodyRow>,
}

impl Default for Custody {
    fn default() -> Self {
        Self { rows: Paged::new(64) }
    }
}

/// The reason for an erasure outlives it, so it must not say who is erased.
fn names_nobody(people: &People, scope: ErasureScope, why: &str) -> Result<(), Refusal> {
    let ErasureScope::Student(id) = scope else { return Ok(()) };
    let Some(facts) = people.student(id).map(|it| &it.facts) else { return Ok(()) };
    let named = [&facts.name, &facts.no, &facts.phone].into_iter().any(|it| !it.is_empty() && why.contains(&**it));
    if named { Err(Refusal::ReasonNames) } else { Ok(()) }
}

impl Custody {
    /// Everything recorded, in the order of the logbook.
    pub fn rows(&self) -> &[CustodyRow] {
        self.rows.rows()
    }

    /// Who broke the glass over a talk, in order.
    pub fn glass_of(&self, talk: Seq) -> impl Iterator<Item = &CustodyRow> {
        self.rows().iter().filter(move |it| matches!(it.what, CustodyAct::GlassBroken { talk: of, .. } if of == talk))
    }

    /// Who had which number of a student shown in full, in order.
    pub fn reveals_of(&self, student: StudentId) -> impl Iterator<Item = &CustodyRow> {
        self.rows().iter().filter(move |it| matches!(it.what, CustodyAct::Revealed { student: of, .. } if of == student))
    }

    /// An erasure as it was asked for: who asked, its scope, and how it stands.
    pub fn erasure(&self, id: Seq) -> Option<(UserId, ErasureScope, ErasureState)> {
        let asked = self.rows().iter().find(|it| it.seq == id)?;
        let CustodyAct::ErasureProposed { scope, .. } = asked.what else { return None };
        let mut state = ErasureState::Proposed;
        for row in self.rows() {
            match row.what {
                CustodyAct::ErasureApproved { erasure } if erasure == id => state = ErasureState::Approved,
                CustodyAct::ErasureRejected { erasure, .. } if erasure == id => state = ErasureState::Rejected,
                CustodyAct::Erased { erasure, .. } if erasure == id => state = ErasureState::Done,
                _ => {}
            }
        }
        Some((asked.by, scope, state))
    }

    /// The erasures in a state, in the order they were asked for.
    pub fn erasures(&self, wanted: ErasureState) -> impl Iterator<Item = Seq> {
        let asked = self.rows().iter().filter(|it| matches!(it.what, CustodyAct::ErasureProposed { .. })).map(|it| it.seq);
        asked.filter(move |id| self.erasure(*id).is_some_and(|(_, _, state)| state == wanted))
    }

    /// What no copy holds any more, as far as was ever found.
    pub fn lost(&self) -> impl Iterator<Item = &Lost> {
        let salvages = self.rows().iter().filter_map(|it| if let CustodyAct::Salvaged { lost } = &it.what { Some(lost) } else { None });
        salvages.flatten()
    }

    pub(super) fn check(&self, (people, talks): (&People, &Talks), users: usize, by: UserId, act: &CustodyAct) -> Result<(), Refusal> {
        let user = |id: UserId| if id.index() < users { Ok(()) } else { Err(Refusal::NoSuchUser(id)) };
        let reason = |text: &str| {
            if text.trim().is_empty() { Err(Refusal::ReasonNeeded) } else { super::check_text_len(text) }
        };
        let standing = |id: Seq, due: ErasureState| match self.erasure(id) {
            Some((asked_by, _, state)) if state == due => Ok(asked_by),
            _ => Err(Refusal::NoSuchErasure(id)),
        };
        match act {
            CustodyAct::BackedUp { .. }
            | CustodyAct::Restored { .. }
            | CustodyAct::KeyRotated { .. }
            | CustodyAct::Salvaged { .. }
            | CustodyAct::RecoveryRenewed => Ok(()),
            CustodyAct::UnlocksFailed { user: whose, .. } | CustodyAct::RecoveryUsed { user: whose } => user(*whose),
            CustodyAct::GlassBroken { talk, reason: why } => {
                talks.get(*talk).ok_or(Refusal::NoSuchTalk(*talk))?;
                reason(why)
            }
            CustodyAct::Exported { what, reason: why, .. } => {
                reason(why)?;
                if what.trim().is_empty() { Err(Refusal::EmptyName) } else { super::check_text_len(what) }
            }
            CustodyAct::Revealed { student, reason: why, .. } => {
                people.student(*student).ok_or(Refusal::NoSuchStudent(*student))?;
                super::check_text_len(why)
            }
            CustodyAct::ErasureProposed { scope, reason: why, .. } => {
                reason(why)?;
                names_nobody(people, *scope, why)
            }
            CustodyAct::ErasureApproved { erasure } => {
                if standing(*erasure, ErasureState::Proposed)? == by {
                    Err(Refusal::SecondPersonNeeded)
                } else {
                    Ok(())
                }
            }
            CustodyAct::ErasureRejected { erasure, reason: why } => {
                standing(*erasure, ErasureState::Proposed)?;
                reason(why)?;
                self.erasure(*erasure).map_or(Ok(()), |(_, scope, _)| names_nobody(people, scope, why))
            }
            CustodyAct::Erased { erasure, .. } => standing(*erasure, ErasureState::Approved).map(|_| ()),
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, at: Stamp, by: UserId, act: &CustodyAct) {
        let (what, entries) = match act {
            CustodyAct::Erased { erasure, entries } => {
                (CustodyAct::Erased { erasure: *erasure, entries: Vec::new() }, entries.len() as u32)
            }
            other => (other.clone(), 0),
        };
        self.rows.push(CustodyRow { seq, at, by, what, entries });
    }

    /// Why the glass was broken goes with the talk it was broken over; that it was, stays.
    pub(super) fn erase(&mut self, seq: Seq) {
        let Ok(row) = self.rows.rows().binary_search_by_key(&seq, |it| it.seq) else { return };
        if let Some(CustodyRow { what: CustodyAct::GlassBroken { reason, .. } | CustodyAct::Revealed { reason, .. }, .. }) =
            self.rows.get_mut(row)
        {
            *reason = Box::default();
        }
    }
}
