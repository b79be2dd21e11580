//! Where answers go: JSON documents and lines, tables for people, linear text for screen readers; messages to stderr.
//!
//! A reader who has gone away (`yedeng log | head`) is no fault: writing then ends quietly.

use super::problem::{Exit, Problem};
use crate::say;
use crate::text;
use crate::words::Words;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// How answers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Tables, for people who look.
    Table,
    /// One value a line, for people who listen.
    Plain,
    /// For scripts.
    Json,
}

/// Why a command stopped before its end.
pub(super) enum Stop {
    /// Something went wrong.
    Problem(Box<Problem>),
    /// Nobody reads the answer any more.
    ReaderGone,
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

/// What a command gives back: how the program ends, or why it stopped.
pub(super) type Outcome<T = Exit> = Result<T, Stop>;

/// The two streams of the shell.
pub(super) struct Out {
    form: Form,
    stdout: BufWriter<Box<dyn Write>>,
    stderr: Box<dyn Write>,
}

/// A table for people: headings and rows of cells.
#[derive(Default)]
pub(super) struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: impl IntoIterator<Item = String>) -> Self {
        Self { headings: headings.into_iter().collect(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|it| text::clean(&it).into_owned()).collect());
    }

    /// Lines with aligned columns.
    fn aligned(&self) -> Vec<String> {
        let lines = std::iter::once(&self.headings).chain(&self.rows);
        let mut widths = vec![0; self.headings.len()];
        for line in lines.clone() {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(text::width(cell));
            }
        }
        let line = |cells: &Vec<String>| {
            let cells: Vec<_> = cells.iter().zip(&widths).map(|(cell, width)| text::pad(cell, *width)).collect();
            cells.join("  ").trim_end().to_owned()
        };
        lines.map(line).collect()
    }

    /// `heading: value` lines, a blank line between rows.
    fn linear(&self, words: &Words) -> Vec<String> {
        let mut lines = Vec::new();
        for row in &self.rows {
            let told = self.headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            lines.extend(told.map(|(heading, cell)| say!(words, "cli-field", name = heading.as_str(), value = cell.as_str())));
            lines.push(String::new());
        }
        lines
    }
}

impl Out {
    /// On the streams of the process.
    pub(super) fn stdio(form: Form) -> Self {
        Self::on(form, Box::new(io::stdout()), Box::new(io::stderr()))
    }

    fn on(form: Form, stdout: Box<dyn Write>, stderr: Box<dyn Write>) -> Self {
        Self { form, stdout: BufWriter::new(stdout), stderr }
    }

    /// In another form from now on.
    pub(super) fn set_form(&mut self, form: Form) {
        self.form = form;
    }

    pub(super) fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// One JSON document, or whatever people are shown instead.
    pub(super) fn answer(&mut self, words: &Words, value: &impl Serialize, people: impl FnOnce(&mut Self) -> Outcome<()>) -> Outcome<()> {
        if self.is_json() { self.json(words, value) } else { people(self) }
    }

    /// As [`Out::answer`], for people who are shown the value itself, piece by piece.
    pub(super) fn hand<T: Serialize>(&mut self, words: &Words, value: T, people: impl FnOnce(&mut Self, T) -> Outcome<()>) -> Outcome<()> {
        if self.is_json() { self.json(words, &value) } else { people(self, value) }
    }

    /// One JSON document on a line of its own.
    pub(super) fn json(&mut self, words: &Words, value: &impl Serialize) -> Outcome<()> {
        let text = serde_json::to_string(value).map_err(|_| Problem::new(Exit::Bug, "bug", say!(words, "cli-fault-closed")))?;
        self.line(words, &text)
    }

    /// A line on stdout. Control characters must have been taken out of what it quotes.
    pub(super) fn line(&mut self, words: &Words, line: &str) -> Outcome<()> {
        let written = writeln!(self.stdout, "{line}");
        ended(words, written)
    }

