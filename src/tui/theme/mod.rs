//! How meanings look. A view names a [`Role`], never a colour; the theme of the seat gives the style.
//!
//! Shipped themes use the sixteen colours of the terminal, weight and REVERSED, and paint no background. A theme may be overlaid by the
//! user's `theme.toml`; whatever is wrong in it is told with its line and key, and the rest is used. Must not know the model or the campus.

mod choose;
mod read;
mod signs;

pub use choose::{Surroundings, choose};
pub use read::{Complaint, Trouble, read};
pub use signs::{Edge, Signs};

use ratatui::style::Style;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a piece of the picture means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles, in the order of a theme file.
            pub const ALL: &'static [Self] = &[$(Self::$role),*];

            /// Its name in a theme file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }
        }
    };
}

roles! {
    /// Plain words.
    Text = "text",
    /// What may be overlooked: labels, units, legends.
    Quiet = "quiet",
    /// The title of a pane.
    Title = "title",
    /// The row or cell the cursor is on.
    Selected = "selected",
    /// What matched a search, or is picked out without being selected.
    Marked = "marked",
    /// Somebody must act now.
    Alarm = "alarm",
    /// Something is owed soon.
    Due = "due",
    /// Mine: my shift, my talk.
    Own = "own",
    /// In order.
    Good = "good",
    /// Not in order, but not urgent.
    Warn = "warn",
    /// Worth knowing.
    Info = "info",
    /// The frame of a pane.
    Border = "border",
    /// The frame of the pane that has the keys.
    BorderFocus = "border_focus",
    /// A key that can be pressed.
    Key = "key",
    /// What is being typed.
    Input = "input",
    /// The full part of a bar.
    Bar = "bar",
    /// The empty part of a bar.
    BarRest = "bar_rest",
    /// A part of the capture line that is understood.
    ChipUnderstood = "chip_understood",
    /// A part that was not said but guessed.
    ChipGuessed = "chip_guessed",
    /// A part that needs a look.
    ChipDoubtful = "chip_doubtful",
    /// Concern level 1 红, severity I.
    Level1 = "level1",
    /// Concern level 2 橙, severity II.
    Level2 = "level2",
    /// Concern level 3 黄, severity III.
    Level3 = "level3",
    /// Concern level 4 蓝, severity IV.
    Level4 = "level4",
    /// The lamp.
    Lamp = "lamp",
}

/// A shipped theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colour.
    Mono,
}

impl Base {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// From its name in the settings.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Dark, Self::Light, Self::Mono].into_iter().find(|it| it.name() == name)
    }

    fn source(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../../assets/themes/light.toml"),
            Self::Mono => include_str!("../../../assets/themes/mono.toml"),
        }
    }
}

/// The styles and signs of a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The shipped theme it stands on.
    pub base: Base,
    /// The signs and frames it draws with.
    pub signs: &'static Signs,
    styles: Vec<Style>,
}

impl Theme {
    /// A shipped theme.
    pub fn shipped(base: Base) -> Self {
        let blank = Self { base, signs: &signs::UNICODE, styles: vec![Style::new(); Role::ALL.len()] };
        // The shipped files are whole and right: a test reads all of them.
        read::overlay(blank, base.source()).0
    }

    /// The same theme drawing with ASCII signs and frames only, for terminals in which `│` or `…` take two columns.
    pub fn ascii(mut self) -> Self {
        self.signs = &signs::ASCII;
        self
    }

    /// Whether it draws with ASCII signs only.
    pub fn is_ascii(&self) -> bool {
        *self.signs == signs::ASCII
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, role: Role, style: Style) {
        if let Some(it) = self.styles.get_mut(role as usize) {
            *it = style;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_themes_are_whole() {
        for base in [Base::Dark, Base::Light, Base::Mono] {
            let blank = Theme { base, signs: &signs::UNICODE, styles: vec![Style::new(); Role::ALL.len()] };
            let (_, troubles) = read::overlay(blank, base.source());
            assert!(troubles.is_empty(), "{base:?}: {troubles:?}");
            for role in Role::ALL {
                assert!(base.source().contains(&format!("\n{} = ", role.name())), "{base:?} lacks {}", role.name());
            }
        }
    }

    #[test]
    fn mono_names_no_colour_and_none_paints_a_background() {
        for base in [Base::Dark, Base::Light, Base::Mono] {
            let theme = Theme::shipped(base);
            for role in Role::ALL {
                let style = theme.style(*role);
                assert_eq!(style.bg, None, "{base:?} {role:?}");
                assert!(base != Base::Mono || style.fg.is_none(), "{role:?}");
            }
        }
    }
}
