//! A month (月历): a day a row, a seat a column; where there is room, the load of everybody beside it.

use super::super::Easel;
use super::{blank, cell, day_name, ledger, post_title, week, wish};
use crate::campus::DutyKind;
use crate::say;
use crate::tui::model::Hit;
use crate::tui::theme::Role;
use crate::tui::view::DutyDay;
use crate::tui::widget::{self, Line, Window};
use chrono::Datelike as _;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Columns of the pointer, the date, the kind of the day and what we want of it.
const DATE: u16 = 2 + 6;
const KIND: u16 = 7;
const WANT: u16 = 3;
/// From so many columns on the loads stand beside the month.
const WITH_LOADS: u16 = 150;

pub(super) fn draw(easel: &mut Easel<'_>, area: Rect) {
    let mut area = area;
    if area.width >= WITH_LOADS {
        let beside = widget::right_of(area, area.width - 62);
        area.width -= 64;
        loads(easel, beside);
    }
    // A high window has room for the week at hand under the month.
    let days = easel.model.board.schedule.days.len() as u16 + 1;
    let week = 3 + easel.model.board.schedule.seats.len() as u16;
    if area.height > days + week {
        let below = widget::below(area, days + 1);
        let day = easel.model.schedule.day;
        let monday = day.plus(-(day.weekday().num_days_from_monday() as i32));
        week::draw_from(easel, below, monday);
        area.height = days;
    }
    let board = &easel.model.board.schedule;
    let columns: Vec<usize> = shown(easel);
    let left = DATE + KIND + WANT;
    let each = (area.width.saturating_sub(left) / (columns.len().max(1) as u16)).clamp(7, 14);
    let fits = usize::from(area.width.saturating_sub(left) / each).max(1);
    let at = columns.iter().position(|it| *it == easel.model.schedule.column).unwrap_or(0);
    let across = Window::over(columns.len(), fits as u16, at, at.saturating_sub(fits / 2));
    let columns = &columns[across.range()];
    let head = widget::row(area, 0);
    for (nth, column) in columns.iter().enumerate() {
        let place = Rect { x: head.x + left + each * nth as u16, width: each - 1, ..head }.intersection(head);
        if let Some(seat) = board.seats.get(*column) {
            let sign = if nth == 0 && across.top > 0 { "<" } else { " " };
            let role = if *column == easel.model.schedule.column { Role::Title } else { Role::Quiet };
            easel.say(format!("{sign}{}", post_title(easel, *seat, each.saturating_sub(2))), role).draw(easel.buffer, place);
        }
    }
    let body = widget::below(area, 1);
    if board.days.is_empty() {
        return;
    }
    let day_at = board.days.iter().position(|it| it.day == easel.model.schedule.day).unwrap_or(0);
    let window = Window::over(board.days.len(), body.height, day_at, day_at.saturating_sub(usize::from(body.height) / 2));
    for (down, day) in board.days[window.range()].iter().enumerate() {
        row(easel, widget::row(body, down as u16), day, columns, (left, each));
    }
    if board.is_blank && body.height > 4 {
        let lines = blank(easel);
        let cols = lines.iter().map(Line::width).max().unwrap_or(0);
        let place =
            Rect { x: body.x + left, y: body.y + body.height / 3, width: (cols + 2).min(body.width - left.min(body.width)), height: 2 };
        let place = place.intersection(body);
        easel.stack(place, &lines);
    }
}

/// The columns shown.
fn shown(easel: &Easel<'_>) -> Vec<usize> {
    let site = easel.model.schedule.site;
    let seats = easel.model.board.schedule.seats.iter().enumerate();
    seats.filter(|(_, (post, _))| site.is_none_or(|it| it == *post)).map(|(at, _)| at).collect()
}

fn row(easel: &mut Easel<'_>, place: Rect, day: &DutyDay, columns: &[usize], (left, each): (u16, u16)) {
    let today = easel.model.board.duty.day;
    let here = day.day == easel.model.schedule.day;
    let pointer = if day.day == today { easel.say(easel.signs().pointer, Role::Marked) } else { easel.say(" ", Role::Text) };
    let date = format!("{:>2} {}", day.day.date().day(), weekday(easel, day));
    let role = match day.kind {
        _ if day.day == today => Role::Marked,
        DutyKind::Workday => Role::Text,
        _ => Role::Info,
    };
    let style = easel.style(role);
    let style = if here || day.day == today { style.add_modifier(Modifier::BOLD) } else { style };
    pointer.gap(1).add(date, style).draw(easel.buffer, Rect { width: DATE.min(place.width), ..place });
    let kind = widget::right_of(place, DATE);
    day_name(easel, day.day, day.kind).draw(easel.buffer, Rect { width: (KIND - 1).min(kind.width), ..kind });
    let want = widget::right_of(place, DATE + KIND);
    if let Some(wants) = day.wants {
        easel.say(wish(easel, wants, false), Role::Info).draw(easel.buffer, Rect { width: (WANT - 1).min(want.width), ..want });
    }
    for (nth, column) in columns.iter().enumerate() {
        let Some(it) = day.cells.get(*column) else { continue };
        let spot = Rect { x: place.x + left + each * nth as u16, width: each - 1, ..place }.intersection(place);
        if !easel.model.board.schedule.is_blank {
            cell(easel, it).draw(easel.buffer, spot);
        }
        easel.hit(spot, Hit::Seat(day.day, *column));
        if here && *column == easel.model.schedule.column {
            widget::select(easel.buffer, spot, easel.style(Role::Selected));
        }
    }
}

/// One letter of the weekday in Chinese, two in English.
fn weekday(easel: &Easel<'_>, day: &DutyDay) -> String {
    let name = easel.words.weekday(day.day);
    match easel.words.lang() {
        crate::words::Lang::Zh => name.chars().last().map(String::from).unwrap_or_default(),
        crate::words::Lang::En => name.chars().take(2).collect(),
    }
}

/// Everybody's load of the month as bars.
fn loads(easel: &mut Easel<'_>, area: Rect) {
    let title = easel.say(say!(easel.words, "screen-schedule-loads"), Role::Title);
    title.draw(easel.buffer, widget::row(area, 0));
    ledger::bars(easel, widget::below(area, 1));
}
