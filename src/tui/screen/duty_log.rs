//! The duty log of a shift (值班日志): what filled itself, and the lines written by hand.

use super::Easel;
use crate::campus::{Seq, ShiftId};
use crate::desk::handover::DutyLog;
use crate::exchange::handover::{duty_note_rows, duty_rows, duty_view};
use crate::exchange::rounds::Names;
use crate::say;
use crate::text::{pad, width};
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::msg::Fetched;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, shift: ShiftId) {
    let words = easel.words;
    let model = easel.model;
    let text_of = |seq: Seq| match model.texts.get(seq) {
        Some(Fetched::Entry(entry)) => Some((**entry).clone()),
        _ => None,
    };
    let log = model.board.handover.log.as_ref();
    let view = log.and_then(|it| duty_view(words, easel.campus, easel.sight(), it, &text_of, (Names::Full, model.now)));
    let title = easel.say(say!(words, "report-duty-log"), Role::Title).gap(1).add(format!("S{}", shift.0), easel.style(Role::Quiet));
    let Some(view) = view else {
        easel.pane(area, &Pane { title, focus: true, ..Pane::default() });
        return;
    };
    let rows = duty_rows(words, easel.campus, &view);
    let notes = duty_note_rows(words, easel.campus, &view);
    let label = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let inner_cols = area.width.saturating_sub(4);
    for (name, value) in &rows {
        let cols = inner_cols.saturating_sub(label as u16 + 2).max(8);
        for (nth, part) in crate::text::wrap(value, usize::from(cols)).into_iter().enumerate() {
            let name = if nth == 0 { name.as_str() } else { "" };
            let part = value.get(part).unwrap_or_default().to_owned();
            lines.push(easel.say(pad(name, label), Role::Quiet).gap(2).add(part, easel.style(Role::Text)));
        }
    }
    lines.push(Line::new());
    let key = easel.model.keymap.label(CommandId::DutyNote);
    lines.push(
        easel
            .say(say!(words, "report-duty-notes"), Role::Title)
            .gap(1)
            .add(say!(words, "screen-duty-note-how", key = key), easel.style(Role::Quiet)),
    );
    for ([when, about, text], late) in notes.into_iter().zip(view.notes.iter().map(|it| it.late)) {
        let role = if late { Role::Warn } else { Role::Text };
        lines.push(easel.say(when, Role::Quiet).gap(1).add(about, easel.style(Role::Info)).gap(1).add(text, easel.style(role)));
    }
    let height = area.height.saturating_sub(2);
    let top = easel.model.cursor(List::DutyLog).at.min(lines.len().saturating_sub(usize::from(height)));
    let scroll = (lines.len() > usize::from(height)).then_some((lines.len(), top));
    let right = match &view.sealed_at {
        Some(_) => easel.say(say!(words, "screen-handover-sealed"), Role::Quiet),
        None => Line::new(),
    };
    let inner = easel.pane(area, &Pane { title, right, focus: true, scroll, ..Pane::default() });
    easel.info.heights[List::DutyLog as usize] = inner.height;
    easel.info.rows[List::DutyLog as usize] = lines.len();
    easel.stack(inner, lines.get(top..).unwrap_or_default());
    easel.hit(widget::row(inner, 0), crate::tui::model::Hit::Inside);
}

/// The night in one line: rooms checked, who was late or absent, incidents, appliances.
pub(super) fn headline<'a>(easel: &Easel<'a>, log: &DutyLog) -> Line<'a> {
    let words = easel.words;
    let tally = log.rounds.tally;
    let rooms = say!(words, "report-duty-rooms-of", checked = tally.checked, rooms = tally.rooms);
    let line = easel.labelled(say!(words, "report-duty-rooms"), rooms, Role::Text).gap(3);
    let line = line.join(easel.count(say!(words, "screen-duty-late"), tally.late as usize, Role::Warn)).gap(3);
    let line = line.join(easel.count(say!(words, "screen-duty-absent"), tally.absent as usize, Role::Alarm)).gap(3);
    let line = line.join(easel.count(say!(words, "report-duty-incidents"), log.incidents.len(), Role::Warn)).gap(3);
    let line = line.join(easel.count(say!(words, "report-duty-appliances"), log.appliances as usize, Role::Warn)).gap(3);
    let key = easel.model.keymap.label(CommandId::DutyLog);
    line.join(easel.count(say!(words, "report-duty-talks"), log.talks, Role::Text))
        .gap(3)
        .add(say!(words, "screen-duty-log-key", key = key), easel.style(Role::Quiet))
}
