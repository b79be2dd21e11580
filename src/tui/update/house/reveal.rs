//! Numbers of students in full (查看号码): asked for with a reason, shown once the look is on record, gone when one leaves.

use super::{Turn, choice_row, text_row};
use crate::campus::{Detail, NumberKind, Refusal, StudentId};
use crate::desk::rights::may_reveal;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Form, FormRow, Purpose};
use crate::tui::model::{Pending, Revealed, Token, Tone, Waits};
use zeroize::Zeroizing;

impl Turn<'_> {
    /// The numbers of a student that are there and may be shown in full.
    fn revealable(&self, student: StudentId) -> Vec<NumberKind> {
        let Some(seen) = self.sight().student(student) else { return Vec::new() };
        let there = |what| match what {
            NumberKind::Phone => seen.phone(),
            NumberKind::Guardian => seen.guardian_phone(),
            NumberKind::Identity => seen.detail(Detail::IdentityNo),
        };
        let kinds = [NumberKind::Phone, NumberKind::Guardian, NumberKind::Identity];
        let may = |what| may_reveal(self.world.campus, self.model.seat.user, student, what);
        kinds.into_iter().filter(|it| there(*it).is_some() && may(*it)).collect()
    }

    pub(super) fn reveal_form(&self, student: StudentId) -> Option<(String, Vec<FormRow>)> {
        let words = self.world.words;
        let kinds: Vec<String> = self.revealable(student).into_iter().map(|it| words.number_kind(it)).collect();
        let rows = vec![choice_row(say!(words, "screen-form-number"), kinds), text_row(say!(words, "screen-form-why"), "")];
        Some((say!(words, "screen-form-reveal", name = self.name_of(student)), rows))
    }

    /// Asks which number of the student shown is to be shown in full.
    pub(in crate::tui::update) fn ask_reveal(&mut self) {
        let Some(student) = self.student_here() else { return };
        if self.revealable(student).is_empty() {
            let why = self.world.words.refusal(self.world.campus, &Refusal::NotAllowed);
            return self.toast(Tone::Bad, why);
        }
        self.open_form(Purpose::Reveal(student));
    }

    pub(super) fn send_reveal(&mut self, student: StudentId, form: &Form) {
        match self.revealable(student).get(form.choice_at(0)).copied() {
            Some(what) => self.reveal(student, what, form.text_at(1).to_owned(), Waits::Form),
            None => self.close_form(),
        }
    }

    /// Asks the desk to show a number in full; `waits` is what waits for it.
    pub(in crate::tui::update) fn reveal(&mut self, student: StudentId, what: NumberKind, reason: String, waits: Waits) {
        let done = say!(self.world.words, "screen-toast-revealed", what = self.world.words.number_kind(what));
        let token = self.await_answer(Pending { done, waits, undoable: false });
        self.effects.push(Effect::Reveal { token, student, what, reason });
    }

    /// The look is on record: the number is shown as long as one stays.
    pub(in crate::tui::update) fn revealed(&mut self, token: Token, student: StudentId, what: NumberKind, number: Zeroizing<String>) {
        let Some(at) = self.model.pending.iter().position(|(it, _)| *it == token) else { return };
        let (_, pending) = self.model.pending.remove(at);
        if pending.waits == Waits::Form {
            self.close_form();
        }
        // What comes after the seat was locked must not stay in memory.
        if self.model.lock.is_none() {
            let place = self.model.place;
            self.model.revealed.retain(|it| (it.student, it.what) != (student, what));
            self.model.revealed.push(Revealed { place, student, what, number });
            self.toast(Tone::Plain, pending.done);
        }
    }

    /// Numbers go when one leaves where they were asked for.
    pub(in crate::tui::update) fn leave_revealed(&mut self) {
        let place = self.model.place;
        self.model.revealed.retain(|it| it.place == place);
    }
}
