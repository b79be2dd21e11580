//! A small form.

use super::popup;
use crate::tui::layer::Form;
use crate::tui::screen::{Easel, form_rows};
use crate::tui::theme::Role;
use crate::tui::widget::{self, Pane, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Form) {
    let rows = it.rows.len() as u16;
    let title = easel.say(it.title.clone(), Role::Title);
    let inner = popup(easel, area, (72, rows + 4), &Pane { title, ..Pane::default() });
    form_rows(&it.rows, it.at, easel.theme, easel.buffer, Rect { height: inner.height.min(rows), ..inner }, &mut easel.info);
    if let Some(trouble) = &it.trouble {
        let text = format!("{} {trouble}", easel.signs().alarm);
        prose(easel.buffer, widget::below(inner, rows), &text, 0, None, easel.style(Role::Alarm));
    }
}
