//! A list with the sheet of its row beside it: each in its half of a wide screen, the sheet drawn by its own screen and to be read only.

use super::{Easel, at_place};
use crate::say;
use crate::tui::command::CommandId;
use crate::tui::model::{FrameInfo, Hit};
use crate::tui::theme::Role;
use crate::tui::view::Beside;
use crate::tui::widget::{self, Pane};
use ratatui::layout::Rect;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect, it: &Beside) {
    let left = area.width.div_ceil(2);
    at_place(easel, Rect { width: left, ..area }, easel.model.place);
    let right = widget::right_of(area, left);
    let Some(place) = it.place else {
        let inner = easel.pane(right, &Pane::default());
        easel.say(say!(easel.words, "screen-beside-none"), Role::Quiet).draw(easel.buffer, inner);
        return;
    };
    let mut sheet = Easel {
        model: easel.model,
        campus: easel.campus,
        words: easel.words,
        theme: easel.theme,
        buffer: easel.buffer,
        info: FrameInfo::default(),
        place,
        beside: Some(it),
    };
    at_place(&mut sheet, right, place);
    // What the sheet says of itself is of no use: the keys are the list's. Whoever clicks it goes there.
    easel.hit(right, Hit::Command(CommandId::Open));
}
