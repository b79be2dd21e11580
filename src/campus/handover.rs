//! The handover (交接班): given by who goes, read and written back by who comes, accepted; both sign. After that what is added to the shift is
//! marked as late.
//!
//! What is handed over is named by id; what the giver says of it is in the entry. The receiver writes the grave things back in their own words
//! (receiver's synthesis of I-PASS); without that it cannot be accepted.

use super::shift::Shifts;
use super::{Day, Paged, Refusal, Seq, Shift, ShiftId, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Something that is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum HandoverItem {
    /// An open incident.
    Incident(Seq),
    /// A student who is looked for.
    Search {
        /// The night.
        day: Day,
        /// Whom.
        student: StudentId,
    },
    /// A round that is not ended.
    Round(Seq),
    /// A talk that is to be followed up.
    FollowUp(Seq),
    /// A leave that waits for a decision, or whose student is not back.
    Leave(Seq),
    /// A request about the schedule that waits for somebody.
    Change(Seq),
    /// A student to keep an eye on.
    Student(StudentId),
}

/// How much an item weighs (I-PASS: illness severity).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Weight {
    /// 紧要: to be written back.
    Severe,
    /// 关注.
    Watch,
    /// 一般.
    Routine,
}

/// A line of a handover: an item, or something that is no item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverLine {
    /// What it is about.
    pub item: Option<HandoverItem>,
    /// How much it weighs.
    pub weight: Weight,
    /// What is to be done (待办).
    pub action: Box<str>,
    /// By whom.
    pub owner: Option<UserId>,
    /// By when.
    pub due: Option<Stamp>,
    /// What may go wrong, and what then (预案).
    pub contingency: Box<str>,
}

/// A handover as it is given: the giver's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverGiven {
    /// The shift that ends.
    pub shift: ShiftId,
    /// The shift that takes over, if one is published.
    pub next: Option<ShiftId>,
    /// To whom.
    pub to: UserId,
    /// What kind of night it was, in a few words (概况).
    pub summary: Box<str>,
    /// Item by item, the grave ones first.
    pub lines: Vec<HandoverLine>,
    /// Keys and things of the room (钥匙与物品).
    pub things: Box<str>,
}

/// Acts on handovers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoverAct {
    /// It is given; its id is the number of this entry.
    Given(HandoverGiven),
    /// The receiver writes a line back in their own words (复述).
    WrittenBack {
        /// Which handover.
        handover: Seq,
        /// Which line, from 0.
        line: u16,
        /// What they understood.
        text: Box<str>,
    },
    /// The receiver asks something.
    Asked {
        /// Which handover.
        handover: Seq,
        /// What.
        text: Box<str>,
    },
    /// The giver answers, or adds something.
    Answered {
        /// Which handover.
        handover: Seq,
        /// What.
        text: Box<str>,
    },
    /// The receiver accepts: the second signature.
    Accepted {
        /// Which.
        handover: Seq,
    },
    /// The giver takes it back, to give it anew.
    Recalled {
        /// Which.
        handover: Seq,
    },
    /// The duty is taken over without it (紧急接班).
    Bypassed {
        /// Which.
        handover: Seq,
        /// Why.
        text: Box<str>,
    },
}

/// How a handover stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HandoverState {
    /// 待接班.
    Given,
    /// 已接班.
    Accepted,
    /// 已撤回.
    Recalled,
    /// 紧急接班.
    Bypassed,
}

/// A handover as the campus keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverHead {
    /// The entry it was given in: its id.
    pub seq: Seq,
    /// When.
    pub at: Stamp,
    /// Who gave it.
    pub by: UserId,
    /// The shift that ends.
    pub shift: ShiftId,
    /// The shift that takes over.
    pub next: Option<ShiftId>,
    /// To whom.
    pub to: UserId,
    /// What each line is about, and how much it weighs.
    pub lines: Vec<(Option<HandoverItem>, Weight)>,
    /// Lines written back, each with the last entry that did.
    pub written_back: SmallVec<[(u16, Seq); 4]>,
    /// Questions and answers, in order; who asked or answered stands in the entry.
    pub asked: SmallVec<[Seq; 2]>,
    /// How it stands.
    pub state: HandoverState,
    /// Who accepted or bypassed it, when and in which entry.
    pub settled: Option<(UserId, Stamp, Seq)>,
}

