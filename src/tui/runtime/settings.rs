//! How a seat likes it: what was asked for, else what was chosen last time, else what the surroundings suggest.
//!
//! `seat.toml` is written by the program; `keymap.toml` and `theme.toml` are the person's own. All three lie in the home. Whatever is wrong
//! in one of them is told with line and key, and the defaults stand in its place.

use super::SeatOptions;
use crate::say;
use crate::tui::alarm::QuietHours;
use crate::tui::keymap::{Complaint, Keymap, What};
use crate::tui::layer::Item;
use crate::tui::model::{ThemeChoice, Tone};
use crate::tui::term::surroundings;
use crate::tui::theme::{self, Base, Theme, Trouble};
use crate::words::{Lang, Words};
use std::path::{Path, PathBuf};

/// Longest configuration file that is read, in bytes.
const FILE_LIMIT: u64 = 256 * 1024;

/// How a seat likes it.
#[derive(Debug)]
pub(super) struct Settings {
    home: PathBuf,
    pub(super) lang: Lang,
    pub(super) theme: ThemeChoice,
    pub(super) ascii: bool,
    pub(super) mouse: bool,
    /// Minutes without a key after which the seat locks itself; 0 is never.
    pub(super) lock_after: i64,
    /// Minutes before a shift of one's own begins, or is to be handed over, at which one is reminded; 0 is no reminder at all.
    pub(super) remind: i64,
    /// The command that calls somebody, with its arguments; none if it is empty. `{text}` in an argument stands for what is said.
    pub(super) notify: Vec<String>,
    /// Hours in which only grave things are loud.
    pub(super) quiet: Option<QuietHours>,
    /// Those hours as they were written.
    quiet_written: Option<String>,
}

/// Minutes without a key after which a seat locks itself, unless `seat.toml` says otherwise.
const LOCK_AFTER: i64 = 5;
/// Minutes ahead at which one is reminded, unless `seat.toml` says otherwise.
const REMIND: i64 = 30;
/// The longest that can be asked for, in minutes: a day.
const LONGEST: i64 = 24 * 60;

impl Settings {
    /// Reads `seat.toml` where there is one. A broken one is as good as none: the program writes it afresh.
    pub(super) fn load(home: &Path, options: &SeatOptions) -> Self {
        let kept = read(&home.join("seat.toml")).unwrap_or_default();
        let table: toml::Table = kept.parse().unwrap_or_default();
        let word = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let flag = |key: &str| table.get(key).and_then(toml::Value::as_bool);
        let minutes = |key: &str| table.get(key).and_then(toml::Value::as_integer).filter(|it| (0..=LONGEST).contains(it));
        Self {
            home: home.to_owned(),
            lang: options.lang.or_else(|| word("lang").and_then(Lang::from_tag)).or_else(surrounding_lang).unwrap_or(Lang::Zh),
            theme: options.theme.or_else(|| word("theme").and_then(theme_from)).unwrap_or_default(),
            ascii: options.ascii.or_else(|| flag("ascii")).unwrap_or(false),
            mouse: options.mouse.or_else(|| flag("mouse")).unwrap_or(true),
            lock_after: minutes("lock_after").unwrap_or(LOCK_AFTER),
            remind: minutes("remind").unwrap_or(REMIND),
            notify: table.get("notify").and_then(toml::Value::as_array).map(|it| words_of(it)).unwrap_or_default(),
            quiet: word("quiet").and_then(QuietHours::read),
            quiet_written: word("quiet").map(str::to_owned),
        }
    }

    /// Keeps what was chosen. That it could not be kept is no reason to bother anybody at night.
    pub(super) fn save(&self) {
        let (lang, theme) = (self.lang.tag(), theme_name(self.theme));
        let Self { ascii, mouse, lock_after, remind, .. } = self;
        let mut text = format!(
            "lang = \"{lang}\"\ntheme = \"{theme}\"\nascii = {ascii}\nmouse = {mouse}\nlock_after = {lock_after}\nremind = {remind}\n"
        );
        // What a person wrote by hand is kept as it is meant.
        if !self.notify.is_empty() {
            let command = toml::Value::Array(self.notify.iter().cloned().map(toml::Value::String).collect());
            text.push_str(&format!("notify = {command}\n"));
        }
        if let Some(quiet) = &self.quiet_written {
            text.push_str(&format!("quiet = {}\n", toml::Value::String(quiet.clone())));
        }
        drop(std::fs::write(self.home.join("seat.toml"), text));
    }

