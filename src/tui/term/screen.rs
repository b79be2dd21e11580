//! The local seat's window: a painter and the terminal it writes to.

use super::{Herald, Painter};
use ratatui::buffer::Buffer;
use std::io::{self, Stdout, Write};

/// A painter with something to write to.
#[derive(Debug)]
pub struct Screen<W> {
    painter: Painter,
    herald: Herald,
    out: W,
}

impl Screen<Stdout> {
    /// The terminal this program runs in.
    pub fn stdout(wary: bool) -> Self {
        Self { herald: Herald::of_surroundings(), ..Self::new(io::stdout(), wary) }
    }
}

impl<W: Write> Screen<W> {
    /// Something that passes bytes on to a terminal.
    pub fn new(out: W, wary: bool) -> Self {
        Self { painter: Painter::new(wary), herald: Herald::Bell, out }
    }

    /// Paints one frame with one write, and none at all if nothing changed. See [`Painter::frame`].
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw<T>(&mut self, size: (u16, u16), draw: impl FnOnce(&mut Buffer) -> (T, Option<(u16, u16)>)) -> io::Result<T> {
        let (said, bytes) = self.painter.frame(size, draw);
        if !bytes.is_empty() {
            self.out.write_all(bytes)?;
            self.out.flush()?;
        }
        Ok(said)
    }

    /// The next frame is painted whole: after somebody else wrote on the terminal.
    pub fn repaint(&mut self) {
        self.painter.forget();
    }

    /// Puts text on the clipboard of the terminal's own machine, or empties it with no text; see [`super::clipboard`].
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(&super::clipboard::copy(text))?;
        self.out.flush()
    }

    /// Puts a text into the title of the window, keeping the one that is there; with no text, gives that one back.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn entitle(&mut self, text: Option<&str>, kept: bool) -> io::Result<()> {
        let bytes = match text {
            Some(text) => {
                let plain: String = text.chars().filter(|c| !c.is_control()).take(120).collect();
                let keep = if kept { "" } else { "\x1b[22;2t" };
                format!("{keep}\x1b]2;{plain}\x1b\\")
            }
            None => "\x1b[23;2t".to_owned(),
        };
        self.out.write_all(bytes.as_bytes())?;
        self.out.flush()
    }

    /// Calls whoever is not looking, as far as the settings and the terminal allow it.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn remind(&mut self, title: &str, text: &str) -> io::Result<()> {
        self.out.write_all(&self.herald.call(title, text))?;
        self.out.flush()
    }
}
