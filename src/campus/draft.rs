//! A schedule that is not published yet (排班草案): who would have which seat of which post on which night. It can be changed and pinned as
//! one likes; publishing it makes shifts of it.

use super::{Day, Paged, Post, Refusal, SEATS_LIMIT, Seq, UserId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A seat of a post on a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DutySeat {
    /// The duty date.
    pub day: Day,
    /// The post.
    pub post: Post,
    /// Which of its seats, from 0.
    pub seat: u8,
}

/// Who has a seat in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seated {
    /// Who.
    pub person: UserId,
    /// Planning anew leaves it as it is (固定).
    pub pinned: bool,
}

/// A seat that changes hands in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// Which.
    pub seat: DutySeat,
    /// Who had it.
    pub before: Option<Seated>,
    /// Who has it from now on.
    pub after: Option<Seated>,
}

/// How a draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DraftState {
    /// 草案.
    Open,
    /// 已发布.
    Published,
    /// 已弃用.
    Dropped,
}

/// Acts on drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftAct {
    /// A draft is made; its id is the number of this entry.
    Made {
        /// First duty date.
        from: Day,
        /// Last.
        until: Day,
        /// The seed it was planned with.
        seed: u64,
        /// Who has which seat; seats of nobody are left out.
        seats: Vec<(DutySeat, Seated)>,
    },
    /// Seats change hands, by hand or by planning anew.
    Changed {
        /// Which draft.
        draft: Seq,
        /// What changes.
        changes: Vec<SeatChange>,
    },
    /// A draft is given up, or taken up again.
    Moved {
        /// Which.
        draft: Seq,
        /// How it stood.
        from: DraftState,
        /// How it stands from now on.
        to: DraftState,
    },
}

/// A draft as the campus keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftHead {
    /// The entry it was made in: its id.
    pub seq: Seq,
    /// Who made it.
    pub by: UserId,
    /// First duty date.
    pub from: Day,
    /// Last.
    pub until: Day,
    /// The seed it was planned with.
    pub seed: u64,
    /// How it stands.
    pub state: DraftState,
    /// Who has which seat, by day, post and seat. Empty once it is published: the shifts tell.
    pub seats: Vec<(DutySeat, Seated)>,
}

impl DraftHead {
    /// Who has a seat.
    pub fn seated(&self, seat: DutySeat) -> Option<Seated> {
        self.place(seat).ok().and_then(|at| self.seats.get(at)).map(|(_, it)| *it)
    }

    fn place(&self, seat: DutySeat) -> Result<usize, usize> {
        self.seats.binary_search_by_key(&order(seat), |(it, _)| order(*it))
    }

    fn set(&mut self, seat: DutySeat, to: Option<Seated>) {
        match (self.place(seat), to) {
            (Ok(at), Some(to)) => self.seats[at].1 = to,
            (Ok(at), None) => drop(self.seats.remove(at)),
            (Err(at), Some(to)) => self.seats.insert(at, (seat, to)),
            (Err(_), None) => {}
        }
    }
}

/// The order of seats: by day, the leader first, then by community.
fn order(seat: DutySeat) -> (Day, u16, u8) {
    let post = match seat.post {
        Post::Leader => 0,
        Post::Workroom(id) => 1 + u16::from(id.0),
    };
    (seat.day, post, seat.seat)
}

/// All drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafts {
    pub(super) heads: Paged<DraftHead>,
}

/// Longest draft, in days.
pub const DRAFT_LIMIT_DAYS: i32 = 400;
/// Most seats of a draft.
pub const DRAFT_LIMIT_SEATS: usize = 20_000;

impl Default for Drafts {
    fn default() -> Self {
        // A draft of a term is a page of its own.
        Self { heads: Paged::new(1) }
    }
}

impl Drafts {
    /// All drafts, oldest first, the published and the dropped included.
    pub fn heads(&self) -> &[DraftHead] {
        self.heads.rows()
    }

