//! Who comes in, and by which passphrase: the two fields that the gate and the locked seat share.
//!
//! Each wrong answer makes the next wait longer. The passphrase is never drawn, only its length.

use super::field::Field;
use super::input::{Code, Key};
use super::layer::Secret;
use crate::campus::{LOGIN_LIMIT, Stamp};
use zeroize::Zeroizing;

/// Longest wait after a wrong passphrase, in seconds.
const LONGEST_WAIT: i64 = 60;

/// How long one waits after so many wrong passphrases: 1, 2, 4 … 60 seconds.
fn wait_after(wrong: u32, now: Stamp) -> Stamp {
    let seconds = 1_i64.checked_shl(wrong.saturating_sub(1)).unwrap_or(LONGEST_WAIT).clamp(1, LONGEST_WAIT);
    Stamp(now.0.saturating_add(seconds * 1_000))
}

/// A login and a passphrase being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// Who comes in.
    pub login: Field,
    /// The passphrase being typed; only its length may be drawn.
    pub secret: Secret,
    /// The cursor is in the login, not in the passphrase.
    pub in_login: bool,
    /// How often a wrong one was given.
    pub wrong: u32,
    /// Before this moment none is taken.
    pub wait_until: Option<Stamp>,
    /// One is being tried.
    pub trying: bool,
    /// What went wrong, in words.
    pub trouble: Option<String>,
}

impl Prompt {
    /// For a login that is known already, or to be typed.
    pub fn new(login: &str) -> Self {
        Self {
            login: Field::line(LOGIN_LIMIT).with(login),
            secret: Secret::default(),
            in_login: login.is_empty(),
            wrong: 0,
            wait_until: None,
            trying: false,
            trouble: None,
        }
    }

    /// Who is meant to come in.
    pub fn login(&self) -> &str {
        self.login.text().trim()
    }

    /// Text into the field at hand. Says whether all of it fitted.
    pub fn type_text(&mut self, text: &str) -> bool {
        if self.trying {
            return true;
        }
        self.trouble = None;
        if self.in_login { self.login.insert(text) == 0 } else { self.secret.push(text) }
    }

    /// An editing key.
    pub fn edit(&mut self, key: Key) {
        if self.trying {
            return;
        }
        match key.code {
            _ if self.in_login => {
                self.login.edit(key, 0);
            }
            Code::Backspace => self.secret.pop(),
            Code::Char('u') if key.ctrl => self.secret.clear(),
            _ => {}
        }
    }

    /// To the other field.
    pub fn turn(&mut self) {
        self.in_login = !self.in_login && !self.trying;
    }

    /// Forgets what was typed.
    pub fn clear(&mut self, login: &str) {
        if !self.trying {
            let (wrong, wait_until) = (self.wrong, self.wait_until);
            *self = Self { wrong, wait_until, ..Self::new(login) };
        }
    }

    /// Enter: on to the passphrase, or off with both to be tried.
    pub fn enter(&mut self, now: Stamp) -> Option<(String, Zeroizing<String>)> {
        if self.trying {
            return None;
        }
        if self.in_login {
            self.in_login = false;
            return None;
        }
        if self.secret.is_empty() || self.wait(now).is_some() {
            return None;
        }
        (self.trying, self.trouble) = (true, None);
        Some((self.login().to_owned(), self.secret.take()))
    }

    /// What was tried was wrong.
    pub fn failed(&mut self, now: Stamp, trouble: String) {
        self.secret.clear();
        self.trying = false;
        self.wrong += 1;
        self.wait_until = Some(wait_after(self.wrong, now));
        self.trouble = Some(trouble);
    }

    /// Until when one has to wait, if one has to.
    pub fn wait(&self, now: Stamp) -> Option<Stamp> {
        // A moment further off than the longest wait is from before the clock was put back: nobody waits until it comes there again.
        self.wait_until.filter(|at| *at > now && at.0.saturating_sub(now.0) <= LONGEST_WAIT * 1_000)
    }

    /// How many seconds one still has to wait, if one has to.
    pub fn wait_seconds(&self, now: Stamp) -> Option<i64> {
        self.wait(now).map(|until| (until.0 - now.0 + 999) / 1_000)
    }

    /// When it wants to be woken: each second while one has to wait.
    pub fn wake_at(&self, now: Stamp) -> Option<Stamp> {
        self.wait(now).map(|at| at.min(Stamp(now.0 + 1_000)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_minute() {
        let waits: Vec<_> = [1, 2, 3, 7, 40, u32::MAX].into_iter().map(|wrong| wait_after(wrong, Stamp(0)).0 / 1_000).collect();
        assert_eq!(waits, vec![1, 2, 4, 60, 60, 60]);
    }

    #[test]
    fn one_is_tried_at_a_time_and_none_before_its_time() {
        let mut prompt = Prompt::new("zhang");
        assert!(prompt.type_text("wrong"));
        assert_eq!(prompt.enter(Stamp(0)).map(|(login, _)| login).as_deref(), Some("zhang"));
        prompt.type_text("more");
        assert!(prompt.secret.is_empty() && prompt.enter(Stamp(0)).is_none(), "nothing is taken while one is tried");
        prompt.failed(Stamp(0), "no".into());
        prompt.type_text("right");
        assert_eq!(prompt.enter(Stamp(999)), None);
        assert_eq!(prompt.wake_at(Stamp(0)), Some(Stamp(1_000)));
        assert!(prompt.enter(Stamp(1_000)).is_some());
    }

    #[test]
    fn a_clock_put_back_makes_nobody_wait_until_it_is_there_again() {
        let mut prompt = Prompt::new("zhang");
        prompt.failed(Stamp(900_000), "no".into());
        assert_eq!(prompt.wait(Stamp(900_000)), Some(Stamp(901_000)));
        assert_eq!(prompt.wait(Stamp(0)), None);
    }

    #[test]
    fn clearing_it_does_not_shorten_the_wait() {
        let mut prompt = Prompt::new("zhang");
        prompt.failed(Stamp(0), "no".into());
        prompt.turn();
        prompt.type_text("x");
        prompt.clear("zhang");
        assert_eq!((prompt.login(), prompt.in_login, prompt.wait(Stamp(0))), ("zhang", false, Some(Stamp(1_000))));
    }
}
