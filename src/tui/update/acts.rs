//! Acts on their way to the logbook: what is asked for, what came of it, and taking it back.

use super::Turn;
use crate::campus::{
    Act, ActivityAct, AwardAct, CareAct, ChangeAct, CommunityAct, DutyAct, HygieneAct, IncidentAct, LeaveAct, MoodAct, NewsAct, PersonAct,
    PlaceAct, RequestAct, RoundAct, SearchAct, Seq, ServiceAct, ShiftAct, ShiftId, TalkAct, TalkState, VenueAct,
};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{CaptureForm, Confirmed, Purpose};
use crate::tui::model::{List, Pane, Pending, Place, Token, Tone, Undoable, Waits};
use crate::tui::msg::Why;
use crate::tui::view::StudentRow;

/// Most acts of ours that can be taken back with `u`.
const UNDO_LIMIT: usize = 100;
/// How long before its beginning one may sign in to a shift, in minutes.
const EARLY_MINUTES: i64 = 120;

impl Turn<'_> {
    pub(super) fn token(&mut self) -> Token {
        self.model.tokens += 1;
        Token(self.model.tokens)
    }

    /// Sends an act to the desk; `done` is what to say when it is durable.
    pub(super) fn submit(&mut self, act: Act, done: String, waits: Waits) {
        let undoable = has_opposite(&act);
        let keeps = matches!(waits, Waits::Capture | Waits::Amended(..) | Waits::Form | Waits::News | Waits::Award);
        let draft = keeps.then(|| super::draft::without_sent(self.model));
        let token = self.await_answer(Pending { done, waits, undoable });
        self.effects.push(Effect::Submit { token, act: Box::new(act), draft });
    }

    /// A token by which the answer to something asked of the desk will be known.
    pub(super) fn await_answer(&mut self, pending: Pending) -> Token {
        let token = self.token();
        self.model.pending.push((token, pending));
        token
    }

    pub(super) fn submitted(&mut self, token: Token, seq: Seq) {
        let Some(at) = self.model.pending.iter().position(|(it, _)| *it == token) else { return };
        let (_, pending) = self.model.pending.remove(at);
        match pending.waits {
            Waits::Capture => self.captured(),
            Waits::Form | Waits::Glass(_) => self.close_form(),
            Waits::Undo(of) => self.undone(of),
            Waits::Round => self.round_begun(seq),
            Waits::Mark(_) => self.mark_stands(token, seq),
            Waits::Step => self.point_at_next_step(),
            Waits::Evidence(activity) => {
                self.close_form();
                self.proved_by_file(activity);
            }
            Waits::News => {
                self.close_form();
                self.go_to(Place::News(seq));
            }
            Waits::Drafted => self.model.schedule.draft = Some(seq),
            Waits::Given => self.handover_given(),
            Waits::Award => {
                self.close_form();
                self.go_to(Place::Award(seq));
            }
            Waits::Amended(talk, seen) => {
                self.captured();
                self.amended_meanwhile(talk, seen, seq);
            }
            Waits::RoundEnd | Waits::Escalation { .. } | Waits::Nobody => {}
        }
        // What happened by itself is not ours to take back by the way.
        if !matches!(pending.waits, Waits::Undo(_) | Waits::Escalation { asked: false }) {
            if self.model.undoable.len() == UNDO_LIMIT {
                self.model.undoable.remove(0);
            }
            self.model.undoable.push(Undoable {
                seq,
                label: pending.done.clone(),
                possible: pending.undoable,
                room: Self::marked_room(&pending),
            });
        }
        match pending.waits {
            // A key a room, hundreds of them: the room itself shows it.
            Waits::Mark(_) => {}
            // The lock says nothing in words.
            Waits::Escalation { asked: false } if self.model.lock.is_some() => {}
            Waits::Escalation { asked: false } => self.toast(Tone::Bad, pending.done),
            _ => self.toast(Tone::Good, pending.done),
        }
        if matches!(pending.waits, Waits::Capture | Waits::Amended(..) | Waits::Round) {
            self.release_held();
        }
        self.undo_when_due();
    }

    pub(super) fn refused(&mut self, token: Token, why: &Why) {
        let Some(at) = self.model.pending.iter().position(|(it, _)| *it == token) else { return };
        let (_, pending) = self.model.pending.remove(at);
        let reason = match why {
            Why::Rule(refusal) => self.world.words.refusal(self.world.campus, refusal),
            Why::Storage(text) => text.clone(),
        };
        match pending.waits {
            Waits::Capture | Waits::Amended(..) => self.capture_refused(reason),
            Waits::Form | Waits::Award | Waits::Glass(_) | Waits::Evidence(_) | Waits::News => self.form_refused(reason),
            Waits::Undo(of) => {
                // Refused by a rule it would be refused again, and stand before everything older.
                if matches!(why, Why::Rule(_)) {
                    self.model.undoable.retain(|it| it.seq != of);
                }
                self.toast(Tone::Bad, reason);
            }
            Waits::Round => self.round_refused(reason),
            Waits::Mark(room) => self.mark_refused(token, room, &reason),
            Waits::Escalation { asked } => self.escalation_refused(asked, reason, matches!(why, Why::Rule(_))),
            Waits::RoundEnd | Waits::Step | Waits::Drafted | Waits::Given | Waits::Nobody => self.toast(Tone::Bad, reason),
        }
        self.undo_when_due();
    }

    /// An act is taken back: in a round one goes to the room it was about.
    fn undone(&mut self, of: Seq) {
        let room = self.model.undoable.iter().find(|it| it.seq == of).and_then(|it| it.room);
        self.model.undoable.retain(|it| it.seq != of);
        if let Some(room) = room {
            self.goes_within_round(room);
        }
    }

    /// Takes back the last act of this seat that has not been taken back.
    pub(super) fn undo_last(&mut self) {
        // What is still on its way to the disk is the last act; taking back the one before it would surprise.
        if !self.model.pending.is_empty() {
            return;
        }
        let Some(last) = self.model.undoable.last().cloned() else {
            return self.nothing(say!(self.world.words, "screen-toast-nothing-to-undo"));
        };
        if !last.possible {
            self.model.undoable.pop();
            return self.toast(Tone::Bad, say!(self.world.words, "screen-toast-cannot-undo", what = last.label));
        }
        let done = say!(self.world.words, "screen-toast-undone", what = last.label);
        let token = self.await_answer(Pending { done, waits: Waits::Undo(last.seq), undoable: false });
        self.effects.push(Effect::Undo { token, seq: last.seq });
    }

    /// Signs in to our shift, or asks whether to sign out of it.
    pub(super) fn sign(&mut self) {
        let (words, now, user) = (self.world.words, self.model.now, self.model.seat.user);
        let shifts = self.world.campus.shifts();
        let soon = || shifts.next_of(user, now).filter(|(_, it)| it.starts <= now.plus_minutes(EARLY_MINUTES)).map(|(id, _)| id);
        let Some(id) = self.model.board.duty.mine.or_else(soon) else {
            return self.nothing(say!(words, "screen-toast-no-shift"));
        };
        let Some(shift) = shifts.get(id) else { return };
        // What waits to be taken over comes before the signature.
        let handovers = self.world.campus.handovers();
        if shift.signed_in.is_none() && (handovers.locks(shifts, user, now).is_some() || handovers.waiting_for_shift(id).is_some()) {
            self.model.handover_view = None;
            self.go_to(Place::Handover);
            return self.nothing(say!(words, "screen-toast-take-first"));
        }
        match (shift.signed_in, shift.signed_out) {
            (None, _) => {
                let act = Act::Shift(ShiftAct::SignedIn { shift: id, at: now });
                self.submit(act, say!(words, "screen-toast-signed-in"), Waits::Nobody);
            }
            (Some(_), None) => {
                let given = self.world.campus.handovers().of_shift(id).is_some();
                let question = if given { say!(words, "screen-ask-sign-out") } else { say!(words, "screen-ask-sign-out-not-given") };
                self.ask(question, Confirmed::SignOut(id));
            }
            (Some(_), Some(_)) => self.nothing(say!(words, "screen-toast-signed-already")),
        }
    }

    pub(super) fn sign_out(&mut self, shift: ShiftId) {
        let act = Act::Shift(ShiftAct::SignedOut { shift, at: self.model.now });
        self.submit(act, say!(self.world.words, "screen-toast-signed-out"), Waits::Nobody);
    }

    /// The talk under the cursor, wherever one is.
    pub(super) fn talk_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::Talk(seq) => Some(seq),
            Place::Student(_) => match self.student_row() {
                Some(StudentRow::Talk(seq) | StudentRow::Plan(seq)) => Some(seq),
                _ => None,
            },
            Place::Home | Place::Zoom(Pane::Talks) => self.row_seq(List::Talks),
            _ => None,
        }
    }

    /// The talk under the cursor if its follow-up is owed; otherwise says so.
    fn owed_talk_here(&mut self) -> Option<Seq> {
        let talk = self.talk_here().and_then(|seq| self.world.campus.talks().get(seq));
        let seen = talk.and_then(|it| self.sight().talk(it));
        let owed = seen.filter(|it| it.state() == Some(TalkState::Awaiting)).map(|it| it.seq());
        if owed.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-no-follow-up"));
        }
        owed
    }

    /// Opens the capture line for the talk that answers the one under the cursor, or holds the plan there.
    pub(super) fn follow_up(&mut self) {
        if let Some(plan) = self.plan_here() {
            return self.open_holding(plan);
        }
        if let Some(seq) = self.owed_talk_here() {
            self.open_answer(seq);
        }
    }

    pub(super) fn ask_close_follow_up(&mut self) {
        if let Some(plan) = self.open_plan_here() {
            return self.open_form(Purpose::CancelPlan(plan));
        }
        if self.plan_here().is_some() {
            return;
        }
        if let Some(seq) = self.owed_talk_here() {
            self.open_form(Purpose::CloseFollowUp(seq));
        }
    }

    /// The incident under the cursor, wherever one is.
    pub(super) fn incident_here(&self) -> Option<Seq> {
        match self.model.place {
            Place::Incident(seq) => Some(seq),
            _ => self.row_seq(List::Incidents),
        }
    }

    /// Opens the line for a note in the timeline.
    pub(super) fn open_line(&mut self) {
        match self.incident_here() {
            Some(seq) => self.open_capture(CaptureForm::Line(seq)),
            None => self.no_incident(),
        }
    }

    pub(super) fn no_incident(&mut self) {
        self.nothing(say!(self.world.words, "screen-toast-no-incident"));
    }

    pub(super) fn ask_weigh(&mut self) {
        match self.incident_here() {
            Some(seq) => self.open_form(Purpose::Weigh(seq)),
            None => self.no_incident(),
        }
    }
}

