//! Reading `keymap.toml`. What is wrong in it is named with line and key, and the defaults stand in its place.

use super::{Chord, ChordError, Keymap};
use crate::tui::command::{CommandId, Context};
use std::collections::HashSet;
use toml::de::{DeTable, DeValue};

/// Something wrong in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from 1.
    pub line: usize,
    /// The name before the `=`; empty where the file is not TOML at all.
    pub key: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Not TOML; what the reader of TOML says.
    NotToml(String),
    /// There is no such command.
    NoSuchCommand,
    /// Neither a text nor a list of texts.
    NotKeys,
    /// A chord that cannot be read.
    Chord(ChordError),
    /// The chord already means another command in the same place.
    Doubled(Chord, Context, CommandId),
}

impl Keymap {
    /// The defaults, changed by a file of lines such as `talk = "t"` or `find = ["/", "ctrl-f"]`; an empty list leaves a command without keys.
    /// Whatever is wrong is passed over and complained of.
    pub fn read(text: &str) -> (Self, Vec<Complaint>) {
        let mut keymap = Self::default();
        let mut complaints = Vec::new();
        let line_of = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let (table, errors) = DeTable::parse_recoverable(text.trim_start_matches('\u{feff}'));
        let mut broken = Vec::new();
        for error in errors {
            let at = error.span().map_or(0, |it| it.start);
            let line = line_of(at);
            broken.push((at, line));
            complaints.push(Complaint { line, key: String::new(), what: What::NotToml(error.message().to_string()) });
        }
        let mut changed = Vec::new();
        for (key, value) in table.get_ref() {
            let (line, name) = (line_of(key.span().start), key.get_ref().to_string());
            // The reader of TOML guesses on after an error; what it guessed around it is not what the person meant.
            let span = key.span().start..=value.span().end;
            if broken.iter().any(|(at, error_line)| *error_line == line || span.contains(at)) {
                continue;
            }
            let read = CommandId::from_name(&name).ok_or(What::NoSuchCommand).and_then(|id| Ok((id, chords(value.get_ref())?)));
            match read {
                Ok((id, chords)) => changed.push((line, name, id, chords)),
                Err(what) => complaints.push(Complaint { line, key: name, what }),
            }
        }
        for (_, _, id, chords) in &changed {
            keymap.set(*id, chords.clone());
        }
        keymap.settle(&changed.into_iter().map(|(line, name, id, _)| (line, name, id)).collect::<Vec<_>>(), &mut complaints);
        complaints.sort_by_key(|it| it.line);
        (keymap, complaints)
    }

    /// Takes a doubled chord away from one of its two commands: from the default where the file gave it to another, else from the later one.
    fn settle(&mut self, changed: &[(usize, String, CommandId)], complaints: &mut Vec<Complaint>) {
        let mut said = HashSet::new();
        loop {
            let doubled = self.doubled();
            let Some((context, chord, first, second)) = doubled.into_iter().next() else { return };
            let by_file = |id| changed.iter().find(|(_, _, it)| *it == id);
            let (loser, winner) = match (by_file(first), by_file(second)) {
                (None, Some(_)) => (first, second),
                _ => (second, first),
            };
            let kept = self.chords(loser).iter().filter(|it| **it != chord).cloned().collect();
            self.set(loser, kept);
            let Some((line, name, _)) = by_file(loser).or_else(|| by_file(winner)) else { continue };
            let other = if by_file(loser).is_some() { winner } else { loser };
            if said.insert((*line, chord.to_string())) {
                complaints.push(Complaint { line: *line, key: name.clone(), what: What::Doubled(chord, context, other) });
            }
        }
    }
}

fn chords(value: &DeValue<'_>) -> Result<Vec<Chord>, What> {
    let one = |value: &DeValue<'_>| match value {
        DeValue::String(text) => text.parse().map_err(What::Chord),
        _ => Err(What::NotKeys),
    };
    match value {
        DeValue::Array(values) => values.iter().map(|it| one(it.get_ref())).collect(),
        value => Ok(vec![one(value)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::COMMANDS;

    #[test]
    fn a_file_changes_what_it_names_and_nothing_else() {
        let (keymap, complaints) = Keymap::read("talk = \"F2\"\nfind = [\"/\", \"ctrl-t\"]\nundo = []\n");
        assert_eq!(complaints, vec![]);
        assert_eq!(keymap.label(CommandId::Talk), "F2");
        assert_eq!(keymap.chords(CommandId::Find).len(), 2);
        assert_eq!(keymap.label(CommandId::Undo), "");
        assert_eq!(keymap.label(CommandId::Incident), "i");
    }

    #[test]
    fn what_is_wrong_is_named_with_line_and_key() {
        let (keymap, complaints) = Keymap::read("# mine\ntalk = \"hyper-t\"\nfly = \"f\"\nfind = 3\n");
        let named: Vec<_> = complaints.iter().map(|it| (it.line, it.key.as_str())).collect();
        assert_eq!(named, vec![(2, "talk"), (3, "fly"), (4, "find")]);
        assert_eq!(keymap, Keymap::default());
        let (keymap, complaints) = Keymap::read("talk = \"F2\"\nfind = [\n");
        assert_eq!(complaints[0].line, 2);
        assert!(matches!(complaints[0].what, What::NotToml(_)));
        assert_eq!(keymap.label(CommandId::Find), "/");
    }

    #[test]
    fn a_key_taken_from_a_default_is_said_and_works() {
        let (keymap, complaints) = Keymap::read("zoom = \"t\"\n");
        assert_eq!(keymap.label(CommandId::Zoom), "t");
        assert_eq!(keymap.label(CommandId::Talk), "");
        assert!(matches!(&complaints[..], [Complaint { line: 1, what: What::Doubled(_, _, CommandId::Talk), .. }]));
        assert_eq!(keymap.doubled(), vec![]);
    }

    #[test]
    fn the_shipped_file_shows_every_default() {
        let shipped = include_str!("../../../assets/keymap.toml");
        let bare: String = shipped
            .lines()
            .map(|it| it.strip_prefix("#").filter(|it| it.contains(" = ")).unwrap_or(it))
            .fold(String::new(), |text, line| text + line + "\n");
        let (keymap, complaints) = Keymap::read(&bare);
        assert_eq!(complaints, vec![]);
        assert_eq!(keymap, Keymap::default());
        for command in COMMANDS {
            assert!(
                bare.lines().any(|it| it.starts_with(&format!("{} = ", command.name))),
                "{} is not in assets/keymap.toml",
                command.name
            );
        }
    }
}
