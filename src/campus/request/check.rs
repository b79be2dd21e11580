//! What an act about a request is held against (办理规则).

use super::{OFFICE_LIMIT, ReceptionHead, RequestAct, RequestHead, RequestState, Requests, STARS};
use crate::campus::{self, Day, People, Places, Refusal, Seq, Spot, Stamp, TIMELINE_LIMIT};

impl Requests {
    /// `now` is who acts, when, and which day that is.
    pub(in crate::campus) fn check(&self, places: &Places, people: &People, now: (Stamp, Day), act: &RequestAct) -> Result<(), Refusal> {
        let (at, today) = now;
        match act {
            RequestAct::Opened(it) => {
                campus::check_spot(places, it.place.as_ref())?;
                campus::check_students(people, it.student.as_slice())?;
                campus::check_tags(&it.tags)?;
                campus::check_text(&it.text)?;
                campus::check_text_len(&it.promise)?;
                check_name(&it.office)?;
                check_due(at, it.due)?;
                it.reception.map_or(Ok(()), |seq| self.known_reception(seq).map(|_| ()))
            }
            RequestAct::Moved { request, from, to, text } => self.check_moved(*request, *from, *to, text),
            RequestAct::Assigned { request, from, to, due_before, due, text } => {
                campus::check_text_len(text)?;
                check_name(to)?;
                let it = self.owed(*request)?;
                if (&it.office, it.due) != (from, *due_before) || from == to && due_before == due {
                    return Err(Refusal::ChangedMeanwhile);
                }
                check_due(it.at, *due)
            }
            RequestAct::Answered { request, from, text } => {
                campus::check_text(text)?;
                let it = self.owed(*request)?;
                if it.state == *from { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            RequestAct::Reopened { request, from, due_before, due, text } => {
                campus::check_text_len(text)?;
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
                campus::check_text_len(text)?;
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
                campus::check_text(text)?;
                if *when > at.plus_minutes(5) { Err(Refusal::InFuture) } else { Ok(()) }
            }
            RequestAct::Restored { request, gone, from, to, due } => {
                let it = self.get(*request).ok_or(Refusal::NoSuchRequest(*request))?;
                if it.state == *from && it.can_go_back(*gone, *to, *due) { Ok(()) } else { Err(Refusal::ChangedMeanwhile) }
            }
            RequestAct::ReceptionHeld(it) => {
                campus::check_text_len(&it.text)?;
                check_name(&it.leader)?;
                campus::check_spot(places, it.community.map(Spot::Community).as_ref())?;
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
                campus::check_text_len(&after.text)?;
                check_name(&after.leader)?;
                campus::check_spot(places, after.community.map(Spot::Community).as_ref())?;
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
        campus::check_text_len(text)?;
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

    fn known_reception(&self, reception: Seq) -> Result<&ReceptionHead, Refusal> {
        self.reception(reception).filter(|it| !it.withdrawn).ok_or(Refusal::NoSuchReception(reception))
    }
}

/// Why one to which no answer is owed is not answered.
fn settled(it: &RequestHead) -> Refusal {
    if it.answers.is_empty() { Refusal::RequestSettled(it.seq) } else { Refusal::RequestAnswered(it.seq) }
}

fn check_name(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() { Err(Refusal::EmptyName) } else { campus::check_len(name, OFFICE_LIMIT) }
}

/// What is promised lies ahead of when it is promised.
fn check_due(from: Stamp, due: Stamp) -> Result<(), Refusal> {
    if due > from { Ok(()) } else { Err(Refusal::DueTooEarly) }
}
