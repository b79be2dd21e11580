//! What stands behind a number (明细): its entries, the latest first, each to be walked into.

use super::Easel;
use super::easel::Listing;
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::List;
use crate::tui::theme::Role;
use crate::tui::widget::{self, Column, Line, Pane};
use ratatui::layout::Rect;

/// Day, and what it is.
const COLUMNS: [Column; 2] = [Column::firm(0, 14), Column::elastic(0, 16, 80)];

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let words = easel.words;
    let Some(figure) = &easel.model.figure else {
        easel.pane(area, &Pane { title: easel.say(say!(words, "screen-figure"), Role::Title), focus: true, ..Pane::default() });
        return;
    };
    let title = easel.say(say!(words, "screen-figure"), Role::Title).gap(1).add(figure.title.clone(), easel.style(Role::Text));
    let count = figure.rows.len();
    let scroll = easel.scroll(List::Figure, count, area.height.saturating_sub(4));
    let foot = easel.key(CommandId::Open);
    let inner = easel.pane(area, &Pane { title, foot, focus: true, scroll, ..Pane::default() });
    let list = Rect { height: inner.height.saturating_sub(1), ..inner };
    let titles = [say!(words, "screen-column-day"), say!(words, "screen-column-entry")];
    let titles = titles.map(|it| easel.say(it, Role::Quiet)).to_vec();
    let listing = Listing { list: List::Figure, count, columns: &COLUMNS, titles, focus: true };
    easel.list(list, &listing, |easel, at| {
        figure.rows.get(at).map_or_else(Vec::new, |it| {
            let role = if it.place.is_some() { Role::Text } else { Role::Quiet };
            vec![easel.say(easel.words.day(it.day), Role::Quiet), easel.say(it.text.clone(), role)]
        })
    });
    let left_out: Line<'_> = easel.say(say!(words, "count-note-left-out"), Role::Quiet);
    left_out.draw(easel.buffer, widget::below(inner, list.height));
}
