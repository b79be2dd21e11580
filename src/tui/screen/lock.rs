//! The locked seat: a lamp, a clock, who locked it, that their work is safe, and room for whoever comes in. Nothing of the campus.

use super::World;
use crate::say;
use crate::text::width;
use crate::tui::model::{FrameInfo, Lock, Model, Unsaved};
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::{self, Line, field, hidden};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns of the two fields.
const FIELD: u16 = 24;

pub(super) fn render(lock: &Lock, model: &Model, world: World<'_>, theme: &Theme, buffer: &mut Buffer) -> FrameInfo {
    let (words, area) = (world.words, buffer.area);
    let mut info = FrameInfo::default();
    let middle = area.height / 2;
    let row = |down: i32| u16::try_from(i32::from(middle) + down).map_or(Rect::ZERO, |down| widget::row(area, down));
    centred(buffer, row(-4), &clock(model, world, theme));
    let who = world.campus.staff().user(model.seat.user).map_or("", |it| &it.name);
    centred(buffer, row(-2), &Line::of(say!(words, "screen-lock-who", name = who), theme.style(Role::Text)));
    let (work, role) = match &lock.unsaved {
        Unsaved::Pending | Unsaved::Saving => (say!(words, "screen-lock-saving"), Role::Quiet),
        Unsaved::Safe => (say!(words, "screen-lock-safe"), Role::Quiet),
        Unsaved::AtRisk(why) => (say!(words, "screen-lock-at-risk", why = why.as_str()), Role::Alarm),
    };
    wrapped(buffer, row(-1), &work, theme.style(role));
    fields(lock, words, theme, buffer, row(1), &mut info);
    let (note, role) = note(lock, model, world);
    wrapped(buffer, row(4), &note, theme.style(role));
    info
}

/// The time, and how many reports are overdue: a number without words. A clock set for a demonstration says so.
fn clock<'a>(model: &Model, world: World<'_>, theme: &'a Theme) -> Line<'a> {
    let words = world.words;
    let clock = words.clock(model.now, world.campus.zone());
    let mut line = Line::of(theme.signs.lamp, theme.style(Role::Lamp)).gap(2).add(clock, theme.style(Role::Title));
    if model.demo_clock {
        line = line.gap(1).add(say!(words, "screen-lock-demo-clock"), theme.style(Role::Quiet));
    }
    match model.board.overdue {
        0 => line,
        count => line.gap(2).add(format!("{} {count}", theme.signs.alarm), theme.style(Role::Alarm)),
    }
}

/// Login and passphrase, one under the other.
fn fields(lock: &Lock, words: &crate::words::Words, theme: &Theme, buffer: &mut Buffer, first: Rect, info: &mut FrameInfo) {
    let prompt = &lock.prompt;
    let labels = [say!(words, "screen-gate-login"), say!(words, "screen-gate-passphrase")];
    let label = labels.iter().map(|it| width(it)).max().unwrap_or(0) as u16 + 2;
    let wide = (label + FIELD).min(first.width);
    let place = Rect { x: first.x + (first.width - wide) / 2, width: wide, ..first };
    for (nth, text) in labels.iter().enumerate() {
        let here = prompt.in_login == (nth == 0);
        let row = Rect { y: place.y + nth as u16, ..place }.intersection(buffer.area);
        Line::of(text.as_str(), theme.style(if here { Role::Title } else { Role::Quiet })).draw(buffer, row);
        let (rest, style) = (widget::right_of(row, label), theme.style(Role::Input));
        let cursor = if nth == 0 {
            field(buffer, rest, prompt.login.text(), prompt.login.cursor(), |_| style)
        } else {
            hidden(buffer, rest, prompt.secret.len(), theme.signs.hidden, style)
        };
        widget::slot(buffer, rest);
        if here && !prompt.trying {
            info.cursor = cursor;
        }
    }
}

/// What is under way, what was wrong, or how one comes in.
fn note(lock: &Lock, model: &Model, world: World<'_>) -> (String, Role) {
    let (words, prompt) = (world.words, &lock.prompt);
    let wait = prompt.wait_seconds(model.now).map(|seconds| say!(words, "screen-lock-wait", seconds = seconds));
    match (&prompt.trouble, wait) {
        _ if prompt.trying => (say!(words, "screen-lock-trying"), Role::Quiet),
        (Some(trouble), Some(wait)) => (format!("{trouble} {wait}"), Role::Warn),
        (Some(trouble), None) => (trouble.clone(), Role::Warn),
        (None, Some(wait)) => (wait, Role::Warn),
        (None, None) => (say!(words, "screen-lock-how"), Role::Quiet),
    }
}

fn centred(buffer: &mut Buffer, row: Rect, line: &Line<'_>) {
    line.draw(buffer, widget::right_of(row, row.width.saturating_sub(line.width()) / 2));
}

/// A sentence in the middle; one too long for the row goes on below it.
fn wrapped(buffer: &mut Buffer, first: Rect, text: &str, style: ratatui::style::Style) {
    let cols = first.width.saturating_sub(4);
    for (piece, down) in crate::tui::field::rows(text, cols).into_iter().take(2).zip(0_u16..) {
        let row = Rect { y: first.y.saturating_add(down), ..first }.intersection(buffer.area);
        centred(buffer, row, &Line::of(text[piece].trim_end().to_owned(), style));
    }
}
