//! Requests (诉求): what students want done or answered, which service has it, until when it is promised, and what came of it.

use super::{CommunityId, Day, Paged, People, Places, Refusal, Seq, Spot, Stamp, StudentId, TIMELINE_LIMIT, UserId};
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

/// A request as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestOpened {
    /// What is wanted.
    pub kind: RequestKind,
    /// Where.
    pub place: Option<Spot>,
    /// Who asks, if that is known.
    pub student: Option<StudentId>,
    /// Which service has it (责任部门), as the college's routes name it.
    pub office: Box<str>,
    /// Until when an answer is promised.
    pub due: Stamp,
    /// The reception day it was brought to.
    pub reception: Option<Seq>,
    /// Tags, without the `#`.
    pub tags: Vec<Box<str>>,
    /// What is wanted, in words.
    pub text: Box<str>,
    /// What was promised on the reception day; may be empty.
    pub promise: Box<str>,
}

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

/// Acts on requests, and on the reception days they are brought to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestAct {
    /// A request is opened; its id is the number of this entry.
    Opened(Box<RequestOpened>),
    /// It is accepted, taken in hand, closed, taken back; or one of these is taken back.
    Moved {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// As it stands from now on.
        to: RequestState,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// Another service has it from now on (转办).
    Assigned {
        /// Which request.
        request: Seq,
        /// Who had it.
        from: Box<str>,
        /// Who has it.
        to: Box<str>,
        /// Until when an answer was promised.
        due_before: Stamp,
        /// Until when it is promised from now on.
        due: Stamp,
        /// Why; may be empty.
        text: Box<str>,
    },
    /// It is answered (答复).
    Answered {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// The answer.
        text: Box<str>,
    },
    /// The answer does not do: an answer is owed again (重办).
    Reopened {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// Until when an answer was promised.
        due_before: Stamp,
        /// Until when it is promised from now on.
        due: Stamp,
        /// Why.
        text: Box<str>,
    },
    /// The student says how it was done (评价).
    Rated {
        /// Which request.
        request: Seq,
        /// As it stood.
        from: RequestState,
        /// From 1, bad, to 5, good.
        stars: u8,
        /// In words; may be empty.
        text: Box<str>,
    },
    /// A line of its timeline.
    Noted {
        /// Which request.
        request: Seq,
        /// When it was.
        at: Stamp,
        /// What.
        text: Box<str>,
    },
    /// An answer, a rating or a reopening is taken back.
    Restored {
        /// Which request.
        request: Seq,
        /// The entry that is taken back.
        gone: Seq,
        /// As it stood.
        from: RequestState,
        /// As it stands again.
        to: RequestState,
        /// Until when an answer is promised again.
        due: Stamp,
    },
    /// A leader received students; the day is known by the number of this entry.
    ReceptionHeld(ReceptionHeld),
    /// It was a mistake.
    ReceptionWithdrawn {
        /// Which.
        reception: Seq,
    },
    /// What is known of a reception day changes.
    ReceptionAmended {
        /// Which.
        reception: Seq,
        /// The entry that says how it stood.
        words: Seq,
        /// As it stood.
        before: Box<ReceptionHeld>,
        /// As it stands from now on.
        after: Box<ReceptionHeld>,
    },
}

impl RequestAct {
    /// The request it is about; `None` for one that is opened, and for reception days.
    pub fn request(&self) -> Option<Seq> {
        match self {
            Self::Moved { request, .. }
            | Self::Assigned { request, .. }
            | Self::Answered { request, .. }
            | Self::Reopened { request, .. }
            | Self::Rated { request, .. }
            | Self::Noted { request, .. }
            | Self::Restored { request, .. } => Some(*request),
            Self::Opened(_) | Self::ReceptionHeld(_) | Self::ReceptionWithdrawn { .. } | Self::ReceptionAmended { .. } => None,
        }
    }
}

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
    fn can_go_back(&self, gone: Seq, to: RequestState, due: Stamp) -> bool {
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

    fn go_back(&mut self, gone: Seq, to: RequestState, due: Stamp) {
        self.answers.retain(|(answer, _)| *answer != gone);
        self.ratings.retain(|(rating, _)| *rating != gone);
        (self.state, self.due) = (to, due);
    }

    /// What counts of it in the supervision of services.
    pub fn case(&self) -> super::Case<'_> {
        super::Case {
            office: &self.office,
            at: self.at,
            due: self.due,
            open: self.state.is_open(),
            answered: self.answer().map(|(_, at)| at),
            stars: self.rating().map(|(_, stars)| stars),
        }
    }
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

