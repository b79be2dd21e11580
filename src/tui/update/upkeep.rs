//! How the home stands, and what the person must be told: the moment it changes, until they have seen it.

use super::Turn;
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::{Confirmed, Overlay, Sheet};
use crate::tui::model::{Cursor, Tone};
use crate::tui::msg::Fetched;
use crate::tui::upkeep::{Standing, Upkeep};

impl Turn<'_> {
    /// Has the home looked at whenever something was written, and once a minute.
    pub(super) fn look_after(&mut self) {
        let state = (self.world.campus.applied(), self.model.now.0.div_euclid(60_000));
        if self.model.looked != Some(state) {
            self.model.looked = Some(state);
            // What the disk did not give a minute ago it may give now.
            self.model.texts.entries.retain(|_, (_, it)| *it != Fetched::Unreadable);
            self.effects.push(Effect::LookAfter);
        }
    }

    /// The home was looked at: a copy that fails, or is there again, is said at once.
    pub(super) fn upkeep_came(&mut self, upkeep: Upkeep) {
        let words = self.world.words;
        for it in &upkeep.copies {
            let before = self.model.upkeep.standing_of(&it.which);
            // One that is behind catches up by itself; it is on the top line, which is enough.
            let worth = |it: Standing| it != Standing::Good && !it.is_passing();
            let which = it.which.said(words);
            if worth(it.standing) && before != Some(it.standing) {
                let standing = it.standing.said(words);
                self.toast(Tone::Bad, say!(words, "screen-toast-copy-fails", which = which, standing = standing));
            } else if it.standing == Standing::Good && before.is_some_and(worth) {
                self.toast(Tone::Good, say!(words, "screen-toast-copy-back", which = which));
            }
        }
        self.model.upkeep = upkeep;
    }

    /// Something to be read: at once where no overlay is open, else as soon as none is, so that no key meant for another is taken for
    /// "I have seen it".
    pub(super) fn tell(&mut self, sheet: Sheet) {
        let shown = self.model.overlays.iter().filter_map(|it| match it {
            Overlay::Sheet(sheet) => Some(sheet),
            _ => None,
        });
        if !self.model.untold.iter().chain(shown).any(|it| it.items == sheet.items) {
            self.model.untold.push(sheet);
        }
    }

    /// Lays what is to be read on top, if nothing else lies there.
    pub(super) fn show_untold(&mut self) {
        if self.model.lock.is_none() && self.model.overlays.is_empty() && !self.model.untold.is_empty() {
            let sheet = self.model.untold.remove(0);
            self.model.overlays.push(Overlay::Sheet(sheet));
        }
    }

    /// The sheet, or the list of copies, was read.
    pub(super) fn seen(&mut self) {
        if let Some(Overlay::Sheet(Sheet { news: true, .. })) = self.model.overlays.pop() {
            self.effects.push(Effect::NewsSeen);
        }
    }

    pub(super) fn show_copies(&mut self) {
        self.model.overlays.push(Overlay::Copies(Cursor::default()));
    }

    pub(super) fn try_again(&mut self) {
        self.effects.push(Effect::TryAgain);
    }

    pub(super) fn ask_accept_head(&mut self) {
        if self.model.upkeep.head_doubted && matches!(self.model.overlays.last(), Some(Overlay::Copies(_))) {
            let question = say!(self.world.words, "screen-ask-accept-head");
            self.ask(question, Confirmed::AcceptHead);
        }
    }
}
