//! Lines of stdin, read ahead by a thread so that those that wait can be taken together.

use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, sync_channel};

/// Longest line that is kept, in bytes; far above what a talk may hold.
const LINE_LIMIT: usize = 1 << 20;
/// Most lines read ahead.
const AHEAD: usize = 1_000;

/// Why a line is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineFault {
    /// Longer than any act may be.
    TooLong,
    /// Not UTF-8.
    NotText,
    /// The input broke off.
    Unreadable,
}

/// A line that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the input, from 1; empty lines count.
    pub(super) number: u64,
    /// What stands there.
    pub(super) text: Result<String, LineFault>,
}

/// Lines as they come in.
pub(super) struct Lines(Receiver<Line>);

impl Lines {
    /// The lines of the process's stdin.
    pub(super) fn of_stdin() -> Self {
        Self::of(|| io::stdin().lock())
    }

    fn of<R: BufRead>(input: impl FnOnce() -> R + Send + 'static) -> Self {
        let (send, lines) = sync_channel(AHEAD);
        std::thread::spawn(move || {
            let mut input = input();
            let mut number = 0;
            while let Some(text) = read_line(&mut input) {
                number += 1;
                let broken = text == Err(LineFault::Unreadable);
                let blank = text.as_ref().is_ok_and(|it| it.trim().is_empty());
                if !blank && send.send(Line { number, text }).is_err() || broken {
                    return;
                }
            }
        });
        Self(lines)
    }

    /// The next line once there is one, and those that wait behind it, at most `limit`. `None` at the end.
    pub(super) fn next_batch(&self, limit: usize) -> Option<Vec<Line>> {
        let first = self.0.recv().ok()?;
        Some(std::iter::once(first).chain(self.0.try_iter().take(limit.saturating_sub(1))).collect())
    }
}

/// One line without its end; `None` at the end of the input. Of a line that is too long no more than the limit is ever held.
fn read_line(input: &mut impl BufRead) -> Option<Result<String, LineFault>> {
    let mut kept = Vec::new();
    let mut begun = false;
    let mut too_long = false;
    loop {
        let (used, ended) = match input.fill_buf() {
            Ok([]) if !begun => return None,
            Ok([]) => break,
            Ok(bytes) => {
                begun = true;
                let end = bytes.iter().position(|it| *it == b'\n');
                let part = &bytes[..end.unwrap_or(bytes.len())];
                too_long |= kept.len() + part.len() > LINE_LIMIT;
                if !too_long {
                    kept.extend_from_slice(part);
                }
                (end.map_or(bytes.len(), |at| at + 1), end.is_some())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Some(Err(LineFault::Unreadable)),
        };
        input.consume(used);
        if ended {
            break;
        }
    }
    if too_long {
        return Some(Err(LineFault::TooLong));
    }
    Some(String::from_utf8(kept).map(|it| it.trim_end_matches('\r').to_owned()).map_err(|_| LineFault::NotText))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn lines(bytes: &[u8]) -> Vec<Line> {
        let bytes = bytes.to_vec();
        let lines = Lines::of(move || BufReader::with_capacity(7, Cursor::new(bytes)));
        let mut all = Vec::new();
        while let Some(batch) = lines.next_batch(2) {
            assert!(batch.len() <= 2);
            all.extend(batch);
        }
        all
    }

    #[test]
    fn lines_are_numbered_as_an_editor_numbers_them() {
        let got = lines("一\r\n\n  \n二".as_bytes());
        assert_eq!(got, [Line { number: 1, text: Ok("一".into()) }, Line { number: 4, text: Ok("二".into()) }]);
    }

    #[test]
    fn a_bad_line_does_not_spoil_the_next() {
        let mut input = b"\xff\xfe\n".to_vec();
        input.extend(vec![b'x'; LINE_LIMIT + 1]);
        input.extend(b"\nok\n");
        let texts: Vec<_> = lines(&input).into_iter().map(|it| it.text).collect();
        assert_eq!(texts, [Err(LineFault::NotText), Err(LineFault::TooLong), Ok("ok".into())]);
    }

    #[test]
    fn no_input_is_no_line() {
        assert_eq!(lines(b""), []);
    }
}
