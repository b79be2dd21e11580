//! Keys pressed one after another, and how they are written: `t`, `ctrl-l`, `g g`, `alt-1`.

use crate::tui::input::{Code, Key};
use std::fmt;
use std::str::FromStr;

/// One or more keys pressed one after another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

/// What is wrong with a chord as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// There is nothing.
    #[error("no key")]
    Empty,
    /// No key has this name.
    #[error("no such key: {0}")]
    NoSuchKey(String),
    /// More keys in a row than anybody remembers.
    #[error("more than four keys in a row")]
    TooLong,
}

/// Names of keys as they are written in `keymap.toml`, the first of a key being the one shown.
const NAMES: [(&str, Code); 20] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
];

impl Chord {
    /// Its keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl From<Key> for Chord {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, ChordError> {
        let keys: Vec<Key> = text.split_whitespace().map(key).collect::<Result<_, _>>()?;
        match keys.len() {
            0 => Err(ChordError::Empty),
            1..=4 => Ok(Self(keys)),
            _ => Err(ChordError::TooLong),
        }
    }
}

fn key(text: &str) -> Result<Key, ChordError> {
    let unknown = || ChordError::NoSuchKey(text.chars().take(24).collect());
    let mut key = Key::char(' ');
    let mut name = text;
    while let Some((held, rest)) = name.split_once('-').filter(|(held, rest)| !held.is_empty() && !rest.is_empty()) {
        match held.to_ascii_lowercase().as_str() {
            "ctrl" | "c" => key.ctrl = true,
            "alt" | "a" | "m" => key.alt = true,
            "shift" | "s" => key.shift = true,
            _ => return Err(unknown()),
        }
        name = rest;
    }
    let mut chars = name.chars();
    key.code = match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() => Code::Char(if key.ctrl { c.to_ascii_lowercase() } else { c }),
        _ => NAMES
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(name))
            .map(|(_, code)| *code)
            .or_else(|| function_key(name))
            .ok_or_else(unknown)?,
    };
    match (key.code, key.shift) {
        (Code::Tab, true) => Ok(Key { code: Code::BackTab, shift: false, ..key }),
        (Code::Char(c), true) => Ok(Key { code: Code::Char(c.to_ascii_uppercase()), shift: false, ..key }),
        _ => Ok(key),
    }
}

fn function_key(name: &str) -> Option<Code> {
    let number = name.strip_prefix(['f', 'F'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            write_key(f, *key)?;
        }
        Ok(())
    }
}

fn write_key(f: &mut fmt::Formatter<'_>, key: Key) -> fmt::Result {
    let named = NAMES.iter().find(|(_, code)| *code == key.code).map(|(name, _)| *name);
    if key.alt {
        f.write_str("Alt-")?;
    }
    if key.shift {
        f.write_str("Shift-")?;
    }
    match (key.code, named) {
        (_, Some(name)) if key.ctrl => write!(f, "Ctrl-{name}"),
        (_, Some(name)) => f.write_str(name),
        (Code::Char(c), None) if key.ctrl => write!(f, "^{}", c.to_ascii_uppercase()),
        (Code::Char(c), None) => write!(f, "{c}"),
        (Code::F(n), None) => write!(f, "F{n}"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_shown() {
        let shown = |text: &str| text.parse::<Chord>().map(|it| it.to_string());
        for (written, expected) in [
            ("t", "t"),
            ("G", "G"),
            ("shift-g", "G"),
            ("ctrl-L", "^L"),
            ("g g", "g g"),
            ("alt-1", "Alt-1"),
            ("shift-tab", "BackTab"),
            ("pageup", "PgUp"),
            ("space x", "Space x"),
            ("-", "-"),
            ("ctrl--", "^-"),
            ("f12", "F12"),
            (":", ":"),
        ] {
            assert_eq!(shown(written).as_deref(), Ok(expected), "{written}");
        }
        assert_eq!(shown(""), Err(ChordError::Empty));
        assert_eq!(shown("hyper-x"), Err(ChordError::NoSuchKey("hyper-x".into())));
        assert_eq!(shown("f25"), Err(ChordError::NoSuchKey("f25".into())));
        assert_eq!(shown("a b c d e"), Err(ChordError::TooLong));
    }
}
