//! All four panes in one row, where only one of them has room: the one shown is picked out, the others say how they stand.

use super::Easel;
use crate::say;
use crate::tui::model::{Hit, Pane, Place};
use crate::tui::theme::Role;
use crate::tui::widget::{self, Line};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let shown = match easel.model.place {
        Place::Zoom(pane) => pane,
        _ => easel.model.focus,
    };
    let full: Vec<Line<'_>> = Pane::ALL.iter().map(|pane| tab(easel, *pane, true)).collect();
    let cols: u16 = full.iter().map(|it| it.width() + 3).sum();
    let lines = if cols <= area.width { full } else { Pane::ALL.iter().map(|pane| tab(easel, *pane, false)).collect() };
    let mut rest = widget::right_of(area, 1);
    for (pane, line) in Pane::ALL.into_iter().zip(lines) {
        let place = Rect { width: (line.width() + 2).min(rest.width), ..rest };
        line.draw(easel.buffer, widget::right_of(place, 1));
        if pane == shown {
            widget::select(easel.buffer, place, easel.style(Role::Selected));
        }
        easel.hit(place, Hit::Pane(pane));
        rest = widget::right_of(rest, place.width + 1);
    }
}

fn tab<'a>(easel: &Easel<'a>, pane: Pane, with_name: bool) -> Line<'a> {
    let name = if with_name { name(easel, pane) } else { name(easel, pane).chars().take(2).collect() };
    let number = easel.model.keymap.label(key(pane));
    easel.say(number, Role::Key).gap(1).add(name, easel.style(Role::Text)).join(standing(easel, pane))
}

/// The command that goes to a pane.
pub(super) fn key(pane: Pane) -> crate::tui::command::CommandId {
    use crate::tui::command::CommandId;
    match pane {
        Pane::Dorm => CommandId::PaneDorm,
        Pane::Duty => CommandId::PaneDuty,
        Pane::Talks => CommandId::PaneTalks,
        Pane::Incidents => CommandId::PaneIncidents,
    }
}

/// What a pane is called.
pub(super) fn name(easel: &Easel<'_>, pane: Pane) -> String {
    match pane {
        Pane::Dorm => say!(easel.words, "screen-pane-dorm"),
        Pane::Duty => say!(easel.words, "screen-pane-duty"),
        Pane::Talks => say!(easel.words, "screen-pane-talks"),
        Pane::Incidents => say!(easel.words, "screen-pane-incidents"),
    }
}

/// How a pane stands, in a few columns; nothing where all is well.
fn standing<'a>(easel: &Easel<'a>, pane: Pane) -> Line<'a> {
    let (board, signs) = (&easel.model.board, easel.signs());
    let count = |sign: &str, count: usize, role| {
        if count == 0 { Line::new() } else { Line::new().gap(1).join(easel.say(format!("{sign}{count}"), role)) }
    };
    match pane {
        Pane::Dorm => {
            let tally = board.grid.tally;
            count(signs.absent, tally.absent as usize, Role::Alarm).join(count(signs.late, tally.late as usize, Role::Warn))
        }
        Pane::Duty => {
            let missing = board.duty.tonight.iter().filter(|it| it.state == crate::campus::ShiftState::Missing).count();
            count(signs.alarm, missing, Role::Alarm).join(count(signs.due, board.waiting, Role::Due))
        }
        Pane::Talks => count(signs.due, board.due.len(), Role::Due),
        Pane::Incidents => {
            let role = if board.gravest.is_some_and(|(it, _)| it <= crate::campus::Severity::Major) { Role::Alarm } else { Role::Warn };
            count(signs.alarm, board.open_incidents, role)
        }
    }
}
