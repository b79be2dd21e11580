//! A small form.

use super::popup;
use crate::text::wrap;
use crate::tui::layer::Form;
use crate::tui::model::{Hit, Tone};
use crate::tui::screen::{Easel, form_rows};
use crate::tui::theme::Role;
use crate::tui::widget::{self, Pane, prose};
use ratatui::layout::Rect;

/// Most lines of what the answers mean: a long answer may be told back, but the rows stay in sight.
const CHECK_LINES: usize = 6;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Form) {
    let rows = it.rows.len() as u16;
    let title = easel.say(it.title.clone(), Role::Title);
    let cols = 72.min(area.width);
    let warned = it.warning.as_ref().map_or(0, |text| wrap(text, usize::from(cols.saturating_sub(4))).len() as u16 + 1);
    let checked =
        it.check.as_ref().map_or(0, |(_, text)| wrap(text, usize::from(cols.saturating_sub(6))).len().min(CHECK_LINES) as u16 + 1);
    let offered = it.offers.len() as u16;
    let high = rows + warned + checked + offered + u16::from(offered > 0) + 4;
    let inner = popup(easel, area, (cols, high), &Pane { title, ..Pane::default() });
    if let Some(warning) = &it.warning {
        prose(easel.buffer, Rect { height: inner.height.min(warned), ..inner }, warning, 0, None, easel.style(Role::Warn));
    }
    let inner = widget::below(inner, warned);
    form_rows(&it.rows, it.at, easel.theme, easel.buffer, Rect { height: inner.height.min(rows), ..inner }, &mut easel.info);
    let mut rest = widget::below(inner, rows);
    if let Some((tone, text)) = &it.check {
        // What the answers mean so far: nobody sends a form to learn that it is wrong.
        let (sign, role) = match tone {
            Tone::Good => (easel.signs().chips[0], Role::Good),
            Tone::Plain => (easel.signs().chips[1], Role::Quiet),
            Tone::Bad => (easel.signs().alarm, Role::Warn),
        };
        rest = widget::below(rest, 1);
        prose(
            easel.buffer,
            Rect { height: rest.height.min(checked.saturating_sub(1)), ..rest },
            &format!("{sign} {text}"),
            0,
            None,
            easel.style(role),
        );
        rest = widget::below(rest, checked.saturating_sub(1));
    }
    // What is wrong as it stands is said above already.
    if let Some(trouble) = it.trouble.as_ref().filter(|trouble| it.check.as_ref().is_none_or(|(_, text)| text != *trouble)) {
        let text = format!("{} {trouble}", easel.signs().alarm);
        let lines = prose(easel.buffer, rest, &text, 0, None, easel.style(Role::Alarm)).lines;
        rest = widget::below(rest, lines as u16);
    }
    if offered > 0 {
        rest = widget::below(rest, 1);
    }
    for (nth, offer) in it.offers.iter().enumerate() {
        let row = widget::row(rest, nth as u16);
        easel.say(format!("{} ", nth + 1), Role::Key).add(offer.label.clone(), easel.style(Role::Text)).draw(easel.buffer, row);
        easel.hit(row, Hit::Choice(nth));
    }
}
