//! What comes in from the terminal, in words of our own. Nothing of crossterm's gets past here.

use crate::tui::input::{Code, Input, Key, Mouse, MouseKind};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::io;
use std::time::Duration;

/// Gathers events into inputs: characters that came together become one [`Input::Text`].
///
/// A terminal without bracketed paste types what is pasted. Such a flood, far faster than fingers, is told as [`Input::Paste`], so that an
/// Enter inside it is text and saves nothing.
#[derive(Debug, Default)]
pub struct Inlet {
    run: String,
    inputs: Vec<Input>,
}

/// So many characters in one go, with line ends among them, cannot have been typed.
const FLOOD: usize = 24;

impl Inlet {
    /// Takes one event in.
    pub fn push(&mut self, event: Event) {
        match event {
            // Whether it is a key or a line end shows only when all that came with it is there.
            Event::Key(key) if is_break(&key) => self.run.push('\n'),
            event => match of_crossterm(event) {
                Some(Input::Text(text)) => self.run.push_str(&text),
                Some(other) => {
                    self.end_run();
                    self.inputs.push(other);
                }
                None => {}
            },
        }
    }

    /// Nothing more is waiting: hands over what came.
    pub fn drain(&mut self) -> Vec<Input> {
        self.end_run();
        std::mem::take(&mut self.inputs)
    }

    /// More may be on its way: there is a lot already, or a line end right behind characters, which fingers are too slow for.
    fn is_flooded(&self) -> bool {
        self.run.chars().nth(FLOOD).is_some() || (self.run.contains('\n') && self.run.chars().nth(3).is_some())
    }

    fn end_run(&mut self) {
        let mut run = std::mem::take(&mut self.run);
        // An Enter at the very end is an Enter, whatever came before.
        let enters = run.len() - run.trim_end_matches('\n').len();
        run.truncate(run.len() - enters);
        if run.contains('\n') && run.chars().count() >= FLOOD {
            self.inputs.push(Input::Paste(run));
        } else {
            for (at, typed) in run.split('\n').enumerate() {
                self.inputs.extend((at > 0).then(enter));
                self.inputs.extend((!typed.is_empty()).then(|| Input::Text(typed.to_owned())));
            }
        }
        self.inputs.extend((0..enters).map(|_| enter()));
    }
}

fn enter() -> Input {
    Input::Key(Key::plain(Code::Enter))
}

fn is_break(key: &KeyEvent) -> bool {
    key.kind != KeyEventKind::Release && key.modifiers.is_empty() && key.code == KeyCode::Enter
}

/// How long one waits for more. With no time at all crossterm does not even look at what it has read already.
const GATHER: Duration = Duration::from_millis(1);
/// How long one waits for more of a flood, which comes in pieces as the terminal's buffer empties: a piece that ends in a line end must not pass
/// for an Enter.
const GATHER_FLOOD: Duration = Duration::from_millis(40);

/// Waits for something to come in, then hands over everything that is waiting.
///
/// # Errors
/// The terminal is gone.
pub fn listen(inlet: &mut Inlet) -> io::Result<Vec<Input>> {
    loop {
        inlet.push(event::read()?);
        while event::poll(if inlet.is_flooded() { GATHER_FLOOD } else { GATHER })? {
            inlet.push(event::read()?);
        }
        let inputs = inlet.drain();
        if !inputs.is_empty() {
            return Ok(inputs);
        }
    }
}

/// One event in our words; `None` for what we have no use for, such as the release of a key on Windows.
pub fn of_crossterm(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(key) => of_key(key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Mouse(mouse) => of_mouse(mouse),
        Event::Resize(cols, rows) => Some(Input::Resize(cols, rows)),
        Event::FocusGained => Some(Input::Focus(true)),
        Event::FocusLost => Some(Input::Focus(false)),
    }
}

fn of_key(KeyEvent { code, modifiers, .. }: KeyEvent) -> Option<Input> {
    let (ctrl, alt) = (modifiers.contains(KeyModifiers::CONTROL), modifiers.contains(KeyModifiers::ALT));
    let shift = modifiers.contains(KeyModifiers::SHIFT);
    let code = match code {
        // AltGr arrives as Ctrl and Alt together; what it types is plain text.
        KeyCode::Char(c) if ctrl == alt && (!ctrl || !c.is_ascii_alphanumeric()) => return Some(Input::Text(c.into())),
        KeyCode::Char(c) => {
            let c = if ctrl { c.to_ascii_lowercase() } else { c };
            return Some(Input::Key(Key { code: Code::Char(c), ctrl, alt, shift: false }));
        }
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Input::Key(Key { code, ctrl, alt, shift: shift && code != Code::BackTab }))
}

fn of_mouse(MouseEvent { kind, column, row, .. }: MouseEvent) -> Option<Input> {
    let kind = match kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Down(MouseButton::Right) => MouseKind::PressRight,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Input::Mouse(Mouse { kind, col: column, row }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(inlet: &mut Inlet, text: &str) {
        for c in text.chars() {
            let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            inlet.push(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
    }

    #[test]
    fn typing_stays_typing_and_enter_stays_enter() {
        let mut inlet = Inlet::default();
        typed(&mut inlet, "zs 心理\nt");
        let enter = Input::Key(Key::plain(Code::Enter));
        assert_eq!(inlet.drain(), [Input::Text("zs 心理".into()), enter, Input::Text("t".into())]);
    }

    #[test]
    fn a_flood_with_breaks_in_it_is_a_paste() {
        let mut inlet = Inlet::default();
        let line = "一二三四五六七八九十".repeat(6);
        typed(&mut inlet, &format!("{line}\n{line}\n"));
        assert_eq!(inlet.drain(), [Input::Paste(format!("{line}\n{line}")), Input::Key(Key::plain(Code::Enter))]);
    }

    #[test]
    fn releases_are_no_keys() {
        let mut key = KeyEvent::new(KeyCode::Char('t'), KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        assert_eq!(of_crossterm(Event::Key(key)), None);
    }

    #[test]
    fn keys_are_told_as_the_keymap_writes_them() {
        let key = |code, modifiers| of_crossterm(Event::Key(KeyEvent::new(code, modifiers)));
        assert_eq!(key(KeyCode::Char('L'), KeyModifiers::CONTROL), Some(Input::Key(Key::ctrl('l'))));
        assert_eq!(key(KeyCode::Char('3'), KeyModifiers::ALT), Some(Input::Key(Key::alt('3'))));
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Input::Text("G".into())));
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT), Some(Input::Key(Key::plain(Code::BackTab))));
        assert_eq!(key(KeyCode::Char('@'), KeyModifiers::CONTROL | KeyModifiers::ALT), Some(Input::Text("@".into())));
    }
}
