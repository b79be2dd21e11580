//! `preset`: the college's own rules, as a page that is taken out, edited and put back.

use super::args::PresetCommand;
use super::out::{Out, Outcome};
use super::problem::{Exit, Problem};
use super::seat::Seat;
use super::written::write;
use crate::campus::{Act, PRESETS_LIMIT, PresetAct};
use crate::desk::Desk;
use crate::say;
use serde_json::json;
use std::io::Read as _;
use std::path::Path;

/// `preset …`.
pub(super) fn run(seat: &Seat, command: &PresetCommand, out: &mut Out) -> Outcome {
    let words = &seat.words;
    // Read first: nobody should have to type a passphrase to hear that it cannot be.
    let page = match command {
        PresetCommand::Set { file } => Some(read(seat, file)?),
        PresetCommand::Reset => Some(String::new()),
        PresetCommand::Show => None,
    };
    seat.at_desk(out, |desk, out| match &page {
        Some(page) => set(seat, desk, page, out),
        None => {
            let campus = desk.campus();
            let presets = campus.presets();
            out.answer(words, &json!({ "page": presets.page(), "shipped": presets.written().is_empty() }), |out| {
                out.bytes(words, presets.page().as_bytes())
            })?;
            Ok(Exit::Done)
        }
    })
}

fn set(seat: &Seat, desk: &Desk, page: &str, out: &mut Out) -> Outcome {
    let words = &seat.words;
    let before: Box<str> = desk.campus().presets().written().into();
    if *before == *page {
        out.answer(words, &json!({ "seq": null, "at": null, "id": null }), |out| out.line(words, &say!(words, "cli-preset-same")))?;
        return Ok(Exit::Done);
    }
    write(seat, desk, Act::Preset(PresetAct::Set { before, after: page.into() }), None, out)
}

fn read(seat: &Seat, file: &Path) -> Result<String, Problem> {
    let words = &seat.words;
    let unreadable = |error: std::io::Error| {
        let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Refused };
        Problem::new(exit, "unreadable", say!(words, "cli-preset-unreadable", what = words.io(error.kind())))
    };
    let mut page = String::new();
    // A character takes four bytes at the most; one byte more tells a page that is too long.
    let limit = PRESETS_LIMIT as u64 * 4 + 1;
    std::fs::File::open(file).map_err(unreadable)?.take(limit).read_to_string(&mut page).map_err(unreadable)?;
    Ok(page.trim_start_matches('\u{feff}').to_owned())
}
