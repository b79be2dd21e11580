//! The way in for who has lost their passphrase: the printed recovery key, and a new passphrase.

use super::setup::{Filled, fill_in, new_passphrase, text};
use super::{Lost, Recover};
use crate::campus::LOGIN_LIMIT;
use crate::desk::{RecoveryKey, RecoveryKeyTypo};
use crate::say;
use crate::tui::field::Field;
use crate::tui::input::Input;
use crate::tui::layer::{FormRow, FormValue, Secret};
use crate::words::Words;

/// The row of the recovery key.
pub(super) const KEY: usize = 1;
/// The row of the new passphrase; the one below is for typing it again.
const PASSPHRASE: usize = 2;
/// Most characters of a key as it is typed, blanks and dashes counted.
const KEY_LIMIT: usize = 120;
/// Letters of a group of the key, as it is printed.
const GROUP: usize = 4;

impl Recover {
    /// An empty form, the login filled in where it is known.
    pub fn new(words: &Words, login: &str) -> Self {
        let text = |label, limit| FormRow { label, value: FormValue::Text(Field::line(limit)) };
        let secret = |label| FormRow { label, value: FormValue::Secret(Secret::default()) };
        let mut rows = vec![
            text(say!(words, "screen-setup-login"), LOGIN_LIMIT),
            text(say!(words, "screen-gate-recovery"), KEY_LIMIT),
            secret(say!(words, "screen-recover-passphrase")),
            secret(say!(words, "screen-setup-again")),
        ];
        rows[0].value = FormValue::Text(Field::line(LOGIN_LIMIT).with(login));
        Self { rows, at: usize::from(!login.is_empty()), trouble: None }
    }

    /// Who has lost their passphrase.
    pub(super) fn login(&self) -> String {
        text(&self.rows, 0)
    }

    pub(super) fn refuse(&mut self, row: usize, trouble: String) {
        self.at = row;
        self.trouble = Some(trouble);
    }

    pub(super) fn input(&mut self, words: &Words, input: Input) -> Option<Box<Lost>> {
        match fill_in(&mut self.rows, &mut self.at, input) {
            Filled::Typed { fits } => self.trouble = (!fits).then(|| say!(words, "screen-setup-too-long")),
            Filled::Done => return self.lost(words),
            Filled::Nothing => {}
        }
        None
    }

    /// What is needed to go in, or the cursor on the row that is wrong and why.
    fn lost(&mut self, words: &Words) -> Option<Box<Lost>> {
        let login = self.login();
        if login.is_empty() {
            self.refuse(0, say!(words, "screen-setup-empty"));
            return None;
        }
        let key = match RecoveryKey::parse(&text(&self.rows, KEY)) {
            Ok(key) => key,
            Err(typo) => {
                self.refuse(KEY, self.typo(words, typo));
                if let (RecoveryKeyTypo::Letter { at }, Some(field)) = (typo, self.key()) {
                    let place = place_of(field.text(), at);
                    field.move_to(place);
                }
                return None;
            }
        };
        match new_passphrase(words, &mut self.rows, PASSPHRASE) {
            Ok(passphrase) => {
                let mut form = self.clone();
                if let Some(field) = form.key() {
                    *field = Field::line(KEY_LIMIT);
                }
                Some(Box::new(Lost { login, key, passphrase, form }))
            }
            Err(trouble) => {
                self.refuse(PASSPHRASE, trouble);
                None
            }
        }
    }

    fn key(&mut self) -> Option<&mut Field> {
        match self.rows.get_mut(KEY).map(|it| &mut it.value) {
            Some(FormValue::Text(field)) => Some(field),
            _ => None,
        }
    }

    /// A slip of the pen in words: which group, which letter of it.
    fn typo(&self, words: &Words, typo: RecoveryKeyTypo) -> String {
        match typo {
            RecoveryKeyTypo::Length { got, wanted } => say!(words, "screen-recover-length", got = got, wanted = wanted),
            RecoveryKeyTypo::Letter { at } => {
                let typed = text(&self.rows, KEY);
                let letter = typed.get(place_of(&typed, at)..).and_then(|it| it.chars().next()).unwrap_or('?');
                let (group, nth) = ((at - 1) / GROUP + 1, (at - 1) % GROUP + 1);
                say!(words, "screen-recover-letter", group = group, nth = nth, letter = letter.to_string())
            }
            RecoveryKeyTypo::Checksum => say!(words, "screen-recover-checksum"),
        }
    }
}

/// The byte offset of the nth letter (from 1), blanks and dashes not counted.
fn place_of(typed: &str, nth: usize) -> usize {
    let letters = typed.char_indices().filter(|(_, c)| RecoveryKey::is_letter(*c));
    letters.map(|(at, _)| at).nth(nth.saturating_sub(1)).unwrap_or(typed.len())
}
