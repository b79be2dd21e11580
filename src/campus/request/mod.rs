//! Requests (诉求): what students want done or answered, which service has it, until when it is promised, and what came of it.

mod act;
mod check;
mod head;
mod reception;

pub use act::{RequestAct, RequestOpened};
pub use head::RequestHead;
pub use reception::{LeaderRank, ReceptionHead, ReceptionHeld};

use crate::campus::{Paged, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::collections::HashMap;

/// What is wanted (类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RequestKind {
    /// 报修.
    Repair,
    /// 办事: certificates, cards, applications.
    Paperwork,
    /// 投诉.
    Complaint,
    /// 咨询与建议.
    Advice,
}

impl RequestKind {
    /// All of them in the order a form lists them.
    pub const ALL: [Self; 4] = [Self::Repair, Self::Paperwork, Self::Complaint, Self::Advice];
}

/// How a request stands (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RequestState {
    /// 待受理.
    New,
    /// 已受理.
    Accepted,
    /// 办理中.
    InHand,
    /// 已答复.
    Answered,
    /// 已评价.
    Rated,
    /// 已办结.
    Closed,
    /// Taken back as a mistake.
    Withdrawn,
}

impl RequestState {
    /// All of them in their order.
    pub const ALL: [Self; 7] = [Self::New, Self::Accepted, Self::InHand, Self::Answered, Self::Rated, Self::Closed, Self::Withdrawn];

    /// Whether an answer is owed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Accepted | Self::InHand)
    }
}

/// Longest name of a service or a leader, in characters.
pub const OFFICE_LIMIT: usize = 40;
/// Most stars of a rating.
pub const STARS: u8 = 5;

/// All requests, and the reception days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requests {
    pub(in crate::campus) heads: Paged<RequestHead>,
    pub(in crate::campus) receptions: Paged<ReceptionHead>,
    open: Vec<u32>,
    of_student: HashMap<StudentId, Vec<u32>>,
    of_reception: HashMap<Seq, Vec<u32>>,
}

impl Default for Requests {
    fn default() -> Self {
        Self {
            heads: Paged::new(96),
            receptions: Paged::new(128),
            open: Vec::new(),
            of_student: HashMap::new(),
            of_reception: HashMap::new(),
        }
    }
}

impl Requests {
    /// All requests in the order of the logbook, those taken back included.
    pub fn heads(&self) -> &[RequestHead] {
        self.heads.rows()
    }

    /// One request by its id.
    pub fn get(&self, seq: Seq) -> Option<&RequestHead> {
        self.heads.by_seq(seq)
    }

    /// The requests to which an answer is owed, in the order they were opened.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &RequestHead> {
        self.open.iter().filter_map(|row| self.heads.get(*row as usize))
    }

    /// A student's requests, oldest first, those taken back left out.
    pub fn of_student(&self, id: StudentId) -> impl DoubleEndedIterator<Item = &RequestHead> {
        self.those(self.of_student.get(&id))
    }

    /// What was brought to a reception day, in the order it was written down, those taken back left out.
    pub fn of_reception(&self, reception: Seq) -> impl DoubleEndedIterator<Item = &RequestHead> {
        self.those(self.of_reception.get(&reception))
    }

    fn those(&self, rows: Option<&Vec<u32>>) -> impl DoubleEndedIterator<Item = &RequestHead> {
        let rows = rows.map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|row| self.heads.get(*row as usize)).filter(|it| it.state != RequestState::Withdrawn)
    }

    pub(in crate::campus) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &RequestAct) {
        match act {
            RequestAct::Opened(it) => {
                let row = self.heads.push(RequestHead {
                    seq,
                    by,
                    at,
                    kind: it.kind,
                    state: RequestState::New,
                    place: it.place.clone(),
                    student: it.student,
                    office: it.office.clone(),
                    due: it.due,
                    reception: it.reception,
                    answers: SmallVec::new(),
                    ratings: SmallVec::new(),
                    timeline: SmallVec::new(),
                });
                self.index(row);
            }
            RequestAct::ReceptionHeld(it) => {
                let ReceptionHeld { day, leader, rank, community, .. } = it.clone();
                self.receptions.push(ReceptionHead {
                    seq,
                    by,
                    words: seq,
                    changed: (by, at),
                    day,
                    leader,
                    rank,
                    community,
                    withdrawn: false,
                });
            }
            RequestAct::ReceptionAmended { reception, after, .. } => {
                let row = self.receptions.rows().binary_search_by_key(reception, |it| it.seq).ok();
                if let Some(it) = row.and_then(|row| self.receptions.get_mut(row)) {
                    let ReceptionHeld { day, leader, rank, community, .. } = (**after).clone();
                    (it.words, it.changed) = (seq, (by, at));
                    (it.day, it.leader, it.rank, it.community) = (day, leader, rank, community);
                }
            }
            RequestAct::ReceptionWithdrawn { reception } => {
                if let Some(it) = self.receptions.by_seq_mut(*reception) {
                    it.withdrawn = true;
                }
            }
            _ => self.change((seq, at), act),
        }
    }

    fn change(&mut self, (seq, at): (Seq, Stamp), act: &RequestAct) {
        let Some(row) = act.request().and_then(|it| self.heads.row_of(it)) else { return };
        let Some(it) = self.heads.get_mut(row) else { return };
        it.timeline.push(seq);
        match act {
            RequestAct::Moved { to, .. } => it.state = *to,
            RequestAct::Assigned { to, due, .. } => (it.office, it.due) = (to.clone(), *due),
            RequestAct::Answered { .. } => {
                it.answers.push((seq, at));
                it.state = RequestState::Answered;
            }
            RequestAct::Reopened { due, .. } => (it.state, it.due) = (RequestState::InHand, *due),
            RequestAct::Rated { stars, .. } => {
                it.ratings.push((seq, *stars));
                if it.state == RequestState::Answered {
                    it.state = RequestState::Rated;
                }
            }
            RequestAct::Restored { gone, to, due, .. } => it.go_back(*gone, *to, *due),
            RequestAct::Noted { .. }
            | RequestAct::Opened(_)
            | RequestAct::ReceptionHeld(_)
            | RequestAct::ReceptionWithdrawn { .. }
            | RequestAct::ReceptionAmended { .. } => {}
        }
        let open = it.state.is_open();
        match (open, self.open.binary_search(&(row as u32))) {
            (true, Err(at)) => self.open.insert(at, row as u32),
            (false, Ok(at)) => {
                self.open.remove(at);
            }
            _ => {}
        }
    }

    /// A place in words goes with the words of the request.
    pub(in crate::campus) fn erase(&mut self, request: Seq) {
        if let Some(it) = self.heads.by_seq_mut(request) {
            it.place = it.place.take().filter(|it| !matches!(it, Spot::Words(_)));
        }
    }

    fn index(&mut self, row: usize) {
        let Some(it) = self.heads.get(row) else { return };
        if it.state.is_open() {
            self.open.push(row as u32);
        }
        if let Some(id) = it.student {
            self.of_student.entry(id).or_default().push(row as u32);
        }
        if let Some(reception) = it.reception {
            self.of_reception.entry(reception).or_default().push(row as u32);
        }
    }

    pub(in crate::campus) fn reindex(&mut self) {
        self.open.clear();
        self.of_student.clear();
        self.of_reception.clear();
        (0..self.heads.len()).for_each(|row| self.index(row));
    }
}
