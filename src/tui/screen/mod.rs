//! What fills the window: the home screen with its four panes, the screens beneath it, the gate and the lock.
//!
//! Drawing only reads. It gives back a [`FrameInfo`]: what can be hit, how many rows each list shows, where the cursor belongs. Everything
//! is laid out from the buffer's own area, so a frame of any size, even of nothing, is fine.

mod appraisal;
mod beside;
mod big;
mod care;
mod changes;
mod communities;
mod community;
mod coverage;
mod dorm;
mod duty;
mod duty_log;
mod easel;
mod figure;
mod foot;
mod gate;
mod grid;
mod handing;
mod handover;
mod house;
mod hygiene;
mod incident;
mod incidents;
mod leaves;
mod lock;
mod missing;
mod moods;
mod network;
mod next;
mod officers;
mod paper;
mod plan;
mod press;
mod request;
mod requests;
mod room;
mod round;
mod rounds;
#[cfg(test)]
mod sample;
mod say;
mod schedule;
mod stats;
mod story;
mod strip;
mod student;
mod students;
mod talk;
mod talks;
mod term;
#[cfg(test)]
mod tests;
mod top;
mod watch;

pub use gate::{GateSeat, render_gate};

pub(super) use easel::Easel;
pub(super) use gate::form_rows;

use super::World;
use super::model::{FrameInfo, Model, Pane, Place, SMALLEST};
use super::overlay;
use super::theme::{Role, Theme};
use super::view::WIDE;
use super::widget::{self, Line};
use crate::say;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The smallest window in which all four panes are shown.
pub const FOUR_PANES: (u16, u16) = (120, 36);

/// Draws a seat.
pub fn render(model: &Model, world: World<'_>, theme: &Theme, buffer: &mut Buffer) -> FrameInfo {
    let info = draw(model, world, theme, buffer);
    if theme.is_ascii() {
        widget::unambiguous(buffer);
    }
    info
}

fn draw(model: &Model, world: World<'_>, theme: &Theme, buffer: &mut Buffer) -> FrameInfo {
    let area = buffer.area;
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(world, theme, buffer);
        return FrameInfo::default();
    }
    if let Some(lock) = &model.lock {
        return lock::render(lock, model, world, theme, buffer);
    }
    let mut easel = Easel::new(model, world, theme, buffer);
    let head = widget::row(area, 0);
    let foot = widget::row(area, area.height - 1);
    let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
    top::draw(&mut easel, head);
    let body = banner(&mut easel, body);
    let body = past_line(&mut easel, body);
    let body = alarm_line(&mut easel, body);
    foot::draw(&mut easel, foot);
    match &model.beside {
        Some(it) if body.width >= WIDE => beside::draw(&mut easel, body, it),
        _ => at_place(&mut easel, body, model.place),
    }
    overlay::draw(&mut easel, body);
    foot::toasts(&mut easel, widget::below(area, 1));
    easel.info
}

/// What stands at a place.
fn at_place(easel: &mut Easel<'_>, body: Rect, place: Place) {
    let area = easel.buffer.area;
    match place {
        Place::Home if area.width >= FOUR_PANES.0 && area.height >= FOUR_PANES.1 => four_panes(easel, body),
        Place::Home => {
            strip::draw(easel, widget::row(body, 0));
            one_pane(easel, widget::below(body, 1), easel.model.focus, true);
        }
        Place::Zoom(pane) => {
            strip::draw(easel, widget::row(body, 0));
            one_pane(easel, widget::below(body, 1), pane, true);
        }
        Place::Students => students::draw(easel, body),
        Place::Student(id) => student::draw(easel, body, id),
        Place::Room(id) => room::draw(easel, body, id),
        Place::Talk(seq) if easel.plan(seq).is_some() => plan::draw(easel, body, seq),
        Place::Talk(seq) => talk::draw(easel, body, seq),
        Place::Story(id) => story::draw(easel, body, id),
        Place::Incident(seq) => incident::draw(easel, body, seq),
        Place::Handover => handing::draw(easel, body),
        Place::DutyLog(shift) => duty_log::draw(easel, body, shift),
        Place::Communities => communities::draw(easel, body),
        Place::Leaves => leaves::draw(easel, body),
        Place::Hygiene => hygiene::draw(easel, body),
        Place::Moods => moods::draw(easel, body),
        Place::Officers => officers::draw(easel, body),
        Place::Round(seq) => round::draw(easel, body, seq),
        Place::Rounds => rounds::draw(easel, body),
        Place::Missing => missing::draw_list(easel, body),
        Place::Schedule => schedule::draw(easel, body),
        Place::Changes => changes::draw(easel, body),
        Place::Next => next::draw(easel, body),
        Place::Care => care::draw(easel, body),
        Place::Coverage => coverage::draw(easel, body),
        Place::Network(at) => network::draw(easel, body, at),
        Place::Requests => requests::draw(easel, body),
        Place::Watch => watch::draw(easel, body),
        Place::Paper(seq) => paper::draw(easel, body, seq),
        Place::Request(seq) => request::draw(easel, body, seq),
        Place::Activities => term::draw_activities(easel, body),
        Place::Activity(seq) => term::draw_activity(easel, body, seq),
        Place::TermBoard => term::draw_board(easel, body),
        Place::Obligations => term::draw_obligations(easel, body),
        Place::Community(at) => community::draw(easel, body, at),
        Place::Appraisal => appraisal::draw(easel, body),
        Place::Stats => stats::draw(easel, body),
        Place::Figure => figure::draw(easel, body),
        Place::Newsroom => press::draw_newsroom(easel, body),
        Place::News(seq) => press::draw_news(easel, body, seq),
        Place::Awards => press::draw_awards(easel, body),
        Place::Award(seq) => press::draw_award(easel, body, seq),
        Place::Search(day, student) => missing::draw_search(easel, body, day, student),
    }
}

