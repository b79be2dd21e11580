//! A sealed talk: breaking the glass over it (应急查阅), and who may read it.

use super::Turn;
use crate::campus::{Entry, Seq, TalkHead, UserId};
use crate::say;
use crate::tui::effect::Effect;
use crate::tui::layer::Purpose;
use crate::tui::model::{Pending, Place, Token, Tone, Waits};
use crate::tui::msg::Fetched;
use std::sync::Arc;

impl Turn<'_> {
    /// The sealed talk that is shown.
    fn sealed_talk(&self) -> Option<&TalkHead> {
        let Place::Talk(seq) = self.model.place else { return None };
        self.world.campus.talks().get(seq).filter(|it| it.is_sealed())
    }

    /// Asks why, where the glass may be broken.
    pub(super) fn ask_break_glass(&mut self) {
        let Place::Talk(seq) = self.model.place else { return };
        if self.model.glass.is_some() {
            return;
        }
        match self.model.texts.get(seq) {
            Some(Fetched::UnderGlass) => self.open_form(Purpose::BreakGlass(seq)),
            Some(Fetched::Entry(_)) => self.nothing(say!(self.world.words, "screen-toast-reads-already")),
            _ => self.nothing(say!(self.world.words, "screen-toast-no-glass")),
        }
    }

    pub(super) fn break_glass(&mut self, talk: Seq, reason: String) {
        let done = say!(self.world.words, "screen-toast-glass-broken");
        let token = self.await_answer(Pending { done, waits: Waits::Glass(talk), undoable: false });
        self.effects.push(Effect::BreakGlass { token, talk, reason });
    }

    /// The talk may be read, this once.
    pub(super) fn glass_broken(&mut self, token: Token, entry: Arc<Entry>) {
        let Some(at) = self.model.pending.iter().position(|(it, _)| *it == token) else { return };
        let (_, pending) = self.model.pending.remove(at);
        self.close_form();
        if self.model.lock.is_none() {
            self.model.glass = Some(entry);
            self.toast(Tone::Plain, pending.done);
        }
    }

    /// What was read through broken glass goes when one leaves it.
    pub(super) fn leave_glass(&mut self) {
        let left = self.model.glass.as_ref().is_some_and(|it| self.model.place != Place::Talk(it.seq));
        if left {
            self.model.glass = None;
        }
    }

    /// Asks who is to read the sealed talk shown as well.
    pub(super) fn ask_add_reader(&mut self) {
        if let Some(seq) = self.own_sealed_talk() {
            self.open_form(Purpose::AddReader(seq));
        }
    }

    /// Asks who is to read the sealed talk shown no longer.
    pub(super) fn ask_remove_reader(&mut self) {
        let Some(seq) = self.own_sealed_talk() else { return };
        if self.removable(seq).is_empty() {
            return self.nothing(say!(self.world.words, "screen-toast-no-other-reader"));
        }
        self.open_form(Purpose::RemoveReader(seq));
    }

    /// The sealed talk shown, if we are one of its readers; otherwise says why there is nothing to change.
    fn own_sealed_talk(&mut self) -> Option<Seq> {
        let user = self.model.seat.user;
        let found = self.sealed_talk().map(|it| (it.seq, it.has_reader(user)));
        match found {
            Some((seq, true)) => return Some(seq),
            Some((_, false)) => self.nothing(say!(self.world.words, "screen-toast-no-reader")),
            None => self.nothing(say!(self.world.words, "screen-toast-not-sealed")),
        }
        None
    }

    /// The readers of a talk beside who wrote it.
    pub(super) fn removable(&self, talk: Seq) -> Vec<UserId> {
        let head = self.world.campus.talks().get(talk);
        let readers = |head: &TalkHead| head.readers.iter().flatten().copied().filter(|it| *it != head.by).collect();
        head.map(readers).unwrap_or_default()
    }

    /// The one active user a name or login means, or why it means none, in words.
    pub(super) fn user_named(&self, typed: &str) -> Result<UserId, String> {
        let words = self.world.words;
        let staff = self.world.campus.staff();
        let wanted = crate::text::fold(typed.trim()).to_lowercase();
        let active = || staff.users().filter(|(_, it)| it.active);
        let exact = active().find(|(_, it)| crate::text::fold(&it.login).to_lowercase() == wanted);
        let named: Vec<_> = match exact {
            Some((id, _)) => vec![id],
            None => active().filter(|(_, it)| crate::text::fold(&it.name).to_lowercase() == wanted).map(|(id, _)| id).collect(),
        };
        match named[..] {
            [one] => Ok(one),
            [] => Err(say!(words, "screen-form-no-user")),
            _ => {
                let logins: Vec<&str> = named.iter().filter_map(|id| staff.user(*id)).map(|it| &*it.login).collect();
                Err(say!(words, "screen-form-several-users", logins = logins.join("、")))
            }
        }
    }

    pub(super) fn change_reader(&mut self, talk: Seq, reader: UserId, add: bool) {
        let words = self.world.words;
        let name = self.world.campus.staff().user(reader).map(|it| it.name.to_string()).unwrap_or_default();
        let done = if add {
            say!(words, "screen-toast-reader-added", name = name)
        } else {
            say!(words, "screen-toast-reader-removed", name = name)
        };
        let token = self.await_answer(Pending { done, waits: Waits::Form, undoable: false });
        self.effects.push(Effect::Reader { token, talk, reader, add });
    }
}
