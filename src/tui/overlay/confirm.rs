//! A question that is answered yes or no.

use super::popup;
use crate::text::{width, wrap};
use crate::tui::command::CommandId;
use crate::tui::layer::Confirm;
use crate::tui::model::Hit;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Pane, prose};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Confirm) {
    let cols = (width(&it.question) as u16).clamp(30, 56).min(area.width.saturating_sub(4));
    let lines = wrap(&it.question, usize::from(cols)).len() as u16;
    let inner = popup(easel, area, (cols + 4, lines + 4), &Pane::default());
    prose(easel.buffer, inner, &it.question, 0, None, easel.style(Role::Text));
    let row = widget::row(inner, inner.height.saturating_sub(1));
    let mut rest = row;
    for id in [CommandId::Yes, CommandId::No] {
        let cols = easel.key(id).draw(easel.buffer, rest);
        easel.hit(Rect { width: cols, ..rest }, Hit::Command(id));
        rest = widget::right_of(rest, cols + 3);
    }
}
