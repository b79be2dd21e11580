//! From a key to a command or into a text: the topmost overlay first, one key after another.

use super::Turn;
use crate::say;
use crate::tui::command::{CommandId, Context};
use crate::tui::input::{Code, Input, Key};
use crate::tui::keymap::Meaning;
use crate::tui::layer::{FormValue, Overlay};
use crate::tui::model::Tone;

/// Most characters of a capture line; whatever is longer, or has line ends, belongs into the note.
pub(super) const LINE_LIMIT: usize = 1_000;

impl Turn<'_> {
    pub(super) fn input(&mut self, input: Input) {
        match input {
            Input::Key(key) => self.key(key),
            Input::Text(text) => self.text(&text),
            Input::Paste(text) => self.paste(&text),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Resize(width, height) => self.model.seat.size = (width, height),
            Input::Focus(_) => {}
        }
    }

    /// A run of characters: each a key while keys are commands, and all that is left of it one piece of text once a field takes text.
    fn text(&mut self, text: &str) {
        let mut rest = text.chars();
        loop {
            let left = rest.as_str();
            let Some(c) = rest.next() else { return };
            if self.model.context().takes_text() && self.model.chord.is_empty() {
                return self.type_text(left);
            }
            self.key(Key::char(c));
        }
    }

    fn paste(&mut self, text: &str) {
        self.model.chord.clear();
        if self.model.context().takes_text() {
            self.type_text(text);
        } else {
            let count = text.chars().count();
            self.toast(Tone::Bad, say!(self.world.words, "screen-toast-paste-nowhere", count = count));
        }
    }

    pub(super) fn key(&mut self, key: Key) {
        let context = self.model.context();
        let swallow = std::mem::take(&mut self.model.swallow_enter);
        if swallow && key.code == Code::Enter && context.is_place() {
            return;
        }
        let command_key = key.folded();
        if self.finish_chord(context, command_key) {
            return;
        }
        let plain_char = matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt;
        if context.takes_text() && plain_char {
            if let Code::Char(c) = key.code {
                self.type_text(c.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        let mut keys = std::mem::take(&mut self.model.chord);
        keys.push(command_key);
        match self.model.keymap.meaning(context, &keys) {
            Meaning { command: Some((id, nth)), begins } => {
                // Only `go` may be both a command and the beginning of a longer chord: it opens a line that the chord can close again.
                self.run(id, nth);
                if begins && id == CommandId::Go {
                    self.model.chord = keys;
                }
            }
            Meaning { command: None, begins: true } => self.model.chord = keys,
            Meaning { command: None, begins: false } if keys.len() > 1 => self.key(key),
            Meaning { .. } => self.edit(command_key),
        }
    }

    /// A chord that began with `go` and whose next key has come: if that completes it, the line `go` opened is closed again.
    fn finish_chord(&mut self, context: Context, key: Key) -> bool {
        if context != Context::Find || self.model.chord.is_empty() {
            return false;
        }
        let mut keys = std::mem::take(&mut self.model.chord);
        keys.push(key);
        match self.model.keymap.meaning(self.model.place_context(), &keys).command {
            Some((id, nth)) => {
                self.model.overlays.pop();
                self.run(id, nth);
                true
            }
            None => false,
        }
    }

    /// Text into whatever field has the cursor.
    pub(super) fn type_text(&mut self, text: &str) {
        if let Some(lock) = &mut self.model.lock {
            if !lock.trying && !lock.secret.push(text) {
                let limit = crate::tui::layer::SECRET_LIMIT;
                self.toast(Tone::Bad, say!(self.world.words, "screen-toast-secret-too-long", limit = limit));
            }
            return;
        }
        let left = match self.top() {
            Some(Overlay::Capture(it)) if it.sending => return,
            Some(Overlay::Capture(it)) => {
                let long = it.line.chars() + text.chars().count() > LINE_LIMIT || text.trim_end().contains(['\n', '\r']);
                it.in_note |= long;
                let left = if it.in_note { it.note.insert(text) } else { it.line.insert(text) };
                self.capture_changed();
                left
            }
            Some(Overlay::Find(it)) => {
                let left = it.line.insert(text);
                self.find_changed();
                left
            }
            Some(Overlay::Palette(it)) => {
                let left = it.line.insert(text);
                self.palette_changed();
                left
            }
            Some(Overlay::Form(_)) => self.type_into_form(text),
            _ => 0,
        };
        if left > 0 {
            self.toast(Tone::Bad, say!(self.world.words, "screen-toast-too-long", count = left));
        }
    }

    /// A key that is no command: it may edit the field that has the cursor.
    fn edit(&mut self, key: Key) {
        let width = self.model.frame.note_width;
        if let Some(lock) = &mut self.model.lock {
            match key.code {
                Code::Backspace if !lock.trying => lock.secret.pop(),
                Code::Char('u') | Code::Esc if !lock.trying => lock.secret.clear(),
                _ => {}
            }
            return;
        }
        match self.top() {
            Some(Overlay::Capture(it)) if it.sending => {}
            Some(Overlay::Capture(it)) if it.in_note => {
                if it.note.edit(key, width) {
                    self.capture_changed();
                }
            }
            Some(Overlay::Capture(it)) => {
                if it.line.edit(key, width) {
                    self.capture_changed();
                }
            }
            Some(Overlay::Find(it)) => {
                if it.line.edit(key, width) {
                    self.find_changed();
                }
            }
            Some(Overlay::Palette(it)) => {
                if it.line.edit(key, width) {
                    self.palette_changed();
                }
            }
            Some(Overlay::Form(it)) => {
                let at = it.at;
                match it.rows.get_mut(at).map(|row| &mut row.value) {
                    Some(FormValue::Text(field)) => {
                        field.edit(key, width);
                    }
                    Some(FormValue::Choice(choices, chosen)) => match key.code {
                        Code::Left => *chosen = chosen.checked_sub(1).unwrap_or(choices.len().saturating_sub(1)),
                        Code::Right => *chosen = (*chosen + 1) % choices.len().max(1),
                        _ => {}
                    },
                    Some(FormValue::Secret(secret)) if key.code == Code::Backspace => secret.pop(),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn type_into_form(&mut self, text: &str) -> usize {
        let Some(Overlay::Form(form)) = self.top() else { return 0 };
        form.trouble = None;
        let at = form.at;
        match form.rows.get_mut(at).map(|row| &mut row.value) {
            Some(FormValue::Text(field)) => field.insert(text),
            Some(FormValue::Secret(secret)) => usize::from(!secret.push(text)),
            Some(FormValue::Choice(choices, chosen)) => {
                let digit = text.chars().next_back().and_then(|c| Key::char(c).folded().digit());
                if let Some(nth) = digit.and_then(|it| it.checked_sub(1)).filter(|it| *it < choices.len()) {
                    *chosen = nth;
                }
                0
            }
            None => 0,
        }
    }
}
