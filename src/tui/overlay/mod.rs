//! What lies on top of the screen: the capture line, finding, the palette, help, questions, forms, sheets to be read.
//!
//! Only reads, like the screens. The topmost overlay owns the cursor; those beneath are drawn without one.

mod capture;
mod confirm;
mod copies;
mod find;
mod form;
mod help;
mod long;
mod palette;
mod schedule;
mod sheet;
mod walk;

use super::command::CommandId;
use super::layer::Overlay;
use super::model::{Hit, List};
use super::screen::Easel;
use super::theme::Role;
use super::widget::{self, Line, Pane};
use ratatui::layout::Rect;

/// Draws all overlays, the topmost last.
pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    for overlay in &easel.model.overlays {
        easel.info.cursor = None;
        match overlay {
            Overlay::Capture(it) => capture::draw(easel, area, it),
            Overlay::Find(it) => find::draw(easel, area, it),
            Overlay::Palette(it) => palette::draw(easel, area, it),
            Overlay::Help(it) => help::draw(easel, area, it),
            Overlay::Confirm(it) => confirm::draw(easel, area, it),
            Overlay::Form(it) => form::draw(easel, area, it),
            Overlay::Sheet(it) => sheet::draw(easel, area, it),
            Overlay::Walk(it) => walk::draw(easel, area, it),
            Overlay::Finding => walk::draw_findings(easel, area),
            Overlay::Seating(it) => schedule::draw_seating(easel, area, it),
            Overlay::Proposal(it) => schedule::draw_proposal(easel, area, it),
            Overlay::Planning => schedule::draw_planning(easel, area),
            Overlay::Copies(cursor) => copies::draw(easel, area, *cursor),
        }
    }
}

/// A popup of at most this size in the upper middle of an area, where the eye is.
fn popup(easel: &mut Easel<'_>, area: Rect, (cols, rows): (u16, u16), pane: &Pane<'_>) -> Rect {
    let (wide, high) = (cols.min(area.width), rows.min(area.height));
    let place = Rect { x: area.x + (area.width - wide) / 2, y: area.y + (area.height - high) / 3, width: wide, height: high };
    let inner = widget::popup(easel.buffer, easel.theme, place, &Pane { focus: true, ..pane.clone() });
    easel.hit(place, Hit::Inside);
    inner
}

/// Rows of running text in a popup that scrolls, each with its role and how far it is set in; the keys of a few commands under them.
fn scrolled(easel: &mut Easel<'_>, area: Rect, title: String, rows: &[(u16, String, Role)], at: usize, keys: &[CommandId]) {
    let cols = 76.min(area.width.saturating_sub(4));
    let wrapped: Vec<(u16, String, Role)> = rows
        .iter()
        .flat_map(|(indent, text, role)| {
            let room = usize::from(cols.saturating_sub(*indent).max(8));
            let pieces: Vec<String> =
                crate::tui::field::rows(text, room as u16).into_iter().map(|it| text[it].trim_end().to_owned()).collect();
            pieces.into_iter().map(|text| (*indent, text, *role))
        })
        .collect();
    let high = (wrapped.len() as u16).saturating_add(4).min(area.height);
    let shown = usize::from(high.saturating_sub(4));
    let top = at.min(wrapped.len().saturating_sub(shown));
    let scroll = Some((wrapped.len(), top));
    let title = easel.say(title, Role::Title);
    let foot = if wrapped.len() > shown {
        easel.say(format!("{}–{}/{}", top + 1, (top + shown).min(wrapped.len()), wrapped.len()), Role::Quiet)
    } else {
        Line::new()
    };
    let inner = popup(easel, area, (cols + 4, high), &Pane { title, scroll, foot, ..Pane::default() });
    let text = Rect { height: inner.height.saturating_sub(2), ..inner };
    easel.info.heights[List::Overlay as usize] = text.height;
    easel.info.rows[List::Overlay as usize] = wrapped.len();
    for ((indent, line, role), down) in wrapped.iter().skip(top).zip(0..text.height) {
        easel.say(line.clone(), *role).draw(easel.buffer, widget::right_of(widget::row(text, down), *indent));
    }
    let mut rest = widget::row(inner, inner.height.saturating_sub(1));
    for id in keys {
        let cols = easel.key(*id).draw(easel.buffer, rest);
        easel.hit(Rect { width: cols, ..rest }, Hit::Command(*id));
        rest = widget::right_of(rest, cols + 3);
    }
}

/// The prompt before a line that is typed.
fn prompt<'a>(easel: &Easel<'a>, sign: &'a str) -> Line<'a> {
    easel.say(sign, Role::Key).gap(1)
}
