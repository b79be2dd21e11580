//! What leaves the desk as a file: wholly or not at all, without names unless it is said why, and then on record before the file is there.

use super::args::PaperArgs;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::roster::in_file;
use super::seat::Seat;
use crate::campus::{Act, CustodyAct};
use crate::desk::Desk;
use crate::exchange::rounds::Names;
use crate::say;
use crate::text;
use crate::words::Words;
use serde_json::{Value, json};
use std::io::{self, Write as _};
use std::path::Path;

/// Where something goes, and why with names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) file: &'a Path,
    /// Why names leave the desk; `None` where none do.
    pub(super) reason: Option<&'a str>,
    pub(super) replace: bool,
}

/// What goes there.
pub(super) struct Sheet<'a> {
    /// What it is, as the record has it.
    pub(super) what: &'static str,
    pub(super) bytes: &'a [u8],
    /// How many rows it has that are about somebody.
    pub(super) rows: usize,
}

impl PaperArgs {
    /// Where it goes, and why with names.
    pub(super) fn paper(&self) -> Paper<'_> {
        Paper { file: &self.file, reason: self.reason.as_deref().filter(|_| self.identified), replace: self.replace }
    }

    /// Whether people are named.
    pub(super) fn names(&self) -> Names {
        if self.identified { Names::Full } else { Names::Masked }
    }
}

impl Paper<'_> {
    /// Refuses a file that is there already.
    pub(super) fn not_there_yet(self, words: &Words) -> Result<(), Problem> {
        if self.file.exists() && !self.replace {
            return Err(Problem::new(Exit::Refused, "file_exists", say!(words, "cli-export-exists")));
        }
        Ok(())
    }

    /// The ending of the file, where it is one of those that can be written.
    pub(super) fn ending(self, words: &Words, allowed: &[&'static str]) -> Result<&'static str, Problem> {
        let typed = self.file.extension().map(|it| it.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let typed = if typed == "htm" { "html" } else { &typed };
        let found = allowed.iter().copied().find(|it| *it == typed);
        found.ok_or_else(|| {
            let said = say!(words, "cli-export-ending", endings = allowed.join(" "));
            Problem::usage("bad_value", said).with("allowed", allowed.to_vec())
        })
    }

    /// Writes it and says so: `told` makes the line of the file's name, `more` is added to the answer for scripts.
    pub(super) fn deliver(
        self,
        (seat, desk): (&Seat, &Desk),
        sheet: &Sheet<'_>,
        more: &[(&str, Value)],
        told: impl Fn(String) -> String,
        out: &mut Out,
    ) -> Outcome {
        let words = &seat.words;
        self.not_there_yet(words)?;
        let rows = sheet.rows;
        let seq = match self.reason {
            Some(reason) => {
                let rows = u32::try_from(rows).unwrap_or(u32::MAX);
                let exported = CustodyAct::Exported { what: sheet.what.into(), reason: reason.into(), rows };
                Some(seat.receipt(desk, desk.submit(Act::Custody(exported)))?.seq)
            }
            None => None,
        };
        put(self.file, sheet.bytes, self.replace).map_err(|error| failed(words, &in_file(words, self.file, words.io(error.kind()))))?;
        let file = std::path::absolute(self.file).unwrap_or_else(|_| self.file.to_owned()).display().to_string();
        let mut value = json!({ "rows": rows, "file": file, "identified": self.reason.is_some(), "seq": seq.map(|it| it.0) });
        for (key, it) in more {
            value[*key] = it.clone();
        }
        out.answer(words, &value, |out| {
            out.line(words, &told(text::clean(&file).into_owned()))?;
            seq.map_or(Ok(()), |seq| out.line(words, &say!(words, "cli-exported-recorded", seq = seq.to_string())))
        })?;
        Ok(Exit::Done)
    }
}

/// The export could not be made.
pub(super) fn failed(words: &Words, what: &str) -> Problem {
    Problem::new(Exit::Refused, "export_failed", say!(words, "cli-export-failed", what = what))
}

/// Wholly or not at all, for its owner only.
fn put(file: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut whole = tempfile::NamedTempFile::new_in(folder)?;
    whole.write_all(bytes)?;
    whole.as_file().sync_all()?;
    let kept = if replace { whole.persist(file) } else { whole.persist_noclobber(file) };
    kept.map(|_| ()).map_err(|error| error.error)
}