impl HandoverHead {
    /// Grave lines that are not written back yet.
    pub fn owed(&self) -> impl Iterator<Item = u16> {
        let severe = (0_u16..).zip(&self.lines).filter(|(_, (_, weight))| *weight == Weight::Severe).map(|(line, _)| line);
        severe.filter(|line| !self.written_back.iter().any(|(done, _)| done == line))
    }
}

/// All handovers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handovers {
    pub(super) heads: Paged<HandoverHead>,
}

/// Most lines of a handover.
pub const HANDOVER_LINES_LIMIT: usize = 500;
/// Longest text of a line, in characters.
pub const HANDOVER_LINE_LIMIT: usize = 1_000;

impl Default for Handovers {
    fn default() -> Self {
        Self { heads: Paged::new(32) }
    }
}

impl Handovers {
    /// All handovers, oldest first.
    pub fn heads(&self) -> &[HandoverHead] {
        self.heads.rows()
    }

    /// One handover.
    pub fn get(&self, seq: Seq) -> Option<&HandoverHead> {
        self.heads.by_seq(seq)
    }

    /// The handover of a shift that was given and not taken back.
    pub fn of_shift(&self, shift: ShiftId) -> Option<&HandoverHead> {
        self.heads.rows().iter().rev().find(|it| it.shift == shift && it.state != HandoverState::Recalled)
    }

    /// The handover that waits for whoever has this shift now.
    pub fn waiting_for_shift(&self, shift: ShiftId) -> Option<&HandoverHead> {
        self.waiting().find(|it| it.next == Some(shift))
    }

    /// All handovers that wait.
    pub fn waiting(&self) -> impl DoubleEndedIterator<Item = &HandoverHead> {
        self.heads.rows().iter().filter(|it| it.state == HandoverState::Given)
    }

    /// When the shift was handed over and accepted: what is added to it later is late.
    pub fn sealed(&self, shift: ShiftId) -> Option<(Stamp, Seq)> {
        let head = self.of_shift(shift).filter(|it| it.state == HandoverState::Accepted)?;
        head.settled.map(|(_, at, seq)| (at, seq))
    }

    /// The handover that keeps somebody from their duty at `now`: given to them, or to the shift they have, and not accepted yet.
    pub fn locks(&self, shifts: &Shifts, user: UserId, now: Stamp) -> Option<&HandoverHead> {
        self.waiting().find(|it| {
            let next = it.next.and_then(|id| shifts.get(id));
            next.is_some_and(|next| next.person == user && next.covers(now))
        })
    }

    /// Whether somebody is to receive a handover: it was given to them, or the shift that takes over is theirs.
    pub fn is_receiver(head: &HandoverHead, shifts: &Shifts, user: UserId) -> bool {
        let has = head.next.and_then(|id| shifts.get(id)).is_some_and(|it| it.person == user);
        head.by != user && (head.to == user || has)
    }

    pub(super) fn check(&self, shifts: &Shifts, users: usize, (by, now): (UserId, Stamp), act: &HandoverAct) -> Result<(), Refusal> {
        let waiting = |seq: Seq| {
            let head = self.get(seq).ok_or(Refusal::NoSuchHandover(seq))?;
            if head.state == HandoverState::Given { Ok(head) } else { Err(Refusal::HandoverSettled(seq)) }
        };
        let receiver = |head: &HandoverHead| if Self::is_receiver(head, shifts, by) { Ok(()) } else { Err(Refusal::NotYours) };
        match act {
            HandoverAct::Given(it) => self.check_given(shifts, users, now, it),
            HandoverAct::WrittenBack { handover, line, text } => {
                let head = waiting(*handover)?;
                receiver(head)?;
                if usize::from(*line) >= head.lines.len() {
                    return Err(Refusal::NoSuchLine(*line));
                }
                super::check_text_up_to(text, HANDOVER_LINE_LIMIT)
            }
            HandoverAct::Asked { handover, text } => {
                receiver(waiting(*handover)?)?;
                super::check_text_up_to(text, HANDOVER_LINE_LIMIT)
            }
            HandoverAct::Answered { handover, text } => {
                let head = self.get(*handover).ok_or(Refusal::NoSuchHandover(*handover))?;
                if head.by != by {
                    return Err(Refusal::NotYours);
                }
                super::check_text_up_to(text, HANDOVER_LINE_LIMIT)
            }
            HandoverAct::Accepted { handover } => {
                let head = waiting(*handover)?;
                receiver(head)?;
                let owed = head.owed().count();
                if owed == 0 { Ok(()) } else { Err(Refusal::WriteBackOwed { handover: *handover, lines: owed }) }
            }
            HandoverAct::Recalled { handover } => waiting(*handover).map(|_| ()),
            HandoverAct::Bypassed { handover, text } => {
                waiting(*handover)?;
                if text.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                super::check_len(text, HANDOVER_LINE_LIMIT)
            }
        }
    }

