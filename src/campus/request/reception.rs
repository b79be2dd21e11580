//! Reception days of leaders (领导接待日), to which requests are brought.

use super::{RequestAct, Requests};
use crate::campus::{Act, CommunityId, Day, Refusal, Seq, Stamp, UserId};
use serde::{Deserialize, Serialize};

/// Of which rank a leader is who receives (领导层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LeaderRank {
    /// 校领导.
    College,
    /// 院系领导.
    Department,
}

/// A reception day of a leader (领导接待日). Who came is in the requests that were brought to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceptionHeld {
    /// On which day.
    pub day: Day,
    /// Who received.
    pub leader: Box<str>,
    /// Of which rank they are.
    pub rank: LeaderRank,
    /// In which community.
    pub community: Option<CommunityId>,
    /// What there is to say; may be empty.
    pub text: Box<str>,
}

/// What the campus keeps of a reception day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceptionHead {
    /// The entry: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// The entry that says how it stands: this one, or the last that amended it.
    pub words: Seq,
    /// Who set it last, and when.
    pub changed: (UserId, Stamp),
    /// On which day.
    pub day: Day,
    /// Who received.
    pub leader: Box<str>,
    /// Of which rank they are.
    pub rank: LeaderRank,
    /// In which community.
    pub community: Option<CommunityId>,
    /// Taken back.
    pub withdrawn: bool,
}

impl ReceptionHeld {
    /// How a reception day stands by an entry that says so; `None` where it says nothing of one, or only that it was a mistake.
    pub fn of(act: &Act) -> Option<&Self> {
        match act {
            Act::Request(RequestAct::ReceptionHeld(it)) => Some(it),
            Act::Request(RequestAct::ReceptionAmended { after, .. }) => Some(after),
            Act::Undone { by, .. } => Self::of(by),
            _ => None,
        }
    }
}

impl ReceptionHead {
    /// Whether it stands as somebody says; its words lie in the logbook.
    pub(super) fn stands_as(&self, it: &ReceptionHeld) -> bool {
        (self.day, &self.leader, self.rank, self.community) == (it.day, &it.leader, it.rank, it.community)
    }
}

impl Requests {
    /// All reception days in the order of the logbook, those taken back included.
    pub fn receptions(&self) -> &[ReceptionHead] {
        self.receptions.rows()
    }

    /// One reception day by its id.
    pub fn reception(&self, seq: Seq) -> Option<&ReceptionHead> {
        self.receptions.by_seq(seq)
    }

    /// No leader has two reception days on one day.
    pub(super) fn check_alone(&self, but: Option<Seq>, it: &ReceptionHeld) -> Result<(), Refusal> {
        let same = |head: &&ReceptionHead| !head.withdrawn && Some(head.seq) != but && (head.day, &head.leader) == (it.day, &it.leader);
        self.receptions().iter().find(same).map_or(Ok(()), |it| Err(Refusal::ReceptionTwice(it.seq)))
    }
}