/// Whether [`crate::campus::Campus::inverse`] knows an opposite of it.
fn has_opposite(act: &Act) -> bool {
    match act {
        Act::Talk(it) => matches!(
            it,
            TalkAct::Logged(_)
                | TalkAct::Recorded(_)
                | TalkAct::Closed { .. }
                | TalkAct::Planned(_)
                | TalkAct::PlanMoved { .. }
                | TalkAct::PlanCancelled { .. }
        ),
        Act::Incident(it) => !matches!(
            it,
            IncidentAct::Noted { .. }
                | IncidentAct::Acknowledged { .. }
                | IncidentAct::Fired { .. }
                | IncidentAct::Sent { .. }
                | IncidentAct::ReportWithdrawn { .. }
                | IncidentAct::SignatureWithdrawn { .. }
        ),
        Act::Person(PersonAct::Moved(_)) | Act::Place(PlaceAct::SponsorSet { .. }) => true,
        Act::Leave(it) => !matches!(it, LeaveAct::Withdrawn { .. } | LeaveAct::Restored { .. }),
        Act::Hygiene(it) => matches!(it, HygieneAct::Scored(_)),
        Act::Mood(it) => matches!(it, MoodAct::Reported(_)),
        Act::Service(it) => matches!(it, ServiceAct::Served(_) | ServiceAct::Commended { .. }),
        Act::Round(it) => matches!(it, RoundAct::Marked { .. } | RoundAct::Begun(_) | RoundAct::Ended { .. }),
        Act::Search(it) => matches!(it, SearchAct::Found { .. }),
        Act::Duty(it) => matches!(it, DutyAct::Preferred { .. }),
        Act::Draft(_) | Act::Shift(ShiftAct::Reassigned { .. }) => true,
        Act::Change(it) => matches!(it, ChangeAct::Asked { .. }),
        Act::Query(_) => true,
        Act::Request(it) => !matches!(it, RequestAct::Noted { .. } | RequestAct::Restored { .. } | RequestAct::ReceptionWithdrawn { .. }),
        Act::Term(_) => true,
        Act::Activity(it) => !matches!(it, ActivityAct::Noted { .. } | ActivityAct::Attached { .. } | ActivityAct::FileTaken { .. }),
        Act::Community(it) => !matches!(it, CommunityAct::MeetingWithdrawn { .. }),
        Act::Venue(it) => !matches!(it, VenueAct::BookingRestored { .. } | VenueAct::UseWithdrawn { .. }),
        Act::Award(it) => !matches!(it, AwardAct::Reopened { .. } | AwardAct::Restored { .. }),
        Act::News(it) => {
            matches!(
                it,
                NewsAct::Drafted(_)
                    | NewsAct::Reviewed { .. }
                    | NewsAct::Published { .. }
                    | NewsAct::Withdrawn { .. }
                    | NewsAct::Pictured { .. }
            )
        }
        Act::Care(it) => matches!(it, CareAct::LevelSet(_) | CareAct::Marked(_) | CareAct::Snoozed(_)),
        _ => false,
    }
}
