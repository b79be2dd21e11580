//! Something to be read and acknowledged.

use super::scrolled;
use crate::tui::command::CommandId;
use crate::tui::layer::Sheet;
use crate::tui::model::Tone;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Sheet) {
    let mut rows = Vec::new();
    for (at, item) in it.items.iter().enumerate() {
        if at > 0 {
            rows.push((0, String::new(), Role::Text));
        }
        let (sign, role) = match item.tone {
            Tone::Good => (easel.signs().good, Role::Good),
            Tone::Plain => (easel.signs().dot, Role::Text),
            Tone::Bad => (easel.signs().alarm, Role::Alarm),
        };
        rows.push((0, format!("{sign} {}", item.text), role));
        rows.extend(item.more.iter().map(|line| (2, line.clone(), Role::Text)));
    }
    scrolled(easel, area, it.title.clone(), &rows, it.cursor.at, &[CommandId::Seen]);
}
