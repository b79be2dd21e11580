//! Reading a theme file. Nothing in it can keep the program from starting: what is wrong is told with line and key, the rest holds.
//!
//! ```toml
//! base = "dark"            # dark, light, mono
//! borders = "unicode"      # unicode, ascii
//! [roles]
//! alarm = "bold #ff5555"   # words: bold dim italic underlined reversed, a colour, `on` a colour
//! ```

use super::{Base, Role, Theme, signs};
use ratatui::style::{Color, Modifier, Style};
use toml::de::{DeTable, DeValue};

/// What is wrong in a theme file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line, counted from 1.
    pub line: usize,
    /// The key, empty where the file itself is not TOML.
    pub key: String,
    /// What is wrong.
    pub complaint: Complaint,
}

/// What is wrong with one line of a theme file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// Not TOML; in the words of the TOML reader.
    NotToml(String),
    /// There is no such key.
    UnknownKey,
    /// A text in quotes was expected.
    NotText,
    /// This word means nothing here.
    UnknownWord(String),
}

/// Reads a user's theme file over a shipped theme. `base` holds unless the file names another; with `fixed` it holds in any case
/// (somebody asked for no colour), and the roles of the file, which may name colours, are read only for their mistakes.
pub fn read(base: Base, fixed: bool, source: &str) -> (Theme, Vec<Trouble>) {
    let (named, _) = DeTable::parse_recoverable(source);
    let named = named.get_ref().get("base").and_then(|it| it.get_ref().as_str()).and_then(Base::from_name);
    let theme = Theme::shipped(named.filter(|_| !fixed).unwrap_or(base));
    let (read, troubles) = overlay(theme.clone(), source);
    if fixed { (Theme { signs: read.signs, ..theme }, troubles) } else { (read, troubles) }
}

/// Lays the roles of a theme file over a theme.
pub(super) fn overlay(mut theme: Theme, source: &str) -> (Theme, Vec<Trouble>) {
    let line = |at: usize| source.get(..at).unwrap_or(source).matches('\n').count() + 1;
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut troubles: Vec<Trouble> = errors
        .iter()
        .map(|it| Trouble {
            line: line(it.span().map_or(0, |span| span.start)),
            key: String::new(),
            complaint: Complaint::NotToml(it.message().to_owned()),
        })
        .collect();
    // The reader goes on after a mistake with a guess at what was meant; such a line is told, not used.
    let broken: Vec<usize> = troubles.iter().map(|it| it.line).collect();
    let mut complain = |at: usize, key: &str, complaint| troubles.push(Trouble { line: line(at), key: key.to_owned(), complaint });
    for (key, value) in table.get_ref() {
        let (at, name) = (key.span().start, key.get_ref().as_ref());
        match (name, value.get_ref()) {
            ("base", DeValue::String(it)) if Base::from_name(it).is_some() => {}
            ("borders", DeValue::String(it)) if it == "ascii" => theme.signs = &signs::ASCII,
            ("borders", DeValue::String(it)) if it == "unicode" => theme.signs = &signs::UNICODE,
            ("base" | "borders", DeValue::String(it)) => complain(at, name, Complaint::UnknownWord(it.to_string())),
            ("base" | "borders", _) => complain(at, name, Complaint::NotText),
            ("roles", DeValue::Table(roles)) => {
                for (key, value) in roles {
                    let (at, name) = (key.span().start, key.get_ref().as_ref());
                    if broken.contains(&line(at)) {
                        continue;
                    }
                    let role = Role::ALL.iter().find(|role| role.name() == name);
                    match (role, value.get_ref()) {
                        (None, _) => complain(at, name, Complaint::UnknownKey),
                        (Some(role), DeValue::String(text)) => match style(text) {
                            Ok(style) => theme.set(*role, style),
                            Err(word) => complain(at, name, Complaint::UnknownWord(word)),
                        },
                        (Some(_), _) => complain(at, name, Complaint::NotText),
                    }
                }
            }
            _ => complain(at, name, Complaint::UnknownKey),
        }
    }
    troubles.sort_by_key(|it| it.line);
    (theme, troubles)
}

/// Reads a style; an error is the word that means nothing.
fn style(text: &str) -> Result<Style, String> {
    let (mut style, mut words) = (Style::new(), text.split_whitespace());
    while let Some(word) = words.next() {
        let modifier = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underlined" => Modifier::UNDERLINED,
            "reversed" => Modifier::REVERSED,
            "on" => {
                let name = words.next().unwrap_or("on");
                style = style.bg(name.parse::<Color>().map_err(|_| name.to_owned())?);
                continue;
            }
            colour => {
                style = style.fg(colour.parse::<Color>().map_err(|_| colour.to_owned())?);
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_with_line_and_key_and_the_rest_holds() {
        let source = "base = \"light\"\nborders = 3\n[roles]\nalarm = \"bold #ff0000\"\ndue = \"yelow\"\nalrm = \"red\"\n";
        let (theme, troubles) = read(Base::Dark, false, source);
        assert_eq!(theme.base, Base::Light);
        assert_eq!(theme.style(Role::Alarm), Style::new().fg(Color::Rgb(255, 0, 0)).add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Role::Due), Theme::shipped(Base::Light).style(Role::Due));
        let told: Vec<_> = troubles.iter().map(|it| (it.line, it.key.as_str(), it.complaint.clone())).collect();
        assert_eq!(
            told,
            [(2, "borders", Complaint::NotText), (5, "due", Complaint::UnknownWord("yelow".into())), (6, "alrm", Complaint::UnknownKey)]
        );
    }

    #[test]
    fn a_file_that_is_not_toml_is_told_and_leaves_the_base() {
        let (theme, troubles) = read(Base::Dark, false, "[roles]\nalarm = bold red\n");
        assert_eq!(theme, Theme::shipped(Base::Dark));
        assert_eq!(troubles.first().map(|it| it.line), Some(2));
    }

    #[test]
    fn no_colour_outweighs_the_file() {
        let (theme, troubles) = read(Base::Mono, true, "base = \"dark\"\nborders = \"ascii\"\n[roles]\nalarm = \"red\"\n");
        assert_eq!((theme.base, theme.style(Role::Alarm).fg, troubles.len()), (Base::Mono, None, 0));
        assert!(std::ptr::eq(theme.signs, &signs::ASCII));
    }
}
