//! What comes from a keyboard, a mouse or a window, in words of our own: nothing of crossterm's gets past `term`.

/// Something the person at the seat did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key that is not plain text: a named key, or a character with Ctrl or Alt.
    Key(Key),
    /// Characters as they were typed, one or a quick run of them.
    Text(String),
    /// Text pasted in one piece.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The window has a new size, in columns and rows.
    Resize(u16, u16),
    /// The window gained (`true`) or lost the focus.
    Focus(bool),
}

/// A key with what was held down beside it. Shift is only told for named keys; a character carries its own case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Ctrl was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held.
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the key of that name")]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// What the mouse did, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Column from the left, from 0.
    pub col: u16,
    /// Row from the top, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The left button was let go.
    Release,
    /// It moved with the left button down.
    Drag,
    /// The right button went down.
    PressRight,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

impl Key {
    /// A key with nothing held beside it.
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A plain character.
    pub fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    pub fn ctrl(c: char) -> Self {
        Self { ctrl: true, ..Self::char(c) }
    }

    /// A character with Alt.
    pub fn alt(c: char) -> Self {
        Self { alt: true, ..Self::char(c) }
    }

    /// The key as a command sees it: an input method that is still on types `：` where `:` was meant, so the full-width forms of ASCII
    /// and the ideographic blank count as ASCII, and so do the Chinese signs that share a key with an ASCII one. Shift is left to the
    /// character, and a letter with Ctrl is small.
    #[must_use]
    pub fn folded(self) -> Self {
        let Code::Char(c) = self.code else { return Self { shift: self.shift && self.code != Code::BackTab, ..self } };
        let folded = match c {
            '。' => '.',
            '、' => '/',
            '【' | '「' => '[',
            '】' | '」' => ']',
            _ => crate::text::fold_char(c),
        };
        let folded = if self.ctrl { folded.to_ascii_lowercase() } else { folded };
        Self { code: Code::Char(folded), shift: false, ..self }
    }

    /// The digit on it, if it is one.
    pub fn digit(self) -> Option<usize> {
        match self.code {
            Code::Char(c) => c.to_digit(10).map(|it| it as usize),
            _ => None,
        }
    }
}
