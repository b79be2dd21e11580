//! The real binary on a pseudo terminal: it is given keys, and its screen is read as a person would read it. Nothing here sleeps a fixed
//! time: one waits for words to appear or to go.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Longest wait for words; far above what any machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program has written so far, as a screen.
struct Screen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

/// A program on a terminal.
pub struct Terminal {
    screen: Arc<(Mutex<Screen>, Condvar)>,
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

/// The size of our own picture of the screen. vt100 panics where a wide glyph meets a single column, so it is never that small.
fn cell_count(count: u16) -> NonZero<u16> {
    NonZero::new(count.max(8)).expect("at least eight")
}

impl Terminal {
    /// Starts the program with arguments and further environment, in a window of so many columns and rows.
    pub fn start(home: &Path, arguments: &[&str], environment: &[(&str, &str)], (cols, rows): (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a pseudo terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_yedeng"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        command.env("HOME", home);
        command.env("YEDENG_HOME", home.join("desk"));
        environment.iter().for_each(|(name, value)| command.env(name, value));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let screen = Arc::new((
            Mutex::new(Screen { parser: vt100::Parser::new(cell_count(rows), cell_count(cols), 0), raw: Vec::new(), ended: false }),
            Condvar::new(),
        ));
        let shared = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            loop {
                let count = reader.read(&mut bytes).unwrap_or(0);
                let mut screen = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
                screen.parser.process(&bytes[..count]);
                screen.raw.extend(&bytes[..count]);
                screen.ended = count == 0;
                shared.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { screen, writer, master: pair.master, child }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the program reads");
        self.writer.flush().expect("the program reads");
    }

    /// Waits until the screen satisfies a condition, and gives it back; if that never happens, says what was there instead.
    pub fn until(&self, what: &str, condition: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut screen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let contents = screen.parser.screen().contents();
            if condition(&contents) {
                return contents;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !screen.ended, "waited for {what}; the screen shows:\n{contents}");
            screen = self.screen.1.wait_timeout(screen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits for words.
    pub fn see(&self, words: &str) -> String {
        self.until(words, |screen| screen.contains(words))
    }

    /// How many bytes it has written so far.
    pub fn written(&self) -> usize {
        self.screen.0.lock().unwrap_or_else(PoisonError::into_inner).raw.len()
    }

    /// Waits until a byte sequence is written behind the first `after` bytes.
    pub fn frame(&self, after: usize, end: &[u8]) {
        assert!(self.frame_within(after, end, PATIENCE), "waited for a frame");
    }

    /// As [`Terminal::frame`], but says whether it came in time.
    pub fn frame_within(&self, after: usize, end: &[u8], patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        let mut screen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let from = after.saturating_sub(end.len() - 1).min(screen.raw.len());
            if screen.raw[from..].windows(end.len()).any(|it| it == end) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || screen.ended {
                return false;
            }
            screen = self.screen.1.wait_timeout(screen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Changes the size of the window.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.screen.0.lock().unwrap_or_else(PoisonError::into_inner).parser.screen_mut().set_size(cell_count(rows), cell_count(cols));
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("the window can be resized");
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it was started")
    }

    /// Sends a signal by name: `KILL`, `TERM`, `HUP`.
    pub fn signal(&self, name: &str) {
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &self.pid().to_string()]).status();
        assert!(sent.is_ok_and(|it| it.success()), "the signal is sent");
    }

    /// Waits for the end, and gives everything that was ever written.
    pub fn end(mut self) -> (u32, String) {
        let status = self.child.wait().expect("it ends");
        let deadline = Instant::now() + PATIENCE;
        let mut screen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        while !screen.ended && Instant::now() < deadline {
            screen = self.screen.1.wait_timeout(screen, Duration::from_millis(100)).unwrap_or_else(PoisonError::into_inner).0;
        }
        (status.exit_code(), String::from_utf8_lossy(&screen.raw).into_owned())
    }
}
