//! What goes onto paper: the form of a talk, the sheet of a handover.

use super::Turn;
use crate::campus::Seq;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::Purpose;
use crate::tui::model::{Place, Tone};

impl Turn<'_> {
    /// Asks why the form of the talk shown is to name people.
    pub(super) fn ask_talk_form(&mut self) {
        let Place::Talk(seq) = self.model.place else { return };
        let seen = self.world.campus.talks().get(seq).and_then(|it| self.sight().talk(it)).is_some_and(|it| it.reads());
        if seen {
            self.open_form(Purpose::TalkForm(seq));
        } else {
            self.nothing(say!(self.world.words, "screen-toast-no-form"));
        }
    }

    pub(super) fn print_talk_form(&mut self, talk: Seq, reason: String) {
        self.close_form();
        self.effects.push(Effect::TalkForm { talk, reason, lang: self.world.words.lang() });
    }

    /// A paper was written, or was not.
    pub(super) fn sheet_made(&mut self, made: Result<String, String>) {
        match made {
            Ok(file) => self.toast(Tone::Good, say!(self.world.words, "screen-toast-sheet", file = file)),
            Err(why) => self.toast(Tone::Bad, say!(self.world.words, "screen-toast-sheet-failed", why = why)),
        }
    }
}
