//! What the campus keeps of a request (诉求).

use super::{RequestKind, RequestState};
use crate::campus::{self, Seq, Spot, Stamp, StudentId, UserId};
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// What the campus keeps of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestHead {
    /// The entry it was opened in: its id.
    pub seq: Seq,
    /// Who wrote it down.
    pub by: UserId,
    /// When.
    pub at: Stamp,
    /// What is wanted.
    pub kind: RequestKind,
    /// How it stands.
    pub state: RequestState,
    /// Where.
    pub place: Option<Spot>,
    /// Who asks.
    pub student: Option<StudentId>,
    /// Which service has it.
    pub office: Box<str>,
    /// Until when an answer is promised.
    pub due: Stamp,
    /// The reception day it was brought to.
    pub reception: Option<Seq>,
    /// The answers it was given, with the time; of several the last one stands.
    pub answers: SmallVec<[(Seq, Stamp); 1]>,
    /// The ratings: the entry, and how many stars; what was rated is the answer before it.
    pub ratings: SmallVec<[(Seq, u8); 1]>,
    /// The entries after the first.
    pub timeline: SmallVec<[Seq; 4]>,
}

impl RequestHead {
    /// The answer that stands, with its time; none while one is owed.
    pub fn answer(&self) -> Option<(Seq, Stamp)> {
        if self.state.is_open() { None } else { self.answers.last().copied() }
    }

    /// The rating of the answer that stands: the entry, and how many stars.
    pub fn rating(&self) -> Option<(Seq, u8)> {
        let (answer, _) = self.answer()?;
        self.ratings.last().copied().filter(|(rating, _)| *rating > answer)
    }

    /// Whether an answer is owed that should have been given.
    pub fn is_overdue(&self, now: Stamp) -> bool {
        self.state.is_open() && self.due < now
    }

    /// Whether an answer, a rating or a reopening is what stands last, so that it can be taken back, and whether it then stood as it is said to.
    pub(super) fn can_go_back(&self, gone: Seq, to: RequestState, due: Stamp) -> bool {
        let last_answer = self.answers.last().map(|(answer, _)| *answer);
        let is_answer = self.state == RequestState::Answered && last_answer == Some(gone);
        let is_rating = self.rating().is_some_and(|(rating, _)| rating == gone);
        // What was answered after it was answered to it.
        let follows = last_answer.is_some_and(|answer| answer < gone) && self.timeline.contains(&gone);
        let is_reopening = self.state == RequestState::InHand && !to.is_open() && follows;
        let mut back = self.clone();
        back.go_back(gone, to, due);
        let stands = match to {
            RequestState::Answered => back.answer().is_some() && back.rating().is_none(),
            RequestState::Rated => back.rating().is_some(),
            _ => true,
        };
        (is_answer || is_rating || is_reopening) && stands
    }

    pub(super) fn go_back(&mut self, gone: Seq, to: RequestState, due: Stamp) {
        self.answers.retain(|(answer, _)| *answer != gone);
        self.ratings.retain(|(rating, _)| *rating != gone);
        (self.state, self.due) = (to, due);
    }

    /// What counts of it in the supervision of services.
    pub fn case(&self) -> campus::Case<'_> {
        campus::Case {
            office: &self.office,
            at: self.at,
            due: self.due,
            open: self.state.is_open(),
            answered: self.answer().map(|(_, at)| at),
            stars: self.rating().map(|(_, stars)| stars),
        }
    }
}
