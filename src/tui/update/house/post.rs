//! On duty (值班): the leader's look at a post, and lines for the duty log.

use super::{Meant, Reading, Turn, asks, choice_row, text_row};
use crate::campus::{Act, DutyNote, PostCheck, ShiftAct, ShiftId};
use crate::say;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::{List, Place};

/// What a leader may find, in the order of the form.
const FOUND: [PostCheck; 3] = [PostCheck::Present, PostCheck::Away, PostCheck::Absent];

impl Turn<'_> {
    /// The shift in front of the person: of the log shown, of the handover shown, or under the cursor of the duty pane; else their own.
    fn shift_here(&mut self) -> Option<ShiftId> {
        let board = &self.model.board;
        let found = match self.model.place {
            Place::DutyLog(shift) => Some(shift),
            Place::Handover => {
                let head = board.handover.head.and_then(|seq| self.world.campus.handovers().get(seq)).map(|it| it.shift);
                head.or(board.handover.draft.as_ref().map(|it| it.shift)).or(board.duty.mine)
            }
            _ => board.duty.tonight.get(self.model.cursor(List::Duty).at).map(|it| it.shift),
        };
        let found = found.or(board.duty.mine);
        if found.is_none() {
            self.nothing(say!(self.world.words, "screen-toast-no-shift"));
        }
        found
    }

    /// Shows the duty log of the shift at hand.
    pub(in crate::tui::update) fn open_duty_log(&mut self) {
        if let Some(shift) = self.shift_here() {
            self.go_to(Place::DutyLog(shift));
        }
    }

    /// A line for the duty log: of our own shift, where we are on duty and look at the list of all.
    pub(in crate::tui::update) fn ask_duty_note(&mut self) {
        let own = match self.model.place {
            Place::DutyLog(shift) => Some(shift),
            _ => self.model.board.duty.mine,
        };
        if let Some(shift) = own.or_else(|| self.shift_here()) {
            self.open_form(Purpose::DutyNote(shift));
        }
    }

    /// The leader's look at the post at hand.
    pub(in crate::tui::update) fn ask_check(&mut self) {
        if let Some(shift) = self.shift_here() {
            self.open_form(Purpose::CheckPost(shift));
        }
    }

    pub(super) fn post_form(&self, purpose: Purpose) -> (String, Vec<FormRow>) {
        let (words, campus) = (self.world.words, self.world.campus);
        let name = |shift: ShiftId| {
            let person = campus.shifts().get(shift).and_then(|it| campus.staff().user(it.person));
            person.map(|it| it.name.to_string()).unwrap_or_default()
        };
        match purpose {
            Purpose::CheckPost(shift) => {
                let choices = FOUND.map(|it| words.post_check(it)).to_vec();
                let rows =
                    vec![choice_row(say!(words, "screen-form-found-at-post"), choices), text_row(say!(words, "screen-form-words"), "")];
                (say!(words, "screen-form-check-post", name = name(shift)), rows)
            }
            Purpose::DutyNote(shift) => {
                let choices = DutyNote::ALL.map(|it| words.duty_note(it)).to_vec();
                let rows = vec![choice_row(say!(words, "screen-form-about"), choices), text_row(say!(words, "screen-form-words"), "")];
                (say!(words, "screen-form-duty-note", name = name(shift)), rows)
            }
            _ => (String::new(), Vec::new()),
        }
    }

    pub(super) fn read_post(&self, form: &Form) -> Reading {
        let words = self.world.words;
        let text = form.text_at(1);
        let act = match form.purpose {
            Purpose::CheckPost(shift) => {
                let found = FOUND.get(form.choice_at(0)).copied().unwrap_or(PostCheck::Present);
                if found != PostCheck::Present && text.is_empty() {
                    return asks(say!(words, "screen-form-reason-needed"));
                }
                ShiftAct::Checked { shift, at: self.model.now, found, text: text.into() }
            }
            Purpose::DutyNote(shift) => {
                if text.is_empty() {
                    return asks(say!(words, "screen-form-words-needed"));
                }
                let what = DutyNote::ALL.get(form.choice_at(0)).copied().unwrap_or(DutyNote::Other);
                ShiftAct::Noted { shift, what, text: text.into() }
            }
            _ => return asks(String::new()),
        };
        let late = match &act {
            ShiftAct::Noted { shift, .. } => self.world.campus.handovers().sealed(*shift).is_some(),
            _ => false,
        };
        let said = if late { say!(words, "screen-form-note-late") } else { say!(words, "screen-form-note-said") };
        let done = match &act {
            ShiftAct::Checked { found, .. } => say!(words, "screen-toast-checked", found = words.post_check(*found)),
            _ => say!(words, "screen-toast-noted"),
        };
        Ok(Meant { act: Act::Shift(act), said, done })
    }
}
