//! The locked seat: a lamp, a clock, and room for a passphrase. Nothing of the campus, not even who sits here.

use super::World;
use crate::say;
use crate::tui::model::{FrameInfo, Lock, Model};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{self, Line, hidden};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn render(lock: &Lock, model: &Model, world: World<'_>, theme: &Theme, buffer: &mut Buffer) -> FrameInfo {
    let (words, area) = (world.words, buffer.area);
    let mut info = FrameInfo::default();
    let clock = words.clock(model.now, world.campus.zone());
    let lamp = Line::of(theme.signs.lamp, theme.style(Role::Lamp)).gap(2).add(clock, theme.style(Role::Title));
    let middle = area.height / 2;
    centred(buffer, widget::row(area, middle.saturating_sub(2)), &lamp);
    let wait = lock.wait_until.filter(|until| *until > model.now);
    let note = if lock.trying {
        Line::of(say!(words, "screen-lock-trying"), theme.style(Role::Quiet))
    } else if let Some(until) = wait {
        Line::of(say!(words, "screen-lock-wait", span = words.span(model.now, until)), theme.style(Role::Warn))
    } else if lock.wrong > 0 {
        Line::of(say!(words, "screen-lock-wrong"), theme.style(Role::Warn))
    } else if lock.secret.is_empty() {
        Line::of(say!(words, "screen-lock-how"), theme.style(Role::Quiet))
    } else {
        Line::new()
    };
    let row = widget::row(area, middle);
    let wide = 24.min(row.width);
    let place = Rect { x: row.x + (row.width - wide) / 2, width: wide, ..row };
    if !lock.secret.is_empty() {
        info.cursor = hidden(buffer, place, lock.secret.len(), theme.signs.hidden, theme.style(Role::Input));
    }
    centred(buffer, widget::row(area, middle + 2), &note);
    info
}

fn centred(buffer: &mut Buffer, row: Rect, line: &Line<'_>) {
    line.draw(buffer, widget::right_of(row, row.width.saturating_sub(line.width()) / 2));
}
