//! The palette: every command by name, with its key and what it does.

use super::{popup, prompt};
use crate::say;
use crate::tui::layer::Palette;
use crate::tui::model::Hit;
use crate::tui::screen::Easel;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Pane, Table, Window, field, table};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Palette) {
    let title = easel.say(say!(easel.words, "screen-palette"), Role::Title);
    let right = easel.say(it.found.len().to_string(), Role::Quiet);
    let high = (it.found.len() as u16).clamp(1, 18) + 4;
    let inner = popup(easel, area, (84, high), &Pane { title, right, ..Pane::default() });
    let sign = prompt(easel, ":");
    let cols = sign.draw(easel.buffer, inner);
    let style = easel.style(Role::Input);
    easel.info.cursor = field(easel.buffer, widget::right_of(widget::row(inner, 0), cols), it.line.text(), it.line.cursor(), |_| style);
    let list = widget::below(inner, 2);
    easel.info.heights[crate::tui::model::List::Overlay as usize] = list.height;
    if it.found.is_empty() {
        easel.say(say!(easel.words, "screen-nothing-found"), Role::Quiet).draw(easel.buffer, list);
        return;
    }
    let window = Window::over(it.found.len(), list.height, it.cursor.at, it.cursor.top);
    let columns = [Column::firm(0, 24), Column::firm(1, 10), Column::elastic(2, 10, 60)];
    let rows = it.found[window.range()]
        .iter()
        .map(|id| {
            let name = id.command().name;
            vec![
                easel.say(easel.words.get(&format!("command-{name}")), Role::Text),
                easel.say(easel.model.keymap.label_in(it.context, *id), Role::Key),
                easel.say(easel.words.get(&format!("command-{name}-help")), Role::Quiet),
            ]
        })
        .collect();
    let selected = it.cursor.at.checked_sub(window.top);
    let places = table(easel.buffer, easel.theme, list, &Table { columns: &columns, titles: Vec::new(), rows, selected });
    for (place, id) in places.into_iter().zip(&it.found[window.range()]) {
        easel.hit(place, Hit::Command(*id));
    }
}
