//! One key hides the screen and locks the seat, and so does a while without anybody. What was being written goes to disk, sealed; then the
//! person's keys and everything they read are forgotten. A passphrase opens it again, for its owner or for who comes next.

use super::{Turn, draft};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::handing::Edits;
use crate::tui::layer::Overlay;
use crate::tui::model::{Lock, Texts, Unsaved};
use crate::tui::prompt::Prompt;
use crate::tui::walking::Undo;

impl Turn<'_> {
    /// Locks a seat that nobody touched for too long.
    pub(super) fn lock_when_idle(&mut self) {
        if self.model.lock.is_none() && self.model.locks_at().is_some_and(|at| at <= self.model.now) {
            self.lock();
        }
    }

    pub(super) fn lock(&mut self) {
        if self.model.lock.is_some() {
            return;
        }
        let model = &mut *self.model;
        model.chord.clear();
        model.texts = Texts::default();
        model.glass = None;
        model.checked = None;
        model.arranged = None;
        model.revealed.clear();
        model.queried = None;
        model.round.undo = Undo::No;
        model.tags.clear();
        model.held.clear();
        model.toasts.clear();
        model.copied = None;
        // A question goes; what is typed in a capture line or a form, and what has not been seen, waits.
        for overlay in std::mem::take(&mut model.overlays) {
            match overlay {
                Overlay::Capture(_) => model.overlays.push(overlay),
                // Words typed into a form are kept as well.
                Overlay::Form(it) if it.typed => model.overlays.push(Overlay::Form(it)),
                Overlay::Sheet(sheet) => model.untold.push(sheet),
                _ => {}
            }
        }
        let login = self.own_login();
        self.model.lock = Some(Lock { prompt: Prompt::new(&login), unsaved: Unsaved::Pending });
        self.forget();
    }

    /// Has everything put away and the keys forgotten, as soon as nothing is on its way to the disk any more that needs them.
    pub(super) fn forget(&mut self) {
        let nothing_under_way = self.model.pending.is_empty();
        let Some(lock) = self.model.lock.as_mut().filter(|it| it.unsaved == Unsaved::Pending && nothing_under_way) else { return };
        lock.unsaved = Unsaved::Saving;
        let draft = draft::write(self.model);
        self.effects.push(Effect::Lock(draft));
    }

    /// The keys are forgotten. What is on disk need not stay in memory; what is not must.
    pub(super) fn locked(&mut self, saved: Result<(), String>) {
        let Some(lock) = &mut self.model.lock else { return };
        match saved {
            Ok(()) => {
                lock.unsaved = Unsaved::Safe;
                self.model.overlays.clear();
                self.model.shelf.clear();
                self.model.edits = Edits::default();
            }
            Err(why) => lock.unsaved = Unsaved::AtRisk(why),
        }
    }

    pub(super) fn try_unlock(&mut self) {
        let (now, own) = (self.model.now, self.own_login());
        let Some(lock) = &mut self.model.lock else { return };
        match lock.unsaved {
            // The keys are about to be forgotten; they must not be forgotten right after they were given.
            Unsaved::Pending => return,
            Unsaved::AtRisk(_) if lock.prompt.login() != own => {
                lock.prompt.trouble = Some(say!(self.world.words, "screen-lock-at-risk-first"));
                return;
            }
            _ => {}
        }
        if let Some((login, passphrase)) = lock.prompt.enter(now) {
            self.effects.push(Effect::Unlock { login, passphrase });
        }
    }

    /// The same person is back: their view is as they left it, and what they were writing is open again.
    pub(super) fn unlocked(&mut self, draft: Option<&[u8]>) {
        let Some(lock) = self.model.lock.take() else { return };
        self.model.touched = self.model.now;
        if let (Unsaved::Safe, Some(draft)) = (lock.unsaved, draft) {
            self.draft_found(draft);
        }
    }

    pub(super) fn unlock_failed(&mut self, why: String) {
        let now = self.model.now;
        if let Some(lock) = &mut self.model.lock {
            lock.prompt.failed(now, why);
        }
    }

    /// Somebody has lost their passphrase: the recovery key opens at the gate. What is still only in memory must not be lost by that.
    pub(super) fn go_to_gate(&mut self) {
        let words = self.world.words;
        let has_gate = self.model.has_gate;
        let Some(lock) = &mut self.model.lock else { return };
        match lock.unsaved {
            _ if !has_gate => lock.prompt.trouble = Some(say!(words, "screen-lock-no-gate")),
            Unsaved::Safe if !lock.prompt.trying => self.effects.push(Effect::ToGate),
            Unsaved::AtRisk(_) => lock.prompt.trouble = Some(say!(words, "screen-lock-at-risk-first")),
            _ => {}
        }
    }

    pub(super) fn next_login(&mut self) {
        if let Some(lock) = &mut self.model.lock {
            lock.prompt.turn();
        }
    }

    pub(super) fn clear_prompt(&mut self) {
        let own = self.own_login();
        if let Some(lock) = &mut self.model.lock {
            lock.prompt.clear(&own);
        }
    }

    /// Text on the lock screen. What does not fit is said.
    pub(super) fn type_into_lock(&mut self, text: &str) {
        let Some(lock) = &mut self.model.lock else { return };
        if !lock.prompt.type_text(text) {
            lock.prompt.trouble = Some(say!(self.world.words, "screen-setup-too-long"));
        }
    }

    fn own_login(&self) -> String {
        self.world.campus.staff().user(self.model.seat.user).map(|it| it.login.to_string()).unwrap_or_default()
    }
}
