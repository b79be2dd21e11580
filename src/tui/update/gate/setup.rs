//! First-run set-up: college, name, login, passphrase twice. And what it shares with the other forms at the gate.

use super::{Answers, PASSPHRASE_LEAST, Setup};
use crate::campus::{LOGIN_LIMIT, PLACE_NAME_LIMIT};
use crate::say;
use crate::tui::field::Field;
use crate::tui::input::{Code, Input, Key};
use crate::tui::layer::{FormRow, FormValue, Secret};
use crate::words::Words;
use zeroize::Zeroizing;

/// What an input did to a form.
pub(super) enum Filled {
    /// Text came in; whether all of it fitted.
    Typed { fits: bool },
    /// Enter on the last row.
    Done,
    /// The cursor moved, or a key edited a field.
    Nothing,
}

/// One input into the row that has the cursor.
pub(super) fn fill_in(rows: &mut [FormRow], at: &mut usize, input: Input) -> Filled {
    let last = rows.len().saturating_sub(1);
    let value = rows.get_mut(*at).map(|it| &mut it.value);
    let key = match input {
        Input::Text(text) | Input::Paste(text) => {
            let fits = match value {
                Some(FormValue::Text(field)) => field.insert(&text) == 0,
                Some(FormValue::Secret(secret)) => secret.push(&text),
                _ => true,
            };
            return Filled::Typed { fits };
        }
        Input::Key(key) => key,
        Input::Mouse(_) | Input::Resize(..) | Input::Focus(_) => return Filled::Nothing,
    };
    match key.code {
        Code::Enter if *at == last => return Filled::Done,
        Code::Enter | Code::Tab | Code::Down => *at = (*at + 1).min(last),
        Code::BackTab | Code::Up => *at = at.saturating_sub(1),
        _ => match value {
            Some(FormValue::Text(field)) => {
                field.edit(key, 0);
            }
            Some(FormValue::Secret(secret)) => edit_secret(secret, key),
            _ => {}
        },
    }
    Filled::Nothing
}

fn edit_secret(secret: &mut Secret, key: Key) {
    match key.code {
        Code::Backspace => secret.pop(),
        Code::Char('u') if key.ctrl => secret.clear(),
        _ => {}
    }
}

/// What stands in a row of text.
pub(super) fn text(rows: &[FormRow], row: usize) -> String {
    match rows.get(row).map(|it| &it.value) {
        Some(FormValue::Text(field)) => field.text().trim().to_owned(),
        _ => String::new(),
    }
}

/// Takes a new passphrase out of a row and the one below, or says what is wrong with it.
pub(super) fn new_passphrase(words: &Words, rows: &mut [FormRow], row: usize) -> Result<Zeroizing<String>, String> {
    let mut take = |row: usize| match rows.get_mut(row).map(|it| &mut it.value) {
        Some(FormValue::Secret(secret)) => secret.take(),
        _ => Zeroizing::default(),
    };
    let (passphrase, again) = (take(row), take(row + 1));
    if passphrase.chars().count() < PASSPHRASE_LEAST {
        Err(say!(words, "screen-setup-short", least = PASSPHRASE_LEAST))
    } else if passphrase != again {
        Err(say!(words, "screen-setup-differ"))
    } else {
        Ok(passphrase)
    }
}

impl Setup {
    /// An empty form.
    pub fn new(words: &Words) -> Self {
        let text = |label, limit| FormRow { label, value: FormValue::Text(Field::line(limit)) };
        let secret = |label| FormRow { label, value: FormValue::Secret(Secret::default()) };
        let rows = vec![
            text(say!(words, "screen-setup-college"), PLACE_NAME_LIMIT),
            text(say!(words, "screen-setup-name"), LOGIN_LIMIT),
            text(say!(words, "screen-setup-login"), LOGIN_LIMIT),
            secret(say!(words, "screen-setup-passphrase")),
            secret(say!(words, "screen-setup-again")),
        ];
        Self { rows, at: 0, trouble: None, leaving: false }
    }

    pub(super) fn text(&self, row: usize) -> String {
        text(&self.rows, row)
    }

    /// Whether anything was filled in.
    fn is_empty(&self) -> bool {
        self.rows.iter().all(|it| match &it.value {
            FormValue::Text(field) => field.is_empty(),
            FormValue::Secret(secret) => secret.is_empty(),
            FormValue::Choice(..) | FormValue::Points(..) => true,
        })
    }

    /// Esc: at once from an empty form, else only the second time.
    pub(super) fn leave(&mut self) -> bool {
        let sure = self.leaving || self.is_empty();
        self.leaving = true;
        sure
    }

    pub(super) fn refuse(&mut self, row: usize, trouble: String) {
        self.at = row;
        self.trouble = Some(trouble);
    }

    /// The answers, or the cursor on the row that is wrong and why.
    fn answers(&mut self, words: &Words) -> Option<Box<Answers>> {
        if let Some(row) = (0..3).find(|row| self.text(*row).is_empty()) {
            self.refuse(row, say!(words, "screen-setup-empty"));
            return None;
        }
        let login = self.text(2);
        if !login.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
            self.refuse(2, say!(words, "screen-setup-bad-login"));
            return None;
        }
        let passphrase = match new_passphrase(words, &mut self.rows, 3) {
            Ok(passphrase) => passphrase,
            Err(trouble) => {
                self.refuse(3, trouble);
                return None;
            }
        };
        Some(Box::new(Answers { college: self.text(0), name: self.text(1), login, passphrase, form: self.clone() }))
    }

    pub(super) fn input(&mut self, words: &Words, input: Input) -> Option<Box<Answers>> {
        self.leaving = false;
        match fill_in(&mut self.rows, &mut self.at, input) {
            Filled::Typed { fits } => self.trouble = (!fits).then(|| say!(words, "screen-setup-too-long")),
            Filled::Done => return self.answers(words),
            Filled::Nothing => {}
        }
        None
    }
}