    /// The keys and the theme, with what is wrong in their files: one item for each file.
    pub(super) fn furnish(&mut self, words: &Words) -> (Keymap, Theme, Vec<Item>) {
        let (keymap, complaints) = read(&self.home.join("keymap.toml")).map(|it| Keymap::read(&it)).unwrap_or_default();
        let (theme, troubles) = self.theme(words);
        let complaints: Vec<String> = complaints.iter().map(|it| complaint(words, it)).collect();
        let item = |(file, more): (&str, Vec<String>)| Item { tone: Tone::Bad, text: say!(words, "screen-told-file", file = file), more };
        let files = [("keymap.toml", complaints), ("theme.toml", troubles)];
        (keymap, theme, files.into_iter().filter(|(_, it)| !it.is_empty()).map(item).collect())
    }

    /// The theme. One that was chosen outright is a shipped one; else the person's own, if there is one.
    pub(super) fn theme(&self, words: &Words) -> (Theme, Vec<String>) {
        let around = surroundings();
        let asked = match self.theme {
            ThemeChoice::Auto => None,
            ThemeChoice::Dark => Some(Base::Dark),
            ThemeChoice::Light => Some(Base::Light),
            ThemeChoice::Mono => Some(Base::Mono),
        };
        let base = theme::choose(asked, &around);
        let own = read(&self.home.join("theme.toml")).filter(|_| asked.is_none());
        let (theme, troubles) = match own {
            Some(own) => theme::read(base, around.no_color, &own),
            None => (Theme::shipped(base), Vec::new()),
        };
        let troubles = troubles.iter().map(|it| trouble(words, it)).collect();
        (if self.ascii { theme.ascii() } else { theme }, troubles)
    }
}

/// The words of a command; a list that holds anything else is none.
fn words_of(list: &[toml::Value]) -> Vec<String> {
    list.iter().map(|it| it.as_str().map(str::to_owned)).collect::<Option<_>>().unwrap_or_default()
}

/// A file of the home; `None` if there is none, or if it is nothing a person would write.
fn read(path: &Path) -> Option<String> {
    let known = std::fs::metadata(path).ok()?;
    if known.len() > FILE_LIMIT {
        return None;
    }
    Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned())
}

fn surrounding_lang() -> Option<Lang> {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|it| std::env::var(it).ok()).find(|it| !it.is_empty())?;
    Lang::from_tag(&said)
}

fn theme_from(name: &str) -> Option<ThemeChoice> {
    [ThemeChoice::Auto, ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Mono].into_iter().find(|it| theme_name(*it) == name)
}

fn theme_name(theme: ThemeChoice) -> &'static str {
    match theme {
        ThemeChoice::Auto => "auto",
        ThemeChoice::Dark => "dark",
        ThemeChoice::Light => "light",
        ThemeChoice::Mono => "mono",
    }
}

fn complaint(words: &Words, it: &Complaint) -> String {
    let what = match &it.what {
        What::NotToml(said) => said.clone(),
        What::NoSuchCommand => say!(words, "screen-keymap-no-command"),
        What::NotKeys => say!(words, "screen-keymap-not-keys"),
        What::Chord(error) => say!(words, "screen-keymap-bad-key", key = error.to_string()),
        What::Doubled(chord, _, other) => {
            let other = words.get(&format!("command-{}", other.command().name));
            say!(words, "screen-keymap-doubled", key = chord.to_string(), other = other)
        }
    };
    say!(words, "screen-file-trouble", file = "keymap.toml", line = it.line, key = it.key.as_str(), what = what)
}

