//! The terminal: entering and leaving it, what comes in from it, what goes out to it. The one place that knows crossterm.
//!
//! A picture is a plain ratatui [`Buffer`](ratatui::buffer::Buffer); [`Painter`] turns the difference between two of them into bytes,
//! so a seat needs nothing but something to write to. [`Screen`] is the local seat's. `Terminal` and `CrosstermBackend` are not used: they move
//! the cursor before every Chinese glyph, flush three times a frame, and ask the terminal where its cursor is.

mod ansi;
pub mod clipboard;
mod events;
mod guard;
mod herald;
mod painter;
mod screen;
#[cfg(unix)]
mod signals;

pub(in crate::tui) use ansi::index as colour_index;
pub use events::{Inlet, listen, of_crossterm};
pub use guard::{Guard, surroundings};
pub use herald::Herald;
pub use painter::Painter;
pub use screen::Screen;
#[cfg(unix)]
pub use signals::{Signals, on_terminate};

/// The window of the terminal this program runs in, in columns and rows.
///
/// # Errors
/// There is no terminal.
pub fn size() -> std::io::Result<(u16, u16)> {
    crossterm::terminal::size()
}
