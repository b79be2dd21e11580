//! The schedule as rows of a text file, a shift a row; [`read_rota`](super::read_rota) takes them in again.

use super::rows::ScheduleRow;
use crate::campus::{Campus, Post, ShiftState, Stamp};
use crate::say;
use crate::words::Words;

/// The rows as CSV in UTF-8 with a byte order mark. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
///
/// # Errors
/// None that rows in memory could bring about; the writer's are passed on.
pub fn csv(words: &Words, campus: &Campus, rows: &[ScheduleRow], now: Stamp) -> std::io::Result<Vec<u8>> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record([
        say!(words, "export-schedule-date"),
        say!(words, "export-schedule-weekday"),
        say!(words, "export-schedule-kind"),
        say!(words, "export-schedule-post"),
        say!(words, "export-schedule-name"),
        say!(words, "export-schedule-login"),
        say!(words, "export-schedule-phone"),
        say!(words, "export-schedule-from"),
        say!(words, "export-schedule-to"),
        say!(words, "export-schedule-state"),
    ])?;
    for it in rows {
        let shift = &it.shift;
        let minute = |at: Stamp| at.local(campus.zone()).format("%Y-%m-%d %H:%M").to_string();
        let state: ShiftState = shift.state(now);
        let post = if shift.post == Post::Leader { say!(words, "export-schedule-leader") } else { it.site.clone() };
        let cells = [
            it.duty_date.clone(),
            words.weekday(shift.day),
            super::door::kind(words, &campus.presets().rules().schedule, shift.day),
            post,
            it.name.clone(),
            it.person.clone(),
            it.phone.clone().unwrap_or_default(),
            minute(shift.starts),
            minute(shift.ends),
            words.shift_state(state),
        ];
        writer.write_record(cells.iter().map(|it| crate::exchange::rounds::guarded(it)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
