//! Entering the terminal and, whatever happens, leaving it as it was: at the end, on an error, on a panic.
//!
//! Signals are told to the loop as messages (`signals`), so that leaving by them goes through here as well.

use crate::tui::theme::Surroundings;
use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::{self, EnterAlternateScreen, LeaveAlternateScreen};
use std::io::{self, IsTerminal as _, Write as _};
use std::panic::PanicHookInfo;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// While it lives the terminal is ours; when it goes the terminal is as before.
#[must_use]
pub struct Guard {
    before: Arc<Hook>,
    /// The terminal is still ours: it is given back once, by the panic hook or by the end, whichever comes first.
    ours: Arc<AtomicBool>,
}

impl std::fmt::Debug for Guard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Guard")
    }
}

/// Buttons and drags (1000, 1002) in the form that knows no limit of columns (1006). Not 1003: it would report every move.
#[cfg(not(windows))]
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
#[cfg(not(windows))]
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

impl Guard {
    /// Takes the terminal over: raw mode, the other screen, bracketed paste, the mouse if wanted.
    ///
    /// Should this thread panic, the terminal is restored first and then `farewell` is said with the place in the source, and nothing
    /// else: what a panic carries may quote what somebody wrote. A panic in another thread leaves the screen alone; whoever waits for
    /// that thread hears of it.
    ///
    /// # Errors
    /// Standard output is not a terminal, or it refuses raw mode.
    pub fn enter(mouse: bool, farewell: String) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::ErrorKind::NotConnected.into());
        }
        // Otherwise crossterm strips colours by itself under NO_COLOR and resets after REVERSED. We honour NO_COLOR with a theme.
        crossterm::style::force_color_output(true);
        terminal::enable_raw_mode()?;
        let before: Arc<Hook> = Arc::from(std::panic::take_hook());
        // From here on dropping it restores, also if what follows fails.
        let guard = Self { before, ours: Arc::new(AtomicBool::new(true)) };
        let (thread, ours) = (std::thread::current().id(), guard.ours.clone());
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == thread {
                restore(&ours);
                let place = info.location().map(|it| format!(" ({}:{})", it.file(), it.line())).unwrap_or_default();
                let _ = writeln!(io::stderr(), "{farewell}{place}");
            }
        }));
        let mut out = io::stdout();
        execute!(out, EnterAlternateScreen, EnableBracketedPaste, SetCursorStyle::SteadyBar)?;
        if mouse {
            mouse_on(&mut out)?;
        }
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.ours);
        // While a panic unwinds, the hook cannot be exchanged; the process is about to end anyway.
        if !std::thread::panicking() {
            let before = self.before.clone();
            std::panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}

#[cfg(not(windows))]
fn mouse_on(out: &mut io::Stdout) -> io::Result<()> {
    out.write_all(MOUSE_ON)?;
    out.flush()
}

#[cfg(windows)]
fn mouse_on(out: &mut io::Stdout) -> io::Result<()> {
    execute!(out, crossterm::event::EnableMouseCapture)
}

/// Undoes everything [`Guard::enter`] did, once. That the terminal is gone is no news.
fn restore(ours: &AtomicBool) {
    if !ours.swap(false, Ordering::AcqRel) {
        return;
    }
    let mut out = io::stdout();
    #[cfg(windows)]
    let _ = execute!(out, crossterm::event::DisableMouseCapture);
    #[cfg(not(windows))]
    let _ = out.write_all(MOUSE_OFF);
    // The mark that ends a synchronized update, in case one was begun.
    let _ = out.write_all(b"\x1b[0m\x1b[?2026l");
    // Some terminals carry part of this screen over into the history of the other one if the window was resized meanwhile; no name may stay
    // behind on it.
    let (_, rows) = terminal::size().unwrap_or_default();
    for row in 1..=rows {
        let _ = write!(out, "\x1b[{row}H\x1b[K");
    }
    let _ = execute!(out, ResetColor, DisableBracketedPaste, SetCursorStyle::DefaultUserShape, LeaveAlternateScreen, Show);
    let _ = terminal::disable_raw_mode();
}

/// What the environment says about the terminal, for the choice of a theme. The terminal itself is not asked (OSC 11): one that does not
/// answer would cost start-up time, and one that answers late would type into our fields.
pub fn surroundings() -> Surroundings {
    Surroundings {
        no_color: std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty()),
        colorfgbg: std::env::var("COLORFGBG").ok(),
        background: None,
    }
}
