//! What lies on top of the screen: the capture line, finding, the palette, help, questions, forms.
//!
//! Only reads, like the screens. The topmost overlay owns the cursor; those beneath are drawn without one.

mod capture;
mod confirm;
mod find;
mod form;
mod help;
mod palette;

use super::layer::Overlay;
use super::model::Hit;
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

/// The prompt before a line that is typed.
fn prompt<'a>(easel: &Easel<'a>, sign: &'a str) -> Line<'a> {
    easel.say(sign, Role::Key).gap(1)
}
