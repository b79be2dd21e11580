//! Which keys ask for which command: the defaults of the command table, changed by the person's `keymap.toml`.

mod chord;
mod file;

pub use chord::{Chord, ChordError};
pub use file::{Complaint, What};

use super::command::{COMMANDS, Command, CommandId, Context};
use super::input::{Code, Key};

/// The keys of every command at a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// One list of chords for each row of the command table.
    chords: Vec<Vec<Chord>>,
}

/// What a row of keys means in a context.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The command, and by which of its chords (from 0).
    pub command: Option<(CommandId, usize)>,
    /// A longer chord begins like this.
    pub begins: bool,
}

impl Default for Keymap {
    /// The keys of the command table. A default that cannot be read is left out; a test sees to it that there is none.
    fn default() -> Self {
        let of = |keys: &[&str]| keys.iter().filter_map(|it| it.parse().ok()).collect();
        Self { chords: COMMANDS.iter().map(|it| of(it.keys)).collect() }
    }
}

impl Keymap {
    /// The chords of a command, the first being the one to show.
    pub fn chords(&self, id: CommandId) -> &[Chord] {
        self.chords.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// The key to show for a command: `t`, `^L`, `g g`; empty if it has none.
    pub fn label(&self, id: CommandId) -> String {
        self.chords(id).first().map(ToString::to_string).unwrap_or_default()
    }

    /// The chords of a command that reach it where the person is. A command of the place itself goes before one that works everywhere and has
    /// the same keys: there the other one is not reached by them.
    pub fn working(&self, context: Context, id: CommandId) -> impl DoubleEndedIterator<Item = &Chord> {
        let own = id.command().is_own(context);
        self.chords(id).iter().filter(move |it| own || !self.is_shadowed(context, it.keys()))
    }

    /// Whether keys belong to a command of the place itself, or begin one or end one of its chords.
    fn is_shadowed(&self, context: Context, keys: &[Key]) -> bool {
        let own = || COMMANDS.iter().filter(|it| it.is_own(context)).flat_map(|it| self.chords(it.id));
        context.is_place() && own().any(|it| keys.starts_with(it.keys()) || it.keys().starts_with(keys))
    }

    /// The key to show for a command where the person is: where letters are text, one that is none.
    pub fn label_in(&self, context: Context, id: CommandId) -> String {
        let typed = |it: &Chord| matches!(it.keys(), [Key { code: Code::Char(_), ctrl: false, alt: false, .. }, ..]);
        let mut fit = self.working(context, id).filter(|it| !context.takes_text() || !typed(it));
        let Some(first) = fit.next() else { return String::new() };
        // Nine keys that differ in their digit are said as a range.
        match (first.keys(), fit.next_back().map(Chord::keys)) {
            ([Key { code: Code::Char('1'), .. }], Some([Key { code: Code::Char(last @ '3'..='9'), .. }])) => format!("{first}…{last}"),
            _ => first.to_string(),
        }
    }

    /// What these keys mean where the person is. What the place itself makes of them goes before what they mean everywhere.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        let mut meaning = Meaning::default();
        let shadowed = self.is_shadowed(context, keys);
        for command in COMMANDS.iter().filter(|it| it.is_own(context) || (!shadowed && it.is_in(context))) {
            for (nth, chord) in self.chords(command.id).iter().enumerate() {
                if chord.keys() == keys {
                    meaning.command = meaning.command.or(Some((command.id, nth)));
                } else if chord.keys().starts_with(keys) {
                    meaning.begins = true;
                }
            }
        }
        meaning
    }

    pub(super) fn set(&mut self, id: CommandId, chords: Vec<Chord>) {
        if let Some(it) = self.chords.get_mut(id as usize) {
            *it = chords;
        }
    }

    /// Chords that mean two commands in one context: `(context, chord, first, second)`. That a place gives a key of a command that works
    /// everywhere to one of its own is no such thing; see [`Keymap::shadowing`].
    pub fn doubled(&self) -> Vec<(Context, Chord, CommandId, CommandId)> {
        self.pairs(|context, first, second| first.is_own(context) == second.is_own(context))
    }

