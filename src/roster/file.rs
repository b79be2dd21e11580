//! The text form of a case, that of `shared/data/roster`.

use super::case::{Case, Day, Server};
use crate::campus::DutyKind;
use std::fmt;

/// Most half units a day may weigh, and most a person may carry over: beyond it is a slip of the pen, and sums would no longer be safe.
const MOST_CARRIED: i64 = 100_000;
/// Most days of one instance, nearly three years.
const MOST_DAYS: usize = 1000;
/// Most cells of people times days.
const MOST_CELLS: usize = 4_000_000;
/// Most slots.
const MOST_SLOTS: usize = 200_000;

/// Why a case cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Something is missing.
    Missing(&'static str),
    /// Not a whole number.
    NotANumber(String),
    /// Outside of what it may be, both ends included.
    OutOfRange {
        /// What.
        what: &'static str,
        /// What stood there.
        found: i64,
        /// The least it may be.
        least: i64,
        /// The most it may be.
        most: i64,
    },
    /// A day is named before any of the letters E, L, A, W.
    NoLetter,
    /// More lines than days and people.
    TooMuch,
    /// Nobody has a share.
    NoShare,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(f, "{what} is missing"),
            Self::NotANumber(_) => f.write_str("not a whole number"),
            Self::OutOfRange { what, found, least, most } => write!(f, "{what} is {found}, not from {least} to {most}"),
            Self::NoLetter => f.write_str("a number before the first of E, L, A, W"),
            Self::TooMuch => f.write_str("more lines than days and people"),
            Self::NoShare => f.write_str("nobody has a share"),
        }
    }
}

/// A text that is no instance: where, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {flaw}")]
pub struct Misread {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// The words of a line one by one, each with its column.
struct Words<'a> {
    line: usize,
    end: usize,
    words: Vec<(usize, &'a str)>,
    next: usize,
}

impl<'a> Words<'a> {
    fn of(number: usize, line: &'a str) -> Self {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut start = None;
        for (column, (at, c)) in line.char_indices().enumerate() {
            match (c.is_whitespace(), start) {
                (false, None) => start = Some((column + 1, at)),
                (true, Some((column, from))) => {
                    words.push((column, &line[from..at]));
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|(column, from)| (column, &line[from..])));
        Self { line: number, end: line.chars().count() + 1, words, next: 0 }
    }

    fn misread(&self, column: usize, flaw: Flaw) -> Misread {
        Misread { line: self.line, column, flaw }
    }

    fn word(&mut self, what: &'static str) -> Result<(usize, &'a str), Misread> {
        let word = self.words.get(self.next).copied().ok_or_else(|| self.misread(self.end, Flaw::Missing(what)))?;
        self.next += 1;
        Ok(word)
    }

    fn number(&mut self, what: &'static str, least: i64, most: i64) -> Result<i64, Misread> {
        let (column, word) = self.word(what)?;
        self.parsed(column, word, what, least, most)
    }

    fn parsed(&self, column: usize, word: &str, what: &'static str, least: i64, most: i64) -> Result<i64, Misread> {
        let found = word.parse::<i64>().map_err(|_| self.misread(column, Flaw::NotANumber(word.to_owned())))?;
        if !(least..=most).contains(&found) {
            return Err(self.misread(column, Flaw::OutOfRange { what, found, least, most }));
        }
        Ok(found)
    }

    /// A count or index: never negative.
    fn count(&mut self, what: &'static str, least: usize, most: usize) -> Result<usize, Misread> {
        let (least, most) = (i64::try_from(least).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        self.number(what, least, most).map(|it| usize::try_from(it).unwrap_or(0))
    }
}

impl Case {
    /// Reads the text form: the sizes, a line for each day, a line for each person.
    ///
    /// # Errors
    ///
    /// The first place that cannot be understood, by line and column.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.lines().enumerate().map(|(at, line)| Words::of(at + 1, line));
        let after = Misread { line: text.lines().count() + 1, column: 1, flaw: Flaw::Missing("line") };
        let mut head = lines.next().ok_or(Misread { line: 1, column: 1, flaw: Flaw::Missing("people") })?;
        let people = head.count("people", 1, MOST_CELLS)?;
        let days = head.count("days", 1, MOST_DAYS.min(MOST_CELLS / people))?;
        let sites = head.count("sites", 1, MOST_SLOTS / days)?;
        let posts = head.count("posts", 1, MOST_SLOTS / days / sites)?;
        let rest_gap = head.count("rest gap", 0, MOST_DAYS)?;
        let off_cap = head.count("weekend cap", 0, MOST_DAYS)?;
        let mut case = Self { sites, posts, rest_gap, off_cap, place_of: (0..sites).collect(), ..Self::default() };
        for _ in 0..days {
            case.days.push(day(&mut lines.next().ok_or_else(|| after.clone())?)?);
        }
        for _ in 0..people {
            case.people.push(server(&mut lines.next().ok_or_else(|| after.clone())?, days, sites)?);
        }
        if let Some(line) = lines.find(|line| !line.words.is_empty()) {
            return Err(line.misread(1, Flaw::TooMuch));
        }
        if case.people.iter().all(|it| it.share == 0) {
            return Err(Misread { line: days + 2, column: 1, flaw: Flaw::NoShare });
        }
        Ok(case)
    }
}

fn day(line: &mut Words<'_>) -> Result<Day, Misread> {
    let date = line.word("date")?.1.to_owned();
    line.number("class", 0, 100)?;
    let weight = line.number("weight", 0, 100)?;
    let off = line.number("day off", 0, 1)? == 1;
    let month = line.count("month", 0, MOST_DAYS)?;
    Ok(Day { date, weight, off, month, kind: guessed(weight, off) })
}

/// What a day probably is that weighs so much (half units), and is off or not.
fn guessed(weight: i64, off: bool) -> DutyKind {
    match (off, weight) {
        (false, _) => DutyKind::Workday,
        (true, ..=3) => DutyKind::Weekend,
        (true, _) => DutyKind::Holiday,
    }
}

fn server(line: &mut Words<'_>, days: usize, sites: usize) -> Result<Server, Misread> {
    line.word("sex")?;
    let home = line.count("home", 0, sites - 1)?;
    let share = line.number("share", 0, 100)?;
    let carried = line.number("carried", -MOST_CARRIED, MOST_CARRIED)?;
    let mut server = Server { home, share, carried, ..Server::default() };
    let mut letter = "";
    while line.next < line.words.len() {
        let (column, word) = line.word("letter")?;
        let (list, what, most) = match letter {
            _ if matches!(word, "E" | "L" | "A" | "W") => {
                letter = word;
                continue;
            }
            "E" => (&mut server.sites, "site", sites - 1),
            "L" => (&mut server.leave, "day", days - 1),
            "A" => (&mut server.avoid, "day", days - 1),
            "W" => (&mut server.wish, "day", days - 1),
            _ => return Err(line.misread(column, Flaw::NoLetter)),
        };
        let found = line.parsed(column, word, what, 0, i64::try_from(most).unwrap_or(i64::MAX))?;
        list.push(usize::try_from(found).unwrap_or(0));
    }
    Ok(server)
}