impl ReceptionHead {
    /// Whether it stands as somebody says; its words lie in the logbook.
    fn stands_as(&self, it: &ReceptionHeld) -> bool {
        (self.day, &self.leader, self.rank, self.community) == (it.day, &it.leader, it.rank, it.community)
    }
}

/// Longest name of a service or a leader, in characters.
pub const OFFICE_LIMIT: usize = 40;
/// Most stars of a rating.
pub const STARS: u8 = 5;

/// All requests, and the reception days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requests {
    pub(super) heads: Paged<RequestHead>,
    pub(super) receptions: Paged<ReceptionHead>,
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
        self.row(seq).and_then(|row| self.heads.get(row))
    }

    fn row(&self, seq: Seq) -> Option<usize> {
        self.heads.rows().binary_search_by_key(&seq, |it| it.seq).ok()
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

    /// All reception days in the order of the logbook, those taken back included.
    pub fn receptions(&self) -> &[ReceptionHead] {
        self.receptions.rows()
    }

    /// One reception day by its id.
    pub fn reception(&self, seq: Seq) -> Option<&ReceptionHead> {
        self.receptions.rows().binary_search_by_key(&seq, |it| it.seq).ok().and_then(|row| self.receptions.get(row))
    }

    /// `now` is who acts, when, and which day that is.
    pub(super) fn check(&self, places: &Places, people: &People, now: (Stamp, Day), act: &RequestAct) -> Result<(), Refusal> {
        let (at, today) = now;
        match act {
            RequestAct::Opened(it) => {
                super::check_spot(places, it.place.as_ref())?;
                super::check_students(people, it.student.as_slice())?;
                super::check_tags(&it.tags)?;
                super::check_text(&it.text)?;
                super::check_text_len(&it.promise)?;
                check_name(&it.office)?;
                check_due(at, it.due)?;
                it.reception.map_or(Ok(()), |seq| self.known_reception(seq).map(|_| ()))
            }
            RequestAct::Moved { request, from, to, text } => self.check_moved(*request, *from, *to, text),
            RequestAct::Assigned { request, from, to, due_before, due, text } => {
                super::check_text_len(text)?;
                check_name(to)?;
                let it = self.owed(*request)?;
                if (&it.office, it.due) != (from, *due_before) || from == to && due_before == due {
                    return Err(Refusal::ChangedMeanwhile);
                }
                check_due(it.at, *due)
            }
            RequestAct::Answered { request, from, text } => {
                super::check_text(text)?;
                let it = self.owed(*request)?;
                if it.state == *from { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            RequestAct::Reopened { request, from, due_before, due, text } => {
                super::check_text_len(text)?;
                let it = self.known(*request)?;
                if it.state.is_open() {
                    return Err(Refusal::RequestUnanswered(*request));
                }
                if (it.state, it.due) != (*from, *due_before) {
                    return Err(Refusal::ChangedMeanwhile);
                }
                if text.trim().is_empty() {
                    return Err(Refusal::ReasonNeeded);
                }
                check_due(at, *due)
            }
            RequestAct::Rated { request, from, stars, text } => {
                super::check_text_len(text)?;
                if !(1..=STARS).contains(stars) {
                    return Err(Refusal::Stars(*stars));
                }
                let it = self.known(*request)?;
                if it.answer().is_none() {
                    return Err(Refusal::RequestUnanswered(*request));
                }
                if it.rating().is_some() {
                    return Err(Refusal::RatedAlready(*request));
                }
                if it.state == *from { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            RequestAct::Noted { request, at: when, text } => {
                self.known(*request)?;
                super::check_text(text)?;
                if *when > at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) }
            }
            RequestAct::Restored { request, gone, from, to, due } => {
                let it = self.get(*request).ok_or(Refusal::NoSuchRequest(*request))?;
                if it.state == *from && it.can_go_back(*gone, *to, *due) { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            RequestAct::ReceptionHeld(it) => {
                super::check_text_len(&it.text)?;
                check_name(&it.leader)?;
                super::check_spot(places, it.community.map(Spot::Community).as_ref())?;
                if it.day > today {
                    return Err(Refusal::InFuture);
                }
                self.check_alone(None, it)
            }
            RequestAct::ReceptionAmended { reception, words, before, after } => {
                let head = self.known_reception(*reception)?;
                if head.words != *words || !head.stands_as(before) || before == after {
                    return Err(Refusal::ChangedMeanwhile);
                }
                super::check_text_len(&after.text)?;
                check_name(&after.leader)?;
                super::check_spot(places, after.community.map(Spot::Community).as_ref())?;
                if after.day > today {
                    return Err(Refusal::InFuture);
                }
                self.check_alone(Some(*reception), after)
            }
            RequestAct::ReceptionWithdrawn { reception } => {
                self.known_reception(*reception)?;
                // Whoever came would have come to nobody.
                if self.of_reception(*reception).next().is_some() { Err(Refusal::ReceptionUsed(*reception)) } else { Ok(()) }
            }
        }
    }

    fn check_moved(&self, request: Seq, from: RequestState, to: RequestState, text: &str) -> Result<(), Refusal> {
        use RequestState as S;
        super::check_text_len(text)?;
        let it = self.get(request).ok_or(Refusal::NoSuchRequest(request))?;
        if it.timeline.len() >= TIMELINE_LIMIT {
            return Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got: it.timeline.len() });
        }
        if it.state != from || from == to {
            // To accept what a colleague accepted a moment ago is no contradiction, but it is not done twice either.
            return Err(if from.is_open() && !it.state.is_open() { settled(it) } else { Refusal::ChangedMeanwhile });
        }
        let reasoned = !text.trim().is_empty();
        let wants_reason = match (from, to) {
            // Forwards, one step or two.
            (S::New, S::Accepted | S::InHand) | (S::Accepted, S::InHand) | (S::Answered | S::Rated, S::Closed) => false,
            // Nobody answered: why not has to be said. Whatever else goes back or away has to be explained as well.
            (S::New | S::Accepted | S::InHand, S::Closed) => true,
            (_, S::Withdrawn | S::New | S::Accepted | S::InHand) => true,
            (_, S::Answered) if it.state.is_open() || it.answer().is_none() || it.rating().is_some() => {
                return Err(Refusal::ChangedMeanwhile);
            }
            (_, S::Rated) if it.rating().is_none() => return Err(Refusal::ChangedMeanwhile),
            _ => true,
        };
        if wants_reason && !reasoned { Err(Refusal::ReasonNeeded) } else { Ok(()) }
    }

    fn known(&self, request: Seq) -> Result<&RequestHead, Refusal> {
        let it = self.get(request).filter(|it| it.state != RequestState::Withdrawn).ok_or(Refusal::NoSuchRequest(request))?;
        if it.timeline.len() >= TIMELINE_LIMIT { Err(Refusal::TooLong { limit: TIMELINE_LIMIT, got: it.timeline.len() }) } else { Ok(it) }
    }

    /// One to which an answer is owed.
    fn owed(&self, request: Seq) -> Result<&RequestHead, Refusal> {
        let it = self.known(request)?;
        if it.state.is_open() { Ok(it) } else { Err(settled(it)) }
    }

    /// No leader has two reception days on one day.
    fn check_alone(&self, but: Option<Seq>, it: &ReceptionHeld) -> Result<(), Refusal> {
        let same = |head: &&ReceptionHead| !head.withdrawn && Some(head.seq) != but && (head.day, &head.leader) == (it.day, &it.leader);
        self.receptions().iter().find(same).map_or(Ok(()), |it| Err(Refusal::ReceptionTwice(it.seq)))
    }

    fn known_reception(&self, reception: Seq) -> Result<&ReceptionHead, Refusal> {
        self.reception(reception).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchReception(reception))
    }

    pub(super) fn apply(&mut self, (seq, at, by): (Seq, Stamp, UserId), act: &RequestAct) {
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
                let row = self.receptions.rows().binary_search_by_key(reception, |it| it.seq).ok();
                if let Some(it) = row.and_then(|row| self.receptions.get_mut(row)) {
                    it.withdrawn = true;
                }
            }
            _ => self.change((seq, at), act),
        }
    }

    fn change(&mut self, (seq, at): (Seq, Stamp), act: &RequestAct) {
        let Some(row) = act.request().and_then(|it| self.row(it)) else { return };
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
    pub(super) fn erase(&mut self, request: Seq) {
        if let Some(it) = self.row(request).and_then(|row| self.heads.get_mut(row)) {
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

    pub(super) fn reindex(&mut self) {
        self.open.clear();
        self.of_student.clear();
        self.of_reception.clear();
        (0..self.heads.len()).for_each(|row| self.index(row));
    }
}

/// Why one to which no answer is owed is not answered.
fn settled(it: &RequestHead) -> Refusal {
    if it.answers.is_empty() { Refusal::RequestSettled(it.seq) } else { Refusal::RequestAnswered(it.seq) }
}

fn check_name(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::EmptyName) } else { super::check_len(name, OFFICE_LIMIT) }
}

/// What is promised lies ahead of when it is promised.
fn check_due(from: Stamp, due: Stamp) -> Result<(), Refusal> {
    if due > from { Ok(()) } else { Err(Refusal::DueTooEarly) }
}