fn trouble(words: &Words, it: &Trouble) -> String {
    let what = match &it.complaint {
        theme::Complaint::NotToml(said) => said.clone(),
        theme::Complaint::UnknownKey => say!(words, "screen-theme-no-key"),
        theme::Complaint::NotText => say!(words, "screen-theme-not-text"),
        theme::Complaint::UnknownWord(word) => say!(words, "screen-theme-no-word", word = word.as_str()),
    };
    say!(words, "screen-file-trouble", file = "theme.toml", line = it.line, key = it.key.as_str(), what = what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_next_time_and_what_is_asked_outweighs_it() {
        let home = tempfile::tempdir().unwrap();
        let mut settings = Settings::load(home.path(), &SeatOptions { lang: Some(Lang::En), ..SeatOptions::default() });
        settings.theme = ThemeChoice::Light;
        settings.save();
        let again = Settings::load(home.path(), &SeatOptions::default());
        assert_eq!((again.lang, again.theme, again.ascii, again.mouse), (Lang::En, ThemeChoice::Light, false, true));
        let asked = SeatOptions { lang: Some(Lang::Zh), ascii: Some(true), ..SeatOptions::default() };
        let again = Settings::load(home.path(), &asked);
        assert_eq!((again.lang, again.ascii), (Lang::Zh, true));
    }

    #[test]
    fn the_seat_locks_after_five_minutes_or_as_its_file_says() {
        let home = tempfile::tempdir().unwrap();
        let load = || Settings::load(home.path(), &SeatOptions::default());
        assert_eq!(load().lock_after, 5);
        for (written, minutes) in [("lock_after = 0", 0), ("lock_after = 12", 12), ("lock_after = -3", 5), ("lock_after = \"soon\"", 5)] {
            std::fs::write(home.path().join("seat.toml"), written).unwrap();
            assert_eq!(load().lock_after, minutes, "{written}");
            load().save();
            assert_eq!(load().lock_after, minutes, "it is kept when the program writes the file");
        }
    }

    #[test]
    fn the_command_that_calls_somebody_outlives_a_change_of_theme() {
        let home = tempfile::tempdir().unwrap();
        let load = || Settings::load(home.path(), &SeatOptions::default());
        assert_eq!((load().notify, load().quiet), (Vec::<String>::new(), None));
        let written = "notify = [\"notify-send\", \"-u\", \"critical\", \"{text}\"]\nquiet = \"23:00-06:30\"\n";
        std::fs::write(home.path().join("seat.toml"), written).unwrap();
        load().save();
        assert_eq!(load().notify, ["notify-send", "-u", "critical", "{text}"]);
        assert_eq!(load().quiet, QuietHours::read("23:00-06:30"));
        std::fs::write(home.path().join("seat.toml"), "notify = \"rm -rf /\"\n").unwrap();
        assert!(load().notify.is_empty(), "a sentence for a shell is no command");
    }

    #[test]
    fn broken_files_are_told_with_line_and_key_and_harm_nobody() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("seat.toml"), b"\xff\xfe{{{").unwrap();
        std::fs::write(home.path().join("keymap.toml"), "talk = \"F2\"\nfly = \"f\"\nzoom = \"i\"\n").unwrap();
        std::fs::write(home.path().join("theme.toml"), "base = 3\n[roles]\nalarm = \"loud\"\n").unwrap();
        let mut settings = Settings::load(home.path(), &SeatOptions { lang: Some(Lang::Zh), ..SeatOptions::default() });
        let (keymap, _, complaints) = settings.furnish(&Words::new(Lang::Zh));
        assert_eq!(keymap.label(crate::tui::command::CommandId::Talk), "F2");
        assert_eq!(complaints.len(), 2, "one for each file: {complaints:?}");
        let says = |at: usize, parts: &[&str]| complaints[at].more.iter().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(says(0, &["keymap.toml", "2", "fly"]), "{complaints:?}");
        assert!(says(1, &["theme.toml", "3", "alarm"]), "{complaints:?}");
    }
}