    /// Bytes as they are, such as a man page.
    pub(super) fn bytes(&mut self, words: &Words, bytes: &[u8]) -> Outcome<()> {
        let written = self.stdout.write_all(bytes);
        ended(words, written)
    }

    pub(super) fn table(&mut self, words: &Words, table: &Table) -> Outcome<()> {
        let lines = if self.form == Form::Plain { table.linear(words) } else { table.aligned() };
        lines.iter().try_for_each(|line| self.line(words, line))
    }

    /// A table, or these words where it has no rows.
    pub(super) fn listing(&mut self, words: &Words, table: &Table, none: &str) -> Outcome<()> {
        if table.rows.is_empty() { self.line(words, none) } else { self.table(words, table) }
    }

    /// A field and its value; nothing where there is none. Values of several lines are indented.
    pub(super) fn field(&mut self, words: &Words, name: String, value: &str) -> Outcome<()> {
        if value.is_empty() {
            return Ok(());
        }
        let value = text::clean_lines(value).replace('\n', "\n    ");
        self.line(words, &say!(words, "cli-field", name = name, value = value))
    }

    /// Everything written so far reaches the reader.
    pub(super) fn flush(&mut self, words: &Words) -> Outcome<()> {
        let written = self.stdout.flush();
        ended(words, written)
    }

    /// A message for people.
    pub(super) fn note(&mut self, message: &str) {
        // If stderr is gone there is nobody left to tell.
        drop(writeln!(self.stderr, "{message}"));
    }

    /// How far something has come, on one line that is written over; for a terminal only.
    pub(super) fn progress(&mut self, message: &str, last: bool) {
        let end = if last { "\n" } else { "" };
        drop(write!(self.stderr, "\r{message}{end}"));
        drop(self.stderr.flush());
    }

    /// Tells what went wrong, on both streams as the contract has it.
    pub(super) fn problem(&mut self, words: &Words, problem: &Problem) -> Outcome<()> {
        self.tell(words, &problem.message, problem)
    }

    /// As [`Out::problem`], of one line of the input.
    pub(super) fn problem_of_line(&mut self, words: &Words, number: u64, problem: &Problem) -> Outcome<()> {
        let message = say!(words, "cli-line", number = number.to_string(), message = problem.message.as_str());
        self.tell(words, &message, problem)
    }

    fn tell(&mut self, words: &Words, message: &str, problem: &Problem) -> Outcome<()> {
        self.note(&say!(words, "cli-error", message = message));
        problem.lines.iter().for_each(|line| self.note(&format!("  {line}")));
        if self.is_json() { self.json(words, &problem.json()) } else { Ok(()) }
    }
}

fn ended(words: &Words, written: io::Result<()>) -> Outcome<()> {
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::ReaderGone,
        kind => Problem::new(Exit::Refused, "output", say!(words, "cli-output-failed", what = words.io(kind))).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn columns_stand_under_one_another_whatever_the_script() {
        let mut table = Table::new(["姓名".to_owned(), "no".to_owned()]);
        table.row(["欧阳娜娜".to_owned(), "1".to_owned()]);
        table.row(["Li".to_owned(), "22".to_owned()]);
        assert_eq!(table.aligned(), ["姓名      no", "欧阳娜娜  1", "Li        22"]);
    }

    #[test]
    fn a_cell_cannot_move_the_cursor() {
        let mut table = Table::new(["a".to_owned()]);
        table.row(["x\u{1b}[2Jy\nz".to_owned()]);
        assert!(table.aligned().iter().all(|line| !line.contains(['\u{1b}', '\n'])));
    }

    #[test]
    fn for_listening_each_value_has_a_line_and_its_name() {
        let mut table = Table::new(["姓名".to_owned(), "级别".to_owned()]);
        table.row(["张三".to_owned(), String::new()]);
        assert_eq!(table.linear(&Words::new(Lang::Zh)), ["姓名：张三", ""]);
    }
}