    fn check_given(&self, shifts: &Shifts, users: usize, now: Stamp, it: &HandoverGiven) -> Result<(), Refusal> {
        let standing = |id: ShiftId| shifts.get(id).filter(|it| !it.cancelled).ok_or(Refusal::NoSuchShift(id));
        let ending: &Shift = standing(it.shift)?;
        if ending.signed_in.is_none() {
            return Err(Refusal::NotSignedIn(it.shift));
        }
        if ending.starts > now {
            return Err(Refusal::SignedElsewhen(it.shift));
        }
        if let Some(next) = it.next
            && standing(next)?.starts < ending.ends
        {
            return Err(Refusal::NoSuchShift(next));
        }
        if it.to.index() >= users {
            return Err(Refusal::NoSuchUser(it.to));
        }
        if it.to == ending.person && it.next.is_none() {
            return Err(Refusal::SecondPersonNeeded);
        }
        if let Some(head) = self.of_shift(it.shift) {
            return Err(Refusal::HandoverSettled(head.seq));
        }
        if it.lines.len() > HANDOVER_LINES_LIMIT {
            return Err(Refusal::TooLong { limit: HANDOVER_LINES_LIMIT, got: it.lines.len() });
        }
        super::check_text_len(&it.summary)?;
        super::check_text_len(&it.things)?;
        it.lines.iter().try_for_each(|line| {
            if line.item.is_none() && line.action.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            if let Some(owner) = line.owner.filter(|it| it.index() >= users) {
                return Err(Refusal::NoSuchUser(owner));
            }
            super::check_len(&line.action, HANDOVER_LINE_LIMIT)?;
            super::check_len(&line.contingency, HANDOVER_LINE_LIMIT)
        })
    }

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &HandoverAct) {
        let (handover, to) = match act {
            HandoverAct::Given(it) => {
                self.heads.push(HandoverHead {
                    seq,
                    at,
                    by,
                    shift: it.shift,
                    next: it.next,
                    to: it.to,
                    lines: it.lines.iter().map(|line| (line.item, line.weight)).collect(),
                    written_back: SmallVec::new(),
                    asked: SmallVec::new(),
                    state: HandoverState::Given,
                    settled: None,
                });
                return;
            }
            HandoverAct::WrittenBack { handover, line, .. } => {
                if let Some(it) = self.heads.by_seq_mut(*handover) {
                    it.written_back.retain(|(done, _)| done != line);
                    it.written_back.push((*line, seq));
                }
                return;
            }
            HandoverAct::Asked { handover, .. } | HandoverAct::Answered { handover, .. } => {
                if let Some(it) = self.heads.by_seq_mut(*handover) {
                    it.asked.push(seq);
                }
                return;
            }
            HandoverAct::Accepted { handover } => (*handover, HandoverState::Accepted),
            HandoverAct::Recalled { handover } => (*handover, HandoverState::Recalled),
            HandoverAct::Bypassed { handover, .. } => (*handover, HandoverState::Bypassed),
        };
        if let Some(it) = self.heads.by_seq_mut(handover) {
            (it.state, it.settled) = (to, Some((by, at, seq)));
        }
    }
}
