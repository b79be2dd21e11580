//! From a key to a command or into a text: the topmost overlay first, one key after another.

use super::Turn;
use crate::say;
use crate::tui::command::{CommandId, Context};
use crate::tui::field::Field;
use crate::tui::input::{Code, Input, Key};
use crate::tui::keymap::Meaning;
use crate::tui::layer::{Capture, FormValue, LongRow, Overlay};
use crate::tui::model::{Tone, Waits};
use crate::tui::walking::Undo;

/// Most characters of a capture line; whatever is longer, or has line ends, belongs into the note.
pub(super) const LINE_LIMIT: usize = 1_000;

/// Most inputs held back while a capture is on its way to the disk.
const HELD_LIMIT: usize = 1_000;

impl Turn<'_> {
    pub(super) fn input(&mut self, input: Input) {
        match input {
            Input::Resize(width, height) => self.model.seat.size = (width, height),
            // Nobody may tick a report or save a line that cannot be seen; going, and hiding, is always allowed.
            Input::Key(key) if self.model.is_too_small() && !self.leaves_or_hides(key) => {}
            Input::Text(_) | Input::Paste(_) | Input::Mouse(_) if self.model.is_too_small() => {}
            input if self.is_to_be_held(&input) => self.model.held.push(input),
            Input::Key(key) => self.key(key),
            Input::Text(text) => self.text(&text),
            Input::Paste(text) => self.paste(&text),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::Focus(_) => {}
        }
    }

    /// Whether an input comes while a capture is on its way to the disk: what is typed then is meant for what follows, not for the line. An
    /// Enter pressed twice is meant for nothing.
    fn is_to_be_held(&self, input: &Input) -> bool {
        if self.model.lock.is_some() {
            return false;
        }
        // A round that is being begun, or in which something is taken back: what is typed is meant for what comes then.
        let walking = self.model.round.undo != Undo::No || self.model.pending.iter().any(|(_, it)| it.waits == Waits::Round);
        let sending = walking || matches!(self.model.overlays.last(), Some(Overlay::Capture(it)) if it.sending);
        let typed = match input {
            Input::Key(key) => !self.leaves_or_hides(*key) && (walking || key.code != Code::Enter || !self.model.held.is_empty()),
            Input::Text(_) | Input::Paste(_) => true,
            Input::Resize(..) | Input::Mouse(_) | Input::Focus(_) => false,
        };
        sending && typed && self.model.held.len() < HELD_LIMIT
    }

    /// The capture is saved: what was typed meanwhile happens now.
    pub(super) fn release_held(&mut self) {
        for input in std::mem::take(&mut self.model.held) {
            self.input(input);
        }
    }

    /// The capture was refused: the line is open again, and the words typed meanwhile are put where one sees them.
    pub(super) fn keep_held_words(&mut self) {
        for input in std::mem::take(&mut self.model.held) {
            if let Input::Text(text) | Input::Paste(text) = input {
                self.type_text(&text);
            }
        }
    }

    fn leaves_or_hides(&self, key: Key) -> bool {
        let meant = self.model.keymap.meaning(self.model.context(), &[key.folded()]).command;
        matches!(meant, Some((CommandId::Quit | CommandId::Lock, _)))
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
            Meaning { .. } if context == Context::Finding => self.no_finding(key),
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
        if self.model.lock.is_some() {
            return self.type_into_lock(text);
        }
        let fits_no_line = |it: &Capture| {
            it.long.is_none() && (it.line.chars() + text.chars().count() > LINE_LIMIT || text.trim_end().contains(['\n', '\r']))
        };
        match self.top() {
            Some(Overlay::Capture(it)) => it.in_note |= fits_no_line(it),
            Some(Overlay::Form(it)) => it.trouble = None,
            _ => {}
        }
        let left = match self.field() {
            Some(field) => field.insert(text),
            None => self.type_into_choice(text),
        };
        self.field_changed();
        if left > 0 {
            self.toast(Tone::Bad, say!(self.world.words, "screen-toast-too-long", count = left));
        }
    }

    /// A key that is no command: it may edit the field that has the cursor.
    fn edit(&mut self, key: Key) {
        let width = self.model.frame.note_width;
        if let Some(lock) = &mut self.model.lock {
            return lock.prompt.edit(key);
        }
        match self.field() {
            Some(field) => {
                if field.edit(key, width) {
                    self.field_changed();
                } else if self.model.context() == Context::Long {
                    match key.code {
                        Code::Enter | Code::Down => self.turn_row(1),
                        Code::Up => self.turn_row(-1),
                        _ => {}
                    }
                }
            }
            None => self.edit_choice(key),
        }
    }

    /// The text that has the cursor.
    fn field(&mut self) -> Option<&mut Field> {
        match self.top()? {
            Overlay::Capture(it) => {
                let Capture { sending, in_note, line, note, long, .. } = &mut **it;
                let field = match long {
                    Some(long) if long.at == LongRow::Said => Some(note),
                    Some(long) => long.rows.get_mut(long.at as usize),
                    None => Some(if *in_note { note } else { line }),
                };
                field.filter(|_| !*sending)
            }
            Overlay::Find(it) => Some(&mut it.line),
            Overlay::Palette(it) => Some(&mut it.line),
            Overlay::Seating(it) => Some(&mut it.line),
            Overlay::Query(it) => Some(&mut it.line),
            Overlay::Form(it) => match it.rows.get_mut(it.at).map(|row| &mut row.value) {
                Some(FormValue::Text(field)) => Some(field),
                _ => None,
            },
            Overlay::Help(_)
            | Overlay::Confirm(_)
            | Overlay::Sheet(_)
            | Overlay::Copies(_)
            | Overlay::Walk(_)
            | Overlay::Proposal(_)
            | Overlay::Planning
            | Overlay::Finding => None,
        }
    }

    /// What follows from a change of the text that has the cursor.
    fn field_changed(&mut self) {
        match self.model.overlays.last() {
            Some(Overlay::Capture(_)) => self.capture_changed(),
            Some(Overlay::Find(_)) => self.find_changed(),
            Some(Overlay::Palette(_)) => self.palette_changed(),
            Some(Overlay::Seating(_)) => self.seating_changed(),
            Some(Overlay::Query(_)) => self.query_changed(),
            Some(Overlay::Form(_)) => {
                if let Some(Overlay::Form(form)) = self.top() {
                    form.typed = true;
                }
                self.form_changed();
                self.save_draft();
            }
            _ => {}
        }
    }

    /// The row of the form that has the cursor, where it is no text.
    fn choice(&mut self) -> Option<&mut FormValue> {
        match self.top()? {
            Overlay::Form(it) => it.rows.get_mut(it.at).map(|row| &mut row.value),
            _ => None,
        }
    }

    /// A digit chooses from a list; a passphrase takes what fits. Says how much did not.
    fn type_into_choice(&mut self, text: &str) -> usize {
        match self.choice() {
            Some(FormValue::Secret(secret)) => usize::from(!secret.push(text)),
            Some(FormValue::Choice(choices, chosen)) => {
                let digit = text.chars().next_back().and_then(|c| Key::char(c).folded().digit());
                if let Some(nth) = digit.and_then(|it| it.checked_sub(1)).filter(|it| *it < choices.len()) {
                    *chosen = nth;
                    self.after_choice();
                }
                0
            }
            Some(FormValue::Points(off, most)) => {
                for c in text.chars().map(crate::text::fold_char) {
                    *off = match (c, c.to_digit(10)) {
                        // A digit more, as long as there are so many points; else it begins anew.
                        (_, Some(digit)) => {
                            let longer = u32::from(*off) * 10 + digit;
                            u8::try_from(if longer <= u32::from(*most) { longer } else { digit }).unwrap_or(*most).min(*most)
                        }
                        ('+', _) => off.saturating_add(1).min(*most),
                        ('-', _) => off.saturating_sub(1),
                        _ => *off,
                    };
                }
                0
            }
            _ => 0,
        }
    }

    fn edit_choice(&mut self, key: Key) {
        match (self.choice(), key.code) {
            (Some(FormValue::Choice(choices, chosen)), Code::Left) => {
                *chosen = chosen.checked_sub(1).unwrap_or(choices.len().saturating_sub(1));
            }
            (Some(FormValue::Choice(choices, chosen)), Code::Right) => *chosen = (*chosen + 1) % choices.len().max(1),
            (Some(FormValue::Secret(secret)), Code::Backspace) => secret.pop(),
            (Some(FormValue::Points(off, _)), Code::Left) => *off = off.saturating_sub(1),
            (Some(FormValue::Points(off, most)), Code::Right) => *off = off.saturating_add(1).min(*most),
            (Some(FormValue::Points(off, _)), Code::Backspace) => *off /= 10,
            _ => return,
        }
        // A choice is as much work as a word.
        self.field_changed();
    }
}
