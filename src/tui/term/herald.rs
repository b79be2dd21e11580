//! Reminders on the desktop (桌面提醒) through the terminal: it may be on another machine than this program, and only it can raise a window's hand.

/// How a terminal is asked to show something outside of its window. Every one is rung as well: the bell alone marks the window on most desktops
/// and passes through tmux.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Herald {
    /// OSC 9, a text: iTerm2, kitty, WezTerm, Ghostty.
    Nine,
    /// OSC 777, a title and a text: foot, urxvt, and what is built on VTE with notifications.
    Seven,
    /// The bell alone. To a terminal that is not known nothing more is sent: OSC 9 means other things to some.
    Bell,
}

/// Longest text that is shown, in characters.
const LIMIT: usize = 120;

impl Herald {
    /// What the terminal takes, by what the environment says of it. Inside tmux and screen that is the bell: they swallow the rest.
    pub fn of_surroundings() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    fn of(environment: impl Fn(&str) -> Option<String>) -> Self {
        let (term, program) = (environment("TERM").unwrap_or_default(), environment("TERM_PROGRAM").unwrap_or_default());
        if ["TMUX", "STY"].iter().any(|it| environment(it).is_some()) {
            return Self::Bell;
        }
        if term == "xterm-kitty" || term == "xterm-ghostty" || ["iTerm.app", "WezTerm", "ghostty"].contains(&&*program) {
            Self::Nine
        } else if term.starts_with("rxvt-unicode") || term.starts_with("foot") || environment("VTE_VERSION").is_some() {
            Self::Seven
        } else {
            Self::Bell
        }
    }

    /// The bytes that show a text with a title. What could end the sequence, or begin another, is taken out.
    pub fn call(self, title: &str, text: &str) -> Vec<u8> {
        let plain = |it: &str| -> String { it.chars().filter(|c| !c.is_control() && *c != ';').take(LIMIT).collect() };
        let (title, text) = (plain(title), plain(text));
        match self {
            Self::Nine => format!("\x1b]9;{title}: {text}\x1b\\\x07"),
            Self::Seven => format!("\x1b]777;notify;{title};{text}\x1b\\\x07"),
            Self::Bell => "\x07".to_owned(),
        }
        .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn herald(environment: &[(&str, &str)]) -> Herald {
        Herald::of(|name| environment.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_terminal_is_sent_what_it_knows() {
        assert_eq!(herald(&[("TERM", "xterm-kitty")]), Herald::Nine);
        assert_eq!(herald(&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")]), Herald::Nine);
        assert_eq!(herald(&[("TERM", "foot-extra")]), Herald::Seven);
        assert_eq!(herald(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7402")]), Herald::Seven);
        assert_eq!(herald(&[("TERM", "xterm-256color")]), Herald::Bell);
        assert_eq!(herald(&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux-0/default,1,0")]), Herald::Bell);
        assert_eq!(herald(&[]), Herald::Bell);
    }

    #[test]
    fn nothing_in_a_text_ends_the_sequence() {
        assert_eq!(Herald::Nine.call("夜灯", "a\x1b\\b\x07;c"), "\x1b]9;夜灯: a\\bc\x1b\\\x07".as_bytes());
        assert_eq!(Herald::Seven.call("t;x", "text"), b"\x1b]777;notify;tx;text\x1b\\\x07");
        assert_eq!(Herald::Bell.call("t", "text"), b"\x07");
    }
}