    /// Chords of commands that work everywhere, which a place gives to one of its own: `(context, chord, first, second)`.
    pub fn shadowing(&self) -> Vec<(Context, Chord, CommandId, CommandId)> {
        self.pairs(|context, first, second| first.is_own(context) != second.is_own(context))
    }

    fn pairs(&self, wanted: impl Fn(Context, &Command, &Command) -> bool) -> Vec<(Context, Chord, CommandId, CommandId)> {
        let mut pairs = Vec::new();
        for context in Context::ALL {
            let here: Vec<_> = COMMANDS.iter().filter(|it| it.is_in(context)).collect();
            for (at, first) in here.iter().enumerate() {
                for second in here[at + 1..].iter().filter(|second| wanted(context, first, second)) {
                    let same = self.chords(first.id).iter().filter(|it| self.chords(second.id).contains(it));
                    pairs.extend(same.map(|it| (context, it.clone(), first.id, second.id)));
                }
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_can_be_read_and_none_is_doubled() {
        for command in COMMANDS {
            for keys in command.keys {
                assert!(keys.parse::<Chord>().is_ok(), "{}: {keys}", command.name);
            }
        }
        assert_eq!(Keymap::default().doubled(), vec![]);
    }

    #[test]
    fn only_the_round_the_search_and_an_incident_take_keys_that_work_elsewhere() {
        let keymap = Keymap::default();
        let taken = keymap.shadowing();
        // Before a request could be written down from anywhere, these two had its key; the palette has it there.
        let older = |it: CommandId| matches!(it, CommandId::AddReader | CommandId::Replan);
        let allowed = |it: &(Context, Chord, CommandId, CommandId)| {
            matches!(it.0, Context::Round | Context::Search | Context::Incident) || older(it.3)
        };
        assert!(taken.iter().all(allowed), "{taken:?}");
        let of_round: Vec<String> = taken.iter().filter(|it| it.0 == Context::Round).map(|(_, chord, ..)| chord.to_string()).collect();
        for key in ["1", "7", "l", "Enter"] {
            assert!(of_round.iter().any(|it| it == key), "{key}");
        }
        // What is taken is neither run nor shown there, and shown and run everywhere else.
        let one: Chord = "1".parse().unwrap();
        assert_eq!(keymap.meaning(Context::Round, one.keys()).command, Some((CommandId::RoundBed, 0)));
        assert_eq!(keymap.meaning(Context::Dorm, one.keys()).command, Some((CommandId::PaneDorm, 0)));
        assert_eq!(keymap.label_in(Context::Round, CommandId::PaneDorm), "");
        assert_eq!(keymap.label_in(Context::Round, CommandId::Right), "Right");
        assert_eq!(keymap.label_in(Context::Round, CommandId::Handover), "H");
        assert_eq!(keymap.label_in(Context::Dorm, CommandId::PaneDorm), "1");
    }

    #[test]
    fn the_key_shown_is_one_that_works() {
        let keymap = Keymap::default();
        assert_eq!(keymap.label_in(Context::Dorm, CommandId::Help), "?");
        assert_eq!(keymap.label_in(Context::Capture, CommandId::Help), "F1");
    }

    #[test]
    fn a_key_means_what_the_place_makes_of_it() {
        let keymap = Keymap::default();
        let meaning = |context, keys: &str| {
            let chord: Chord = keys.parse().unwrap();
            keymap.meaning(context, chord.keys())
        };
        assert_eq!(meaning(Context::Dorm, "o").command, Some((CommandId::GridView, 0)));
        assert_eq!(meaning(Context::Talks, "o").command, Some((CommandId::TalkScope, 0)));
        assert_eq!(meaning(Context::Talks, "t").command, Some((CommandId::Talk, 0)));
        assert_eq!(meaning(Context::Capture, "t").command, None);
        assert_eq!(meaning(Context::Capture, "alt-3").command, Some((CommandId::Choose, 2)));
        assert_eq!(meaning(Context::Dorm, "g"), Meaning { command: Some((CommandId::Go, 0)), begins: true });
        assert_eq!(meaning(Context::Dorm, "g g"), Meaning { command: Some((CommandId::Top, 1)), begins: false });
    }
}