/// That this is the past, and which: a line that stays, in words and reversed, so that nobody takes it for the present.
fn past_line(easel: &mut Easel<'_>, area: Rect) -> Rect {
    let Some(at) = easel.model.past else { return area };
    let time = at.local(easel.campus.zone()).format("%Y-%m-%d %H:%M").to_string();
    let text = format!(" ◀ {} ", say!(easel.words, "screen-past-line", time = time));
    let style = easel.style(Role::Warn).reversed();
    let row = widget::row(area, 0);
    easel.buffer.set_style(row, style);
    Line::of(text, style).draw(easel.buffer, row);
    widget::below(area, 1)
}

/// The alarm, across the screen until somebody touches a key: it flashes by turning light and dark, and by its signs; gives what is left below.
fn alarm_line(easel: &mut Easel<'_>, area: Rect) -> Rect {
    let Some(alarm) = &easel.model.alarm else { return area };
    let (words, signs) = (easel.words, easel.signs());
    let lit = !easel.model.flashes() || easel.model.now.0.div_euclid(1_000) % 2 == 0;
    let first = alarm.about.first().and_then(|seq| Some((*seq, easel.incident(*seq)?)));
    let text = match first {
        Some((seq, it)) => {
            let next = it.deadlines().first().map(|(what, _)| words.deadline(*what)).unwrap_or_default();
            let (place, kind) = (easel.whereabouts(it.place(), it.students().unwrap_or_default()), easel.category(&it));
            let more = alarm.about.len() - 1;
            say!(words, "screen-alarm-line", id = seq.to_string(), kind = kind, place = place, next = next, more = more)
        }
        None => say!(words, "screen-alarm-count", count = alarm.about.len()),
    };
    let sign = if lit { signs.alarm } else { signs.none };
    let style = easel.style(Role::Alarm);
    let style = if lit { style.add_modifier(ratatui::style::Modifier::REVERSED) } else { style };
    let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: 1.min(area.height), ..area };
    Line::of(format!(" {sign} {text} {sign} "), style).draw(easel.buffer, place);
    widget::below(area, 1)
}

/// What stands across the screen as long as nothing can be written; gives what is left below it.
fn banner(easel: &mut Easel<'_>, area: Rect) -> Rect {
    let Some(why) = &easel.model.upkeep.stopped else { return area };
    let key = easel.model.keymap.label(super::command::CommandId::TryAgain);
    let text = say!(easel.words, "screen-banner-stopped", why = why.as_str(), key = key);
    let text = format!(" {} {text} ", easel.signs().alarm);
    let rows = crate::text::wrap(&text, usize::from(area.width.saturating_sub(2))).len().min(3) as u16;
    let place = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: rows.min(area.height), ..area };
    widget::prose(easel.buffer, place, &text, 0, None, easel.style(Role::Alarm));
    widget::below(area, rows)
}

/// Dorm and duty above, talks and incidents below.
fn four_panes(easel: &mut Easel<'_>, area: Rect) {
    let (wide, high) = (area.width.div_ceil(2), area.height.div_ceil(2));
    let left = Rect { width: wide, ..area };
    let right = widget::right_of(area, wide);
    for (pane, column, upper) in
        [(Pane::Dorm, left, true), (Pane::Duty, right, true), (Pane::Talks, left, false), (Pane::Incidents, right, false)]
    {
        let place = if upper { Rect { height: high, ..column } } else { widget::below(column, high) };
        one_pane(easel, place, pane, easel.model.focus == pane);
    }
}

fn one_pane(easel: &mut Easel<'_>, area: Rect, pane: Pane, focus: bool) {
    easel.hit(area, super::model::Hit::Pane(pane));
    match pane {
        Pane::Dorm => dorm::draw(easel, area, focus),
        Pane::Duty => duty::draw(easel, area, focus),
        Pane::Talks => talks::draw(easel, area, focus),
        Pane::Incidents => incidents::draw(easel, area, focus),
    }
}

fn too_small(world: World<'_>, theme: &Theme, buffer: &mut Buffer) {
    let area = buffer.area;
    let size = format!("{}×{}", area.width, area.height);
    let needed = format!("{}×{}", SMALLEST.0, SMALLEST.1);
    let lines = [
        Line::of(say!(world.words, "screen-too-small"), theme.style(Role::Alarm)),
        Line::of(say!(world.words, "screen-too-small-size", size = size, needed = needed), theme.style(Role::Quiet)),
    ];
    let top = area.height.saturating_sub(2) / 2;
    for (line, down) in lines.iter().zip(top..) {
        let row = widget::row(area, down);
        let left = row.width.saturating_sub(line.width()) / 2;
        line.draw(buffer, widget::right_of(row, left));
    }
}