    /// Those that are neither published nor dropped.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &DraftHead> {
        self.heads.rows().iter().filter(|it| it.state == DraftState::Open)
    }

    /// One draft.
    pub fn get(&self, seq: Seq) -> Option<&DraftHead> {
        self.heads.by_seq(seq)
    }

    /// The draft, if it may still be changed.
    pub(super) fn check_open(&self, draft: Seq) -> Result<&DraftHead, Refusal> {
        let head = self.get(draft).ok_or(Refusal::NoSuchDraft(draft))?;
        if head.state == DraftState::Open { Ok(head) } else { Err(Refusal::DraftClosed(draft)) }
    }

    pub(super) fn check(&self, users: usize, communities: usize, act: &DraftAct) -> Result<(), Refusal> {
        let known = |seat: &DutySeat, it: &Seated, (from, until): (Day, Day)| {
            if it.person.index() >= users {
                return Err(Refusal::NoSuchUser(it.person));
            }
            match seat.post {
                Post::Workroom(id) if id.index() >= communities => Err(Refusal::NoSuchCommunity(id)),
                _ if seat.day < from || seat.day > until || usize::from(seat.seat) >= SEATS_LIMIT => Err(Refusal::NoSuchSeat(seat.day)),
                _ => Ok(()),
            }
        };
        match act {
            DraftAct::Made { from, until, seats, .. } => {
                let days = until.since(*from);
                if !(0..DRAFT_LIMIT_DAYS).contains(&days) {
                    return Err(Refusal::DaysSpan { days: days.saturating_add(1) });
                }
                if seats.len() > DRAFT_LIMIT_SEATS {
                    return Err(Refusal::TooLong { limit: DRAFT_LIMIT_SEATS, got: seats.len() });
                }
                let mut taken = HashSet::new();
                seats.iter().try_for_each(|(seat, it)| {
                    known(seat, it, (*from, *until))?;
                    if taken.insert(*seat) { Ok(()) } else { Err(Refusal::ShiftTwice { day: seat.day, person: it.person }) }
                })
            }
            DraftAct::Changed { draft, changes } => {
                let head = self.check_open(*draft)?;
                let mut seen = HashSet::new();
                changes.iter().try_for_each(|it| {
                    if let Some(after) = &it.after {
                        known(&it.seat, after, (head.from, head.until))?;
                    }
                    if head.seated(it.seat) == it.before && seen.insert(it.seat) { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
                })
            }
            DraftAct::Moved { draft, from, to } => {
                let head = self.get(*draft).ok_or(Refusal::NoSuchDraft(*draft))?;
                let may = matches!((from, to), (DraftState::Open, DraftState::Dropped) | (DraftState::Dropped, DraftState::Open));
                if !may {
                    return Err(Refusal::DraftClosed(*draft));
                }
                if head.state == *from { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
        }
    }

    pub(super) fn apply(&mut self, seq: Seq, by: UserId, act: &DraftAct) {
        match act {
            DraftAct::Made { from, until, seed, seats } => {
                let mut head =
                    DraftHead { seq, by, from: *from, until: *until, seed: *seed, state: DraftState::Open, seats: seats.clone() };
                head.seats.sort_by_key(|(seat, _)| order(*seat));
                self.heads.push(head);
            }
            DraftAct::Changed { draft, changes } => {
                if let Some(head) = self.heads.by_seq_mut(*draft) {
                    changes.iter().for_each(|it| head.set(it.seat, it.after));
                }
            }
            DraftAct::Moved { draft, to, .. } => {
                if let Some(head) = self.heads.by_seq_mut(*draft) {
                    head.state = *to;
                }
            }
        }
    }

    /// A draft was published.
    pub(super) fn published(&mut self, draft: Seq) {
        if let Some(head) = self.heads.by_seq_mut(draft) {
            head.state = DraftState::Published;
            head.seats = Vec::new();
        }
    }
}
