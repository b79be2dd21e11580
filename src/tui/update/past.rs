//! Looking back (回看): the whole screen as things stood at an earlier time, to be read and not to be written on.

use super::Turn;
use crate::campus::Stamp;
use crate::capture::past_moment_of;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Form, Purpose};
use crate::tui::model::{Place, Tone};

impl Turn<'_> {
    /// Asks for the time to look back to.
    pub(super) fn ask_look_back(&mut self) {
        self.open_form(Purpose::LookBack);
    }

    /// What the time that was typed means: the moment, and how it is said; `None` while nothing is typed.
    pub(super) fn read_look_back(&self, form: &Form) -> Option<Result<(Stamp, String), String>> {
        let (words, zone) = (self.world.words, self.world.campus.zone());
        let typed = form.text();
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let Some(at) = past_moment_of(typed, self.world.campus, self.model.now) else {
            return Some(Err(say!(words, "screen-form-look-back-how")));
        };
        if at > self.model.now && self.model.past.is_none() {
            return Some(Err(say!(words, "campus-refused-future")));
        }
        let local = at.local(zone);
        Some(Ok((at, local.format("%Y-%m-%d %H:%M").to_string())))
    }

    pub(super) fn send_look_back(&mut self, form: &Form) {
        match self.read_look_back(form) {
            Some(Ok((at, _))) => {
                self.close_form();
                self.toast(Tone::Plain, say!(self.world.words, "screen-toast-going-back"));
                self.effects.push(Effect::LookBack(at));
            }
            Some(Err(why)) => self.form_refused(why),
            None => self.form_refused(say!(self.world.words, "screen-form-look-back-how")),
        }
    }

    /// Whether this is the past, on which nothing is written; says so.
    pub(super) fn only_looks(&mut self) -> bool {
        let looks = self.model.past.is_some();
        if looks {
            self.toast(Tone::Bad, say!(self.world.words, "campus-refused-the-past"));
        }
        looks
    }

    /// Whether one step further back leads to the present.
    pub(super) fn is_at_the_door(&self) -> bool {
        self.model.past.is_some() && self.model.place == Place::Home && self.model.trail.is_empty()
    }
}
