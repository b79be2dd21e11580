//! The request desk (诉求): what becomes of a request, one key a step.

use super::{Meant, Reading, Turn, asks, choice_row, text_row};
use crate::campus::{Act, RequestAct, RequestHead, RequestState, STARS, Seq};
use crate::say;
use crate::tui::layer::{Form, FormRow, FormValue, Purpose};
use crate::tui::model::{List, Place};

impl Turn<'_> {
    /// The request under the cursor or on the sheet.
    pub(in crate::tui::update) fn request_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::Request(seq) => Some(seq),
            Place::Requests => self.model.board.requests.rows.get(self.model.cursor(List::Requests).at).copied(),
            _ => None,
        }
    }

    fn request_head(&self) -> Option<RequestHead> {
        let head = self.request_here().and_then(|seq| self.campus().requests().get(seq))?;
        self.sight().request(head).map(|_| head.clone())
    }

    fn no_request(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-request"));
    }

    pub(in crate::tui::update) fn ask_of_request(&mut self, purpose: fn(Seq) -> Purpose) {
        match self.request_here() {
            Some(seq) => self.open_form(purpose(seq)),
            None => self.no_request(),
        }
    }

    /// The step that usually comes next: accepted, in hand, answered, rated, closed.
    pub(in crate::tui::update) fn request_next(&mut self) {
        let Some(it) = self.request_head() else { return self.no_request() };
        match it.state {
            RequestState::New => self.move_request(&it, RequestState::Accepted),
            RequestState::Accepted => self.move_request(&it, RequestState::InHand),
            RequestState::InHand => self.open_form(Purpose::AnswerRequest(it.seq)),
            RequestState::Answered => self.open_form(Purpose::RateRequest(it.seq)),
            RequestState::Rated => self.move_request(&it, RequestState::Closed),
            RequestState::Closed | RequestState::Withdrawn => self.nothing(say!(self.world.words, "screen-toast-request-closed")),
        }
    }

    /// Closes what is answered; of what is not it asks why.
    pub(in crate::tui::update) fn close_request(&mut self) {
        let Some(it) = self.request_head() else { return self.no_request() };
        match it.state {
            RequestState::Answered | RequestState::Rated => self.move_request(&it, RequestState::Closed),
            RequestState::Closed | RequestState::Withdrawn => self.nothing(say!(self.world.words, "screen-toast-request-closed")),
            _ => self.open_form(Purpose::CloseRequest(it.seq)),
        }
    }

    fn move_request(&mut self, it: &RequestHead, to: RequestState) {
        let act = RequestAct::Moved { request: it.seq, from: it.state, to, text: "".into() };
        let done = say!(self.world.words, "screen-toast-request-moved", state = self.world.words.request_state(to));
        self.send(Act::Request(act), done);
    }

    pub(super) fn request_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let words = self.world.words;
        let id = |seq: Seq| format!("Q{seq}");
        match purpose {
            Purpose::AnswerRequest(seq) => {
                (say!(words, "screen-form-request-answer", id = id(seq)), vec![text_row(say!(words, "screen-form-request-words"), "")])
            }
            Purpose::AssignRequest(seq) => {
                let offices = self.offices(seq).into_iter().collect();
                let rows = vec![choice_row(say!(words, "screen-form-office"), offices), text_row(say!(words, "screen-form-reason"), "")];
                (say!(words, "screen-form-request-assign", id = id(seq)), rows)
            }
            Purpose::RateRequest(seq) => {
                let stars = (1..=STARS).map(|it| format!("{it} {}", words.stars(it))).collect();
                let mut stars = choice_row(say!(words, "screen-form-stars"), stars);
                // A digit is so many stars; nobody's rating is put into their mouth, so it begins in the middle.
                if let FormValue::Choice(_, at) = &mut stars.value {
                    *at = usize::from(STARS / 2);
                }
                let rows = vec![stars, text_row(say!(words, "screen-form-words"), "")];
                (say!(words, "screen-form-request-rate", id = id(seq)), rows)
            }
            Purpose::ReopenRequest(seq) => {
                (say!(words, "screen-form-request-reopen", id = id(seq)), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            Purpose::NoteRequest(seq) => {
                (say!(words, "screen-form-request-note", id = id(seq)), vec![text_row(say!(words, "screen-form-words"), "")])
            }
            Purpose::CloseRequest(seq) => {
                (say!(words, "screen-form-request-close", id = id(seq)), vec![text_row(say!(words, "screen-form-reason"), "")])
            }
            _ => (String::new(), Vec::new()),
        }
    }

    /// The services a request may be given to, without the one that has it.
    fn offices(&self, seq: Seq) -> Vec<String> {
        let has = self.campus().requests().get(seq).map(|it| it.office.clone());
        let all = self.campus().presets().rules().request.offices();
        all.into_iter().filter(|it| has.as_deref() != Some(*it)).map(str::to_owned).collect()
    }

    pub(super) fn read_request(&self, form: &Form, request: Seq) -> Reading {
        let (words, campus, now) = (self.world.words, self.campus(), self.model.now);
        let Some(it) = campus.requests().get(request) else { return asks(say!(words, "screen-toast-no-request")) };
        let rules = &campus.presets().rules().request;
        let from = it.state;
        let written = |row: usize| -> Option<Box<str>> { Some(form.text_at(row)).filter(|it| !it.is_empty()).map(Into::into) };
        let until = |minutes: i64| {
            let due = now.plus_minutes(minutes);
            (due, say!(words, "screen-form-request-until", due = words.moment(due, now, campus.zone())))
        };
        let (act, said, done) = match form.purpose {
            Purpose::AnswerRequest(_) => {
                let Some(text) = written(0) else { return asks(say!(words, "screen-form-answer-needed")) };
                let late =
                    if it.is_overdue(now) { say!(words, "screen-form-request-late") } else { say!(words, "screen-form-request-in-time") };
                (RequestAct::Answered { request, from, text }, late, say!(words, "screen-toast-request-answered", id = request.0))
            }
            Purpose::AssignRequest(_) => {
                let Some(to) = self.offices(request).into_iter().nth(form.choice_at(0)) else {
                    return asks(say!(words, "screen-form-no-service"));
                };
                let (due, said) = until(rules.minutes_of(it.kind, &to));
                let done = say!(words, "screen-toast-request-assigned", id = request.0, office = to.as_str());
                let (from, due_before) = (it.office.clone(), it.due);
                (RequestAct::Assigned { request, from, to: to.into(), due_before, due, text: form.text_at(1).into() }, said, done)
            }
            Purpose::RateRequest(_) => {
                let stars = u8::try_from(form.choice_at(0) + 1).unwrap_or(STARS);
                let done = say!(words, "screen-toast-request-rated", id = request.0, stars = words.stars(stars));
                (RequestAct::Rated { request, from, stars, text: form.text_at(1).into() }, words.stars(stars), done)
            }
            Purpose::ReopenRequest(_) => {
                let Some(text) = written(0) else { return asks(say!(words, "screen-form-reason-needed")) };
                let (due, said) = until(rules.minutes_of(it.kind, &it.office));
                let done = say!(words, "screen-toast-request-reopened", id = request.0);
                (RequestAct::Reopened { request, from, due_before: it.due, due, text }, said, done)
            }
            Purpose::CloseRequest(_) => {
                let Some(text) = written(0) else { return asks(say!(words, "screen-form-reason-needed")) };
                let to = RequestState::Closed;
                let done = say!(words, "screen-toast-request-moved", state = words.request_state(to));
                (RequestAct::Moved { request, from, to, text }, say!(words, "screen-form-request-unanswered"), done)
            }
            _ => {
                let Some(text) = written(0) else { return asks(say!(words, "screen-form-request-words-needed")) };
                (RequestAct::Noted { request, at: now, text }, String::new(), say!(words, "screen-toast-request-noted", id = request.0))
            }
        };
        Ok(Meant { act: Act::Request(act), said, done })
    }
}
