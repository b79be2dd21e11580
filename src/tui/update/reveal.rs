//! Numbers of students in full (查看号码): asked for with a reason, shown once the look is on record, gone when one leaves.

use super::Turn;
use crate::campus::{NumberKind, StudentId};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::model::{Pending, Revealed, Token, Tone, Waits};
use zeroize::Zeroizing;

impl Turn<'_> {
    /// Asks the desk to show a number in full; `waits` is what waits for it.
    pub(super) fn reveal(&mut self, student: StudentId, what: NumberKind, reason: String, waits: Waits) {
        let done = say!(self.world.words, "screen-toast-revealed", what = self.world.words.number_kind(what));
        let token = self.await_answer(Pending { done, waits, undoable: false });
        self.effects.push(Effect::Reveal { token, student, what, reason });
    }

    /// The look is on record: the number is shown as long as one stays.
    pub(super) fn revealed(&mut self, token: Token, student: StudentId, what: NumberKind, number: Zeroizing<String>) {
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
    pub(super) fn leave_revealed(&mut self) {
        let place = self.model.place;
        self.model.revealed.retain(|it| it.place == place);
    }
}
