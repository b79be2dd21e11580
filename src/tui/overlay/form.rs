//! A small form.

use super::popup;
use crate::text::wrap;
use crate::tui::layer::Form;
use crate::tui::screen::{Easel, form_rows};
use crate::tui::theme::Role;
use crate::tui::widget::{self, Pane, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Form) {
    let rows = it.rows.len() as u16;
    let title = easel.say(it.title.clone(), Role::Title);
    let cols = 72.min(area.width);
    let warned = it.warning.as_ref().map_or(0, |text| wrap(text, usize::from(cols.saturating_sub(4))).len() as u16 + 1);
    let inner = popup(easel, area, (cols, rows + warned + 4), &Pane { title, ..Pane::default() });
    if let Some(warning) = &it.warning {
        prose(easel.buffer, Rect { height: inner.height.min(warned), ..inner }, warning, 0, None, easel.style(Role::Warn));
    }
    let inner = widget::below(inner, warned);
    form_rows(&it.rows, it.at, easel.theme, easel.buffer, Rect { height: inner.height.min(rows), ..inner }, &mut easel.info);
    if let Some(trouble) = &it.trouble {
        let text = format!("{} {trouble}", easel.signs().alarm);
        prose(easel.buffer, widget::below(inner, rows), &text, 0, None, easel.style(Role::Alarm));
    }
}
